"""Statements of something still to come on the creation day.

A cue opens a statement: "will", "plans to", "is due", "opens on Friday". The cue gives
its kind and how certain it is; what stands over and around it can lower the certainty or
rule it out. Left out are futures already over, rules, purposes and hypotheses.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from nutgraf.analysis.ahead import (
    BINDING,
    BODIES,
    CUES,
    REPORTING,
    STATIVE,
    Cue,
    auxiliaries,
    children,
    cues_at,
    is_past,
    lemma_of,
    reporting_verb,
    subject_of,
    words_over,
)
from nutgraf.analysis.syntax import Phrase, Tree, Word, span_of
from nutgraf.analysis.timex import listed
from nutgraf.records import (
    Certainty,
    ForwardStatement,
    Interval,
    Name,
    Quote,
    Span,
    Timex,
)

_DAY = dt.timedelta(days=1)

_UNSAID = listed("decline refuse unclear unknown uncertain wonder ask question know")
_GENERIC = listed(
    "you all none what one anyone people everyone everybody someone somebody nobody anybody who "
    "reader user consumer parent"
)
_BARE = listed("it this that they there these those")
_BILLS = listed("bill law measure legislation proposal amendment rule act provision initiative")
_BOILERPLATE = re.compile(
    r"^FILE\b|may not be published|all rights reserved|accuracy and availability|newsletter|subscri"
    r"|republish|written permission|in its final form|cookies|sign up|transcript|click here"
    r"|read more|view all|for comment\b",
    re.IGNORECASE,
)
_CONDITION = listed("if unless once provided providing assuming")
_LONGEST = 300
_LOWERED: dict[Certainty, int] = {"certain": 3, "likely": 2, "possible": 1, "conditional": 0}


class _Places[T](Struct, frozen=True):
    """What stands where: spans in the order of the text, each with what it is the span of."""

    starts: Sequence[int]
    held: Sequence[tuple[Span, T]]

    @classmethod
    def of(cls, held: Iterable[tuple[Span, T]]) -> _Places[T]:
        ordered = sorted(held, key=lambda one: one[0])
        return cls([span.start for span, _ in ordered], ordered)

    def at(self, place: int) -> T | None:
        """What holds the character at ``place``; ``None`` where nothing does."""
        last = bisect.bisect_right(self.starts, place)
        for span, thing in reversed(self.held[max(0, last - 3) : last]):
            if place < span.end:
                return thing
        return None


class _Setting(Struct, frozen=True):
    """What all statements of one text are read against."""

    text: str
    quotes: _Places[Quote]
    names: _Places[Name]
    creation: dt.date | None
    announced: int = 9
    """How many sentences back somebody announced or agreed something."""


# ------------------------------------------------------------------ what rules a cue out


def _hypothetical(cue: Cue, when: Interval | None, setting: _Setting) -> bool:
    """Whether a "would" is announced by nobody."""
    act = cue.act
    reporter = reporting_verb(act)
    subject = subject_of(act)
    bill = subject is not None and lemma_of(subject) in _BILLS and act.tag_ != "VBN"
    if bill and when is None:
        return True
    if "have" in auxiliaries(act) or (_condition_of(act) is not None and reporter is None):
        return True
    if reporter is None and act.dep_ == "ccomp" and lemma_of(act.head) not in REPORTING:
        return True
    able = any(lemma_of(c) in ("able", "available", "ready") for c in children(act, "acomp"))
    there = any(c.dep_ == "expl" for c in act.children)
    supposed = _condition_of(act) is not None
    if reporter is not None and auxiliaries(reporter) & {"would", "could", "have"}:
        return True
    if reporter is not None and supposed:
        # "said it would sue if …" binds; "warned, after which it would face …" only tells.
        return reporter.tag_ != "VBD" or reporter.dep_ not in ("ROOT", "conj", "parataxis")
    if reporter is not None and reporter.tag_ in ("VBZ", "VBP"):
        # "The ministry says it would …" is a body's own forecast; "critics say …" is opinion.
        source = subject_of(reporter)
        return source is None or source.ent_type_ not in ("ORG", "GPE")
    able = able or (lemma_of(act) == "have" and bool(children(act, "xcomp")))
    if lemma_of(act) in STATIVE and not able and not (there and reporter is not None):
        return True
    if reporter is not None:
        return reporter.tag_ not in ("VBD", "VBN", "VBG") or "had" in auxiliaries(reporter)
    clause = next((w for w in (act, *words_over(act)) if w.dep_ in ("relcl", "advcl", "acl")), None)
    if subject is None or subject.pos_ == "PRON" or act.tag_ != "VBN":
        return True
    return clause is not None or setting.announced > 3


def _epistemic(cue: Cue, when: Interval | None, setting: _Setting) -> bool:
    """Whether a "may" or "could" is a guess or an ability and not a prospect."""
    act, subject = cue.act, subject_of(cue.act)
    if "have" in auxiliaries(act) or subject is None:
        return True
    lasting = lemma_of(act) in ("take", "last") and any(
        w.ent_type_ in ("DATE", "TIME") for w in act.rights
    )
    if (when is not None and when.latest is not None) or (
        lasting and reporting_verb(act) is not None
    ):
        return False
    if cue.word.lower_ == "could" or lemma_of(act) in STATIVE or "be" in auxiliaries(act):
        return True
    name = setting.names.at(subject.idx)
    named = name is not None and name.kind in ("person", "organisation")
    return not named and subject.ent_type_ not in ("PERSON", "ORG", "GPE")


def _idle_condition(act: Word) -> bool:
    """Whether the condition is supposed ("if it pursued …") or general ("if you …")."""
    told = "would" in auxiliaries(act) and reporting_verb(act) is not None
    for clause in children(act, "advcl"):
        if any(c.lower_ in ("if", "unless") for c in children(clause, "mark")):
            subject = subject_of(clause)
            if (clause.tag_ == "VBD" or "were" in auxiliaries(clause)) and not told:
                return True
            if subject is not None and lemma_of(subject) in _GENERIC:
                return True
    return False


def _ruled_out(cue: Cue, when: Interval | None, over: bool, setting: _Setting) -> bool:
    act, word = cue.act, cue.word
    lower = word.lower_
    if cue.dated_only and when is None:
        return True
    if over and when is None and lower not in ("will", "'ll", "’ll", "wo", "shall"):
        return True
    if lemma_of(act.head) == "doubt" or _idle_condition(act):
        return True
    if act.dep_ == "advcl" and any(c.lower_ in _CONDITION for c in children(act, "mark")):
        return True
    if lower in ("would", "'d", "’d") and _hypothetical(cue, when, setting):
        return True
    if lower in ("may", "might", "could") and _epistemic(cue, when, setting):
        return True
    subject = subject_of(act)
    if when is None and any(w.lower_ in ("you", "your") for w in act.subtree):
        return True
    asked = any(c.lower_ in ("how", "whether") for w in act.lefts for c in (w, *w.lefts))
    if asked and act.dep_ in ("pcomp", "ccomp", "acl"):
        fears = any(lemma_of(w) in ("worry", "fear", "concern") for w in words_over(act))
        if not fears:
            return True
    if when is None and act.dep_ == "relcl" and any(c.lower_ == "never" for c in act.children):
        return True
    if subject is not None and when is None:
        if lemma_of(subject) in _GENERIC and subject.dep_ in ("nsubj", "nsubjpass"):
            return True
        quoted = setting.quotes.at(act.idx)
        direct = quoted is not None and quoted.kind == "direct"
        if direct and (lemma_of(subject) in _BARE or lemma_of(act) in STATIVE):
            return True
    for above in (act, *words_over(act)):
        unsaid = lemma_of(above) in _UNSAID or (
            lemma_of(above) in ("say", "clear", "disclose", "specify")
            and bool(children(above, "neg") or children(above.head, "neg"))
        )
        asks = any(
            c.lower_ in ("whether", "if", "how", "when", "where", "what", "who") for c in act.lefts
        )
        if above is not act and unsaid and asks:
            return True
    return False


# ------------------------------------------------------------------ when


def _attached(
    cue: Cue,
    sentence: Phrase,
    times: Sequence[tuple[Timex, Word]],
    creation: dt.date | None,
) -> list[Timex]:
    """The times that tell when the act is, by the verb they hang on."""
    around = {cue.act.i, cue.word.i}
    found: list[tuple[bool, Timex]] = []
    for timex, word in times:
        if not sentence.start <= word.i < sentence.end or timex.type == "SET":
            continue
        modifier = word.dep_ in ("compound", "nummod", "amod") and timex.signal is None
        if modifier and len(timex.value) < 8:
            continue
        nested = False
        for above in (word, *words_over(word)):
            nested = nested or (above is not word and above.pos_ in ("NOUN", "PROPN"))
            if above.i in around:
                # "agreed on Friday to sell": the day of the promise, not of the act.
                if (
                    above is cue.act
                    or not is_past(above)
                    or creation is None
                    or (timex.earliest is not None and timex.earliest > creation)
                ):
                    found.append((nested and above.pos_ != "NOUN", timex))
                break
            if above.dep_ in ("relcl", "acl", "amod"):
                break
            opens = lemma_of(above) in ("start", "begin")
            if above.dep_ == "advcl" and not (
                opens or any(c.lower_ == "when" for c in above.children)
            ):
                break
            clause = above.tag_ in ("VBD", "VBN", "VBZ", "VBP") and above.pos_ in ("VERB", "AUX")
            second = above.dep_ == "conj" and above.tag_ == "VBN"
            if clause and not second and above.dep_ not in ("xcomp", "aux", "auxpass", "advcl"):
                break
    # "issue rules by 1 April, in time for the polls on 14 June": the verb's own day counts.
    direct = [timex for nested, timex in found if not nested and timex.earliest is not None]
    if direct:
        return [timex for nested, timex in found if not nested]
    if not found and not cue.dated_only:
        alone = [t for t, w in times if sentence.start <= w.i < sentence.end and t.type != "SET"]
        told = [w for w in sentence[:200] if w.tag_ == "VBD" or w.dep_ in ("relcl", "conj")]
        if len(alone) == 1 and not told:
            return alone
    return [timex for _, timex in found]


def _when(attached: Sequence[Timex], creation: dt.date | None) -> tuple[Interval | None, bool]:
    """The days of the act, and whether the times that tell them are all over."""
    if creation is None:
        dated = [t for t in attached if t.earliest is not None]
        return (_days(dated[0], None), False) if dated else (None, False)
    over = False
    best: Interval | None = None
    lasting = 0
    for timex in attached:
        length = re.fullmatch(r"P(T?)(\d+)([DHW])", timex.value)
        if timex.signal == "for" and length:
            unit = {"D": 1.0, "H": 1 / 24, "W": 7.0}[length[3]]
            lasting = max(1, round(int(length[2]) * unit))
        if timex.value == "FUTURE_REF":
            best = best or Interval(creation, None)
            continue
        if timex.type == "DURATION" and timex.signal not in (None, "in", "within", "over", "for"):
            continue
        if timex.earliest is None:
            continue
        # "earlier this month" and "the past year" run up to the creation day and are over.
        ends = timex.latest
        if ends is not None and (
            ends < creation or (ends == creation and timex.earliest < creation)
        ):
            over = over or timex.signal not in ("since", "from", "after", "to", "of", "than")
            continue
        days = _days(timex, creation)
        best = days if best is None else _joined(best, days)
    room = best is not None and best.earliest and (dt.date.max - best.earliest).days > lasting
    if room and best is not None and best.earliest and best.latest is None and lasting:
        best = Interval(best.earliest, best.earliest + (lasting - 1) * _DAY)
    return best, over


def _lies_ahead(when: Interval | None, attached: Sequence[Timex], creation: dt.date | None) -> bool:
    """Whether the date alone makes the sentence one of the future."""
    if when is None or creation is None:
        return False
    ends = any(t.signal in ("by", "until", "till", "within", "through", "before") for t in attached)
    if when.earliest is not None and when.earliest > creation:
        return True
    return ends and when.latest is not None and when.latest > creation


def _days(timex: Timex, creation: dt.date | None) -> Interval:
    first, last = timex.earliest, timex.latest
    if timex.signal in ("by", "until", "till", "within", "through"):
        return Interval(creation, last)
    if timex.signal == "before" and first is not None and first > dt.date.min:
        return Interval(creation, first - _DAY)
    if timex.signal == "after" and last is not None and last < dt.date.max:
        return Interval(last + _DAY, None)
    if timex.signal in ("from", "since"):
        return Interval(first, None)
    return Interval(first, last)


def _joined(one: Interval, other: Interval) -> Interval:
    """Two times of one act: the narrower where one holds the other, else first to last."""
    low, high = dt.date.min, dt.date.max
    a, b = one.earliest or low, one.latest or high
    c, d = other.earliest or low, other.latest or high
    if a <= c and d <= b:
        return other
    if c <= a and b <= d:
        return one
    if one.latest is None or other.latest is None:
        # "from Monday … to Friday": an open start takes the other's end.
        return Interval(min(a, c), min(b, d)) if min(b, d) < high else one
    return Interval(min(a, c), max(b, d))


# ------------------------------------------------------------------ who, what, on what terms


def _speaker(quote: Quote | None, text: str) -> str | None:
    if quote is None:
        return None
    if quote.speaker is not None:
        return quote.speaker
    return quote.source[0].of(text) if quote.source else None


def _phrase(word: Word, text: str) -> str:
    """The words of a noun phrase without what follows its "of"."""
    words = [w for w in word.subtree if w.i <= word.i and not w.is_space]
    for prep in word.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "for"):
            words += [w for w in prep.subtree if not w.is_space and w.i - word.i < 12]
            break
    first = next((n for n, w in enumerate(words) if not w.is_punct), 0)
    return span_of(words[first:] or [word]).of(text).strip(" \n,;")


def _actor(cue: Cue, quote: Quote | None, setting: _Setting) -> str | None:
    act = cue.act
    agents = [o for a in children(act, "agent") for o in children(a, "pobj")]
    agents = [o for o in agents if o.ent_type_ not in ("DATE", "TIME") and o.pos_ != "NUM"]
    head = agents[0] if agents else subject_of(act)
    if cue.word.pos_ == "NOUN" and head is not None and head.i == cue.word.i:
        head = subject_of(head.head) or head  # "the firm announced plans to …"
    if head is None and cue.act is cue.word and cue.act.pos_ == "NOUN":
        head = cue.act
    if head is None:
        return None
    if head.lower_ in ("i", "we") and quote is not None and quote.speaker:
        return quote.speaker
    if head.lower_ in ("he", "she", "it", "they") and act.tag_ == "VB" and lemma_of(act) != "be":
        # "The firm said it would close the mill": "it" is the one who said so.
        reporter = reporting_verb(act)
        head = (subject_of(reporter) if reporter is not None else None) or head
        if head.pos_ == "PRON" and quote is not None and quote.speaker and reporter is not None:
            return quote.speaker
    name = setting.names.at(head.idx)
    if name is not None:
        return name.full_name
    return _phrase(head, setting.text)


def _action(act: Word) -> Span:
    """The verb with its particle and its object, without clauses that say more of these."""
    kept = ("dobj", "prt", "attr", "acomp", "oprd", "xcomp", "dative", "neg")
    objects = [c for c in children(act, *kept) if c.i > act.i]
    objects = objects or [c for c in children(act, "prep", "agent") if c.i > act.i][:1]
    last = act
    for child in objects:
        aside = [w.left_edge.i for w in child.subtree if w.dep_ in ("relcl", "advcl", "acl")]
        stop = min([*aside, act.i + 25])
        for word in child.subtree:
            if last.i < word.i < stop and not word.is_punct and not word.is_space:
                last = word
    return span_of([act, last])


def _condition_of(act: Word) -> Span | None:
    for node in (act, *words_over(act)):
        for clause in children(node, "advcl"):
            opening = next(iter(clause.subtree))
            if opening.lower_ in _CONDITION and opening.i < clause.i:
                return span_of([w for w in clause.subtree if not w.is_space and not w.is_punct])
        if node.dep_ not in ("xcomp", "conj") or node.pos_ not in ("VERB", "AUX", "ADJ"):
            break
    return None


def _length(when: Interval | None) -> int | None:
    """How many days an interval has, ``None`` for an open one."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    return (when.latest - when.earliest).days + 1


def _graded(cue: Cue, when: Interval | None, attached: Sequence[Timex], setting: _Setting) -> Cue:
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
        days = _length(when)
        if own or (reporter is not None and lemma_of(reporter) in CUES["pledge"]["likely"]):
            kind = "pledge"
        elif days is not None and days <= 31 and (not by or act.tag_ == "VBN"):
            kind = "scheduled"
        elif not agent and act.tag_ != "VBN":
            kind, certainty = "forecast", "likely"
    if kind in ("requirement", "scheduled") and cue.word.lower_ in ("must", "due", "has", "have"):
        kind = "deadline" if any(t.signal == "by" for t in attached) else kind
    if cue.word.lower_ in ("would", "'d", "’d"):
        reporter = reporting_verb(act)
        if reporter is None or reporter.tag_ in ("VBZ", "VBP"):
            certainty = min(certainty, "likely", key=_LOWERED.__getitem__)
    around = {lemma_of(w) for w in words_over(act)} | {
        c.lower_ for c in act.children if c.dep_ in ("aux", "advmod", "mark")
    }
    if around & listed("probably likely reportedly expect predict believe think should"):
        certainty = min(certainty, "likely", key=_LOWERED.__getitem__)
    if around & listed("possibly perhaps maybe fear worry hope hop may might could whether"):
        certainty = min(certainty, "possible", key=_LOWERED.__getitem__)
    return replace(cue, kind=kind, certainty=certainty)


# ------------------------------------------------------------------ the whole text


def find_forward(
    tree: Tree,
    text: str,
    timexes: Sequence[Timex],
    quotes: Sequence[Quote],
    names: Sequence[Name],
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
    setting = _Setting(
        text,
        _Places.of((span, quote) for quote in quotes for span in quote.content),
        _Places.of((name.span, name) for name in names),
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
        tells = any(lemma_of(w) in REPORTING | BINDING for w in sentence if w.pos_ == "VERB")
        setting = replace(setting, announced=1 if tells else setting.announced + 1)
    return tuple(found)


def _of_sentence(
    sentence: Phrase, times: Sequence[tuple[Timex, Word]], setting: _Setting
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
            attached = _attached(cue, sentence, times, setting.creation)
            when, over = _when(attached, setting.creation)
            if cue.dated_only and not _lies_ahead(when, attached, setting.creation):
                continue
            if cue.act.i in taken or _ruled_out(cue, when, over, setting):
                continue
            beside = cue.act.head.i in taken and cue.act.dep_ in ("conj", "xcomp", "ccomp")
            taken.add(cue.act.i)
            if beside and not attached:
                continue
            graded = _graded(cue, when, attached, setting)
            condition = _condition_of(cue.act)
            quote = setting.quotes.at(cue.act.idx)
            yield ForwardStatement(
                span=span,
                kind="condition" if condition else graded.kind,
                certainty="conditional" if condition else graded.certainty,
                actor=_actor(cue, quote, setting),
                action=_action(cue.act),
                when=when,
                condition=condition,
                speaker=_speaker(quote, setting.text),
            )
