"""Time expressions: where they stand and what they are made of.

The lines of ``time_grammar.py`` offer candidates, ``lookalikes.py`` sends away what only
looks like a time, and of those that overlap the one that starts first and runs longest
stays. What an expression denotes on the calendar is the business of ``dates.py``.
"""

from __future__ import annotations

import bisect

from nutgraf.analysis.lookalikes import SIGNALS, Around, is_time
from nutgraf.analysis.patterns import matches
from nutgraf.analysis.syntax import Tree
from nutgraf.analysis.time_grammar import RULES, Found
from nutgraf.records import Span


def find_timexes(tree: Tree, text: str) -> tuple[Found, ...]:
    """Every time expression in ``text``, in order and without overlaps; empty for none."""
    words = [word for word in tree if not word.is_space]
    starts = [word.idx for word in words]
    if not words:
        return ()
    candidates: list[tuple[int, int, int, Found]] = []
    for rank, kind, match in matches(RULES, text):
        at = max(0, bisect.bisect_right(starts, match.start()) - 1)
        end = bisect.bisect_left(starts, match.end())
        before = words[at - 1] if at else None
        around = Around(before, words[at], words[end] if end < len(words) else None)
        signal = before.lower_ if before and before.lower_ in SIGNALS else None
        parts = {name: part for name, part in match.groupdict().items() if part}
        found = Found(Span(*match.span()), kind, parts, signal)
        if is_time(text, found, around):
            candidates.append((match.start(), -match.end(), rank, found))
    chosen: list[Found] = []
    for *_, found in sorted(candidates, key=lambda candidate: candidate[:3]):
        if not chosen or found.span.start >= chosen[-1].span.end:
            chosen.append(found)
    return tuple(chosen)
