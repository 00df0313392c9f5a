"""What the check finds in a sentence that its cited words do not bear out."""

from __future__ import annotations

import datetime as dt

import pytest
from invented_edition import ANALYSIS, HARBOUR, cite, edit, point

from nutgraf.briefs import check_point
from nutgraf.briefs.fidelity import unfaithful
from nutgraf.records import Article, Citation, Edit, Point, Span

DAY = dt.date(2026, 3, 12)


def _article(text: str, **fields) -> Article:
    return Article(id="a", text=text, **fields)


def _found(text: str, article: Article, *edits: Edit) -> list[tuple[str, str]]:
    made = Point("p", text, (Citation("a", Span(0, len(article.text))),), edits)
    return list(unfaithful(made, {"a": article}, DAY))


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("The quay may not open on March 14.", []),
        ("The quay may not reopen on March 14.", ["words"]),
        ("The quay may open on March 14.", ["hedges"]),
        ("The quay will not open on March 14.", ["words", "hedges"]),
        ("The quay may not, not open on March 14.", ["hedges"]),
        ("The quay may not open on 14 March.", ["dates"]),
    ],
)
def test_words_hedges_and_dates_are_those_of_the_passage(text, rules):
    article = _article("The quay may not open on March 14.")
    assert [rule for rule, _ in _found(text, article)] == rules


def test_part_of_a_word_is_no_word_of_the_passage():
    article = _article("A deal is unlikely.")
    cut = Edit("cut", 0, 10, 12, "")
    assert {rule for rule, _ in _found("A deal is likely.", article, cut)} == {"words", "hedges"}


@pytest.mark.parametrize(
    ("text", "published", "rules"),
    [
        ("The quay opens tomorrow.", DAY, []),
        ("The quay opens tomorrow.", DAY - dt.timedelta(days=1), ["dates"]),
        ("The quay opens, USA Today said.", DAY - dt.timedelta(days=1), []),
        ('"We open tomorrow," she said.', DAY - dt.timedelta(days=1), []),
        ("The quay opens on Friday.", DAY - dt.timedelta(days=2), []),
        ("The quay opens on Friday.", DAY - dt.timedelta(days=20), ["dates"]),
        ("It opens after Black Friday.", DAY - dt.timedelta(days=20), []),
    ],
)
def test_a_day_must_mean_the_same_on_the_day_of_the_brief(text, published, rules):
    article = _article(text, published=dt.datetime.combine(published, dt.time(9)))
    assert [rule for rule, _ in _found(text, article)] == rules


def test_an_edit_resolves_a_day_to_one_that_the_article_can_mean():
    article = _article("It opens on Friday.", published=dt.datetime(2026, 3, 11, 9))
    near = Edit("day", 0, 9, 18, "on Friday", "2026-03-13")
    far = Edit("day", 0, 9, 18, "on March 27", "2026-03-27")
    assert _found("It opens on Friday.", article, near) == []
    assert [rule for rule, _ in _found("It opens on March 27.", article, far)] == ["dates"]


def test_a_dateline_is_cut_at_the_start_only():
    whole = cite(HARBOUR, "PORT ELLERY (", "traffic.")
    made = point(
        "p", whole, edits=(edit("cut", HARBOUR, " over unpaid night shifts", "", "dateline"),)
    )
    assert {f.rule for f in check_point(made, {HARBOUR.id: HARBOUR}, DAY)} == {"edits"}


def test_words_in_marks_are_given_to_whoever_said_them():
    texts, analyses = {HARBOUR.id: HARBOUR}, {HARBOUR.id: ANALYSIS}
    quoted = cite(HARBOUR, "Nobody in this harbour wanted today")
    start, end = quoted.span.start, quoted.span.end

    def said(who: str, evidence: Citation) -> Point:
        edits = (
            Edit("cue", 0, start, start, f"{who} said: ", "named", (evidence,)),
            Edit("quote marks", 0, start, start, '"'),
            Edit("quote marks", 0, end, end, '"'),
        )
        return point("p", quoted, edits=edits)

    hers = said("Ines Calloway", cite(HARBOUR, "Ines Calloway"))
    other = said("Harbour Post", cite(HARBOUR, "Harbour Post"))
    assert not check_point(hers, texts, DAY, analyses)
    assert not check_point(other, texts, DAY)
    assert {f.rule for f in check_point(other, texts, DAY, analyses)} == {"speakers"}
