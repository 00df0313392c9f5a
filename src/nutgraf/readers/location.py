"""A location as a user names it to what stands there: each file, each address, stdin."""

from __future__ import annotations

import glob
import io
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from nutgraf.errors import InputError, TooLarge, UnreadableInput
from nutgraf.plugins import Reader, installed
from nutgraf.readers.accepting import accepting
from nutgraf.readers.article import MOST_BYTES, STEP, Means, failure, megabytes
from nutgraf.readers.decode import HEAD, Kind, check_not_binary, sniff
from nutgraf.readers.feed import read_feed
from nutgraf.readers.jsonl import MOST_JSON_BYTES, read_json, read_json_lines
from nutgraf.readers.page import read_page
from nutgraf.readers.text import read_text
from nutgraf.records import Article, Failure

MOST_PAGE_BYTES = 10_000_000
_KINDS: dict[str, Kind] = {
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
}
# Told by what is inside: one suffix is in use for several kinds.
_MIXED = (".json", ".xml")
_LIMITS: dict[Kind, int] = {
    "json": MOST_JSON_BYTES,
    "page": MOST_PAGE_BYTES,
    "feed": MOST_PAGE_BYTES,
    "text": MOST_BYTES,
}
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)


def read_location(
    location: str, means: Means, stdin: BinaryIO | None
) -> Iterator[Article | Failure]:
    """What is read at ``location``; raises ``UnreadableInput`` at once where nothing is there."""
    if not location.strip():
        raise UnreadableInput(
            location, "name a file, a folder, an address, or - for standard input"
        )
    for plugin in installed("nutgraf.readers"):
        reader = cast("Reader", plugin)
        if reader.accepts(location):
            return reader.read(location, means.fetch)
    if location == "-":
        return _read_stream("stdin", stdin or sys.stdin.buffer, means)
    scheme = _SCHEME.match(location)
    if scheme and scheme.group(1).lower() in ("http", "https"):
        return _read_address(location, means)
    path = Path(location).expanduser()
    try:
        if path.exists():
            return _read_path(path, means)
        matches = [] if path.is_symlink() else sorted(glob.glob(str(path), recursive=True))
    except (OSError, ValueError) as problem:
        raise UnreadableInput(location, f"this is no usable path: {problem}") from problem
    if matches:
        return (one for match in matches for one in _read_path(Path(match), means))
    raise UnreadableInput(location, _absence(location, scheme is not None))


def _absence(location: str, has_scheme: bool) -> str:
    if has_scheme:
        return "only http and https addresses are read"
    if glob.has_magic(location):
        return "no file matches this pattern"
    if re.match(r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|co\.uk)/)", location):
        return f"there is no such file; for the page on the web write https://{location}"
    return "there is no such file or folder; check the path"


def _read_path(path: Path, means: Means) -> Iterator[Article | Failure]:
    if path.is_dir():
        yield from _read_folder(path, means)
    else:
        yield from _read_file(path, means, _KINDS.get(path.suffix.lower()))


def _read_folder(folder: Path, means: Means) -> Iterator[Article | Failure]:
    """All files below, in the order of their names; hidden ones are left alone."""
    problems: list[OSError] = []
    empty = True
    for root, folders, names in os.walk(folder, onerror=problems.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.startswith("."):
                continue
            empty = False
            path = Path(root, name)
            suffix = path.suffix.lower()
            if suffix in _KINDS or suffix in _MIXED:
                yield from _read_file(path, means, _KINDS.get(suffix))
            else:
                known = " ".join(sorted({*_KINDS, *_MIXED}))
                yield Failure(
                    str(path), STEP, f"files of this kind are not read; those that are: {known}"
                )
    for problem in problems:
        yield Failure(
            str(problem.filename), STEP, f"the folder cannot be opened: {problem.strerror}"
        )
    if empty and not problems:
        yield Failure(str(folder), STEP, "the folder is empty; there is nothing to read")


def _read_file(path: Path, means: Means, kind: Kind | None) -> Iterator[Article | Failure]:
    item = str(path)
    try:
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                yield from _read_stream(item, stream, means)
                return
            head = stream.read(HEAD)
            stream.seek(0)
            check_not_binary(item, head)
            if kind is None or path.suffix.lower() in _MIXED:
                kind = sniff(head)
            if kind != "json lines" and status.st_size > _LIMITS[kind]:
                raise _too_large(item, kind, status.st_size)
            yield from _read_kind(item, kind, stream, means)
    except InputError as problem:
        yield failure(problem)
    except OSError as problem:
        yield Failure(item, STEP, f"the file cannot be read: {problem.strerror or problem}")


def _read_stream(item: str, stream: BinaryIO, means: Means) -> Iterator[Article | Failure]:
    """What comes from a pipe: told by its first bytes, since it has no name."""
    try:
        head = stream.read(HEAD)
        if not head.strip():
            yield Failure(item, STEP, "it is empty; there is nothing to read")
            return
        check_not_binary(item, head)
        whole = cast("BinaryIO", io.BufferedReader(_Joined(head, stream)))
        yield from _read_kind(item, sniff(head), whole, means)
    except InputError as problem:
        yield failure(problem)
    except OSError as problem:
        yield Failure(item, STEP, f"it cannot be read: {problem.strerror or problem}")


def _read_address(url: str, means: Means) -> Iterator[Article | Failure]:
    try:
        answer = means.fetch(url, kind="either")
        check_not_binary(url, answer.content[:HEAD])
        if not answer.content.strip():
            yield Failure(url, STEP, "the answer is empty; there is nothing to read")
            return
        kind = sniff(answer.content[:HEAD])
        # a page may start with so much script that no tag of a page is in sight
        if kind == "text" and "html" in answer.content_type:
            kind = "page"
        found = _read_kind(url, kind, io.BytesIO(answer.content), means, answer.url)
        yield from accepting(found, answer)
    except InputError as problem:
        yield failure(problem)


def _read_kind(
    item: str, kind: Kind, stream: BinaryIO, means: Means, url: str | None = None
) -> Iterator[Article | Failure]:
    if kind == "json lines":
        yield from read_json_lines(item, stream, means)
        return
    content = stream.read(_LIMITS[kind] + 1)
    if len(content) > _LIMITS[kind]:
        raise _too_large(item, kind, None)
    if not content.strip():
        yield Failure(item, STEP, "it is empty; there is nothing to read")
    elif kind == "json":
        yield from read_json(item, content, means)
    elif kind == "page":
        yield from read_page(item, content, means, url)
    elif kind == "feed":
        yield from read_feed(item, content, means, url)
    else:
        yield from read_text(item, content, means)


def _too_large(item: str, kind: Kind, size: int | None) -> TooLarge:
    limit = megabytes(_LIMITS[kind])
    what = {"text": "a text file", "json": "one JSON value"}.get(kind, f"a {kind}")
    measured = f"{megabytes(size)}, over the limit of {limit}" if size else f"over {limit}"
    advice = "write one article a line as .jsonl" if kind in ("text", "json") else "it is not read"
    return TooLarge(item, f"it is {measured} for {what}; {advice}")


class _Joined(io.RawIOBase):
    """A stream with the bytes that were read to look at it put back in front."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = memoryview(head)
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        part = self._head[: len(view)] if self._head else self._stream.read(len(view))
        if self._head:
            self._head = self._head[len(view) :]
        view[: len(part)] = part
        return len(part)
