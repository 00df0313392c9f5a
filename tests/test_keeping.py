"""A grouping rebuilt from what it gave to be kept is the one that gave it, and goes on alike."""

from __future__ import annotations

import msgspec
import numpy as np
import pytest
from invented_profiles import invented

from nutgraf.stories.grouping import Grouping
from nutgraf.stories.keeping import Growth, KeptArticle, Standing
from nutgraf.stories.profile import Profile

ODD = [
    Profile(article_id="wordless"),
    Profile(article_id="dated", day=730_001, publisher="The Calder Tribune"),
    Profile(article_id="long", terms={f"w{n}": 1.0 for n in range(900)}, opening={"w1": 1.0}),
]


class Keeper:
    """Keeps what a grouping gives, as bytes, and drops what a whole statement stands for."""

    def __init__(self) -> None:
        self.articles: list[KeptArticle] = []
        self.standings: list[Standing] = []

    def keep(self, growth: Growth) -> None:
        kept = msgspec.msgpack.decode(msgspec.msgpack.encode(growth), type=Growth)
        assert kept.first == len(self.articles)
        self.articles += kept.articles
        self.standings = [] if kept.standing.whole else self.standings
        self.standings.append(kept.standing)

    def restored(self) -> Grouping:
        return Grouping.restored(self.articles, self.standings)


@pytest.mark.parametrize("seed", range(6))
def test_a_run_with_breaks_is_one_without(seed: int) -> None:
    draw = np.random.default_rng(seed)
    waiting = invented(24, 4, seed) + ODD
    draw.shuffle(waiting)
    through, broken, keeper = Grouping(), Grouping(), Keeper()
    breaks = parts = 0
    while waiting:
        size = int(draw.choice([1, 2, 5, 20]))
        batch, waiting = waiting[:size], waiting[size:]
        assert broken.add(batch) == through.add(batch)
        # All that can change is in what is given: were it not restored to the last bit, a later
        # addition would give something else.
        assert broken.growth() == through.growth()
        keeper.keep(broken.growth())
        parts += len(keeper.standings) > 1
        if draw.random() < 0.5:
            broken = keeper.restored()
            breaks += 1
        assert broken.ids == through.ids
        assert broken.stories == through.stories
        assert list(broken.groups()) == list(through.groups())
    assert breaks > 1
    assert parts > 1, "nothing but whole statements was kept"
    assert broken.bytes_kept() == through.bytes_kept()
    everyone = range(len(through))
    assert np.array_equal(broken.alike(everyone), through.alike(everyone))


def test_stories_are_restored_though_no_pair_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    grouping, keeper = Grouping(), Keeper()
    grouping.add(invented(5, 3))
    keeper.keep(grouping.growth())

    def compared(*_: object) -> float:
        pytest.fail("a pair was compared again")

    monkeypatch.setattr("nutgraf.stories.known_facts.evidence", compared)
    assert keeper.restored().stories == grouping.stories


def test_nothing_kept_is_an_empty_grouping() -> None:
    assert len(Grouping.restored([], [])) == 0


def test_what_does_not_belong_together_is_refused() -> None:
    grouping, keeper = Grouping(), Keeper()
    for batch in (invented(8, 3), [Profile(article_id="late")]):
        grouping.add(batch)
        keeper.keep(grouping.growth())
    with pytest.raises(ValueError, match="belong together"):
        Grouping.restored(keeper.articles[:-1], keeper.standings)
    with pytest.raises(ValueError, match="belong together"):
        Grouping.restored(keeper.articles, keeper.standings[1:])


def test_a_late_article_changes_little_of_what_is_kept() -> None:
    grouping, keeper = Grouping(), Keeper()
    grouping.add(invented(60, 4))
    keeper.keep(grouping.growth())
    whole = len(msgspec.msgpack.encode(grouping.growth()))
    grouping.add([Profile(article_id="late", terms={"usual1": 1.0, "own3x2": 2.0})])
    assert not grouping.growth().standing.whole
    assert len(msgspec.msgpack.encode(grouping.growth())) < whole / 20
