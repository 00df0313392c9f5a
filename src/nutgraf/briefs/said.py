"""Who said what: statements chosen, trimmed and set side by side."""

from __future__ import annotations

import collections
import math
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from nutgraf.briefs.draft import Draft, UnusableError
from nutgraf.briefs.happened import ANALYSIS_LINE, is_known
from nutgraf.briefs.material import Material, words_in
from nutgraf.briefs.people import Person
from nutgraf.briefs.style import content_words, overlap, word_count
from nutgraf.records import Article, Citation, Point, Quote, Sentence, Span

# FORM: 115-165 words, 6-10 fragments, at least two publishers.
LEAST_WORDS, MOST_WORDS = 115, 165
_MOST_PER_SPEAKER = 3
_MOST_ANALYSIS = 3
_LONGEST = 42
_OPENS_BADLY = re.compile(r"^(?:And|But|So|Because|Or|That|This|It|Which|They|He|She|Also|Then)\b")
_RELATIVE_DAY = re.compile(
    r"\b(?:today|yesterday|tomorrow|tonight|this|last|next|now|ago|\w+day)\b", re.IGNORECASE
)

# "a report commissioned by Roe", "Roe's lawyer": the name in the source is not who spoke.
_OF_ANOTHER = re.compile(r"\b(?:by|of|for|from|to|with|against|on|about)\s")


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
    analyses = 0
    for candidate in _with_analysis_early(candidates):
        if any(overlap(candidate.words, words) > 0.55 for words in kept):
            continue
        if per_speaker[candidate.speaker] >= _MOST_PER_SPEAKER:
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
            tellings[citation] = len(merged.told)
    for article in material.articles:
        sentences = material.sentences(article)
        for quote in material.analyses[article.id].quotes:
            if quote.kind == "indirect" or not (quote.speaker or quote.anonymous):
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
            )
            yield Statement(article, span, speaker, score, words, holding, quote)


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
                or _RELATIVE_DAY.search(predicate.of(text))
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


# ---------------------------------------------------------------------- drafting


def draft_statement(
    material: Material, statement: Statement, known: set[str]
) -> tuple[Point, list[str]]:
    """The point a statement makes and the people it introduces; raises ``UnusableError``."""
    if statement.quote is None:
        return _draft_narration(material, statement, known)
    try:
        return _draft_sentence(material, statement, statement.quote, known)
    except UnusableError:
        return _draft_fragment(material, statement, statement.quote, known)


def _draft_sentence(
    material: Material, statement: Statement, quote: Quote, known: set[str]
) -> tuple[Point, list[str]]:
    """The sentence that holds quote and cue, as printed, with its source named."""
    if not quote.cue:
        raise UnusableError("no cue in the sentence")
    draft = Draft(material, statement.article, statement.span, known=known)
    draft.cut_openings(statement.sentences)
    outside = [s for s in statement.sentences if not s.stands_alone]
    source = set(quote.source)
    if outside and not _leans_only_on_source(material, statement, source):
        raise UnusableError("leans on the sentence before")
    draft.set_marks()
    draft.name_people((span, quote.speaker) for span in quote.source if quote.speaker)
    draft.print_days()
    draft.shorten(statement.sentences, 30)
    draft.tidy()
    point = draft.point()
    if not 6 <= word_count(point.text) <= _LONGEST:
        raise UnusableError("too long or too short for one sentence")
    if '"' not in point.text or point.text.count('"') % 2:
        raise UnusableError("no whole quotation")
    if "?" in re.sub('"[^"]*"', "", point.text):
        raise UnusableError("a question of the publisher's")
    return point, draft.introduced


def _leans_only_on_source(material: Material, statement: Statement, source: set[Span]) -> bool:
    """Whether every pronoun outside the marks is the source, which we can name."""
    text = statement.article.text
    marked = material.marked(statement.article)
    for match in re.finditer(
        r"\b(?:he|she|him|her|his|they|them|their|it|its|we|our|this|that|these|those)\b",
        Span(statement.span.start, statement.span.end).of(text),
        re.IGNORECASE,
    ):
        at = Span(statement.span.start + match.start(), statement.span.start + match.end())
        if any(m.outer.holds(at) for m in marked) or any(s.meets(at) for s in source):
            continue
        return False
    return True


def _draft_fragment(
    material: Material, statement: Statement, quote: Quote, known: set[str]
) -> tuple[Point, list[str]]:
    """Whole sentences out of a longer quotation, with a cue of our own: Name said: "…"."""
    if quote.kind != "direct" or not quote.speaker:
        raise UnusableError("no whole quotation with a sure speaker")
    person = material.people.find(quote.speaker)
    article = statement.article
    window = _window(material, article, quote)
    draft = Draft(material, article, window, known=known, inside_quotation=True)
    name, evidence = _speaker_name(draft, quote, person)
    evidence += tuple(Citation(article.id, s) for s in (*quote.source, *quote.cue))
    last = window.of(article.text)[-1]
    if last == ",":
        draft.edit("quote marks", Span(window.start, window.start), '"')
        draft.edit("quote marks", Span(window.end, window.end), '"')
        draft.edit("cue", Span(window.end, window.end), f" {name} said.", "named", evidence)
    else:
        told, where = _occasion(article, quote)
        first = name[0].upper() + name[1:]
        cue = f"{first} {told}: " if told else f"{first} said: "
        draft.edit("cue", Span(window.start, window.start), cue, "named", evidence + where)
        draft.edit("quote marks", Span(window.start, window.start), '"')
        draft.edit("quote marks", Span(window.end, window.end), '"')
    return draft.point(), draft.introduced


def _speaker_name(
    draft: Draft, quote: Quote, person: Person | None
) -> tuple[str, tuple[Citation, ...]]:
    if person is not None:
        return draft.called(person)
    text = draft.article.text
    for name in draft.material.analyses[draft.article.id].names:
        if name.full_name == quote.speaker and name.span.of(text) == name.full_name:
            article = (
                "the "
                if text[max(0, name.span.start - 4) : name.span.start].lower() == ("the ")
                else ""
            )
            start = name.span.start - len(article)
            return article + name.full_name, (
                Citation(draft.article.id, Span(start, name.span.end)),
            )
    raise UnusableError("the speaker's name is not printed in the article")


def _occasion(article: Article, quote: Quote) -> tuple[str, tuple[Citation, ...]]:
    """The occasion as a cue of ours may use it; empty where its words do not fit one."""
    if quote.occasion is None:
        return "", ()
    printed = quote.occasion.of(article.text)
    where = (Citation(article.id, quote.occasion),)
    if (
        re.match(r"told (?:reporters|a |the |\w+ )", printed)
        and words_in(printed, Span(0, 99)) <= 6
    ):
        return printed, where
    if re.match(r"(?:in|on|at|during|via) ", printed) and words_in(printed, Span(0, 99)) <= 7:
        if _RELATIVE_DAY.search(printed):
            return "", ()
        return f"said {printed}", where
    return "", ()


def _window(material: Material, article: Article, quote: Quote) -> Span:
    """One or two whole sentences inside the marks, of a length a brief prints.

    The first that makes sense by itself is taken; the last may end with the comma that the
    publisher set before its cue.
    """
    text = article.text
    inners = [
        m.inner
        for m in material.marked(article)
        if any(content.meets(m.inner) for content in quote.content)
    ]
    if not inners:
        raise UnusableError("no marks round the quotation")
    choices: list[tuple[bool, int, Span]] = []
    for inner in inners:
        bounds = list(_sentence_spans(text, inner))
        for first in range(len(bounds)):
            for last in range(first, min(first + 2, len(bounds))):
                window = Span(bounds[first].start, bounds[last].end)
                words = words_in(text, window)
                if not 6 <= words <= 32 or re.search('["“”\n]', window.of(text)):
                    continue
                if window.of(text)[-1] not in ".!?,":
                    continue
                choices.append((bool(_OPENS_BADLY.match(window.of(text))), abs(words - 16), window))
    if not choices:
        raise UnusableError("no whole sentence of fitting length in the quotation")
    return min(choices)[2]


_INNER_STOP = re.compile(r"(?<=[.!?])\s+(?=[A-Z“‘'I])")
_ABBREVIATION = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|U\.S|[A-Z])\.$")


def _sentence_spans(text: str, inner: Span) -> Iterator[Span]:
    start = inner.start
    for match in _INNER_STOP.finditer(text, inner.start, inner.end):
        if _ABBREVIATION.search(text[max(inner.start, match.start() - 6) : match.start()]):
            continue
        yield Span(start, match.start())
        start = match.end()
    end = inner.end
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Span(start, end)


def _draft_narration(
    material: Material, statement: Statement, known: set[str]
) -> tuple[Point, list[str]]:
    """The publisher's own sentence, its predicate in quotation marks, credited to it."""
    sentence = statement.sentences[0]
    predicate = sentence.predicate
    publisher = statement.article.publisher
    if predicate is None or publisher is None:
        raise UnusableError("no predicate or publisher to credit")
    draft = Draft(material, statement.article, statement.span, known=known)
    draft.protect(predicate)
    draft.cut_openings(statement.sentences)
    draft.name_people()
    draft.print_days()
    draft.edit("quote marks", Span(predicate.start, predicate.start), '"')
    draft.edit("quote marks", Span(predicate.end, predicate.end), '"')
    draft.edit("credit", Span(predicate.end, statement.span.end), f", {publisher} said.", publisher)
    draft.tidy()
    return draft.point(), draft.introduced
