"""Who said what: attribution F1 by kind of quote, on PolNeAR dev and on the own gold."""

from __future__ import annotations

from eval import scoring
from eval.corpus import Bench, Figures, rows, scorer

MEASURES = {
    "quoted F1",
    "direct F1",
    "mixed F1",
    "indirect F1",
    "all F1",
    "source",
    "speaker",
    "speaker not wrong",
}


def measure(bench: Bench) -> Figures:
    """Attribution F1 (content and source both right), and the share of right sources.

    The own gold also has the speakers: the full name of the one behind "she".
    """
    figures: Figures = {}
    for name, path in bench.sets("polnear", own="quotes"):
        gold, predicted = rows(path), bench.predictions(path)
        if name == "own":
            figures["quotes.own"] = scoring.attribution(gold, predicted) | scoring.speakers(
                gold, predicted
            )
            continue
        report = scorer("score_quotes").score(gold, predicted)
        figures[f"quotes.{name}"] = {
            f"{kind} F1": 100 * report[kind]["attribution"]["f1"]
            for kind in ("quoted", "direct", "mixed", "indirect", "all")
        } | {"source": 100 * report["all"]["source_given_content"]["overlap"]}
    return figures
