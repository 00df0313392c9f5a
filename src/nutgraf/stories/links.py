"""The pairs of articles that are above the bar, or nearly so: of each article the strongest."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Self

import numpy as np

from nutgraf.stories.keeping import Linked, packed, unpacked

_MOST = 25


class Links:
    """For each article, by number, others with a total each, before crowding is taken off."""

    def __init__(self) -> None:
        self._links: list[tuple[array[int], array[float]]] = []
        self._touched: set[int] = set()

    def bytes_kept(self) -> int:
        """How much is kept of all articles."""
        return sum(
            others.itemsize * len(others) + totals.itemsize * len(totals)
            for others, totals in self._links
        )

    def grow(self, count: int) -> None:
        """Make room for so many more articles, which have no links yet."""
        self._links += [(array("i"), array("f")) for _ in range(count)]
        self._touched.clear()

    def forget(self) -> None:
        """Leave every article without links."""
        self._links = [(array("i"), array("f")) for _ in self._links]

    def of(self, one: int) -> Iterator[tuple[int, float]]:
        """The others that an article is linked to, with the totals."""
        return zip(*self._links[one], strict=True)

    def __contains__(self, pair: tuple[int, int]) -> bool:
        return pair[1] in self._links[pair[0]][0]

    def add(self, one: int, other: int, total: float) -> None:
        """Link two articles, as far as either has no stronger links."""
        for here, there in ((one, other), (other, one)):
            others, totals = self._links[here]
            others.append(there)
            totals.append(total)
            if len(totals) > _MOST:
                weakest = min(range(len(totals)), key=totals.__getitem__)
                del others[weakest], totals[weakest]
            self._touched.add(here)

    # ------------------------------------------------------------------ keeping

    def changed(self, *, whole: bool) -> Linked:
        """All links of the articles that the last addition changed one of; or of all."""
        owners: Iterable[int] = range(len(self._links)) if whole else sorted(self._touched)
        linked = [owner for owner in owners if self._links[owner][0]]
        return Linked(
            packed(linked, "<u4"),
            packed([len(self._links[owner][0]) for owner in linked], "<u1"),
            b"".join(packed(self._links[owner][0], "<i4") for owner in linked),
            b"".join(packed(self._links[owner][1], "<f4") for owner in linked),
        )

    @classmethod
    def restored(cls, changes: Sequence[Linked], size: int) -> Self:
        """The links of ``size`` articles as they were after ``changes``."""
        links = cls()
        links.grow(size)
        done: set[int] = set()
        for change in reversed(changes):
            owners = unpacked([change.owners], np.uint32).tolist()
            ends = np.cumsum(unpacked([change.counts], np.uint8), dtype=np.int64).tolist()
            others = array("i", unpacked([change.others], np.int32).tobytes())
            totals = array("f", unpacked([change.totals], np.float32).tobytes())
            for owner, start, end in zip(owners, [0, *ends], ends, strict=False):
                if owner not in done:
                    links._links[owner] = (others[start:end], totals[start:end])
            done.update(owners)
        return links
