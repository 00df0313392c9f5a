"""Whether the words a sentence has in quotation marks are given to whoever said them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

from nutgraf.briefs.units import outside
from nutgraf.records import Analysis, Article, Edit, Point, Quote, Span

_QUOTED = re.compile('"([^"]*)"')
_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who"})
_SHORT = 2


def misattributed(
    point: Point, articles: Mapping[str, Article], analyses: Mapping[str, Analysis]
) -> Iterator[str]:
    """What the sentence says of speakers that the analyses do not bear out.

    Words whose article has no analysis at hand are passed by, and so are words in marks that
    the analysis takes for no statement: the sentence has them as the article prints them.
    """
    sentence = outside(point.text)
    named = _words_of(sentence)
    for quoted in _QUOTED.findall(point.text):
        for number, article, place in _places(quoted, point, articles):
            analysis = analyses.get(article.id)
            quote = None if analysis is None else _quote_at(analysis, place)
            if quote is None:
                continue
            edits = [edit for edit in point.edits if edit.citation == number]
            problem = _problem(quote, article, edits, sentence, named)
            if problem:
                yield f"{problem}: {quoted!r}"
            break


def _places(
    quoted: str, point: Point, articles: Mapping[str, Article]
) -> Iterator[tuple[int, Article, Span]]:
    """Where the cited passages print the words, with the number of the passage."""
    for number, citation in enumerate(point.citations):
        article = articles[citation.article]
        start = article.text.find(quoted, citation.span.start, citation.span.end)
        if quoted and start >= 0:
            yield number, article, Span(start, start + len(quoted))


def _quote_at(analysis: Analysis, place: Span) -> Quote | None:
    """The statement that holds most of the words; the narrowest of several.

    What the network alone takes for somebody's view may as well be the publisher's own.
    """
    best: tuple[int, int, Quote] | None = None
    for quote in analysis.quotes:
        if quote.found_by == "network" and quote.kind == "indirect":
            continue
        shared = sum(
            min(span.end, place.end) - max(span.start, place.start)
            for span in quote.content
            if span.meets(place)
        )
        length = sum(span.end - span.start for span in quote.content)
        if shared and (best is None or (shared, -length) > best[:2]):
            best = (shared, -length, quote)
    return None if best is None else best[2]


def _problem(
    quote: Quote, article: Article, edits: list[Edit], sentence: str, named: frozenset[str]
) -> str | None:
    source = [span.of(article.text) for span in quote.source]
    # Whoever the source was made into by an edit, or whom a cue of ours names.
    given = [
        edit
        for edit in edits
        if (edit.kind == "cue" and edit.text.strip())
        or (
            edit.kind == "name"
            and any(Span(edit.start, edit.end).meets(span) for span in quote.source)
        )
    ]
    if quote.voice == "publisher":
        fits = _words_of(article.publisher or "") & named
        return None if fits or not given else "the publisher's own words, given to somebody"
    if quote.speaker is None:
        return "nobody is known to have said" if given else None
    if _words_of(quote.speaker) & named:
        return None
    plain = [words for words in source if words.casefold() not in _PRONOUNS]
    if not given and any(words in sentence for words in plain):
        return None
    return f"not given to {quote.speaker}"


def _words_of(text: str) -> frozenset[str]:
    """The words that can tell one name from another, accents and case off."""
    plain = unicodedata.normalize("NFKD", text)
    folded = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    words = (word.removesuffix("'s").removesuffix("’s") for word in _WORD.findall(folded))
    return frozenset(word for word in words if len(word) > _SHORT and word != "the")
