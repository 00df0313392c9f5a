"""Statements that the trained network finds beside the rules, and its arrays."""

from __future__ import annotations

import numpy as np
import pytest

from nutgraf.analysis.by_rules import find_by_rules
from nutgraf.analysis.features import part_tags, read_features
from nutgraf.analysis.network import network
from nutgraf.analysis.page import Page
from nutgraf.analysis.quotes import find_quotes
from nutgraf.analysis.syntax import parse
from nutgraf.analysis.tagged import find_tagged
from nutgraf.records import Span
from tests.conftest import Sample


def told(text: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each statement, as printed."""
    return [
        tuple(" | ".join(span.of(text) for span in part) for part in (q.source, q.cue, q.content))
        for q in find_quotes(parse(text), text)
    ]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "Senator Orla Finch has made the case that the ferry line should be sold.",
            "Senator Orla Finch",
            "that the ferry line should be sold",
        ),
        (
            "Ellery Lines is of the view that the fog was to blame for the accident.",
            "Ellery Lines",
            "that the fog was to blame for the accident",
        ),
        (
            "The court's finding that the harbour board broke the law came on Friday.",
            "The court's",
            "that the harbour board broke the law",
        ),
        # The words past the clause are the writer's.
        (
            "Quill's view that the pier was safe has few friends.",
            "Quill's",
            "that the pier was safe",
        ),
    ],
)
def test_cues_that_no_list_holds(text: str, source: str, content: str) -> None:
    assert [(who, what) for who, _, what in told(text)] == [(source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left at noon and reached Sand Island at two.",
        "Rain fell on Wednesday, and the market was closed.",
        # Roe was asked; somebody else put the question.
        "Asked whether the line would be sold, Roe shook her head.",
        "RELATED: The bridge that nobody wanted",
    ],
)
def test_plain_report_is_no_statement(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The minister is under fire from farmers for what they see as a broken promise.", "they"),
        ("The bank put the cost of the repairs at 4 million crowns.", "The bank"),
        ("There is little doubt among engineers that the bridge will have to close.", "engineers"),
        ("In Quill's telling, the captain heard three calls from the tower.", "Quill's"),
    ],
)
@pytest.mark.xfail(strict=True, reason="neither the rules nor the network know this cue")
def test_cues_that_are_still_missed(text: str, source: str) -> None:
    assert any(who == source for who, _, _ in told(text))


@pytest.mark.xfail(strict=True, reason="an act that is parsed like a statement: ignored … calls")
def test_an_act_is_no_statement() -> None:
    assert told("The captain ignored three calls from the tower before the accident.") == []


def test_what_the_rules_found_stands(sample: Sample) -> None:
    for article in sample.articles[:8]:
        tree = parse(article.text)
        found = find_quotes(tree, article.text)
        assert set(find_by_rules(Page(tree, article.text))) <= set(found)


def test_words_are_told_by_their_spans() -> None:
    #       0    5    10
    text = "Finch said it was late"
    starts = np.array([0, 6, 11, 14, 18])
    ends = np.array([5, 10, 13, 17, 22])
    spans = [([Span(6, 10)], [Span(0, 5)], [Span(11, len(text))])]
    tags, owner = part_tags(spans, starts, ends)
    assert tags.tolist() == [3, 1, 5, 6, 6]
    assert owner.tolist() == [0, 0, 0, 0, 0]


def test_a_book_is_read_in_stretches() -> None:
    text = "Finch has made the case that the line should be sold. " * 900
    tree = parse(text)
    words = read_features(tree, (), ())
    scores = network()(words)
    assert scores.tags.shape == (len(words), 7)
    assert np.isfinite(scores.tags).all()
    assert np.exp(scores.tags).sum(1) == pytest.approx(1, abs=1e-4)
    found = find_tagged(words, network())
    # A sentence cut in two by the edge of a stretch may be lost, and no more than that.
    assert 890 <= len(found) <= 900


def test_no_words_have_no_statements() -> None:
    text = " \n "
    tree = parse(text)
    assert find_tagged(read_features(tree, (), ()), network()) == []
