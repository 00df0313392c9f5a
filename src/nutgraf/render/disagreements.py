"""Where the articles of a story contradict one another: figures, days to come, and speakers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from nutgraf.records import Article, Citation, Figure, MergedQuote, Step, Story, Value
from nutgraf.render.display import clean, interval_words, publisher_of

_BOUNDS = {"exact": "", "at least": "at least ", "at most": "at most ", "about": "about "}


class Disagreement(Struct, frozen=True):
    """One thing told in two ways, in plain words, and the places that tell it."""

    kind: Literal["figure", "day", "speaker"]
    text: str
    places: tuple[Citation, ...]


def disagreements(story: Story, articles: Mapping[str, Article]) -> tuple[Disagreement, ...]:
    """All that the articles of a story tell in ways that cannot both be right."""
    return (
        *(_figure(each, articles) for each in story.figures if each.conflicting),
        *(_step(each, articles) for each in story.steps if each.conflicting),
        *(_quote(each, articles) for each in story.quotes if each.is_disputed),
    )


def _figure(figure: Figure, articles: Mapping[str, Article]) -> Disagreement:
    told = "; ".join(_value(each, figure.unit, articles) for each in figure.values)
    return Disagreement(
        "figure",
        f"{clean(figure.what)}: {told}",
        tuple(place for value in figure.values for place in value.told),
    )


def _value(value: Value, unit: str | None, articles: Mapping[str, Article]) -> str:
    publishers = value.publishers or tuple(_publishers(value.told, articles))
    number = f"{value.value:,.10g}"
    return f"{_BOUNDS[value.bound]}{unit or ''}{number} ({', '.join(map(clean, publishers))})"


def _step(step: Step, articles: Mapping[str, Article]) -> Disagreement:
    days: dict[str, list[str]] = {}
    for telling in step.told:
        if telling.when is not None:
            who = clean(telling.publisher or "") or publisher_of(
                articles.get(telling.citation.article)
            )
            days.setdefault(interval_words(telling.when), []).append(who)
    told = "; ".join(f"{day} ({', '.join(dict.fromkeys(who))})" for day, who in days.items())
    article = articles.get(step.article)
    what = clean(step.statement.span.of(article.text)) if article else "a step"
    return Disagreement(
        "day", f"“{what}”: {told}", tuple(telling.citation for telling in step.told)
    )


def _quote(quote: MergedQuote, articles: Mapping[str, Article]) -> Disagreement:
    named: dict[str, list[str]] = {}
    for variant in quote.variants:
        if variant.speaker:
            who = publisher_of(articles.get(variant.citation.article))
            named.setdefault(clean(variant.speaker), []).append(who)
    told = "; ".join(f"{name} ({', '.join(dict.fromkeys(who))})" for name, who in named.items())
    article = articles.get(quote.article)
    spans = quote.quote.content if article else ()
    words = clean(" … ".join(span.of(article.text) for span in spans)) if article else ""
    return Disagreement("speaker", f"{words}: {told}", quote.told)


def _publishers(told: tuple[Citation, ...], articles: Mapping[str, Article]) -> Iterator[str]:
    yield from dict.fromkeys(publisher_of(articles.get(each.article)) for each in told)
