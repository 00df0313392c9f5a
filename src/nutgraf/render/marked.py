"""An article's text cut where marks begin and end, so that any form can show them.

Content, cue and source may overlap, nest and run over paragraphs. The pieces never do: each
carries all the marks of its characters, so no form has to close one mark inside another.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from nutgraf.analysis.layout import find_paragraphs
from nutgraf.render.display import clean
from nutgraf.render.statements import Statement, place_of

Part = Literal["content", "cue", "source"]
_BAR = "|"


class Mark(Struct, frozen=True, order=True):
    """What characters are to a statement: its content, its cue or its source."""

    number: int
    part: Part


class Piece(Struct, frozen=True):
    """Characters with the same marks; ``begins`` are the statements whose number goes before."""

    text: str
    marks: tuple[Mark, ...] = ()
    begins: tuple[int, ...] = ()

    def parts(self) -> tuple[Part, ...]:
        """The parts that these characters belong to, each once."""
        return tuple(sorted({mark.part for mark in self.marks}))


def marked_paragraphs(text: str, statements: Iterable[Statement]) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs of ``text`` in pieces; joined again they are its words as ``clean`` has them.

    A span that leaves the text is cut at its end. The number of a statement whose place
    holds no words stands before the next that are shown; without any words there are none.
    """
    opening: dict[int, list[Mark]] = {}
    closing: dict[int, list[Mark]] = {}
    numbers: list[tuple[int, int]] = []
    for each in statements:
        place = place_of(each.quote)
        if place is not None:
            numbers.append((place, each.number))
        for mark, spans in (
            (Mark(each.number, "content"), each.quote.content),
            (Mark(each.number, "cue"), each.quote.cue),
            (Mark(each.number, "source"), each.quote.source),
        ):
            for span in spans:
                start, end = max(0, span.start), min(span.end, len(text))
                if start < end:
                    opening.setdefault(start, []).append(mark)
                    closing.setdefault(end, []).append(mark)
    numbers.sort(reverse=True)
    return tuple(_cut(text, opening, closing, numbers))


def _cut(
    text: str,
    opening: dict[int, list[Mark]],
    closing: dict[int, list[Mark]],
    numbers: list[tuple[int, int]],
) -> Iterable[tuple[Piece, ...]]:
    """Go once through the text, counting what is open: two spans of one mark may overlap."""
    places = sorted(opening.keys() | closing.keys() | {place for place, _ in numbers}, reverse=True)
    found: dict[Mark, int] = {}
    held: list[list[Piece]] = []
    for paragraph in find_paragraphs(text):
        pieces: list[Piece] = []
        start = paragraph.start
        space = True
        while start < paragraph.end:
            while places and places[-1] <= start:
                place = places.pop()
                for mark in closing.get(place, ()):
                    found[mark] -= 1
                    if not found[mark]:
                        del found[mark]
                for mark in opening.get(place, ()):
                    found[mark] = found.get(mark, 0) + 1
            end = min(places[-1], paragraph.end) if places else paragraph.end
            shown = _tidy(text[start:end])
            if space:
                shown = shown.lstrip(" ")
            if shown:
                begins = []
                while numbers and numbers[-1][0] <= start:
                    begins.append(numbers.pop()[1])
                pieces.append(Piece(shown, tuple(sorted(found)), tuple(begins)))
                space = shown.endswith(" ")
            start = end
        if pieces:
            held.append(pieces)
    if held and numbers:
        held[-1].append(Piece("", (), tuple(number for _, number in reversed(numbers))))
    return (tuple(pieces) for pieces in held)


def _tidy(text: str) -> str:
    """``text`` as ``clean`` has it, but for a space at either end: the neighbour needs it."""
    return clean(f"{_BAR}{text}{_BAR}")[1:-1]
