"""A sentence that tells several composed points, kept so that those can be had back from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import structs

from nutgraf.briefs.replay import REWRITE, ReplayError, replay
from nutgraf.records import Edit, Point


def joined(points: Sequence[Point], text: str) -> Point:
    """The point that tells ``points`` as ``text``: all their citations and edits, and its own.

    It keeps the id and the paragraph of the first.
    """
    first, at = points[0], 0
    edits: list[Edit] = []
    for number, point in enumerate(points):
        start = point.citations[0].span.start
        edits.append(Edit(REWRITE, at, start, start, "" if number else text, point.id))
        edits += [structs.replace(edit, citation=edit.citation + at) for edit in point.edits]
        at += len(point.citations)
    citations = tuple(citation for point in points for citation in point.citations)
    return structs.replace(first, text=text, citations=citations, edits=tuple(edits))


def is_rewritten(point: Point) -> bool:
    """Whether the text is a rewriter's."""
    return any(edit.kind == REWRITE for edit in point.edits)


def composed_points(point: Point, texts: Mapping[str, str]) -> tuple[Point, ...]:
    """The composed points that a rewritten one tells, each with the text its edits make.

    Raises ``ReplayError`` where the edits do not say which those are.
    """
    marks = [edit for edit in point.edits if edit.kind == REWRITE]
    starts = [mark.citation for mark in marks]
    if starts[:1] != [0] or sorted(set(starts)) != starts or starts[-1] >= len(point.citations):
        raise ReplayError("the rewrite does not say which passages make which sentence")
    for number, mark in enumerate(marks):
        place = point.citations[mark.citation].span.start
        if (mark.start, mark.end) != (place, place) or bool(mark.text) == bool(number):
            raise ReplayError("a rewrite that is not at the start of its passage")
    found = []
    for mark, end in zip(marks, [*starts[1:], len(point.citations)], strict=True):
        edits = tuple(
            structs.replace(edit, citation=edit.citation - mark.citation)
            for edit in point.edits
            if edit.kind != REWRITE and mark.citation <= edit.citation < end
        )
        bare = Point(mark.why, "", point.citations[mark.citation : end], edits, point.paragraph)
        found.append(structs.replace(bare, text=replay(bare, texts)))
    return tuple(found)
