"""What was said, by whom, and what only looks like it."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

import nutgraf
from nutgraf.analysis.marks import find_marked
from nutgraf.analysis.quotes import find_quotes
from nutgraf.analysis.syntax import parse
from nutgraf.records import Quote


def marked(text: str) -> list[str]:
    return [mark.outer.of(text) for mark in find_marked(text)]


def quotes(text: str) -> tuple[Quote, ...]:
    return find_quotes(parse(text), text)


def told(text: str) -> list[tuple[str, str, str]]:
    """Kind, source and content of each quote, fragments parted by " + "."""
    return [
        (
            quote.kind,
            " + ".join(span.of(text) for span in quote.source),
            " + ".join(span.of(text) for span in quote.content),
        )
        for quote in quotes(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "yes" and "no."', ['"yes"', '"no."']),
        ("He said “yes” and ''no'' and ``maybe.''", ["“yes”", "''no''", "``maybe.''"]),
        ("«Oui», »nein« and „ja“.", ["«Oui»", "»nein«", "„ja“"]),
        ('"We are "very" glad," she said.', ['"We are "very" glad,"']),
        ("“He told me ‘never’ twice,” she said.", ["“He told me ‘never’ twice,”"]),
        ("She said ‘I am the boys’ aunt,’ and left.", ["‘I am the boys’ aunt,’"]),
        ("It's the Orrs' house; don't go.", []),
        ('He is 6\'2" tall and said "yes."', ['"yes."']),
        ("“One.\n\n“Two.\n\n“Three,” she said.", ["“One.", "“Two.", "“Three,”"]),
        ('A stray " mark.\n"Good," he said.', ['"Good,"']),
        ('Stray " here. "Good," he said.', ['"Good,"']),
        ('Closed” and “open.” Then "more."', ["“open.”", '"more."']),
        ("", []),
    ],
)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert marked(text) == expected


def test_a_mark_left_open_is_told_apart() -> None:
    assert [mark.closed for mark in find_marked("“One.\n\n“Two.”")] == [False, True]


@pytest.mark.parametrize("sign", ['"', "“", "”", "''", "'", "‘", "«", "x' y ", ' "a" b'])
def test_marks_take_linear_time_and_never_raise(sign: str) -> None:
    began = time.perf_counter()
    find_marked(sign * 20_000)
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            'Mayor Ida Orr said: "The bridge is closed."',
            ("direct", "Mayor Ida Orr", '"The bridge is closed."'),
        ),
        (
            "“The bridge is closed,” said Mayor Ida Orr, a former engineer.",
            ("direct", "Mayor Ida Orr, a former engineer", "“The bridge is closed,”"),
        ),
        (
            "“The bridge is closed,” Orr told reporters. “It will stay so.”",
            ("direct", "Orr", "“The bridge is closed,” + “It will stay so.”"),
        ),
        (
            "“The bridge,” Orr said, “is closed.”",
            ("direct", "Orr", "“The bridge,” + “is closed.”"),
        ),
        (
            'Orr said she had a "long and painful" talk with the builders.',
            ("mixed", "Orr", 'she had a "long and painful" talk with the builders'),
        ),
        (
            "Orr called the bridge a “death trap.”",
            ("mixed", "Orr", "the bridge a “death trap.”"),
        ),
        (
            "Orr said the bridge would be closed until May.",
            ("indirect", "Orr", "the bridge would be closed until May"),
        ),
        (
            "The bridge will be closed until May, according to Ida Orr.",
            ("indirect", "Ida Orr", "The bridge will be closed until May"),
        ),
        (
            "According to the council, the bridge will be closed until May.",
            ("indirect", "the council", "the bridge will be closed until May"),
        ),
        (
            "The bridge will be closed until May, the council said.",
            ("indirect", "the council", "The bridge will be closed until May"),
        ),
        (
            "As Orr put it in a speech, the bridge is “a death trap.”",
            ("mixed", "Orr", "the bridge is “a death trap.”"),
        ),
        (
            "The bridge was called “a death trap” by Orr.",
            ("mixed", "Orr", "The bridge + “a death trap”"),
        ),
        (
            "Orr said that if “the bridge is closed, we will all drown.”",
            ("direct", "Orr", "that if “the bridge is closed, we will all drown.”"),
        ),
        (
            "Orr said she felt “fine” about the vote, which raised some brows.",
            ("mixed", "Orr", "she felt “fine” about the vote"),
        ),
        (
            "‘The bridge is closed,’ said Orr.",
            ("direct", "Orr", "‘The bridge is closed,’"),
        ),
        (
            "“The bridge is closed, and so is the road.”\n― Ida Orr\n",
            ("direct", "Ida Orr", "“The bridge is closed, and so is the road.”"),
        ),
        (
            "PORT ELLERY (Coastal Wire) - Mayor Ida Orr said the bridge would be closed.",
            ("indirect", "Mayor Ida Orr", "the bridge would be closed"),
        ),
        (
            "PORT ELLERY (Coastal Wire) - The bridge will be closed until May, Ida Orr said.",
            ("indirect", "Ida Orr", "The bridge will be closed until May"),
        ),
        (
            "The Harbour Gazette reports:\n\n“The bridge is closed, and will stay so.”",
            ("direct", "The Harbour Gazette", "“The bridge is closed, and will stay so.”"),
        ),
        (
            "And that, Orr said, was how the bridge had been closed.",
            ("indirect", "Orr", "And that + was how the bridge had been closed"),
        ),
        (
            "ORR: We have to close the bridge.",
            ("indirect", "ORR", "We have to close the bridge."),
        ),
    ],
)
def test_one_statement(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in told(text)
    assert len(told(text)) == 1


def test_a_quotation_without_a_cue_goes_to_the_last_speaker() -> None:
    text = "“The bridge is closed,” Orr said.\n\n“We had no choice at all in this matter.”"
    last = quotes(text)[-1]
    assert last.cue == ()
    assert [span.of(text) for span in last.source] == ["Orr"]


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = "Orr said: “The bridge is old.\n\n“It has to close.”"
    assert told(text) == [("direct", "Orr", "“The bridge is old. + “It has to close.”")]


def test_who_agrees_speaks_next() -> None:
    text = "“The bridge is closed,” Orr said.\n\nAl Venn agreed. “There was no other way left.”"
    assert told(text)[-1] == ("direct", "Al Venn", "“There was no other way left.”")


def test_what_is_said_inside_a_statement_belongs_to_whoever_tells_it() -> None:
    text = "Orr said that Al Venn had called the bridge “a death trap.”"
    assert told(text) == [
        ("mixed", "Orr", "that Al Venn had called the bridge “a death trap.”"),
    ]


def test_a_link_line_is_no_speaker() -> None:
    assert quotes("RELATED: The bridge that nobody wanted") == ()


def test_a_participle_leans_on_the_speaker_before_it() -> None:
    text = "“The bridge is closed,” Orr said, adding that “nobody should be surprised.”"
    assert ("direct", "Orr", "that “nobody should be surprised.”") in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "The band played “Long Road Home” and left the stage.",
        "Joe “The Hammer” Stone won the second race on Friday.",
        "The so-called “smart” bins were emptied on Tuesday.",
        "",
    ],
)
def test_marks_that_nobody_said_are_no_quotes(text: str) -> None:
    assert quotes(text) == ()


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("“The bridge is closed,” Orr told reporters on Friday.", "told reporters"),
        ("“The bridge is closed,” Orr said in a statement.", "in a statement"),
        ("Orr wrote on Twitter that the bridge was closed.", "on Twitter"),
        ("Orr said during a hearing that the bridge was closed.", "during a hearing"),
        (
            "“The bridge is closed,” Orr said in an interview with The Daily Ledger.",
            "in an interview with The Daily Ledger",
        ),
        ("“The bridge is closed,” Orr said.", None),
    ],
)
def test_the_occasion_is_as_printed(text: str, occasion: str | None) -> None:
    found = quotes(text)[0].occasion
    assert (found.of(text) if found else None) == occasion


@pytest.mark.parametrize(
    "text",
    [
        '"' * 400,
        "“Open and never closed, Orr said",
        "\u200f“\u202eשלום,” Orr said.",
        " ".join(['Orr said "it is" and'] * 1500),
        "said said said: “”",
        "\n\n“”\n",
    ],
)
def test_odd_text_never_raises(text: str) -> None:
    for quote in quotes(text):
        assert quote.content
        assert all(0 <= span.start < span.end <= len(text) for span in quote.content)


_LISTED = (
    "“ ” \" '' ` ' ‘ ’ « » „ ( ) , . : — ? \u200f \u202e said Orr he which that saying ORR: "
    "according to told reporters called it the plan is dead adding as put was quoted by 6'2\""
)
_BITS = _LISTED.split()


@pytest.mark.parametrize("seed", range(40))
def test_content_never_runs_into_its_speaker(seed: int) -> None:
    # A fixed walk over the bits rather than chance, so that a failure repeats.
    places = [(seed * 7 + step * step * (seed + 3)) % len(_BITS) for step in range(40)]
    text = ("\n" if seed % 3 == 0 else " ").join(_BITS[place] for place in places)
    for quote in quotes(text):
        spans = quote.content
        assert all(one.end <= two.start for one, two in pairwise(spans))
        assert not any(span.meets(source) for span in spans for source in quote.source)


def test_a_dateline_that_runs_into_the_speaker_is_not_the_speaker():
    text = 'Washington (CNN)Rock star Tomas Quill said on Monday he would not "play in a tent".'
    (quote,) = nutgraf.analyze(nutgraf.Article(id="a", text=text)).quotes
    assert quote.speaker == "Tomas Quill"
    assert [span.of(text) for span in quote.source] == ["Rock star Tomas Quill"]
