"""The days on which an act still to come is to happen, by the times that hang on its verb."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from msgspec.structs import replace

from nutgraf.analysis.ahead import (
    BINDING,
    REPORTING,
    Cue,
    auxiliaries,
    children,
    is_past,
    lemma_of,
    words_over,
)
from nutgraf.analysis.syntax import Phrase, Word, subtree_span
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Interval, Span, Timex

# "Delayed until June" is in June, where "closed until June" ends then.
PUT_OFF = listed("delay postpone defer adjourn push move reschedule suspend")
_DAY = dt.timedelta(days=1)
_WILL = listed("will would shall 'll ’ll may might could can should must")
_RANKS = listed("first second third last only most")
_SPANS = listed("day week month year decade century generation")
# "One day" it may happen: not from now on, as what comes soon does.
_SOME_DAY = listed("day someday")
_FROM_THEN = re.compile(r"\b(?:(?:early|soon) as|(?:starting|beginning)(?: on| in)?)$")
_SIGNATURE = re.compile(r"\(@\w+\)\s*$")
_OPEN_ENDED = re.compile(
    r"\b(?:for the time being|until further notice|indefinitely|at any moment|promptly"
    r"|shortly(?! (?:before|after)))\b",
    re.IGNORECASE,
)


def attached_times(
    cue: Cue,
    sentence: Phrase,
    times: Sequence[tuple[Timex, Word]],
    creation: dt.date | None,
) -> list[Timex]:
    """The times that tell when the act is, by the verb they hang on."""
    found: list[tuple[bool, Timex]] = []
    for timex, word in times:
        if not sentence.start <= word.i < sentence.end or is_idle(timex, word):
            continue
        modifies = word.dep_ in ("compound", "nummod", "amod") and timex.signal is None
        if modifies and len(timex.value) < len("2018-W10"):
            continue  # "the 2018 budget"
        nested = _hanging(cue, timex, word, creation)
        if nested is not None:
            found.append((nested, _as_told(cue, timex, word)))
    # "issue rules by 1 April, in time for the polls on 14 June": the verb's own day counts.
    direct = [timex for nested, timex in found if not nested and timex.earliest is not None]
    if direct:
        return [timex for nested, timex in found if not nested]
    if not found and not cue.dated_only:
        alone = [t for t, w in times if sentence.start <= w.i < sentence.end and not is_idle(t, w)]
        told = [w for w in sentence[:200] if w.tag_ == "VBD" or w.dep_ in ("relcl", "conj")]
        if len(alone) == 1 and not told:
            return alone
    hung = [timex for _, timex in found]
    return hung if any(timex.earliest is not None for timex in hung) else [*hung, *_for_now(cue)]


def is_idle(timex: Timex, word: Word) -> bool:
    """Whether a time tells no day of any act: a habit, a mere size, the stamp of a post."""
    if timex.type == "SET":
        return True
    if timex.latest is None and word.dep_ in ("nsubj", "nsubjpass"):
        return True  # "the years ahead will be good"
    if timex.value == "FUTURE_REF" and lemma_of(word) in _SOME_DAY:
        return True
    holder = word.head.head if word.head.dep_ == "prep" else word.head
    if timex.signal == "in" and word.head.i and lemma_of(word) in _SPANS:
        # "The deepest slump in a decade" tells how deep it is.
        thing = word.head.nbor(-1)
        counted = any(c.lower_ in ("a", "an") or c.dep_ == "nummod" for c in word.children)
        return counted and any(c.tag_ == "JJS" or c.lower_ in _RANKS for c in thing.children)
    if holder.pos_ == "NOUN" and timex.signal == "of" and word.lower_ in ("today", "tomorrow"):
        return True  # "the cars of tomorrow"
    first = _first_of(timex, word)
    return bool(_SIGNATURE.search(first.doc[max(0, first.i - 4) : first.i].text))


def _first_of(timex: Timex, word: Word) -> Word:
    """The first word of a time expression."""
    while word.i and word.idx > timex.span.start:
        word = word.nbor(-1)
    return word


def _hanging(cue: Cue, timex: Timex, word: Word, creation: dt.date | None) -> bool | None:
    """Whether the time hangs on the act by way of a name; ``None`` if it does not hang on it."""
    around = {cue.act.i, cue.word.i}
    ahead = creation is not None and timex.earliest is not None and timex.earliest > creation
    stray = ahead and _is_stray(word)
    nested = False
    for above in (word, *words_over(word)):
        nested = nested or (above is not word and above.pos_ in ("NOUN", "PROPN"))
        if above.i in around:
            # "agreed on Friday to sell": the day of the promise, not of the act.
            if above.i == cue.act.i or not is_past(above) or creation is None or ahead:
                return nested and above.pos_ != "NOUN"
            return None
        if stray and not auxiliaries(above) & _WILL:
            continue
        if above.dep_ in ("relcl", "acl", "amod"):
            break
        if above.dep_ == "conj" and _is_apart(above):
            break
        opens = lemma_of(above) in ("start", "begin")
        if above.dep_ == "advcl" and not (opens or any(c.lower_ == "when" for c in above.children)):
            break
        clause = above.tag_ in ("VBD", "VBN", "VBZ", "VBP") and above.pos_ in ("VERB", "AUX")
        second = above.dep_ == "conj" and above.tag_ == "VBN"
        if clause and not second and above.dep_ not in ("xcomp", "aux", "auxpass", "advcl"):
            break
    between = cue.act.doc[cue.act.i + 1 : word.i]
    if stray and cue.act.i < word.i and not any(w.tag_ == "MD" for w in between):
        return False
    return None


def _is_apart(second: Word) -> bool:
    """Whether a second act keeps its day to itself: each of the two is told in full.

    "Will sing and dance on Monday" has one day for both, "will be free for all and be ready
    by May" has not.
    """
    if children(second, "nsubj", "nsubjpass") and auxiliaries(second):
        return True
    return any(c.i < second.i for c in children(second.head, "acomp", "attr", "dobj"))


def _is_stray(word: Word) -> bool:
    """Whether a day to come hangs on a verb of the past, which it cannot belong to."""
    for above in words_over(word):
        if above.tag_ in ("VBD", "VBZ", "VBP") or auxiliaries(above):
            perfect = above.tag_ == "VBN" and bool(auxiliaries(above) & {"have", "has"})
            bound = lemma_of(above) in PUT_OFF or lemma_of(above) in BINDING
            return (is_past(above) or perfect) and not bound and lemma_of(above) not in REPORTING
    return False


def _as_told(cue: Cue, timex: Timex, word: Word) -> Timex:
    """The time with the signal that its verb or the words before it give it."""
    first = _first_of(timex, word)
    before = first.doc[max(0, first.i - 3) : first.i].text.lower()
    if _FROM_THEN.search(before):
        return replace(timex, signal="from")
    if timex.signal in ("until", "till", "to"):
        over = (cue.act, *words_over(word))
        denied = any(children(verb, "neg") for verb in (cue.act, cue.word))
        if denied or any(lemma_of(verb) in PUT_OFF for verb in over[:4]):
            return replace(timex, signal=None)
    return timex


def _for_now(cue: Cue) -> list[Timex]:
    """The words that leave an act open at the end, as a time; empty where there are none."""
    act = cue.act
    whole = subtree_span(act)
    met = _OPEN_ENDED.search(act.doc.text, whole.start, whole.end)
    if met is None:
        return []
    first = next((word for word in act.subtree if word.idx >= met.start()), act)
    over = (w for w in words_over(first) if w.pos_ in ("VERB", "AUX") and w.idx < met.start())
    own = next(over, act).i == act.i
    return [Timex(Span(met.start(), met.end()), "DATE", "FUTURE_REF")] if own else []


def days_of_act(
    attached: Sequence[Timex], creation: dt.date | None
) -> tuple[Interval | None, bool]:
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
        if timex.signal == "to" and best is not None and best.latest is None:
            # "from 9 March to 12 March": the first day was told, the last is.
            best = Interval(best.earliest, days.latest)
            continue
        best = days if best is None else _joined(best, days)
    room = best is not None and best.earliest and (dt.date.max - best.earliest).days > lasting
    if room and best is not None and best.earliest and best.latest is None and lasting:
        best = Interval(best.earliest, best.earliest + (lasting - 1) * _DAY)
    return best, over


def deadline_days(when: Interval | None, attached: Sequence[Timex]) -> Interval | None:
    """The days of a deadline: of the end of a stretch, its last day alone."""
    for timex in attached:
        own = when is not None and (timex.earliest, timex.latest) == (when.earliest, when.latest)
        if own and timex.mod == "END" and timex.latest is not None:
            return Interval(timex.latest, timex.latest)
    return when


def lies_ahead(when: Interval | None, attached: Sequence[Timex], creation: dt.date | None) -> bool:
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
    if timex.signal in ("from", "since") and "/" not in timex.value:
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
        # "from Monday until Friday": an open start takes the other's end.
        return Interval(min(a, c), min(b, d)) if min(b, d) < high else one
    return Interval(min(a, c), max(b, d))


def narrower(one: Interval, other: Interval) -> Interval | None:
    """The one of two times that lies within the other; ``None`` where neither does."""
    joined = _joined(one, other)
    return joined if joined in (one, other) else None


def day_count(when: Interval | None) -> int | None:
    """How many days an interval has, ``None`` for an open one."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    return (when.latest - when.earliest).days + 1
