"""Who the source of a statement is."""

from __future__ import annotations

import pytest

from nutgraf.analysis.attribution import assign_speakers, is_news_organisation
from nutgraf.analysis.quotes import find_quotes
from nutgraf.analysis.syntax import parse
from nutgraf.records import Name, NameKind, Quote, Reference, Span


def name(text: str, printed: str, kind: NameKind, full: str, role: str | None = None) -> Name:
    start = text.index(printed)
    return Name(Span(start, start + len(printed)), kind, full, role)


def refer(text: str, printed: str, full: str | None) -> Reference:
    start = text.index(printed)
    return Reference(Span(start, start + len(printed)), full)


def assigned(
    text: str, names: tuple[Name, ...] = (), references: tuple[Reference, ...] = ()
) -> Quote:
    tree = parse(text)
    return assign_speakers(find_quotes(tree, text), tree, text, names, references)[0]


def test_a_name_in_the_source_is_the_speaker() -> None:
    text = "“It is over,” said Mayor Ida Orr."
    quote = assigned(text, (name(text, "Ida Orr", "person", "Ida Orr", "Mayor"),))
    assert (quote.speaker, quote.role, quote.voice) == ("Ida Orr", "Mayor", "person")
    assert not quote.anonymous


def test_the_name_of_another_in_the_source_is_not_the_speaker() -> None:
    text = "“It is over,” said a lawyer for Ida Orr."
    quote = assigned(text, (name(text, "Ida Orr", "person", "Ida Orr"),))
    assert quote.speaker is None
    assert quote.anonymous


def test_whoever_is_named_after_a_possessive_speaks() -> None:
    text = "“It is over,” said Orr's rival Al Venn."
    names = (name(text, "Orr", "person", "Ida Orr"), name(text, "Al Venn", "person", "Al Venn"))
    assert assigned(text, names).speaker == "Al Venn"


def test_what_is_counted_need_not_be_people() -> None:
    assert not assigned("Some 22 percent said the bridge was old.").anonymous


def test_a_name_set_beside_its_role_is_the_speaker() -> None:
    text = "“It is over,” the mayor, Ida Orr, said."
    assert assigned(text, (name(text, "Ida Orr", "person", "Ida Orr"),)).speaker == "Ida Orr"


def test_a_pronoun_stands_for_whom_the_references_say() -> None:
    text = "“It is over,” she said."
    assert assigned(text, (), (refer(text, "she", "Ida Orr"),)).speaker == "Ida Orr"
    assert assigned(text, (), (refer(text, "she", None),)).speaker is None


def test_a_relative_pronoun_stands_for_the_noun_before_it() -> None:
    text = "It was a blow for Ida Orr, who said the bridge was old."
    assert assigned(text, (name(text, "Ida Orr", "person", "Ida Orr"),)).speaker == "Ida Orr"


def test_a_body_speaks_as_an_organisation() -> None:
    text = "“It is over,” Acme Bridges said."
    quote = assigned(text, (name(text, "Acme Bridges", "organisation", "Acme Bridges"),))
    assert (quote.speaker, quote.voice) == ("Acme Bridges", "organisation")
    assert assigned("The company said the bridge was old.").voice == "organisation"


def test_a_news_organisation_speaks_as_publisher() -> None:
    text = "“It is over,” The Harbour Gazette said."
    quote = assigned(
        text, (name(text, "The Harbour Gazette", "organisation", "The Harbour Gazette"),)
    )
    assert (quote.speaker, quote.voice) == ("The Harbour Gazette", "publisher")


@pytest.mark.parametrize(
    "text",
    [
        "Two officials said the bridge was old.",
        "“It is over,” said people familiar with the matter.",
        "The bridge was old, according to three engineers.",
        "A spokesman said the bridge was old.",
    ],
)
def test_described_sources_are_anonymous(text: str) -> None:
    quote = assigned(text)
    assert quote.anonymous
    assert quote.speaker is None


@pytest.mark.parametrize(
    "text",
    [
        "A spokesman for Acme Bridges said the bridge was old.",
        "Acme Bridges's spokeswoman said the bridge was old.",
    ],
)
def test_a_spokesman_speaks_for_the_body(text: str) -> None:
    quote = assigned(text, (name(text, "Acme Bridges", "organisation", "Acme Bridges"),))
    assert (quote.speaker, quote.voice, quote.anonymous) == ("Acme Bridges", "organisation", False)


@pytest.mark.parametrize(
    ("printed", "news"),
    [
        ("The Washington Post", True),
        ("Reuters", True),
        ("the Associated Press", True),
        ("The Harbour Gazette", True),
        ("Acme Bridges", False),
        ("the Justice Department", False),
        ("Columbia University Press Office", False),
    ],
)
def test_news_organisations_are_known_by_name(printed: str, news: bool) -> None:
    assert is_news_organisation(printed) is news
