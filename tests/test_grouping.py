"""Articles that come in batches are grouped as if all were there, and what moves is told."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from invented_profiles import invented

from benchmarks.all_pairs import Comparison, Index, clusters
from nutgraf.stories.grouping import Grouping
from nutgraf.stories.growing import GrowingIndex, Row
from nutgraf.stories.profile import Profile
from nutgraf.stories.similarity import WEIGHTS


def _stories(grouping: Grouping) -> set[frozenset[str]]:
    return {frozenset(grouping.ids[number] for number in group) for group in grouping.groups()}


def _batches(profiles: list[Profile], size: int) -> Iterator[list[Profile]]:
    for start in range(0, len(profiles), size):
        yield profiles[start : start + size]


@pytest.fixture(scope="module")
def profiles() -> list[Profile]:
    return invented(30, 4)


def test_all_at_once_is_what_comparing_all_with_all_gives(profiles: list[Profile]) -> None:
    grouping = Grouping()
    assert grouping.add(profiles) == ()
    plain = clusters(Comparison(profiles, WEIGHTS))
    expected = {frozenset(profiles[number].article_id for number in group) for group in plain}
    assert _stories(grouping) == expected
    assert len(expected) == 30


@pytest.mark.parametrize("size", [1, 7, 50])
def test_batches_in_any_order_give_the_same_stories(profiles: list[Profile], size: int) -> None:
    order = np.random.default_rng(size).permutation(len(profiles))
    shuffled = [profiles[place] for place in order]
    grouping = Grouping()
    for batch in _batches(shuffled, size):
        grouping.add(batch)
    assert len(grouping) == len(profiles)
    assert sum(map(len, grouping.groups())) == len(profiles)
    assert _stories(grouping) == {
        frozenset(f"a{event:03d}-{copy}" for copy in range(4)) for event in range(30)
    }
    for story in _stories(grouping):
        assert len({grouping.stories[grouping.ids.index(each)] for each in story}) == 1


def test_an_article_is_taken_in_once(profiles: list[Profile]) -> None:
    grouping = Grouping()
    grouping.add(profiles[:5])
    assert grouping.add(profiles[:5]) == ()
    assert len(grouping) == 5


def test_what_late_evidence_joins_is_told() -> None:
    # Two reports that share nothing, and a third that holds the words of both.
    first, second = ({f"{half}{n}": 2.0 for n in range(30)} for half in ("early", "other"))
    crowd = invented(20, 3)
    one = Profile(article_id="one", terms=first, opening=first)
    two = Profile(article_id="two", terms=second, opening=second)
    both = [
        Profile(article_id=f"late{n}", terms=first | second, opening=first | second)
        for n in range(3)
    ]
    grouping = Grouping()
    grouping.add([*crowd, one, two])
    apart = {name: grouping.stories[grouping.ids.index(name)] for name in ("one", "two")}
    assert apart["one"] != apart["two"]
    moved = grouping.add(both)
    together = {name: grouping.stories[grouping.ids.index(name)] for name in ("one", "two")}
    assert together["one"] == together["two"]
    assert [(each.before, each.after) for each in moved] in (
        [(apart["one"], apart["two"])],
        [(apart["two"], apart["one"])],
    )
    assert set(moved[0].because) == {"late0", "late1", "late2"}


def _thin(name: str, own: str, shared: int = 2) -> Profile:
    """An article of 30 words, some of which its only fellow has, too."""
    terms = {f"{own}{n}": 2.0 for n in range(30 - shared)}
    terms |= {f"common{n}": 2.0 for n in range(shared)}
    return Profile(article_id=name, terms=terms, opening=terms)


@pytest.mark.parametrize("size", [1, 5, 100])
def test_two_need_more_than_the_bar_to_make_a_story(size: int) -> None:
    thin = [_thin("one", "ferry"), _thin("two", "bowls")]
    profiles = [*invented(20, 3), *thin]
    plain = Comparison(profiles, WEIGHTS)
    (score,) = plain.scores(60, [61], plain.likeness(60)[[61]])
    assert WEIGHTS.join < score < WEIGHTS.join * WEIGHTS.held
    order = np.random.default_rng(size).permutation(len(profiles))
    grouping, growths = Grouping(), []
    for batch in _batches([profiles[place] for place in order], size):
        grouping.add(batch)
        growths.append(grouping.growth())
    kept = Grouping.restored(
        [article for growth in growths for article in growth.articles],
        [growth.standing for growth in growths],
    )
    # A third that has the words of both is what they lacked.
    terms = thin[0].terms | thin[1].terms
    for each in (grouping, kept):
        assert {frozenset(["one"]), frozenset(["two"])} < _stories(each)
        each.add([Profile(article_id="both", terms=terms, opening=terms)])
        assert frozenset(["one", "two", "both"]) in _stories(each)


def test_stories_of_one_happening_told_from_two_sides_stand_beside_each_other() -> None:
    both = {f"bomb{n}": 2.0 for n in range(14)}
    sides = {
        side: both | {f"{side}{n}": 2.0 for n in range(16)}
        for side in ("arrest", "lawsuit", "father")
    }
    told = [
        Profile(article_id=f"{side}{copy}", terms=terms, opening=terms)
        for side, terms in sides.items()
        for copy in range(4)
    ]
    grouping = Grouping()
    grouping.add([*invented(20, 3), *told])
    story = {side: grouping.stories[grouping.ids.index(f"{side}0")] for side in sides}
    assert len(set(story.values())) == len(sides)
    for members in grouping.groups():
        name = grouping.stories[members[0]]
        beside = set(story.values()) - {name} if name in story.values() else set()
        assert set(grouping.beside(members)) == beside


def test_the_growing_index_measures_as_the_plain_one_does(profiles: list[Profile]) -> None:
    plain = Index([each.terms for each in profiles], WEIGHTS)
    growing = GrowingIndex(WEIGHTS)
    growing.add([Row.of(each.terms) for each in profiles])
    everyone = np.arange(len(profiles))
    for number in (0, 17, len(profiles) - 1):
        query = growing.query(number)
        others = everyone[everyone != number]
        exact = plain.cosines(number)[others]
        assert growing.cosines(query, others) == pytest.approx(exact, abs=2e-3)
        assert growing.search(query)[others] == pytest.approx(exact, abs=0.2)
    among = growing.among([3, 5, 8])
    assert among[0, 2] == pytest.approx(plain.cosines(3)[8], abs=2e-3)
    assert np.diag(among) == pytest.approx(np.ones(3), abs=2e-3)


def test_an_index_keeps_little_of_an_article() -> None:
    grouping = Grouping()
    grouping.add(invented(50, 4))
    assert grouping.bytes_kept() / len(grouping) < 4_000


def test_articles_without_a_word_are_stories_of_their_own() -> None:
    grouping = Grouping()
    grouping.add([Profile(article_id="a"), Profile(article_id="b")])
    assert _stories(grouping) == {frozenset("a"), frozenset("b")}
