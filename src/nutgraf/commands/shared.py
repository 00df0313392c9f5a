"""What commands have in common: options, the clock, and how they end."""

from __future__ import annotations

import datetime as dt
import enum
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TextIO

import typer
from msgspec.structs import replace

from nutgraf.records import Failure
from nutgraf.render.display import clean
from nutgraf.settings import Settings, load_settings

if TYPE_CHECKING:
    from nutgraf.readers.fetch import HttpFetch
    from nutgraf.store.fetched import FetchedStore

Db = Annotated[
    Path | None,
    typer.Option("--db", help="The file the desk keeps. [default: the user's data folder]"),
]


class Format(enum.StrEnum):
    """How a list is printed."""

    text = "text"
    json = "json"


def now() -> dt.datetime:
    """This moment, to the second; commands are the only ones to ask."""
    return dt.datetime.now(dt.UTC).replace(microsecond=0)  # noqa: TID251  # a front door's clock


def settings_for(db: Path | None) -> Settings:
    """The user's settings, with the file of the desk that was named."""
    settings = load_settings()
    return settings if db is None else replace(settings, db=db)


@contextmanager
def fetcher(settings: Settings) -> Iterator[tuple[HttpFetch, FetchedStore]]:
    """The network as the user has set it, with what is kept of it."""
    from nutgraf.readers.fetch import HttpFetch
    from nutgraf.store.fetched import FetchedStore, beside

    with (
        FetchedStore(beside(settings.db), most_bytes=settings.fetch.kept_bytes) as kept,
        HttpFetch.by(settings.fetch, kept=kept) as fetch,
    ):
        yield fetch, kept


@contextmanager
def appended(path: Path) -> Iterator[TextIO]:
    """The file at ``path`` to write at its end; leaves with 1 where that cannot be done."""
    try:
        stream = path.open("a", encoding="utf-8")
        # a run that was killed may have left half a line, and an empty line does no harm
        if stream.tell():
            stream.write("\n")
    except OSError as error:
        fail(f"cannot write to {path}: {error.strerror or error}")
    with stream:
        yield stream


def tell(words: str) -> None:
    """A line for the person, on standard error."""
    sys.stderr.write(f"{clean(words)}\n")


def list_failures(failures: Iterable[Failure]) -> None:
    """A line on standard error for each thing that was left out."""
    for failure in failures:
        tell(f"left out: {failure.item}: {failure.error} ({failure.step})")


def fail(message: str, *, code: int = 1) -> NoReturn:
    """End the command with one line."""
    tell(f"nutgraf: {message}")
    raise typer.Exit(code)
