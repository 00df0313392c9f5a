"""``nutgraf proof``: a filed edition with every sentence beside its sources."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from nutgraf.commands.shared import Db, fail, tell
from nutgraf.render.display import counted


class ProofFormat(enum.StrEnum):
    """How ``proof`` writes."""

    html = "html"
    json = "json"


def proof_command(
    edition: Annotated[
        Path, typer.Argument(metavar="EDITION.json", help="An edition that `brief` wrote.")
    ],
    form: Annotated[
        ProofFormat | None,
        typer.Option("--format", help="[default: by the name of the file, else html]"),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write here instead of printing."),
    ] = None,
    articles: Annotated[
        list[str] | None,
        typer.Option("--articles", help="Where the cited articles are, if not in the store."),
    ] = None,
    db: Db = None,
) -> None:
    """Write the proof sheet of an edition: each sentence beside the words it was made from.

    Shows what was used, cut and added, what rests on one publisher or on a source without a
    name, where the reports differ, and which statements were not used, and why. Leaves with 1
    where a sentence does not hold.
    """
    from nutgraf.commands.filed import refiled
    from nutgraf.render.proof import proof_sheet, render_proof_html, render_proof_json

    again = refiled(edition, articles or (), db)
    sheet = proof_sheet(again.edition, again.analyses)
    as_json = output is not None and output.suffix == ".json" if form is None else form == "json"
    text = render_proof_json(sheet) if as_json else render_proof_html(sheet)
    if output is None:
        sys.stdout.write(text)
    else:
        try:
            output.write_text(text, encoding="utf-8")
        except OSError as error:
            fail(f"cannot write to {output}: {error.strerror or error}")
    warned = [
        warning.kind
        for story in sheet.stories
        for part in story.parts
        for sentence in part.sentences
        for warning in sentence.warnings
    ]
    tell(f"{counted(len(warned), 'warning')}, {counted(warned.count('fault'), 'fault')}")
    if "fault" in warned:
        raise typer.Exit(1)
