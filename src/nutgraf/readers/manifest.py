"""What a run read, one line of JSON each: enough to read the same again from the same bytes."""

from __future__ import annotations

import datetime as dt
import glob
import hashlib
import importlib.metadata
import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TextIO

import msgspec
from msgspec import Struct

from nutgraf.errors import FetchError, UnreadableInput
from nutgraf.plugins import Fetch, Fetched, Wanted
from nutgraf.readers.decode import HEAD, sniff
from nutgraf.readers.jsonfeed import is_json_feed
from nutgraf.readers.jsonld import one_line
from nutgraf.records import Article

STDIN = "-"
# Which library turns each kind of thing into text; what is not listed is read by our own code.
_LIBRARIES = {
    "page": ("trafilatura", "lxml"),
    "feed": ("feedparser", "lxml"),
    "newsml": ("lxml",),
    "mail": ("trafilatura", "lxml"),
}
_LICENCES = (
    re.compile(r"""<(?:link|a)\b[^>]{0,300}\brel=["']?license["'\s][^>]{0,300}>""", re.I),
    re.compile(
        r"""<meta\b[^>]{0,300}\b(?:name|property)=["']?"""
        r"""(?:dcterms\.license|dc\.rights|dcterms\.rights|license|rights|copyright)["'\s]"""
        r"""[^>]{0,500}>""",
        re.I,
    ),
    re.compile(
        r"<(?:copyright|rights|cc:license|creativeCommons:license|dc:rights)\b[^>]{0,200}>"
        r"(?:<!\[CDATA\[)?([^<\]]{1,500})",
        re.I,
    ),
)
_VALUE = re.compile(r"""\b(?:href|content)=(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_LICENCE_HEAD = 200_000


class RunLine(Struct, frozen=True, kw_only=True, tag="run", tag_field="line"):
    """The first line: which Nutgraf ran, when, and what it was given to read.

    ``feeds``: the inputs are feeds that were polled, whatever their bytes look like.
    """

    nutgraf: str
    analyzer: str
    at: dt.datetime
    inputs: tuple[str, ...]
    publishers: dict[str, str] = {}
    feeds: bool = False


class ReadLine(Struct, frozen=True, kw_only=True, tag="read", tag_field="line", omit_defaults=True):
    """One thing that was read: an address, a file, or "-" for standard input.

    ``status`` is that of HTTP, 200 too for what was taken from what is kept; ``final_url``
    where redirects ended. ``sha256`` and ``bytes`` are of the content, ``parser`` what read
    it. ``licence`` is what it says of its licence. ``error`` is why there is no content.
    """

    item: str
    at: dt.datetime
    status: int | None = None
    final_url: str | None = None
    content_type: str = ""
    sha256: str | None = None
    bytes: int = 0
    parser: str | None = None
    licence: str | None = None
    error: str | None = None


class ArticleLine(Struct, frozen=True, tag="article", tag_field="line", omit_defaults=True):
    """One article that was made of it: its id, and the SHA-256 of its record."""

    id: str
    sha256: str
    given_id: str | None = None


Line = RunLine | ReadLine | ArticleLine
_ENCODER = msgspec.json.Encoder()
_DECODER = msgspec.json.Decoder(Line)


class Manifest(Struct, frozen=True):
    """One run of a manifest as it is read back."""

    run: RunLine
    reads: tuple[ReadLine, ...]
    articles: tuple[ArticleLine, ...]


class ManifestWriter:
    """Writes the lines of one run to ``stream`` as they come; ``now`` tells the time.

    Threads may share one.
    """

    def __init__(self, stream: TextIO, now: Callable[[], dt.datetime]) -> None:
        self._stream = stream
        self._now = now
        self._lock = threading.Lock()

    def run(
        self,
        analyzer: str,
        at: dt.datetime,
        inputs: Iterable[str],
        publishers: Mapping[str, str],
        *,
        feeds: bool = False,
    ) -> None:
        """Write the first line; paths are written whole, so that a rerun may start anywhere."""
        self._write(
            RunLine(
                nutgraf=importlib.metadata.version("nutgraf"),
                analyzer=analyzer,
                at=at,
                inputs=tuple(_whole(each) for each in inputs),
                publishers=dict(publishers),
                feeds=feeds,
            )
        )

    def files(self, inputs: Iterable[str]) -> None:
        """Write a line for each file that ``inputs`` name."""
        for each in inputs:
            for path in _files(each):
                self._write(_file_line(path, self._now()))

    def content(self, item: str, content: bytes) -> None:
        """Write the line of bytes that were read and are no file's and no address's."""
        self._write(_content_line(item, content, self._now()))

    def article(self, article: Article) -> None:
        """Write the line of one article."""
        self._write(ArticleLine(article.id, record_digest(article), article.given_id))

    def fetch(self, fetch: Fetch) -> Fetch:
        """``fetch``, with a line for each address that it is asked for."""
        return Noting(fetch, self._now, self._write)

    def _write(self, line: Line) -> None:
        # whole lines in one call: a run that is killed leaves no half of one but the last
        with self._lock:
            self._stream.write(_ENCODER.encode(line).decode() + "\n")
            self._stream.flush()


class Noting:
    """A ``Fetch`` that tells ``note`` the line of each address it is asked for."""

    def __init__(
        self, fetch: Fetch, now: Callable[[], dt.datetime], note: Callable[[ReadLine], None]
    ) -> None:
        self._fetch = fetch
        self._now = now
        self._note = note

    def __call__(self, url: str, *, kind: Wanted = "page", found_at: str | None = None) -> Fetched:
        """What the fetcher answers."""
        try:
            fetched = self._fetch(url, kind=kind, found_at=found_at)
        except FetchError as problem:
            self._note(ReadLine(item=url, at=self._now(), error=problem.reason))
            raise
        line = _content_line(url, fetched.content, self._now())
        self._note(
            msgspec.structs.replace(
                line,
                status=fetched.status,
                final_url=fetched.url if fetched.url != url else None,
                content_type=fetched.content_type,
            )
        )
        return fetched


class Replay:
    """A ``Fetch`` that answers as a manifest says it was answered, from the bytes kept.

    ``body`` gives the bytes of a SHA-256, ``None`` where they are not kept any more;
    ``missing`` are the lines for which it was asked in vain.
    """

    def __init__(self, manifest: Manifest, body: Callable[[str], bytes | None]) -> None:
        self.missing: list[ReadLine] = []
        self._lines = {line.item: line for line in manifest.reads}
        self._body = body

    def __call__(self, url: str, *, kind: Wanted = "page", found_at: str | None = None) -> Fetched:
        """The bytes that were read then; raises ``FetchError`` where there were none."""
        line = self._lines.get(url)
        if line is None:
            raise FetchError(url, "the manifest does not name this address")
        if line.sha256 is None:
            raise FetchError(url, line.error or "the manifest names no content for it")
        content = self._body(line.sha256)
        if content is None:
            self.missing.append(line)
            raise FetchError(url, not_kept(line))
        return Fetched(line.final_url or url, content, line.content_type, line.status or 200, True)


def kept_content(line: ReadLine, body: Callable[[str], bytes | None]) -> bytes:
    """The bytes of one line; raises ``UnreadableInput`` where they are not kept any more."""
    content = body(line.sha256 or "")
    if content is None:
        raise UnreadableInput(line.item, not_kept(line))
    return content


def not_kept(line: ReadLine) -> str:
    """Why the bytes of ``line`` cannot be read again."""
    return (
        f"its bytes of {line.at:%Y-%m-%d} are not kept any more (sha256 {line.sha256}); a larger "
        "kept_bytes in the settings keeps more"
    )


def read_manifest(path: Path) -> tuple[Manifest, ...]:
    """The runs in ``path``; raises ``UnreadableInput`` with the line that is no line of one.

    The last line of a run may be cut off, as where the run was killed; it is left out.
    """
    item = str(path)
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as problem:
        raise UnreadableInput(item, f"it cannot be read: {problem.strerror or problem}") from (
            problem
        )
    runs: list[tuple[RunLine, list[ReadLine], list[ArticleLine]]] = []
    cut: UnreadableInput | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            one = _DECODER.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as problem:
            cut = cut or UnreadableInput(
                f"{item}:{number}", f"this is no line of a manifest: {problem}"
            )
            continue
        if isinstance(one, RunLine):
            if cut is not None and not runs:
                raise cut
            runs.append((one, [], []))
            cut = None
        elif cut is not None:
            raise cut
        elif not runs:
            break
        elif isinstance(one, ReadLine):
            runs[-1][1].append(one)
        else:
            runs[-1][2].append(one)
    if not runs and cut is not None:
        raise cut
    if not runs:
        raise UnreadableInput(item, "this is no manifest: its first line names no run")
    return tuple(Manifest(run, tuple(reads), tuple(made)) for run, reads, made in runs)


def check_files(manifest: Manifest) -> None:
    """Raises ``UnreadableInput`` for the first file that is not what it was."""
    for line in manifest.reads:
        if line.sha256 is None or _is_address(line.item) or line.item == STDIN:
            continue
        try:
            found = _digest(Path(line.item))
        except OSError as problem:
            raise UnreadableInput(
                line.item, f"the manifest names it, and it cannot be read: {problem.strerror}"
            ) from problem
        if found != line.sha256:
            raise UnreadableInput(
                line.item,
                f"the file has changed since {line.at:%Y-%m-%d %H:%M}: its SHA-256 was "
                f"{line.sha256[:12]}… and is {found[:12]}…",
            )


def record_digest(article: Article) -> str:
    """The SHA-256 of an article with all that is known of it."""
    return hashlib.sha256(msgspec.json.encode(article)).hexdigest()


def licence_note(content: bytes) -> str | None:
    """What a page or feed says of its licence or rights; ``None`` where it says nothing."""
    head = content[:_LICENCE_HEAD].decode(errors="replace")
    for pattern in _LICENCES:
        found = pattern.search(head)
        if found is None:
            continue
        value = None if pattern.groups else _VALUE.search(found.group())
        groups = value.groups() if value else found.groups()
        note = one_line(next(filter(None, groups), ""))
        if note:
            return note[:300]
    return None


def parser_of(content: bytes) -> str:
    """What reads ``content``, with versions: "page (nutgraf 0.1.0, trafilatura 2.3.0, …)"."""
    head = content[:HEAD]
    kind = "feed" if is_json_feed(head) else sniff(head)
    names = ("nutgraf", *_LIBRARIES.get(kind, ()))
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    return f"{kind} ({versions})"


def _content_line(item: str, content: bytes, at: dt.datetime) -> ReadLine:
    return ReadLine(
        item=item,
        at=at,
        sha256=hashlib.sha256(content).hexdigest(),
        bytes=len(content),
        parser=parser_of(content),
        licence=licence_note(content),
    )


def _file_line(path: Path, at: dt.datetime) -> ReadLine:
    try:
        with path.open("rb") as stream:
            head = stream.read(_LICENCE_HEAD)
        return ReadLine(
            item=str(path),
            at=at,
            sha256=_digest(path),
            bytes=path.stat().st_size,
            parser=parser_of(head),
            licence=licence_note(head),
        )
    except OSError as problem:
        return ReadLine(item=str(path), at=at, error=problem.strerror or str(problem))


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _files(location: str) -> Iterator[Path]:
    if location == STDIN or _is_address(location):
        return
    path = Path(_whole(location))
    for each in (
        [path] if path.exists() else sorted(map(Path, glob.glob(str(path), recursive=True)))
    ):
        if not each.is_dir():
            yield each
            continue
        for root, folders, names in os.walk(each):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if not name.startswith(".") and Path(root, name).is_file():
                    yield Path(root, name)


def _whole(location: str) -> str:
    if location == STDIN or _is_address(location):
        return location
    return str(Path(location).expanduser().absolute())


def _is_address(location: str) -> bool:
    return re.match(r"[a-z][a-z0-9+.-]+:", location, re.IGNORECASE) is not None
