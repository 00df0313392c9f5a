"""Stories that grow as articles come: each joins one or opens one, and late evidence may move some.

A batch of articles is compared with what is there, never with everything: an index gives each
its nearest, and only stories with a nearest in them are looked at again. Given all articles at
once the result does not depend on their order at all. Given in batches it does in three ways,
none of them large: how rare a term is is as old as the index's last growth by a fifth; stories
that nothing new comes near keep the shape that they had; of a term that very many articles
have, only the newest are looked up.
"""

from __future__ import annotations

import functools
import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
import numpy as np
from msgspec import Struct, structs

from nutgraf.stories.evidence import evidence, facts
from nutgraf.stories.growing import GrowingIndex, Row, hash_of
from nutgraf.stories.linkage import link, parts
from nutgraf.stories.profile import Profile
from nutgraf.stories.similarity import WEIGHTS, Floats, Ints, Weights, day_factors, day_gains

# So many are found by their words; the nearest of them make the crowd.
_NEAREST = 80
# So many of the nearest are compared by their facts as well: enough to link a story together.
_COMPARED = 20
_MOST_LINKS = 25
# A pair this far below the bar may still come over it as the crowd around it thins.
_SLACK = 0.05
# Words this far below the bar settle a pair by themselves.
_HOPELESS = 0.15
_WIDEST_PART = 120
_LARGEST_PART = 60
# Facts are counted in tables of fixed size: a rare clash makes a fact look less rare.
_CELLS = 1 << 20
_SETTLED_AGAIN = 1.5
_ENOUGH = 2000
_PAIRS_KEPT = 200_000


class Regrouping(Struct, frozen=True):
    """What late evidence changed: these articles were of story ``before`` and are of ``after``.

    ``because`` are the articles that brought it about, by id.
    """

    article_ids: tuple[str, ...]
    before: str
    after: str
    because: tuple[str, ...]


class Grouping:
    """The stories of all articles added so far, and the index that finds them."""

    def __init__(self, weights: Weights = WEIGHTS) -> None:
        self.weights = weights
        self.ids: list[str] = []
        self.stories: list[str] = []
        """For each article the id of its story: made of the first article that came."""
        self._members: dict[str, list[int]] = {}
        self._whole, self._opening = GrowingIndex(weights), GrowingIndex(weights)
        self._facts: list[bytes] = []
        self._days: Floats = np.zeros(0)
        self._nearest = np.zeros((0, weights.far), dtype=np.float16)
        self._gains = np.zeros((0, weights.far), dtype=np.float16)
        self._crowds: Floats = np.zeros(0)
        self._edges: list[tuple[array[int], array[float]]] = []
        self._counts = np.zeros((2, _CELLS), dtype=np.int32)
        self._settled = 0
        self._rare: dict[str, float] = {}
        self._pairs: dict[tuple[int, int], float] = {}
        self._profile = functools.lru_cache(maxsize=4096)(self._decoded)

    def __len__(self) -> int:
        return len(self.ids)

    def groups(self) -> Iterator[list[int]]:
        """The stories as article numbers, each sorted, in the order in which they opened."""
        yield from self._members.values()

    def alike(self, numbers: Sequence[int]) -> Floats:
        """How alike the words of some articles are, square."""
        share = self.weights.opening
        return (1 - share) * self._whole.among(numbers) + share * self._opening.among(numbers)

    def bytes_kept(self) -> int:
        """How much is kept of the articles beyond their texts; fixed tables are left out."""
        edges = sum(one.itemsize * len(one) + two.itemsize * len(two) for one, two in self._edges)
        arrays = (self._days, self._nearest, self._gains, self._crowds)
        return (
            self._whole.bytes_kept()
            + self._opening.bytes_kept()
            + sum(map(len, self._facts))
            + edges
            + sum(each.nbytes for each in arrays)
        )

    # ------------------------------------------------------------------ taking in

    def add(self, profiles: Sequence[Profile]) -> tuple[Regrouping, ...]:
        """Take in articles that are not yet there; what moved between stories that were.

        Within a batch the order makes no difference.
        """
        known = set(self.ids)
        fresh = sorted(
            {each.article_id: each for each in profiles if each.article_id not in known}.values(),
            key=lambda each: each.article_id,
        )
        if not fresh:
            return ()
        arrived = len(self.ids)
        self._keep(fresh)
        # What the first articles were held against is little: with more at hand they are
        # compared anew, until there is enough.
        grown = len(self.ids) >= _SETTLED_AGAIN * self._settled
        first = 0 if grown and arrived < _ENOUGH else arrived
        if first == 0:
            self._forget_comparisons()
        numbers = range(first, len(self.ids))
        near = [self._near(number, first) for number in numbers]
        for number, (others, alike) in zip(numbers, near, strict=True):
            self._connect(number, others, alike, first)
        return self._regroup(numbers, arrived)

    def _forget_comparisons(self) -> None:
        self._settled = len(self.ids)
        self._pairs.clear()
        self._nearest[:], self._gains[:] = 0, 0
        self._edges = [(array("i"), array("f")) for _ in self.ids]

    def _keep(self, fresh: Sequence[Profile]) -> None:
        self.ids += [each.article_id for each in fresh]
        self.stories += [""] * len(fresh)
        self._rare.clear()
        self._whole.add([Row.of(each.terms) for each in fresh])
        self._opening.add([Row.of(each.opening) for each in fresh])
        days = [math.nan if each.day is None else float(each.day) for each in fresh]
        self._days = np.concatenate((self._days, days))
        slots = np.zeros((len(fresh), self.weights.far), dtype=np.float16)
        self._nearest = np.concatenate((self._nearest, slots))
        self._gains = np.concatenate((self._gains, slots))
        self._crowds = np.concatenate((self._crowds, np.zeros(len(fresh))))
        for each in fresh:
            self._facts.append(_ENCODER.encode(structs.replace(each, terms={}, opening={})))
            self._edges.append((array("i"), array("f")))
            for row, cells in enumerate(_cells(set(facts(each)))):
                np.add.at(self._counts[row], cells, 1)

    def _near(self, number: int, first: int) -> tuple[Ints, Floats]:
        """The articles nearest to a new one, and their likeness; each learns of the other."""
        share = self.weights.opening
        query = self._whole.query(number)
        found = self._whole.search(query)
        found[number] = 0.0
        others = np.flatnonzero(found)
        if len(others) > _NEAREST:
            others = others[np.argpartition(-found[others], _NEAREST)[:_NEAREST]]
        exact = (1 - share) * self._whole.cosines(query, others)
        exact += share * self._opening.cosines(self._opening.query(number), others)
        gains = day_gains(self._days[others], self._days[number], self.weights)
        self._enter(number, exact, gains)
        older = others < first
        self._enter_beside(others[older], exact[older], gains[older])
        return others, exact

    def _enter(self, number: int, alike: Floats, gains: Floats) -> None:
        """The nearest of a new article."""
        best = np.argsort(-alike, kind="stable")[: self.weights.far]
        self._nearest[number, : len(best)] = alike[best]
        self._gains[number, : len(best)] = gains[best]
        self._crowd(np.array([number]))

    def _enter_beside(self, articles: Ints, alike: Floats, gains: Floats) -> None:
        """One new article among the nearest of each of ``articles``, where it is nearer."""
        lowest = self._nearest[articles].argmin(axis=1)
        nearer = alike > self._nearest[articles, lowest]
        articles, lowest = articles[nearer], lowest[nearer]
        self._nearest[articles, lowest] = alike[nearer]
        self._gains[articles, lowest] = gains[nearer]
        self._crowd(articles)

    def _crowd(self, articles: Ints) -> None:
        """How crowded it is around ``articles``; few neighbours count as ``crowd_floor``.

        With it goes half of what an article's day gains it on average.
        """
        near, far = self.weights.near, self.weights.far
        nearest = self._nearest[articles].astype(np.float64)
        ranked = -np.sort(-nearest, axis=1)
        there = max(near, min(len(self.ids) - 1, far))
        outer = ranked[:, near:there].sum(axis=1) + (far - there) * self.weights.crowd_floor
        filled = np.maximum(1, np.count_nonzero(nearest, axis=1))
        usual = self._gains[articles].sum(axis=1, dtype=np.float64) / filled
        self._crowds[articles] = outer / (far - near) + usual / 2

    def _connect(self, number: int, others: Ints, alike: Floats, first: int) -> None:
        """Keep the pairs of a new article that are above the bar or nearly so."""
        weights = self.weights
        bar = weights.join - _SLACK
        told = self._told_by_words(number, others, alike)
        hope = told - self._crowds[number] - self._crowds[others]
        best = np.argsort(-hope, kind="stable")[:_COMPARED]
        best = best[hope[best] >= bar - weights.most_told]
        for other, base in zip(others[best].tolist(), told[best].tolist(), strict=True):
            if first <= other < number and number in self._edges[other][0]:
                continue
            total = base + self._evidence(number, other)
            if total - self._crowds[number] - self._crowds[other] >= bar:
                self._link_to(number, other, total)
                self._link_to(other, number, total)

    def _link_to(self, one: int, other: int, total: float) -> None:
        """Keep a pair of an article, the strongest only."""
        others, totals = self._edges[one]
        others.append(other)
        totals.append(total)
        if len(totals) > _MOST_LINKS:
            weakest = min(range(len(totals)), key=totals.__getitem__)
            del others[weakest], totals[weakest]

    def _told_by_words(self, number: int, others: Ints, alike: Floats) -> Floats:
        """What words and days say of pairs, before crowding is taken off."""
        days, day = self._days[others], self._days[number]
        return alike * day_factors(days, day, self.weights) + day_gains(days, day, self.weights)

    def _evidence(self, one: int, other: int) -> float:
        """What the facts of two articles say; kept, since a story's are asked for again."""
        pair = (one, other) if one < other else (other, one)
        amount = self._pairs.get(pair)
        if amount is None:
            if len(self._pairs) >= _PAIRS_KEPT:
                self._pairs.clear()
            profiles = self._profile(pair[0]), self._profile(pair[1])
            amount = evidence(*profiles, self._rarity, self.weights).amount
            self._pairs[pair] = amount
        return amount

    def _decoded(self, number: int) -> Profile:
        return _DECODER.decode(self._facts[number])

    def _rarity(self, fact: str) -> float:
        rare = self._rare.get(fact)
        if rare is None:
            spread = min(int(self._counts[row, at[0]]) for row, at in enumerate(_cells([fact])))
            rare = math.log(1 + (len(self.ids) + self.weights.prior) / max(spread, 1))
            self._rare[fact] = rare
        return rare

    # ------------------------------------------------------------------ stories

    def _regroup(self, numbers: Sequence[int], arrived: int) -> tuple[Regrouping, ...]:
        """Look again at the stories that one of ``numbers`` comes near."""
        seen: set[int] = set()
        moved: list[Regrouping] = []
        for number in numbers:
            if number in seen:
                continue
            part, edges = self._part(number)
            seen.update(part)
            groups = [
                group
                for each in parts(part, edges, self.weights.join, largest=_LARGEST_PART)
                for group in self._linked(each)
            ]
            moved += self._relabel(groups, {each for each in part if each >= arrived})
        return tuple(moved)

    def _part(self, start: int) -> tuple[list[int], list[tuple[float, int, int]]]:
        """The articles that pairs above the bar link to one, strongest first, and these pairs.

        A story that is reached is there as a whole, also where its pairs fell below the bar.
        Where a whole day's reporting hangs together, what is nearest is enough.
        """
        seen, todo = {start}, [(0.0, start)]
        edges = []
        while todo:
            _, one = heapq.heappop(todo)
            if self.stories[one]:
                fellows = [each for each in self._members[self.stories[one]] if each not in seen]
                seen.update(fellows)
                for each in fellows:
                    heapq.heappush(todo, (0.0, each))
            for other, base in zip(*self._edges[one], strict=True):
                score = base - self._crowds[one] - self._crowds[other]
                if score >= self.weights.join:
                    edges.append((float(score), one, other))
                    if other not in seen and len(seen) < _WIDEST_PART:
                        seen.add(other)
                        heapq.heappush(todo, (-float(score), other))
        return sorted(seen), [edge for edge in edges if edge[2] in seen]

    def _linked(self, part: Sequence[int]) -> list[list[int]]:
        """The groups within one connected part."""
        if len(part) == 1:
            return [list(part)]
        numbers = np.array(part)
        share = self.weights.opening
        openings = self._opening.among(part)
        alike = (1 - share) * self._whole.among(part) + share * openings
        scores = np.zeros_like(alike)
        for place, number in enumerate(part):
            later = numbers[place + 1 :]
            told = self._told_by_words(number, later, alike[place, place + 1 :])
            told -= self._crowds[number] + self._crowds[later]
            for at in np.flatnonzero(told >= -_HOPELESS).tolist():
                told[at] += self._evidence(number, part[place + 1 + at])
            scores[place, place + 1 :] = told
        # The two halves may differ in the last bit; equal halves are what ties need.
        scores, openings = scores + scores.T, (openings + openings.T) / 2
        return [[part[at] for at in places] for places in link(scores, openings, self.weights)]

    def _relabel(self, groups: Sequence[Sequence[int]], fresh: set[int]) -> Iterator[Regrouping]:
        """Give each group the story that most of its articles were of, each story once."""
        because = tuple(self.ids[number] for number in sorted(fresh))
        before = {
            number: self.stories[number]
            for group in groups
            for number in group
            if self.stories[number]
        }
        for story in set(before.values()):
            del self._members[story]
        shares = defaultdict[tuple[int, str], int](int)
        for place, group in enumerate(groups):
            for number in group:
                if number in before:
                    shares[place, before[number]] += 1
        taken: dict[int, str] = {}
        for place, story in sorted(shares, key=lambda key: (-shares[key], key)):
            if place not in taken and story not in taken.values():
                taken[place] = story
        for place, group in enumerate(groups):
            story = taken.get(place) or self._opened_by(group, taken.values())
            self._members[story] = list(group)
            left = defaultdict[str, list[int]](list)
            for number in group:
                self.stories[number] = story
                if number not in fresh and before[number] != story:
                    left[before[number]].append(number)
            for old, numbers in left.items():
                yield Regrouping(tuple(self.ids[each] for each in numbers), old, story, because)

    def _opened_by(self, group: Sequence[int], taken: Collection[str]) -> str:
        """A new story's id, after its first article whose name no story has yet."""
        for number in group:
            name = f"story:{self.ids[number]}"
            if name not in self._members and name not in taken:
                return name
        return f"story:{self.ids[group[0]]}:{len(self._members)}"


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Profile)


def _cells(counted: Iterable[str]) -> tuple[Ints, Ints]:
    """Where each fact is counted, in two tables."""
    hashes = np.array([hash_of(fact) for fact in counted], dtype=np.int64)
    return hashes % _CELLS, (hashes >> 12) % _CELLS
