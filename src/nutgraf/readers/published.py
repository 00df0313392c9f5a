"""When an article was published: the ways in which that is written, and nothing guessed."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from urllib.parse import urlsplit

# A newspaper of 1600 is the earliest there can be; years outside are slips of a program.
_YEARS = range(1600, 2200)
_ABSENT = frozenset({"", "none", "null", "nan", "nat", "n/a", "unknown"})
_ISO_ODDITIES = (
    (re.compile(r"(?<=\d)\s+(?=[+-]\d\d)"), ""),
    (re.compile(r"\s*(?:UTC|GMT)$", re.IGNORECASE), "+00:00"),
    (re.compile(r"^(\d{4})/(\d{1,2})/(\d{1,2})"), r"\1-\2-\3"),
    (re.compile(r"^(\d{4})-(\d)(?=-)"), r"\1-0\2"),
    (re.compile(r"^(\d{4}-\d\d)-(\d)(?!\d)"), r"\1-0\2"),
)
_ISO = re.compile(r"\d{4}-?\d\d-?\d\d(?!\d)")
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]+)\.?,?\s+(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([A-Za-z]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_FIGURES = re.compile(r"^(\d{1,2})[/.](\d{1,2})[/.](\d{4})\b")
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?::\d\d)?(?:\s*(?P<half>[ap])\.?m\b)?", re.IGNORECASE
)
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_IN_PATH = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:/(\d{1,2})/(\d{1,2})|-(\d\d)-(\d\d)|(\d\d)(\d\d))(?!\d)"
)


def is_absent(value: object) -> bool:
    """Whether ``value`` is one of the ways in which programs write "no date"."""
    return value is None or str(value).strip().casefold() in _ABSENT


def published_at(value: object) -> dt.datetime | None:
    """The moment that ``value`` names; ``None`` where it makes no sense.

    ISO 8601, the dates of mail and feeds, seconds since 1970, and days with the month in
    words are understood; "03/04/2017" is two days, so none. The zone is kept as written,
    and a day without a time of day is midnight without a zone.
    """
    if is_absent(value) or isinstance(value, bool):
        return None
    text = " ".join(str(value).split())[:100]
    try:
        found = _iso(text) or _epoch(text) or _mail(text) or _in_words(text) or _in_figures(text)
    except (ValueError, OverflowError, TypeError, OSError):
        return None
    return found if found is not None and found.year in _YEARS else None


def day_in_url(url: str | None) -> dt.datetime | None:
    """The day in the path of an address ("/2016/09/20/"); ``None`` where it has none."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    for match in _IN_PATH.finditer(path):
        year, *rest = (int(part) for part in match.groups() if part)
        try:
            found = dt.datetime(year, rest[0], rest[1])
        except ValueError:
            continue
        # eight figures on end may be an article's number; only a likely day is taken for one
        if match.group(6) is None or 1990 <= year <= 2060:
            return found
    return None


def clock_in(text: str) -> dt.time | None:
    """The time of day that is written in ``text`` ("10:57 am"); ``None`` where none is."""
    match = _CLOCK.search(text)
    if match is None:
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"]), (match["half"] or "").lower()
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


def _iso(text: str) -> dt.datetime | None:
    for pattern, plain in _ISO_ODDITIES:
        text = pattern.sub(plain, text)
    if not _ISO.match(text):
        return None
    return dt.datetime.fromisoformat(text)


def _epoch(text: str) -> dt.datetime | None:
    if not _EPOCH.fullmatch(text):
        return None
    seconds = float(text)
    return dt.datetime.fromtimestamp(seconds / 1000 if seconds > 1e11 else seconds, dt.UTC)


def _mail(text: str) -> dt.datetime | None:
    try:
        return email.utils.parsedate_to_datetime(text) if ":" in text else None
    except (ValueError, TypeError):
        return None


def _in_words(text: str) -> dt.datetime | None:
    for pattern, (day, month) in ((_DAY_FIRST, (1, 2)), (_MONTH_FIRST, (2, 1))):
        match = pattern.search(text)
        number = _MONTHS.get(match.group(month).casefold()) if match else None
        if match and number:
            return dt.datetime(int(match.group(3)), number, int(match.group(day)))
    return None


def _in_figures(text: str) -> dt.datetime | None:
    match = _FIGURES.match(text)
    if not match:
        return None
    first, second, year = (int(part) for part in match.groups())
    if first > 12:
        return dt.datetime(year, second, first)
    # both orders are in use; where both would do, nothing is known
    return dt.datetime(year, first, second) if second > 12 or first == second else None
