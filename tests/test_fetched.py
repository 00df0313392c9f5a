"""What was fetched is kept: whole, bounded, and through a kill at any moment."""

from __future__ import annotations

import os
import random  # noqa: TID251  # bodies that cannot be packed, by a seed
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import zlib
from pathlib import Path

import pytest
from msgspec.structs import replace

from nutgraf import readers
from nutgraf.errors import FetchError, SettingsError, StoreError
from nutgraf.plugins import Answer, Asked
from nutgraf.readers import HttpFetch
from nutgraf.records import Article
from nutgraf.settings import FetchSettings, load_settings
from nutgraf.store.fetched import FetchedStore, beside, digest
from tests.http_host import Reply, hosting, page
from tests.test_fetch import PAGE

ANSWER = Answer(
    url="http://news.example/a",
    final_url="http://news.example/b",
    at=1000.0,
    status=200,
    content=b"The old ferry pier will close.",
    content_type="text/html",
    etag='"x"',
)


def test_what_is_kept_is_given_back(tmp_path: Path) -> None:
    path = tmp_path / "new" / "fetched.db"
    with FetchedStore(path) as store:
        assert store.answer(ANSWER.url) is None
        store.keep(ANSWER)
        store.keep_target("http://old.example/", "http://new.example/")
        store.note_asked(Asked("http://f.example/", 5.0, 9.0))
    with FetchedStore(path) as store:
        assert store.answer(ANSWER.url) == ANSWER
        assert store.body(digest(ANSWER.content)) == ANSWER.content
        assert store.target("http://old.example/") == "http://new.example/"
        store.keep_target("http://old.example/", None)
        assert store.target("http://old.example/") is None
        assert store.asked("http://f.example/") == Asked("http://f.example/", 5.0, 9.0)
        assert store.asked("http://g.example/") is None


def test_what_was_accepted_stands_until_another_is() -> None:
    with FetchedStore(":memory:") as store:
        good = replace(ANSWER, accepted=True)
        bad = replace(ANSWER, content=b"an error", at=2000.0)
        store.keep(good)
        store.keep(bad)
        assert store.answer(ANSWER.url) == good
        store.keep(replace(bad, accepted=True))
        assert store.answer(ANSWER.url) == replace(bad, accepted=True)
        # A manifest may still name the earlier one.
        assert store.body(digest(good.content)) == good.content


def test_the_oldest_goes_when_there_is_no_more_room() -> None:
    random.seed(7)
    bodies = [random.randbytes(1000) for _ in range(60)]
    with FetchedStore(":memory:", most_bytes=20_000) as store:
        for number, body in enumerate(bodies):
            store.keep(replace(ANSWER, url=f"u{number}", content=body, at=float(number)))
            if number == 10:
                store.keep(replace(ANSWER, url="u0", content=bodies[0], at=50.0))
        kept = [n for n in range(60) if store.answer(f"u{n}") is not None]
        (total, real) = store._connection.execute(
            "SELECT bytes, (SELECT sum(size) FROM bodies) FROM total"
        ).fetchone()
        answers = store._connection.execute("SELECT count(*) FROM answers").fetchone()[0]
        assert total == real <= 20_000
        assert kept[0] == 0
        assert kept[1:] == list(range(60 - len(kept) + 1, 60))
        assert 15 <= len(kept) == answers
        store.keep(replace(ANSWER, url="large", content=random.randbytes(30_000)))
        assert store.answer("large") is None


def test_one_body_is_kept_once() -> None:
    with FetchedStore(":memory:") as store:
        for number in range(5):
            store.keep(replace(ANSWER, url=f"u{number}"))
        assert store._connection.execute("SELECT count(*) FROM bodies").fetchone() == (1,)


def test_a_body_that_is_damaged_is_absent_and_can_be_kept_again() -> None:
    with FetchedStore(":memory:") as store:
        for damage in (b"", b"nonsense", None):
            store.keep(ANSWER)
            assert store.answer(ANSWER.url) == ANSWER
            broken = damage if damage is not None else zlib.compress(b"another")
            store._connection.execute("UPDATE bodies SET body = ?", (broken,))
            assert store.answer(ANSWER.url) is None


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (x)")
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"), FetchedStore(path) as store:
        store.keep(ANSWER)
    assert path.read_bytes() == before
    (tmp_path / "text.db").write_text("no database at all, and long enough to be told" * 9)
    store = FetchedStore(tmp_path / "text.db")
    for _ in range(2):
        with pytest.raises(StoreError, match="check the disk"):
            store.answer("u")
    folder = FetchedStore(tmp_path / "text.db" / "f.db")
    with pytest.raises(StoreError, match="choose a path"):
        folder.answer("u")


def test_a_store_that_is_not_used_leaves_no_file(tmp_path: Path) -> None:
    with FetchedStore(tmp_path / "new" / "f.db") as store:
        pass
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match="closed"):
        store.answer("u")


def test_threads_share_a_store(tmp_path: Path) -> None:
    problems: list[Exception] = []
    with FetchedStore(tmp_path / "f.db") as store:

        def work(number: int) -> None:
            try:
                for turn in range(20):
                    url = f"u{number}/{turn}"
                    store.keep(replace(ANSWER, url=url, content=url.encode()))
                    found = store.answer(url)
                    assert found is not None
                    assert found.content == url.encode()
            except Exception as problem:
                problems.append(problem)

        threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert problems == []


_WRITER = """
import sys
from nutgraf.plugins import Answer
from nutgraf.store.fetched import FetchedStore
store = FetchedStore(sys.argv[1], most_bytes=300_000)
number = int(sys.argv[2])
while True:
    body = str(number).encode() * 2000
    store.keep(Answer(url=f"u{number % 50}", final_url="x", at=float(number), status=200,
                      content=body, accepted=number % 2 == 0))
    number += 1
    print(number, flush=True)
"""


def test_a_kill_at_any_moment_leaves_each_answer_whole(tmp_path: Path) -> None:
    path = tmp_path / "fetched.db"
    chance = random.Random(11)
    number = 0
    for _ in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(path), str(number)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        number = int(writer.stdout.readline())
        time.sleep(chance.random() * 0.05)
        os.kill(writer.pid, signal.SIGKILL)
        number = max([number, *(int(line) for line in writer.stdout.read().split())])
        writer.wait()
        with FetchedStore(path, most_bytes=300_000) as store:
            assert store._connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert store._connection.execute("PRAGMA foreign_key_check").fetchall() == []
            last = store.answer(f"u{(number - 1) % 50}")
            assert last is not None
            answers = store._connection.execute("SELECT DISTINCT url FROM answers").fetchall()
            assert all(store.answer(url) is not None for (url,) in answers)
            total, real = store._connection.execute(
                "SELECT bytes, (SELECT sum(size) FROM bodies) FROM total"
            ).fetchone()
            assert total == real <= 300_000


def test_a_run_offline_reads_what_an_earlier_one_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    with FetchedStore(beside(tmp_path / "desk.db")) as store, hosting(robots=Reply(404)) as host:
        host.replies["/a"] = [page(PAGE.encode(), ("ETag", '"1"')), Reply(304)]
        url = f"{host.base}/a"
        fetch = HttpFetch(delay=0, kept=store)
        (first,) = readers.read(url, fetch=fetch)
        (second,) = readers.read(url, fetch=fetch)
        assert host.seen[-1].headers["if-none-match"] == '"1"'
        (third,) = readers.read(url, fetch=HttpFetch(offline=True, kept=store))
        assert isinstance(first, Article)
        assert first == second == third
        with pytest.raises(FetchError, match="nothing is kept"):
            HttpFetch(offline=True, kept=store)(f"{host.base}/b")
    assert beside(tmp_path / "desk.db").name == "desk-fetched.db"
    assert beside(Path(":memory:")) == Path(":memory:")


# --------------------------------------------------------------------- settings


def test_the_network_is_used_as_the_settings_say(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    assert load_settings(None, {"NUTGRAF_DB": "x"}).fetch == FetchSettings()
    file.write_text(
        '[fetch]\ndelay = 2\nat_once = 1\ncontact = "mailto:desk@courier.example"\noffline = true\n'
    )
    assert load_settings(file, {}).fetch == FetchSettings(
        delay=2.0, at_once=1, contact="mailto:desk@courier.example", offline=True
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("fetch = 1", "fetch: this must be a table"),
        ("[fetch]\nspeed = 1", r"fetch\.speed: there is no such setting; there are delay"),
        ("[fetch]\ndelay = -1", r"fetch\.delay: -1 is no number from 0 to 60"),
        ("[fetch]\ndelay = nan", r"fetch\.delay"),
        ('[fetch]\ndelay = "1"', r"fetch\.delay"),
        ("[fetch]\nat_once = true", r"fetch\.at_once: True is no whole number"),
        ("[fetch]\nat_once = 1.5", r"fetch\.at_once"),
        ("[fetch]\nmost_bytes = 1", r"fetch\.most_bytes"),
        ("[fetch]\npoll_gap = 5", r"fetch\.poll_gap"),
        ("[fetch]\noffline = 1", r"fetch\.offline: 1 is neither true nor false"),
        ('[fetch]\ncontact = "a\\nb"', r"fetch\.contact"),
        ('[fetch]\ncontact = ""', r"fetch\.contact"),
        ("[fetch]\ncontact = 5", r"fetch\.contact"),
    ],
)
def test_settings_that_make_no_sense_are_told(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=words):
        load_settings(file, {})
