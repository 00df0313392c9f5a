"""One function for each kind of expression that denotes a stretch of the calendar.

``READERS`` lists the readers of every kind, by the name that ``time_grammar.py`` gives it.
"""

from __future__ import annotations

import datetime as dt
import re

from nutgraf.analysis.almanac import (
    DAY,
    RANK,
    Meaning,
    century_of,
    decade_of,
    month_in,
    month_of,
    month_span,
    nth_weekday,
    number_in,
    one_day,
    quarter_of,
    quarters_from,
    same_stretch,
    season_of,
    week_of,
    weekend_of,
    year_in,
    year_month,
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
    read_stretch,
)
from nutgraf.analysis.bearings import SHIFT, Scene, choose, portion_of, sense_of, year_told
from nutgraf.analysis.day_readings import (
    Reader,
    read_apart,
    read_clock,
    read_date,
    read_day,
    read_daypart,
    read_days,
    read_dayword,
    read_dom,
    read_feast,
    read_iso,
    read_landmark,
    read_overmorrow,
    read_overnight,
    read_slashed,
    read_the_day,
    read_week_on,
    read_weekday,
)
from nutgraf.analysis.time_grammar import Found
from nutgraf.analysis.time_words import WEEKDAYS


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


def _read_nth_day(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    """ "the first Monday in May", "the last day of the month"."""
    if "year" in parts:
        month = month_of(int(parts["year"]), month_in(parts["fullmonth"]))
    elif "fullmonth" in parts:
        month = _read_month(found, {"fullmonth": parts["fullmonth"]}, printed, scene)
    else:
        month = month_of(*year_month(scene.now, SHIFT[sense_of(parts.get("rel"))]))
    if month.first is None or month.last is None:
        return month
    last = parts["rank"].lower() in ("last", "final")
    rank = -1 if last else RANK[parts["rank"].lower()]
    if "weekday" not in parts:
        return one_day(month.last if last else month.first + (rank - 1) * DAY)
    weekday = WEEKDAYS.index(parts["weekday"].lower())
    return one_day(nth_weekday(month.first.year, month.first.month, weekday, rank))


def _read_week_of(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    day = read_date(found, parts, printed, scene).first
    return week_of(day) if day else Meaning("DATE", "XXXX-WXX")


def _read_new_year(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    # From the summer on "the new year" is the coming one, before that the one begun.
    year = year_of(scene.now.year + (scene.now.month > 6))
    return portion_of(year, parts.get("part") or "start", scene)


def _read_new_year_night(
    found: Found, parts: dict[str, str], printed: str, scene: Scene
) -> Meaning:
    """ "See in the New Year": the eve and the day."""
    year = scene.now.year - (scene.direction < 0 and scene.now.month < 7)
    first, last = dt.date(year, 12, 31), dt.date(year + 1, 1, 1)
    return Meaning("DATE", f"{first.isoformat()}/{last.isoformat()}", first, last)


def _read_year_end(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    stretch = {
        "y": lambda: year_of(scene.now.year),
        "q": lambda: quarters_from(scene.now, 0),
        "m": lambda: month_of(scene.now.year, scene.now.month),
    }[printed.lower().removeprefix("the ")[0]]()
    return portion_of(stretch, "end", scene)


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
    named = {"twenty-first": 21, "twentieth": 20, "nineteenth": 19, "eighteenth": 18}
    number = int(digits[0]) if digits else next(n for name, n in named.items() if name in word)
    return portion_of(century_of(number - 1), parts.get("part"), scene)


def _read_fiscal(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    # Where a budget year begins differs from body to body: no days rather than wrong ones.
    return Meaning("DATE", f"FY{_fiscal_year(parts, scene):04}")


def _read_fiscal_quarter(
    found: Found, parts: dict[str, str], printed: str, scene: Scene
) -> Meaning:
    number = RANK[parts["rank"].lower()]
    return Meaning("DATE", f"{_fiscal_year(parts, scene):04}-Q{number}")


def _fiscal_year(parts: dict[str, str], scene: Scene) -> int:
    ending = parts.get("yy")
    if ending and "year" in parts and len(ending) == 2:
        ending = parts["year"][:2] + ending  # "fiscal 2018-19" is named after its end
    if ending:
        return year_in(ending, scene.now)
    year = year_told(parts, scene)
    return scene.now.year if year is None else year


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
    if year is None and printed.lower().endswith("half"):
        years = range(scene.now.year - 2, scene.now.year + 3)
        return choose([_half_of(year, half) for year in years], None, scene)
    return _half_of(scene.now.year if year is None else year, half)


def _half_of(year: int, half: int) -> Meaning:
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


def _read_rel(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning | None:
    word = printed.lower()
    unit = re.findall(r"week(?:end)?|month|quarter|year|decade|century", word)[-1]
    sense = sense_of(parts.get("rel")) or ("next" if "next" in word else "last")
    shift = SHIFT[sense] * (2 if re.search(r"before last|after next", word) else 1)
    if parts.get("lastturn", "").lower() == "after":
        shift = 1
    now = scene.now
    leans = "lastturn" in parts or re.search(r"previous|prior|preceding|following", word)
    if leans and scene.named and scene.named.first:
        now = scene.named.first
    if unit == "weekend" and sense == "this" and scene.direction < 0 and now.weekday() < 4:
        shift = -1
    return portion_of(_stretch_of(unit, now, shift), parts.get("part"), scene)


def _stretch_of(unit: str, day: dt.date, shift: int) -> Meaning:
    """The week, month … that lies ``shift`` of its kind after that of ``day``."""
    return {
        "week": lambda: week_of(day + 7 * shift * DAY),
        "weekend": lambda: weekend_of(day + 7 * shift * DAY),
        "month": lambda: month_of(*year_month(day, shift)),
        "quarter": lambda: quarters_from(day, shift),
        "year": lambda: year_of(day.year + shift),
        "decade": lambda: decade_of(day.year + 10 * shift),
        "century": lambda: century_of((day.year - 1) // 100 + shift),
    }[unit]()


_UNNAMED = {
    **{"week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX"},
    **{"year": "XXXX", "decade": "XXX", "century": "XX"},
}


def _read_the(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning | None:
    unit = printed.lower().split()[-1]
    if unit == "day":
        return read_the_day(found, parts, printed, scene)
    if unit == "weekend":
        # On a Monday "the weekend" is the one just over, unless the verb looks ahead.
        back = scene.direction <= 0 and scene.now.weekday() < 4
        return portion_of(weekend_of(scene.now - 7 * back * DAY), parts.get("part"), scene)
    named = scene.named.first if scene.named else None
    later = unit == "year" and parts.get("part", "").lower().startswith("later")
    if later and named is not None and named.year > scene.now.year:
        # "In June 2031 …, and later in the year": the rest of the year named last.
        year = year_of(named.year)
        return Meaning(year.type, year.value, named, year.last)
    return _read_rel(found, {**parts, "rel": "this"}, printed, scene)


def _read_samespan(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    year = scene.now.year + (SHIFT[sense_of(parts["rel"])] if "rel" in parts else -1)
    named = scene.named.value if scene.named else ""
    return same_stretch(named, year) or year_of(year)


def _read_that(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    """ "that week" is the week of what was named last; without it no week can be told."""
    unit = parts["span"].lower()
    if scene.named is None or scene.named.first is None:
        return Meaning("DATE", _UNNAMED[unit])
    return _stretch_of(unit, scene.named.first, 0)


def _vague(value: str) -> Reader:
    return lambda found, parts, printed, scene: Meaning("DATE", value)


def _read_one_day(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    return Meaning("DATE", "PAST_REF" if scene.direction < 0 else "FUTURE_REF")


READERS: dict[str, Reader] = {
    "date": read_date,
    "dom": read_dom,
    "nthday": _read_nth_day,
    "iso": read_iso,
    "landmark": read_landmark,
    "slashed": read_slashed,
    "days": read_days,
    "month": _read_month,
    "week": _read_week,
    "weekof": _read_week_of,
    "year": _read_year,
    "years": _read_years,
    "decade": _read_decade,
    "century": _read_century,
    "newyear": _read_new_year,
    "newyearnight": _read_new_year_night,
    "yearend": _read_year_end,
    "fiscal": _read_fiscal,
    "fiscalquarter": _read_fiscal_quarter,
    "quarter": _read_quarter,
    "half": _read_half,
    "season": _read_season,
    "weekday": read_weekday,
    "apart": read_apart,
    "weekon": read_week_on,
    "dayword": read_dayword,
    "overmorrow": read_overmorrow,
    "daypart": read_daypart,
    "overnight": read_overnight,
    "clock": read_clock,
    "rel": _read_rel,
    "the": _read_the,
    "that": _read_that,
    "samespan": _read_samespan,
    "day": read_day,
    "ago": read_ago,
    "ahead": read_ahead,
    "past": read_past,
    "next": read_next,
    "stretch": read_stretch,
    "duration": read_duration,
    "oldthing": read_duration,
    "rounded": read_rounded,
    "set": read_set,
    "rate": read_set,
    "feast": read_feast,
    "present": _vague("PRESENT_REF"),
    "presentadj": _vague("PRESENT_REF"),
    "past_ref": _vague("PAST_REF"),
    "pastadj": _vague("PAST_REF"),
    "future_ref": _vague("FUTURE_REF"),
    "someday": _vague("FUTURE_REF"),
    "oneday": _read_one_day,
    "later": _vague("FUTURE_REF"),
    "earlier": _vague("PAST_REF"),
}
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
