"""One function for each kind of time expression: what it denotes.

``READERS`` lists them by the kind that the grammar in ``timex.py`` gives.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from nutgraf.analysis.almanac import (
    DAY,
    DAYPART,
    FEASTS,
    RANK,
    Meaning,
    century_of,
    decade_of,
    dom_in,
    month_in,
    month_of,
    month_span,
    number_in,
    one_day,
    quarter_of,
    quarters_from,
    season_of,
    shift_months,
    week_of,
    weekend_of,
    year_in,
    year_of,
)
from nutgraf.analysis.amounts import (
    read_ago,
    read_ahead,
    read_duration,
    read_next,
    read_past,
    read_rounded,
    read_set,
)
from nutgraf.analysis.bearings import SHIFT, UNKNOWN, Scene, choose, portion_of, sense_of, year_told
from nutgraf.analysis.timex import WEEKDAYS, Found
from nutgraf.records import Span

type _Reader = Callable[[Found, dict[str, str], str, Scene], Meaning | None]


def _read_date(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    if "ordinal" in parts:
        base = shift_months(scene.now.replace(day=1), SHIFT[sense_of(parts["rel"])])
        return one_day(base.replace(day=dom_in(parts["ordinal"])))
    month, day = month_in(parts["month"]), dom_in(parts["dom"])
    year = year_told(parts, scene)
    if year is not None:
        return one_day(dt.date(year, month, day))
    now = scene.now
    years = [y for y in range(now.year - 4, now.year + 5) if day <= month_span(y, month)[1].day]
    return choose([one_day(dt.date(y, month, day)) for y in years], None, scene)


def _read_iso(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    return one_day(dt.date(int(parts["year"]), int(parts["mm"]), int(parts["dd"])))


def _read_slashed(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    year = year_in(parts["yy"], scene.now if len(parts["yy"]) == 2 else UNKNOWN)
    return one_day(dt.date(year, int(parts["mm"]), int(parts["dd"])))


def _read_days(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning | None:
    start = _read_date(found, parts, printed, scene)
    if start.first is None:
        return None
    month = month_in(parts.get("month2") or parts["month"])
    end = start.first.replace(month=month, day=dom_in(parts["dom2"]))
    if end <= start.first:
        return None
    return Meaning("DATE", f"{start.value}/{end.isoformat()}", start.first, end)


def _read_month(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    month = month_in(parts.get("month") or parts["fullmonth"])
    if "fullmonth" in parts:
        years = range(scene.now.year - 2, scene.now.year + 3)
        meaning = choose([month_of(year, month) for year in years], parts.get("rel"), scene)
    else:
        meaning = month_of(year_told(parts, scene) or scene.now.year, month)
    return portion_of(meaning, parts.get("part"), scene)


def _read_week(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    month = _read_month(found, {k: v for k, v in parts.items() if k != "year"}, printed, scene)
    if "year" in parts:
        month = month_of(int(parts["year"]), month_in(parts["fullmonth"]))
    if month.first is None or month.last is None:
        return month
    if parts["rank"].lower() in ("last", "final"):
        sunday = month.last - (month.last.weekday() + 1) % 7 * DAY
        return week_of(sunday)
    monday = month.first + (-month.first.weekday()) % 7 * DAY
    return week_of(monday + 7 * (RANK[parts["rank"].lower()] - 1) * DAY)


def _read_year(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    if "shortyear" in parts:
        return portion_of(year_of(year_in(parts["shortyear"], scene.now)), parts.get("part"), scene)
    return portion_of(year_of(int(parts["year"])), parts.get("part"), scene)


def _read_years(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning | None:
    start, ending = int(parts["year"]), parts["yy"]
    end = int(ending) if len(ending) == 4 else start // 100 * 100 + int(ending)
    if not start < end < start + 100:
        return None
    first, last = dt.date(start, 1, 1), dt.date(end, 12, 31)
    return Meaning("DATE", f"{start}/{end}", first, last)


def _read_decade(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    if "year" in parts:
        year = int(parts["year"])
        meaning = century_of(year // 100) if year % 100 == 0 and year < 2000 else decade_of(year)
    else:
        meaning = decade_of(year_in(parts["yy"], scene.now))
    return portion_of(meaning, parts.get("part"), scene)


def _read_century(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    word = printed.lower()
    digits = re.search(r"\d+", word)
    number = int(digits[0]) if digits else 20 if "twentieth" in word else 19
    return portion_of(century_of(number - 1), parts.get("part"), scene)


def _read_fiscal(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    # Where a budget year begins differs from body to body: no days rather than wrong ones.
    year = year_told(parts, scene)
    return Meaning("DATE", f"FY{scene.now.year if year is None else year:04}")


def _read_quarter(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    rank = (parts.get("rank") or parts.get("digits") or "1").lower()
    year = year_told(parts, scene)
    if rank == "last" and year is None:
        return quarters_from(scene.now, -1)
    number = RANK.get(rank) or max(1, min(4, int(number_in(rank) or 1)))
    if year is not None:
        return quarter_of(year, number)
    years = range(scene.now.year - 2, scene.now.year + 3)
    return choose([quarter_of(year, number) for year in years], None, scene)


def _read_half(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    year, half = year_told(parts, scene), 1 if parts["rank"].lower() == "first" else 2
    year = scene.now.year if year is None else year
    first, last = month_span(year, 6 * half - 5)[0], month_span(year, 6 * half)[1]
    return Meaning("DATE", f"{year:04}-H{half}", first, last)


def _read_season(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    name = parts["season"].lower()
    if "year" in parts:
        meaning = season_of(int(parts["year"]), name)
    else:
        years = range(scene.now.year - 2, scene.now.year + 3)
        meaning = choose([season_of(year, name) for year in years], parts.get("rel"), scene)
    return portion_of(meaning, parts.get("part"), scene)


def _read_weekday(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    now = scene.now
    number = WEEKDAYS.index(parts["weekday"].lower())
    in_week = now + (number - now.weekday()) * DAY
    sense = sense_of(parts.get("rel"))
    back, ahead = (now.weekday() - number) % 7, (number - now.weekday()) % 7
    if re.search(r"week$", printed.lower()):
        day = in_week + 7 * SHIFT[sense] * DAY
    elif sense == "last":
        day = now - (back or 7) * DAY
    elif sense == "next" and "coming" not in printed.lower():
        day = in_week + 7 * DAY
    elif sense == "next":
        day = now + (ahead or 7) * DAY
    elif sense == "this" and scene.direction == 0:
        day = in_week
    elif scene.direction > 0:
        day = now + ahead * DAY
    else:
        day = now - back * DAY
    return portion_of(one_day(day, parts.get("daypart")), parts.get("part"), scene)


def _read_dayword(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    word = parts["dayword"].lower()
    day = scene.now + {"yesterday": -1, "tomorrow": 1}.get(word, 0) * DAY
    part = "night" if word == "tonight" else parts.get("daypart")
    return one_day(day, part)


def _read_daypart(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    part, word = parts["daypart"], printed.lower()
    if "day" in parts:
        day = _printed_day(parts["day"], scene)
    elif word.startswith("this"):
        day = scene.now
    elif word.startswith("last"):
        day = scene.now - DAY
    else:
        if word.split()[1] in ("next", "previous") and not scene.names_a_day:
            return Meaning("TIME", f"XXXX-XX-XXT{DAYPART[part.lower()]}")
        day = scene.neighbour or scene.day_named
        day += {"next": 1, "previous": -1}.get(word.split()[1], 0) * DAY
    return one_day(day, part)


def _printed_day(printed: str, scene: Scene) -> dt.date:
    """The day that a few words inside an expression name."""
    for found in _PARTS_OF_DAY:
        match = found[0].fullmatch(printed.removeprefix("on ").strip())
        if match:
            meaning = found[1](Found(_NOWHERE, "", {}), match.groupdict(), match[0], scene)
            if meaning and meaning.first:
                return meaning.first
    return scene.now


def _read_overnight(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    return one_day(scene.now, "night")


def _read_clock(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning | None:
    digits = re.findall(r"\d+", parts.get("clock") or parts.get("military") or "")
    hour, minute = (0, 0) if "midnight" in printed.lower() else (12, 0)
    if "military" in parts:
        hour, minute = int(digits[0][:2]), int(digits[0][2:])
    elif digits:
        hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    half = parts.get("half", "").lower()
    if half.startswith("p") and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    day = _printed_day(parts["day"], scene) if "day" in parts else scene.neighbour or scene.now
    zulu = "Z" if parts.get("zone") in ("UTC", "GMT") else ""
    return Meaning("TIME", f"{day.isoformat()}T{hour:02}:{minute:02}{zulu}", day, day)


def _read_rel(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning | None:
    word = printed.lower()
    unit = re.findall(r"week(?:end)?|month|quarter|year|decade|century", word)[-1]
    sense = sense_of(parts.get("rel")) or ("next" if "next" in word else "last")
    shift = SHIFT[sense] * (2 if re.search(r"before last|after next", word) else 1)
    now = scene.now
    if re.search(r"previous|preceding|following", word) and scene.named and scene.named.first:
        now = scene.named.first
    if unit == "weekend" and sense == "this" and scene.direction < 0 and now.weekday() < 4:
        shift = -1
    meaning = {
        "week": lambda: week_of(now + 7 * shift * DAY),
        "weekend": lambda: weekend_of(now + 7 * shift * DAY),
        "month": lambda: month_of(*_year_month(now, shift)),
        "quarter": lambda: quarters_from(now, shift),
        "year": lambda: year_of(now.year + shift),
        "decade": lambda: decade_of(now.year + 10 * shift),
        "century": lambda: century_of((now.year - 1) // 100 + shift),
    }[unit]()
    return portion_of(meaning, parts.get("part"), scene)


def _year_month(day: dt.date, months: int) -> tuple[int, int]:
    shifted = shift_months(day.replace(day=1), months)
    return shifted.year, shifted.month


def _read_the(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning | None:
    unit = printed.lower().split()[-1]
    if unit == "day":
        # A day named ahead ("due on 20 March") is not the one the story is told of.
        day = min(scene.day_named, scene.now)
        return portion_of(one_day(day), parts.get("part"), scene)
    if unit == "weekend":
        # On a Monday "the weekend" is the one just over, unless the verb looks ahead.
        back = scene.direction <= 0 and scene.now.weekday() < 4
        return portion_of(weekend_of(scene.now - 7 * back * DAY), parts.get("part"), scene)
    return _read_rel(found, {**parts, "rel": "this"}, printed, scene)


def _read_samespan(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    year = scene.now.year + (SHIFT[sense_of(parts["rel"])] if "rel" in parts else -1)
    named = scene.named.value if scene.named else ""
    if re.fullmatch(r"\d{4}-(\d\d|Q\d)", named):
        number = int(named[-1]) if "Q" in named else int(named[5:])
        return quarter_of(year, number) if "Q" in named else month_of(year, number)
    return year_of(year)


def _read_day(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    word = printed.lower()
    if word.startswith("a second"):
        return one_day(scene.now)
    if not scene.names_a_day:
        return Meaning("DATE", "XXXX-XX-XX")
    shift = -1 if re.search(r"previous|preceding|before", word) else 0
    shift = 1 if re.search(r"next|following|after", word) else shift
    return one_day(scene.day_named + shift * DAY)


def _read_feast(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    name = parts["feast"].lower().replace("’", "'")
    day_in = next(rule for key, rule in FEASTS.items() if name.startswith(key))
    if "year" in parts:
        return one_day(day_in(int(parts["year"])))
    years = range(scene.now.year - 2, scene.now.year + 3)
    return choose([one_day(day_in(year)) for year in years], parts.get("rel"), scene)


def _vague(value: str) -> _Reader:
    return lambda found, parts, printed, scene: Meaning("DATE", value)


READERS: dict[str, _Reader] = {
    "date": _read_date,
    "iso": _read_iso,
    "slashed": _read_slashed,
    "days": _read_days,
    "month": _read_month,
    "week": _read_week,
    "year": _read_year,
    "years": _read_years,
    "decade": _read_decade,
    "century": _read_century,
    "fiscal": _read_fiscal,
    "quarter": _read_quarter,
    "half": _read_half,
    "season": _read_season,
    "weekday": _read_weekday,
    "dayword": _read_dayword,
    "daypart": _read_daypart,
    "overnight": _read_overnight,
    "clock": _read_clock,
    "rel": _read_rel,
    "the": _read_the,
    "samespan": _read_samespan,
    "day": _read_day,
    "ago": read_ago,
    "ahead": read_ahead,
    "past": read_past,
    "next": read_next,
    "duration": read_duration,
    "rounded": read_rounded,
    "set": read_set,
    "rate": read_set,
    "feast": _read_feast,
    "present": _vague("PRESENT_REF"),
    "presentadj": _vague("PRESENT_REF"),
    "past_ref": _vague("PAST_REF"),
    "pastadj": _vague("PAST_REF"),
    "future_ref": _vague("FUTURE_REF"),
    "later": _vague("FUTURE_REF"),
}
_NOWHERE = Span(0, 0)
_PARTS_OF_DAY: tuple[tuple[re.Pattern[str], _Reader], ...] = (
    (re.compile(r"(?P<month>[A-Z][a-z]+\.?) (?P<dom>\d{1,2})"), _read_date),
    (re.compile(rf"(?i:(?P<weekday>{'|'.join(WEEKDAYS)}))"), _read_weekday),
    (re.compile(r"(?i:(?P<dayword>today|tomorrow|yesterday))"), _read_dayword),
)
# Kinds whose month or day is printed: without a creation day only the year is unknown.
_YEARLY = frozenset(("date", "days", "month", "quarter", "half", "season", "feast"))


def masked(meaning: Meaning, kind: str) -> Meaning:
    """The meaning without what was computed from an unknown creation day."""
    if meaning.type == "DURATION" or meaning.value.endswith("_REF"):
        return Meaning(meaning.type, meaning.value, mod=meaning.mod)
    if kind in _YEARLY:
        value = "/".join("XXXX" + piece[4:] for piece in meaning.value.split("/"))
    else:
        day, clock, time = meaning.value.partition("T")
        value = re.sub(r"\d", "X", day) + clock + time
    return Meaning(meaning.type, value, mod=meaning.mod)
