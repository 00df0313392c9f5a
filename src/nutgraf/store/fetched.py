"""What was fetched, byte for byte, in one SQLite file beside the desk's; the oldest goes first.

A body is kept once under its SHA-256, whatever addresses gave it, so that a manifest can name
it; an answer says which body an address gave, and when.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from nutgraf.errors import StoreError
from nutgraf.plugins import Answer, Asked
from nutgraf.store.journal import write_ahead

# "nutf" in ASCII.
_APPLICATION_ID = 0x6E757466
_VERSION = 1
_SCHEMA = """
CREATE TABLE bodies (
    sha256 TEXT PRIMARY KEY,
    body BLOB NOT NULL,
    size INTEGER NOT NULL,
    used REAL NOT NULL
);
CREATE INDEX bodies_by_use ON bodies (used, size);
CREATE TABLE answers (
    url TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    final_url TEXT NOT NULL,
    at REAL NOT NULL,
    status INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    etag TEXT,
    last_modified TEXT,
    sha256 TEXT NOT NULL REFERENCES bodies (sha256) ON DELETE CASCADE,
    PRIMARY KEY (url, accepted)
) WITHOUT ROWID;
CREATE INDEX answers_by_body ON answers (sha256);
CREATE TABLE targets (url TEXT PRIMARY KEY, target TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE asked (url TEXT PRIMARY KEY, at REAL NOT NULL, not_before REAL) WITHOUT ROWID;
CREATE TABLE total (bytes INTEGER NOT NULL);
INSERT INTO total VALUES (0);
CREATE TRIGGER body_kept AFTER INSERT ON bodies
    BEGIN UPDATE total SET bytes = bytes + NEW.size; END;
CREATE TRIGGER body_mended AFTER UPDATE OF size ON bodies
    BEGIN UPDATE total SET bytes = bytes + NEW.size - OLD.size; END;
CREATE TRIGGER body_gone AFTER DELETE ON bodies
    BEGIN UPDATE total SET bytes = bytes - OLD.size; END;
"""
_KEEP_BODY = """
    INSERT INTO bodies (sha256, body, size, used) VALUES (?, ?, ?, ?)
    ON CONFLICT (sha256) DO UPDATE SET body = excluded.body, size = excluded.size
"""
_SECONDS_TO_WAIT = 10.0
_NOWHERE = ":memory:"
# Room is made for more than the newest body, so that it need not be made for each.
_LEFT_FULL = 0.9
MOST_BYTES = 500_000_000


def beside(db: Path) -> Path:
    """The file of what was fetched for the desk whose file is ``db``."""
    return db if str(db) == _NOWHERE else db.with_name(f"{db.stem}-fetched.db")


def digest(content: bytes) -> str:
    """The SHA-256 under which ``content`` is kept, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


class FetchedStore:
    """A ``Kept`` in the file at ``path``; ``":memory:"`` keeps until it is closed.

    ``most_bytes`` of bodies are kept, as packed; what was used longest ago goes first. Threads
    and processes may share one file; whoever is killed leaves each answer whole or not there.
    The file is made, or opened, when it is first used; what is then done raises ``StoreError``
    where the file cannot be used, or is another program's.
    """

    def __init__(self, path: str | Path, *, most_bytes: int = MOST_BYTES) -> None:
        self.path = str(path)
        self.most_bytes = most_bytes
        self._lock = threading.RLock()
        self._opened: sqlite3.Connection | None = None
        self._closed = False

    @property
    def _connection(self) -> sqlite3.Connection:
        # Made when first used: a run that reads files alone leaves no file behind.
        with self._lock:
            if self._closed:
                raise StoreError(self.path, "the store is closed; open it again")
            if self._opened is None:
                if self.path != _NOWHERE:
                    Path(self.path).parent.mkdir(parents=True, exist_ok=True)
                self._opened = sqlite3.connect(
                    self.path,
                    timeout=_SECONDS_TO_WAIT,
                    isolation_level=None,
                    check_same_thread=False,
                )
                try:
                    self._prepare()
                except BaseException:
                    self._opened.close()
                    self._opened = None
                    raise
            return self._opened

    def _prepare(self) -> None:
        # Nothing is written before the file is known to be ours.
        if self._version() < _VERSION:
            write_ahead(self._connection.execute, _SECONDS_TO_WAIT)
            with self._transaction():
                # Another process may have made it while this one waited for the lock.
                if self._version() < _VERSION:
                    for statement in _statements(_SCHEMA):
                        self._connection.execute(statement)
                    self._connection.execute(f"PRAGMA user_version = {_VERSION}")
                    self._connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        self._connection.execute("PRAGMA foreign_keys = ON")
        self._connection.execute("PRAGMA synchronous = NORMAL")

    def _version(self) -> int:
        def number(query: str) -> int:
            return int(self._connection.execute(query).fetchone()[0])

        # Whose it is comes last: another process may be making the file between the questions,
        # and what it has made by then it has signed, too.
        version, tables = (
            number("PRAGMA user_version"),
            number("SELECT count(*) FROM sqlite_master"),
        )
        owner = number("PRAGMA application_id")
        if owner != _APPLICATION_ID and (owner or version or tables):
            raise StoreError(
                self.path, "this is another program's SQLite file; move it or choose another --db"
            )
        if version > _VERSION:
            raise StoreError(
                self.path, "written by a newer Nutgraf; update Nutgraf or choose another --db"
            )
        return version

    # ----------------------------------------------------------------- answers

    def answer(self, url: str) -> Answer | None:
        """The last accepted answer of ``url``, else the last one; ``None`` where none is kept."""
        rows = self._rows(
            "SELECT accepted, final_url, at, status, content_type, etag, last_modified, sha256"
            " FROM answers WHERE url = ? ORDER BY accepted DESC",
            (url,),
        )
        for accepted, final_url, at, status, kind, etag, modified, key in rows:
            content = self.body(str(key))
            if content is not None:
                return Answer(
                    url=url,
                    final_url=final_url,
                    at=at,
                    status=status,
                    content=content,
                    content_type=kind,
                    etag=etag,
                    last_modified=modified,
                    accepted=bool(accepted),
                )
        return None

    def body(self, sha256: str) -> bytes | None:
        """The bytes of that digest; ``None`` where they are not kept, or no longer whole."""
        for (packed,) in self._rows("SELECT body FROM bodies WHERE sha256 = ?", (sha256,)):
            with contextlib.suppress(zlib.error):
                content = zlib.decompress(packed)
                if digest(content) == sha256:
                    return content
        return None

    def keep(self, answer: Answer) -> None:
        """Keep one answer in place of an earlier one that was accepted, or not, like it."""
        key = digest(answer.content)
        with self._explained(), self._transaction():
            # Packing takes time, and accepting an answer gives its body a second time.
            if self.body(key) is None:
                packed = zlib.compress(answer.content)
                if len(packed) > self.most_bytes:
                    return
                self._connection.execute(_KEEP_BODY, (key, packed, len(packed), answer.at))
            self._connection.execute(
                "UPDATE bodies SET used = max(used, ?) WHERE sha256 = ?", (answer.at, key)
            )
            if answer.accepted:
                self._connection.execute("DELETE FROM answers WHERE url = ?", (answer.url,))
            self._connection.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    answer.url,
                    answer.accepted,
                    answer.final_url,
                    answer.at,
                    answer.status,
                    answer.content_type,
                    answer.etag,
                    answer.last_modified,
                    key,
                ),
            )
            self._make_room(key)

    def _make_room(self, newest: str) -> None:
        (total,) = self._connection.execute("SELECT bytes FROM total").fetchone()
        if total <= self.most_bytes:
            return
        surplus = total - int(self.most_bytes * _LEFT_FULL)
        going = []
        for key, size in self._connection.execute(
            "SELECT sha256, size FROM bodies WHERE sha256 != ? ORDER BY used", (newest,)
        ):
            if surplus <= 0:
                break
            going.append((key,))
            surplus -= size
        self._connection.executemany("DELETE FROM bodies WHERE sha256 = ?", going)

    # ----------------------------------------------------------------- addresses

    def target(self, url: str) -> str | None:
        """Where ``url`` has moved for good; ``None`` where it has not, as far as is known."""
        rows = self._rows("SELECT target FROM targets WHERE url = ?", (url,))
        return str(rows[0][0]) if rows else None

    def keep_target(self, url: str, target: str | None) -> None:
        """Remember that ``url`` has moved for good, or with ``None`` that it has not."""
        with self._explained(), self._transaction():
            if target is None:
                self._connection.execute("DELETE FROM targets WHERE url = ?", (url,))
            else:
                self._connection.execute(
                    "INSERT OR REPLACE INTO targets VALUES (?, ?)", (url, target)
                )

    def asked(self, url: str) -> Asked | None:
        """When ``url`` was last asked; ``None`` where it never was."""
        rows = self._rows("SELECT at, not_before FROM asked WHERE url = ?", (url,))
        return Asked(url, *rows[0]) if rows else None

    def note_asked(self, asked: Asked) -> None:
        """Remember when an address was asked."""
        with self._explained(), self._transaction():
            self._connection.execute(
                "INSERT OR REPLACE INTO asked VALUES (?, ?, ?)",
                (asked.url, asked.at, asked.not_before),
            )

    # ----------------------------------------------------------------- the file

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
            self._opened, self._closed = None, True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _rows(self, query: str, values: tuple[str, ...]) -> list[Any]:
        with self._explained(), self._lock:
            return self._connection.execute(query, values).fetchall()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._lock:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.rollback()
                raise
            self._connection.commit()

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what SQLite and the file system say into what a person can act on."""
        try:
            yield
        except (sqlite3.Error, UnicodeEncodeError) as error:
            advice = (
                "another Nutgraf is writing to it; try again when it has finished"
                if "locked" in str(error)
                else "check the disk; if the file is damaged, remove it: it holds only what was "
                "fetched, and can be fetched again"
            )
            raise StoreError(self.path, f"{error}; {advice}") from error
        except OSError as error:
            raise StoreError(
                self.path, f"{error.strerror or error}; choose a path you may write to with --db"
            ) from error


def _statements(schema: str) -> Iterator[str]:
    statement = ""
    for line in schema.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
