"""What several articles of a story say is to come: one step with every telling and every day.

Two tellings are one step where the same actor does the same thing and the days can agree.
Where they can't, the step is kept with both days only if each day was still ahead when the
other article was written: else the two are an earlier and a later one of a kind. Whoever
tells an act otherwise is left alone, since a wrong merge would move an appointment.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from nutgraf.records import (
    Analysis,
    Article,
    Citation,
    ForwardStatement,
    Interval,
    Span,
    Step,
    StepTelling,
)
from nutgraf.stories.rank import moment
from nutgraf.stories.words import STOPWORDS, term_of

# Steps looked at for one telling, and steps that may share a word before it is too common to
# look them up by: with both, the cost grows in step with the tellings.
_LOOKED_AT = 8
_COMMON_WORD = 64
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_ENDING = re.compile(r"(?<=\w{4})(?:ing|ed|e)$")
_DENIAL = re.compile(r"\b(?:not|never|no|cannot|without)\b|n['’]t\b", re.IGNORECASE)
_ORDINAL_WORDS = "first second third fourth fifth sixth seventh eighth ninth tenth last final next"
_ORDINALS = frozenset(_ORDINAL_WORDS.split())
# What stands for an actor and names none.
_STAND_INS = "it they he she this that these those we i you who which"
_PRONOUNS = frozenset(_STAND_INS.split())
# Verbs that say of any act that it is to come, and nothing about which act it is.
_TO_COME = "expect plan schedul intend hop aim due start begin going take place"
_ANY_ACT = frozenset(_TO_COME.split())
# Two that name one whole year need not mean one day of it.
_LONGEST_OCCASION = dt.timedelta(days=31)
Words = frozenset[str]


class Likeness(Struct, frozen=True):
    """What two acts must have in common: so many ``words``, this much of the shorter, of both."""

    words: int
    of_shorter: float
    of_both: float

    def holds(self, one: Words, other: Words) -> bool:
        """Whether two sets of words are alike enough."""
        common = len(one & other)
        return (
            common >= self.words
            and common >= self.of_shorter * min(len(one), len(other))
            and common >= self.of_both * len(one | other)
        )


SAME_ACTOR = Likeness(words=2, of_shorter=0.75, of_both=0.5)
# A day that both name speaks for one act, whose verb may stand alone in one of them.
SAME_ACTOR_AND_DAY = Likeness(words=1, of_shorter=1.0, of_both=0.5)
# Who acts is open, or stands among the other words: "talks will be held", "they will hold talks".
ANY_ACTOR = Likeness(words=4, of_shorter=0.75, of_both=0.6)
# Of two days for one act, one may be another act's: hardly a word may differ.
OTHER_DAY = Likeness(words=2, of_shorter=0.9, of_both=0.6)


class _Telling(Struct, frozen=True, eq=False):
    """One forward statement of one article, in words: who acts, and what is done."""

    article: Article
    written: dt.date | None
    index: int
    statement: ForwardStatement
    actor: Words
    act: Words
    numbers: Words
    denied: bool

    @property
    def when(self) -> Interval | None:
        return self.statement.when

    @property
    def citation(self) -> Citation:
        return Citation(self.article.id, self.statement.span)


def merge_steps(articles: Sequence[Article], analyses: Mapping[str, Analysis]) -> tuple[Step, ...]:
    """The steps that two or more of ``articles`` tell, the most told first.

    A forecast or a condition without a day announces no step. A step told by one article
    alone is left to that article's analysis.
    """
    tellings = [
        telling for article in articles for telling in _tellings(article, analyses.get(article.id))
    ]
    tellings.sort(key=lambda one: (one.when is None, -len(one.act), one.citation, one.index))
    steps: list[list[_Telling]] = []
    by_word: defaultdict[str, list[int]] = defaultdict(list)
    for telling in tellings:
        votes = Counter(
            number
            for word in telling.act | telling.actor
            if len(by_word.get(word, ())) <= _COMMON_WORD
            for number in by_word.get(word, ())
        )
        near = sorted(votes, key=lambda number: (-votes[number], number))[:_LOOKED_AT]
        joined = next((steps[number] for number in near if _joins(telling, steps[number])), None)
        if joined is not None:
            joined.append(telling)
            continue
        for word in telling.act | telling.actor:
            by_word[word].append(len(steps))
        steps.append([telling])
    merged = [_step(told) for told in steps if len({one.article.id for one in told}) > 1]
    return tuple(sorted(merged, key=_place))


def _place(step: Step) -> tuple[int, str, Span]:
    return -len(step.told), step.article, step.statement.span


# --------------------------------------------------------------------- one article's tellings


def _tellings(article: Article, analysis: Analysis | None) -> Iterator[_Telling]:
    if analysis is None:
        return
    published = article.published.date() if article.published else None
    times = [timex.span for timex in analysis.timexes]
    for index, statement in enumerate(analysis.forward):
        if statement.action is None or (
            statement.kind in {"forecast", "condition"} and statement.when is None
        ):
            continue
        actor = _terms(statement.actor or "") - _PRONOUNS
        printed = [
            word
            for word in _WORD.finditer(statement.action.of(article.text))
            if not any(_placed(word, statement.action).meets(time) for time in times)
        ]
        act = frozenset(_terms(" ".join(word[0] for word in printed))) - actor - _ANY_ACT
        if act:
            yield _Telling(
                article=article,
                written=analysis.creation_time or published,
                index=index,
                statement=statement,
                actor=actor,
                act=act,
                numbers=frozenset(word for word in act | actor if _counts(word)),
                denied=bool(_DENIAL.search(statement.span.of(article.text))),
            )


def _placed(word: re.Match[str], within: Span) -> Span:
    return Span(within.start + word.start(), within.start + word.end())


def _terms(words: str) -> Words:
    terms = (term_of(word) for word in _WORD.findall(words))
    return frozenset(_ENDING.sub("", term) for term in terms if term not in STOPWORDS)


def _counts(word: str) -> bool:
    return word in _ORDINALS or any(letter.isdecimal() for letter in word)


# --------------------------------------------------------------------- what is one step


def _joins(telling: _Telling, step: Sequence[_Telling]) -> bool:
    """Whether a telling is of a step: it tells the act of the first and no other act's day."""
    return _is_same(telling, step[0]) and all(
        _agree(telling.when, other.when) or _are_at_odds(telling, other) for other in step
    )


def _is_same(one: _Telling, other: _Telling) -> bool:
    if one.denied != other.denied:
        return False
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return False
    if one.actor and other.actor and (one.actor <= other.actor or other.actor <= one.actor):
        if SAME_ACTOR.holds(one.act, other.act):
            return True
        at_once = one.when == other.when and _is_occasion(one.when)
        return at_once and SAME_ACTOR_AND_DAY.holds(one.act, other.act)
    all_one, all_other = one.act | one.actor, other.act | other.actor
    # An actor that the other telling has nowhere is another actor.
    told = one.actor <= all_other and other.actor <= all_one
    return told and ANY_ACTOR.holds(all_one, all_other)


def _is_occasion(when: Interval | None) -> bool:
    """Whether the days are few enough for one thing to be done in them once."""
    if when is None or when.earliest is None or when.latest is None:
        return False
    return when.latest - when.earliest <= _LONGEST_OCCASION


def _agree(one: Interval | None, other: Interval | None) -> bool:
    """Whether both can hold: they share a day, or one of them names none."""
    if one is None or other is None:
        return True
    return _starts_by(one, other) and _starts_by(other, one)


def _starts_by(one: Interval, other: Interval) -> bool:
    return one.earliest is None or other.latest is None or one.earliest <= other.latest


def _are_at_odds(one: _Telling, other: _Telling) -> bool:
    """Whether two articles give one act two days, each of them ahead for the other article."""
    return (
        one.article.id != other.article.id
        and bool(one.actor & other.actor)
        and OTHER_DAY.holds(one.act, other.act)
        and _is_ahead(one.when, other.written)
        and _is_ahead(other.when, one.written)
    )


def _is_ahead(when: Interval | None, day: dt.date | None) -> bool:
    latest = when.latest if when is not None else None
    return latest is not None and day is not None and latest >= day


def _step(told: Sequence[_Telling]) -> Step:
    in_time = sorted(told, key=lambda one: (moment(one.article.published), one.citation, one.index))
    return Step(
        article=told[0].article.id,
        statement=told[0].statement,
        told=tuple(
            StepTelling(
                citation=one.citation,
                forward=one.index,
                when=one.when,
                publisher=one.article.publisher,
                published=one.article.published,
            )
            for one in in_time
        ),
        conflicting=any(
            not _agree(one.when, other.when) for one, other in itertools.combinations(told, 2)
        ),
    )
