"""What a feed says, whatever form it came in: its entries, in one shape."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable

import courlan
from msgspec import Struct

from nutgraf.readers.published import published_at

# A feed of more is an archive: the newest are read, and the rest counted.
MOST_ENTRIES = 1_000
# Zones that mail knows no number for, and feeds are full of.
_ZONES = {
    "BST": "+0100",
    "WEST": "+0100",
    "CET": "+0100",
    "MEZ": "+0100",
    "CEST": "+0200",
    "MESZ": "+0200",
    "EET": "+0200",
    "EEST": "+0300",
    "MSK": "+0300",
    "JST": "+0900",
    "AEST": "+1000",
    "AEDT": "+1100",
    "NZST": "+1200",
    "NZDT": "+1300",
    "Z": "+0000",
    "ET": "-0500",
}
_ZONE = re.compile(r"(?<=[\d ])(" + "|".join(_ZONES) + r")\s*$")
# A program that has no date often writes its beginning of time.
_FIRST_YEAR = 1990
_AHEAD = dt.timedelta(days=1)


class Entry(Struct, frozen=True, kw_only=True):
    """One entry of a feed; ``None`` or empty where it says nothing.

    ``contents`` are HTML that is said to be the article, ``summary`` HTML that is said to
    be about it. ``publisher`` is there where the entry names one of its own.
    """

    link: str | None = None
    guid: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: dt.datetime | None = None
    updated: dt.datetime | None = None
    contents: tuple[str, ...] = ()
    summary: str = ""

    @property
    def fingerprint(self) -> str:
        """The same for one version of one entry whenever it is served."""
        address = courlan.clean_url(self.link) or self.link if self.link else self.guid
        moment = self.updated or self.published
        parts = (address or "", self.title or "", moment.isoformat() if moment else "")
        return hashlib.sha256("\0".join((*parts, *self.contents)).encode()).hexdigest()[:32]


class Part(Struct, frozen=True):
    """One of the sitemaps that a sitemap index names."""

    url: str
    changed: dt.datetime | None = None


class Feed(Struct, frozen=True, kw_only=True):
    """A feed's title and entries, in the feed's own order.

    ``parts`` are there for a sitemap index only; ``left`` counts entries over the limit.
    """

    kind: str
    title: str | None = None
    entries: tuple[Entry, ...] = ()
    parts: tuple[Part, ...] = ()
    left: int = 0


def moment_of(value: object) -> dt.datetime | None:
    """The moment that a feed tells; ``None`` where it makes no sense or is a program's zero."""
    text = _ZONE.sub(lambda zone: _ZONES[zone.group(1)], value) if isinstance(value, str) else value
    found = published_at(text)
    return found if found is not None and found.year >= _FIRST_YEAR else None


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """``entries``, the newest first; those without a date keep their order at the end."""
    return sorted(entries, key=lambda each: order(each.published or each.updated), reverse=True)


def order(moment: dt.datetime | None) -> float:
    """A number by which moments with and without a zone can be ordered; that of none is 0."""
    if moment is None:
        return 0.0
    return (moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)).timestamp()


def not_ahead(moment: dt.datetime | None, now: dt.datetime | None) -> dt.datetime | None:
    """``moment``, or ``None`` where it lies more than a day ahead of ``now``."""
    if moment is None or now is None:
        return moment
    known = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return moment if known <= (now if now.tzinfo else now.replace(tzinfo=dt.UTC)) + _AHEAD else None
