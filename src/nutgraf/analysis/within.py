"""Looking up what was found inside a stretch of text."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from typing import Protocol

from nutgraf.records import Span


class _Placed(Protocol):
    @property
    def span(self) -> Span: ...


def within[Found: _Placed](span: Span, found: Sequence[Found]) -> Iterator[Found]:
    """Those of ``found``, which stand in text order, that begin inside ``span``."""
    at = bisect.bisect_left(found, span.start, key=lambda each: each.span.start)
    while at < len(found) and found[at].span.start < span.end:
        yield found[at]
        at += 1
