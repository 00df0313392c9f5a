"""Adds invented articles to the running stories of the file named; made to be killed."""

from __future__ import annotations

import itertools
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
        sys.stdout.write("adding\n")
        sys.stdout.flush()
        for batch in itertools.batched(left, AT_ONCE):
            grouping.add(batch)
            running.keep(grouping.growth())


if __name__ == "__main__":
    add(sys.argv[1])
