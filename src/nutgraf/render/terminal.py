"""An edition on a terminal, set for eighty columns.

Only ``Text`` objects are printed, never strings, so no word of an article is ever read as
the terminal library's own markup.
"""

from __future__ import annotations

import io

from rich.console import Console
from rich.text import Text

from nutgraf.records import Edition
from nutgraf.render.display import HOW_MADE, NOTHING_FOUND, clean, day_words
from nutgraf.render.view import StoryView, view_edition

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


def _story(console: Console, story: StoryView, *, addresses: bool) -> None:
    put(console)
    put(console, story.title, "bold")
    put(console, story.reach, "dim")
    if story.publishers:
        put(console, ", ".join(story.publishers), "dim")
    for part in story.parts:
        heading(console, part.heading)
        if not part.paragraphs:
            put(console, NOTHING_FOUND, "dim italic")
        for place, paragraph in enumerate(part.paragraphs):
            if place:
                put(console)
            text = Text()
            for line in paragraph:
                text.append(" " if text.plain else "").append(line.text)
                marks = ", ".join(map(str, line.sources))
                text.append(f" [{marks}]" if marks else "", "dim")
            put(console, text)
    put(console)
    for note in story.notes:
        put(console, note, "italic")
    if story.notes:
        put(console)
    for source in story.sources:
        mark = f"[{source.number}] "
        shown = Text(mark, "dim").append(source.publisher, "bold not dim")
        put(console, shown.append(f", {source.told}", "not bold not dim"), hang=len(mark))
        if addresses and source.url:
            # In one piece, however long: half an address leads nowhere.
            console.print(Text(" " * len(mark) + source.url), highlight=False, soft_wrap=True)


def print_edition(edition: Edition, console: Console, *, addresses: bool = False) -> None:
    """Print the edition with its sources, and what was left out; with their ``addresses`` too."""
    put(console, Text("Nutgraf", "bold").append(f", {day_words(edition.as_of)}", "not bold"))
    for story in view_edition(edition):
        put(console)
        put(console, "─" * WIDEST, "dim")
        _story(console, story, addresses=addresses)
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


def render_terminal(edition: Edition) -> str:
    """The edition with the colours of a terminal, as escape sequences, at eighty columns."""
    stream = io.StringIO()
    print_edition(
        edition, Console(file=stream, width=WIDEST, force_terminal=True, color_system="standard")
    )
    return stream.getvalue()
