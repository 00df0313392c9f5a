"""The publisher's own voice: what is analysis, what is report, and what analyze lists."""

from __future__ import annotations

import json

import pytest

from eval.narration import average_precision
from nutgraf.analysis.analyze import analyze
from nutgraf.analysis.narration import ANALYSIS_LINE, score_analysis
from nutgraf.analysis.syntax import parse
from nutgraf.records import Article
from nutgraf.render.jsonl import analysis_line

ANALYSIS = [
    "But the levy may prove a rare blow to a government that is increasingly fragile.",
    "It remains unclear whether the new tariff will survive, and that could hurt small farms.",
    "Unlike her rivals, she seems likely to struggle with wary rural voters.",
    "The delay underscores how difficult it has become to find pilots, in part because few stay.",
    "While the deal looks modest, it could be the strongest sign yet that trust is growing.",
]
REPORT = [
    "The ferry Wren left Tarn Harbour on Monday with 212 passengers and 14 crew.",
    "Ines Calloway was born in Valmere in 1961 and joined the harbour board in 1994.",
    "Output rose 3 % in April from 2019, the Valmere Statistics Office figures showed.",
    "Two men were arrested in Port Ellery on Tuesday and charged with theft.",
    "The council met at 6 p.m. on Friday in the town hall on Quay Street.",
]


def score(text: str) -> float:
    return score_analysis(next(iter(parse(text).sents)))


@pytest.mark.parametrize("text", ANALYSIS)
def test_evaluation_likelihood_and_explanation_are_analysis(text: str) -> None:
    assert score(text) >= ANALYSIS_LINE


@pytest.mark.parametrize("text", REPORT)
def test_plain_facts_are_report(text: str) -> None:
    assert score(text) < ANALYSIS_LINE


@pytest.mark.parametrize("text", ["", "\n", "…", "\u202e", "7", "word " * 3000])
def test_odd_text_has_a_score(text: str) -> None:
    for phrase in parse(text).sents:
        assert 0 <= score_analysis(phrase) <= 1


def test_analyze_lists_the_publishers_voice_and_nothing_else() -> None:
    said = '"The levy may be a blow to a fragile trade," Ines Calloway told reporters.'
    text = f"{REPORT[0]}\n\n{ANALYSIS[0]}\n\n{said}\n\n{REPORT[3]}\n"
    article = Article(id="a", text=text, headline=None, publisher="The Harbour Post")
    listed = json.loads(analysis_line(article, analyze(article)))["narration"]
    assert [text[slice(*item["span"])] for item in listed] == [ANALYSIS[0]]
    assert listed[0]["voice"] == "publisher"
    assert ANALYSIS_LINE <= listed[0]["score"] <= 1


def test_average_precision_takes_equal_scores_at_once() -> None:
    assert average_precision([(0.9, True), (0.8, False), (0.7, True)]) == pytest.approx(5 / 6)
    assert average_precision([(0.5, True), (0.5, False)]) == average_precision(
        [(0.5, False), (0.5, True)]
    )
    assert average_precision([]) == 0
