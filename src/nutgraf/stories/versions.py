"""Versions of one article: which supersedes which, and the sentences that changed."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from urllib.parse import urlsplit

from nutgraf.records import Article, Citation, Span, Version, WireCopy
from nutgraf.stories.boilerplate import split
from nutgraf.stories.rank import moment
from nutgraf.stories.sketch import likeness, sketch

_WORDS = re.compile(r"\w+")
# Under two addresses only a text that is nearly the same is the same article corrected; a
# day's second report of one event keeps less.
_NEARLY_THE_SAME = 0.8
_HEADLINES_SHARE = 0.5
_FRONTS = ("www.", "www2.", "m.", "amp.", "mobile.")
_CAMPAIGN = ("utm_", "fbclid=", "gclid=", "cmp=", "ref=", "smid=", "ns_")


def linked(articles: Sequence[Article]) -> Iterator[tuple[str, str]]:
    """Pairs of ids of versions of one article, as their addresses or ``supersedes`` tell."""
    known = {article.id for article in articles}
    at: dict[str, str] = {}
    for article in articles:
        if article.supersedes is not None and article.supersedes in known:
            yield article.id, article.supersedes
        address = address_of(article)
        if address is not None and at.setdefault(address, article.id) != article.id:
            yield article.id, at[address]


def find_versions(articles: Sequence[Article], copies: Sequence[WireCopy]) -> tuple[Version, ...]:
    """Each newer version among ``copies`` with the one that it replaces, the oldest pair first.

    Two articles are versions of one where ``Article.supersedes`` says so, where they stand
    at one address, or where one publisher prints nearly the same text under nearly the same
    headline. Where neither is known to be newer, or nothing was changed, there is no version.
    """
    by_id = {article.id: article for article in articles}
    found: list[Version] = []
    for group in copies:
        members = [by_id[one] for one in group.article_ids if one in by_id]
        told = {member.supersedes for member in members}
        found.extend(
            _version(newer, by_id[newer.supersedes])
            for newer in members
            if newer.supersedes is not None and newer.supersedes in by_id
        )
        by_publisher: defaultdict[str, list[Article]] = defaultdict(list)
        for member in members:
            if member.supersedes is None or member.supersedes not in by_id:
                by_publisher[_publisher(member)].append(member)
        for own in by_publisher.values():
            own.sort(key=_time)
            found.extend(
                _version(newer, older)
                for older, newer in pairwise(own)
                if older.id not in told and _time(older) < _time(newer) and _same(older, newer)
            )
    return tuple(
        sorted(
            (version for version in found if version.added or version.removed),
            key=lambda version: (_time(by_id[version.newer]), version.newer, version.older),
        )
    )


def address_of(article: Article) -> str | None:
    """The address of an article without what varies between links to it; ``None`` if it has none.

    A front page is the address of no article.
    """
    try:
        parts = urlsplit(article.url or "")
    except ValueError:
        return None
    path = parts.path.rstrip("/")
    kept = sorted(
        one for one in parts.query.split("&") if one and not one.lower().startswith(_CAMPAIGN)
    )
    if not parts.netloc or not (path or kept):
        return None
    host = parts.netloc.lower()
    for front in _FRONTS:
        host = host.removeprefix(front)
    return f"{host}{path}?{'&'.join(kept)}"


def _publisher(article: Article) -> str:
    """Who published it: by name, else by host, else nobody but the article itself."""
    if article.publisher:
        return article.publisher.casefold().removeprefix("www.")
    return (address_of(article) or article.id).partition("/")[0]


def _time(article: Article) -> tuple[dt.datetime, dt.datetime]:
    return moment(article.updated or article.published), moment(article.retrieved)


def _same(older: Article, newer: Article) -> bool:
    """Whether two articles of one publisher, copies of each other, are one article."""
    address = address_of(newer)
    if address is not None and address == address_of(older):
        return True
    one, other = (set(_WORDS.findall((each.headline or "").casefold())) for each in (older, newer))
    if len(one & other) < _HEADLINES_SHARE * len(one | other):
        return False
    return likeness(sketch(older.text), sketch(newer.text)) >= _NEARLY_THE_SAME


def _version(newer: Article, older: Article) -> Version:
    """The newer of two with the sentences that only one of them has, in the order of printing."""
    now, before = _sentences(newer.text), _sentences(older.text)
    return Version(
        newer=newer.id,
        older=older.id,
        added=_only_in(newer, now, before),
        removed=_only_in(older, before, now),
    )


def _sentences(text: str) -> list[tuple[str, Span]]:
    """The sentences of a text, each with its words alone; those without words are left out."""
    found: list[tuple[str, Span]] = []
    at = 0
    for part in split(text):
        start = text.index(part, at)
        at = start + len(part)
        if words := " ".join(_WORDS.findall(part.casefold())):
            found.append((words, Span(start, start + len(part.rstrip()))))
    return found


def _only_in(
    article: Article, own: Sequence[tuple[str, Span]], others: Sequence[tuple[str, Span]]
) -> tuple[Citation, ...]:
    left = Counter(words for words, _ in others)
    only: list[Citation] = []
    for words, span in own:
        if left[words]:
            left[words] -= 1
        else:
            only.append(Citation(article.id, span))
    return tuple(only)
