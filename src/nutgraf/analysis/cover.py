"""Many spans, asked about together."""

from __future__ import annotations

import bisect
from collections.abc import Iterable

from nutgraf.records import Span


class Cover:
    """Asks in logarithmic time whether any of many spans meets a given one."""

    def __init__(self, spans: Iterable[Span]) -> None:
        merged: list[Span] = []
        for span in sorted(spans):
            if merged and span.start <= merged[-1].end:
                merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
            else:
                merged.append(span)
        self._ends = [span.end for span in merged]
        self._spans = merged

    def meets(self, span: Span) -> bool:
        """Whether any of the spans shares a character with ``span``."""
        at = bisect.bisect_right(self._ends, span.start)
        return at < len(self._spans) and self._spans[at].meets(span)
