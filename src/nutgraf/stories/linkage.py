"""Which of a set of articles belong together, from the likeness of every pair of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from nutgraf.stories.similarity import Floats, Weights

# No score is this low: it marks the diagonal and groups that were merged away.
_ALONE = -9.0
_BAR_STEP = 0.02
# In a group of more, the mean of a good member is as low as that of a stranger.
SMALL = 6


def link(scores: Floats, openings: Floats, weights: Weights) -> list[list[int]]:
    """Groups of article numbers, each sorted, by average linkage down to ``weights.join``.

    ``scores`` are those of every pair, ``openings`` the cosines of their headlines and first
    sentences; both square and equal across the diagonal. Two events with the same people
    in them read alike, but each report's opening is nearer to the others of its own event.
    So two groups are held to more by as much as their openings agree less with each other
    than within each; a group of one has no inner likeness to lose.

    A few articles come together on little, since the mean of few pairs is the noisiest. So
    each of a small group has to be ``weights.held`` times as near to its fellows as the bar;
    those that leave are linked among themselves.
    """
    told, opened = scores, openings
    scores, openings = scores.copy(), openings.copy()
    total = len(scores)
    np.fill_diagonal(scores, _ALONE)
    size, inner, pairs = np.ones(total), np.zeros(total), np.zeros(total)
    alive = np.ones(total, dtype=bool)
    groups: dict[int, list[int]] = {place: [place] for place in range(total)}
    held = scores.copy()
    best, nearest = held.max(axis=1), held.argmax(axis=1)
    while len(groups) > 1:
        one = int(best.argmax())
        if best[one] < weights.join:
            break
        other = int(nearest[one])
        one, other = min(one, other), max(one, other)
        met = size[one] * size[other]
        inner[one] += inner[other] + openings[one, other] * met
        pairs[one] += pairs[other] + met
        for matrix in (scores, openings):
            merged = (matrix[one] * size[one] + matrix[other] * size[other]) / (
                size[one] + size[other]
            )
            matrix[one], matrix[:, one] = merged, merged
        size[one] += size[other]
        groups[one] += groups.pop(other)
        alive[other] = False
        likeness = inner / (pairs + weights.dilution_prior)
        lost = np.maximum(0, (likeness + likeness[one]) / 2 - openings[one])
        row = scores[one] - weights.dilution * lost
        row[~alive] = _ALONE
        row[one] = _ALONE
        held[one], held[:, one] = row, row
        held[other], held[:, other] = _ALONE, _ALONE
        stale = np.flatnonzero(((nearest == one) | (nearest == other)) & alive)
        for place in {one, *stale.tolist()}:
            best[place], nearest[place] = held[place].max(), held[place].argmax()
        nearer = row > best
        nearer[one] = False
        best[nearer], nearest[nearer] = row[nearer], one
        best[other] = _ALONE
    linked: list[list[int]] = []
    for members in groups.values():
        staying, left = _weeded(members, told, weights.join * weights.held)
        linked.append(staying)
        if left:
            among = np.ix_(left, left)
            linked += [
                [left[place] for place in each]
                for each in link(told[among], opened[among], weights)
            ]
    return linked


def _weeded(members: Sequence[int], scores: Floats, bar: float) -> tuple[list[int], list[int]]:
    """Those of a small group whose mean score with each other is ``bar`` or more, and the rest.

    The weakest leaves first, until all hold. Both are sorted.
    """
    held, left = sorted(members), list[int]()
    while 1 < len(held) <= SMALL:
        among = scores[np.ix_(held, held)]
        means = (among.sum(axis=1) - among.diagonal()) / (len(held) - 1)
        # Rounded, so that a tie is one whatever the order of summing was.
        weakest = int(np.round(means, 9).argmin())
        if means[weakest] >= bar:
            break
        left.append(held.pop(weakest))
    return held, sorted(left)


def parts(
    articles: Sequence[int],
    edges: Sequence[tuple[float, int, int]],
    bar: float,
    *,
    largest: int,
) -> list[list[int]]:
    """The connected parts over edges of at least ``bar``; one above ``largest`` is cut higher.

    An edge is the score of two articles, and the two.
    """
    head = {article: article for article in articles}

    def find(article: int) -> int:
        while head[article] != article:
            head[article] = head[head[article]]
            article = head[article]
        return article

    for score, one, other in edges:
        if score >= bar:
            first, second = sorted((find(one), find(other)))
            head[second] = first
    found: defaultdict[int, list[int]] = defaultdict(list)
    for article in articles:
        found[find(article)].append(article)
    result: list[list[int]] = []
    for part in found.values():
        if len(part) <= largest:
            result.append(part)
        else:
            inside = set(part)
            kept = [edge for edge in edges if edge[1] in inside]
            result.extend(parts(part, kept, bar + _BAR_STEP, largest=largest))
    return result
