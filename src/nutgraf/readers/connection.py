"""Connections whose address is checked, and whose patience has an end.

A name is resolved once, each address looked at, and the connection made to that very address:
a name server that gives another answer the second time gains nothing.
"""

from __future__ import annotations

import contextlib
import math
import socket
import ssl
import threading
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from typing import cast

import httpcore
import httpx
from msgspec import Struct

from nutgraf.readers.addresses import is_public, named_inside
from nutgraf.readers.pool import OneAtATimePool

Resolve = Callable[[str, int], Sequence[str]]
# Of the many addresses a host may have, so many are tried.
_MOST_ADDRESSES = 4
_SHORTEST = 0.001
_LONGEST = 3600.0


class InsideAddress(Exception):
    """The host is inside some network, and who asks may not reach in."""


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of ``host`` as the system knows them; raises ``OSError`` if there are none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(each[4][0]) for each in found))


class Deadline(threading.local):
    """Until when this thread waits for the network at all (by the monotonic clock)."""

    at: float = math.inf

    def within(self, seconds: float | None) -> float | None:
        """``seconds``, or what is left if that is less; never nothing, which would not wait."""
        left = max(self.at - time.monotonic(), _SHORTEST)
        if math.isinf(left):
            return seconds
        return left if seconds is None else min(seconds, left)

    @property
    def passed(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() >= self.at


class _Stream(httpcore.NetworkStream):
    """A connection that minds the deadline, and tells which address it was made to."""

    def __init__(self, inner: httpcore.NetworkStream, address: str, deadline: Deadline) -> None:
        self._inner = inner
        self._address = address
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        safe = self._inner.start_tls(ssl_context, server_hostname, self._deadline.within(timeout))
        return _Stream(safe, self._address, self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._address if info == "checked_address" else self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Resolves, checks, and connects to what was checked."""

    def __init__(
        self,
        allowed: Callable[[str], bool],
        resolve: Resolve,
        connector: httpcore.NetworkBackend,
        deadline: Deadline,
    ) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._connector = connector
        self._deadline = deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        until = time.monotonic() + (self._deadline.within(timeout) or math.inf)
        found = self._addresses(host, port, until - time.monotonic())
        addresses = [each for each in found if self._allowed(each)][:_MOST_ADDRESSES]
        if not addresses:
            raise InsideAddress(host)
        problem: Exception = httpcore.ConnectTimeout()
        for number, address in enumerate(addresses):
            # One that does not answer leaves time for the next.
            share = (until - time.monotonic()) / (len(addresses) - number)
            try:
                stream = self._connector.connect_tcp(
                    address,
                    port,
                    min(max(share, _SHORTEST), _LONGEST),
                    local_address,
                    socket_options,
                )
                return _Stream(stream, address, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as refused:
                problem = refused
        raise problem

    def _addresses(self, host: str, port: int, seconds: float) -> Sequence[str]:
        """What the name leads to; in a thread, since the system's resolver knows no time-out."""
        answer: Future[Sequence[str]] = Future()

        def ask() -> None:
            try:
                answer.set_result(self._resolve(host, port))
            except Exception as problem:
                answer.set_exception(problem)

        threading.Thread(target=ask, daemon=True).start()
        try:
            return answer.result(min(seconds, _LONGEST))
        except TimeoutError as problem:
            raise httpcore.ConnectTimeout(f"no address of {host} (DNS)") from problem
        except Exception as problem:
            raise httpcore.ConnectError(str(problem)) from problem


@contextlib.contextmanager
def _as_httpx() -> Iterator[None]:
    """What httpcore raises, as what httpx calls by the same name."""
    try:
        yield
    except (
        httpcore.NetworkError,
        httpcore.TimeoutException,
        httpcore.ProtocolError,
        httpcore.UnsupportedProtocol,
    ) as problem:
        kind = getattr(httpx, type(problem).__name__, httpx.TransportError)
        raise cast("type[httpx.TransportError]", kind)(str(problem)) from problem


class _Body(httpx.SyncByteStream):
    def __init__(self, inner: object) -> None:
        self._inner = cast("Iterable[bytes]", inner)

    def __iter__(self) -> Iterator[bytes]:
        with _as_httpx():
            yield from self._inner

    def close(self) -> None:
        if callable(close := getattr(self._inner, "close", None)):
            close()


class _Pools(Struct, frozen=True):
    anywhere: httpcore.ConnectionPool
    public: httpcore.ConnectionPool
    proxies: dict[str, httpx.HTTPTransport]


def _proxies(context: ssl.SSLContext) -> dict[str, httpx.HTTPTransport]:
    """The ways through the proxies of the environment, by scheme."""
    named = urllib.request.getproxies()
    found = {}
    for scheme in ("http", "https"):
        address = named.get(scheme) or named.get("all")
        if address:
            whole = address if "://" in address else f"http://{address}"
            try:
                found[scheme] = httpx.HTTPTransport(verify=context, http2=True, proxy=whole)
            except (ImportError, ValueError, httpx.InvalidURL) as problem:
                raise httpx.ProxyError(
                    f"the proxy that the environment names for {scheme} cannot be used: {problem}"
                ) from problem
    return found


class Connections:
    """All open connections: those that may lead anywhere, and those to the public alone.

    They are kept apart, so that one made for the user himself is never used again for a
    stranger's link. ``proxies``: those of the environment are used; a proxy resolves names
    itself, so behind one only names and figures are checked.
    """

    def __init__(
        self,
        *,
        resolve: Resolve = resolve,
        connector: httpcore.NetworkBackend | None = None,
        ssl_context: ssl.SSLContext | None = None,
        proxies: bool = True,
        at_once: int = 100,
    ) -> None:
        self.deadline = Deadline()
        self._resolve = resolve
        self._connector = connector or httpcore.SyncBackend()
        self._context = ssl_context
        self._wants_proxies = proxies
        self._at_once = at_once
        self._lock = threading.Lock()
        self._opened: _Pools | None = None

    def _pools(self) -> _Pools:
        # Made when first used: a run that reads files alone loads no certificates.
        with self._lock:
            if self._opened is None:
                context = self._context or httpx.create_ssl_context()
                self._opened = _Pools(
                    self._pool(lambda address: True, context),
                    self._pool(is_public, context),
                    _proxies(context) if self._wants_proxies else {},
                )
            return self._opened

    def _pool(
        self, allowed: Callable[[str], bool], context: ssl.SSLContext
    ) -> httpcore.ConnectionPool:
        return OneAtATimePool(
            ssl_context=context,
            max_connections=self._at_once,
            max_keepalive_connections=20,
            keepalive_expiry=5.0,
            http2=True,
            network_backend=_Backend(allowed, self._resolve, self._connector, self.deadline),
        )

    @contextlib.contextmanager
    def send(self, request: httpx.Request, *, anywhere: bool) -> Iterator[httpx.Response]:
        """The answer's head, its body still to come; raises ``InsideAddress`` where refused."""
        answer = self._sent(request, anywhere=anywhere)
        answer.request = request
        try:
            yield answer
        finally:
            answer.close()

    def _sent(self, request: httpx.Request, *, anywhere: bool) -> httpx.Response:
        host = request.url.host
        pools = self._pools()
        proxy = pools.proxies.get(request.url.scheme)
        if proxy and not urllib.request.proxy_bypass(host):
            if not anywhere and named_inside(host):
                raise InsideAddress(host)
            return proxy.handle_request(request)
        pool = pools.anywhere if anywhere else pools.public
        with _as_httpx():
            answer = pool.handle_request(
                httpcore.Request(
                    request.method,
                    httpcore.URL(
                        scheme=request.url.raw_scheme,
                        host=request.url.raw_host,
                        port=request.url.port,
                        target=request.url.raw_path,
                    ),
                    headers=request.headers.raw,
                    extensions=request.extensions,
                )
            )
        return httpx.Response(
            answer.status,
            headers=answer.headers,
            stream=_Body(answer.stream),
            extensions=answer.extensions,
        )

    def close(self) -> None:
        """Close all connections; those that are needed again are opened again."""
        with self._lock:
            if self._opened:
                self._opened.anywhere.close()
                self._opened.public.close()
                for proxy in self._opened.proxies.values():
                    proxy.close()
            self._opened = None


def came_from_inside(answer: httpx.Response) -> bool:
    """Whether ``answer`` came from an address that is not public; by its name behind a proxy."""
    stream = answer.extensions.get("network_stream")
    address = stream.get_extra_info("checked_address") if stream else None
    return not is_public(address) if address else named_inside(answer.request.url.host)
