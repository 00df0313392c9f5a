"""A passage of an article and the edits made to it, which is all that a point is made of."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Set

from nutgraf.briefs.material import Material
from nutgraf.briefs.replay import ReplayError, replay
from nutgraf.records import Article, Citation, Edit, EditKind, Point, Span

_DISALLOWED_INSIDE = re.compile('["“”„«»\n]')


# "President President", where a title is put beside a title.
_TWICE = re.compile(r"\b([A-Z][\w’'-]+\.?) \1(?!\w)")


class UnusableError(Exception):
    """The passage cannot be made to stand alone by the edits a brief allows."""


class Passage:
    """One passage of one article and the edits made to it so far."""

    def __init__(
        self,
        material: Material,
        article: Article,
        span: Span,
        *,
        known: Iterable[str] = (),
        inside_quotation: bool = False,
    ) -> None:
        self.material = material
        self.article = article
        self.span = span
        self.known = set(known)
        self.introduced: list[str] = []
        # Those of them of whom neither the sentence nor any article tells what they are.
        self.unexplained: list[str] = []
        self._speakers: Set[str] = frozenset()
        # Where a name of somebody ends whom the brief has introduced: who that is need not
        # be said again.
        self._after_known: set[int] = set()
        self._edits: list[Edit] = []
        self._protected: list[Span] = [span] if inside_quotation else []
        self.marked = (
            [] if inside_quotation else [m for m in material.marked(article) if m.outer.meets(span)]
        )
        for marked in self.marked:
            if not (span.holds(marked.outer) and marked.closed):
                raise UnusableError("a quotation is cut off")
            if _DISALLOWED_INSIDE.search(marked.inner.of(article.text)):
                raise UnusableError("a quotation holds another")

    # ------------------------------------------------------------------ recording edits

    def edit(
        self,
        kind: EditKind,
        span: Span,
        text: str,
        why: str = "",
        evidence: tuple[Citation, ...] = (),
    ) -> None:
        """Record one edit; the caller answers for its kind.

        A name with what somebody is called, each printed elsewhere, is as many edits.
        """
        if kind == "name" and len(evidence) > 1:
            self._edits += self._piece_together(span, text, why, evidence)
        else:
            self._edits.append(Edit(kind, 0, span.start, span.end, text, why, evidence))

    def _piece_together(
        self, span: Span, text: str, why: str, evidence: tuple[Citation, ...]
    ) -> Iterator[Edit]:
        done, at = 0, span
        for citation in evidence:
            printed = citation.span.of(self.material.texts[citation.article])
            start = text.casefold().index(printed.casefold(), done)
            if start > done:
                yield Edit("join", 0, at.start, at.end, text[done:start])
            done = start + len(printed)
            if text[done:] in {"'s", "'"}:
                done = len(text)
            yield Edit("name", 0, at.start, at.end, text[start:done], why, (citation,))
            at = Span(span.end, span.end)
        if text[done:]:
            yield Edit("join", 0, at.start, at.end, text[done:])

    def cut(self, span: Span, why: str) -> None:
        self.edit("cut", span, "", why)

    def is_free(self, span: Span) -> bool:
        """Whether nothing in this span is quoted or already edited."""
        return (
            not any(m.inner.meets(span) for m in self.marked)
            and not any(kept.meets(span) for kept in self._protected)
            and not any(e.start < span.end and span.start < e.end for e in self._edits)
        )

    def protect(self, span: Span) -> None:
        """Let no edit touch these words: they are to stand in quotation marks."""
        self._protected.append(span)

    def text(self) -> str:
        """The passage as edited so far."""
        return replay(self._point("", self._edits), self.material.texts)

    # ------------------------------------------------------------------ the result

    def point(self) -> Point:
        """The point this draft makes; raises ``UnusableError`` where its edits do not fit."""
        point = self._point("", sorted(self._edits, key=lambda e: (e.start, e.end)))
        try:
            text = replay(point, self.material.texts)
        except ReplayError as error:
            raise UnusableError(str(error)) from error
        source = self.span.of(self.article.text)
        if any(twice.group() not in source for twice in _TWICE.finditer(text)):
            raise UnusableError("a name or a title printed twice")
        # By what it cites, so that it keeps its id where names or days are printed otherwise.
        cited = f"{self.article.id}\0{self.span.start}\0{self.span.end}"
        digest = hashlib.sha256(cited.encode()).hexdigest()[:12]
        return Point(digest, text, point.citations, point.edits)

    def _point(self, text: str, edits: list[Edit]) -> Point:
        return Point("", text, (Citation(self.article.id, self.span),), tuple(edits))
