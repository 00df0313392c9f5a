"""Statements of something still to come on the creation day.

A cue opens a statement: "will", "plans to", "is due", "opens on Friday". The cue gives
its kind and how certain it is; what stands over and around it can lower the certainty or
rule it out. Left out are futures already over, rules, purposes and hypotheses.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from nutgraf.analysis.act_days import attached_times, day_count, days_of_act, lies_ahead
from nutgraf.analysis.ahead import (
    BINDING,
    BODIES,
    CUES,
    REPORTING,
    Cue,
    children,
    lemma_of,
    reporting_verb,
    subject_of,
    words_over,
)
from nutgraf.analysis.cues_ahead import cues_at
from nutgraf.analysis.ruled_out import is_ruled_out
from nutgraf.analysis.setting import Places, Setting
from nutgraf.analysis.syntax import Phrase, Tree, Word, span_of
from nutgraf.analysis.terms import action_of, actor_of, condition_of, speaker_of
from nutgraf.analysis.wordlists import listed
from nutgraf.records import (
    Certainty,
    ForwardStatement,
    Interval,
    Name,
    Quote,
    Reference,
    Timex,
)

_BOILERPLATE = re.compile(
    r"^FILE\b|may not be published|all rights reserved|accuracy and availability|newsletter|subscri"
    r"|republish|written permission|in its final form|cookies|sign up|transcript|click here"
    r"|\bread more|\bview all|for comment\b",
    re.IGNORECASE,
)
_ARGUING = listed("argue claim suggest believe think mean expect predict")
_LOTS = listed("find face remain suffer lose feel become need struggle have see")
_OFFERING = listed("include feature offer contain carry replace provide")
_LONGEST = 300
_LOWERED: dict[Certainty, int] = {"certain": 3, "likely": 2, "possible": 1, "conditional": 0}


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


def _graded(cue: Cue, when: Interval | None, attached: Sequence[Timex], setting: Setting) -> Cue:
    """The cue with the kind and certainty that its surroundings leave it."""
    act, kind, certainty = cue.act, cue.kind, cue.certainty
    subject = subject_of(act)
    modal = cue.word.tag_ == "MD" and cue.kind == "plan"
    if modal:
        reporter = reporting_verb(act)
        agent = subject is not None and (
            subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
            or subject.pos_ == "PRON"
            or lemma_of(subject) in BODIES
            or setting.names.at(subject.idx) is not None
        )
        own = subject is not None and subject.lower_ in ("i", "we")
        by = any(t.signal in ("by", "before", "within") for t in attached)
        days = day_count(when)
        # What a thing on a programme holds or offers is fixed by those who run it.
        offered = lemma_of(act) in _OFFERING or any(
            lemma_of(c) == "available" for c in children(act, "acomp")
        )
        if own or (reporter is not None and lemma_of(reporter) in CUES["pledge"]["likely"]):
            kind = "pledge"
            if reporter is not None and lemma_of(reporter) in CUES["pledge"]["likely"]:
                certainty = "likely"
        elif days is not None and days <= 31 and (not by or act.tag_ == "VBN"):
            kind = "scheduled"
        elif not agent and offered and setting.quotes.at(act.idx) is None:
            kind = "plan"
        elif (not agent and act.tag_ != "VBN") or _is_lot(act):
            kind, certainty = "forecast", "likely"
        elif not _is_own(act, subject, setting) or lemma_of(act) == "continue":
            certainty = "likely"
    if kind in ("requirement", "scheduled") and cue.word.lower_ in ("must", "due", "has", "have"):
        kind = "deadline" if any(t.signal == "by" for t in attached) else kind
    if cue.word.lower_ in ("would", "'d", "’d"):
        reporter = reporting_verb(act)
        if reporter is None or reporter.tag_ in ("VBZ", "VBP"):
            certainty = min(certainty, "likely", key=_LOWERED.__getitem__)
    if lemma_of(act) in CUES["plan"]["possible"]:
        certainty = min(certainty, "possible", key=_LOWERED.__getitem__)
    around = {lemma_of(w) for w in words_over(act)} | {
        c.lower_ for c in act.children if c.dep_ in ("aux", "advmod", "mark", "neg")
    }
    if around & listed(
        "probably likely reportedly expect predict believe think should appear seem"
    ):
        certainty = min(certainty, "likely", key=_LOWERED.__getitem__)
    if around & listed(
        "possibly perhaps maybe necessarily fear worry hope hop may might could whether"
    ):
        certainty = min(certainty, "possible", key=_LOWERED.__getitem__)
    if act.dep_ == "ccomp" and any(c.lower_ in ("who", "whom", "what") for c in act.lefts):
        certainty = "possible"  # "see who he will choose": nobody knows
    return replace(cue, kind=kind, certainty=certainty)


_TELLING = REPORTING | BINDING


def find_forward(
    tree: Tree,
    text: str,
    timexes: Sequence[Timex],
    quotes: Sequence[Quote],
    names: Sequence[Name],
    references: Sequence[Reference],
    creation_time: dt.date | None,
) -> tuple[ForwardStatement, ...]:
    """The statements of what is still to come, in order; empty where nothing is.

    ``span`` is the sentence. Without ``creation_time`` only wording can tell the future,
    and days are those that the text names in full.
    """
    words = [word for word in tree if not word.is_space]
    starts = [word.idx for word in words]
    times = []
    for timex in timexes:
        low = max(0, bisect.bisect_right(starts, timex.span.start) - 1)
        high = max(low + 1, bisect.bisect_left(starts, timex.span.end))
        inside = words[low:high]
        if inside:
            held = {word.i for word in inside}
            top = next((w for w in inside if w.head.i not in held), inside[0])
            times.append((timex, top))
    setting = Setting(
        text,
        Places.of((span, quote) for quote in quotes for span in quote.content),
        Places.of((name.span, name) for name in names),
        Places.of((one.span, one) for one in references),
        creation_time,
    )
    found: list[ForwardStatement] = []
    place = 0
    for sentence in tree.sents:
        while place < len(times) and times[place][1].i < sentence.start:
            place += 1
        end = place
        while end < len(times) and times[end][1].i < sentence.end:
            end += 1
        found += _of_sentence(sentence, times[place:end], setting)
        tells = any(w.pos_ == "VERB" and lemma_of(w) in _TELLING for w in sentence)
        setting = replace(setting, announced=1 if tells else setting.announced + 1)
    return tuple(found)


def _of_sentence(
    sentence: Phrase, times: Sequence[tuple[Timex, Word]], setting: Setting
) -> Iterator[ForwardStatement]:
    kept = [word for word in sentence if not word.is_space]
    asks = sentence.text.rstrip("\"'”’ \n").endswith("?")
    # No writer makes a sentence this long: it is a list or a page without stops.
    if len(kept) > _LONGEST or not kept or asks or _BOILERPLATE.search(sentence.text):
        return
    span = span_of(kept)
    taken: set[int] = set()
    for word in kept:
        for cue in cues_at(word):
            attached = attached_times(cue, sentence, times, setting.creation)
            when, over = days_of_act(attached, setting.creation)
            if cue.dated_only and not lies_ahead(when, attached, setting.creation):
                continue
            if cue.act.i in taken or is_ruled_out(cue, when, over, setting):
                continue
            beside = cue.act.head.i in taken and cue.act.dep_ in ("conj", "xcomp", "ccomp")
            taken.add(cue.act.i)
            if beside and not attached:
                continue
            graded = _graded(cue, when, attached, setting)
            condition = condition_of(cue.act)
            quote = setting.quotes.at(cue.act.idx)
            yield ForwardStatement(
                span=span,
                kind="condition" if condition else graded.kind,
                certainty="conditional" if condition else graded.certainty,
                actor=actor_of(cue, quote, setting),
                action=action_of(cue.act),
                when=when,
                condition=condition,
                speaker=speaker_of(quote, setting.text),
            )
