"""How alike articles are: sparse TF-IDF vectors over an inverted index, corrected for crowding.

A plain cosine cannot tell one event from its look-alike: in a week of many shootings
every report of a shooting is near every other. ``crowding`` measures how near an
article is to the crowd of its *farther* neighbours, and that much is taken off before
two articles are compared, so that what counts is being nearer than the look-alikes are.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from nutgraf.stories.words import STOPWORDS, term_of

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class Weights(Struct, frozen=True):
    """The one setting, tuned on a single development set and used for every input.

    ``prior`` stands for that many unseen articles, of which a share ``common_share`` has
    any one common word: without it the words that a handful of articles share would look
    common, and the one story of a small input would fall apart.

    Pairs from ``join`` on can be of one story; each of a small one has to be ``held`` times as
    near to its fellows (see ``linkage``). ``opening`` is the share that headline and first
    sentences have in the likeness of two articles, ``dilution`` what two groups lose that are
    each more alike within than with each other, its ``dilution_prior`` so many pairs that
    agree in nothing. The weights from ``enough`` on are those of facts (see ``evidence``).
    """

    headline: int = 5
    prior: float = 1000.0
    common_share: float = 0.2
    near: int = 20
    far: int = 60
    crowd_floor: float = 0.05
    join: float = 0.02
    held: float = 3.0
    gaps_in_days: tuple[float, ...] = (10.0, 30.0, 365.0)
    kept_over_gaps: tuple[float, ...] = (1.0, 0.8, 0.5)
    near_days: tuple[float, ...] = (0.0, 3.0, 10.0)
    gained_when_near: tuple[float, ...] = (0.05, 0.03, 0.0)
    opening: float = 0.3
    dilution: float = 1.25
    dilution_prior: float = 2.0
    enough: float = 12.0
    names: float = 0.07
    places: float = 0.05
    figures: float = 0.05
    same_day: float = 0.03
    other_days: float = -0.05
    other_ages: float = -0.06
    other_years: float = -0.02
    apart: float = -0.03
    same_publisher: float = -0.02
    apart_days: tuple[float, float] = (10.0, 60.0)

    @property
    def most_told(self) -> float:
        """The most that facts can add to a pair."""
        return self.names + self.places + self.figures + self.same_day


WEIGHTS = Weights()
WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_GAP = re.compile(r"[ \u00a0]+\.?|\. ")


def damped(counts: Counter[str]) -> dict[str, float]:
    """Terms with their weight before rarity: the tenth mention says less than the first."""
    return {term: 1 + math.log(count) for term, count in counts.items()}


def counted(headline: str, sentences: Sequence[str], weights: Weights) -> Counter[str]:
    """How often each term is used, a use in the headline counting ``weights.headline`` times."""
    counts: Counter[str] = Counter()
    for word in WORD.findall(headline):
        term = _known(word)[0]
        if term:
            counts[term] += weights.headline
    terms: list[str] = []
    for sentence in sentences:
        before, before_end, before_capital, before_upper = "", -1, False, False
        for match in WORD.finditer(sentence):
            term, capital, upper = _known(match.group())
            if not term:
                before_capital = False
                continue
            terms.append(term)
            if (
                capital
                and before_capital
                and not (upper and before_upper)
                and _GAP.fullmatch(sentence, before_end, match.start())
            ):
                terms.append(f"{before} {term}")
            before, before_end, before_capital, before_upper = term, match.end(), capital, upper
    counts.update(terms)
    return counts


@functools.lru_cache(maxsize=200_000)
def _known(word: str) -> tuple[str, bool, bool]:
    """A word's term ("" for one never compared), and whether it is a capitalised, a capital one."""
    term = term_of(word)
    return "" if term in STOPWORDS else term, word[0].isupper() and len(word) > 1, word.isupper()


def day_factors(days: Floats, day: float, weights: Weights) -> Floats:
    """What cosines keep between an article of ``day`` and those of ``days``, by distance in time.

    1 up to ten days and where a day is not known (``nan``), then falling. It never falls to
    nothing, since a page's date is at times the day on which it was fetched.
    """
    gap = np.abs(days - day)
    kept = np.interp(gap, weights.gaps_in_days, weights.kept_over_gaps)
    return np.where(np.isnan(gap), 1.0, kept)


def day_gains(days: Floats, day: float, weights: Weights) -> Floats:
    """What is added between articles that speak from nearly one day; 0 where a day is unknown.

    Half of what an article gains on average with its nearest neighbours has to be taken off
    again: among the articles of a single day, nearness in time tells nothing.
    """
    gap = np.abs(days - day)
    gained = np.interp(gap, weights.near_days, weights.gained_when_near)
    return np.where(np.isnan(gap), 0.0, gained)
