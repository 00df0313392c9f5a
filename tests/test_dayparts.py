"""Parts of a day: printed as a reader of the brief's day would say them, and as nothing else."""

from __future__ import annotations

import datetime as dt
import functools

import pytest
from msgspec import structs

from nutgraf.analysis.analyze import analyze
from nutgraf.briefs.check import check_point
from nutgraf.briefs.dayparts import is_part, may_be_meant, told_part
from nutgraf.briefs.draft import Draft, UnusableError
from nutgraf.briefs.material import Material
from nutgraf.records import Article, Edit, Point, Story

TUESDAY = dt.date(2026, 3, 3)
THURSDAY = dt.date(2026, 3, 5)
LATER = dt.date(2026, 3, 20)


@functools.cache
def written(text: str) -> Article:
    published = dt.datetime.combine(TUESDAY, dt.time(18), dt.UTC)
    return Article(id=text, text=text, publisher="Ellery Daily", published=published)


def _story(article: Article) -> Story:
    return Story(id="s", title="Harbour", article_ids=(article.id,))


def printed(text: str, as_of: dt.date) -> Point:
    article = written(text)
    analyses = {article.id: analyze(article)}
    material = Material(_story(article), [article], analyses, as_of=as_of)
    draft = Draft(material, article, material.sentences(article)[0].span)
    draft.print_days()
    point = draft.point()
    assert check_point(point, {article.id: article}, as_of, analyses) == ()
    return point


@pytest.mark.parametrize(
    ("text", "near", "far"),
    [
        (
            "The harbour froze this morning for the first time since 1987.",
            "The harbour froze Tuesday morning for the first time since 1987.",
            "The harbour froze on March 3 for the first time since 1987.",
        ),
        (
            "Last night the ferry ran aground off Sand Island.",
            "On Monday night the ferry ran aground off Sand Island.",
            "On March 2 the ferry ran aground off Sand Island.",
        ),
        (
            "The ferry ran aground on Monday night off Sand Island.",
            "The ferry ran aground on Monday night off Sand Island.",
            "The ferry ran aground on March 2 off Sand Island.",
        ),
    ],
)
def test_a_part_of_a_day_is_told_by_its_day(text: str, near: str, far: str):
    assert printed(text, THURSDAY).text == near
    assert printed(text, LATER).text == far


def test_a_part_that_no_date_can_stand_for_is_not_printed():
    with pytest.raises(UnusableError):
        printed("Monday night's storm closed the harbour of Port Ellery.", LATER)


def test_the_check_wants_the_day_and_the_part_that_the_article_means():
    text = "The harbour froze this morning for the first time since 1987."
    point = printed(text, THURSDAY)
    article = written(text)
    (edit,) = point.edits

    def faults(changed: Edit) -> tuple[object, ...]:
        words = text[: edit.start] + changed.text + text[edit.end :]
        other = structs.replace(point, text=words, edits=(changed,))
        return check_point(other, {article.id: article}, THURSDAY, {article.id: analyze(article)})

    assert faults(edit) == ()
    assert faults(structs.replace(edit, text="Tuesday night"))
    assert faults(structs.replace(edit, text="Tuesday"))
    assert faults(structs.replace(edit, text="Monday morning", why="2026-03-02"))


def test_only_a_part_of_one_day_is_one():
    assert is_part("early this morning")
    assert is_part("on Friday night")
    assert not any(map(is_part, ("Friday", "the morning", "6 a.m. Friday", "this week")))


def test_a_weekday_is_never_told_of_another_day():
    assert told_part("Tuesday night", dt.date(2026, 3, 2), THURSDAY) is None
    assert not may_be_meant("Tuesday night", dt.date(2026, 3, 2), TUESDAY)
    assert not may_be_meant("last night", dt.date(2026, 2, 27), TUESDAY)
