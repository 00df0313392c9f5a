"""The forms of an edition as ``nutgraf brief --format`` writes them."""

from __future__ import annotations

import json
from pathlib import Path

import feedparser
import pytest
from click.testing import Result
from typer.testing import CliRunner

from nutgraf.cli import app
from nutgraf.render.formats import formats

ARTICLE = {
    "id": "one",
    "publisher": "The Invented Post",
    "url": "https://invented.example/bridge",
    "headline": "Bridge over the Marrow closes",
    "published": "2026-03-05T08:00:00+00:00",
    "text": (
        "MARROW (Invented Post) — The bridge over the Marrow closed on Wednesday after engineers "
        'found a crack, the city said.\n\n"It will stay closed until we know why," Mayor Ann '
        "Example told reporters. The council will vote on a repair on 20 March.\n"
    ),
}


@pytest.fixture
def brief(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "articles.jsonl"
    path.write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")

    def command(*arguments: str) -> Result:
        return CliRunner().invoke(
            app, ["brief", str(path), "--db", str(tmp_path / "desk.db"), *arguments]
        )

    return command


def test_a_single_form_goes_to_standard_output(brief, tmp_path) -> None:
    made = brief("--format", "rss", "--link", "https://brief.example/today")
    assert made.exit_code == 0, made.stderr
    feed = feedparser.parse(made.stdout)
    assert not feed.bozo
    assert feed.feed.link == "https://brief.example/today"
    assert len(feed.entries) == 1
    assert "standard output" in made.stderr
    assert {each.name for each in tmp_path.iterdir()} == {"articles.jsonl", "desk.db"}


def test_several_forms_go_to_their_files(brief) -> None:
    made = brief("--format", "eml", "--format", "text", "--format", "eml")
    assert made.exit_code == 0, made.stderr
    assert made.stdout == ""
    folder = Path("edition-2026-03-05")
    assert {each.name for each in folder.iterdir()} == {"edition.eml", "edition.txt"}
    mail = (folder / "edition.eml").read_bytes()
    assert mail.count(b"\r\n") == mail.count(b"\n") > 50


def test_a_single_form_goes_to_the_folder_that_is_named(brief) -> None:
    made = brief("--format", "ninjs", "-o", "out")
    assert made.exit_code == 0, made.stderr
    (file,) = Path("out").iterdir()
    assert file.name == formats()["ninjs"].file
    assert json.loads(file.read_text(encoding="utf-8"))["type"] == "composite"


@pytest.mark.parametrize("link", ["javascript:alert(1)", "brief.example", ""])
def test_only_a_web_address_is_a_link(brief, link: str) -> None:
    made = brief("--format", "atom", "--link", link)
    assert made.exit_code == 2
    assert "no web address" in made.stderr
    assert made.stdout == ""


def test_a_form_that_is_none_is_refused(brief) -> None:
    assert brief("--format", "pdf").exit_code == 2
