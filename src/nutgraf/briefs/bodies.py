"""Bodies that articles call by their first letters, and where their names stand in full."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from nutgraf.analysis.wordlists import listed
from nutgraf.records import Analysis, Article, Citation, Span

_LETTERS = re.compile("[A-Z]{2,6}")
_KNOWN_LETTERS = listed(
    "US USA UN UK EU FBI CIA NASA NATO CNN BBC NBC ABC CBS NPR AFP GOP MLB NBA NFL IBM DPRK"
)


def bodies_in_full(
    articles: Sequence[Article], analyses: Mapping[str, Analysis]
) -> Mapping[str, Citation]:
    """Where bodies are named in full, by the letters that articles print for them."""
    letters = {
        name.full_name: name.span.of(article.text)
        for article in articles
        for name in analyses[article.id].names
        if name.kind == "organisation" and name.span.of(article.text) != name.full_name
    }
    short = {
        full: printed
        for full, printed in letters.items()
        if _LETTERS.fullmatch(printed) and " " in full and printed not in _KNOWN_LETTERS
    }
    found: dict[str, Citation] = {}
    for article in articles:
        for name in analyses[article.id].names:
            printed = name.span.of(article.text)
            if printed in short:
                start = name.span.start + (4 if printed.startswith("The ") else 0)
                found.setdefault(short[printed], Citation(article.id, Span(start, name.span.end)))
    return found
