"""Polls the user's feeds side by side; what is done is kept at once, so that a run may be stopped.

Threads fetch and read; only the thread that called touches the store. An entry is noted after
its articles are kept: a run that is killed between the two reads it again, and keeps the same
articles under the same ids.
"""

from __future__ import annotations

import collections
import datetime as dt
import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from nutgraf.errors import InputError
from nutgraf.plugins import Kept
from nutgraf.readers.article import Means
from nutgraf.readers.fresh import EntryRead, FeedRead, is_due, read_new
from nutgraf.records import Article, Failure
from nutgraf.store import Store
from nutgraf.store.feeds import Feeds, KeptFeed

AT_ONCE = 16
# Results that wait to be kept; beyond these the threads wait, so that memory stays small.
_MOST_WAITING = 64
_STEP = "poll"


class Polled(Struct, frozen=True, kw_only=True):
    """How the poll of one feed ended.

    ``new`` counts the articles that were not kept before. ``error`` says why the feed could
    not be read, ``None`` where it could. ``left`` counts entries that wait for the next poll.
    """

    url: str
    new: int = 0
    error: str | None = None
    left: int = 0


class Outcome(Struct, frozen=True):
    """A whole poll: how it ended for each feed, and what could not be read."""

    feeds: tuple[Polled, ...]
    failures: tuple[Failure, ...]


class _Ended(Struct, frozen=True):
    """One feed is done with: ``read`` is ``None`` where it could not be read."""

    feed: KeptFeed
    read: FeedRead | None
    error: str | None = None


class _Result(Struct, frozen=True):
    feed: KeptFeed
    entry: EntryRead


class _Waiting(Struct, frozen=True):
    feed: KeptFeed
    tried: Mapping[str, int | None]


def due(
    feeds: Iterable[KeptFeed], now: dt.datetime, *, gap: float, kept: Kept | None = None
) -> tuple[KeptFeed, ...]:
    """The feeds that may be polled now: last polled ``gap`` seconds ago, and not asked to rest."""
    return tuple(
        feed
        for feed in feeds
        if (feed.polled is None or (now - feed.polled).total_seconds() >= gap)
        and not _is_resting(feed, now, kept)
    )


def _is_resting(feed: KeptFeed, now: dt.datetime, kept: Kept | None) -> bool:
    asked = kept.asked(feed.url) if kept else None
    return asked is not None and (asked.not_before or 0.0) > now.timestamp()


def poll(
    store: Store,
    feeds: Sequence[KeptFeed],
    means: Means,
    *,
    now: dt.datetime,
    kept: Kept | None = None,
    at_once: int = AT_ONCE,
    on_done: Callable[[], None] | None = None,
    on_article: Callable[[Article], None] | None = None,
) -> Outcome:
    """Poll ``feeds``, ``at_once`` at a time, and keep their new articles in ``store``.

    ``kept`` tells which feeds have moved for good. ``on_done`` is called as each feed ends,
    ``on_article`` with each article that was kept. Stopped by ctrl-C, it keeps first what was
    read so far.
    """
    keeper = _Keeper(store, now, kept, on_article)
    waiting = collections.deque(
        _Waiting(
            feed,
            {
                mark: seen.tries if not seen.done and is_due(seen.tries, now - seen.since) else None
                for mark, seen in keeper.feeds.seen(feed.url).items()
            },
        )
        for feed in feeds
    )
    results: queue.Queue[_Result | _Ended] = queue.Queue(_MOST_WAITING)
    stop = threading.Event()
    for _ in range(min(at_once, len(waiting))):
        # a daemon, since what hangs in the network must not hold up the end of the process
        threading.Thread(target=_work, args=(waiting, means, results, stop), daemon=True).start()
    try:
        while len(keeper.polled) < len(feeds):
            result = results.get()
            keeper.keep(result)
            if on_done and isinstance(result, _Ended):
                on_done()
    except KeyboardInterrupt:
        stop.set()
        for result in _drained(results):
            keeper.keep(result)
        raise
    finally:
        stop.set()
    return Outcome(tuple(keeper.polled), tuple(keeper.failures))


def _work(
    waiting: collections.deque[_Waiting],
    means: Means,
    results: queue.Queue[_Result | _Ended],
    stop: threading.Event,
) -> None:
    """What one thread does: poll feed after feed until none waits, or it is told to stop."""
    while not stop.is_set():
        try:
            one = waiting.popleft()
        except IndexError:
            return
        ended = _Ended(one.feed, None, "the feed broke off before its end")
        try:
            for read in read_new(one.feed.url, one.tried, means):
                if stop.is_set():
                    return
                if isinstance(read, FeedRead):
                    ended = _Ended(one.feed, read)
                else:
                    results.put(_Result(one.feed, read))
        except InputError as problem:
            ended = _Ended(one.feed, None, problem.reason)
        except Exception as problem:
            # no feed may stop the others, whatever it holds that no one has thought of
            ended = _Ended(one.feed, None, f"unexpected: {type(problem).__name__}: {problem}")
        results.put(ended)


def _drained(results: queue.Queue[_Result | _Ended]) -> Iterator[_Result | _Ended]:
    while True:
        try:
            yield results.get_nowait()
        except queue.Empty:
            return


class _Keeper:
    """Puts into the store what the threads have read."""

    def __init__(
        self,
        store: Store,
        now: dt.datetime,
        kept: Kept | None,
        on_article: Callable[[Article], None] | None,
    ) -> None:
        self.feeds = Feeds(store)
        self.polled: list[Polled] = []
        self.failures: list[Failure] = []
        self._store = store
        self._now = now
        self._kept = kept
        self._on_article = on_article
        self._new: collections.Counter[str] = collections.Counter()

    def keep(self, result: _Result | _Ended) -> None:
        """Keep one result."""
        if isinstance(result, _Ended):
            self._end(result)
        else:
            self._entry(result.feed, result.entry)

    def _entry(self, feed: KeptFeed, entry: EntryRead) -> None:
        if entry.articles:
            before = self._store.articles(article.id for article in entry.articles)
            fresh = [article for article in entry.articles if article.id not in before]
            # an article that was kept stays as it was first read
            self._store.keep_articles(fresh)
            self._new[feed.url] += len(fresh)
            for article in fresh:
                if self._on_article:
                    self._on_article(article)
        self.failures += entry.failures
        self.feeds.note_entry(
            feed.url, entry.fingerprint, self._now, done=entry.final, published=entry.published
        )

    def _end(self, ended: _Ended) -> None:
        url, read = ended.feed.url, ended.read
        if read is None:
            error = ended.error or "it could not be read"
            self.feeds.note_poll(url, self._now, error=error)
            self.failures.append(Failure(url, _STEP, error))
            self.polled.append(Polled(url=url, new=self._new[url], error=error))
            return
        self.feeds.note_poll(
            url,
            self._now,
            title=read.title,
            moved_to=self._kept.target(url) if self._kept else None,
            named=read.named,
        )
        self.failures += read.failures
        if read.left:
            self.failures.append(
                Failure(url, _STEP, f"{read.left} of its entries are left for the next poll")
            )
        self.polled.append(Polled(url=url, new=self._new[url], left=read.left))
