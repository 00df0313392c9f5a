"""Readings of articles as one self-contained page: who said what and where, and what is to come.

What marks the words never hangs on colour alone. Content has a tint and a solid line, a cue
is italic over dots, a source bold over a double line, so that they can be told apart in any
colour sight, on paper without tints, and where they overlap.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from nutgraf.records import Analysis, Article
from nutgraf.render.coming import NOTHING_TO_COME, Coming, find_coming
from nutgraf.render.display import (
    NO_HEADLINE,
    NO_PUBLISHER,
    clean,
    counted,
    headline_of,
    is_day_alone,
    moment_words,
    publisher_of,
    safe_url,
)
from nutgraf.render.html import page_template
from nutgraf.render.marked import Piece, marked_paragraphs
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
)

# A rule lights up one statement's words. Beyond this many a browser would be slow to heed them.
_MOST_LIT = 200


class _Number(Struct, frozen=True):
    """The small number before a statement's first word, which leads to it in the list."""

    number: int
    anchor: str
    href: str
    label: str


class _Piece(Struct, frozen=True):
    text: str
    classes: str
    told: str
    numbers: tuple[_Number, ...]


class _Statement(Struct, frozen=True):
    """A statement in the list; ``href`` leads to its place in the text, if it has one there."""

    number: int
    anchor: str
    href: str | None
    words: str
    manner: str
    cue: str
    source: str | None
    occasion: str | None


class _Speaker(Struct, frozen=True):
    name: str
    role: str | None
    statements: tuple[_Statement, ...]


class _ReadingView(Struct, frozen=True):
    anchor: str
    headline: str
    url: str | None
    publisher: str
    byline: str
    published: str | None
    machine_published: str | None
    summary: str
    speakers: tuple[_Speaker, ...]
    paragraphs: tuple[tuple[_Piece, ...], ...]
    coming: tuple[Coming, ...]
    # A name for the statement's words, with the places whose choosing lights them up.
    lit: tuple[tuple[str, str, str], ...]


def render_reading(readings: Iterable[tuple[Article, Analysis]]) -> str:
    """The articles as one HTML page, their statements by speaker and marked in the text."""
    views = tuple(
        _view(article, analysis, f"article-{number}")
        for number, (article, analysis) in enumerate(readings, start=1)
    )
    return page_template("reading.html.j2").render(
        readings=views,
        title=views[0].headline if len(views) == 1 else counted(len(views), "article"),
        summary=f"Who said what in {counted(len(views), 'article')}",
        no_statement=NO_STATEMENT,
        nothing_to_come=NOTHING_TO_COME,
    )


def _view(article: Article, analysis: Analysis, anchor: str) -> _ReadingView:
    analysis = without_headings(article, analysis)
    statements = find_statements(analysis)
    speakers = by_speaker(statements, article)
    names = {each.number: speaker.name for speaker in speakers for each in speaker.statements}
    pieces = marked_paragraphs(article.text, statements)
    placed = {number for paragraph in pieces for piece in paragraph for number in piece.begins}
    published = article.published
    machine = None
    if published is not None:
        day_alone = is_day_alone(published)
        machine = published.date().isoformat() if day_alone else published.isoformat()
    return _ReadingView(
        anchor=anchor,
        headline=_started(headline_of(article), NO_HEADLINE),
        url=safe_url(article.url),
        publisher=_started(publisher_of(article), NO_PUBLISHER),
        byline=", ".join(filter(None, (clean(name) for name in article.byline))),
        published=moment_words(published) if published else None,
        machine_published=machine,
        summary=counted(len(statements), "statement"),
        speakers=tuple(
            _Speaker(
                speaker.name,
                speaker.role,
                tuple(
                    _statement(each, article, anchor, placed=each.number in placed)
                    for each in speaker.statements
                ),
            )
            for speaker in speakers
        ),
        paragraphs=tuple(
            tuple(_piece(piece, anchor, names) for piece in paragraph) for paragraph in pieces
        ),
        coming=find_coming(article, analysis),
        lit=tuple(
            (
                _words_class(anchor, number),
                _listed_anchor(anchor, number),
                _placed_anchor(anchor, number),
            )
            for number in (sorted(placed) if len(placed) <= _MOST_LIT else ())
        ),
    )


def _started(words: str, missing: str) -> str:
    """``words`` as they are, but with a capital where they say what is missing."""
    return words[:1].upper() + words[1:] if words == missing else words


def _listed_anchor(anchor: str, number: int) -> str:
    return f"{anchor}-statement-{number}"


def _placed_anchor(anchor: str, number: int) -> str:
    return f"{anchor}-place-{number}"


def _words_class(anchor: str, number: int) -> str:
    return f"{anchor}-words-{number}"


def _statement(each: Statement, article: Article, anchor: str, *, placed: bool) -> _Statement:
    quote = each.quote
    return _Statement(
        number=each.number,
        anchor=_listed_anchor(anchor, each.number),
        href=_placed_anchor(anchor, each.number) if placed else None,
        words=joined(quote.content, article.text) or "(no words)",
        manner=", ".join(manner_of(quote)),
        cue=joined(quote.cue, article.text),
        source=source_to_tell(quote, article.text),
        occasion=occasion_of(quote, article.text),
    )


def _piece(piece: Piece, anchor: str, names: dict[int, str]) -> _Piece:
    told: dict[int, list[str]] = {}
    for mark in piece.marks:
        told.setdefault(mark.number, []).append(mark.part)
    # Words inside two statements at once: the inner one must still be seen to begin and end.
    depth = sum("content" in parts for parts in told.values())
    classes = (*piece.parts(), *(("deep",) if depth > 1 else ()))
    return _Piece(
        text=piece.text,
        classes=" ".join((*classes, *(_words_class(anchor, number) for number in told))),
        told="; ".join(
            f"{' and '.join(parts).capitalize()} of statement {number}, {names[number]}"
            for number, parts in told.items()
        ),
        numbers=tuple(
            _Number(
                number,
                _placed_anchor(anchor, number),
                _listed_anchor(anchor, number),
                f"Statement {number}: {names[number]}",
            )
            for number in piece.begins
        ),
    )
