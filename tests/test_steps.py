"""What several articles say is to come: one step, its tellings, and days that disagree."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from nutgraf.records import (
    Analysis,
    Article,
    ForwardKind,
    ForwardStatement,
    Interval,
    Span,
    Step,
    Timex,
)
from nutgraf.stories import group
from nutgraf.stories.steps import merge_steps

PUBLISHED = dt.date(2031, 5, 5)
Telling = tuple[Article, Analysis]


def day(number: int, last: int | None = None) -> Interval:
    return Interval(dt.date(2031, 5, number), dt.date(2031, 5, last or number))


def telling(
    name: str,
    actor: str,
    act: str,
    when: Interval | None = None,
    *,
    kind: ForwardKind = "scheduled",
    published: dt.date | None = PUBLISHED,
    printed_day: str = "",
) -> Telling:
    """An article whose one statement of what is to come is that ``actor`` will ``act``."""
    action = f"{act} {printed_day}".strip()
    text = f"{actor} will {action}."
    start = text.index(action)
    statement = ForwardStatement(
        span=Span(0, len(text)),
        kind=kind,
        certainty="certain",
        actor=actor,
        action=Span(start, start + len(action)),
        when=when,
    )
    times = ()
    if printed_day:
        at = text.index(printed_day)
        times = (Timex(Span(at, at + len(printed_day)), "DATE", "XXXX-WXX-3"),)
    article = Article(
        id=name,
        text=text,
        publisher=f"The {name.title()} Post",
        published=published and dt.datetime.combine(published, dt.time(9), dt.UTC),
    )
    analysis = Analysis(
        article_id=name,
        analyzer="t",
        creation_time=published,
        forward=(statement,),
        timexes=times,
    )
    return article, analysis


def steps(*tellings: Telling) -> tuple[Step, ...]:
    return merge_steps([one for one, _ in tellings], {one.id: found for one, found in tellings})


HEARING = ("Tarnby Council", "vote on the harbour budget")


def test_one_act_of_one_actor_is_one_step_with_every_telling():
    tellings = (
        telling("b", "The Tarnby Council", "vote on the new harbour budget", day(9)),
        telling("a", *HEARING, day(9), published=dt.date(2031, 5, 4)),
        telling("c", *HEARING),
    )
    (one,) = steps(*tellings)
    assert [each.citation.article for each in one.told] == ["a", "b", "c"]
    assert [each.when for each in one.told] == [day(9), day(9), None]
    assert [each.publisher for each in one.told] == ["The A Post", "The B Post", "The C Post"]
    assert [each.published.day for each in one.told if each.published] == [4, 5, 5]
    assert not one.conflicting
    for each in one.told:
        (_, analysis) = next(pair for pair in tellings if pair[0].id == each.citation.article)
        assert analysis.forward[each.forward].span == each.citation.span
    assert steps(*reversed(tellings)) == (one,)


def test_the_shown_statement_names_a_day_where_one_does():
    (one,) = steps(telling("a", *HEARING, kind="plan"), telling("b", *HEARING, day(9)))
    assert (one.article, one.statement.when) == ("b", day(9))


def test_days_that_cannot_both_be_right_are_kept_as_a_disagreement():
    (one,) = steps(telling("a", *HEARING, day(9)), telling("b", *HEARING, day(12)))
    assert one.conflicting
    assert {each.citation.article: each.when for each in one.told} == {"a": day(9), "b": day(12)}


def test_a_day_within_a_longer_time_is_no_disagreement():
    (one,) = steps(telling("a", *HEARING, day(9)), telling("b", *HEARING, day(5, 11)))
    assert not one.conflicting


def test_a_day_that_was_over_when_the_other_article_was_written_is_another_step():
    later = telling("b", *HEARING, day(12), published=dt.date(2031, 5, 10))
    assert not steps(telling("a", *HEARING, day(9)), later)


def test_an_open_end_or_an_unknown_day_of_writing_settles_no_disagreement():
    unknown = telling("b", *HEARING, day(12), published=None)
    assert not steps(telling("a", *HEARING, day(9)), unknown)
    since = telling("b", *HEARING, Interval(dt.date(2031, 5, 12), None))
    assert not steps(telling("a", *HEARING, day(9)), since)


@pytest.mark.parametrize(
    ("actor", "act"),
    [
        ("Tarnby Council", "publish the harbour accounts"),
        ("Tarnby Council", "vote on the school budget"),
        ("Tarnby Council", "vote"),
        ("Ardmouth Council", "vote on the harbour budget"),
        ("Tarnby Council", "not vote on the harbour budget"),
        ("They", "vote on it"),
    ],
)
def test_other_acts_and_other_actors_stay_apart(actor: str, act: str):
    assert not steps(telling("a", *HEARING, day(9)), telling("b", actor, act, day(10)))


@pytest.mark.parametrize(
    ("one", "other"),
    [("launch its first ferry", "launch its second ferry"), ("open pier 3", "open pier 4")],
)
def test_what_is_counted_otherwise_is_another_act(one: str, other: str):
    assert not steps(telling("a", "Quay Lines", one), telling("b", "Quay Lines", other))


def test_a_verb_alone_will_do_on_one_day_and_not_in_one_year():
    year = Interval(dt.date(2031, 1, 1), dt.date(2031, 12, 31))
    for when, found in ((day(9), True), (year, False), (None, False)):
        tellings = telling("a", *HEARING, when), telling("b", "The council", "vote", when)
        assert bool(steps(*tellings)) is False
        tellings = telling("a", "The council", "vote", when), telling("b", "Council", "vote", when)
        assert bool(steps(*tellings)) == found


def test_the_words_of_the_day_are_none_of_the_act():
    (one,) = steps(
        telling("a", "Quay Lines", "sail", day(7), printed_day="Wednesday"),
        telling("b", "Quay Lines", "sail", day(7), printed_day="in two days"),
    )
    assert len(one.told) == 2
    assert not steps(
        telling("a", "Quay Lines", "sail", day(7), printed_day="Wednesday"),
        telling("b", "Quay Lines", "dock", day(7), printed_day="Wednesday"),
    )


def test_the_actor_may_stand_among_the_other_words():
    (one,) = steps(
        telling("a", "The harbour talks", "be held by Norby ministers in Tarnby"),
        telling("b", "Norby ministers", "hold harbour talks in Tarnby"),
    )
    assert len(one.told) == 2


@pytest.mark.parametrize("kind", ["forecast", "condition"])
def test_a_forecast_or_a_condition_without_a_day_announces_no_step(kind: ForwardKind):
    assert not steps(telling("a", *HEARING, kind=kind), telling("b", *HEARING, kind=kind))
    assert steps(
        telling("a", *HEARING, day(9), kind=kind), telling("b", *HEARING, day(9), kind=kind)
    )


def test_what_one_article_says_twice_is_left_to_it():
    article, analysis = telling("a", *HEARING, day(9))
    twice = Analysis(article_id="a", analyzer="t", forward=analysis.forward * 2)
    assert not merge_steps([article], {"a": twice})
    assert not merge_steps([article, Article(id="b", text="Nothing more.")], {"a": twice})


def test_a_story_carries_its_steps():
    tellings = telling("a", *HEARING, day(9)), telling("b", *HEARING, day(9))
    (story,) = group([one for one, _ in tellings], {one.id: found for one, found in tellings})
    assert [len(step.told) for step in story.steps] == [2]


def test_time_grows_in_step_with_the_tellings():
    def seconds(count: int) -> float:
        tellings = [
            telling(f"{at}", f"Captain Venn{at // 3}", f"sail ferry {at // 3} home", day(9))
            for at in range(count)
        ]
        start = time.perf_counter()
        assert len(steps(*tellings)) == count // 3
        return time.perf_counter() - start

    seconds(60)
    few, many = seconds(150), seconds(1200)
    assert many < 8 * 4 * few + 0.2
