"""What it costs to keep the running stories: on disk, in each addition, and to load them again."""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from collections.abc import Sequence
from itertools import batched
from pathlib import Path

from msgspec import Struct, to_builtins
from rich.console import Console
from rich.table import Table

from benchmarks.grouping import BATCH, profiles_of, widened
from nutgraf.records import Article
from nutgraf.store import RunningStories, Store
from nutgraf.stories.grouping import Grouping
from nutgraf.stories.profile import Profile

COUNTS = (1_000, 4_000, 16_000)
_LOADS = 3
_NAME = "benchmark"


class Reading(Struct, frozen=True):
    """CPU seconds to group so many articles, to keep them and to load them; bytes an article."""

    articles: int
    grouping: float
    keeping: float
    loading: float
    bytes_on_disk: float


def main(arguments: Sequence[str]) -> int:
    """Measures and prints a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks keeping", description=__doc__)
    parser.add_argument("--articles", type=int, nargs="+", default=list(COUNTS))
    parser.add_argument("--sample", action="store_true", help="from the bundled sample alone")
    parser.add_argument("--json", action="store_true", help="print readings as JSON")
    options = parser.parse_args(arguments)
    name, profiles = profiles_of(sample=options.sample)
    readings = [read_once(profiles, count) for count in options.articles]
    if options.json:
        print(json.dumps({"from": name, "readings": to_builtins(readings)}))
    else:
        _print(name, readings)
    return 0


def read_once(profiles: Sequence[Profile], count: int) -> Reading:
    """What it costs to keep so many articles that come in batches, and to load them all."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.db"
        with Store(path) as store:
            store.keep_articles(
                Article(id=each.article_id, text="x") for each in widened(profiles, count)
            )
        before = path.stat().st_size
        grouped = kept = 0.0
        with Store(path) as store:
            running, grouping = RunningStories(store, _NAME), Grouping()
            for batch in batched(widened(profiles, count), BATCH):
                start = time.process_time()
                grouping.add(batch)
                middle = time.process_time()
                running.keep(grouping.growth())
                grouped += middle - start
                kept += time.process_time() - middle
        return Reading(
            articles=count,
            grouping=grouped,
            keeping=kept,
            loading=min(_load(path, count) for _ in range(_LOADS)),
            bytes_on_disk=(path.stat().st_size - before) / count,
        )


def _load(path: Path, count: int) -> float:
    start = time.process_time()
    with Store(path) as store:
        grouping = RunningStories(store, _NAME).grouping()
    seconds = time.process_time() - start
    if grouping is None or len(grouping) != count:
        raise AssertionError("what was loaded is not what was kept")
    return seconds


def _print(name: str, readings: Sequence[Reading]) -> None:
    table = Table(title=f"Keeping running stories, widened from {name}")
    for head in (
        "articles",
        "seconds to group",
        "seconds to keep",
        "seconds to load",
        "bytes an article on disk",
    ):
        table.add_column(head, justify="right")
    for each in readings:
        table.add_row(
            f"{each.articles:,}",
            f"{each.grouping:.1f}",
            f"{each.keeping:.2f}",
            f"{each.loading:.2f}",
            f"{each.bytes_on_disk:,.0f}",
        )
    Console().print(table)
