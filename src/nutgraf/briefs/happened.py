"""What happened: the main event over all articles, then its scale and its terms."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from nutgraf.analysis.narration import ANALYSIS_LINE
from nutgraf.briefs.draft import Draft, UnusableError
from nutgraf.briefs.material import Material
from nutgraf.briefs.style import content_words, overlap, word_count
from nutgraf.records import Article, Point, Sentence, Span

# FORM: 45-75 words in one to four sentences; the range measured is 29-101.
LEAST_WORDS, MOST_WORDS = 45, 75
MOST_SENTENCES = 4
_LONGEST = 45
_FIGURE = re.compile(r"\b\d[\d,.]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?)\b")
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
_OPINION = re.compile(
    r"[?!]|\b(?:I|we|you|us|our|my|your)\b|\b(?:seems?|perhaps|surely|obviously|frankly|folks|"
    r"amazing|disgusting|shocking|hilarious|epic|insane|stunning|horrific|disgrace\w*)\b",
    re.IGNORECASE,
)

_KNOWN_THING = re.compile(
    r"The (?:move|decision|announcement|comments?|remarks?|statement|news|incident|attack|report|"
    r"deal|plan|ruling|development|group|measure|proposal|letter|video|tweet|claim|suspect|firm|"
    r"company|agency|team|bill|law|document|memo|call|trip|visit|meeting|suit|lawsuit|study|"
    r"survey|poll|strike|levy|plant)\b"
)

_DEFINITE = re.compile(
    r"The (?:[a-z]+[ ’'])+?(?=is|are|was|were|has|have|had|will|would|[,:;]|\w+ed\b)|The [a-z]+"
)


class Telling(Struct, frozen=True):
    """A candidate sentence of one article for *What happened*."""

    article: Article
    sentence: Sentence
    place: int
    score: float
    centrality: float
    words: frozenset[str]
    is_statement: bool


def choose_tellings(material: Material) -> tuple[Telling, ...]:
    """The sentences that tell the story's event, best first."""
    found = list(_candidates(material))
    best = max((t.centrality for t in found), default=0.0)
    ledes: dict[str, float] = {}
    for telling in found:
        if telling.place <= 2:
            lede = ledes.get(telling.article.id, 0.0)
            ledes[telling.article.id] = max(lede, telling.centrality)
    # A sentence far from what the publishers share is scene-setting, however well it reads, and
    # an article that opens so is a feature: its facts are for colour, not for the event.
    found = [
        t
        for t in found
        if t.centrality >= 0.45 * best and ledes.get(t.article.id, 0.0) >= 0.6 * best
    ]
    found.sort(key=lambda t: (-t.score, t.article.id, t.sentence.span))
    return tuple(found)


def is_opening(telling: Telling) -> bool:
    """Whether the sentence can open a brief: among the first of its article, and naming things.

    "The decision" makes sense only to somebody who has read which.
    """
    return telling.place <= 2 and not _KNOWN_THING.match(
        telling.sentence.span.of(telling.article.text)
    )


def adds_to(telling: Telling, taken: Sequence[frozenset[str]]) -> bool:
    """Whether it says something the points already taken do not, and makes sense after them."""
    # Another article's lede mostly tells the same event over again, whatever its words.
    most = 0.22 if telling.place == 1 else 0.4
    return (
        all(overlap(telling.words, words) <= most for words in taken)
        and not telling.is_statement
        and telling.sentence.analysis < ANALYSIS_LINE
        and is_known(telling.sentence.span.of(telling.article.text), taken)
    )


def is_known(sentence: str, told: Sequence[frozenset[str]]) -> bool:
    """Whether a sentence on "the offer" comes after one that spoke of an offer."""
    definite = _DEFINITE.match(sentence)
    if definite is None:
        return True
    words = content_words(definite.group())
    return not words or any(words & earlier for earlier in told)


def _candidates(material: Material) -> Iterator[Telling]:
    newest = max((_day(a) for a in material.articles if a.published), default=None)
    for article in material.articles:
        text = article.text
        event_tenses = {
            event.span.start: event.tense for event in material.analyses[article.id].events
        }
        days = [
            timex.span.start
            for timex in material.analyses[article.id].timexes
            if timex.earliest is not None
            and timex.earliest == timex.latest
            and abs((timex.earliest - material.as_of).days) <= 3
        ]
        statements = [
            span.start
            for quote in material.analyses[article.id].quotes
            if quote.voice == "person"
            for span in quote.cue
        ]
        cues = [span.start for quote in material.analyses[article.id].quotes for span in quote.cue]
        place = 0
        for sentence in material.sentences(article):
            words = len(sentence.span.of(text).split())
            if words < 7:
                continue
            place += 1
            if place > 14:
                break
            if words > 60 or not sentence.stands_alone or sentence.predicate is None:
                continue
            outside = outside_marks(material, article, sentence.span)
            if _OPINION.search(outside) or len(outside.split()) < 0.6 * words:
                continue
            content = content_words(sentence.span.of(text))
            past = _any_in(cues, sentence.span) or any(
                sentence.span.start <= start < sentence.span.end and tense == "past"
                for start, tense in event_tenses.items()
            )
            centrality = material.centrality(content)
            score = (
                3.0 * centrality
                + 1.2 / place
                + (0.6 if past else 0.0)
                + (0.3 if _FIGURE.search(sentence.span.of(text)) else 0.0)
                + (0.35 if _any_in(days, sentence.span) else 0.0)
                - 1.0 * sentence.analysis
                - (0.4 if '"' in sentence.span.of(text) or "“" in sentence.span.of(text) else 0.0)
                - max(0, words - 32) * 0.03
                - (0.1 * (newest - _day(article)).days if newest and article.published else 0.0)
            )
            yield Telling(
                article,
                sentence,
                place,
                score,
                centrality,
                content,
                _any_in(statements, sentence.span),
            )


def _any_in(starts: Sequence[int], span: Span) -> bool:
    return any(span.start <= start < span.end for start in starts)


def _day(article: Article) -> dt.date:
    assert article.published is not None
    return article.published.date()


def outside_marks(material: Material, article: Article, span: Span) -> str:
    """The words of a passage that nobody is quoted with."""
    pieces, at = [], span.start
    for marked in material.marked(article):
        if marked.outer.meets(span):
            pieces.append(article.text[at : max(at, marked.outer.start)])
            at = max(at, marked.outer.end)
    return " ".join([*pieces, article.text[at : span.end]])


def draft_telling(
    material: Material, telling: Telling, known: set[str], *, opening: bool
) -> tuple[Point, list[str]]:
    """The point a sentence makes and the people it introduces; raises ``UnusableError``.

    A figure that only one of several publishers has is credited to that publisher.
    """
    text = telling.article.text
    span = telling.sentence.span
    draft = Draft(material, telling.article, span, known=known)
    draft.cut_openings([telling.sentence])
    draft.set_marks()
    draft.name_people()
    draft.print_days()
    draft.shorten([telling.sentence], 28)
    credit = _lone_publisher(material, telling)
    if credit and not opening and text[span.end - 1] == ".":
        stop = Span(span.end - 1, span.end)
        draft.edit("credit", stop, f", {credit} reported.", credit)
    draft.tidy()
    point = draft.point()
    if word_count(point.text) > _LONGEST:
        raise UnusableError("too long for one sentence")
    if point.text.count('"') > 4:
        raise UnusableError("more quotation than report")
    return point, draft.introduced


def _lone_publisher(material: Material, telling: Telling) -> str | None:
    """The publisher to credit: it alone of three or more has a figure of the sentence."""
    if len(material.publishers) < 3 or telling.article.publisher is None:
        return None
    sentence = telling.sentence.span.of(telling.article.text)
    attributed = any(
        span.meets(telling.sentence.span)
        for quote in material.analyses[telling.article.id].quotes
        for span in quote.cue
    )
    if attributed:
        return None
    figures = [number for number in _NUMBER.findall(sentence) if len(number) > 1]
    alone = any(material.publishers_with(frozenset({figure})) <= 1 for figure in figures)
    return telling.article.publisher if alone else None
