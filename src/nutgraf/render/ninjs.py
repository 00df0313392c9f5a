"""An edition as IPTC ninjs, the news trade's own JSON.

Of the lines that IPTC keeps this is 1.x, the one with ``headline`` and ``body_xhtml``. Only
properties that it has had for long are written, so that any system that reads it reads ours.
The edition is a composite item; its stories are its associations, and the articles that a story
cites are the story's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nutgraf.records import Article, BriefedStory, Edition, Voice
from nutgraf.render.display import by_id, cited_articles, clean, day_words, safe_url
from nutgraf.render.jsonl import dump_json
from nutgraf.render.syndication import LANGUAGE, TITLE, story_html
from nutgraf.render.view import issued, last_told, urn, view_story
from nutgraf.stories.rank import moment

Item = dict[str, object]


def render_ninjs(edition: Edition) -> str:
    """The edition as one composite ninjs item in JSON."""
    articles = by_id(edition.articles)
    stories = [_story(briefed, articles) for briefed in edition.stories]
    title = f"{TITLE}, {day_words(edition.as_of)}"
    whole: Item = {
        "uri": urn("edition", edition.as_of.isoformat()),
        "type": "composite",
        "representationtype": "complete",
        "version": edition.as_of.isoformat(),
        "versioncreated": issued(edition.as_of).isoformat(),
        "pubstatus": "usable",
        "language": LANGUAGE,
        "title": title,
        "headline": title,
        "associations": {f"story{number}": each for number, each in enumerate(stories, start=1)},
    }
    return dump_json(whole, indent=1) + "\n"


def _story(briefed: BriefedStory, articles: Mapping[str, Article]) -> Item:
    story, brief = briefed.story, briefed.brief
    view = view_story(briefed, articles)
    persons, bodies = _speakers(briefed, "person"), _speakers(briefed, "organisation")
    told = {
        "person": _named(persons, "spoke"),
        # A person speaks for a body now and then, and stays a person.
        "organisation": _named((name for name in bodies if name not in persons), "spoke"),
        "place": _named(story.places, "about"),
        "subject": _named(
            (name for name in story.names if name not in {*persons, *bodies}), "about"
        ),
        "infosource": _named(view.publishers, "publisher"),
    }
    sources = {
        f"source{number}": _source(articles[key])
        for key, number in cited_articles(brief).items()
        if key in articles
    }
    return {
        "uri": view.urn,
        "type": "text",
        "representationtype": "complete",
        "version": brief.as_of.isoformat(),
        "versioncreated": last_told(briefed).isoformat(),
        "pubstatus": "usable",
        "language": LANGUAGE,
        "title": view.title,
        "headline": view.title,
        "description_text": view.summary,
        "body_xhtml": story_html(view, brief.as_of),
        **{key: names for key, names in told.items() if names},
        "associations": sources,
    }


def _named(names: Iterable[str], relation: str) -> list[dict[str, str]]:
    shown = dict.fromkeys(filter(None, map(clean, names)))
    return [{"name": name, "rel": relation} for name in shown]


def _speakers(briefed: BriefedStory, voice: Voice) -> tuple[str, ...]:
    """Who speaks by name in words that the brief cites, in the order of citing."""
    quotes = (each.quote for each in briefed.statements)
    return tuple(
        dict.fromkeys(
            quote.speaker
            for quote in quotes
            if quote.speaker and quote.voice == voice and not quote.anonymous
        )
    )


def _source(article: Article) -> Item:
    """A cited article; only what is known of it, and never its text, which is not ours."""
    item: Item = {
        "uri": safe_url(article.url) or urn("article", article.id),
        "type": "text",
        "representationtype": "incomplete",
    }
    if article.published is not None:
        item["versioncreated"] = moment(article.published).isoformat()
    for key, words in (("language", article.language), ("headline", article.headline)):
        if clean(words or ""):
            item[key] = clean(words or "")
    publisher = _named([article.publisher or ""], "publisher")
    return item | {"infosource": publisher} if publisher else item
