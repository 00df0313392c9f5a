"""What the page says to search engines and archives: schema.org, as JSON-LD.

A story is a ``NewsArticle`` that ``isBasedOn`` the articles cited; each quoted string of two
words or more is a ``Quotation`` with who said it; each step whose day is known is an ``Event``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from nutgraf.records import (
    Article,
    Brief,
    BriefedStory,
    Citation,
    Edition,
    Interval,
    MergedQuote,
    Point,
    Story,
)
from nutgraf.render.display import by_id, cited_articles, clean, safe_url, words_of
from nutgraf.render.jsonl import dump_json
from nutgraf.render.view import first_told, last_told, urn, view_source, view_story

Node = dict[str, object]

_QUOTED = re.compile(r'"([^"]+)"')
# Inside a script element the characters of HTML would be read as HTML: "</script>" ends it.
_OF_HTML = re.compile(r"[<>&']")
_BEFORE = r"\b(?:by|before|until|till)\s+(?:on\s+)?"
_MADE_BY: Node = {"@type": "Organization", "name": "Nutgraf"}


def json_ld(edition: Edition) -> str:
    """The edition as one JSON-LD graph, safe inside a ``script`` element as it stands."""
    articles = by_id(edition.articles)
    graph = [_story(briefed, articles) for briefed in edition.stories]
    text = dump_json({"@context": "https://schema.org", "@graph": graph})
    return _OF_HTML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _story(briefed: BriefedStory, articles: Mapping[str, Article]) -> Node:
    story, brief = briefed.story, briefed.brief
    view = view_story(briefed, articles)
    return _without_gaps(
        {
            "@type": "NewsArticle",
            "@id": view.urn,
            "headline": view.title,
            "description": view.summary,
            "inLanguage": "en",
            "datePublished": brief.as_of.isoformat(),
            "dateModified": last_told(briefed).isoformat(),
            "dateCreated": first_told(briefed).isoformat(),
            "author": _MADE_BY,
            "publisher": _MADE_BY,
            "about": [{"@type": "Thing", "name": clean(name)} for name in story.names],
            "contentLocation": [{"@type": "Place", "name": clean(name)} for name in story.places],
            "isBasedOn": [_source(articles.get(key), key) for key in cited_articles(brief)],
            "hasPart": list(_quotations(brief, story, articles)),
            "mentions": list(_steps(brief, articles)),
        }
    )


def _without_gaps(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [])}


# --------------------------------------------------------------------- what it rests on


def _source_id(article: Article | None, key: str) -> str:
    return (safe_url(article.url) if article else None) or urn("article", key)


def _source(article: Article | None, key: str) -> Node:
    view = view_source(article, 0)
    named = article is not None and clean(article.publisher or "")
    return _without_gaps(
        {
            "@type": "NewsArticle",
            "@id": _source_id(article, key),
            "url": view.url,
            "headline": clean(article.headline or "") if article else None,
            "datePublished": view.machine_published,
            "publisher": {"@type": "Organization", "name": view.publisher} if named else None,
        }
    )


def _reference(citation: Citation, articles: Mapping[str, Article]) -> Node:
    return {"@id": _source_id(articles.get(citation.article), citation.article)}


# --------------------------------------------------------------------- what was said


def _quotations(brief: Brief, story: Story, articles: Mapping[str, Article]) -> Iterator[Node]:
    for _, points in brief.sections():
        for point in points:
            for said in _QUOTED.findall(point.text):
                holding = [
                    each for each in point.citations if said in (words_of(each, articles) or "")
                ]
                if holding and len(said.split()) > 1:
                    yield _quotation(said, holding, story.quotes, articles)


def _quotation(
    said: str,
    holding: Sequence[Citation],
    quotes: Sequence[MergedQuote],
    articles: Mapping[str, Article],
) -> Node:
    """A quoted string; without a creator where no single speaker is sure."""
    told = [each for each in quotes if _tells(each, said, holding, articles)]
    speakers = {each.quote.speaker for each in told if not each.quote.anonymous}
    node: Node = {
        "@type": "Quotation",
        "text": clean(said),
        "isBasedOn": [_reference(each, articles) for each in holding],
    }
    speaker = clean(speakers.pop() or "") if len(speakers) == 1 else ""
    if speaker:
        quote = next(each.quote for each in told if not each.quote.anonymous)
        person = quote.voice == "person"
        by = _without_gaps(
            {
                "@type": "Person" if person else "Organization",
                "name": speaker,
                "jobTitle": clean(quote.role or "") if person else None,
            }
        )
        node |= {"creator": by, "spokenByCharacter": by}
    return node


def _tells(
    quote: MergedQuote,
    said: str,
    holding: Sequence[Citation],
    articles: Mapping[str, Article],
) -> bool:
    return any(
        told.article == cited.article
        and told.span.meets(cited.span)
        and said in (words_of(told, articles) or "")
        for told in quote.told
        for cited in holding
    )


# --------------------------------------------------------------------- what is to come


def _steps(brief: Brief, articles: Mapping[str, Article]) -> Iterator[Node]:
    for point in brief.what_next:
        when = _days(point, brief.as_of)
        if when is not None:
            yield _without_gaps(
                {
                    "@type": "Event",
                    "name": clean(point.text),
                    "startDate": when.earliest.isoformat() if when.earliest else None,
                    "endDate": when.latest.isoformat() if when.latest else None,
                    "subjectOf": [_reference(each, articles) for each in point.citations],
                }
            )


def _days(point: Point, as_of: dt.date) -> Interval | None:
    """The day of a step as its edits record it: only one, and none that is past."""
    days = {}
    for edit in point.edits:
        if edit.kind == "day":
            try:
                days[dt.date.fromisoformat(edit.why)] = edit.text
            except ValueError:
                return None
    if len(days) != 1:
        return None
    ((day, printed),) = days.items()
    if day < as_of:
        return None
    latest_only = re.search(_BEFORE + re.escape(printed), point.text) or re.match(_BEFORE, printed)
    return Interval(None if latest_only else day, day)
