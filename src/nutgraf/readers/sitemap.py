"""News sitemaps, and the indexes that name them, to a ``Feed``."""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from nutgraf.readers.entries import (
    MOST_ENTRIES,
    Entry,
    Feed,
    Part,
    moment_of,
    newest_first,
    order,
)
from nutgraf.readers.jsonld import one_line
from nutgraf.readers.links import absolute
from nutgraf.readers.safexml import local_name

# Of an index the newest sitemaps are read: the others are a site's past.
MOST_PARTS = 10


def feed_of_sitemap(root: etree._Element, url: str | None = None) -> Feed | None:
    """The sitemap or sitemap index under ``root``, the newest first; ``None`` for other XML."""
    name = local_name(root)
    if name not in ("urlset", "sitemapindex"):
        return None
    rows = [_facts(each) for each in root if local_name(each) in ("url", "sitemap")]
    if name == "sitemapindex":
        named = [
            Part(link, moment_of(row.get("lastmod")))
            for row in rows
            if (link := absolute(row.get("loc", ""), url))
        ]
        named.sort(key=lambda part: order(part.changed), reverse=True)
        return Feed(
            kind="sitemap index", parts=tuple(named[:MOST_PARTS]), left=len(named[MOST_PARTS:])
        )
    entries = [entry for row in rows if (entry := _entry(row, url)).link]
    entries = newest_first(entries)
    return Feed(
        kind="sitemap", entries=tuple(entries[:MOST_ENTRIES]), left=len(entries[MOST_ENTRIES:])
    )


def _facts(row: etree._Element) -> dict[str, str]:
    """The texts below one address by name, the first of each; those of pictures are not its own."""
    found: dict[str, str] = {}
    for child in row:
        if local_name(child) in ("image", "video"):
            continue
        for each in child.iter():
            text = (each.text or "").strip()
            if text:
                found.setdefault(local_name(each), text)
    return found


def _entry(row: dict[str, str], url: str | None) -> Entry:
    link = absolute(row.get("loc", ""), url)
    return Entry(
        link=link,
        guid=link,
        title=one_line(row.get("title")),
        publisher=one_line(row.get("name")),
        published=moment_of(row.get("publication_date")),
        updated=moment_of(row.get("lastmod")),
    )
