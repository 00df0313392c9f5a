"""A text in less than a kilobyte: enough to tell, without the text, whether two are copies."""

from __future__ import annotations

import re
import zlib

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

# Three words: long enough that two reporters seldom choose the same by chance, short enough
# that some survive where four words in ten were changed.
_RUN = 3
_MARKS = 190
# Two capitals make a name, which every report prints alike.
_NAME = 2
# A passage is so many marks in a row. A copy, however edited, gives back two in most of its
# passages; a statement or a frame that two reports share fills a few and leaves the others.
# Where only one returns the passage counts for half.
_PASSAGE = 8
_GIVEN_BACK = 2
# Short reports of one event share its names, which come to a few runs.
_ENOUGH = 12
# Fewer runs than this are a caption or a site's frame, and tell nothing.
_FEWEST = 20
# A text that is nearly all quotation is compared with what it quotes.
_FEWEST_WORDS = 40
_SHORTER = 0.15

_WORD = re.compile(r"\w+(?:['’]\w+)*")
# What stands in quotation marks is another's words, and reporters who never met share it.
_QUOTED = re.compile(
    r"[“„«][^“”„«»\n]*[”»\n]"
    r"|(?<![^\s(\[—–-])\"(?=[^\s\"])[^\"\n]{0,1500}?(?<=[^\s\"])\"(?![\w\"])"
)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_LAST_SPREAD = np.uint64(0xFF51AFD7ED558CCD)
_HALF = np.uint64(32)
_LARGEST = 2**32 - 1


class Sketch(Struct, frozen=True):
    """The marks of a text: its runs of three words that hash lowest, and where each stands.

    ``hashes`` holds them as unsigned 32-bit numbers in ascending order, ``places`` for each
    the 256th part of the text that it first stands in. ``runs`` counts the different runs of
    the whole text; 0 is a text without words, which is like no other.
    """

    hashes: bytes = b""
    places: bytes = b""
    runs: int = 0

    def marks(self) -> NDArray[np.uint32]:
        """The hashes as numbers, the lowest first."""
        return np.frombuffer(self.hashes, dtype="<u4")

    def reach(self) -> int:
        """The hash up to which every run of the text is a mark."""
        marks = self.marks()
        return int(marks[-1]) if len(marks) < self.runs else _LARGEST


def sketch(text: str) -> Sketch:
    """The sketch of a text, at most 950 bytes of it; what it quotes counts only if little else.

    Leave the frame of a site out first: see ``own_sentences``.
    """
    words = _WORD.findall(_QUOTED.sub(" ", text))
    if len(words) < _FEWEST_WORDS:
        words = _WORD.findall(text)
    if not words:
        return Sketch()
    codes = np.array(
        [zlib.crc32(word.casefold().encode("utf-8", "surrogatepass")) for word in words],
        dtype=np.uint64,
    )
    length = min(_RUN, len(codes))
    count = len(codes) - length + 1
    mixed = np.zeros(count, dtype=np.uint64)
    capitals = np.zeros(count, dtype=np.intp)
    upper = np.array([word[0].isupper() for word in words], dtype=np.intp)
    for step in range(length):
        mixed = (mixed ^ codes[step : step + count]) * _SPREAD
        mixed ^= mixed >> _HALF
        capitals += upper[step : step + count]
    ordinary = np.flatnonzero(capitals < _NAME)
    if 2 * len(ordinary) >= count:
        mixed, count = mixed[ordinary], len(ordinary)
    hashes, first = np.unique((mixed * _LAST_SPREAD) >> _HALF, return_index=True)
    return Sketch(
        hashes[:_MARKS].astype("<u4").tobytes(),
        (first[:_MARKS] * 256 // count).astype(np.uint8).tobytes(),
        len(hashes),
    )


def likeness(one: Sketch, other: Sketch) -> float:
    """How far two texts are one, 0 to 1: the geometric mean of what each gives back of the other.

    What a text gives back is the share of its passages that hold runs of the other, so that
    changed words, cut and moved paragraphs cost little, and a block that both print counts
    for no more than the room it takes. 0 where one is too short to tell, or a fraction of
    the other.
    """
    shorter, longer = sorted((one.runs, other.runs))
    if shorter < max(_FEWEST, _SHORTER * longer):
        return 0.0
    # Beyond the shorter reach a run of one text may be missing among the other's marks.
    reach = min(one.reach(), other.reach())
    first, second = (
        marks[: np.searchsorted(marks, reach, "right")] for marks in (one.marks(), other.marks())
    )
    shared, in_first, in_second = np.intersect1d(
        first, second, assume_unique=True, return_indices=True
    )
    if len(shared) < _ENOUGH:
        return 0.0
    given = _given_back(one, len(first), in_first) * _given_back(other, len(second), in_second)
    return float(np.sqrt(given))


def _given_back(of: Sketch, count: int, shared: NDArray[np.intp]) -> float:
    """The share of passages that return, where ``shared`` of the first ``count`` marks do."""
    places = np.frombuffer(of.places, dtype=np.uint8)[:count]
    passages = max(1, round(count / _PASSAGE))
    rank = np.empty(count, dtype=np.intp)
    rank[np.argsort(places, kind="stable")] = np.arange(count)
    held = np.bincount(rank[shared] * passages // count, minlength=passages)
    return float(np.mean(np.minimum(held / _GIVEN_BACK, 1.0)))
