"""Feeds (RSS, Atom): entries that carry the whole article as they are, others by their page."""

from __future__ import annotations

import datetime as dt
import io
import ipaddress
import logging
import re
from collections.abc import Iterator
from typing import Protocol

import feedparser  # type: ignore[import-untyped]

from nutgraf.errors import InputError
from nutgraf.readers.article import STEP, Found, Means, failure, new_article
from nutgraf.readers.bylines import byline_of
from nutgraf.readers.decode import check_not_binary, sniff
from nutgraf.readers.jsonld import one_line, prose_of
from nutgraf.readers.page import read_page
from nutgraf.readers.published import published_at
from nutgraf.readers.publishers import host_of
from nutgraf.records import Article, Failure

# Fewer words under "content" are a teaser; a "summary" has to be longer to pass for a text.
_LEAST_CONTENT = 120
_LEAST_SUMMARY = 250
_TEASER_END = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|read (?:more|on|the (?:full|rest)\b.*)|continue reading.*)"
    r"\s*[\])»→.]*$",
    re.IGNORECASE,
)
_POSTED_LINE = re.compile(r"\n?The post .{1,300} appeared first on .{1,200}$", re.IGNORECASE)

logging.getLogger("feedparser").setLevel(logging.CRITICAL)


class Entry(Protocol):
    """What feedparser gives for one entry: a dictionary of what was found."""

    def __contains__(self, key: object) -> bool: ...

    def get(self, key: str) -> object: ...


def read_feed(
    item: str, content: bytes, means: Means, url: str | None = None
) -> Iterator[Article | Failure]:
    """The article of each entry, each once, with a ``Failure`` for each that has none.

    An entry with its whole text is read as it stands; otherwise its page is fetched.
    """
    try:
        check_not_binary(item, content[:1000])
        # a stream, since feedparser would take a string for the name of a file or an address
        feed = feedparser.parse(
            io.BytesIO(content), response_headers={"content-location": url} if url else None
        )
    except InputError as problem:
        yield failure(problem)
        return
    except Exception as problem:
        yield Failure(item, STEP, f"the feed cannot be read: {problem}")
        return
    if not feed.entries:
        fault = feed.get("bozo_exception")
        if feed.get("version") and not fault:
            reason = "the feed has no items"
        elif feed.get("version"):
            reason = f"the feed has no items that can be read, and is faulty: {fault}"
        else:
            reason = "this is XML, and no feed (RSS or Atom) of articles"
        yield Failure(item, STEP, reason)
        return
    publisher = one_line(feed.feed.get("title"))
    seen: set[str] = set()
    for number, entry in enumerate(feed.entries, start=1):
        link = _link(entry)
        place = link or f"{item}#{number}"
        if place not in seen:
            seen.add(place)
            yield from _read_entry(place, entry, link, publisher, means, url)


def _read_entry(
    place: str,
    entry: Entry,
    link: str | None,
    publisher: str | None,
    means: Means,
    feed_url: str | None,
) -> Iterator[Article | Failure]:
    published, updated = _moment(entry, "published"), _moment(entry, "updated")
    known = Found(
        text=_whole_text(entry),
        url=link,
        # the host says better who publishes than a feed's title ("World news | Latest")
        publisher=host_of(link) or publisher,
        headline=one_line(prose_of(str(entry.get("title") or ""))),
        byline=byline_of(entry.get("authors") or entry.get("author"), publisher),
        published=published or updated,
        updated=updated if published else None,
    )
    try:
        if known.text:
            yield new_article(place, known, means)
            return
        if link is None:
            yield Failure(place, STEP, "the entry has neither the text of an article nor a link")
            return
        if _is_inside(link) and not _is_inside(feed_url or ""):
            yield Failure(
                place, STEP, "the feed links to an address inside this network; it is not fetched"
            )
            return
        page = means.fetch(link)
        if sniff(page.content[:10_000]) != "page":
            yield Failure(place, STEP, "the entry's link leads to something that is no web page")
            return
        yield from read_page(place, page.content, means, page.url, known)
    except InputError as problem:
        yield failure(problem)


def _moment(entry: Entry, key: str) -> dt.datetime | None:
    # asked for one that is absent, feedparser would answer with the other
    return published_at(entry.get(key)) if key in entry else None


def _link(entry: Entry) -> str | None:
    link = entry.get("link")
    return link.strip() if isinstance(link, str) and host_of(link.strip()) else None


def _whole_text(entry: Entry) -> str:
    """The entry's text where it is that of a whole article, else an empty string."""
    contents = entry.get("content")
    bodies = [
        (prose_of(str(part.get("value") or "")), _LEAST_CONTENT)
        for part in (contents if isinstance(contents, list) else [])
    ]
    bodies.append((prose_of(str(entry.get("summary") or "")), _LEAST_SUMMARY))
    for body, least in bodies:
        text = _POSTED_LINE.sub("", body.strip()).strip()
        if len(text.split()) >= least and not _TEASER_END.search(text[-100:]):
            return text
    return ""


def _is_inside(url: str) -> bool:
    """Whether ``url`` names this machine or its network: a stranger's feed must not reach in."""
    host = host_of(url) or ""
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return False
