"""Articles into stories: average linkage over corrected similarities, whatever the input order."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from nutgraf.records import Analysis, Article, Story
from nutgraf.stories.boilerplate import own_sentences
from nutgraf.stories.copies import find_copies
from nutgraf.stories.merge import merge_quotes
from nutgraf.stories.rank import count_independent, moment
from nutgraf.stories.similarity import WEIGHTS, Floats, Index, crowding, day_factors, features
from nutgraf.stories.versions import find_versions

_LARGEST_PART = 4000
_TITLE_CHARACTERS = 120
# No score is this low: it marks the diagonal and groups that were merged away.
_ALONE = -9.0


def group(articles: Sequence[Article], analyses: Mapping[str, Analysis]) -> tuple[Story, ...]:
    """The stories of ``articles``, each article in exactly one, by first appearance.

    ``analyses`` maps ``Article.id`` to its analysis; an article without one is grouped by
    its words alone and tells no quotes. The order of ``articles`` makes no difference.
    """
    by_id: dict[str, Article] = {}
    for article in sorted(articles, key=lambda each: (each.id, repr(each))):
        by_id.setdefault(article.id, article)
    listed = list(by_id.values())
    if not listed:
        return ()
    sentences = own_sentences(
        [article.text for article in listed], [article.headline or "" for article in listed]
    )
    index = Index(
        [
            features(article.headline or "", own, WEIGHTS)
            for article, own in zip(listed, sentences, strict=True)
        ],
        WEIGHTS,
    )
    days = np.array([_day(article, analyses.get(article.id)) for article in listed])
    stories = []
    for members in _clusters(index, days):
        chosen = [listed[member] for member in members]
        stories.append(
            _story(
                chosen,
                [" ".join(sentences[member]) for member in members],
                _most_central(index, members),
                analyses,
            )
        )
    return tuple(sorted(stories, key=lambda story: (moment(story.first_seen), story.id)))


def _day(article: Article, analysis: Analysis | None) -> float:
    """The day an article speaks from, as a number; ``nan`` where nothing says."""
    if analysis is not None and analysis.creation_time is not None:
        return float(analysis.creation_time.toordinal())
    if article.published is not None:
        return float(article.published.date().toordinal())
    return float("nan")


# --------------------------------------------------------------------- clustering


def _clusters(index: Index, days: Floats) -> list[list[int]]:
    """Groups of article numbers, each sorted, that average linkage gives at ``WEIGHTS.join``.

    Two groups only ever join over a pair that is itself above the bar, so the graph of
    such pairs is cut into its connected parts first: exact, and no matrix of all pairs.
    """
    crowds = np.zeros(index.size)
    near: list[tuple[NDArray[np.int64], Floats]] = []
    for article in range(index.size):
        cosines = index.cosines(article)
        crowds[article] = crowding(cosines, article, WEIGHTS)
        above = np.flatnonzero(cosines >= WEIGHTS.join + crowds[article])
        near.append((above, cosines[above]))
    edges: list[tuple[float, int, int]] = []
    for article, (others, cosines) in enumerate(near):
        scores = (
            cosines * day_factors(days[others], days[article], WEIGHTS)
            - crowds[article]
            - crowds[others]
        )
        edges.extend(
            (float(score), article, int(other))
            for score, other in zip(scores, others, strict=True)
            if article < other and score >= WEIGHTS.join
        )
    clusters: list[list[int]] = []
    for part in _parts(list(range(index.size)), edges, WEIGHTS.join):
        clusters.extend(_linked(part, index, crowds, days) if len(part) > 1 else [part])
    return clusters


def _parts(
    articles: Sequence[int], edges: Sequence[tuple[float, int, int]], bar: float
) -> list[list[int]]:
    """The connected parts over edges of at least ``bar``; a huge one is cut at a higher bar."""
    head = {article: article for article in articles}

    def find(article: int) -> int:
        while head[article] != article:
            head[article] = head[head[article]]
            article = head[article]
        return article

    for score, one, other in edges:
        if score >= bar:
            first, second = sorted((find(one), find(other)))
            head[second] = first
    parts: defaultdict[int, list[int]] = defaultdict(list)
    for article in articles:
        parts[find(article)].append(article)
    result: list[list[int]] = []
    for part in parts.values():
        if len(part) <= _LARGEST_PART:
            result.append(part)
        else:
            inside = set(part)
            kept = [edge for edge in edges if edge[1] in inside]
            result.extend(_parts(part, kept, bar + 0.02))
    return result


def _linked(part: Sequence[int], index: Index, crowds: Floats, days: Floats) -> list[list[int]]:
    """Average linkage within one connected part."""
    numbers = np.array(part)
    scores = np.empty((len(part), len(part)))
    for place, article in enumerate(part):
        scores[place] = (
            index.cosines(article)[numbers] * day_factors(days[numbers], days[article], WEIGHTS)
            - crowds[article]
            - crowds[numbers]
        )
    # The two halves are summed in different orders; equal to the last bit is what ties need.
    scores = (scores + scores.T) / 2
    np.fill_diagonal(scores, _ALONE)
    groups: dict[int, list[int]] = {place: [article] for place, article in enumerate(part)}
    best, nearest = scores.max(axis=1), scores.argmax(axis=1)
    while len(groups) > 1:
        one = int(best.argmax())
        if best[one] < WEIGHTS.join:
            break
        other = int(nearest[one])
        one, other = min(one, other), max(one, other)
        size, added = len(groups[one]), len(groups[other])
        merged = (scores[one] * size + scores[other] * added) / (size + added)
        scores[one], scores[:, one] = merged, merged
        scores[other], scores[:, other] = _ALONE, _ALONE
        scores[one, one] = _ALONE
        groups[one] += groups.pop(other)
        stale = np.flatnonzero((nearest == one) | (nearest == other))
        for place in {one, other, *stale.tolist()}:
            best[place], nearest[place] = scores[place].max(), scores[place].argmax()
        nearer = merged > best
        nearer[[one, other]] = False
        best[nearer], nearest[nearer] = merged[nearer], one
        best[other] = _ALONE
    return [sorted(members) for members in groups.values()]


# --------------------------------------------------------------------- the record


def _most_central(index: Index, members: Sequence[int]) -> int:
    """The place in ``members`` of the article that is nearest to all the others."""
    numbers = np.array(members)
    totals = [float(index.cosines(member)[numbers].sum()) for member in members]
    return int(np.argmax(np.round(totals, 9)))


def _story(
    articles: Sequence[Article],
    own_texts: Sequence[str],
    central: int,
    analyses: Mapping[str, Analysis],
) -> Story:
    in_time = sorted(articles, key=lambda article: (moment(article.published), article.id))
    dated = [article.published for article in in_time if article.published is not None]
    copies = find_copies(articles, own_texts)
    return Story(
        id=hashlib.sha256(f"story:{in_time[0].id}".encode()).hexdigest()[:16],
        title=_title(articles[central]) or next(filter(None, map(_title, in_time)), "Untitled"),
        article_ids=tuple(article.id for article in in_time),
        quotes=merge_quotes(in_time, analyses),
        copies=copies,
        versions=find_versions(articles, copies),
        independent=count_independent(in_time, copies),
        first_seen=dated[0] if dated else None,
        last_seen=max(dated, key=moment) if dated else None,
    )


def _title(article: Article) -> str:
    """The headline, else the first line of the text, cut between words."""
    first = next((line for line in article.text.splitlines() if line.strip()), "")
    title = " ".join((article.headline or first).split())
    if article.headline or len(title) <= _TITLE_CHARACTERS:
        return title
    return title[:_TITLE_CHARACTERS].rpartition(" ")[0].rstrip(" ,;:–—-") + " …"
