"""An edition on a terminal, set for eighty columns.

Only ``Text`` objects are printed, never strings, so no word of an article is ever read as
the terminal library's own markup.
"""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.text import Text

from nutgraf.records import Article, BriefedStory, Edition
from nutgraf.render.display import (
    HOW_MADE,
    NOTHING_FOUND,
    by_id,
    cited_articles,
    clean,
    day_words,
    headline_of,
    moment_words,
    paragraphs,
    publisher_of,
    publishers_of,
    reach_of,
    title_of,
)

WIDEST = 80
"""How many characters a line has at most, however wide the terminal."""


def put(
    console: Console, shown: Text | str = "", style: str = "", *, indent: int = 0, hang: int = 0
) -> None:
    """Print one paragraph, its first line at ``indent`` and the others ``hang`` further in."""
    text = Text(shown, style=style) if isinstance(shown, str) else shown
    width = min(console.width, WIDEST)
    if not text.plain:
        console.print()
        return
    lines = text.wrap(console, max(10, width - indent - hang))
    for line in lines:
        line.rstrip()
    shown = Text("\n" + " " * (indent + hang)).join(lines)
    console.print(Text(" " * indent).append_text(shown), highlight=False)


def heading(console: Console, words: str) -> None:
    """Print a heading with a free line before it."""
    put(console)
    put(console, words, "bold red")


def _story(console: Console, briefed: BriefedStory, articles: Mapping[str, Article]) -> None:
    put(console)
    put(console, title_of(briefed), "bold")
    publishers = ", ".join(publishers_of(briefed.story, articles))
    put(console, reach_of(briefed.story, articles), "dim")
    if publishers:
        put(console, publishers, "dim")
    numbers = cited_articles(briefed.brief)
    for name, points in briefed.brief.sections():
        heading(console, name)
        if not points:
            put(console, NOTHING_FOUND, "dim italic")
        for place, paragraph in enumerate(paragraphs(points)):
            if place:
                put(console)
            text = Text()
            for point in paragraph:
                marks = dict.fromkeys(numbers[each.article] for each in point.citations)
                text.append(" " if text.plain else "").append(clean(point.text))
                text.append(" [" + ", ".join(map(str, marks)) + "]" if marks else "", "dim")
            put(console, text)
    put(console)
    for note in briefed.brief.notes:
        put(console, clean(note), "italic")
    if briefed.brief.notes:
        put(console)
    for key, number in numbers.items():
        article = articles.get(key)
        line = Text(f"[{number}] ", "dim").append(publisher_of(article), "bold")
        line.append(f", {headline_of(article)}")
        if article is not None and article.published is not None:
            line.append(f", {moment_words(article.published)}")
        put(console, line, hang=4)


def print_edition(edition: Edition, console: Console) -> None:
    """Print the edition with its sources, and what was left out."""
    articles = by_id(edition.articles)
    put(console, Text("Nutgraf", "bold").append(f", {day_words(edition.as_of)}", "not bold"))
    for briefed in edition.stories:
        put(console)
        put(console, "─" * WIDEST, "dim")
        _story(console, briefed, articles)
    if not edition.stories:
        put(console)
        put(console, "There is no story in this edition.", "dim italic")
    put(console)
    put(console, "─" * WIDEST, "dim")
    if edition.failures:
        heading(console, "Left out, and why")
        for each in edition.failures:
            line = Text(clean(each.item), "bold").append(f": {clean(each.error)}", "not bold")
            put(console, line.append(f" ({clean(each.step)})", "dim not bold"), hang=2)
    put(console)
    put(console, HOW_MADE, "dim")
