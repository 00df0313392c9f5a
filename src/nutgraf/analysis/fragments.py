"""Fragments: of what somebody said in quotation marks, the words most worth quoting.

A candidate is a whole constituent of the parse: a sentence, a clause, a predicate, a noun
phrase. Those that would leave a negation, a condition or a hedge behind are dropped
(``scope``); the others are ranked by length, form, and how much they say.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from nutgraf.analysis.constituents import WHOLE, find_cuts, trimmed
from nutgraf.analysis.marks import Marked
from nutgraf.analysis.scope import find_guards, loses_meaning
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.analysis.wordlists import listed
from nutgraf.analysis.worth import score_words
from nutgraf.records import Quote, Span

# As published briefs print them: a median of seven words, two thirds of them clauses.
FEWEST_WORDS, MOST_WORDS = 3, 20
_MOST = 3
# A second fragment must be better than a first: one weak fragment is still of use.
_LEAST_SCORE, _LEAST_FURTHER = -0.15, 0.15
# A longer sentence is read in part; its cost must not grow with the square of its length.
_LONGEST_SENTENCE = 120
_BESIDE = 16

_DANGLING_TAGS = frozenset(
    ("IN", "DT", "CC", "TO", "PRP$", "WDT", "WP$", "POS", "MD", "WRB", "PDT")
)
_TELLING = frozenset(("NOUN", "VERB", "ADJ", "ADV", "AUX"))
_INNER_OPEN = re.compile(r"(?<!\w)[‘'](?=\w)")
_INNER_CLOSE = re.compile(r"(?<=[\w,.!?])[’'](?!\w)")
# Every word with a capital: a title or a name, which nobody said.
_TITLE = re.compile(
    r"[A-Z][\w’'-]*[:,]?(?: (?:[A-Z][\w’'-]*[:,]?|&|of|the|and|in|for|to|a))* [A-Z][\w’'-]*"
)
_BARRED = re.compile(r"[\n\r\u2028\u2029\"“”„«»()…{}|*_]|\.\.|``|''|--")
# A cue that denies or doubts its content takes the fragment's meaning with it.
_DENIES = listed("deny refuse dispute reject refute doubt decline question dismiss ask wonder")
_HINGES = re.compile(
    r"^\W*(?:if|unless|but|until|except|though|although|or|only|provided|when|because|not|"
    r"as long)\b",
    re.IGNORECASE,
)
# "Not only …" wants its "but also …".
_NOT_ONLY = re.compile(
    r"(?:\bnot|n[’']t|\bnever) (?:\w+ )?(?:only|just|merely|simply|solely)\b", re.IGNORECASE
)
_HANGS = re.compile(
    r"\b(?:if|unless|not|n[’']t|never|until|may|might|could|would|think|believe|hope|although|"
    r"without|when|though|whether|perhaps|maybe)\b|n[’']t\b",
    re.IGNORECASE,
)


def assign_fragments(
    quotes: tuple[Quote, ...], tree: Tree, text: str, marks: Sequence[Marked]
) -> tuple[Quote, ...]:
    """The same quotes with ``fragments`` filled in, best first.

    They stay empty for indirect statements, and where no stretch of fitting length keeps
    its meaning by itself. ``marks`` are the stretches of ``text`` in quotation marks.
    """
    page = _Page(tree, text, marks)
    return tuple(
        quote
        if quote.kind == "indirect"
        else replace(quote, fragments=tuple(_fragments(quote, page)))
        for quote in quotes
    )


class _Page:
    """A parsed text with its marked stretches, asked by place."""

    def __init__(self, tree: Tree, text: str, marks: Sequence[Marked]) -> None:
        self.tree, self.text = tree, text
        self.at = [word.idx for word in tree]
        self.inner = sorted(mark.inner for mark in marks)

    def zones(self, content: Span) -> Iterator[Span]:
        """The parts of ``content`` that lie inside quotation marks."""
        at = bisect.bisect_left(self.inner, Span(content.start, 0))
        for inner in self.inner[max(0, at - 1) :]:
            if inner.start >= content.end:
                return
            low, high = max(inner.start, content.start), min(inner.end, content.end)
            if low < high:
                yield Span(low, high)

    def words(self, span: Span) -> list[Word]:
        """The words that lie wholly inside ``span``, without white space."""
        first = bisect.bisect_left(self.at, span.start)
        last = bisect.bisect_left(self.at, span.end)
        found = [word for word in self.tree[first:last] if not word.is_space]
        while found and found[-1].idx + len(found[-1].text) > span.end:
            found.pop()
        return found


def _fragments(quote: Quote, page: _Page) -> list[Span]:
    cue = frozenset(word.i for span in quote.cue for word in page.words(span))
    if any(
        page.tree[at].lemma_.lower() in _DENIES
        or any(child.dep_ == "neg" for child in page.tree[at].children)
        for at in cue
    ):
        return []
    ranked: list[tuple[float, Span]] = []
    for place, content in enumerate(quote.content):
        before, after = _beside(quote.content, place, page.text)
        for zone in page.zones(content):
            ranked += _ranked(zone, page, cue, before, after)
    ranked.sort(key=lambda pair: (-pair[0], pair[1]))
    chosen: list[Span] = []
    for score, span in ranked:
        if len(chosen) == _MOST or score < (_LEAST_FURTHER if chosen else _LEAST_SCORE):
            break
        if not any(span.meets(other) for other in chosen):
            chosen.append(span)
    return chosen


def _beside(content: Sequence[Span], place: int, text: str) -> tuple[str, str]:
    """The words of the parts before and after this one, without marks; empty where none is."""
    parts = [span.of(text).strip("\"'“”‘’ ") for span in content]
    return "".join(parts[max(0, place - 1) : place]), "".join(parts[place + 1 : place + 2])


def _ranked(
    zone: Span, page: _Page, cue: frozenset[int], before: str, after: str
) -> Iterator[tuple[float, Span]]:
    words = page.words(zone)
    sentences = _sentences(words)
    for place, full in enumerate(sentences):
        # "If he wins," she said, "we leave": the parts of one sentence lean on each other.
        if place == 0 and before[-1:] not in (".", "!", "?") and _HANGS.search(before):
            continue
        if place == len(sentences) - 1 and after and _HINGES.match(after):
            continue
        sentence = full[:_LONGEST_SENTENCE]
        asks = any(word.text == "?" for word in sentence)
        guards = find_guards(_around(sentence, page.tree))
        whole = len(sentences) == 1
        tried: set[tuple[int, int]] = set()
        for cut in find_cuts(sentence):
            first, last = trimmed(page.tree, cut.first, cut.last)
            if last < first or (first, last) in tried:
                continue
            tried.add((first, last))
            if asks and (first, last) != trimmed(page.tree, sentence[0].i, sentence[-1].i):
                continue
            span = _fitting(page, first, last, zone, whole=whole and cut.form == WHOLE)
            if span is None:
                continue
            if cut.form != WHOLE and _NOT_ONLY.search(span.of(page.text)):
                continue
            inside = [word for word in page.tree[first : last + 1] if not word.is_space]
            if loses_meaning(inside, guards, cue):
                continue
            own = _OWN if whole and cut.form == WHOLE else 0.0
            yield score_words(inside, cut.form) + own, span


def _around(sentence: Sequence[Word], tree: Tree) -> list[Word]:
    """The words, and those beside them in their sentence: what governs may stand outside."""
    low, high = sentence[0].i, sentence[-1].i
    while low > 0 and sentence[0].i - low < _BESIDE and not tree[low].is_sent_start:
        low -= 1
    while high + 1 < len(tree) and high - sentence[-1].i < _BESIDE:
        if tree[high + 1].is_sent_start:
            break
        high += 1
    return list(tree[low : high + 1])


def _sentences(words: Sequence[Word]) -> list[list[Word]]:
    found: list[list[Word]] = []
    for word in words:
        if not found or word.is_sent_start:
            found.append([])
        found[-1].append(word)
    return [sentence for sentence in found if sentence]


# A bonus for the whole stretch: where the publisher itself cut it, it stands well alone.
_OWN = 0.15


def _fitting(page: _Page, first: int, last: int, zone: Span, *, whole: bool) -> Span | None:
    """The span of the words if its length and both its ends are fit to print."""
    tree, text = page.tree, page.text
    span = Span(tree[first].idx, tree[last].idx + len(tree[last].text))
    if not zone.holds(span):
        return None
    printed = span.of(text)
    count = len(printed.split())
    if not (FEWEST_WORDS if not whole else 2) <= count <= MOST_WORDS or _BARRED.search(printed):
        return None
    if printed.count("[") != printed.count("]") or _cuts_inner_marks(printed):
        return None
    if not any(word.pos_ in _TELLING for word in tree[first : last + 1]) or _TITLE.fullmatch(
        printed
    ):
        return None
    if span.start > zone.start and not _parts(text[span.start - 1]):
        return None
    if span.end < zone.end and not _parts(text[span.end]):
        return None
    if printed[0] in "'’":
        return None
    begins, ends = tree[first], tree[last]
    if begins.ent_iob_ == "I" or (last + 1 < len(tree) and tree[last + 1].ent_iob_ == "I"):
        return None
    if not whole and (ends.tag_ in _DANGLING_TAGS or (ends.pos_ == "AUX" and count < 5)):
        return None
    if _opens_ill(tree, first, last, whole=whole):
        return None
    return span


def _cuts_inner_marks(printed: str) -> bool:
    return len(_INNER_OPEN.findall(printed)) > len(_INNER_CLOSE.findall(printed))


def _opens_ill(tree: Tree, first: int, last: int, *, whole: bool) -> bool:
    begins = tree[first]
    if begins.dep_ == "mark" and begins.lower_ in _HANGING and not _rules(tree, first, last):
        return True
    if whole:
        return False
    if begins.tag_ in ("POS", "WDT", "WP", "WRB"):
        return True
    if first and tree[first - 1].tag_ in ("WP", "WDT", "WRB", "WP$"):
        return True
    if begins.dep_ == "mark":
        # A clause that hangs on another, without the other.
        clause = begins.head
        return clause.head is not clause and not first <= clause.head.i <= last
    return begins.tag_ == "IN" and begins.dep_ != "prep"


def _rules(tree: Tree, first: int, last: int) -> bool:
    """Whether the clause that the first word opens hangs on a clause inside the stretch."""
    clause = tree[first].head
    return clause.head is not clause and first <= clause.head.i <= last


_HANGING = listed("if unless until although though whereas lest while since because after before")


def _parts(sign: str) -> bool:
    """Whether a word may begin after ``sign``, or end before it."""
    return not sign.isalnum() and sign not in "-'’$£€#@&/%"
