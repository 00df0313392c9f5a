"""The words of a quote, each with its place, and how two tellings of one quote differ.

Words are compared by keys that forgive what no reader would call another statement: case, a
contraction written out, British and American spelling, a plural. What is flagged goes by the
printed words, so that nothing forgiven goes unmentioned.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from nutgraf.records import Change, Quote, Span
from nutgraf.stories.words import STOPWORDS, term_of

# The dots of "U.S." and "Mr." end no sentence.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen)\.(?=\s)"
    r"|\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*|(?P<cut>\.\.\.|…|\. \. \.)|(?P<end>[.!?])"
)
_BRACKETED = re.compile(r"\[[^\[\]]{0,200}\]")
_OPENING = "“„«"
_MARKS = f'"{_OPENING}”»'
# Each paragraph of a long quotation opens anew, whether or not the one before was closed.
_MARK = re.compile(rf"(?P<anew>(?:^|\n)[ \t]*)?(?P<mark>[{_MARKS}])")
# A longer quotation is compared by its beginning: aligning costs more than it is long.
_LONGEST = 500
_SMALL_WORD = 0.5
# A sentence left out without a sign weighs no more than a word: its words were not altered.
_SENTENCE_LEFT_OUT = 1.0
_NEGATIONS = frozenset({"not", "no", "never", "nor", "none"})
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

_WRITTEN_OUT = {
    **{"can't": "can not", "cannot": "can not", "won't": "will not", "shan't": "shall not"},
    **{
        "gonna": "going to",
        "wanna": "want to",
        "gotta": "got to",
        "'em": "them",
        "let's": "let us",
    },
    **{"ain't": "is not", "y'know": "you know", "i'm": "i am"},
}
_ENDINGS = (("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'d", "would"))
_CLITIC_IS = re.compile(r"(it|he|she|that|there|here|what|who|where)'s")
# Two spellings of one word come to the same letters, which need not be a spelling of it.
_SPELLINGS = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in (
        (r"(?<=..)isation", "ization"),
        (r"(?<=...)[iy]s(?=e[ds]?$|ing$)", "iz"),
        (r"(?<=..)our(?=$|e|i|s|a)", "or"),
        (r"(?<=..)tre(s?)$", r"ter\1"),
        (r"(?<=..)ogue(s?)$", r"og\1"),
        (r"(?<=..)ence$", "ense"),
        (r"(?<=..)ll(?=ed$|ing$|er$)", "l"),
        (r"(?<=..)mme(s?)$", r"m\1"),
        (r"(?<=..)wards$", "ward"),
        (r"^grey", "gray"),
    )
)


class Spoken(Struct, frozen=True):
    """One word inside quotation marks, or one of several that are written together.

    ``after_cut`` marks the first word after an ellipsis, an editor's bracket or a break
    between two pairs of marks, ``opens`` the first word of a sentence.
    """

    key: str
    printed: str
    span: Span
    after_cut: bool
    opens: bool

    @property
    def small(self) -> bool:
        """Whether the word says little by itself; one that denies says much."""
        return self.key in STOPWORDS and self.key not in _NEGATIONS

    @property
    def weight(self) -> float:
        """What the word counts for beside others."""
        return _SMALL_WORD if self.small else 1.0


Spokens = tuple[Spoken, ...]


class Wording(Struct, frozen=True):
    """The quoted words of one telling, and what an editor put among them in brackets."""

    words: Spokens
    bracketed: tuple[Span, ...] = ()

    def pieces(self) -> tuple[Spokens, ...]:
        """The words in unbroken stretches."""
        starts = [at for at, word in enumerate(self.words) if word.after_cut]
        return tuple(self.words[a:b] for a, b in itertools.pairwise([*starts, len(self.words)]))


def wording_of(text: str, quote: Quote) -> Wording:
    """The words of a quote that stand in quotation marks.

    A direct quote printed without double marks counts whole, a mixed one has none then.
    """
    stretches = [found for span in quote.content for found in _in_marks(text, span)]
    if not stretches and quote.kind == "direct":
        stretches = list(quote.content)
    words = itertools.chain.from_iterable(_spoken(text, stretch) for stretch in stretches)
    return Wording(
        words=tuple(itertools.islice(words, _LONGEST)),
        bracketed=tuple(
            Span(stretch.start + match.start(), stretch.start + match.end())
            for stretch in stretches
            for match in _BRACKETED.finditer(stretch.of(text))
        ),
    )


def _in_marks(text: str, span: Span) -> Iterator[Span]:
    """What stands between double quotation marks; a mark left open reaches to the end."""
    first = span.start - (span.start > 0 and text[span.start - 1] in _MARKS)
    opened: int | None = None
    # Searched in a slice, so that the beginning of the span counts as that of a line.
    for match in _MARK.finditer(text[first : span.end]):
        mark, at = match["mark"], first + match.start("mark")
        anew = match["anew"] is not None
        opens = mark in _OPENING or (mark == '"' and (opened is None or anew))
        if opens and opened is None:
            opened = at + 1
        elif not opens and opened is not None:
            yield Span(opened, at)
            opened = None
    if opened is not None:
        yield Span(opened, span.end)


def _spoken(text: str, stretch: Span) -> Iterator[Spoken]:
    # Blanked, not taken out, so that every word keeps its place.
    plain = _BRACKETED.sub(lambda found: "…" + " " * (len(found[0]) - 1), stretch.of(text))
    cut = opens = True
    for match in _WORD.finditer(plain):
        if match["cut"]:
            cut = True
        elif match["end"]:
            opens = True
        else:
            printed = _plain(match[0])
            place = Span(stretch.start + match.start(), stretch.start + match.end())
            for key in _keys(printed):
                yield Spoken(key, printed, place, cut, opens)
                cut = opens = False


def _plain(word: str) -> str:
    folded = word.casefold().replace("’", "'")
    return folded if folded[0].isdecimal() else folded.replace(".", "")


@functools.lru_cache(maxsize=100_000)
def _keys(printed: str) -> tuple[str, ...]:
    """What a word is compared by; several where it is several words written together."""
    if printed in _WRITTEN_OUT:
        return tuple(_WRITTEN_OUT[printed].split())
    if with_is := _CLITIC_IS.fullmatch(printed):
        return with_is[1], "is"
    for ending, word in _ENDINGS:
        if printed.endswith(ending) and len(printed) > len(ending):
            return *_keys(printed.removesuffix(ending)), word
    for pattern, letters in _SPELLINGS:
        printed = pattern.sub(letters, printed)
    return (term_of(printed),)


# --------------------------------------------------------------------- two tellings


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
    edited = tuple(Change(span, _nowhere(full.words)) for span in told.bracketed)
    changes = [change for side in sides for change in side.changes()]
    return Alignment(
        shared=sum(word.weight for word in shared),
        differing=sum(side.differing for side in sides),
        beyond=sum(side.beyond for side in sides),
        words=len(shared),
        content=sum(not word.small for word in shared),
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


def _nowhere(words: Spokens) -> Span:
    start = words[0].span.start if words else 0
    return Span(start, start)


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
        elif any(word.after_cut for word in self.full[full.start : full.stop + 1]):
            # What the fuller one cut is no difference, only what it has instead.
            self.differing += _weight(there)
        elif _letters(here) != _letters(there):  # "good will" is "goodwill".
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
