"""All statements of a story, ranked, each with everyone who carried it."""

from __future__ import annotations

import collections
import datetime as dt
from collections.abc import Iterator, Mapping

from msgspec import Struct

from nutgraf.records import (
    Analysis,
    Article,
    Change,
    Citation,
    MergedQuote,
    Quote,
    Span,
    Story,
    VariantKind,
)
from nutgraf.stories.rank import moment

_KINDS = ("direct", "mixed", "indirect")


class Telling(Struct, frozen=True):
    """One article's telling of a statement, compared with the fullest.

    ``speaker`` is whom it names, only where the articles differ on that.
    """

    citation: Citation
    kind: VariantKind = "same"
    changes: tuple[Change, ...] = ()
    speaker: str | None = None
    publisher: str | None = None
    published: dt.datetime | None = None


class TrayQuote(Struct, frozen=True):
    """A statement in its fullest telling, by ``article``, with all tellings, the first first.

    ``publishers`` are those that carry it, copies of one text counted once; ``disputed`` says
    that the articles name speakers who cannot be one.
    """

    article: Article
    quote: Quote
    told: tuple[Telling, ...]
    publishers: tuple[str, ...]
    disputed: bool = False


def rank_quotes(
    story: Story, articles: Mapping[str, Article], analyses: Mapping[str, Analysis]
) -> tuple[TrayQuote, ...]:
    """Every statement of a story once, those that a reader should see first at the top.

    First those whose speaker is known, or described and not named; among them by the number
    of publishers that carry the words, then of those that quote the speaker at all, then in
    quotation marks before told in others' words, then by the time of the first telling.
    """
    quotes = [*_merged(story, articles), *_single(story, articles, analyses)]
    carriers: dict[str, set[str]] = collections.defaultdict(set)
    for each in quotes:
        if each.quote.speaker:
            carriers[each.quote.speaker.casefold()].update(each.publishers)

    def place(each: TrayQuote) -> tuple[object, ...]:
        quote, first = each.quote, each.told[0]
        return (
            quote.speaker is None and not quote.anonymous,
            quote.voice == "publisher",
            -len(each.publishers),
            -len(carriers.get((quote.speaker or "").casefold(), ())),
            _KINDS.index(quote.kind),
            moment(first.published),
            first.citation,
        )

    return tuple(sorted(quotes, key=place))


def _merged(story: Story, articles: Mapping[str, Article]) -> Iterator[TrayQuote]:
    for one in story.quotes:
        article = articles.get(one.article)
        if article is not None:
            yield _tray_quote(article, one.quote, _tellings(one, articles), one.is_disputed, story)


def _single(
    story: Story, articles: Mapping[str, Article], analyses: Mapping[str, Analysis]
) -> Iterator[TrayQuote]:
    """The statements that one text alone has, from the first article that carries it."""
    merged = {telling for one in story.quotes for telling in one.told}
    repeats = {key for group in story.copies for key in group.article_ids[1:]}
    for key in story.article_ids:
        article, analysis = articles.get(key), analyses.get(key)
        if article is None or analysis is None or key in repeats:
            continue
        for quote in analysis.quotes:
            if not quote.content:
                continue
            start = min(span.start for span in quote.content)
            citation = Citation(key, Span(start, max(span.end for span in quote.content)))
            if citation not in merged:
                telling = Telling(
                    citation, publisher=article.publisher, published=article.published
                )
                yield _tray_quote(article, quote, (telling,), False, story)


def _tellings(one: MergedQuote, articles: Mapping[str, Article]) -> tuple[Telling, ...]:
    variants = {variant.citation: variant for variant in one.variants}
    found = []
    for citation in one.told:
        article, variant = articles.get(citation.article), variants.get(citation)
        if article is None:
            continue
        found.append(
            Telling(
                citation,
                variant.kind if variant else "same",
                variant.changes if variant else (),
                variant.speaker if variant else None,
                article.publisher,
                article.published,
            )
        )
    return tuple(sorted(found, key=lambda each: (moment(each.published), each.citation)))


def _tray_quote(
    article: Article,
    quote: Quote,
    told: tuple[Telling, ...],
    disputed: bool,
    story: Story,
) -> TrayQuote:
    repeats = {key for group in story.copies for key in group.article_ids[1:]}
    own = [each for each in told if each.citation.article not in repeats] or told[:1]
    publishers = dict.fromkeys(each.publisher or each.citation.article for each in own)
    return TrayQuote(article, quote, told, tuple(publishers), disputed)
