"""Two tellings of one quote side by side: what they share, what one alters, what it adds.

The telling is compared with a fuller one piece by piece, and every difference is kept with
its places in both, down to a contraction or another spelling.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from nutgraf.records import Change, Span
from nutgraf.stories.wording import Spokens, Wording

# A sentence left out without a sign weighs no more than a word: its words were not altered.
_SENTENCE_LEFT_OUT = 1.0
_BRACKET_STANDS_FOR = 8
# A run of words with one of these is said of somebody; without, it may be a common name.
_OF_A_CLAUSE = frozenset(
    re.findall(
        r"\w+",
        """
        i we you he she they it this that who am is are was were be been has have had do does did
        will would can could shall should must may might not
        """,
    )
)


class Alignment(Struct, frozen=True):
    """How a telling compares with a fuller one.

    ``shared``, ``differing`` and ``beyond`` are weights of words: those in common; those
    that stand in place of others; the telling's own before and after. ``content`` counts
    the words in common that are not small, ``longest`` those of the longest unbroken run.
    ``whole`` says that the fuller one has nothing more. ``found`` counts the pieces of the
    telling that share words with it. ``clause`` is true where the words in common are more
    than a noun and what belongs to it.
    """

    shared: float = 0.0
    differing: float = 0.0
    beyond: float = 0.0
    words: int = 0
    content: int = 0
    longest: int = 0
    found: int = 0
    whole: bool = False
    clause: bool = False
    changes: tuple[Change, ...] = ()

    @property
    def share(self) -> float:
        """How much of the telling is in common, 0 to 1."""
        return self.shared / ((self.shared + self.differing + self.beyond) or 1.0)


class _Block(Struct, frozen=True):
    """``size`` words in common, from ``told`` on in one and from ``full`` on in the other."""

    told: int
    full: int
    size: int


def align(told: Wording, full: Wording) -> Alignment:
    """How ``told`` compares with ``full``; each piece of it finds its own place.

    Pieces may stand in another order, as "angry" and "in tears" of "I was in tears and angry".
    """
    matcher = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2([word.key for word in full.words])
    sides = []
    for piece in told.pieces():
        matcher.set_seq1([word.key for word in piece])
        sides.append(_Side(piece, full.words, _blocks(matcher, piece)))
    shared = [piece[at] for piece, at in _common(sides)]
    known = {words for words, _ in full.bracketed}
    edited = [
        Change(span, _instead(span, sides, full.words))
        for words, span in told.bracketed
        if words not in known
    ]
    changes = [change for side in sides for change in side.changes()]
    joined = sum(side.joined for side in sides)
    return Alignment(
        shared=sum(word.weight for word in shared) + joined,
        differing=sum(side.differing for side in sides),
        beyond=sum(side.beyond for side in sides),
        words=len(shared) + joined,
        content=sum(not word.small for word in shared) + joined,
        longest=max((block.size for side in sides for block in side.blocks), default=0),
        found=sum(bool(side.blocks) for side in sides),
        clause=any(word.key in _OF_A_CLAUSE for word in shared),
        whole=len(shared) == len(full.words),
        changes=(*sorted({*changes, *edited}, key=lambda one: (one.told, one.full)),),
    )


def _common(sides: Sequence[_Side]) -> Iterator[tuple[Spokens, int]]:
    for side in sides:
        for block in side.blocks:
            for at in range(block.told, block.told + block.size):
                yield side.piece, at


def _instead(bracket: Span, sides: Sequence[_Side], full: Spokens) -> Span:
    """What the fuller form has where an editor put a bracket; an empty place for nothing."""
    common = [
        (side.piece[block.told + at].span, block.full + at)
        for side in sides
        for block in side.blocks
        for at in range(block.size)
    ]
    start = max((at + 1 for span, at in common if span.end <= bracket.start), default=0)
    end = min((at for span, at in common if span.start >= bracket.end), default=start)
    if not start < end <= start + _BRACKET_STANDS_FOR:
        end = start
    return _place(full, slice(start, end)) if full else Span(0, 0)


def _blocks(matcher: SequenceMatcher[str], piece: Spokens) -> list[_Block]:
    """The stretches in common, without chance ones far from the rest."""
    blocks = [
        _Block(*found)
        for found in matcher.get_matching_blocks()
        if found.size > 1 or (found.size and (len(piece) == 1 or not piece[found.a].small))
    ]
    while len(blocks) > 1 and _stray(blocks[0], blocks[1]):
        del blocks[0]
    while len(blocks) > 1 and _stray(blocks[-1], blocks[-2]):
        del blocks[-1]
    return blocks


def _stray(block: _Block, beside: _Block) -> bool:
    first, second = sorted((block, beside), key=lambda each: each.told)
    gap = max(second.told - first.told, second.full - first.full) - first.size
    return block.size < beside.size and gap > 2 * block.size


class _Side:
    """One piece of a telling beside the fuller wording: what it alters, what it adds."""

    def __init__(self, piece: Spokens, full: Spokens, blocks: list[_Block]) -> None:
        self.piece, self.full, self.blocks = piece, full, blocks
        self.differing = self.beyond = 0.0
        self.joined = 0
        self._changed: list[tuple[slice, slice]] = []
        if not blocks:
            self.beyond = _weight(piece)
            return
        self._before(blocks[0])
        for block, after in itertools.pairwise(blocks):
            self._between(
                slice(block.told + block.size, after.told),
                slice(block.full + block.size, after.full),
            )
        self._after(blocks[-1])
        for block in blocks:
            for at in range(block.size):
                one, other = block.told + at, block.full + at
                if piece[one].printed != full[other].printed:
                    self._changed.append((slice(one, one + 1), slice(other, other + 1)))

    def _before(self, block: _Block) -> None:
        size = block.told
        if not size:
            return
        if self.piece[size].opens or self.full[block.full].after_cut:
            self.beyond += _weight(self.piece[:size])
        else:
            self._between(slice(0, size), slice(max(0, block.full - size), block.full))

    def _after(self, block: _Block) -> None:
        told, full = block.told + block.size, block.full + block.size
        if told == len(self.piece):
            return
        if self.piece[told].opens or full == len(self.full) or self.full[full].after_cut:
            self.beyond += _weight(self.piece[told:])
        else:
            # One word more, since a phrase may be told by a single word.
            size = len(self.piece) - told + 1
            ends = (at for at in range(full + 1, len(self.full)) if self.full[at].opens)
            end = min(full + size, next(ends, len(self.full)))
            self._between(slice(told, len(self.piece)), slice(full, end))

    def _between(self, told: slice, full: slice) -> None:
        """Words of either side between two that are in common."""
        here, there = self.piece[told], self.full[full]
        if not here and there[0].opens and self.full[full.stop].opens:
            self.differing += min(_weight(there), _SENTENCE_LEFT_OUT)
        elif _letters(here) == _letters(there):  # "good will" and "goodwill".
            self.joined += 1
        elif any(word.after_cut for word in self.full[full.start : full.stop + 1]):
            # What the fuller one cut is no difference, only what it has instead.
            self.differing += _weight(there)
        else:
            self.differing += max(_weight(here), _weight(there))
        self._changed.append((told, full))

    def changes(self) -> list[Change]:
        """The changes in order; those that touch are one."""
        joined: list[tuple[slice, slice]] = []
        for told, full in sorted(self._changed, key=lambda one: (one[0].start, one[1].start)):
            if joined:
                last_told, last_full = joined[-1]
                if last_told.stop == told.start and last_full.stop == full.start:
                    joined[-1] = (
                        slice(last_told.start, told.stop),
                        slice(last_full.start, full.stop),
                    )
                    continue
            joined.append((told, full))
        return [Change(_place(self.piece, a), _place(self.full, b)) for a, b in joined]


def _letters(words: Spokens) -> str:
    return "".join(word.key for word in words)


def _weight(words: Spokens) -> float:
    return sum(word.weight for word in words)


def _place(words: Spokens, part: slice) -> Span:
    """Where the words stand; for none, the empty place before the next word."""
    if part.start < part.stop:
        return Span(words[part.start].span.start, words[part.stop - 1].span.end)
    at = words[part.start].span.start if part.start < len(words) else words[-1].span.end
    return Span(at, at)
