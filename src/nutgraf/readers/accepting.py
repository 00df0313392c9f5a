"""What was fetched is accepted once an article was read from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nutgraf.plugins import Fetched
from nutgraf.records import Article, Failure


def accepting(found: Iterable[Article | Failure], fetched: Fetched) -> Iterator[Article | Failure]:
    """``found`` as it is; its first article shows that ``fetched`` was what was wanted."""
    accepted = False
    for one in found:
        if not accepted and isinstance(one, Article):
            fetched.accept()
            accepted = True
        yield one
