"""One function for each kind of expression that denotes a day or a time of day."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from nutgraf.analysis.almanac import (
    DAY,
    DAYPART,
    FEASTS,
    Meaning,
    amount_in,
    dom_in,
    month_in,
    month_span,
    number_in,
    one_day,
    shift_months,
    shifted,
    year_in,
    year_month,
)
from nutgraf.analysis.bearings import SHIFT, UNKNOWN, Scene, choose, portion_of, sense_of, year_told
from nutgraf.analysis.time_grammar import Found
from nutgraf.analysis.time_words import WEEKDAYS
from nutgraf.records import Span

type Reader = Callable[[Found, dict[str, str], str, Scene], Meaning | None]


def read_date(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    if "ordinal" in parts:
        base = shift_months(scene.now.replace(day=1), SHIFT[sense_of(parts["rel"])])
        return one_day(base.replace(day=dom_in(parts["ordinal"])))
    month, day = month_in(parts["month"]), dom_in(parts["dom"])
    year = year_told(parts, scene)
    if year is not None:
        return one_day(dt.date(year, month, day))
    now = scene.now
    years = [y for y in range(now.year - 4, now.year + 5) if day <= month_span(y, month)[1].day]
    days = [dt.date(y, month, day) for y in years]
    if "shortday" in parts:
        # The weekday printed beside it tells the year, where the tense cannot.
        number = next(n for n, name in enumerate(WEEKDAYS) if name.startswith(_short(parts)))
        days = [each for each in days if each.weekday() == number] or days
        return one_day(min(days, key=lambda each: abs((each - now).days)))
    return choose([one_day(each) for each in days], None, scene)


def _short(parts: dict[str, str]) -> str:
    return parts["shortday"].lower()[:3]


def read_dom(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    number, now = dom_in(parts["ordinal"]), scene.now
    months = [month_span(*year_month(now, shift)) for shift in range(-14, 15)]
    days = [first.replace(day=number) for first, last in months if number <= last.day]
    return choose([one_day(day) for day in days], None, scene)


def read_iso(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    return one_day(dt.date(int(parts["isoyear"]), int(parts["mm"]), int(parts["dd"])))


def read_slashed(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    year = year_in(parts["yy"], scene.now if len(parts["yy"]) == 2 else UNKNOWN)
    return one_day(dt.date(year, int(parts["mm"]), int(parts["dd"])))


def read_days(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning | None:
    start = read_date(found, parts, printed, scene)
    if start.first is None:
        return None
    month = month_in(parts.get("month2") or parts["month"])
    end = start.first.replace(month=month, day=dom_in(parts["dom2"]))
    if end <= start.first:
        return None
    return Meaning("DATE", f"{start.value}/{end.isoformat()}", start.first, end)


def read_weekday(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
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


def read_week_on(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    """ "Friday week": a week on from the Friday to come."""
    ahead = (WEEKDAYS.index(parts["weekday"].lower()) - scene.now.weekday()) % 7
    return one_day(scene.now + (ahead + 7) * DAY)


def read_dayword(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    word = parts["dayword"].lower()
    day = scene.now + {"yesterday": -1, "tomorrow": 1}.get(word, 0) * DAY
    part = "night" if word == "tonight" else parts.get("daypart")
    return one_day(day, part)


def read_overmorrow(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    return one_day(scene.now + (2 if printed.lower().endswith("tomorrow") else -2) * DAY)


def read_daypart(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    part, word = parts.get("daypart", "morning"), printed.lower()
    if "day" in parts:
        day = _printed_day(parts["day"], scene)
    elif word == part.lower():
        day = scene.neighbour or scene.now
    elif word.startswith("this"):
        day = scene.now
    elif word.startswith("last"):
        day = scene.now - DAY
    elif word.startswith("the") and "daypart" not in parts:
        day = scene.neighbour or scene.now
    else:
        if word.split()[1] in ("next", "previous") and not scene.names_a_day:
            return Meaning("TIME", f"XXXX-XX-XXT{DAYPART[part.lower()]}")
        day = scene.neighbour or scene.day_named
        day += {"next": 1, "previous": -1}.get(word.split()[1], 0) * DAY
    return one_day(day, part)


def _printed_day(printed: str, scene: Scene) -> dt.date:
    """The day that a few words inside an expression name."""
    for found in _PARTS_OF_DAY:
        match = found[0].fullmatch(printed)
        if match:
            parts = {name: part for name, part in match.groupdict().items() if part}
            meaning = found[1](Found(_NOWHERE, "", {}), parts, match[0], scene)
            if meaning and meaning.first:
                return meaning.first
    return scene.now


def read_overnight(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    return one_day(scene.now, "night")


def read_clock(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning | None:
    digits = re.findall(r"\d+", parts.get("clock") or parts.get("military") or "")
    hour, minute = (0, 0) if "midnight" in printed.lower() else (12, 0)
    if "hour" in parts:
        hour = int(number_in(parts["hour"]) or 0)
    elif "military" in parts:
        hour, minute = int(digits[0][:2]), int(digits[0][2:])
    elif digits:
        hour, minute = int(digits[0]), int(digits[1]) if len(digits) > 1 else 0
    half = parts.get("half", "").lower()
    late = re.search(r"afternoon|evening|night$", printed.lower()) and "half" not in parts
    if (half.startswith("p") or (late and hour)) and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    day = _printed_day(parts["day"], scene) if "day" in parts else scene.neighbour or scene.now
    zulu = "Z" if parts.get("zone") in ("UTC", "GMT") else ""
    return Meaning("TIME", f"{day.isoformat()}T{hour:02}:{minute:02}{zulu}", day, day)


def read_apart(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning | None:
    """ "a week from Friday", "two weeks ago Monday"."""
    number, unit, iso = amount_in(parts, printed)
    if number is None or iso.startswith("PT"):
        return None
    sign = -1 if "ago" in parts else 1
    return one_day(shifted(_printed_day(parts["day"], scene), sign * number, unit))


def read_day(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    word = printed.lower()
    if word.startswith("a second"):
        return one_day(scene.now)
    shift = -1 if re.search(r"previous|preceding|before|earlier", word) else 0
    # With no day named, "the day before" is yesterday; "the next day" is part of some tale.
    if not scene.names_a_day and shift == 0:
        return Meaning("DATE", "XXXX-XX-XX")
    shift = 1 if re.search(r"next|following|after|later", word) else shift
    return one_day(scene.day_named + shift * DAY)


def read_the_day(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    # A day named ahead ("due on 20 March") is not the one the story is told of.
    day = min(scene.day_named, scene.now)
    return portion_of(one_day(day), parts.get("part"), scene)


def read_landmark(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    return one_day(dt.date(2001, 9, 11))


def read_feast(found: Found, parts: dict[str, str], printed: str, scene: Scene) -> Meaning:
    name = parts.get("feast", printed).lower().replace("’", "'")
    day_in = next(rule for key, rule in FEASTS.items() if name.startswith(key))
    if "year" in parts:
        return one_day(day_in(int(parts["year"])))
    years = range(scene.now.year - 2, scene.now.year + 3)
    return choose([one_day(day_in(year)) for year in years], parts.get("rel"), scene)


_NOWHERE = Span(0, 0)
_PARTS_OF_DAY: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"(?P<month>[A-Z][A-Za-z]+\.?) (?P<dom>\d{1,2})(?:, (?P<year>\d{4}))?"), read_date),
    (
        re.compile(
            rf"(?i:(?:(?P<rel>this|last|next) )?(?P<weekday>{'|'.join(WEEKDAYS)})"
            r"(?: (?P<daypart>[a-z]+))?)"
        ),
        read_weekday,
    ),
    (re.compile(r"(?i:(?P<dayword>today|tomorrow|yesterday))"), read_dayword),
)
