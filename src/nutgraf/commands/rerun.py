"""``nutgraf rerun``: the analyses of a manifest, from the bytes that were read then."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from nutgraf.commands.shared import Db, list_failures, settings_for, tell
from nutgraf.records import Analysis, Article, Failure
from nutgraf.render.display import counted
from nutgraf.render.waiting import progress


def rerun_command(
    manifest: Annotated[
        Path,
        typer.Argument(
            metavar="MANIFEST", help="What `poll`, `analyze` or `brief` wrote with --manifest."
        ),
    ],
    db: Db = None,
) -> None:
    """Analyse again what a manifest lists, from the bytes that were read then.

    Writes one analysis a line, byte for byte what `analyze` wrote. Nothing is fetched: pages
    come from what is kept, files must not have changed. Analyses that are kept are not used.
    Leaves with 1 where an article comes out otherwise.
    """
    from nutgraf.analysis.analyze import analyze, analyzer_name
    from nutgraf.engines.local import map_articles
    from nutgraf.readers.manifest import read_manifest
    from nutgraf.recording import read_again
    from nutgraf.render.jsonl import analysis_line
    from nutgraf.store.fetched import FetchedStore, beside

    settings = settings_for(db)
    articles: list[Article] = []
    failures: list[Failure] = []
    runs = read_manifest(manifest)
    with FetchedStore(beside(settings.db), most_bytes=settings.fetch.kept_bytes) as kept:
        for run in runs:
            for one in read_again(run, kept.body):
                if isinstance(one, Article):
                    articles.append(one)
                else:
                    failures.append(one)
    others = {run.run.analyzer for run in runs} - {analyzer_name()}
    if others:
        tell(f"the analyser was another then ({min(others)}): analyses may differ")
    with progress("analysing", len(articles)) as on_done:
        made = map_articles(analyze, articles, workers=settings.workers, on_done=on_done)
        for article, result in zip(articles, made, strict=True):
            if isinstance(result, Analysis):
                sys.stdout.write(analysis_line(article, result) + "\n")
            else:
                failures.append(result)
    list_failures(failures)
    tell(f"{counted(len(articles), 'article')} read again")
    if failures:
        raise typer.Exit(1)
