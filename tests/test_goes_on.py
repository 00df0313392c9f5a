"""What comes after an opening, and what a title makes of it."""

from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.analysis.analyze import analyze
from nutgraf.analysis.syntax import parse
from nutgraf.briefs import happened
from nutgraf.briefs.anchors import anchored
from nutgraf.briefs.compose import compose
from nutgraf.briefs.headings import by_surname, in_present, surnames, without_days
from nutgraf.briefs.leads import toll
from nutgraf.briefs.material import Material
from nutgraf.briefs.plain import epithets
from nutgraf.records import Article, Span, Story

TUESDAY = dt.datetime(2026, 3, 3, 9, tzinfo=dt.UTC)
WEDNESDAY = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


def _article(
    name: str, text: str, headline: str = "", when: dt.datetime | None = WEDNESDAY
) -> Article:
    return Article(id=name, text=text, headline=headline, publisher=f"Paper {name}", published=when)


def _story(*articles: Article) -> Story:
    return Story(id="s", title="", article_ids=tuple(a.id for a in articles))


def _told(*articles: Article) -> list[str]:
    analyses = {a.id: analyze(a) for a in articles}
    brief = compose(_story(*articles), articles, analyses, as_of=WEDNESDAY.date())
    return [point.text for point in brief.what_happened]


def _material(*articles: Article) -> Material:
    analyses = {a.id: analyze(a) for a in articles}
    return Material(_story(*articles), articles, analyses, as_of=WEDNESDAY.date())


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("At least 12 people were killed on the bridge.", 12),
        ("The storm killed three people.", 3),
        ("The death toll in Oru rose to 1,204.", 1204),
        ("Dozens of miners died.", 12),
        ("Twelve horses won.", 0),
    ],
)
def test_the_dead_are_counted(text, count):
    assert toll(text) == count


def test_a_later_toll_opens():
    early = _article(
        "a",
        "At least 12 people were killed on Tuesday when a bridge fell into the Ossel at Tarrow. "
        "The bridge carried the only road to Oru.",
        "Twelve killed as bridge falls at Tarrow",
        TUESDAY,
    )
    late = _article(
        "b",
        "The number of people killed when a bridge fell into the Ossel at Tarrow rose on "
        "Wednesday, with 19 people dead, police said. The bridge carried the only road to Oru.",
        "Nineteen dead after bridge falls at Tarrow",
    )
    assert "19" in happened.opening_words(anchored(_material(early, late)))


def test_a_sentence_that_leans_on_the_opening_follows_it():
    told = _told(
        _article(
            "a",
            "The museum at Tarrow opened a new hall for ships on Tuesday. "
            "It holds 40 boats from the lower Ossel, among them the Marwen Lass.",
            "Tarrow museum opens hall for ships",
        )
    )
    assert len(told) == 2
    assert told[1].startswith("It holds 40 boats")


def test_what_was_thought_is_told_with_what_was_found():
    told = _told(
        _article(
            "a",
            "Poison gas was suspected on Tuesday in the tunnel at Tarrow where six workers fell "
            "ill, officials of the mine said. The shaft has 40 lamps. "
            "Officials said on Wednesday that tests by a laboratory in Oru had shown beyond doubt "
            "that poison gas was not the cause.",
            "Gas suspected in Tarrow tunnel",
        )
    )
    assert any("was not the cause" in point for point in told)


def test_shares_of_another_poll_do_not_follow():
    first = _article(
        "a",
        "Ada Lund leads Bo Ek by 6 points among likely voters in Valmere, according to an Oru "
        "University poll released on Wednesday.",
        "Lund leads Ek by 6 points in poll",
    )
    other = _article(
        "b",
        "Bo Ek leads Ada Lund by 43 percent to 40 percent in Tarrow. "
        "The two meet on Friday. Ada Lund leads among likely voters in Valmere in most polls.",
        "Ek leads Lund in Tarrow",
    )
    assert not any("43 percent" in point for point in _told(first, other))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Ada Venn finally admitted the loss.", ["finally "]),
        ("One of them, controversial Sheriff Venn, left.", ["controversial "]),
        ("The mill finally closed.", ["finally "]),
        ("It was finally over.", []),
    ],
)
def test_judging_words_go_where_no_article_stands_before_them(text, cut):
    assert [span.of(text) for span in epithets(text, Span(0, len(text)))] == cut


# ------------------------------------------------------------------ titles


def test_persons_go_by_their_surnames_where_these_are_theirs_alone():
    article = _article(
        "a",
        "Ada Lund met Markus Brandt in Oru. Ada Lund and Markus Brandt talked for an hour. "
        "Helena Brandt was there with them. Helena Brandt told reporters so.",
    )
    short = surnames(_material(article))
    assert short.get("Ada Lund") == "Lund"
    assert by_surname("President Ada Lund meets Markus Brandt", short) == "Lund meets Markus Brandt"


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("Lund on Wednesday closed the mill", "Lund closed the mill"),
        ("Lund performed Feb. 4, singing three songs", "Lund performed, singing three songs"),
        ("Lund closed the mill until Monday", "Lund closed the mill until Monday"),
    ],
)
def test_a_title_has_no_day(words, plain):
    assert without_days(words) == plain


@pytest.mark.parametrize(
    ("words", "now"),
    [
        ("Lund closed the mill", "Lund closes the mill"),
        ("Growers carried the levy", "Growers carry the levy"),
        ("Lund carried the levy", "Lund carries the levy"),
        ("A ship has struck a bridge", "A ship strikes a bridge"),
        ("Lund closes the mill", "Lund closes the mill"),
    ],
)
def test_a_title_is_in_the_present_tense(words, now):
    assert in_present(parse(f"{words}."), words) == now
