"""Labelled articles, the scorers that belong to them, and a pool that analyses them once."""

from __future__ import annotations

import functools
import importlib
import json
import multiprocessing
import os
import sys
import tempfile
import traceback
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from types import ModuleType, TracebackType
from typing import Any

from nutgraf.analysis.analyze import analyze
from nutgraf.readers import read
from nutgraf.records import Analysis, Article
from nutgraf.render.jsonl import analysis_line

HERE = Path(__file__).resolve().parent
OWN = HERE / "own"
SAMPLE = HERE.parent / "src" / "nutgraf" / "sample" / "articles"
Row = dict[str, Any]
Analysed = tuple[list[Article], dict[str, Analysis]]
Figures = dict[str, dict[str, float]]
"""Task ("quotes.polnear") to measure ("quoted F1") to figure."""


def data_folder() -> Path | None:
    """Where the labelled sets lie, ``None`` where they are not at hand.

    They are not the project's to hand out, so a public clone measures ``eval/own`` alone.
    """
    shared = Path(os.environ.get("NUTGRAF_DATA") or HERE.parent.parent / "shared")
    for folder in (shared / "data", shared):
        if (folder / "polnear" / "dev.jsonl").is_file():
            return folder.resolve()
    return None


def scorer(name: str) -> ModuleType:
    """The reference scorer of that name, from beside the labelled sets."""
    folder = data_folder()
    if folder is None:
        raise FileNotFoundError("the labelled sets and their scorers are not at hand")
    bench = str(folder.parent / "bench")
    # The scorers import each other by name, so their folder has to be on the path.
    if bench not in sys.path:
        sys.path.append(bench)
    return importlib.import_module(name)


def rows(path: Path) -> list[Row]:
    """The lines of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def articles_of(path: Path) -> list[Article]:
    """The articles that can be read from a file; what can't is left out, as a user's would be."""
    return [item for item in read(str(path)) if isinstance(item, Article)]


def _attempt(article: Article) -> Analysis | str:
    try:
        return analyze(article)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        return f"{article.label}: {type(error).__name__}: {error} ({place})"


class Bench:
    """Reads and analyses each set once, on two processes.

    ``faults`` lists the articles that could not be analysed; there should never be one, so
    any is a failure of the run and not only a loss of score.
    """

    def __init__(self) -> None:
        self.data = data_folder()
        self.faults: list[str] = []
        self._pool = ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn"))
        self._known: dict[tuple[Path, ...], Analysed] = {}

    def __enter__(self) -> Bench:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def sets(self, *names: str, own: str) -> Iterable[tuple[str, Path]]:
        """Each set that is at hand, by name: those of the data folder, then the own one."""
        if self.data is not None:
            for name in names:
                yield name, self.data / name / "dev.jsonl"
        yield "own", OWN / f"{own}.jsonl"

    def analysed(self, *paths: Path) -> Analysed:
        """The articles of files that could be read and analysed, and the analyses by article id."""
        if paths not in self._known:
            self._known[paths] = self._analyse([one for path in paths for one in articles_of(path)])
        return self._known[paths]

    def predictions(self, path: Path) -> list[Row]:
        """What `nutgraf analyze --format jsonl` would write for a file."""
        articles, analyses = self.analysed(path)
        return [json.loads(analysis_line(each, analyses[each.id])) for each in articles]

    def told(self, articles: Sequence[Row]) -> list[Row]:
        """The same for articles at hand as rows: ``id`` and ``text`` at least."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "articles.jsonl"
            path.write_text("".join(f"{json.dumps(row)}\n" for row in articles), encoding="utf-8")
            return self.predictions(path)

    def _analyse(self, articles: Sequence[Article]) -> Analysed:
        # Longest first, so that neither process is left with a long one at the end.
        order = sorted(range(len(articles)), key=lambda index: -len(articles[index].text))
        done = self._pool.map(_attempt, [articles[index] for index in order], chunksize=4)
        found: dict[str, Analysis] = {}
        for index, result in zip(order, done, strict=True):
            if isinstance(result, str):
                self.faults.append(result)
            else:
                found[articles[index].id] = result
        return [article for article in articles if article.id in found], found


@functools.cache
def word_count(text: str) -> int:
    """Words as white space parts them."""
    return len(text.split())
