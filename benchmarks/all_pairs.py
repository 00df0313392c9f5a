"""The plain way to group: all articles compared with all, to hold the index against."""

from __future__ import annotations

import functools
import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from nutgraf.stories.evidence import evidence, facts
from nutgraf.stories.linkage import link, parts
from nutgraf.stories.profile import Profile
from nutgraf.stories.similarity import Floats, Ints, Weights, day_factors, day_gains
from nutgraf.stories.words import COMMON

_LARGEST_PART = 2000
_NEIGHBOURS = 60


class Index:
    """Unit vectors of all articles, and for each term the articles that have it."""

    def __init__(self, features_of: Sequence[dict[str, float]], weights: Weights) -> None:
        self.size = len(features_of)
        spread = Counter(term for features_ in features_of for term in features_)
        kept = sorted(term for term, articles in spread.items() if articles > 1)
        number = {term: index for index, term in enumerate(kept)}
        rarity = {
            term: math.log(
                1
                + (self.size + weights.prior)
                / (articles + (weights.prior * weights.common_share if term in COMMON else 0.0))
            )
            for term, articles in spread.items()
        }
        rows: list[Ints] = []
        values: list[Floats] = []
        for features_ in features_of:
            # A term no other article has still counts towards the length of the vector.
            length = math.sqrt(sum((w * rarity[t]) ** 2 for t, w in features_.items())) or 1.0
            shared = sorted(
                (number[t], w * rarity[t] / length) for t, w in features_.items() if t in number
            )
            rows.append(np.array([index for index, _ in shared], dtype=np.int64))
            values.append(np.array([value for _, value in shared], dtype=np.float64))
        self.rows, self.values = rows, values
        owners = np.repeat(np.arange(self.size), [len(row) for row in rows])
        terms = np.concatenate(rows) if rows else np.zeros(0, dtype=np.int64)
        order = np.argsort(terms, kind="stable")
        self._owners = owners[order]
        self._values = (np.concatenate(values) if values else np.zeros(0))[order]
        self._starts = np.searchsorted(terms[order], np.arange(len(kept) + 1))

    def cosines(self, article: int) -> Floats:
        """The cosine of one article to every article, itself included."""
        row, values = self.rows[article], self.values[article]
        starts, ends = self._starts[row], self._starts[row + 1]
        lengths = ends - starts
        total = int(lengths.sum())
        if not total:
            return np.zeros(self.size)
        places = np.repeat(starts - np.concatenate(([0], np.cumsum(lengths)[:-1])), lengths)
        places = places + np.arange(total)
        return np.bincount(
            self._owners[places],
            weights=self._values[places] * np.repeat(values, lengths),
            minlength=self.size,
        )


def crowding(cosines: Floats, article: int, weights: Weights) -> float:
    """How near an article is to its farther neighbours, from its row of ``Index.cosines``.

    A small input has few of them; those that are missing count as ``crowd_floor``.
    """
    others = np.delete(cosines, article)
    if len(others) > weights.far:
        others = np.partition(others, len(others) - weights.far)[-weights.far :]
    ranked = np.sort(others)[::-1][weights.near : weights.far]
    slots = weights.far - weights.near
    return float((ranked.sum() + (slots - len(ranked)) * weights.crowd_floor) / slots)


def likeness(cosines: Floats, openings: Floats, weights: Weights) -> Floats:
    """How alike the words are: of whole articles, and of their openings."""
    return (1 - weights.opening) * cosines + weights.opening * openings


class Comparison:
    """Every profile beside every other: what their words, days and facts say together."""

    def __init__(self, profiles: Sequence[Profile], weights: Weights) -> None:
        self.profiles, self.weights = profiles, weights
        self.size = len(profiles)
        self._whole = Index([profile.terms for profile in profiles], weights)
        self._opening = Index([profile.opening for profile in profiles], weights)
        self._days = np.array(
            [math.nan if profile.day is None else float(profile.day) for profile in profiles]
        )
        spread = Counter(fact for profile in profiles for fact in set(facts(profile)))
        unseen = self.size + weights.prior

        @functools.cache
        def rarity(fact: str) -> float:
            return math.log(1 + unseen / spread[fact])

        self.rarity = rarity
        self.crowds = np.zeros(self.size)
        for article in range(self.size if self.size > 1 else 0):
            alike = self.likeness(article)
            self.crowds[article] = crowding(alike, article, weights) + self._usual_gain(
                article, alike
            )

    def _usual_gain(self, article: int, alike: Floats) -> float:
        """Half of what the day of an article gains it on average with its nearest neighbours."""
        ranked = np.argsort(-alike, kind="stable")
        nearest = ranked[ranked != article][: self.weights.far]
        gains = day_gains(self._days[nearest], self._days[article], self.weights)
        return float(gains.mean()) / 2

    def likeness(self, article: int) -> Floats:
        """How alike the words of one article are to those of every article, itself included."""
        return likeness(self._whole.cosines(article), self._opening.cosines(article), self.weights)

    def openings(self, article: int) -> Floats:
        """The cosine of one article's opening to every article's."""
        return self._opening.cosines(article)

    def scores(self, article: int, others: Sequence[int], alike: Floats) -> Floats:
        """The score of one article with each of ``others``, ``alike`` their likeness to it."""
        days, day = self._days[list(others)], self._days[article]
        profile = self.profiles[article]
        told = [
            evidence(profile, self.profiles[other], self.rarity, self.weights).amount
            for other in others
        ]
        scores: Floats = (
            alike * day_factors(days, day, self.weights)
            + day_gains(days, day, self.weights)
            - (self.crowds[article] + self.crowds[list(others)])
            + np.array(told)
        )
        return scores


def clusters(comparison: Comparison) -> list[list[int]]:
    """Groups of article numbers, each sorted, every article in exactly one.

    Two groups only ever join over a pair that is itself above the bar, so the graph of such
    pairs among the nearest neighbours is cut into its connected parts first: no matrix of
    all pairs is needed.
    """
    edges: list[tuple[float, int, int]] = []
    for article in range(comparison.size):
        alike = comparison.likeness(article)
        alike[article] = -1.0
        others = np.flatnonzero(alike > 0)
        if len(others) > _NEIGHBOURS:
            others = others[np.argsort(-alike[others], kind="stable")[:_NEIGHBOURS]]
        scores = comparison.scores(article, others.tolist(), alike[others])
        edges.extend(
            (float(score), article, int(other))
            for score, other in zip(scores, others, strict=True)
            if score >= comparison.weights.join
        )
    found: list[list[int]] = []
    for part in parts(
        list(range(comparison.size)),
        edges,
        comparison.weights.join,
        largest=_LARGEST_PART,
    ):
        found.extend(_linked(part, comparison) if len(part) > 1 else [part])
    return found


def _linked(part: Sequence[int], comparison: Comparison) -> list[list[int]]:
    """The groups within one connected part."""
    numbers = np.array(part)
    total = len(part)
    scores, openings = np.zeros((total, total)), np.zeros((total, total))
    for place, article in enumerate(part):
        openings[place] = comparison.openings(article)[numbers]
        alike = comparison.likeness(article)[numbers]
        later = slice(place + 1, None)
        scores[place, later] = comparison.scores(article, part[place + 1 :], alike[later])
    # The two halves may differ in the last bit; equal halves are what ties need.
    scores, openings = scores + scores.T, (openings + openings.T) / 2
    return [
        [part[place] for place in places] for places in link(scores, openings, comparison.weights)
    ]
