"""Web archives (WARC, as Common Crawl and Heritrix write them): the pages among the answers.

A broken record is told and the next one read. The format is short and is read here, since
the usual library unpacks a whole chunk of an answer at once however much it grows, takes
lines of any length, writes what it finds wrong to the terminal, and ends at a broken record.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from nutgraf.errors import InputError, TooLarge, UnreadableInput
from nutgraf.readers.article import STEP, Means, failure, megabytes
from nutgraf.readers.decode import known_encoding
from nutgraf.readers.gunzip import MAGIC, Gunzip, head_of, pieces_of, stream_of
from nutgraf.readers.page import read_page
from nutgraf.readers.published import published_at
from nutgraf.readers.publishers import host_of
from nutgraf.readers.unpacking import NotPacked, unpacked
from nutgraf.records import Article, Failure

START = b"WARC/"
MOST_RECORD = 10_000_000
_START = re.compile(rb"WARC/\d\.\d{1,2}\s*\Z")
_NEXT = re.compile(rb"\r?\n(?=WARC/\d\.\d{1,2}\r?\n)")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?\s+(\d{3})\b")
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml")
_LONGEST_LINE = 16_384
_MOST_LINES = 500
_LONGEST_HEAD = 262_144
_PIECE = 65_536
# Looking for what a wrong length hides costs a pass over it; no honest file has many of them.
_MOST_RESCUES = 100
# These go with the answers, and hold no page of their own.
_BESIDE = frozenset(("warcinfo", "request", "metadata", "continuation"))

Headers = dict[str, str]


class _Record(Struct, frozen=True):
    """One record: what it says of itself, and its block."""

    headers: Headers
    block: bytes


def read_warc(item: str, stream: BinaryIO, means: Means) -> Iterator[Article | Failure]:
    """The article of each page that was answered with status 200, as ``item!address``.

    ``retrieved`` is the moment of archiving, which says nothing of the article's own date.
    Answers that hold no page are counted, and told in one line for each reason.
    """
    left: Counter[str] = Counter()
    anything = False
    for one in _records(item, stream):
        if isinstance(one, Failure):
            yield one
            anything = True
            continue
        reason = _unwanted(one)
        if reason is not None:
            left[reason] += bool(reason)
            continue
        anything = True
        yield from _read_answer(item, one, means)
    for reason, count in sorted((+left).items()):
        records = "record is not read" if count == 1 else "records are not read, of each"
        yield Failure(item, STEP, f"{count} {records}: {reason}")
    if not anything and not +left:
        yield Failure(item, STEP, "the archive holds no answer to read")


# --------------------------------------------------------------------- records


def _records(item: str, stream: BinaryIO) -> Iterator[_Record | Failure]:
    """Each record; a ``Failure`` for each that is broken, after which the next one comes."""
    head = head_of(stream, 2)
    whole = stream_of(pieces_of(stream, head))
    if head != MAGIC:
        yield from _records_of(item, whole)
        return
    members = Gunzip(item, whole)
    number = 0
    place = item
    while True:
        try:
            if not members.more():
                return
            number += 1
            place = f"{item}#{number}"
            yield from _records_of(place, stream_of(members.member()))
        except InputError as problem:
            yield Failure(place, STEP, f"{problem.reason}; the next record is read")
            members.skip_to_member()


def _records_of(place: str, stream: BinaryIO) -> Iterator[_Record | Failure]:
    lines = _Lines(stream)
    lost = False
    while line := lines.readline():
        if not line.strip():
            continue
        if not _START.match(line):
            if not lost:
                yield _broken(place, "what stands here is no record")
            lost = True
            continue
        lost = False
        headers = _headers(lines)
        about = headers.get("warc-target-uri", "").strip("<> ")
        here = f"{place}!{about}" if about else place
        length = headers.get("content-length", "")
        if not re.fullmatch(r"\d{1,15}", length, re.ASCII):
            yield _broken(here, "the record does not say how long it is")
            lost = True
            continue
        if int(length) > MOST_RECORD:
            if headers.get("warc-type", "").lower() not in _BESIDE:
                limit = megabytes(MOST_RECORD)
                yield _broken(here, f"the record is {megabytes(int(length))}, over {limit}")
            if lines.skip(int(length)) < int(length):
                yield _broken(here, "the record is cut off before its end")
            continue
        block = lines.read(int(length))
        if len(block) < int(length) or not lines.at_end_of_record():
            yield _broken(here, "the record is cut off, or not as long as it says")
            lines.rescue(block)
            lost = True
            continue
        yield _Record(headers, block)


def _broken(place: str, what: str) -> Failure:
    return Failure(place, STEP, f"{what}; it is skipped, and the next is read")


class _Lines:
    """A stream read by lines and blocks, where something read may be put back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._back = b""
        self._at = 0
        self._rescues = 0

    def readline(self) -> bytes:
        if self._at >= len(self._back):
            return self._stream.readline(_LONGEST_LINE)
        end = self._back.find(b"\n", self._at, self._at + _LONGEST_LINE) + 1
        if not end:
            return self.read(_LONGEST_LINE)
        line, self._at = self._back[self._at : end], end
        return line

    def read(self, size: int) -> bytes:
        first = self._back[self._at : self._at + size]
        self._at += len(first)
        return first + self._stream.read(size - len(first))

    def skip(self, size: int) -> int:
        """How many of ``size`` bytes were there to be passed over."""
        left = size
        while left and (piece := self.read(min(left, _PIECE))):
            left -= len(piece)
        return size - left

    def at_end_of_record(self) -> bool:
        """Whether a blank line follows, or nothing."""
        line = self.readline()
        if line.strip():
            self._put_back(line)
            return bool(_START.match(line))
        return True

    def rescue(self, block: bytes) -> None:
        """Puts back what stands in ``block`` from the next beginning of a record on."""
        self._rescues += 1
        start = _NEXT.search(block)
        if start and self._rescues <= _MOST_RESCUES:
            self._put_back(block[start.end() :])

    def _put_back(self, what: bytes) -> None:
        self._back = what + self._back[self._at :]
        self._at = 0


def _headers(lines: _Lines) -> Headers:
    """The lines up to a blank one, the first of each name; later ones of a flood are dropped."""
    found: Headers = {}
    for _ in range(_MOST_LINES):
        line = lines.readline()
        name, colon, value = line.decode(errors="replace").partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
        if not line.strip():
            break
    return found


# --------------------------------------------------------------------- answers


def _unwanted(record: _Record) -> str | None:
    """Why a record is not read: empty where that need not be told, ``None`` where it is read."""
    kind = record.headers.get("warc-type", "").lower()
    if kind in _BESIDE:
        return ""
    if kind == "revisit":
        return "it says only that the answer was the same as an earlier one (revisit)"
    status = _STATUS.match(record.block)
    if kind != "response" or status is None or not host_of(_address(record)):
        return "it is no answer of a web server"
    if status.group(1) != b"200":
        return f"the answer had the status {status.group(1).decode()}"
    served = _parted(record.block)[0].get("content-type", "").lower()
    if served and not served.startswith(_PAGES):
        return "the answer is no page (a picture, a script, a feed)"
    return None


def _read_answer(item: str, record: _Record, means: Means) -> Iterator[Article | Failure]:
    url = _address(record)
    place = f"{item}!{url}"
    archived = published_at(record.headers.get("warc-date"))
    if "warc-truncated" in record.headers:
        yield Failure(
            place, STEP, "the archive kept only the beginning of the page; it is not read"
        )
        return
    try:
        content = _content(place, *_parted(record.block))
    except InputError as problem:
        yield failure(problem)
        return
    yield from read_page(place, content, replace(means, retrieved=archived), url)


def _address(record: _Record) -> str:
    return record.headers.get("warc-target-uri", "").strip("<> ")


def _parted(block: bytes) -> tuple[Headers, bytes]:
    """The headers of an answer, and its body."""
    end = _HEAD_END.search(block, 0, _LONGEST_HEAD)
    if end is None:
        return {}, b""
    found: Headers = {}
    for line in block[: end.start()].decode("latin-1").splitlines()[1:_MOST_LINES]:
        name, _, value = line.partition(":")
        found.setdefault(name.strip().lower(), value.strip())
    return found, block[end.end() :]


def _content(place: str, headers: Headers, body: bytes) -> bytes:
    """The page in the body of an answer, its chunks joined, unpacked, and as UTF-8."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    packing = headers.get("content-encoding", "")
    # archives are often kept unpacked, with the answer's headers left as they were
    if packing and not body.lstrip().startswith(b"<"):
        body = _unpacked(place, body, packing)
    served = _CHARSET.search(headers.get("content-type", ""))
    name = known_encoding(served.group(1)) if served else None
    try:
        body.decode()
    except UnicodeDecodeError:
        try:
            return body.decode(name).encode() if name else body
        except UnicodeError:
            return body
    return body


def _unpacked(place: str, body: bytes, packing: str) -> bytes:
    found = bytearray()
    try:
        for piece in unpacked([body], packing):
            found += piece
            if len(found) > MOST_RECORD:
                raise TooLarge(
                    place, f"the page unpacks to over {megabytes(MOST_RECORD)}; it is not read"
                )
    except NotPacked as problem:
        raise UnreadableInput(place, f"the answer cannot be unpacked: {problem}") from problem
    return bytes(found)


def _joined(body: bytes) -> bytes:
    """The chunks of a body as one; the body as it is where it is not in chunks after all."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at, at + 64)
        size = re.match(rb"\s*([0-9A-Fa-f]{1,8})\s*(?:;|\r\n)", body[at : end + 2])
        if end < 0 or size is None:
            break
        length = int(size.group(1), 16)
        if not length:
            break
        parts.append(body[end + 2 : end + 2 + length])
        at = end + 2 + length + 2
    return b"".join(parts) if parts else body
