"""A host on this machine that answers as a test tells it to, and clocks that do not wait."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpcore
from msgspec import Struct

from nutgraf.plugins import Answer, Asked
from nutgraf.readers.manners import Clock

PUBLIC_ADDRESS = "93.184.215.14"


class Reply(Struct, frozen=True):
    """What a path answers; ``raw`` takes over the whole connection."""

    status: int = 200
    content: bytes = b""
    headers: tuple[tuple[str, str], ...] = ()
    raw: Callable[[BaseHTTPRequestHandler], None] | None = None


class Seen(Struct, frozen=True):
    """One request as it came."""

    path: str
    headers: dict[str, str]


class Host:
    """A server on loopback: ``replies`` by path, a list being used up but for its last."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply | list[Reply]] = {}
        self.seen: list[Seen] = []
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: object) -> None:
                """Tests print nothing."""

            def do_GET(self) -> None:
                with contextlib.suppress(ConnectionError):
                    host._answer(self)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        self.base = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def _answer(self, handler: BaseHTTPRequestHandler) -> None:
        self.seen.append(Seen(handler.path, {k.lower(): v for k, v in handler.headers.items()}))
        found = self.replies.get(handler.path, Reply(404))
        if isinstance(found, list):
            found = found.pop(0) if len(found) > 1 else found[0]
        if found.raw:
            found.raw(handler)
            handler.close_connection = True
            return
        handler.send_response(found.status)
        for name, value in found.headers:
            handler.send_header(name, value)
        if found.status != 304 and "content-length" not in (n.lower() for n, _ in found.headers):
            handler.send_header("Content-Length", str(len(found.content)))
        handler.end_headers()
        if found.status != 304:
            handler.wfile.write(found.content)

    def paths(self) -> list[str]:
        """The paths that were asked for, robots.txt left out."""
        return [one.path for one in self.seen if one.path != "/robots.txt"]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@contextlib.contextmanager
def hosting(**replies: Reply | list[Reply]) -> Iterator[Host]:
    """A host whose paths are named by keyword ("robots" is robots.txt)."""
    host = Host()
    for name, reply in replies.items():
        host.replies["/robots.txt" if name == "robots" else f"/{name}"] = reply
    try:
        yield host
    finally:
        host.close()


def page(content: bytes = b"<html>a page</html>", *headers: tuple[str, str]) -> Reply:
    return Reply(200, content, (("Content-Type", "text/html"), *headers))


def moved(target: str, status: int = 302) -> Reply:
    return Reply(status, headers=(("Location", target),))


class Watch:
    """A clock whose sleeps take no time and are noted."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.ahead = 0.0
        self.clock = Clock(
            now=lambda: 1_750_000_000.0 + self.ahead,
            monotonic=lambda: time.monotonic() + self.ahead,
            sleep=self.sleep,
            chance=lambda: 0.5,
        )

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.ahead += seconds


class Memory:
    """A ``Kept`` in dictionaries."""

    def __init__(self) -> None:
        self.answers: dict[tuple[str, bool], Answer] = {}
        self.targets: dict[str, str] = {}
        self.asked_at: dict[str, Asked] = {}

    def answer(self, url: str) -> Answer | None:
        return self.answers.get((url, True)) or self.answers.get((url, False))

    def keep(self, answer: Answer) -> None:
        self.answers[answer.url, answer.accepted] = answer

    def target(self, url: str) -> str | None:
        return self.targets.get(url)

    def keep_target(self, url: str, target: str | None) -> None:
        self.targets.pop(url, None)
        if target is not None:
            self.targets[url] = target

    def asked(self, url: str) -> Asked | None:
        return self.asked_at.get(url)

    def note_asked(self, asked: Asked) -> None:
        self.asked_at[asked.url] = asked


class Names:
    """A name server: addresses by host, a list of lists giving another answer each time."""

    def __init__(self, **hosts: list[str] | list[list[str]]) -> None:
        self.hosts = {name.replace("_", "."): each for name, each in hosts.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[str]:
        self.asked.append(host)
        found = self.hosts[host]
        if found and isinstance(found[0], list):
            return found.pop(0) if len(found) > 1 else found[0]  # type: ignore[return-value]
        return found  # type: ignore[return-value]


class Wires(httpcore.NetworkBackend):
    """Lays each connection to loopback, whatever address was asked for, and notes that one."""

    def __init__(self) -> None:
        self.addresses: list[str] = []
        self._real = httpcore.SyncBackend()

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, *more: object, **named: object
    ) -> httpcore.NetworkStream:
        self.addresses.append(host)
        return self._real.connect_tcp("127.0.0.1", port, timeout)
