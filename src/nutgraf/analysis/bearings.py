"""What an expression is read against, and which of several recurrences it means.

A date without a year, or a weekday, recurs; the creation day, the words that point
("last", "next") and the tense of the verb say which one is meant.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from nutgraf.analysis.almanac import (
    DAY,
    Meaning,
)

# Stands in for an unknown creation day; whatever was computed from it is masked afterwards.
UNKNOWN = dt.date(2000, 1, 1)


class Scene:
    """What an expression is read against: the creation day, the tense, what was named before."""

    def __init__(self, creation: dt.date | None) -> None:
        self._creation = creation
        self.leaned = False
        self.direction = 0
        self.sure = False
        self.named: Meaning | None = None
        self.neighbour: dt.date | None = None

    @property
    def dated(self) -> bool:
        """Whether there is a day to read against."""
        return self._creation is not None

    @property
    def now(self) -> dt.date:
        self.leaned = True
        return self._creation or UNKNOWN

    @property
    def names_a_day(self) -> bool:
        """Whether what was named last is a single day."""
        named = self.named
        return named is not None and named.first is not None and named.first == named.last

    @property
    def day_named(self) -> dt.date:
        """The single day named last, else the creation day."""
        named = self.named.first if self.named is not None and self.names_a_day else None
        return named or self.now


# ------------------------------------------------------------------ which of several


def sense_of(rel: str | None) -> str | None:
    """ "last", "next" or "this" for the word that points; None for no word."""
    if not rel:
        return None
    word = rel.lower().removeprefix("the ").split()[-1]
    if rel.lower() == "this past" or word in ("last", "previous", "preceding", "prior"):
        return "last"
    return "next" if word in ("next", "coming", "upcoming", "following") else "this"


def choose(options: Sequence[Meaning], rel: str | None, scene: Scene) -> Meaning:
    """The one of several recurrences, in order of time, that the words and the tense point to."""
    now, sense, direction = scene.now, sense_of(rel), scene.direction
    dated = [(m, m.first, m.last) for m in options if m.first and m.last]
    past = [m for m, first, _ in dated if first <= now]
    future = [m for m, _, last in dated if last >= now]
    gone = [m for m, _, last in dated if last < now]
    coming = [m for m, first, _ in dated if first > now]
    if not all((past, future, gone, coming)):
        raise ValueError("the calendar has no such day")
    if sense == "last":
        return gone[-1]
    if sense == "next":
        return coming[0]

    def distance(meaning: Meaning) -> int:
        if meaning.first is None or meaning.last is None:
            return 0
        return max((meaning.first - now).days, (now - meaning.last).days, 0)

    if sense == "this":
        same_year = [m for m, first, _ in dated if first.year == now.year]
        holding = [m for m in past if m in future]
        return (holding or same_year or past)[0]
    # The press leaves the year out for days it can reach without doubt, so that a tense which
    # asks for a day most of a year away was read off the wrong verb.
    if direction < 0 and distance(past[-1]) <= (300 if scene.sure else 240):
        return past[-1]
    if direction > 0 and distance(future[0]) <= 300:
        return future[0]
    return min((past[-1], future[0]), key=distance)


def portion_of(meaning: Meaning, part: str | None, scene: Scene) -> Meaning:
    """The part of a stretch that "early", "mid-", "the end of", "later" … single out."""
    if not part or meaning.first is None or meaning.last is None:
        return meaning
    first, last, word = meaning.first, meaning.last, part.lower()
    third = ((last - first).days + 1) // 3 * DAY
    early, late = first + third - DAY, last - third + DAY
    if (last - first).days in (364, 365):
        early, late = dt.date(first.year, 4, 30), dt.date(first.year, 9, 1)
    elif 27 <= (last - first).days <= 30:
        early, late = first.replace(day=10), first.replace(day=21)
    mod = None
    if re.search(r"later|rest|remainder", word):
        first = max(first, min(scene.now, last))
    elif "earlier" in word:
        last = max(first, min(scene.now, last))
    elif re.search(r"early|beginning|start|turn|first", word):
        mod, last = "START", max(first, early)
    elif "mid" in word:
        mod, first, last = "MID", early + DAY, late - DAY
    elif re.search(r"late|end|close|second", word):
        mod, first = "END", min(last, late)
    return Meaning(meaning.type, meaning.value, first, last, mod)


SHIFT = {"last": -1, "this": 0, "next": 1, None: 0}


def year_told(parts: dict[str, str], scene: Scene) -> int | None:
    """The year that is printed or pointed to; ``None`` where neither is."""
    if "year" in parts:
        return int(parts["year"])
    return scene.now.year + SHIFT[sense_of(parts["rel"])] if "rel" in parts else None
