"""When, and what next: time expressions and forward-looking sentences, on MEANTIME dev."""

from __future__ import annotations

from eval import scoring
from eval.corpus import Bench, Figures, rows, scorer

MEASURES = {
    "relaxed F1",
    "strict F1",
    "value F1",
    "core recall",
    "precision",
    "dates held",
    "recall",
    "kind",
    "interval",
}


def measure(bench: Bench) -> Figures:
    """TempEval-3 figures of the time expressions, and how many sentences about the future."""
    figures: Figures = {}
    for name, path in bench.sets("meantime", own="timexes"):
        gold, predicted = rows(path), bench.predictions(path)
        if name == "own":
            figures["times.own"] = scoring.times(gold, predicted)
            forward = path.with_name("forward.jsonl")
            figures["forward.own"] = scoring.forward(rows(forward), bench.predictions(forward))
            continue
        # MEANTIME is annotated only up to this offset, and a dateline is a free point.
        report, _ = scorer("score_timex").score(
            gold, predicted, before="annotated_end", skip_dateline=True
        )
        figures[f"times.{name}"] = {
            f"{kind} F1": report[kind]["F1"] for kind in ("relaxed", "strict", "value")
        }
        report, _ = scorer("score_forward").score(gold, predicted)
        dates = report["dates"]
        figures[f"forward.{name}"] = {
            "core recall": report["core"]["R"],
            "precision": report["any"]["P"],
            "dates held": 100 * dates["contains"] / dates["gold"] if dates["gold"] else 0.0,
        }
    return figures
