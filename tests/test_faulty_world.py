"""Feeds and pages with every fault in turn, from a real server: each has its documented outcome."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from nutgraf.records import Subscription
from nutgraf.store import Store
from nutgraf.store.feeds import Feeds
from tests.faulty_world import (
    FEEDS,
    PAGES,
    Faulty,
    feed_kind,
    feed_url,
    names_of,
    page_kind,
)
from tests.feed_world import NOW, kept_articles, named, text

ROOT = Path(__file__).parent.parent
MOST_MEGABYTES = 400


def _poll(db: Path, now: dt.datetime) -> dict[str, dict[str, str | None]]:
    made = subprocess.run(
        [sys.executable, "-m", "tests.faulty_world", str(db), now.isoformat()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert made.returncode == 0, made.stderr
    found = json.loads(made.stdout)
    megabytes = found.pop("megabytes")
    print(f"{megabytes:.0f} MB")
    assert megabytes < MOST_MEGABYTES
    return found


def _hold(feeds: int, articles: int, folder: Path) -> None:
    assert {feed_kind(n) for n in range(feeds)} == set(FEEDS)
    db = folder / "desk.db"
    world = Faulty(articles)
    urls = {n: feed_url(n, world.port) for n in range(feeds)}
    with Store(db) as store:
        Feeds(store).add([Subscription(url) for url in urls.values()], NOW)
    readable = [n for n in range(feeds) if FEEDS[feed_kind(n)] is None]
    names = [name for n in readable for name in names_of(n, articles)]
    try:
        began = time.monotonic()
        first = _poll(db, NOW)
        print(f"first poll: {time.monotonic() - began:.0f} s")
        # each fault of a feed is told as it is documented, and stops no other
        for number, url in urls.items():
            words, told = FEEDS[feed_kind(number)], first["feeds"][url]
            assert (told is None) if words is None else re.search(words, told or ""), (url, told)
        # each page that can be read is there, once and whole; each fault of another is told
        kept = named(kept_articles(db))
        good = {name for name in names if PAGES[page_kind(name)] is None}
        assert {page_kind(name) for name in names} == set(PAGES)
        # a host that one page asks to rest is asked for no other page
        resting = {name for name in names if "rest" in _kinds_beside(name, articles)}
        assert good - resting <= set(kept) <= good
        assert all(found == text(name) for name, found in kept.items())
        failures = {item.rpartition("/")[2]: error for item, error in first["failures"].items()}
        for name in set(names) - good:
            words = PAGES[page_kind(name)] or ""
            if name in resting:
                words += "|asked for rest|left for the next poll"
            told = failures.get(name, "left for the next poll")
            assert re.search(words, told or ""), (name, told)
        # nothing good is lost: once the network is well, all else is there, too
        world.healed = True
        second = _poll(db, NOW + dt.timedelta(hours=1))
        print(f"second poll: {time.monotonic() - began:.0f} s since the first began")
        lost_for_good = ("none",)
        never = ("tls", "inside")
        for number, url in urls.items():
            assert (second["feeds"][url] is None) == (feed_kind(number) not in never), url
        expected = {
            name
            for n in range(feeds)
            if feed_kind(n) not in never
            for name in names_of(n, articles)
            if page_kind(name) not in (*never, "forbidden")
            and not (page_kind(name) in lost_for_good and n in readable)
        }
        assert set(named(kept_articles(db))) == expected
    finally:
        world.close()


def _kinds_beside(name: str, articles: int) -> set[str]:
    """What the pages of one host are."""
    number = int(name[1:].partition("a")[0])
    return {page_kind(each) for each in names_of(number, articles)}


def test_every_fault_in_turn_small(tmp_path: Path) -> None:
    _hold(33, 4, tmp_path)


@pytest.mark.skipif(
    not os.environ.get("NUTGRAF_LONG_TESTS"), reason="takes minutes; set NUTGRAF_LONG_TESTS=1"
)
def test_two_hundred_feeds_and_two_thousand_pages_with_every_fault(tmp_path: Path) -> None:
    _hold(200, 10, tmp_path)
