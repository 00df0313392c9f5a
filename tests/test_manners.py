"""How publishers are asked: turns, rests, trying again, robots.txt, and what has not changed."""

from __future__ import annotations

import base64
import email.utils
import gzip
import threading
import time
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest

from nutgraf.errors import FetchError
from nutgraf.plugins import Asked, Fetched
from nutgraf.readers import HttpFetch
from nutgraf.readers.manners import Resting, Turns, back_off, retry_after, till_poll
from nutgraf.readers.plain import as_fetch
from nutgraf.readers.robots import concerning_us
from nutgraf.settings import FetchSettings
from tests.http_host import Memory, Reply, Watch, hosting, moved, page

NOW = 1_750_000_000.0
FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Courier</title></channel></rss>'


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
def fetch(watch: Watch, memory: Memory) -> Iterator[HttpFetch]:
    with HttpFetch(delay=0, connect=1, read=1, clock=watch.clock, kept=memory) as fetch:
        yield fetch


# --------------------------------------------------------------------- waiting


def test_each_wait_is_twice_the_last_and_half_of_it_chance() -> None:
    assert [back_off(n, 1.0) for n in (1, 2, 3, 9)] == [2, 4, 8, 60]
    assert [back_off(n, 0.0) for n in (1, 2, 3, 9)] == [1, 2, 4, 30]


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("0", 0),
        (email.utils.formatdate(NOW + 90, usegmt=True), 90),
        (email.utils.formatdate(NOW - 90, usegmt=True), 0),
        ("99999999999999999999", 86_400),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400),
        ("soon", None),
        ("-5", None),
        ("²", None),
        ("Mon, 99 Foo 2025", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_a_date(header: str | None, seconds: float | None) -> None:
    assert retry_after(header, NOW) == seconds


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        (None, 0),
        (Asked("f", NOW - 4000), 0),
        (Asked("f", NOW - 600), 3000),
        (Asked("f", NOW - 4000, NOW + 50), 50),
        (Asked("f", NOW - 600, NOW + 50), 3000),
        (Asked("f", NOW + 1e9), 3600),
        (Asked("f", NOW - 4000, NOW + 1e9), 86_400),
    ],
)
def test_a_feed_waits_an_hour_or_as_long_as_it_asks(asked: Asked | None, seconds: float) -> None:
    assert till_poll(asked, NOW) == seconds


def test_turns_at_one_host_are_apart_and_those_at_others_are_not(watch: Watch) -> None:
    turns = Turns(delay=2.0, at_once=1, clock=watch.clock)
    for host in ("a", "a", "b", "a"):
        with turns.turn(host, patience=30):
            pass
    assert [round(each, 1) for each in watch.slept] == [2.0, 2.0]


def test_no_more_than_a_few_are_at_one_host_at_once() -> None:
    turns = Turns(delay=0.0, at_once=2, clock=Watch().clock)
    here, most, lock = 0, 0, threading.Lock()

    def visit() -> None:
        nonlocal here, most
        with turns.turn("a", patience=30):
            with lock:
                here += 1
                most = max(most, here)
            time.sleep(0.02)
            with lock:
                here -= 1

    threads = [threading.Thread(target=visit) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2


def test_a_rest_is_kept_or_told(watch: Watch) -> None:
    turns = Turns(delay=0.0, at_once=1, clock=watch.clock)
    turns.rest("a", 20)
    with pytest.raises(Resting) as told, turns.turn("a", patience=10):
        pass
    assert told.value.seconds == pytest.approx(20, abs=0.1)
    with turns.turn("b", patience=0):
        pass
    with turns.turn("a", patience=30):
        pass
    assert watch.slept == [pytest.approx(20, abs=0.1)]


# --------------------------------------------------------------------- trying again


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_passes_is_tried_again(fetch: HttpFetch, watch: Watch, status: int) -> None:
    with hosting(a=[Reply(status), Reply(status), page(b"at last")]) as host:
        assert fetch(f"{host.base}/a").content == b"at last"
    assert watch.slept == [1.5, 3.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 451, 501])
def test_what_does_not_pass_is_not(fetch: HttpFetch, watch: Watch, status: int) -> None:
    with hosting(a=Reply(status)) as host:
        with pytest.raises(FetchError, match=f"status {status}"):
            fetch(f"{host.base}/a")
        assert host.paths() == ["/a"]
    assert watch.slept == []


def test_trying_has_an_end(fetch: HttpFetch) -> None:
    with hosting(a=Reply(503)) as host:
        with pytest.raises(FetchError, match="status 503"):
            fetch(f"{host.base}/a")
        assert host.paths() == ["/a"] * 3


def test_a_connection_that_breaks_is_tried_again(fetch: HttpFetch) -> None:
    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.close()

    with hosting(a=[Reply(raw=hang_up), page(b"whole")]) as host:
        assert fetch(f"{host.base}/a").content == b"whole"


@pytest.mark.parametrize("form", ["number", "date"])
def test_a_short_rest_that_is_asked_for_is_taken(fetch: HttpFetch, watch: Watch, form: str) -> None:
    value = "7" if form == "number" else email.utils.formatdate(NOW + 7, usegmt=True)
    with hosting(a=[Reply(429, headers=(("Retry-After", value),)), page(b"rested")]) as host:
        assert fetch(f"{host.base}/a").content == b"rested"
    assert sum(watch.slept) == pytest.approx(7, abs=0.5)


def test_a_long_rest_is_told_and_the_host_left_alone(
    fetch: HttpFetch, watch: Watch, memory: Memory
) -> None:
    with hosting(a=Reply(429, headers=(("Retry-After", "900"),)), b=page()) as host:
        with pytest.raises(FetchError, match=r"429.*wait 900 s"):
            fetch(f"{host.base}/a", kind="feed")
        with pytest.raises(FetchError, match=r"asked for rest, and (900|899) s"):
            fetch(f"{host.base}/b", kind="feed")
        assert host.paths() == ["/a"]
        assert fetch.till_poll(f"{host.base}/a") == 3600
        assert memory.asked_at[f"{host.base}/a"].not_before == pytest.approx(NOW + 900, abs=1)
        # What was not asked was not asked.
        assert fetch.till_poll(f"{host.base}/b") == 0
        watch.ahead += 901
        assert fetch(f"{host.base}/b", kind="feed").status == 200


# --------------------------------------------------------------------- what has not changed


def test_validators_are_used_once_the_answer_was_accepted(fetch: HttpFetch) -> None:
    marks = (("ETag", '"one"'), ("Last-Modified", "Tue, 14 May 2024 07:30:00 GMT"))
    with hosting(f=[page(b"first", *marks), page(b"second", *marks), Reply(304)]) as host:
        url = f"{host.base}/f"
        assert fetch(url).content == b"first"
        second = fetch(url)
        assert "if-none-match" not in host.seen[-1].headers
        second.accept()
        third = fetch(url)
        assert host.seen[-1].headers["if-none-match"] == '"one"'
        assert host.seen[-1].headers["if-modified-since"] == marks[1][1]
    assert (third.content, third.unchanged, third.status) == (b"second", True, 304)
    assert (third.content_type, third.url) == ("text/html", url)


def test_nothing_has_changed_of_what_was_never_had(fetch: HttpFetch) -> None:
    with hosting(f=Reply(304)) as host, pytest.raises(FetchError, match="status 304"):
        fetch(f"{host.base}/f")


def test_a_feed_that_was_read_is_polled_an_hour_later(fetch: HttpFetch, watch: Watch) -> None:
    with hosting(f=[page(FEED, ("ETag", "x")), Reply(304)]) as host:
        url = f"{host.base}/f"
        answer = fetch(url, kind="feed")
        assert fetch.till_poll(url) == 0
        answer.accept()
        assert fetch.till_poll(url) == pytest.approx(3600, abs=1)
        watch.ahead += 3600
        assert fetch.till_poll(url) == 0
        assert fetch(url, kind="feed").unchanged
        assert fetch.till_poll(url) == pytest.approx(3600, abs=1)


def test_offline_gives_what_is_kept_and_asks_nobody(memory: Memory) -> None:
    with hosting(a=page(b"kept")) as host:
        HttpFetch(delay=0, kept=memory)(f"{host.base}/a#top")
        asked = len(host.seen)
        offline = HttpFetch(offline=True, kept=memory)
        answer = offline(f"{host.base}/a")
        assert (answer.content, answer.unchanged) == (b"kept", True)
        with pytest.raises(FetchError, match="nothing is kept of this address"):
            offline(f"{host.base}/b")
        assert len(host.seen) == asked


def test_what_could_be_read_is_not_lost_to_what_could_not(memory: Memory) -> None:
    with hosting(a=[page(b"good"), page(b"bad")]) as host:
        fetch = HttpFetch(delay=0, kept=memory)
        fetch(f"{host.base}/a").accept()
        fetch(f"{host.base}/a")
        answer = HttpFetch(offline=True, kept=memory)(f"{host.base}/a")
        assert answer.content == b"good"


@pytest.mark.parametrize("mark", ["é", "\x80\x81", "x" * 600])
def test_a_validator_that_cannot_be_sent_back_is_none(fetch: HttpFetch, mark: str) -> None:
    with hosting(f=page(b"x", ("ETag", mark), ("Set-Cookie", f"{mark}={mark}"))) as host:
        fetch(f"{host.base}/f").accept()
        assert fetch(f"{host.base}/f").content == b"x"
        assert "if-none-match" not in host.seen[-1].headers


# --------------------------------------------------------------------- redirects


@pytest.mark.parametrize("status", [301, 308])
def test_a_move_for_good_is_remembered(fetch: HttpFetch, status: int) -> None:
    with hosting(old=moved("/new", status), new=page()) as host:
        fetch(f"{host.base}/old").accept()
        assert fetch(f"{host.base}/old").url == f"{host.base}/new"
        assert host.paths() == ["/old", "/new", "/new"]


def test_a_move_is_not_remembered_before_what_it_led_to_was_read(fetch: HttpFetch) -> None:
    with hosting(old=moved("/new", 301), new=page()) as host:
        for _ in range(2):
            fetch(f"{host.base}/old")
        assert host.paths() == ["/old", "/new"] * 2


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_move_for_now_is_not(fetch: HttpFetch, memory: Memory, status: int) -> None:
    with hosting(old=moved("/new", status), new=moved("/last", 301), last=page()) as host:
        fetch(f"{host.base}/old").accept()
    assert memory.targets == {}


def test_a_move_for_good_ends_where_one_for_now_begins(fetch: HttpFetch, memory: Memory) -> None:
    with hosting(old=moved("/new", 301), new=moved("/last"), last=page()) as host:
        fetch(f"{host.base}/old").accept()
        assert memory.targets == {f"{host.base}/old": f"{host.base}/new"}


def test_a_move_to_nowhere_is_forgotten(fetch: HttpFetch, memory: Memory) -> None:
    with hosting(old=[moved("/new", 301), page(b"back")], new=[page(), Reply(410)]) as host:
        fetch(f"{host.base}/old").accept()
        assert fetch(f"{host.base}/old").content == b"back"
        assert memory.targets == {}


@pytest.mark.parametrize(
    "target",
    ["ftp://a.example/", "javascript:alert(1)", "http://[::1", "http://a:b:c/"],
)
def test_a_redirect_to_no_address_is_told(fetch: HttpFetch, target: str) -> None:
    with hosting(a=moved(target)) as host, pytest.raises(FetchError, match="it redirects to"):
        fetch(f"{host.base}/a")


# --------------------------------------------------------------------- who asks


def test_a_password_stays_with_its_host(fetch: HttpFetch, memory: Memory) -> None:
    with hosting(a=moved("/b"), c=page()) as host:
        host.replies["/b"] = moved(f"http://other:word@localhost:{host.port}/c")
        base = host.base.replace("//", "//ada:secret@")
        answer = fetch(f"{base}/a", kind="feed")
        given = "Basic " + base64.b64encode(b"ada:secret").decode()
        assert [one.headers.get("authorization") for one in host.seen] == [given, given, None]
        assert answer.url == f"http://localhost:{host.port}/c"
        assert [key for key, _ in memory.answers] == [f"{host.base}/a"]
        with pytest.raises(FetchError) as told:
            fetch(f"{base}/none")
    assert "secret" not in str(told.value)


def test_a_cookie_lives_as_long_as_one_address_is_on_its_way(fetch: HttpFetch) -> None:
    with hosting(a=Reply(302, headers=(("Location", "/b"), ("Set-Cookie", "x=1")))) as host:
        host.replies["/b"] = page()
        fetch(f"{host.base}/a", kind="feed")
        fetch(f"{host.base}/b", kind="feed")
        assert [one.headers.get("cookie") for one in host.seen] == [None, "x=1", None]


@pytest.mark.parametrize("cookie", ["é=é", "x=\x80", "=", "x" * 5000, "a=b; Domain=.example"])
def test_odd_cookies_do_no_harm(fetch: HttpFetch, cookie: str) -> None:
    with hosting(a=Reply(302, headers=(("Location", "/b"), ("Set-Cookie", cookie)))) as host:
        host.replies["/b"] = page(b"x")
        assert fetch(f"{host.base}/a", kind="feed").content == b"x"


def test_a_contact_is_sent_where_one_is_set() -> None:
    settings = FetchSettings(delay=0, contact="https://desk.example/about")
    with hosting(a=page()) as host, HttpFetch.by(settings) as fetch:
        fetch(f"{host.base}/a")
        assert host.seen[0].headers["user-agent"] == "nutgraf/0.1 (+https://desk.example/about)"


def test_a_function_of_the_address_alone_will_do() -> None:
    def plain(url: str) -> Fetched:
        return Fetched(url, b"x")

    assert as_fetch(plain)("u", kind="feed", found_at="v") == Fetched("u", b"x")
    whole = HttpFetch()
    assert as_fetch(whole) is whole


# --------------------------------------------------------------------- robots.txt


def robots(*lines: str) -> Reply:
    return Reply(200, "\n".join(lines).encode(), (("Content-Type", "text/plain"),))


@pytest.mark.parametrize(
    ("lines", "allowed"),
    [
        (("User-agent: *", "Disallow: /news/"), False),
        (("User-agent: nutgraf", "Disallow: /news/", "User-agent: *", "Allow: /"), False),
        (("User-agent: Nutgraf/9", "Disallow: /"), False),
        (("User-agent: other", "User-agent: nutgraf", "Disallow: /*.html$"), False),
        (("User-agent: *", "Disallow: /", "User-agent: nutgraf", "Allow: /"), True),
        (("User-agent: other", "Disallow: /"), True),
        (("User-agent: nutgrafter", "Disallow: /"), True),
        (("User-agent: *", "Disallow: /news/", "Allow: /news/a.html"), True),
        (("User-agent: *", "Disallow:"), True),
        (("<html>not found</html>",), True),
        (("\0\ufeff\ud7ff" * 50,), True),
    ],
)
def test_robots_txt_is_heeded(fetch: HttpFetch, lines: tuple[str, ...], allowed: bool) -> None:
    with hosting(robots=robots(*lines)) as host:
        host.replies["/news/a.html"] = page()
        if allowed:
            assert fetch(f"{host.base}/news/a.html").status == 200
        else:
            with pytest.raises(FetchError, match=r"robots\.txt asks programs not to"):
                fetch(f"{host.base}/news/a.html")
            assert host.paths() == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_no_robots_txt_forbids_nothing(fetch: HttpFetch, status: int) -> None:
    with hosting(robots=Reply(status), a=page()) as host:
        assert fetch(f"{host.base}/a").status == 200


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_robots_txt_that_fails_forbids_everything_for_now(
    fetch: HttpFetch, watch: Watch, status: int
) -> None:
    with hosting(robots=[Reply(status)] * 3 + [Reply(404)], a=page()) as host:
        for _ in range(2):
            with pytest.raises(FetchError, match=f"robots.txt cannot be had .status {status}"):
                fetch(f"{host.base}/a")
        assert host.paths() == []
        watch.ahead += 301
        assert fetch(f"{host.base}/a").status == 200


def test_robots_txt_is_read_once_a_day(fetch: HttpFetch, watch: Watch) -> None:
    with hosting(a=page()) as host:

        def asked() -> int:
            return sum(one.path == "/robots.txt" for one in host.seen)

        fetch(f"{host.base}/a")
        fetch(f"{host.base}/a")
        assert asked() == 1
        watch.ahead += 86_401
        fetch(f"{host.base}/a")
        assert asked() == 2


def test_each_address_on_the_way_is_looked_up(fetch: HttpFetch) -> None:
    with hosting(robots=robots("User-agent: *", "Disallow: /b"), a=moved("/b"), b=page()) as host:
        with pytest.raises(FetchError, match=r"robots\.txt"):
            fetch(f"{host.base}/a")
        assert host.paths() == ["/a"]


def test_a_feed_the_user_named_is_read_as_a_reader_would(fetch: HttpFetch) -> None:
    with hosting(robots=robots("User-agent: *", "Disallow: /"), f=page(FEED), p=page()) as host:
        assert fetch(f"{host.base}/f", kind="feed").content == FEED
        assert host.paths() == [one.path for one in host.seen]
        # An address of which that is not known is looked at, and a page there not taken.
        assert fetch(f"{host.base}/f", kind="either").content == FEED
        with pytest.raises(FetchError, match=r"robots\.txt asks programs"):
            fetch(f"{host.base}/p", kind="either")


@pytest.mark.parametrize(("line", "delay"), [("3", 3), ("900", 30), ("-4", 0), ("often", 0)])
def test_a_crawl_delay_is_kept_within_bounds(
    fetch: HttpFetch, watch: Watch, line: str, delay: float
) -> None:
    with hosting(robots=robots("User-agent: *", f"Crawl-delay: {line}"), a=page()) as host:
        for _ in range(3):
            fetch(f"{host.base}/a")
    assert sum(watch.slept) == pytest.approx(2 * delay, abs=0.5)


def test_a_robots_txt_without_an_end_is_cut(fetch: HttpFetch) -> None:
    long = b"User-agent: *\nDisallow: /a\n" + b"# a comment\n" * 100_000
    with hosting(robots=Reply(200, long), a=page(), b=page()) as host:
        with pytest.raises(FetchError, match=r"robots\.txt asks"):
            fetch(f"{host.base}/a")
        assert fetch(f"{host.base}/b").status == 200


def test_a_robots_txt_made_to_cost_time_costs_none(fetch: HttpFetch) -> None:
    lines = [f"User-agent: robot{n}" for n in range(12_000)]
    lines += [f"Disallow: /{n}" for n in range(12_000)]
    start = time.perf_counter()
    rules = robots(*lines, "User-agent: *", "Disallow: /a")
    with (
        hosting(robots=rules, a=page()) as host,
        pytest.raises(FetchError, match=r"robots\.txt asks"),
    ):
        fetch(f"{host.base}/a")
    assert time.perf_counter() - start < 3
    assert concerning_us("\n".join(lines)).count("User-agent") == 1


# --------------------------------------------------------------------- packed answers


def packed(content: bytes, encoding: str) -> Reply:
    return page(content, ("Content-Encoding", encoding))


def raw_deflate(content: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(content) + packer.flush()


TEXT = b"The old ferry pier in Ostervale will close. " * 4000


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (gzip.compress(TEXT), "gzip"),
        (gzip.compress(TEXT), "X-GZIP"),
        (gzip.compress(TEXT), "identity, gzip"),
        (gzip.compress(TEXT[:999]) + gzip.compress(TEXT[999:]), "gzip"),
        (gzip.compress(TEXT) + b"waste", "gzip"),
        (zlib.compress(TEXT), "deflate"),
        (raw_deflate(TEXT), "deflate"),
        (TEXT, "gzip"),
        (TEXT, "identity"),
    ],
)
def test_what_is_packed_is_unpacked(fetch: HttpFetch, content: bytes, encoding: str) -> None:
    with hosting(a=packed(content, encoding)) as host:
        assert fetch(f"{host.base}/a").content == TEXT
        assert host.seen[-1].headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("content", "encoding", "words"),
    [
        (gzip.compress(TEXT)[:-9], "gzip", "cut before its end"),
        (b"\x1f\x8b" + b"nonsense" * 9, "gzip", "cannot be unpacked"),
        (b"nonsense" * 9, "deflate", "cannot be unpacked"),
        (gzip.compress(gzip.compress(TEXT)), "gzip, gzip", "not asked for"),
        (TEXT, "br", "not asked for"),
        (TEXT, "zstd", "not asked for"),
    ],
)
def test_a_packing_that_is_broken_is_told(
    fetch: HttpFetch, content: bytes, encoding: str, words: str
) -> None:
    with hosting(a=packed(content, encoding)) as host, pytest.raises(FetchError, match=words):
        fetch(f"{host.base}/a")


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress, raw_deflate])
def test_a_bomb_is_not_unpacked(fetch: HttpFetch, pack: object) -> None:
    bomb = pack(bytes(100_000_000))  # type: ignore[operator]
    encoding = "gzip" if pack is gzip.compress else "deflate"
    with hosting(a=packed(bomb, encoding)) as host:
        start = time.perf_counter()
        with pytest.raises(FetchError, match="over the limit of 10 MB"):
            fetch(f"{host.base}/a")
        assert time.perf_counter() - start < 2


# --------------------------------------------------------------------- answers without an end


def trickle(head: bytes, piece: bytes) -> Reply:
    def send(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        for _ in range(200):
            handler.wfile.write(piece)
            time.sleep(0.02)

    return Reply(raw=send)


@pytest.mark.parametrize(
    "reply",
    [
        trickle(b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        trickle(b"HTTP/1.1 200 OK\r\nX: ", b"y"),
        trickle(b"HTTP/1.1 200 OK\r\n\r\n", b"y"),
        trickle(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\ny\r\n"),
        trickle(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
)
def test_a_slow_answer_is_not_waited_for(reply: Reply) -> None:
    fetch = HttpFetch(delay=0, read=1.0, total=0.5)
    with hosting(a=reply) as host:
        start = time.perf_counter()
        with pytest.raises(FetchError, match=r"not complete after 0\.5 s"):
            fetch(f"{host.base}/a", kind="feed")
        assert time.perf_counter() - start < 1.5


def babble(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"\0\1\2" * 9)


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (page(b"half", ("Content-Length", "1000"), ("Connection", "close")), "connection failed"),
        (page(TEXT, ("X-Long", "x" * 300_000)), "connection failed"),
        (page(TEXT, ("Content-Length", "-5")), "connection failed"),
        (Reply(raw=babble), "connection failed"),
    ],
)
def test_an_answer_that_is_none_is_told(reply: Reply, words: str) -> None:
    fetch = HttpFetch(delay=0, read=0.5, total=1.0)
    with hosting(a=reply) as host, pytest.raises(FetchError, match=words):
        fetch(f"{host.base}/a", kind="feed")


def test_a_length_that_is_too_short_gives_what_it_says(fetch: HttpFetch) -> None:
    with hosting(a=page(b"<p>whole</p> and more", ("Content-Length", "12"))) as host:
        assert fetch(f"{host.base}/a", kind="feed").content == b"<p>whole</p>"


def test_many_threads_share_one_fetcher() -> None:
    fetch = HttpFetch(delay=0, at_once=4)
    got: list[bytes] = []
    with hosting(a=page(TEXT)) as host:
        threads = [
            threading.Thread(target=lambda: got.append(fetch(f"{host.base}/a").content))
            for _ in range(24)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sum(one.path == "/robots.txt" for one in host.seen) == 1
    assert got == [TEXT] * 24
