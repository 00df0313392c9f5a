"""A feed as a stranger wrote it to one that is cheap to read: few, flat facts of each entry.

feedparser takes minutes over tags by the hundred thousand, or an address of ten thousand
letters, and reads what is not well-formed by a parser whose time is not linear. What is
handed to it is therefore written anew: what may tell of an article, and nothing else.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from nutgraf.readers.entries import MOST_ENTRIES
from nutgraf.readers.safexml import local_name

# Facts of one kind that all entries may have together, and each may have in any case.
_MOST_OF_A_KIND = 1_000
_LEAST_OF_A_KIND = 2
_TEXTS = ("content", "encoded", "fulltext", "body", "div")
_SUMMARIES = ("description", "summary")
_KINDS = (
    dict.fromkeys(_TEXTS, "text")
    | dict.fromkeys(_SUMMARIES, "summary")
    | {"guid": "name", "id": "name", "author": "author", "creator": "author"}
)
# Of these feedparser takes the last, and of a second summary it makes a text.
_ONCE = frozenset(
    ("summary", "pubdate", "published", "issued", "date", "created", "updated", "modified")
)
_LONG = frozenset((*_TEXTS, *_SUMMARIES))
_LONGEST_FACT = 2_000
_AUTHORS = frozenset(("author", "creator"))
_ENTRIES = frozenset(("item", "entry"))
# Sounds, pictures and places have titles, authors and words of their own.
_OTHERS = re.compile(r"media|mrss|itunes|podcast|googleplay|georss|gml", re.IGNORECASE)
_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
# What names an entry and is no address.
_IDENTIFIER = f"{{{_DC}}}identifier"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RSS1 = "http://purl.org/rss/1.0/"
_FORMS = {
    "rss": ("rss", None, "item"),
    "channel": ("rss", None, "item"),
    "rdf": (f"{{{_RDF}}}RDF", _RSS1, "item"),
    "feed": ("feed", _ATOM, "entry"),
}
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
# Elements are known by their names alone, since many name spaces are misspelt or not declared.
# They are written as feedparser knows them.
_HEAD = {"title": "title", "link": "link"}
_WRITTEN = _HEAD | {
    "origlink": "{http://rssnamespace.org/feedburner/ext/1.0}origlink",
    "guid": "guid",
    "id": "id",
    "author": "author",
    "creator": f"{{{_DC}}}creator",
    "pubdate": "pubDate",
    "published": "published",
    "issued": "issued",
    "date": f"{{{_DC}}}date",
    "created": "created",
    "updated": "updated",
    "modified": "modified",
    "description": "description",
    "summary": "summary",
    "content": "content",
    "encoded": _CONTENT,
    "fulltext": _CONTENT,
    "body": _CONTENT,
    "div": _CONTENT,
}
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_ABOUT = f"{{{_RDF}}}about"
_ATTRIBUTES = (_BASE, _ABOUT, "href", "rel", "type", "mode")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,255}\s*(?:\(([^()]{1,100})\))?")
_TAG = re.compile(r"[A-Za-z][A-Za-z0-9]{0,20}")


def bounded(root: etree._Element) -> tuple[bytes, int] | None:
    """The feed under ``root`` as well-formed XML, and the number of entries over the limit.

    ``None`` where it is another kind of XML.
    """
    name = local_name(root)
    if name not in _FORMS:
        return None
    top, space, row = _FORMS[name]
    entries = [each for each in root.iter() if local_name(each) in _ENTRIES]
    channel = next((each for each in root.iter() if local_name(each) == "channel"), root)
    feed = etree.Element(_named(top, space), nsmap={None: space} if space else None)
    _describe(feed, root)
    head = feed if space == _ATOM else etree.SubElement(feed, _named("channel", space))
    _describe(head, channel)
    for part in _parts(channel, _HEAD):
        _write(part, head, space)
    most = max(_LEAST_OF_A_KIND, _MOST_OF_A_KIND // max(1, len(entries)))
    for entry in entries[:MOST_ENTRIES]:
        written = etree.SubElement(head, _named(row, space))
        _describe(written, entry)
        for part in _parts(entry, _WRITTEN, most):
            _write(part, written, space)
    content = etree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return content, max(0, len(entries) - MOST_ENTRIES)


def _named(name: str, space: str | None) -> str:
    return name if name.startswith("{") or space is None else f"{{{space}}}{name}"


def _describe(written: etree._Element, given: etree._Element) -> None:
    for name in _ATTRIBUTES:
        value = given.get(name)
        if value:
            written.set(name, value[:_LONGEST_FACT])


def _parts(
    parent: etree._Element, names: dict[str, str], most: int = _LEAST_OF_A_KIND
) -> Iterator[etree._Element]:
    """The children of ``parent`` that are read, at most so many of a kind."""
    told: Counter[str] = Counter()
    # "author" is an office's address where "dc:creator" is who wrote
    signed = any(local_name(child) == "creator" and _says(child) for child in parent)
    for child in parent:
        name = local_name(child)
        if name not in names or _OTHERS.search(_space(child)) or (signed and name == "author"):
            continue
        if name == "link" and child.get("rel", "alternate").lower() != "alternate":
            continue
        kind = _KINDS.get(name, name)
        if told[kind] < (1 if kind in _ONCE else most) and _says(child):
            told[kind] += 1
            yield child


def _says(element: etree._Element) -> bool:
    return bool(len(element) or (element.text or "").strip() or element.attrib)


def _space(element: etree._Element) -> str:
    """What an element's name stands behind: an address, a prefix, or both."""
    space, _, name = element.tag.rpartition("}")
    return f"{space[-100:]} {element.prefix or name.rpartition(':')[0]}"


def _write(given: etree._Element, parent: etree._Element, space: str | None) -> None:
    name = local_name(given)
    written = etree.SubElement(parent, _named(_WRITTEN[name], space))
    _describe(written, given)
    if name in _AUTHORS:
        etree.SubElement(written, _named("name", space)).text = _author(given)
    elif name in _LONG or name == "title":
        text = given.text or ""
        if len(given):
            # markup that is escaped is one text to feedparser, and not a thousand tags
            text = _inside(given)
            written.set("type", "html")
            written.attrib.pop("mode", None)
        text = text if name in _LONG else text[:_LONGEST_FACT]
        # of escaped markup each reference would be a call of its own
        written.text = text if "]]>" in text else etree.CDATA(text)
    else:
        text = "".join(given.itertext()).strip()[:_LONGEST_FACT]
        if name in ("guid", "id") and not _is_address(given, text):
            # feedparser would make one of it, and a link
            written.tag = _IDENTIFIER
        written.text = "".join(text.split()) if name in ("link", "origlink") else text


def _is_address(given: etree._Element, guid: str) -> bool:
    return "://" in guid and given.get("isPermaLink", "true").strip().lower() != "false"


def _author(given: etree._Element) -> str:
    """The name of an author; empty where there is an address alone."""
    named = next((each for each in given if local_name(each) == "name"), given)
    text = "".join(named.itertext()).strip()[:_LONGEST_FACT]
    # "desk@courier.example (Ada Roe)": feedparser knows no address that ends in "example", and
    # looks for one from each letter to the end
    mail = _ADDRESS.fullmatch(text)
    return (mail.group(1) or "") if mail else text


def _inside(element: etree._Element) -> str:
    """The elements and texts inside ``element`` as HTML."""
    for each in element.iter():
        if isinstance(each.tag, str) and each is not element:
            local = each.tag.rpartition("}")[2].rpartition(":")[2]
            each.tag = local if _TAG.fullmatch(local) else "span"
    inner = [html.escape(element.text or "")]
    inner += [etree.tostring(each, encoding="unicode", method="html") for each in element]
    return "".join(inner)
