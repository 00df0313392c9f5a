"""The running stories in the desk's file: each addition is there as a whole or not at all."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import msgspec

from nutgraf.errors import StoreError
from nutgraf.store.sqlite import Store
from nutgraf.stories.grouping import Grouping
from nutgraf.stories.keeping import Growth, KeptArticle, Standing

_ENCODER = msgspec.msgpack.Encoder()
_ARTICLE = msgspec.msgpack.Decoder(KeptArticle)
_STANDING = msgspec.msgpack.Decoder(Standing)


class RunningStories:
    """The grouping that a store keeps, for the code called ``name``, as it grows."""

    def __init__(self, store: Store, name: str) -> None:
        self._store = store
        self._name = name

    def article_ids(self) -> tuple[str, ...]:
        """The articles that are in the stories, in the order in which they came."""
        found = self._store.rows("SELECT article_id FROM grouped ORDER BY number")
        return tuple(article_id for (article_id,) in found)

    def grouping(self) -> Grouping | None:
        """The grouping as it was kept last, empty where none was.

        ``None`` where other code kept it, or it cannot be read: it has to be made anew of its
        articles.
        """
        with self._store.reading():
            names = self._store.rows("SELECT name FROM grouped_by")
            articles = self._store.rows("SELECT record FROM grouped ORDER BY number")
            standings = self._store.rows("SELECT record FROM standings ORDER BY size")
        if not articles:
            return Grouping()
        if names != [(self._name,)]:
            return None
        try:
            return Grouping.restored(
                [_ARTICLE.decode(record) for (record,) in articles],
                [_STANDING.decode(record) for (record,) in standings],
            )
        except (msgspec.DecodeError, ValueError):
            return None

    def keep(self, growth: Growth) -> None:
        """Keep one addition; raises ``StoreError`` where it does not follow on what is kept."""
        with self._store.writing() as connection:
            (count,) = connection.execute("SELECT count(*) FROM grouped").fetchone()
            if count != growth.first:
                raise StoreError(
                    self._store.path,
                    "another Nutgraf has added to the running stories meanwhile; run again",
                )
            self._write(connection, growth)

    def replace(self, growths: Sequence[Growth]) -> None:
        """Keep these additions, which are a whole grouping, in place of what was kept."""
        with self._store.writing() as connection:
            for table in ("grouped", "standings"):
                connection.execute(f"DELETE FROM {table}")
            for growth in growths:
                self._write(connection, growth)

    def _write(self, connection: sqlite3.Connection, growth: Growth) -> None:
        connection.executemany(
            "INSERT INTO grouped (number, article_id, record) VALUES (?, ?, ?)",
            [
                (number, each.article_id, _ENCODER.encode(each))
                for number, each in enumerate(growth.articles, start=growth.first)
            ],
        )
        if growth.standing.whole:
            connection.execute("DELETE FROM standings")
        connection.execute(
            "INSERT INTO standings (size, record) VALUES (?, ?)",
            (growth.standing.size, _ENCODER.encode(growth.standing)),
        )
        connection.execute("DELETE FROM grouped_by")
        connection.execute("INSERT INTO grouped_by (name) VALUES (?)", (self._name,))
