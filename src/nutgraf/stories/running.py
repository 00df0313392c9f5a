"""Stories that run on from day to day: what is added to them, what moved, and how they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from nutgraf.records import Analysis, Article, Story
from nutgraf.stories.boilerplate import own_sentences, with_own_headlines
from nutgraf.stories.explain import rarity_among
from nutgraf.stories.group import most_central, story_id, story_of
from nutgraf.stories.grouping import Grouping, Regrouping
from nutgraf.stories.profile import Profile, profile_of
from nutgraf.stories.rank import moment


class Move(Struct, frozen=True):
    """Articles of one story that are now of another, both by their ids.

    ``gone``: nothing is left of the story ``before``. ``opened``: there was no story ``after``.
    ``because`` are the articles that brought it about, by id.
    """

    article_ids: tuple[str, ...]
    before: str
    after: str
    because: tuple[str, ...]
    gone: bool
    opened: bool


class Added(Struct, frozen=True):
    """What an addition to the running stories did.

    ``article_ids`` are the articles that were not there before, ``joined`` those of them that
    are in a story that was; ``opened`` the stories that were not, by id. ``moves`` is what they
    made of the articles that were there.
    """

    article_ids: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()


def in_turn(articles: Iterable[Article]) -> list[Article]:
    """Each of ``articles`` once, in the order in which running stories take them in."""
    by_id = {each.id: each for each in articles}
    return sorted(by_id.values(), key=lambda each: (moment(each.published), each.id))


def profiles_beside(
    articles: Sequence[Article], analyses: Mapping[str, Analysis], others: Sequence[Article]
) -> list[Profile]:
    """The profiles of ``articles``; what ``others`` have, too, tells a site's frame from news."""
    together = with_own_headlines([*articles, *others])
    return [
        profile_of(article, analyses.get(article.id), own)
        for article, own in zip(together[: len(articles)], _own_sentences(together), strict=False)
    ]


def added(before: Mapping[str, str], grouping: Grouping, told: Iterable[Regrouping]) -> Added:
    """What was done since the articles were of the stories ``before``, in several additions.

    ``told`` is what each of these told.
    """
    were = set(before.values())
    after = dict(zip(grouping.ids, grouping.stories, strict=True))
    fresh = [article_id for article_id in after if article_id not in before]
    return Added(
        tuple(fresh),
        joined=tuple(each for each in fresh if after[each] in were),
        opened=tuple(
            map(story_id, dict.fromkeys(each for each in after.values() if each not in were))
        ),
        moves=_moves(before, after, told),
    )


def _moves(
    before: Mapping[str, str], after: Mapping[str, str], told: Iterable[Regrouping]
) -> tuple[Move, ...]:
    because: dict[str, tuple[str, ...]] = {}
    for each in told:
        because.update(dict.fromkeys(each.article_ids, each.because))
    moved = defaultdict[tuple[str, str], list[str]](list)
    for article_id, one in before.items():
        if after[article_id] != one:
            moved[one, after[article_id]].append(article_id)
    there, were = set(after.values()), set(before.values())
    return tuple(
        Move(
            tuple(article_ids),
            story_id(one),
            story_id(other),
            tuple(sorted({key for each in article_ids for key in because.get(each, ())})),
            gone=one not in there,
            opened=other not in were,
        )
        for (one, other), article_ids in moved.items()
    )


def running_stories(
    grouping: Grouping,
    groups: Sequence[Sequence[int]],
    articles: Mapping[str, Article],
    analyses: Mapping[str, Analysis],
) -> tuple[Story, ...]:
    """Some of the ``groups`` of a grouping as stories, by first appearance.

    A story keeps its id for as long as most of its articles stay together. ``articles`` has
    all of theirs by id, ``analyses`` what there is.
    """
    numbers = [number for members in groups for number in members]
    listed = with_own_headlines([articles[grouping.ids[number]] for number in numbers])
    article = dict(zip(numbers, listed, strict=True))
    own = dict(zip(numbers, _own_sentences(listed), strict=True))
    profile = {
        number: profile_of(each, analyses.get(each.id), own[number])
        for number, each in article.items()
    }
    rarity = rarity_among(list(profile.values()))
    told = [
        structs.replace(
            story_of(
                [article[number] for number in members],
                [" ".join(own[number]) for number in members],
                [profile[number] for number in members],
                rarity,
                most_central(grouping, members),
                analyses,
            ),
            id=story_id(grouping.stories[members[0]]),
            related=tuple(map(story_id, grouping.beside(members))),
        )
        for members in groups
    ]
    return tuple(sorted(told, key=lambda story: (moment(story.first_seen), story.id)))


def _own_sentences(articles: Sequence[Article]) -> list[list[str]]:
    return own_sentences(
        [each.text for each in articles], [each.headline or "" for each in articles]
    )
