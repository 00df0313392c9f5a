"""The facts of all articles: how rare each is, and what those of two articles say together."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Sequence
from typing import Self

import msgspec
import numpy as np
from msgspec import structs

from nutgraf.stories.evidence import evidence, facts
from nutgraf.stories.growing import hash_of
from nutgraf.stories.keeping import Compared, KeptArticle, packed, unpacked
from nutgraf.stories.profile import Profile
from nutgraf.stories.similarity import Ints, Weights

# Facts are counted in tables of fixed size: a rare clash makes a fact look less rare.
_CELLS = 1 << 20
_PAIRS_KEPT = 200_000
_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Profile)


class KnownFacts:
    """The facts of articles by number, and of the pairs compared what they came to."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._packed: list[bytes] = []
        self._counts = np.zeros((2, _CELLS), dtype=np.int32)
        self._rare: dict[str, float] = {}
        # What a pair came to stays as rare as its facts were then, so it is part of the state.
        self._pairs: dict[tuple[int, int], float] = {}
        self._told = 0
        self._anew = False
        self._profile = functools.lru_cache(maxsize=4096)(self._decoded)

    def bytes_kept(self) -> int:
        """How much is kept of all articles; the tables and the pairs, of fixed size, left out."""
        return sum(map(len, self._packed))

    def add(self, profiles: Sequence[Profile]) -> None:
        """Take in articles; they are numbered on."""
        self._rare.clear()
        self._told, self._anew = len(self._pairs), False
        self._packed += [
            _ENCODER.encode(structs.replace(each, terms={}, opening={})) for each in profiles
        ]
        self._count(np.array([one for each in profiles for one in _hashes(each)], dtype=np.int64))

    def forget(self) -> None:
        """Compare every pair anew."""
        self._pairs.clear()
        self._told, self._anew = 0, True

    def amount(self, one: int, other: int) -> float:
        """What the facts of two articles say; kept, since a story's are asked for again."""
        pair = (one, other) if one < other else (other, one)
        amount = self._pairs.get(pair)
        if amount is None:
            if len(self._pairs) >= _PAIRS_KEPT:
                self.forget()
            profiles = self._profile(pair[0]), self._profile(pair[1])
            amount = evidence(*profiles, self._rarity, self._weights).amount
            self._pairs[pair] = amount
        return amount

    def _decoded(self, number: int) -> Profile:
        return _DECODER.decode(self._packed[number])

    def _count(self, hashes: Ints) -> None:
        for row, cells in enumerate(_cells(hashes)):
            np.add.at(self._counts[row], cells, 1)

    def _rarity(self, fact: str) -> float:
        rare = self._rare.get(fact)
        if rare is None:
            one, other = _cells(hash_of(fact))
            spread = min(int(self._counts[0, one]), int(self._counts[1, other]))
            rare = math.log(1 + (len(self._packed) + self._weights.prior) / max(spread, 1))
            self._rare[fact] = rare
        return rare

    # ------------------------------------------------------------------ keeping

    def packed(self, number: int) -> tuple[bytes, bytes]:
        """The facts of an article, and the hashes of them, as they are kept."""
        return self._packed[number], packed(_hashes(self._profile(number)), "<u4")

    def changed(self, *, whole: bool) -> Compared:
        """The pairs that were compared in the last addition, or all that are kept."""
        told = list(itertools.islice(self._pairs.items(), 0 if whole else self._told, None))
        return Compared(
            packed([pair for pair, _ in told], "<u4"),
            packed([amount for _, amount in told], "<f8"),
            anew=whole or self._anew,
        )

    @classmethod
    def restored(
        cls, articles: Sequence[KeptArticle], changes: Sequence[Compared], weights: Weights
    ) -> Self:
        """The facts of ``articles``, and the pairs as they were after ``changes``."""
        known = cls(weights)
        known._packed = [each.facts for each in articles]
        known._count(unpacked([each.hashes for each in articles], np.uint32).astype(np.int64))
        last = max((at for at, change in enumerate(changes) if change.anew), default=0)
        valid = changes[last:]
        pairs = unpacked([each.pairs for each in valid], np.uint32).tolist()
        amounts = unpacked([each.amounts for each in valid], np.float64).tolist()
        known._pairs = dict(zip(zip(pairs[::2], pairs[1::2], strict=True), amounts, strict=True))
        return known


def _hashes(profile: Profile) -> list[int]:
    return sorted(map(hash_of, set(facts(profile))))


def _cells[T: (int, Ints)](hashes: T) -> tuple[T, T]:
    """Where facts are counted, in the two tables."""
    return hashes % _CELLS, (hashes >> 12) % _CELLS
