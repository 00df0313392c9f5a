"""Lines of a grammar as regular expressions, tried only near a word that they cannot do without.

A grammar of times has some ninety lines, and most sentences hold no time. Each line is
therefore given an anchor: a word or a word class of its own that every match must hold.
The text is searched for anchors, and the lines are tried beside them alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

# Far more than any line reaches from its anchor to either side.
_ROOM = 60
_LITERAL = re.compile(r"(?<![<\\\w])[a-z]{3,}(?![>\w])")
_CLASS = re.compile(r"<([a-z]+)\d?>")


class Line(Struct, frozen=True):
    """One line of a grammar; ``anchor`` is ``None`` where no single word is in every match."""

    kind: str
    pattern: re.Pattern[str]
    anchor: re.Pattern[str] | None


def compile_line(kind: str, line: str, words: Mapping[str, str]) -> Line:
    """A line of the grammar, ready to be matched; ``words`` are its classes.

    ``<name>`` is a class (a trailing digit tells a second use apart), ``[...]`` may be
    missing, ``(a|b)`` is a choice and a blank is a blank.
    """
    out = re.sub(r"\((?!\?)", "(?:", line).replace("[", "(?:").replace("]", ")?")
    out = out.replace(" ", r"[ \t\xa0]{1,2}")
    out = re.sub(r"<(\w+)>", lambda m: f"(?P<{m[1]}>{words[m[1].rstrip('2')]})", out)
    pattern = re.compile(rf"(?<![\w$€£#.,/-])(?i:{out})(?!\w)")
    return Line(kind, pattern, _anchor(line, words))


def _anchor(line: str, words: Mapping[str, str]) -> re.Pattern[str] | None:
    bare, before = line, ""
    while bare != before:
        before = bare
        bare = re.sub(r"\[[^\[\]()]*\]|\([^\[\]()]*\)", " ", bare)
    if "|" in bare:
        return None
    literals = _LITERAL.findall(re.sub(r"<\w+>", " ", bare))
    classes = _CLASS.findall(bare)
    # "the" is in nearly every sentence: it serves where a line has nothing else of its own.
    if telling := [word for word in literals if word != "the" or not classes]:
        return _compiled(max(telling, key=len))
    return _compiled(words[min(classes, key=_breadth)]) if classes else None


def _breadth(name: str) -> int:
    """How much of a text a class matches, by rank: few sentences name a month, many a number."""
    wide = ("mm", "dd", "dom", "digits", "part", "rel", "rank", "number")
    return wide.index(name) + 1 if name in wide else 0


def _compiled(words: str) -> re.Pattern[str]:
    # One pattern per anchor: `re` keeps what it compiled, so that lines share theirs.
    return re.compile(rf"(?<!\w)(?i:{words})")


def matches(lines: tuple[Line, ...], text: str) -> Iterator[tuple[int, str, re.Match[str]]]:
    """Rank and kind of each line with each of its matches in ``text``, which may overlap."""
    near: dict[re.Pattern[str], list[tuple[int, int]]] = {}
    for rank, line in enumerate(lines):
        if line.anchor is None:
            stretches = [(0, len(text))]
        elif (stretches := near.get(line.anchor, _UNKNOWN)) is _UNKNOWN:
            stretches = near[line.anchor] = _stretches(line.anchor, text)
        for start, end in stretches:
            for match in line.pattern.finditer(text, start, end):
                yield rank, line.kind, match


_UNKNOWN: list[tuple[int, int]] = []


def _stretches(anchor: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Where ``anchor`` is near: ends that no two stretches share, in order."""
    found: list[tuple[int, int]] = []
    for match in anchor.finditer(text):
        start, end = max(0, match.start() - _ROOM), min(len(text), match.end() + _ROOM)
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
