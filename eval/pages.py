"""How well articles are read from saved pages, held against trafilatura alone."""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import logging
import sys
import time
from pathlib import Path
from types import ModuleType

import trafilatura
from trafilatura.settings import Document

from eval.corpus import HERE, Row, rows
from nutgraf.errors import NotAnArticle, NutgrafError
from nutgraf.readers.page import extract

GOLD = HERE / "gold" / "pages.jsonl"
SETS = ("pages_fundus", "pages_newspaper4k")
MEASURES = {
    "body_f1": "f1",
    "paragraph_recall": "paragraph_recall",
    "quote_recall": "quote_recall",
    "title_exact": "title_exact",
    "title_fuzzy": "title_fuzzy",
    "same_day": "date_same",
    "author_f1": "author_f1",
    "publisher": "publisher",
    "failures": "failures",
    "refused": "refused",
}


def evaluate(data: Path, *, split: str = "dev") -> dict[str, dict[str, float]]:
    """The figures of each page set, ours and (as "… trafilatura") those of the plain tool.

    Extraction alone is measured: a page in another language counts like any other, although
    ``read`` skips it. ``pages_per_cpu_second`` is the speed.
    """
    scorer = _scorer(data.parent / "bench" / "score_articles.py")
    results = {}
    for name in SETS:
        for suffix, predict in (("", _ours), (" trafilatura", _plain)):
            gold = scorer.read_jsonl(data / name / f"{split}.jsonl")
            before = time.process_time()
            told = [predict(row, _page(data / name, row)) for row in gold]
            spent = time.process_time() - before
            summary, _ = scorer.score(gold, told)
            figures = {
                ours: float(summary[theirs])
                for ours, theirs in MEASURES.items()
                if summary[theirs] is not None
            }
            corrected, _ = scorer.score(_corrected(name, gold), told)
            figures["same_day_corrected"] = float(corrected["date_same"])
            figures["quote_recall_corrected"] = float(corrected["quote_recall"])
            figures["pages_per_cpu_second"] = len(gold) / max(spent, 1e-9)
            results[name + suffix] = figures
    return results


def kept_share(data: Path, *, split: str = "dev") -> float:
    """The share of the page sets' articles that are not refused."""
    scorer = _scorer(data.parent / "bench" / "score_articles.py")
    told = [
        _ours(row, _page(data / name, row))
        for name in SETS
        for row in scorer.read_jsonl(data / name / f"{split}.jsonl")
    ]
    return sum("refused" not in one for one in told) / max(1, len(told))


def _corrected(name: str, gold: list[Row]) -> list[Row]:
    """``gold`` with the days that pages tell themselves, and only paragraphs that they show."""
    days: dict[str, str] = {}
    absent: dict[str, set[int]] = {}
    for row in rows(GOLD):
        if row["set"] != name:
            continue
        if "day" in row:
            days[row["id"]] = row["day"]
        else:
            absent.setdefault(row["id"], set()).add(row["line"])
    return [
        {
            **row,
            **({"date": days[row["id"]]} if row["id"] in days else {}),
            "text": "\n".join(
                line
                for number, line in enumerate(row["text"].splitlines())
                if number not in absent.get(row["id"], ())
            ),
        }
        for row in gold
    ]


def _page(folder: Path, row: dict[str, str]) -> bytes:
    return gzip.decompress((folder / row["html"]).read_bytes())


def _ours(row: dict[str, str], content: bytes) -> dict[str, object]:
    try:
        found = extract(row["id"], content, row["url"])
    except NotAnArticle as problem:
        return {"id": row["id"], "text": "", "refused": problem.reason}
    except NutgrafError as problem:
        return {"id": row["id"], "text": "", "error": str(problem)}
    return {
        "id": row["id"],
        "text": found.text,
        "title": found.headline,
        "published": found.published.isoformat() if found.published else None,
        "authors": list(found.byline),
        "publisher": found.publisher,
    }


def _plain(row: dict[str, str], content: bytes) -> dict[str, object]:
    extracted = trafilatura.bare_extraction(content, url=row["url"], with_metadata=True)
    told = extracted.as_dict() if isinstance(extracted, Document) else {}
    return {
        "id": row["id"],
        "text": told.get("text") or "",
        "title": told.get("title"),
        "published": told.get("date"),
        "authors": told.get("author"),
        "publisher": told.get("sitename"),
    }


def _scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_articles", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Print the figures, or with ``--errors`` our prediction for each page that lost most."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds the page sets")
    parser.add_argument("--errors", action="store_true", help="print page by page what was lost")
    args = parser.parse_args()
    logging.disable(logging.CRITICAL)
    if args.errors:
        _print_errors(args.data)
        return
    json.dump(evaluate(args.data), sys.stdout, indent=1)
    sys.stdout.write("\n")


def _print_errors(data: Path) -> None:
    scorer = _scorer(data.parent / "bench" / "score_articles.py")
    for name in SETS:
        gold = scorer.read_jsonl(data / name / "dev.jsonl")
        told = {row["id"]: _ours(row, _page(data / name, row)) for row in gold}
        _, pages = scorer.score(gold, list(told.values()))
        for row, page in zip(gold, pages, strict=True):
            shown = {
                "set": name,
                "told": {
                    key: told[row["id"]].get(key)
                    for key in ("title", "authors", "published", "refused")
                },
                "gold": {
                    key: row.get(key) for key in ("title", "authors", "date", "publishing_date")
                },
                "score": page,
            }
            sys.stdout.write(json.dumps(shown, ensure_ascii=False, default=str) + "\n")


if __name__ == "__main__":
    main()
