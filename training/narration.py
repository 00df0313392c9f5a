"""Fit the weights of `nutgraf.analysis.narration`, and write them to `narration_weights.py`.

    python -m training.narration

Reads `eval/gold/narration_train.jsonl` (offsets and labels) and the dev articles that it
points into, where they are at hand: news_cluster, newswcl50, polnear, seven_days_2016. The
sentences of `eval/gold/narration.jsonl`, by which the figures are measured, are of other
articles and are not read here. Logistic regression with a ridge, by Newton's method; nothing
is drawn but the folds of the cross-validation, from SEED. Prints the cross-validated
precision and recall at several lines (an article's sentences stay in one fold): somewhat
kind figures, as the lists of words were written by people who knew this sample. Takes some
minutes, most of them for the parse.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from eval.corpus import HERE, rows
from eval.narration import phrases_of
from nutgraf.analysis import narration_weights
from nutgraf.analysis.narration import drifts_of, marks_of

SEED, FOLDS, RIDGE = 7, 10, 1.0
# Beside the marks, a drift of length 1 would count for little against the ridge.
DRIFT = 1.5
WEIGHTS = Path(narration_weights.__file__)
# A mark borne by fewer sentences than this would be fitted to single ones.
LEAST = 8
Array = NDArray[np.float64]


def fit(marks: Array, labels: Array) -> Array:
    """The weights, the bias last."""
    wide = np.c_[marks, np.ones(len(marks))]
    ridge = np.eye(wide.shape[1]) * RIDGE
    ridge[-1, -1] = 1e-6
    weights = np.zeros(wide.shape[1])
    for _ in range(12):
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
    """Print the figures, and write the weights."""
    path = HERE / "gold" / "narration_train.jsonl"
    found = list(phrases_of(rows(path)))
    borne = [dict(marks_of(phrase)) for _, phrase in found]
    labels = np.array([float(row["analysis"]) for row, _ in found])
    counts = Counter(mark for each in borne for mark in each)
    names = sorted(mark for mark, count in counts.items() if count >= LEAST)
    drifts = [dict(drifts_of(phrase)) for _, phrase in found]
    kinds = sorted({kind for each in drifts for kind in each})
    wide = next(len(drift) for each in drifts for drift in each.values())
    nothing = np.zeros(wide)
    marks = np.array([[each.get(name, 0.0) for name in names] for each in borne])
    meant = np.array([np.hstack([each.get(kind, nothing) for kind in kinds]) for each in drifts])
    marks = np.c_[marks, DRIFT * meant]
    chances = cross_validated(marks, labels, [row["id"] for row, _ in found])
    print(f"{len(labels)} sentences, {int(labels.sum())} of them analysis, {len(names)} marks")
    for line in (0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7):
        over = chances >= line
        right = labels[over].sum()
        precision, recall = 100 * right / max(1, over.sum()), 100 * right / labels.sum()
        print(f"from {line:.2f}: precision {precision:.1f}, recall {recall:.1f}")
    *weights, bias = fit(marks, labels)
    by_mark = sorted(zip(weights, names, strict=False), reverse=True)
    by_kind = np.array(weights[len(names) :]).reshape(len(kinds), wide) * DRIFT
    WEIGHTS.write_text(
        '"""What marks and drifts add to a score; written by `training/narration.py`."""\n\n'
        f"BIAS = {bias:.2f}\n"
        "# What each mark adds.\nMARKS = {\n"
        + "".join(f'    "{name}": {weight:.2f},\n' for weight, name in by_mark)
        + "}\n# A weight for each dimension of the parser's word vectors.\nDRIFTS = {\n"
        + "".join(
            f'    "{k}": (\n{_folded(row)}    ),\n' for k, row in zip(kinds, by_kind, strict=True)
        )
        + "}\n",
        encoding="utf-8",
    )


def _folded(row: Array) -> str:
    numbers = [f"{number:.2f}" for number in row]
    lines = [" ".join(numbers[at : at + 15]) for at in range(0, len(numbers), 15)]
    return "".join(f'        "{line} "\n' for line in lines)


if __name__ == "__main__":
    main()
