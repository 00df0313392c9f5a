"""What a sentence of *What happened* does without: its tail, and words that look back."""

from __future__ import annotations

import re

from nutgraf.analysis.clauses import GUARDED
from nutgraf.briefs.draft import Draft
from nutgraf.briefs.style import word_count
from nutgraf.records import Span

# Of a sentence longer than this goes what a dash or a participle hangs on its end.
_LONG = 38
_TAIL = re.compile(
    r"(?:\s?(?:[–—]|--)\s?(?=an? |the |one |which )[^–—\"“”]*|"
    r", [a-z]+ing [^,\"“”–—A-Z\d]*)(?=[.]$)"
)
# What the writer makes of it goes from a sentence of any length.
_VERDICT = re.compile(
    r"(?:,|\s?(?:[–—]|--)) ?an? (?:\w+ )?(?:result|move|step|sign|blow|prospect|reminder|"
    r"feat|shift|win|development|rebuke|setback) (?:that|which) [^\"“”]*(?=[.]$)"
)
# It points at a sentence that the brief leaves behind.
_ALSO = re.compile(r"(?<=\w) also(?= [a-z])(?! (?:known|called)\b)")


def cut_tail(draft: Draft) -> None:
    """Cut the writer's verdict at the end, and of a long sentence what hangs loosely there."""
    text, span = draft.article.text, draft.span
    verdict = _VERDICT.search(text, span.start, span.end)
    tail = verdict or _TAIL.search(text, span.start, span.end)
    if tail is None or GUARDED.search(tail.group()):
        return
    loose = Span(tail.start(), tail.end())
    if (verdict or word_count(draft.text()) > _LONG) and draft.is_free(loose):
        draft.cut(loose, "tail")


def cut_also(draft: Draft) -> None:
    """Cut "also" from between subject and verb."""
    also = _ALSO.search(draft.article.text, draft.span.start, draft.span.end)
    if also and draft.is_free(Span(also.start(), also.end())):
        draft.cut(Span(also.start(), also.end()), "connective")
