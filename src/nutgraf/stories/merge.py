"""The same quote told by several articles, as one with all its tellings.

A wrong merge puts words in the wrong mouth, so every doubt keeps two quotes apart: two
tellings are one statement only if nobody else is known to have said it and nearly all of its
words agree in order. How a telling differs from the fullest form is kept beside it, and where
articles differ on who spoke, whom each of them names: a doubtful speaker is then dropped.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from nutgraf.records import (
    Analysis,
    Article,
    Citation,
    MergedQuote,
    Quote,
    Span,
    Variant,
    VariantKind,
)
from nutgraf.stories.alignment import Alignment, align
from nutgraf.stories.speakers import Speaker, presented, speaker_of
from nutgraf.stories.wording import Wording, wording_of

# Statements looked at for one telling, and statements that may share a run of words before
# the run counts as a common phrase: with both, the cost grows in step with the tellings.
_LOOKED_AT = 8
_COMMON_PHRASE = 64


class Bar(Struct, frozen=True):
    """What two tellings must have in common to be one statement, in words.

    ``run`` must stand in one stretch, and ``content`` must say something by themselves.
    ``words`` must agree before any may be told otherwise, and ``altered`` is how much those
    may weigh beside what is in common. ``long_run`` is what shows one statement however
    much each telling has beyond it.
    """

    run: int
    content: int
    words: int
    altered: float
    long_run: int


SAME_SPEAKER = Bar(run=3, content=2, words=6, altered=0.2, long_run=7)
ONE_OPEN = Bar(run=6, content=2, words=10, altered=0.1, long_run=20)
BOTH_OPEN = Bar(run=7, content=4, words=10, altered=0.1, long_run=20)
# Two names, one of them only traced from a pronoun or a role: ten words outweigh the trace.
ONE_TRACED = Bar(run=10, content=5, words=16, altered=0.05, long_run=20)
# Two words that a reporter lifts out are found again in a sentence, hardly in a phrase.
_SENTENCE = 6
_LIFTED = 2
# Of an article that quotes the one speaker by name, fewer words will do for an open "he".
IN_COMPANY = Bar(run=5, content=2, words=8, altered=0.15, long_run=12)
# A clause of few words is rarely said by two, a name of as many often is.
_CLAUSE_SPARES = 2
# Less than this of a telling, and it is another statement that has a few words of this one.
_LEAST_SHARE = 0.5


class _Telling(Struct, frozen=True, eq=False):
    """One quote as one article prints it; ``company`` are the speakers it quotes by name."""

    article: Article
    quote: Quote
    wording: Wording
    speaker: Speaker
    company: frozenset[Speaker]

    @property
    def citation(self) -> Citation:
        content = self.quote.content
        span = Span(min(one.start for one in content), max(one.end for one in content))
        return Citation(self.article.id, span)


class _Statement:
    """The tellings of one statement, the fullest first."""

    def __init__(self, fullest: _Telling) -> None:
        self.fullest = fullest
        self.told: dict[Citation, Variant] = {
            fullest.citation: Variant(fullest.citation, "same"),
        }
        self.speakers = {fullest.speaker}
        self.tellings = {fullest.citation: fullest}

    def add(self, telling: _Telling, alignment: Alignment) -> None:
        variant = Variant(telling.citation, kind_of(alignment), alignment.changes)
        self.told.setdefault(telling.citation, variant)
        self.tellings.setdefault(telling.citation, telling)
        self.speakers.add(telling.speaker)


def merge_quotes(
    articles: Sequence[Article], analyses: Mapping[str, Analysis]
) -> tuple[MergedQuote, ...]:
    """The direct and mixed quotes that two or more of ``articles`` tell, the most told first.

    A quote told by one article alone is left to that article's analysis. A telling that
    goes on where the fullest form ends can also be the fullest form of what follows.
    """
    tellings = [telling for article in articles for telling in _tellings(article, analyses)]
    # The longest comes first, so that each statement is opened by its fullest form.
    tellings.sort(
        key=lambda one: (-len(one.wording.words), not one.speaker.is_named, one.citation),
    )
    statements: list[_Statement] = []
    by_run: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for telling in tellings:
        votes = Counter(
            number
            for run in _runs(telling.wording, lone_words=False)
            if len(by_run.get(run, ())) <= _COMMON_PHRASE
            for number in by_run.get(run, ())
        )
        near = sorted(votes, key=lambda number: (-votes[number], number))[:_LOOKED_AT]
        found = _fits(telling, [statements[number] for number in near])
        for statement, alignment in found:
            statement.add(telling, alignment)
        if any(not alignment.beyond for _, alignment in found):
            continue
        for run in _runs(telling.wording, lone_words=True):
            if not by_run[run] or by_run[run][-1] != len(statements):
                by_run[run].append(len(statements))
        statements.append(_Statement(telling))
    merged = [
        _merged(statement)
        for statement in statements
        if len({citation.article for citation in statement.told}) > 1
    ]
    return tuple(sorted(merged, key=lambda one: (-len(one.told), one.article, one.told)))


def _tellings(article: Article, analyses: Mapping[str, Analysis]) -> Iterator[_Telling]:
    analysis = analyses.get(article.id)
    quotes = analysis.quotes if analysis else ()
    offices = presented(article.text, analysis.names if analysis else ())
    speakers = [speaker_of(article.text, quote, offices) for quote in quotes]
    company = frozenset(speaker for speaker in speakers if speaker.is_named)
    for quote, speaker in zip(quotes, speakers, strict=True):
        if quote.kind == "indirect" or not quote.content:
            continue
        wording = wording_of(article.text, quote)
        if any(len(word.key) > 3 for word in wording.words):
            yield _Telling(article, quote, wording, speaker, company)


def _runs(wording: Wording, *, lone_words: bool) -> Iterator[tuple[str, ...]]:
    """Each pair of neighbouring words that says something, and pieces of one word.

    With ``lone_words`` also each word by itself, for pieces of one word to be found by.
    """
    for piece in wording.pieces():
        for word, following in itertools.pairwise(piece):
            if not (word.small and following.small):
                yield word.key, following.key
        for word in piece if lone_words or len(piece) == 1 else ():
            if not word.small:
                yield (word.key,)


class _Fit(Struct, frozen=True, eq=False):
    """A statement that a telling may be of; ``sure`` where both name the speaker."""

    statement: _Statement
    alignment: Alignment
    sure: bool

    @property
    def rank(self) -> tuple[bool, float, float]:
        return self.sure, self.alignment.share, self.alignment.shared


def _fits(
    telling: _Telling, statements: Sequence[_Statement]
) -> list[tuple[_Statement, Alignment]]:
    """The statements that a telling tells, most often one.

    Fuller forms can overlap, so it may be part of two; a few words are part of the best
    alone. None where it doesn't settle which of two speakers it means.
    """
    fits = []
    for statement in statements:
        bar = _bar(telling.speaker, statement)
        if bar is ONE_OPEN and _in_company(telling, statement.fullest.speaker):
            bar = IN_COMPANY
        if bar is not None:
            alignment = align(telling.wording, statement.fullest.wording)
            if is_same(alignment, statement.fullest.wording, bar) or _is_of_a_named(
                telling, alignment, statement
            ):
                fits.append(_Fit(statement, alignment, bar is SAME_SPEAKER))
    best = max(fits, key=lambda fit: fit.rank, default=None)
    if best is None:
        return []
    kept = [fit for fit in fits if fit is best or fit.alignment.words >= SAME_SPEAKER.words]
    if any(_bar(one.statement.fullest.speaker, best.statement) is None for one in kept):
        kept = [best] if best.sure else []
    return [(fit.statement, fit.alignment) for fit in kept]


def _is_of_a_named(telling: _Telling, alignment: Alignment, statement: _Statement) -> bool:
    """Whether another telling names the speaker that the fullest form leaves open, and fits."""
    if statement.fullest.speaker.is_settled or alignment.beyond:
        return False
    named = (
        other
        for other in statement.tellings.values()
        if _bar_between(telling.speaker, other.speaker) is SAME_SPEAKER
    )
    return any(
        is_same(align(telling.wording, other.wording), other.wording, SAME_SPEAKER)
        for other in itertools.islice(named, _LOOKED_AT)
    )


def _in_company(telling: _Telling, speaker: Speaker) -> bool:
    return speaker.is_settled and any(speaker.may_be(other) for other in telling.company)


def _bar(speaker: Speaker, statement: _Statement) -> Bar | None:
    """The bar for a telling by ``speaker``; ``None`` where somebody else made the statement."""
    others = [other for other in statement.speakers if other.is_named] or statement.speakers
    linked = any(speaker.speaks_for(other) or other.speaks_for(speaker) for other in others)
    # Who is tied to one of a statement's speakers is not held against a body that this one
    # speaks for, nor against those who speak for this body.
    tied = linked or any(_bar_between(speaker, other) is SAME_SPEAKER for other in others)
    bars = [
        _bar_between(speaker, other)
        for other in others
        if not (tied and other.is_body != speaker.is_body)
    ]
    if None in bars:
        return None
    if ONE_TRACED in bars:
        return ONE_TRACED
    return SAME_SPEAKER if tied else _bar_between(speaker, statement.fullest.speaker)


def _bar_between(one: Speaker, other: Speaker) -> Bar | None:
    if not one.may_be(other):
        return ONE_TRACED if one.is_named != other.is_named else None
    if one.called and one.called == other.called:
        return SAME_SPEAKER
    return (BOTH_OPEN, ONE_OPEN, SAME_SPEAKER)[one.is_settled + other.is_settled]


def is_same(alignment: Alignment, fullest: Wording, bar: Bar) -> bool:
    """Whether an alignment shows a telling to be of the statement ``fullest``, by a bar."""
    if alignment.differing or alignment.beyond:
        return (
            alignment.longest >= bar.run
            and alignment.words >= bar.words
            and alignment.content > bar.content
            and alignment.differing <= bar.altered * alignment.shared
            and (alignment.share >= _LEAST_SHARE or alignment.longest >= bar.long_run)
        )
    if bar is SAME_SPEAKER:
        if alignment.whole or alignment.found > 1:
            return True
        if len(fullest.words) >= _SENTENCE and alignment.content >= _LIFTED:
            return True
    run = alignment.words if alignment.whole else alignment.longest
    needed = bar.run - _CLAUSE_SPARES * (alignment.clause and bar in (ONE_OPEN, IN_COMPANY))
    return run >= needed and alignment.content >= bar.content


def kind_of(alignment: Alignment) -> VariantKind:
    """How a telling differs from the fullest form."""
    if alignment.changes:
        return "wording"
    if alignment.beyond:
        return "overlap"
    return "same" if alignment.whole else "shorter"


def _merged(statement: _Statement) -> MergedQuote:
    told = sorted(statement.told)
    variants = [statement.told[citation] for citation in told]
    quote = statement.fullest.quote
    if _differ(statement.speakers):
        firm = {one for one in statement.speakers if one.is_named and one.is_settled}
        if statement.fullest.speaker not in firm or _differ(firm):
            quote = msgspec.structs.replace(quote, speaker=None, role=None)
        variants = [
            msgspec.structs.replace(one, speaker=statement.tellings[one.citation].quote.speaker)
            for one in variants
        ]
    return MergedQuote(
        article=statement.fullest.article.id,
        quote=quote,
        told=tuple(told),
        variants=tuple(variants),
    )


def _differ(speakers: Iterable[Speaker]) -> bool:
    """Whether two articles name speakers who can't be one, with doubt or without."""
    return any(not one.agrees(other) for one, other in itertools.combinations(speakers, 2))
