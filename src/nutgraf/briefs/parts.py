"""What of a statement can be printed with its own cue: its sentence, or less of the quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from nutgraf.briefs.candidates import Statement
from nutgraf.briefs.clips import asks, sentence_spans
from nutgraf.briefs.draft import Draft
from nutgraf.briefs.material import Material
from nutgraf.records import Quote, Sentence, Span

_MARKED = re.compile('["“”\\n]')


class Part(Struct, frozen=True):
    """What of a statement is printed with its own cue, and where that cuts a quotation.

    ``quoted`` is what is taken of it, ``opening`` and ``closing`` are the marks round that,
    empty where the article has none there. ``late`` says that its first sentence is left out.
    """

    span: Span
    sentences: tuple[Sentence, ...]
    quoted: Span | None = None
    opening: Span = Span(0, 0)
    closing: Span = Span(0, 0)
    late: bool = False


class OpenDraft(Draft):
    """A draft that begins or ends inside a quotation, whose words stay as they are."""

    def __init__(
        self, material: Material, statement: Statement, part: Part, quoted: Span, known: set[str]
    ) -> None:
        super().__init__(material, statement.article, part.span, known=known, inside_quotation=True)
        self._part = part
        self._protected = [quoted]
        self.marked = [
            m
            for m in material.marked(statement.article)
            if part.span.holds(m.outer) and not m.outer.meets(quoted)
        ]

    def set_marks(self) -> None:
        """Print the marks round the words taken, whether the article has them there or not."""
        super().set_marks()
        for mark in (self._part.opening, self._part.closing):
            if mark.start == mark.end:
                self.edit("quote marks", mark, '"')
            elif mark.of(self.article.text) != '"':
                self.edit("marks", mark, '"')


def parts_of(material: Material, statement: Statement, quote: Quote) -> Iterator[Part]:
    """The cue's own sentence with what stands in it of a quotation of several sentences."""
    if not quote.cue or quote.kind == "indirect":
        return
    text = statement.article.text
    cue = min(quote.cue)
    holding = next((s for s in statement.sentences if s.span.holds(cue)), None)
    if holding is None:
        return
    for marked in material.marked(statement.article):
        inner, outer = marked.inner, marked.outer
        if not marked.closed or not any(part.meets(inner) for part in quote.content):
            continue
        bounds = list(sentence_spans(text, inner))
        if not bounds or not holding.span.meets(outer) or _MARKED.search(inner.of(text)):
            continue
        before, after = Span(outer.start, inner.start), Span(inner.end, outer.end)
        if outer.end <= cue.start and not text[holding.span.start : outer.start].strip():
            for taken in (bounds[-1:], bounds[-2:]):
                late = taken[0].start > inner.start
                if late and asks(text, bounds[-len(taken) - 1]):
                    continue
                start = taken[0].start if late else outer.start
                yield Part(
                    Span(start, holding.span.end),
                    (holding,),
                    Span(taken[0].start, inner.end),
                    Span(start, start) if late else before,
                    after,
                    late,
                )
        elif outer.start >= cue.end:
            for taken in (bounds[:1], bounds[:2]):
                whole = taken[-1].end == bounds[-1].end
                if not whole and asks(text, bounds[len(taken)]):
                    continue
                end = taken[-1].end
                yield Part(
                    Span(holding.span.start, outer.end if whole else end),
                    (holding,),
                    Span(inner.start, inner.end if whole else end),
                    before,
                    after if whole else Span(end, end),
                )
