"""The functions of our own that take the most time, as the profiler of Python sees them."""

from __future__ import annotations

import argparse
import cProfile
import pstats
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.texts import news
from nutgraf.analysis.analyze import analyze


def main(arguments: Sequence[str]) -> int:
    """Prints one table of functions; the exit status is 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks hotspots", description=__doc__)
    parser.add_argument("--articles", type=int, default=40)
    parser.add_argument("--top", type=int, default=20)
    parser.add_argument("--sample", action="store_true", help="read the bundled sample")
    options = parser.parse_args(arguments)
    source, articles = news(sample=options.sample)
    chosen = articles[: options.articles]
    # The first call loads the model and compiles the patterns.
    analyze(chosen[0])
    profile = cProfile.Profile()
    profile.enable()
    for article in chosen:
        analyze(article)
    profile.disable()
    # The library's own typing leaves the dictionary of calls out.
    calls = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    whole = sum(own for _, _, own, _, _ in calls.values())
    ours = sorted(
        (
            (own, total, count, f"{Path(file).name}:{line} {name}")
            for (file, line, name), (_, count, own, total, _) in calls.items()
            if "/nutgraf/" in file
        ),
        reverse=True,
    )
    table = Table("function", "calls", "itself", "with what it calls")
    for own, total, count, place in ours[: options.top]:
        table.add_row(
            place, f"{count:,}", f"{100 * own / whole:.1f} %", f"{100 * total / whole:.1f} %"
        )
    console = Console(width=110)
    console.print(f"{source}: {len(chosen)} articles; shares of the profiled time")
    console.print(table)
    return 0
