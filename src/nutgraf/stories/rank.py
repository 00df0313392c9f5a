"""Which story comes first: how many reported it for themselves, and how new it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from nutgraf.records import Article, Story, WireCopy

_CURRENT_DAYS = 3
_DAY_ONE = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
_LAST_DAY = dt.datetime(9999, 12, 31, tzinfo=dt.UTC)


def moment(when: dt.datetime | None) -> dt.datetime:
    """``when`` made comparable: a time without a zone counts as UTC, an unknown one as last."""
    if when is None:
        return _LAST_DAY
    if when.tzinfo is None:
        return when.replace(tzinfo=dt.UTC)
    try:
        return when.astimezone(dt.UTC)
    except OverflowError:
        return _DAY_ONE if when.year < 5000 else _LAST_DAY


def count_independent(articles: Iterable[Article], copies: Sequence[WireCopy]) -> int:
    """How many publishers reported for themselves; a group of ``copies`` speaks once.

    A group counts for the publisher of its earliest article, so that a publisher's own
    report beside its own copied one is not counted twice. An article without a publisher
    counts by itself, since nothing says that it repeats another.
    """
    group_of = {one: number for number, group in enumerate(copies) for one in group.article_ids}
    seen: set[int] = set()
    voices: set[tuple[str, str]] = set()
    for article in sorted(articles, key=lambda each: (moment(each.published), each.id)):
        number = group_of.get(article.id)
        if number is not None:
            if number in seen:
                continue
            seen.add(number)
        if article.publisher:
            voices.add(("publisher", article.publisher.casefold().removeprefix("www.")))
        else:
            voices.add(("article", article.id))
    return len(voices)


def rank(
    stories: Iterable[Story], articles: Iterable[Article], as_of: dt.date
) -> tuple[Story, ...]:
    """``stories`` as an edition of ``as_of`` prints them, the first first.

    Stories with reporting of the last days come before older ones, and these before
    those that only appear after ``as_of``; then the number of independent publishers up to
    that day decides, then the newest report. A story without dates counts as current.
    """
    by_id = {article.id: article for article in articles}

    def place(story: Story) -> tuple[int, int, int, int, str]:
        known = [by_id[article] for article in story.article_ids if article in by_id]
        so_far = [
            article
            for article in known
            if article.published is None or article.published.date() <= as_of
        ]
        ages = [(as_of - each.published.date()).days for each in so_far if each.published]
        age = min(ages, default=0)
        if known and not so_far:
            turn = 2
        else:
            turn = 0 if age <= _CURRENT_DAYS else 1
        reports = count_independent(so_far, story.copies) if known else story.independent
        return (turn, -reports, age, -len(so_far), story.id)

    return tuple(sorted(stories, key=place))
