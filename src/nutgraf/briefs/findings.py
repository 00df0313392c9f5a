"""What was found in the words that a brief cites: who said them, and what they announce."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nutgraf.records import (
    Analysis,
    Brief,
    BriefedStory,
    Citation,
    Expectation,
    Point,
    Span,
    Statement,
    Story,
)


def with_findings(story: Story, brief: Brief, analyses: Mapping[str, Analysis]) -> BriefedStory:
    """The story as an edition prints it, for whoever shows more of it than its sentences."""
    cited = _cited(point for _, points in brief.sections() for point in points)
    to_come = _cited(brief.what_next)
    return BriefedStory(
        story,
        brief,
        tuple(
            Statement(key, quote)
            for key, spans in cited.items()
            if key in analyses
            for quote in analyses[key].quotes
            if any(_meet(content, spans) for content in quote.content)
        ),
        tuple(
            Expectation(key, forward)
            for key, spans in to_come.items()
            if key in analyses
            for forward in analyses[key].forward
            if _meet(forward.span, spans)
        ),
    )


def _cited(points: Iterable[Point]) -> dict[str, list[Span]]:
    """The stretches that ``points`` cite, by article, in the order of citing."""
    spans: dict[str, list[Span]] = {}
    citations: Iterable[Citation] = (each for point in points for each in point.citations)
    for each in citations:
        spans.setdefault(each.article, []).append(each.span)
    return spans


def _meet(span: Span, others: Iterable[Span]) -> bool:
    return any(span.meets(other) for other in others)
