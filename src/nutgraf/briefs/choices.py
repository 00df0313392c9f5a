"""What an editor has decided about the points of a brief: which stay, which must not come."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from nutgraf.briefs.draft import UnusableError
from nutgraf.records import Point


class Choices(Struct, frozen=True):
    """Point ids: ``kept`` are to be in the brief, ``barred`` are not.

    ``closed`` asks for the kept points and no others, so that what an editor has approved
    is not touched by a change elsewhere.
    """

    kept: frozenset[str] = frozenset()
    barred: frozenset[str] = frozenset()
    closed: bool = False


FREE = Choices()


def by_choice[Candidate](
    choices: Choices,
    candidates: Iterable[Candidate],
    draft: Callable[[Candidate], Point],
) -> Iterator[tuple[Candidate, bool]]:
    """Candidates in the order to try them, each with whether it was chosen by hand.

    The chosen come first, in their own order; the barred not at all. ``draft`` makes the
    point of a candidate, and may raise ``UnusableError``.
    """
    if choices == FREE:
        yield from ((candidate, False) for candidate in candidates)
        return
    others: list[Candidate] = []
    for candidate in candidates:
        try:
            named = draft(candidate).id
        except UnusableError:
            named = ""
        if named in choices.kept:
            yield candidate, True
        elif named not in choices.barred and not choices.closed:
            others.append(candidate)
    yield from ((candidate, False) for candidate in others)
