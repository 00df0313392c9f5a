"""What is new in a brief since an earlier edition: points it did not have, days that moved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from msgspec import Struct, structs

from nutgraf.analysis.dates import read_times
from nutgraf.analysis.syntax import parse
from nutgraf.briefs.style import content_words, overlap
from nutgraf.records import Brief, Point, PointNews

# Two sentences that share this much of their words say one thing; two steps may differ in more,
# since the day itself is among their words.
_SAME = 0.7
_SAME_STEP = 0.6


class Told(Struct, frozen=True):
    """What an earlier brief of a story told, as of its day."""

    as_of: dt.date
    points: tuple[Point, ...]
    coming: tuple[Point, ...] = ()


def news_of(brief: Brief, earlier: Sequence[Told]) -> Brief | None:
    """``brief`` with its new and moved points alone, marked; ``None`` where there are none.

    ``earlier`` are the briefs of the same story in earlier editions; without any the whole
    story is new.
    """
    ids = {point.id for told in earlier for point in told.points}
    said = [content_words(point.text) for told in earlier for point in told.points]
    first = tuple(_new(brief.what_happened, ids, said))
    second = tuple(_new(brief.who_said_what, ids, said))
    third = tuple(_new_steps(brief.what_next, brief.as_of, ids, earlier))
    if not (first or second or third):
        return None
    since = max((told.as_of for told in earlier), default=None)
    note = (f"Told here is what is new since the edition of {since}.",) if since else ()
    return structs.replace(
        brief,
        what_happened=first,
        who_said_what=second,
        what_next=third,
        notes=(*brief.notes, *note),
    )


def _marked(point: Point, news: PointNews) -> Point:
    return structs.replace(point, news=news)


def _new(points: Iterable[Point], ids: set[str], said: Sequence[frozenset[str]]) -> Iterable[Point]:
    for point in points:
        words = content_words(point.text)
        if point.id not in ids and not any(overlap(words, other) >= _SAME for other in said):
            yield _marked(point, "new")


def _new_steps(
    points: Iterable[Point], as_of: dt.date, ids: set[str], earlier: Sequence[Told]
) -> Iterable[Point]:
    before = [(point, told.as_of) for told in earlier for point in told.coming]
    others = [
        content_words(point.text)
        for told in earlier
        for point in told.points
        if point not in told.coming
    ]
    for point in points:
        if point.id in ids:
            continue
        words = content_words(point.text)
        same = [
            (old, day)
            for old, day in before
            if overlap(words, content_words(old.text)) >= _SAME_STEP
        ]
        if not same:
            if not any(overlap(words, other) >= _SAME for other in others):
                yield _marked(point, "new")
            continue
        days = days_told(point.text, as_of)
        old_days = [days_told(old.text, day) for old, day in same]
        if days and all(known and known != days for known in old_days):
            yield _marked(point, "moved")


def days_told(text: str, as_of: dt.date) -> frozenset[tuple[dt.date | None, dt.date | None]]:
    """The calendar intervals that a sentence of a brief names, read on the brief's day."""
    return frozenset(
        (timex.earliest, timex.latest)
        for timex in read_times(parse(text), text, as_of)
        if timex.earliest is not None or timex.latest is not None
    )
