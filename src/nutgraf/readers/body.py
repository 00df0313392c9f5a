"""Which words of a page are the article: what the page shows, or what its data tells."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_SHINGLE = 4
# Data of fewer words is a teaser, whatever it calls itself.
_LEAST_WORDS = 60
_COVERED = 0.8
_FOREIGN = 0.3


def body_text(shown: str, told: str | None) -> str:
    """The article's words, one paragraph a line, from what is ``shown`` and what is ``told``.

    What is shown keeps paragraphs, so it is preferred; what is told is taken where much of
    it is not shown, and says where on the page the article ends.
    """
    lines = [line.strip() for line in shown.splitlines() if line.strip()]
    if told is None or len(_WORD.findall(told)) < _LEAST_WORDS:
        return "\n".join(lines)
    told_shingles, shown_shingles = _shingles(told), _shingles(shown)
    covered = len(told_shingles & shown_shingles) / max(1, len(told_shingles))
    if covered < _COVERED:
        return told if len(told) > len(shown) * 0.8 or not lines else "\n".join(lines)
    return "\n".join(_trimmed(lines, told_shingles))


def _trimmed(lines: list[str], told: frozenset[tuple[str, ...]]) -> list[str]:
    """``lines`` without those before the first and after the last that the data tells."""
    known = [number for number, line in enumerate(lines) if _is_told(line, told)]
    return lines[known[0] : known[-1] + 1] if known else lines


def _is_told(line: str, told: frozenset[tuple[str, ...]]) -> bool:
    shingles = _shingles(line)
    return len(shingles & told) > _FOREIGN * len(shingles)


def _shingles(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return frozenset(
        tuple(words[i : i + _SHINGLE]) for i in range(max(1, len(words) - _SHINGLE + 1))
    )
