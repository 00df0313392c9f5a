"""One story as every form for readers shows it: its parts, numbered sources, and stable name."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from msgspec import Struct

from nutgraf.records import Article, Brief, BriefedStory, Edition
from nutgraf.render.display import (
    by_id,
    cited_articles,
    clean,
    headline_of,
    machine_moment,
    moment_words,
    paragraphs,
    publisher_of,
    publishers_of,
    reach_of,
    safe_url,
    sentence_of,
    title_of,
)
from nutgraf.stories.rank import moment

# What our names are made under; to change it would make every story new to every feed reader.
_NAMESPACE = uuid.UUID("1c0b7a52-6f0e-5d3a-9a44-6e7574677261")


class Line(Struct, frozen=True):
    """One sentence, and the numbers of the sources that it cites."""

    text: str
    sources: tuple[int, ...]


class Part(Struct, frozen=True):
    """One of the three parts; without paragraphs where nothing could be cited."""

    heading: str
    paragraphs: tuple[tuple[Line, ...], ...]


class Source(Struct, frozen=True):
    """A cited article: ``url`` is ``None`` where it has no web address to link to."""

    number: int
    publisher: str
    headline: str
    url: str | None
    published: str | None
    machine_published: str | None

    @property
    def told(self) -> str:
        """Headline and day, as they follow the publisher."""
        return f"{self.headline}, {self.published}" if self.published else self.headline


class StoryView(Struct, frozen=True):
    """All of a story that is shown; ``urn`` names it in every edition that has it."""

    urn: str
    title: str
    reach: str
    publishers: tuple[str, ...]
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    sources: tuple[Source, ...]
    summary: str


def urn(kind: str, key: str) -> str:
    """A name for a thing that is the same wherever and whenever it is made: ``urn:uuid:…``."""
    # A stranger's id may hold half a surrogate pair.
    name = f"{kind}:{key}".encode("utf-8", "surrogatepass")
    return uuid.uuid5(_NAMESPACE, name).urn


def view_edition(edition: Edition) -> tuple[StoryView, ...]:
    """The stories of an edition in their order."""
    articles = by_id(edition.articles)
    return tuple(view_story(briefed, articles) for briefed in edition.stories)


def view_story(briefed: BriefedStory, articles: Mapping[str, Article]) -> StoryView:
    """One story; its sources are numbered from 1 in the order of citing."""
    brief = briefed.brief
    numbers = cited_articles(brief)
    return StoryView(
        urn=urn("story", briefed.story.id),
        title=title_of(briefed),
        reach=reach_of(briefed.story, articles),
        publishers=publishers_of(briefed.story, articles),
        parts=_parts(brief, numbers),
        notes=tuple(map(clean, brief.notes)),
        sources=tuple(view_source(articles.get(key), number) for key, number in numbers.items()),
        summary=" ".join(clean(point.text) for point in brief.what_happened),
    )


def _parts(brief: Brief, numbers: Mapping[str, int]) -> tuple[Part, ...]:
    return tuple(
        Part(
            heading,
            tuple(
                tuple(
                    Line(
                        sentence_of(point),
                        tuple(dict.fromkeys(numbers[each.article] for each in point.citations)),
                    )
                    for point in paragraph
                )
                for paragraph in paragraphs(points)
            ),
        )
        for heading, points in brief.sections()
    )


def view_source(article: Article | None, number: int) -> Source:
    """A cited article as its line in the list of sources."""
    published = article.published if article else None
    return Source(
        number=number,
        publisher=publisher_of(article),
        headline=headline_of(article),
        url=safe_url(article.url) if article else None,
        published=moment_words(published) if published else None,
        machine_published=machine_moment(published) if published else None,
    )


def issued(day: dt.date) -> dt.datetime:
    """The first moment of an edition's day, for forms that want a clock; in UTC."""
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def first_told(briefed: BriefedStory) -> dt.datetime:
    """When the story was first told, in UTC; the edition's day where no article says when."""
    first = briefed.story.first_seen
    return moment(first) if first else issued(briefed.brief.as_of)


def last_told(briefed: BriefedStory) -> dt.datetime:
    """When the story last had news, in UTC; the edition's day where no article says when.

    Not the time of writing: the same brief made again is not news to who follows a feed.
    """
    last = briefed.story.last_seen
    return moment(last) if last else issued(briefed.brief.as_of)
