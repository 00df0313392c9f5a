"""An edition as ``edition.json``, and that file read back for checking.

The file keeps the exact words of each citation and a digest of each article's text, so
that a check can tell an edition that was changed from an article that was changed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

import msgspec
from msgspec import Struct

from nutgraf.errors import EditionError
from nutgraf.records import (
    Article,
    Bound,
    Brief,
    BriefedStory,
    Citation,
    Edit,
    Edition,
    EditKind,
    Failure,
    Figure,
    Part,
    Point,
    PointNews,
    Span,
)
from nutgraf.render.display import by_id, publishers_of
from nutgraf.render.jsonl import dump_json
from nutgraf.render.selectors import context, text_link

EDITION_VERSION: Literal[1] = 1
"""The version of the form of ``edition.json`` that is written, and the one that is read."""

_MOMENT = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d(:\d\d)?)?$"
# For the schema, whose own form for this wants a zone: a publisher's clock may be without one.
Moment = Annotated[dt.datetime, msgspec.Meta(extra_json_schema={"pattern": _MOMENT})]

# --------------------------------------------------------------------- the file's own records


class CitedWords(Struct, frozen=True):
    """Words of one article as the file keeps them: ``article`` is the article's id."""

    article: str
    start: int
    end: int
    exact: str

    def citation(self) -> Citation:
        """The citation, without the words."""
        return Citation(self.article, Span(self.start, self.end))


class FiledCitation(CitedWords, frozen=True):
    """Cited words with what stands before and after them in the article.

    With the place and the article's ``sha256`` these are what Web Annotation selectors hold.
    ``link`` shows the words on the publisher's page, ``None`` where it has no web address.
    """

    prefix: str = ""
    suffix: str = ""
    link: str | None = None


class FiledEdit(Struct, frozen=True):
    """One typed change, with the exact words of its evidence."""

    kind: EditKind
    citation: int
    start: int
    end: int
    text: str
    why: str = ""
    evidence: tuple[CitedWords, ...] = ()


class FiledPoint(Struct, frozen=True):
    """One sentence of a brief, with the exact words that it cites."""

    id: str
    text: str
    citations: tuple[FiledCitation, ...]
    paragraph: int = 0
    edits: tuple[FiledEdit, ...] = ()
    news: PointNews | None = None

    def point(self) -> Point:
        """The point as the other rooms know it."""
        return Point(
            id=self.id,
            text=self.text,
            citations=tuple(each.citation() for each in self.citations),
            edits=tuple(
                Edit(
                    kind=edit.kind,
                    citation=edit.citation,
                    start=edit.start,
                    end=edit.end,
                    text=edit.text,
                    why=edit.why,
                    evidence=tuple(each.citation() for each in edit.evidence),
                )
                for edit in self.edits
            ),
            paragraph=self.paragraph,
            news=self.news,
        )


class FiledAlternative(Struct, frozen=True):
    """A sentence that an editor may put in the place of another of the same part."""

    part: Part
    id: str
    text: str


class FiledBrief(Struct, frozen=True):
    """The three parts of a brief; a part may be empty."""

    what_happened: tuple[FiledPoint, ...] = ()
    who_said_what: tuple[FiledPoint, ...] = ()
    what_next: tuple[FiledPoint, ...] = ()


class FiledCopy(Struct, frozen=True):
    """Articles that carry one text, by their labels, and the agency that it names."""

    articles: tuple[str, ...]
    agency: str | None = None


class FiledVersion(Struct, frozen=True):
    """Which article, by its label, superseded which."""

    newer: str
    older: str


class FiledValue(Struct, frozen=True):
    """One value of a figure, with the words that tell it."""

    value: float
    told: tuple[CitedWords, ...]
    bound: Bound = "exact"
    publishers: tuple[str, ...] = ()
    first_told: Moment | None = None


class FiledFigure(Struct, frozen=True):
    """One thing that articles put a figure to; ``conflicting`` where two values cannot hold."""

    what: str
    values: tuple[FiledValue, ...]
    unit: str | None = None
    conflicting: bool = False


class FiledStory(Struct, frozen=True):
    """A story and its brief; ``articles`` are labels, ``publishers`` the known names."""

    id: str
    title: str
    articles: tuple[str, ...]
    brief: FiledBrief
    independent: int = 1
    publishers: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    copies: tuple[FiledCopy, ...] = ()
    versions: tuple[FiledVersion, ...] = ()
    figures: tuple[FiledFigure, ...] = ()
    alternatives: tuple[FiledAlternative, ...] = ()

    def points(self) -> tuple[FiledPoint, ...]:
        """The points of all three parts, in the order of printing."""
        return (*self.brief.what_happened, *self.brief.who_said_what, *self.brief.what_next)

    def brief_as_of(self, as_of: dt.date) -> Brief:
        """The brief as the other rooms know it."""
        return Brief(
            story_id=self.id,
            as_of=as_of,
            title=self.title,
            what_happened=tuple(each.point() for each in self.brief.what_happened),
            who_said_what=tuple(each.point() for each in self.brief.who_said_what),
            what_next=tuple(each.point() for each in self.brief.what_next),
            notes=self.notes,
        )


class FiledArticle(Struct, frozen=True):
    """What an edition keeps of an article: not its text, but the text's ``sha256``."""

    id: str
    sha256: str
    given_id: str | None = None
    url: str | None = None
    publisher: str | None = None
    headline: str | None = None
    published: Moment | None = None


class EditionFile(Struct, frozen=True):
    """All that ``edition.json`` says.

    ``version`` is that of the file's form: it rises when what stood before is told in another
    way, and not when something is added. A file without one is of the first.
    """

    as_of: dt.date
    stories: tuple[FiledStory, ...]
    articles: tuple[FiledArticle, ...] = ()
    failures: tuple[Failure, ...] = ()
    version: Literal[1] = EDITION_VERSION


# --------------------------------------------------------------------- writing


def text_digest(text: str) -> str:
    """The hexadecimal SHA-256 of a text as UTF-8."""
    # An article may hold half a surrogate pair (a broken emoji): it still has a digest.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _cited(citation: Citation, articles: Mapping[str, Article]) -> CitedWords:
    article = articles.get(citation.article)
    exact = "" if article is None else citation.span.of(article.text)
    return CitedWords(citation.article, citation.span.start, citation.span.end, exact)


def _filed_citation(citation: Citation, articles: Mapping[str, Article]) -> FiledCitation:
    cited, article = _cited(citation, articles), articles.get(citation.article)
    prefix, suffix = context(article.text, citation.span) if article else ("", "")
    return FiledCitation(
        cited.article,
        cited.start,
        cited.end,
        cited.exact,
        prefix,
        suffix,
        text_link(article.url, article.text, citation.span) if article else None,
    )


def _filed_point(point: Point, articles: Mapping[str, Article]) -> FiledPoint:
    return FiledPoint(
        id=point.id,
        text=point.text,
        paragraph=point.paragraph,
        news=point.news,
        citations=tuple(_filed_citation(each, articles) for each in point.citations),
        edits=tuple(
            FiledEdit(
                kind=edit.kind,
                citation=edit.citation,
                start=edit.start,
                end=edit.end,
                text=edit.text,
                why=edit.why,
                evidence=tuple(_cited(each, articles) for each in edit.evidence),
            )
            for edit in point.edits
        ),
    )


def _filed_story(briefed: BriefedStory, articles: Mapping[str, Article]) -> FiledStory:
    story, brief = briefed.story, briefed.brief

    def label(key: str) -> str:
        return articles[key].label if key in articles else key

    return FiledStory(
        id=story.id,
        title=brief.title or story.title,
        articles=tuple(map(label, story.article_ids)),
        independent=story.independent,
        publishers=publishers_of(story, articles),
        brief=FiledBrief(
            what_happened=tuple(_filed_point(each, articles) for each in brief.what_happened),
            who_said_what=tuple(_filed_point(each, articles) for each in brief.who_said_what),
            what_next=tuple(_filed_point(each, articles) for each in brief.what_next),
        ),
        notes=brief.notes,
        copies=tuple(
            FiledCopy(tuple(map(label, group.article_ids)), group.agency) for group in story.copies
        ),
        versions=tuple(
            FiledVersion(label(version.newer), label(version.older)) for version in story.versions
        ),
        figures=tuple(_filed_figure(each, articles) for each in story.figures),
        alternatives=tuple(
            FiledAlternative(each.part, each.point.id, each.point.text)
            for each in brief.alternatives
        ),
    )


def _filed_figure(figure: Figure, articles: Mapping[str, Article]) -> FiledFigure:
    return FiledFigure(
        what=figure.what,
        values=tuple(
            FiledValue(
                value=value.value,
                told=tuple(_cited(each, articles) for each in value.told),
                bound=value.bound,
                publishers=value.publishers,
                first_told=value.first_told,
            )
            for value in figure.values
        ),
        unit=figure.unit,
        conflicting=figure.conflicting,
    )


def edition_file(edition: Edition) -> EditionFile:
    """What ``edition.json`` says of an edition."""
    articles = by_id(edition.articles)
    return EditionFile(
        as_of=edition.as_of,
        stories=tuple(_filed_story(each, articles) for each in edition.stories),
        articles=tuple(
            FiledArticle(
                id=article.id,
                sha256=text_digest(article.text),
                given_id=article.given_id,
                url=article.url,
                publisher=article.publisher,
                headline=article.headline,
                published=article.published,
            )
            for article in edition.articles
        ),
        failures=edition.failures,
    )


def render_edition_json(edition: Edition) -> str:
    """The edition as the text of ``edition.json``, ending in a line break."""
    return dump_json(msgspec.to_builtins(edition_file(edition)), indent=1) + "\n"


# --------------------------------------------------------------------- reading back


def read_edition_json(text: str) -> EditionFile:
    """What an ``edition.json`` says.

    Raises ``EditionError`` where it is not one, with the place in ``item``. Whether its
    sentences are true to the words cited is another question, for a check.
    """
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise EditionError(where, f"this is not JSON: {error.msg}") from error
    except (ValueError, RecursionError) as error:
        raise EditionError("edition.json", f"this is not JSON that can be read: {error}") from error
    try:
        edition = msgspec.convert(value, EditionFile)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at ")
        raise EditionError(where.strip("`") or "$", what) from error
    for where, what in _faults(edition):
        raise EditionError(where, what)
    return edition


def _faults(edition: EditionFile) -> Iterator[tuple[str, str]]:
    """What is well-formed and yet makes no sense, each with its place."""
    known: set[str] = set()
    for number, article in enumerate(edition.articles):
        if article.id in known:
            yield f"$.articles[{number}]", f"the id {article.id!r} stands twice"
        known.add(article.id)
    for number, story in enumerate(edition.stories):
        parts = (
            ("what_happened", story.brief.what_happened),
            ("who_said_what", story.brief.who_said_what),
            ("what_next", story.brief.what_next),
        )
        for part, points in parts:
            for place, point in enumerate(points):
                where = f"$.stories[{number}].brief.{part}[{place}]"
                yield from _point_faults(point, where, known)
        for place, figure in enumerate(story.figures):
            for order, value in enumerate(figure.values):
                where = f"$.stories[{number}].figures[{place}].values[{order}]"
                for index, cited in enumerate(value.told):
                    yield from _cited_faults(cited, f"{where}.told[{index}]", known)


def _point_faults(point: FiledPoint, where: str, known: set[str]) -> Iterator[tuple[str, str]]:
    if not point.citations:
        yield f"{where}.citations", "the sentence cites nothing"
    for number, cited in enumerate(point.citations):
        yield from _cited_faults(cited, f"{where}.citations[{number}]", known)
    for number, edit in enumerate(point.edits):
        place = f"{where}.edits[{number}]"
        if not 0 <= edit.citation < len(point.citations):
            yield f"{place}.citation", f"there is no citation {edit.citation}"
        if not 0 <= edit.start <= edit.end:
            yield place, f"{edit.start} to {edit.end} is no stretch of text"
        for index, each in enumerate(edit.evidence):
            yield from _cited_faults(each, f"{place}.evidence[{index}]", known)


def _cited_faults(cited: CitedWords, where: str, known: set[str]) -> Iterator[tuple[str, str]]:
    if cited.article not in known:
        yield f"{where}.article", f"the edition lists no article {cited.article!r}"
    if not 0 <= cited.start <= cited.end:
        yield where, f"{cited.start} to {cited.end} is no stretch of text"
