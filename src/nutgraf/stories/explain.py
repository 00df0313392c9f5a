"""Why each article is in its story: its nearest fellow there, and what the two share."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from nutgraf.records import Reason
from nutgraf.stories.evidence import Evidence, Rarity, evidence, facts
from nutgraf.stories.profile import Profile
from nutgraf.stories.similarity import WEIGHTS, WORD, Weights, day_factors
from nutgraf.stories.words import COMMON

# Half of those that an article is compared with came before it, half after.
_COMPARED = 60
_NAMES_TOLD, _PLACES_TOLD, _FIGURES_TOLD, _DAYS_TOLD, _WORDS_TOLD = 5, 3, 3, 2, 4
_DIGITS = 4
_COUNTED_AS_THEY_ARE = frozenset(
    ["people", "men", "women", "children", "dead", "killed", "injured", "hurt", "percent"]
)
_LONGEST_ACRONYM = 4


class Member(Struct, frozen=True):
    """An article of a story: its profile and its own words, without a site's frame."""

    profile: Profile
    text: str


def rarity_among(profiles: Sequence[Profile], weights: Weights = WEIGHTS) -> Rarity:
    """How rare a word or a fact is among ``profiles``, as the logarithm of one in how many."""
    spread = Counter(key for each in profiles for key in {*each.terms, *facts(each)})
    unseen = len(profiles) + weights.prior
    usual = weights.prior * weights.common_share

    def rarity(key: str) -> float:
        return math.log(1 + unseen / (spread[key] + (usual if key in COMMON else 0.0)))

    return rarity


def reasons(
    members: Sequence[Member],
    rarity: Rarity,
    printed: Mapping[str, str],
    weights: Weights = WEIGHTS,
) -> tuple[Reason, ...]:
    """For each of a story's ``members``, which are in order of time, why it is one of them.

    ``rarity`` is asked for every word and fact of theirs; ``printed`` gives the full names
    for their keys. A story of one has no reasons. In a large one each article is compared
    with those before and after it alone, so that the cost grows with the number of articles.
    """
    nearest: list[tuple[float, int, Evidence]] = [(-math.inf, 0, Evidence())] * len(members)
    for one, other, score, found in _pairs([each.profile for each in members], rarity, weights):
        for here, there in ((one, other), (other, one)):
            if score > nearest[here][0]:
                nearest[here] = (score, there, found)
    return tuple(
        _reason(members[place], members[other], score, found, rarity, printed)
        for place, (score, other, found) in enumerate(nearest)
        if score > -math.inf
    )


def _pairs(
    profiles: Sequence[Profile], rarity: Rarity, weights: Weights
) -> Iterator[tuple[int, int, float, Evidence]]:
    """Each pair near in time once, with its score and what its facts say."""
    if len(profiles) < 2:
        return
    wholes = [_unit(profile.terms, rarity) for profile in profiles]
    openings = [_unit(profile.opening, rarity) for profile in profiles]
    days = np.array([math.nan if each.day is None else float(each.day) for each in profiles])
    for one, profile in enumerate(profiles):
        after = range(one + 1, min(len(profiles), one + 1 + _COMPARED // 2))
        kept = day_factors(days[after.start : after.stop], float(days[one]), weights)
        for other, factor in zip(after, kept.tolist(), strict=True):
            alike = (1 - weights.opening) * _cosine(wholes[one], wholes[other])
            alike += weights.opening * _cosine(openings[one], openings[other])
            found = evidence(profile, profiles[other], rarity, weights)
            # Rounded, so that of equals the earliest is the nearest wherever this runs.
            yield one, other, round(alike * factor + found.amount, _DIGITS), found


def _unit(terms: Mapping[str, float], rarity: Rarity) -> dict[str, float]:
    weighed = {term: weight * rarity(term) for term, weight in terms.items()}
    length = math.sqrt(math.fsum(value * value for value in weighed.values())) or 1.0
    return {term: value / length for term, value in weighed.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    # Summed exactly, because a set has no order that would be the same in every run.
    return math.fsum(one[term] * other[term] for term in one.keys() & other.keys())


# --------------------------------------------------------------------- in plain words


def _reason(
    member: Member,
    other: Member,
    score: float,
    found: Evidence,
    rarity: Rarity,
    printed: Mapping[str, str],
) -> Reason:
    profile = member.profile
    used = frozenset(WORD.findall(member.text.casefold()))
    told = []
    for kind, most in (
        (profile.names, _NAMES_TOLD),
        (profile.places, _PLACES_TOLD),
        (profile.figures, _FIGURES_TOLD),
        (frozenset(found.shared) - frozenset(facts(profile)), _DAYS_TOLD),
    ):
        plain = (_plain(fact, printed, used) for fact in found.shared if fact in kind)
        told += list(dict.fromkeys(filter(None, plain)))[:most]
    words = _words(profile, other.profile, found.shared, rarity)
    told += [_as_used(word, printed, used) for word in words]
    return Reason(
        article=profile.article_id,
        nearest=other.profile.article_id,
        score=score,
        shared=tuple(dict.fromkeys(told)),
        against=found.against,
    )


def _words(one: Profile, other: Profile, shared: Sequence[str], rarity: Rarity) -> tuple[str, ...]:
    """The words that bind two articles most: the rarer and the more used by both, the more.

    Words that a shared fact holds already, and those of everyday reporting, are left out.
    """
    told = {word for fact in shared for word in fact.split()}
    words = [
        word
        for word in one.terms.keys() & other.terms.keys()
        if len(word) > 2 and word.isalpha() and word not in told and word not in COMMON
    ]
    binds = {word: rarity(word) * min(one.terms[word], other.terms[word]) for word in words}
    words.sort(key=lambda word: (-binds[word], word))
    return tuple(words[:_WORDS_TOLD])


def _plain(fact: str, printed: Mapping[str, str], used: frozenset[str]) -> str | None:
    """A fact's key in plain words: "214 passenger" is "214 passengers".

    ``None`` for a number before a word that it does not count ("two still"), and for a sum
    of one digit, which says too little.
    """
    if fact in printed:
        return printed[fact]
    first, _, rest = fact.partition(" ")
    if first == "sum":
        return f"a sum of {_grouped(rest)}" if len(rest) > 1 else None
    if first == "address":
        return f"the {rest}"
    if not rest or not first[0].isdecimal():
        return fact
    if first == "1" or rest in _COUNTED_AS_THEY_ARE:
        return f"{_grouped(first)} {rest}"
    return f"{_grouped(first)} {rest}s" if f"{rest}s" in used else None


def _as_used(term: str, printed: Mapping[str, str], used: frozenset[str]) -> str:
    """The word that a term stands for: terms have lost their capitals and a last "s"."""
    name = printed.get(term, "")
    if name and not (name.isupper() and len(name) > _LONGEST_ACRONYM):
        return name
    return term if term in used or f"{term}s" not in used else f"{term}s"


def _grouped(number: str) -> str:
    return f"{int(number):,}" if number.isdecimal() and len(number) > 4 else number
