"""Tables (CSV, TSV): one article a row, its parts in columns known by their names."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from nutgraf.errors import InputError, TooLarge, UnreadableInput
from nutgraf.readers.article import MOST_BYTES, STEP, Means, failure, megabytes
from nutgraf.readers.decode import HEAD, decode, encoding_mark
from nutgraf.readers.gunzip import head_of, pieces_of, stream_of
from nutgraf.readers.jsonl import read_object
from nutgraf.readers.versions import Found
from nutgraf.records import Failure

# What a column may be called, in letters and figures alone; where two columns of a table mean
# the same, the one named first here is taken, unless its cell is empty.
COLUMNS = {
    "text": "text body articlebody articletext fulltext maintext bodytext content article story",
    "title": "title headline head articletitle",
    "url": "url link address canonicalurl sourceurl articleurl weburl",
    "publisher": "publisher source publication outlet newspaper site sitename domain medium",
    "authors": "authors author byline by creator writer",
    "published": "published date publisheddate publicationdate publishedat datepublished "
    "datepublish publishingdate pubdate publishdate dct timestamp day",
    "updated": "updated modified datemodified updatedat lastmodified",
    "id": "id guid articleid uid",
    "version": "version",
}
_FIELDS = {
    re.sub(r"[\W_]+", "", name): (field, rank)
    for field, names in COLUMNS.items()
    for rank, name in enumerate(names.split())
}
_DELIMITERS = ",\t;|"
_LONGEST_NAME = 60
_MOST_COLUMNS = 1_000
_MOST_ROW = 4 * MOST_BYTES

# The limit is one for the whole process, and as it is no article of some length would fit.
csv.field_size_limit(MOST_BYTES)


def is_table(text: str) -> bool:
    """Whether the first line of ``text`` names columns that an article has, and its text."""
    line = text.lstrip("\ufeff").partition("\n")[0]
    if len(line) > 2_000:
        return False
    names = _split(line, _delimiter(line))
    known = {_FIELDS[name][0] for name in map(_folded, names) if name in _FIELDS}
    return len(known) > 1 and "text" in known and all(len(name) <= _LONGEST_NAME for name in names)


def read_table(item: str, stream: BinaryIO, means: Means) -> Iterator[Found]:
    """The article of each row; a ``Failure`` named ``item:row`` for each without one.

    The first row names the columns; rows are counted from it, as in a spreadsheet.
    """
    number, seen = 1, False
    try:
        head = head_of(stream, HEAD)
        encoding = _encoding(item, head)
        stream = stream_of(pieces_of(stream, head))
        lines = _Lines(item, stream, encoding)
        columns, rows = _opened(item, lines)
        for row in rows:
            number += 1
            lines.spent = 0
            if any(cell.strip() for cell in row):
                seen = True
                yield from _read_row(f"{item}:{number}", columns, row, encoding, means)
    except InputError as problem:
        yield failure(problem)
        return
    except csv.Error as problem:
        yield Failure(
            f"{item}:{number + 1}",
            STEP,
            f"the row is broken ({problem}), as by a quotation mark that is never closed; it and "
            "the rest of the table are not read",
        )
        return
    if not seen:
        yield Failure(item, STEP, "the table has no row besides the names of its columns")


def _opened(item: str, lines: _Lines) -> tuple[dict[str, list[int]], Iterator[list[str]]]:
    """Which columns say what, best first, and the rows below."""
    first = next((line for line in lines if line.strip()), "")
    delimiter = _delimiter(first)
    names = _split(first, delimiter)
    ranked = sorted(
        (*_FIELDS[name], at) for at, name in enumerate(map(_folded, names)) if name in _FIELDS
    )
    columns: dict[str, list[int]] = {}
    for field, _, at in ranked:
        columns.setdefault(field, []).append(at)
    if "text" not in columns:
        listed = ", ".join(name[:_LONGEST_NAME] for name in names[:12])
        # bytes that are no letters cannot be shown
        shown = listed.encode(errors="replace").decode()
        raise UnreadableInput(
            item,
            f"no column of the table holds the text; there are: {shown}. Name one of them text, "
            "and others title, url, publisher, date, author",
        )
    return columns, csv.reader(lines, delimiter=delimiter)


def _read_row(
    place: str, columns: dict[str, list[int]], row: list[str], encoding: str, means: Means
) -> Iterator[Found]:
    found: dict[str, object] = {}
    for field, places in columns.items():
        cells = [row[at] for at in places if at < len(row)]
        found[field] = next((cell for cell in cells if cell.strip()), cells[0] if cells else "")
    if any("\udc80" <= letter <= "\udcff" for cell in found.values() for letter in str(cell)):
        yield Failure(
            place, STEP, f"the row is not {encoding.upper()}; it is skipped, and the rest is read"
        )
        return
    yield from read_object(place, found, means)


class _Lines:
    """The lines of a table, none longer than an article may be, nor a row of them."""

    def __init__(self, item: str, stream: BinaryIO, encoding: str) -> None:
        self._item = item
        self._text = io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline="")
        self.spent = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._text.readline(_MOST_ROW)
        if not line:
            raise StopIteration
        self.spent += len(line)
        if self.spent > _MOST_ROW:
            raise TooLarge(
                self._item,
                f"a row is longer than {megabytes(_MOST_ROW)}; it and the rest are not read",
            )
        return line


def _encoding(item: str, head: bytes) -> str:
    marked = encoding_mark(head)
    if marked:
        return marked
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        # no bytes of UTF-8, so of an older spreadsheet, where its letters make sense
        decode(item, head)
        return "cp1252"
    return "utf-8"


def _delimiter(line: str) -> str:
    def known(delimiter: str) -> int:
        return sum(_folded(name) in _FIELDS for name in _split(line, delimiter))

    return max(_DELIMITERS, key=known)


def _split(line: str, delimiter: str) -> list[str]:
    try:
        row = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []
    return [name.strip() for name in row[:_MOST_COLUMNS]]


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name[:_LONGEST_NAME].casefold())
