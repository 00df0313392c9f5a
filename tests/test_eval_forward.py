"""The gold of what is to come and what measures against it, on invented text."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from eval import forward
from eval.corpus import Row, rows
from eval.forward import GOLD, figures, heads, judge, raised, same_actor, same_sentence
from eval.statements import key_of
from nutgraf.analysis.analyze import analyze
from nutgraf.records import Article
from nutgraf.render.jsonl import analysis_line

TEXT = (
    "The council of Fennick will vote on the new bridge on Friday, and Mayor Orla Quist "
    "plans to resign. "
    "The ferry would be dearer if the council says no. "
    "The old bridge could carry forty lorries. "
    "Pictured: the bridge that opens on Friday."
)


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


FIRST = span(TEXT[: TEXT.index(" The ferry")])
SECOND = span("The ferry would be dearer if the council says no.")
MISS = span("The old bridge could carry forty lorries.")
CAPTION = span("Pictured: the bridge that opens on Friday.")


def label(sentence: list[int], words: str, **more: object) -> Row:
    row: Row = {
        "span": sentence,
        "kind": "plan",
        "actor": "Orla Quist",
        "also": ["Mayor Quist"],
        "by": None,
        "act": span(words),
        "earliest": None,
        "latest": None,
        "certainty": "likely",
    }
    return row | more


def told(sentence: list[int], words: str | None = None, **more: object) -> Row:
    row: Row = {
        "start": sentence[0],
        "end": sentence[1],
        "kind": "plan",
        "actor": "Orla Quist",
        "action": None if words is None else span(words),
        "when": None,
        "condition": None,
        "certainty": "likely",
        "speaker": None,
    }
    return row | more


FRIDAY = {"earliest": "2026-11-27", "latest": "2026-11-27"}
VOTE = label(
    FIRST,
    "vote on the new bridge",
    kind="scheduled",
    actor="council of Fennick",
    also=[],
    certainty="certain",
    **FRIDAY,
)
RESIGN = label(FIRST, "resign")
DEARER = label(
    SECOND, "be dearer", kind="condition", actor="The ferry", also=[], certainty="conditional"
)
OPENS = label(CAPTION, "opens", actor="the bridge", also=[], optional=True)
LABELLED: Row = {
    "set": "invented",
    "id": "bridge",
    "date": "2026-11-25",
    "forward": [VOTE, RESIGN, DEARER, OPENS],
    "near_misses": [MISS],
}
VOTES = told(
    FIRST,
    "vote",
    kind="scheduled",
    actor="the council",
    when=FRIDAY,
    certainty="certain",
)
RESIGNS = told(FIRST, "resign")


def score(*predicted: Row) -> dict[str, float]:
    return figures([LABELLED], {"invented/bridge": predicted})


def test_sentences_count_once_however_many_acts_they_hold() -> None:
    measured = score(VOTES, RESIGNS)
    assert (measured["precision"], measured["recall"]) == (100, 50)
    assert measured["kind"] == measured["actor"] == measured["interval"] == 100


def test_a_near_miss_and_a_sentence_without_a_label_are_both_wrong() -> None:
    assert score(VOTES, told(MISS))["precision"] == 50
    assert score(VOTES, told(MISS))["near misses left alone"] == 0
    bare = LABELLED | {"near_misses": []}
    assert figures([bare], {"invented/bridge": [VOTES, told(MISS)]})["precision"] == 50


def test_an_optional_sentence_is_neither_missed_nor_wrong() -> None:
    assert score(VOTES, told(CAPTION))["precision"] == 100
    assert score(VOTES, told(CAPTION))["recall"] == score(VOTES)["recall"] == 50
    assert score(told(CAPTION))["precision"] == 0


def test_acts_of_one_sentence_pair_by_their_words_and_not_by_what_is_judged() -> None:
    # The second act comes first, and the vote is told of the wrong day.
    judged = judge(LABELLED, [RESIGNS, VOTES | {"when": None}])
    acts = [pair.told["action"] for pair in judged.pairs if pair.told]
    assert acts == [span("vote"), span("resign")]


def test_an_act_that_is_not_told_is_missed_and_nothing_else_of_it_is_judged() -> None:
    assert score(VOTES)["acts"] == pytest.approx(100 / 3)
    assert score(VOTES)["kind"] == score(VOTES)["actor"] == 100
    # A sentence found by words that are no act's is judged as its first.
    other = judge(LABELLED, [told(FIRST, actor="the bridge")])
    assert [pair.told is None for pair in other.pairs] == [False, True, True]
    assert [pair.found for pair in other.pairs] == [True, True, False]


def test_half_a_sentence_is_that_sentence() -> None:
    assert same_sentence(SECOND, [SECOND[0], SECOND[0] + 10])
    assert same_sentence([SECOND[0], MISS[1]], SECOND)
    assert not same_sentence(SECOND, MISS)
    assert not same_sentence(SECOND, [SECOND[0], SECOND[0]])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("the council of Fennick", {"council"}),
        ("Mayor Orla Quist and the harbour board", {"quist", "board"}),
        ("two people who voted in May", {"people"}),
        ("they", set()),
        ("", set()),
        ("The Fennick Bridge Trust (FBT)", {"trust"}),
    ],
)
def test_the_head_of_a_name_is_its_last_word_before_what_describes_it(
    name: str, expected: set[str]
) -> None:
    assert heads(name) == expected


def test_an_actor_is_right_by_full_name_or_head_and_wrong_without_one() -> None:
    assert same_actor(VOTE, VOTES)
    assert same_actor(RESIGN, told(FIRST, actor="Mayor Orla Quist"))
    assert not same_actor(VOTE, told(FIRST, actor="Fennick"))
    assert not same_actor(VOTE, told(FIRST, actor=None))
    assert not same_actor(VOTE | {"actor": "they"}, told(FIRST, actor="they all"))


def test_an_interval_is_exact_or_none() -> None:
    later = FRIDAY | {"latest": None}
    assert score(VOTES | {"when": later}, RESIGNS)["interval"] == 50
    assert score(VOTES | {"when": later}, RESIGNS)["dates held"] == 0
    assert score(VOTES, RESIGNS | {"when": FRIDAY})["interval"] == 50
    nowhere = {"earliest": None, "latest": None}
    assert score(VOTES, RESIGNS | {"when": nowhere})["interval"] == 100


def test_certainty_is_raised_upwards_alone() -> None:
    assert raised(DEARER, told(SECOND, certainty="likely"))
    assert raised(RESIGN, told(FIRST, certainty="certain"))
    assert not raised(DEARER, told(SECOND, certainty="possible"))
    assert not raised(VOTE, told(FIRST, certainty="conditional"))
    measured = score(VOTES, RESIGNS | {"certainty": "certain"})
    assert measured["certainty"] == measured["not raised"] == 50


def test_nothing_told_is_no_fault_of_precision_alone() -> None:
    measured = score()
    assert measured["precision"] == measured["recall"] == 0
    assert measured["near misses left alone"] == 100


def test_our_own_analysis_is_measured_by_what_it_writes() -> None:
    moment = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)
    article = Article(id="bridge", text=TEXT, published=moment)
    line = json.loads(analysis_line(article, analyze(article)))
    measured = score(*line["forward"])
    assert set(measured) == forward.MEASURES
    assert measured["recall"] >= 50
    assert measured["dates held"] == 100


def test_the_gold_is_whole_and_large_enough() -> None:
    gold = rows(GOLD)
    assert len({key_of(row) for row in gold}) == len(gold)
    required = {
        (key_of(row), tuple(each["span"]))
        for row in gold
        for each in row["forward"]
        if not each.get("optional")
    }
    assert len(required) >= 300
    assert sum(len(row["near_misses"]) for row in gold) >= 300
    for row in gold:
        dt.date.fromisoformat(row["date"])
        assert len(row["sha256"]) == 64
        assert row["near_misses"] == sorted(row["near_misses"])
        spans = {tuple(each["span"]) for each in row["forward"]}
        assert not spans & {tuple(each) for each in row["near_misses"]}
        for each in row["forward"]:
            assert each["kind"] in forward.KINDS
            assert each["certainty"] in forward.STRENGTH
            assert each["actor"]
            start, end = each["span"]
            assert start <= each["act"][0] < each["act"][1] <= end
            days = [dt.date.fromisoformat(day) for day in forward.interval_of(each) if day]
            assert days == sorted(days)


def test_the_gold_holds_no_article_text() -> None:
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        for each in json.loads(line)["forward"]:
            words = [each["actor"], each["by"], *each["also"]]
            assert all(len(text.split()) <= 9 for text in words if text), words
