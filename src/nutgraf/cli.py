"""The ``nutgraf`` command. Each command is a few lines over the desk.

Results go to standard output, progress and complaints to standard error. Exit codes:
0 done, 1 nothing could be done or a check found faults, 2 the command makes no sense.
"""

from __future__ import annotations

import sys
from importlib.metadata import version as installed_version
from typing import Annotated, NoReturn

import typer

from nutgraf.commands import feeds
from nutgraf.commands.articles import analyze_command, read_command
from nutgraf.commands.brief import brief_command, check_command
from nutgraf.commands.inputs import EPILOG
from nutgraf.commands.poll import poll_command
from nutgraf.commands.proof import proof_command
from nutgraf.commands.quotes import quotes_command
from nutgraf.commands.rerun import rerun_command
from nutgraf.commands.stories import stories_command
from nutgraf.errors import NutgrafError
from nutgraf.render.display import clean

app = typer.Typer(
    help="Read a day's news from many publishers; write short briefs with every sentence cited.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("brief", epilog=EPILOG)(brief_command)
app.command("read", epilog=EPILOG)(read_command)
app.command("analyze", epilog=EPILOG)(analyze_command)
app.command("stories", epilog=EPILOG)(stories_command)
app.command("check")(check_command)
app.add_typer(feeds.app, name="feeds")
app.command("poll")(poll_command)
app.command("proof")(proof_command)
app.command("quotes", epilog=EPILOG)(quotes_command)
app.command("rerun")(rerun_command)


def main() -> None:
    """Run the command; expected trouble ends in one line, never in a traceback."""
    try:
        app()
    except NutgrafError as error:
        _leave(str(error))
    except KeyboardInterrupt:
        _leave("stopped; what was analysed so far is kept", code=130)
    except BrokenPipeError:
        # The reader of our output went away, as `head` does.
        sys.stderr.close()
        raise SystemExit(0) from None


def _leave(message: str, *, code: int = 1) -> NoReturn:
    sys.stderr.write(f"nutgraf: {clean(message)}\n")
    raise SystemExit(code)


def _show_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"nutgraf {installed_version('nutgraf')}\n")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Say and leave."),
    ] = False,
) -> None:
    pass
