"""RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom 0.3 and 1.0 to a ``Feed``, by feedparser."""

from __future__ import annotations

import html
import io
from collections.abc import Iterator, Mapping
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from nutgraf.readers.bounded import bounded
from nutgraf.readers.entries import Entry, Feed, moment_of
from nutgraf.readers.jsonld import one_line, prose_of
from nutgraf.readers.links import absolute

# What feedparser says of an entry or a feed.
Facts = Mapping[str, Any]


def feed_of_xml(root: etree._Element, url: str | None = None) -> Feed | None:
    """The feed under ``root``; ``None`` where it is another kind of XML."""
    # reads much of Python's library that nothing else here needs
    import feedparser  # type: ignore[import-untyped]

    given = bounded(root)
    if given is None:
        return None
    content, left = given
    # A stream, since feedparser takes a string for an address or the name of a file. Markup is
    # never shown, only its words are taken: to clean it would be work for nothing.
    found = feedparser.parse(
        io.BytesIO(content),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": url or "",
        },
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    head, version = dict(found["feed"]), found["version"]
    atom = version.startswith("atom")
    base = url or next(_links(head, None), None)
    return Feed(
        kind="Atom" if atom else "RSS 1.0" if version == "rss10" else "RSS",
        title=_title(head, atom),
        entries=tuple(_entry(dict(each), base, atom) for each in found["entries"]),
        left=left,
    )


def _entry(facts: Facts, base: str | None, atom: bool) -> Entry:
    published, updated, created = (
        moment_of(facts.get(name)) for name in ("published", "updated", "created")
    )
    if not atom and published is None:
        # dc:date is that of an update to feedparser, and RSS has no other
        published, updated = updated, None
    return Entry(
        link=next(_links(facts, base), None),
        guid=facts.get("id") or facts.get("dc_identifier") or None,
        title=_title(facts, atom),
        authors=tuple(dict.fromkeys(_authors(facts))),
        published=published or created,
        updated=updated,
        contents=tuple(filter(None, (_markup(each, atom) for each in facts.get("content", ())))),
        summary=_markup(facts.get("summary_detail", {}), atom),
    )


def _links(facts: Facts, base: str | None) -> Iterator[str]:
    """The addresses of the article, the best first; relative ones are made whole."""
    given = [facts.get("feedburner_origlink")]
    given += [each.get("href") for each in facts.get("links", ()) if each["rel"] == "alternate"]
    # what names an entry is often where it is
    given += [facts.get("link"), facts.get("id")]
    for each in given:
        link = absolute(each or "", base)
        if link:
            yield link


def _authors(facts: Facts) -> Iterator[str]:
    for each in facts.get("authors", ()):
        name = one_line(each.get("name"))
        if name:
            yield name


def _title(facts: Facts, atom: bool) -> str | None:
    title = facts.get("title") or ""
    if _is_plain(facts.get("title_detail", {}), atom):
        # plain text by its own word, so that a "<b>" in it is what the title talks of
        return " ".join(html.unescape(title).split()) or None
    return one_line(prose_of(title))


def _markup(detail: Facts, atom: bool) -> str:
    value = str(detail.get("value") or "")
    return html.escape(value) if _is_plain(detail, atom) else value


def _is_plain(detail: Facts, atom: bool) -> bool:
    """Whether a text is none of HTML; what RSS has is HTML often, whatever it says."""
    return atom and detail.get("type") == "text/plain"
