"""Articles that carry one text: a wire copy run by many, or versions of one article."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from nutgraf.records import Article, WireCopy
from nutgraf.stories.agencies import agency_of_all
from nutgraf.stories.rank import moment
from nutgraf.stories.sketch import Sketch, likeness, sketch
from nutgraf.stories.versions import linked

# How like two texts are that are copies of one.
COPY = 0.5

# So many of an article's lowest marks are looked up, and three have to lead to another.
_LOOKED_UP = 64
_SHARED = 3
# A mark that more articles hold is a common phrase, or that of a text which very many carry:
# its newest holders are enough to tell which.
_HOLDERS = 32
_NEWEST = 8
_CANDIDATES = 16
_LOOSE = 256


class Match(Struct, frozen=True):
    """An article that carries the text of another, and how like the two are, 0.5 to 1."""

    article: str
    likeness: float


class Copies:
    """The sketches of articles as they come in, and which of them are copies.

    An article is compared with a bounded number of others, whatever the number kept. Some
    1.7 KB are kept of each.
    """

    def __init__(self) -> None:
        self._ids: list[str] = []
        self._sketches: list[Sketch] = []
        self._marks = _Marks()

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, article: str, sketch: Sketch) -> tuple[Match, ...]:
        """What ``matches`` tells of an article, which is then kept under its id."""
        found = self.matches(sketch)
        self._marks.add(len(self._ids), sketch.marks()[:_LOOKED_UP])
        self._ids.append(article)
        self._sketches.append(sketch)
        return found

    def matches(self, sketch: Sketch) -> tuple[Match, ...]:
        """The kept articles that carry this text, the likest first, of equals the newest.

        Of very many copies of one text it names the newest dozen or so.
        """
        holders, shared = np.unique(
            self._marks.holders(sketch.marks()[:_LOOKED_UP]), return_counts=True
        )
        holders, shared = holders[shared >= _SHARED], shared[shared >= _SHARED]
        likeliest = holders[np.lexsort((-holders, -shared))[:_CANDIDATES]]
        found = [(likeness(sketch, self._sketches[at]), at) for at in likeliest.tolist()]
        return tuple(
            Match(self._ids[at], how) for how, at in sorted(found, reverse=True) if how >= COPY
        )


class _Marks:
    """Which articles, by number, hold a mark: sorted tables, merged as they grow.

    A table of two numbers an entry takes a tenth of the room of a dict; merging tables of
    like size costs each entry a number of moves that grows with the logarithm of all.
    """

    def __init__(self) -> None:
        self._loose: defaultdict[int, list[int]] = defaultdict(list)
        self._loose_articles = 0
        self._tables: list[tuple[NDArray[np.uint32], NDArray[np.uint32]]] = []

    def add(self, article: int, marks: NDArray[np.uint32]) -> None:
        for mark in marks.tolist():
            self._loose[mark].append(article)
        self._loose_articles += 1
        if self._loose_articles >= _LOOSE:
            self._shelve()

    def holders(self, marks: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The numbers of articles that hold each mark, with repetitions: all, or the newest."""
        loose = [self._loose.get(mark, ()) for mark in marks.tolist()]
        counts = [np.array([len(held) for held in loose], dtype=np.intp)]
        ends = [np.searchsorted(keys, marks, "right").astype(np.intp) for keys, _ in self._tables]
        for (keys, _), end in zip(self._tables, ends, strict=True):
            counts.append(end - np.searchsorted(keys, marks, "left"))
        total = np.sum(counts, axis=0)
        left = np.where(total <= _HOLDERS, total, _NEWEST)
        found = [n for held, most in zip(loose, left.tolist(), strict=True) for n in held[-most:]]
        parts = [np.array(found, dtype=np.int64)]
        left = np.maximum(left - counts[0], 0)
        # The last table is the newest.
        for (_, articles), end, count in reversed(
            list(zip(self._tables, ends, counts[1:], strict=True))
        ):
            take = np.minimum(count, left)
            left -= take
            parts.extend(
                articles[end[at] - take[at] : end[at]].astype(np.int64)
                for at in np.flatnonzero(take)
            )
        return np.concatenate(parts)

    def _shelve(self) -> None:
        keys = np.array([m for m, held in self._loose.items() for _ in held], dtype=np.uint32)
        articles = np.array([n for held in self._loose.values() for n in held], dtype=np.uint32)
        while self._tables and len(self._tables[-1][0]) <= 2 * len(keys):
            older_keys, older = self._tables.pop()
            keys, articles = np.concatenate((older_keys, keys)), np.concatenate((older, articles))
        # Stable, and the older table stands first: the holders of a mark stay in order of time.
        order = np.argsort(keys, kind="stable")
        self._tables.append((keys[order], articles[order]))
        self._loose.clear()
        self._loose_articles = 0


def find_copies(articles: Sequence[Article], texts: Sequence[str]) -> tuple[WireCopy, ...]:
    """Groups of articles that carry one text, the earliest article of each first.

    ``texts`` are the articles' own words, frames left out. A group has two members or more,
    versions of one article among them; an article in no group shares its text with none.
    """
    index = Copies()
    head = {article.id: article.id for article in articles}

    def find(one: str) -> str:
        while head[one] != one:
            head[one] = head[head[one]]
            one = head[one]
        return one

    in_time = sorted(
        zip(articles, texts, strict=True), key=lambda each: (moment(each[0].published), each[0].id)
    )
    for article, text in in_time:
        for match in index.add(article.id, sketch(text)):
            head[find(match.article)] = find(article.id)
    for newer, older in linked(articles):
        head[find(newer)] = find(older)
    groups: defaultdict[str, list[Article]] = defaultdict(list)
    for article, _ in in_time:
        groups[find(article.id)].append(article)
    return tuple(
        sorted(
            (
                WireCopy(tuple(article.id for article in members), agency_of_all(members))
                for members in groups.values()
                if len(members) > 1
            ),
            key=lambda group: group.article_ids,
        )
    )
