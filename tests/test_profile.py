"""What a profile keeps of an article, and what it leaves out as the site's own."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from nutgraf.records import Analysis, Article, Name, Span, Timex
from nutgraf.stories.boilerplate import own_sentences, with_own_headlines
from nutgraf.stories.framing import bare_headline, bare_sentences
from nutgraf.stories.profile import Profile, profile_of

DAY = dt.date(2031, 5, 6)


def told(text: str, headline: str | None = None, analysis: Analysis | None = None) -> Profile:
    article = Article(id="a", text=text, headline=headline, publisher="kxor.example")
    return profile_of(article, analysis, own_sentences([text], [headline or ""])[0])


def found(text: str, *names: tuple[str, str, str], days: tuple[str, ...] = ()) -> Analysis:
    """An analysis with (printed, kind, full name) and words that mean ``DAY``."""
    return Analysis(
        article_id="a",
        analyzer="t",
        creation_time=DAY,
        names=tuple(
            Name(Span(text.index(printed), text.index(printed) + len(printed)), kind, full)
            for printed, kind, full in names
        ),
        timexes=tuple(
            Timex(
                Span(text.index(word), text.index(word) + len(word)),
                "DATE",
                DAY.isoformat(),
                earliest=DAY,
                latest=DAY,
            )
            for word in days
        ),
    )


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("A 34-year-old man fell from the pier.", "age 34"),
        ("A 7 - year - old girl was found.", "age 7"),
        ("Davi Okonra, 41, was not hurt.", "age 41"),
        ("Mina Rask (29) scored.", "age 29"),
        ("A woman aged 52 was held.", "age 52"),
        ("A magnitude 6.1 earthquake shook Marsk.", "magnitude 6.1"),
        ("The 5.6-magnitude quake cracked walls.", "magnitude 5.6"),
        ("The firm paid $3.5 million for it.", "sum 3500000"),
        ("The firm paid £1,200 for it.", "sum 1200"),
        ("Port Sallow won 3-1 at home.", "score 3-1"),
        ("Shots rang out in the 1400 block of Alder Street.", "address 1400 block"),
        ("The ferry carried 214 passengers.", "214 passenger"),
        ("The coastguard sent two lifeboats.", "2 lifeboat"),
        ("Some 1,300 homes lost power.", "1300 home"),
    ],
)
def test_a_number_is_kept_with_what_it_counts(text: str, figure: str):
    assert figure in told(text).figures


@pytest.mark.parametrize("text", ["Call 555.0199 now.", "It rose in May, 12 years on.", "No. 7"])
def test_other_numbers_are_no_ages(text: str):
    assert not {figure for figure in told(text).figures if figure.startswith("age")}


def test_names_of_two_words_and_places_are_kept_folded():
    text = "Ms. Petra Lindqvist met Kim Jor-un of Velmora. Lindqvist left for Tarn Point."
    profile = told(
        text,
        analysis=found(
            text,
            ("Petra Lindqvist", "person", "Ms. Petra Lindqvist"),
            ("Kim Jor-un", "person", "Kim Jor-un"),
            ("Velmora", "place", "Velmora"),
            ("Tarn Point", "place", "Tarn Point"),
        ),
    )
    assert profile.names == {"petra lindqvist", "kim un"}
    assert profile.places == {"velmora", "tarn point"}


@pytest.mark.parametrize(
    ("name", "kind", "key"),
    [
        ("Ana Rosa Quill", "person", "ana quill"),
        ("Sen. Ana R. Quill", "person", "ana quill"),
        ("Ana Quill", "person", "ana quill"),
        ("Kim Jor Un", "person", "kim un"),
        ("Tom Hask Jr.", "person", "tom hask jr"),
        ("Tom B. Hask Jr.", "person", "tom hask jr"),
        ("Marsk Harbour Trust", "organisation", "marsk harbour trust"),
        ("Night of Lanterns", "other", "night lantern"),
    ],
)
def test_a_person_goes_by_the_first_name_and_the_last(name: str, kind: str, key: str):
    text = f"The prize went to {name} on the pier."
    assert told(text, analysis=found(text, (name, kind, name))).names == {key}


def test_a_person_of_one_name_is_no_key():
    text = "The prize went to Quill. Junior clapped."
    analysis = found(text, ("Quill", "person", "Quill"), ("Junior", "person", "Junior"))
    assert told(text, analysis=analysis).names == set()


def test_a_name_that_only_the_frame_has_is_left_out():
    text = "The ferry sank. (Photo: Orla Venn/Kxor)"
    assert told(text, analysis=found(text, ("Orla Venn", "person", "Orla Venn"))).names == set()


def test_days_are_those_of_the_opening():
    text = "The ferry sank on Monday. It was old. It was slow. It was full. Rain is due Friday."
    analysis = found(text, days=("Monday", "Friday"))
    assert told(text, analysis=analysis).days == {DAY.toordinal()}
    late = told(text, analysis=found(text, days=("Friday",)))
    assert late.days == set()
    assert late.day == DAY.toordinal()


def test_the_opening_is_part_of_the_whole():
    text = "One ferry sank. Two gulls watched. Zebras slept through it."
    profile = told(text, "Ferry sinks off Marsk")
    assert {"ferry", "marsk", "gull"} <= set(profile.opening) < set(profile.terms)
    assert "zebra" not in profile.opening
    assert profile.terms["ferry"] > profile.terms["gull"]


def test_without_an_analysis_there_are_words_and_figures_alone():
    profile = told("In 2029 a 34-year-old swam to Tarn Point.")
    assert (profile.names, profile.places, profile.days) == (set(), set(), set())
    assert (profile.years, profile.day) == ({"2029"}, None)
    assert "age 34" in profile.figures


@pytest.mark.parametrize(
    ("headline", "bare"),
    [
        ("Two shot on Elm Street - KXOR News 5", "Two shot on Elm Street"),
        ("Two shot on Elm Street - kxor.example | Marsk", "Two shot on Elm Street"),
        ("Two shot :: Kxor", "Two shot"),
        ("Ferry sinks – and the captain swims", "Ferry sinks – and the captain swims"),
        ("Dam vote | Farmers march | Kxor Weather", "Dam vote | Farmers march"),
        ("Kxor News", "Kxor News"),
        ("- KXOR", "- KXOR"),
        ("", ""),
    ],
)
def test_a_site_that_names_itself_in_the_headline_is_cut(headline: str, bare: str):
    assert bare_headline(headline, "kxor.example") == bare


def test_credits_and_lists_of_videos_are_no_sentences_of_the_article():
    sentences = [
        "MARSK, Velm. (KXOR) - The ferry sank.",
        "1:05 Coach dances on the pitch Pause",
        "9:15 AM is when it left (with 214 aboard).",
    ]
    assert bare_sentences(sentences) == ["MARSK, Velm.   - The ferry sank.", sentences[2]]


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("(KXOR)The Marsk Harbour Trust met.", " The Marsk Harbour Trust met."),
        ("(KXOR) “We met,” said Quill.", "  “We met,” said Quill."),
        ("New Ardmouth, Velmora (KXOR)Orla Venn left.", "New Ardmouth, Velmora  Orla Venn left."),
        ("The Marsk Harbour Trust (MHT) met.", "The Marsk Harbour Trust (MHT) met."),
        ("He met the Trust (MHT) On Monday.", "He met the Trust (MHT) On Monday."),
        ("(WE) are many.", "(WE) are many."),
    ],
)
def test_a_credit_at_the_head_of_a_text_needs_no_dash(sentence: str, bare: str):
    assert bare_sentences([sentence, sentence]) == [bare, sentence]


def test_a_credit_that_ran_into_a_name_is_none_of_it():
    text = "(KXOR)The Marsk Harbour Trust met on Monday. It rained."
    ran_in = ("KXOR)The Marsk Harbour Trust", "organisation", "KXOR)The Marsk Harbour Trust")
    assert told(text, analysis=found(text, ran_in)).names == {"marsk harbour trust"}


def test_a_digest_is_like_nothing():
    names = [f"Ana Quill{chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(300)]
    for count, empty in ((60, False), (300, True)):
        text = " ".join(f"{name} met the press." for name in names[:count])
        people = [(name, "person", name) for name in names[:count]]
        profile = told(text, "All of the day", analysis=found(text, *people))
        assert (not profile.terms and not profile.opening and not profile.names) == empty
        assert (profile.day, profile.publisher) == (DAY.toordinal(), "kxor.example")


BARGE = "A barge with gravel hit the north pier of Ardmouth. Divers look at its hull today."
CUP = "Port Sallow won the bowls cup on a wet green. Mina Rask threw the last bowl."
DAM = "Farmers blocked the road to the Velmora dam. They want water before the harvest."


def headlines(*told: tuple[str, str]) -> list[str | None]:
    articles = [Article(id=text[:5], text=text, headline=headline) for headline, text in told]
    return [article.headline for article in with_own_headlines(articles)]


def test_a_headline_that_unlike_texts_share_and_none_tells_is_the_sites():
    motto = "Fearless since 1988!"
    told = headlines(
        (motto, BARGE), ("Bowls cup", CUP), (motto, DAM), ("Fearless: since 1988", CUP)
    )
    assert told == [None, "Bowls cup", None, None]


def test_a_headline_that_its_texts_tell_stays():
    barge = "Barge hits Ardmouth pier"
    rewritten = (
        "Owners of the pier in Ardmouth will sue: a barge struck it, and repairs take a year."
    )
    assert headlines((barge, BARGE), (barge, rewritten)) == [barge, barge]
    # Two copies of a text are not unlike, whatever stands over them.
    assert headlines(("Morning", BARGE), ("Morning", BARGE + " More soon.")) == ["Morning"] * 2
    assert headlines(("", BARGE), ("", CUP), ("Morning", DAM)) == ["", "", "Morning"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "$",
        "7",
        "A" * 50_000,
        "1" * 50_000,
        "1," * 25_000,
        "(" * 50_000,
        "A ( 7 " * 9_000,
        "Ab, " * 20_000,
    ],
)
def test_odd_text_is_profiled_in_no_time(text: str):
    start = time.perf_counter()
    told(text, text)
    bare_headline(text, text)
    assert time.perf_counter() - start < 2
