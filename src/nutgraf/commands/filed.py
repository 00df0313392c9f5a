"""A filed edition with what it was made from, for commands that look at it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from nutgraf.briefs.findings import with_findings
from nutgraf.commands.inputs import filed_edition, open_named_desk, read_inputs
from nutgraf.commands.shared import list_failures
from nutgraf.errors import EditionError
from nutgraf.records import Analysis, Article, Edition, Story, Version, WireCopy
from nutgraf.render.editionjson import EditionFile, FiledStory, text_digest
from nutgraf.render.waiting import progress
from nutgraf.stories import merge_quotes
from nutgraf.stories.figures import merge_figures
from nutgraf.stories.rank import moment
from nutgraf.stories.steps import merge_steps


class Refiled(Struct, frozen=True):
    """An edition as it was when it was written, and the analyses of its articles by id."""

    edition: Edition
    analyses: Mapping[str, Analysis]


def refiled(path: Path, inputs: Sequence[str], db: Path | None) -> Refiled:
    """The edition filed at ``path``, its articles from ``inputs`` and the desk's store.

    Raises ``EditionError`` where an article is in neither, or has another text by now.
    """
    filed = filed_edition(path)
    with open_named_desk(db) as desk:
        reading = read_inputs(desk, inputs)
        list_failures(reading.failures)
        at_hand = desk.articles(each.id for each in filed.articles)
        at_hand |= {article.id: article for article in reading.articles}
        articles = tuple(_article(each.id, each.sha256, at_hand) for each in filed.articles)
        with progress("analysing", len(articles)) as on_done:
            analysed = desk.analyze(articles, on_done=on_done)
    list_failures(analysed.failures)
    return Refiled(_edition(filed, articles, analysed.analyses), analysed.analyses)


def _article(key: str, sha256: str, at_hand: Mapping[str, Article]) -> Article:
    article = at_hand.get(key)
    if article is None:
        raise EditionError(
            key,
            "the edition cites this article, and it is neither in the desk's store nor among "
            "the inputs given: name the file it was read from with --articles",
        )
    if text_digest(article.text) != sha256:
        raise EditionError(article.label, "the text of this article has changed")
    return article


def _edition(
    filed: EditionFile, articles: tuple[Article, ...], analyses: Mapping[str, Analysis]
) -> Edition:
    return Edition(
        as_of=filed.as_of,
        stories=tuple(
            with_findings(_story(each, articles, analyses), each.brief_as_of(filed.as_of), analyses)
            for each in filed.stories
        ),
        articles=articles,
        failures=filed.failures,
    )


def _story(
    filed: FiledStory, articles: Sequence[Article], analyses: Mapping[str, Analysis]
) -> Story:
    """The story again: what the file does not keep of it is merged anew."""
    known = {article.label: article for article in articles}
    members = [known[label] for label in filed.articles if label in known]
    members.sort(key=lambda article: (moment(article.published), article.id))

    def key(label: str) -> str:
        return known[label].id if label in known else label

    return Story(
        id=filed.id,
        title=filed.title,
        article_ids=tuple(article.id for article in members),
        quotes=merge_quotes(members, analyses),
        figures=merge_figures(members, analyses),
        steps=merge_steps(members, analyses),
        copies=tuple(
            WireCopy(tuple(map(key, group.articles)), group.agency) for group in filed.copies
        ),
        versions=tuple(Version(key(each.newer), key(each.older)) for each in filed.versions),
        independent=filed.independent,
    )
