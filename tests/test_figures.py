"""Figures that several articles tell: where they agree, where not, and what is no figure."""

from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.records import Analysis, Article, Figure, Sentence, Span, Timex
from nutgraf.stories.counting import find_counted, singular, value_of
from nutgraf.stories.figures import merge_figures

DAY = dt.datetime(2031, 5, 6, 9, 0)


def found(sentence: str) -> list[tuple[str, float]]:
    return [(each.what, each.value) for each in find_counted(sentence, Span(0, len(sentence)))]


def told(*texts: str, times: tuple[Timex, ...] = ()) -> tuple[Figure, ...]:
    """The figures of articles of one sentence each, an hour apart."""
    articles = [
        Article(
            id=f"{number}",
            text=text,
            publisher=f"{number}.example",
            published=DAY + dt.timedelta(hours=number),
        )
        for number, text in enumerate(texts)
    ]
    analyses = {
        each.id: Analysis(
            article_id=each.id,
            analyzer="t",
            creation_time=DAY.date(),
            sentences=(Sentence(span=Span(0, len(each.text)), paragraph=0),),
            timexes=times,
        )
        for each in articles
    }
    return merge_figures(articles, analyses)


# --------------------------------------------------------------------- one sentence


@pytest.mark.parametrize(
    ("sentence", "what", "value"),
    [
        ("The crash left 12 dead.", "dead", 12),
        ("Twelve people were killed in the fire.", "dead", 12),
        ("At least twenty-three people have died.", "dead", 23),
        ("The blast killed 1,200 people.", "dead", 1200),
        ("A wave swept the pier, killing a dozen people.", "dead", 12),
        ("The death toll has risen to 14.", "dead", 14),
        ("The flood claimed 40 lives.", "dead", 40),
        ("Police counted 14 deaths.", "dead", 14),
        ("Eleven people on the ferry were killed.", "dead", 11),
        ("More than 50 passengers were injured.", "passenger injured", 50),
        ("Four children were killed.", "child dead", 4),
        ("Two people, including a nurse, were wounded.", "injured", 2),
        ("A gunman killed three Tarn Point harbour officers.", "officer dead", 3),
        ("The storm killed two.", "dead", 2),
        ("Hospitals took in five badly injured.", "injured", 5),
        ("Nine people are still missing.", "missing", 9),
        ("Officers detained 30 people.", "arrested", 30),
        ("There were 86 arrests overnight.", "arrested", 86),
        ("Crews rescued 214 people.", "rescued", 214),
        ("The town saw a magnitude 6.1 quake.", "magnitude", 6.1),
        ("A 6.1-magnitude quake shook the town.", "magnitude", 6.1),
        ("The bank got a $4.3 million fine.", "fine", 4.3e6),
        ("The bank was fined £200,000.", "fine", 2e5),
        ("They agreed a settlement of €3bn.", "settlement", 3e9),
        ("The ferry carried 214 passengers.", "passenger", 214),
        ("The house passed it by 88 votes.", "vote", 88),
    ],
)
def test_a_figure_is_read_with_what_it_counts(sentence: str, what: str, value: float):
    assert found(sentence) == [(what, pytest.approx(value))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Ola Vinter, 25, a baker from Tarn, was killed.",
        "A man aged 34 was killed.",
        "The 12-year-old was injured.",
        "Kestrel Town lost 3-1 to Port Sallow.",
        "It sank at 6.30 on Monday.",
        "Call 555-0142 for details.",
        "Route 12 people were told to wait.",
        "Flight 370 passengers waited.",
        "No one died, and no 12 people were hurt.",
        "Three others were injured.",
        "It ended with the blast injuring five other people.",
        "Twelve of the 50 people were unhurt.",
        "It took five years.",
        "They killed 13 year old Ola Vinter.",
        "He paid with a $10 bill.",
        "Prices rose 12% and 30 percent.",
        "Nothing was counted here.",
    ],
)
def test_what_counts_nothing_is_left_alone(sentence: str):
    assert not found(sentence)


def test_a_figure_is_cited_with_the_words_that_say_what_it_counts():
    sentence = "The blast killed at least 12 people and left 30 injured."
    cited = [each.span.of(sentence) for each in find_counted(sentence, Span(0, len(sentence)))]
    assert cited == ["killed at least 12 people", "30 injured"]


def test_who_does_the_killing_is_not_counted_among_the_dead():
    assert found("Two officers killed the gunman.") == [("officer", 2)]


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("twenty-three", 23),
        ("a dozen", 12),
        ("two dozen", 24),
        ("three hundred", 300),
        ("1,200", 1200),
        ("4.3 million", 4.3e6),
        ("Nineteen", 19),
    ],
)
def test_numbers_in_words_and_digits(printed: str, value: float):
    assert value_of(printed) == pytest.approx(value)


@pytest.mark.parametrize(
    ("noun", "one"),
    [("votes", "vote"), ("cities", "city"), ("launches", "launch"), ("boss", "boss"),
     ("children", "child"), ("boxes", "box")],
)  # fmt: skip
def test_singulars(noun: str, one: str):
    assert singular(noun) == one


@pytest.mark.parametrize(
    "text", ["", "12", "12 ", "$", "$1", "1,000,000,000,000", "９", "one " * 5000]
)
def test_odd_sentences_never_raise(text: str):
    find_counted(text, Span(0, len(text)))


# --------------------------------------------------------------------- several articles


def test_the_same_figure_is_one_with_all_its_tellings():
    (figure,) = told("The fire left 12 dead.", "Twelve people were killed in Tarn.")
    assert (figure.what, figure.unit, figure.conflicting) == ("dead", None, False)
    (value,) = figure.values
    assert [each.article for each in value.told] == ["0", "1"]
    assert value.publishers == ("0.example", "1.example")
    assert value.first_told == DAY


def test_figures_in_conflict_both_stay_with_publisher_and_time():
    (figure,) = told("The fire left 12 dead.", "The fire killed 14 people.", "It left 12 dead.")
    assert figure.conflicting
    assert [(each.value, each.publishers) for each in figure.values] == [
        (12, ("0.example", "2.example")),
        (14, ("1.example",)),
    ]
    assert figure.values[1].first_told == DAY + dt.timedelta(hours=1)


@pytest.mark.parametrize(
    ("one", "other", "conflicting"),
    [
        ("At least 12 people were killed.", "The fire killed 14 people.", False),
        ("At least 14 people were killed.", "The fire killed 12 people.", True),
        ("About 100 people were injured.", "It injured 104 people.", False),
        ("About 100 people were injured.", "It injured 200 people.", True),
        ("Up to 50 people were injured.", "It injured 30 people.", False),
        ("They got a $4 million fine.", "They were fined $4.5 million.", True),
        ("They got a $4 million fine.", "They were fined $4m.", False),
    ],
)
def test_bounds_leave_room_and_bare_values_do_not(one: str, other: str, conflicting: bool):
    (figure,) = told(one, other)
    assert figure.conflicting is conflicting


def test_other_things_agree_or_are_told_apart():
    assert [
        figure.what for figure in told("It had 214 passengers.", "All 214 passengers left.")
    ] == ["passenger"]
    assert not told("Three cars were seen.", "Four cars were seen.")


def test_different_currencies_and_different_people_are_different_figures():
    assert not told("They got a $4 million fine.", "They got a £4 million fine.")
    assert not told("Four children were killed.", "The fire killed 12 people.")


def test_a_figure_of_one_article_is_no_figure_of_the_story():
    assert not told("The fire left 12 dead.", "The fire was put out.")


def test_a_day_long_past_tells_of_another_happening():
    text = "The fire killed 12 people"
    past = Timex(
        span=Span(0, 3), type="DATE", value="2019", earliest=dt.date(2019, 1, 1),
        latest=dt.date(2019, 12, 31),
    )  # fmt: skip
    assert told(text, text)
    assert not told(text, text, times=(past,))


def test_a_number_inside_a_time_counts_nothing():
    text = "It lasted 12 nights"
    assert not told("It had 12 guests", "It had 12 guests", times=(
        Timex(span=Span(7, 16), type="DURATION", value="P12D"),
    ))  # fmt: skip
    assert not told(text, text)


def test_the_first_value_of_an_article_is_its_own():
    both = "The fire killed 12 people; one in Tarn killed 90 people."
    (figure,) = told(both, "The fire left 12 dead.")
    assert [each.value for each in figure.values] == [12]


def test_an_article_without_analysis_tells_no_figures():
    article = Article(id="a", text="The fire left 12 dead.")
    assert merge_figures([article, Article(id="b", text=article.text)], {}) == ()
