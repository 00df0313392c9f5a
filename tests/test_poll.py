"""Polling: side by side, again and again, stopped at any moment; nothing lost, nothing half."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nutgraf.cli import app
from nutgraf.polling import Outcome, due, poll
from nutgraf.readers import HttpFetch
from nutgraf.readers.article import Means
from nutgraf.readers.manners import Clock
from nutgraf.records import Subscription
from nutgraf.store import Store
from nutgraf.store.feeds import Feeds
from nutgraf.store.fetched import FetchedStore, beside
from tests.feed_world import NOW, feed, kept_articles, named, page, text
from tests.http_host import Host, Reply

HOUR = 3600.0
# Multiples of it, cut to their fractions, spread over a stretch whatever their number.
GOLDEN = 0.6180339887498949


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host()
    yield made
    made.close()


class Desk:
    """A store with its fetcher, polled as the command does it, at a time that the test tells."""

    def __init__(self, folder: Path, *urls: str) -> None:
        self.db = folder / "desk.db"
        with Store(self.db) as store:
            Feeds(store).add([Subscription(url) for url in urls], NOW)

    def poll(self, now: dt.datetime = NOW, *, gap: float = HOUR, at_once: int = 4) -> Outcome:
        clock = Clock(now=now.timestamp)
        with (
            Store(self.db) as store,
            FetchedStore(beside(self.db)) as kept,
            HttpFetch(delay=0, at_once=16, tries=1, kept=kept, clock=clock) as fetch,
        ):
            ready = due(Feeds(store).all(), now, gap=gap, kept=kept)
            return poll(store, ready, Means(fetch, now), now=now, kept=kept, at_once=at_once)

    def feeds(self) -> Feeds:
        return Feeds(Store(self.db))

    def texts(self) -> dict[str, str]:
        return named(kept_articles(self.db))


def serve(host: Host, name: str, articles: list[str], *, whole: bool = False) -> str:
    """Serve a feed and its pages; gives its address."""
    host.replies[f"/{name}"] = Reply(
        200, feed(host.base, articles, whole=whole), (("ETag", f'"{"-".join(articles)}"'),)
    )
    for each in articles:
        host.replies[f"/page/{each}"] = Reply(200, page(each), (("Content-Type", "text/html"),))
    return f"{host.base}/{name}"


# --------------------------------------------------------------------- again and again


def test_new_articles_are_kept_and_none_is_fetched_twice(host: Host, tmp_path: Path) -> None:
    desk = Desk(tmp_path, serve(host, "a", ["a1", "a2"]), serve(host, "b", ["b1"], whole=True))
    outcome = desk.poll()
    assert sorted(each.new for each in outcome.feeds) == [1, 2]
    assert not outcome.failures
    assert desk.texts() == {name: text(name) for name in ("a1", "a2", "b1")}
    assert host.paths().count("/page/a1") == 1
    assert "/page/b1" not in host.paths()
    serve(host, "a", ["a3", "a1", "a2"])
    assert not desk.poll(NOW + dt.timedelta(minutes=59)).feeds
    later = desk.poll(NOW + dt.timedelta(minutes=61))
    assert sum(each.new for each in later.feeds) == 1
    assert desk.texts() == {name: text(name) for name in ("a1", "a2", "a3", "b1")}
    assert host.paths().count("/page/a1") == 1
    desk.poll(NOW + dt.timedelta(minutes=62), gap=0)
    assert host.paths().count("/page/a1") == host.paths().count("/page/a3") == 1


def test_what_a_feed_does_is_noted(host: Host, tmp_path: Path) -> None:
    url = serve(host, "a", ["a1", "a2"])
    desk = Desk(tmp_path, url)
    desk.poll()
    noted = desk.feeds().feed(url)
    assert noted is not None
    assert (noted.title, noted.polled, noted.succeeded, noted.error) == ("Courier", NOW, NOW, None)
    assert noted.newest == dt.datetime(2026, 3, 4, 9, 30, tzinfo=dt.UTC)
    assert desk.feeds().entries_a_day(NOW)[url] == pytest.approx(2 / (26.5 / 24))
    host.replies["/a"] = Reply(500)
    for hours in (2, 4):
        desk.poll(NOW + dt.timedelta(hours=hours))
    noted = desk.feeds().feed(url)
    assert noted is not None
    assert (noted.failures, noted.succeeded) == (2, NOW)
    assert noted.error is not None
    assert "500" in noted.error
    serve(host, "a", ["a1"])
    desk.poll(NOW + dt.timedelta(hours=6))
    noted = desk.feeds().feed(url)
    assert noted is not None
    assert noted.failures == 0
    assert "500" in (noted.error or "")


def test_one_bad_feed_stops_no_other(host: Host, tmp_path: Path) -> None:
    host.replies["/page"] = Reply(200, page("x"), (("Content-Type", "text/html"),))
    host.replies["/odd"] = Reply(200, b"<rss><item><link>http://[</link></item>")
    bad = {
        f"{host.base}/gone": "404",
        f"{host.base}/page": "a web page, and no feed",
        "http://127.0.0.1:9/feed": "refuses",
    }
    good = serve(host, "a", ["a1"])
    desk = Desk(tmp_path, *bad, f"{host.base}/odd", good)
    outcome = desk.poll()
    told = {each.url: each.error for each in outcome.feeds}
    assert told[good] is None
    for url, words in bad.items():
        assert words in (told[url] or ""), url
    assert desk.texts() == {"a1": text("a1")}


def test_halves_of_characters_stop_nothing(host: Host, tmp_path: Path) -> None:
    half = "\ud800"
    item = {
        "id": f"1{half}",
        "url": f"{host.base}/page/a1{half}",
        "title": f"Pier{half}",
        "authors": [{"name": f"Ada{half} Roe"}],
        "content_text": text("a1") + half,
        "date_published": f"2026-03-04T09:30:00Z{half}",
    }
    told = {"version": "https://jsonfeed.org/version/1.1", "title": f"C{half}", "items": [item]}
    host.replies["/a"] = Reply(200, json.dumps(told).encode())
    desk = Desk(tmp_path, f"{host.base}/a", serve(host, "b", ["b1"]))
    outcome = desk.poll()
    assert all(each.error is None and each.new == 1 for each in outcome.feeds)
    kept = next(each for each in kept_articles(desk.db) if each.text == text("a1"))
    assert (kept.headline, kept.byline) == ("Pier", ("Ada Roe",))


def test_a_feed_that_has_moved_is_followed_and_remembered(host: Host, tmp_path: Path) -> None:
    there = serve(host, "there", ["a1"])
    host.replies["/here"] = Reply(301, headers=(("Location", there),))
    desk = Desk(tmp_path, f"{host.base}/here")
    desk.poll()
    noted = desk.feeds().feed(f"{host.base}/here")
    assert noted is not None
    assert noted.moved_to == there
    assert desk.texts() == {"a1": text("a1")}


def test_a_feed_that_asks_for_rest_gets_it_even_when_asked_for_now(
    host: Host, tmp_path: Path
) -> None:
    host.replies["/a"] = Reply(429, headers=(("Retry-After", "7200"),))
    desk = Desk(tmp_path, f"{host.base}/a")
    assert "429" in (desk.poll().feeds[0].error or "")
    assert not desk.poll(NOW + dt.timedelta(minutes=90), gap=0).feeds
    assert len(desk.poll(NOW + dt.timedelta(hours=3)).feeds) == 1


def test_an_edited_entry_is_another_version(host: Host, tmp_path: Path) -> None:
    url = serve(host, "a", ["a1"], whole=True)
    desk = Desk(tmp_path, url)
    desk.poll()
    edited = feed(host.base, ["a1"], whole=True).replace(b"last word", b"last, corrected word")
    host.replies["/a"] = Reply(200, edited)
    desk.poll(gap=0)
    texts = {each.text for each in kept_articles(desk.db)}
    assert texts == {text("a1"), text("a1").replace("last word", "last, corrected word")}


def test_two_polls_at_once_keep_each_article_once(host: Host, tmp_path: Path) -> None:
    urls, texts = world(host, 5, 4)
    desk = Desk(tmp_path, *urls)
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda _: desk.poll(gap=0), range(2)))
    assert desk.texts() == texts
    assert all(each.error is None for outcome in outcomes for each in outcome.feeds)


# --------------------------------------------------------------------- pages that fail


def test_a_page_that_fails_is_tried_again_ever_later_and_one_without_article_once(
    host: Host, tmp_path: Path
) -> None:
    desk = Desk(tmp_path, serve(host, "a", ["a1", "bad", "none"]))
    host.replies["/page/bad"] = Reply(503)
    host.replies["/page/none"] = Reply(200, b"<html><body><p>Nothing.</p></body></html>")
    tried = []
    for hours in (0, 1, 2, 3, 6, 7, 8, 14, 15, 16, 30, 31, 32, 63, 99):
        before = host.paths().count("/page/bad")
        desk.poll(NOW + dt.timedelta(hours=hours))
        if host.paths().count("/page/bad") > before:
            tried.append(hours)
    assert tried == [0, 1, 3, 7, 15, 31]
    assert host.paths().count("/page/none") == 1
    assert desk.texts() == {"a1": text("a1")}


def test_a_page_that_comes_back_is_read(host: Host, tmp_path: Path) -> None:
    desk = Desk(tmp_path, serve(host, "a", ["a1", "a2"]))
    host.replies["/page/a1"] = Reply(503)
    desk.poll()
    assert desk.texts() == {"a2": text("a2")}
    serve(host, "a", ["a1", "a2"])
    desk.poll(NOW + dt.timedelta(hours=1))
    assert desk.texts() == {name: text(name) for name in ("a1", "a2")}


def test_a_publisher_in_trouble_is_left_alone_and_nothing_is_lost(
    host: Host, tmp_path: Path
) -> None:
    names = [f"a{n}" for n in range(12)]
    desk = Desk(tmp_path, serve(host, "a", names))
    for name in names[:8]:
        host.replies[f"/page/{name}"] = Reply(503)
    outcome = desk.poll()
    assert outcome.feeds[0].left == 7
    assert any("7 of its entries are left" in each.error for each in outcome.failures)
    desk.poll(NOW + dt.timedelta(minutes=1), gap=0)
    assert set(desk.texts()) == set(names[8:])
    serve(host, "a", names)
    desk.poll(NOW + dt.timedelta(hours=2))
    assert desk.texts() == {name: text(name) for name in names}


def test_a_host_that_asks_for_a_day_of_rest_loses_no_article(host: Host, tmp_path: Path) -> None:
    names = [f"a{n}" for n in range(4)]
    desk = Desk(tmp_path, serve(host, "a", names))
    for name in names:
        host.replies[f"/page/{name}"] = Reply(429, headers=(("Retry-After", "86400"),))
    for hours in (0, 1, 3, 7, 15, 23):
        desk.poll(NOW + dt.timedelta(hours=hours))
    serve(host, "a", names)
    for hours in (24, 31, 32):
        desk.poll(NOW + dt.timedelta(hours=hours))
    assert desk.texts() == {name: text(name) for name in names}


def test_of_a_long_feed_the_rest_waits_for_the_next_poll(host: Host, tmp_path: Path) -> None:
    names = [f"a{n}" for n in range(250)]
    desk = Desk(tmp_path, serve(host, "a", names, whole=True))
    assert desk.poll().feeds[0].left == 50
    assert desk.poll(gap=0).feeds[0].left == 0
    assert len(desk.texts()) == 250


def test_an_entry_that_a_feed_has_long_dropped_is_forgotten(host: Host, tmp_path: Path) -> None:
    url = serve(host, "a", ["a1", "a2"], whole=True)
    desk = Desk(tmp_path, url)
    desk.poll()
    serve(host, "a", ["a2"], whole=True)
    desk.poll(NOW + dt.timedelta(days=60))
    assert len(desk.feeds().seen(url)) == 2
    desk.poll(NOW + dt.timedelta(days=120))
    assert len(desk.feeds().seen(url)) == 1
    assert len(desk.texts()) == 2


# --------------------------------------------------------------------- stopped


def world(host: Host, feeds: int, articles: int) -> tuple[list[str], dict[str, str]]:
    """Feeds, every third with whole texts; their addresses, and every text by name."""
    urls, texts = [], {}
    for number in range(feeds):
        names = [f"f{number}a{n}" for n in range(articles)]
        urls.append(serve(host, f"f{number}", names, whole=number % 3 == 2))
        texts |= {name: text(name) for name in names}
    return urls, texts


def _poll_there(folder: Path) -> None:
    Desk(folder).poll()


def _polled_for(host: Host, folder: Path, urls: list[str], longest: float | None) -> float | None:
    """Poll in a process of its own, and kill it ``longest`` seconds after its first question.

    Seconds from the first question to the end; ``None`` where it had to be killed.
    """
    folder.mkdir()
    Desk(folder, *urls)
    child = multiprocessing.get_context("forkserver").Process(target=_poll_there, args=(folder,))
    asked = len(host.seen)
    child.start()
    while len(host.seen) == asked and child.is_alive():
        time.sleep(0.002)
    began = time.monotonic()
    child.join(longest)
    spent = None if child.is_alive() else time.monotonic() - began
    child.kill()
    child.join()
    return spent


def _hold_against_kills(host: Host, tmp_path: Path, kills: int) -> None:
    """Kill polls until ``kills`` of them were; a second run must find all after each."""
    urls, texts = world(host, 4, 4)
    multiprocessing.get_context("forkserver").set_forkserver_preload(["tests.test_poll"])
    whole = _polled_for(host, tmp_path / "whole", urls, None)
    assert whole is not None
    killed = 0
    for seed in range(1, 4 * kills):
        folder = tmp_path / str(seed)
        killed += _polled_for(host, folder, urls, seed * GOLDEN % 1 * whole) is None
        Desk(folder).poll()
        found = kept_articles(folder / "desk.db")
        assert named(found) == texts, seed
        feeds = Feeds(Store(folder / "desk.db"))
        assert all(feed.failures == 0 and feed.polled for feed in feeds.all()), seed
        assert all(seen.done for url in urls for seen in feeds.seen(url).values()), seed
        if killed == kills:
            break
    assert killed == kills


def test_killed_at_any_moment_a_second_run_has_every_article_once(
    host: Host, tmp_path: Path
) -> None:
    _hold_against_kills(host, tmp_path, 6)


@pytest.mark.skipif(
    not os.environ.get("NUTGRAF_LONG_TESTS"), reason="takes minutes; set NUTGRAF_LONG_TESTS=1"
)
def test_killed_at_fifty_moments_a_second_run_has_every_article_once(
    host: Host, tmp_path: Path
) -> None:
    _hold_against_kills(host, tmp_path, 50)


def _nutgraf(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    settings = folder / "settings.toml"
    settings.write_text("[fetch]\ndelay = 0\nat_once = 16\n")
    return subprocess.Popen(
        [sys.executable, "-m", "nutgraf", *arguments],
        env=os.environ | {"NUTGRAF_DB": str(folder / "desk.db"), "NUTGRAF_SETTINGS": str(settings)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_ctrl_c_stops_cleanly_and_the_next_run_goes_on(host: Host, tmp_path: Path) -> None:
    urls, texts = world(host, 3, 4)
    hanging = [f"{host.base}/hang{n}" for n in range(2)]
    for url in hanging:
        host.replies[url.removeprefix(host.base)] = Reply(raw=lambda _: time.sleep(8))
    Desk(tmp_path, *urls, *hanging)
    running = _nutgraf(tmp_path, "poll", "--at-once", "3")
    deadline = time.monotonic() + 20
    while not any("hang" in path for path in host.paths()) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(0.7)
    began = time.monotonic()
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    assert running.returncode == 130
    assert time.monotonic() - began < 3
    assert "Traceback" not in said
    before = named(kept_articles(tmp_path / "desk.db"))
    assert before
    asked = host.paths().count(f"/page/{min(before)}")
    for url in hanging:
        serve(host, url.removeprefix(f"{host.base}/"), [])
    _, said = _nutgraf(tmp_path, "poll").communicate(timeout=60)
    assert named(kept_articles(tmp_path / "desk.db")) == texts
    assert host.paths().count(f"/page/{min(before)}") == asked


# --------------------------------------------------------------------- the command


def test_feeds_are_added_polled_looked_at_and_exported(host: Host, tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("[fetch]\ndelay = 0\n")
    runner = CliRunner(
        env={
            "NUTGRAF_DB": str(tmp_path / "desk.db"),
            "NUTGRAF_SETTINGS": str(tmp_path / "settings.toml"),
        }
    )

    def run(*arguments: str) -> tuple[int, str, str]:
        made = runner.invoke(app, arguments)
        return made.exit_code, made.stdout, made.stderr

    url = serve(host, "a", ["a1"])
    opml = tmp_path / "list.opml"
    assert run("poll")[0] == 1
    assert run("feeds", "add", "ftp://x.example/feed")[0] == 2
    assert run("feeds", "add", url, "--section", "World", "--section", "Coast")[0] == 0
    assert run("feeds", "add", f"{host.base}/gone")[0] == 0
    code, _, err = run("poll")
    assert code == 0
    assert "2 feeds polled, 1 of them failed; 1 new article" in err
    code, out, _ = run("feeds", "list")
    assert code == 0
    assert "World > Coast\n  Courier\n" in out
    assert "entries a day" in out
    code, out, _ = run("feeds", "health")
    assert code == 1
    assert "failed at the last 1 poll" in out
    assert run("poll")[2].startswith("0 feeds polled, 2 not due yet")
    code, out, _ = run("poll", "--now", "--format", "json")
    assert code == 0
    told = json.loads(out)
    assert (told["new"], told["not_due"]) == (0, 0)
    assert [each["item"] for each in told["failures"]] == [f"{host.base}/gone"]
    assert run("feeds", "export", "-o", str(opml))[0] == 0
    assert run("feeds", "remove", url)[0] == 0
    assert run("feeds", "remove", url)[0] == 1
    code, _, err = run("feeds", "import", str(opml))
    assert code == 0
    assert "2 feeds in" in err
    assert ", 1 of them new" in err
    assert '"state": "never polled"' in run("feeds", "list", "--format", "json")[1]
