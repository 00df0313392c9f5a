"""Articles that carry one text: a wire copy run by many, or versions of one article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nutgraf.records import Article
from nutgraf.stories.rank import moment

_WORD = re.compile(r"\w+")
_RUN = 5
_FEWEST = 20
# Of the shorter text half must return, so that cut paragraphs and an added frame do no
# harm; of the longer a fifth, so that a short statement printed within a long report does
# not make the report a copy of it.
_OF_SHORTER = 0.5
_OF_LONGER = 0.2


def find_copies(articles: Sequence[Article], texts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of ids of articles that carry one text, the earliest article of each first.

    ``texts`` are the articles' own words, frames left out. A group has two members or
    more; an article in no group shares its text with none of the others.
    """
    runs = [_runs(text) for text in texts]
    head = list(range(len(articles)))
    place_of = {article.id: place for place, article in enumerate(articles)}

    def find(place: int) -> int:
        while head[place] != place:
            place = head[place]
        return place

    for place, article in enumerate(articles):
        older = place_of.get(article.supersedes or "")
        for other in range(place):
            if find(other) != find(place) and (
                other == older
                or articles[other].supersedes == article.id
                or _same(runs[place], runs[other])
            ):
                head[find(place)] = find(other)
    groups: dict[int, list[Article]] = {}
    for place, article in enumerate(articles):
        groups.setdefault(find(place), []).append(article)
    ordered = [
        sorted(members, key=lambda article: (moment(article.published), article.id))
        for members in groups.values()
        if len(members) > 1
    ]
    return tuple(sorted(tuple(article.id for article in members) for members in ordered))


def _runs(text: str) -> frozenset[str]:
    """Every run of five words of a text; for a very short text the whole of it."""
    words = _WORD.findall(text.casefold())
    if len(words) < _RUN:
        return frozenset([" ".join(words)]) if words else frozenset()
    return frozenset(" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1))


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return False
    if len(shorter) < _FEWEST:
        return shorter == longer
    if len(shorter) < _OF_LONGER * len(longer):
        return False
    shared = len(shorter & longer)
    return shared >= _OF_SHORTER * len(shorter) and shared >= _OF_LONGER * len(longer)
