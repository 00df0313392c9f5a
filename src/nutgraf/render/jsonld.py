"""What the page says to search engines and archives: schema.org, as JSON-LD.

A story is a ``NewsArticle`` that ``isBasedOn`` the articles cited; each quoted string of two
words or more is a ``Quotation`` with who said it; each step that is certain and has a day is an
``Event``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from nutgraf.records import (
    Article,
    BriefedStory,
    Citation,
    Edition,
    Quote,
    Span,
    Statement,
    Story,
)
from nutgraf.render.display import by_id, cited_articles, clean, safe_url, words_of
from nutgraf.render.jsonl import dump_json
from nutgraf.render.view import first_told, last_told, urn, view_source, view_story

Node = dict[str, object]

_QUOTED = re.compile(r'"([^"]+)"')
# Inside a script element the characters of HTML would be read as HTML: "</script>" ends it.
_OF_HTML = re.compile(r"[<>&']")
_FIRM = frozenset({"scheduled", "deadline", "requirement", "plan"})
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
            "hasPart": list(_quotations(briefed, articles)),
            "mentions": list(_steps(briefed, articles)),
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


def _quotations(briefed: BriefedStory, articles: Mapping[str, Article]) -> Iterator[Node]:
    for _, points in briefed.brief.sections():
        for point in points:
            for said in _QUOTED.findall(point.text):
                places = [_place(each, said, articles) for each in point.citations]
                held = [each for each in places if each is not None]
                if held and len(said.split()) > 1:
                    yield _quotation(said, held, briefed, articles)


def _place(cited: Citation, said: str, articles: Mapping[str, Article]) -> Citation | None:
    """Where the cited words have ``said``, without the stops at its end; ``None``: nowhere."""
    at = (words_of(cited, articles) or "").find(said)
    if at < 0:
        return None
    start = cited.span.start + at
    return Citation(cited.article, Span(start, start + len(said.rstrip(" ,.;:"))))


def _quotation(
    said: str,
    held: Sequence[Citation],
    briefed: BriefedStory,
    articles: Mapping[str, Article],
) -> Node:
    """A quoted string; without a creator where no single speaker is sure."""
    node: Node = {
        "@type": "Quotation",
        "text": clean(said),
        "isBasedOn": [_reference(each, articles) for each in held],
    }
    quote = None if _is_disputed(held, briefed.story) else _told_by(held, briefed.statements)
    if quote is not None:
        # A person speaks for a body now and then ("the ministry said"), and stays a person.
        person = any(
            each.quote.speaker == quote.speaker and each.quote.voice == "person"
            for each in briefed.statements
        )
        by = _without_gaps(
            {
                "@type": "Person" if person else "Organization",
                "name": clean(quote.speaker or ""),
                "jobTitle": clean(quote.role or "") if person else None,
            }
        )
        node |= {"creator": by, "spokenByCharacter": by}
    return node


def _is_disputed(held: Sequence[Citation], story: Story) -> bool:
    """Whether the articles of the story name several speakers of the words."""
    return any(
        _meet(told, place)
        for quote in story.quotes
        if quote.is_disputed
        for told in quote.told
        for place in held
    )


def _meet(one: Citation, other: Citation) -> bool:
    return one.article == other.article and one.span.meets(other.span)


def _told_by(held: Sequence[Citation], statements: Sequence[Statement]) -> Quote | None:
    """The statement that holds the words most closely; ``None`` where its speaker is not named.

    A statement may tell of another ("she said that he had said …"): the inner one has them.
    """
    holding = [
        (content.end - content.start, each.quote)
        for each in statements
        for content in each.quote.content
        for place in held
        if each.article == place.article and content.holds(place.span)
    ]
    closest = min((length for length, _ in holding), default=0)
    quotes = [quote for length, quote in holding if length == closest]
    if len({quote.speaker for quote in quotes}) != 1:
        return None
    quote = quotes[0]
    return None if quote.anonymous or not clean(quote.speaker or "") else quote


# --------------------------------------------------------------------- what is to come


def _steps(briefed: BriefedStory, articles: Mapping[str, Article]) -> Iterator[Node]:
    """The points whose first step has a day and is certain: nothing may look surer than it is.

    A step that another article of the story puts on another day is none of them.
    """
    conflicting = [
        told.citation for step in briefed.story.steps if step.conflicting for told in step.told
    ]
    for point in briefed.brief.what_next:
        if any(_meet(each, cited) for each in conflicting for cited in point.citations):
            continue
        dated = [
            each.forward.when
            for each in briefed.expected
            if each.forward.kind in _FIRM
            and each.forward.certainty == "certain"
            and any(
                _meet(Citation(each.article, each.forward.span), cited) for cited in point.citations
            )
        ]
        when = next(filter(None, dated), None)
        first, last = (when.earliest, when.latest) if when else (None, None)
        if (last or first or dt.date.min) < briefed.brief.as_of:
            continue
        # "By 30 June" begins on no day that the words tell.
        starts = first is not None and (first == last or first > briefed.brief.as_of)
        yield _without_gaps(
            {
                "@type": "Event",
                "name": clean(point.text),
                "startDate": first.isoformat() if first and starts else None,
                "endDate": last.isoformat() if last else None,
                "subjectOf": [_reference(each, articles) for each in point.citations],
            }
        )
