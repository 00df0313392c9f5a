"""Statements read off the network's tags: segments of words, and which belong together."""

from __future__ import annotations

import numpy as np
from msgspec import Struct

from nutgraf.analysis.features import Features, Floats, Ints
from nutgraf.analysis.network import Network, Scores
from nutgraf.records import Span

_CUE, _SOURCE, _CONTENT = 1, 2, 3
# How far a word leans towards being part of something: with none, many segments are cut short.
_LEAN = 1.0
# A segment's link to a cue is asked of this many of its words at most.
_ASKED = 6
# Below this share of its words' votes a segment belongs to no cue.
_LEAST_LINK = 0.05


class Tagged(Struct):
    """One statement as the network sees it; ``sure`` is 0 to 1.

    ``source`` is empty where no words near the cue name the speaker.
    """

    content: list[Span]
    cue: list[Span]
    source: list[Span]
    sure: float


class _Segment(Struct):
    part: int
    low: int
    high: int
    sure: float


def find_tagged(words: Features, network: Network, lean: float = _LEAN) -> list[Tagged]:
    """The statements that the network finds, by their cues' order; empty if none."""
    if not len(words):
        return []
    scores = network(words)
    segments = _segments(scores, words, lean)
    cues = [segment for segment in segments if segment.part == _CUE]
    if not cues:
        return []
    of_word = np.full(len(words), -1, np.int64)
    for number, cue in enumerate(cues):
        of_word[cue.low : cue.high] = number
    contents: dict[int, list[_Segment]] = {}
    sources: dict[int, list[tuple[float, _Segment]]] = {}
    for segment, cue_number, share in _linked(segments, of_word, scores, network):
        if segment.part == _CONTENT:
            contents.setdefault(cue_number, []).append(segment)
        else:
            sources.setdefault(cue_number, []).append((share, segment))
    found = []
    for number, parts in sorted(contents.items()):
        said_by = max(sources.get(number, []), key=lambda pair: pair[0], default=None)
        found.append(
            Tagged(
                content=[_span(segment, words) for segment in parts],
                cue=[_span(cues[number], words)],
                source=[_span(said_by[1], words)] if said_by else [],
                sure=cues[number].sure * max(segment.sure for segment in parts),
            )
        )
    return found


def _span(segment: _Segment, words: Features) -> Span:
    return Span(int(words.starts[segment.low]), int(words.ends[segment.high - 1]))


def _segments(scores: Scores, words: Features, lean: float) -> list[_Segment]:
    """Runs of words of one part, in order."""
    chances = np.exp(scores.tags)
    parts = np.stack([chances[:, 0], *(chances[:, [p, p + 1]].sum(1) for p in (1, 3, 5))])
    leaning = parts.copy()
    leaning[0] *= np.exp(-lean)
    best = leaning.argmax(0)
    # Two neighbours of one part are one segment, unless the second is likelier an opening.
    opens = np.ones(len(best), bool)
    rows = np.arange(1, len(best))
    opening = scores.tags[rows, np.maximum(2 * best[1:] - 1, 0)]
    inner = scores.tags[rows, 2 * best[1:]]
    opens[1:] = (best[1:] != best[:-1]) | ((best[1:] > 0) & (opening > inner))
    starts = np.flatnonzero(opens)
    ends = np.append(starts[1:], len(best))
    return [
        _Segment(int(best[low]), int(low), int(high), float(parts[best[low], low:high].mean()))
        for low, high in zip(starts, ends, strict=True)
        if best[low]
    ]


def _linked(
    segments: list[_Segment],
    of_word: Ints,
    scores: Scores,
    network: Network,
) -> list[tuple[_Segment, int, float]]:
    """Each source and content with the number of its cue and the share of votes for it."""
    linked = []
    for relation, part in enumerate((_SOURCE, _CONTENT)):
        ours = [segment for segment in segments if segment.part == part]
        if not ours:
            continue
        asked = [_some(segment) for segment in ours]
        chances, places = network.pointing(scores, np.concatenate(asked), relation)
        ends = np.cumsum([len(rows) for rows in asked])
        for segment, rows, end in zip(ours, asked, ends, strict=True):
            votes = _votes(chances[end - len(rows) : end], places[end - len(rows) : end], of_word)
            number = int(votes.argmax())
            if votes[number] >= _LEAST_LINK:
                linked.append((segment, number, float(votes[number])))
    return linked


def _some(segment: _Segment) -> Ints:
    count = min(_ASKED, segment.high - segment.low)
    return np.linspace(segment.low, segment.high - 1, count).astype(np.int64)


def _votes(chances: Floats, places: Ints, of_word: Ints) -> Floats:
    numbers = of_word[places]
    held = numbers >= 0
    votes = np.bincount(numbers[held], chances[held], minlength=int(of_word.max()) + 1)
    return (votes / len(chances)).astype(np.float32)
