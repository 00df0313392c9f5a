"""``nutgraf poll``: read what is new in the feeds of the list."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace

from nutgraf.commands.shared import (
    Db,
    Format,
    appended,
    fail,
    fetcher,
    list_failures,
    now,
    settings_for,
    tell,
)
from nutgraf.render.display import counted
from nutgraf.render.waiting import progress


def poll_command(
    urls: Annotated[
        list[str] | None,
        typer.Argument(metavar="[URL]...", help="Only these feeds of the list. [default: all]"),
    ] = None,
    anew: Annotated[
        bool,
        typer.Option("--now", help="Poll feeds as well that were polled within the last hour."),
    ] = False,
    at_once: Annotated[
        int, typer.Option("--at-once", min=1, max=100, help="How many feeds side by side.")
    ] = 16,
    offline: Annotated[
        bool, typer.Option("--offline", help="Read what is kept; use no network.")
    ] = False,
    public: Annotated[
        bool, typer.Option("--public", help="Reach no address inside this machine's networks.")
    ] = False,
    manifest: Annotated[
        Path | None,
        typer.Option("--manifest", metavar="FILE", help="Add to FILE a line for all that is read."),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="text for people, json for programs.")
    ] = Format.text,
    db: Db = None,
) -> None:
    """Read what is new in the feeds and keep the articles.

    A feed is asked once an hour at most. What is read is kept at once: ctrl-C stops the poll,
    and the next one goes on where it stopped. A feed that fails stops no other.
    """
    from contextlib import ExitStack

    from nutgraf.polling import due, poll
    from nutgraf.readers.article import Means
    from nutgraf.readers.manifest import ManifestWriter
    from nutgraf.store import Store
    from nutgraf.store.feeds import Feeds

    settings = settings_for(db)
    settings = replace(
        settings,
        fetch=replace(
            settings.fetch,
            offline=offline or settings.fetch.offline,
            public=public or settings.fetch.public,
        ),
    )
    moment = now()
    with ExitStack() as opened:
        store = opened.enter_context(Store(settings.db))
        fetch, kept = opened.enter_context(fetcher(settings))
        listed = Feeds(store).all()
        absent = set(urls or ()) - {feed.url for feed in listed}
        if absent:
            fail(f"{min(absent)}: is not in the list; add it with: nutgraf feeds add", code=2)
        wanted = [feed for feed in listed if not urls or feed.url in urls]
        if not wanted:
            fail("there are no feeds; add one with: nutgraf feeds add URL")
        gap = 0.0 if anew or settings.fetch.offline else settings.fetch.poll_gap
        feeds = due(wanted, moment, gap=gap, kept=kept)
        means = Means(fetch, moment, settings.publishers)
        writer = None
        if manifest is not None:
            from nutgraf.analysis.analyze import analyzer_name

            writer = ManifestWriter(opened.enter_context(appended(manifest)), now)
            writer.run(
                analyzer_name(),
                moment,
                [feed.url for feed in feeds],
                settings.publishers,
                feeds=True,
            )
            means = replace(means, fetch=writer.fetch(fetch))
        with progress("polling", len(feeds)) as on_done:
            outcome = poll(
                store,
                feeds,
                means,
                now=moment,
                kept=kept,
                at_once=at_once,
                on_done=on_done,
                on_article=writer.article if writer else None,
            )
    list_failures(outcome.failures)
    new = sum(each.new for each in outcome.feeds)
    failed = [each for each in outcome.feeds if each.error is not None]
    if form is Format.json:
        rows = [
            {"url": each.url, "new": each.new, "left": each.left, "error": each.error}
            for each in sorted(outcome.feeds, key=lambda each: each.url)
        ]
        sys.stdout.write(
            json.dumps(
                {
                    "new": new,
                    "not_due": len(wanted) - len(feeds),
                    "feeds": rows,
                    "failures": [
                        {"item": each.item, "error": each.error} for each in outcome.failures
                    ],
                },
                ensure_ascii=False,
                indent=2,
            )
            + "\n"
        )
    waiting = f", {len(wanted) - len(feeds)} not due yet" if len(feeds) < len(wanted) else ""
    faulty = f", {len(failed)} of them failed" if failed else ""
    tell(f"{counted(len(feeds), 'feed')} polled{faulty}{waiting}; {counted(new, 'new article')}")
    if failed and len(failed) == len(feeds):
        raise typer.Exit(1)
