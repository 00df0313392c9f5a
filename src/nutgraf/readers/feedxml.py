"""RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom 0.3 and 1.0 to a ``Feed``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import etree  # type: ignore[import-untyped]

from nutgraf.readers.entries import MOST_ENTRIES, Entry, Feed, moment_of
from nutgraf.readers.jsonld import one_line, prose_of
from nutgraf.readers.publishers import host_of

# Prefixes are the writer's choice, so elements are known by these of ours. Of a namespace
# that is not listed (many are misspelt) the writer's own prefix is taken.
_PREFIXES = {
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://purl.org/rss/1.0/": "",
    "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://channel.netscape.com/rdf/simple/0.9/": "",
    "http://backend.userland.com/rss2": "",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/elements/1.0/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://search.yahoo.com/mrss/": "media",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes",
    "http://rssnamespace.org/feedburner/ext/1.0": "feedburner",
}
# For each fact, the elements that may tell it, the best first.
_TITLE = ("title", "atom:title", "dc:title", "media:title")
_LINK = ("feedburner:origlink", "link", "atom:link", "guid", "rdf:about", "atom:id")
_GUID = ("guid", "atom:id", "dc:identifier")
_AUTHOR = ("dc:creator", "atom:author", "author", "itunes:author", "dc:author")
_PUBLISHED = ("pubdate", "atom:published", "atom:issued", "dcterms:issued", "dc:date",
              "dcterms:created", "atom:created", "date")  # fmt: skip
_UPDATED = ("atom:updated", "atom:modified", "dcterms:modified", "updated", "lastmod")
_CONTENT = ("content:encoded", "atom:content", "xhtml:body", "xhtml:div", "fulltext", "content")
_SUMMARY = ("description", "atom:summary", "summary", "dc:description")
_ENTRIES = ("item", "atom:entry", "entry")
_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_TAG = re.compile(r"[A-Za-z][A-Za-z0-9]{0,20}")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}\s*(?:\(([^()]{1,100})\))?")

Parts = dict[str, list[etree._Element]]


def feed_of_xml(root: etree._Element, url: str | None = None) -> Feed | None:
    """The feed under ``root``; ``None`` where it is another kind of XML."""
    kind = _kind(root)
    if kind is None:
        return None
    entries = [each for each in root.iter() if name_of(each) in _ENTRIES]
    head = _head(root)
    home = next((link for link in _links(head, url)), None)
    base = url or home
    return Feed(
        kind=kind,
        title=_title(head),
        entries=tuple(_entry(parts_of(each), base) for each in entries[:MOST_ENTRIES]),
        left=max(0, len(entries) - MOST_ENTRIES),
    )


def name_of(element: etree._Element) -> str:
    """An element's name with our prefix, in small letters: "dc:creator", "item"."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    namespace, _, local = tag.rpartition("}")
    space = namespace[1:].lower()
    prefix = _PREFIXES.get(space, element.prefix or "") if space else ""
    return (f"{prefix}:{local}" if prefix else local).lower()


def parts_of(element: etree._Element) -> Parts:
    """The children of ``element`` by name, in order."""
    found: Parts = {}
    for child in element:
        found.setdefault(name_of(child), []).append(child)
    if element.get(_ABOUT):
        found.setdefault("rdf:about", []).append(element)
    return found


def _kind(root: etree._Element) -> str | None:
    local = name_of(root).rpartition(":")[2]
    return {"rss": "RSS", "rdf": "RSS 1.0", "feed": "Atom", "channel": "RSS"}.get(local)


def _head(root: etree._Element) -> Parts:
    """What the feed says of itself; that of a channel wins over what stands beside it."""
    channel = next((each for each in root.iter() if name_of(each) == "channel"), None)
    return parts_of(root if channel is None else channel)


def _entry(parts: Parts, base: str | None) -> Entry:
    return Entry(
        link=next(_links(parts, base), None),
        guid=next((text for _, text in _texts(parts, _GUID)), None),
        title=_title(parts),
        authors=_authors(parts),
        published=next(filter(None, (moment_of(t) for _, t in _texts(parts, _PUBLISHED))), None),
        updated=next(filter(None, (moment_of(t) for _, t in _texts(parts, _UPDATED))), None),
        contents=tuple(filter(None, (markup_of(each) for each in _all(parts, _CONTENT)))),
        summary=next(filter(None, (markup_of(each) for each in _all(parts, _SUMMARY))), ""),
    )


def _all(parts: Parts, names: tuple[str, ...]) -> Iterator[etree._Element]:
    for name in names:
        yield from parts.get(name, ())


def _texts(parts: Parts, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        for each in parts.get(name, ()):
            text = each.get(_ABOUT, "") if name == "rdf:about" else "".join(each.itertext())
            if text.strip():
                yield name, text.strip()


def _title(parts: Parts) -> str | None:
    for each in _all(parts, _TITLE):
        if name_of(each) == "atom:title" and each.get("type", "text") == "text" and not len(each):
            # plain text by its own word, so that a "<b>" in it is what the title talks of
            title = " ".join(html.unescape(each.text or "").split())
        else:
            title = one_line(prose_of(markup_of(each))) or ""
        if title:
            return title
    return None


def _links(parts: Parts, base: str | None) -> Iterator[str]:
    """The addresses of the article, the best first; relative ones are made whole."""
    for name in _LINK:
        for each in parts.get(name, ()):
            if name == "guid" and each.get("isPermaLink", "true").strip().lower() == "false":
                continue
            if name == "rdf:about":
                given = each.get(_ABOUT, "")
            elif name in ("link", "atom:link") and each.get("href"):
                if each.get("rel", "alternate") != "alternate":
                    continue
                given = each.get("href", "")
            else:
                given = "".join(each.itertext())
            if name in ("guid", "atom:id") and "://" not in given:
                continue
            link = absolute(given, each.base or base, base)
            if link:
                yield link


def absolute(given: str, *bases: str | None) -> str | None:
    """``given`` as a whole http or https address; ``None`` where it cannot be made one."""
    link = "".join(given.split())
    if not link or link.startswith("#"):
        return None
    try:
        for base in bases:
            link = link if host_of(link) else urljoin(base or "", link)
        return link if host_of(link) else None
    except ValueError:
        return None


def _authors(parts: Parts) -> tuple[str, ...]:
    for name in _AUTHOR:
        names = [_author(each) for each in parts.get(name, ())]
        found = tuple(dict.fromkeys(one for one in names if one))
        if found:
            return found
    return ()


def _author(element: etree._Element) -> str:
    named = [each for each in element if name_of(each) in ("atom:name", "name")]
    text = "".join((named[0] if named else element).itertext())
    # "desk@courier.example (Ada Roe)": RSS has an address there, and the name beside it
    mail = _ADDRESS.fullmatch(text.strip())
    return one_line((mail.group(1) or "") if mail else text) or ""


def markup_of(element: etree._Element) -> str:
    """What an element holds as HTML, be it escaped, in CDATA or as it stands."""
    kind = element.get("type", "").lower()
    if len(element) == 0:
        text = element.text or ""
        plain = name_of(element).startswith("atom:") and kind in ("text", "text/plain")
        return html.escape(text) if plain else text
    for each in element.iter():
        if isinstance(each.tag, str) and each is not element:
            local = each.tag.rpartition("}")[2].rpartition(":")[2]
            each.tag = local if _TAG.fullmatch(local) else "span"
    inner = [html.escape(element.text or "")]
    inner += [etree.tostring(each, encoding="unicode", method="html") for each in element]
    return "".join(inner)
