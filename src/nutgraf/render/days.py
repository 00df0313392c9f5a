"""When something is to come, in plain words: the year only where it is not the article's."""

from __future__ import annotations

import calendar
import datetime as dt

from nutgraf.records import Interval
from nutgraf.render.display import day_words, short_day

NO_DATE = "no date"


def coming_words(when: Interval | None, today: dt.date | None) -> str:
    """The days as read on ``today``: a day, "by", "from", "between … and …", "some time in".

    An interval that has begun by then says no more than its last day, so it reads "by".
    Without ``today`` every day is told with its year.
    """
    first, last = (when.earliest, when.latest) if when else (None, None)
    if last is None:
        if first is None:
            return NO_DATE
        start = f"from {_without(day_words(first), first, today)}"
        # "Soon" has no first day but the article's own, and need not begin on it.
        return f"some time {start} on" if today is not None and first <= today else start
    end = _without(day_words(last), last, today)
    if first is None:
        return f"by {end}"
    if first == last:
        return end
    whole = _whole(first, last, today)
    if whole:
        return f"some time {whole}"
    if today is not None and first <= today:
        return f"by {end}"
    return f"between {_between(first, last, today)}"


def _without(words: str, day: dt.date, today: dt.date | None) -> str:
    """``words``, which end in the year of ``day``, without it where it is this year."""
    return words.removesuffix(f" {day.year}") if today and day.year == today.year else words


def _whole(first: dt.date, last: dt.date, today: dt.date | None) -> str | None:
    """The weeks, months or years that the days fill from end to end; else ``None``."""
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        one = first.year == last.year
        return f"in {last.year}" if one else f"from {first.year} to {last.year}"
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        end = _without(_month(last), last, today)
        if (first.year, first.month) == (last.year, last.month):
            return f"in {end}"
        start = _without(_month(first), first, last)
        return f"from {start} to {end if first.year == last.year else _month(last)}"
    if first.weekday() == 0 and (last - first).days == 6:
        return f"in the week of {_without(day_words(first), first, today)}"
    return None


def _between(first: dt.date, last: dt.date, today: dt.date | None) -> str:
    if first.year != last.year:
        return f"{short_day(first)} and {short_day(last)}"
    start = str(first.day) if first.month == last.month else _without(short_day(first), first, last)
    return f"{start} and {_without(short_day(last), last, today)}"


def _month(day: dt.date) -> str:
    return short_day(day).partition(" ")[2]
