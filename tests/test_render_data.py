"""What programs read of an edition: the edition file's schema, ninjs, and the page's own data."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from full_edition import FULL, HOSTILE_WORDS, edition_of
from invented_edition import HARBOUR, cite
from lxml import etree
from lxml import html as lxml_html
from msgspec import structs

from nutgraf.records import (
    Certainty,
    Citation,
    Edition,
    Expectation,
    Interval,
    MergedQuote,
    Quote,
    Step,
    StepTelling,
    Variant,
)
from nutgraf.render.editionjson import read_edition_json, render_edition_json
from nutgraf.render.editionschema import edition_schema
from nutgraf.render.html import render_html
from nutgraf.render.ninjs import render_ninjs

EVERY = [FULL, *map(edition_of, HOSTILE_WORDS.values())]
every = pytest.mark.parametrize("edition", EVERY, ids=["whole", *HOSTILE_WORDS])
SCHEMA_FILE = Path(__file__).parents[1] / "docs" / "edition.schema.json"

_CONCEPTS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {key: {"type": "string"} for key in ("name", "rel", "scheme", "code")},
        "additionalProperties": False,
    },
}
# After the properties that https://iptc.org/std/ninjs/ documents for 1.x, of those we write.
NINJS: dict[str, Any] = {
    "$ref": "#/$defs/item",
    "$defs": {
        "item": {
            "type": "object",
            "required": ["uri"],
            "properties": {
                "uri": {"type": "string", "format": "uri", "minLength": 1},
                "type": {"enum": ["text", "audio", "video", "picture", "graphic", "composite"]},
                "representationtype": {"enum": ["complete", "incomplete"]},
                "version": {"type": "string"},
                "versioncreated": {
                    "type": "string",
                    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$",
                },
                "pubstatus": {"enum": ["usable", "withheld", "canceled"]},
                "language": {"type": "string"},
                "person": _CONCEPTS,
                "organisation": _CONCEPTS,
                "place": _CONCEPTS,
                "subject": _CONCEPTS,
                "infosource": _CONCEPTS,
                "title": {"type": "string"},
                "headline": {"type": "string"},
                "associations": {
                    "type": "object",
                    "patternProperties": {"^[a-zA-Z0-9]+$": {"$ref": "#/$defs/item"}},
                    "additionalProperties": False,
                },
            },
            "patternProperties": {
                "^description_[a-zA-Z0-9_]+$": {"type": "string"},
                "^body_[a-zA-Z0-9_]+$": {"type": "string"},
            },
            "additionalProperties": False,
        }
    },
}


# --------------------------------------------------------------------- the edition file


def test_the_schema_in_the_documents_is_the_one_that_is_made() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == edition_schema(), (
        "write it anew: python -m nutgraf.render.editionschema > docs/edition.schema.json"
    )


@every
def test_what_is_written_keeps_to_the_schema(edition: Edition) -> None:
    schema = json.loads(edition_schema())
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(
        json.loads(render_edition_json(edition)),
        schema,
        format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
    )


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("as_of",), "someday"),
        (("version",), 2),
        (("stories", 0, "brief", "what_happened", 0, "citations", 0, "start"), "3"),
        (("stories", 0, "brief", "what_happened", 0, "edits", 0, "kind"), "whim"),
        (("articles", 0, "published"), "yesterday"),
    ],
)
def test_what_the_reader_refuses_breaks_the_schema_too(path, value) -> None:
    whole = json.loads(render_edition_json(FULL))
    inner = whole
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(
            whole,
            json.loads(edition_schema()),
            format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER,
        )


def test_an_edition_file_without_a_version_is_of_the_first() -> None:
    whole = json.loads(render_edition_json(FULL))
    assert whole.pop("version") == 1
    assert read_edition_json(json.dumps(whole)).version == 1


# --------------------------------------------------------------------- ninjs


@every
def test_ninjs_keeps_to_what_is_documented(edition: Edition) -> None:
    jsonschema.validate(json.loads(render_ninjs(edition)), NINJS)


def test_ninjs_has_the_story_with_its_names_and_sources() -> None:
    item = json.loads(render_ninjs(FULL))
    assert item["type"] == "composite"
    story = item["associations"]["story1"]
    assert story["headline"] == "Crane drivers walk out at Port Ellery over unpaid nights"
    assert story["versioncreated"] == "2026-03-12T07:30:00+00:00"
    assert "Ines Calloway" in {each["name"] for each in story["person"]}
    assert [each["name"] for each in story["organisation"]] == ["Freight Council"]
    assert [each["name"] for each in story["subject"]] == ["Port Ellery Crane Union"]
    assert [each["name"] for each in story["place"]] == ["Port Ellery"]
    assert etree.fromstring(story["body_xhtml"]).findtext("h3") == "What happened"
    source = story["associations"]["source2"]
    assert source["uri"] == "https://meridian.example/wire/88213"
    assert source["infosource"] == [{"name": "Meridian Wire", "rel": "publisher"}]
    assert not [key for key in source if key.startswith("body_")]


def test_ninjs_links_to_nothing_but_the_web() -> None:
    sources = json.loads(render_ninjs(FULL))["associations"]["story2"]["associations"]
    assert sources["source2"]["uri"].startswith("urn:uuid:")


# --------------------------------------------------------------------- the page's own data


def graph_of(edition: Edition) -> list[dict[str, Any]]:
    page = lxml_html.document_fromstring(render_html(edition))
    (block,) = page.xpath("//script")
    found: list[dict[str, Any]] = json.loads(block.text)["@graph"]
    return found


@every
def test_no_words_break_out_of_the_page_s_data(edition: Edition) -> None:
    text = render_html(edition)
    assert text.count("<script") == text.count("</script") == 1
    (story, *_) = graph_of(edition)
    assert story["@type"] == "NewsArticle"


def test_the_page_names_each_story_and_what_it_rests_on() -> None:
    story, other = graph_of(FULL)
    assert story["headline"] == "Crane drivers walk out at Port Ellery over unpaid nights"
    assert story["datePublished"] == "2026-03-12"
    assert [each["publisher"]["name"] for each in story["isBasedOn"]] == [
        *("The Harbour Post", "Meridian Wire", "The Northern Ledger")
    ]
    assert story["isBasedOn"][0]["datePublished"] == "2026-03-11T18:40:00+01:00"
    assert story["isBasedOn"][2]["datePublished"] == "2026-03-12"
    assert "url" not in other["isBasedOn"][1]
    assert "mentions" not in other


def test_a_quotation_has_a_creator_where_one_is_sure() -> None:
    said = {each["text"]: each for each in graph_of(FULL)[0]["hasPart"]}
    calloway = {"@type": "Person", "name": "Ines Calloway"}
    first = said["Nobody in this harbour wanted today,"]
    assert first["creator"] == calloway | {"jobTitle": "union president"}
    assert first["spokenByCharacter"] == first["creator"]
    assert first["isBasedOn"] == [{"@id": "https://harbourpost.example/2026/03/11/strike"}]
    inside = said["have been paid for eight hours and have worked eleven"]
    assert inside["creator"] == calloway
    for unsure in ("closer than either side admits.", "Fruit does not wait for arbitration,"):
        assert "creator" not in said[unsure]


def test_where_articles_differ_nothing_is_told_as_sure() -> None:
    story = FULL.stories[0]
    said = cite(HARBOUR, '"Nobody in this harbour wanted today,"')
    (expected,) = story.expected
    talks = Citation("a2", expected.forward.span)
    named = MergedQuote(
        "a1",
        Quote(content=(said.span,)),
        (said,),
        (Variant(said, "same", speaker="Ines Calloway"),),
    )
    step = Step("a2", expected.forward, (StepTelling(talks, 0),), conflicting=True)
    told = structs.replace(story.story, quotes=(named,), steps=(step,))
    edition = structs.replace(FULL, stories=(structs.replace(story, story=told),))
    assert "mentions" in graph_of(FULL)[0]
    (shown,) = graph_of(edition)
    assert "creator" not in shown["hasPart"][0]
    assert "creator" in shown["hasPart"][1]
    assert "mentions" not in shown


def test_quotations_are_the_words_of_their_articles() -> None:
    texts = {article.url: article.text for article in FULL.articles}
    for said in graph_of(FULL)[0]["hasPart"]:
        for source in said["isBasedOn"]:
            assert said["text"] in texts[source["@id"]]


@pytest.mark.parametrize(
    ("certainty", "first", "last", "told"),
    [
        ("certain", "2026-03-13", "2026-03-13", ("2026-03-13", "2026-03-13")),
        ("certain", "2026-03-01", "2026-03-31", (None, "2026-03-31")),
        ("certain", None, "2026-03-31", (None, "2026-03-31")),
        ("certain", "2026-04-01", "2026-04-30", ("2026-04-01", "2026-04-30")),
        ("certain", "2026-04-01", None, ("2026-04-01", None)),
        ("certain", "2026-03-10", "2026-03-10", None),
        ("certain", None, None, None),
        ("possible", "2026-03-13", "2026-03-13", None),
        ("conditional", "2026-03-13", "2026-03-13", None),
    ],
)
def test_an_event_is_a_step_that_is_certain_and_still_to_come(
    certainty: Certainty, first: str | None, last: str | None, told: tuple[str | None, ...] | None
) -> None:
    days = [dt.date.fromisoformat(day) if day else None for day in (first, last)]
    story = FULL.stories[0]
    step = structs.replace(story.expected[0].forward, certainty=certainty, when=Interval(*days))
    edition = structs.replace(
        FULL,
        stories=(structs.replace(story, expected=(Expectation("a2", step),)),),
    )
    events = graph_of(edition)[0].get("mentions", [])
    assert [(each.get("startDate"), each.get("endDate")) for each in events] == (
        [told] if told else []
    )
    assert all(each["name"].startswith("Talks under the former judge") for each in events)
