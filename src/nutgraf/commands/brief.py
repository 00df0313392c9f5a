"""``nutgraf brief`` writes an edition; ``nutgraf check`` holds one against its articles."""

from __future__ import annotations

import enum
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from nutgraf.commands.inputs import (
    Day,
    Manifest,
    MaybeInputs,
    Offline,
    Public,
    day_of,
    filed_edition,
    open_named_desk,
    read_inputs,
    write_files,
)
from nutgraf.commands.proof import write_proof
from nutgraf.commands.shared import Db, fail, list_failures, now
from nutgraf.render.display import clean, counted, safe_url
from nutgraf.render.waiting import progress


class BriefFormat(enum.StrEnum):
    """How ``brief`` writes; ``render.formats`` has what writes each."""

    html = "html"
    markdown = "markdown"
    json = "json"
    eml = "eml"
    rss = "rss"
    atom = "atom"
    jsonfeed = "jsonfeed"
    ninjs = "ninjs"
    text = "text"
    terminal = "terminal"


def brief_command(
    inputs: MaybeInputs = None,
    date: Day = None,
    stories: Annotated[
        int, typer.Option("--stories", min=1, max=200, help="How many stories at most.")
    ] = 6,
    days: Annotated[
        int, typer.Option("--days", min=1, max=366, help="Use articles of this many days.")
    ] = 3,
    forms: Annotated[
        list[BriefFormat] | None,
        typer.Option(
            "--format",
            help="A form to write instead of the usual three; may be given more than once.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="DIR",
            help="[default: edition-DAY; standard output for a single --format]",
        ),
    ] = None,
    link: Annotated[
        str | None,
        typer.Option(
            "--link",
            metavar="ADDRESS",
            help="Where the page of the edition will stand on the web; the feeds name it.",
        ),
    ] = None,
    since: Annotated[
        Path | None,
        typer.Option(
            "--since",
            metavar="EDITION.json",
            help="Tell only what is new since this edition; new and moved points are marked.",
        ),
    ] = None,
    edit: Annotated[
        Path | None,
        typer.Option(
            "--edit",
            metavar="EDITION.json",
            help="The edition that --lock and --swap speak of.",
        ),
    ] = None,
    lock: Annotated[
        list[str] | None,
        typer.Option(
            "--lock",
            metavar="ID",
            help="Keep this point; the rest is written anew.",
            show_default=False,
        ),
    ] = None,
    swap: Annotated[
        list[str] | None,
        typer.Option(
            "--swap",
            metavar="ID=ID",
            help="Put one of the edition's alternatives for a point; no other point is touched.",
            show_default=False,
        ),
    ] = None,
    rewrite: Annotated[
        str | None,
        typer.Option(
            "--rewrite",
            metavar="NAME",
            help="Offer the sentences to this rewriter; what does not pass the check is refused.",
        ),
    ] = None,
    proof: Annotated[
        Path | None,
        typer.Option(
            "--proof",
            metavar="FILE",
            help="Also write each sentence beside its sources here: a page, or .json.",
        ),
    ] = None,
    manifest: Manifest = None,
    offline: Offline = False,
    public: Public = False,
    db: Db = None,
) -> None:
    """Write the edition of a day: index.html, edition.md and edition.json.

    On a terminal the edition is printed as well. Each sentence is checked against the words
    it cites before it is written; one that does not hold is left out, and counted. With
    --format the edition comes in other forms: as mail, as a feed, for a newsroom's system.
    Without inputs it is written of the articles that the desk keeps, as `poll` leaves them.
    """
    from nutgraf.briefs.choices import FREE
    from nutgraf.desk import edited, newest_day, within, write_edition
    from nutgraf.plugins import rewriter_named
    from nutgraf.render.formats import USUAL, formats
    from nutgraf.render.terminal import print_edition

    as_of = day_of(date)
    if link is not None and safe_url(link) is None:
        raise typer.BadParameter(f"{link!r} is no web address", param_hint="--link")
    if (edit is None) != (not lock and not swap):
        raise typer.BadParameter("--edit goes with --lock or --swap", param_hint="--edit")
    earlier = None if since is None else filed_edition(since)
    choices = FREE if edit is None else edited(filed_edition(edit), lock or (), _swaps(swap or ()))
    rewriter = None if rewrite is None else rewriter_named(rewrite)
    with open_named_desk(db, offline, public) as desk:
        reading = read_inputs(desk, inputs, manifest) if inputs else desk.kept()
        if not inputs and not reading.articles:
            fail("the desk keeps no article yet: name what to read, or add feeds and poll them")
        as_of = as_of or newest_day(reading.articles) or now().astimezone().date()
        chosen, left = within(reading.articles, as_of, days)
        if not chosen:
            list_failures([*reading.failures, *left])
            fail(f"no article to write of within {days} days of {as_of}")
        with progress("analysing", len(chosen)) as on_done:
            analysed = desk.analyze(chosen, on_done=on_done)
        with progress("writing", stories) as on_done:
            edition = write_edition(
                chosen,
                analysed.analyses,
                as_of=as_of,
                stories_wanted=stories,
                failures=[*reading.failures, *left, *analysed.failures],
                rewriter=rewriter,
                form=desk.settings.brief,
                choices=choices,
                since=earlier,
                on_done=on_done,
            )
    table = formats(link)
    names = list(dict.fromkeys(forms or USUAL))
    if len(names) == 1 and output is None:
        sys.stdout.write(table[names[0]].render(edition))
        written = "standard output"
    else:
        folder = output or Path(f"edition-{as_of}")
        files = {folder / table[name].file: table[name].render(edition) for name in names}
        write_files(folder, files)
        written = ", ".join(map(str, files))
    if proof is not None:
        write_proof(edition, analysed.analyses, proof, as_json=proof.suffix == ".json")
    if sys.stdout.isatty() and not forms:
        print_edition(edition, Console())
    list_failures(edition.failures)
    made = f"{counted(len(edition.stories), 'story')} from {counted(len(chosen), 'article')}"
    sys.stderr.write(f"{made}: {written}\n")
    if chosen and not analysed.analyses:
        raise typer.Exit(1)


def check_command(
    edition: Annotated[
        Path, typer.Argument(metavar="EDITION.json", help="An edition that `brief` wrote.")
    ],
    articles: Annotated[
        list[str] | None,
        typer.Option("--articles", help="Where the cited articles are, if not in the store."),
    ] = None,
    offline: Offline = False,
    public: Public = False,
    db: Db = None,
) -> None:
    """Check an edition against the articles it cites; list what does not hold.

    Every quoted string must stand verbatim at its place, every name, number and date in the
    cited words, and every edit must be of an allowed kind and give the sentence when replayed.
    """
    filed = filed_edition(edition)
    with open_named_desk(db, offline, public) as desk:
        at_hand = read_inputs(desk, articles).articles if articles else ()
        faults = desk.check(filed, at_hand)
    points = sum(len(story.points()) for story in filed.stories)
    for fault in faults:
        sys.stdout.write(f"{fault.point or '-'}\t{fault.rule}\t{clean(fault.detail)}\n")
    sys.stderr.write(
        f"{edition}: {points} sentences in {len(filed.stories)} stories checked, "
        f"{len(faults)} faults\n"
    )
    if faults:
        raise typer.Exit(1)


def _swaps(given: Sequence[str]) -> dict[str, str]:
    swaps = {}
    for pair in given:
        old, equals, new = pair.partition("=")
        if not (old and equals and new):
            raise typer.BadParameter(f"{pair!r} is not ID=ID", param_hint="--swap")
        swaps[old.strip()] = new.strip()
    return swaps
