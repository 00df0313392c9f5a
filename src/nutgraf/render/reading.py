"""What was understood of one article, for a terminal."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.text import Text

from nutgraf.analysis.sections import find_sections
from nutgraf.records import Analysis, Article, Interval, Name, Timex
from nutgraf.render.coming import NOTHING_TO_COME, find_coming
from nutgraf.render.days import NO_DATE
from nutgraf.render.display import (
    clean,
    counted,
    day_words,
    headline_of,
    interval_words,
    moment_words,
    publisher_of,
)
from nutgraf.render.marked import marked_paragraphs
from nutgraf.render.statements import (
    NO_STATEMENT,
    Statement,
    by_speaker,
    find_statements,
    joined,
    manner_of,
    occasion_of,
    source_to_tell,
    without_headings,
    words_of_span,
)
from nutgraf.render.terminal import heading, put

_KINDS = {
    "person": "People",
    "organisation": "Organisations",
    "place": "Places",
    "other": "Other names",
}
_KINDS_ON_ONE_LINE = frozenset({"place", "other"})
# Each part has a hand of its own beside its colour: for those who cannot tell the colours
# apart, and where NO_COLOR is set. The colours can be read on a light and a dark ground.
_PART_STYLES = {
    "content": "underline color(32)",
    "cue": "italic color(133)",
    "source": "bold color(166)",
}
_NUMBER_STYLE = "bold"


def print_reading(article: Article, analysis: Analysis, console: Console) -> None:
    """Print names, statements by speaker, the text, days, events and what is to come."""
    analysis = without_headings(article, analysis)
    statements = find_statements(analysis)
    _head(console, article, analysis)
    _parts(console, article)
    _names(console, article, analysis)
    _statements(console, article, statements)
    _text(console, article, statements)
    _days(console, article, analysis)
    _events(console, article, analysis)
    _to_come(console, article, analysis)


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
    forms = dict.fromkeys(words_of_span(name.span, article.text) for name in found)
    others = [form for form in forms if form and form != full_name]
    line = Text(full_name, "bold")
    line.append(f", {clean(role)}" if role else "", "not bold")
    line.append(f"  {counted(len(found), 'mention')}", "dim not bold")
    return line.append(f", also “{'”, “'.join(others)}”" if others else "", "dim not bold")


def _statements(console: Console, article: Article, statements: tuple[Statement, ...]) -> None:
    heading(console, "Who said what")
    if not statements:
        put(console, NO_STATEMENT, "dim")
        return
    for place, speaker in enumerate(by_speaker(statements, article)):
        if place:
            put(console)
        line = Text(speaker.name, "bold")
        put(console, line.append(f", {speaker.role}" if speaker.role else "", "not bold"))
        for each in speaker.statements:
            _statement(console, each, article, width=len(f"[{len(statements)}] "))


def _statement(console: Console, each: Statement, article: Article, *, width: int) -> None:
    quote = each.quote
    line = Text(f"[{each.number}] ".rjust(width), _NUMBER_STYLE)
    line.append(joined(quote.content, article.text) or "(no words)", "not bold")
    put(console, line, indent=2, hang=width)
    about = list(manner_of(quote))
    cue = joined(quote.cue, article.text)
    source = source_to_tell(quote, article.text)
    if cue:
        about.append(f"cue “{cue}”")
    if source:
        about.append(f"named here as “{source}”")
    occasion = occasion_of(quote, article.text)
    if occasion:
        about.append(occasion)
    put(console, ", ".join(about), "dim", indent=2 + width)


def _text(console: Console, article: Article, statements: tuple[Statement, ...]) -> None:
    """The article's own words, with what the statements take from them marked."""
    paragraphs = marked_paragraphs(article.text, statements)
    if not statements or not paragraphs:
        return
    heading(console, "The text")
    if console.color_system:
        legend = Text("Marked: ")
        for part in ("source", "cue", "content"):
            legend.append(part, _PART_STYLES[part]).append(", " if part != "content" else ". ")
        put(console, legend.append("[1] begins statement 1 of the list."))
    else:
        put(console, "Where a statement begins stands its number in the list.")
    for paragraph in paragraphs:
        put(console)
        line = Text()
        for piece in paragraph:
            # No space after the number, so that it is never left at the end of a line.
            line.append("".join(f"[{number}]" for number in piece.begins), _NUMBER_STYLE)
            line.append(piece.text, " ".join(_PART_STYLES[part] for part in piece.parts()))
        put(console, line)


_TYPE_WORDS = {
    "DATE": "not on the calendar",
    "TIME": "not on the calendar",
    "DURATION": "a length of time",
    "SET": "a repeated time",
}


def _day(timex: Timex, text: str) -> Text:
    words = words_of_span(timex.span, text)
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
        put(console, "- " + words_of_span(event.span, article.text), hang=2)
        about = [f"verb “{words_of_span(event.trigger, article.text)}”"]
        for each in event.participants:
            name = (
                clean(each.full_name) if each.full_name else words_of_span(each.span, article.text)
            )
            about.append(f"{each.role} {name}")
        if event.place:
            about.append(f"place {words_of_span(event.place, article.text)}")
        if event.when:
            about.append(interval_words(event.when))
        put(console, ", ".join(about), "dim", indent=2)


def _to_come(console: Console, article: Article, analysis: Analysis) -> None:
    heading(console, "What is to come")
    coming = find_coming(article, analysis)
    if not coming:
        put(console, NOTHING_TO_COME, "dim")
    for each in coming:
        line = Text(each.when, "bold" if each.when != NO_DATE else "dim")
        put(console, line.append(f" – {each.line}", "not bold not dim"), hang=2)
        if each.sentence:
            put(console, each.sentence, "dim", indent=4)
