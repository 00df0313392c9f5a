"""``nutgraf proof``: a filed edition with every sentence beside its sources."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from nutgraf.commands.inputs import Output, written
from nutgraf.commands.shared import Db, tell
from nutgraf.records import Analysis, Edition
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
    output: Output = None,
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

    again = refiled(edition, articles or (), db)
    as_json = output is not None and output.suffix == ".json" if form is None else form == "json"
    if write_proof(again.edition, again.analyses, output, as_json=as_json):
        raise typer.Exit(1)


def write_proof(
    edition: Edition, analyses: Mapping[str, Analysis], output: Path | None, *, as_json: bool
) -> int:
    """Write the proof sheet and tell its warnings; the number of sentences that do not hold."""
    from nutgraf.render.proof import proof_sheet, render_proof_html, render_proof_json

    sheet = proof_sheet(edition, analyses)
    with written(output) as stream:
        stream.write(render_proof_json(sheet) if as_json else render_proof_html(sheet))
    warned = [
        warning.kind
        for story in sheet.stories
        for part in story.parts
        for sentence in part.sentences
        for warning in sentence.warnings
    ]
    faults = warned.count("fault")
    tell(f"{counted(len(warned), 'warning')}, {counted(faults, 'fault')}")
    return faults
