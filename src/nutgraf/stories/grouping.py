"""Stories that grow as articles come: each joins one or opens one, and late evidence may move some.

A batch of articles is compared with what is there, never with everything: an index gives each
its nearest, and only stories with a nearest in them are looked at again. Given all articles at
once the result does not depend on their order at all. Given in batches it does in three ways,
none of them large: how rare a term is is as old as the index's last growth by a fifth; stories
that nothing new comes near keep the shape that they had; of a term that very many articles
have, only the newest are looked up.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Self

import numpy as np
from msgspec import Struct

from nutgraf.stories.crowds import Crowds
from nutgraf.stories.growing import GrowingIndex, Row
from nutgraf.stories.keeping import Growth, KeptArticle, Standing, packed, unpacked
from nutgraf.stories.known_facts import KnownFacts
from nutgraf.stories.linkage import SMALL, link, parts
from nutgraf.stories.links import Links
from nutgraf.stories.profile import Profile
from nutgraf.stories.similarity import WEIGHTS, Floats, Ints, Weights, day_factors, day_gains

# So many are found by their words; the nearest of them make the crowd.
_NEAREST = 80
# So many of the nearest are compared by their facts as well: enough to link a story together.
_COMPARED = 20
# A pair this far below the bar may still come over it as the crowd around it thins.
_SLACK = 0.05
# Words this far below the bar settle a pair by themselves.
_HOPELESS = 0.15
_WIDEST_PART = 120
_LARGEST_PART = 60
_SETTLED_AGAIN = 1.5
_ENOUGH = 2000
# What is kept is stated as a whole whenever there are so many times the articles.
_STATED_AGAIN = 1.5


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
        self._days: Floats = np.zeros(0)
        self._crowds, self._links = Crowds(weights), Links()
        self._facts = KnownFacts(weights)
        self._settled = 0
        # Of the last addition: where it began, and the articles that it gave a story or another.
        self._arrived = 0
        self._relabelled: set[int] = set()
        # When what is kept was last stated as a whole.
        self._stated = 0

    def __len__(self) -> int:
        return len(self.ids)

    def groups(self) -> Iterator[list[int]]:
        """The stories as article numbers, each sorted, in the order of their first articles."""
        yield from sorted(self._members.values())

    def last_day(self, numbers: Sequence[int]) -> int | None:
        """The newest day that any of some articles speaks from, ``None`` where none tells one."""
        days = self._days[np.asarray(numbers)]
        return None if np.isnan(days).all() else int(np.nanmax(days))

    def alike(self, numbers: Sequence[int]) -> Floats:
        """How alike the words of some articles are, square."""
        share = self.weights.opening
        return (1 - share) * self._whole.among(numbers) + share * self._opening.among(numbers)

    def beside(self, members: Sequence[int]) -> list[str]:
        """The stories nearest to the one that has these ``members``, by id, the nearest first.

        Their articles are on average as near to those of this story as one story's have to be:
        the same happening from another side, told too differently to be one with it.
        """
        crowd, join = self._crowds.amounts.item, self.weights.join
        reached = {
            self.stories[other]
            for one in members
            for other, base in self._links.of(one)
            if base - crowd(one) - crowd(other) >= join
        }
        near: list[tuple[float, str]] = []
        for story in reached - {self.stories[members[0]]}:
            others = self._members[story]
            scores, _ = self._scores([*members, *others])
            mean = float(scores[: len(members), len(members) :].mean())
            few = len(members) + len(others) <= SMALL
            if mean >= join * (self.weights.held if few else 1):
                near.append((-mean, story))
        return [story for _, story in sorted(near)]

    def bytes_kept(self) -> int:
        """How much is kept of the articles beyond their texts; fixed tables are left out."""
        parts_of_it = (self._whole, self._opening, self._crowds, self._links, self._facts)
        return sum(each.bytes_kept() for each in parts_of_it) + self._days.nbytes

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
        self._arrived = arrived = len(self.ids)
        self._relabelled.clear()
        self._keep(fresh)
        # What the first articles were held against is little: with more at hand they are
        # compared anew, until there is enough.
        grown = len(self.ids) >= _SETTLED_AGAIN * self._settled
        first = 0 if grown and arrived < _ENOUGH else arrived
        if first == 0:
            self._settled = len(self.ids)
            for each in (self._crowds, self._links, self._facts):
                each.forget()
        if first == 0 or len(self.ids) >= _STATED_AGAIN * self._stated:
            self._stated = len(self.ids)
        numbers = range(first, len(self.ids))
        near = [self._near(number, first) for number in numbers]
        self._crowds.measure(first)
        for number, (others, alike) in zip(numbers, near, strict=True):
            self._connect(number, others, alike, first)
        return self._regroup(numbers, arrived)

    # ------------------------------------------------------------------ keeping

    def growth(self) -> Growth:
        """What the last addition brought and changed; of all of them a grouping is restored."""
        whole = self._stated == len(self.ids)
        articles = tuple(map(self._kept, range(self._arrived, len(self.ids))))
        labelled = defaultdict[str, list[int]](list)
        for number in range(len(self.ids)) if whole else sorted(self._relabelled):
            labelled[self.stories[number]].append(number)
        standing = Standing(
            size=len(self.ids),
            whole=whole,
            settled=self._settled,
            segments=self._whole.segments,
            measured=self._whole.measured,
            crowded=self._crowds.changed(self._arrived, whole=whole),
            linked=self._links.changed(whole=whole),
            compared=self._facts.changed(whole=whole),
            stories={story: packed(numbers, "<u4") for story, numbers in labelled.items()},
        )
        return Growth(self._arrived, articles, standing)

    def _kept(self, number: int) -> KeptArticle:
        day = self._days[number]
        facts, hashes = self._facts.packed(number)
        return KeptArticle(
            self.ids[number],
            None if math.isnan(day) else int(day),
            self._whole.row(number),
            self._opening.row(number),
            facts,
            hashes,
        )

    @classmethod
    def restored(
        cls,
        articles: Sequence[KeptArticle],
        standings: Sequence[Standing],
        weights: Weights = WEIGHTS,
    ) -> Self:
        """The grouping as it was after these: all articles, and what changed from a whole on.

        Raises ``ValueError`` where they are not those of one grouping.
        """
        grouping = cls(weights)
        if not articles and not standings:
            return grouping
        whole = max((at for at, each in enumerate(standings) if each.whole), default=None)
        if whole is None or standings[-1].size != len(articles):
            raise ValueError(
                "what is kept of the articles and of their grouping do not belong together"
            )
        valid = standings[whole:]
        last = valid[-1]
        grouping.ids = [each.article_id for each in articles]
        grouping._whole, grouping._opening = (
            GrowingIndex.restored(rows, last.segments, last.measured, weights)
            for rows in ([each.whole for each in articles], [each.opening for each in articles])
        )
        days = [math.nan if each.day is None else float(each.day) for each in articles]
        grouping._days = np.array(days)
        starts = (0, *(each.size for each in valid[:-1]))
        crowded = [
            (start, each.size, each.crowded) for start, each in zip(starts, valid, strict=True)
        ]
        grouping._crowds = Crowds.restored(crowded, weights)
        grouping._links = Links.restored([each.linked for each in valid], len(articles))
        grouping._facts = KnownFacts.restored(articles, [each.compared for each in valid], weights)
        grouping._settled, grouping._stated = last.settled, valid[0].size
        grouping.stories = [""] * len(articles)
        for standing in valid:
            for story, numbers in standing.stories.items():
                for number in unpacked([numbers], np.uint32).tolist():
                    grouping.stories[number] = story
        for number, story in enumerate(grouping.stories):
            grouping._members.setdefault(story, []).append(number)
        return grouping

    # ------------------------------------------------------------------ comparing

    def _keep(self, fresh: Sequence[Profile]) -> None:
        self.ids += [each.article_id for each in fresh]
        self.stories += [""] * len(fresh)
        self._whole.add([Row.of(each.terms) for each in fresh])
        self._opening.add([Row.of(each.opening) for each in fresh])
        days = [math.nan if each.day is None else float(each.day) for each in fresh]
        self._days = np.concatenate((self._days, days))
        self._crowds.grow(len(fresh))
        self._links.grow(len(fresh))
        self._facts.add(fresh)

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
        self._crowds.enter(number, exact, gains)
        older = others < first
        self._crowds.enter_beside(others[older], exact[older], gains[older])
        return others, exact

    def _connect(self, number: int, others: Ints, alike: Floats, first: int) -> None:
        """Keep the pairs of a new article that are above the bar or nearly so."""
        weights, crowds = self.weights, self._crowds.amounts
        bar = weights.join - _SLACK
        told = self._told_by_words(number, others, alike)
        hope = told - crowds[number] - crowds[others]
        best = np.argsort(-hope, kind="stable")[:_COMPARED]
        best = best[hope[best] >= bar - weights.most_told]
        for other, base in zip(others[best].tolist(), told[best].tolist(), strict=True):
            if first <= other < number and (other, number) in self._links:
                continue
            total = base + self._facts.amount(number, other)
            if total - crowds.item(number) - crowds.item(other) >= bar:
                self._links.add(number, other, total)

    def _told_by_words(self, ones: int | Ints, others: Ints, alike: Floats) -> Floats:
        """What words and days say of pairs, before crowding is taken off."""
        apart = self._days[others] - self._days[ones]
        return alike * day_factors(apart, 0.0, self.weights) + day_gains(apart, 0.0, self.weights)

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
        join = self.weights.join
        seen, todo = {start}, [(0.0, start)]
        edges = []
        # Plain numbers: they are asked for one by one.
        crowd = self._crowds.amounts.item
        while todo:
            _, one = heapq.heappop(todo)
            if self.stories[one]:
                fellows = [each for each in self._members[self.stories[one]] if each not in seen]
                seen.update(fellows)
                for each in fellows:
                    heapq.heappush(todo, (0.0, each))
            for other, base in self._links.of(one):
                score = base - crowd(one) - crowd(other)
                if score >= join:
                    edges.append((score, one, other))
                    if other not in seen and len(seen) < _WIDEST_PART:
                        seen.add(other)
                        heapq.heappush(todo, (-score, other))
        return sorted(seen), [edge for edge in edges if edge[2] in seen]

    def _linked(self, part: Sequence[int]) -> list[list[int]]:
        """The groups within one connected part."""
        if len(part) == 1:
            return [list(part)]
        groups = link(*self._scores(part), self.weights)
        return [[part[at] for at in places] for places in groups]

    def _scores(self, part: Sequence[int]) -> tuple[Floats, Floats]:
        """What speaks for each pair of some articles, and how alike the two open; both square."""
        numbers, crowds = np.array(part), self._crowds.amounts
        share = self.weights.opening
        openings = self._opening.among(part)
        alike = (1 - share) * self._whole.among(part) + share * openings
        places, laters = np.triu_indices(len(part), 1)
        ones, others = numbers[places], numbers[laters]
        told = self._told_by_words(ones, others, alike[places, laters])
        told -= crowds[ones] + crowds[others]
        hopeful = np.flatnonzero(told >= -_HOPELESS)
        pairs = zip(ones[hopeful].tolist(), others[hopeful].tolist(), strict=True)
        told[hopeful] += [self._facts.amount(one, other) for one, other in pairs]
        scores = np.zeros_like(alike)
        scores[places, laters] = told
        # The two halves may differ in the last bit; equal halves are what ties need.
        return scores + scores.T, (openings + openings.T) / 2

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
                if self.stories[number] != story:
                    self._relabelled.add(number)
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
