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

from nutgraf.errors import InputError, UnreadableInput
from nutgraf.plugins import Reader, installed
from nutgraf.readers.accepting import accepting
from nutgraf.readers.article import STEP, Means, failure
from nutgraf.readers.contents import is_known, read_contents, unknown_kind
from nutgraf.readers.versions import Found
from nutgraf.records import Failure

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)


def read_location(location: str, means: Means, stdin: BinaryIO | None) -> Iterator[Found]:
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


def _read_path(path: Path, means: Means) -> Iterator[Found]:
    if path.is_dir():
        yield from _read_folder(path, means)
    else:
        yield from _read_file(path, means)


def _read_folder(folder: Path, means: Means) -> Iterator[Found]:
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
            if is_known(name):
                yield from _read_file(path, means)
            else:
                yield unknown_kind(str(path))
    for problem in problems:
        yield Failure(
            str(problem.filename), STEP, f"the folder cannot be opened: {problem.strerror}"
        )
    if empty and not problems:
        yield Failure(str(folder), STEP, "the folder is empty; there is nothing to read")


def _read_file(path: Path, means: Means) -> Iterator[Found]:
    item = str(path)
    try:
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            size = status.st_size if stat.S_ISREG(status.st_mode) else None
            yield from read_contents(item, path.name, stream, means, size=size)
    except InputError as problem:
        yield failure(problem)
    except OSError as problem:
        yield Failure(item, STEP, f"the file cannot be read: {problem.strerror or problem}")


def _read_stream(item: str, stream: BinaryIO, means: Means) -> Iterator[Found]:
    """What comes from a pipe: told by its first bytes, since it has no name."""
    try:
        yield from read_contents(item, "", stream, means)
    except InputError as problem:
        yield failure(problem)
    except OSError as problem:
        yield Failure(item, STEP, f"it cannot be read: {problem.strerror or problem}")


def _read_address(url: str, means: Means) -> Iterator[Found]:
    try:
        answer = means.fetch(url, kind="either")
        found = read_contents(
            url,
            "",
            io.BytesIO(answer.content),
            means,
            url=answer.url,
            content_type=answer.content_type,
        )
        yield from accepting(found, answer)
    except InputError as problem:
        yield failure(problem)
