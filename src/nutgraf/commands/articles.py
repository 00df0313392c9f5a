"""``nutgraf read`` and ``nutgraf analyze``: what is understood of single articles."""

from __future__ import annotations

import enum
import sys
from typing import Annotated

import typer
from rich.console import Console

from nutgraf.commands.inputs import (
    Inputs,
    Manifest,
    Offline,
    Output,
    Public,
    analysed_inputs,
    written,
)
from nutgraf.commands.shared import Db


class ReadFormat(enum.StrEnum):
    """How ``read`` prints."""

    text = "text"
    json = "json"
    html = "html"


class LinesFormat(enum.StrEnum):
    """How ``analyze`` prints."""

    jsonl = "jsonl"


def read_command(
    inputs: Inputs,
    form: Annotated[
        ReadFormat,
        typer.Option("--format", help="text for people, json for programs, html for a browser."),
    ] = ReadFormat.text,
    output: Output = None,
    offline: Offline = False,
    public: Public = False,
    db: Db = None,
) -> None:
    """Print what is understood of an article: names, quotes, dates, events, what is to come.

    As html: one page with who said what, and the words of it marked in the article's text.
    """
    from nutgraf.render.jsonl import analysis_line
    from nutgraf.render.reading import print_reading
    from nutgraf.render.readinghtml import render_reading

    pairs = analysed_inputs(inputs, db, offline=offline, public=public)
    with written(output) as stream:
        if form is ReadFormat.html:
            stream.write(render_reading(pairs))
        elif form is ReadFormat.json:
            stream.writelines(analysis_line(*pair) + "\n" for pair in pairs)
        else:
            console = Console(file=stream)
            for article, analysis in pairs:
                print_reading(article, analysis, console)


def analyze_command(
    inputs: Inputs,
    form: Annotated[LinesFormat, typer.Option("--format", help="One analysis a line.")] = (
        LinesFormat.jsonl
    ),
    manifest: Manifest = None,
    offline: Offline = False,
    public: Public = False,
    db: Db = None,
) -> None:
    """Write one analysis a line, for programs; offsets are characters of the text given."""
    from nutgraf.render.jsonl import analysis_line

    for article, analysis in analysed_inputs(inputs, db, manifest, offline=offline, public=public):
        sys.stdout.write(analysis_line(article, analysis) + "\n")
