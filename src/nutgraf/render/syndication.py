"""What the three kinds of feed have in common: one item a story, the same in every edition."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct

from nutgraf.records import Article, BriefedStory, Edition
from nutgraf.render.display import NOTHING_FOUND, by_id, clean, day_words, short_day
from nutgraf.render.html import page_template, story_anchor
from nutgraf.render.view import Source, StoryView, first_told, issued, last_told, urn, view_story

TITLE = "Nutgraf"
LANGUAGE = "en"
GENERATOR = "Nutgraf"


class Item(Struct, frozen=True):
    """One story: ``id`` stays in later editions, ``updated`` moves only with its articles.

    ``link`` is where it stands on the edition's page, ``None`` where that has no address.
    """

    id: str
    title: str
    summary: str
    html: str
    published: dt.datetime
    updated: dt.datetime
    tags: tuple[str, ...]
    sources: tuple[Source, ...]
    link: str | None
    briefed: BriefedStory


class Feed(Struct, frozen=True):
    """An edition as a feed; ``link`` is the address of its page, ``None`` without one."""

    id: str
    link: str | None
    title: str
    description: str
    updated: dt.datetime
    items: tuple[Item, ...]


def feed_of(edition: Edition, link: str | None) -> Feed:
    """The stories of an edition as items; one feed goes on through all editions."""
    articles = by_id(edition.articles)
    items = tuple(
        _item(briefed, articles, link and f"{link}#{story_anchor(number)}")
        for number, briefed in enumerate(edition.stories, start=1)
    )
    return Feed(
        # By its address, where it has one: other people's feeds are other feeds.
        id=urn("feed", link or ""),
        link=link,
        title=TITLE,
        description=f"Cited briefs of the day's news, {day_words(edition.as_of)}",
        updated=max((each.updated for each in items), default=issued(edition.as_of)),
        items=items,
    )


def _item(briefed: BriefedStory, articles: Mapping[str, Article], link: str | None) -> Item:
    view = view_story(briefed, articles)
    story = briefed.story
    return Item(
        id=view.urn,
        title=view.title,
        summary=view.summary or view.title,
        html=story_html(view, briefed.brief.as_of),
        published=first_told(briefed),
        updated=last_told(briefed),
        tags=tuple(dict.fromkeys(filter(None, map(clean, (*story.names, *story.places))))),
        sources=view.sources,
        link=link,
        briefed=briefed,
    )


def story_html(story: StoryView, as_of: dt.date) -> str:
    """A story as a piece of HTML that is XML too; every word of it is escaped."""
    return page_template("story.xhtml.j2").render(
        story=story, day=short_day(as_of), nothing_found=NOTHING_FOUND
    )
