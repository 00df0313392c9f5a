"""Manifests: what was read, and the same analyses again from the same bytes."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nutgraf.analysis.analyze import analyze
from nutgraf.cli import app
from nutgraf.errors import FetchError, UnreadableInput
from nutgraf.plugins import Answer, Fetched
from nutgraf.polling import poll
from nutgraf.readers import HttpFetch
from nutgraf.readers.article import Means
from nutgraf.readers.manifest import (
    Manifest,
    ManifestWriter,
    ReadLine,
    Replay,
    licence_note,
    parser_of,
    read_manifest,
)
from nutgraf.recording import read_again, read_recorded
from nutgraf.records import Article, Failure, Subscription
from nutgraf.render.jsonl import analysis_line
from nutgraf.settings import Settings
from nutgraf.store import Store
from nutgraf.store.feeds import Feeds
from nutgraf.store.fetched import FetchedStore
from tests.feed_world import NOW, feed, page
from tests.http_host import Host, Reply

HTML = (("Content-Type", "text/html"),)


@pytest.fixture
def host() -> Iterator[Host]:
    made = Host()
    made.replies |= {
        "/feed": Reply(200, feed(made.base, ["a1", "a2"])),
        "/whole": Reply(200, feed(made.base, ["b1"], whole=True)),
        "/page/a1": Reply(200, page("a1"), HTML),
        "/page/a2": Reply(302, headers=(("Location", "/page/moved"),)),
        "/page/moved": Reply(200, page("a2"), HTML),
    }
    yield made
    made.close()


@pytest.fixture
def kept() -> Iterator[FetchedStore]:
    with FetchedStore(":memory:") as made:
        yield made


def record(
    path: Path, kept: FetchedStore, *inputs: str, stdin: bytes = b""
) -> tuple[tuple[Article, ...], Manifest]:
    """Read ``inputs`` with a manifest at ``path``; the articles, and the manifest read back."""
    with (
        path.open("w") as stream,
        HttpFetch(delay=0, at_once=16, tries=1, kept=kept) as fetch,
    ):
        reading = read_recorded(
            inputs,
            ManifestWriter(stream, lambda: NOW),
            fetch=fetch,
            kept=kept,
            settings=Settings(db=path, publishers={"127.0.0.1": "The Courier"}),
            at=NOW,
            stdin=io.BytesIO(stdin),
        )
    (manifest,) = read_manifest(path)
    return reading.articles, manifest


def lines(articles: Iterator[Article | Failure] | tuple[Article, ...]) -> list[str]:
    """The analyses of ``articles``, as the command writes them."""
    found = list(articles)
    assert all(isinstance(one, Article) for one in found), found
    return [analysis_line(one, analyze(one)) for one in found if isinstance(one, Article)]


# --------------------------------------------------------------------- what is written


def test_a_manifest_tells_of_all_that_was_read(
    host: Host, kept: FetchedStore, tmp_path: Path
) -> None:
    file = tmp_path / "one.html"
    file.write_bytes(page("c1").replace(b"<title>", b"<link rel='license' href='/by/4.0'><title>"))
    inputs = [f"{host.base}/feed", f"{host.base}/gone", str(file)]
    articles, manifest = record(tmp_path / "m.jsonl", kept, *inputs)
    assert len(articles) == 3
    assert manifest.run.inputs == tuple(inputs)
    assert manifest.run.at == NOW
    told = {line.item.removeprefix(host.base): line for line in manifest.reads}
    assert set(told) == {str(file), "/feed", "/gone", "/page/a1", "/page/a2"}
    assert told["/gone"].sha256 is None
    assert "404" in (told["/gone"].error or "")
    assert told["/page/a2"].final_url == f"{host.base}/page/moved"
    assert (told["/page/a1"].status, told["/page/a1"].bytes) == (200, len(page("a1")))
    assert (told["/page/a1"].parser or "").startswith("page (nutgraf ")
    assert "trafilatura" in (told["/page/a1"].parser or "")
    assert (told["/feed"].parser or "").startswith("feed (nutgraf ")
    assert told[str(file)].licence == "/by/4.0"
    assert [line.id for line in manifest.articles] == [article.id for article in articles]
    for line in manifest.reads:
        if line.sha256 and line.item != str(file):
            assert kept.body(line.sha256) is not None


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (b'<html><link href="https://cc.example/by" rel="license">', "https://cc.example/by"),
        (b"<html><a rel=license href=/by/4.0>CC</a>", "/by/4.0"),
        (b'<meta name="copyright" content="&copy; The Courier">', "© The Courier"),
        (b'<meta property="dcterms.rights" content="All reserved">', "All reserved"),
        (b"<rss><channel><copyright>The Courier 2026</copyright>", "The Courier 2026"),
        (b"<feed><rights type='text'><![CDATA[Free to use]]></rights>", "Free to use"),
        (b"<item><creativeCommons:license>https://cc.example/by</", "https://cc.example/by"),
        (b"<html><p>The right to copy</p>", None),
        (b"<meta name=copyright " * 20_000, None),
        (b"", None),
    ],
)
def test_a_note_of_licence_is_found(content: bytes, note: str | None) -> None:
    assert licence_note(content) == note


def test_each_kind_names_what_reads_it() -> None:
    assert parser_of(b"<html><p>x").startswith("page (nutgraf")
    assert parser_of(b'{"version": "https://jsonfeed.org/version/1"}').startswith("feed (nutgraf")
    assert parser_of(b"Words alone.").startswith("text (nutgraf")


# --------------------------------------------------------------------- read again


def test_a_rerun_gives_the_same_analyses_with_the_network_gone(
    host: Host, kept: FetchedStore, tmp_path: Path
) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "c1.html").write_bytes(page("c1"))
    (folder / "c2.jsonl").write_text(
        json.dumps({"id": "two", "text": "The pier of Ostervale is closed. " * 9}) + "\n"
    )
    stdin = page("d1")
    inputs = (f"{host.base}/feed", f"{host.base}/whole", str(folder), "-", f"{host.base}/gone")
    articles, manifest = record(tmp_path / "m.jsonl", kept, *inputs, stdin=stdin)
    assert len(articles) == 6
    before = lines(articles)
    asked = len(host.seen)
    # the world moves on, and what is kept of an address with it
    host.replies["/page/a1"] = Reply(200, page("other"), HTML)
    kept.keep(
        Answer(url=f"{host.base}/page/a1", final_url="x", at=1.0, status=200, content=b"other",
               accepted=True)
    )  # fmt: skip
    again = tuple(read_again(manifest, kept.body))
    assert again == articles
    assert lines(again) == before
    assert len(host.seen) == asked


def test_a_poll_can_be_rerun(host: Host, kept: FetchedStore, tmp_path: Path) -> None:
    path = tmp_path / "m.jsonl"
    urls = [f"{host.base}/feed", f"{host.base}/whole"]
    # what a poll takes for a feed is no feed to those who do not know what to expect
    host.replies["/feed"] = Reply(200, b"Warning: no clock!\n" + feed(host.base, ["a1", "a2"]))

    def run() -> None:
        with (
            path.open("a") as stream,
            Store(tmp_path / "desk.db") as store,
            HttpFetch(delay=0, at_once=16, tries=1, kept=kept) as fetch,
        ):
            feeds = Feeds(store)
            feeds.add([Subscription(url) for url in urls], NOW)
            writer = ManifestWriter(stream, lambda: NOW)
            writer.run("x", NOW, urls, {}, feeds=True)
            means = Means(writer.fetch(fetch), NOW)
            poll(store, feeds.all(), means, now=NOW, kept=kept, on_article=writer.article)

    run()
    host.replies["/whole"] = Reply(200, feed(host.base, ["b2", "b1"], whole=True))
    run()
    first, second = read_manifest(path)
    with Store(tmp_path / "desk.db") as store:
        articles = store.articles()
    for manifest, count in ((first, 3), (second, 1)):
        again = list(read_again(manifest, kept.body))
        assert len(again) == count
        for one in again:
            assert isinstance(one, Article)
            assert one == articles[one.id]


def test_a_file_that_has_changed_or_is_gone_is_told(kept: FetchedStore, tmp_path: Path) -> None:
    file = tmp_path / "one.html"
    file.write_bytes(page("c1"))
    _, manifest = record(tmp_path / "m.jsonl", kept, str(file))
    file.write_bytes(page("c2"))
    with pytest.raises(UnreadableInput, match=r"one\.html.*has changed since 2026-03-05"):
        list(read_again(manifest, kept.body))
    file.unlink()
    with pytest.raises(UnreadableInput, match=r"one\.html.*cannot be read"):
        list(read_again(manifest, kept.body))


def test_bytes_that_are_not_kept_any_more_are_told(
    host: Host, kept: FetchedStore, tmp_path: Path
) -> None:
    _, manifest = record(tmp_path / "m.jsonl", kept, f"{host.base}/page/a1")
    found = list(read_again(manifest, lambda _: None))
    assert [one.item for one in found if isinstance(one, Failure)] == [
        f"{host.base}/page/a1",
        manifest.articles[0].id,
    ]
    assert "not kept any more" in str(found[0])


def test_an_article_that_comes_out_otherwise_is_told(
    host: Host, kept: FetchedStore, tmp_path: Path
) -> None:
    path = tmp_path / "m.jsonl"
    record(path, kept, f"{host.base}/feed")
    changed = path.read_text().replace("The Courier", "The Courier of Ostervale", 1)
    path.write_text(changed)
    found = list(read_again(read_manifest(path)[0], kept.body))
    assert all(isinstance(one, Failure) for one in found)
    assert "other facts are found" in str(found[0])


def test_an_address_that_failed_fails_again() -> None:
    line = ReadLine(item="https://courier.example/", at=NOW, error="status 404: gone")
    run = Manifest(None, (line,), ())  # type: ignore[arg-type]
    with pytest.raises(FetchError, match="status 404: gone"):
        Replay(run, lambda _: b"")("https://courier.example/")
    with pytest.raises(FetchError, match="does not name"):
        Replay(run, lambda _: b"")("https://courier.example/other")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "no manifest"),
        (b'{"line":"read","item":"x","at":"2026-03-05T12:00:00Z"}\n', "no manifest"),
        (b"{}\n", r"m\.jsonl:1.*no line of a manifest"),
        (b"\xff\xfe\n", r"m\.jsonl:1"),
    ],
)
def test_what_is_no_manifest_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "m.jsonl"
    path.write_bytes(content)
    with pytest.raises(UnreadableInput, match=words):
        read_manifest(path)
    with pytest.raises(UnreadableInput, match="cannot be read"):
        read_manifest(tmp_path / "none")


def test_a_manifest_of_a_run_that_was_killed_is_read_up_to_its_end(
    kept: FetchedStore, tmp_path: Path
) -> None:
    file = tmp_path / "one.html"
    file.write_bytes(page("c1"))
    path = tmp_path / "m.jsonl"
    record(path, kept, str(file))
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    (cut,) = read_manifest(path)
    assert len(cut.reads) == 1
    assert not cut.articles
    path.write_bytes(whole[:-9] + b"\n" + whole)
    assert [len(one.articles) for one in read_manifest(path)] == [0, 1]
    path.write_bytes(whole[:-9] + b"\n" + whole.split(b"\n")[-2])
    with pytest.raises(UnreadableInput, match=r"m\.jsonl:3"):
        read_manifest(path)


def test_the_command_gives_byte_for_byte_what_analyze_gave(
    host: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    settings = tmp_path / "settings.toml"
    settings.write_text("workers = 1\n[fetch]\ndelay = 0\n")
    runner = CliRunner(
        env={"NUTGRAF_DB": str(tmp_path / "desk.db"), "NUTGRAF_SETTINGS": str(settings)}
    )
    file = tmp_path / "one.html"
    file.write_bytes(page("c1"))
    first = runner.invoke(
        app, ["analyze", f"{host.base}/feed", "one.html", "--manifest", "m.jsonl"]
    )
    assert first.exit_code == 0, first.stderr
    assert first.stdout.count("\n") == 3
    host.replies.clear()
    monkeypatch.chdir("/")
    again = runner.invoke(app, ["rerun", str(tmp_path / "m.jsonl")])
    assert again.exit_code == 0, again.stderr
    assert again.stdout_bytes == first.stdout_bytes
    file.write_bytes(page("c2"))
    changed = runner.invoke(app, ["rerun", str(tmp_path / "m.jsonl")])
    assert isinstance(changed.exception, UnreadableInput)
    assert "one.html: the file has changed" in str(changed.exception)


def test_a_fetch_that_is_noted_answers_as_before() -> None:
    stream = io.StringIO()
    answer = Fetched("https://courier.example/", b"<html>", "text/html")
    noted = ManifestWriter(stream, lambda: NOW).fetch(lambda url, **_: answer)
    assert noted("https://courier.example/") is answer
    assert json.loads(stream.getvalue())["status"] == 200
