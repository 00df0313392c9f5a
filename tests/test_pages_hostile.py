"""Hostile pages: any bytes give an article or a reason, in time that grows with their number."""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nutgraf.errors import InputError, TooLarge
from nutgraf.readers.article import Found
from nutgraf.readers.page import extract
from tests.test_pages import ARTICLE, OPENING, WHOLE

URL = "https://kelling-courier.example/news/pier"
FIELDS = ("headline", "articleBody", "author", "datePublished", "publisher", "@type", "@id",
          "url", "liveBlogUpdate",
          "mainEntityOfPage", "isAccessibleForFree", "name", "@graph")  # fmt: skip
TAGS = ("p", "div", "article", "h1", "h2", "a", "span", "time", "ul", "li", "table", "td", "br",
        "script", "style", "form", "aside", "blockquote", "base", "meta", "link", "svg", "title",
        "template", "noscript", "body", "html", "frameset")  # fmt: skip
NAMES = ("class", "id", "href", "rel", "itemprop", "datetime", "hidden", "style", "content", "name",
         "property", "type")  # fmt: skip


def around(inside: str) -> bytes:
    return (
        "<html><head><title>Ostervale to close its ferry pier</title></head><body><article>"
        f"<h1>Ostervale to close its ferry pier</h1>{ARTICLE}{inside}</article></body></html>"
    ).encode()


def read(content: bytes) -> Found | InputError:
    try:
        return extract("page", content, URL)
    except InputError as problem:
        return problem


HOSTILE = {
    "deep boxes": "<div>" * 50_000,
    "deep spans": "<span>" * 20_000 + "x",
    "many paragraphs": "<p>a</p>" * 100_000,
    "many breaks": "x<br>" * 100_000,
    "many links": "<a href=/x>some words</a>" * 50_000,
    "many headings": "<h1>Some head line</h1><p>Something was said here today.</p>" * 10_000,
    "many times": "<time datetime='2026-03-04T10:00:00Z'>x</time>" * 20_000,
    "many authors": "<span class=author>Ada Roe</span>" * 20_000,
    "deep authors": "<span class=author>" * 3_000 + "Ada Roe",
    "many notices": "<div class=cookie-box><i class=consent>x</i></div>" * 10_000,
    "many posts": "<div class=post><time datetime='2026-03-04'>x</time><p>Well.</p></div>" * 9_000,
    "a huge attribute": f"<div class='{'x' * 2_000_000}' style='{'a:b;' * 300_000}'>x</div>",
    "many quotation marks": f"<p>{'“' * 200_000}</p>",
    "one long paragraph": f"<p>{'word ' * 200_000}</p>",
    "one long word": f"<p>{'a' * 1_000_000}</p>",
    "nested tables": "<table><tr><td>" * 2_000,
    "entities": "&amp;" * 300_000,
    "comments": "<!-- x -->" * 100_000,
    "deep data": f"<script type='application/ld+json'>{'[' * 50_000}{']' * 50_000}</script>",
    "deep script": f"<script type='application/json'>{'{"a":' * 30_000}1{'}' * 30_000}</script>",
    "much data": "<script type='application/ld+json'>"
    + json.dumps({"@type": "NewsArticle", "articleBody": "word. " * 70_000}) + "</script>",
    "much script": "<script type='application/json'>"
    + json.dumps([{"type": "p", "text": f"A word {n}."} for n in range(60_000)]) + "</script>",
    "marks in data": "<script type='application/ld+json'>"
    + json.dumps({"@type": "NewsArticle", "articleBody": "[a b=\"" * 50_000}) + "</script>",
    "comments in data": "<script type='application/ld+json'>"
    + json.dumps({"@type": "NewsArticle", "articleBody": "<!--" * 50_000}) + "</script>",
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_page_ends_soon(kind: str) -> None:
    content = around(HOSTILE[kind])
    before = time.process_time()
    read(content)
    assert time.process_time() - before < 6


def test_a_page_of_too_many_elements_is_refused() -> None:
    with pytest.raises(TooLarge, match="elements"):
        extract("page", around("<b></b>" * 300_001), URL)


def test_the_article_on_a_page_of_very_many_elements_is_read() -> None:
    found = read(around("<i></i>" * 20_000))
    assert isinstance(found, Found)
    assert found.text == WHOLE


@st.composite
def markup(draw: st.DrawFn) -> str:
    parts = []
    for _ in range(draw(st.integers(1, 30))):
        tag = draw(st.sampled_from(TAGS))
        name, value = draw(st.sampled_from(NAMES)), draw(st.text(max_size=20))
        text = draw(st.sampled_from((*OPENING, "By Ada Roe", "4 March 2026", "“", "live", "")))
        opening = f"<{tag} {name}='{value}'>" if draw(st.booleans()) else f"<{tag}>"
        parts.append(opening + text + (f"</{tag}>" if draw(st.booleans()) else ""))
    return "".join(parts)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(markup())
def test_any_markup_gives_an_article_or_a_reason(inside: str) -> None:
    for content in (inside.encode("utf-8", "replace"), around(inside)):
        found = read(content)
        assert isinstance(found, InputError) or found.text.strip()


values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=30) | st.sampled_from(
        ("NewsArticle", "LiveBlogPosting", "2026-03-04T10:00:00Z", URL, WHOLE, "<p>x", "&lt;")),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6),
    max_leaves=25,
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(values, st.sampled_from(("application/ld+json", "application/json")))
def test_any_data_give_an_article_or_a_reason(value: object, kind: str) -> None:
    script = f"<script type='{kind}'>{json.dumps(value)}</script>"
    found = read(around(script))
    assert isinstance(found, InputError) or found.text.strip()


@settings(max_examples=120, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 600))
def test_any_bytes_within_a_page_are_taken(spoilt: bytes, place: int) -> None:
    whole = around("")
    read(whole[:place] + spoilt + whole[place:])
    read(whole[:place])
