"""What an addition did is told in plain words, and the command tells it beside its list."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.console import Console

from nutgraf.records import Article, Story
from nutgraf.render.added import print_added
from nutgraf.render.storylist import print_stories
from nutgraf.stories.running import Added, Move

ARTICLES = (
    Article(id="a", text="x", headline="Ferry aground off Tarn Point"),
    Article(id="b", text="x", headline="Ferry afloat again"),
    Article(id="late", text="x", headline="Ferry \x1bowner\u202e fined"),
)
STORIES = (
    Story(id="s1", title="Ferry aground", article_ids=("a", "late")),
    Story(id="s2", title="Harbour fee", article_ids=("b",)),
)


def _told(*moves: Move, stories: tuple[Story, ...] = STORIES, **counts: tuple[str, ...]) -> str:
    stream = io.StringIO()
    added = Added(**{"article_ids": ("late",), "moves": moves} | counts)
    print_added(added, stories, ARTICLES, Console(file=stream, width=400))
    return stream.getvalue()


def _move(before: str, after: str, *, gone: bool, opened: bool) -> Move:
    return Move(("b",), before, after, ("late", "unknown"), gone=gone, opened=opened)


def test_articles_are_counted_by_what_they_did() -> None:
    told = _told(article_ids=("p", "q", "r"), joined=("p",), opened=("s2", "s3"))
    assert told.strip() == "3 articles added, 1 to stories that were there, 2 stories opened."
    assert _told(article_ids=()).strip().startswith("Nothing added")


@pytest.mark.parametrize(
    ("move", "said"),
    [
        (
            _move("s0", "s1", gone=True, opened=False),
            "Joined: the story “Ferry afloat again” (1 article) is now part of “Ferry aground”, "
            "because of “Ferry owner fined”.",
        ),
        (
            _move("s1", "s2", gone=False, opened=True),
            "Split: 1 article of “Ferry aground” became the story “Harbour fee”, because of "
            "“Ferry owner fined”.",
        ),
        (
            _move("s1", "s2", gone=False, opened=False),
            "Moved: 1 article of “Ferry aground” went to “Harbour fee”, because of “Ferry owner "
            "fined”.",
        ),
        (
            _move("s1", "s9", gone=False, opened=False),
            "Moved: 1 article of “Ferry aground” went to one not listed, because of “Ferry owner "
            "fined”.",
        ),
    ],
)
def test_each_move_says_from_where_to_where_and_why(move: Move, said: str) -> None:
    assert said in " ".join(_told(move).split())


def test_new_articles_are_counted_in_the_list() -> None:
    def shown(*new: str) -> str:
        stream = io.StringIO()
        print_stories(STORIES, ARTICLES, Console(file=stream, width=80), new=new)
        return stream.getvalue()

    assert "1 independent report in 2 articles, 1 new\n" in shown("late")
    assert "1 independent report, new\n" in shown("b")
    assert "1 independent report in 2 articles, all new\n" in shown("late", "a")
    assert "new" not in shown()


def test_the_command_adds_to_what_earlier_runs_kept(tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "nutgraf", "stories", *arguments],
            cwd=tmp_path,
            env=os.environ | {"NUTGRAF_DB": str(tmp_path / "desk.db"), "NUTGRAF_WORKERS": "1"},
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    for number, text in enumerate(
        [
            "The bridge at Marrow was shut on Monday after engineers found cracks in its piers. "
            "Lorries must take the road by Tolland weir until the piers are mended, they said.",
            "Engineers found cracks in the piers of Marrow bridge, which was shut on Monday. Until "
            "they are mended, lorries must take the road that runs by Tolland weir.",
            "Pellow has chosen Ada Quince as its mayor by forty votes in a close poll. "
            "Her rival, a baker, asked for a recount and then thought better of it over lunch.",
        ]
    ):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    first = run("--running", "0.txt", "2.txt")
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("2 articles added, 2 stories opened.\n")
    second = run("--running", "1.txt", "--format", "jsonl")
    assert second.stderr.endswith("1 article added, 1 to stories that were there.\n\n")
    stories = [json.loads(line) for line in second.stdout.splitlines()]
    assert sorted(len(story["articles"]) for story in stories) == [1, 2]
    kept = run("--running", "--format", "jsonl")
    assert kept.stdout == second.stdout
    without = run()
    assert without.returncode == 2
    assert "--running" in without.stderr
