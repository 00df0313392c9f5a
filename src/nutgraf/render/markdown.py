"""An edition as Markdown, with front matter and a footnote for each passage cited."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

from nutgraf.records import Article, BriefedStory, Citation, Edition
from nutgraf.render.display import (
    HOW_MADE,
    NOTHING_FOUND,
    by_id,
    clean,
    headline_of,
    moment_words,
    paragraphs,
    publisher_of,
    publishers_of,
    reach_of,
    safe_url,
    sentence_of,
    short_day,
    title_of,
    words_of,
)

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|&$])")
# What would make a list, a heading or a rule of a line that begins with it.
_OPENING = re.compile(r"^(\d{1,9}(?=[.)])|(?=[-+#=:]))")


def _escape(text: str) -> str:
    """``text`` cleaned, and so marked that Markdown prints it as it stands."""
    escaped = _SPECIAL.sub(r"\\\1", clean(text))
    return _OPENING.sub(r"\1\\", escaped, count=1)


def _link(article: Article | None) -> str:
    headline = _escape(headline_of(article))
    url = safe_url(article.url) if article else None
    if url is None:
        return headline
    return f"[{headline}](<{url.replace('<', '%3C').replace('>', '%3E')}>)"


def _footnote(number: int, citation: Citation, articles: Mapping[str, Article]) -> str:
    article = articles.get(citation.article)
    parts = [_escape(publisher_of(article)), _link(article)]
    if article is not None and article.published is not None:
        parts.append(moment_words(article.published))
    words = words_of(citation, articles)
    cited = "" if words is None else f". The words cited: {_escape(words)}"
    return f"[^{number}]: {', '.join(parts)}{cited}"


def _story(
    briefed: BriefedStory, articles: Mapping[str, Article], numbers: dict[Citation, int]
) -> list[str]:
    """The blocks of one story; footnotes go on from the ``numbers`` already given."""
    known = len(numbers)
    publishers = publishers_of(briefed.story, articles)
    reach = reach_of(briefed.story, articles)
    names = f": {_escape(', '.join(publishers))}" if publishers else ""
    blocks = [f"## {_escape(title_of(briefed))}", f"{reach}{names}"]
    for heading, points in briefed.brief.sections():
        blocks.append(f"### {heading}")
        if not points:
            blocks.append(f"*{NOTHING_FOUND}*")
        for paragraph in paragraphs(points):
            sentences = []
            for point in paragraph:
                marks = [
                    numbers.setdefault(citation, len(numbers) + 1) for citation in point.citations
                ]
                notes = "".join(f"[^{mark}]" for mark in dict.fromkeys(marks))
                sentences.append(_escape(sentence_of(point)) + notes)
            blocks.append(" ".join(sentences))
    if briefed.brief.notes:
        blocks.append("\n".join(f"- {_escape(note)}" for note in briefed.brief.notes))
    fresh = list(numbers.items())[known:]
    if fresh:
        blocks.append("\n".join(_footnote(mark, each, articles) for each, mark in fresh))
    return blocks


def _front_matter(edition: Edition, title: str, articles: Mapping[str, Article]) -> str:
    """Title, day, the stories' titles and the publishers read, as YAML."""
    titles = [title_of(briefed) for briefed in edition.stories]
    publishers = sorted(
        {name for each in edition.stories for name in publishers_of(each.story, articles)}
    )
    lines = [
        "---",
        # A JSON string is a YAML string, whatever it holds.
        f"title: {json.dumps(title, ensure_ascii=False)}",
        f"date: {edition.as_of.isoformat()}",
        *_listed("stories", titles),
        *_listed("publishers", publishers),
        "---",
    ]
    return "\n".join(lines)


def _listed(key: str, values: Sequence[str]) -> list[str]:
    if not values:
        return [f"{key}: []"]
    return [f"{key}:", *(f"  - {json.dumps(value, ensure_ascii=False)}" for value in values)]


def render_markdown(edition: Edition) -> str:
    """The edition as Markdown, ending in a line break; footnotes are numbered throughout."""
    articles = by_id(edition.articles)
    title = f"Nutgraf, {short_day(edition.as_of)}"
    blocks = [_front_matter(edition, title, articles), f"# {title}"]
    numbers: dict[Citation, int] = {}
    for briefed in edition.stories:
        blocks.extend(_story(briefed, articles, numbers))
    if not edition.stories:
        blocks.append("There is no story in this edition.")
    if edition.failures:
        blocks.append("## Left out, and why")
        blocks.append(
            "\n".join(
                f"- {_escape(each.item)} ({_escape(each.step)}): {_escape(each.error)}"
                for each in edition.failures
            )
        )
    blocks.append(f"---\n\n{HOW_MADE}")
    return "\n\n".join(blocks) + "\n"
