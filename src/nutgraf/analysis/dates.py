"""What time expressions denote: TIMEX3 type and value, and the calendar days.

A date without a year, or a weekday, is placed by the tense of the verb it hangs on ("met
Wednesday", "will meet Wednesday"); expressions such as "the next day" lean on the day
named last.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Sequence

from nutgraf.analysis.almanac import Meaning
from nutgraf.analysis.anchors import Anchors
from nutgraf.analysis.bearings import Scene
from nutgraf.analysis.ranges import other_end
from nutgraf.analysis.readings import READERS, masked
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.analysis.tense import tense_over
from nutgraf.analysis.time_grammar import Found
from nutgraf.analysis.timex import find_timexes
from nutgraf.records import Timex

_ONWARD = frozenset(("by", "until", "till", "starting", "beginning", "effective"))


def resolve_timexes(
    found: Sequence[Found], tree: Tree, text: str, creation_time: dt.date | None
) -> tuple[Timex, ...]:
    """The expressions with type, value and calendar days, in order.

    Without ``creation_time`` what leans on it has a value such as XXXX-XX-XX and no days.
    An expression that names no day there is (30 February) is left out.
    """
    words = [word for word in tree if not word.is_space]
    starts = [word.idx for word in words]
    reading = _Reading(found, text, creation_time, words, starts)
    read: list[tuple[Found, Meaning]] = []
    named: Meaning | None = None
    for place, one in enumerate(found):
        meaning = reading.meaning(place, named)
        if meaning is None:
            continue
        read.append((one, meaning))
        if meaning.type == "DATE" and meaning.first is not None:
            named = meaning
    anchors = Anchors(words, starts, read)
    return tuple(_timex(one, anchors.counted(one, meaning)) for one, meaning in read)


def _timex(one: Found, meaning: Meaning) -> Timex:
    return Timex(
        one.span,
        meaning.type,
        meaning.value,
        meaning.mod,
        one.signal,
        meaning.first,
        meaning.last,
    )


class _Reading:
    """The expressions of one text, each read from the place where it stands."""

    def __init__(
        self,
        found: Sequence[Found],
        text: str,
        creation: dt.date | None,
        words: Sequence[Word],
        starts: Sequence[int],
    ) -> None:
        self._found, self._text, self._creation = found, text, creation
        self._words, self._starts = words, starts

    def meaning(self, place: int, named: Meaning | None) -> Meaning | None:
        """What the expression at ``place`` denotes, ``None`` for a day that does not exist."""
        one = self._found[place]
        direction, sure = self._bearing(one)
        end = other_end(self._found, place, self._text, lambda each: self._bearing(each)[0])
        if end is None:
            return self._read(one, self._scene(place, named, direction, sure))
        other = self._read(
            self._found[end[0]], self._scene(end[0], None, *self._bearing(self._found[end[0]]))
        )
        scene = Scene(other.first if other else None)
        scene.direction, scene.sure = end[1], True
        return self._read(one, scene)

    def _read(self, one: Found, scene: Scene) -> Meaning | None:
        try:
            meaning = READERS[one.kind](one, dict(one.parts), one.span.of(self._text), scene)
        except (ValueError, OverflowError):
            return None
        masks = meaning is not None and scene.leaned and not scene.dated
        return masked(meaning, one.kind) if meaning is not None and masks else meaning

    def _scene(self, place: int, named: Meaning | None, direction: int, sure: bool) -> Scene:
        scene = Scene(self._creation)
        scene.named, scene.direction, scene.sure = named, direction, sure
        scene.neighbour = self._day_beside(place)
        return scene

    def _bearing(self, one: Found) -> tuple[int, bool]:
        if one.signal == "since":
            return -1, True
        at = max(0, bisect.bisect_right(self._starts, one.span.start) - 1)
        before = self._words[at - 1] if at else None
        beside_noun = before is not None and before.head.pos_ in ("NOUN", "PROPN")
        if one.kind == "duration" and beside_noun and one.signal != "within":
            return 0, False  # "the first time in two years" counts backwards
        direction, sure = tense_over(self._words[at], one.signal)
        return (1, False) if direction == 0 and one.signal in _ONWARD else (direction, sure)

    def _day_beside(self, place: int) -> dt.date | None:
        """The day that stands beside a clock time ("at 9 a.m. on Friday"), else None."""
        one = self._found[place]
        if one.kind not in ("clock", "daypart") or "day" in one.parts:
            return None
        for near in (place + 1, place - 1):
            if not 0 <= near < len(self._found):
                continue
            other = self._found[near]
            low, high = sorted((one.span, other.span))
            gap = self._text[low.end : high.start]
            beside = len(gap) < 8 and re.fullmatch(r",? ?(?:on |at )?", gap)
            if beside and other.kind in ("date", "weekday", "dayword", "iso"):
                meaning = self._read(other, self._scene(near, None, *self._bearing(other)))
                return meaning.first if meaning else None
        return None


def read_times(tree: Tree, text: str, creation_time: dt.date | None) -> tuple[Timex, ...]:
    """Every time expression of ``text`` with what it denotes; empty where there is none."""
    return resolve_timexes(find_timexes(tree, text), tree, text, creation_time)
