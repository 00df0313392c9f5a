"""An edition as plain text at eighty columns, without any escape sequence: for mail and pipes."""

from __future__ import annotations

import io

from rich.console import Console

from nutgraf.records import Edition
from nutgraf.render.terminal import WIDEST, print_edition


def render_text(edition: Edition) -> str:
    """The edition as print on a terminal has it, with the addresses of its sources.

    No line is wider than eighty columns but one that holds nothing else than an address.
    """
    stream = io.StringIO()
    console = Console(file=stream, width=WIDEST, force_terminal=False, color_system=None)
    print_edition(edition, console, addresses=True)
    return stream.getvalue()
