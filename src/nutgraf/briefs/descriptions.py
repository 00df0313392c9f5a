"""Who is meant where an article only describes: "the gunman", "a federal judge"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nutgraf.records import Article, Name, Span

_DEEDS = "gunman|gunwoman|suspect|attacker|assailant|shooter|bomber|killer|hijacker|hostage-taker"
# "the alleged gunman" is no gunman yet, and "the brother of the gunman, Roe" may be either.
_UNSURE = re.compile(
    r"\b(?:suspected|alleged|accused|possible|second|other|of the|with the|another|of|with)\s*$"
)
_BEFORE = re.compile(rf"\b(?P<noun>{_DEEDS}),?\s$", re.IGNORECASE)
_AFTER = re.compile(rf",\s(?:\d{{1,3}},\s)?the\s(?P<noun>{_DEEDS})\b")
_IDENTIFIED = re.compile(
    rf"\b[Tt]he (?P<noun>{_DEEDS})\b[^\n\"“”]{{0,120}}\bidentified\s(?:[\w-]+\s){{0,4}}as\s"
    r"(?:\d+-year-old\s)?$"
)
_TOLD = re.compile(
    rf"\b[Tt]he (?P<noun>{_DEEDS})(?=\s(?!who\b|whose\b|of\b|in\b|from\b|at\b|with\b|on\b|"
    r"and\b|or\b|accused\b|identified\b)[a-z])"
)
# A post that an article tells first, and whose it is in one of its next sentences.
_POSTS = "judge|mayor|governor|senator|congressman|congresswoman|sheriff|coroner"
_A_POST = re.compile(
    rf"\b[Aa]n? (?:[A-Za-z.]+ ){{0,2}}?(?P<noun>{_POSTS})(?=\s(?!who\b|of\b|in\b|from\b|at\b|on\b|"
    r"and\b|or\b|to\b|for\b|has yet\b)[a-z])"
)
_TITLES = {
    "senator": ("senator", "sen."),
    "governor": ("governor", "gov."),
    "congressman": ("congressman", "rep."),
    "congresswoman": ("congresswoman", "rep."),
}
_SOON = 1500


def identified_as(text: str, name: Span) -> Span | None:
    """The "the gunman" of words that go on to say who was identified as him; else ``None``."""
    start = max(0, name.start - 180)
    found = _IDENTIFIED.search(text[start : name.start])
    return None if found is None else Span(start + found.start(), start + found.end("noun"))


def deeds_of(article: Article, name: Name) -> Iterator[str]:
    """The nouns for what somebody did that an article prints with a name of the person."""
    text = article.text
    before = text[max(0, name.span.start - 120) : name.span.start]
    for found in (_BEFORE.search(before), _IDENTIFIED.search(before)):
        if found and not _UNSURE.search(before, 0, found.start("noun")):
            yield found["noun"].casefold()
    after = _AFTER.match(text, name.span.end, name.span.end + 60)
    if after:
        yield after["noun"].casefold()


def told_deeds(text: str, span: Span) -> Iterator[tuple[Span, str]]:
    """Where a passage says "the gunman" and something of him, with the noun."""
    for found in _TOLD.finditer(text, span.start, span.end):
        yield Span(*found.span()), found["noun"]


def told_posts(text: str, span: Span, names: Sequence[Name]) -> Iterator[tuple[Span, str]]:
    """Where a passage says "a federal judge" and a later one whose post it is, with the full name.

    The article names nobody else of that post, and has not named this one before.
    """
    for found in _A_POST.finditer(text, span.start, span.end):
        titles = _TITLES.get(found["noun"], (found["noun"],))
        holders = {
            name.full_name: name
            for name in reversed(names)
            if name.kind == "person" and name.role and name.role.casefold().endswith(titles)
        }
        if len(holders) != 1:
            continue
        name = next(iter(holders.values()))
        if span.end <= name.span.start <= span.end + _SOON:
            yield Span(*found.span()), name.full_name
