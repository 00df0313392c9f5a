"""Statements by rules over the parse: what was said, what says so, who the text says spoke.

Two routes meet here. Stretches in quotation marks look outwards for the verb beside them
("…," Ms. Orr said), because parsers stumble over quoted speech; verbs of saying look
inwards at the clause they govern (said he was "glad"). What neither route claims is
carried over from the speaker just before, or is nobody's words: a title, a nickname.
"""

from __future__ import annotations

import bisect
import re

from nutgraf.analysis.cues import BESIDE, FINITE, cue_words
from nutgraf.analysis.inward import attribute_verbs
from nutgraf.analysis.occasion import find_occasion
from nutgraf.analysis.outward import attribute_labels, attribute_marked, sentence_start
from nutgraf.analysis.page import Draft, Page
from nutgraf.analysis.syntax import Word, span_of
from nutgraf.records import Quote, Span

_FEWEST_WORDS = 6
_RECENT = 6
_FURTHEST = 3000


def find_by_rules(page: Page) -> tuple[Quote, ...]:
    """The statements on ``page``, in the order of their content; empty if nobody says anything.

    A quotation without a cue of its own has an empty ``cue`` and the source of the one
    before it.
    """
    attribute_labels(page)
    attribute_marked(page)
    attribute_verbs(page)
    _carry_over(page)
    found = [_finish(page, draft) for draft in _outermost(page.drafts)]
    found = [quote for quote in found if quote.content]
    return tuple(sorted(found, key=lambda quote: (quote.content, quote.cue)))


def _outermost(drafts: list[Draft]) -> list[Draft]:
    """The drafts that are not said inside another: in "Orr said Venn said …", Orr speaks."""
    order = sorted(
        (draft for draft in drafts if draft.content),
        key=lambda draft: (min(draft.content).start, -max(draft.content).end),
    )
    kept: list[Draft] = []
    for draft in order:
        recent = kept[-_RECENT:]
        if not any(_holds(outer, draft) for outer in recent):
            kept.append(draft)
    return kept


def _holds(outer: Draft, inner: Draft) -> bool:
    return all(any(o.holds(i) for o in outer.content) for i in inner.content)


def _carry_over(page: Page) -> None:
    """Give a quotation that stands alone to whoever spoke or was spoken of just before it."""
    # Beside the speaker of a quotation, whoever an aside in that sentence speaks of is nobody.
    spoken = {page.opens[d.anchor.i] for d in page.drafts if d.beside and d.anchor is not None}
    told = sorted(
        (draft.content[0].start, max(draft.content[-1].end, draft.source.end), draft.source)
        for draft in page.drafts
        if draft.source is not None
        and (draft.beside or draft.anchor is None or page.opens[draft.anchor.i] not in spoken)
    )
    starts = [start for start, _, _ in told]
    previous: tuple[int, Span] | None = None
    for index in range(len(page.marked)):
        if index in page.owner:
            continue
        span, _ = page.chain(index)
        if not _stands_alone(page, index, span):
            continue
        at = bisect.bisect_left(starts, span.start) - 1
        if at >= 0 and (previous is None or previous[0] <= told[at][1]):
            previous = told[at][1:]
        agreed = _silent_cue(page, span, previous[0] if previous else 0)
        if agreed is not None:
            verb, source = agreed
            page.add(Draft([span], cue_words(verb), source, verb))
            previous = (span.end, source)
            continue
        if previous is None or _breaks(page.text, previous[0], span.start) > 1:
            continue
        page.add(Draft([span], [], previous[1]))
        previous = (span.end, previous[1])


def _silent_cue(page: Page, span: Span, since: int) -> tuple[Word, Span] | None:
    """A verb of saying in the sentence before that says nothing by itself: Ms. Orr agreed."""
    place = page.word_at(span.start) - 1
    if place < 1 or not page.is_stop(page.tree[place]) or "\n" in page.tree[place].text:
        return None
    for before in range(place - 1, max(page.word_at(since), page.opens[place - 1]) - 1, -1):
        verb = page.tree[before]
        if page.region[before] >= 0 or verb.i in page.used:
            return None
        if verb.dep_ == "ROOT" and verb.tag_ in FINITE and verb.lemma_ in BESIDE:
            source = page.cues.source(verb)
            return (verb, source) if source is not None else None
    return None


def _stands_alone(page: Page, index: int, span: Span) -> bool:
    if sentence_start(page, index) < span.start:
        return False
    words = page.words(span.start, span.end)
    return len(words) >= _FEWEST_WORDS and any(word.pos_ in ("VERB", "AUX") for word in words)


def _breaks(text: str, start: int, end: int) -> int:
    """How many paragraph breaks lie between two places; far apart counts as many."""
    return len(re.findall(r"\n\s*", text[start:end])) if end - start < _FURTHEST else 9


def _finish(page: Page, draft: Draft) -> Quote:
    source = (draft.source,) if draft.source else ()
    cue = (span_of(draft.cue),) if draft.cue else ()
    content = page.clear(draft.content, source + cue)
    occasion = None
    if draft.anchor is not None and draft.cue and draft.anchor.pos_ == "VERB":
        occasion = find_occasion(draft.anchor, content + source)
    return Quote(
        content=content, cue=cue, source=source, kind=page.kind(content), occasion=occasion
    )
