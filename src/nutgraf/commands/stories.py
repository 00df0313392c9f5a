"""``nutgraf stories``: what belongs together, of these inputs or of all runs."""

from __future__ import annotations

import datetime as dt
import enum
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from nutgraf.commands.inputs import (
    Day,
    MaybeInputs,
    Offline,
    Public,
    analysed_inputs,
    day_of,
    open_named_desk,
)
from nutgraf.commands.shared import Db
from nutgraf.render.display import counted
from nutgraf.render.waiting import progress

if TYPE_CHECKING:
    from nutgraf.desk import Running
    from nutgraf.stories.running import Added


class StoriesFormat(enum.StrEnum):
    """How ``stories`` prints."""

    text = "text"
    json = "json"
    jsonl = "jsonl"
    csv = "csv"


def stories_command(
    inputs: MaybeInputs = None,
    running: Annotated[
        bool,
        typer.Option(
            "--running",
            help="Add the articles to the stories kept from earlier runs; list those. Without "
            "INPUT, list what is kept.",
        ),
    ] = False,
    date: Day = None,
    days: Annotated[
        int | None,
        typer.Option("--days", min=1, help="With --running: list only stories of this many days."),
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add a line on why each article is in its story.")
    ] = False,
    form: Annotated[
        StoriesFormat,
        typer.Option(
            "--format", help="text for people; json, jsonl and csv for programs, with the reasons."
        ),
    ] = StoriesFormat.text,
    offline: Offline = False,
    public: Public = False,
    db: Db = None,
) -> None:
    """Group articles into stories and list them, the most widely reported first.

    Shows of each its independent reports, copies and publishers, when it was
    first and last seen, and bars for its articles over time.
    """
    from nutgraf.desk import group_stories
    from nutgraf.render.storylist import WRITERS, print_stories

    as_of = day_of(date)
    new: tuple[str, ...] = ()
    if running:
        kept, added = _running(inputs or (), db, as_of, days, form, offline=offline, public=public)
        told, articles, new = kept.stories, kept.articles, added.article_ids
    elif not inputs:
        raise typer.BadParameter(
            "name an input, or list what is kept with --running", param_hint="INPUT"
        )
    elif days is not None:
        raise typer.BadParameter("goes with --running alone", param_hint="--days")
    else:
        pairs = analysed_inputs(inputs, db, offline=offline, public=public)
        articles = tuple(article for article, _ in pairs)
        told = group_stories(articles, {each.article_id: each for _, each in pairs}, as_of=as_of)
    if form is StoriesFormat.text:
        print_stories(told, articles, Console(), explain=explain, new=new)
    else:
        sys.stdout.write(WRITERS[form](told, articles))


def _running(
    inputs: Sequence[str],
    db: Path | None,
    as_of: dt.date | None,
    days: int | None,
    form: StoriesFormat,
    *,
    offline: bool,
    public: bool,
) -> tuple[Running, Added]:
    """Add to the running stories and tell what moved; those to list, and what was added."""
    from nutgraf.render.added import print_added

    pairs = analysed_inputs(inputs, db, offline=offline, public=public) if inputs else []
    with open_named_desk(db, offline, public) as desk:
        if stale := desk.stale_stories():
            sys.stderr.write(
                f"another version of Nutgraf kept the running stories: grouping their "
                f"{counted(stale, 'article')} anew\n"
            )
        with progress("grouping", len(pairs)) as on_done:
            added = desk.add_to_stories(
                [article for article, _ in pairs],
                {analysis.article_id: analysis for _, analysis in pairs},
                on_done=on_done,
            )
        kept = desk.running_stories(as_of, days)
    if inputs:
        console = Console(stderr=form is not StoriesFormat.text)
        print_added(added, kept.stories, kept.articles, console)
    return kept, added
