"""Whether words about time still mean on the brief's day what they meant on the article's."""

from __future__ import annotations

import datetime as dt
import re

from nutgraf.records import Timex

RELATIVE = re.compile(
    r"\b(?:ago|last|next|this|yesterday|today|tomorrow|tonight|now|currently|recent(?:ly)?|past|"
    r"coming|earlier|later|previous|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
# A day of the calendar means the same whenever it is read.
_CALENDAR = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b(?!:)|"
    r"\b\d{1,2} (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
# These words place one deed by another, and not by the day on which they are read.
_AMONG_DEEDS = frozenset({"earlier", "later", "previously", "recently"})
_UNITS = re.compile(r"\b(?:year|decade|century|season|quarter)\b", re.IGNORECASE)


def still_holds(timex: Timex, printed: str, creation: dt.date | None, as_of: dt.date) -> bool:
    """Whether a relative expression written on ``creation`` means the same on ``as_of``."""
    is_one_day = timex.earliest is not None and timex.earliest == timex.latest
    if (is_one_day and _CALENDAR.search(printed)) or printed.lower() in _AMONG_DEEDS:
        return True
    if creation is None and not (is_one_day and _WEEKDAY.search(printed)):
        return False
    if creation == as_of:
        return is_one_day or not _WEEKDAY.search(printed)
    if creation is None:
        return _is_near(timex, printed, as_of)
    if _UNITS.search(printed):
        return creation.year == as_of.year
    if "month" in printed.lower():
        return (creation.year, creation.month) == (as_of.year, as_of.month)
    if "week" in printed.lower():
        return creation.isocalendar()[:2] == as_of.isocalendar()[:2]
    if is_one_day:
        return _is_near(timex, printed, as_of)
    return timex.value in {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}


def _is_near(timex: Timex, printed: str, as_of: dt.date) -> bool:
    """Whether "Monday morning" is plain by its weekday: within six days of either day."""
    return (
        timex.earliest is not None
        and abs((timex.earliest - as_of).days) <= 6
        and "day" in printed
        and printed.lower().split()[0] not in {"yesterday", "today", "tomorrow", "this", "last"}
    )
