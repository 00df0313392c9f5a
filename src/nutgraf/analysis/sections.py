"""The parts of a text that is itself a brief, found by their headings.

A published brief can so be read back: what stands under "What happened", "Who said what"
and "What next?". Ordinary articles have no such parts.
"""

from __future__ import annotations

import re

from nutgraf.records import Span

_HEADING = re.compile(
    r"(?:date[ \t:]+)?(?:\d{4}-\d{2}-\d{2}[ \t]+)?[#*_ \t]*"
    r"(?:(?P<happened>what[ \t]+happened)|(?P<said>who[ \t]+said[ \t]+what)"
    r"|(?P<next>what(?:['’]s|[ \t]+is|[ \t]+comes)?[ \t]+next))"
    r"[ \t]*[?:]?[*_ \t]*",
    re.IGNORECASE,
)
_NAMES = {"happened": "What happened", "said": "Who said what", "next": "What next?"}
_LONGEST_HEADING = 60


def find_sections(text: str) -> tuple[tuple[str, Span], ...]:
    """The parts of a brief, each under its usual heading, in the order of the text.

    A part's span runs from its first word to its last and is empty where nothing stands
    under the heading. Nothing is found unless two different headings stand on lines of
    their own: one subheading does not make a brief.
    """
    found: list[tuple[str, int, int]] = []
    place = 0
    for line in text.splitlines(keepends=True):
        words = line.strip()
        match = _HEADING.fullmatch(words) if len(words) <= _LONGEST_HEADING else None
        if match and match.lastgroup:
            found.append((_NAMES[match.lastgroup], place, place + len(line)))
        place += len(line)
    if len({name for name, _, _ in found}) < 2:
        return ()
    ends = [start for _, start, _ in found[1:]] + [len(text)]
    return tuple(
        (name, _trimmed(text, start, end))
        for (name, _, start), end in zip(found, ends, strict=True)
    )


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
