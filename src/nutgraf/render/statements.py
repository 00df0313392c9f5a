"""The statements of one article, numbered and grouped by speaker, for every form of reading."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, structs

from nutgraf.analysis.sections import find_sections
from nutgraf.records import Analysis, Article, Quote, Span
from nutgraf.render.display import clean, publisher_of

NO_STATEMENT = "No statement found."
_NOBODY = "Speaker not settled by the text"


class Statement(Struct, frozen=True):
    """A statement under the number that stands for it in the list and in the text."""

    number: int
    quote: Quote


class Speaker(Struct, frozen=True):
    """One who speaks, as headed in the list, with the statements in the order of the text."""

    name: str
    role: str | None
    statements: tuple[Statement, ...]


def without_headings(article: Article, analysis: Analysis) -> Analysis:
    """The analysis without what it made of a brief's own headings ("Who said what").

    They are furniture. Of an article that is no brief, nothing is left out.
    """
    parts = tuple(span for _, span in find_sections(article.text))
    if not parts:
        return analysis
    return structs.replace(
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


def place_of(quote: Quote) -> int | None:
    """Where the number of a statement stands in the text; ``None`` if it points nowhere."""
    for spans in (quote.content, quote.cue, quote.source):
        if spans:
            return min(span.start for span in spans)
    return None


def find_statements(analysis: Analysis) -> tuple[Statement, ...]:
    """The statements numbered from 1 as they come in the text, those without a place last."""

    def order(quote: Quote) -> tuple[bool, int]:
        place = place_of(quote)
        return place is None, place or 0

    ordered = sorted(analysis.quotes, key=order)
    return tuple(Statement(number, quote) for number, quote in enumerate(ordered, start=1))


def by_speaker(statements: Iterable[Statement], article: Article) -> tuple[Speaker, ...]:
    """The statements under those who made them, the first to speak first."""
    groups: dict[str, list[Statement]] = {}
    for each in statements:
        groups.setdefault(_heading(each.quote, article), []).append(each)
    return tuple(
        Speaker(name, next((_role(each) for each in group if _role(each)), None), tuple(group))
        for name, group in groups.items()
    )


def _role(statement: Statement) -> str | None:
    return clean(statement.quote.role or "") or None


def _heading(quote: Quote, article: Article) -> str:
    if quote.speaker and clean(quote.speaker):
        return clean(quote.speaker)
    source = joined(quote.source, article.text)
    if quote.anonymous and source:
        return f"“{source}”, not named"
    if quote.voice == "publisher":
        return f"{publisher_of(article)}, in its own voice"
    return f"“{source}”, not settled by the text" if source else _NOBODY


def words_of_span(span: Span, text: str) -> str:
    """The words of a span for display."""
    return clean(span.of(text))


def joined(spans: Iterable[Span], text: str) -> str:
    """The words of several spans in one line; empty where they hold none."""
    return " … ".join(filter(None, (words_of_span(span, text) for span in spans)))


def manner_of(quote: Quote) -> tuple[str, ...]:
    """How a statement was made: its kind and, where no person speaks, whose voice it is."""
    if quote.voice == "person":
        return (quote.kind,)
    return quote.kind, f"voice of the {quote.voice}"


def occasion_of(quote: Quote, text: str) -> str | None:
    """Where or how it was said, as printed, and the channel; ``None`` where neither is known."""
    printed = words_of_span(quote.occasion, text) if quote.occasion else ""
    if not printed:
        return f"channel: {quote.channel}" if quote.channel else None
    return f"occasion “{printed}”" + (f" ({quote.channel})" if quote.channel else "")


def source_to_tell(quote: Quote, text: str) -> str | None:
    """What the text calls the speaker, ``None`` where the heading of the group says it."""
    source = joined(quote.source, text)
    return source if source and quote.speaker and source != clean(quote.speaker) else None
