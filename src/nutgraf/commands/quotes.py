"""``nutgraf quotes``: all statements of the stories of some articles, ranked."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from nutgraf.commands.shared import Db, fail, list_failures
from nutgraf.render.waiting import progress


class QuotesFormat(enum.StrEnum):
    """How ``quotes`` writes."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"
    html = "html"


def quotes_command(
    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, folders, or - for stdin.")
    ],
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
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write here instead of printing."),
    ] = None,
    db: Db = None,
) -> None:
    """List who said what in each story, the most widely carried first.

    Shows of each statement the speaker with the role, where it was said, who carried it
    first, how the tellings differ, and whether the articles name different speakers.
    """
    from nutgraf.briefs.tray import rank_quotes
    from nutgraf.desk import group_stories, open_desk, read_all
    from nutgraf.render.display import by_id
    from nutgraf.render.tray import WRITERS, Tray

    reading = read_all(inputs, stdin=sys.stdin.buffer)
    with open_desk(db) as desk, progress("analysing", len(reading)) as on_done:
        analysed = desk.analyze(reading.articles, on_done=on_done)
    list_failures((*reading.failures, *analysed.failures))
    stories = group_stories(reading.articles, analysed.analyses)
    if story is not None:
        stories = tuple(
            one for place, one in enumerate(stories, start=1) if story in {str(place), one.id}
        )
        if not stories:
            fail(f"there is no story {story}; see `nutgraf stories`")
    articles = by_id(reading.articles)
    wanted = set((speaker or "").casefold().split())
    trays = [
        Tray(
            one,
            tuple(
                quote
                for quote in rank_quotes(one, articles, analysed.analyses)
                if wanted <= set((quote.quote.speaker or "").casefold().split())
            ),
        )
        for one in stories
    ]
    if wanted:
        trays = [tray for tray in trays if tray.quotes]
    text = WRITERS[form](trays, articles)
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"cannot write to {output}: {error.strerror or error}")
