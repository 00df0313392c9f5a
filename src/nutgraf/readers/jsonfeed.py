"""JSON Feed 1.x to a ``Feed``."""

from __future__ import annotations

import html
import json

from nutgraf.errors import UnreadableInput
from nutgraf.readers.entries import MOST_ENTRIES, Entry, Feed, moment_of
from nutgraf.readers.jsonld import one_line, prose_of
from nutgraf.readers.links import absolute
from nutgraf.readers.safexml import xml_text

VERSION = "https://jsonfeed.org/version/"


def is_json_feed(head: bytes) -> bool:
    """Whether ``head`` starts a JSON Feed."""
    start = head[:4096].decode(errors="replace").lstrip("\ufeff \t\r\n").replace("\\/", "/")
    return start.startswith("{") and VERSION in start


def json_feed(item: str, content: bytes, url: str | None = None) -> Feed:
    """The feed in ``content``; raises ``UnreadableInput`` where it is none."""
    try:
        value = json.loads(xml_text(item, content), strict=False)
    except (ValueError, RecursionError) as problem:
        raise UnreadableInput(item, f"the JSON Feed cannot be read: {problem}") from problem
    if not isinstance(value, dict) or not str(value.get("version")).startswith(VERSION):
        raise UnreadableInput(item, "this is JSON, and no JSON Feed of articles")
    home = absolute(_text(value.get("home_page_url")), url)
    base = home or url
    shared = _authors(value)
    items = value.get("items")
    entries = [each for each in items if isinstance(each, dict)] if isinstance(items, list) else []
    return Feed(
        kind="JSON Feed",
        title=one_line(_text(value.get("title"))),
        entries=tuple(_entry(each, base, shared) for each in entries[:MOST_ENTRIES]),
        left=max(0, len(entries) - MOST_ENTRIES),
    )


def _entry(item: dict[str, object], base: str | None, shared: tuple[str, ...]) -> Entry:
    texts = (_text(item.get("content_html")), html.escape(_text(item.get("content_text"))))
    link = _text(item.get("url")) or _text(item.get("external_url")) or _text(item.get("id"))
    return Entry(
        link=absolute(link, base) if "/" in link else None,
        guid=_text(item.get("id")) or None,
        title=one_line(prose_of(_text(item.get("title")))),
        authors=_authors(item) or shared,
        published=moment_of(item.get("date_published")),
        updated=moment_of(item.get("date_modified")),
        contents=tuple(text for text in texts if text),
        summary=html.escape(_text(item.get("summary"))),
    )


def _authors(value: dict[str, object]) -> tuple[str, ...]:
    """The names under "authors" (1.1) or "author" (1)."""
    listed = value.get("authors")
    given = listed if isinstance(listed, list) else [value.get("author")]
    names = [one_line(_text(one.get("name"))) for one in given if isinstance(one, dict)]
    return tuple(name for name in names if name)


def _text(value: object) -> str:
    """A string of the feed, or a number as some write their ids; else empty.

    Half a character (a lone surrogate, which JSON can name) is no text, and is left out.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).encode(errors="ignore").decode().strip()
