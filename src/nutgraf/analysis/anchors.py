"""Times told by their distance from an event: "a day after the call".

The event is looked up in the same article: another mention of it, in a sentence that names
one day, gives the day to count from.
"""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Sequence

from nutgraf.analysis.almanac import Meaning, amount_in, one_day, rounded, shifted
from nutgraf.analysis.syntax import Word
from nutgraf.analysis.time_grammar import Found
from nutgraf.analysis.wordlists import listed

Read = tuple[Found, Meaning]

_AFTER = {"after": 1, "following": 1, "from": 1, "before": -1}
_NO_EVENT = listed("it that this which who he she they i we you now")


class Anchors:
    """The words of an article with the times read in it, to count from its events."""

    def __init__(self, words: Sequence[Word], starts: Sequence[int], read: Sequence[Read]) -> None:
        self._words, self._starts, self._read = words, starts, read
        self._read_at = [one.span.start for one, _ in read]
        self._by_lemma: dict[str, list[Word]] | None = None

    def counted(self, one: Found, meaning: Meaning) -> Meaning:
        """The meaning of ``one`` counted from the event after it, as it was where none is."""
        relation = self._relation(one)
        try:
            return meaning if relation is None else self._counted(one, meaning, relation)
        except (ValueError, OverflowError):
            return meaning  # the calendar ends before that day

    def _counted(self, one: Found, meaning: Meaning, relation: Word) -> Meaning:
        day = self._day_of(relation)
        sign = _AFTER[relation.lower_]
        if one.kind == "day":
            # "the day after the vote" leans on the vote and on nothing that was named before.
            return one_day(day + dt.timedelta(days=sign)) if day else Meaning("DATE", "XXXX-XX-XX")
        number, unit, iso = amount_in(one.parts, "")
        if day is None or number is None or iso.startswith("PT"):
            return meaning
        then = rounded(shifted(day, sign * number, unit), unit)
        return Meaning(meaning.type, meaning.value, then.first, then.last, meaning.mod)

    def _relation(self, one: Found) -> Word | None:
        """The "after" or "before" that ties an amount of time to an event."""
        if one.kind not in ("duration", "day"):
            return None
        at = bisect.bisect_left(self._starts, one.span.end)
        if one.kind == "day":
            at -= 1  # "the day after" holds its preposition
        word = self._words[at] if at + 1 < len(self._words) else None
        if word is None or word.lower_ not in _AFTER or self._words[at + 1].is_punct:
            return None
        return word

    def _day_of(self, relation: Word) -> dt.date | None:
        target = next((c for c in relation.children if c.dep_ in ("pobj", "pcomp")), None)
        if target is None and relation.dep_ == "mark":
            target = relation.head
        if target is None or target.lower_ in _NO_EVENT:
            return None
        inside = self._days(target.left_edge.idx, target.right_edge.idx + len(target.right_edge))
        if inside:
            return inside[0] if len(inside) == 1 else None
        mentions = [w for w in self._named(target.lemma_) if w.i != target.i]
        # The nearest mention before, then those further back, then those after.
        before = [w for w in mentions if w.i < relation.i][::-1]
        for word in (*before, *(w for w in mentions if w.i > relation.i)):
            if word.sent == relation.sent:
                continue
            days = self._days(word.sent.start_char, word.sent.end_char)
            if len(days) == 1 and (target.pos_ != "VERB" or _same_subject(word, target)):
                return days[0]
        return None

    def _named(self, lemma: str) -> list[Word]:
        if self._by_lemma is None:
            self._by_lemma = {}
            for word in self._words:
                if word.pos_ in ("NOUN", "PROPN", "VERB"):
                    self._by_lemma.setdefault(word.lemma_.lower(), []).append(word)
        return self._by_lemma.get(lemma.lower(), [])[:_MENTIONS]

    def _days(self, start: int, end: int) -> list[dt.date]:
        """The single days told of between two offsets, each once."""
        low, high = bisect.bisect_left(self._read_at, start), bisect.bisect_left(self._read_at, end)
        told = (meaning for _, meaning in self._read[low:high])
        return sorted({m.first for m in told if m.first is not None and m.first == m.last})


# Enough for any article, and a bound on the work for a text that repeats itself.
_MENTIONS = 20


def _same_subject(one: Word, other: Word) -> bool:
    def subject(verb: Word) -> str | None:
        return next((c.lemma_.lower() for c in verb.children if c.dep_.startswith("nsubj")), None)

    return subject(one) is not None and subject(one) == subject(other)
