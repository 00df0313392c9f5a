"""What was understood of one article, and which stories were found, for a terminal."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from msgspec import structs
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from nutgraf.analysis.sections import find_sections
from nutgraf.records import Analysis, Article, Interval, Name, Quote, Span, Story, Timex
from nutgraf.render.display import (
    by_id,
    clean,
    counted,
    day_words,
    headline_of,
    interval_words,
    moment_words,
    publisher_of,
    publishers_of,
)
from nutgraf.render.terminal import heading, put

_NOBODY = "Speaker not settled by the text"
_KINDS = {
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "other": "Other names",
}
_KINDS_ON_ONE_LINE = frozenset({"place", "other"})
_LAST_DAY = dt.date.max


def print_reading(article: Article, analysis: Analysis, console: Console) -> None:
    """Print names, statements by speaker, days, events and what is to come.

    In a brief, what the analysis made of the headings themselves ("Who said what") is left
    out: they are furniture.
    """
    parts = tuple(span for _, span in find_sections(article.text))
    if parts:
        analysis = structs.replace(
            analysis,
            quotes=tuple(
                quote
                for quote in analysis.quotes
                if all(any(part.holds(span) for part in parts) for span in quote.content)
            ),
            events=tuple(
                event for event in analysis.events if any(part.holds(event.span) for part in parts)
            ),
        )
    _head(console, article, analysis)
    _parts(console, article)
    _names(console, article, analysis)
    _statements(console, article, analysis)
    _days(console, article, analysis)
    _events(console, article, analysis)
    _to_come(console, article, analysis)


def _words(span: Span, text: str) -> str:
    return clean(span.of(text))


def _joined(spans: Iterable[Span], text: str) -> str:
    return " … ".join(filter(None, (_words(span, text) for span in spans)))


def _head(console: Console, article: Article, analysis: Analysis) -> None:
    put(console, headline_of(article), "bold")
    about = [publisher_of(article)]
    if article.byline:
        about.append("by " + ", ".join(clean(name) for name in article.byline))
    if article.published:
        about.append("published " + moment_words(article.published))
    if article.updated:
        about.append("updated " + moment_words(article.updated))
    put(console, ", ".join(about), "dim")
    if analysis.creation_time:
        put(console, f"Days are read from {day_words(analysis.creation_time)}.", "dim")
    else:
        put(console, "No day is given: words such as “Monday” stay open.", "dim")


def _parts(console: Console, article: Article) -> None:
    parts = find_sections(article.text)
    if not parts:
        return
    heading(console, "A brief, in these parts")
    for name, span in parts:
        count = len(span.of(article.text).split())
        put(console, Text(name, "bold").append(f", {counted(count, 'word')}", "dim not bold"))


def _names(console: Console, article: Article, analysis: Analysis) -> None:
    groups: dict[tuple[str, str], list[Name]] = {}
    for name in analysis.names:
        groups.setdefault((name.kind, clean(name.full_name)), []).append(name)
    for kind, words in _KINDS.items():
        of_kind = {name: found for (its, name), found in groups.items() if its == kind}
        if not of_kind:
            continue
        heading(console, words)
        if kind in _KINDS_ON_ONE_LINE:
            listed = (
                f"{name} ({len(found)})" if len(found) > 1 else name
                for name, found in of_kind.items()
            )
            put(console, ", ".join(listed))
            continue
        for full_name, found in of_kind.items():
            put(console, _name(full_name, found, article), hang=2)
    if not groups:
        heading(console, "Names")
        put(console, "None found.", "dim")


def _name(full_name: str, found: list[Name], article: Article) -> Text:
    role = next((name.role for name in found if name.role), None)
    forms = dict.fromkeys(_words(name.span, article.text) for name in found)
    others = [form for form in forms if form and form != full_name]
    line = Text(full_name, "bold")
    line.append(f", {clean(role)}" if role else "", "not bold")
    line.append(f"  {counted(len(found), 'mention')}", "dim not bold")
    return line.append(f", also “{'”, “'.join(others)}”" if others else "", "dim not bold")


def _speaker(quote: Quote, article: Article) -> str:
    """The heading under which a statement is printed."""
    if quote.speaker:
        return clean(quote.speaker)
    source = _joined(quote.source, article.text)
    if quote.anonymous and source:
        return f"“{source}”, not named"
    if quote.voice == "publisher":
        return f"{publisher_of(article)}, in its own voice"
    return f"“{source}”, not settled by the text" if source else _NOBODY


def _statements(console: Console, article: Article, analysis: Analysis) -> None:
    heading(console, "Who said what")
    if not analysis.quotes:
        put(console, "No statement found.", "dim")
        return
    groups: dict[str, list[Quote]] = {}
    for quote in analysis.quotes:
        groups.setdefault(_speaker(quote, article), []).append(quote)
    for place, (speaker, quotes) in enumerate(groups.items()):
        if place:
            put(console)
        role = next((quote.role for quote in quotes if quote.role), None)
        line = Text(speaker, "bold").append(f", {clean(role)}" if role else "", "not bold")
        put(console, line)
        for quote in quotes:
            _statement(console, quote, article)


def _statement(console: Console, quote: Quote, article: Article) -> None:
    put(console, "- " + (_joined(quote.content, article.text) or "(no words)"), indent=2, hang=2)
    about: list[str] = [quote.kind]
    if quote.voice != "person":
        about.append(f"voice of the {quote.voice}")
    cue = _joined(quote.cue, article.text)
    source = _joined(quote.source, article.text)
    if cue:
        about.append(f"cue “{cue}”")
    if source and quote.speaker and source != clean(quote.speaker):
        about.append(f"named here as “{source}”")
    if quote.occasion:
        about.append(f"occasion “{_words(quote.occasion, article.text)}”")
    put(console, ", ".join(about), "dim", indent=4)


_TYPE_WORDS = {
    "DATE": "not on the calendar",
    "TIME": "not on the calendar",
    "DURATION": "a length of time",
    "SET": "a repeated time",
}


def _day(timex: Timex, text: str) -> Text:
    words = _words(timex.span, text)
    line = Text(f"“{words}”" if timex.signal is None else f"{clean(timex.signal)} “{words}”")
    line.append("  ")
    if timex.earliest or timex.latest:
        line.append(interval_words(Interval(timex.earliest, timex.latest)), "bold")
    else:
        line.append(_TYPE_WORDS[timex.type], "italic")
    return line.append(f"  {clean(timex.value)}" if timex.value else "", "dim")


def _days(console: Console, article: Article, analysis: Analysis) -> None:
    heading(console, "Days and times")
    if not analysis.timexes:
        put(console, "None found.", "dim")
    counts = Counter(_day(timex, article.text).plain for timex in analysis.timexes)
    shown: set[str] = set()
    for timex in analysis.timexes:
        line = _day(timex, article.text)
        if line.plain in shown:
            continue
        shown.add(line.plain)
        times = counts[line.plain]
        put(console, line.append(f"  {times} times" if times > 1 else "", "dim"), hang=2)


def _events(console: Console, article: Article, analysis: Analysis) -> None:
    heading(console, "What happened")
    if not analysis.events:
        put(console, "No event found.", "dim")
    for event in analysis.events:
        put(console, "- " + _words(event.span, article.text), hang=2)
        about = [f"verb “{_words(event.trigger, article.text)}”"]
        for each in event.participants:
            name = clean(each.full_name) if each.full_name else _words(each.span, article.text)
            about.append(f"{each.role} {name}")
        if event.place:
            about.append(f"place {_words(event.place, article.text)}")
        if event.when:
            about.append(interval_words(event.when))
        put(console, ", ".join(about), "dim", indent=2)


def _to_come(console: Console, article: Article, analysis: Analysis) -> None:
    heading(console, "What is to come")
    if not analysis.forward:
        put(console, "Nothing found.", "dim")

    def day(place: int) -> tuple[dt.date, dt.date, int]:
        when = analysis.forward[place].when
        latest = (when.latest or when.earliest or _LAST_DAY) if when else _LAST_DAY
        return ((when.earliest or latest) if when else _LAST_DAY, latest, place)

    for place in sorted(range(len(analysis.forward)), key=day):
        each = analysis.forward[place]
        put(console, Text(interval_words(each.when), "bold" if each.when else "dim"))
        put(console, _words(each.span, article.text), indent=2)
        about: list[str] = [each.kind, each.certainty]
        if each.actor:
            about.append(f"who acts: {clean(each.actor)}")
        if each.condition:
            about.append(f"if: “{_words(each.condition, article.text)}”")
        about.append(f"said by {clean(each.speaker) if each.speaker else publisher_of(article)}")
        put(console, ", ".join(about), "dim", indent=2)


def _days_seen(story: Story) -> str:
    if story.first_seen is None or story.last_seen is None:
        return ""
    first, last = story.first_seen.date(), story.last_seen.date()
    return f"{first}" if first == last else f"{first}\n{last}"


def print_stories(stories: Iterable[Story], articles: Iterable[Article], console: Console) -> None:
    """Print a table of the stories, in the order given."""
    known = by_id(tuple(articles))
    table = Table(box=box.SIMPLE_HEAD, width=min(console.width, 80), header_style="bold red")
    table.add_column("", justify="right", style="dim", no_wrap=True)
    table.add_column("Story", ratio=1)
    table.add_column("Articles", justify="right")
    table.add_column("Independent", justify="right")
    table.add_column("Seen", no_wrap=True, style="dim")
    for number, story in enumerate(stories, start=1):
        title = Text(clean(story.title) or "Untitled story", "bold")
        publishers = ", ".join(publishers_of(story, known))
        title.append(f"\n{publishers}" if publishers else "", "dim not bold")
        table.add_row(
            str(number),
            title,
            str(len(story.article_ids)),
            str(story.independent),
            _days_seen(story),
        )
    if table.row_count:
        console.print(table)
    else:
        put(console, "No story found.", "dim")
