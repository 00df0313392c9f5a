"""Processes that add invented articles to the running stories of a file; made to be killed."""

from __future__ import annotations

import itertools
import os
import sys

from invented_profiles import invented

from nutgraf.records import Article
from nutgraf.store import RunningStories, Store
from nutgraf.stories.profile import Profile

AT_ONCE = 8
NAME = "tests"


def in_turn() -> list[Profile]:
    """The articles in the order in which they are added."""
    return sorted(invented(40, 4), key=lambda each: each.article_id[::-1])


def add(path: str) -> None:
    """Add those that are not there yet, some at a time."""
    with Store(path) as store:
        running = RunningStories(store, NAME)
        grouping = running.grouping()
        assert grouping is not None
        left = in_turn()[len(grouping) :]
        store.keep_articles(Article(id=each.article_id, text="x") for each in left)
        _say(str(os.getpid()))
        for batch in itertools.batched(left, AT_ONCE):
            grouping.add(batch)
            running.keep(grouping.growth())
            _say("kept")


def serve() -> None:
    """For each file named on standard input a process of its own that adds, as quick to start."""
    for line in sys.stdin:
        process = os.fork()
        if not process:
            add(line.rstrip("\n"))
            os._exit(0)
        os.waitpid(process, 0)
        _say("ended")


def _say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    serve()
