"""What it costs to compose the brief of a story whose articles are analysed, by its size."""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import statistics
import time
from collections.abc import Iterator, Sequence

from msgspec import Struct, to_builtins
from rich.console import Console
from rich.table import Table

from eval.corpus import Bench, data_folder, word_count
from nutgraf.briefs import compose
from nutgraf.desk import group_stories, newest_day
from nutgraf.records import Analysis, Article, Story
from nutgraf.sample import sample_folder

SETS = ("news_cluster", "seven_days_2016")
# Stories by the number of their articles, each step up to the next.
SIZES = (2, 4, 7, 11, 16, 1_000)
_SOME_DAY = dt.date(2020, 1, 1)
Known = tuple[Story, list[Article], dict[str, Analysis]]


class Reading(Struct, frozen=True):
    """Stories of ``least`` articles and more: means of articles and words, CPU ms a brief."""

    least: int
    stories: int
    articles: float
    words: float
    mean: float
    longest: float


def main(arguments: Sequence[str]) -> int:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks composing", description=__doc__)
    parser.add_argument("--sample", action="store_true", help="from the bundled sample alone")
    parser.add_argument("--json", action="store_true", help="print readings as JSON")
    options = parser.parse_args(arguments)
    name, stories = _stories(sample=options.sample)
    readings = list(read_all(stories))
    if options.json:
        print(json.dumps({"from": name, "readings": to_builtins(readings)}))
    else:
        _print(name, readings)
    return 0


def read_all(stories: Sequence[Known]) -> Iterator[Reading]:
    """Compose each story once, as an edition does, and sum up by size."""
    timed: list[tuple[int, int, float]] = []
    for number, (story, members, analyses) in enumerate([stories[0], *stories]):
        start = time.process_time()
        compose(story, members, analyses, as_of=newest_day(members) or _SOME_DAY)
        spent = 1000 * (time.process_time() - start)
        # The first of all loads the parser, which looks at titles.
        if number:
            timed.append((len(members), sum(word_count(a.text) for a in members), spent))
    for least, more in itertools.pairwise(SIZES):
        here = [each for each in timed if least <= each[0] < more]
        if here:
            yield Reading(
                least,
                len(here),
                statistics.mean(articles for articles, _, _ in here),
                statistics.mean(words for _, words, _ in here),
                statistics.mean(spent for _, _, spent in here),
                max(spent for _, _, spent in here),
            )


def _stories(*, sample: bool) -> tuple[str, list[Known]]:
    folder = None if sample else data_folder()
    paths = [folder / name / "dev.jsonl" for name in SETS] if folder else [sample_folder()]
    found: list[Known] = []
    with Bench() as bench:
        for articles, analyses in map(bench.analysed, paths):
            by_id = {article.id: article for article in articles}
            for story in group_stories(articles, analyses):
                members = [by_id[key] for key in story.article_ids]
                found.append((story, members, {a.id: analyses[a.id] for a in members}))
    return " and ".join(SETS) if folder else "the bundled sample", found


def _print(name: str, readings: Sequence[Reading]) -> None:
    table = Table(title=f"Composing briefs of {name}")
    for head in (
        "stories",
        "articles each",
        "words each",
        "ms a brief",
        "longest",
        "ms a 1,000 words",
    ):
        table.add_column(head, justify="right")
    for each in readings:
        table.add_row(
            f"{each.stories}",
            f"{each.articles:.1f}",
            f"{each.words:,.0f}",
            f"{each.mean:.0f}",
            f"{each.longest:.0f}",
            f"{1000 * each.mean / each.words:.1f}",
        )
    Console().print(table)
