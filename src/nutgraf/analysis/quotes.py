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
from nutgraf.analysis.page import Page
from nutgraf.analysis.syntax import Tree
from nutgraf.analysis.tagged import Tagged, find_tagged
from nutgraf.records import Quote, Span

# How sure the network must be; set on PolNeAR's development split, where the figures are
# flat for a tenth to both sides. Words in marks are mostly found by the rules already.
_SURE = {"indirect": 0.35, "mixed": 0.5, "direct": 0.5}
_MOST_SHARED = 0.1


def find_quotes(tree: Tree, text: str) -> tuple[Quote, ...]:
    """The statements in ``text``, in the order of their content; empty if nobody says anything.

    ``speaker``, ``role`` and ``voice`` are left for ``assign_speakers``. A quotation
    without a cue of its own has an empty ``cue`` and the source of the one before it.
    """
    page = Page(tree, text)
    ruled = find_by_rules(page)
    words = read_features(tree, text, page.marked, ruled)
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
        barred = (*each.source, *each.cue)
        content = page.clear(page.trim(each.content), barred)
        if not content or any(a.meets(b) for a in each.source for b in each.cue):
            continue
        kind = page.kind(content)
        if each.sure >= _SURE[kind] and not _share(content, taken) > _MOST_SHARED:
            yield Quote(content=content, cue=tuple(each.cue), source=tuple(each.source), kind=kind)


def _share(spans: list[Span] | tuple[Span, ...], taken: bytearray) -> float:
    """The share of the characters of ``spans`` that are taken."""
    size = sum(span.end - span.start for span in spans)
    return sum(sum(taken[span.start : span.end]) for span in spans) / max(1, size)
