"""The bundled sample edition: it is whole, it says that it is invented, and its gold fits."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from nutgraf.sample import retold_file, sample_folder

OWN = Path(__file__).parents[1] / "eval" / "own"
FOLDER = sample_folder()
KINDS = {
    "scheduled",
    "plan",
    "pledge",
    "forecast",
    "deadline",
    "requirement",
    "condition",
    "pending",
}
SINGLES = {"heron", "library", "football", "french"}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ARTICLES = rows(FOLDER / "articles.jsonl")
BROKEN = (FOLDER / "broken.jsonl").read_text(encoding="utf-8").splitlines()
TEXTS = {row["id"]: row["text"] for row in [*ARTICLES, json.loads(BROKEN[0])]}
QUOTES = rows(OWN / "quotes.jsonl")
TIMEXES = rows(OWN / "timexes.jsonl")
FORWARD = rows(OWN / "forward.jsonl")
STORIES = rows(OWN / "stories.jsonl")


def test_each_format_is_there() -> None:
    assert len(ARTICLES) == 26
    assert len(list(FOLDER.glob("*.html"))) == 3
    assert len(list(FOLDER.glob("*.txt"))) == 2
    assert len({row["id"] for row in ARTICLES}) == len(ARTICLES)


def test_every_article_has_the_length_and_the_marks_of_one() -> None:
    for row in ARTICLES:
        assert 180 <= len(row["text"].split()) <= 450, row["id"]
        assert row["text"].count("\n") >= 5, row["id"]
        assert re.fullmatch(r"https://[a-z]+\.example/[a-z0-9/-]+", row["url"])
        assert row["authors"]
        when = dt.datetime.fromisoformat(row["published"])
        assert when.tzinfo is not None
        assert when.date() in (dt.date(2026, 3, 4), dt.date(2026, 3, 5))
    assert len({row["publisher"] for row in ARTICLES}) == 6
    assert len({row["published"][-6:].lstrip("0123456789:T") for row in ARTICLES}) == 3


def test_every_file_says_that_it_is_invented() -> None:
    assert {row["note"] for row in ARTICLES} == {"invented sample article"}
    for page in FOLDER.glob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<!-- invented sample page" in text
        assert '<meta name="robots" content="noindex">' in text
        assert '"@type": "NewsArticle"' in text
    for file in FOLDER.glob("*.txt"):
        assert file.read_text(encoding="utf-8").endswith("\n[Invented sample article]\n")
    assert "All of it is invented" in (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    notes = {row["note"] for row in rows(retold_file())}
    assert notes == {"re-told in our own words; publishers invented"}


def test_one_line_is_broken_and_the_other_is_not() -> None:
    good, cut = BROKEN
    assert json.loads(good)["publisher"] == "Public Radio Vale"
    with pytest.raises(json.JSONDecodeError):
        json.loads(cut)


def test_a_wire_text_is_carried_twice_without_its_last_paragraph() -> None:
    def plain(text: str) -> str:
        return text.translate(str.maketrans("“”‘’", "\"\"''"))

    by_id = {row["id"]: row for row in ARTICLES}
    wire = by_id["cw-ferry-0304"]
    for copy in (by_id["ed-ferry-0304"], by_id["mj-ferry-0304"]):
        assert plain(copy["text"]) == wire["text"].rpartition("\n")[0]
        assert copy["title"] != wire["title"]
        assert copy["published"] > wire["published"]


def test_one_article_was_corrected_under_its_address() -> None:
    by_url = defaultdict(list)
    for row in ARTICLES:
        by_url[row["url"]].append(row)
    (versions,) = [group for group in by_url.values() if len(group) > 1]
    older, newer = sorted(versions, key=lambda row: row["published"])
    assert older["text"].startswith("PORT ELLERY — Twelve people")
    assert newer["text"].startswith("PORT ELLERY — Fourteen people")


@pytest.mark.parametrize(
    "words",
    [
        "told reporters",
        "he said",
        "on Tuesday",
        "by 20 March",
        "next month",
        "No date has been set",
        "denied that",
        "asked not to be named",
        "The Health Ministry said",
        "an “efficiency” scheme",
    ],
)
def test_the_hard_cases_are_in_it(words: str) -> None:
    assert any(words in text for text in TEXTS.values())


def test_no_quotation_is_left_open_but_before_its_next_paragraph() -> None:
    for name, text in TEXTS.items():
        paragraphs = text.split("\n")
        for this, after in itertools.zip_longest(paragraphs, paragraphs[1:], fillvalue=""):
            opened = this.count("“") > this.count("”") or this.count('"') % 2
            assert not opened or after.startswith(("“", '"')), (name, this)


def test_each_story_is_told_by_several_publishers() -> None:
    told = defaultdict(list)
    for row in STORIES:
        told[row["cluster"]].append(row)
    assert set(told) - SINGLES == {"ferry", "levy", "nurses", "plant", "court"}
    for cluster, group in told.items():
        if cluster in SINGLES:
            assert len(group) == 1
        else:
            assert 5 <= len(group) <= 8
            assert len({row["publisher"] for row in group}) >= 4
    assert len(STORIES) == 32
    for row in STORIES:
        assert (FOLDER / row["file"]).is_file()
        assert not row["file"].endswith(".jsonl") or row["id"] in TEXTS


def test_gold_is_laid_over_the_articles_as_they_stand() -> None:
    assert len(QUOTES) >= 12
    for row in [*QUOTES, *TIMEXES, *FORWARD]:
        assert row["text"] == TEXTS[row["id"]]
    assert [row["id"] for row in QUOTES] == [row["id"] for row in TIMEXES]
    assert [row["id"] for row in QUOTES] == [row["id"] for row in FORWARD]


def test_gold_quotes_fit() -> None:
    for row in QUOTES:
        text = row["text"]
        for found in row["attributions"]:
            assert found["content"]
            assert found["source"]
            assert found["cue"]
            assert found["speaker"] is None or found["speaker"] in text
            spans = [s for role in ("content", "source", "cue") for s in found[role]]
            for start, end in spans:
                assert 0 <= start < end <= len(text)
                assert text[start:end] == text[start:end].strip()
            for one, other in itertools.combinations(sorted(spans), 2):
                assert one[1] <= other[0], (row["id"], found)
            for start, end in found["content"]:
                # A direct quotation is annotated with its marks, so none may hug a span.
                assert text[start - 1 : start] not in ("“", '"'), text[start:end]
                assert text[end : end + 1] not in ("”", '"'), text[start:end]


def test_gold_times_fit() -> None:
    for row in TIMEXES:
        dt.date.fromisoformat(row["dct"])
        ends = [0]
        for found in row["timex"]:
            assert ends[-1] <= found["start"] < found["end"] <= len(row["text"])
            ends.append(found["end"])
            assert found["type"] in ("DATE", "TIME", "DURATION", "SET")
            clock = re.match(r"\d{4}-\d\d-\d\dT", found["value"])
            assert (found["type"] == "TIME") == bool(clock)


def test_gold_of_what_comes_next_fits() -> None:
    for row in FORWARD:
        assert row["forward"], row["id"]
        for found in row["forward"]:
            assert 0 <= found["start"] < found["end"] <= len(row["text"])
            assert found["kind"] in KINDS
            if found["when"]:
                days = [dt.date.fromisoformat(day) for day in found["when"].values() if day]
                assert days == sorted(days)
                assert days[-1] >= dt.date.fromisoformat(row["dct"])


def test_the_retold_story_stands_apart() -> None:
    told = rows(retold_file())
    assert len(told) == 5
    assert len({row["publisher"] for row in told}) == 5
    assert {row["published"][:10] for row in told} == {"2025-02-12", "2025-02-13"}
    assert not {row["id"] for row in told} & set(TEXTS)
