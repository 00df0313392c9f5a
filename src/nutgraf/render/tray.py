"""The quote tray: all statements of stories, ranked, in every form that is written of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from nutgraf.briefs.tray import Telling, TrayQuote
from nutgraf.records import Article, Span, Story
from nutgraf.render.display import clean, machine_moment, moment_words, publisher_of
from nutgraf.render.html import page_template
from nutgraf.render.jsonl import dump_json
from nutgraf.render.selectors import text_link

NOBODY = "speaker not settled by the text"
# A spreadsheet takes a cell that begins with one of these for a formula, or for the end of it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_COLUMNS = (
    "story", "rank", "words", "speaker", "role", "kind", "voice", "occasion", "channel",
    "publisher", "first_publisher", "first_told", "publishers", "disputed", "article", "url",
)  # fmt: skip


class Tray(Struct, frozen=True):
    """A story and its statements, the first first."""

    story: Story
    quotes: tuple[TrayQuote, ...]


Articles = Mapping[str, Article]


def words_of(quote: TrayQuote) -> str:
    """The words of a statement on one line."""
    text = quote.article.text
    return " … ".join(clean(span.of(text)) for span in quote.quote.content)


def speaker_of(quote: TrayQuote) -> str:
    """Who spoke, or what the text calls a speaker that it does not name."""
    if quote.quote.speaker:
        return clean(quote.quote.speaker)
    source = clean(" ".join(span.of(quote.article.text) for span in quote.quote.source))
    return f"“{source}”, not named" if quote.quote.anonymous and source else NOBODY


def _differences(telling: Telling, full: TrayQuote, articles: Articles) -> tuple[str, ...]:
    """How a telling is worded where the fullest has other words, and whom it names."""
    article = articles.get(telling.citation.article)
    if article is None:
        return ()
    changed = [
        f"“{_said(change.told, article)}” where the fullest has "
        f"“{_said(change.full, full.article)}”"
        for change in telling.changes
    ]
    if telling.speaker:
        changed.append(f"names {clean(telling.speaker)}")
    return tuple(changed)


def _said(span: Span, article: Article) -> str:
    return clean(span.of(article.text))


def _row(story: Story, rank: int, quote: TrayQuote, articles: Articles) -> dict[str, object]:
    """All that is told of a statement, for programs."""
    told, text, first = quote.quote, quote.article.text, quote.told[0]
    whole = Span(min(s.start for s in told.content), max(s.end for s in told.content))
    return {
        "story": story.id,
        "rank": rank,
        "words": words_of(quote),
        "speaker": told.speaker,
        "anonymous": told.anonymous,
        "source": clean(" ".join(span.of(text) for span in told.source)) or None,
        "role": told.role,
        "kind": told.kind,
        "voice": told.voice,
        "occasion": clean(told.occasion.of(text)) if told.occasion else None,
        "channel": told.channel,
        "article": quote.article.label,
        "publisher": quote.article.publisher,
        "span": [whole.start, whole.end],
        "url": text_link(quote.article.url, text, whole),
        "first_publisher": first.publisher,
        "first_told": machine_moment(first.published) if first.published else None,
        "publishers": list(quote.publishers),
        "disputed": quote.disputed,
        "fragments": [span.of(text) for span in told.fragments],
        "told": [
            {
                "article": articles[each.citation.article].label,
                "publisher": each.publisher,
                "published": machine_moment(each.published) if each.published else None,
                "span": [each.citation.span.start, each.citation.span.end],
                "kind": each.kind,
                "differences": list(_differences(each, quote, articles)),
                "speaker": each.speaker,
            }
            for each in quote.told
        ],
    }


def _rows(trays: Sequence[Tray], articles: Articles) -> list[dict[str, object]]:
    return [
        _row(tray.story, rank, quote, articles)
        for tray in trays
        for rank, quote in enumerate(tray.quotes, start=1)
    ]


def tray_json(trays: Sequence[Tray], articles: Articles) -> str:
    """The statements as one JSON array, a line each."""
    return "[\n" + ",\n".join(map(dump_json, _rows(trays, articles))) + "\n]\n"


def tray_jsonl(trays: Sequence[Tray], articles: Articles) -> str:
    """The statements as lines of JSON."""
    return "".join(dump_json(row) + "\n" for row in _rows(trays, articles))


def tray_csv(trays: Sequence[Tray], articles: Articles) -> str:
    """A table below a row of names; a cell that a spreadsheet would run begins with "'"."""
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    for row in _rows(trays, articles):
        writer.writerow([guarded(row[name]) for name in _COLUMNS])
    return table.getvalue()


def guarded(value: object) -> str:
    """A value as the text of a cell that no spreadsheet takes for a formula."""
    if value is None:
        return ""
    text = clean("; ".join(map(str, value)) if isinstance(value, list) else str(value))
    return f"'{text}" if text.startswith(_FORMULA) else text


def tray_text(trays: Sequence[Tray], articles: Articles) -> str:
    """The statements for people, in plain text."""
    lines = []
    for tray in trays:
        lines += [clean(tray.story.title), ""]
        for rank, quote in enumerate(tray.quotes, start=1):
            lines += [f"{rank:>3}. {words_of(quote)}", f"     {speaker_line(quote)}"]
            lines.append(f"     {carried_line(quote)}")
            lines += [f"     {note}" for note in notes_of(quote, articles)]
            lines.append("")
        if not tray.quotes:
            lines += ["No statement found.", ""]
    return "\n".join(lines)


def speaker_line(quote: TrayQuote) -> str:
    """Who spoke, as what, how and where."""
    told = quote.quote
    occasion = clean(told.occasion.of(quote.article.text)) if told.occasion else None
    facts = (speaker_of(quote), clean(told.role or ""), told.kind, occasion, told.channel)
    return ", ".join(filter(None, facts))


def carried_line(quote: TrayQuote) -> str:
    """Who carried it first, and how many others did."""
    first, others = quote.told[0], len(quote.publishers) - 1
    when = f", {moment_words(first.published)}" if first.published else ""
    more = f"; carried by {others} more" if others else ""
    return f"first: {clean(first.publisher or '') or publisher_of(None)}{when}{more}"


def notes_of(quote: TrayQuote, articles: Articles) -> tuple[str, ...]:
    """What differs between the tellings, and that the speaker is in dispute."""
    notes = ["The articles name different speakers."] if quote.disputed else []
    for each in quote.told:
        found = _differences(each, quote, articles)
        if found:
            notes.append(f"{clean(each.publisher or '') or publisher_of(None)}: {'; '.join(found)}")
    return tuple(notes)


def tray_html(trays: Sequence[Tray], articles: Articles) -> str:
    """The statements as one page that can be opened, sent or printed as it is."""
    return page_template("tray.html.j2").render(
        trays=[
            (
                clean(tray.story.title),
                [
                    (
                        words_of(quote),
                        _row(tray.story, 0, quote, articles)["url"],
                        speaker_line(quote),
                        carried_line(quote),
                        notes_of(quote, articles),
                    )
                    for quote in tray.quotes
                ],
            )
            for tray in trays
        ]
    )


WRITERS: Mapping[str, Callable[[Sequence[Tray], Articles], str]] = {
    "text": tray_text,
    "json": tray_json,
    "jsonl": tray_jsonl,
    "csv": tray_csv,
    "html": tray_html,
}
"""What ``nutgraf quotes`` writes, by the name of its format."""
