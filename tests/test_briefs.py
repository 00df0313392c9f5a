"""Briefs: written from cited words only, and held to it by the check."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from nutgraf import desk
from nutgraf.briefs import check_brief, check_point
from nutgraf.briefs.replay import ReplayError, replay
from nutgraf.briefs.style import content_words, format_day, overlap
from nutgraf.records import Article, Citation, Edit, Point, Span
from nutgraf.render.markdown import render_markdown

THURSDAY = dt.date(2026, 3, 5)

# ------------------------------------------------------------------ the sample edition


def _briefs(sample):
    return [briefed.brief for briefed in sample.edition.stories]


def _points(sample):
    return [p for brief in _briefs(sample) for _, points in brief.sections() for p in points]


def test_sample_edition_is_the_golden_one(sample, golden):
    golden("sample.md", render_markdown(sample.edition))


def test_retold_edition_is_the_golden_one(retold, golden):
    golden("retold.md", render_markdown(retold.edition))


@pytest.mark.parametrize("which", ["sample", "retold"])
def test_every_point_holds(which, request):
    given_sample = request.getfixturevalue(which)
    articles = {a.id: a for a in given_sample.articles}
    assert _points(given_sample)
    for brief in _briefs(given_sample):
        assert check_brief(brief, articles) == ()


@pytest.mark.parametrize("which", ["sample", "retold"])
def test_no_character_in_quotation_marks_differs_from_a_source(which, request):
    given_sample = request.getfixturevalue(which)
    texts = [a.text for a in given_sample.articles]
    quoted = [q for p in _points(given_sample) for q in re.findall('"([^"]*)"', p.text)]
    assert len(quoted) >= 5
    for words in quoted:
        assert any(words in text for text in texts), words


def test_spans_are_in_bounds_and_nothing_is_said_twice(sample):
    lengths = {a.id: len(a.text) for a in sample.articles}
    for point in _points(sample):
        for citation in point.citations:
            assert 0 <= citation.span.start < citation.span.end <= lengths[citation.article]
    for brief in _briefs(sample):
        texts = [p.text for _, points in brief.sections() for p in points]
        assert len(texts) == len(set(texts))
        words = [content_words(text) for text in texts]
        assert all(overlap(one, other) < 0.8 for i, one in enumerate(words) for other in words[:i])


def test_five_stories_have_all_three_parts_from_several_publishers(sample):
    whole = [
        brief
        for brief in _briefs(sample)
        if brief.what_happened and brief.who_said_what and brief.what_next
    ]
    assert len(whole) >= 5
    publisher = {a.id: a.publisher for a in sample.articles}
    for brief in whole[:5]:
        said = {publisher[c.article] for p in brief.who_said_what for c in p.citations}
        assert len(said) >= 2
        assert len(brief.title) <= 60
        assert not brief.title.endswith(".")


def test_order_of_input_does_not_matter(sample):
    again = desk.write_edition(
        tuple(reversed(sample.articles)), sample.analyses, as_of=sample.edition.as_of
    )
    assert [b.brief for b in again.stories] == [b.brief for b in sample.edition.stories]


def test_a_step_that_is_past_is_not_told(sample):
    later = desk.write_edition(sample.articles, sample.analyses, as_of=dt.date(2026, 12, 1))
    told = " ".join(p.text for b in later.stories for p in b.brief.what_next)
    assert "20 March" not in told
    assert "12 March" not in told


def test_an_anonymous_or_unknown_speaker_gets_no_name(sample):
    names = {q.speaker for a in sample.analyses.values() for q in a.quotes if q.speaker}
    for briefed in sample.edition.stories:
        for point in briefed.brief.who_said_what:
            for edit in point.edits:
                if edit.kind == "cue":
                    assert any(name.split()[-1] in edit.text for name in names)


# ------------------------------------------------------------------ replay


def _article(text: str, **fields) -> Article:
    return Article(id="a", text=text, publisher="The Invented Post", **fields)


def _point(text: str, article: Article, *edits: Edit, span: Span | None = None) -> Point:
    whole = span or Span(0, len(article.text))
    return Point("p", text, (Citation("a", whole),), edits)


def test_replay_makes_edits_in_place():
    article = _article("But she left.")
    cut, name = Edit("cut", 0, 0, 4, ""), Edit("name", 0, 4, 7, "Ann Example")
    assert replay(_point("", article, name, cut), {"a": article.text}) == "Ann Example left."


def test_replay_refuses_edits_that_overlap_or_leave_the_passage():
    article = _article("One two three.")
    for edits in (
        (Edit("cut", 0, 0, 5, ""), Edit("cut", 0, 3, 7, "")),
        (Edit("cut", 0, 10, 99, ""),),
    ):
        with pytest.raises(ReplayError):
            replay(_point("", article, *edits), {"a": article.text})


@given(st.text(min_size=1), st.data())
def test_replay_without_edits_is_the_passage(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    article = _article(text)
    assert replay(_point("", article, span=Span(start, end)), {"a": text}) == text[start:end]


# ------------------------------------------------------------------ the check, broken on purpose

SOURCE = 'He said it was "not a good day" on Monday, when 12 people left, if they could.'


def _faults(point: Point, article: Article) -> set[str]:
    return {fault.rule for fault in check_point(point, {"a": article}, THURSDAY)}


def test_check_passes_the_passage_itself():
    article = _article(SOURCE)
    assert _faults(_point(SOURCE, article), article) == set()


def test_check_fails_without_citation_or_article():
    article = _article(SOURCE)
    assert _faults(Point("p", "Text.", ()), article) == {"citations"}
    stranger = Point("p", "Text.", (Citation("b", Span(0, 4)),))
    assert _faults(stranger, article) == {"citations"}


def test_check_fails_on_a_word_no_edit_accounts_for():
    article = _article(SOURCE)
    assert _faults(_point(SOURCE.replace("12", "14"), article), article) == {"replay"}


@pytest.mark.parametrize(
    ("kind", "old", "new", "why"),
    [
        ("cut", "not ", "", "a negation"),
        ("cut", ", if they could", "", "a condition"),
        ("cut", "12", "14", "a cut that writes"),
        ("name", "He", "Ann Example", "a name printed nowhere"),
        ("day", "Monday", "Tuesday", "another day"),
        ("credit", ".", ", The Other Post said.", "another publisher"),
        ("case", "it", "It was", "more than case"),
        ("marks", "it", '"', "a mark over a word"),
        ("cue", "", "Ann Example said: ", "a cue without evidence"),
        ("join", ",", " because ", "a joint that says something"),
    ],
)
def test_check_fails_on_an_edit_beyond_its_licence(kind, old, new, why):
    article = _article(SOURCE)
    start = SOURCE.index(old) if old else 0
    edit = Edit(kind, 0, start, start + len(old), new, "2026-03-02" if kind == "day" else why)
    text = SOURCE[:start] + new + SOURCE[start + len(old) :]
    assert _faults(_point(text, article, edit), article) & {"edits", "quotes", "words"}, why


def test_check_passes_two_passages_joined_outside_the_marks():
    article = _article('She called it "bad". She called it "very bad".')
    point = Point(
        "p",
        'She called it "bad", "very bad".',
        (Citation("a", Span(0, 20)), Citation("a", Span(35, 46))),
        (Edit("join", 0, 19, 20, ", "),),
    )
    assert _faults(point, article) == set()


def test_check_fails_on_an_altered_quotation_even_with_an_edit_for_it():
    article = _article(SOURCE)
    start = SOURCE.index("good")
    edit = Edit("case", 0, start, start + 1, "G")
    text = SOURCE.replace("good", "Good")
    assert "quotes" in _faults(_point(text, article, edit), article)


def test_check_holds_a_day_to_the_house_rule():
    article = _article(SOURCE)
    start = SOURCE.index("on Monday")
    edit = Edit("day", 0, start, start + 9, "on Feb. 16", "2026-02-16")
    text = SOURCE.replace("on Monday", "on Feb. 16")
    assert _faults(_point(text, article, edit), article) == set()
    wrong = structs.replace(edit, why="2026-02-17")
    assert "edits" in _faults(_point(text, article, wrong), article)


def test_sample_edition_changed_by_one_letter_fails(sample):
    articles = {a.id: a for a in sample.articles}
    quoting = {
        brief: [point for point in brief.who_said_what if '"' in point.text]
        for brief in _briefs(sample)
    }
    # a story of one short article may have no quotation that makes sense without it
    assert sum(map(bool, quoting.values())) >= len(quoting) - 1
    for brief, points in quoting.items():
        for point in points:
            at = point.text.index('"') + 2
            forged = point.text[:at] + "x" + point.text[at + 1 :]
            assert check_point(structs.replace(point, text=forged), articles, brief.as_of)


# ------------------------------------------------------------------ style


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (dt.date(2026, 3, 4), "Wednesday"),
        (dt.date(2026, 3, 11), "Wednesday"),
        (dt.date(2026, 3, 12), "March 12"),
        (dt.date(2026, 2, 20), "Feb. 20"),
        (dt.date(2025, 12, 18), "Dec. 18, 2025"),
    ],
)
def test_days_are_printed_by_the_rule(day, printed):
    assert format_day(day, THURSDAY) == printed
