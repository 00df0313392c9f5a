"""What facts say for and against two articles telling of one event."""

from __future__ import annotations

import datetime as dt
import itertools
import math

import numpy as np
import pytest

from benchmarks.all_pairs import Comparison, clusters
from nutgraf.stories.evidence import Evidence, evidence, facts
from nutgraf.stories.linkage import link
from nutgraf.stories.profile import Profile
from nutgraf.stories.similarity import WEIGHTS, Weights

DAY = dt.date(2031, 5, 6).toordinal()


def profile(**more: object) -> Profile:
    fields = {
        key: frozenset(value) if isinstance(value, (set, str)) else value
        for key, value in more.items()
    }
    return Profile(article_id="a", **fields)


def weighed(one: Profile, other: Profile) -> Evidence:
    return evidence(one, other, lambda fact: 7.0 if " " in fact else 2.0)


def test_nothing_known_says_nothing():
    assert weighed(profile(), profile()) == Evidence()
    assert weighed(profile(names={"orla venn"}, figures={"age 7"}), profile()) == Evidence()


@pytest.mark.parametrize("kind", ["names", "places", "figures"])
def test_a_shared_fact_speaks_for_one_event(kind: str):
    rare, common = profile(**{kind: {"orla venn"}}), profile(**{kind: {"marsk"}})
    assert weighed(rare, rare).amount > weighed(common, common).amount > 0
    assert weighed(rare, rare).shared == ("orla venn",)
    assert weighed(rare, common).amount == 0


def test_many_shared_facts_have_a_limit():
    many = profile(names={f"name number{n}" for n in range(200)})
    assert weighed(many, many).amount == pytest.approx(WEIGHTS.names)


def test_shared_facts_are_told_the_rarest_first():
    both = profile(names={"orla venn"}, places={"marsk"}, figures={"214 passenger"})
    assert weighed(both, both).shared == ("214 passenger", "orla venn", "marsk")


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ({"figures": {"age 34"}}, {"figures": {"age 17"}}, "ages 17, not 34"),
        ({"years": {"2029"}}, {"years": {"2004", "2005"}}, "years 2004 and 2005, not 2029"),
        ({"days": {DAY}}, {"days": {DAY + 4}}, "days 2031-05-06, not 2031-05-10"),
        ({"day": DAY}, {"day": DAY + 45}, "45 days apart with no name in common"),
    ],
)
def test_what_both_state_and_differ_on_speaks_against(
    one: dict[str, object], other: dict[str, object], words: str
):
    told = weighed(profile(**one), profile(**other))
    assert told.amount < 0
    assert told.against == (words,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"figures": {"age 34", "age 17"}}, {"figures": {"age 17"}}),
        ({"years": {"2029"}}, {"years": {"2029", "2005"}}),
        ({"days": {DAY}}, {"days": {DAY, DAY + 4}}),
        ({"day": DAY}, {"day": DAY + 5}),
        ({"day": DAY, "names": {"orla venn"}}, {"day": DAY + 45, "names": {"orla venn"}}),
        ({"day": None}, {"day": DAY}),
    ],
)
def test_one_fact_in_common_is_no_disagreement(one: dict[str, object], other: dict[str, object]):
    told = weighed(profile(**one), profile(**other))
    assert told.against == ()
    assert told.amount >= 0


def test_evidence_is_the_same_both_ways():
    kinds = [
        profile(names={"orla venn", "mina rask"}, figures={"age 7", "214 passenger"}, day=DAY),
        profile(names={"mina rask"}, places={"marsk"}, days={DAY}, years={"2029"}),
        profile(figures={"age 9"}, days={DAY + 2}, years={"2030"}, day=DAY + 90),
        profile(names={"orla venn", "mina rask"}, places={"marsk"}, figures={"214 passenger"}),
    ]
    for one, other in itertools.combinations(kinds, 2):
        assert weighed(one, other) == weighed(other, one)


def test_one_site_is_held_to_a_little_more():
    ours, theirs = profile(publisher="kxor.example"), profile(publisher="marsk.example")
    assert weighed(ours, ours).amount == WEIGHTS.same_publisher < 0
    assert weighed(ours, theirs).amount == weighed(profile(), profile()).amount == 0


def test_facts_are_all_that_rarity_is_asked_for():
    one = profile(names={"orla venn"}, places={"marsk"}, figures={"age 7"}, years={"2029"})
    asked: list[str] = []
    evidence(one, one, lambda fact: asked.append(fact) or 1.0)
    assert set(asked) == set(facts(one)) == {"orla venn", "marsk", "age 7"}


# --------------------------------------------------------------------- from pairs to groups


def square(within: float, across: float, *sizes: int) -> np.ndarray:
    owner = np.repeat(np.arange(len(sizes)), sizes)
    return np.where(owner[:, None] == owner[None], within, across)


def test_pairs_above_the_bar_are_linked():
    low = np.zeros((5, 5))
    groups = link(square(0.2, -0.1, 2, 3), low, WEIGHTS)
    assert sorted(groups) == [[0, 1], [2, 3, 4]]
    assert sorted(link(square(0.2, 0.1, 2, 3), low, WEIGHTS)) == [[0, 1, 2, 3, 4]]
    assert link(np.zeros((1, 1)), np.zeros((1, 1)), WEIGHTS) == [[0]]


def test_groups_that_open_alike_within_and_not_across_stay_apart():
    scores = square(0.25, 0.1, 5, 5)
    assert len(link(scores, square(0.4, 0.4, 5, 5), WEIGHTS)) == 1
    assert sorted(link(scores, square(0.4, 0.1, 5, 5), WEIGHTS)) == [
        [0, 1, 2, 3, 4],
        [5, 6, 7, 8, 9],
    ]


def test_a_single_article_has_no_inner_likeness_to_lose():
    scores, openings = square(0.25, 0.2, 1, 1), square(0.5, 0.0, 1, 1)
    assert link(scores, openings, WEIGHTS) == [[0, 1]]


def alike(total: int, usual: float, **pairs: float) -> np.ndarray:
    """Scores of ``total`` articles, all ``usual`` but those of the pairs told ("p01")."""
    scores = np.full((total, total), usual)
    for pair, score in pairs.items():
        one, other = int(pair[1]), int(pair[2])
        scores[one, other] = scores[other, one] = score
    return scores


@pytest.mark.parametrize(
    ("scores", "groups"),
    [
        # Two have to say as much to each other as three times the bar.
        (alike(2, 0.05), [[0], [1]]),
        (alike(2, 0.07), [[0, 1]]),
        # A stranger leaves two that hold.
        (alike(3, 0.03, p02=0.2), [[0, 2], [1]]),
        # The weakest first: without it the others hold.
        (alike(3, 0.05, p01=0.07, p12=0.03), [[0, 1], [2]]),
        # Each that leaves can leave another too weak.
        (alike(4, 0.05, p01=0.065, p23=0.04), [[0, 1], [2], [3]]),
        # Two that leave together hold to each other.
        (
            alike(4, 0.0, p01=0.3, p02=0.036, p03=0.071, p12=0.058, p13=0.027, p23=0.084),
            [[0, 1], [2, 3]],
        ),
        # One that is near to none in particular, in a wide story, stays.
        (alike(7, 0.2, p01=0.0, p02=0.0, p03=0.0, p04=0.1, p05=0.1, p06=0.1), [[*range(7)]]),
        (alike(5, 0.2, p01=0.0, p02=0.0, p03=0.1, p04=0.1), [[0], [1, 2, 3, 4]]),
    ],
)
def test_each_of_a_small_group_is_held_to_more(scores: np.ndarray, groups: list[list[int]]):
    assert sorted(link(scores, np.zeros_like(scores), WEIGHTS)) == groups


def shooting(number: int, text: str, **more: object) -> Profile:
    words = dict.fromkeys(f"police shot man street officer {text}".split(), 1.0)
    fields = {key: frozenset(v) if isinstance(v, set) else v for key, v in more.items()}
    return Profile(article_id=str(number), terms=words, opening=words, **fields)


def test_facts_decide_between_look_alikes():
    one = shooting(1, "alder", figures={"age 34"}, names={"davi okonra"}, day=DAY)
    same = shooting(2, "fled", figures={"age 34"}, names={"davi okonra"}, day=DAY)
    other = shooting(3, "birch", figures={"age 17"}, names={"tom hask"}, day=DAY + 60)
    weights = Weights(crowd_floor=0.3)
    comparison = Comparison([one, same, other], weights)
    nearest = comparison.likeness(0)
    scores = comparison.scores(0, [1, 2], nearest[[1, 2]])
    assert nearest[1] == pytest.approx(nearest[2])
    assert scores[0] > scores[1] + 0.1
    assert comparison.rarity("davi okonra") == pytest.approx(math.log(1 + 1003 / 2))
    assert clusters(Comparison([], weights)) == []


def test_a_day_that_all_share_gains_nothing():
    told = [shooting(n, f"corner{n} block{n} witness{n}", day=DAY) for n in range(30)]
    undated = [shooting(n, f"corner{n} block{n} witness{n}") for n in range(30)]
    scores = [
        Comparison(profiles, WEIGHTS).scores(0, [1], np.array([0.3]))
        for profiles in (told, undated)
    ]
    assert scores[0] == pytest.approx(scores[1])
    apart = [shooting(0, "x", day=DAY), shooting(1, "x", day=DAY)]
    apart += [shooting(n, "x", day=DAY + 400 * n) for n in range(2, 30)]
    near, far = Comparison(apart, WEIGHTS).scores(0, [1, 2], np.array([0.3, 0.3]))
    assert near > far + WEIGHTS.gained_when_near[0] / 2
