"""A title tells the event: a subject and its verb, in sentence case, nothing torn or shouted."""

from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.analysis.analyze import analyze
from nutgraf.briefs.material import Material
from nutgraf.briefs.style import content_words
from nutgraf.briefs.title import LONGEST, compose_title
from nutgraf.records import Article, Story

DAY = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
BODY = (
    "Oru's council voted on Wednesday to close the Tarrow paper mill. Mayor Ada Lund said the mill "
    "had to close. About 300 workers lose their jobs, and many protest. A bridge to the mill stays "
    "open. The secret plan takes effect in May."
)


def _title(*headlines: str, body: str = BODY, told: str = "") -> str:
    articles = [
        Article(id=str(i), text=body, headline=headline, publisher=f"Paper {i}", published=DAY)
        for i, headline in enumerate(headlines)
    ]
    story = Story(id="s", title=headlines[0], article_ids=tuple(a.id for a in articles))
    material = Material(story, articles, {a.id: analyze(a) for a in articles}, as_of=DAY.date())
    return compose_title(material, [content_words(told)] if told else ())


@pytest.mark.parametrize(
    ("headlines", "title"),
    [
        # a verb before a bare noun
        (
            ("The Tarrow paper mill in Oru", "Oru council closes Tarrow paper mill"),
            "Oru council closes Tarrow paper mill",
        ),
        # no question where a headline tells
        (
            ("Why must the Tarrow paper mill close?", "Oru council votes to close Tarrow mill"),
            "Oru council votes to close Tarrow mill",
        ),
        # the present before the past
        (
            ("Oru council closed Tarrow paper mill", "Oru council closes Tarrow paper mill"),
            "Oru council closes Tarrow paper mill",
        ),
        # sentence case, names kept, verbs small
        (
            ("Oru Council Votes To Close Tarrow Paper Mill",),
            "Oru council votes to close Tarrow paper mill",
        ),
        # neither shouting nor kickers nor what a film is called by
        (
            ("BREAKING: Oru Council CLOSES Tarrow Paper Mill! [VIDEO]",),
            "Oru council closes Tarrow paper mill",
        ),
        # cut at a clause, the verb and its object kept
        (
            ("Oru Council Votes to Close Tarrow Paper Mill After Months of Protest in the City",),
            "Oru council votes to close Tarrow paper mill",
        ),
        # a passive without its auxiliary is a deed
        (
            ("Tarrow paper mill closed, 300 workers laid off",),
            "Tarrow paper mill closed, 300 workers laid off",
        ),
    ],
)
def test_titles(headlines, title):
    assert _title(*headlines) == title


def test_a_cut_leaves_no_verb_without_its_object():
    made = _title(
        "Oru council closes the paper mill, instantly demands for the town a grand new hall by May",
        "Tarrow paper mill closes",
    )
    assert not made.endswith(("demands", "for", "the"))
    assert len(made) <= LONGEST


def test_a_quotation_is_never_halved():
    made = _title(
        "Ada Lund calls the closed paper mill 'the worst thing I ever saw with my two eyes in Oru'",
        "Oru council closes Tarrow paper mill",
    )
    assert made.count("'") % 2 == 0


def test_a_figure_that_the_brief_does_not_tell_stays_out_of_the_title():
    told = "Oru council closed the Tarrow paper mill, and 300 workers lose their jobs."
    assert "300" in _title(
        "Tarrow paper mill closes and 250 workers lose jobs",
        "Tarrow paper mill closes and 300 workers lose jobs",
        told=told,
    )


def test_marks_are_the_house_s():
    assert (
        _title("Ada Lund says Tarrow mill ‘had to close’")
        == "Ada Lund says Tarrow mill 'had to close'"
    )


def test_a_title_promises_nothing_and_names_whom_the_brief_names():
    told = "Oru council closed the Tarrow paper mill, and 300 workers lose their jobs."
    assert (
        _title(
            "The truth about the Tarrow paper mill comes out",
            "Bo Ek would close Tarrow paper mill",
            "Oru council closes Tarrow paper mill",
            body=f"{BODY} Bo Ek had no part in it. She met Bo Ek once.",
            told=told,
        )
        == "Oru council closes Tarrow paper mill"
    )


def test_a_title_is_no_stronger_than_the_opening():
    told = "Ada Lund is a leading contender for the Tarrow mill, two sources said."
    assert "contender" in _title(
        "Oru council to pick Ada Lund for Tarrow paper mill",
        "Ada Lund a contender as Oru council seeks Tarrow mill head",
        told=told,
    )


def test_a_verb_is_small_and_what_comes_from_a_country_is_not():
    body = f"{BODY} Tarrow Ferry Takes Off For Oru. The ferry carries american guests."
    assert (
        _title("Tarrow Ferry Takes Off With American Guests", body=body)
        == "Tarrow ferry takes off with American guests"
    )


def test_a_title_ends_where_it_says_something():
    assert not _title(
        "Ada Lund spoke to Oru council for many hours just moments before the Tarrow mill closed",
        "Tarrow paper mill closes",
    ).endswith(("moments", "just", "hours"))


def test_the_opening_is_a_title_where_no_headline_is():
    article = Article(
        id="a",
        text="The Oru council closed the Tarrow paper mill after months of loud protest in town.",
        headline="You won't believe what they did now!",
        publisher="Paper",
        published=DAY,
    )
    story = Story(id="s", title="What now?", article_ids=("a",))
    material = Material(story, [article], {"a": analyze(article)}, as_of=DAY.date())
    assert compose_title(material, [content_words(article.text)]) == (
        "Oru council closes the Tarrow paper mill"
    )
