"""Statements: what was said, the words that say so, and what the text calls the speaker.

Rules over the parse find nearly all of quoted speech, and little else that is wrong. The
trained network finds what no list of verbs can hold: "made the case that …", "has gone
after … as …". What the rules found stands; the network adds what lies beside it.
"""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.analysis.by_rules import find_by_rules
from nutgraf.analysis.features import read_features
from nutgraf.analysis.network import network
from nutgraf.analysis.outward import NOT_SPEAKERS
from nutgraf.analysis.page import Page
from nutgraf.analysis.syntax import Tree
from nutgraf.analysis.tagged import Tagged, find_tagged
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Quote, Span

# How sure the network must be; set on PolNeAR's development split, where the figures are
# flat for a tenth to both sides. Of words wholly in marks the rules find more than it adds.
_SURE = {"indirect": 0.35, "mixed": 0.6}
_NEVER = 2.0
_MOST_SHARED = 0.1
# Whoever was asked or told did not say it: Asked whether the line would be sold, Ms. Roe …
_ADDRESSED = listed("ask press question tell urge warn")


def find_quotes(tree: Tree, text: str) -> tuple[Quote, ...]:
    """The statements in ``text``, in the order of their content; empty if nobody says anything.

    ``speaker``, ``role`` and ``voice`` are left for ``assign_speakers``. A quotation
    without a cue of its own has an empty ``cue`` and the source of the one before it.
    """
    page = Page(tree, text)
    ruled = find_by_rules(page)
    words = read_features(tree, page.marked, ruled)
    added = _beside(page, ruled, find_tagged(words, network()))
    return tuple(sorted((*ruled, *added), key=lambda quote: (quote.content, quote.cue)))


def _beside(page: Page, ruled: tuple[Quote, ...], tagged: list[Tagged]) -> Iterator[Quote]:
    """The network's statements that are sure enough and clear of those by the rules."""
    taken = bytearray(len(page.text))
    for quote in ruled:
        for span in (*quote.content, *quote.cue):
            taken[span.start : span.end] = b"\1" * (span.end - span.start)
    for each in tagged:
        if not each.source or _share(each.cue, taken) or _share(each.content, taken) > _MOST_SHARED:
            continue
        if _addressed(page, each) or NOT_SPEAKERS.fullmatch(each.source[0].of(page.text)):
            continue
        said = [_within_clause(page, span) for span in each.content if _near(page, span, each)]
        content = page.clear(page.trim(said), (*each.source, *each.cue))
        if not content or any(a.meets(b) for a in each.source for b in each.cue):
            continue
        kind = page.kind(content)
        if each.sure >= _SURE.get(kind, _NEVER) and not _share(content, taken) > _MOST_SHARED:
            yield Quote(
                content=content,
                cue=tuple(each.cue),
                source=tuple(each.source),
                kind=kind,
                found_by="network",
            )


def _addressed(page: Page, each: Tagged) -> bool:
    """Whether the cue is a passive participle whose subject only listened."""
    cue = page.words(each.cue[0].start, each.cue[0].end)
    return any(
        word.tag_ == "VBN" and word.lemma_ in _ADDRESSED and word.dep_ in ("advcl", "ROOT", "acl")
        for word in cue
    ) and not any(word.lower_ in ("has", "have", "had", "by") for word in cue)


def _near(page: Page, span: Span, each: Tagged) -> bool:
    """Whether content lies in its cue's sentence; words in marks may stand in another."""
    at = page.word_at(each.cue[0].start)
    first = page.word_at(span.start)
    return page.region[first] >= 0 or page.opens[first] == page.opens[at]


def _within_clause(page: Page, span: Span) -> Span:
    """``span`` up to the end of the clause that its "that" opens: her view that … |has friends|."""
    words = page.words(span.start, span.end)
    if not words or words[0].dep_ != "mark" or words[0].lower_ != "that":
        return span
    last = words[0].head.right_edge
    end = last.idx + len(last.text)
    return Span(span.start, end) if words[0].head.i > words[0].i and end < span.end else span


def _share(spans: list[Span] | tuple[Span, ...], taken: bytearray) -> float:
    """The share of the characters of ``spans`` that are taken."""
    size = sum(span.end - span.start for span in spans)
    return sum(sum(taken[span.start : span.end]) for span in spans) / max(1, size)
