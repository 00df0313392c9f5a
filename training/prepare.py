"""Read labelled articles into arrays: the first step of training the statement network.

    python training/prepare.py LABELLED.jsonl WORDS.npz

Runs in the project's own environment, so that a word looks the same in training as at run
time. A line of LABELLED.jsonl has "text", "publisher" and "attributions", each with spans
of "content", "cue" and "source" (the format of PolNeAR as JSON Lines).
"""

from __future__ import annotations

import argparse
import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
from rich.progress import track

from nutgraf.analysis.by_rules import find_by_rules
from nutgraf.analysis.features import PARTS, part_tags, read_features
from nutgraf.analysis.page import Page
from nutgraf.analysis.syntax import parse
from nutgraf.records import Span


def read(line: str) -> dict[str, np.ndarray]:
    """The features and labels of one article."""
    row = json.loads(line)
    text = row["text"]
    tree = parse(text)
    page = Page(tree, text)
    features = read_features(tree, page.marked, find_by_rules(page))
    gold = [
        [[Span(*span) for span in each.get(part) or ()] for part in PARTS]
        for each in row["attributions"]
    ]
    tags, owner = part_tags(gold, features.starts, features.ends)
    strings = tree.vocab.strings
    named = {
        name: np.array([strings[key] if key else "" for key in getattr(features, name)])
        for name in ("lemmas", "tags", "deps", "kinds")
    }
    return named | {
        "gold": tags.astype(np.int8),
        "owner": owner.astype(np.int16),
        "tensor": features.tensor.astype(np.float16),
        "vectors": features.vectors.astype(np.float16),
        "heads": features.heads.astype(np.int32),
        "rules": features.rules.astype(np.int8),
        "flags": features.flags.astype(np.int8),
        "publisher": np.array(row["publisher"]),
    }


def main() -> None:
    """Write the articles one after another, with the number of words of each."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("labelled", type=Path)
    parser.add_argument("words", type=Path)
    options = parser.parse_args()
    lines = options.labelled.read_text(encoding="utf-8").splitlines()
    with ProcessPoolExecutor(2) as pool:
        articles = list(track(pool.map(read, lines, chunksize=8), "reading", total=len(lines)))
    publishers = np.array([str(article.pop("publisher")) for article in articles])
    joined = {name: np.concatenate([each[name] for each in articles]) for name in articles[0]}
    sizes = np.array([len(each["gold"]) for each in articles])
    np.savez(options.words, publisher=publishers, sizes=sizes, **joined)
    print(f"{sizes.sum()} words of {len(lines)} articles")


if __name__ == "__main__":
    main()
