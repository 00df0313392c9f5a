"""Who said what: which statements, and whose, best first."""

from __future__ import annotations

import collections
import math
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from nutgraf.analysis.narration import ANALYSIS_LINE
from nutgraf.briefs.happened import is_known
from nutgraf.briefs.material import Material, words_in
from nutgraf.briefs.style import content_words, overlap
from nutgraf.records import Article, Citation, Quote, Sentence, Span

_MOST_PER_SPEAKER = 3
_MOST_ANALYSIS = 3
RELATIVE_DAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|this|last|next|now|ago|\w+day)\b", re.IGNORECASE
)

# "a report commissioned by Roe", "Roe's lawyer": the name in the source is not who spoke.
_OF_ANOTHER = re.compile(r"\b(?:by|of|for|from|to|with|against|on|about)\s")


# Words in marks come first: what somebody said in the publisher's words fills what is left.
_TOLD_LESS = 1.2
_PLAIN_CUE = re.compile(
    r"(?:has |have |had )?(?:said|says|added|adds|told \w+(?: \w+){0,3}|wrote|announced|argued|"
    r"warned|insisted|testified|noted|explained|acknowledged)(?: that)?"
)


_ADDED = re.compile(r"\b(?:add(?:s|ed)|continu(?:es|ed)|went on|also)\b")


class Statement(Struct, frozen=True):
    """A candidate: one quote, or one sentence of a publisher's own analysis (``quote`` None)."""

    article: Article
    span: Span
    speaker: str
    score: float
    words: frozenset[str]
    sentences: tuple[Sentence, ...]
    quote: Quote | None = None


def choose_statements(material: Material, taken: Sequence[frozenset[str]]) -> Iterator[Statement]:
    """Candidates in the order they are wanted: best first, with a place kept for analysis.

    ``taken`` are the content words of points already in the brief, not to be told again.
    """
    candidates = [*_quoted(material), *_narrated(material)]
    candidates.sort(key=lambda s: (-s.score, s.article.id, s.span))
    per_speaker: collections.Counter[str] = collections.Counter()
    kept = list(taken)
    more: list[Statement] = []
    analyses = 0
    for candidate in _with_analysis_early(candidates):
        if any(overlap(candidate.words, words) > 0.55 for words in kept):
            continue
        if per_speaker[candidate.speaker] >= _MOST_PER_SPEAKER:
            if candidate.quote is not None:
                more.append(candidate)
            continue
        if candidate.quote is None:
            if not is_known(candidate.span.of(candidate.article.text), taken):
                continue
            if analyses >= _MOST_ANALYSIS or per_speaker[candidate.speaker] >= 2:
                continue
            analyses += 1
        kept.append(candidate.words)
        per_speaker[candidate.speaker] += 1
        yield candidate
    # Where few speak, each is heard more often.
    for candidate in more:
        if not any(overlap(candidate.words, words) > 0.55 for words in kept):
            kept.append(candidate.words)
            yield candidate


def adds_on(statement: Statement) -> bool:
    """Whether its cue takes up what the speaker said before: "Roe added"."""
    cues = statement.quote.cue if statement.quote else ()
    return any(_ADDED.search(span.of(statement.article.text)) for span in cues)


def _with_analysis_early(candidates: list[Statement]) -> Iterator[Statement]:
    """Every third statement the best analysis left, as published briefs mix them."""
    quoted = collections.deque(c for c in candidates if c.quote is not None)
    narrated = collections.deque(c for c in candidates if c.quote is None)
    turn = 0
    while quoted or narrated:
        turn += 1
        if narrated and (turn % 3 == 0 or not quoted):
            yield narrated.popleft()
        elif quoted:
            yield quoted.popleft()


# ---------------------------------------------------------------------- candidates


def _quoted(material: Material) -> Iterator[Statement]:
    speakers: dict[str, set[str]] = collections.defaultdict(set)
    for article in material.articles:
        for quote in material.analyses[article.id].quotes:
            if quote.speaker:
                speakers[_speaker_key(material, quote.speaker)].add(material.publisher(article))
    tellings: collections.Counter[Citation] = collections.Counter()
    for merged in material.story.quotes:
        for citation in merged.told:
            tellings[citation] = max(tellings[citation], len(merged.told))
    for article in material.articles:
        sentences = material.sentences(article)
        for quote in material.analyses[article.id].quotes:
            if not (quote.speaker or quote.anonymous):
                continue
            if quote.kind == "indirect" and not _is_plain_report(article, quote):
                continue
            if _could_be_another(material, article, quote):
                continue
            around = _around(quote, sentences)
            if around is None:
                continue
            span, holding = around
            speaker = (
                _speaker_key(material, quote.speaker)
                if quote.speaker
                else quote.source[0].of(article.text)
            )
            words = content_words(" ".join(s.of(article.text) for s in quote.content))
            told = max((tellings[Citation(article.id, s)] for s in quote.content), default=0)
            score = (
                1.2 * math.log1p(len(speakers.get(speaker, ())))
                + 0.5 * math.log1p(told)
                + 2.5 * material.centrality(words)
                + 0.8 * _length_fit(sum(words_in(article.text, s) for s in quote.content))
                + 0.4 / (1 + span.start / 1500)
                + (0.6 if quote.role else 0.0)
                - (0.6 if quote.anonymous else 0.0)
                - (0.5 if not quote.cue else 0.0)
                - (_TOLD_LESS if quote.kind == "indirect" else 0.0)
            )
            yield Statement(article, span, speaker, score, words, holding, quote)


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


def _could_be_another(material: Material, article: Article, quote: Quote) -> bool:
    """Whether the speaker may be somebody else, or nobody a reader could place.

    Of father and son only the full name tells which spoke; of a person with one name no
    article says who it is.
    """
    person = material.people.find(quote.speaker) if quote.speaker else None
    if person is None:
        return False
    if " " not in person.introduction:
        return True
    sources = [span.of(article.text) for span in quote.source]
    if person.has_double and not any(person.full_name in source for source in sources):
        return True
    for source in sources:
        before, name, _ = source.partition(person.full_name.split()[-1])
        if name and _OF_ANOTHER.search(before.replace(quote.role or "\0", "")):
            return True
    return False


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


def _narrated(material: Material) -> Iterator[Statement]:
    for article in material.articles:
        if article.publisher is None:
            continue
        text = article.text
        marked = material.marked(article)
        attributed = [
            span
            for quote in material.analyses[article.id].quotes
            if quote.found_by == "rules" or quote.kind != "indirect"
            for span in (*quote.content, *quote.cue)
        ]
        for sentence in material.sentences(article):
            predicate = sentence.predicate
            if (
                sentence.analysis < ANALYSIS_LINE
                or predicate is None
                or not sentence.stands_alone
                or any(m.outer.meets(sentence.span) for m in marked)
                or any(span.meets(sentence.span) for span in attributed)
                or not 8 <= words_in(text, predicate) <= 30
                or words_in(text, Span(sentence.span.start, predicate.start)) > 12
                or RELATIVE_DAY.search(predicate.of(text))
                or sentence.span.of(text)[-1:] != "."
                or '"' in sentence.span.of(text)
            ):
                continue
            words = content_words(sentence.span.of(text))
            score = (
                1.0
                + 2.5 * material.centrality(words)
                + 0.5 * sentence.analysis
                + 0.3 / (1 + sentence.span.start / 1500)
            )
            yield Statement(
                article, sentence.span, article.publisher, score, words, (sentence,), None
            )
