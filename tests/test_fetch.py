"""The network, over a real server on this machine."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from nutgraf import readers
from nutgraf.errors import FetchError
from nutgraf.readers import HttpFetch
from nutgraf.records import Article, Failure

SENTENCES = "The harbour board of Ostervale has voted to close the old ferry pier in March. "
PARAGRAPHS = "".join(f"<p>{SENTENCES * 3} It was vote number {n}.</p>" for n in range(8))
PAGE = (
    "<!DOCTYPE html><html><head><title>Ostervale closes its pier</title>"
    '<meta property="article:published_time" content="2024-05-14T09:30:00+02:00"></head>'
    f"<body><article><h1>Ostervale closes its pier</h1>{PARAGRAPHS}</article></body></html>"
)
BROKEN = "<!DOCTYPE html><html><body><p>Nothing to see.</p></body></html>"


def feed(base: str) -> str:
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Courier</title>'
        f"<item><title>The whole text</title><link>{base}/whole</link>"
        "<dc:creator>Ada Roe</dc:creator><pubDate>Tue, 14 May 2024 09:30:00 +0200</pubDate>"
        f"<content:encoded><![CDATA[{PARAGRAPHS}]]></content:encoded></item>"
        "<item><title>Only a teaser</title><link>/page</link><description>Soon</description></item>"
        f"<item><title>Gone</title><link>{base}/gone</link></item>"
        f"<item><title>Not an article</title><link>{base}/broken</link></item>"
        "<item><title>Nothing at all</title></item>"
        "</channel></rss>"
    )


class Handler(BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Tests print nothing."""

    def do_GET(self) -> None:
        with contextlib.suppress(ConnectionError):
            self.answer()

    def answer(self) -> None:
        base = f"http://{self.headers['Host']}"
        if self.path == "/page":
            self.send(PAGE.encode(), "text/html; charset=utf-8")
        elif self.path == "/packed":
            self.send(gzip.compress(PAGE.encode()), "text/html", ("Content-Encoding", "gzip"))
        elif self.path == "/bomb":
            self.send(gzip.compress(b" " * 5_000_000), "text/html", ("Content-Encoding", "gzip"))
        elif self.path == "/feed":
            self.send(feed(base).encode(), "application/rss+xml")
        elif self.path == "/inward":
            self.send(feed("http://10.0.0.1").encode(), "application/rss+xml")
        elif self.path == "/no-items":
            self.send(b'<rss version="2.0"><channel><title>x</title></channel></rss>', "text/xml")
        elif self.path == "/broken":
            self.send(BROKEN.encode(), "text/html")
        elif self.path == "/agent":
            self.send(self.headers["User-Agent"].encode(), "text/plain")
        elif self.path == "/empty":
            self.send(b"", "text/html")
        elif self.path == "/picture":
            self.send(b"\x89PNG\r\n\x1a\n\0\0", "image/png")
        elif self.path == "/loop":
            self.redirect("/loop")
        elif self.path == "/moved":
            self.redirect("/page")
        elif self.path == "/away":
            self.redirect("file:///etc/hosts")
        elif self.path == "/slow":
            time.sleep(1.5)
            self.send(b"late", "text/html")
        elif self.path == "/drip":
            self.send_response(200)
            self.end_headers()
            for _ in range(40):
                self.wfile.write(b"x" * 100)
                time.sleep(0.05)
        elif self.path == "/big":
            self.send_response(200)
            self.end_headers()
            for _ in range(100):
                self.wfile.write(b"x" * 100_000)
        elif self.path == "/announced":
            self.send_response(200)
            self.send_header("Content-Length", "99000000")
            self.end_headers()
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b"half")
        elif self.path == "/failed":
            self.send_error(503)
        else:
            self.send_error(404)

    def send(self, content: bytes, kind: str, *headers: tuple[str, str]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


FETCH = HttpFetch(connect=1.0, read=0.5, total=1.0, most_bytes=1_000_000)


def read(url: str) -> tuple[list[Article], list[Failure]]:
    found = list(readers.read(url, fetch=FETCH))
    return (
        [one for one in found if isinstance(one, Article)],
        [one for one in found if isinstance(one, Failure)],
    )


@pytest.mark.parametrize("path", ["/page", "/moved", "/packed"])
def test_a_page_is_fetched(base: str, path: str) -> None:
    (article,), failures = read(base + path)
    assert failures == []
    assert article.headline == "Ostervale closes its pier"
    assert article.url == base + ("/packed" if path == "/packed" else "/page")
    assert article.published is not None
    assert article.published.isoformat() == "2024-05-14T09:30:00+02:00"
    assert len(article.text.splitlines()) == 8


def test_a_feed_is_read_entry_by_entry(base: str) -> None:
    articles, failures = read(base + "/feed")
    assert [one.headline for one in articles] == ["The whole text", "Ostervale closes its pier"]
    assert articles[0].byline == ("Ada Roe",)
    assert articles[0].published is not None
    assert articles[0].published.isoformat() == "2024-05-14T09:30:00+02:00"
    assert articles[0].text.count("\n") == 7
    assert [one.item.removeprefix(base) for one in failures] == ["/gone", "/broken", "/feed#5"]
    assert "404" in failures[0].error
    assert "words" in failures[1].error


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/nowhere", "status 404"),
        ("/failed", "status 503"),
        ("/slow", "time-out"),
        ("/drip", "not complete after 1 s"),
        ("/big", "over the limit of 1 MB"),
        ("/announced", "over the limit of 1 MB"),
        ("/bomb", "over the limit of 1 MB"),
        ("/loop", "more than 5 times"),
        ("/away", "not http or https"),
        ("/cut", "connection failed"),
        ("/empty", "empty"),
        ("/picture", "picture"),
        ("/broken", "words"),
        ("/no-items", "no items"),
    ],
)
def test_what_goes_wrong_is_told(base: str, path: str, words: str) -> None:
    articles, failures = read(base + path)
    assert articles == []
    assert [one.item for one in failures] == [base + path]
    assert words in failures[0].error
    assert failures[0].step == "read"


def test_a_host_that_is_not_there() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(FetchError, match="refuses the connection"):
        FETCH(f"http://127.0.0.1:{port}/")
    with pytest.raises(FetchError, match=r"DNS|time-out"):
        FETCH("http://no-such-host.invalid/")


def test_a_plain_server_is_no_safe_one(base: str) -> None:
    with pytest.raises(FetchError, match="TLS"):
        FETCH(base.replace("http:", "https:") + "/page")


@pytest.mark.parametrize(
    "url", ["ftp://a.example/x", "file:///etc/hosts", "http://", "http://[", ""]
)
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(FetchError):
        FETCH(url)


def test_we_say_who_we_are(base: str) -> None:
    assert FETCH(base + "/agent").content == b"nutgraf/0.1"


def test_a_feed_of_strangers_reaches_no_address_inside(base: str) -> None:
    answer = FETCH(base + "/inward").content

    def from_afar(url: str) -> readers.Fetched:
        if url != "https://courier.example/feed":
            raise FetchError(url, "no network in this test")
        return readers.Fetched(url, answer)

    found = list(readers.read("https://courier.example/feed", fetch=from_afar))
    inside = [one for one in found if isinstance(one, Failure) and "10.0.0.1" in one.item]
    assert inside
    assert all("inside this network" in one.error for one in inside)
