"""What the statements of one text are read against."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Iterable, Sequence

from msgspec import Struct

from nutgraf.records import Name, Quote, Reference, Span


class Places[T](Struct, frozen=True):
    """What stands where: spans in the order of the text, each with what it is the span of."""

    starts: Sequence[int]
    held: Sequence[tuple[Span, T]]

    @classmethod
    def of(cls, held: Iterable[tuple[Span, T]]) -> Places[T]:
        """The spans of ``held`` with what they are of, sorted by place."""
        ordered = sorted(held, key=lambda one: one[0])
        return cls([span.start for span, _ in ordered], ordered)

    def at(self, place: int) -> T | None:
        """What holds the character at ``place``; ``None`` where nothing does."""
        last = bisect.bisect_right(self.starts, place)
        for span, thing in reversed(self.held[max(0, last - 3) : last]):
            if place < span.end:
                return thing
        return None


class Setting(Struct, frozen=True):
    """What all statements of one text are read against."""

    text: str
    quotes: Places[Quote]
    names: Places[Name]
    references: Places[Reference]
    creation: dt.date | None
    announced: int = 9
    """How many sentences back somebody announced or agreed something."""
