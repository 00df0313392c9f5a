"""Every form of an edition: as it was, safe with any words, and known to the command."""

from __future__ import annotations

import json
import re

import pytest
from full_edition import FULL, HOSTILE_WORDS, edition_of
from lxml import etree
from lxml import html as lxml_html
from rich.cells import cell_len

from nutgraf.commands.brief import BriefFormat
from nutgraf.records import Edition
from nutgraf.render.formats import USUAL, formats
from nutgraf.render.plain import render_text
from nutgraf.render.syndication import story_html
from nutgraf.render.view import urn, view_edition

FORMS = formats()
# Tabs, and whatever begins an escape sequence or turns the reading order round.
STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
ESCAPES = re.compile(r"\x1b\[[\d;]*m")
hostile = pytest.mark.parametrize("words", HOSTILE_WORDS.values(), ids=HOSTILE_WORDS)


# "terminal" is "text" in colours; a terminal library of another year may set them otherwise.
@pytest.mark.parametrize("name", sorted(FORMS.keys() - {"terminal"}))
def test_each_form_is_the_golden_one(name, golden) -> None:
    text = FORMS[name].render(FULL)
    # Mail has line ends of its own, which a text file does not keep.
    golden(f"invented.{FORMS[name].file}", text.replace("\r\n", "\n"))


def test_the_command_knows_every_form_and_no_two_share_a_file() -> None:
    assert {each.value for each in BriefFormat} == FORMS.keys()
    assert set(USUAL) < FORMS.keys()
    assert len({form.file for form in FORMS.values()}) == len(FORMS)


@pytest.mark.parametrize("name", sorted(FORMS))
@hostile
def test_no_words_steer_what_shows_them(name: str, words: str) -> None:
    edition = edition_of(words)
    shown = FORMS[name].render(edition)
    assert shown == FORMS[name].render(edition)
    shown.encode("utf-8")
    if name == "eml":
        shown = shown.replace("\r\n", "\n")
    if name == "terminal":
        shown = ESCAPES.sub("", shown)
    assert not STEERING.search(shown)
    if FORMS[name].file.endswith(".json"):
        json.loads(shown)
    if FORMS[name].file.endswith(".xml"):
        etree.fromstring(shown.encode())


@pytest.mark.parametrize("name", sorted(FORMS))
def test_an_edition_without_stories_has_every_form(name: str) -> None:
    assert FORMS[name].render(Edition(as_of=FULL.as_of, stories=(), articles=()))


# --------------------------------------------------------------------- a story as HTML


@hostile
def test_a_story_as_html_is_xml_of_plain_elements_only(words: str) -> None:
    for story in view_edition(edition_of(words)):
        text = story_html(story, FULL.as_of)
        elements = list(etree.fromstring(text).iter())
        assert {each.tag for each in elements} <= {
            *("div", "p", "em", "h3", "sup", "ul", "ol", "li", "b", "bdi", "a")
        }
        assert {key for each in elements for key in each.attrib} <= {"href"}
        read = lxml_html.fragment_fromstring(text)
        assert read.text_content() == "".join(etree.fromstring(text).itertext())


def test_names_of_stories_stay_and_differ() -> None:
    assert (
        urn("story", "s1") == urn("story", "s1") == "urn:uuid:52a4a53f-33f0-5b4e-a0ef-fe2c6626dc87"
    )
    assert urn("story", "s1") != urn("story", "s2") != urn("article", "s2")


# --------------------------------------------------------------------- plain text


@pytest.mark.parametrize("edition", [FULL, *map(edition_of, HOSTILE_WORDS.values())])
def test_text_keeps_to_eighty_columns_and_its_addresses_whole(edition: Edition) -> None:
    lines = render_text(edition).splitlines()
    wide = [line for line in lines if cell_len(line) > 80]
    assert all(re.fullmatch(r" *https?://\S+", line) for line in wide)
    for article in FULL.articles if edition is FULL else ():
        if article.id in {"a1", "a2", "a3", "a5"}:
            assert f"    {article.url}" in lines


def test_text_has_no_escapes_whatever_the_surroundings_ask_for(monkeypatch) -> None:
    plain = render_text(FULL)
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "40")
    assert render_text(FULL) == plain
    assert "\x1b" not in plain
    assert "\x1b[" in FORMS["terminal"].render(FULL)
