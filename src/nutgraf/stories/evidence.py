"""What two profiles have in common, or deny each other, beyond their words.

Look-alikes share their vocabulary and not their facts: who, where, how old, how many, on
which day. What the two share speaks for one event, the more the rarer it is, up to a limit;
where both state a thing of one kind and agree on none of it, that speaks against.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from nutgraf.stories.profile import Profile
from nutgraf.stories.similarity import WEIGHTS, Weights

Rarity = Callable[[str], float]
"""Tells how rare a fact is, as the logarithm of one article in how many has it."""


class Evidence(Struct, frozen=True):
    """A number to add to the likeness of two articles, and what it rests on.

    ``shared`` are the facts that both have, the rarest first; ``against`` are those on
    which the two disagree, in words. Both are empty where the facts say nothing.
    """

    amount: float = 0.0
    shared: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def facts(profile: Profile) -> Iterator[str]:
    """Every fact of a profile whose rarity may be asked for; one may come twice."""
    yield from profile.names
    yield from profile.places
    yield from profile.figures


def evidence(one: Profile, other: Profile, rarity: Rarity, weights: Weights = WEIGHTS) -> Evidence:
    """What the facts of two articles say for and against their telling of one event.

    The order of the two makes no difference.
    """
    amount = 0.0
    shared: list[str] = []
    for weight, ours, theirs in (
        (weights.names, one.names, other.names),
        (weights.places, one.places, other.places),
        (weights.figures, one.figures, other.figures),
    ):
        both = ours & theirs
        if both:
            # Summed in a fixed order: equal to the last bit whichever article comes first.
            rare = sum(sorted(map(rarity, both)))
            amount += weight * (1 - math.exp(-rare / weights.enough))
            shared.extend(both)
    shared.sort(key=lambda fact: (-rarity(fact), fact))
    against: list[str] = []
    if one.publisher and one.publisher == other.publisher:
        # One site's articles share towns, bylines and turns of phrase whatever they tell of.
        amount += weights.same_publisher
    if one.days and other.days:
        same = one.days & other.days
        amount += weights.same_day if same else weights.other_days
        shared.extend(_written(same))
        if not same:
            against.append(_versus("days", _written(one.days), _written(other.days)))
    for weight, what, ours, theirs in (
        (weights.other_ages, "ages", _ages(one.figures), _ages(other.figures)),
        (weights.other_years, "years", one.years, other.years),
    ):
        if ours and theirs and ours.isdisjoint(theirs):
            amount += weight
            against.append(_versus(what, sorted(ours), sorted(theirs)))
    if one.day is not None and other.day is not None and not one.names & other.names:
        first, last = weights.apart_days
        apart = min(1.0, max(0.0, (abs(one.day - other.day) - first) / (last - first)))
        if apart:
            amount += weights.apart * apart
            against.append(f"{abs(one.day - other.day)} days apart with no name in common")
    return Evidence(amount=amount, shared=tuple(shared), against=tuple(against))


@functools.lru_cache(maxsize=8192)
def _ages(figures: frozenset[str]) -> frozenset[str]:
    return frozenset(figure.removeprefix("age ") for figure in figures if figure.startswith("age "))


def _written(days: Iterable[int]) -> list[str]:
    return [dt.date.fromordinal(day).isoformat() for day in sorted(days)]


def _versus(what: str, ours: Iterable[str], theirs: Iterable[str]) -> str:
    """The two sides in words, in an order that does not tell which came first."""
    one, other = sorted((" and ".join(ours), " and ".join(theirs)))
    return f"{what} {one}, not {other}"
