"""The gold of statements and what measures against it, on invented text."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval import statements
from eval.corpus import Row, rows
from eval.statements import GOLD, digest, figures, judge, naming, plain_name, traps_taken
from nutgraf.analysis.analyze import analyze
from nutgraf.records import Article
from nutgraf.render.jsonl import analysis_line

TEXT = (
    "The bridge at Fennick will stay shut until May, Mayor Orla Quist told reporters.\n"
    "“We will not hurry this,” she said. “Nobody should.”\n"
    "Two officials said the so-called “night gang” of welders had called the work “a farce”.\n"
    "The show “Iron and Rope” opens on Friday."
)


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def label(words: str, **more: object) -> Row:
    row: Row = {
        "content": [span(words)],
        "kind": "direct",
        "speaker": "Orla Quist",
        "also": ["Quist"],
        "role": None,
        "voice": "person",
        "occasion": None,
    }
    return row | more


def told(*words: str, **more: object) -> Row:
    row: Row = {
        "content": [span(each) for each in words],
        "source": [],
        "speaker": "Orla Quist",
        "voice": "person",
        "anonymous": False,
        "occasion": None,
    }
    return row | more


SHUT = label(
    "The bridge at Fennick will stay shut until May", kind="indirect", occasion="told reporters"
)
HURRY = label("We will not hurry this,")
NOBODY = label("Nobody should.")
FARCE = label(
    "the so-called “night gang” of welders had called the work “a farce”",
    kind="mixed",
    speaker=None,
    also=[],
    role="Two officials",
    voice="anonymous",
)
LATER = label("opens on Friday", optional=True)
LABELLED: Row = {
    "set": "invented",
    "id": "bridge",
    "sha256": digest(TEXT),
    "statements": [SHUT, HURRY, NOBODY, FARCE, LATER],
    "traps": [span("night gang"), span("Iron and Rope")],
    "complete": True,
}


def score(*attributions: Row) -> dict[str, float]:
    return figures([LABELLED], {"invented/bridge": TEXT}, {"invented/bridge": attributions})


def test_what_covers_half_of_the_words_is_found_and_the_rest_is_missed() -> None:
    found = [
        one.told is not None
        for one in judge(
            LABELLED, TEXT, [told("stay shut until May"), told("“We will not hurry this,”")]
        )
    ]
    assert found == [False, True, False, False]


def test_a_quotation_joined_to_the_next_is_found_in_pieces_but_not_whole() -> None:
    measured = score(told("“We will not hurry this,”", "“Nobody should.”"))
    assert measured["found"] == 50
    # Two thirds of the letters are those of the first.
    assert measured["found whole"] == 25
    assert measured["found direct"] == 100
    assert measured["speaker"] == 100


def test_an_optional_statement_counts_neither_as_missed_nor_as_found() -> None:
    assert score(told("opens on Friday"))["found"] == 0
    assert len(list(judge(LABELLED, TEXT, []))) == 4


def test_a_second_reading_of_the_span_is_as_good() -> None:
    gold = LABELLED | {"statements": [NOBODY | {"or": [span("Friday")]}]}
    assert [one.whole for one in judge(gold, TEXT, [told("Friday")])] == [True]


@pytest.mark.parametrize(
    ("gold", "guess", "verdict"),
    [
        (HURRY, {"speaker": "Mayor Orla Quist"}, "right"),
        (HURRY, {"speaker": "Quist"}, "right"),
        (HURRY, {"speaker": "Orla"}, "wrong"),
        (HURRY, {"speaker": None}, "open"),
        (HURRY, {"speaker": None, "anonymous": True}, "open"),
        (FARCE, {"speaker": None, "anonymous": True}, "right"),
        (FARCE, {"speaker": "two officials", "anonymous": True}, "right"),
        (FARCE, {"speaker": None}, "open"),
        (FARCE, {"speaker": "Fennick"}, "wrong"),
        (HURRY | {"speaker": None, "also": []}, {"speaker": None}, "right"),
        (HURRY | {"speaker": None, "also": []}, {"speaker": "Quist"}, "wrong"),
        (HURRY | {"speaker": "The Fennick Post"}, {"speaker": "Fennick Post"}, "right"),
    ],
)
def test_a_name_is_right_wrong_or_left_open(gold: Row, guess: Row, verdict: str) -> None:
    assert naming(gold, told("Nobody should.", **guess)) == verdict


def test_names_compare_without_titles_possessives_and_dots() -> None:
    assert plain_name("Dr. Orla M. Quist’s") == plain_name("orla m quist")
    # A title alone is all there is, and two people of one surname stay two.
    assert plain_name("The President") == "president"
    assert plain_name("Anders Quist") != plain_name("Orla Quist")


def test_wrong_names_and_open_ones_are_told_apart() -> None:
    measured = score(
        told("We will not hurry this", speaker="Fennick"), told("Nobody should", speaker=None)
    )
    assert (measured["speaker"], measured["name not wrong"]) == (0, 50)


def test_voice_and_occasion_of_what_was_found() -> None:
    shut = "The bridge at Fennick will stay shut until May"
    assert score(told(shut, occasion="told the reporters"))["occasion"] == 100
    assert score(told(shut, occasion="told a meeting"))["occasion"] == 0
    assert score(told(shut))["voice"] == 100
    assert score(told(shut, anonymous=True))["voice"] == 0


def test_a_trap_is_taken_only_by_a_statement_that_is_half_of_it() -> None:
    farce = told("the so-called “night gang” of welders had called the work “a farce”")
    assert traps_taken(LABELLED, TEXT, [farce]) == []
    assert score(farce)["traps left alone"] == 100
    assert score(told("“night gang”"))["traps left alone"] == 50
    assert score(told("show “Iron and Rope”"))["traps left alone"] == 50
    assert score(told("The show “Iron and Rope” opens on Friday."))["traps left alone"] == 100


def test_our_own_analysis_is_measured_by_what_it_writes() -> None:
    article = Article(id="bridge", text=TEXT)
    line = json.loads(analysis_line(article, analyze(article)))
    measured = score(*line["attributions"])
    assert set(measured) == statements.MEASURES
    assert measured["found direct"] == 100
    assert measured["name not wrong"] == 100


def test_an_article_that_changed_or_is_gone_is_left_out_and_said(tmp_path: Path) -> None:
    (tmp_path / "invented").mkdir()
    lines = [{"id": "bridge", "text": TEXT}, {"id": "changed", "text": TEXT + "!"}]
    path = tmp_path / "invented" / "dev.jsonl"
    path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    gold = [LABELLED, LABELLED | {"id": "changed"}, LABELLED | {"id": "gone"}]
    articles, faults = statements.labelled_articles(tmp_path, gold)
    assert [article["id"] for article in articles] == ["invented/bridge"]
    assert sorted(fault.partition(":")[0] for fault in faults) == [
        "invented/changed",
        "invented/gone",
    ]


def test_the_gold_is_whole_and_large_enough() -> None:
    gold = rows(GOLD)
    assert len({statements.key_of(row) for row in gold}) == len(gold)
    required = [each for row in gold for each in row["statements"] if not each.get("optional")]
    assert len(required) >= 400
    assert sum(len(row["traps"]) for row in gold) >= 60
    for row in gold:
        assert row["complete"] or not row["statements"]
        for each in row["statements"]:
            spans = each["content"]
            assert spans == sorted(spans)
            assert all(start < end for start, end in spans + each["cue"] + each["source"])
            assert each["kind"] in statements.KINDS
            assert each["voice"] in ("person", "organisation", "anonymous", "publisher")
            assert (each["voice"] == "anonymous") <= (each["speaker"] is None)
        assert all(start < end for start, end in row["traps"])
        assert row["traps"] == sorted(row["traps"])


def test_the_gold_holds_no_article_text() -> None:
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        for each in json.loads(line)["statements"]:
            words = [each["speaker"], each["role"], each["occasion"], *each["also"]]
            assert all(len(text.split()) <= 25 for text in words if text), words
