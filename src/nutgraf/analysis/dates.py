"""What a time expression denotes: TIMEX3 type and value, and the calendar days.

Each kind of expression of the grammar in ``timex.py`` has one function here. A date
without a year, or a weekday, is placed by the tense of the verb it hangs on ("met
Wednesday", "will meet Wednesday"); expressions such as "the next day" lean on the day
named last.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable, Sequence

from nutgraf.analysis.almanac import (
    DAY,
    DAYPART,
    FEASTS,
    RANK,
    Meaning,
    amount_in,
    century_of,
    decade_of,
    dom_in,
    month_in,
    month_of,
    month_span,
    nearness_in,
    number_in,
    one_day,
    quarter_of,
    season_of,
    shift_months,
    shifted,
    week_of,
    weekend_of,
    year_in,
    year_of,
)
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.analysis.timex import WEEKDAYS, Found, find_timexes, listed
from nutgraf.records import Span, Timex

# Stands in for an unknown creation day; whatever was computed from it is masked afterwards.
_UNKNOWN = dt.date(2000, 1, 1)


class _Scene:
    """What an expression is read against: the creation day, the tense, what was named before."""

    def __init__(self, creation: dt.date | None) -> None:
        self._creation = creation
        self.leaned = False
        self.direction = 0
        self.named: Meaning | None = None
        self.neighbour: dt.date | None = None

    @property
    def now(self) -> dt.date:
        self.leaned = True
        return self._creation or _UNKNOWN

    @property
    def names_a_day(self) -> bool:
        """Whether what was named last is a single day."""
        named = self.named
        return named is not None and named.first is not None and named.first == named.last

    @property
    def day_named(self) -> dt.date:
        """The single day named last, else the creation day."""
        named = self.named.first if self.named is not None and self.names_a_day else None
        return named or self.now


# ------------------------------------------------------------------ tense

_FUTURE_AUX = listed("will 'll ’ll shall wo would 'd could should may might must")
_AWAITING = listed(
    "hop plan expect schedule set due intend slate hope prepare vow pledge promise agree want "
    "aim poise ready likely go propose"
)
_PROGRAMME = listed(
    "come reach visit hold open begin start meet launch close end return vote face play expire "
    "resume arrive leave kick host take premiere air travel"
)


def _tense(word: Word) -> int:
    """-1 where the verb over ``word`` is past, +1 where what it tells is to come, else 0."""
    node = word
    for _ in range(12):
        if node.pos_ in ("ADJ", "NOUN") and node.lemma_.lower() in ("due", "upcoming", "deadline"):
            return 0 if any(c.lower_ in ("was", "were") for c in node.head.lefts) else 1
        if node.pos_ in ("VERB", "AUX") and node is not word:
            aux = {c.lower_ for c in node.children if c.dep_ in ("aux", "auxpass")}
            if aux & _FUTURE_AUX:
                return 1
            if "to" in aux:
                governor = node.head
                present = governor.tag_ in ("VBZ", "VBP")
                if governor is node or present or governor.lemma_.lower() in _AWAITING:
                    return 1
            elif node.tag_ == "VBD" or aux & {"had", "was", "were", "did"}:
                return -1
            elif node.tag_ == "VBN":
                return 0 if aux & {"is", "are", "be", "being"} else -1
            elif aux & {"has", "have", "'ve"}:
                return -1
            elif node.tag_ == "VBG" and aux & {"is", "are", "'s", "'re", "am"}:
                return 1
            elif node.tag_ in ("VBZ", "VBP") or (node.tag_ == "VB" and node.dep_ == "ROOT"):
                # "The move comes after …" tells of today, "comes to a vote" of a day ahead.
                idle = node.lemma_ == "come" and not any(
                    c.lower_ in ("to", "into") for c in node.rights
                )
                return 1 if node.lemma_.lower() in _PROGRAMME and not idle else 0
        if node.head is node:
            return 0
        node = node.head
    return 0


# ------------------------------------------------------------------ which of several


def _sense(rel: str | None) -> str | None:
    """ "last", "next" or "this" for the word that points; None for no word."""
    if not rel:
        return None
    word = rel.lower().removeprefix("the ").split()[-1]
    if rel.lower() == "this past" or word in ("last", "previous", "preceding"):
        return "last"
    return "next" if word in ("next", "coming", "upcoming", "following") else "this"


def _choose(options: Sequence[Meaning], rel: str | None, scene: _Scene) -> Meaning:
    """The one of several recurrences, in order of time, that the words and the tense point to."""
    now, sense, direction = scene.now, _sense(rel), scene.direction
    dated = [(m, m.first, m.last) for m in options if m.first and m.last]
    past = [m for m, first, _ in dated if first <= now]
    future = [m for m, _, last in dated if last >= now]
    if sense == "last":
        return [m for m, _, last in dated if last < now][-1]
    if sense == "next":
        return next(m for m, first, _ in dated if first > now)

    def distance(meaning: Meaning) -> int:
        if meaning.first is None or meaning.last is None:
            return 0
        return max((meaning.first - now).days, (now - meaning.last).days, 0)

    if sense == "this":
        same_year = [m for m, first, _ in dated if first.year == now.year]
        holding = [m for m in past if m in future]
        return (holding or same_year or past)[0]
    # The press leaves the year out for days it can reach without doubt, so that a tense which
    # asks for a day most of a year away was read off the wrong verb.
    if direction < 0 and distance(past[-1]) <= 240:
        return past[-1]
    if direction > 0 and distance(future[0]) <= 300:
        return future[0]
    return min((past[-1], future[0]), key=distance)


def _portion(meaning: Meaning, part: str | None, scene: _Scene) -> Meaning:
    """The part of a stretch that "early", "mid-", "the end of", "later" … single out."""
    if not part or meaning.first is None or meaning.last is None:
        return meaning
    first, last, word = meaning.first, meaning.last, part.lower()
    third = ((last - first).days + 1) // 3 * DAY
    mod = None
    if re.search(r"later|rest|remainder", word):
        first = max(first, min(scene.now, last))
    elif "earlier" in word:
        last = max(first, min(scene.now, last))
    elif re.search(r"early|beginning|start|first", word):
        mod, last = "START", max(first, first + third - DAY)
    elif "mid" in word:
        mod, first, last = "MID", first + third, last - third
    elif re.search(r"late|end|close|second", word):
        mod, first = "END", min(last, last - third + DAY)
    return Meaning(meaning.type, meaning.value, first, last, mod)


_SHIFT = {"last": -1, "this": 0, "next": 1, None: 0}


def _rel_year(parts: dict[str, str], scene: _Scene) -> int | None:
    """The year that is printed or pointed to; ``None`` where neither is."""
    if "year" in parts:
        return int(parts["year"])
    return scene.now.year + _SHIFT[_sense(parts["rel"])] if "rel" in parts else None


# ------------------------------------------------------------------ one function a kind

type _Reader = Callable[[Found, dict[str, str], str, _Scene], Meaning | None]


def _read_date(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    if "ordinal" in parts:
        base = shift_months(scene.now.replace(day=1), _SHIFT[_sense(parts["rel"])])
        return one_day(base.replace(day=dom_in(parts["ordinal"])))
    month, day = month_in(parts["month"]), dom_in(parts["dom"])
    year = _rel_year(parts, scene)
    if year is not None:
        return one_day(dt.date(year, month, day))
    now = scene.now
    years = [y for y in range(now.year - 4, now.year + 5) if day <= month_span(y, month)[1].day]
    return _choose([one_day(dt.date(y, month, day)) for y in years], None, scene)


def _read_iso(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    return one_day(dt.date(int(parts["year"]), int(parts["mm"]), int(parts["dd"])))


def _read_slashed(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    year = year_in(parts["yy"], scene.now if len(parts["yy"]) == 2 else _UNKNOWN)
    return one_day(dt.date(year, int(parts["mm"]), int(parts["dd"])))


def _read_days(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning | None:
    start = _read_date(found, parts, printed, scene)
    if start.first is None:
        return None
    month = month_in(parts.get("month2") or parts["month"])
    end = start.first.replace(month=month, day=dom_in(parts["dom2"]))
    if end <= start.first:
        return None
    return Meaning("DATE", f"{start.value}/{end.isoformat()}", start.first, end)


def _read_month(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    month = month_in(parts.get("month") or parts["fullmonth"])
    if "fullmonth" in parts:
        years = range(scene.now.year - 2, scene.now.year + 3)
        meaning = _choose([month_of(year, month) for year in years], parts.get("rel"), scene)
    else:
        meaning = month_of(_rel_year(parts, scene) or scene.now.year, month)
    return _portion(meaning, parts.get("part"), scene)


def _read_week(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
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


def _read_year(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    if "shortyear" in parts:
        return _portion(year_of(year_in(parts["shortyear"], scene.now)), parts.get("part"), scene)
    return _portion(year_of(int(parts["year"])), parts.get("part"), scene)


def _read_years(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning | None:
    start, ending = int(parts["year"]), parts["yy"]
    end = int(ending) if len(ending) == 4 else start // 100 * 100 + int(ending)
    if not start < end < start + 100:
        return None
    first, last = dt.date(start, 1, 1), dt.date(end, 12, 31)
    return Meaning("DATE", f"{start}/{end}", first, last)


def _read_decade(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    if "year" in parts:
        year = int(parts["year"])
        meaning = century_of(year // 100) if year % 100 == 0 and year < 2000 else decade_of(year)
    else:
        meaning = decade_of(year_in(parts["yy"], scene.now))
    return _portion(meaning, parts.get("part"), scene)


def _read_century(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    word = printed.lower()
    digits = re.search(r"\d+", word)
    number = int(digits[0]) if digits else 20 if "twentieth" in word else 19
    return _portion(century_of(number - 1), parts.get("part"), scene)


def _read_fiscal(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    # Where a budget year begins differs from body to body: no days rather than wrong ones.
    year = _rel_year(parts, scene)
    return Meaning("DATE", f"FY{scene.now.year if year is None else year:04}")


def _read_quarter(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    rank = (parts.get("rank") or parts.get("digits") or "1").lower()
    year = _rel_year(parts, scene)
    if rank == "last" and year is None:
        return _quarters_from(scene.now, -1)
    number = RANK.get(rank) or max(1, min(4, int(number_in(rank) or 1)))
    if year is not None:
        return quarter_of(year, number)
    years = range(scene.now.year - 2, scene.now.year + 3)
    return _choose([quarter_of(year, number) for year in years], None, scene)


def _quarters_from(day: dt.date, number: int) -> Meaning:
    index = day.year * 4 + (day.month - 1) // 3 + number
    return quarter_of(index // 4, index % 4 + 1)


def _read_half(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    year, half = _rel_year(parts, scene), 1 if parts["rank"].lower() == "first" else 2
    year = scene.now.year if year is None else year
    first, last = month_span(year, 6 * half - 5)[0], month_span(year, 6 * half)[1]
    return Meaning("DATE", f"{year:04}-H{half}", first, last)


def _read_season(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    name = parts["season"].lower()
    if "year" in parts:
        meaning = season_of(int(parts["year"]), name)
    else:
        years = range(scene.now.year - 2, scene.now.year + 3)
        meaning = _choose([season_of(year, name) for year in years], parts.get("rel"), scene)
    return _portion(meaning, parts.get("part"), scene)


def _read_weekday(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    now = scene.now
    number = WEEKDAYS.index(parts["weekday"].lower())
    in_week = now + (number - now.weekday()) * DAY
    sense = _sense(parts.get("rel"))
    back, ahead = (now.weekday() - number) % 7, (number - now.weekday()) % 7
    if re.search(r"week$", printed.lower()):
        day = in_week + 7 * _SHIFT[sense] * DAY
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
    return _portion(one_day(day, parts.get("daypart")), parts.get("part"), scene)


def _read_dayword(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    word = parts["dayword"].lower()
    day = scene.now + {"yesterday": -1, "tomorrow": 1}.get(word, 0) * DAY
    part = "night" if word == "tonight" else parts.get("daypart")
    return one_day(day, part)


def _read_daypart(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
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


def _printed_day(printed: str, scene: _Scene) -> dt.date:
    """The day that a few words inside an expression name."""
    for found in _PARTS_OF_DAY:
        match = found[0].fullmatch(printed.removeprefix("on ").strip())
        if match:
            meaning = found[1](Found(_NOWHERE, "", {}), match.groupdict(), match[0], scene)
            if meaning and meaning.first:
                return meaning.first
    return scene.now


def _read_overnight(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    return one_day(scene.now, "night")


def _read_clock(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning | None:
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


def _read_rel(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning | None:
    word = printed.lower()
    unit = re.findall(r"week(?:end)?|month|quarter|year|decade|century", word)[-1]
    sense = _sense(parts.get("rel")) or ("next" if "next" in word else "last")
    shift = _SHIFT[sense] * (2 if re.search(r"before last|after next", word) else 1)
    now = scene.now
    if re.search(r"previous|preceding|following", word) and scene.named and scene.named.first:
        now = scene.named.first
    if unit == "weekend" and sense == "this" and scene.direction < 0 and now.weekday() < 4:
        shift = -1
    meaning = {
        "week": lambda: week_of(now + 7 * shift * DAY),
        "weekend": lambda: weekend_of(now + 7 * shift * DAY),
        "month": lambda: month_of(*_year_month(now, shift)),
        "quarter": lambda: _quarters_from(now, shift),
        "year": lambda: year_of(now.year + shift),
        "decade": lambda: decade_of(now.year + 10 * shift),
        "century": lambda: century_of((now.year - 1) // 100 + shift),
    }[unit]()
    return _portion(meaning, parts.get("part"), scene)


def _year_month(day: dt.date, months: int) -> tuple[int, int]:
    shifted = shift_months(day.replace(day=1), months)
    return shifted.year, shifted.month


def _read_the(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning | None:
    unit = printed.lower().split()[-1]
    if unit == "day":
        return _portion(one_day(scene.day_named), parts.get("part"), scene)
    if unit == "weekend":
        # On a Monday "the weekend" is the one just over, unless the verb looks ahead.
        back = scene.direction <= 0 and scene.now.weekday() < 4
        return _portion(weekend_of(scene.now - 7 * back * DAY), parts.get("part"), scene)
    return _read_rel(found, {**parts, "rel": "this"}, printed, scene)


def _read_samespan(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    year = scene.now.year + (_SHIFT[_sense(parts["rel"])] if "rel" in parts else -1)
    named = scene.named.value if scene.named else ""
    if re.fullmatch(r"\d{4}-(\d\d|Q\d)", named):
        number = int(named[-1]) if "Q" in named else int(named[5:])
        return quarter_of(year, number) if "Q" in named else month_of(year, number)
    return year_of(year)


def _read_day(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    word = printed.lower()
    if word.startswith("a second"):
        return one_day(scene.now)
    if not scene.names_a_day:
        return Meaning("DATE", "XXXX-XX-XX")
    shift = -1 if re.search(r"previous|preceding|before", word) else 0
    shift = 1 if re.search(r"next|following|after", word) else shift
    return one_day(scene.day_named + shift * DAY)


def _read_ago(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning | None:
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


def _rounded(day: dt.date, unit: str, mod: str | None = None) -> Meaning:
    """The day, week, month or year that ``day`` lies in: as fine as the words were."""
    meaning = {
        "D": lambda: one_day(day),
        "W": lambda: week_of(day),
        "M": lambda: month_of(day.year, day.month),
        "Q": lambda: _quarters_from(day, 0),
        "Y": lambda: year_of(day.year),
    }[unit]()
    return Meaning(meaning.type, meaning.value, meaning.first, meaning.last, mod)


def _read_ahead(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    number, unit, iso = amount_in(parts, printed)
    if number is None or iso.startswith("PT"):
        return Meaning("DATE", "FUTURE_REF")
    return _rounded(shifted(scene.now, number, unit), unit)


def _read_past(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    number, unit, iso = amount_in(parts, printed)
    now = scene.now
    first = None if number is None or iso.startswith("PT") else shifted(now, -number, unit)
    return Meaning("DURATION", iso, first, first and now, nearness_in(parts))


def _read_next(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    number, unit, iso = amount_in(parts, printed)
    now = scene.now
    if iso.startswith("PT"):
        number = 2 if number is not None and unit == "H" and number > 24 else 1
        return Meaning("DURATION", iso, now, now + number * DAY, nearness_in(parts))
    last = None if number is None else shifted(now, number, unit)
    return Meaning("DURATION", iso, now, last, nearness_in(parts))


def _read_duration(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    number, unit, iso = amount_in(parts, printed)
    ahead = scene.direction > 0 and number is not None and not iso.startswith("PT")
    if ahead and number and found.signal == "within":
        now = scene.now
        return Meaning("DURATION", iso, now, shifted(now, number, unit), nearness_in(parts))
    if ahead and number and found.signal == "in" and "-" not in printed:
        return _rounded(shifted(scene.now, number, unit), unit, nearness_in(parts))
    return Meaning("DURATION", iso, mod=nearness_in(parts))


def _read_rounded(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    _, _, iso = amount_in({**parts, "number": "one and a half"}, printed)
    return Meaning("DURATION", iso, mod=nearness_in(parts))


def _read_set(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    word = printed.lower()
    weekday = next((n for n, day in enumerate(WEEKDAYS, 1) if day in word), None)
    if weekday:
        return Meaning("SET", f"XXXX-WXX-{weekday}")
    for name, value in _SET_WORDS.items():
        if name in word:
            return Meaning("SET", value)
    _, _, iso = amount_in(parts, printed)
    return Meaning("SET", iso.replace("P1", "P2") if "every other" in word else iso)


_SET_WORDS = {
    **{"biennial": "P2Y", "annual": "P1Y", "yearly": "P1Y", "quarterly": "P3M"},
    **{"monthly": "P1M", "weekly": "P1W", "daily": "P1D", "nightly": "P1D", "hourly": "PT1H"},
    **{"year-round": "P1Y", "clock": "P1D", "day and night": "P1D"},
    **{"morning": "XXXX-XX-XXTMO", "afternoon": "XXXX-XX-XXTAF", "evening": "XXXX-XX-XXTEV"},
    **{"night": "XXXX-XX-XXTNI", "spring": "XXXX-SP", "summer": "XXXX-SU", "autumn": "XXXX-FA"},
    **{"fall": "XXXX-FA", "winter": "XXXX-WI"},
}


def _read_feast(found: Found, parts: dict[str, str], printed: str, scene: _Scene) -> Meaning:
    name = parts["feast"].lower().replace("’", "'")
    day_in = next(rule for key, rule in FEASTS.items() if name.startswith(key))
    if "year" in parts:
        return one_day(day_in(int(parts["year"])))
    years = range(scene.now.year - 2, scene.now.year + 3)
    return _choose([one_day(day_in(year)) for year in years], parts.get("rel"), scene)


def _vague(value: str) -> _Reader:
    return lambda found, parts, printed, scene: Meaning("DATE", value)


_READERS: dict[str, _Reader] = {
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
    "ago": _read_ago,
    "ahead": _read_ahead,
    "past": _read_past,
    "next": _read_next,
    "duration": _read_duration,
    "rounded": _read_rounded,
    "set": _read_set,
    "rate": _read_set,
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


def _masked(meaning: Meaning, kind: str) -> Meaning:
    """The meaning without what was computed from an unknown creation day."""
    if meaning.type == "DURATION" or meaning.value.endswith("_REF"):
        return Meaning(meaning.type, meaning.value, mod=meaning.mod)
    if kind in _YEARLY:
        value = "/".join("XXXX" + piece[4:] for piece in meaning.value.split("/"))
    else:
        day, clock, time = meaning.value.partition("T")
        value = re.sub(r"\d", "X", day) + clock + time
    return Meaning(meaning.type, value, mod=meaning.mod)


# ------------------------------------------------------------------ the whole text


def resolve_timexes(
    found: Sequence[Found], tree: Tree, text: str, creation_time: dt.date | None
) -> tuple[Timex, ...]:
    """The expressions with type, value and calendar days, in order.

    Without ``creation_time`` what leans on it has a value such as XXXX-XX-XX and no days.
    An expression that names no day there is (30 February) is left out.
    """
    words = [word for word in tree if not word.is_space]
    starts = [word.idx for word in words]
    resolved: list[Timex] = []
    named: Meaning | None = None
    for place, one in enumerate(found):
        scene = _Scene(creation_time)
        scene.named = named
        scene.direction = _direction(one, words, starts)
        meaning = _mean(one, text, scene, found, place, words, starts)
        if meaning is None:
            continue
        if scene.leaned and creation_time is None:
            meaning = _masked(meaning, one.kind)
        elif meaning.type == "DATE" and meaning.first is not None:
            named = meaning
        resolved.append(
            Timex(
                one.span,
                meaning.type,
                meaning.value,
                meaning.mod,
                one.signal,
                meaning.first,
                meaning.last,
            )
        )
    return tuple(resolved)


def _direction(one: Found, words: list[Word], starts: list[int]) -> int:
    if one.signal == "since":
        return -1
    at = max(0, bisect.bisect_right(starts, one.span.start) - 1)
    before = words[at - 1] if at else None
    if one.kind == "duration" and before is not None and before.head.pos_ in ("NOUN", "PROPN"):
        return 0  # "the first time in two years" counts backwards
    tense = _tense(words[at])
    return 1 if tense == 0 and one.signal in ("by", "until", "till") else tense


def _mean(
    one: Found,
    text: str,
    scene: _Scene,
    found: Sequence[Found],
    place: int,
    words: list[Word],
    starts: list[int],
) -> Meaning | None:
    """The meaning of one expression, a clock time taking its day from the one beside it."""
    if one.kind in ("clock", "daypart") and "day" not in one.parts:
        for other in (*found[place + 1 : place + 2], *found[max(0, place - 1) : place]):
            low, high = sorted((one.span, other.span))
            gap = text[low.end : high.start]
            beside = len(gap) < 8 and re.fullmatch(r",? ?(?:on |at )?", gap)
            if beside and other.kind in ("date", "weekday", "dayword", "iso"):
                aside = _Scene(scene.now)
                aside.direction = _direction(other, words, starts)
                meaning = _mean(other, text, aside, (), 0, words, starts)
                scene.neighbour = meaning.first if meaning else None
                break
    try:
        parts = dict(one.parts)
        return _READERS[one.kind](one, parts, one.span.of(text), scene)
    except (ValueError, OverflowError):
        return None


def read_times(tree: Tree, text: str, creation_time: dt.date | None) -> tuple[Timex, ...]:
    """Every time expression of ``text`` with what it denotes; empty where there is none."""
    return resolve_timexes(find_timexes(tree, text), tree, text, creation_time)
