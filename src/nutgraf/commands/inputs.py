"""The options and steps of the commands that read inputs through the desk."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from nutgraf.commands.shared import appended, fail, fetcher, list_failures, now
from nutgraf.records import Analysis, Article
from nutgraf.render.waiting import progress, status

if TYPE_CHECKING:
    from nutgraf.desk import Desk, Reading
    from nutgraf.render.editionjson import EditionFile

EPILOG = "INPUT is a file, a folder, a glob, a feed or page address, or - for standard input."

_INPUTS_HELP = (
    "Files (.jsonl, .json, .csv, .tsv, .html, .txt, .md, .eml, .xml, NewsML-G2, NITF, ninjs), web "
    "archives (.warc, .wacz), .gz and .zip of these, folders, addresses of feeds or pages, or - "
    "for standard input."
)
Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        help=_INPUTS_HELP,
        show_default=False,
    ),
]
MaybeInputs = Annotated[
    list[str] | None, typer.Argument(metavar="INPUT", help=_INPUTS_HELP, show_default=False)
]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write here instead of printing."),
]
Manifest = Annotated[
    Path | None,
    typer.Option(
        "--manifest",
        metavar="FILE",
        help="Add to FILE a line for all that is read; `rerun` reads the same bytes again.",
    ),
]
Day = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="DAY",
        help="The day, as 2026-03-05. [default: that of the newest article]",
    ),
]


Offline = Annotated[bool, typer.Option("--offline", help="Read what is kept; use no network.")]
Public = Annotated[
    bool, typer.Option("--public", help="Reach no address inside this machine's networks.")
]


def filed_edition(path: Path) -> EditionFile:
    """The edition filed at ``path``; leaves with 2 where it cannot be read."""
    from nutgraf.render.editionjson import read_edition_json

    try:
        return read_edition_json(path.read_text(encoding="utf-8"))
    except OSError as error:
        fail(f"{path}: cannot be read: {error.strerror or error}", code=2)
    except UnicodeDecodeError as error:
        fail(f"{path}: is not UTF-8 text: {error.reason} at byte {error.start}", code=2)


def day_of(value: str | None) -> dt.date | None:
    """The day that an option names; ``None`` where it was not given."""
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise typer.BadParameter(
            f"{value!r} is not a day; write it as 2026-03-05", param_hint="--date"
        ) from None


def open_named_desk(db: Path | None, offline: bool = False, public: bool = False) -> Desk:
    """The desk on the file ``db``, by default the user's own."""
    from nutgraf.desk import open_desk

    return open_desk(db, offline=offline, public=public)


def read_inputs(desk: Desk, inputs: Sequence[str], manifest: Path | None = None) -> Reading:
    """What the inputs hold; with ``manifest``, a line of each is added to that file."""
    from nutgraf.desk import read_all

    if manifest is not None:
        from nutgraf.recording import read_to_manifest

        with status("reading"), appended(manifest) as stream:
            return read_to_manifest(inputs, stream, desk.settings, now(), sys.stdin.buffer)
    with status("reading"), fetcher(desk.settings) as (fetch, _):
        return read_all(
            inputs,
            fetch=fetch,
            retrieved=now(),
            stdin=sys.stdin.buffer,
            publishers=desk.settings.publishers,
        )


def analysed_inputs(
    inputs: Sequence[str],
    db: Path | None,
    manifest: Path | None = None,
    *,
    offline: bool = False,
    public: bool = False,
) -> list[tuple[Article, Analysis]]:
    """Every readable article with its analysis; leaves with 1 where there is none."""
    with open_named_desk(db, offline, public) as desk:
        reading = read_inputs(desk, inputs, manifest)
        with progress("analysing", len(reading)) as on_done:
            analysed = desk.analyze(reading.articles, on_done=on_done)
    failures = [*reading.failures, *analysed.failures]
    list_failures(failures)
    pairs = [
        (article, analysed.analyses[article.id])
        for article in reading
        if article.id in analysed.analyses
    ]
    if not pairs:
        fail("none of the inputs could be used" if failures else "the inputs hold no article")
    return pairs


@contextmanager
def written(path: Path | None) -> Iterator[TextIO]:
    """Standard output, or the file that was asked for; leaves with 1 where it cannot be made."""
    if path is None:
        yield sys.stdout
        return
    try:
        with path.open("w", encoding="utf-8", errors="replace") as stream:
            yield stream
    except OSError as error:
        fail(f"cannot write to {path}: {error.strerror or error}")


def write_files(folder: Path, files: Mapping[Path, str]) -> None:
    """Write each file, its line ends as they are; leaves with 1 where one cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
                stream.write(content)
    except OSError as error:
        fail(f"cannot write to {folder}: {error.strerror or error}")
