"""What was fetched is accepted once an article was read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nutgraf.plugins import Fetched
from nutgraf.records import Failure


def accepting[One](found: Iterable[One], fetched: Fetched) -> Iterator[One]:
    """``found`` as it is; its first article shows that ``fetched`` was what was wanted."""
    accepted = False
    for one in found:
        if not accepted and not isinstance(one, Failure):
            fetched.accept()
            accepted = True
        yield one
