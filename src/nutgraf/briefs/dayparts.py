"""Parts of a day as a brief prints them: "this morning" is "Tuesday morning" to its reader."""

from __future__ import annotations

import datetime as dt
import re

from nutgraf.briefs.style import format_day

_PART = re.compile(
    r"(?:[Oo]n )?(?P<when>early |late )?"
    r"(?:(?P<word>[Tt]his|[Ll]ast|[Yy]esterday|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day) "
    r"(?P<part>morning|afternoon|evening|night)|[Tt]onight)"
)
# How far from its article's own day a part may lie; a weekday is any of the week around it.
_AWAY = {"this": (0, 0), "tonight": (0, 0), "last": (-1, 0), "yesterday": (-1, -1)}


def is_part(printed: str) -> bool:
    """Whether the words are a part of one day and nothing else."""
    return _PART.fullmatch(printed) is not None


def told_part(printed: str, day: dt.date, as_of: dt.date, *, weekdays: bool = True) -> str | None:
    """The part of ``day`` as the brief of ``as_of`` tells it, without "on".

    The day alone where its weekday would not do any more; ``None`` where the words are no part
    of a day, or of another weekday than this one.
    """
    found = _PART.fullmatch(printed)
    if found is None or _names_another(found["word"] or "", day):
        return None
    told = format_day(day, as_of, weekdays=weekdays)
    if told[-1].isdigit():
        return told
    return f"{found['when'] or ''}{told} {found['part'] or 'night'}"


def may_be_meant(printed: str, day: dt.date, spoken: dt.date) -> bool:
    """Whether words printed on the day ``spoken`` can mean a part of ``day``.

    A paper's own day is known but for the hours that part it from the reader's.
    """
    found = _PART.fullmatch(printed)
    if found is None or _names_another(found["word"] or "", day):
        return False
    first, last = _AWAY.get((found["word"] or "tonight").casefold(), (-7, 7))
    return first - 1 <= (day - spoken).days <= last + 1


def _names_another(word: str, day: dt.date) -> bool:
    return word.endswith("day") and word.casefold() != "yesterday" and word != f"{day:%A}"
