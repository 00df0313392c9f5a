"""Feeds and pages of invented publishers, made by number, for tests that poll them."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import msgspec

from nutgraf.records import Article

NOW = dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)
_SENTENCES = (
    "The harbour board of Ostervale has voted to close pier {n} before the end of the month.",
    "Engineers found cracks in {n} of its beams when the water was low, the board said.",
    '"We could not wait for the summer," said Ada Roe, who leads the office for roads.',
    "A report on what is to come of the ferry, and of the {n} people who work on it, is due soon.",
    "The town had asked for more time to look for another place from which the boats can leave.",
)


def paragraphs(name: str) -> list[str]:
    """The text of the article ``name``, as its paragraphs: of no other article, and whole."""
    number = int.from_bytes(name.encode(), "big") % 9_973
    lines = [
        " ".join(_SENTENCES[(number + n + k) % 5].format(n=number + n) for k in range(3))
        for n in range(6)
    ]
    return [*lines, f"This was the last word on {name}."]


def text(name: str) -> str:
    """The text of the article ``name`` as it is kept."""
    return "\n".join(paragraphs(name))


def page(name: str) -> bytes:
    """The page of the article ``name``."""
    body = "".join(f"<p>{each}</p>" for each in paragraphs(name))
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Pier: {name}</title>'
        '<meta property="article:published_time" content="2026-03-04T09:30:00Z"></head>'
        f"<body><article><h1>Pier: {name}</h1>{body}</article></body></html>"
    ).encode()


def feed(base: str, names: list[str], *, whole: bool = False, title: str = "Courier") -> bytes:
    """An RSS feed of the articles ``names``, with their ``whole`` text or a teaser."""
    items = []
    for name in names:
        body = "".join(f"<p>{each}</p>" for each in paragraphs(name))
        told = f"<content:encoded><![CDATA[{body}]]></content:encoded>" if whole else ""
        items.append(
            f"<item><title>Pier: {name}</title><link>{base}/page/{name}</link>{told}"
            "<pubDate>Wed, 04 Mar 2026 09:30:00 GMT</pubDate></item>"
        )
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{title}</title>{''.join(items)}</channel></rss>"
    ).encode()


def kept_articles(db: Path) -> list[Article]:
    """Every article in the desk's file, whose state is looked at by SQLite first."""
    with sqlite3.connect(db) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        rows = connection.execute("SELECT record FROM articles ORDER BY id").fetchall()
    return [msgspec.json.decode(record, type=Article) for (record,) in rows]


def named(articles: list[Article]) -> dict[str, str]:
    """The texts of ``articles`` by the names in their addresses; each name must be there once."""
    names = [(each.url or "").rpartition("/")[2] for each in articles]
    assert len(set(names)) == len(names)
    return {name: each.text for name, each in zip(names, articles, strict=True)}
