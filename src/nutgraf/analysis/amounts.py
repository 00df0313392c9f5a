"""What an amount of time denotes: "two weeks ago", "the next three days", "every month".

Each reader takes what the grammar found and the scene it is read in, and gives the meaning;
``None`` where the words denote nothing. ``readings`` lists them by kind.
"""

from __future__ import annotations

import datetime as dt

from nutgraf.analysis.almanac import (
    DAY,
    Meaning,
    amount_in,
    month_of,
    nearness_in,
    one_day,
    quarters_from,
    shifted,
    week_of,
    year_of,
)
from nutgraf.analysis.bearings import Scene
from nutgraf.analysis.timex import WEEKDAYS, Found

_SET_WORDS = {
    **{"biennial": "P2Y", "annual": "P1Y", "yearly": "P1Y", "quarterly": "P3M"},
    **{"monthly": "P1M", "weekly": "P1W", "daily": "P1D", "nightly": "P1D", "hourly": "PT1H"},
    **{"year-round": "P1Y", "clock": "P1D", "day and night": "P1D"},
    **{"morning": "XXXX-XX-XXTMO", "afternoon": "XXXX-XX-XXTAF", "evening": "XXXX-XX-XXTEV"},
    **{"night": "XXXX-XX-XXTNI", "spring": "XXXX-SP", "summer": "XXXX-SU", "autumn": "XXXX-FA"},
    **{"fall": "XXXX-FA", "winter": "XXXX-WI"},
}


def read_ago(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning | None:
    number, unit, iso = amount_in(parts, printed)
    turn = (parts.get("turn") or "").lower()
    if number is None:
        return Meaning("DATE", "FUTURE_REF" if turn.startswith(("later", "after")) else "PAST_REF")
    if iso.startswith("PT"):
        return Meaning("DURATION", iso) if turn else one_day(scene.now)
    if not turn:
        return _rounded(shifted(scene.now, -number, unit), unit, nearness_in(parts))
    if not scene.named or not scene.named.first:
        return Meaning("DURATION", iso, mod=nearness_in(parts))
    sign = 1 if turn.startswith(("later", "after")) else -1
    return _rounded(shifted(scene.named.first, sign * number, unit), unit, nearness_in(parts))


def read_ahead(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    number, unit, iso = amount_in(parts, printed)
    if number is None or iso.startswith("PT"):
        return Meaning("DATE", "FUTURE_REF")
    return _rounded(shifted(scene.now, number, unit), unit)


def read_past(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    number, unit, iso = amount_in(parts, printed)
    now = scene.now
    first = None if number is None or iso.startswith("PT") else shifted(now, -number, unit)
    return Meaning("DURATION", iso, first, first and now, nearness_in(parts))


def read_next(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    number, unit, iso = amount_in(parts, printed)
    now = scene.now
    if iso.startswith("PT"):
        number = 2 if number is not None and unit == "H" and number > 24 else 1
        return Meaning("DURATION", iso, now, now + number * DAY, nearness_in(parts))
    last = None if number is None else shifted(now, number, unit)
    return Meaning("DURATION", iso, now, last, nearness_in(parts))


def read_duration(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    number, unit, iso = amount_in(parts, printed)
    ahead = scene.direction > 0 and number is not None and not iso.startswith("PT")
    if ahead and number and found.signal == "within":
        now = scene.now
        return Meaning("DURATION", iso, now, shifted(now, number, unit), nearness_in(parts))
    if ahead and number and found.signal == "in" and "-" not in printed:
        return _rounded(shifted(scene.now, number, unit), unit, nearness_in(parts))
    return Meaning("DURATION", iso, mod=nearness_in(parts))


def read_rounded(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    _, _, iso = amount_in({**parts, "number": "one and a half"}, printed)
    return Meaning("DURATION", iso, mod=nearness_in(parts))


def read_set(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    word = printed.lower()
    weekday = next((n for n, day in enumerate(WEEKDAYS, 1) if day in word), None)
    if weekday:
        return Meaning("SET", f"XXXX-WXX-{weekday}")
    for name, value in _SET_WORDS.items():
        if name in word:
            return Meaning("SET", value)
    _, _, iso = amount_in(parts, printed)
    return Meaning("SET", iso.replace("P1", "P2") if "every other" in word else iso)


def _rounded(day: dt.date, unit: str, mod: str | None = None) -> Meaning:
    """The day, week, month or year that ``day`` lies in: as fine as the words were."""
    meaning = {
        "D": lambda: one_day(day),
        "W": lambda: week_of(day),
        "M": lambda: month_of(day.year, day.month),
        "Q": lambda: quarters_from(day, 0),
        "Y": lambda: year_of(day.year),
    }[unit]()
    return Meaning(meaning.type, meaning.value, meaning.first, meaning.last, mod)
