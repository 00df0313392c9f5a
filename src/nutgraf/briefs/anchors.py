"""The days of articles that have none, or a wrong one: told from the rest of their story.

Unknown beats a guess: a weekday is resolved only where the story leaves a single day for it.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
import statistics
from collections.abc import Iterator, Sequence

from msgspec import structs

from nutgraf.briefs.material import Material
from nutgraf.briefs.style import WEEKDAYS
from nutgraf.records import Analysis, Article, Timex

_WEEK = dt.timedelta(days=6)
# An article stamped so long after most others may have been stamped when it was collected.
_FAR = 8
_NEAR = 3
# News names by their weekday the days of so long before; one dated article tells less than two.
_NAMED_SINCE = 4
# Of so few dated articles none can be told to be out of line.
_DATED = 3
# A date in print so long before the brief's day belongs to the story; one without a year may be
# somewhat older.
_RECENT = 10
_THIS_YEAR = 60
_BARE_WEEKDAY = re.compile(
    r"(?:[Oo]n |(?:late|early) (?:on )?)?(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
    r"(?: (?:morning|afternoon|evening|night))?$"
)
_NO_YEAR = re.compile(r"XXXX-(\d\d)-(\d\d)$")
_SAID = re.compile(
    r"\b(?:said|announced|told [\w’' ]{2,20}|confirmed|added|wrote|tweeted|ruled)"
    r"(?: late| early)? $"
)
_NAMED_DAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def anchored(material: Material) -> Material:
    """``material`` with the days resolved that its undated articles name; itself without any.

    Articles stamped far from the rest lose the days reckoned from their stamp, and so does a
    weekday that can only be that of the morrow: its article was brought up to date later.
    """
    calendar = _Calendar(material)
    analyses = {a.id: calendar.settled(a, material.analyses[a.id]) for a in material.articles}
    if all(analyses[a.id] is material.analyses[a.id] for a in material.articles):
        return material
    made = copy.copy(material)
    made.analyses = analyses
    return made


def trusted_days(material: Material) -> tuple[dt.date, ...]:
    """The days of the story's dated articles, those long after most of them left out."""
    days = sorted(a.published.date() for a in material.articles if a.published)
    if len(days) < _DATED:
        return tuple(days)
    middle = statistics.median_low(days)
    if 2 * sum(abs((day - middle).days) <= _NEAR for day in days) <= len(days):
        return tuple(days)
    return tuple(day for day in days if (day - middle).days <= _FAR)


def is_misdated(material: Material, article: Article, trusted: Sequence[dt.date]) -> bool:
    """Whether its stamp tells when it was collected, and not when it was written.

    It is long after those of the others, and to the second that of another article.
    """
    stamp = article.published
    if stamp is None or stamp.date() in trusted or stamp.time() == dt.time():
        return False
    return any(o.published == stamp and o.id != article.id for o in material.articles)


def _has_figure(printed: str) -> bool:
    return any(character.isdigit() for character in printed)


def _window(material: Material, trusted: Sequence[dt.date]) -> tuple[dt.date, dt.date] | None:
    """The days among which those named in the story's undated articles lie."""
    if trusted and trusted[-1] - trusted[0] <= dt.timedelta(days=_NEAR):
        since = _NAMED_SINCE if len(trusted) > 1 else _NAMED_SINCE - 1
        return trusted[0] - dt.timedelta(days=since), trusted[-1]
    printed = sorted(
        day
        for article in material.articles
        for day in _printed_days(material.analyses[article.id], material.as_of)
    )
    return (printed[-1] - _WEEK, material.as_of) if len(printed) > 1 and not trusted else None


def _own_window(analysis: Analysis, as_of: dt.date) -> tuple[dt.date, dt.date] | None:
    newest = max(_printed_days(analysis, as_of), default=None)
    return (newest - _WEEK, as_of) if newest else None


def _printed_days(analysis: Analysis, as_of: dt.date) -> Iterator[dt.date]:
    """The days shortly before the brief's that an undated article prints with month and year."""
    if analysis.creation_time is None:
        for timex in analysis.timexes:
            if (
                timex.earliest is not None
                and timex.earliest == timex.latest
                and 0 <= (as_of - timex.earliest).days <= _RECENT
            ):
                yield timex.earliest


class _Calendar:
    """The days that a story's articles tell of, and on which their weekdays fall."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._trusted = trusted_days(material)
        self._window = _window(material, self._trusted)
        # The days on which something is told to have been done: "Monday's storm" names one too.
        self._told: set[dt.date] = set()
        for article in material.articles:
            analysis = material.analyses[article.id]
            for timex in analysis.timexes:
                if _tense(timex, analysis) == "past":
                    day = timex.earliest or self._weekday(timex, article, analysis)
                    self._told |= {day} if day else set()

    def settled(self, article: Article, analysis: Analysis) -> Analysis:
        """The analysis with the days of its article resolved, or taken from it."""
        stamped = analysis.creation_time
        if is_misdated(self._material, article, self._trusted):
            stamped = None
        timexes = tuple(
            self._settled(timex, article, analysis, stamped) for timex in analysis.timexes
        )
        if stamped == analysis.creation_time and timexes == analysis.timexes:
            return analysis
        return structs.replace(analysis, creation_time=stamped, timexes=timexes)

    def _settled(
        self, timex: Timex, article: Article, analysis: Analysis, stamped: dt.date | None
    ) -> Timex:
        printed = timex.span.of(article.text)
        bare = _BARE_WEEKDAY.match(printed)
        if stamped is not None:
            is_morrow = bare and timex.earliest == stamped - _WEEK
            return structs.replace(timex, earliest=None, latest=None) if is_morrow else timex
        if analysis.creation_time is not None and (bare or not _has_figure(printed)):
            return structs.replace(timex, earliest=None, latest=None)
        if timex.earliest is not None:
            return timex
        day = _this_year(timex, printed, self._material.as_of)
        if day is None:
            tense = _tense(timex, analysis)
            if _is_of_the_telling(timex, article.text):
                tense = "past"
            named = self._weekday(timex, article, analysis)
            if tense == "past" or (tense != "future" and named in self._told):
                day = named
        return structs.replace(timex, earliest=day, latest=day) if day else timex

    def _weekday(self, timex: Timex, article: Article, analysis: Analysis) -> dt.date | None:
        bare = _BARE_WEEKDAY.match(timex.span.of(article.text))
        if bare is None or analysis.creation_time is not None:
            return None
        window = _own_window(analysis, self._material.as_of) or self._window
        return _only_day(bare["day"], window) if window else None


def _tense(timex: Timex, analysis: Analysis) -> str | None:
    """The tense of the clause that names the day."""
    around = [event for event in analysis.events if event.span.holds(timex.span)]
    closest = min(around, key=lambda e: e.span.end - e.span.start, default=None)
    return closest.tense if closest else None


def _is_of_the_telling(timex: Timex, text: str) -> bool:
    """Whether it is the day of "a spokesman said Tuesday", whatever the clause before foretells."""
    return bool(_SAID.search(text, max(0, timex.span.start - 40), timex.span.start))


def _only_day(weekday: str, window: tuple[dt.date, dt.date]) -> dt.date | None:
    """The day of that name in the window; ``None`` where there are two or none."""
    first, last = window
    days = [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]
    found = [day for day in days if WEEKDAYS[day.weekday()] == weekday]
    return found[0] if len(found) == 1 else None


def _this_year(timex: Timex, printed: str, as_of: dt.date) -> dt.date | None:
    """The day of "Friday, May 16" within the weeks before ``as_of`` if the weekday bears it out."""
    partial = _NO_YEAR.match(timex.value)
    named = _NAMED_DAY.search(printed)
    if partial is None or named is None:
        return None
    for year in (as_of.year, as_of.year - 1):
        try:
            day = dt.date(year, int(partial[1]), int(partial[2]))
        except ValueError:
            continue
        if 0 <= (as_of - day).days <= _THIS_YEAR and WEEKDAYS[day.weekday()] == named.group():
            return day
    return None
