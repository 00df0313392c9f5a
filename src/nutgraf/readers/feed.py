"""Feeds of every kind: entries that carry the whole article as they are, others by their page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from msgspec.structs import replace

from nutgraf.errors import InputError, UnreadableInput
from nutgraf.readers.addresses import named_inside
from nutgraf.readers.article import STEP, Found, Means, failure, new_article
from nutgraf.readers.bylines import byline_of
from nutgraf.readers.decode import HEAD, sniff
from nutgraf.readers.entries import Entry, Feed, not_ahead
from nutgraf.readers.jsonfeed import is_json_feed, json_feed
from nutgraf.readers.jsonld import prose_of
from nutgraf.readers.links import absolute
from nutgraf.readers.page import read_page
from nutgraf.readers.published import day_in_url
from nutgraf.readers.publishers import host_of
from nutgraf.readers.rssatom import feed_of_xml
from nutgraf.readers.safexml import parse_xml
from nutgraf.readers.sitemap import feed_of_sitemap
from nutgraf.records import Article, Failure

# Fewer words under "content" are a teaser; a "summary" has to be longer to pass for a text.
_LEAST_CONTENT = 120
_LEAST_SUMMARY = 250
_TEASER_END = re.compile(
    r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|read (?:more|on|the (?:full|rest)\b.*)|continue reading.*)"
    r"\s*[\])»→.]*$",
    re.IGNORECASE,
)
# How a page names its feed, in its head.
_PAGE_HEAD = 200_000
_LINK = re.compile(r"<link\b[^<>]{0,1000}>", re.IGNORECASE)
_FACT = re.compile(r"""\b(rel|type|href)\s*=\s*(["']?)([^"'<>]{0,500})\2""", re.IGNORECASE)
_FEED_TYPE = re.compile(r"application/(?:rss|atom|rdf|feed)\+", re.IGNORECASE)
_POSTED_LINE = re.compile(r"\n?The post .{1,300} appeared first on .{1,200}$", re.IGNORECASE)


def parse_feed(item: str, content: bytes, url: str | None = None, content_type: str = "") -> Feed:
    """The RSS, Atom or JSON feed, sitemap or sitemap index in ``content``.

    Raises ``UnreadableInput`` or ``TooLarge`` where there is none; a feed without entries is
    one.
    """
    if is_json_feed(content):
        return json_feed(item, content, url)
    try:
        root = parse_xml(item, content, url, content_type)
    except UnreadableInput:
        if sniff(content[:HEAD]) == "page":
            raise UnreadableInput(item, _no_feed(content, url)) from None
        raise
    try:
        feed = feed_of_xml(root, url) or feed_of_sitemap(root, url)
    except ValueError as problem:
        # what was mended may hold what no one has thought of
        raise UnreadableInput(item, f"the feed is too faulty to be read: {problem}") from problem
    if feed is None:
        raise UnreadableInput(item, "this is XML, and no feed (RSS or Atom) of articles")
    return feed


def read_feed(
    item: str, content: bytes, means: Means, url: str | None = None, content_type: str = ""
) -> Iterator[Article | Failure]:
    """The article of each entry, each once, with a ``Failure`` for each that has none.

    An entry with its whole text is read as it stands; otherwise its page is fetched.
    """
    try:
        feed = parse_feed(item, content, url, content_type)
        feeds = [feed] if not feed.parts else []
    except InputError as problem:
        yield failure(problem)
        return
    for part in feed.parts:
        try:
            feeds.append(read_part(part.url, means, url))
        except InputError as problem:
            yield failure(problem)
    if not any(each.entries for each in feeds):
        what = "the feed has no items" if "map" not in feed.kind else "a sitemap, and no feed"
        yield Failure(item, STEP, f"{what}: it names no article ({feed.kind})")
        return
    seen: set[str] = set()
    for each in feeds:
        if each.left:
            yield left_out(item, each)
        for number, entry in enumerate(each.entries, start=1):
            place = entry.link or f"{item}#{number}"
            mark = entry.fingerprint if whole_text(entry) else place
            if mark not in seen:
                seen.add(mark)
                yield from read_entry(place, entry, each.title, means, url)


def read_part(address: str, means: Means, index: str | None) -> Feed:
    """One of the sitemaps that ``index`` names; an index inside an index is not followed."""
    _check_outside(address, index)
    answer = means.fetch(address, kind="feed", found_at=index)
    part = parse_feed(address, answer.content, answer.url, answer.content_type)
    if part.parts:
        raise UnreadableInput(address, "an index of sitemaps inside another is not followed")
    answer.accept()
    return part


def left_out(item: str, feed: Feed) -> Failure:
    """The line that says how many entries are over the limit."""
    return Failure(
        item, STEP, f"it has {len(feed.entries)} entries that are read and {feed.left} more"
    )


def read_entry(
    place: str, entry: Entry, title: str | None, means: Means, feed_url: str | None
) -> Iterator[Article | Failure]:
    """The article of one entry of the feed at ``feed_url`` that is called ``title``."""
    published = not_ahead(entry.published, means.retrieved)
    updated = not_ahead(entry.updated, means.retrieved)
    known = Found(
        text=whole_text(entry),
        url=entry.link,
        # the host says better who publishes than a feed's title ("World news | Latest")
        publisher=host_of(entry.link) or entry.publisher or title,
        headline=entry.title,
        byline=byline_of(list(entry.authors), title),
        published=published or updated,
        updated=updated if published and updated != published else None,
    )
    try:
        if known.text:
            if known.published is None:
                known = _dated_by_url(known)
            yield new_article(place, known, means)
            return
        if entry.link is None:
            yield Failure(place, STEP, "the entry has neither the text of an article nor a link")
            return
        _check_outside(entry.link, feed_url)
        # of a feed in a file the user named the file, and its links are a stranger's
        page = means.fetch(entry.link, found_at=feed_url or "")
        if sniff(page.content[:10_000]) != "page":
            yield Failure(place, STEP, "the entry's link leads to something that is no web page")
            return
        for found in read_page(place, page.content, means, page.url, known):
            if isinstance(found, Article):
                page.accept()
            yield found
    except InputError as problem:
        yield failure(problem)


def whole_text(entry: Entry) -> str:
    """The entry's text where it is that of a whole article, else an empty string."""
    bodies = [(body, _LEAST_CONTENT) for body in entry.contents]
    bodies.append((entry.summary, _LEAST_SUMMARY))
    for markup, least in bodies:
        if len(markup) < least:
            continue
        text = _POSTED_LINE.sub("", _prose(markup)).strip()
        if len(text.split()) >= least and not _TEASER_END.search(text[-100:]):
            return text
    return ""


def _prose(markup: str) -> str:
    if "<" in markup:
        return prose_of(markup).strip()
    # without tags its lines are its paragraphs, and references stand for characters all the same
    lines = (" ".join(line.split()) for line in html.unescape(markup).splitlines())
    return "\n".join(line for line in lines if line)


def _dated_by_url(found: Found) -> Found:
    return replace(found, published=day_in_url(found.url))


def _no_feed(page: bytes, url: str | None) -> str:
    """Why a web page is no feed, with the feed that it names for readers, if it names one."""
    reason = "this is a web page, and no feed (RSS or Atom) of articles"
    for link in _LINK.findall(page[:_PAGE_HEAD].decode(errors="replace")):
        facts = {name.lower(): value for name, _, value in _FACT.findall(link)}
        if "alternate" in facts.get("rel", "").lower() and _FEED_TYPE.search(facts.get("type", "")):
            named = absolute(html.unescape(facts.get("href", "")), url)
            if named:
                return f"{reason}; it names this one: {named}"
    return reason


def _check_outside(address: str, feed_url: str | None) -> None:
    """Raises ``UnreadableInput`` where a stranger's feed would reach into this network."""
    if _is_inside(address) and not _is_inside(feed_url or ""):
        raise UnreadableInput(
            address, "the feed links to an address inside this network; it is not fetched"
        )


def _is_inside(url: str) -> bool:
    """Whether ``url`` names this machine or its network: a stranger's feed must not reach in."""
    return named_inside(host_of(url) or "")
