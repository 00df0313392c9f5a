"""Gzip unpacked bit by bit: one member at a time, bounded, and past what is broken."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator
from typing import BinaryIO, cast

from nutgraf.errors import InputError, TooLarge, UnreadableInput
from nutgraf.readers.article import megabytes

MAGIC = b"\x1f\x8b"
# Prose is packed to a fifth, the barest table to a thirtieth; what grows more is made to harm.
MOST_GROWTH = 200
# Below this size growth does no harm, and a short file may be one sentence over and over.
FREE_BYTES = 10_000_000
MOST_UNPACKED = 20_000_000_000
_PIECE = 65_536
_MOST_RESCUED = 1_000_000
# Each may read a stretch again; no honest archive is broken in so many places.
_MOST_RESCUES = 100
_START = b"\x1f\x8b\x08"


def grows_too_much(packed: int, unpacked: int) -> bool:
    """Whether so many bytes from so few are no text but a bomb."""
    return unpacked > FREE_BYTES and unpacked > MOST_GROWTH * max(1, packed)


class Gunzip:
    """The members of a gzip stream, which a WARC file has one of for each record."""

    def __init__(self, item: str, stream: BinaryIO) -> None:
        self._item = item
        self._stream = stream
        self._rest = b""
        self._made = 0
        self._number = 0
        # what was taken for the member so far, as long as it may have to be looked at again
        self._taken = bytearray()
        self._rescues = 0

    def more(self) -> bool:
        """Whether anything follows; the zeros that fill up a tape are nothing."""
        while not self._rest.lstrip(b"\0"):
            self._rest = self._stream.read(_PIECE)
            if not self._rest:
                return False
        self._rest = self._rest.lstrip(b"\0")
        return True

    def member(self) -> Iterator[bytes]:
        """The pieces of the next member, each of at most 64 KiB.

        Raises ``UnreadableInput`` where it is broken or cut, ``TooLarge`` for a bomb.
        """
        self._number += 1
        self._taken.clear()
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        taken = made = 0
        while not unpacker.eof:
            packed = self._rest or self._stream.read(_PIECE)
            self._rest = b""
            if not packed:
                raise UnreadableInput(
                    self._item, "it is cut off: the end of what is packed is missing"
                )
            try:
                piece = unpacker.decompress(packed, _PIECE)
            except zlib.error as problem:
                self._rest = packed
                raise UnreadableInput(self._item, f"what is packed is broken: {problem}") from None
            self._rest = unpacker.unconsumed_tail or unpacker.unused_data
            used = len(packed) - len(self._rest)
            taken += used
            if taken <= _MOST_RESCUED:
                self._taken += packed[:used]
            made += len(piece)
            self._made += len(piece)
            if grows_too_much(taken, made) or self._made > MOST_UNPACKED:
                raise TooLarge(
                    self._item,
                    f"it unpacks from {megabytes(taken)} to over {megabytes(made)}; "
                    "this is no text, and it is not read",
                )
            if piece:
                yield piece

    def skip_to_member(self) -> None:
        """Goes to where the next member seems to start, or to the end.

        A member without its end takes what follows for its own, so the search begins in it.
        """
        self._rescues += 1
        if self._rescues <= _MOST_RESCUES:
            self._rest = bytes(self._taken) + self._rest
        # what was broken must not be met again for ever
        self._rest = self._rest[1:]
        while True:
            at = self._rest.find(_START)
            if at >= 0:
                self._rest = self._rest[at:]
                return
            more = self._stream.read(_PIECE)
            if not more:
                self._rest = b""
                return
            self._rest = self._rest[-2:] + more

    def all(self) -> Iterator[bytes]:
        """The pieces of all members as one."""
        while self.more():
            if self._number and not self._rest.startswith(MAGIC[: len(self._rest)]):
                raise UnreadableInput(
                    self._item, "something follows the end of what is packed; it is not read"
                )
            yield from self.member()


class _Pieces(io.RawIOBase):
    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._piece = memoryview(b"")
        self._problem: InputError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(cast("bytearray", buffer))
        while not self._piece:
            # a generator that raised only ends when it is asked again
            if self._problem is not None:
                raise self._problem
            try:
                self._piece = memoryview(next(self._pieces))
            except StopIteration:
                return 0
            except InputError as problem:
                self._problem = problem
        part = self._piece[: len(view)]
        view[: len(part)] = part
        self._piece = self._piece[len(part) :]
        return len(part)


def stream_of(pieces: Iterable[bytes]) -> BinaryIO:
    """``pieces`` one after the other as a stream; what making them raises, reading raises."""
    return cast("BinaryIO", io.BufferedReader(_Pieces(pieces)))


def pieces_of(stream: BinaryIO, head: bytes = b"") -> Iterator[bytes]:
    """``head``, then what is left of ``stream``, up to where it cannot be read."""
    if head:
        yield head
    while piece := _next_bytes(stream):
        yield piece


def head_of(stream: BinaryIO, size: int) -> bytes:
    """The first bytes of ``stream``, up to where it cannot be read.

    The reason is raised when it is read on; what stands before it may be worth reading.
    """
    head = b""
    try:
        while len(head) < size and (piece := _next_bytes(stream, size - len(head))):
            head += piece
    except InputError:
        if not head:
            raise
    return head


def _next_bytes(stream: BinaryIO, size: int = _PIECE) -> bytes:
    """What can be had at once: waiting for more would lose it where an error comes instead."""
    read = getattr(stream, "read1", stream.read)
    return cast("bytes", read(size))


def unpacked_head(head: bytes) -> bytes:
    """The first bytes of what ``head`` packs; empty where it is broken."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 1_000)
    except zlib.error:
        return b""
