"""A point's text, made again from the cited words and the edits alone."""

from __future__ import annotations

from collections.abc import Mapping

from nutgraf.records import Citation, Edit, EditKind, Point

REWRITE: EditKind = "rewrite"


class ReplayError(ValueError):
    """The edits do not fit the passages they are said to change."""


def replay(point: Point, texts: Mapping[str, str]) -> str:
    """The text that ``point``'s edits make of its passages, in the order of citations.

    ``texts`` maps article ids to ``Article.text``. Raises ``ReplayError`` where a citation
    leaves its text, or edits overlap or leave their passage.
    """
    made = "".join(
        edited(citation, [e for e in point.edits if e.citation == at], texts)
        for at, citation in enumerate(point.citations)
    )
    rewrites = [edit.text for edit in point.edits if edit.kind == REWRITE]
    return "".join(rewrites) if rewrites else made


def edited(citation: Citation, edits: list[Edit], texts: Mapping[str, str]) -> str:
    """One passage with its edits made; edits at one place apply in the order given."""
    text = texts.get(citation.article)
    if text is None:
        raise ReplayError(f"article {citation.article} is not at hand")
    start, end = citation.span.start, citation.span.end
    if not 0 <= start < end <= len(text):
        raise ReplayError(f"the passage {start}-{end} leaves the text of {citation.article}")
    pieces, at = [], start
    inside = (edit for edit in edits if edit.kind != REWRITE)
    for edit in sorted(inside, key=lambda edit: (edit.start, edit.end)):
        if edit.start < at or edit.end > end or edit.end < edit.start:
            raise ReplayError(f"the edit at {edit.start}-{edit.end} overlaps or leaves its passage")
        pieces += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, text[at:end]])
