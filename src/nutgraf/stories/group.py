"""Articles into stories, whatever the order in which they are given."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

import numpy as np
from msgspec import structs

from nutgraf.records import Analysis, Article, Story
from nutgraf.stories.about import about
from nutgraf.stories.boilerplate import own_sentences, with_own_headlines
from nutgraf.stories.copies import find_copies
from nutgraf.stories.evidence import Rarity
from nutgraf.stories.explain import Member, rarity_among, reasons
from nutgraf.stories.figures import merge_figures
from nutgraf.stories.grouping import Grouping
from nutgraf.stories.merge import merge_quotes
from nutgraf.stories.profile import Profile, profile_of
from nutgraf.stories.rank import count_independent, moment
from nutgraf.stories.steps import merge_steps
from nutgraf.stories.versions import find_versions

_TITLE_CHARACTERS = 120


def group(articles: Sequence[Article], analyses: Mapping[str, Analysis]) -> tuple[Story, ...]:
    """The stories of ``articles``, each article in exactly one, by first appearance.

    ``analyses`` maps ``Article.id`` to its analysis; an article without one is grouped by
    its words alone and tells no quotes. The order of ``articles`` makes no difference.
    """
    by_id: dict[str, Article] = {}
    for article in sorted(articles, key=lambda each: (each.id, repr(each))):
        by_id.setdefault(article.id, article)
    listed = with_own_headlines(list(by_id.values()))
    if not listed:
        return ()
    sentences = own_sentences(
        [article.text for article in listed], [article.headline or "" for article in listed]
    )
    profiles = [
        profile_of(article, analyses.get(article.id), own)
        for article, own in zip(listed, sentences, strict=True)
    ]
    grouping = Grouping()
    grouping.add(profiles)
    # The grouping numbers articles in the order of their ids, as they are listed here.
    rarity = rarity_among(profiles)
    stories = {
        grouping.stories[members[0]]: story_of(
            [listed[member] for member in members],
            [" ".join(sentences[member]) for member in members],
            [profiles[member] for member in members],
            rarity,
            most_central(grouping, members),
            analyses,
        )
        for members in grouping.groups()
    }
    linked = [
        structs.replace(
            stories[grouping.stories[members[0]]],
            related=tuple(stories[name].id for name in grouping.beside(members)),
        )
        for members in grouping.groups()
    ]
    return tuple(sorted(linked, key=lambda story: (moment(story.first_seen), story.id)))


# --------------------------------------------------------------------- the record


def story_id(name: str) -> str:
    """The id of a story, from the name that it has while articles are grouped."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def most_central(grouping: Grouping, members: Sequence[int]) -> int:
    """The place in ``members`` of the article that is nearest to all the others."""
    return int(np.argmax(np.round(grouping.alike(members).sum(axis=1), 6)))


def story_of(
    articles: Sequence[Article],
    own_texts: Sequence[str],
    profiles: Sequence[Profile],
    rarity: Rarity,
    central: int,
    analyses: Mapping[str, Analysis],
) -> Story:
    """The record of one story; ``own_texts`` and ``profiles`` are in the order of ``articles``.

    ``central`` is the place of the article whose title it takes.
    """
    in_time = sorted(articles, key=lambda article: (moment(article.published), article.id))
    dated = [article.published for article in in_time if article.published is not None]
    copies = find_copies(articles, own_texts)
    member = {
        profile.article_id: Member(profile, text)
        for profile, text in zip(profiles, own_texts, strict=True)
    }
    told = about(profiles, analyses)
    return Story(
        id=story_id(f"story:{in_time[0].id}"),
        title=_title(articles[central]) or next(filter(None, map(_title, in_time)), "Untitled"),
        article_ids=tuple(article.id for article in in_time),
        quotes=merge_quotes(in_time, analyses),
        figures=merge_figures(in_time, analyses),
        steps=merge_steps(in_time, analyses),
        copies=copies,
        versions=find_versions(articles, copies),
        independent=count_independent(in_time, copies),
        first_seen=dated[0] if dated else None,
        last_seen=max(dated, key=moment) if dated else None,
        names=told.names,
        places=told.places,
        days=told.days,
        reasons=reasons([member[article.id] for article in in_time], rarity, told.printed),
    )


def _title(article: Article) -> str:
    """The headline, else the first line of the text, cut between words."""
    first = next((line for line in article.text.splitlines() if line.strip()), "")
    title = " ".join((article.headline or first).split())
    if article.headline or len(title) <= _TITLE_CHARACTERS:
        return title
    return title[:_TITLE_CHARACTERS].rpartition(" ")[0].rstrip(" ,;:–—-") + " …"
