"""Editions, readings and stories as they are shown: clean, whole, and safe to open."""

from __future__ import annotations

import datetime as dt
import io
import json
import re

import pytest
from invented_edition import ANALYSIS, EDITION, HARBOUR, HOSTILE, hostile
from lxml import html as lxml_html
from rich.console import Console

from nutgraf.analysis.sections import find_sections
from nutgraf.errors import EditionError
from nutgraf.records import Analysis, Article, Edition, Interval, Quote, Span, Story
from nutgraf.render.display import clean, interval_words, safe_url
from nutgraf.render.editionjson import edition_file, read_edition_json, render_edition_json
from nutgraf.render.html import render_html
from nutgraf.render.jsonl import analysis_line, story_line
from nutgraf.render.markdown import render_markdown
from nutgraf.render.reading import print_reading
from nutgraf.render.terminal import print_edition


def page_of(edition: Edition) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(render_html(edition))


def on_terminal(show, *args, width: int = 80) -> str:
    stream = io.StringIO()
    show(*args, Console(file=stream, width=width, force_terminal=False, color_system=None))
    return stream.getvalue()


# --------------------------------------------------------------------- the page


@pytest.mark.parametrize("edition", [EDITION, hostile()], ids=["sample", "hostile"])
def test_page_runs_nothing_and_loads_nothing(edition: Edition) -> None:
    page = page_of(edition)
    # A block of data is no script: nothing runs it.
    assert [each.get("type") for each in page.xpath("//script")] == ["application/ld+json"]
    assert not page.xpath("//iframe | //object | //embed | //img | //*[@src]")
    assert not [name for name in page.xpath("//@*") if name.attrname.startswith("on")]
    assert all(link.get("href") == "data:," for link in page.xpath("//link"))
    style = "".join(page.xpath("//style/text()"))
    assert "url(" not in style
    assert "@import" not in style


def test_page_has_one_h1_and_the_three_parts_of_each_story() -> None:
    page = page_of(EDITION)
    assert page.get("lang") == "en"
    assert [each.text_content() for each in page.xpath("//h1")] == ["Nutgraf"]
    for article in page.xpath("//main/article"):
        parts = [each.text_content() for each in article.xpath("./section/h3")]
        assert parts == ["What happened", "Who said what", "What next?"]
    assert "4 publishers, 3 independent reports" in page.text_content()


def test_every_anchor_is_single_and_every_inner_link_lands() -> None:
    page = page_of(EDITION)
    anchors = page.xpath("//@id")
    assert len(anchors) == len(set(anchors))
    inner = [href[1:] for href in page.xpath("//a/@href") if href.startswith("#")]
    assert inner
    assert set(inner) <= set(anchors)
    labels = page.xpath("//@aria-labelledby")
    assert set(labels) <= set(anchors)


def test_every_sentence_shows_its_sources_and_their_exact_words() -> None:
    page = page_of(EDITION)
    story = page.xpath("//article[@id='story-1']")[0]
    for number, point in enumerate(EDITION.stories[0].brief.what_happened, start=1):
        sentence = story.xpath(f".//span[@id='story-1-sentence-{number}']")[0]
        assert sentence.text_content() == point.text
        marks = sentence.getnext().xpath("./a")
        assert len(marks) == len({each.article for each in point.citations})
        for citation, mark in zip(point.citations, marks, strict=True):
            source = story.xpath(f".//li[@id='{mark.get('href')[1:]}']")[0]
            article = next(each for each in EDITION.articles if each.id == citation.article)
            assert article.publisher in source.text_content()
            words = [each.text_content() for each in source.xpath(".//blockquote")]
            assert clean(citation.span.of(article.text)) in words


def test_changes_are_told_in_plain_words() -> None:
    words = page_of(EDITION).text_content()
    assert "left out: “, which is owned by the region,”" in words
    assert "“She said” became “Calloway said”" in words


def test_only_web_addresses_become_links() -> None:
    page = page_of(EDITION)
    outer = [href for href in page.xpath("//a/@href") if not href.startswith("#")]
    assert "https://harbourpost.example/2026/03/11/strike" in outer
    assert all(re.match(r"https?://", href) for href in outer)
    assert not any("javascript" in href for href in page_of(hostile()).xpath("//a/@href"))


def test_hostile_words_are_shown_and_do_nothing() -> None:
    text = render_html(hostile())
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert" in text
    assert not re.search("[\x00-\x08\x1b\u202e\ud800-\udfff]", text)
    assert text.count("</style>") == 1
    text.encode("utf-8")


def test_an_empty_part_says_so_and_an_empty_edition_is_a_page() -> None:
    part = page_of(EDITION).xpath("//article[@id='story-2']/section[3]")[0]
    assert "Nothing found that could be cited." in part.text_content()
    empty = Edition(as_of=dt.date(2026, 3, 12), stories=(), articles=())
    assert "There is no story in this edition." in render_html(empty)
    assert "There is no story in this edition." in render_markdown(empty)
    assert "There is no story in this edition." in on_terminal(print_edition, empty)


def test_failures_are_listed_with_their_reason() -> None:
    for shown in (render_html(EDITION), render_markdown(EDITION)):
        assert "Left out, and why" in shown
        assert "no answer within 20 seconds" in shown


# --------------------------------------------------------------------- Markdown


def test_markdown_has_front_matter_parts_and_a_footnote_for_each_passage() -> None:
    text = render_markdown(EDITION)
    assert text.startswith(
        '---\ntitle: "Nutgraf, 12 March 2026"\ndate: 2026-03-12\nstories:\n'
        '  - "Crane drivers walk out at Port Ellery over unpaid nights"\n'
        '  - "Tessel council votes to dam the upper Vane"\npublishers:\n'
        '  - "Meridian Wire"\n  - "Tessel Public Radio"\n  - "The Calder Tribune"\n'
        '  - "The Harbour Post"\n  - "The Northern Ledger"\n---\n'
    )
    assert text.count("\n### Who said what\n") == 2
    used = re.findall(r"\[\^(\d+)\](?!:)", text)
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert sorted(set(used), key=int) == defined
    said = text.split("### Who said what")[1].split("###")[0]
    assert len(said.strip().split("\n\n")) == 2


def test_markdown_prints_marks_as_they_stand() -> None:
    front, text = render_markdown(hostile()).split("\n---\n", 1)
    # A quoted string of YAML, which is one of JSON too.
    titles = [json.loads(line[4:]) for line in front.splitlines() if line.startswith("  - ")]
    assert titles == [clean(HOSTILE)] * 2
    assert "\\<script\\>" in text
    assert "\\*\\*bold\\*\\*" in text
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    assert not re.search("[\x1b\u202e]", text)


# --------------------------------------------------------------------- JSON


@pytest.mark.parametrize("edition", [EDITION, hostile()], ids=["sample", "hostile"])
def test_edition_json_reads_back_as_it_was(edition: Edition) -> None:
    text = render_edition_json(edition)
    text.encode("utf-8")
    filed = read_edition_json(text)
    assert filed == edition_file(edition)
    for story, briefed in zip(filed.stories, edition.stories, strict=True):
        assert story.brief_as_of(filed.as_of) == briefed.brief
    assert filed.failures == edition.failures


def test_edition_json_keeps_the_contract() -> None:
    value = json.loads(render_edition_json(EDITION))
    story = value["stories"][0]
    assert value["as_of"] == "2026-03-12"
    assert story["articles"] == ["harbour-1", "a2", "a3", "a4"]
    assert story["publishers"][0] == "The Harbour Post"
    point = story["brief"]["what_happened"][1]
    texts = {article.id: article.text for article in EDITION.articles}
    assert set(point) == {"id", "text", "paragraph", "citations", "edits", "news"}
    for cited in point["citations"]:
        assert texts[cited["article"]][cited["start"] : cited["end"]] == cited["exact"]
    assert point["edits"][0]["kind"] == "cut"
    assert value["articles"][2]["published"] == "2026-03-12T00:00:00"


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        (("as_of",), "someday", "$.as_of"),
        (("stories", 0, "brief", "what_happened", 0, "citations"), [], "what_happened[0]"),
        (("stories", 0, "brief", "what_next", 0, "citations", 0, "start"), "3", "[0].start"),
        (("stories", 0, "brief", "what_next", 0, "citations", 0, "start"), -3, "citations[0]"),
        (("stories", 0, "brief", "what_next", 0, "citations", 0, "article"), "zz", "article"),
        (("stories", 0, "brief", "what_happened", 0, "edits", 0, "kind"), "whim", "kind"),
        (("stories", 0, "brief", "what_happened", 0, "edits", 0, "citation"), 7, "citation"),
        (("articles", 1, "id"), "a1", "$.articles[1]"),
        (("stories",), None, "$.stories"),
    ],
)
def test_nonsense_in_an_edition_is_refused_with_its_place(path, value, where) -> None:
    whole = json.loads(render_edition_json(EDITION))
    inner = whole
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    with pytest.raises(EditionError) as caught:
        read_edition_json(json.dumps(whole))
    assert where in caught.value.item


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "[" * 100_000, '{"as_of": "2026-03-12"}'])
def test_what_is_no_edition_is_refused(text: str) -> None:
    with pytest.raises(EditionError):
        read_edition_json(text)


# --------------------------------------------------------------------- one article, many stories


def test_analysis_line_keeps_the_contract() -> None:
    line = analysis_line(HARBOUR, ANALYSIS)
    assert len(line.splitlines()) == 1
    value = json.loads(line)
    assert value["id"] == "harbour-1"
    first = value["attributions"][0]
    assert first["speaker"] == "Ines Calloway"
    assert first["occasion"] == "told reporters at the gate"
    assert first["anonymous"] is False
    (start, end) = first["content"][0]
    assert HARBOUR.text[start:end] == '"Nobody in this harbour wanted today,"'
    assert value["timexes"][0]["earliest"] == "2026-03-11"
    assert value["forward"][0]["when"] is None
    assert value["forward"][1]["when"] == {"earliest": "2026-03-13", "latest": None}
    assert value["names"][0]["role"] == "union president"


def test_story_line_names_articles_by_their_labels() -> None:
    known = {article.id: article for article in EDITION.articles}
    value = json.loads(story_line(EDITION.stories[0].story, known))
    assert value["articles"] == ["harbour-1", "a2", "a3", "a4"]
    assert value["copies"] == [{"agency": None, "articles": ["a2", "a4"]}]
    assert [each["article"] for each in value["quotes"][0]["told"]] == ["a2", "a4"]
    assert [each["disputed"] for each in value["quotes"]] == [False] * len(value["quotes"])
    alone = Story(id="s", title="\u2028", article_ids=("gone",))
    assert len(story_line(alone, {}).splitlines()) == 1


# --------------------------------------------------------------------- the terminal


@pytest.mark.parametrize("width", [40, 80, 200])
def test_terminal_edition_keeps_to_its_width(width: int) -> None:
    shown = on_terminal(print_edition, EDITION, width=width)
    assert max(map(len, shown.splitlines())) <= min(width, 80)
    assert "[2] Meridian Wire" in shown
    assert "Left out, and why" in shown


def test_terminal_shows_hostile_words_as_words() -> None:
    shown = on_terminal(print_edition, hostile(), width=80)
    assert "[red]" in shown
    assert not re.search("[\x1b\u202e\ud800-\udfff]", shown)


def test_reading_groups_statements_by_speaker_and_puts_days_in_plain_words() -> None:
    shown = on_terminal(print_reading, HARBOUR, ANALYSIS)
    assert "Ines Calloway, union president" in shown
    assert "occasion “told reporters at the gate”" in " ".join(shown.split())
    assert "Wednesday 11 March 2026" in shown
    assert "a length of time" in shown
    assert "The Harbour Post, in its own voice" in shown
    assert "Speaker not settled by the text" in shown
    to_come = shown.split("What is to come")[1]
    assert to_come.index("from Friday 13 March –") < to_come.index("no date")


def test_reading_of_an_empty_article_says_what_is_missing() -> None:
    shown = on_terminal(
        print_reading, Article(id="e", text=""), Analysis(article_id="e", analyzer="")
    )
    assert "No statement found." in shown
    assert "Nothing found." in shown


def test_reading_of_a_brief_leaves_its_headings_out() -> None:
    brief = Article(id="b", text=BRIEF_TEXT)
    start = BRIEF_TEXT.index("Who said what")
    said = BRIEF_TEXT.index("what happened was")
    quotes = (
        Quote(content=(Span(start, start + 13),), speaker="A heading"),
        Quote(content=(Span(said, said + 23),), speaker="Ines Calloway"),
    )
    shown = on_terminal(print_reading, brief, Analysis(article_id="b", analyzer="", quotes=quotes))
    assert "A brief, in these parts" in shown
    assert "what happened was plain" in shown
    assert "A heading" not in shown


# --------------------------------------------------------------------- small words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (None, None, "no date"),
        ("2026-03-12", "2026-03-12", "Thursday 12 March 2026"),
        ("2026-03-12", None, "from 12 March 2026"),
        (None, "2026-03-12", "until 12 March 2026"),
        ("2026-03-09", "2026-03-15", "9 to 15 March 2026"),
        ("2026-02-01", "2026-02-28", "February 2026"),
        ("2026-01-01", "2026-12-31", "2026"),
        ("2026-01-01", "2026-03-31", "1 January to 31 March 2026"),
        ("2026-12-30", "2027-01-02", "30 December 2026 to 2 January 2027"),
    ],
)
def test_intervals_in_plain_words(first: str | None, last: str | None, words: str) -> None:
    days = [dt.date.fromisoformat(day) if day else None for day in (first, last)]
    assert interval_words(Interval(*days)) == words


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://a.example/b?c=1&d=2#e", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        (" java\nscript:alert(1)", False),
        ("data:text/html,hello", False),
        ("//a.example/b", False),
        ("https://", False),
        ("https://[broken", False),
        ("https://a.example/\u202ecod.exe", False),
        ("https://a.example/a b", False),
        ("", False),
        (None, False),
    ],
)
def test_only_whole_web_addresses_are_safe(url: str | None, safe: bool) -> None:
    assert (safe_url(url) is not None) is safe


# --------------------------------------------------------------------- a brief read back

BRIEF_TEXT = """date 2026-03-12 What happened

Crane drivers walked out.

Who said what

“Nobody wanted today,” Calloway said.
She said what happened was plain.

## What next?

Talks open Friday.
"""


def test_the_parts_of_a_brief_are_found() -> None:
    found = [(name, span.of(BRIEF_TEXT)) for name, span in find_sections(BRIEF_TEXT)]
    assert found == [
        ("What happened", "Crane drivers walked out."),
        (
            "Who said what",
            "“Nobody wanted today,” Calloway said.\nShe said what happened was plain.",
        ),
        ("What next?", "Talks open Friday."),
    ]


@pytest.mark.parametrize(
    "text",
    ["", "What happened", "He asked what happened and who said what.", "What happened\n\nA fire."],
)
def test_ordinary_text_has_no_parts(text: str) -> None:
    assert find_sections(text) == ()


def test_a_part_without_words_has_an_empty_span() -> None:
    parts = find_sections("What happened\n\nWho said what\n\nShe said so.")
    assert parts[0][1].start == parts[0][1].end


def test_the_markdown_of_an_edition_reads_back_into_its_parts() -> None:
    names = [name for name, _ in find_sections(render_markdown(EDITION))]
    assert names == ["What happened", "Who said what", "What next?"] * 2
