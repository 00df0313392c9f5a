"""How the time of grouping grows with the number of articles, and a plot of it."""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct, structs, to_builtins
from rich.console import Console
from rich.table import Table

from benchmarks.all_pairs import Comparison, clusters
from benchmarks.plot import Line, log_log
from eval.corpus import Bench, data_folder
from nutgraf.records import Analysis, Article
from nutgraf.sample import sample_folder
from nutgraf.stories.boilerplate import own_sentences
from nutgraf.stories.grouping import Grouping
from nutgraf.stories.profile import Profile, profile_of
from nutgraf.stories.similarity import WEIGHTS

PLOT = Path(__file__).resolve().parent.parent / "docs" / "img" / "grouping.svg"
COUNTS = (1_000, 4_000, 16_000, 64_000)
# Comparing all with all takes minutes from here on.
_LARGEST_NAIVE = 4_000
# A poll of some hundred feeds.
BATCH = 250
_DAYS_APART = 20
# A word that fewer articles of the set have than this may be an event's own: the largest has 27,
# and another of its kind as many.
_OWN_TO_AN_EVENT = 100


class Reading(Struct, frozen=True):
    """CPU seconds for so many articles, bytes an article kept, stories found."""

    articles: int
    seconds: float
    last: float
    """The seconds of the last tenth of the articles, for the growth within one run."""
    bytes_kept: float
    stories: int
    naive: float | None


def main(arguments: Sequence[str]) -> int:
    """Measures, prints a table, and with ``--write-docs`` draws the plot."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks grouping", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=list(COUNTS))
    parser.add_argument("--sample", action="store_true", help="from the bundled sample alone")
    parser.add_argument("--json", action="store_true", help="print readings as JSON")
    parser.add_argument("--write-docs", action="store_true", help=f"write {PLOT.name} into docs")
    options = parser.parse_args(arguments)
    name, profiles = profiles_of(sample=options.sample)
    readings = [read_once(profiles, count) for count in options.articles]
    if options.json:
        print(json.dumps({"from": name, "readings": to_builtins(readings)}))
    else:
        _print(name, readings)
    if options.write_docs:
        PLOT.write_text(_plot(readings), encoding="utf-8")
    return 0


def profiles_of(*, sample: bool) -> tuple[str, list[Profile]]:
    """What the articles are called, and their profiles."""
    data = None if sample else data_folder()
    with Bench() as bench:
        if data is None:
            name = "the bundled sample"
            articles, analyses = bench.analysed(*sorted(Path(sample_folder()).iterdir()))
        else:
            name = "news_cluster, newswcl50 and ecbplus"
            sets = [data / each / "dev.jsonl" for each in ("news_cluster", "newswcl50", "ecbplus")]
            articles, analyses = bench.analysed(*sets)
    return name, list(_profiled(articles, analyses))


def _profiled(articles: Sequence[Article], analyses: Mapping[str, Analysis]) -> Iterator[Profile]:
    sentences = own_sentences(
        [each.text for each in articles], [each.headline or "" for each in articles]
    )
    for article, own in zip(articles, sentences, strict=True):
        yield profile_of(article, analyses.get(article.id), own)


def widened(profiles: Sequence[Profile], count: int) -> Iterator[Profile]:
    """So many articles of the same shape: the set again and again, each time of other events.

    What few articles have (names, figures, rare words) is told apart by the round; everyday
    words stay the same, and so do the numbers of articles an event has.
    """
    spread = Counter(term for profile in profiles for term in profile.terms)
    for number in range(count):
        turn, place = divmod(number, len(profiles))
        profile = profiles[place]
        if turn == 0:
            yield profile
            continue

        def renamed(term: str, turn: int = turn) -> str:
            return f"{term}~{turn}" if spread[term] < _OWN_TO_AN_EVENT else term

        shift = turn * _DAYS_APART
        yield structs.replace(
            profile,
            article_id=f"{profile.article_id}~{turn}",
            terms={renamed(term): weight for term, weight in profile.terms.items()},
            opening={renamed(term): weight for term, weight in profile.opening.items()},
            names=frozenset(f"{name}~{turn}" for name in profile.names),
            places=frozenset(map(renamed, profile.places)),
            days=frozenset(day + shift for day in profile.days),
            day=None if profile.day is None else profile.day + shift,
        )


def read_once(profiles: Sequence[Profile], count: int) -> Reading:
    """What grouping so many articles costs, in batches as they come from a poll."""
    grouping = Grouping()
    batches: list[float] = []
    waiting: list[Profile] = []
    for profile in widened(profiles, count):
        waiting.append(profile)
        if len(waiting) == BATCH or len(grouping) + len(waiting) == count:
            start = time.process_time()
            grouping.add(waiting)
            batches.append(time.process_time() - start)
            waiting = []
    naive = None
    if count <= _LARGEST_NAIVE:
        start = time.process_time()
        clusters(Comparison(list(widened(profiles, count)), WEIGHTS))
        naive = time.process_time() - start
    tail = max(1, len(batches) // 10)
    return Reading(
        articles=count,
        seconds=sum(batches),
        last=sum(batches[-tail:]) * len(batches) / tail,
        bytes_kept=grouping.bytes_kept() / count,
        stories=sum(1 for _ in grouping.groups()),
        naive=naive,
    )


def _print(name: str, readings: Sequence[Reading]) -> None:
    table = Table(title=f"Grouping, widened from {name}")
    for head in ("articles", "stories", "ms an article", "to the first", "articles a second"):
        table.add_column(head, justify="right")
    table.add_column("bytes kept an article", justify="right")
    table.add_column("all with all, ms an article", justify="right")
    first = readings[0].seconds / readings[0].articles
    for each in readings:
        cost = each.seconds / each.articles
        naive = f"{1000 * each.naive / each.articles:.1f}" if each.naive is not None else "–"
        table.add_row(
            f"{each.articles:,}",
            f"{each.stories:,}",
            f"{1000 * cost:.2f}",
            f"{cost / first:.2f}",
            f"{1 / cost:,.0f}",
            f"{each.bytes_kept:,.0f}",
            naive,
        )
    Console().print(table)


def _plot(readings: Sequence[Reading]) -> str:
    kept = [(float(each.articles), each.seconds) for each in readings]
    naive = [(float(each.articles), each.naive) for each in readings if each.naive is not None]
    return log_log(
        "Grouping articles into stories",
        "articles",
        "CPU seconds",
        [
            Line("with the index, in batches of 250", kept, "#2b6cb0"),
            Line("all compared with all", naive, "#c05621", marker="square"),
        ],
        [each.articles for each in readings],
    )
