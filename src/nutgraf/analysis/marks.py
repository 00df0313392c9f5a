"""Quotation marks, paired.

News text mixes styles, drops marks, and uses the same signs for inches, minutes and
apostrophes. Marks are therefore paired a paragraph at a time with a small stack, so that
a stray one costs at most its own paragraph.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec import Struct

from nutgraf.records import Span

_PARAGRAPH = re.compile(r"[^\n\r\u2028\u2029]+")
_DOUBLE = re.compile("``|''|[\u201c\u201d\u201e\u201f\u00ab\u00bb\"\uff02]")
# 6'2", 45'30": the mark after such a number measures something.
_MEASURE = re.compile("\\d['\u2019\u2032]\\s?\\d{1,2}$")
_SINGLE_OPEN = re.compile(
    "(?:(?<=[\\s(\\[\u2014\u2013-])|^)(?:\u2018|[`'](?!')|\u2039)(?=[^\\s\\d\\W])"
)
_SINGLE_LEAD = re.compile("[\u2018'](?=[A-Z])")
_SINGLE_CLOSE = re.compile("(?<=[^\\s(\\[])[\u2019'\u203a](?=[\\s,.;:?!)\\]\u2014\u2013-]|$)")
_OPENS, _CLOSES = "\u201c\u201f", "\u201d"
_ENDS = ".,!?\u2026"
_GUILLEMETS = "\u00ab\u00bb"
# Deeper nesting than this is noise; a bound keeps the search of the stack short.
_DEEPEST = 8


class Marked(Struct, frozen=True, order=True):
    """A stretch in quotation marks: ``outer`` with the marks, ``inner`` without.

    ``closed`` is false where the stretch runs to the end of its paragraph unclosed; a
    quotation over several paragraphs is one such record for each but the last.
    """

    outer: Span
    inner: Span
    closed: bool = True


@dataclass(slots=True)
class _Open:
    family: str
    start: int
    end: int
    sure: bool
    inner: list[Marked] = field(default_factory=list)


def find_marked(text: str) -> tuple[Marked, ...]:
    """The outermost stretches of ``text`` in quotation marks, in order; empty if none."""
    paragraphs = [match.span() for match in _PARAGRAPH.finditer(text)]
    found: list[Marked] = []
    carried = False
    for index, (start, end) in enumerate(paragraphs):
        below = text[slice(*paragraphs[index + 1])] if index + 1 < len(paragraphs) else ""
        first = _DOUBLE.match(below[:12].lstrip())
        follows = first is not None and first.group() not in ("\u201d", "\u00bb")
        goes_on = follows or _closes_first(below)
        doubles = _pair(text, start, end, goes_on, carried)
        carried = goes_on and not follows and any(not pair.closed for pair in doubles[-1:])
        found += doubles
        found += _singles(text, start, end, doubles, below)
    return tuple(sorted(found))


def _closes_first(text: str) -> bool:
    """Whether the first mark in a paragraph closes: what it closes was opened further up."""
    first = _DOUBLE.search(text)
    if first is None or first.group() not in "\u201d\"\uff02''":
        return False
    start, end = first.span()
    if text[start - 1 : start] not in (*_ENDS, "-", "\u2014") or start == 0:
        return False
    return _direction(text, start, end, 0, len(text)) == "close"


def _direction(text: str, start: int, end: int, low: int, high: int) -> str:
    """Whether a mark without a direction of its own opens, closes, or could do either."""
    before = text[start - 1] if start > low else " "
    after = text[end] if end < high else " "
    space_before = before.isspace() or before in "([{\u2014\u2013-/\u2018'\u201c"
    space_after = after.isspace() or after in ")]}\u2014\u2013-/,.;:?!\u2019'\u201d"
    if space_before and not space_after:
        return "open"
    if space_after and not space_before:
        return "close"
    return "either"


def _pair(text: str, low: int, high: int, follows: bool, carried: bool) -> list[Marked]:
    """The pairs of one paragraph; with ``carried`` it begins inside one opened further up."""
    done: list[Marked] = []
    stack: list[_Open] = []
    last = low
    if carried:
        lead = low + len(text[low:high]) - len(text[low:high].lstrip())
        stack.append(_Open("straight", lead, lead, sure=True))
    for match in _DOUBLE.finditer(text, low, high):
        sign, start, end = match.group(), match.start(), match.end()
        last = start
        if sign in "\"\uff02''" and _MEASURE.search(text, max(low, start - 5), start):
            continue
        family, direction = _kind(sign, text, start, end, low, high, stack)
        sure = direction == "open"
        if direction == "either":
            direction = "close" if any(o.family == family for o in stack) else "open"
        if direction == "open":
            if sign == '"' and not stack and start > low and text[start - 1].isdigit():
                continue
            if stack and _starts_anew(text, stack[-1], family, start, end):
                # Paragraphs of one speech run together: each is opened, the last one closed.
                opened = stack.pop()
                stop = opened.end + len(text[opened.end : start].rstrip())
                piece = Marked(Span(opened.start, stop), Span(opened.end, stop), closed=False)
                (stack[-1].inner if stack else done).append(piece)
            stack.append(_Open(family, start, end, sure))
            if len(stack) > _DEEPEST:
                dropped = stack.pop(0)
                done += dropped.inner
            continue
        at = _partner(stack, family)
        if at is None:
            continue
        opened = stack[at]
        del stack[at:]
        pair = Marked(Span(opened.start, end), Span(opened.end, start))
        (stack[-1].inner if stack else done).append(pair)
    return done + _left_open(stack, text, low, high, last, follows)


def _starts_anew(text: str, opened: _Open, family: str, start: int, end: int) -> bool:
    """Whether an opening mark begins the next piece of a speech whose last one is still open."""
    if opened.family != family or not opened.sure:
        return False
    before = text[opened.end : start].rstrip()
    return before[-1:] in (".", "!", "?") and text[end : end + 1].isupper()


def _left_open(
    stack: list[_Open], text: str, low: int, high: int, last: int, follows: bool
) -> list[Marked]:
    """What to make of marks still open where the paragraph ends."""
    if not stack:
        return []
    bottom = stack[0]
    directed = bottom.family != "straight"
    leads = not text[low : bottom.start].strip()
    goes_on = follows and bottom.sure and (leads or bottom.start == last)
    if goes_on or (directed and bottom.start == last):
        end = low + len(text[low:high].rstrip())
        if end > bottom.end:
            return [Marked(Span(bottom.start, end), Span(bottom.end, end), closed=False)]
    return [pair for opened in stack for pair in opened.inner]


def _kind(
    sign: str, text: str, start: int, end: int, low: int, high: int, stack: list[_Open]
) -> tuple[str, str]:
    top = stack[-1].family if stack else ""
    if sign in _GUILLEMETS:
        return "guillemet", "either" if top == "guillemet" or not stack else "open"
    if sign == "\u201e":
        return "low", "open"
    if sign in _OPENS:
        # A German closing mark is the English opening one.
        if top == "low":
            return "low", "close"
        turned = top == "curly" and text[start - 1] in _ENDS
        turned = turned and _direction(text, start, end, low, high) == "close"
        return "curly", "close" if turned else "open"
    if sign in _CLOSES:
        turned = not stack and _direction(text, start, end, low, high) == "open"
        return ("low" if top == "low" else "curly"), "open" if turned else "close"
    if sign == "``":
        return "straight", "open"
    return "straight", _direction(text, start, end, low, high)


def _partner(stack: list[_Open], family: str) -> int | None:
    """The place in the stack of the mark that this one closes: its own kind if it is there."""
    for at in range(len(stack) - 1, -1, -1):
        if stack[at].family == family:
            return at
    mixed = {"curly": "straight", "straight": "curly"}.get(family)
    return len(stack) - 1 if stack and stack[-1].family == mixed else None


def _singles(text: str, low: int, high: int, doubles: list[Marked], below: str) -> Iterator[Marked]:
    """Single marks that stand outside the double ones, where the house style uses them so."""
    lead = low + len(text[low:high]) - len(text[low:high].lstrip())
    leads = _SINGLE_LEAD.match(text, lead, high)
    if leads and not doubles and _SINGLE_LEAD.match(below.lstrip()):
        end = low + len(text[low:high].rstrip())
        if not _SINGLE_CLOSE.search(text, lead + 1, high) and end > lead + 1:
            yield Marked(Span(lead, end), Span(lead + 1, end), closed=False)
            return
    closers = [match.start() for match in _SINGLE_CLOSE.finditer(text, low, high)]
    taken = sorted(pair.outer for pair in doubles)
    after = low
    for match in _SINGLE_OPEN.finditer(text, low, high):
        start = match.start()
        if start < after or _covers(taken, start):
            continue
        at = bisect.bisect_right(closers, start)
        for closer in closers[at : at + 6]:
            plural = text[closer - 1] == "s" and text[closer + 1 : closer + 3].strip()[:1].islower()
            if bisect.bisect(taken, Span(start, start)) != bisect.bisect(taken, Span(closer, 0)):
                break  # it would run over a double pair: an apostrophe, not a mark
            if plural and closer != closers[-1]:
                continue
            yield Marked(Span(start, closer + 1), Span(start + 1, closer))
            after = closer + 1
            break


def _covers(spans: list[Span], offset: int) -> bool:
    at = bisect.bisect_right(spans, Span(offset, 1 << 62)) - 1
    return at >= 0 and spans[at].start <= offset < spans[at].end
