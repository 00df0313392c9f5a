"""Running stories: what is kept is whole, also after a crash, and goes on as if never left."""

from __future__ import annotations

import contextlib
import datetime as dt
import itertools
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from adding import AT_ONCE, NAME, add, in_turn

from nutgraf.desk import Desk
from nutgraf.errors import StoreError
from nutgraf.records import Analysis, Article
from nutgraf.settings import Settings
from nutgraf.store import RunningStories, Store
from nutgraf.stories.grouping import Grouping
from nutgraf.stories.profile import Profile
from nutgraf.stories.running import Added
from nutgraf.stories.running import in_turn as articles_in_turn

KILLS = 18
DAY = dt.date(2031, 5, 1)
TEXT = (
    "{} shut the {} on Monday after engineers found {} in its {}. The {} authority said that "
    "{} would stay shut until the {} was mended, and that nobody had been hurt in {}."
)


# --------------------------------------------------------------------- a crash


def _stories(grouping: Grouping) -> list[tuple[str, list[str]]]:
    return [
        (grouping.stories[members[0]], [grouping.ids[number] for number in members])
        for members in grouping.groups()
    ]


@pytest.fixture(scope="module")
def at_each_step() -> dict[int, list[tuple[str, list[str]]]]:
    """The stories of a run that nothing stops, by the number of articles."""
    grouping, found = Grouping(), {0: list[tuple[str, list[str]]]()}
    for batch in itertools.batched(in_turn(), AT_ONCE):
        grouping.add(batch)
        found[len(grouping)] = _stories(grouping)
    return found


@pytest.fixture
def killing() -> Iterator[Callable[[Path, int, float], None]]:
    """Has another process add to a file; kills that some seconds after it kept some batches."""
    server = subprocess.Popen(
        [sys.executable, "-u", str(Path(__file__).parent / "adding.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with server:
        assert server.stdin is not None
        assert server.stdout is not None
        to, told = server.stdin, server.stdout

        def kill(path: Path, batches: int, after: float) -> None:
            to.write(f"{path}\n")
            to.flush()
            process, said = int(told.readline()), "kept\n"
            while batches and said == "kept\n":
                said, batches = told.readline(), batches - 1
            time.sleep(after)
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
            while said != "ended\n":
                said = told.readline()

        yield kill
        to.close()


def test_whenever_it_is_killed_each_batch_is_there_as_a_whole_or_not_at_all(
    tmp_path: Path,
    killing: Callable[[Path, int, float], None],
    at_each_step: dict[int, list[tuple[str, list[str]]]],
) -> None:
    draw = np.random.default_rng(20)
    everyone, stopped, path = len(in_turn()), set[int](), tmp_path / "desk.db"
    for kill in range(KILLS):
        killing(path, int(draw.integers(5)), float(draw.random()) * 0.02)
        with Store(path) as store:
            running = RunningStories(store, NAME)
            ids, grouping = running.article_ids(), running.grouping()
        assert grouping is not None
        assert len(set(ids)) == len(ids)
        assert list(ids) == grouping.ids
        # No number of articles but that of whole batches is a step of the undisturbed run.
        assert _stories(grouping) == at_each_step[len(ids)]
        stopped.add(len(ids))
        if len(ids) == everyone:
            path = tmp_path / f"desk{kill}.db"
    assert len(stopped - {0, everyone}) >= 5, f"the kills came too late or too early: {stopped}"
    add(str(path))
    with Store(path) as store:
        grouping = RunningStories(store, NAME).grouping()
    assert grouping is not None
    assert _stories(grouping) == at_each_step[everyone]


# --------------------------------------------------------------------- the file


@pytest.fixture
def store() -> Iterator[Store]:
    with Store(":memory:") as opened:
        opened.keep_articles(Article(id=key, text="x") for key in "abcd")
        yield opened


def _kept(store: Store, *keys: str) -> Grouping:
    running = RunningStories(store, NAME)
    grouping = running.grouping()
    assert grouping is not None
    for key in keys:
        grouping.add([Profile(article_id=key)])
        running.keep(grouping.growth())
    return grouping


def test_what_two_add_at_the_same_time_is_not_mixed(store: Store) -> None:
    mine = _kept(store, "a")
    _kept(store, "b")
    mine.add([Profile(article_id="c")])
    with pytest.raises(StoreError, match="run again"):
        RunningStories(store, NAME).keep(mine.growth())
    assert RunningStories(store, NAME).article_ids() == ("a", "b")


def test_what_other_code_kept_is_not_gone_on_with_and_its_articles_are_known(store: Store) -> None:
    _kept(store, "a", "b")
    other = RunningStories(store, "other")
    assert other.grouping() is None
    assert other.article_ids() == ("a", "b")
    again = Grouping()
    again.add([Profile(article_id="a"), Profile(article_id="b")])
    other.replace([again.growth()])
    assert RunningStories(store, NAME).grouping() is None
    found = other.grouping()
    assert found is not None
    assert found.ids == ["a", "b"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE standings SET record = x'00'",
        "DELETE FROM standings",
        "UPDATE grouped SET record = x'93' WHERE number = 1",
        "DELETE FROM grouped WHERE number = 1",
    ],
)
def test_what_is_damaged_is_made_anew(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "desk.db"
    with Store(path) as store:
        store.keep_articles(Article(id=key, text="x") for key in "ab")
        _kept(store, "a", "b")
    raw = sqlite3.connect(path)
    with raw:
        raw.execute(damage)
    raw.close()
    with Store(path) as store:
        assert RunningStories(store, NAME).grouping() is None


def test_an_article_that_the_store_has_not_is_refused(store: Store) -> None:
    grouping = Grouping()
    grouping.add([Profile(article_id="unknown")])
    with pytest.raises(StoreError, match="keep the article before"):
        RunningStories(store, NAME).keep(grouping.growth())
    assert RunningStories(store, NAME).article_ids() == ()


def test_a_file_of_the_first_version_gets_the_new_tables(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    with Store(path) as store:
        store.keep_article(Article(id="a", text="x"))
    raw = sqlite3.connect(path)
    tables = raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        if table not in ("articles", "analyses") and not table.startswith("sqlite_"):
            raw.execute(f"DROP TABLE {table}")
    raw.execute("PRAGMA user_version = 1")
    raw.close()
    with Store(path) as store:
        _kept(store, "a")
        assert RunningStories(store, NAME).article_ids() == ("a",)


# --------------------------------------------------------------------- the desk


def _articles() -> list[Article]:
    """Six invented events, told three times each."""
    return [_article(event, copy) for event in range(6) for copy in range(3)]


def _article(event: int, copy: int) -> Article:
    words = [f"{word}{'aeiouy'[event]}ra" for word in ("Brim", "Tarn", "crock", "pell")]
    words += [f"{word}{'aeiouy'[event]}n" for word in ("Harb", "Quill", "drov", "Sell")]
    return Article(
        id=f"{event}{copy}",
        headline=" ".join(words[copy : copy + 4]),
        text=TEXT.format(*(words[copy:] + words[:copy])),
        publisher=f"{copy}.example",
    )


def _analysis(article: Article, day: dt.date | None = None) -> Analysis:
    return Analysis(article_id=article.id, analyzer="none", creation_time=day)


def _desk(path: Path) -> Desk:
    return Desk(Settings(db=path, workers=1))


def _add(desk: Desk, articles: list[Article]) -> Added:
    return desk.add_to_stories(articles, {each.id: _analysis(each) for each in articles})


def test_stories_go_on_from_run_to_run_under_their_ids(tmp_path: Path) -> None:
    articles = _articles()
    with _desk(tmp_path / "desk.db") as desk:
        first = _add(desk, articles[::3])
        before = desk.running_stories()
    assert first.article_ids == tuple(each.id for each in articles_in_turn(articles[::3]))
    assert len(first.opened) == len(before.stories) == 6
    with _desk(tmp_path / "desk.db") as desk:
        second = _add(desk, articles)
        after = desk.running_stories()
        assert _add(desk, articles) == Added()
    assert len(second.joined) == 12
    assert second.opened == ()
    assert {story.id for story in after.stories} == {story.id for story in before.stories}
    assert {frozenset(story.article_ids) for story in after.stories} == {
        frozenset(f"{event}{copy}" for copy in range(3)) for event in range(6)
    }
    assert {each.id for each in after.articles} == {each.id for each in articles}


def test_what_late_articles_join_is_told_by_the_ids_of_stories(tmp_path: Path) -> None:
    early, other = ([f"{half}{'aeiou'[n]}n" for n in range(5)] for half in ("Tarv", "Molk"))
    crowd = [each for each in _articles() if each.id.endswith("0")]
    one = Article(id="one", headline=" ".join(early), text=" and ".join(early) + ".")
    two = Article(id="two", headline=" ".join(other), text=" and ".join(other) + ".")
    both = [
        Article(
            id=f"both{n}",
            headline=" ".join(early + other),
            text=" and ".join(early + other) + f" number {n}.",
        )
        for n in range(4)
    ]
    with _desk(tmp_path / "desk.db") as desk:
        _add(desk, [*crowd, one, two])
        before = {each.article_ids: each.id for each in desk.running_stories().stories}
        added = _add(desk, both)
        after = {each.id: each for each in desk.running_stories().stories}
    (move,) = added.moves
    assert (move.gone, move.opened) == (True, False)
    assert {move.before, move.after} == {before["one",], before["two",]}
    assert move.before not in after
    assert {"one", "two"} <= set(after[move.after].article_ids)
    assert set(move.because) == {each.id for each in both}


def test_only_stories_of_the_last_days_are_listed_if_wanted(tmp_path: Path) -> None:
    articles = _articles()
    analyses = {each.id: _analysis(each, DAY.replace(day=1 + int(each.id[0]))) for each in articles}
    with _desk(tmp_path / "desk.db") as desk:
        desk.add_to_stories(articles, analyses)
        assert len(desk.running_stories().stories) == 6
        assert len(desk.running_stories(days=2).stories) == 2
        assert len(desk.running_stories(DAY.replace(day=3), days=1).stories) == 4


def test_what_another_version_kept_is_grouped_anew(tmp_path: Path) -> None:
    path = tmp_path / "desk.db"
    articles = _articles()
    with _desk(path) as desk:
        _add(desk, articles)
        expected = desk.running_stories()
    raw = sqlite3.connect(path)
    with raw:
        raw.execute("UPDATE grouped_by SET name = 'older'")
    raw.close()
    with _desk(path) as desk:
        assert desk.stale_stories() == len(articles)
        found = desk.running_stories()
        assert desk.stale_stories() == 0
    assert {story.article_ids for story in found.stories} == {
        story.article_ids for story in expected.stories
    }
    with _desk(path) as desk:
        assert desk.stale_stories() == 0
