"""How what is told of the main event is set beside people's answers, on invented text."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from eval.corpus import Row
from eval.main_event import MOST_WORDS, Told, figures, first_sentence, judge, told_of, words_of
from nutgraf.analysis.analyze import analyze
from nutgraf.records import Article
from nutgraf.render.jsonl import analysis_line


def answers(**given: str) -> Row:
    return {name: [{"text": text, "parsed": None}] for name, text in given.items()}


def test_words_meet_whatever_their_endings() -> None:
    assert words_of("The ferry’s derailment") == words_of("Ferries derailed") - {"ferri"} | {
        "ferry"
    }
    assert words_of("of the and") == frozenset()


@pytest.mark.parametrize(
    ("answer", "told", "right"),
    [
        ("Brandal Ferries", "the Brandal line", True),
        ("the captain of the Brandal Ferries", "the Brandal line", False),
        ("four people", "", False),
    ],
)
def test_who_needs_half_of_the_words_of_an_answer(answer: str, told: str, right: bool) -> None:
    assert judge(answers(who=answer), Told(who=told)) == {"who": right}


@pytest.mark.parametrize(
    ("answer", "right"),
    [
        ("sinks", True),
        ("Ferry sinks off Tarn Point", True),
        # The name alone is not what happened.
        ("Ferry burns", False),
        ("crew rescued from burning deck", False),
    ],
)
def test_what_needs_half_of_the_words_and_one_beyond_who(answer: str, right: bool) -> None:
    told = Told(who="A ferry", what="sank off Tarn Point; it sinks")
    assert judge(answers(what=answer), told) == {"what": right}


def test_when_needs_the_day_itself() -> None:
    gold = {"when": [{"text": "Wednesday", "parsed": "2026-03-11"}]}
    assert judge(gold, Told(day="2026-03-11")) == {"when": True}
    assert judge(gold, Told(day="2026-03-12")) == {"when": False}
    assert judge(gold, Told()) == {"when": False}
    assert judge({"when": [{"text": "recently", "parsed": None}]}, Told()) == {}


def test_each_figure_is_over_the_articles_with_an_answer() -> None:
    gold = {"a": answers(who="Orla Quist"), "b": answers(who="the crew", where="Tarn")}
    told = {"a": Told(who="Orla Quist")}
    assert figures(gold, told) == {"who": 50.0, "where": 0.0}


def test_what_is_told_comes_from_the_main_event_of_the_line() -> None:
    text = "Orla Quist sold the mill on Wednesday. Snow fell in Norway."
    article = Article(id="x", text=text, published=dt.datetime(2026, 3, 12, 9))
    line = json.loads(analysis_line(article, analyze(article)))
    told = told_of(article, line)
    assert told == Told("Orla Quist Orla Quist", "sold the mill on Wednesday.", "2026-03-11", "")
    assert told_of(article, line | {"events": []}) == Told()


def test_the_first_sentence_is_told_whole_but_for_its_end() -> None:
    text = "The council sold the mill" + " and the mill" * 20 + ". Snow fell."
    article = Article(id="x", text=text, published=dt.datetime(2026, 3, 12, 9))
    told = first_sentence(article, analyze(article))
    assert told.who.split() == ["The", "council"]
    assert len(told.what.split()) == MOST_WORDS
    assert told.day == "2026-03-12"
