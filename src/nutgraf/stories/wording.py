"""The words that a quote has in quotation marks, each with its place and a key to compare by.

Keys forgive what no reader would call another statement: case, a contraction written out,
British and American spelling, a plural. The printed word stays beside its key, so that
nothing forgiven goes unmentioned.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterator

from msgspec import Struct

from nutgraf.records import Quote, Span
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
# Single marks count where there are no double ones, from the first to the last: the same
# mark is an apostrophe between them.
_SINGLE = re.compile(r"(?<!\w)['‘](?=\S)(?P<inside>.*\S)['’](?!\w)", re.DOTALL)
# A longer quotation is compared by its beginning: aligning costs more than it is long.
_LONGEST = 500
_SMALL_WORD = 0.5
_NEGATIONS = frozenset({"not", "no", "never", "nor", "none"})
_WRITTEN_OUT = {
    "can't": "can not",
    "cannot": "can not",
    "won't": "will not",
    "shan't": "shall not",
    "ain't": "is not",
    "gonna": "going to",
    "wanna": "want to",
    "gotta": "got to",
    "y'know": "you know",
    "i'm": "i am",
    "let's": "let us",
    "'em": "them",
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
    """The quoted words of one telling, and what an editor put among them, in brackets."""

    words: Spokens
    bracketed: tuple[tuple[str, Span], ...] = ()

    def pieces(self) -> tuple[Spokens, ...]:
        """The words in unbroken stretches."""
        starts = [at for at, word in enumerate(self.words) if word.after_cut]
        return tuple(self.words[a:b] for a, b in itertools.pairwise([*starts, len(self.words)]))


def wording_of(text: str, quote: Quote) -> Wording:
    """The words of a quote that stand in quotation marks, double or else single.

    A direct quote printed without any counts whole, a mixed one has none then.
    """
    stretches = [found for span in quote.content for found in _in_marks(text, span)]
    if not stretches:
        stretches = [found for span in quote.content for found in _in_single(text, span)]
    if not stretches and quote.kind == "direct":
        stretches = list(quote.content)
    words = itertools.chain.from_iterable(_spoken(text, stretch) for stretch in stretches)
    return Wording(
        words=tuple(itertools.islice(words, _LONGEST)),
        bracketed=tuple(
            (match[0], Span(stretch.start + match.start(), stretch.start + match.end()))
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


def _in_single(text: str, span: Span) -> Iterator[Span]:
    """What single marks hold at the end of words that open without one."""
    if not {"'", "‘"}.isdisjoint(text[max(0, span.start - 1) : span.start + 1]):
        return
    match = _SINGLE.search(span.of(text))
    if match and not text[span.start + match.end() : span.end].strip(" .,"):
        yield Span(span.start + match.start("inside"), span.start + match.end("inside"))


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
