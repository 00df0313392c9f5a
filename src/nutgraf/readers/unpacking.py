"""Packed answers (gzip, deflate) unpacked piece by piece, so that a bomb is never unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

# Those whose decoder can be told how much to give at most; no other is asked for.
ACCEPTED = "gzip, deflate"
_GZIP = zlib.MAX_WBITS | 16
_PIECE = 65_536


class NotPacked(ValueError):
    """The answer is not packed as it says, or its end is missing."""


def unpacked(pieces: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """The pieces of an answer without its ``Content-Encoding``, each of at most 64 KiB.

    Raises ``NotPacked`` for one that is broken, cut, or in a packing that was not asked for.
    """
    names = [name for name in encoding.lower().replace(" ", "").split(",") if name]
    match [name for name in names if name != "identity"]:
        case []:
            yield from pieces
        case ["gzip" | "x-gzip"]:
            yield from _inflated(pieces, gzip=True)
        case ["deflate"]:
            yield from _inflated(pieces, gzip=False)
        case _:
            raise NotPacked(f"it is packed as {encoding!r}, which was not asked for")


def _inflated(pieces: Iterable[bytes], *, gzip: bool) -> Iterator[bytes]:
    stream = iter(pieces)
    head = b""
    while len(head) < 2 and (piece := next(stream, b"")):
        head += piece
    if not head:
        return
    if gzip and head[:2] != b"\x1f\x8b":
        # Some servers put the label on a page they did not pack.
        yield head
        yield from stream
        return
    # By the standard "deflate" has a header that tells its check sum; many send it without.
    headed = (head[0] << 8 | head[1]) % 31 == 0 and head[0] & 15 == 8
    bits = _GZIP if gzip else zlib.MAX_WBITS if headed else -zlib.MAX_WBITS
    unpacker = zlib.decompressobj(bits)
    try:
        for piece in _chained(head, stream):
            rest = piece
            while rest:
                if unpacker.eof:
                    # A second gzip may follow the first; anything else that does is waste.
                    if not (gzip and rest.startswith(b"\x1f\x8b")):
                        return
                    unpacker = zlib.decompressobj(bits)
                yield unpacker.decompress(rest, _PIECE)
                rest = unpacker.unconsumed_tail or unpacker.unused_data
    except zlib.error as problem:
        raise NotPacked(f"it cannot be unpacked: {problem}") from problem
    if not unpacker.eof:
        raise NotPacked("it was cut before its end")


def _chained(head: bytes, stream: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from stream
