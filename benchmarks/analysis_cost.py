"""Words per CPU second of an analysis and of a plain parse, and where the time goes."""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Sequence

from msgspec import Struct, to_builtins
from rich.console import Console
from rich.table import Table

from benchmarks.steps import REST, plain_parser, timed_steps
from benchmarks.texts import news
from eval.corpus import word_count
from nutgraf.analysis.analyze import analyze
from nutgraf.records import Article


class Cost(Struct, frozen=True):
    """CPU time of one round over the articles: the plain parse, the analysis, its steps."""

    parsing: float
    analysing: float
    steps: dict[str, float]


class Report(Struct, frozen=True):
    """The medians of all rounds; ``ratio`` is analysis over parse, with its least and most."""

    text: str
    articles: int
    words: int
    rounds: int
    parse_words_per_second: float
    analysis_words_per_second: float
    ratio: float
    ratio_least: float
    ratio_most: float
    step_shares: dict[str, float]


def one_round(articles: Sequence[Article], turn: int) -> Cost:
    """What parsing and analysing the articles costs, by turns within each article.

    Which of the two is first changes with every article and round: the second finds a
    warmer processor.
    """
    nlp = plain_parser()
    parsing = analysing = 0.0
    with timed_steps() as steps:
        for number, article in enumerate(articles):
            for which in (0, 1) if (number + turn) % 2 else (1, 0):
                start = time.process_time()
                if which:
                    analyze(article)
                    analysing += time.process_time() - start
                else:
                    nlp(article.text)
                    parsing += time.process_time() - start
    return Cost(parsing, analysing, {**steps, REST: analysing - sum(steps.values())})


def measure(source: str, articles: Sequence[Article], rounds: int) -> Report:
    """The report of ``rounds`` rounds after one that nobody counts."""
    one_round(articles[:20], 0)
    costs = [one_round(articles, turn) for turn in range(rounds)]
    words = sum(word_count(article.text) for article in articles)
    ratios = [cost.analysing / cost.parsing for cost in costs]
    shares = {
        step: statistics.median(cost.steps[step] / cost.analysing for cost in costs)
        for step in costs[0].steps
    }
    return Report(
        text=source,
        articles=len(articles),
        words=words,
        rounds=rounds,
        parse_words_per_second=words / statistics.median(cost.parsing for cost in costs),
        analysis_words_per_second=words / statistics.median(cost.analysing for cost in costs),
        ratio=statistics.median(ratios),
        ratio_least=min(ratios),
        ratio_most=max(ratios),
        step_shares=shares,
    )


def main(arguments: Sequence[str]) -> int:
    """Prints the report; the exit status is 0."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks analysis_cost", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--words", type=int, default=25_000, help="stop reading after so many")
    parser.add_argument("--sample", action="store_true", help="read the bundled sample")
    parser.add_argument("--json", action="store_true", help="print figures for programs")
    options = parser.parse_args(arguments)
    source, articles = news(sample=options.sample)
    chosen: list[Article] = []
    for article in articles:
        if sum(word_count(one.text) for one in chosen) < options.words:
            chosen.append(article)
    report = measure(source, chosen, options.rounds)
    if options.json:
        print(json.dumps(to_builtins(report), indent=1))
    else:
        _print(report)
    return 0


def _print(report: Report) -> None:
    console = Console()
    console.print(
        f"{report.text}: {report.articles} articles, {report.words:,} words, "
        f"median of {report.rounds} rounds"
    )
    table = Table("", "words per CPU second", "CPU time, in parses")
    table.add_row("plain parse", f"{report.parse_words_per_second:,.0f}", "1")
    table.add_row(
        "analysis",
        f"{report.analysis_words_per_second:,.0f}",
        f"{report.ratio:.2f} ({report.ratio_least:.2f}–{report.ratio_most:.2f})",
    )
    console.print(table)
    steps = Table("step", "share of the analysis", "in parses")
    for step, share in sorted(report.step_shares.items(), key=lambda each: -each[1]):
        steps.add_row(step, f"{100 * share:.1f} %", f"{share * report.ratio:.3f}")
    console.print(steps)
