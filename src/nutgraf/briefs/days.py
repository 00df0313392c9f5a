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
_UNITS = re.compile(r"\b(?:year|decade|century|season|quarter)\b", re.IGNORECASE)


def still_holds(timex: Timex, printed: str, creation: dt.date | None, as_of: dt.date) -> bool:
    """Whether a relative expression written on ``creation`` means the same on ``as_of``."""
    if creation is None:
        return False
    if creation == as_of:
        return True
    if _UNITS.search(printed):
        return creation.year == as_of.year
    if "month" in printed.lower():
        return (creation.year, creation.month) == (as_of.year, as_of.month)
    if "week" in printed.lower():
        return creation.isocalendar()[:2] == as_of.isocalendar()[:2]
    if timex.earliest and timex.earliest == timex.latest:
        # "Monday morning" by its weekday is plain within six days of either day.
        return (
            abs((timex.earliest - as_of).days) <= 6
            and "day" in printed
            and (printed.lower().split()[0] not in {"yesterday", "today", "tomorrow", "this"})
        )
    return timex.value in {"PRESENT_REF", "PAST_REF", "FUTURE_REF"}
