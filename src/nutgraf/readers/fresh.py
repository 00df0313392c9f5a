"""What is new in one feed, entry by entry, so that a poll can be stopped between any two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from msgspec import Struct

from nutgraf.errors import FetchError, InputError
from nutgraf.plugins import Fetch, Fetched, Wanted
from nutgraf.readers.article import Means, failure
from nutgraf.readers.entries import Entry, Feed, newest_first, not_ahead
from nutgraf.readers.feed import left_out, parse_feed, read_entry, read_part, whole_text
from nutgraf.records import Article, Failure

# A publisher whose pages fail so often in a row has trouble, or has had enough.
MOST_FAULTS = 5
# A page that could not be fetched is tried so often, each time after twice as many hours: at
# once, after 1, 3, 7, 15 and 31 hours, which outlasts a host that asks for a day of rest.
MOST_TRIES = 6
# So many entries are read at one poll; what is older waits for the next.
MOST_NEW = 200


class EntryRead(Struct, frozen=True, kw_only=True):
    """What came of one entry. ``final``: there is no more to be had of it, now or later."""

    fingerprint: str
    published: dt.datetime | None
    articles: tuple[Article, ...]
    failures: tuple[Failure, ...]
    final: bool


class FeedRead(Struct, frozen=True, kw_only=True):
    """What the feed itself said, given last; ``left`` counts entries that wait for another poll."""

    title: str | None
    named: tuple[str, ...]
    failures: tuple[Failure, ...]
    left: int


class _Watched:
    """A ``Fetch`` that remembers whether the network failed since it was last asked."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._failed = False

    def __call__(self, url: str, *, kind: Wanted = "page", found_at: str | None = None) -> Fetched:
        try:
            return self._fetch(url, kind=kind, found_at=found_at)
        except FetchError:
            self._failed = True
            raise

    def failed(self) -> bool:
        failed, self._failed = self._failed, False
        return failed


def is_due(tries: int, since: dt.timedelta) -> bool:
    """Whether an entry first seen ``since`` ago, and tried so often in vain, is to be tried now."""
    return since >= dt.timedelta(hours=2**tries - 1)


def read_new(
    url: str, tried: Mapping[str, int | None], means: Means
) -> Iterator[EntryRead | FeedRead]:
    """The entries of the feed at ``url`` that are new, then what the feed said of itself.

    ``tried`` has by fingerprint how often an entry was tried in vain, ``None`` where it is
    not to be tried now. Raises ``InputError`` where the feed itself cannot be read.
    """
    watched = _Watched(means.fetch)
    means = Means(watched, means.retrieved, means.publishers)
    answer = watched(url, kind="feed")
    feed = parse_feed(url, answer.content, answer.url, answer.content_type)
    answer.accept()
    feeds, failures = _parts(feed, means, answer.url)
    failures += [left_out(url, each) for each in feeds if each.left]
    entries = {entry.fingerprint: (entry, each) for each in feeds for entry in each.entries}
    waiting = [
        entry for entry, _ in entries.values() if tried.get(entry.fingerprint, 0) is not None
    ]
    # those that failed before come last: they must not keep the others from being read
    waiting = sorted(newest_first(waiting), key=lambda each: tried.get(each.fingerprint) or 0)
    faults, count = 0, 0
    fetched: set[str] = set()
    for entry in waiting[:MOST_NEW]:
        if faults == MOST_FAULTS:
            break
        count += 1
        mark = entry.fingerprint
        if entry.link in fetched and not whole_text(entry):
            # named twice under two titles: one page is one article
            yield EntryRead(fingerprint=mark, published=None, articles=(), failures=(), final=True)
            continue
        fetched |= {entry.link} if entry.link else set()
        found = list(
            read_entry(_place(entry, url), entry, entries[mark][1].title, means, answer.url)
        )
        failed = watched.failed()
        faults = faults + 1 if failed else 0
        yield EntryRead(
            fingerprint=mark,
            published=not_ahead(entry.published or entry.updated, means.retrieved),
            articles=tuple(one for one in found if isinstance(one, Article)),
            failures=tuple(one for one in found if isinstance(one, Failure)),
            final=not failed or (tried.get(mark) or 0) + 1 >= MOST_TRIES,
        )
    yield FeedRead(
        title=feed.title,
        named=tuple(entries),
        failures=tuple(failures),
        left=len(waiting) - count,
    )


def _parts(feed: Feed, means: Means, url: str) -> tuple[list[Feed], list[Failure]]:
    """The feed, or the sitemaps that it is an index of; raises where none of them can be read."""
    if not feed.parts:
        return [feed], []
    feeds: list[Feed] = []
    failures: list[Failure] = []
    for part in feed.parts:
        try:
            feeds.append(read_part(part.url, means, url))
        except InputError as problem:
            failures.append(failure(problem))
            if len(failures) == len(feed.parts):
                raise
    return feeds, failures


def _place(entry: Entry, url: str) -> str:
    return entry.link or f"{url}#{entry.guid or entry.fingerprint}"
