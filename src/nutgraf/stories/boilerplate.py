"""What an article says for itself: its words without those that a site repeats everywhere."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import structs

from nutgraf.records import Article
from nutgraf.stories.words import COMMON, STOPWORDS, term_of

_STOP = re.compile(r"(?<=[.!?…][\"”’')])\s+|(?<=[.!?…])\s+|\n+")
_WORDS = re.compile(r"\w+")
_ENOUGH_TERMS = 12
_PAIRS_LOOKED_AT = 40


def split(text: str) -> list[str]:
    """The sentences of a text, roughly: good enough to compare, not to cite."""
    return [part for part in _STOP.split(text) if part and not part.isspace()]


def own_sentences(texts: Sequence[str], headlines: Sequence[str]) -> list[list[str]]:
    """For each text its sentences, without those repeated in texts that are otherwise unlike.

    A sentence that two texts share is the mark of a wire copy where they share much else,
    and of a site's frame ("Sign up for our newsletter") where they do not. A frame can be
    longer than the article in it; then the headlines have nothing in common. An empty
    headline says nothing either way.
    """
    sentences = [split(text) for text in texts]
    keys = [[_key(part) for part in parts] for parts in sentences]
    repeated = _repeated(keys)
    frame = _frame(repeated, _sketches(keys, repeated, headlines))
    return [
        [part for part, key in zip(parts, row, strict=True) if key not in frame]
        for parts, row in zip(sentences, keys, strict=True)
    ]


def with_own_headlines(articles: Sequence[Article]) -> list[Article]:
    """The articles, those without a headline whose headline is their site's and not theirs.

    Such a headline (a motto, the name of a column) stands word for word over texts that are
    unlike, and most of them do not tell what it says. The order stays.
    """
    shared = _repeated([[_key(article.headline or "")] for article in articles])
    places = sorted({place for found in shared.values() for place in found})
    keys = [[_key(part) for part in split(articles[place].text)] for place in places]
    sketches = _sketches(keys, _repeated(keys), [""] * len(keys))
    unlike = _frame(shared, dict(zip(places, sketches, strict=True)))
    frame = {
        key
        for key in unlike
        if sum(_tells(articles[place].text, key) for place in shared[key]) * 2 < len(shared[key])
    }
    return [
        structs.replace(each, headline=None) if _key(each.headline or "") in frame else each
        for each in articles
    ]


def _tells(text: str, headline: str) -> bool:
    """Whether a text has at least half of what a headline says, in its words."""
    said = _terms(headline)
    return bool(said) and len(said & _terms(text)) * 2 >= len(said)


def _key(words: str) -> str:
    """What two sentences have in common that are the same word for word."""
    return " ".join(_WORDS.findall(words.casefold()))


def _repeated(keys: Sequence[Iterable[str]]) -> dict[str, list[int]]:
    """The keys that are in more than one row, each with the rows."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(keys):
        for key in dict.fromkeys(row):
            if key:
                holders[key].append(index)
    return {key: found for key, found in holders.items() if len(found) > 1}


def _sketches(
    keys: Sequence[Sequence[str]], repeated: Mapping[str, object], headlines: Sequence[str]
) -> list[_Sketch]:
    return [_Sketch(headline, row, repeated) for headline, row in zip(headlines, keys, strict=True)]


class _Sketch:
    """What it takes to tell whether two texts are about the same thing."""

    def __init__(self, headline: str, keys: Sequence[str], repeated: Mapping[str, object]) -> None:
        self.headline = _terms(headline)
        self.repeated = frozenset(key for key in keys if key in repeated)
        self.rest = frozenset().union(*(_terms(key) for key in keys if key not in repeated))
        self.length = sum(len(key) for key in set(keys))

    def is_near(self, other: _Sketch) -> bool:
        """Whether one is a copy of the other, or the two tell of the same thing."""
        common = len(self.rest & other.rest)
        fewer = min(len(self.rest), len(other.rest))
        if fewer >= _ENOUGH_TERMS and common >= 0.25 * fewer:
            return True
        shared = sum(len(key) for key in self.repeated & other.repeated)
        copied = shared / max(1, min(self.length, other.length))
        if self.headline and other.headline and not self.headline & other.headline:
            return copied >= 0.95
        return copied >= 0.4


def _terms(text: str) -> frozenset[str]:
    terms = (term_of(word) for word in _WORDS.findall(text.casefold()))
    return frozenset(term for term in terms if len(term) > 2) - STOPWORDS - COMMON


def _related(holders: Sequence[_Sketch]) -> bool:
    """Whether most neighbouring holders of a sentence are near each other."""
    pairs = list(itertools.islice(itertools.pairwise(holders), _PAIRS_LOOKED_AT))
    return sum(one.is_near(other) for one, other in pairs) * 2 > len(pairs)


def _frame(
    repeated: Mapping[str, Sequence[int]], sketches: Mapping[int, _Sketch] | Sequence[_Sketch]
) -> frozenset[str]:
    """The keys whose holders have nothing else to do with each other."""
    return frozenset(
        key for key, found in repeated.items() if not _related([sketches[index] for index in found])
    )
