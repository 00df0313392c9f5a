"""Two hundred invented publishers on one server, with every fault that the network knows.

``Faulty`` serves them; run as a program (``python -m tests.faulty_world DB NOW``) this polls
them once, under names that a resolver of its own makes up, and prints what came of it.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import gzip
import json
import re
import resource
import sys
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from nutgraf.polling import due, poll
from nutgraf.readers import HttpFetch
from nutgraf.readers.article import Means
from nutgraf.readers.manners import Clock
from nutgraf.store import Store
from nutgraf.store.feeds import Feeds
from nutgraf.store.fetched import FetchedStore, beside
from tests.feed_world import feed, page
from tests.http_host import PUBLIC_ADDRESS, Wires

# What each fault is told as; ``None`` where all is well in spite of it.
FEEDS: dict[str, str | None] = {
    "good": None,
    "whole": None,
    "unchanged": None,
    "moved": None,
    "packed": None,
    "entities": None,
    "lying": None,
    "slow": "time-out|not complete",
    "drip": "not complete",
    "cut": "connection failed",
    "short": "connection failed",
    "bomb": "over the limit",
    "loop": "redirects more than",
    "early304": "304",
    "rest": "429",
    "failed": "503",
    "gone": "404",
    "tls": "TLS",
    "inside": "inside a network",
    "page": "a web page, and no feed",
    "noise": "no feed",
}
PAGES: dict[str, str | None] = {
    "good": None,
    "lying": None,
    "moved": None,
    "slow": "time-out|not complete",
    "cut": "connection failed",
    "short": "connection failed",
    "bomb": "over the limit",
    "loop": "redirects more than",
    "rest": "429|asked for rest",
    "failed": "503",
    "gone": "404",
    "tls": "TLS",
    "inside": "inside a network",
    "forbidden": "robots.txt",
    "none": "no article|words of",
}
_FEED_KINDS = [*FEEDS, *["good"] * 12]
# Between two faults stand good pages, so that no feed looks as if its host had broken down.
_PAGE_KINDS = [kind for fault in PAGES for kind in (fault, "good")]
_ENTITIES = b'<!DOCTYPE rss [<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]><rss'
_BOMB = gzip.compress(b" " * 60_000_000)
_BIG = 65_536


def feed_kind(number: int) -> str:
    """The fault of a feed."""
    return _FEED_KINDS[number % len(_FEED_KINDS)]


def page_kind(name: str) -> str:
    """The fault of a page, by the number of its feed and its own: "f12a3"."""
    number, _, own = name[1:].partition("a")
    kind = _PAGE_KINDS[(int(number) * 7 + int(own)) % len(_PAGE_KINDS)]
    return "good" if feed_kind(int(number)) in ("whole", "entities") else kind


def names_of(number: int, articles: int) -> list[str]:
    """The articles of a feed."""
    return [f"f{number}a{n}" for n in range(articles)]


def host_of(number: int) -> str:
    """The host of a feed; that of some is inside."""
    return f"f{number}.inside.example" if feed_kind(number) == "inside" else f"f{number}.example"


def feed_url(number: int, port: int) -> str:
    """The address of a feed as its reader knows it."""
    scheme = "https" if feed_kind(number) == "tls" else "http"
    return f"{scheme}://{host_of(number)}:{port}/feed"


def linked(number: int, articles: int, port: int) -> bytes:
    """A feed whose links lead to pages of its host, but for those that want another."""
    kind = feed_kind(number)
    names = names_of(number, articles)
    content = feed(f"http://{host_of(number)}:{port}", names, whole=kind == "whole")
    for name in names:
        link = f"http://{host_of(number)}:{port}/page/{name}"
        if page_kind(name) == "inside":
            other = f"http://{name}.inside.example:{port}/page/{name}"
        elif page_kind(name) == "tls":
            other = link.replace("http:", "https:")
        elif page_kind(name) == "forbidden":
            other = link.replace("/page/", "/private/page/")
        else:
            continue
        content = content.replace(f"{link}<".encode(), f"{other}<".encode())
    return content


class Faulty:
    """Serves ``articles`` pages for each feed; ``healed`` once the network is well again."""

    def __init__(self, articles: int) -> None:
        self.healed = False
        self.over = threading.Event()
        world = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, format: str, *args: object) -> None:
                """Tests print nothing."""

            def do_GET(self) -> None:
                with contextlib.suppress(OSError):
                    world.answer(self)

        class Server(ThreadingHTTPServer):
            daemon_threads = True
            request_queue_size = 256

            def handle_error(self, *_: object) -> None:
                """What is no HTTP (TLS) is what the test wants."""

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = int(self._server.server_address[1])
        self._articles = articles
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def close(self) -> None:
        """Stop serving, and let go those who are served slowly."""
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Answer one request with what its feed or page is, or with its fault."""
        path = handler.path
        if path == "/robots.txt":
            self._send(handler, b"User-agent: *\nDisallow: /private/\n", "text/plain")
            return
        name = path.rpartition("/")[2]
        if "page/" in path:
            kind, content, media = page_kind(name), page(name), "text/html"
        else:
            number = int((handler.headers["Host"] or "f0").partition(".")[0][1:])
            kind, media = feed_kind(number), "application/rss+xml"
            content = linked(number, self._articles, self.port)
        content = self._dressed(kind, content)
        if kind == "lying":
            media += "; charset=utf-16"
        fault = None if self.healed else getattr(self, f"_{kind}", None)
        if fault:
            fault(handler, content, media)
        else:
            self._send(handler, content, media)

    def _dressed(self, kind: str, content: bytes) -> bytes:
        if kind == "entities":
            return content.replace(b"<rss", _ENTITIES, 1).replace(b"Courier", b"Courier &a;")
        if kind == "lying":
            # in an encoding that neither the server nor the file names
            cafe = "Caf\u00e9".encode("cp1252")
            return content.replace(b"Pier:", cafe, 1).replace(b'"utf-8"', b'"ascii"')
        return content

    def _send(
        self,
        handler: BaseHTTPRequestHandler,
        content: bytes,
        media: str,
        status: int = 200,
        *headers: tuple[str, str],
        length: int | None = None,
    ) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", media)
        handler.send_header("Content-Length", str(len(content) if length is None else length))
        for each in headers:
            handler.send_header(*each)
        handler.end_headers()
        handler.wfile.write(content)

    # ----------------------------------------------------------------- faults

    def _unchanged(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        if handler.headers["If-None-Match"]:
            handler.send_response(304)
            handler.end_headers()
        else:
            self._send(handler, content, media, 200, ("ETag", '"one"'))

    def _moved(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        if handler.path.startswith("/new/"):
            self._send(handler, content, media)
        else:
            self._send(handler, b"", media, 301, ("Location", f"/new{handler.path}"))

    def _packed(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        self._send(handler, gzip.compress(content), media, 200, ("Content-Encoding", "gzip"))

    def _slow(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        self.over.wait(15)

    def _drip(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        for byte in content:
            handler.wfile.write(bytes([byte]))
            if self.over.wait(0.05):
                return

    def _cut(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"%x\r\n" % len(content) + content[: len(content) // 2])
        handler.close_connection = True

    def _short(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        self._send(handler, content, media, length=len(content) + 1_000)
        handler.close_connection = True

    def _bomb(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        self._send(handler, _BOMB, media, 200, ("Content-Encoding", "gzip"))

    def _loop(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        self._send(handler, b"", media, 302, ("Location", handler.path))

    def _early304(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        handler.send_response(304)
        handler.end_headers()

    def _rest(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        self._send(handler, b"", media, 429, ("Retry-After", "1800"))

    def _failed(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        self._send(handler, b"", media, 503)

    def _gone(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        self._send(handler, b"", media, 404)

    def _page(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        self._send(handler, page("home"), "text/html")

    def _noise(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        self._send(handler, b"<?xml version='1.0'?>" + b"<x>" * _BIG, media)

    def _none(self, handler: BaseHTTPRequestHandler, content: bytes, media: str) -> None:
        self._send(handler, b"<html><body><p>Nothing to see.</p></body></html>", media)


def _resolve(host: str, port: int) -> tuple[str, ...]:
    return ("10.0.0.7",) if "inside" in host else (PUBLIC_ADDRESS,)


def main(db: Path, now: dt.datetime, said: Callable[[str], object]) -> None:
    """Poll all feeds of the desk's file ``db`` once, whether due or not, and say how it went."""
    clock = Clock(now=now.timestamp, sleep=lambda seconds: time.sleep(seconds / 20))
    with (
        Store(db) as store,
        FetchedStore(beside(db)) as kept,
        HttpFetch(
            connect=4, read=2, total=6, tries=2, delay=0, public=True, kept=kept, clock=clock,
            resolve=_resolve, connector=Wires(),
        ) as fetch,
    ):  # fmt: skip
        feeds = due(Feeds(store).all(), now, gap=0, kept=kept)
        outcome = poll(store, feeds, Means(fetch, now), now=now, kept=kept, at_once=24)
    said(
        json.dumps(
            {
                "feeds": {each.url: each.error for each in outcome.feeds},
                "failures": {each.item: each.error for each in outcome.failures},
                "megabytes": _peak_kilobytes() / 1024,
            }
        )
    )


def _peak_kilobytes() -> int:
    """The most memory that this program itself has held.

    What the system counts of a process begins, on Linux, with what its parent held: of a
    long run of tests much more than ours.
    """
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(r"^VmHWM:\s*(\d+) kB$", status.read_text(), re.MULTILINE)
        if found:
            return int(found[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(Path(sys.argv[1]), dt.datetime.fromisoformat(sys.argv[2]), sys.stdout.write)
