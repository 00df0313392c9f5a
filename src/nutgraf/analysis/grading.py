"""What kind of statement a cue makes, and how certain, by what stands over and around it.

A certainty is only ever lowered from what the cue alone would give: where the wording leaves
room for doubt, the weaker reading is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from nutgraf.analysis.act_days import day_count
from nutgraf.analysis.ahead import (
    BODIES,
    CUES,
    Cue,
    children,
    lemma_of,
    reporting_verb,
    subject_of,
    words_over,
)
from nutgraf.analysis.setting import Setting
from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Certainty, ForwardKind, Interval, Quote, Timex

_PROMISING = CUES["pledge"]["likely"]
_ARGUING = listed("argue claim suggest believe think mean expect predict")
_LOTS = listed("find face remain suffer lose feel become need struggle have see")
_OFFERING = listed("include feature offer contain carry replace provide")
_HEDGES = listed("probably likely reportedly expect predict believe think should appear seem")
_DOUBTS = listed(
    "possibly perhaps maybe necessarily fear worry hope hop may might could whether intend"
)
_WOULD = frozenset(("would", "'d", "’d"))
_ONESELF = frozenset(("i", "we"))
_SHORT = 31
_STRENGTH: dict[Certainty, int] = {"certain": 3, "likely": 2, "possible": 1, "conditional": 0}


def grade(cue: Cue, when: Interval | None, attached: Sequence[Timex], setting: Setting) -> Cue:
    """The cue with the kind and certainty that its surroundings leave it."""
    act, kind, certainty = cue.act, cue.kind, cue.certainty
    if cue.word.tag_ == "MD" and kind == "plan":
        kind, certainty = _of_modal(cue, when, attached, setting)
    elif kind == "plan" and cue.word.lower_ == "going" and _is_foretold(act, setting):
        kind = "forecast"
    if kind in ("requirement", "scheduled") and cue.word.lower_ in ("must", "due", "has", "have"):
        kind = "deadline" if any(t.signal == "by" for t in attached) else kind
    for weaker in _bounds(cue, setting):
        certainty = min(certainty, weaker, key=_STRENGTH.__getitem__)
    return replace(cue, kind=kind, certainty=certainty)


def _of_modal(
    cue: Cue, when: Interval | None, attached: Sequence[Timex], setting: Setting
) -> tuple[ForwardKind, Certainty]:
    """What "will" makes of an act: a promise, a date, a forecast or a plan."""
    act = cue.act
    subject = subject_of(act)
    reporter = reporting_verb(act)
    agent = subject is not None and _can_act(subject, setting)
    by = any(t.signal in ("by", "before", "within") for t in attached)
    days = day_count(when)
    # What a thing on a programme holds or offers is fixed by those who run it.
    offered = lemma_of(act) in _OFFERING or any(
        lemma_of(c) == "available" for c in children(act, "acomp")
    )
    if reporter is not None and lemma_of(reporter) in _PROMISING:
        return "pledge", "likely"
    if subject is not None and subject.lower_ in _ONESELF:
        return "pledge", "certain" if days is not None else "likely"
    if days is not None and days <= _SHORT and (not by or act.tag_ == "VBN"):
        return "scheduled", "certain"
    if not agent and offered and setting.quotes.at(act.idx) is None:
        return "plan", "certain"
    if (not agent and act.tag_ != "VBN") or _is_lot(act) or _is_foretold(act, setting):
        return "forecast", "likely"
    own = _is_own(act, subject, setting) and lemma_of(act) != "continue"
    return "plan", "certain" if own else "likely"


def _bounds(cue: Cue, setting: Setting) -> Iterator[Certainty]:
    """The most that each word around the act leaves of its certainty."""
    act = cue.act
    around = {lemma_of(w) for w in words_over(act)} | {
        c.lower_ for c in act.children if c.dep_ in ("aux", "advmod", "mark", "neg")
    }
    if around & _HEDGES:
        yield "likely"
    if around & _DOUBTS or lemma_of(act) in CUES["plan"]["possible"]:
        yield "possible"
    if act.dep_ == "ccomp" and any(c.lower_ in ("who", "whom", "what") for c in act.lefts):
        yield "possible"  # "see who he will choose": nobody knows
    if cue.word.lower_ in _WOULD:
        reporter = reporting_verb(act)
        quote = setting.quotes.at(act.idx)
        # "said it would “close two ports”": the marks leave open what the speaker's "will" was.
        if reporter is None or reporter.tag_ in ("VBZ", "VBP") or _is_marked(quote):
            yield "likely"


def _is_marked(quote: Quote | None) -> bool:
    return quote is not None and quote.kind != "indirect"


def _can_act(subject: Word, setting: Setting) -> bool:
    return (
        subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
        or subject.pos_ == "PRON"
        or lemma_of(subject) in BODIES
        or setting.names.at(subject.idx) is not None
    )


def _is_foretold(act: Word, setting: Setting) -> bool:
    """Whether one speaks of what another will do, or thinks that it will come."""
    subject = subject_of(act)
    if subject is None or subject.lower_ in _ONESELF:
        return False
    over = next((w for w in words_over(act) if lemma_of(w) in _ARGUING), None)
    if over is not None:
        # "argued that she will": of herself, as far as the words go.
        thinker = subject_of(over)
        oneself = thinker is not None and thinker.lower_ in _ONESELF
        return oneself or subject.lower_ not in ("he", "she", "it", "they")
    quote = setting.quotes.at(act.idx)
    return quote is not None and quote.kind == "direct" and act.tag_ != "VBN"


def _is_own(act: Word, subject: Word | None, setting: Setting) -> bool:
    """Whether the act is told by the one who is to do it, or by nobody but the publisher.

    What others are to do is only expected, however flatly it is said.
    """
    if subject is not None and subject.lower_ in ("i", "we"):
        return True
    quote = setting.quotes.at(act.idx)
    reporter = reporting_verb(act)
    if any(lemma_of(above) in _ARGUING for above in words_over(act)):
        return False
    if reporter is None:
        return quote is None
    source = subject_of(reporter)
    if subject is None or source is None:
        return False
    if children(act, "agent"):
        return False
    if subject.lower_ in ("he", "she", "it", "they"):
        return True
    one, other = setting.names.at(subject.idx), setting.names.at(source.idx)
    if one is not None and other is not None:
        return one.full_name == other.full_name
    return lemma_of(subject) == lemma_of(source)


def _is_lot(act: Word) -> bool:
    """Whether the act is a state or falls to somebody, so that nobody can plan it."""
    if lemma_of(act) == "be":
        able = children(act, "acomp", "attr", "prep")
        return act.tag_ == "VB" and bool(able)
    return lemma_of(act) in _LOTS
