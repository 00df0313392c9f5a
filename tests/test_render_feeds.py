"""Feeds as feed readers read them: RSS, Atom, JSON Feed."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import feedparser
import jsonschema
import pytest
from full_edition import FULL, HOSTILE_WORDS, edition_of
from lxml import html as lxml_html
from msgspec import structs

from nutgraf.render.atom import render_atom
from nutgraf.render.display import clean
from nutgraf.render.jsonfeed import render_jsonfeed
from nutgraf.render.rss import render_rss

PAGE = "https://brief.example/2026-03-12/"
XML = pytest.mark.parametrize("render", [render_rss, render_atom])
# After the properties that https://www.jsonfeed.org/version/1.1/ lists; extensions begin with "_".
JSON_FEED: dict[str, Any] = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string"},
        "home_page_url": {"type": "string"},
        "description": {"type": "string"},
        "language": {"type": "string"},
        "authors": {"type": "array", "items": {"$ref": "#/$defs/author"}},
        "items": {"type": "array", "items": {"$ref": "#/$defs/item"}},
    },
    "patternProperties": {"^_[a-zA-Z]": {"type": "object"}},
    "additionalProperties": False,
    "$defs": {
        "moment": {
            "type": "string",
            "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$",
        },
        "author": {
            "type": "object",
            "properties": {"name": {"type": "string"}, "url": {"type": "string"}},
            "additionalProperties": False,
            "minProperties": 1,
        },
        "item": {
            "type": "object",
            "required": ["id", "content_html"],
            "properties": {
                "id": {"type": "string", "minLength": 1},
                "url": {"type": "string"},
                "title": {"type": "string"},
                "summary": {"type": "string"},
                "content_html": {"type": "string"},
                "date_published": {"$ref": "#/$defs/moment"},
                "date_modified": {"$ref": "#/$defs/moment"},
                "tags": {"type": "array", "items": {"type": "string"}},
            },
            "patternProperties": {"^_[a-zA-Z]": {"type": "object"}},
            "additionalProperties": False,
        },
    },
}


def _texts(feed: Any) -> list[tuple[str, str]]:
    return [(each.id, each.title) for each in feed.entries]


@XML
def test_a_feed_reader_finds_every_story_whole(render) -> None:
    feed = feedparser.parse(render(FULL))
    assert not feed.bozo
    assert feed.version in {"rss20", "atom10"}
    assert feed.feed.title == "Nutgraf"
    assert [each.title for each in feed.entries] == [
        "Crane drivers walk out at Port Ellery over unpaid nights",
        "Tessel council votes to dam the upper Vane",
    ]
    first = feed.entries[0]
    assert first.summary.startswith("Some 1,400 crane drivers at Port Ellery walked out")
    assert [tag.term for tag in first.tags] == [
        "Port Ellery Crane Union",
        "Ines Calloway",
        "Port Ellery",
    ]
    body = lxml_html.fragment_fromstring(first.content[0].value)
    assert [each.text for each in body.iter("h3")] == [
        *("What happened", "Who said what", "What next?", "Cited")
    ]
    assert "Two officials said a one-year deal was" in body.text_content()
    assert "https://harbourpost.example/2026/03/11/strike" in body.xpath("//a/@href")


def test_the_three_feeds_have_the_same_stories_at_the_same_time() -> None:
    rss, atom = (feedparser.parse(render(FULL)) for render in (render_rss, render_atom))
    ours = json.loads(render_jsonfeed(FULL))["items"]
    assert _texts(rss) == _texts(atom) == [(each["id"], each["title"]) for each in ours]
    assert [each.published_parsed for each in rss.entries] == [
        each.updated_parsed for each in atom.entries
    ]
    assert ours[0]["date_modified"] == "2026-03-12T07:30:00+00:00"
    assert ours[0]["date_published"] == "2026-03-11T17:40:00+00:00"


@pytest.mark.parametrize(
    ("render", "moved"), [(render_rss, "published_parsed"), (render_atom, "updated_parsed")]
)
def test_a_story_of_a_later_edition_is_the_same_item_and_new_only_with_news(
    render, moved: str
) -> None:
    def on(day: dt.date, last_seen: dt.datetime) -> Any:
        story = FULL.stories[0]
        later = structs.replace(
            story,
            story=structs.replace(story.story, last_seen=last_seen),
            brief=structs.replace(story.brief, as_of=day, title="Strike goes on"),
        )
        return feedparser.parse(render(structs.replace(FULL, as_of=day, stories=(later,)))).entries[
            0
        ]

    seen = dt.datetime(2026, 3, 12, 7, 30)
    first = on(dt.date(2026, 3, 12), seen)
    again = on(dt.date(2026, 3, 13), seen)
    news = on(dt.date(2026, 3, 13), dt.datetime(2026, 3, 13, 5, 0))
    assert first.id == again.id == news.id
    when = [each[moved] for each in (first, again, news)]
    assert when[0] == when[1] < when[2]


@XML
def test_addresses_are_named_where_there_are_any(render) -> None:
    feed = feedparser.parse(render(FULL, link=PAGE))
    assert feed.feed.link == PAGE
    assert [each.link for each in feed.entries] == [f"{PAGE}#story-1", f"{PAGE}#story-2"]
    ours = json.loads(render_jsonfeed(FULL, link=PAGE))
    assert ours["home_page_url"] == PAGE
    assert ours["items"][1]["url"] == f"{PAGE}#story-2"
    assert "home_page_url" not in json.loads(render_jsonfeed(FULL))


def test_feeds_of_two_addresses_are_two_feeds_with_the_same_stories() -> None:
    here, there = (
        feedparser.parse(render_atom(FULL, link=link)) for link in (PAGE, "https://other.example/")
    )
    assert here.feed.id != there.feed.id
    assert _texts(here) == _texts(there)


def test_rss_wants_an_address_and_gets_the_name_of_the_feed() -> None:
    assert feedparser.parse(render_rss(FULL)).feed.link.startswith("urn:uuid:")


def test_atom_says_where_each_story_comes_from() -> None:
    via = [
        link for link in feedparser.parse(render_atom(FULL)).entries[0].links if link.rel == "via"
    ]
    assert [link.href for link in via] == [
        "https://harbourpost.example/2026/03/11/strike",
        "https://meridian.example/wire/88213",
        "https://ledger.example/business/port",
    ]
    assert not [link for link in via if link.href.startswith("javascript")]


@XML
@pytest.mark.parametrize("words", HOSTILE_WORDS.values(), ids=HOSTILE_WORDS)
def test_hostile_words_come_through_as_words(render, words: str) -> None:
    feed = feedparser.parse(render(edition_of(words)), sanitize_html=False)
    assert not feed.bozo
    assert len(feed.entries) == 1
    body = lxml_html.fragment_fromstring(feed.entries[0].content[0].value)
    assert not body.xpath("//script | //img | //@onmouseover | //@onerror")
    assert clean(f"{words} and more") in clean(body.text_content())
    assert all(re.match("https?://", href) for href in body.xpath("//a/@href"))


def test_json_feed_keeps_to_the_form() -> None:
    for edition in (FULL, *map(edition_of, HOSTILE_WORDS.values())):
        jsonschema.validate(json.loads(render_jsonfeed(edition)), JSON_FEED)


def test_json_feed_carries_the_proof_of_each_sentence() -> None:
    ours = json.loads(render_jsonfeed(FULL))["items"][0]["_nutgraf"]
    assert ours["story"] == "s1"
    assert ours["independent"] == 3
    assert ours["as_of"] == "2026-03-12"
    texts = {article.id: article.text for article in FULL.articles}
    assert [each["part"] for each in ours["sentences"]].count("who_said_what") == 7
    for sentence in ours["sentences"]:
        assert sentence["citations"]
        for cited in sentence["citations"]:
            assert texts[cited["article"]][cited["start"] : cited["end"]] == cited["exact"]
