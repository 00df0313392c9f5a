"""An edition as RSS 2.0.

Written with lxml, which is here already and refuses what XML may not hold; the one well-known
feed writer, feedgen, stands on lxml as well and has seen few releases. HTML goes in escaped,
not in CDATA sections, so that no "]]>" of an article can end one.
"""

from __future__ import annotations

from email.utils import format_datetime

from lxml import etree  # type: ignore[import-untyped]

from nutgraf.records import Edition
from nutgraf.render.syndication import GENERATOR, LANGUAGE, Feed, Item, feed_of

_CONTENT = "http://purl.org/rss/1.0/modules/content/"


def render_rss(edition: Edition, *, link: str | None = None) -> str:
    """The edition as an RSS channel, one item a story.

    ``link`` is the address where the edition stands, ``None`` where it has none: RSS wants
    some address, and the feed's own name takes the place.
    """
    feed = feed_of(edition, link)
    root = etree.Element("rss", version="2.0", nsmap={"content": _CONTENT})
    channel = etree.SubElement(root, "channel")
    for name, words in _about(feed):
        etree.SubElement(channel, name).text = words
    for item in feed.items:
        _put(channel, item)
    whole = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return str(whole, "utf-8")


def _about(feed: Feed) -> tuple[tuple[str, str], ...]:
    return (
        ("title", feed.title),
        ("link", feed.link or feed.id),
        ("description", feed.description),
        ("language", LANGUAGE),
        ("lastBuildDate", format_datetime(feed.updated)),
        ("generator", GENERATOR),
    )


def _put(channel: object, item: Item) -> None:
    element = etree.SubElement(channel, "item")
    etree.SubElement(element, "title").text = item.title
    if item.link:
        etree.SubElement(element, "link").text = item.link
    etree.SubElement(element, "guid", isPermaLink="false").text = item.id
    etree.SubElement(element, "pubDate").text = format_datetime(item.updated)
    for tag in item.tags:
        etree.SubElement(element, "category").text = tag
    etree.SubElement(element, "description").text = item.summary
    etree.SubElement(element, f"{{{_CONTENT}}}encoded").text = item.html
