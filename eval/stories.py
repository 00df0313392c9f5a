"""Which articles belong together: B-cubed F1 on four sets and on the own gold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from eval import scoring
from eval.corpus import SAMPLE, Bench, Figures, Row, articles_of, rows, scorer
from nutgraf.stories import group
from nutgraf.stories.boilerplate import own_sentences, with_own_headlines
from nutgraf.stories.grouping import Grouping
from nutgraf.stories.profile import profile_of

MEASURES = {"B3 F1", "B3 precision", "B3 recall", "B3 F1 one by one"}
SETS = ("news_cluster", "newswcl50", "ecbplus", "incidents")


def measure(bench: Bench) -> Figures:
    """B-cubed precision, recall and F1; one setting for all sets."""
    figures: Figures = {}
    for name, path in bench.sets(*SETS, own="stories"):
        gold_rows = rows(path)
        gold = {row["id"]: row["cluster"] for row in gold_rows}
        if name == "own":
            files = sorted({SAMPLE / row["file"] for row in gold_rows})
            told = _told(bench, files, _lone_names(gold_rows))
            figures["stories.own"] = scoring.b_cubed(gold, told)
            continue
        b3 = scorer("score_stories").score(gold, _told(bench, [path], {}))["b3"]
        online = scorer("score_stories").score(gold, _told_one_by_one(bench, path))["b3"]
        figures[f"stories.{name}"] = {
            "B3 F1": 100 * b3["f1"],
            "B3 precision": 100 * b3["p"],
            "B3 recall": 100 * b3["r"],
            "B3 F1 one by one": 100 * online["f1"],
        }
    return figures


def _told(bench: Bench, files: list[Path], names: Mapping[str, str]) -> dict[str, str]:
    """The story of each article, by its label or the name that ``names`` has for its id."""
    articles, analyses = bench.analysed(*files)
    held = {
        article: story.id for story in group(articles, analyses) for article in story.article_ids
    }
    return {names.get(article.id, article.label): held[article.id] for article in articles}


def _told_one_by_one(bench: Bench, path: Path) -> dict[str, str]:
    """The story of each article where they come singly, in the order of the file."""
    read, analyses = bench.analysed(path)
    articles = with_own_headlines(read)
    sentences = own_sentences(
        [article.text for article in articles], [article.headline or "" for article in articles]
    )
    grouping = Grouping()
    for article, own in zip(articles, sentences, strict=True):
        grouping.add([profile_of(article, analyses[article.id], own)])
    held = dict(zip(grouping.ids, grouping.stories, strict=True))
    return {article.label: held[article.id] for article in articles}


def _lone_names(gold_rows: list[Row]) -> dict[str, str]:
    """Our id to the gold's name of each sample article that has a file to itself.

    A page or a plain text bears no id of its own, so it goes by its file's row.
    """
    by_file: dict[str, list[str]] = {}
    for row in gold_rows:
        by_file.setdefault(row["file"], []).append(row["id"])
    return {
        article.id: names[0]
        for file, names in by_file.items()
        if len(names) == 1
        for article in articles_of(SAMPLE / file)[:1]
    }
