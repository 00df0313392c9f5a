"""A pool whose connections answer one request at a time, HTTP/2 too.

Several requests on one HTTP/2 connection would share its state between threads, and httpcore
then waits without an end for a server that lowers its number of streams meanwhile. Hosts are
asked by few requests at a time anyway, so that a connection each is no loss.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterable, Iterator
from typing import cast

import httpcore


class OneAtATimePool(httpcore.ConnectionPool):
    """A pool of connections that answer one request at a time."""

    def create_connection(self, origin: httpcore.Origin) -> httpcore.ConnectionInterface:
        """A new connection to ``origin``."""
        return _OneAtATime(super().create_connection(origin))


class _OneAtATime(httpcore.ConnectionInterface):
    def __init__(self, inner: httpcore.ConnectionInterface) -> None:
        self._inner = inner
        self._busy = threading.Lock()

    def handle_request(self, request: httpcore.Request) -> httpcore.Response:
        if not self._busy.acquire(blocking=False):
            # The pool then looks for another, or opens one.
            raise httpcore.ConnectionNotAvailable
        try:
            answer = self._inner.handle_request(request)
        except BaseException:
            self._busy.release()
            raise
        return httpcore.Response(
            answer.status,
            headers=answer.headers,
            content=_Body(cast("Iterable[bytes]", answer.stream), self._busy),
            extensions=answer.extensions,
        )

    def is_available(self) -> bool:
        return not self._busy.locked() and self._inner.is_available()

    def is_idle(self) -> bool:
        return not self._busy.locked() and self._inner.is_idle()

    def can_handle_request(self, origin: httpcore.Origin) -> bool:
        return self._inner.can_handle_request(origin)

    def has_expired(self) -> bool:
        return self._inner.has_expired()

    def is_closed(self) -> bool:
        return self._inner.is_closed()

    def info(self) -> str:
        return self._inner.info()

    def close(self) -> None:
        self._inner.close()


class _Body:
    """The body of an answer; closing it sets its connection free, once."""

    def __init__(self, inner: Iterable[bytes], busy: threading.Lock) -> None:
        self._inner = inner
        self._free = contextlib.ExitStack()
        self._free.callback(busy.release)
        if callable(close := getattr(inner, "close", None)):
            self._free.callback(close)

    def __iter__(self) -> Iterator[bytes]:
        yield from self._inner

    def close(self) -> None:
        self._free.close()
