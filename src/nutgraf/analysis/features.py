"""What a parse says of each word, as arrays: the input of the network that tags statements."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from nutgraf.analysis.marks import Marked
from nutgraf.analysis.syntax import Tree
from nutgraf.records import Quote, Span

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]

PARTS = ("cue", "source", "content")
_SHAPES = ("IS_TITLE", "IS_UPPER", "LIKE_NUM", "IS_PUNCT")
FLAGS = 3 + len(_SHAPES)
_ATTRIBUTES = [
    *("ORTH", "LEMMA", "TAG", "DEP", "ENT_TYPE", "HEAD", "IS_SPACE", "SENT_START", "IDX", "LENGTH"),
    *_SHAPES,
]


class Features(Struct):
    """One row for each word that is not white space, from ``starts`` to ``ends`` in the text.

    ``lemmas``, ``tags``, ``deps``, ``kinds`` (of entities) are the parser's hashes; ``heads``
    are rows; ``rules`` are tags as in ``part_tags``, by what the rules found; ``flags``
    are in marks, opens a sentence, opens a paragraph, capital, all capitals, number, sign.
    """

    starts: Ints
    ends: Ints
    tensor: Floats
    vectors: Floats
    lemmas: Hashes
    tags: Hashes
    deps: Hashes
    kinds: Hashes
    heads: Ints
    rules: Ints
    flags: Floats

    def __len__(self) -> int:
        return len(self.starts)


def part_tags(
    statements: Sequence[Sequence[Sequence[Span]]], starts: Ints, ends: Ints
) -> tuple[Ints, Ints]:
    """For each word a tag and the number of its statement, -1 where it is in none.

    ``statements`` give cue, source and content of each, in the order of ``PARTS``. Tag 0 is
    outside; 1 opens a cue and 2 goes on with it, 3 and 4 so for a source, 5 and 6 for content.
    """
    tags = np.zeros(len(starts), np.int64)
    owner = np.full(len(starts), -1, np.int64)
    for number, parts in enumerate(statements):
        for place, spans in enumerate(parts):
            for span in spans:
                low = int(np.searchsorted(ends, span.start, side="right"))
                high = int(np.searchsorted(starts, span.end, side="left"))
                tags[low:high] = 2 * place + 2
                tags[low : low + (high > low)] = 2 * place + 1
                owner[low:high] = number
    return tags, owner


def read_features(tree: Tree, marked: Sequence[Marked], found: Sequence[Quote]) -> Features:
    """The features of every word of ``tree``, given the statements that the rules ``found``."""
    columns: Hashes = np.asarray(tree.to_array([*_ATTRIBUTES]), np.uint64)
    column = {name: columns[:, place] for place, name in enumerate(_ATTRIBUTES)}
    space = column["IS_SPACE"].astype(bool)
    kept = np.flatnonzero(~space)
    row_of = np.maximum(np.cumsum(~space) - 1, 0)
    heads = row_of[np.arange(len(columns)) + column["HEAD"].astype(np.int64)][kept]
    starts = column["IDX"].astype(np.int64)[kept]
    ends = starts + column["LENGTH"].astype(np.int64)[kept]
    rules, _ = part_tags([(q.cue, q.source, q.content) for q in found], starts, ends)
    store = tree.vocab.vectors
    rows = store.find(keys=column["ORTH"][kept])
    vectors = np.where((rows >= 0)[:, None], store.data[rows], 0)
    return Features(
        starts=starts,
        ends=ends,
        tensor=np.asarray(tree.tensor, np.float32)[kept],
        vectors=np.asarray(vectors, np.float32),
        lemmas=column["LEMMA"][kept],
        tags=column["TAG"][kept],
        deps=column["DEP"][kept],
        kinds=column["ENT_TYPE"][kept],
        heads=heads,
        rules=rules,
        flags=_flags(tree, marked, starts, column, kept),
    )


def _flags(
    tree: Tree, marked: Sequence[Marked], starts: Ints, column: dict[str, Hashes], kept: Ints
) -> Floats:
    flags = np.zeros((len(kept), FLAGS), np.float32)
    for mark in marked:
        low = np.searchsorted(starts, mark.outer.start)
        flags[low : np.searchsorted(starts, mark.outer.end), 0] = 1
    flags[:, 1] = column["SENT_START"][kept] == 1
    spaces = np.flatnonzero(column["IS_SPACE"]).tolist()
    breaks = np.array([-1, *(at for at in spaces if "\n" in tree[at].text)])
    opening = np.searchsorted(kept, breaks)
    flags[opening[opening < len(kept)], 2] = 1
    for place, name in enumerate(_SHAPES, 3):
        flags[:, place] = column[name][kept]
    return flags
