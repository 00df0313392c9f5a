"""Whom a text means by "the company", "the report" or "the Ostmark senator"."""

from __future__ import annotations

import pytest

from nutgraf.analysis.attribution import assign_speakers
from nutgraf.analysis.names import find_names
from nutgraf.analysis.quotes import find_quotes
from nutgraf.analysis.references import resolve_references
from nutgraf.analysis.syntax import parse
from nutgraf.records import Quote


def told(text: str) -> Quote:
    """The last statement of ``text``, with its speaker."""
    tree = parse(text)
    names = find_names(tree, text)
    references = resolve_references(tree, text, names)
    return assign_speakers(find_quotes(tree, text), tree, text, names, references)[-1]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Brightwater Inc. closed two plants. The company said the ovens were old.",
            "Brightwater Inc.",
        ),
        (
            "Corvane Motors lost money again last year. The firm said the ovens were old.",
            "Corvane Motors",
        ),
        (
            "The Northern Harbour Fund cut its forecast. The fund said trade was slow.",
            "Northern Harbour Fund",
        ),
        (
            "Corvane Motors sold its ovens. A company spokesman said they were old.",
            "Corvane Motors",
        ),
        (
            "Corvane Motors sold its ovens. They were old, according to a company statement.",
            "Corvane Motors",
        ),
    ],
)
def test_a_kind_of_body_is_the_one_spoken_of(text: str, speaker: str) -> None:
    quote = told(text)
    assert (quote.speaker, quote.voice, quote.anonymous) == (speaker, "organisation", False)


def test_a_company_is_not_guessed_between_two() -> None:
    assert told("Corvane Inc. and Tally Inc. merged. The company said it was old.").speaker is None


def test_a_company_is_no_ministry() -> None:
    assert told("The Defence Ministry bought it. The company said it was old.").speaker is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Norway's government said the bridge was safe.", "Norway's government"),
        ("The bridge is safe, according to the Norwegian roads agency.", "Norwegian roads agency"),
        ("Police said the bridge was safe.", "Police"),
        ("The Norwegians warned that the bridge was old.", "Norwegians"),
    ],
)
def test_a_body_is_told_by_the_words_of_the_text(text: str, speaker: str) -> None:
    quote = told(text)
    assert (quote.speaker, quote.voice) == (speaker, "organisation")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The ovens are safe, according to Corvane Inc.'s website.", "Corvane Inc."),
        ("Ms. Ida Orr wrote a memoir in 2003. “I was never asked,” the book said.", "Ida Orr"),
        ("Ida Orr filed a complaint in May. The complaint said the ovens were old.", "Ida Orr"),
        ("The ovens were old, according to a study by Corvane Inc.", "Corvane Inc."),
        ("The ovens were old, according to a complaint Ida Orr filed in May.", "Ida Orr"),
    ],
)
def test_a_document_speaks_for_its_author(text: str, speaker: str) -> None:
    assert told(text).speaker == speaker


def test_a_document_of_nobody_stays_open() -> None:
    assert told("Ida Orr left. Recent polls said that voters were tired.").speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "Ida Orr, 64, has no plans to retire. The Texas senator said she was well.",
        "Rent Board Director Ida Orr met tenants. The Rent Board chief said rents would fall.",
        "Al Venn, 30, was on the tram. The father, from Ostmark, said people had screamed.",
        "Ida Orr called on Al Venn to resign. Obama's former strategist said she was angry.",
    ],
)
def test_a_description_is_the_person_on_the_stage(text: str) -> None:
    assert told(text).speaker in ("Ida Orr", "Al Venn")


def test_a_description_is_nobody_of_another_post() -> None:
    text = "Governor Ida Orr left. The Danish prime minister said the bridge was old."
    assert told(text).speaker is None


def test_one_of_many_is_nobody_on_the_stage() -> None:
    assert told("Ida Orr has insulted many. The Danish diplomat said it was true.").speaker is None


def test_a_description_may_come_before_the_name() -> None:
    text = "A bakers' union boss said the ovens were old.\n\n“They are a danger,” Ida Orr said."
    tree = parse(text)
    names = find_names(tree, text)
    first, _ = assign_speakers(find_quotes(tree, text), tree, text, names, ())
    assert (first.speaker, first.anonymous) == ("Ida Orr", False)


@pytest.mark.parametrize(
    "text",
    [
        "“It is over,” one user wrote.",
        "Many consumers said the ovens were old.",
        "Groups of protesters said the ovens were old.",
        "Advocates said the ovens were old.",
        "The sources said the ovens were old. They also said that nobody cared.",
    ],
)
def test_people_without_names_are_anonymous(text: str) -> None:
    assert told(text).anonymous


def test_whoever_is_cited_speaks() -> None:
    quote = told("The ovens were old, The Harbour Gazette reported, citing two officials.")
    assert (quote.speaker, quote.anonymous) == (None, True)


def test_whoever_a_paper_quotes_speaks() -> None:
    assert told("“It is over,” The Harbour Gazette quoted Ida Orr as saying.").speaker == "Ida Orr"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The White House Press Secretary, Ida Orr, spoke to the White House.", "White House"),
        ("Getty Images Bill Orr said the ovens were old.", "Bill Orr"),
        ("Ovens are old, according to BreadMarketCap.", "BreadMarketCap"),
    ],
)
def test_a_name_holds_no_more_than_a_name(text: str, name: str) -> None:
    assert name in {found.full_name for found in find_names(parse(text), text)}


def test_a_surname_that_looks_like_a_place_is_a_person() -> None:
    text = "Nick Beckenham lives here. “It is over,” Beckenham said."
    assert {n.full_name for n in find_names(parse(text), text)} == {"Nick Beckenham"}


def test_her_tells_which_of_two_of_one_name() -> None:
    text = "Anna Clinton spoke. Former President Bill Clinton listened. Clinton told her staff."
    assert [n.full_name for n in find_names(parse(text), text)][-1] == "Anna Clinton"
