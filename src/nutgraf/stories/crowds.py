"""How crowded it is around each article: how near its farther neighbours are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np

from nutgraf.stories.keeping import Crowded, packed, unpacked
from nutgraf.stories.similarity import Floats, Ints, Weights


class Crowds:
    """The likeness of each article's nearest, and the crowd that they make; by number."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self.amounts: Floats = np.zeros(0)
        """For each article how crowded it is around it; see ``measure``."""
        self._nearest = np.zeros((0, weights.far), dtype=np.float16)
        self._gains = np.zeros((0, weights.far), dtype=np.float16)
        self._touched: list[Ints] = []

    def bytes_kept(self) -> int:
        """How much is kept of all articles."""
        return self._nearest.nbytes + self._gains.nbytes + self.amounts.nbytes

    def grow(self, count: int) -> None:
        """Make room for so many more articles, which have no neighbours yet."""
        slots = np.zeros((count, self._weights.far), dtype=np.float16)
        self._nearest = np.concatenate((self._nearest, slots))
        self._gains = np.concatenate((self._gains, slots))
        self.amounts = np.concatenate((self.amounts, np.zeros(count)))
        self._touched.clear()

    def forget(self) -> None:
        """Leave every article without neighbours."""
        self._nearest[:], self._gains[:] = 0, 0

    def enter(self, number: int, alike: Floats, gains: Floats) -> None:
        """The nearest of a new article, with what nearness in time gains with each."""
        best = np.argsort(-alike, kind="stable")[: self._weights.far]
        self._nearest[number, : len(best)] = alike[best]
        self._gains[number, : len(best)] = gains[best]
        self._touched.append(number * self._weights.far + np.arange(len(best)))

    def enter_beside(self, articles: Ints, alike: Floats, gains: Floats) -> None:
        """One new article among the nearest of each of ``articles``, where it is nearer."""
        lowest = self._nearest[articles].argmin(axis=1)
        nearer = alike > self._nearest[articles, lowest]
        articles, lowest = articles[nearer], lowest[nearer]
        self._nearest[articles, lowest] = alike[nearer]
        self._gains[articles, lowest] = gains[nearer]
        self._touched.append(articles * self._weights.far + lowest)

    def measure(self, first: int) -> None:
        """Take the crowds anew of the articles from ``first`` on, and where neighbours changed.

        Few neighbours count as ``crowd_floor``. With it goes half of what an article's day gains
        it on average.
        """
        near, far = self._weights.near, self._weights.far
        articles = _owners(np.concatenate(self._touched), first, len(self.amounts), far)
        nearest = self._nearest[articles].astype(np.float64)
        ranked = -np.sort(-nearest, axis=1)
        there = max(near, min(len(self.amounts) - 1, far))
        outer = ranked[:, near:there].sum(axis=1) + (far - there) * self._weights.crowd_floor
        filled = np.maximum(1, np.count_nonzero(nearest, axis=1))
        usual = self._gains[articles].sum(axis=1, dtype=np.float64) / filled
        self.amounts[articles] = outer / (far - near) + usual / 2

    # ------------------------------------------------------------------ keeping

    def changed(self, first: int, *, whole: bool) -> Crowded:
        """What the last addition changed, where its articles begin at ``first``; or all."""
        if whole:
            cells = np.flatnonzero((self._nearest != 0) | (self._gains != 0))
            owners = np.arange(len(self.amounts))
        else:
            cells = np.unique(np.concatenate(self._touched))
            owners = _owners(cells, first, len(self.amounts), self._weights.far)
        return Crowded(
            packed(cells, "<u4"),
            packed(self._nearest.ravel()[cells], "<f2"),
            packed(self._gains.ravel()[cells], "<f2"),
            packed(self.amounts[owners], "<f8"),
        )

    @classmethod
    def restored(cls, changes: Sequence[tuple[int, int, Crowded]], weights: Weights) -> Self:
        """As it was after ``changes``: each with the articles before it that keep theirs, and all.

        The first one states everything.
        """
        crowds = cls(weights)
        crowds.grow(changes[-1][1])
        nearest, gains = crowds._nearest.reshape(-1), crowds._gains.reshape(-1)
        for first, size, change in changes:
            cells = unpacked([change.cells], np.uint32).astype(np.int64)
            nearest[cells] = unpacked([change.alike], np.float16)
            gains[cells] = unpacked([change.gains], np.float16)
            owners = _owners(cells, first, size, weights.far)
            crowds.amounts[owners] = unpacked([change.crowds], np.float64)
        return crowds


def _owners(cells: Ints, first: int, size: int, far: int) -> Ints:
    """The articles that have one of ``cells``, and those from ``first`` on."""
    older = np.unique(cells // far)
    return np.concatenate((older[older < first], np.arange(first, size)))
