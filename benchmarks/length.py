"""How the time of an analysis grows with the length of its text, and a plot of it."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from msgspec import Struct, to_builtins
from rich.console import Console
from rich.table import Table

from benchmarks.plot import Line, log_log
from benchmarks.steps import plain_parser, timed_steps
from benchmarks.texts import as_article, news, sentence_of, text_of
from eval.corpus import word_count
from nutgraf.analysis.analyze import analyze
from nutgraf.records import Article

PLOT = Path(__file__).resolve().parent.parent / "docs" / "img" / "length.svg"
ARTICLES = (250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000)
SENTENCES = (250, 500, 1_000, 2_500, 5_000, 10_000)
# Shorter texts are read several times, and the quickest counts.
_ENOUGH = 8_000
# Below this the fixed cost of a call hides how a step grows.
_FIT_FROM = 1_000
# A step that takes less than this share of the largest text is noise.
_LEAST_SHARE = 0.002


class Reading(Struct, frozen=True):
    """CPU seconds for one text: the plain parse, the analysis, and the steps of it."""

    words: int
    parse: float
    analysis: float
    steps: dict[str, float]


def read_once(article: Article) -> Reading:
    """What one text costs, at its quickest."""
    nlp = plain_parser()
    words = word_count(article.text)
    readings = []
    for _ in range(max(1, min(5, _ENOUGH // words))):
        start = time.process_time()
        nlp(article.text)
        between = time.process_time()
        with timed_steps() as steps:
            analyze(article)
        end = time.process_time()
        readings.append(Reading(words, between - start, end - between, dict(steps)))
    return min(readings, key=lambda reading: reading.analysis)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the straight line through the points on logarithmic axes; 1 is linear."""
    across, up = np.log(np.array(points)).T
    return float(np.polyfit(across, up, 1)[0])


def exponents(readings: Sequence[Reading]) -> dict[str, float]:
    """How the parse, the analysis and each step that matters grow with length."""
    fitted = [reading for reading in readings if reading.words >= _FIT_FROM]
    series = {
        "plain parse": [reading.parse for reading in fitted],
        "analysis": [reading.analysis for reading in fitted],
    }
    for step, spent in readings[-1].steps.items():
        if spent > _LEAST_SHARE * readings[-1].analysis:
            series[step] = [reading.steps[step] for reading in fitted]
    return {
        name: exponent(
            [(each.words, max(cost, 1e-6)) for each, cost in zip(fitted, costs, strict=True)]
        )
        for name, costs in series.items()
    }


def draw(source: str, whole: Sequence[Reading], single: Sequence[Reading]) -> str:
    """The plot as SVG, beside a straight line of slope 1 through the first article."""
    first = whole[0]
    ends = (first.words, whole[-1].words)
    straight = [(end, first.analysis * end / first.words) for end in ends]
    lines = [
        Line("analysis, articles", [(r.words, r.analysis) for r in whole], "#0072b2"),
        Line("plain parse, articles", [(r.words, r.parse) for r in whole], "#009e73", "square"),
        Line(
            "analysis, one sentence", [(r.words, r.analysis) for r in single], "#d55e00", "diamond"
        ),
        Line("slope 1: twice the words, twice the time", straight, "#777", "", "6 5"),
    ]
    title = f"CPU time by length of text ({source})"
    return log_log(title, "words", "CPU seconds", lines, ARTICLES)


def main(arguments: Sequence[str]) -> int:
    """Prints the table and writes the plot; the exit status is 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks length", description=__doc__)
    parser.add_argument("--most", type=int, default=ARTICLES[-1], help="words of the longest text")
    parser.add_argument("--sample", action="store_true", help="read the bundled sample")
    parser.add_argument("--plot", type=Path, default=PLOT, help="where the plot goes")
    parser.add_argument("--json", action="store_true", help="print figures for programs")
    options = parser.parse_args(arguments)
    source, articles = news(sample=options.sample)
    analyze(articles[0])

    def read_all(
        make: Callable[[Sequence[Article], int], str], sizes: Sequence[int]
    ) -> list[Reading]:
        texts = [make(articles, size) for size in sizes if size <= options.most]
        return [read_once(as_article(text, articles[0])) for text in texts]

    whole, single = read_all(text_of, ARTICLES), read_all(sentence_of, SENTENCES)
    growth = {"articles": exponents(whole), "one sentence": exponents(single)}
    options.plot.write_text(draw(source, whole, single), encoding="utf-8")
    if options.json:
        readings = {"articles": to_builtins(whole), "one sentence": to_builtins(single)}
        print(json.dumps({"readings": readings, "exponents": growth}, indent=1))
        return 0
    console = Console()
    for name, series in (("articles", whole), ("one sentence", single)):
        table = Table("words", "plain parse, s", "analysis, s", "ratio", title=f"{source}, {name}")
        for each in series:
            table.add_row(
                f"{each.words:,}", f"{each.parse:.3f}", f"{each.analysis:.3f}",
                f"{each.analysis / each.parse:.2f}",
            )  # fmt: skip
        console.print(table)
    table = Table("exponent of growth", *growth)
    for step in dict.fromkeys(step for found in growth.values() for step in found):
        table.add_row(
            step, *(f"{found[step]:.2f}" if step in found else "" for found in growth.values())
        )
    console.print(table)
    console.print(f"plot: {options.plot}", soft_wrap=True)
    return 0
