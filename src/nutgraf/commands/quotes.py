"""``nutgraf quotes``: all statements of the stories of some articles, ranked."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from nutgraf.commands.inputs import Inputs, Offline, Output, Public, analysed_inputs, written
from nutgraf.commands.shared import Db, fail


class QuotesFormat(enum.StrEnum):
    """How ``quotes`` writes."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"


def quotes_command(
    inputs: Inputs,
    story: Annotated[
        str | None,
        typer.Option(
            "--story", metavar="N|ID", help="Only this story: its place in `stories`, or its id."
        ),
    ] = None,
    speaker: Annotated[
        str | None,
        typer.Option("--speaker", metavar="NAME", help="Only who has all words of this name."),
    ] = None,
    form: Annotated[
        QuotesFormat,
        typer.Option("--format", help="text and html for people; json, jsonl and csv."),
    ] = QuotesFormat.text,
    output: Output = None,
    offline: Offline = False,
    public: Public = False,
    db: Db = None,
) -> None:
    """List who said what in each story, the most widely carried first.

    Shows of each statement the speaker with the role, where it was said, who carried it
    first, how the tellings differ, and whether the articles name different speakers.
    """
    from nutgraf.briefs.tray import rank_quotes
    from nutgraf.desk import group_stories
    from nutgraf.render.tray import WRITERS, Tray

    pairs = analysed_inputs(inputs, db, offline=offline, public=public)
    articles = {article.id: article for article, _ in pairs}
    analyses = {analysis.article_id: analysis for _, analysis in pairs}
    stories = group_stories(tuple(articles.values()), analyses)
    if story is not None:
        stories = tuple(
            one for place, one in enumerate(stories, start=1) if story in {str(place), one.id}
        )
        if not stories:
            fail(f"there is no story {story}; see `nutgraf stories`")
    wanted = set((speaker or "").casefold().split())
    trays = [
        Tray(
            one,
            tuple(
                quote
                for quote in rank_quotes(one, articles, analyses)
                if wanted <= set((quote.quote.speaker or "").casefold().split())
            ),
        )
        for one in stories
    ]
    if wanted:
        trays = [tray for tray in trays if tray.quotes]
    with written(output) as stream:
        stream.write(WRITERS[form](trays, articles))
