"""Who said what: which statements, and whose, best first."""

from __future__ import annotations

import collections
import math
import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from nutgraf.analysis.narration import ANALYSIS_LINE
from nutgraf.briefs.happened import is_known
from nutgraf.briefs.hearing import NOT_AT_ALL, Hearing
from nutgraf.briefs.material import Material, words_in
from nutgraf.briefs.sense import argument, is_broken, is_loaded, leaning, opens_untold
from nutgraf.briefs.sources import could_be_another, is_a_statement, narration
from nutgraf.briefs.style import content_words, overlap
from nutgraf.records import Article, Citation, Quote, Sentence, Span

RELATIVE_DAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|this|last|next|now|ago|\w+day)\b", re.IGNORECASE
)

# Words in marks come first: what somebody said in the publisher's words fills what is left.
_TOLD_LESS = 1.6
# A statement of less is worse than a shorter brief.
WORTH_MORE = 1.6
_PLAIN_CUE = re.compile(
    r"(?:has |have |had )?(?:said|says|added|adds|told \w+(?: \w+){0,3}|wrote|announced|argued|"
    r"warned|insisted|testified|noted|explained|acknowledged)(?: that)?"
)


# "Though the harbour is full of rigs": no more than half a sentence before its comma.
_HALF = re.compile(r"(?:T|Alt)hough\b|(?:While|When|As|Because|If|Since|After|Before|Just)\b")
_LEANS = 0.9
# What begins with "she" or "that" is for a brief that has hardly anything else.
_UNTOLD = 2.5
# "wrote in 1911", "In 2009, … said": of another day than the story's.
_SAID_IN = re.compile(
    r"^In (\d{4})\b|"
    r"\b(?:said|wrote|told|tweeted|called|warned|testified)\b[^.;]{0,40}\bin (\d{4})\b"
)
# A publisher argues with this many marks of it a sentence, and with so many does little else.
_ARGUES, _RANTS = 0.15, 0.2
# In the words of a publisher that argues, what somebody said is part of the argument.
_ARGUED = {"direct": 0.5, "mixed": 1.8, "indirect": 1.8}


class Statement(Struct, frozen=True):
    """A candidate: one quote, or one sentence of a publisher's own analysis (``quote`` None)."""

    article: Article
    span: Span
    speaker: str
    score: float
    words: frozenset[str]
    sentences: tuple[Sentence, ...]
    quote: Quote | None = None


def choose_statements(
    material: Material,
    taken: Sequence[frozenset[str]],
    usable: Callable[[Statement], bool] = lambda _: True,
) -> Iterator[Statement]:
    """Candidates in the order they are wanted: each the best beside those before it.

    ``taken`` are the content words of points already in the brief, not to be told again.
    ``usable`` says whether a candidate makes a point; one that does not is passed by.
    """
    told = frozenset().union(*taken, content_words(material.story.title))
    hearing = Hearing()
    rest = [*_quoted(material, taken, told), *_narrated(material, taken, told)]
    rest.sort(key=lambda s: (-s.score, s.article.id, s.span))
    kept = list(taken)

    def worth(statement: Statement) -> float:
        publisher = material.publisher(statement.article)
        analysis = statement.quote is None
        sentence = statement.span.of(statement.article.text)
        return hearing.worth(
            statement.speaker, publisher, sentence, statement.score, analysis=analysis
        )

    while rest:
        best = max(rest, key=worth)
        rest.remove(best)
        if worth(best) < NOT_AT_ALL:
            return
        if any(overlap(best.words, words) > 0.55 for words in kept) or not usable(best):
            continue
        kept.append(best.words)
        publisher = material.publisher(best.article)
        hearing.hear(best.speaker, publisher, analysis=best.quote is None)
        yield best


# ---------------------------------------------------------------------- candidates


def _quoted(
    material: Material, taken: Sequence[frozenset[str]], told: frozenset[str]
) -> Iterator[Statement]:
    speakers: dict[str, set[str]] = collections.defaultdict(set)
    for article in material.articles:
        for quote in material.analyses[article.id].quotes:
            if quote.speaker:
                speakers[_speaker_key(material, quote.speaker)].add(material.publisher(article))
    tellings: collections.Counter[Citation] = collections.Counter()
    disputed: set[Citation] = set()
    for merged in material.story.quotes:
        for citation in merged.told:
            tellings[citation] = max(tellings[citation], len(merged.told))
            if merged.is_disputed:
                disputed.add(citation)
    arguments = _arguments(material)
    for article in material.articles:
        sentences = material.sentences(article)
        for quote in material.analyses[article.id].quotes:
            if not is_a_statement(article, quote):
                continue
            if quote.kind == "indirect" and not _is_plain_report(article, quote):
                continue
            cited = [Citation(article.id, span) for span in quote.content]
            if not disputed.isdisjoint(cited):
                continue
            around = _around(quote, sentences)
            if around is None or is_broken(around[0].of(article.text)):
                continue
            span, holding = around
            printed = span.of(article.text)
            if is_loaded(narration(material, article, span)):
                continue
            if _is_of_another_year(material, article, span):
                continue
            if could_be_another(material, article, quote, holding):
                continue
            speaker = (
                _speaker_key(material, quote.speaker)
                if quote.speaker
                else quote.source[0].of(article.text)
            )
            words = content_words(" ".join(s.of(article.text) for s in quote.content))
            context = words | content_words(printed)
            telling = max((tellings[each] for each in cited), default=0)
            score = (
                1.2 * math.log1p(len(speakers.get(speaker, ())))
                + 0.5 * math.log1p(telling)
                + 2.5 * material.centrality(words)
                + _bearing(context, told)
                + 0.8 * _length_fit(_words_said(material, article, quote))
                + 0.4 / (1 + span.start / 1500)
                + (0.6 if quote.role else 0.0)
                + (0.4 if content_words(speaker) & told else 0.0)
                - (0.6 if quote.anonymous else 0.0)
                - (0.5 if not quote.cue else 0.0)
                - (_TOLD_LESS if quote.kind == "indirect" else 0.0)
                - (_ARGUED[quote.kind] if arguments[material.publisher(article)] > _ARGUES else 0.0)
                - _leaning(material, article, quote, span)
                - (_LEANS if quote.kind != "direct" and not is_known(printed, taken) else 0.0)
            )
            yield Statement(article, span, speaker, score, words, holding, quote)


def _is_of_another_year(material: Material, article: Article, span: Span) -> bool:
    """Whether a sentence says that it was some years ago that somebody spoke."""
    if article.published is None:
        return False
    plain = narration(material, article, span)
    return any(
        int(found[1] or found[2]) < article.published.year - 1 for found in _SAID_IN.finditer(plain)
    )


def _bearing(words: frozenset[str], told: frozenset[str]) -> float:
    """How far words bear on what the brief has told: nothing of it is another matter."""
    shared = len(words & told)
    return 0.25 * min(shared, 3) if shared else -0.8


def _leaning(material: Material, article: Article, quote: Quote, span: Span) -> float:
    """What a statement loses by words in it that lean on what its article told before it."""
    if quote.kind == "indirect":
        return 0.0
    words = span.of(article.text)
    edges = sorted(
        edge
        for marked in material.marked(article)
        if span.holds(marked.outer)
        for edge in ((marked.outer.start, marked.inner.start), (marked.inner.end, marked.outer.end))
    )
    for start, end in reversed(edges):
        words = words[: start - span.start] + '"' + words[end - span.start :]
    surname = "".join((quote.speaker or "").split()[-1:])
    lost = _LEANS * leaning(words, speaker=surname)
    return lost + (_UNTOLD if opens_untold(words, speaker=surname) else 0.0)


def _arguments(material: Material) -> dict[str, float]:
    """How much each publisher argues with its readers, by the article in which it does most."""
    found: dict[str, float] = collections.defaultdict(float)
    for article in material.articles:
        plain = narration(material, article, Span(0, len(article.text)))
        publisher = material.publisher(article)
        marks = argument(plain, len(material.sentences(article)))
        found[publisher] = max(found[publisher], marks)
    return found


def _is_plain_report(article: Article, quote: Quote) -> bool:
    """Whether a statement in the publisher's words is surely told as somebody's: "Roe said …"."""
    cue = " ".join(span.of(article.text) for span in quote.cue)
    return (
        quote.found_by == "rules"
        and quote.speaker is not None
        and _PLAIN_CUE.fullmatch(cue) is not None
        and len(quote.content) == 1
    )


def _speaker_key(material: Material, speaker: str) -> str:
    person = material.people.find(speaker)
    return person.key if person else speaker.casefold()


def _words_said(material: Material, article: Article, quote: Quote) -> int:
    """How many words of a statement are the speaker's own; all of them where none is in marks."""
    marked = [
        m.inner
        for m in material.marked(article)
        if any(content.meets(m.inner) for content in quote.content)
    ]
    return sum(words_in(article.text, span) for span in marked or quote.content)


def _length_fit(words: int) -> float:
    """1 for fragments of the length briefs print, falling to 0 for single words and speeches."""
    if words < 4:
        return 0.15 * words
    return 1.0 if words <= 24 else max(0.0, 1 - (words - 24) / 30)


def _around(
    quote: Quote, sentences: Sequence[Sentence]
) -> tuple[Span, tuple[Sentence, ...]] | None:
    parts = [*quote.content, *quote.cue, *(quote.source if quote.cue else ())]
    hull = Span(min(p.start for p in parts), max(p.end for p in parts))
    holding = tuple(s for s in sentences if s.span.meets(hull))
    if not holding:
        return None
    whole = Span(min(hull.start, holding[0].span.start), max(hull.end, holding[-1].span.end))
    return whole, holding


def _narrated(
    material: Material, taken: Sequence[frozenset[str]], told: frozenset[str]
) -> Iterator[Statement]:
    arguments = _arguments(material)
    for article in material.articles:
        if article.publisher is None or arguments[article.publisher] > _RANTS:
            continue
        text = article.text
        marked = material.marked(article)
        attributed = [
            span
            for quote in material.analyses[article.id].quotes
            if quote.found_by == "rules" or quote.kind != "indirect"
            for span in (*quote.content, *quote.cue)
        ]
        openings = collections.Counter(
            _opening(sentence.span.of(text)) for sentence in material.sentences(article)
        )
        for sentence in material.sentences(article):
            predicate = sentence.predicate
            words = sentence.span.of(text)
            if (
                sentence.analysis < ANALYSIS_LINE
                or predicate is None
                or not sentence.stands_alone
                or any(m.outer.meets(sentence.span) for m in marked)
                or any(span.meets(sentence.span) for span in attributed)
                or not 8 <= words_in(text, predicate) <= 30
                or words_in(text, Span(sentence.span.start, predicate.start)) > 12
                or RELATIVE_DAY.search(predicate.of(text))
                or words[-1:] != "."
                or '"' in words
                or is_loaded(words)
                or is_broken(words)
                or _opens_with_adverb(predicate.of(text))
                or _is_half(words, predicate.start - sentence.span.start)
                or article.publisher.removeprefix("The ") in words
                or not is_known(words, taken)
                or openings[_opening(words)] > 1
            ):
                continue
            carried = content_words(words)
            before = text[sentence.span.start : predicate.start]
            score = (
                0.2
                + 2.5 * material.centrality(carried)
                + 1.4 * sentence.analysis
                + _bearing(carried, told)
                + 0.3 / (1 + sentence.span.start / 1500)
                - (_ARGUED["direct"] if arguments[article.publisher] > _ARGUES else 0.0)
                - _LEANS * leaning(f'{before}"{predicate.of(text)}"')
            )
            yield Statement(
                article, sentence.span, article.publisher, score, carried, (sentence,), None
            )


def _opens_with_adverb(predicate: str) -> bool:
    """Whether a predicate begins with a word of the article's order: "meanwhile, has …"."""
    return predicate.split(maxsplit=1)[0].endswith(",")


def _opening(words: str) -> str:
    """The first words of a sentence: what begins two is a heading that ran into both."""
    return " ".join(words.split()[:5])


def _is_half(words: str, predicate: int) -> bool:
    """Whether what should be the sentence's own verb is that of a clause hung on to it."""
    return bool(_HALF.match(words)) and "," not in words[:predicate]
