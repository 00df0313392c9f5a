"""The reading of one article: statements by speaker, and their words marked in the text."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import subprocess
import sys
import time
from importlib.resources import files
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_edition import HOSTILE
from lxml import html as lxml_html
from msgspec import structs
from rich.console import Console

from nutgraf.records import (
    Analysis,
    Article,
    Certainty,
    ForwardKind,
    ForwardStatement,
    Interval,
    Name,
    Quote,
    Span,
)
from nutgraf.render.coming import Coming, find_coming
from nutgraf.render.days import coming_words
from nutgraf.render.display import clean
from nutgraf.render.jsonl import analysis_line
from nutgraf.render.marked import Mark, marked_paragraphs
from nutgraf.render.reading import print_reading
from nutgraf.render.readinghtml import render_reading
from nutgraf.render.statements import Statement, by_speaker, find_statements

ARTICLE = Article(
    id="a",
    publisher="The Invented Post",
    headline="Bridge at Marrow stays shut",
    url="https://post.example/bridge",
    text=(
        "“It stays shut until we know why,” said Ann Example, who leads the roads office.\n\n"
        "The mayor said the council believed the cracks were old. “We asked for money "
        "twice,” Ms. Example said."
    ),
)


def spans(*words: str, text: str = ARTICLE.text) -> tuple[Span, ...]:
    return tuple(Span(text.index(each), text.index(each) + len(each)) for each in words)


QUOTES = (
    Quote(
        content=spans("“It stays shut until we know why,”"),
        cue=spans("said"),
        source=spans("Ann Example, who leads the roads office"),
        speaker="Ann Example",
        role="head of the roads office",
        kind="direct",
    ),
    Quote(
        content=spans("the council believed the cracks were old"),
        cue=(Span(ARTICLE.text.index("said the council"), ARTICLE.text.index(" the council")),),
        source=spans("The mayor"),
        kind="indirect",
    ),
    Quote(
        content=spans("the cracks were old"),
        cue=spans("believed"),
        source=spans("the council"),
        speaker="the council",
        voice="organisation",
    ),
    Quote(
        content=spans("“We asked for money twice,”"),
        cue=(Span(len(ARTICLE.text) - 5, len(ARTICLE.text) - 1),),
        source=spans("Ms. Example"),
        speaker="Ann Example",
        kind="direct",
    ),
)
ANALYSIS = Analysis(article_id="a", analyzer="test", quotes=QUOTES[::-1])


def analysed(text: str, *quotes: Quote) -> tuple[Article, Analysis]:
    return Article(id="x", text=text), Analysis(article_id="x", analyzer="test", quotes=quotes)


def page_of(*readings: tuple[Article, Analysis]) -> lxml_html.HtmlElement:
    return lxml_html.document_fromstring(render_reading(readings))


def printed(article: Article, analysis: Analysis, *, width: int = 80, colour: bool = False) -> str:
    stream = io.StringIO()
    console = Console(
        file=stream,
        width=width,
        force_terminal=colour,
        color_system="256" if colour else None,
        _environ={},
    )
    print_reading(article, analysis, console)
    return stream.getvalue()


def text_of(page: lxml_html.HtmlElement) -> list[str]:
    """The paragraphs of the text as they can be read, without the small numbers."""
    for number in page.xpath("//section[contains(@class, 'text')]//sup"):
        number.drop_tree()
    return [p.text_content() for p in page.xpath("//section[contains(@class, 'text')]/p")]


def marked(page: lxml_html.HtmlElement, kind: str) -> list[str]:
    return [
        mark.text_content()
        for mark in page.xpath("//section[contains(@class, 'text')]//mark")
        if kind in mark.get("class").split()
    ]


# --------------------------------------------------------------------- statements


def test_statements_are_numbered_as_they_come_and_grouped_by_speaker() -> None:
    statements = find_statements(ANALYSIS)
    assert [(each.number, each.quote) for each in statements] == list(enumerate(QUOTES, start=1))
    groups = by_speaker(statements, ARTICLE)
    assert [(each.name, [one.number for one in each.statements]) for each in groups] == [
        ("Ann Example", [1, 4]),
        ("“The mayor”, not settled by the text", [2]),
        ("the council", [3]),
    ]
    assert groups[0].role == "head of the roads office"


def test_a_statement_without_a_place_comes_last() -> None:
    nowhere = Quote(content=())
    found = find_statements(Analysis(article_id="a", analyzer="", quotes=(nowhere, QUOTES[0])))
    assert [each.quote for each in found] == [QUOTES[0], nowhere]


# --------------------------------------------------------------------- the cut text


def test_pieces_carry_every_mark_of_their_characters() -> None:
    first, second = marked_paragraphs(ARTICLE.text, find_statements(ANALYSIS))
    assert [piece.begins for piece in first if piece.begins] == [(1,)]
    by_text = {piece.text: piece for piece in second}
    assert by_text["believed"].marks == (Mark(2, "content"), Mark(3, "cue"))
    assert by_text["the cracks were old"].marks == (Mark(2, "content"), Mark(3, "content"))
    assert by_text["the council"].begins == (2,)
    assert by_text["the council"].parts() == ("content", "source")
    assert by_text[" Ms. Example"[1:]].marks == (Mark(4, "source"),)


def test_a_quotation_over_paragraphs_is_marked_in_each() -> None:
    text = "“One.\n\n“Two.”  He left."
    quote = Quote(content=(Span(0, text.index("  He")),))
    first, second = marked_paragraphs(text, [Statement(1, quote)])
    assert [(piece.text, len(piece.marks)) for piece in first] == [("“One.", 1)]
    assert [(piece.text, len(piece.marks)) for piece in second] == [("“Two.”", 1), (" He left.", 0)]
    assert second[0].begins == ()


@st.composite
def readings(draw: st.DrawFn) -> tuple[Article, Analysis]:
    alphabet = st.sampled_from("ab <&>\"'\n\t\r\u2028\u202e\u200b\x00\x1b\u05d0é“|]")
    text = draw(st.text(alphabet, max_size=60))
    place = st.integers(-3, len(text) + 3)
    span = st.builds(lambda a, b: Span(min(a, b), max(a, b)), place, place)
    some = st.lists(span, max_size=3).map(tuple)
    quote = st.builds(
        Quote,
        content=some,
        cue=some,
        source=some,
        speaker=st.sampled_from([None, "", "A", HOSTILE]),
        voice=st.sampled_from(["person", "organisation", "publisher"]),
        occasion=st.none() | span,
        anonymous=st.booleans(),
    )
    day = st.none() | st.dates(dt.date(2025, 12, 1), dt.date(2026, 12, 31))
    ahead = st.builds(
        ForwardStatement,
        span,
        st.sampled_from(get_args(ForwardKind)),
        st.sampled_from(get_args(Certainty)),
        actor=st.sampled_from([None, "", "A", HOSTILE]),
        action=st.none() | span,
        when=st.none() | st.builds(Interval, day, day),
        condition=st.none() | span,
        speaker=st.sampled_from([None, "", "A", HOSTILE]),
    )
    article, analysis = analysed(text, *draw(st.lists(quote, max_size=5)))
    forward = tuple(draw(st.lists(ahead, max_size=4)))
    return article, structs.replace(analysis, forward=forward, creation_time=draw(day))


@settings(max_examples=150, deadline=None)
@given(readings())
def test_no_character_is_lost_and_every_link_leads_somewhere(
    reading: tuple[Article, Analysis],
) -> None:
    article, analysis = reading
    paragraphs = marked_paragraphs(article.text, find_statements(analysis))
    for pieces in paragraphs:
        shown = "".join(piece.text for piece in pieces)
        assert shown.rstrip() == clean(shown)
    lines = "".join(piece.text for pieces in paragraphs for piece in pieces)
    assert lines.replace(" ", "") == clean(article.text).replace(" ", "")
    page = page_of(reading)
    assert "".join(text_of(page_of(reading))[: len(paragraphs)]) == lines
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in page.xpath("//a/@href")} <= set(ids)
    assert printed(article, analysis)


def test_a_long_text_with_many_statements_is_cut_in_little_time() -> None:
    sentence = "The clerk said that the pier was closed. "
    text = sentence * 20_000
    quotes = [
        Quote(
            content=(Span(at + 15, at + 39),),
            cue=(Span(at + 10, at + 14),),
            source=(Span(at, at + 9),),
        )
        for at in range(0, len(text), len(sentence))
    ]
    started = time.process_time()
    (pieces,) = marked_paragraphs(text, find_statements(analysed(text, *quotes)[1]))
    assert time.process_time() - started < 6
    assert len(pieces) > 100_000


# --------------------------------------------------------------------- the page


def test_the_page_marks_source_cue_and_content() -> None:
    page = page_of((ARTICLE, ANALYSIS))
    assert marked(page, "source") == [
        "Ann Example, who leads the roads office",
        "The mayor",
        "the council",
        "Ms. Example",
    ]
    assert marked(page, "cue") == ["said", "said", "believed", "said"]
    assert "“We asked for money twice,”" in marked(page, "content")
    assert marked(page, "deep") == ["the cracks were old"]
    (council,) = page.xpath("//section[contains(@class, 'text')]//mark[text()='the council']")
    assert council.get("title") == (
        "Content of statement 2, “The mayor”, not settled by the text; "
        "Source of statement 3, the council"
    )
    assert text_of(page) == [clean(line) for line in ARTICLE.text.split("\n\n")]


def test_the_page_links_each_statement_to_its_place_and_back() -> None:
    page = page_of((ARTICLE, ANALYSIS), (ARTICLE, ANALYSIS))
    listed = page.xpath("//section[contains(@class, 'said')]//li")
    assert [item.find("a").text for item in listed] == ["1", "4", "2", "3"] * 2
    for item in listed:
        place = page.get_element_by_id(item.find("a").get("href")[1:])
        assert place.get("href") == f"#{item.get('id')}"
        assert place.get("aria-label").startswith(f"Statement {place.text}: ")
    assert page.xpath("//nav//a/@href") == ["#article-1", "#article-2"]


def test_words_light_up_with_their_statement_unless_there_are_too_many() -> None:
    def rules(times: int) -> int:
        text = "He said so. " * times
        quotes = (Quote(content=(Span(at, at + 11),)) for at in range(0, len(text), 12))
        return render_reading([analysed(text, *quotes)]).count("{ box-shadow: var(--lit); }")

    assert [rules(0), rules(3), rules(1_000)] == [0, 3, 0]


def test_the_page_runs_nothing_loads_nothing_and_steers_nothing() -> None:
    article = Article(
        id="h",
        text=f"{HOSTILE} said {HOSTILE}.",
        headline=HOSTILE,
        publisher=HOSTILE,
        byline=(HOSTILE,),
        url="javascript:alert(1)",
    )
    size = len(HOSTILE)
    quote = Quote(
        content=(Span(3, size + 9),),
        cue=(Span(size + 1, size + 5),),
        source=(Span(0, size),),
        speaker=HOSTILE,
        role=HOSTILE,
        occasion=Span(0, size),
    )
    shown = render_reading([(article, Analysis(article_id="h", analyzer="", quotes=(quote,)))])
    page = lxml_html.document_fromstring(shown)
    assert not page.xpath("//script | //img | //*[@src] | //@*[starts-with(name(), 'on')]")
    assert page.xpath("//link/@href") == ["data:,"]
    style = "".join(page.xpath("//style/text()"))
    assert "url(" not in style
    assert "@import" not in style
    assert not re.search("[\x1b\u202e]", shown)
    assert all(href.startswith("#") for href in page.xpath("//a/@href"))
    assert text_of(page) == [clean(article.text)]


def _colours(style: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", style))


def _light(colour: str) -> list[float]:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    values = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]


def _contrast(one: str, other: str) -> float:
    weights = (0.2126, 0.7152, 0.0722)
    low, high = sorted(
        sum(w * v for w, v in zip(weights, _light(each), strict=True)) for each in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


# Machado, Oliveira and Fernandes 2009: what is left of a colour without one kind of cone.
SIGHTS = {
    "protanopia": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deuteranopia": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritanopia": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


def _lab(colour: str, sight: str | None) -> tuple[float, float, float]:
    rgb = _light(colour)
    if sight:
        rgb = [
            min(1.0, max(0.0, sum(w * v for w, v in zip(row, rgb, strict=True))))
            for row in SIGHTS[sight]
        ]
    red, green, blue = rgb
    x, y, z = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
        for value in (
            (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505,
            0.2126 * red + 0.7152 * green + 0.0722 * blue,
            (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089,
        )
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", [None, *SIGHTS])
@pytest.mark.parametrize("ground", ["light", "dark"])
def test_tints_and_lines_can_be_told_apart(ground: str, sight: str | None) -> None:
    colours: dict[str, str] = {}
    for name in ("edition.css", "reading.css"):
        css = (files("nutgraf.render") / "templates" / name).read_text(encoding="utf-8")
        light, dark, _ = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
        colours |= _colours(light) | (_colours(dark) if ground == "dark" else {})
    tints = ["content", "cue", "source"]
    for tint in [*tints, "content-deep"]:
        assert _contrast(colours["ink"], colours[tint]) >= 4.5
    for part in tints:
        assert _contrast(colours[f"{part}-line"], colours[part]) >= 3
    for names in ([*tints, "paper"], [f"{part}-line" for part in tints]):
        for at, one in enumerate(names):
            for other in names[at + 1 :]:
                pairs = zip(_lab(colours[one], sight), _lab(colours[other], sight), strict=True)
                assert sum((a - b) ** 2 for a, b in pairs) ** 0.5 >= 12, (one, other)


def test_each_part_has_a_line_and_a_hand_of_its_own() -> None:
    style = "".join(page_of((ARTICLE, ANALYSIS)).xpath("//style/text()"))
    rules = {part: re.search(rf"mark\.{part} \{{(.*?)\}}", style)[1] for part in
             ("content", "cue", "source")}  # fmt: skip
    assert "border-bottom: 2px solid" in rules["content"]
    assert "italic" in rules["cue"]
    assert "dotted" in rules["cue"]
    assert "700" in rules["source"]
    assert "double" in rules["source"]


def test_an_article_without_statements_or_words_says_so() -> None:
    page = page_of(analysed("Nothing was said."))
    assert "No statement found." in page.text_content()
    assert text_of(page) == ["Nothing was said."]
    assert "The article has no words." in page_of(analysed(" \n\u200b ")).text_content()


# --------------------------------------------------------------------- what is to come


TODAY = dt.date(2026, 3, 4)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2026-03-10", "2026-03-10", "Tuesday 10 March"),
        ("2027-03-10", "2027-03-10", "Wednesday 10 March 2027"),
        (None, "2026-06-30", "by Tuesday 30 June"),
        ("2026-03-04", "2026-06-30", "by Tuesday 30 June"),
        ("2026-03-01", "2026-06-29", "by Monday 29 June"),
        ("2026-03-09", None, "from Monday 9 March"),
        ("2027-01-01", None, "from Friday 1 January 2027"),
        ("2026-03-04", None, "some time from Wednesday 4 March on"),
        ("2026-03-09", "2026-03-12", "between 9 and 12 March"),
        ("2026-03-30", "2026-04-02", "between 30 March and 2 April"),
        ("2026-12-30", "2027-01-02", "between 30 December 2026 and 2 January 2027"),
        ("2027-02-09", "2027-02-12", "between 9 and 12 February 2027"),
        ("2026-03-09", "2026-03-15", "some time in the week of Monday 9 March"),
        ("2026-03-01", "2026-03-31", "some time in March"),
        ("2018-06-01", "2018-06-30", "some time in June 2018"),
        ("2026-06-01", "2026-08-31", "some time from June to August"),
        ("2026-12-01", "2027-02-28", "some time from December 2026 to February 2027"),
        ("2027-01-01", "2027-12-31", "some time in 2027"),
        ("2026-01-01", "2026-12-31", "some time in 2026"),
        ("2030-01-01", "2039-12-31", "some time from 2030 to 2039"),
        (None, None, "no date"),
    ],
)
def test_days_to_come_in_plain_words(first: str | None, last: str | None, words: str) -> None:
    ends = (dt.date.fromisoformat(end) if end else None for end in (first, last))
    assert coming_words(Interval(*ends), TODAY) == words


def test_every_day_has_its_year_where_the_article_has_no_day() -> None:
    assert coming_words(Interval(TODAY, TODAY), None) == "Wednesday 4 March 2026"
    assert coming_words(Interval(None, TODAY), None) == "by Wednesday 4 March 2026"
    assert coming_words(Interval(TODAY, dt.date(2026, 3, 6)), None) == "between 4 and 6 March 2026"
    assert coming_words(None, None) == "no date"


def ahead(
    sentence: str,
    action: str | None,
    actor: str | None = None,
    *,
    kind: ForwardKind = "plan",
    certainty: Certainty = "likely",
    condition: str | None = None,
    when: Interval | None = None,
    speaker: str | None = None,
    before: str = "",
) -> tuple[str, ForwardStatement]:
    """The text of an article so far, ``sentence`` added, and a statement in it."""

    def place(words: str) -> Span:
        start = len(before) + sentence.index(words)
        return Span(start, start + len(words))

    return before + sentence, ForwardStatement(
        place(sentence),
        kind,
        certainty,
        actor=actor,
        action=place(action) if action else None,
        when=when,
        condition=place(condition) if condition else None,
        speaker=speaker,
    )


def shown(text: str, *forward: ForwardStatement, names: tuple[str, ...] = ()) -> list[Coming]:
    analysis = Analysis(
        article_id="x",
        analyzer="test",
        creation_time=TODAY,
        forward=forward,
        names=tuple(Name(Span(0, 1), "person", name) for name in names),
    )
    return list(find_coming(Article(id="x", text=text), analysis))


@pytest.mark.parametrize(
    ("sentence", "actor", "action", "words"),
    [
        ("Parliament will vote on it.", "Parliament", "vote on it", "Parliament will vote on it"),
        # Without its "not" the act would say the contrary.
        ("The sea will not wait.", "The sea", "wait", "The sea will not wait"),
        ("It won’t ever pay.", "Ellery Lines", "pay", "Ellery Lines won’t ever pay"),
        ("It is unlikely to pay.", "Ellery Lines", "pay", "Ellery Lines is unlikely to pay"),
        ("Roe refused to pay.", "Dana Roe", "pay", "Dana Roe: refused to pay"),
        ("It will under no pretext pay.", "Ellery Lines", "pay", "It will under no pretext pay."),
        # So would it without its hedge.
        ("The bill will probably pass.", "The bill", "pass", "The bill will probably pass"),
        ("Roe, who hopes to win, left.", "Dana Roe", "win", "Dana Roe: hopes to win"),
        ("The clerks are expected to go.", "The clerks", "go", "The clerks are expected to go"),
        ("Roe told them to go.", "the clerks", "go", "the clerks: to go"),
        ("“If you don’t, we will.”", "Dana Roe", "will", "“If you don’t, we will.”"),
        ("Let others laugh: we will.", "Dana Roe", "will", "Dana Roe will"),
        ("She’s going to sell.", "Dana Roe", "sell", "Dana Roe: She’s going to sell"),
        ("The family may sell.", "The family", "sell", "The family may sell"),
        ("Roe plans next week to sell.", "Dana Roe", "sell", "Dana Roe: to sell"),
        ("No date was given.", None, "given", "No date was given."),
        ("The talks on Friday stand.", "The talks", "The talks on Friday", "The talks on Friday"),
        # Who acts in a passive is not who the sentence is about.
        (
            "The plan is to be cleared by Roe.",
            "Roe",
            "cleared by Roe",
            "The plan is to be cleared by Roe.",
        ),
        ("The plan will be cleared by her.", "Dana Roe", "cleared by her",
         "The plan will be cleared by her."),
        ("A vote is due.", "Parliament", None, "A vote is due."),
    ],
)  # fmt: skip
def test_an_act_keeps_the_words_that_turn_it(
    sentence: str, actor: str | None, action: str | None, words: str
) -> None:
    (coming,) = shown(*ahead(sentence, action, actor))
    assert coming.words == words.removesuffix(".")
    assert coming.sentence == (None if words == sentence else sentence)


@pytest.mark.parametrize(
    ("kind", "certainty", "condition", "manner"),
    [
        ("scheduled", "certain", None, "scheduled"),
        ("scheduled", "likely", None, "scheduled, likely"),
        ("plan", "certain", None, "planned, certain"),
        ("plan", "possible", None, "planned, possible"),
        ("pledge", "likely", None, "promised, likely"),
        ("forecast", "possible", None, "forecast, possible"),
        ("deadline", "certain", None, "deadline, certain"),
        ("requirement", "likely", None, "required, likely"),
        ("pending", "likely", None, "awaited, likely"),
        ("condition", "conditional", None, "conditional"),
        ("condition", "conditional", "If it rains", "only if it rains"),
        ("pledge", "conditional", "once it rains", "promised, only once it rains"),
        ("plan", "conditional", "unless it rains", "planned, unless it rains"),
        ("condition", "possible", "If it rains", "conditional, possible, if it rains"),
    ],
)
def test_manner_says_no_more_than_the_record(
    kind: ForwardKind, certainty: Certainty, condition: str | None, manner: str
) -> None:
    sentence = f"The band will play {condition or 'the hymn'}."
    given = ahead(sentence, "play", "The band", kind=kind, certainty=certainty, condition=condition)
    assert shown(*given)[0].manner == manner


@pytest.mark.parametrize(
    ("speaker", "told_by"),
    [
        (None, None),
        ("Ida Quennell", "says Ida Quennell"),
        ("The Harbour Post", "says The Harbour Post"),
        ("The water authority", "according to the water authority"),
        ("two officials", "according to two officials"),
        ("it", "according to “it”"),
        ("Dana Roe", "by their own account"),
    ],
)
def test_who_says_so_where_it_is_not_the_publisher(
    speaker: str | None, told_by: str | None
) -> None:
    text, each = ahead("Roe will pay.", "pay", "Dana Roe", speaker=speaker)
    (coming,) = shown(text, each, names=("Ida Quennell", "The Harbour Post", "Dana Roe"))
    assert coming.told_by == told_by


def two_weeks() -> tuple[Article, Analysis]:
    """An article with things to come, told in no order."""
    text = ""
    forward = []
    for sentence, action, actor, first, last in (
        ("Dana Roe will pay for the care of all. ", "pay for the care of all", "Dana Roe", 0, 0),
        ("A report will be printed by 20 March. ", "printed by 20 March", "A report", 4, 20),
        ("Parliament will vote on <it> on Tuesday. ", "vote on <it>", "Parliament", 10, 10),
        ("The pier will open on Friday. ", "open", "The pier", 6, 6),
    ):
        when = Interval(dt.date(2026, 3, first), dt.date(2026, 3, last)) if first else None
        scheduled = ("scheduled", "certain") if when else ("pledge", "likely")
        text, each = ahead(sentence, action, actor, kind=scheduled[0], certainty=scheduled[1],
                           when=when, speaker=None if when else "Ann Example",
                           before=text)  # fmt: skip
        forward.append(each)
    article = Article(id="x", text=text)
    names = (Name(Span(0, 8), "person", "Dana Roe"), Name(Span(0, 8), "person", "Ann Example"))
    return article, Analysis(
        article_id="x", analyzer="test", creation_time=TODAY, forward=tuple(forward), names=names
    )


IN_ORDER = [
    "Friday 6 March – scheduled – The pier will open",
    "Tuesday 10 March – scheduled – Parliament will vote on <it>",
    "by Friday 20 March – scheduled – A report will be printed by 20 March",
    "no date – promised, likely – Dana Roe will pay for the care of all, says Ann Example",
]


def test_the_terminal_lists_days_then_intervals_then_what_has_none() -> None:
    listed = printed(*two_weeks(), width=200).split("What is to come\n")[1]
    assert [line for line in listed.splitlines() if line[0] != " "] == [
        line for line in IN_ORDER if len(line) <= 80
    ] + [IN_ORDER[3][: IN_ORDER[3].index(" Example")]]
    assert "\n    Parliament will vote on <it> on Tuesday.\n" in listed
    assert " ".join(listed.split()).count(IN_ORDER[3]) == 1
    assert max(map(len, printed(*two_weeks(), width=40).splitlines())) <= 40
    assert "\x1b" in printed(*two_weeks(), colour=True)
    assert "\x1b" not in listed


def test_the_page_lists_the_same_in_the_same_order() -> None:
    rendered = render_reading([two_weeks()])
    assert "vote on &lt;it&gt;" in rendered
    items = lxml_html.document_fromstring(rendered).xpath("//section[@class='coming']//li")
    assert [item.findall("p")[0].text_content() for item in items] == IN_ORDER
    assert [item.findall("p")[1].text_content() for item in items][1] == (
        "Parliament will vote on <it> on Tuesday."
    )
    nothing = page_of(analysed("Nothing was said."))
    assert nothing.xpath("string(//section[@class='coming']//li)") == "Nothing found."


def test_the_line_for_programs_keeps_every_field_of_what_is_to_come() -> None:
    text, each = ahead("Roe said she might sell if it rains.", "sell", "Dana Roe",
                       kind="condition", certainty="conditional", condition="if it rains",
                       when=Interval(TODAY, None), speaker="Dana Roe")  # fmt: skip
    analysis = Analysis(article_id="x", analyzer="test", forward=(each,))
    (told,) = json.loads(analysis_line(Article(id="x", text=text), analysis))["forward"]
    assert told == {
        "start": 0,
        "end": len(text),
        "kind": "condition",
        "actor": "Dana Roe",
        "action": [text.index("sell"), text.index("sell") + 4],
        "when": {"earliest": "2026-03-04", "latest": None},
        "condition": [text.index("if it"), text.index("if it") + 11],
        "certainty": "conditional",
        "speaker": "Dana Roe",
    }
    assert set(told) - {"start", "end"} == set(ForwardStatement.__struct_fields__) - {"span"}


# --------------------------------------------------------------------- the terminal


def test_the_terminal_numbers_statements_in_list_and_text() -> None:
    shown = printed(ARTICLE, ANALYSIS)
    assert "  [1] “It stays shut until we know why,”" in shown
    said, text = shown.split("The text\n")
    assert said.index("[4]") < said.index("[2]") < said.index("[3]")
    text = " ".join(text.split())
    assert "[1]“It stays shut until we know why,” said Ann Example" in text
    assert "The mayor said [2]the council believed [3]the cracks were old. [4]“We asked" in text
    assert "Where a statement begins stands its number" in text
    assert max(map(len, printed(ARTICLE, ANALYSIS, width=30).splitlines())) <= 30


def test_the_terminal_marks_words_in_colour_and_by_hand() -> None:
    text = printed(ARTICLE, ANALYSIS, width=200, colour=True).split("The text")[1]
    styles = {
        words: codes for codes, words in re.findall("\x1b\\[([0-9;]+)m([^\x1b]+)\x1b\\[0m", text)
    }
    assert styles["“It stays shut until we know why,”"].split(";")[0] == "4"
    assert styles["believed"].split(";")[:2] == ["3", "4"]
    assert styles["The mayor"].split(";")[0] == "1"
    assert all("38;5" in styles[words] for words in ("The mayor", "believed"))


def test_the_terminal_shows_no_text_where_nothing_was_said() -> None:
    assert "The text" not in printed(*analysed("Nothing was said."))


# --------------------------------------------------------------------- the command


def test_read_writes_each_form_to_a_file_or_prints_it(tmp_path) -> None:
    (tmp_path / "bridge.txt").write_text(ARTICLE.text, encoding="utf-8")

    def read(*more: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "nutgraf", "read", "bridge.txt", *more],
            cwd=tmp_path,
            env=os.environ | {"NUTGRAF_DB": str(tmp_path / "desk.db")},
            capture_output=True,
            check=False,
            timeout=120,
        )

    told = read("--format", "html", "-o", "bridge.html")
    assert (told.returncode, told.stdout) == (0, b"")
    written = (tmp_path / "bridge.html").read_bytes()
    assert "said" in marked(lxml_html.document_fromstring(written.decode()), "cue")
    assert read("--format", "html").stdout == written
    read("--output", "bridge.out")
    assert "The text" in (tmp_path / "bridge.out").read_text(encoding="utf-8")
    read("--format", "json", "--output", "bridge.json")
    assert json.loads((tmp_path / "bridge.json").read_bytes())["attributions"]
    nowhere = read("--output", "no folder/bridge.html")
    assert nowhere.returncode == 1
    assert b"cannot write to no folder" in nowhere.stderr
    assert b"Traceback" not in nowhere.stderr
