"""What the articles of one story agree on, and on which figures they differ."""

from __future__ import annotations

import collections

from nutgraf.briefs.material import Material
from nutgraf.briefs.style import content_words
from nutgraf.records import Article, Span


class Headlines:
    """What the headlines of a story agree on."""

    def __init__(self, material: Material) -> None:
        self._own = {a.id: content_words(a.headline or "") for a in material.articles}
        uses: dict[str, set[str]] = collections.defaultdict(set)
        for article in material.articles:
            for word in self._own[article.id]:
                uses[word].add(material.publisher(article))
        self._shared = {word: len(found) for word, found in uses.items() if len(found) > 1}
        self._best = sum(sorted(self._shared.values(), reverse=True)[:6])

    def agreement(self, article: Article, words: frozenset[str]) -> float:
        """How far a sentence tells what its own headline and those of others announce, 0 to 2."""
        own = self._own[article.id]
        shared = sum(self._shared.get(word, 0) for word in words)
        return (len(words & own) / len(own) if own else 0.0) + (
            min(1.0, shared / self._best) if self._best else 0.0
        )


def disputed_sentences(material: Material) -> dict[tuple[str, Span], str]:
    """Sentences with a value of a figure on which articles differ: "newest" or "older"."""
    found: dict[tuple[str, Span], str] = {}
    for figure in material.story.figures:
        if not figure.conflicting:
            continue
        newest = max((str(v.first_told) for v in figure.values if v.first_told), default=None)
        for value in figure.values:
            standing = "newest" if str(value.first_told) == newest else "older"
            for citation in value.told:
                analysis = material.analyses.get(citation.article)
                for sentence in analysis.sentences if analysis else ():
                    if sentence.span.meets(citation.span):
                        found.setdefault((citation.article, sentence.span), standing)
    return found
