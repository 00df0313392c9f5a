"""Briefs over every story of the labelled sets: do they hold, are they of a brief's length.

Of all stories: *hold* is the share of sentences in which an independent check finds nothing
wrong, *verbatim* the share of quoted strings that stand letter for letter in a cited article,
*cited* the share of sentences that cite something, *told once* the share that no brief has
twice. Anything below 100 is a defect.

Of stories with three publishers or more: the share of each part within the range of published
briefs, and of briefs that have the part at all.

*Contains*: over the stories of `what_happened_5w1h`, whether *What happened* has at least half
of the words of one answer that people gave to who, what and where of one of its articles. The
first sentences of the story's articles, as many words of the one that contains most of what
the others say, are the yardstick (*lead*).
"""

from __future__ import annotations

import collections
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from eval import main_event
from eval.corpus import Bench, Figures, Row, rows
from nutgraf.briefs import check_brief, compose
from nutgraf.briefs.style import word_count
from nutgraf.desk import group_stories, newest_day
from nutgraf.records import Analysis, Article, Brief, Story

SETS = ("news_cluster", "newswcl50", "ecbplus", "incidents", "seven_days_2016")
ANSWERS = "what_happened_5w1h"
# The ranges measured on published briefs, in words.
RANGES = {"What happened": (29, 101), "Who said what": (94, 243), "What next?": (14, 94)}
PUBLISHERS = 3
QUESTIONS = ("who", "what", "where")
MEASURES = {
    "hold",
    "verbatim",
    "cited",
    "told once",
    *(f"{name.lower().rstrip('?')} {how}" for name in RANGES for how in ("there", "in range")),
    *QUESTIONS,
}
# Where no article of a set has a date, a day is needed and any will do.
_SOME_DAY = dt.date(2020, 1, 1)
Briefed = tuple[Story, list[Article], Brief]


def measure(bench: Bench) -> Figures:
    """What holds of the briefs of each set, in per cent."""
    if bench.data is None:
        return {}
    all_briefs: list[Briefed] = []
    for name, path in bench.sets(*SETS, own="stories"):
        if name != "own":
            all_briefs += briefed(*bench.analysed(path))
    path = bench.data / ANSWERS / "dev.jsonl"
    articles, analyses = bench.analysed(path)
    gold = {row["id"]: row["gold"] for row in rows(path)}
    return {
        "briefs": {**soundness(all_briefs), **lengths(all_briefs)},
        **contained(gold, briefed(articles, analyses), analyses),
    }


def briefed(articles: Sequence[Article], analyses: Mapping[str, Analysis]) -> list[Briefed]:
    """Every story of ``articles`` with its brief as of its own newest day."""
    by_id = {article.id: article for article in articles}
    found = []
    for story in group_stories(articles, analyses):
        members = [by_id[key] for key in story.article_ids]
        day = newest_day(members) or newest_day(articles) or _SOME_DAY
        found.append((story, members, compose(story, members, analyses, as_of=day)))
    return found


def soundness(briefs: Sequence[Briefed]) -> dict[str, float]:
    """The shares of sentences and quoted strings that are as they must be."""
    counts: collections.Counter[str] = collections.Counter()
    for _, members, brief in briefs:
        texts = {article.id: article for article in members}
        points = [point for _, part in brief.sections() for point in part]
        faulty = {fault.point for fault in check_brief(brief, texts)}
        said = collections.Counter(point.text.casefold() for point in points)
        for point in points:
            counts["points"] += 1
            counts["held"] += point.id not in faulty
            counts["cited"] += bool(point.citations)
            counts["once"] += said[point.text.casefold()] == 1
            cited = [c.span.of(texts[c.article].text) for c in point.citations]
            for quoted in point.text.split('"')[1::2]:
                counts["quoted"] += 1
                counts["verbatim"] += any(quoted in words for words in cited)
    return {
        "hold": _per_cent(counts["held"], counts["points"]),
        "verbatim": _per_cent(counts["verbatim"], counts["quoted"]),
        "cited": _per_cent(counts["cited"], counts["points"]),
        "told once": _per_cent(counts["once"], counts["points"]),
    }


def lengths(briefs: Sequence[Briefed]) -> dict[str, float]:
    """Of stories with enough publishers, the share of parts there and of a brief's length."""
    found: dict[str, list[int]] = collections.defaultdict(list)
    for _, members, brief in briefs:
        if len({article.publisher for article in members}) >= PUBLISHERS:
            for name, part in brief.sections():
                found[name].append(sum(word_count(point.text) for point in part))
    figures = {}
    for name, (least, most) in RANGES.items():
        words = found[name]
        label = name.lower().rstrip("?")
        figures[f"{label} there"] = _per_cent(sum(w > 0 for w in words), len(words))
        figures[f"{label} in range"] = _per_cent(sum(least <= w <= most for w in words), len(words))
    return figures


def contained(
    gold: Mapping[str, Row], briefs: Sequence[Briefed], analyses: Mapping[str, Analysis]
) -> Figures:
    """Per cent of stories whose *What happened*, or whose lead, holds an answer."""
    told: dict[str, list[bool]] = collections.defaultdict(list)
    lead: dict[str, list[bool]] = collections.defaultdict(list)
    for _, members, brief in briefs:
        happened = " ".join(point.text for point in brief.what_happened)
        first = lead_of(members, analyses, word_count(happened) or 60)
        for question in QUESTIONS:
            answers = list(_answers(gold, members, question))
            if answers:
                told[question].append(any(main_event.is_half_told(a, happened) for a in answers))
                lead[question].append(any(main_event.is_half_told(a, first) for a in answers))
    return {
        "briefs.contains": {q: _per_cent(sum(each), len(each)) for q, each in told.items()},
        "briefs.contains lead": {q: _per_cent(sum(each), len(each)) for q, each in lead.items()},
    }


def lead_of(members: Sequence[Article], analyses: Mapping[str, Analysis], words: int) -> str:
    """The first sentences, ``words`` words of them, of the article nearest to all others."""
    bags = {a.id: main_event.words_of(a.text) for a in members}
    spread = collections.Counter(stem for bag in bags.values() for stem in bag)
    best = max(members, key=lambda a: sum(spread[s] for s in bags[a.id]) / (20 + len(bags[a.id])))
    taken: list[str] = []
    for sentence in analyses[best.id].sentences:
        if len(taken) >= words:
            break
        taken += sentence.span.of(best.text).split()
    return " ".join(taken[:words])


def _answers(gold: Mapping[str, Row], members: Sequence[Article], question: str) -> Iterator[str]:
    for article in members:
        for answer in gold.get(article.label, {}).get(question, ()):
            yield answer["text"]


def _per_cent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0
