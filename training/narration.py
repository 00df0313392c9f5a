"""Fit the weights of `nutgraf.analysis.narration`, and print them as that module holds them.

    python -m training.narration

Reads `eval/gold/narration_train.jsonl` (offsets and labels) and the dev articles that it
points into, where they are at hand: news_cluster, newswcl50, polnear, seven_days_2016. The
sentences of `eval/gold/narration.jsonl`, by which the figures are measured, are of other
articles and are not read here. Logistic regression with a ridge, by Newton's method; nothing
is drawn but the folds of the cross-validation, from SEED. Prints the cross-validated
precision and recall at several lines (an article's sentences stay in one fold), then the
weights. Takes about two minutes, nearly all of it the parse.
"""

from __future__ import annotations

import json
from collections import Counter

import numpy as np
from numpy.typing import NDArray

from eval.corpus import HERE
from eval.narration import phrases_of
from nutgraf.analysis.narration import marks_of

SEED, FOLDS, RIDGE = 7, 10, 2.0
# A mark borne by fewer sentences than this would be fitted to single ones.
LEAST = 8
Array = NDArray[np.float64]


def fit(marks: Array, labels: Array) -> Array:
    """The weights, the bias last."""
    wide = np.c_[marks, np.ones(len(marks))]
    ridge = np.eye(wide.shape[1]) * RIDGE
    ridge[-1, -1] = 1e-6
    weights = np.zeros(wide.shape[1])
    for _ in range(50):
        chance = 1 / (1 + np.exp(-wide @ weights))
        slope = wide.T @ (chance - labels) + ridge @ weights
        curve = (wide.T * (chance * (1 - chance))) @ wide + ridge
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-8:
            break
    return weights


def scores(marks: Array, weights: Array) -> Array:
    """The score of each sentence."""
    chances: Array = 1 / (1 + np.exp(-(np.c_[marks, np.ones(len(marks))] @ weights)))
    return chances


def cross_validated(marks: Array, labels: Array, articles: list[str]) -> Array:
    """The score of each sentence by weights fitted on other articles."""
    names = sorted(set(articles))
    np.random.default_rng(SEED).shuffle(names)
    fold = {name: place % FOLDS for place, name in enumerate(names)}
    folds = np.array([fold[article] for article in articles])
    found = np.zeros(len(labels))
    for each in range(FOLDS):
        inside = folds == each
        found[inside] = scores(marks[inside], fit(marks[~inside], labels[~inside]))
    return found


def main() -> None:
    """Print the figures, then the weights."""
    path = HERE / "gold" / "narration_train.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    found = list(phrases_of(rows))
    borne = [dict(marks_of(phrase)) for _, phrase in found]
    labels = np.array([float(row["analysis"]) for row, _ in found])
    counts = Counter(mark for each in borne for mark in each)
    names = sorted(mark for mark, count in counts.items() if count >= LEAST)
    marks = np.array([[each.get(name, 0.0) for name in names] for each in borne])
    chances = cross_validated(marks, labels, [row["id"] for row, _ in found])
    print(f"{len(labels)} sentences, {int(labels.sum())} of them analysis, {len(names)} marks")
    for line in (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        over = chances >= line
        right = labels[over].sum()
        precision, recall = 100 * right / max(1, over.sum()), 100 * right / labels.sum()
        print(f"from {line:.2f}: precision {precision:.1f}, recall {recall:.1f}")
    *weights, bias = fit(marks, labels)
    print(f"_BIAS = {bias:.2f}\n_WEIGHTS = {{")
    for weight, name in sorted(zip(weights, names, strict=True), reverse=True):
        print(f'    "{name}": {weight:.2f},')
    print("}")


if __name__ == "__main__":
    main()
