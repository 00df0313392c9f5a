"""One request and its answer, within a size and a time."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

import httpx
from h2.exceptions import H2Error
from msgspec import Struct

from nutgraf.readers.connection import Connections, came_from_inside
from nutgraf.readers.unpacking import unpacked


class TooMuch(Exception):
    """The answer, packed or unpacked, is over the limit."""


class TimeUp(Exception):
    """The answer was not complete in time."""


class Exchanged(Struct, frozen=True):
    """What came back; ``content`` is empty where the status is no success.

    ``inside``: it came from an address inside a network.
    """

    status: int
    phrase: str
    headers: httpx.Headers
    content: bytes
    inside: bool


class Exchange:
    """Asks once, over ``connections``; ``connect`` and ``read`` are seconds of patience."""

    def __init__(self, connections: Connections, *, connect: float, read: float) -> None:
        self._connections = connections
        self._timeout = httpx.Timeout(read, connect=connect).as_dict()

    def ask(
        self,
        request: httpx.Request,
        *,
        anywhere: bool,
        seconds: float,
        most_bytes: int,
        cut: bool = False,
        cookies: httpx.Cookies,
    ) -> Exchanged:
        """The answer, which may take ``seconds`` and have ``most_bytes``; with ``cut`` those alone.

        Raises ``TimeUp``, ``TooMuch``, ``NotPacked``, ``InsideAddress`` or what httpx raises.
        ``cookies`` takes those that come with it.
        """
        deadline = self._connections.deadline
        deadline.at = time.monotonic() + seconds
        request.extensions["timeout"] = self._timeout
        try:
            with self._connections.send(request, anywhere=anywhere) as answer:
                cookies.extract_cookies(answer)
                content = self._body(answer, most_bytes, cut=cut) if answer.is_success else b""
                return Exchanged(
                    answer.status_code,
                    answer.reason_phrase,
                    answer.headers,
                    content,
                    came_from_inside(answer),
                )
        except (httpx.TransportError, H2Error) as problem:
            if deadline.passed:
                raise TimeUp from problem
            if isinstance(problem, H2Error):
                # while a body comes, httpcore lets this one through as it is
                raise httpx.RemoteProtocolError(str(problem)) from problem
            raise
        finally:
            deadline.at = float("inf")

    def _body(self, answer: httpx.Response, most_bytes: int, *, cut: bool) -> bytes:
        announced = answer.headers.get("content-length", "")
        if not cut and announced.isdigit() and int(announced[:18]) > most_bytes:
            raise TooMuch
        content = bytearray()
        packed = _at_most(answer.iter_raw(), most_bytes)
        try:
            for piece in unpacked(packed, answer.headers.get("content-encoding", "")):
                content += piece
                if len(content) > most_bytes:
                    raise TooMuch
                if self._connections.deadline.passed:
                    raise TimeUp
        except TooMuch:
            if not cut:
                raise
        del content[most_bytes:]
        return bytes(content)


def _at_most(pieces: Iterable[bytes], most_bytes: int) -> Iterator[bytes]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > most_bytes:
            raise TooMuch
        yield piece
