"""What a terminal shows while work goes on; nothing where no person is watching."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn


@contextmanager
def status(words: str) -> Iterator[None]:
    """A moving sign with ``words`` on a terminal's standard error; silence elsewhere."""
    console = Console(stderr=True)
    if console.is_terminal:
        with console.status(words):
            yield
    else:
        yield


@contextmanager
def progress(words: str, total: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal's standard error; silence elsewhere."""
    console = Console(stderr=True)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    ) as bar:
        task = bar.add_task(words, total=total)
        yield lambda: bar.advance(task)
