"""What a grouping gives to be kept, and takes to be itself again: records and bytes, no file.

Of an article most never changes; what does is a small part, and an addition changes it for
few. So each addition gives its articles and what changed, and of these, in order, a grouping
is rebuilt without comparing anything again. Now and then it states all that can change, which
stands for every change before.
"""

from __future__ import annotations

import functools
import hashlib
from importlib import resources

import numpy as np
from msgspec import Struct
from numpy.typing import ArrayLike, DTypeLike, NDArray

from nutgraf.stories.growing import Row


@functools.cache
def grouping_name() -> str:
    """Which code groups: what another kept is made anew.

    The digest is of this room's own source, so that a changed rule never goes on from what
    the old one made.
    """
    digest = hashlib.sha256()
    for module in sorted(resources.files("nutgraf.stories").iterdir(), key=lambda m: m.name):
        if module.name.endswith(".py"):
            digest.update(module.read_bytes())
    return f"stories+{digest.hexdigest()[:10]}"


class KeptArticle(Struct, frozen=True, array_like=True):
    """What is kept of one article and never changes.

    ``whole`` and ``opening`` are its terms, ``facts`` its profile without them, ``hashes``
    those of its facts, to be counted by. ``day`` is ``None`` where the profile has none.
    """

    article_id: str
    day: int | None
    whole: Row
    opening: Row
    facts: bytes
    hashes: bytes


class Crowded(Struct, frozen=True, array_like=True):
    """Places in the lists of nearest neighbours with what stands there now.

    ``crowds`` are those of all articles that are new or have one of the ``cells``, ascending.
    """

    cells: bytes = b""
    alike: bytes = b""
    gains: bytes = b""
    crowds: bytes = b""


class Linked(Struct, frozen=True, array_like=True):
    """For each of ``owners`` all its links: so many ``others``, each with a total."""

    owners: bytes = b""
    counts: bytes = b""
    others: bytes = b""
    totals: bytes = b""


class Compared(Struct, frozen=True, array_like=True):
    """Pairs of articles with what their facts say; ``anew`` where all before are forgotten."""

    pairs: bytes = b""
    amounts: bytes = b""
    anew: bool = False


class Standing(Struct, frozen=True):
    """What an addition changed of the grouping that it left with ``size`` articles.

    ``whole`` where it states everything, whatever was before. ``segments`` are the sizes of
    the index's parts, ``measured`` how many articles there were when rarity was last taken,
    ``settled`` when all were last compared. ``stories`` has the articles that are newly of a
    story, by its name.
    """

    size: int
    whole: bool
    settled: int
    segments: tuple[int, ...]
    measured: int
    crowded: Crowded
    linked: Linked
    compared: Compared
    stories: dict[str, bytes]


class Growth(Struct, frozen=True):
    """One addition: its articles, numbered from ``first`` on, and what it changed."""

    first: int
    articles: tuple[KeptArticle, ...]
    standing: Standing


def packed(numbers: ArrayLike, kind: DTypeLike) -> bytes:
    """Numbers as bytes of one kind, such as ``"<u4"``."""
    return np.asarray(numbers, dtype=kind).tobytes()


def unpacked[T: np.generic](packs: list[bytes], kind: type[T]) -> NDArray[T]:
    """The numbers of several packs as one array, which may be written to."""
    little = np.dtype(kind).newbyteorder("<")
    return np.frombuffer(b"".join(packs), dtype=little).astype(kind)
