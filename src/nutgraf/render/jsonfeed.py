"""An edition as JSON Feed 1.1, with its proof under ``_nutgraf``."""

from __future__ import annotations

from collections.abc import Mapping

from nutgraf.records import Article, Edition
from nutgraf.render.display import by_id, clean, safe_url, words_of
from nutgraf.render.jsonl import dump_json
from nutgraf.render.syndication import LANGUAGE, Item, feed_of

_VERSION = "https://jsonfeed.org/version/1.1"


def render_jsonfeed(edition: Edition, *, link: str | None = None) -> str:
    """The edition as a JSON feed, one item a story.

    ``_nutgraf`` of an item has the story's own id, the day of the brief, how many publishers
    reported for themselves, and each sentence with the words that it cites. ``link`` is the
    address where the edition stands, ``None`` where it has none.
    """
    feed = feed_of(edition, link)
    articles = by_id(edition.articles)
    whole: dict[str, object] = {"version": _VERSION, "title": feed.title}
    if feed.link:
        whole["home_page_url"] = feed.link
    whole |= {
        "description": feed.description,
        "language": LANGUAGE,
        "authors": [{"name": feed.title}],
        "items": [_item(item, articles) for item in feed.items],
    }
    return dump_json(whole, indent=1) + "\n"


def _item(item: Item, articles: Mapping[str, Article]) -> dict[str, object]:
    return {
        "id": item.id,
        **({"url": item.link} if item.link else {}),
        "title": item.title,
        "summary": item.summary,
        "content_html": item.html,
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "tags": list(item.tags),
        "_nutgraf": _ours(item, articles),
    }


def _ours(item: Item, articles: Mapping[str, Article]) -> dict[str, object]:
    story, brief = item.briefed.story, item.briefed.brief
    parts = (
        ("what_happened", brief.what_happened),
        ("who_said_what", brief.who_said_what),
        ("what_next", brief.what_next),
    )
    sentences = []
    for part, points in parts:
        for point in points:
            cited = []
            for each in point.citations:
                article = articles.get(each.article)
                cited.append(
                    {
                        "article": each.article,
                        "publisher": clean(article.publisher or "") if article else "",
                        "url": safe_url(article.url) if article else None,
                        "start": each.span.start,
                        "end": each.span.end,
                        "exact": words_of(each, articles),
                    }
                )
            sentences.append({"id": point.id, "part": part, "text": point.text, "citations": cited})
    return {
        "story": story.id,
        "as_of": brief.as_of.isoformat(),
        "independent": story.independent,
        "notes": list(brief.notes),
        "sentences": sentences,
    }
