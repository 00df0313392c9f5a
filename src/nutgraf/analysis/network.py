"""The trained network that tags each word as cue, source or content of a statement.

A small residual network over the parse: every layer mixes a word with its neighbours, its
head and its children. ``training/train.py`` makes the weights, ``docs/model-card.md`` tells
of what; here they are only applied, by numpy.
"""

from __future__ import annotations

import functools
from importlib import resources

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from nutgraf.analysis.features import Features, Floats, Hashes, Ints
from nutgraf.analysis.syntax import key_of

_REACH = 100
_NAMED = ("lemmas", "tags", "deps", "kinds")
_STRETCH = 4096


class Scores(Struct):
    """What the network says of each word.

    ``tags`` are log-probabilities of shape (words, 7), tags as in ``part_tags``;
    ``dependent`` and ``anchor`` of shape (2, words, 48) make up ``pointing``.
    """

    tags: Floats
    dependent: Floats
    anchor: Floats


class Network:
    """The weights, ready to be applied; one is enough for a process."""

    def __init__(self, arrays: dict[str, npt.NDArray[np.generic]]) -> None:
        self._weights = {
            name: np.ascontiguousarray(value, np.float32)
            for name, value in arrays.items()
            if not name.startswith("table.")
        }
        self._tables = {name: _table(arrays[f"table.{name}"]) for name in _NAMED}
        self._distances = [int(distance) for distance in arrays["table.distances"]]
        self._threads = ThreadpoolController()

    def __call__(self, words: Features) -> Scores:
        """The scores of every word; takes time linear in their number."""
        # Arrays this small gain nothing from threads, which burn time while they wait.
        with self._threads.limit(limits=1):
            # Layers cost some kilobytes a word: a book is read in stretches.
            parts = [self._stretch(words, at) for at in range(0, len(words), _STRETCH)]
        tags = np.concatenate([part[0] for part in parts])
        links = [np.concatenate([part[place] for part in parts]) for place in (1, 2)]
        dependent, anchor = (
            np.ascontiguousarray(link.reshape(len(link), 2, -1).swapaxes(0, 1)) for link in links
        )
        return Scores(_log_softmax(tags), dependent, anchor)

    def _stretch(self, words: Features, start: int) -> tuple[Floats, Floats, Floats]:
        cut = slice(start, start + _STRETCH)
        hidden = self._enter(words, cut)
        size = len(hidden)
        heads = words.heads[cut] - start
        heads = np.where((heads >= 0) & (heads < size), heads, np.arange(size))
        order = np.argsort(heads, kind="stable")
        parents, groups = np.unique(heads[order], return_index=True)
        counts = np.diff(np.append(groups, size))[:, None].astype(np.float32)
        for depth, distance in enumerate(self._distances):
            plain = self._norm(hidden, f"layers.{depth}.norm")
            # Written in place: joining five arrays costs more than the layer itself.
            width = plain.shape[1]
            mixed = np.zeros((size, 5 * width), np.float32)
            mixed[distance:, :width] = plain[:-distance]
            mixed[:, width : 2 * width] = plain
            mixed[:-distance, 2 * width : 3 * width] = plain[distance:]
            mixed[:, 3 * width : 4 * width] = plain[heads]
            mixed[parents, 4 * width :] = np.add.reduceat(plain[order], groups, 0) / counts
            value, gate = np.hsplit(self._linear(mixed, f"layers.{depth}.mix"), 2)
            hidden = hidden + value / (1 + np.exp(-np.clip(gate, -30, 30)))
        hidden = self._norm(hidden, "norm")
        tags, dependent, anchor = (
            self._linear(hidden, name) for name in ("tags", "dependent", "anchor")
        )
        return tags, dependent, anchor

    def pointing(self, scores: Scores, rows: Ints, relation: int) -> tuple[Floats, Ints]:
        """How likely each of ``rows`` points to each word within reach, and which those are.

        ``relation`` is 0 for words of a source, 1 for words of content. Both results have
        the shape (rows, 201).
        """
        anchor = scores.anchor[relation]
        places = rows[:, None] + np.arange(-_REACH, _REACH + 1)
        inside = (places >= 0) & (places < len(anchor))
        places = np.clip(places, 0, len(anchor) - 1)
        near = np.einsum("rok,rk->ro", anchor[places], scores.dependent[relation, rows])
        near = near / np.float32(anchor.shape[1] ** 0.5) + self._weights["near"][relation]
        return np.exp(_log_softmax(np.where(inside, near, -1e4))), places

    def _enter(self, words: Features, cut: slice) -> Floats:
        parts: list[Floats] = []
        for name in _NAMED:
            hashes, rows = self._tables[name]
            known = _rows(getattr(words, name)[cut], hashes, rows)
            parts.append(self._weights[f"named.{name}.weight"][known])
        parts.append(self._weights["rules.weight"][words.rules[cut]])
        parts.append(self._linear(words.vectors[cut], "vectors"))
        parts += [words.tensor[cut], words.flags[cut]]
        return self._linear(np.concatenate(parts, 1), "enter")

    def _linear(self, values: Floats, name: str) -> Floats:
        product: Floats = values @ self._weights[f"{name}.weight"].T
        return product + self._weights[f"{name}.bias"]

    def _norm(self, values: Floats, name: str) -> Floats:
        centred = values - values.mean(1, keepdims=True)
        spread: Floats = np.sqrt((centred**2).mean(1, keepdims=True) + 1e-5)
        scaled: Floats = centred / spread * self._weights[f"{name}.weight"]
        return scaled + self._weights[f"{name}.bias"]


def _table(strings: npt.NDArray[np.generic]) -> tuple[Hashes, Ints]:
    """The parser's hashes of the known strings, in order, and the row of each."""
    hashes = np.array([key_of(str(text)) for text in strings], np.uint64)
    order = np.argsort(hashes)
    return hashes[order], order.astype(np.int64) + 1


def _rows(wanted: Hashes, hashes: Hashes, rows: Ints) -> Ints:
    """The row of each word in a table, 0 for a string that the table does not know."""
    at = np.minimum(np.searchsorted(hashes, wanted), len(hashes) - 1)
    return np.where(hashes[at] == wanted, rows[at], 0)


def _log_softmax(values: Floats) -> Floats:
    shifted = values - values.max(-1, keepdims=True)
    result: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return result


@functools.cache
def network() -> Network:
    """The network that the package ships."""
    with resources.as_file(resources.files("nutgraf.analysis") / "network.npz") as path:
        return Network(dict(np.load(path)))
