"""The user's feeds in the desk's file: the list, how each fared, and which entries were read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping

from msgspec import Struct

from nutgraf.records import Subscription
from nutgraf.store.sqlite import Store

# An entry that a feed has not named for so long will not come again.
_FORGET = dt.timedelta(days=90)
# Over so many days is counted what a feed brings a day.
_COUNTED = 14
_FACTS = (
    "url, title, added, polled, succeeded, error, failures, moved_to, "
    "(SELECT max(coalesce(published, seen)) FROM feed_entries WHERE feed = url)"
)


class KeptFeed(Struct, frozen=True, kw_only=True):
    """One feed and how it fared.

    ``title`` is what the feed calls itself, ``None`` before it was read. ``polled`` is when it
    was last asked, ``succeeded`` when it could last be read, ``None`` if never. ``error`` says
    why it could not when it last could not, ``None`` if it always could; ``failures`` is how
    many polls in a row have failed, 0 where the last one did not. ``moved_to`` is where it has
    moved for good. ``newest`` is when its newest entry was published, or was first seen.
    """

    url: str
    added: dt.datetime
    title: str | None = None
    polled: dt.datetime | None = None
    succeeded: dt.datetime | None = None
    error: str | None = None
    failures: int = 0
    moved_to: str | None = None
    newest: dt.datetime | None = None


class Seen(Struct, frozen=True):
    """What came of an entry: whether nothing more is to be done, and how often it was tried.

    ``since`` is when it was seen first.
    """

    done: bool
    tries: int
    since: dt.datetime


class Feeds:
    """The feeds that ``store`` keeps. All moments must have a zone."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # ----------------------------------------------------------------- the list

    def add(self, subscriptions: Iterable[Subscription], at: dt.datetime) -> int:
        """Put ``subscriptions`` at the end of the list; how many feeds were not in it before.

        A feed that is in the list, in the same section, stays as it is.
        """
        new = 0
        with self._store.writing() as connection:
            present = {
                (url, section)
                for url, section in connection.execute("SELECT url, section FROM feed_list")
            }
            for one in subscriptions:
                section = json.dumps(one.section)
                if one.url is not None:
                    if (one.url, section) in present:
                        continue
                    made = connection.execute(
                        "INSERT INTO feeds (url, added) VALUES (?, ?) ON CONFLICT DO NOTHING",
                        (one.url, _text(at)),
                    )
                    new += made.rowcount
                present.add((one.url, section))
                connection.execute(
                    "INSERT INTO feed_list (url, title, section, attributes) VALUES (?, ?, ?, ?)",
                    (one.url, one.title, section, json.dumps(one.attributes)),
                )
        return new

    def remove(self, url: str) -> bool:
        """Take a feed out of the list, wherever it stands in it; whether it was there.

        The articles that came from it stay. Folders that hold nothing any more go as well.
        """
        with self._store.writing() as connection:
            gone = connection.execute("DELETE FROM feeds WHERE url = ?", (url,)).rowcount
            if gone:
                listed = connection.execute(
                    "SELECT position, url, title, section, attributes FROM feed_list"
                    " ORDER BY position"
                ).fetchall()
                for position in _empty_folders(listed):
                    connection.execute("DELETE FROM feed_list WHERE position = ?", (position,))
        return bool(gone)

    def subscriptions(self) -> tuple[Subscription, ...]:
        """The whole list in its order, with folders and links as they were imported."""
        rows = self._store.rows(
            "SELECT url, title, section, attributes FROM feed_list ORDER BY position"
        )
        return tuple(
            Subscription(
                url,
                title,
                tuple(json.loads(section)),
                tuple((name, value) for name, value in json.loads(attributes)),
            )
            for url, title, section, attributes in rows
        )

    # ----------------------------------------------------------------- how they fare

    def all(self) -> tuple[KeptFeed, ...]:
        """Each feed once, in the order of the list."""
        rows = self._store.rows(
            f"SELECT {_FACTS} FROM feeds"
            " ORDER BY (SELECT min(position) FROM feed_list WHERE feed_list.url = feeds.url)"
        )
        return tuple(_kept(row) for row in rows)

    def feed(self, url: str) -> KeptFeed | None:
        """One feed; ``None`` where it is not in the list."""
        rows = self._store.rows(f"SELECT {_FACTS} FROM feeds WHERE url = ?", (url,))
        return _kept(rows[0]) if rows else None

    def entries_a_day(self, now: dt.datetime) -> Mapping[str, float]:
        """How many entries each feed brings a day, by its address, over up to two weeks.

        A feed that has brought none in that time is absent.
        """
        first = _text(now - dt.timedelta(days=_COUNTED))
        rows = self._store.rows(
            "SELECT feed, count(*), min(moment) FROM"
            " (SELECT feed, coalesce(published, seen) AS moment FROM feed_entries)"
            " WHERE moment >= ? AND moment <= ? GROUP BY feed",
            (first, _text(now)),
        )
        rates = {}
        for url, count, oldest in rows:
            days = (now - dt.datetime.fromisoformat(oldest)).total_seconds() / 86_400
            rates[str(url)] = count / min(max(days, 1.0), _COUNTED)
        return rates

    def note_poll(
        self,
        url: str,
        at: dt.datetime,
        *,
        error: str | None = None,
        title: str | None = None,
        moved_to: str | None = None,
        named: Iterable[str] = (),
    ) -> None:
        """Note how a poll ended; ``named`` are the fingerprints of the entries it named."""
        with self._store.writing() as connection:
            if error is not None:
                connection.execute(
                    "UPDATE feeds SET polled = ?, error = ?, failures = failures + 1 WHERE url = ?",
                    (_text(at), error, url),
                )
                return
            connection.execute(
                "UPDATE feeds SET polled = :at, succeeded = :at, failures = 0,"
                " title = coalesce(:title, title), moved_to = :moved WHERE url = :url",
                {"at": _text(at), "title": title, "moved": moved_to, "url": url},
            )
            connection.executemany(
                "UPDATE feed_entries SET named = ? WHERE feed = ? AND fingerprint = ?",
                [(_text(at), url, each) for each in named],
            )
            connection.execute(
                "DELETE FROM feed_entries WHERE feed = ? AND named < ?", (url, _text(at - _FORGET))
            )

    # ----------------------------------------------------------------- entries

    def seen(self, url: str) -> Mapping[str, Seen]:
        """What came of the entries of a feed, by fingerprint."""
        rows = self._store.rows(
            "SELECT fingerprint, done, tries, seen FROM feed_entries WHERE feed = ?", (url,)
        )
        return {
            fingerprint: Seen(bool(done), tries, dt.datetime.fromisoformat(since))
            for fingerprint, done, tries, since in rows
        }

    def note_entry(
        self,
        url: str,
        fingerprint: str,
        at: dt.datetime,
        *,
        done: bool,
        published: dt.datetime | None = None,
    ) -> None:
        """Note that an entry was tried once more, and whether that is all; its articles first."""
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO feed_entries"
                " (feed, fingerprint, seen, named, published, done, tries)"
                " SELECT url, :mark, :at, :at, :published, :done, 1 FROM feeds WHERE url = :url"
                " ON CONFLICT (feed, fingerprint) DO UPDATE SET"
                " named = excluded.named, done = excluded.done, tries = tries + 1",
                {
                    "url": url,
                    "mark": fingerprint,
                    "at": _text(at),
                    "published": _text(published) if published else None,
                    "done": done,
                },
            )


def _kept(row: tuple[object, ...]) -> KeptFeed:
    url, title, added, polled, succeeded, error, failures, moved_to, newest = row
    return KeptFeed(
        url=str(url),
        title=_given(title),
        added=dt.datetime.fromisoformat(str(added)),
        polled=_moment(polled),
        succeeded=_moment(succeeded),
        error=_given(error),
        failures=int(str(failures)),
        moved_to=_given(moved_to),
        newest=_moment(newest),
    )


def _given(value: object) -> str | None:
    return None if value is None else str(value)


def _moment(value: object) -> dt.datetime | None:
    return None if value is None else dt.datetime.fromisoformat(str(value))


def _text(moment: dt.datetime) -> str:
    """One length and one zone, so that moments compare as their texts do."""
    known = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return known.astimezone(dt.UTC).isoformat(timespec="seconds")


def _empty_folders(listed: list[tuple[int, str | None, str, str, str]]) -> list[int]:
    """Positions of the folders that hold nothing, nor anything but such folders."""
    empty: list[int] = []
    after: tuple[str, ...] | None = None
    for position, url, title, section, attributes in reversed(listed):
        path = (*json.loads(section), title)
        holds = after is not None and after[: len(path)] == path and len(after) >= len(path)
        if url is None and not holds and not _is_link(json.loads(attributes)):
            empty.append(position)
        else:
            after = tuple(json.loads(section))
    return empty


def _is_link(attributes: list[tuple[str, str]]) -> bool:
    return any(name.lower() in ("url", "htmlurl", "type") for name, _ in attributes)
