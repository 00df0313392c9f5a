"""Readers of time expressions side by side: how right they are, and how fast."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.time_readers_libraries import (
    LIBRARIES,
    Dated,
    Found,
    in_turn,
    versions,
)
from eval.corpus import Row, data_folder, rows, scorer, word_count
from nutgraf.analysis.analyze import analyze
from nutgraf.analysis.dates import read_times
from nutgraf.analysis.layout import creation_day, find_dateline, find_paragraphs
from nutgraf.analysis.syntax import parse
from nutgraf.records import Article, Timex

KINDS = ("relaxed", "strict", "value")


def _rows_of(timexes: Sequence[Timex]) -> list[Row]:
    return [
        {"start": each.span.start, "end": each.span.end, "type": each.type, "value": each.value}
        for each in timexes
    ]


def _article(each: Dated) -> Article:
    published = dt.datetime.combine(each.day, dt.time())
    return Article(id="", text=each.text, published=published)


def _times_alone(each: Dated) -> list[Row]:
    article = _article(each)
    dateline = find_dateline(each.text, find_paragraphs(each.text))
    return _rows_of(read_times(parse(each.text), each.text, creation_day(article, dateline)))


def _analysed(each: Dated) -> list[Row]:
    return _rows_of(analyze(_article(each)).timexes)


def _nutgraf(texts: Sequence[Dated]) -> Iterator[tuple[str, Found]]:
    yield "**Nutgraf**, parse and times alone", in_turn(_times_alone, texts)
    yield "**Nutgraf**, the whole analysis", in_turn(_analysed, texts)


def _line(name: str, found: Found, gold: Sequence[Row], words: int) -> str:
    told = [
        {"id": row["id"], "timexes": timexes}
        for row, timexes in zip(gold, found.timexes, strict=True)
    ]
    report, _ = scorer("score_timex").score(gold, told, before="annotated_end", skip_dateline=True)
    figures = " | ".join(f"{report[kind]['F1']:.1f}" for kind in KINDS)
    return f"| {name} | {figures} | {words / found.seconds:,.0f} |"


def main(arguments: Sequence[str]) -> int:
    """Prints a table; the exit status is 1 where the labelled set is not at hand."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks time_readers", description=__doc__)
    parser.add_argument("--set", type=Path, help="labelled articles, instead of MEANTIME dev")
    options = parser.parse_args(arguments)
    folder = data_folder()
    if folder is None:
        print("The labelled sets and their scorers are not at hand.")
        return 1
    gold = rows(options.set or folder / "meantime" / "dev.jsonl")
    texts = [Dated(row["text"], dt.date.fromisoformat(row["dct"][:10])) for row in gold]
    words = sum(word_count(each.text) for each in texts)
    print(f"{len(texts)} articles, {words:,} words; F1 in per cent\n")
    print(f"| reader | {' | '.join(KINDS)} | words per CPU second |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, found in _nutgraf(texts):
        print(_line(name, found, gold, words), flush=True)
    for library in LIBRARIES:
        missing = library.missing()
        if missing:
            print(f"| {library.name} | {missing} | | | |", flush=True)
        else:
            name = f"{library.name} ({versions(library)})"
            print(_line(name, library.read(texts), gold, words), flush=True)
    return 0
