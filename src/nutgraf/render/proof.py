"""The proof sheet of an edition: each sentence beside its sources, and what an editor should see.

``proof_sheet`` gathers it; as JSON it is these records as they stand, as HTML a page that prints.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Literal

import msgspec
from msgspec import Struct

from nutgraf.briefs import check_point
from nutgraf.briefs.style import content_words, overlap
from nutgraf.briefs.unused import REASONS, unused_quotes
from nutgraf.records import (
    Analysis,
    Article,
    BriefedStory,
    Citation,
    Edit,
    Edition,
    Point,
    Quote,
    Story,
)
from nutgraf.render.disagreements import Disagreement, disagreements
from nutgraf.render.display import by_id, clean, day_words, publisher_of, title_of
from nutgraf.render.editionjson import text_digest
from nutgraf.render.html import page_template
from nutgraf.render.jsonl import dump_json
from nutgraf.render.selectors import annotation_target, context, text_link

PROOF_VERSION: Literal[1] = 1
# A brief with more of its words than this from one publisher leans on it.
_LEANING = 0.6
# Another report has what a sentence tells if one of its own has so many of its words.
_ALSO_TOLD = 0.6
_PLAIN_CHANGES = frozenset({"marks", "case"})

PieceKind = Literal["used", "cut", "replaced", "added"]
WarningKind = Literal[
    "fault", "single source", "anonymous source", "speaker not settled", "disagreement",
    "newer version",
]  # fmt: skip


class Piece(Struct, frozen=True):
    """Words of a passage: used as they stand, cut, replaced by what follows, or added by us."""

    kind: PieceKind
    text: str
    why: str = ""


class Words(Struct, frozen=True):
    """Cited words: ``link`` shows them on the publisher's page, ``None`` without an address."""

    article: str
    publisher: str
    exact: str
    link: str | None
    target: Mapping[str, object]


class Passage(Struct, frozen=True):
    """A cited passage as it was used, with what stands before and after it in the article."""

    words: Words
    headline: str | None
    published: str | None
    before: str
    pieces: tuple[Piece, ...]
    after: str
    evidence: tuple[Words, ...]


class Warned(Struct, frozen=True):
    """One thing that an editor should look at."""

    kind: WarningKind
    text: str


class Proved(Struct, frozen=True):
    """A sentence with its passages; ``also_told_by`` are other publishers that tell as much."""

    id: str
    text: str
    passages: tuple[Passage, ...]
    also_told_by: tuple[str, ...]
    warnings: tuple[Warned, ...]


class ProvedPart(Struct, frozen=True):
    """One of the three parts; without sentences where nothing could be cited."""

    heading: str
    sentences: tuple[Proved, ...]


class Share(Struct, frozen=True):
    """How many of a brief's words are one publisher's, and what part of all that is."""

    publisher: str
    words: int
    share: float


class NotUsed(Struct, frozen=True):
    """A statement that the brief does not have, and why."""

    words: Words
    speaker: str | None
    kind: str
    why: str
    reason: str


class ProvedStory(Struct, frozen=True):
    """A story's brief with its sources. ``shares`` are the largest first."""

    id: str
    title: str
    parts: tuple[ProvedPart, ...]
    shares: tuple[Share, ...]
    warnings: tuple[Warned, ...]
    disagreements: tuple[Disagreement, ...]
    not_used: tuple[NotUsed, ...]
    notes: tuple[str, ...]


class ProofSheet(Struct, frozen=True):
    """The proof of an edition; ``version`` rises when what stood before is told otherwise."""

    as_of: dt.date
    stories: tuple[ProvedStory, ...]
    version: Literal[1] = PROOF_VERSION


def proof_sheet(edition: Edition, analyses: Mapping[str, Analysis]) -> ProofSheet:
    """The proof of ``edition``; ``analyses`` are by article id, and may lack some."""
    articles = by_id(edition.articles)
    desk = _Desk(edition.as_of, articles, analyses)
    return ProofSheet(edition.as_of, tuple(desk.story(each) for each in edition.stories))


def render_proof_json(sheet: ProofSheet) -> str:
    """The sheet as JSON, ending in a line break."""
    return dump_json(msgspec.to_builtins(sheet), indent=1) + "\n"


def render_proof_html(sheet: ProofSheet) -> str:
    """The sheet as one page that can be opened, sent or printed as it is."""
    return page_template("proof.html.j2").render(
        sheet=sheet,
        day=day_words(sheet.as_of),
        machine_day=sheet.as_of.isoformat(),
        clean=clean,
    )


class _Desk:
    def __init__(
        self,
        as_of: dt.date,
        articles: Mapping[str, Article],
        analyses: Mapping[str, Analysis],
    ) -> None:
        self.as_of = as_of
        self.articles = articles
        self.analyses = analyses
        self.digests = {key: text_digest(article.text) for key, article in articles.items()}

    def story(self, briefed: BriefedStory) -> ProvedStory:
        brief, story = briefed.brief, briefed.story
        differing = disagreements(story, self.articles)
        sentences = self._sentences(story)
        shares = self._shares(briefed)
        warnings = []
        if len(shares) == 1:
            warnings.append(Warned("single source", f"All of it is from {shares[0].publisher}."))
        elif shares and shares[0].share > _LEANING:
            part = f"{shares[0].share:.0%} of its words are from {shares[0].publisher}."
            warnings.append(Warned("single source", part))
        return ProvedStory(
            id=story.id,
            title=title_of(briefed),
            parts=tuple(
                ProvedPart(
                    heading,
                    tuple(self._proved(point, story, differing, sentences) for point in points),
                )
                for heading, points in brief.sections()
            ),
            shares=shares,
            warnings=tuple(warnings),
            disagreements=differing,
            not_used=tuple(
                NotUsed(
                    self._words(Citation(each.article, span)),
                    each.quote.speaker,
                    each.quote.kind,
                    each.why,
                    REASONS[each.why],
                )
                for each in unused_quotes(story, brief, self.articles, self.analyses)
                if (span := each.quote.content[0])
            ),
            notes=brief.notes,
        )

    # ---------------------------------------------------------------- a sentence

    def _proved(
        self,
        point: Point,
        story: Story,
        differing: tuple[Disagreement, ...],
        sentences: Mapping[str, list[frozenset[str]]],
    ) -> Proved:
        also = self._also_told_by(point, sentences)
        return Proved(
            id=point.id,
            text=point.text,
            passages=tuple(
                self._passage(point, number, citation)
                for number, citation in enumerate(point.citations)
                if citation.article in self.articles
            ),
            also_told_by=also,
            warnings=tuple(self._warnings(point, story, differing, also)),
        )

    def _warnings(
        self,
        point: Point,
        story: Story,
        differing: tuple[Disagreement, ...],
        also: tuple[str, ...],
    ) -> list[Warned]:
        found = [
            Warned("fault", f"{fault.rule}: {fault.detail}")
            for fault in check_point(point, self.articles, self.as_of, self.analyses)
        ]
        publishers = self._publishers(point)
        # Of a story that one publisher tells, the story says so once.
        several = len({self._publisher(key) for key in story.article_ids}) > 1
        if several and len(publishers) == 1 and not also:
            found.append(
                Warned("single source", f"No report but {publishers[0]}'s has most of its words.")
            )
        for quote, article in self._quotes(point):
            source = clean(" … ".join(span.of(article.text) for span in quote.source))
            if quote.anonymous:
                found.append(Warned("anonymous source", f"“{source}” is not named."))
            elif quote.speaker is None and quote.kind != "indirect" and quote.voice == "person":
                found.append(Warned("speaker not settled", "The text does not settle who spoke."))
        found.extend(
            Warned("disagreement", each.text)
            for each in differing
            if any(
                cited.article == told.article and cited.span.meets(told.span)
                for cited in point.citations
                for told in each.places
            )
        )
        older = {version.older for version in story.versions}
        found.extend(
            Warned("newer version", f"{self._publisher(each.article)} has replaced this article.")
            for each in point.citations
            if each.article in older
        )
        return list(dict.fromkeys(found))

    def _quotes(self, point: Point) -> list[tuple[Quote, Article]]:
        """The statements of which the sentence has words that stand in quotation marks."""
        return [
            (quote, self.articles[citation.article])
            for citation in point.citations
            if citation.article in self.articles and citation.article in self.analyses
            for quote in self.analyses[citation.article].quotes
            if any(span.meets(citation.span) for span in quote.content)
        ]

    def _passage(self, point: Point, number: int, citation: Citation) -> Passage:
        article = self.articles[citation.article]
        edits = [edit for edit in point.edits if edit.citation == number]
        before, after = context(article.text, citation.span)
        evidence = dict.fromkeys(each for edit in edits for each in edit.evidence)
        return Passage(
            words=self._words(citation),
            headline=article.headline,
            published=article.published.isoformat() if article.published else None,
            before=before,
            pieces=pieces(article.text, citation, edits),
            after=after,
            evidence=tuple(self._words(each) for each in evidence if each.article in self.articles),
        )

    def _words(self, citation: Citation) -> Words:
        article = self.articles[citation.article]
        return Words(
            article=article.label,
            publisher=publisher_of(article),
            exact=citation.span.of(article.text),
            link=text_link(article.url, article.text, citation.span),
            target=annotation_target(article, citation.span, self.digests[article.id]),
        )

    # ---------------------------------------------------------------- who tells it

    def _publisher(self, key: str) -> str:
        return publisher_of(self.articles.get(key))

    def _publishers(self, point: Point) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._publisher(each.article) for each in point.citations))

    def _sentences(self, story: Story) -> dict[str, list[frozenset[str]]]:
        """The words of each sentence by article; a copied text is nobody else's report."""
        repeats = {key for group in story.copies for key in group.article_ids[1:]}
        return {
            key: [
                content_words(sentence.span.of(self.articles[key].text))
                for sentence in self.analyses[key].sentences
            ]
            for key in story.article_ids
            if key in self.articles and key in self.analyses and key not in repeats
        }

    def _also_told_by(
        self, point: Point, sentences: Mapping[str, list[frozenset[str]]]
    ) -> tuple[str, ...]:
        words = content_words(point.text)
        own = self._publishers(point)
        found = dict.fromkeys(
            self._publisher(key)
            for key, told in sentences.items()
            if any(
                len(words & other) >= _ALSO_TOLD * len(words) and overlap(words, other)
                for other in told
            )
        )
        return tuple(name for name in found if name not in own)

    def _shares(self, briefed: BriefedStory) -> tuple[Share, ...]:
        counts: Counter[str] = Counter()
        for _, points in briefed.brief.sections():
            for point in points:
                for number, citation in enumerate(point.citations):
                    if citation.article not in self.articles:
                        continue
                    edits = [edit for edit in point.edits if edit.citation == number]
                    text = self.articles[citation.article].text
                    counts[self._publisher(citation.article)] += sum(
                        len(piece.text.split())
                        for piece in pieces(text, citation, edits)
                        if piece.kind == "used"
                    )
        total = sum(counts.values())
        return tuple(
            Share(name, words, round(words / total, 4))
            for name, words in sorted(counts.items(), key=lambda each: (-each[1], each[0]))
            if words
        )


def pieces(text: str, citation: Citation, edits: list[Edit]) -> tuple[Piece, ...]:
    """A cited passage cut where edits begin and end; without those added it is its words.

    Marks and capitals set in house style count as used.
    """
    found: list[Piece] = []
    at = citation.span.start
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.kind in _PLAIN_CHANGES or edit.start < at or edit.kind == "rewrite":
            continue
        found.append(Piece("used", text[at : edit.start]))
        removed = text[edit.start : edit.end]
        gone: PieceKind = "replaced" if edit.text else "cut"
        found += [Piece(gone, removed, edit.why or edit.kind), Piece("added", edit.text, edit.kind)]
        at = edit.end
    found.append(Piece("used", text[at : citation.span.end]))
    return tuple(piece for piece in found if piece.text)
