"""Articles and their analyses in one SQLite file, so that no article is analysed twice."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec

from nutgraf.errors import StoreError
from nutgraf.records import Analysis, Article
from nutgraf.store.journal import write_ahead

# "nutg" in ASCII: tells our file from any other program's SQLite file.
_APPLICATION_ID = 0x6E757467

# Number n brings a file from version n to n + 1. Never edit one that was released; add one.
_MIGRATIONS = (
    """
    CREATE TABLE articles (
        id TEXT PRIMARY KEY,
        given_id TEXT,
        published TEXT,
        record BLOB NOT NULL
    );
    CREATE INDEX articles_by_given_id ON articles (given_id);
    CREATE TABLE analyses (
        article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
        analyzer TEXT NOT NULL,
        record BLOB NOT NULL,
        PRIMARY KEY (article_id, analyzer)
    ) WITHOUT ROWID;
    """,
    # Running stories, see running.py: articles by their number, and what additions changed.
    """
    CREATE TABLE grouped (
        number INTEGER PRIMARY KEY,
        article_id TEXT NOT NULL UNIQUE REFERENCES articles (id),
        record BLOB NOT NULL
    );
    CREATE TABLE standings (
        size INTEGER PRIMARY KEY,
        record BLOB NOT NULL
    );
    CREATE TABLE grouped_by (name TEXT NOT NULL);
    """,
    # Feeds, see feeds.py: each once with how it fared, the list of them, and their entries.
    """
    CREATE TABLE feeds (
        url TEXT PRIMARY KEY,
        title TEXT,
        added TEXT NOT NULL,
        polled TEXT,
        succeeded TEXT,
        error TEXT,
        failures INTEGER NOT NULL DEFAULT 0,
        moved_to TEXT
    );
    CREATE TABLE feed_list (
        position INTEGER PRIMARY KEY AUTOINCREMENT,
        url TEXT REFERENCES feeds (url) ON DELETE CASCADE,
        title TEXT NOT NULL,
        section TEXT NOT NULL,
        attributes TEXT NOT NULL
    );
    CREATE INDEX feed_list_by_url ON feed_list (url);
    CREATE TABLE feed_entries (
        feed TEXT NOT NULL REFERENCES feeds (url) ON DELETE CASCADE,
        fingerprint TEXT NOT NULL,
        seen TEXT NOT NULL,
        named TEXT NOT NULL,
        published TEXT,
        done INTEGER NOT NULL,
        tries INTEGER NOT NULL,
        PRIMARY KEY (feed, fingerprint)
    ) WITHOUT ROWID;
    """,
)

_KEEP_ARTICLE = """
    INSERT INTO articles (id, given_id, published, record) VALUES (?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET
        given_id = excluded.given_id, published = excluded.published, record = excluded.record
"""
_KEEP_ANALYSIS = """
    INSERT INTO analyses (article_id, analyzer, record) VALUES (?, ?, ?)
    ON CONFLICT (article_id, analyzer) DO UPDATE SET record = excluded.record
"""
_SECONDS_TO_WAIT = 10.0
# SQLite takes a limited number of values in one statement.
_IDS_AT_ONCE = 500


class Store:
    """The articles and analyses kept in the file at ``path``; ``":memory:"`` keeps them nowhere.

    The file and its folder are made where they are missing. A file that is not a store,
    is damaged, or was written by a newer version raises ``StoreError`` and is left as it is.
    Use it as a context manager, or call ``close``.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = str(path)
        self._connection: sqlite3.Connection | None = None
        with self._explained():
            if self.path != ":memory:":
                Path(self.path).parent.mkdir(parents=True, exist_ok=True)
            self._connection = sqlite3.connect(
                self.path, timeout=_SECONDS_TO_WAIT, isolation_level=None
            )
        try:
            with self._explained():
                self._open()
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        # Nothing is written before the file is known to be ours.
        version = self._version()
        self._execute("PRAGMA foreign_keys = ON")
        if version < len(_MIGRATIONS):
            write_ahead(self._execute, _SECONDS_TO_WAIT)
            with self._transaction():
                # Another process may have migrated while this one waited for the lock.
                for number in range(self._version(), len(_MIGRATIONS)):
                    for statement in _MIGRATIONS[number].split(";"):
                        self._execute(statement)
                    self._execute(f"PRAGMA user_version = {number + 1}")
                self._execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        self._execute("PRAGMA synchronous = NORMAL")

    def _version(self) -> int:
        """How many migrations the file has seen; raises for a file that is not ours."""
        (version,) = self._execute("PRAGMA user_version").fetchone()
        (tables,) = self._execute("SELECT count(*) FROM sqlite_master").fetchone()
        # Whose it is comes last: another process may be making the file between the questions,
        # and what it has made by then it has signed, too.
        (owner,) = self._execute("PRAGMA application_id").fetchone()
        if owner != _APPLICATION_ID and (owner or version or tables):
            raise StoreError(
                self.path,
                "this is another program's SQLite file; choose another path with --db",
            )
        if version > len(_MIGRATIONS):
            raise StoreError(
                self.path,
                f"written by a newer Nutgraf (its version is {version}, this one knows "
                f"{len(_MIGRATIONS)}); update Nutgraf or choose another path with --db",
            )
        return int(version)

    # ----------------------------------------------------------------- articles

    def keep_article(self, article: Article) -> None:
        """Keep one article; one of the same id is replaced, and its analyses stay."""
        self.keep_articles([article])

    def keep_articles(self, articles: Iterable[Article]) -> None:
        """Keep all of ``articles``, or none of them where one cannot be kept."""
        rows = [
            (
                article.id,
                article.given_id,
                article.published.isoformat() if article.published else None,
                self._encoded(article, article.label),
            )
            for article in articles
        ]
        with self.writing() as connection:
            connection.executemany(_KEEP_ARTICLE, rows)

    def article(self, article_id: str) -> Article | None:
        """The article of that id; ``None`` where none is kept."""
        return next(iter(self.articles([article_id]).values()), None)

    def articles(self, article_ids: Iterable[str] | None = None) -> dict[str, Article]:
        """The kept articles among ``article_ids`` by id, all where ``None``; others are absent."""
        found: Iterable[tuple[str, bytes]]
        if article_ids is None:
            found = self.rows("SELECT id, record FROM articles ORDER BY id", ())
        else:
            found = self._rows_of("SELECT id, record FROM articles WHERE id IN ({})", article_ids)
        return {key: self._decoded(record, Article, key) for key, record in found}

    def find_article(self, label: str) -> Article | None:
        """The article whose id or given id is ``label``, of several the last one kept."""
        found = self.rows(
            "SELECT id, record FROM articles WHERE id = ? OR given_id = ?"
            " ORDER BY id = ? DESC, rowid DESC LIMIT 1",
            (label, label, label),
        )
        return next((self._decoded(record, Article, key) for key, record in found), None)

    # ----------------------------------------------------------------- analyses

    def keep_analysis(self, analysis: Analysis) -> None:
        """Keep one analysis; its article must have been kept before."""
        self.keep_analyses([analysis])

    def keep_analyses(self, analyses: Iterable[Analysis]) -> None:
        """Keep all of ``analyses``, or none of them where one cannot be kept."""
        rows = [
            (each.article_id, each.analyzer, self._encoded(each, each.article_id))
            for each in analyses
        ]
        with self.writing() as connection:
            connection.executemany(_KEEP_ANALYSIS, rows)

    def analysis(self, article_id: str, analyzer: str) -> Analysis | None:
        """What ``analyzer`` found in an article; ``None`` where it has not looked yet."""
        return self.analyses([article_id], analyzer).get(article_id)

    def analyses(self, article_ids: Iterable[str], analyzer: str) -> dict[str, Analysis]:
        """What ``analyzer`` found, by article id; an article it has not looked at is absent.

        A record that an older version of Nutgraf wrote and this one cannot read is absent
        too: it is made again rather than in the way.
        """
        found = self._rows_of(
            "SELECT article_id, record FROM analyses WHERE analyzer = ? AND article_id IN ({})",
            article_ids,
            analyzer,
        )
        kept: dict[str, Analysis] = {}
        for key, record in found:
            with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError):
                kept[key] = msgspec.json.decode(record, type=Analysis)
        return kept

    # ----------------------------------------------------------------- the file

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _execute(self, statement: str, values: tuple[str, ...] = ()) -> sqlite3.Cursor:
        if self._connection is None:
            raise StoreError(self.path, "the store is closed; open it again")
        return self._connection.execute(statement, values)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        self._execute("BEGIN IMMEDIATE")
        connection = self._connection
        if connection is None:
            raise StoreError(self.path, "the store is closed; open it again")
        try:
            yield connection
        except BaseException:
            connection.rollback()
            raise
        connection.commit()

    @contextlib.contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction, for this room: all of it is kept or, where it raises, nothing."""
        with self._explained(), self._transaction() as connection:
            yield connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """One state of the file for all that is read within, whoever writes meanwhile."""
        with self._explained():
            self._execute("BEGIN")
            try:
                yield
            finally:
                self._execute("COMMIT")

    def rows(self, query: str, values: tuple[str, ...] = ()) -> list[tuple[Any, ...]]:
        """What a query finds, for this room."""
        with self._explained():
            return list(self._execute(query, values))

    def _rows_of(self, query: str, ids: Iterable[str], *first: str) -> Iterator[tuple[str, bytes]]:
        wanted = list(dict.fromkeys(ids))
        for start in range(0, len(wanted), _IDS_AT_ONCE):
            part = wanted[start : start + _IDS_AT_ONCE]
            marks = ",".join("?" * len(part))
            yield from self.rows(query.format(marks), (*first, *part))

    def _encoded(self, record: Article | Analysis, label: str) -> bytes:
        try:
            return msgspec.json.encode(record)
        except UnicodeEncodeError as error:
            raise StoreError(self.path, f"{label} holds a broken character: {error}") from error

    def _decoded(self, record: bytes, kind: type[Article], label: str) -> Article:
        try:
            return msgspec.json.decode(record, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise StoreError(
                self.path,
                f"the record of {label} is damaged ({error}); move the file away and read the "
                "articles again",
            ) from error

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what SQLite and the file system say into what a person can act on."""
        try:
            yield
        except sqlite3.IntegrityError as error:
            raise StoreError(
                self.path, f"keep the article before what is found in it ({error})"
            ) from error
        except sqlite3.DatabaseError as error:
            said = str(error)
            if "locked" in said:
                advice = "another Nutgraf is writing to it; try again when it has finished"
            elif "unable to open" in said or "readonly" in said:
                advice = "check that it is a file you may write to, or choose another with --db"
            elif "full" in said:
                advice = "make room on the disk and try again"
            else:
                advice = "move the file away and run again, or choose another path with --db"
            raise StoreError(self.path, f"{said}; {advice}") from error
        except OSError as error:
            raise StoreError(
                self.path,
                f"{error.strerror or error}; choose a path you may write to with --db",
            ) from error
