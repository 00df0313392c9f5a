"""Versions of one item: which article replaces which, among all that are read in one go."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from nutgraf.records import Article, Failure


class Versioned(Struct, frozen=True):
    """An article of which its sender says that it is such a version of such an item.

    ``guid`` names the item in all its versions; ``version`` is as it was written, and
    ``created`` the moment of this version, ``None`` where nothing is said.
    """

    article: Article
    guid: str
    version: str | None = None
    created: dt.datetime | None = None


Found = Article | Failure | Versioned


def with_versions(stream: Iterable[Found]) -> Iterator[Article | Failure]:
    """``stream`` with each later version of an item naming the one before it as superseded.

    Articles with a version are held back to the end of the stream, since an older one may
    come after a newer; then come the versions of each item, from the first to the last.
    """
    held: dict[str, list[Versioned]] = {}
    for one in stream:
        if isinstance(one, Versioned):
            held.setdefault(one.guid, []).append(one)
        else:
            yield one
    for versions in held.values():
        yield from _in_order(versions)


def _in_order(versions: list[Versioned]) -> Iterator[Article]:
    """The versions of one item; of two of which neither is told to be newer, neither replaces."""
    before: Versioned | None = None
    for one in sorted(versions, key=_age):
        if before is None:
            yield one.article
        elif one.article.id == before.article.id:
            continue
        elif _age(one) > _age(before):
            yield replace(one.article, supersedes=before.article.id)
        else:
            yield one.article
        before = one


def _age(one: Versioned) -> tuple[int, float]:
    """What sorts versions: their number, then the moment at which they were made."""
    number = re.fullmatch(r"\s*(\d{1,9})(?:\.\d+)?\s*", one.version or "", re.ASCII)
    moment = one.created
    if moment is not None and moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return int(number.group(1)) if number else 0, moment.timestamp() if moment else 0.0
