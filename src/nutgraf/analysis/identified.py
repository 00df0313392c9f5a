"""Whom a description means that the text names only after it: "the prosecutor", then Ida Orr.

Newspapers open with "a union boss said" and give the name in the next sentence.
"""

from __future__ import annotations

from msgspec.structs import replace

from nutgraf.analysis.described import described_as
from nutgraf.analysis.gender import given_gender, noun_gender
from nutgraf.analysis.known import Known
from nutgraf.analysis.name_lexicon import folded, role_head
from nutgraf.analysis.offices import OFFICES, one_office
from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Quote

# So far into an article a description may come before its name, and so far after it the name.
_OPENING = 600
_NEXT = 900
# Descriptions that many fit: the next one named is likely another.
_VAGUE = listed(
    """official source witness expert analyst resident reporter employee aide lawyer officer man
    woman person member student worker neighbour neighbor friend relative user voter spokesman
    spokeswoman spokesperson representative colleague journalist insider researcher scientist
    supporter critic protester passenger victim visitor fan economist diplomat"""
)


def identify(quotes: tuple[Quote, ...], known: Known) -> tuple[Quote, ...]:
    """The quotes with the speakers that the text first describes and then names."""
    first: dict[str, int] = {}
    for name in known.names:
        first.setdefault(name.full_name, name.span.start)
    return tuple(
        _identified(quote, at, quotes, known, first) if _is_open(quote) else quote
        for at, quote in enumerate(quotes)
    )


def _is_open(quote: Quote) -> bool:
    return not quote.speaker and bool(quote.source) and quote.source[0].start < _OPENING


def _identified(
    quote: Quote, at: int, quotes: tuple[Quote, ...], known: Known, first: dict[str, int]
) -> Quote:
    source = quote.source[0]
    head = next(
        (
            w
            for w in known.words(source.start, source.end)
            if w.tag_ in ("NN", "NNP")
            and (role_head(w.text) or described_as(w) == "people")
            and w.dep_ not in ("compound", "poss", "nmod", "appos", "pobj")
        ),
        None,
    )
    if head is None or len(known.words(source.start, source.end)) < 2:
        return quote
    if head.lemma_.lower() in _VAGUE:
        return quote
    for later in quotes[at + 1 :]:
        speaker = later.speaker
        if speaker is None or known.kind(speaker) != "person":
            continue
        start = first.get(speaker, 0)
        if start < source.end:
            continue
        if start > source.end + _NEXT or not _can_be(head, speaker, known):
            return quote
        return replace(
            quote, speaker=speaker, anonymous=False, voice="person", role=known.roles.get(speaker)
        )
    return quote


def _can_be(head: Word, speaker: str, known: Known) -> bool:
    """Whether nothing that is told of ``speaker`` speaks against the description."""
    sexes = {noun_gender(head), given_gender(speaker)} - {None}
    if len(sexes) > 1:
        return False
    heads = {h for w in folded(known.roles.get(speaker, "")) if (h := role_head(w))}
    mine = role_head(head.text)
    return mine not in OFFICES or not heads or any(one_office(mine, h) for h in heads)
