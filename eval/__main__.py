"""``python -m eval``: measures, prints one table, and holds it against the floors."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from eval import (
    briefs,
    copies,
    forward,
    main_event,
    merging,
    narration,
    pages,
    quotes,
    refusals,
    speed,
    statements,
    stories,
    times,
)
from eval.corpus import Bench, Figures, data_folder
from eval.floors import Floors, falls, read_floors

QUALITY = Path(__file__).resolve().parent.parent / "docs" / "quality.md"
START, END = "<!-- eval: start -->", "<!-- eval: end -->"


# The names of eval/pages.py, and what they are called here.
PAGE_MEASURES = {
    "body_f1": "body F1",
    "paragraph_recall": "paragraph recall",
    "quote_recall": "quote-paragraph recall",
    "title_exact": "title exact",
    "title_fuzzy": "title nearly",
    "quote_recall_corrected": "quote-paragraph recall, corrected gold",
    "same_day": "day",
    "same_day_corrected": "day, corrected gold",
    "author_f1": "authors F1",
}
PAGE_COUNTS = {"refused": "pages refused", "pages_per_cpu_second": "pages per CPU second"}
WHOLE = speed.RATES | set(PAGE_COUNTS.values())


def _measure_pages(bench: Bench) -> Figures:
    if bench.data is None:
        return {}
    # The page tools complain of bad markup on every other page.
    logging.disable(logging.ERROR)
    return {
        f"pages.{name.removeprefix('pages_')}": {
            PAGE_MEASURES[measure]: 100 * figure
            for measure, figure in row.items()
            if measure in PAGE_MEASURES
        }
        | {PAGE_COUNTS[measure]: row[measure] for measure in PAGE_COUNTS}
        for name, row in pages.evaluate(bench.data).items()
    }


TASKS: dict[str, Callable[[Bench], Figures]] = {
    "quotes": quotes.measure,
    "statements": statements.measure,
    "narration": narration.measure,
    "times": times.measure,
    "steps": forward.measure,
    "events": main_event.measure,
    "stories": stories.measure,
    "copies": copies.measure,
    "merging": merging.measure,
    "pages": _measure_pages,
    "refusals": refusals.measure,
    "briefs": briefs.measure,
    "speed": speed.measure,
}
# `times` measures both, because one analysis serves both.
SERVES = {"forward": "times"}


def main() -> int:
    """The exit status: 1 where a figure is below its floor or an article was not analysed."""
    parser = argparse.ArgumentParser(prog="python -m eval", description=__doc__)
    parser.add_argument(
        "--only", metavar="TASK,…", default=",".join(TASKS), help=f"of {', '.join(TASKS)}"
    )
    parser.add_argument("--floors", action="store_true", help="fail below a floor")
    parser.add_argument("--json", action="store_true", help="print figures for programs")
    parser.add_argument("--write-docs", action="store_true", help="renew docs/quality.md")
    options = parser.parse_args()
    chosen = options.only.split(",")
    unknown = [name for name in chosen if name not in TASKS]
    if unknown:
        parser.error(f"no task called {', '.join(unknown)}; there are {', '.join(TASKS)}")
    notes = Console(stderr=True)
    if data_folder() is None:
        notes.print("The labelled sets are not at hand: measuring eval/own alone.")

    figures: Figures = {}
    with Bench() as bench:
        for name in chosen:
            notes.print(f"measuring {name} …")
            figures |= TASKS[name](bench)
        faults = bench.faults
    floors = read_floors()
    if options.json:
        print(json.dumps(figures, indent=1))
    else:
        Console().print(_table(figures, floors))
    if options.write_docs:
        _write_docs(figures, floors)
    for fault in faults:
        notes.print(f"could not be analysed: {fault}", style="red", markup=False, soft_wrap=True)
    fallen = falls(floors, figures, _expected(floors, chosen)) if options.floors else []
    for fall in fallen:
        notes.print(f"below the floor: {fall}", style="red", markup=False, soft_wrap=True)
    return 1 if faults or fallen else 0


def _expected(floors: Floors, chosen: list[str]) -> frozenset[str]:
    """The tasks with floors that this run should have measured, given what is at hand."""
    at_hand = data_folder() is not None
    return frozenset(
        task
        for task in floors
        if SERVES.get(task.partition(".")[0], task.partition(".")[0]) in chosen
        and (at_hand or task.endswith(".own") or task == "speed")
    )


def _rows(figures: Figures, floors: Floors) -> list[tuple[str, str, str, str]]:
    return [
        (
            task,
            measure,
            f"{figure:,.0f}" if measure in WHOLE else f"{figure:.1f}",
            f"{floors[task][measure]:g}" if measure in floors.get(task, {}) else "",
        )
        for task, measures in figures.items()
        for measure, figure in measures.items()
    ]


def _table(figures: Figures, floors: Floors) -> Table:
    table = Table(title="Nutgraf, measured")
    table.add_column("task")
    table.add_column("measure")
    table.add_column("figure", justify="right")
    table.add_column("floor", justify="right")
    last = ""
    for task, measure, figure, floor in _rows(figures, floors):
        if task != last and last:
            table.add_section()
        below = floor and figures[task][measure] < floors[task][measure]
        table.add_row(
            task if task != last else "", measure, figure, floor, style="red" if below else None
        )
        last = task
    return table


def _write_docs(figures: Figures, floors: Floors) -> None:
    lines = ["| task | measure | figure | floor |", "| --- | --- | ---: | ---: |"]
    lines += ["| " + " | ".join(row) + " |" for row in _rows(figures, floors)]
    text = QUALITY.read_text(encoding="utf-8")
    before, rest = text.split(START)
    after = rest.split(END)[1]
    body = "\n".join(lines)
    QUALITY.write_text(f"{before}{START}\n\n{body}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
