"""The quote tray: every statement once, ranked, and safe in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from nutgraf.briefs.tray import rank_quotes
from nutgraf.cli import app
from nutgraf.render.tray import WRITERS, Tray, guarded


@pytest.fixture(scope="module")
def trays(sample):
    articles = {article.id: article for article in sample.articles}
    found = [
        Tray(each.story, rank_quotes(each.story, articles, sample.analyses))
        for each in sample.edition.stories
    ]
    return found, articles


def test_every_statement_stands_once_and_the_widest_carried_first(trays):
    for tray in trays[0]:
        places = [telling.citation for quote in tray.quotes for telling in quote.told]
        own = [q for q in tray.quotes if len(q.told) == 1]
        assert len({q.told[0].citation for q in own}) == len(own)
        assert places
        known = [len(q.publishers) for q in tray.quotes if q.quote.speaker]
        assert known[0] == max(known)


@pytest.mark.parametrize("name", WRITERS)
def test_every_form_holds_every_statement(trays, name):
    text = WRITERS[name](*trays)
    count = sum(len(tray.quotes) for tray in trays[0])
    if name == "csv":
        assert len(list(csv.reader(io.StringIO(text)))) == count + 1
    elif name == "json":
        assert len(json.loads(text)) == count
    elif name == "jsonl":
        assert len(text.splitlines()) == count
    else:
        assert len(text) > 80 * count


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_no_cell_is_a_formula(cell):
    assert guarded(cell) == f"'{cell}"
    assert guarded("a=1") == "a=1"
    assert guarded(None) == ""


def test_the_command_lists_one_speaker(tmp_path):
    path = tmp_path / "a.jsonl"
    text = '"It will stay closed until we know why," Mayor Ann Example told reporters on Monday.'
    path.write_text(json.dumps({"id": "1", "text": text, "publisher": "The Invented Post"}))
    arguments = ["quotes", str(path), "--db", str(tmp_path / "d.db"), "--format", "jsonl"]
    made = CliRunner().invoke(app, [*arguments, "--speaker", "example"])
    assert made.exit_code == 0, made.stderr
    assert json.loads(made.stdout)["speaker"] == "Ann Example"
    assert CliRunner().invoke(app, [*arguments, "--story", "9"]).exit_code == 1
