"""The command line, run as a user runs it, on good and bad input."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from nutgraf.sample import sample_folder

ARTICLE = {
    "id": "one",
    "publisher": "The Invented Post",
    "published": "2026-03-04T10:00:00+01:00",
    "title": "Bridge at Marrow closes",
    "text": "The bridge at Marrow was closed on Wednesday after engineers found cracks, the roads "
    'office said. "It will stay closed until we know why," said Ann Example, who leads the '
    "office. A report is due on 20 March.",
}


@pytest.fixture
def run(tmp_path):
    """Runs ``nutgraf`` in an empty folder with a desk of its own."""

    def command(*arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[str]:
        made = subprocess.run(
            [sys.executable, "-m", "nutgraf", *arguments],
            cwd=tmp_path,
            env=os.environ | {"NUTGRAF_DB": str(tmp_path / "desk.db"), "COLUMNS": "100"},
            input=stdin,
            capture_output=True,
            check=False,
            timeout=120,
        )
        return subprocess.CompletedProcess(
            made.args, made.returncode, made.stdout.decode(), made.stderr.decode()
        )

    return command


def _lines(*rows: object) -> bytes:
    return b"".join((r if isinstance(r, bytes) else json.dumps(r).encode()) + b"\n" for r in rows)


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    """The sample edition as ``brief`` writes it, with its folder."""
    folder = tmp_path_factory.mktemp("edition")
    made = subprocess.run(
        [sys.executable, "-m", "nutgraf", "brief", str(sample_folder()), "--date", "2026-03-05",
         "--db", str(folder / "desk.db"), "-o", str(folder / "out")],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    return folder, made


def test_help_is_quick_and_names_the_commands(run):
    made = run("--help")
    assert made.returncode == 0
    for command in ("brief", "read", "analyze", "stories", "check"):
        assert command in made.stdout
    # The heavy libraries load on first use: help must not import them.
    probe = "import sys, nutgraf.cli; sys.exit('spacy' in sys.modules or 'httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], check=False).returncode == 0


def test_brief_writes_three_files_and_lists_what_it_left_out(edition):
    folder, made = edition
    assert made.returncode == 0, made.stderr
    assert {p.name for p in (folder / "out").iterdir()} == {
        "index.html",
        "edition.md",
        "edition.json",
    }
    assert "French" in made.stderr
    assert "broken.jsonl:2" in made.stderr
    filed = json.loads((folder / "out" / "edition.json").read_text())
    assert filed["as_of"] == "2026-03-05"
    assert len(filed["stories"]) == 6
    for story in filed["stories"]:
        for part in ("what_happened", "who_said_what", "what_next"):
            for point in story["brief"][part]:
                assert point["citations"]


def test_check_passes_what_brief_wrote_and_fails_a_forgery(edition, run):
    folder, _ = edition
    path = folder / "out" / "edition.json"
    good = run("check", str(path), "--db", str(folder / "desk.db"))
    assert good.returncode == 0, good.stdout
    filed = json.loads(path.read_text())
    point = filed["stories"][0]["brief"]["who_said_what"][0]
    point["text"] = re.sub('"(.)', '"x', point["text"], count=1)
    forged = folder / "forged.json"
    forged.write_text(json.dumps(filed))
    bad = run("check", str(forged), "--db", str(folder / "desk.db"))
    assert bad.returncode == 1
    assert point["id"] in bad.stdout


def test_check_says_where_to_find_articles_it_lacks(edition, run):
    folder, _ = edition
    made = run("check", str(folder / "out" / "edition.json"))
    assert made.returncode == 1
    assert "--articles" in made.stderr
    found = run("check", str(folder / "out" / "edition.json"), "--articles", str(sample_folder()))
    assert found.returncode == 0, found.stderr


def test_analyze_keeps_its_contract(run):
    made = run("analyze", "-", stdin=_lines(ARTICLE))
    assert made.returncode == 0, made.stderr
    found = json.loads(made.stdout)
    text = ARTICLE["text"]
    assert found["id"] == "one"
    said = [a for a in found["attributions"] if a["kind"] == "direct"]
    assert [a["speaker"] for a in said] == ["Ann Example"]
    assert [text[s:e] for s, e in said[0]["content"]] == [
        '"It will stay closed until we know why,"'
    ]
    days = {text[t["start"] : t["end"]]: t["value"] for t in found["timexes"]}
    assert days["Wednesday"] == "2026-03-04"
    assert days["20 March"] == "2026-03-20"
    assert {"kind", "actor", "when", "certainty", "speaker", "start", "end"} <= set(
        found["forward"][0]
    )
    assert {"start", "end", "kind", "full_name", "role"} <= set(found["names"][0])


def test_a_second_run_analyses_nothing_again(run, tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(_lines(ARTICLE))
    first = run("read", str(path), "--format", "json")
    probe = (
        "import nutgraf.desk as d, nutgraf.analysis.analyze\n"
        "def fail(*a, **k): raise SystemExit('analysed again')\n"
        "d.map_articles = lambda f, items, **k: [fail() for _ in items]\n"
        "import sys; sys.argv = ['nutgraf', 'read', 'a.jsonl', '--format', 'json']\n"
        "from nutgraf.cli import main; main()"
    )
    again = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=tmp_path,
        env=os.environ | {"NUTGRAF_DB": str(tmp_path / "desk.db")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert first.stdout
    assert again.stdout == first.stdout


def test_stories_in_each_format(run):
    rows = [ARTICLE, ARTICLE | {"id": "two", "publisher": "Another Invented Post"}]
    rows[1]["text"] = rows[1]["text"].replace("engineers found", "its engineers had found")
    made = run("stories", "-", "--format", "jsonl", stdin=_lines(*rows))
    story = json.loads(made.stdout)
    assert sorted(story["articles"]) == ["one", "two"]
    assert run("stories", "-", "--format", "csv", stdin=_lines(*rows)).stdout.count("\n") == 3
    assert len(json.loads(run("stories", "-", "--format", "json", stdin=_lines(*rows)).stdout)) == 1
    assert "Marrow" in run("stories", "-", stdin=_lines(*rows)).stdout


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", b"\x00\x01\x02" * 99, "binary"),
        ("none.xml", b"<rss version='2.0'><channel><title>x</title></channel></rss>", "no"),
        ("front.html", b"<html><title>x</title><body><a href='/'>x</a></body></html>", "no"),
        ("broken.jsonl", b'{"text": "cut', "broken.jsonl:1"),
        ("long.txt", b"word " * 10_500_000, "MB"),
    ],
)
def test_bad_files_are_named_with_their_reason_and_no_traceback(
    run, tmp_path, name, content, words
):
    (tmp_path / name).write_bytes(content)
    made = run("read", name)
    assert made.returncode == 1
    assert name in made.stderr
    assert words in made.stderr
    assert "Traceback" not in made.stderr


def test_one_bad_line_costs_only_itself(run):
    made = run("analyze", "-", stdin=_lines(ARTICLE, b"{broken", ARTICLE | {"id": "three"}))
    assert made.returncode == 0
    assert "2" in made.stderr
    assert [json.loads(line)["id"] for line in made.stdout.splitlines()] == ["one", "three"]


def test_a_date_that_makes_no_sense_is_said_and_the_article_kept(run):
    made = run("analyze", "-", stdin=_lines(ARTICLE | {"published": "the 40th of Nevermber"}))
    assert made.returncode == 0
    assert "Nevermber" in made.stderr
    assert json.loads(made.stdout)["id"] == "one"


def test_commands_that_make_no_sense_end_in_one_line(run):
    assert run("brief", "nowhere.jsonl").returncode != 0
    assert "nowhere.jsonl" in run("brief", "nowhere.jsonl").stderr
    bad_day = run("brief", "-", "--date", "yesterday", stdin=_lines(ARTICLE))
    assert bad_day.returncode == 2
    assert "2026-03-05" in bad_day.stderr
    no_edition = run("check", "nothing.json")
    assert no_edition.returncode == 2
    assert "Traceback" not in no_edition.stderr


def test_brief_without_an_article_of_the_day_says_so(run):
    made = run("brief", "-", "--date", "2020-01-01", stdin=_lines(ARTICLE))
    assert made.returncode == 1
    assert "2020-01-01" in made.stderr


def test_a_broken_pipe_is_quiet(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(_lines(*(ARTICLE | {"id": str(i)} for i in range(3))))
    made = subprocess.run(
        f"{sys.executable} -m nutgraf analyze {path} --db {tmp_path / 'd.db'} | head -c 1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in made.stderr


def test_version(run):
    assert re.fullmatch(r"nutgraf \d+\.\d+\.\d+\n", run("--version").stdout)


def test_public_names():
    import nutgraf

    assert ", ".join(sorted(nutgraf.__all__)) == (
        "Analysis, Article, Brief, Citation, Desk, Edit, Edition, Event, Failure, "
        "ForwardStatement, Name, NutgrafError, Point, Quote, Span, Story, Timex, analyze, brief, "
        "check_brief, open, read"
    )
    assert all(getattr(nutgraf, name) is not None for name in nutgraf.__all__)
    assert Path(nutgraf.__file__).with_name("py.typed").exists()
