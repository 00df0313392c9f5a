"""What all the thinking costs on top of the parse, in one run on one process."""

from __future__ import annotations

import time

from eval.corpus import OWN, Bench, Figures, articles_of, word_count
from nutgraf.analysis.analyze import analyze
from nutgraf.analysis.syntax import parse

RATES = {"words per CPU second", "parse alone"}
MEASURES = RATES | {"share of parse speed"}
_WORDS = 25_000


def measure(bench: Bench) -> Figures:
    """Words per CPU second of `analyze` and of the parse alone, and the one over the other.

    Only the share is comparable between machines, so only it has a floor.
    """
    path = OWN / "quotes.jsonl" if bench.data is None else bench.data / "polnear" / "dev.jsonl"
    articles = articles_of(path)
    # The first call loads the model, and is nobody's to pay for.
    analyze(articles[0])
    words, parsing, analysing = 0, 0.0, 0.0
    for article in articles:
        if words > _WORDS:
            break
        words += word_count(article.text)
        # By turns within each article, so that a busy machine slows both alike.
        start = time.process_time()
        parse(article.text)
        between = time.process_time()
        analyze(article)
        parsing += between - start
        analysing += time.process_time() - between
    return {
        "speed": {
            "words per CPU second": words / analysing,
            "parse alone": words / parsing,
            "share of parse speed": 100 * parsing / analysing,
        }
    }
