"""An edition as an Atom feed (RFC 4287); written as ``rss`` says, for the same reasons."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from nutgraf.records import Edition
from nutgraf.render.syndication import GENERATOR, Item, feed_of

_ATOM = "http://www.w3.org/2005/Atom"


def render_atom(edition: Edition, *, link: str | None = None) -> str:
    """The edition as an Atom feed, one entry a story, each with its sources as ``via`` links.

    ``link`` is the address where the edition stands, ``None`` where it has none.
    """
    feed = feed_of(edition, link)
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})
    root.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    _put(root, "id", feed.id)
    _put(root, "title", feed.title)
    _put(root, "subtitle", feed.description)
    _put(root, "updated", feed.updated.isoformat())
    _put(_put(root, "author"), "name", feed.title)
    if feed.link:
        _put(root, "link", rel="alternate", type="text/html", href=feed.link)
    _put(root, "generator", GENERATOR)
    for item in feed.items:
        _put_entry(root, item)
    whole = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return str(whole, "utf-8")


def _put(parent: object, name: str, text: str | None = None, **attributes: str) -> object:
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    element.text = text
    return element


def _put_entry(root: object, item: Item) -> None:
    entry = _put(root, "entry")
    _put(entry, "id", item.id)
    _put(entry, "title", item.title)
    _put(entry, "published", item.published.isoformat())
    _put(entry, "updated", item.updated.isoformat())
    for tag in item.tags:
        _put(entry, "category", term=tag)
    if item.link:
        _put(entry, "link", rel="alternate", type="text/html", href=item.link)
    for source in item.sources:
        if source.url:
            title = f"{source.publisher}: {source.headline}"
            _put(entry, "link", rel="via", href=source.url, title=title)
    _put(entry, "summary", item.summary)
    _put(entry, "content", item.html, type="html")
