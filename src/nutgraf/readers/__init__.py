"""The world's formats to articles: ``read`` is the one way in.

Nothing is lost on the way: whatever cannot be read is given as a ``Failure`` that says
what it was, why, and what to do.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import BinaryIO

from msgspec.structs import replace

from nutgraf.plugins import Fetch, Fetched
from nutgraf.readers.article import STEP, Means
from nutgraf.readers.fetch import HttpFetch
from nutgraf.readers.location import read_location
from nutgraf.readers.plain import as_fetch
from nutgraf.readers.publishers import publisher_name
from nutgraf.readers.versions import with_versions
from nutgraf.records import Article, Failure

__all__ = ["Fetch", "Fetched", "HttpFetch", "publisher_name", "read", "read_all"]

_NONE_ADDED: Mapping[str, str] = MappingProxyType({})


def read(
    location: str,
    *,
    fetch: Fetch | None = None,
    retrieved: dt.datetime | None = None,
    stdin: BinaryIO | None = None,
    publishers: Mapping[str, str] = _NONE_ADDED,
) -> Iterator[Article | Failure]:
    """The articles at ``location``, with a ``Failure`` for each thing that cannot be read.

    ``location`` is a file, a folder, a pattern (``news/*.html``), the http or https address
    of a page or feed, or ``-`` for ``stdin``. ``fetch`` reaches the network (by default
    ``HttpFetch``), ``retrieved`` is noted in each article, ``publishers`` adds names by host.
    Raises ``UnreadableInput`` at once where there is no such file.
    """
    return read_all(
        [location], fetch=fetch, retrieved=retrieved, stdin=stdin, publishers=publishers
    )


def read_all(
    locations: Iterable[str],
    *,
    fetch: Fetch | None = None,
    retrieved: dt.datetime | None = None,
    stdin: BinaryIO | None = None,
    publishers: Mapping[str, str] = _NONE_ADDED,
) -> Iterator[Article | Failure]:
    """What ``read`` gives for each of ``locations``, each article once.

    Of two articles with one given id and different texts both are kept, the later as
    ``id#2``, and a ``Failure`` says so, unless their sender says that they are versions of
    one item: then the newer ``supersedes`` the older, and both come at the end.
    """
    means = Means(as_fetch(fetch) if fetch else HttpFetch(), retrieved, publishers)
    # all are looked for before the first is read, so that a slip in the last costs no time
    opened = [read_location(location, means, stdin) for location in locations]
    return _once(with_versions(one for stream in opened for one in stream))


def _once(stream: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
    seen: set[tuple[str, str | None]] = set()
    given: dict[str, str] = {}
    for one in stream:
        if isinstance(one, Failure):
            yield one
            continue
        if (one.id, one.given_id) in seen:
            continue
        seen.add((one.id, one.given_id))
        if one.given_id is None or given.setdefault(one.given_id, one.id) == one.id:
            yield one
            continue
        number = 2
        while f"{one.given_id}#{number}" in given:
            number += 1
        label = f"{one.given_id}#{number}"
        given[label] = one.id
        yield replace(one, given_id=label)
        # of versions it is known why there are several
        if one.supersedes is not None:
            continue
        yield Failure(
            label,
            STEP,
            f"two articles with different texts have the id {one.given_id!r}; both are kept, "
            f"this one as {label!r}",
        )
