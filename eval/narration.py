"""The publisher's own voice: which sentences of narration are analysis, on labelled ones.

`gold/narration.jsonl` points into dev articles by offsets, so this needs the data folder.
"""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from eval.corpus import HERE, Bench, Figures, Row, data_folder, rows
from nutgraf.analysis.syntax import Phrase, parse
from nutgraf.render.jsonl import analysis_line

GOLD = HERE / "gold" / "narration.jsonl"
MEASURES = {"precision", "recall", "F1", "average precision"}


def measure(bench: Bench) -> Figures:
    """Precision, recall and F1 of what `nutgraf analyze` lists, and how well scores rank.

    Average precision is over the scores of all labelled sentences, wherever the line is.
    """
    if bench.data is None:
        return {}
    gold = rows(GOLD)
    scored: list[tuple[float, bool]] = []
    right = listed = 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "labelled.jsonl"
        kept = [row | {"id": _key(name, row["id"])} for name, row in _articles(gold)]
        path.write_text("".join(f"{json.dumps(row)}\n" for row in kept), encoding="utf-8")
        articles, analyses = bench.analysed(path)
    sentences = {each.label: analyses[each.id].sentences for each in articles}
    lines = {each.label: json.loads(analysis_line(each, analyses[each.id])) for each in articles}
    for row in gold:
        key = _key(row["set"], row["id"])
        same = [s for s in sentences.get(key, ()) if _same(row, s.span.start, s.span.end)]
        scored.append((max((s.analysis for s in same), default=0.0), row["analysis"]))
        if any(_same(row, *item["span"]) for item in lines.get(key, {}).get("narration", [])):
            listed += 1
            right += row["analysis"]
    precision, recall = right / max(1, listed), right / sum(label for _, label in scored)
    return {
        "narration": {
            "precision": 100 * precision,
            "recall": 100 * recall,
            "F1": 200 * precision * recall / max(1e-9, precision + recall),
            "average precision": 100 * average_precision(scored),
        }
    }


def average_precision(scored: Sequence[tuple[float, bool]]) -> float:
    """The mean of the precision at each right one, best score first; equal scores at once."""
    groups: dict[float, list[bool]] = defaultdict(list)
    for score, label in scored:
        groups[score].append(label)
    seen = right = 0
    total = 0.0
    for score in sorted(groups, reverse=True):
        seen += len(groups[score])
        right += sum(groups[score])
        total += sum(groups[score]) * right / seen
    return total / right if right else 0.0


def phrases_of(labelled: Sequence[Row]) -> Iterator[tuple[Row, Phrase]]:
    """Each labelled sentence with its parse, in the whole of its article."""
    by_article: dict[str, list[Row]] = defaultdict(list)
    for row in labelled:
        by_article[_key(row["set"], row["id"])].append(row)
    for name, article in _articles(labelled):
        tree = parse(article["text"])
        for row in by_article[_key(name, article["id"])]:
            for phrase in tree.sents:
                if _same(row, phrase.start_char, phrase.end_char):
                    yield row, phrase


def _articles(labelled: Iterable[Row]) -> Iterator[tuple[str, Row]]:
    """The articles pointed into, each with the name of its set."""
    folder = data_folder()
    if folder is None:
        raise FileNotFoundError("the labelled sets are not at hand")
    wanted = {_key(row["set"], row["id"]) for row in labelled}
    for name in sorted({row["set"] for row in labelled}):
        for article in rows(folder / name / "dev.jsonl"):
            if _key(name, article["id"]) in wanted:
                yield name, article


def _key(name: str, label: str) -> str:
    return f"{name}/{label}"


def _same(row: Row, start: int, end: int) -> bool:
    common = min(row["end"], end) - max(row["start"], start)
    return bool(2 * common > max(row["end"] - row["start"], end - start))
