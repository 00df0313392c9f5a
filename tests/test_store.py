"""What is kept comes back, and a file that is not ours is refused untouched."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from nutgraf.errors import StoreError
from nutgraf.records import Analysis, Article, Quote, Span
from nutgraf.store import Store

ARTICLE = Article(
    id="a1",
    given_id="ferry",
    text="“Fine,” she said. \u200f\U0001f6f3",
    headline="Ferry",
    publisher="a.example",
    byline=("Ivo Brandt",),
    published=dt.datetime(2031, 5, 6, 9, tzinfo=dt.timezone(dt.timedelta(hours=2))),
)
ANALYSIS = Analysis(
    article_id="a1",
    analyzer="one",
    creation_time=dt.date(2031, 5, 6),
    quotes=(Quote(content=(Span(0, 7),), kind="direct"),),
)


def test_records_come_back_as_they_went_in(tmp_path: Path):
    path = tmp_path / "deep" / "desk.db"
    with Store(path) as store:
        store.keep_article(ARTICLE)
        store.keep_analysis(ANALYSIS)
    with Store(str(path)) as store:
        assert store.article("a1") == ARTICLE
        assert store.analysis("a1", "one") == ANALYSIS
        assert store.analysis("a1", "two") is None
        assert store.article("other") is None


def test_an_article_is_found_by_either_id_and_the_last_version_wins():
    newer = Article(id="a0", given_id="ferry", text="New.", supersedes="a1")
    with Store(":memory:") as store:
        store.keep_articles([ARTICLE, newer])
        assert store.find_article("a1") == ARTICLE
        assert store.find_article("ferry") == newer
        assert store.find_article("none") is None


def test_keeping_an_article_again_leaves_its_analyses():
    with Store(":memory:") as store:
        store.keep_article(ARTICLE)
        store.keep_analysis(ANALYSIS)
        store.keep_article(ARTICLE)
        assert store.analysis("a1", "one") == ANALYSIS


def test_many_at_once():
    articles = [Article(id=f"{n:05}", text=str(n)) for n in range(1200)]
    analyses = [Analysis(article_id=each.id, analyzer="one") for each in articles]
    with Store(":memory:") as store:
        store.keep_articles(iter(articles))
        store.keep_analyses(iter(analyses))
        wanted = [each.id for each in articles] + ["none"]
        assert list(store.articles(wanted).values()) == articles
        assert list(store.articles().values()) == articles
        assert len(store.analyses(wanted, "one")) == 1200
        assert store.analyses(wanted, "two") == {}


def test_a_failed_bulk_keeps_nothing():
    orphan = Analysis(article_id="none", analyzer="one")
    with Store(":memory:") as store:
        store.keep_article(ARTICLE)
        with pytest.raises(StoreError, match="keep the article before"):
            store.keep_analyses([ANALYSIS, orphan])
        assert store.analysis("a1", "one") is None
        with pytest.raises(StoreError, match="broken character"):
            store.keep_article(Article(id="x", text="\ud800"))


def test_a_second_reader_sees_what_was_kept(tmp_path: Path):
    path = tmp_path / "desk.db"
    with Store(path) as one, Store(path) as two:
        one.keep_article(ARTICLE)
        assert two.article("a1") == ARTICLE
        (mode,) = sqlite3.connect(path).execute("PRAGMA journal_mode").fetchone()
        assert mode == "wal"


def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path):
    path = tmp_path / "desk.db"
    path.write_bytes(b"These are meeting notes and nothing else. " * 60)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="move the file away") as raised:
        Store(path)
    assert raised.value.item == str(path)
    assert path.read_bytes() == before


def test_another_programs_database_is_refused_untouched(tmp_path: Path):
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE stamps (name TEXT)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program's"):
        Store(path)
    assert path.read_bytes() == before


def test_a_newer_file_is_refused(tmp_path: Path):
    path = tmp_path / "desk.db"
    Store(path).close()
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 99")
    raw.close()
    with pytest.raises(StoreError, match="newer Nutgraf"):
        Store(path)


def test_a_damaged_file_says_what_to_do(tmp_path: Path):
    path = tmp_path / "desk.db"
    with Store(path) as store:
        store.keep_articles(Article(id=str(n), text="word " * 300) for n in range(50))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(bytes(content))
    with pytest.raises(StoreError, match="move the file away"), Store(path) as store:
        store.articles()


def test_an_unreadable_analysis_is_made_again_and_an_unreadable_article_is_said(tmp_path: Path):
    path = tmp_path / "desk.db"
    with Store(path) as store:
        store.keep_article(ARTICLE)
        store.keep_analysis(ANALYSIS)
    raw = sqlite3.connect(path)
    raw.execute("UPDATE analyses SET record = '{}'")
    raw.execute("UPDATE articles SET record = '{'")
    raw.commit()
    raw.close()
    with Store(path) as store:
        assert store.analysis("a1", "one") is None
        with pytest.raises(StoreError, match="a1"):
            store.article("a1")


def test_a_folder_and_a_path_below_a_file_are_refused(tmp_path: Path):
    with pytest.raises(StoreError):
        Store(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="--db"):
        Store(tmp_path / "file" / "desk.db")


def test_a_closed_store_says_so():
    store = Store(":memory:")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.article("a1")
