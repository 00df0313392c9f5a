"""An edition as one self-contained page: nothing runs, and nothing is loaded from elsewhere."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup
from msgspec import Struct

from nutgraf.records import Article, Brief, BriefedStory, Edit, Edition, Point
from nutgraf.render.display import (
    HOW_MADE,
    NOTHING_FOUND,
    by_id,
    cited_articles,
    clean,
    counted,
    day_words,
    paragraphs,
    publisher_of,
    publishers_of,
    reach_of,
    sentence_of,
    title_of,
    words_of,
)
from nutgraf.render.jsonld import json_ld
from nutgraf.render.view import Source, view_source

_PUBLISHERS_SHOWN = 8
_LONGEST_CHANGE = 90
# The changes of substance. Case, stops and marks follow from these and would bury them.
_TOLD_CHANGES = frozenset({"cut", "name", "day", "credit", "cue"})


class _Mark(Struct, frozen=True):
    """The small number after a sentence."""

    number: int
    href: str
    label: str


class _Sentence(Struct, frozen=True):
    anchor: str
    text: str
    marks: tuple[_Mark, ...]


class _Section(Struct, frozen=True):
    anchor: str
    heading: str
    paragraphs: tuple[tuple[_Sentence, ...], ...]


class _Words(Struct, frozen=True):
    """A cited passage, the sentence made from it, and what was changed on the way."""

    exact: str
    href: str
    place: str
    changes: tuple[str, ...]


class _Cited(Struct, frozen=True):
    """A source with its place on the page, and its words where it is cited."""

    anchor: str
    source: Source
    words: tuple[_Words, ...]


class _StoryView(Struct, frozen=True):
    anchor: str
    title: str
    reach: str
    publishers: str
    sections: tuple[_Section, ...]
    notes: tuple[str, ...]
    cited: tuple[_Cited, ...]
    also_read: tuple[Source, ...]


@functools.cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("nutgraf.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def page_template(name: str) -> Template:
    """A page's template, which escapes every word set into it."""
    return _environment().get_template(name)


def story_anchor(number: int) -> str:
    """The anchor on the page of the story that stands there as the ``number``-th, from 1."""
    return f"story-{number}"


def render_html(edition: Edition) -> str:
    """The edition as one HTML page that can be opened, sent or printed as it is."""
    articles = by_id(edition.articles)
    stories = tuple(
        _story_view(briefed, articles, story_anchor(number))
        for number, briefed in enumerate(edition.stories, start=1)
    )
    publishers = {
        name for briefed in edition.stories for name in publishers_of(briefed.story, articles)
    }
    summary = counted(len(stories), "story")
    if publishers:
        summary += f" from {counted(len(publishers), 'publisher')}"
    return page_template("edition.html.j2").render(
        day=day_words(edition.as_of),
        machine_day=edition.as_of.isoformat(),
        summary=summary,
        stories=stories,
        failures=tuple(
            (clean(each.item), clean(each.step), clean(each.error)) for each in edition.failures
        ),
        # Already escaped for its place, which is no place for HTML's own escapes.
        json_ld=Markup(json_ld(edition)),
        how_made=HOW_MADE,
        nothing_found=NOTHING_FOUND,
    )


def _story_view(briefed: BriefedStory, articles: Mapping[str, Article], anchor: str) -> _StoryView:
    numbers = cited_articles(briefed.brief)
    words: dict[str, list[_Words]] = {key: [] for key in numbers}
    sections = _sections(briefed.brief, articles, numbers, words, anchor)
    return _StoryView(
        anchor=anchor,
        title=title_of(briefed),
        reach=reach_of(briefed.story, articles),
        publishers=_listed(publishers_of(briefed.story, articles)),
        sections=sections,
        notes=tuple(clean(note) for note in briefed.brief.notes),
        cited=tuple(
            _Cited(
                f"{anchor}-source-{number}",
                view_source(articles.get(key), number),
                tuple(words[key]),
            )
            for key, number in numbers.items()
        ),
        also_read=tuple(
            view_source(articles[key], 0)
            for key in briefed.story.article_ids
            if key in articles and key not in numbers
        ),
    )


def _listed(names: tuple[str, ...]) -> str:
    shown = ", ".join(names[:_PUBLISHERS_SHOWN])
    more = len(names) - _PUBLISHERS_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _sections(
    brief: Brief,
    articles: Mapping[str, Article],
    numbers: Mapping[str, int],
    words: Mapping[str, list[_Words]],
    anchor: str,
) -> tuple[_Section, ...]:
    """The three parts; each citation's words are added to ``words`` under its article."""
    sections = []
    count = 0
    for part, (heading, points) in enumerate(brief.sections(), start=1):
        shown = []
        place = 0
        for paragraph in paragraphs(points):
            sentences = []
            for point in paragraph:
                count += 1
                place += 1
                href = f"{anchor}-sentence-{count}"
                told = f"Sentence {place} of “{heading}”"
                for index, citation in enumerate(point.citations):
                    exact = words_of(citation, articles)
                    if exact is not None:
                        changes = _changes(point, index, articles[citation.article])
                        words[citation.article].append(_Words(clean(exact), href, told, changes))
                marks = tuple(
                    _Mark(
                        numbers[key],
                        f"{anchor}-source-{numbers[key]}",
                        f"Source {numbers[key]}: {publisher_of(articles.get(key))}",
                    )
                    for key in dict.fromkeys(each.article for each in point.citations)
                )
                sentences.append(_Sentence(href, sentence_of(point), marks))
            shown.append(tuple(sentences))
        sections.append(_Section(f"{anchor}-part-{part}", heading, tuple(shown)))
    return tuple(sections)


def _changes(point: Point, index: int, article: Article) -> tuple[str, ...]:
    """What was changed of one cited passage, in plain words and in the order of the text."""
    told = [edit for edit in point.edits if edit.citation == index and edit.kind in _TOLD_CHANGES]
    told.sort(key=lambda edit: (edit.start, edit.end))
    return tuple(filter(None, (_change(edit, article) for edit in told)))


def _change(edit: Edit, article: Article) -> str:
    before = _shortened(clean(article.text[edit.start : edit.end]))
    after = _shortened(clean(edit.text))
    if before and after:
        return f"“{before}” became “{after}”"
    if before:
        return f"left out: “{before}”"
    return f"added: “{after}”" if after else ""


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST_CHANGE:
        return text
    half = _LONGEST_CHANGE // 2
    return f"{text[:half].rstrip()} … {text[-half:].lstrip()}"
