"""Which words of a page are the article: what the page shows, or what its data tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable

from nutgraf.readers.blocks import Block
from nutgraf.readers.calls import QUOTE, letters, without_authors, without_calls

Shingles = frozenset[tuple[str, ...]]

_WORD = re.compile(r"\w+")
_SHINGLE = 4
# Data of fewer words is a teaser, whatever it calls itself.
_LEAST_WORDS = 60
_COVERED = 0.8
_FOREIGN = 0.3
# So much of a block must stand in what was found for it to be what was found.
_SAME = 0.6
# So much of it must be found again among the blocks, or they are not trusted.
_FOUND_AGAIN = 0.9
_LINKED = 0.5
_LONG_WORD = 5
# A stub stands in the whole for the most part, and the whole is much longer.
_STUB, _LONGER = 0.5, 1.5
# Where boxes "beside" the article hold so much of it, their names say nothing.
_MEANINGLESS = 0.4
# A place with so much of what was found is one where the article stands.
_MUCH = 0.3
# So many other lines between two boxes of one article, and no more.
_GAP = 3
_ALL_LINKED = 0.9
_PARAGRAPHS = frozenset(("p", "div", "blockquote", "li", "dd"))
_RANKED = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_HEADINGS = frozenset(("h2", "h3", "h4"))
_UNDER_HEADLINE = frozenset(("p", "h2", "h3"))
_BY = re.compile(r"\W*(?:by|photos?|image|updated|published|posted)\b", re.IGNORECASE)
_LONGEST_HEADING = 25
_CELLS = frozenset(("td", "th"))
# A cell of a table with more words than this is a paragraph of a page laid out by tables.
_CELL = 12
_PROSE = re.compile(r"[.!?…:][\"'”’»)\]]*$")


def body_text(
    blocks: list[Block],
    shown: str,
    told: str | None,
    titles: Collection[str] = (),
    summary: str | None = None,
    byline: Collection[str] = (),
) -> str:
    """The article's words, one paragraph a line.

    ``shown`` is what was found on the page, ``told`` what its data says; ``blocks`` is all
    that the page shows. What is shown keeps paragraphs, so it is preferred; paragraphs of
    the page that stand between those that were found are taken too, and so is the line
    under the headline that ``summary`` repeats. What is told is taken where much of it is
    not shown, and says where on the page the article ends. ``titles`` above it and calls to
    the reader ("Sign up …") between its paragraphs are no part of it, nor is what is said
    below of those who signed it (``byline``).
    """
    names = frozenset(letters(title) for title in titles)
    shown_shingles = shingles(*shown.splitlines())
    told_shingles = _told_shingles(told)
    if told is not None and told_shingles:
        anywhere = shown_shingles | shingles(*(block.text for block in blocks))
        if len(told_shingles & anywhere) < _COVERED * len(told_shingles):
            if _is_more(told, shown, titles):
                return "\n".join(without_calls(told.splitlines(), names))
            told_shingles = frozenset()
    lines = _kept(blocks, shown, shown_shingles, told_shingles, names, summary)
    return "\n".join(without_authors(without_calls(lines, names), byline))


def continued(start: str, texts: Iterable[str]) -> str | None:
    """The longest of ``texts`` that goes on from ``start``; ``None`` where none is longer.

    A stub shows the first paragraphs of an article, and data of the page hold the rest.
    """
    known = shingles(*start.splitlines())
    longer = [
        text
        for text in texts
        if len(text) > _LONGER * len(start)
        and len(known & shingles(*text.splitlines())) >= _STUB * len(known)
    ]
    return max(longer, key=len, default=None)


def _is_more(told: str, shown: str, titles: Collection[str]) -> bool:
    """Whether data that the page does not show is the article, and what it shows is not.

    Pages are often newer than their data, so what is shown has to be short or off the point.
    """
    if 4 * prose_words(shown) < 3 * len(told.split()):
        return True
    about = " ".join(titles)
    return aboutness(told, about) > 2 * aboutness(shown, about)


def aboutness(text: str, about: str) -> float:
    """Which share of the long words of ``about`` stands in ``text``; 1 where it has none."""
    words = frozenset(_WORD.findall(text.casefold()))
    wanted = {word for word in _WORD.findall(about.casefold()) if len(word) >= _LONG_WORD}
    return len(wanted & words) / len(wanted) if wanted else 1.0


def prose_words(text: str) -> int:
    """How many words of ``text`` stand in lines that end as sentences do."""
    return sum(len(line.split()) for line in text.splitlines() if is_prose(line))


def _told_shingles(told: str | None) -> Shingles:
    if told is None or len(_WORD.findall(told)) < _LEAST_WORDS:
        return frozenset()
    return shingles(*told.splitlines())


def _kept(
    blocks: list[Block],
    shown: str,
    found: Shingles,
    told: Shingles,
    titles: frozenset[str],
    summary: str | None,
) -> list[str]:
    own = [shingles(block.text) for block in blocks]
    seeds = {
        number
        for number, words in enumerate(own)
        if len(words & found) >= _SAME * len(words)
        or (told and len(words & told) > _SAME * len(words))
    }
    again: set[tuple[str, ...]] = set()
    for number in seeds:
        again |= own[number]
    if len(again & found) < _FOUND_AGAIN * len(found):
        # tables and the like, which have no blocks of their own
        lines = [line.strip() for line in shown.splitlines() if line.strip()]
        return _trimmed(lines, told) if told else lines
    if not seeds:
        return []
    around = _Around(blocks, seeds)
    kept = {n for n in seeds if around.may_hold(blocks[n])} or seeds
    first, last = min(kept), max(kept)
    kept |= {
        n
        for n, b in enumerate(blocks)
        if around.belongs(b) and (first < n < last or around.is_main(b))
    }
    kept |= _next_boxes(blocks, max(kept), around)
    kept = _first_of_many(blocks, kept, around, titles)
    kept |= {
        n
        for n in range(min(kept), max(kept))
        if n + 1 in kept and blocks[n].tag in _HEADINGS and around.may_head(blocks[n])
    }
    known = {n for n in kept if told and len(own[n] & told) > _FOREIGN * len(own[n])}
    if known:
        kept = _within(blocks, kept, known, is_cut=not own[max(known)] <= told)
    numbers = sorted(kept | _standfirst(blocks, own, min(kept), titles, summary))
    return [blocks[n].text for n in numbers if letters(blocks[n].text) not in titles]


class _Around:
    """Where on a page the article stands, by the places of the blocks that were found."""

    def __init__(self, blocks: list[Block], seeds: set[int]) -> None:
        self._weights: Counter[int] = Counter()
        for number in seeds:
            for place in blocks[number].within:
                self._weights[place] += len(blocks[number].text)
        self._beside_it: Counter[int] = Counter()
        for number in seeds:
            self._beside_it[blocks[number].place] += len(blocks[number].text)
        self._most = max(self._weights.values(), default=0)
        self._shapes = {
            blocks[n].shape
            for n in seeds
            if blocks[n].tag == "p" and self._beside_it[blocks[n].place] >= _MUCH * self._most
        }
        self._places = {blocks[n].place for n in seeds}
        self._text_places = {blocks[n].place for n in seeds if blocks[n].tag not in _RANKED}
        beside = sum(len(blocks[n].text) for n in seeds if self._stands_beside(blocks[n]))
        self._is_named = beside <= _MEANINGLESS * self._most

    def _is_beside(self, block: Block) -> bool:
        return self._is_named and self._stands_beside(block)

    def _stands_beside(self, block: Block) -> bool:
        # what holds most of the article is no box beside it, whatever it is called
        return any(2 * self._weights[place] < self._most for place in block.beside)

    def is_main(self, block: Block) -> bool:
        """Whether much of what was found stands side by side with the block."""
        return self._beside_it[block.place] >= _MUCH * self._most

    def looks_like_it(self, block: Block) -> bool:
        """Whether the block stands in a box like the one with much of what was found."""
        return block.shape in self._shapes and self._reads_as_text(block)

    def may_hold(self, block: Block) -> bool:
        """Whether a block that was found may stay."""
        if QUOTE.search(block.text) and block.linked <= _LINKED:
            return True
        if self._is_beside(block):
            return block.tag in _HEADINGS and block.linked <= _LINKED
        if block.tag in _CELLS:
            return is_prose(block.text) and len(block.text.split()) > _CELL
        return block.linked <= _ALL_LINKED or is_prose(block.text)

    def may_head(self, block: Block) -> bool:
        """Whether a heading stands among what was found."""
        return (
            block.place in self._text_places
            and block.linked <= _LINKED
            and not self._is_beside(block)
            and len(block.text.split()) <= _LONGEST_HEADING
        )

    def belongs(self, block: Block) -> bool:
        """Whether a block among those that were found reads as one of them."""
        return block.place in self._places and self._reads_as_text(block)

    def _reads_as_text(self, block: Block) -> bool:
        return (
            block.tag in _PARAGRAPHS
            and block.linked <= _LINKED
            and not self._is_beside(block)
            and (QUOTE.search(block.text) is not None or is_prose(block.text))
        )


def _next_boxes(blocks: list[Block], last: int, around: _Around) -> set[int]:
    """What goes on below ``last`` in boxes that look like the one that the article is in."""
    found: set[int] = set()
    gap = 0
    for number in range(last + 1, len(blocks)):
        block = blocks[number]
        if block.tag == "h1" or gap > _GAP:
            break
        if around.looks_like_it(block):
            found.add(number)
            gap = 0
        elif not block.beside and block.linked <= _LINKED:
            gap += 1
    return found


def _within(blocks: list[Block], kept: set[int], known: set[int], *, is_cut: bool) -> set[int]:
    """``kept`` from the first to the last block that the data tell (``known``).

    Data are often cut short, within a paragraph. Then what goes on below, side by side with
    what they tell, belongs to it; a quotation does in any case.
    """
    last, places = max(known), {blocks[n].place for n in known}
    below = {n for n in kept if n > last and blocks[n].place in places and is_prose(blocks[n].text)}
    goes_on = below and (is_cut or any(QUOTE.search(blocks[n].text) for n in below))
    end = max(below) if goes_on else last
    return {number for number in kept if min(known) <= number <= end}


def _first_of_many(
    blocks: list[Block], kept: set[int], around: _Around, titles: frozenset[str]
) -> set[int]:
    """``kept`` without the articles that follow the page's own on an endless page.

    Each stands in an article of its own with a heading, or after a heading of the first
    rank that is none among the paragraphs.
    """
    words: Counter[int] = Counter()
    for number in kept:
        words[blocks[number].article] += len(blocks[number].text.split())
    longest = [article for article, count in words.items() if article and count >= _LEAST_WORDS]
    headed = {b.article for b in blocks if b.tag in ("h1", "h2") and letters(b.text) not in titles}
    own = next(
        (b.article for b in blocks if b.article in longest and letters(b.text) in titles),
        min(longest, default=0),
    )
    others = {article for article in longest if article > own and article in headed}
    if len(longest) > 1 and others:
        kept = {number for number in kept if blocks[number].article not in others}
    ends = (
        number
        for number in range(min(kept) + 1, max(kept))
        if blocks[number].tag == "h1"
        and letters(blocks[number].text) not in titles
        and not around.may_head(blocks[number])
        and sum(len(blocks[n].text.split()) for n in kept if n < number) >= _LEAST_WORDS
    )
    end = next(ends, len(blocks))
    return {number for number in kept if number < end}


def _standfirst(
    blocks: list[Block],
    own: list[Shingles],
    first: int,
    titles: frozenset[str],
    summary: str | None,
) -> set[int]:
    """The line between headline and text that sums it up, as the page's data does too."""
    start = next(
        (
            n
            for n in range(first, -1, -1)
            if blocks[n].tag == "h1" or letters(blocks[n].text) in titles
        ),
        first,
    )
    wanted = shingles(summary or "")
    return {
        number
        for number in range(start + 1, first)
        if blocks[number].linked <= _LINKED
        and len(blocks[number].text.split()) > _SHINGLE
        and letters(blocks[number].text) not in titles
        and (
            2 * len(own[number] & wanted) > min(len(own[number]), len(wanted))
            or _stands_first(blocks[start], blocks[number], number - start)
        )
    }


def _stands_first(heading: Block, block: Block, distance: int) -> bool:
    return (
        distance == 1
        and block.place == heading.place
        and block.tag in _UNDER_HEADLINE
        and not block.linked
        and not any(letter.isdigit() for letter in block.text[-30:])
        and not _BY.match(block.text)
    )


def is_prose(text: str) -> bool:
    """Whether a line ends as a sentence does, and is more than a label."""
    return len(text.split()) > _SHINGLE and _PROSE.search(text) is not None


def _trimmed(lines: list[str], told: Shingles) -> list[str]:
    """``lines`` without those before the first and after the last that the data tells."""
    known = [number for number, line in enumerate(lines) if _is_told(line, told)]
    return lines[known[0] : known[-1] + 1] if known else lines


def _is_told(line: str, told: Shingles) -> bool:
    own = shingles(line)
    return len(own & told) > _FOREIGN * len(own)


def shingles(*texts: str) -> Shingles:
    """Every four words that stand together in one of ``texts``; shorter ones as a whole."""
    return frozenset(
        tuple(words[i : i + _SHINGLE])
        for words in (_WORD.findall(text.casefold()) for text in texts)
        for i in range(max(1, len(words) - _SHINGLE + 1))
    )
