"""Which words of a page are the article: what the page shows, or what its data tells."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_SHINGLE = 4
# Data of fewer words is a teaser, whatever it calls itself.
_LEAST_WORDS = 60
_COVERED = 0.8
_FOREIGN = 0.3
_LONGEST_CALL = 160
_CALL = re.compile(
    r"\W*(?:click here (?:to|for)\b|(?:get|download) (?:the )?[\w ]{1,30} (?:on the go|app)\b|"
    r"sign up (?:to|for|here|now|\(|below)|subscribe (?:to|now|here|today)\b|"
    r"recommended videos\W*$|"
    r"advertisement\W*$|story continues\b|article continues\b|continue reading\b|"
    r"(?:read|see|watch) (?:more|also|next)\s*:|related(?: stor(?:y|ies)| articles?)?\s*:|"
    r"also\s*:|more\s*:|(?:like|follow) us on\b|share this (?:article|story)\b|"
    r"skip (?:past|to) |read (?:our|the) (?:full )?privacy policy|already a subscriber)",
    re.IGNORECASE,
)


def body_text(shown: str, told: str | None, headline: str | None = None) -> str:
    """The article's words, one paragraph a line, from what is ``shown`` and what is ``told``.

    What is shown keeps paragraphs, so it is preferred; what is told is taken where much of
    it is not shown, and says where on the page the article ends. The headline above it and
    calls to the reader ("Sign up …") between its paragraphs are no part of it.
    """
    lines = _chosen([line.strip() for line in shown.splitlines() if line.strip()], shown, told)
    if (
        headline
        and lines
        and _WORD.findall(lines[0].casefold()) == _WORD.findall(headline.casefold())
    ):
        lines = lines[1:]
    return "\n".join(line for line in lines if not _is_call(line))


def _chosen(lines: list[str], shown: str, told: str | None) -> list[str]:
    if told is None or len(_WORD.findall(told)) < _LEAST_WORDS:
        return lines
    told_shingles, shown_shingles = shingles(told), shingles(shown)
    covered = len(told_shingles & shown_shingles) / max(1, len(told_shingles))
    if covered >= _COVERED:
        return _trimmed(lines, told_shingles)
    return told.splitlines() if len(told) > len(shown) * 0.8 else lines


def _is_call(line: str) -> bool:
    return len(line) < _LONGEST_CALL and _CALL.match(line) is not None


def _trimmed(lines: list[str], told: frozenset[tuple[str, ...]]) -> list[str]:
    """``lines`` without those before the first and after the last that the data tells."""
    known = [number for number, line in enumerate(lines) if _is_told(line, told)]
    return lines[known[0] : known[-1] + 1] if known else lines


def _is_told(line: str, told: frozenset[tuple[str, ...]]) -> bool:
    own = shingles(line)
    return len(own & told) > _FOREIGN * len(own)


def shingles(*texts: str) -> frozenset[tuple[str, ...]]:
    """Every four words that stand together in one of ``texts``; shorter ones as a whole."""
    return frozenset(
        tuple(words[i : i + _SHINGLE])
        for words in (_WORD.findall(text.casefold()) for text in texts)
        for i in range(max(1, len(words) - _SHINGLE + 1))
    )
