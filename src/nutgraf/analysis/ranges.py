"""The two ends of a range: "from May to July 2017", "between Monday and Friday".

An end that recurs is read against the other end, so that the two lie in their order and
the year printed with one is the year of both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from nutgraf.analysis.time_grammar import Found

_RECURRING = frozenset(("weekday", "date", "month", "season", "quarter"))
_TO = re.compile(r"\s*(?:to|through|until|till|-|–|—)\s*", re.I)
_AND = re.compile(r"\s*and\s*", re.I)


def other_end(
    found: Sequence[Found], place: int, text: str, direction_of: Callable[[Found], int]
) -> tuple[int, int] | None:
    """The place of the end that the expression at ``place`` is read against, and which way.

    ``direction_of`` tells the direction of the verb over an expression; that over the first
    end counts for both. ``None`` where the expression is no end
    of a range or is itself the end that is read against the creation day.
    """
    one = found[place]
    if not _recurs(one):
        return None
    if place and (linked := _linked(found[place - 1], one, text)):
        fixed = not _recurs(found[place - 1])
        if fixed or (linked == "range" and direction_of(found[place - 1]) >= 0):
            return place - 1, 1
    if place + 1 < len(found) and (linked := _linked(one, found[place + 1], text)):
        fixed = not _recurs(found[place + 1])
        if fixed or (linked == "range" and direction_of(one) < 0):
            return place + 1, -1
    return None


def _recurs(one: Found) -> bool:
    return one.kind in _RECURRING and not one.parts.keys() & {"year", "rel"}


def _linked(one: Found, other: Found, text: str) -> str | None:
    """ "range" or "pair" where the two belong together, else None."""
    if one.kind != other.kind or other.span.start - one.span.end > 12:
        return None
    gap = text[one.span.end : other.span.start]
    if _TO.fullmatch(gap) or (one.signal == "between" and _AND.fullmatch(gap)):
        return "range"
    # "in March and April 2017", but "on Friday and next Tuesday" are two days of their own.
    return "pair" if _AND.fullmatch(gap) and "year" in other.parts else None
