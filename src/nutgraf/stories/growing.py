"""Sparse vectors that grow by batches, and for each term the articles that have it.

Articles come in batches; each batch becomes a segment that is never changed, and segments
of like size are merged, so that adding costs the same however many there are. Of a term
that very many articles have, a segment lists only the newest: what is said every day finds
no story. How rare a term is goes by all articles, so the lengths of vectors drift as the
index grows; they are taken anew whenever it has grown by a fifth.
"""

from __future__ import annotations

import functools
import itertools
import zlib
from collections.abc import Mapping, Sequence
from typing import Self

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from nutgraf.stories.similarity import Floats, Ints, Weights
from nutgraf.stories.words import COMMON

Hashes = NDArray[np.uint32]
Halves = NDArray[np.float16]
Query = tuple[Hashes, NDArray[np.float32]]
"""Hashes in ascending order, each with what it counts for."""
_MOST_TERMS = 256
_NEWEST = 300
# An article is looked for by so many of its terms, those that count for most.
_SEARCHED = 100
# Hashes are looked up by their last bits: of two terms that share them one is overlooked.
_SLOT = (1 << 20) - 1
_GROWTH = 1.2


@functools.lru_cache(maxsize=200_000)
def hash_of(term: str) -> int:
    """A number of 32 bits that stands for a term, the same on every machine."""
    return zlib.crc32(term.encode())


_COMMON_HASHES = np.array(sorted(map(hash_of, COMMON)), dtype=np.uint32)


@functools.cache
def _threads() -> ThreadpoolController:
    return ThreadpoolController()


class Row(Struct, frozen=True, array_like=True):
    """The terms of one article as ascending hashes, with their weights before rarity, as bytes."""

    hashes: bytes = b""
    weights: bytes = b""

    @classmethod
    def of(cls, terms: Mapping[str, float]) -> Self:
        """The row of ``terms``; a very long article keeps those that weigh most."""
        if len(terms) > _MOST_TERMS:
            # What is common weighs less once rarity is counted in.
            terms = dict(
                sorted(
                    terms.items(),
                    key=lambda item: (-item[1] * (0.5 if item[0] in COMMON else 1), item[0]),
                )[:_MOST_TERMS]
            )
        hashes = np.array(list(map(hash_of, terms)), dtype="<u4")
        order = np.argsort(hashes, kind="stable")
        hashes = hashes[order]
        # Of terms that clash one stands for all: whose weight it is makes no difference.
        kept = np.append(hashes[1:] != hashes[:-1], True)[: len(hashes)]
        weights = np.array(list(terms.values()), dtype="<f2")[order]
        return cls(hashes[kept].tobytes(), weights[kept].tobytes())


def _ranked(hashes: Hashes) -> tuple[Hashes, NDArray[np.int32], Ints, Ints]:
    """The hashes once each, ascending; for each given its place there; how often each is given.

    Last comes the order that sorts those given, equal ones as they stand.
    """
    # A hash and where it stands in one number: to sort these is far quicker than to sort the
    # places by the hashes.
    keys = hashes.astype(np.uint64) << np.uint64(32) | np.arange(len(hashes), dtype=np.uint64)
    keys.sort()
    order = (keys & np.uint64(0xFFFFFFFF)).astype(np.int64)
    in_order = (keys >> np.uint64(32)).astype(np.uint32)
    starts = np.append(0, np.flatnonzero(in_order[1:] != in_order[:-1]) + 1)[: len(hashes)]
    spread = np.diff(np.append(starts, len(hashes)))
    places = np.empty(len(hashes), dtype=np.int32)
    places[order] = np.repeat(np.arange(len(starts), dtype=np.int32), spread)
    return in_order[starts], places, spread, order


class _Segment:
    """Articles ``first`` up to ``first + size``, by article and by term."""

    def __init__(self, first: int, lengths: Ints, hashes: Hashes, weights: Halves) -> None:
        self.first, self.size = first, len(lengths)
        self.rarity: NDArray[np.float32] = np.zeros(0, dtype=np.float32)
        self.starts = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
        self.weights = weights
        self.terms, self.places, self.spread, order = _ranked(hashes)
        owners = np.repeat(np.arange(first, first + self.size, dtype=np.int32), lengths)
        ends = np.cumsum(self.spread)
        # Within a term the newest come last; an entry is kept if few enough come after it.
        after = np.repeat(ends, self.spread) - np.arange(len(order))
        order = order[after <= _NEWEST]
        self.owners, self.listed = owners[order], weights[order]
        kept = np.minimum(self.spread, _NEWEST)
        self.term_starts = np.concatenate(([0], np.cumsum(kept))).astype(np.int64)

    def bytes_kept(self) -> int:
        """The size of all its arrays."""
        return sum(each.nbytes for each in vars(self).values() if isinstance(each, np.ndarray))

    @classmethod
    def merged(cls, one: _Segment, other: _Segment) -> _Segment:
        """The two as one; ``other`` begins where ``one`` ends."""
        return cls(
            one.first,
            np.concatenate((np.diff(one.starts), np.diff(other.starts))),
            np.concatenate((one.terms[one.places], other.terms[other.places])),
            np.concatenate((one.weights, other.weights)),
        )

    def entries(self, articles: Ints) -> tuple[Ints, Hashes, Halves]:
        """How many terms each of some articles has, and all of them with their weights."""
        starts = self.starts[articles - self.first]
        counts = self.starts[articles - self.first + 1] - starts
        at = _stretches(starts, counts)
        return counts, self.terms[self.places[at]], self.weights[at]

    def find(self, hashes: Hashes) -> tuple[Ints, NDArray[np.bool_]]:
        """Where each hash stands among the terms, and whether it is there at all."""
        places = np.searchsorted(self.terms, hashes)
        places[places == len(self.terms)] = 0
        there = self.terms[places] == hashes if len(self.terms) else np.zeros(len(hashes), bool)
        return places, there


def _stretches(starts: Ints, counts: Ints) -> Ints:
    """The places from each start on, so many of each, one after another."""
    ends = np.cumsum(counts)
    return np.repeat(starts - (ends - counts), counts) + np.arange(ends[-1] if len(ends) else 0)


def _is_common(hashes: Hashes) -> NDArray[np.bool_]:
    places = np.searchsorted(_COMMON_HASHES, hashes)
    places[places == len(_COMMON_HASHES)] = 0
    found: NDArray[np.bool_] = _COMMON_HASHES[places] == hashes
    return found


class GrowingIndex:
    """Vectors of articles numbered as they come, and the likeness of any two of them."""

    def __init__(self, weights: Weights) -> None:
        self.size = 0
        self.measured = 0
        """How many articles there were when all vectors were last measured."""
        self._weights = weights
        self._segments: list[_Segment] = []
        self._lengths: Floats = np.zeros(0)
        self._slots = np.zeros(_SLOT + 1, dtype=np.int16)

    @classmethod
    def restored(
        cls, rows: Sequence[Row], segments: Sequence[int], measured: int, weights: Weights
    ) -> Self:
        """The index of ``rows`` that had these ``segments``, as sizes, and was so ``measured``."""
        index = cls(weights)
        index.measured = measured
        ends = list(itertools.accumulate(segments))
        # The parts that were there when the index was last measured are as it was then, with
        # what had come since the last of them; a later part is as it was when it came.
        settled = [end for end in ends if end <= measured]
        for start, end in itertools.pairwise([0, *settled]):
            index._append(rows[start:end])
        if settled:
            index._append(rows[index.size : measured])
            index._lengths = np.concatenate([index._measure(each) for each in index._segments])
            index._drop_after(settled[-1])
        for start, end in itertools.pairwise([index.size, *ends[len(settled) :]]):
            index._append(rows[start:end])
            index._lengths = np.concatenate((index._lengths, index._measure(index._segments[-1])))
        return index

    def _append(self, rows: Sequence[Row]) -> None:
        lengths = [len(row.weights) // 2 for row in rows]
        hashes = np.frombuffer(b"".join([row.hashes for row in rows]), dtype="<u4")
        weights = np.frombuffer(b"".join([row.weights for row in rows]), dtype="<f2")
        self._segments.append(_Segment(self.size, np.array(lengths, np.int64), hashes, weights))
        self.size += len(rows)

    def _drop_after(self, size: int) -> None:
        del self._segments[next(at for at, each in enumerate(self._segments) if each.first == size)]
        self._lengths = self._lengths[:size]
        self.size = size

    def add(self, rows: Sequence[Row]) -> None:
        """Take in articles; they are numbered on from ``size``."""
        self._append(rows)
        while len(self._segments) > 1 and self._segments[-2].size < 2 * self._segments[-1].size:
            last = self._segments.pop()
            self._segments[-1] = _Segment.merged(self._segments[-1], last)
        if self.size >= _GROWTH * self.measured:
            self.measured = self.size
            self._lengths = np.concatenate([self._measure(each) for each in self._segments])
        else:
            newest = self._segments[-1]
            self._lengths = np.concatenate((self._lengths[: newest.first], self._measure(newest)))

    @property
    def segments(self) -> tuple[int, ...]:
        """The sizes of the parts that the index is of now."""
        return tuple(each.size for each in self._segments)

    def row(self, article: int) -> Row:
        """The row of one article, as it was given."""
        hashes, weights, _ = self._row(article)
        return Row(hashes.astype("<u4").tobytes(), weights.astype("<f2").tobytes())

    def bytes_kept(self) -> int:
        """How much is kept of all articles."""
        return self._lengths.nbytes + sum(each.bytes_kept() for each in self._segments)

    def query(self, article: int) -> Query:
        """One article as it is held against others."""
        hashes, weights, rarity = self._row(article)
        return hashes, weights * rarity**2 / self._lengths[article]

    def search(self, query: Query) -> Floats:
        """About the cosine of an article to all: by its best terms, and their newest articles."""
        hashes, weights = query
        if len(hashes) > _SEARCHED:
            best = np.argpartition(-weights, _SEARCHED)[:_SEARCHED]
            hashes, weights = hashes[best], weights[best]
        left = np.full(len(hashes), _NEWEST)
        owners, values = [], []
        for segment in reversed(self._segments):
            places, there = segment.find(hashes)
            there &= left > 0
            ends = segment.term_starts[places[there] + 1]
            counts = np.minimum(ends - segment.term_starts[places[there]], left[there])
            left[there] -= counts
            at = _stretches(ends - counts, counts)
            owners.append(segment.owners[at])
            values.append(segment.listed[at] * np.repeat(weights[there], counts))
        found = np.bincount(
            np.concatenate(owners), weights=np.concatenate(values), minlength=self.size
        )
        result: Floats = found / self._lengths
        return result

    def cosines(self, query: Query, others: Ints) -> Floats:
        """The cosines of an article to ``others``, over all their terms."""
        hashes, weights = query
        if not len(hashes) or not len(others):
            return np.zeros(len(others))
        order = np.argsort(others)
        numbers = others[order]
        firsts = [segment.first for segment in self._segments]
        bounds = [*np.searchsorted(numbers, firsts).tolist(), len(numbers)]
        found = [
            (order[start:end], *segment.entries(numbers[start:end]))
            for segment, (start, end) in zip(
                self._segments, itertools.pairwise(bounds), strict=True
            )
            if start < end
        ]
        places, counts, theirs, values = map(np.concatenate, zip(*found, strict=True))
        slots = hashes & _SLOT
        self._slots[slots] = np.arange(len(hashes), dtype=np.int16)
        ours = self._slots[theirs & _SLOT]
        self._slots[slots] = 0
        met = np.flatnonzero(hashes[ours] == theirs)
        total = np.bincount(
            np.repeat(places, counts)[met],
            weights=values[met] * weights[ours[met]],
            minlength=len(others),
        )
        result: Floats = total / self._lengths[others]
        return result

    def among(self, articles: Sequence[int]) -> Floats:
        """The cosines of every pair of ``articles``, square; all terms count."""
        rows = [self._row(article) for article in articles]
        terms, places, _, _ = _ranked(np.concatenate([hashes for hashes, _, _ in rows]))
        table = np.zeros((len(rows), len(terms)), dtype=np.float32)
        owners = np.repeat(np.arange(len(rows)), [len(hashes) for hashes, _, _ in rows])
        table[owners, places] = np.concatenate([weights * rarity for _, weights, rarity in rows])
        table /= self._lengths[np.asarray(articles)][:, None]
        # A product this small is slower on many threads than on one, and far slower where
        # other processes want them.
        with _threads().limit(limits=1):
            return (table @ table.T).astype(np.float64)

    def _row(self, article: int) -> tuple[Hashes, NDArray[np.float32], NDArray[np.float32]]:
        """The hashes of one article, their weights, and how rare each is."""
        segment = self._segment_of(article)
        start, end = segment.starts[article - segment.first : article - segment.first + 2]
        places = segment.places[start:end]
        return (
            segment.terms[places],
            segment.weights[start:end].astype(np.float32),
            segment.rarity[places],
        )

    def _segment_of(self, article: int) -> _Segment:
        return next(each for each in reversed(self._segments) if each.first <= article)

    def _rarity(self, hashes: Hashes) -> NDArray[np.float32]:
        """How rare each term is, as the logarithm of one article in how many has it."""
        spread = np.zeros(len(hashes))
        for segment in self._segments:
            places, there = segment.find(hashes)
            spread[there] += segment.spread[places[there]]
        prior = self._weights.prior
        common = _is_common(hashes) * prior * self._weights.common_share
        rarity: NDArray[np.float32] = np.log(1 + (self.size + prior) / (spread + common)).astype(
            np.float32
        )
        return rarity

    def _measure(self, segment: _Segment) -> Floats:
        """The lengths of a segment's vectors."""
        segment.rarity = self._rarity(segment.terms)
        rare = segment.rarity[segment.places] * segment.weights
        owners = np.repeat(np.arange(segment.size), np.diff(segment.starts))
        lengths = np.sqrt(
            np.bincount(owners, weights=rare.astype(np.float64) ** 2, minlength=segment.size)
        )
        return np.where(lengths > 0, lengths, 1.0)
