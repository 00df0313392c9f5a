"""The calendar and the numbers behind time expressions: weeks, quarters, seasons, feasts.

Everything here is arithmetic on printed words and days; nothing knows the creation day.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from nutgraf.analysis.time_words import MONTHS
from nutgraf.records import TimexType

DAY = dt.timedelta(days=1)


class Meaning(Struct, frozen=True):
    """Type, value, modifier and days of one expression."""

    type: TimexType
    value: str
    first: dt.date | None = None
    last: dt.date | None = None
    mod: str | None = None


# ------------------------------------------------------------------ stretches of the calendar


def month_span(year: int, month: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])


def shift_months(day: dt.date, months: int) -> dt.date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def year_month(day: dt.date, months: int) -> tuple[int, int]:
    shifted = shift_months(day.replace(day=1), months)
    return shifted.year, shifted.month


def shifted(day: dt.date, number: float, unit: str) -> dt.date:
    if unit in ("Y", "Q", "M"):
        return shift_months(day, round(number * {"Y": 12, "Q": 3, "M": 1}[unit]))
    return day + dt.timedelta(days=round(number * {"W": 7, "D": 1}.get(unit, 0)))


def week_of(day: dt.date) -> Meaning:
    year, week, weekday = day.isocalendar()
    monday = day - (weekday - 1) * DAY
    return Meaning("DATE", f"{year}-W{week:02}", monday, monday + 6 * DAY)


def month_of(year: int, month: int) -> Meaning:
    return Meaning("DATE", f"{year:04}-{month:02}", *month_span(year, month))


def quarter_of(year: int, quarter: int) -> Meaning:
    first, last = dt.date(year, 3 * quarter - 2, 1), month_span(year, 3 * quarter)[1]
    return Meaning("DATE", f"{year:04}-Q{quarter}", first, last)


def quarters_from(day: dt.date, number: int) -> Meaning:
    """The quarter that lies ``number`` quarters after that of ``day``."""
    index = day.year * 4 + (day.month - 1) // 3 + number
    return quarter_of(index // 4, index % 4 + 1)


def year_of(year: int) -> Meaning:
    return Meaning("DATE", f"{year:04}", dt.date(year, 1, 1), dt.date(year, 12, 31))


def decade_of(year: int) -> Meaning:
    first = year - year % 10
    return Meaning("DATE", f"{first // 10:03}", dt.date(first, 1, 1), dt.date(first + 9, 12, 31))


def century_of(number: int) -> Meaning:
    first, last = dt.date(number * 100 + 1, 1, 1), dt.date(number * 100 + 100, 12, 31)
    return Meaning("DATE", f"{number:02}", first, last)


def one_day(day: dt.date, part: str | None = None) -> Meaning:
    if part:
        return Meaning("TIME", f"{day.isoformat()}T{DAYPART[part.lower()]}", day, day)
    return Meaning("DATE", day.isoformat(), day, day)


def weekend_of(day: dt.date) -> Meaning:
    """The weekend of the ISO week of ``day``."""
    week = week_of(day)
    sunday = day + (6 - day.weekday()) * DAY
    return Meaning("DATE", f"{week.value}-WE", sunday - DAY, sunday)


def season_of(year: int, name: str) -> Meaning:
    code, month = SEASON[name]
    first = dt.date(year, month, 1)
    return Meaning("DATE", f"{year:04}-{code}", first, shift_months(first, 3) - DAY)


def same_stretch(value: str, year: int) -> Meaning | None:
    """The month or quarter of ``value`` in another year; ``None`` where it is neither."""
    if re.fullmatch(r"\d{4}-\d\d", value):
        return month_of(year, int(value[5:]))
    return quarter_of(year, int(value[6])) if re.fullmatch(r"\d{4}-Q\d", value) else None


def rounded(day: dt.date, unit: str, mod: str | None = None) -> Meaning:
    """The day, week, month or year that ``day`` lies in: as fine as the words were."""
    meaning = {
        "D": lambda: one_day(day),
        "W": lambda: week_of(day),
        "M": lambda: month_of(day.year, day.month),
        "Q": lambda: quarters_from(day, 0),
        "Y": lambda: year_of(day.year),
    }[unit]()
    return Meaning(meaning.type, meaning.value, meaning.first, meaning.last, mod)


DAYPART = {
    **{"morning": "MO", "lunchtime": "MI", "midday": "MI", "afternoon": "AF"},
    **{"evening": "EV", "night": "NI"},
}
SEASON = {
    **{"spring": ("SP", 3), "summer": ("SU", 6), "autumn": ("FA", 9), "fall": ("FA", 9)},
    **{"winter": ("WI", 12)},
}
RANK = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4}


# ------------------------------------------------------------------ numbers and words

_NUMBERS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = {
    **{"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50},
    **{"sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}


def number_in(printed: str | None) -> float | None:
    """The number printed; one for no number; ``None`` for a vague one ("several")."""
    word = (printed or "one").lower().replace(",", "").strip()
    if whole := re.fullmatch(r"(.+?)(?: and a half| 1/2| ?½)", word):
        number = number_in(whole[1])
        return None if number is None else number + 0.5
    if re.fullmatch(r"\d+(?:\.\d+)?", word):
        return float(word)
    if word in ("a", "an", "one"):
        return 1
    if "half" in word:
        return 0.5
    if word == "quarter":
        return 0.25
    if word == "a couple of":
        return 2
    if word == "a dozen":
        return 12
    total = 0
    for piece in re.split(r"[- ]", word):
        if piece in _TENS:
            total += _TENS[piece]
        elif piece in _NUMBERS:
            total += _NUMBERS.index(piece)
        else:
            return None
    return total


_UNIT_CLASSES = ("units", "unit", "manyunits", "lasting")
_NUMBER_CLASSES = ("number2", "number", "digits", "fraction")
_UNITS = {
    **{"second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W"},
    **{"fortnight": "W", "month": "M", "quarter": "Q", "year": "Y", "decade": "Y"},
}


def amount_in(parts: Mapping[str, str], printed: str) -> tuple[float | None, str, str]:
    """How many, of what unit, and the ISO duration that says so."""
    name = next((parts[key] for key in _UNIT_CLASSES if key in parts), "").lower()
    name = re.sub(r"ies?$|y$", "y", re.sub(r"-?long$", "", name)).removesuffix("s")
    plural = "manyunits" in parts or (name + "s" in printed.lower() and "number" not in parts)
    printed_number = next((parts[key] for key in _NUMBER_CLASSES if key in parts), None)
    number = number_in(printed_number)
    if plural and printed_number is None:
        number = None
    if number is not None and name in ("decade", "century", "fortnight"):
        number *= {"decade": 10, "century": 100}.get(name, 2)
    unit = {"century": "Y"}.get(name) or _UNITS[name]
    if number is not None and number < 1 and name == "year":
        number, unit = 12 * number, "M"
    if number is not None and number < 1 and name == "hour":
        return 60 * number, "M", f"PT{60 * number:g}M"
    clock = "T" if name in ("second", "minute", "hour") else ""
    if number is None:
        return None, unit, f"P{clock}X{'DE' if name == 'decade' else unit}"
    return number, unit, f"P{clock}{number:g}{unit}"


def nearness_in(parts: Mapping[str, str]) -> str | None:
    word = (parts.get("near") or parts.get("above") or "").lower()
    if not word:
        return None
    if word in ("over", "more than", "just over", "well over"):
        return "MORE_THAN"
    if word in ("less than", "under", "fewer than", "just under"):
        return "LESS_THAN"
    if word in ("up to", "no more than", "as many as"):
        return "EQUAL_OR_LESS"
    return "EQUAL_OR_MORE" if word == "at least" else "APPROX"


def month_in(printed: str) -> int:
    return next(n for n, name in enumerate(MONTHS, 1) if name.startswith(printed.lower()[:3]))


def dom_in(printed: str) -> int:
    return int(re.sub(r"\D", "", printed))


def year_in(printed: str, now: dt.date) -> int:
    digits = re.sub(r"\D", "", printed)
    if len(digits) == 4:
        return int(digits)
    century = now.year // 100 * 100
    return century + int(digits) - (100 if century + int(digits) > now.year + 10 else 0)


# ------------------------------------------------------------------ feasts


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> dt.date:
    """The ``nth`` such weekday of the month, the last for -1."""
    first, last = month_span(year, month)
    if nth < 0:
        return last - (last.weekday() - weekday) % 7 * DAY
    return first + ((weekday - first.weekday()) % 7 + 7 * (nth - 1)) * DAY


def _easter(year: int) -> dt.date:
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - (epact // 28) * (1 - (29 // (epact + 1)) * ((21 - golden) // 11))
    sunday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    days = moon - sunday
    month = 3 + (days + 40) // 44
    return dt.date(year, month, days + 28 - 31 * (month // 4))


FEASTS: dict[str, Callable[[int], dt.date]] = {
    "christmas eve": lambda y: dt.date(y, 12, 24),
    "christmas": lambda y: dt.date(y, 12, 25),
    "boxing": lambda y: dt.date(y, 12, 26),
    "new year's eve": lambda y: dt.date(y, 12, 31),
    "new year": lambda y: dt.date(y, 1, 1),
    "halloween": lambda y: dt.date(y, 10, 31),
    "thanksgiving": lambda y: nth_weekday(y, 11, 3, 4),
    "valentine": lambda y: dt.date(y, 2, 14),
    # The day of the presidential election of the United States, where it has capitals.
    "election": lambda y: nth_weekday(y, 11, 0, 1) + DAY,
    "labor": lambda y: nth_weekday(y, 9, 0, 1),
    "memorial": lambda y: nth_weekday(y, 5, 0, -1),
    "independence": lambda y: dt.date(y, 7, 4),
    "fourth of july": lambda y: dt.date(y, 7, 4),
    "veterans": lambda y: dt.date(y, 11, 11),
    "presidents": lambda y: nth_weekday(y, 2, 0, 3),
    "columbus": lambda y: nth_weekday(y, 10, 0, 2),
    "martin luther king": lambda y: nth_weekday(y, 1, 0, 3),
    "mother": lambda y: nth_weekday(y, 5, 6, 2),
    "father": lambda y: nth_weekday(y, 6, 6, 3),
    "black friday": lambda y: nth_weekday(y, 11, 3, 4) + DAY,
    "cyber monday": lambda y: nth_weekday(y, 11, 3, 4) + 4 * DAY,
    "st": lambda y: dt.date(y, 3, 17),
    "earth": lambda y: dt.date(y, 4, 22),
    "juneteenth": lambda y: dt.date(y, 6, 19),
    "bastille": lambda y: dt.date(y, 7, 14),
    "remembrance": lambda y: dt.date(y, 11, 11),
    "shrove": lambda y: _easter(y) - 47 * DAY,
    "ash": lambda y: _easter(y) - 46 * DAY,
    "palm": lambda y: _easter(y) - 7 * DAY,
    "maundy": lambda y: _easter(y) - 3 * DAY,
    "may day": lambda y: dt.date(y, 5, 1),
    "good friday": lambda y: _easter(y) - 2 * DAY,
    "easter monday": lambda y: _easter(y) + DAY,
    "easter": _easter,
}
