"""What an article says for itself: its sentences without those that a site repeats everywhere."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence

from nutgraf.stories.words import STOPWORDS, term_of

_STOP = re.compile(r"(?<=[.!?…][\"”’')])\s+|(?<=[.!?…])\s+|\n+")
_WORDS = re.compile(r"\w+")


def split(text: str) -> list[str]:
    """The sentences of a text, roughly: good enough to compare, not to cite."""
    return [part for part in _STOP.split(text) if part and not part.isspace()]


def own_sentences(texts: Sequence[str]) -> list[list[str]]:
    """For each text its sentences, without those repeated in texts that are otherwise unlike.

    A sentence that two texts share is the mark of a wire copy where they share much else,
    and of a site's frame ("Sign up for our newsletter") where they do not.
    """
    sentences = [split(text) for text in texts]
    keys = [[" ".join(_WORDS.findall(part.casefold())) for part in parts] for parts in sentences]
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(keys):
        for key in dict.fromkeys(row):
            if key:
                holders[key].append(index)
    repeated = {key: found for key, found in holders.items() if len(found) > 1}
    words = [
        frozenset(
            word
            for key in row
            if key not in repeated
            for word in key.split()
            if term_of(word) not in STOPWORDS and len(word) > 2
        )
        for row in keys
    ]
    shared = [frozenset(key for key in row if key in repeated) for row in keys]
    lengths = [sum(len(key) for key in set(row)) for row in keys]
    frame = {key for key, found in repeated.items() if not _related(found, words, shared, lengths)}
    return [
        [part for part, key in zip(parts, row, strict=True) if key not in frame]
        for parts, row in zip(sentences, keys, strict=True)
    ]


def _related(
    found: Sequence[int],
    words: Sequence[frozenset[str]],
    shared: Sequence[frozenset[str]],
    lengths: Sequence[int],
) -> bool:
    """Whether most neighbouring holders of a sentence are copies or tell of the same thing."""
    near = 0
    pairs = list(itertools.islice(itertools.pairwise(found), 40))
    for one, other in pairs:
        common = sum(len(key) for key in shared[one] & shared[other])
        copied = common / max(1, min(lengths[one], lengths[other]))
        meet = len(words[one] & words[other]) / max(1, min(len(words[one]), len(words[other])))
        near += copied >= 0.4 or meet >= 0.25
    return near * 2 > len(pairs)
