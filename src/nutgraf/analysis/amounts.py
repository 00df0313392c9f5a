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
    month_span,
    nearness_in,
    rounded,
    same_stretch,
    shifted,
)
from nutgraf.analysis.bearings import Scene, year_told
from nutgraf.analysis.time_grammar import Found
from nutgraf.analysis.time_words import WEEKDAYS

_SET_WORDS = {
    **{"biennial": "P2Y", "annual": "P1Y", "yearly": "P1Y", "quarterly": "P3M"},
    **{"monthly": "P1M", "weekly": "P1W", "daily": "P1D", "nightly": "P1D", "hourly": "PT1H"},
    **{"year-round": "P1Y", "clock": "P1D", "day and night": "P1D", "24/7": "P1D"},
    **{"weekdays": "XXXX-WXX-WD", "weekends": "XXXX-WXX-WE", "weeknights": "XXXX-WXX-XTNI"},
    **{"morning": "XXXX-XX-XXTMO", "afternoon": "XXXX-XX-XXTAF", "evening": "XXXX-XX-XXTEV"},
    **{"night": "XXXX-XX-XXTNI", "spring": "XXXX-SP", "summer": "XXXX-SU", "autumn": "XXXX-FA"},
    **{"fall": "XXXX-FA", "winter": "XXXX-WI"},
}


def read_ago(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning | None:
    number, unit, iso = amount_in(parts, printed)
    turn = (parts.get("turn") or parts.get("lastturn") or "").lower()
    onward = turn.startswith(("later", "after"))
    if number is None:
        return Meaning("DATE", "FUTURE_REF" if onward else "PAST_REF")
    if iso.startswith("PT"):
        return Meaning("DURATION", iso) if turn else _moment(-number, unit, scene)
    if not turn:
        return rounded(shifted(scene.now, -number, unit), unit, nearness_in(parts))
    named = scene.named
    if named is None or named.first is None:
        if onward or turn != "earlier":
            return Meaning("DURATION", iso, mod=nearness_in(parts))
        return rounded(shifted(scene.now, -number, unit), unit, nearness_in(parts))
    sign = 1 if onward else -1
    if unit == "Y" and (same := same_stretch(named.value, named.first.year + sign * int(number))):
        return same  # "sales fell in March from a year earlier"
    return rounded(shifted(named.first, sign * number, unit), unit, nearness_in(parts))


def _moment(number: float, unit: str, scene: Scene) -> Meaning:
    """So many hours, minutes or seconds from now: the hour of writing is not known, the day is."""
    hours = number / {"H": 1, "M": 60, "S": 3600}[unit]
    day = scene.now + round(hours / 24) * DAY
    clock = "TXX" if unit == "H" else "TXX:XX"
    return Meaning("TIME", day.isoformat() + clock, day, day)


def _last_day(number: float, unit: str, iso: str, scene: Scene) -> dt.date | None:
    if iso.startswith("PT"):
        return _moment(number, unit, scene).last
    return shifted(scene.now, number, unit)


def read_ahead(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    number, unit, iso = amount_in(parts, printed)
    if number is None:
        return Meaning("DATE", "FUTURE_REF")
    if iso.startswith("PT"):
        return _moment(number, unit, scene)
    # "a week from today" is that very day, "a week from now" somewhere in that week.
    fine = "D" if printed.lower().endswith("today") else unit
    return rounded(shifted(scene.now, number, unit), fine, nearness_in(parts))


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
    word = printed.lower()
    mod = "APPROX" if word.endswith("or so") else nearness_in(parts)
    ahead = scene.direction > 0 and found.signal in ("in", "within") and "-" not in printed
    inside = found.signal == "within" or mod == "LESS_THAN"
    if not ahead or number == 0:
        return Meaning("DURATION", iso, mod=mod)
    now = scene.now
    if inside:
        days = None if number is None else _last_day(number, unit, iso, scene)
        return Meaning("DURATION", iso, now, days, mod)
    if number is None:
        return Meaning("DURATION", iso, mod=mod)
    if iso.startswith("PT"):
        return _moment(number, unit, scene)
    return rounded(shifted(now, number, unit), unit, mod)


def read_stretch(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    """ "the first nine months" of a year that the words after it name."""
    number, unit, iso = amount_in(parts, printed)
    year = scene.now.year if "thisyear" in parts else year_told(parts, scene)
    if year is None or number is None or iso.startswith("PT"):
        return Meaning("DURATION", iso)
    first, last = month_span(year, 1)[0], month_span(year, 12)[1]
    if printed.lower().split()[1] in ("first", "opening"):
        last = shifted(first, number, unit) - DAY
    else:
        first = shifted(last + DAY, -number, unit)
    return Meaning("DURATION", iso, first, last)


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
