"""Whom the pronouns round a quotation mean: its speaker, or somebody a brief has not told of."""

from __future__ import annotations

import re

from nutgraf.briefs.candidates import Statement
from nutgraf.briefs.draft import Draft
from nutgraf.briefs.material import Material
from nutgraf.records import Quote, Span

_PRONOUN = re.compile(
    r"\b(?:he|she|him|her|his|they|them|their|it|its|we|our|that|these|those|"
    # "with this note": what comes after it
    r"this(?! (?:note|message|statement|caption|warning|comment|remark|tweet|post)\b))\b",
    re.IGNORECASE,
)
# "said that": no pronoun.
_JOINS = re.compile(
    r"that (?!will|would|is|was|has|had|can|could|may|might|should|means|meant|shows)\w"
)
_OF_A_BODY = re.compile(r"\b(?:they|them|their|it|its)\b")


def leans_only_on_source(
    material: Material, statement: Statement, span: Span, quote: Quote
) -> bool:
    """Whether every pronoun outside the marks is the source, which we can name, or means it."""
    text = statement.article.text
    marked = material.marked(statement.article)
    meant = _means_the_speaker(material, statement, span, quote)
    for match in _PRONOUN.finditer(text, span.start, span.end):
        at = Span(*match.span())
        if any(m.outer.holds(at) for m in marked) or any(s.meets(at) for s in quote.source):
            continue
        opens = any(at.start == said.start for said in quote.content)
        if at not in meant and not (opens and _JOINS.match(text, at.start)):
            return False
    return True


def _means_the_speaker(
    material: Material, statement: Statement, span: Span, quote: Quote
) -> set[Span]:
    """The pronouns after the speaker's name that stand for him: "Roe said she met the pilots"."""
    if not quote.speaker or not quote.source:
        return set()
    analysis = material.analyses[statement.article.id]
    source = min(quote.source)
    others = [
        name
        for name in analysis.names
        if span.holds(name.span) and name.full_name != quote.speaker and name.kind != "other"
    ]
    if quote.voice != "person":
        # "The pilots have denied that they were asked": of a body, and none named in between
        end = min(
            (name.span.start for name in others if not source.holds(name.span)), default=span.end
        )
        return {
            Span(*found.span())
            for found in _OF_A_BODY.finditer(statement.article.text, source.end, end)
        }
    if any(name.kind == "person" for name in others):
        return set()
    return {
        reference.span
        for reference in analysis.references
        if reference.full_name == quote.speaker
        and reference.span.start > source.end
        and span.holds(reference.span)
    }


def points_ahead(draft: Draft, quote: Quote, whole: Span) -> bool:
    """Whether the sentence says "he" before it names anybody, and names two: "After he fell, …"."""
    analysis = draft.material.analyses[draft.article.id]
    marked = draft.material.marked(draft.article)

    def outside(span: Span) -> bool:
        return whole.holds(span) and not any(m.outer.meets(span) for m in marked)

    names = [n for n in analysis.names if n.kind == "person" and outside(n.span)]
    pronouns = [
        reference.span.start
        for reference in analysis.references
        if outside(reference.span)
        and reference.span not in quote.source
        and reference.span.of(draft.article.text).lower() in {"he", "she", "his", "her", "him"}
    ]
    first = min(pronouns, default=None)
    return first is not None and bool(names) and first < min(n.span.start for n in names)
