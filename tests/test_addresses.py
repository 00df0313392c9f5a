"""What may be connected to: checked on the address that a connection is made to."""

from __future__ import annotations

import socket
import threading

import pytest

from nutgraf import readers
from nutgraf.errors import FetchError
from nutgraf.readers import HttpFetch
from nutgraf.readers.addresses import is_public, named_inside
from nutgraf.records import Failure
from tests.http_host import PUBLIC_ADDRESS, Names, Reply, Watch, Wires, hosting, moved, page

INSIDE = [
    "0.0.0.0",
    "10.0.0.1",
    "100.64.0.1",
    "100.100.100.200",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.192",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:169.254.169.254",
    "64:ff9b::10.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b:1::808:808",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::1",
    "2002:a00:1::",
    "2002:c0a8:101::",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
    "localhost",
    "",
    "1.2.3",
]
OUTSIDE = [
    "1.1.1.1",
    PUBLIC_ADDRESS,
    "100.63.255.255",
    "100.128.0.0",
    "172.32.0.1",
    "192.167.255.255",
    "223.255.255.255",
    "2606:4700::1111",
    "2a00:1450::1",
    "::ffff:1.1.1.1",
    "64:ff9b::1.1.1.1",
    "2002:101:101::1",
]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_inside(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_addresses_outside(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("host", "inside"),
    [
        ("localhost", True),
        ("LOCALHOST.", True),
        ("printer.local", True),
        ("metadata.google.internal", True),
        ("10.0.0.1", True),
        ("[::1]", True),
        ("news.example", False),
        ("localhost.example", False),
        ("notlocal", False),
        ("1.1.1.1", False),
        ("", False),
    ],
)
def test_hosts_by_their_names(host: str, inside: bool) -> None:
    assert named_inside(host) is inside


# --------------------------------------------------------------------- public


def public(names: Names, wires: Wires | None = None, **more: object) -> HttpFetch:
    more = {"public": True, "delay": 0, "tries": 1, "clock": Watch().clock} | more
    return HttpFetch(resolve=names, connector=wires or Wires(), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "localhost.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "127。0。0。1",
    ],
)
@pytest.mark.parametrize("kind", ["page", "feed"])
def test_no_spelling_of_this_machine_is_reached(host: str, kind: str) -> None:
    with hosting(a=page()) as server, HttpFetch(public=True, delay=0) as fetch:
        with pytest.raises(FetchError, match=r"inside a network|DNS|no valid address"):
            fetch(f"http://{host}:{server.port}/a", kind=kind)  # type: ignore[arg-type]
        assert server.seen == []


@pytest.mark.parametrize("address", [each for each in INSIDE if ":" in each or each.count(".") > 2])
def test_no_name_leads_inside(address: str) -> None:
    wires = Wires()
    fetch = public(Names(news_example=[address]), wires)
    with pytest.raises(FetchError, match=r"news\.example is an address inside a network"):
        fetch("http://news.example/a")
    assert wires.addresses == []


def test_what_was_checked_is_connected_to() -> None:
    names, wires = Names(news_example=["10.0.0.1", PUBLIC_ADDRESS]), Wires()
    with hosting(a=page(b"public")) as server:
        answer = public(names, wires)(f"http://news.example:{server.port}/a", kind="feed")
        assert server.seen[0].headers["host"] == f"news.example:{server.port}"
    assert answer.content == b"public"
    assert wires.addresses == [PUBLIC_ADDRESS]
    assert names.asked == ["news.example"]


def test_a_name_that_changes_its_mind_gains_nothing() -> None:
    wires = Wires()
    names = Names(news_example=[[PUBLIC_ADDRESS], ["127.0.0.1"]])
    with hosting(a=page(b"x", ("Connection", "close"))) as server:
        fetch = public(names, wires)
        url = f"http://news.example:{server.port}/a"
        assert fetch(url, kind="feed").content == b"x"
        with pytest.raises(FetchError, match="inside a network"):
            fetch(url, kind="feed")
        assert len(server.seen) == 1
    assert wires.addresses == [PUBLIC_ADDRESS]


def test_a_redirect_leads_to_no_address_inside() -> None:
    names = Names(news_example=[PUBLIC_ADDRESS], trap_example=["169.254.169.254"])
    with (
        hosting(a=moved("http://trap.example/latest/meta-data/")) as server,
        pytest.raises(FetchError, match=r"trap\.example is an address inside"),
    ):
        public(names)(f"http://news.example:{server.port}/a", kind="feed")


def test_robots_txt_is_no_way_in() -> None:
    names = Names(news_example=[PUBLIC_ADDRESS], trap_example=["10.0.0.1"])
    wires = Wires()
    with (
        hosting(robots=moved("http://trap.example/"), a=page()) as server,
        pytest.raises(FetchError, match=r"robots\.txt: trap\.example is an address inside"),
    ):
        public(names, wires)(f"http://news.example:{server.port}/a")
    assert set(wires.addresses) == {PUBLIC_ADDRESS}


def test_the_environment_is_given_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_PROXY")
    with hosting() as proxy, hosting(a=page(b"direct")) as server:
        monkeypatch.setenv("HTTP_PROXY", proxy.base)
        monkeypatch.setenv("http_proxy", proxy.base)
        url = f"http://news.example:{server.port}/a"
        fetch = public(Names(news_example=[PUBLIC_ADDRESS]))
        assert fetch(url, kind="feed").content == b"direct"
        assert proxy.seen == []
        proxy.replies[url] = page(b"by proxy")
        assert HttpFetch(delay=0)(url, kind="feed").content == b"by proxy"
        # A stranger's link goes no further inside behind a proxy than without one.
        with pytest.raises(FetchError, match="inside a network"):
            HttpFetch(delay=0)("http://10.0.0.1/", kind="feed", found_at="http://news.example/")


@pytest.mark.parametrize("proxy", ["socks9://p.example", "http://p:x:y", "ftp://p.example"])
def test_a_proxy_that_cannot_be_used_is_told(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_PROXY")
    monkeypatch.setenv("http_proxy", proxy)
    with pytest.raises(FetchError, match="proxy"):
        HttpFetch(tries=1)("http://news.example/", kind="feed")


# --------------------------------------------------------------------- strangers


def test_a_stranger_sends_nobody_in() -> None:
    names = Names(
        news_example=[PUBLIC_ADDRESS], trap_example=["127.0.0.1"], desk_example=["127.0.0.1"]
    )
    with hosting(secret=page(b"secret"), own=moved("/secret")) as server:
        at = f"example:{server.port}"
        server.replies["/a"] = moved(f"http://trap.{at}/secret")
        fetch = public(names, public=False)
        with pytest.raises(FetchError, match=r"trap\.example is an address inside"):
            fetch(f"http://news.{at}/a", kind="feed")
        assert "/secret" not in server.paths()
        # The user himself may name what is inside, and be sent on there.
        assert fetch(f"http://desk.{at}/own", kind="feed").content == b"secret"
        assert fetch(f"http://trap.{at}/secret", kind="feed").content == b"secret"
        # A link goes where the page it stands on was found, and no further in.
        assert fetch(f"http://trap.{at}/secret", found_at=f"http://desk.{at}/own").status == 200
        for stranger in (f"http://news.{at}/a", "http://other.example/", "", "http://["):
            with pytest.raises(FetchError, match=r"trap\.example is an address inside"):
                fetch(f"http://trap.{at}/secret", found_at=stranger)


def test_a_connection_made_for_the_user_is_not_lent_to_a_stranger() -> None:
    names = Names(desk_example=["127.0.0.1"])
    with hosting(a=page()) as server:
        fetch = public(names, public=False)
        url = f"http://desk.example:{server.port}/a"
        fetch(url, kind="feed")
        with pytest.raises(FetchError, match="inside a network"):
            fetch(url, kind="feed", found_at="http://news.example/")


def test_a_feed_of_strangers_names_no_host_inside() -> None:
    feed = (
        b'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>'
        b"<item><title>y</title><link>http://[::ffff:10.0.0.1]/z</link></item></channel></rss>"
    )

    def fetch(url: str) -> readers.Fetched:
        assert url == "https://courier.example/feed"
        return readers.Fetched(url, feed)

    (found,) = readers.read("https://courier.example/feed", fetch=fetch)
    assert isinstance(found, Failure)
    assert "inside this network" in found.error


# --------------------------------------------------------------------- names


def test_a_name_server_that_says_nothing_is_not_waited_for() -> None:
    held = threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        held.wait(5)
        return []

    with pytest.raises(FetchError, match=r"time-out: news\.example could not be reached in 0\.2"):
        HttpFetch(connect=0.2, tries=1, resolve=resolve)("http://news.example/", kind="feed")
    held.set()


@pytest.mark.parametrize("problem", [socket.gaierror(-2, "unknown"), UnicodeError("too long")])
def test_a_name_that_is_unknown_is_told(problem: Exception) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise problem

    with pytest.raises(FetchError, match=r"DNS|refuses"):
        HttpFetch(tries=1, resolve=resolve)(f"http://{'a' * 70}.example/", kind="feed")


def test_of_many_addresses_the_next_is_tried() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.2", 0))
        with hosting(a=page(b"second")) as server:
            names = Names(news_example=["127.0.0.2", "127.0.0.1"])
            fetch = HttpFetch(delay=0, resolve=names)
            assert fetch(f"http://news.example:{server.port}/a", kind="feed").content == b"second"


def test_a_reply_needs_no_phrase() -> None:
    def send(handler: object) -> None:
        handler.wfile.write(b"HTTP/1.1 418 \x1b[31mred\r\nContent-Length: 0\r\n\r\n")  # type: ignore[attr-defined]

    with hosting(a=Reply(raw=send)) as server, pytest.raises(FetchError) as told:
        HttpFetch(delay=0, tries=1)(f"{server.base}/a", kind="feed")
    assert str(told.value).isprintable()
