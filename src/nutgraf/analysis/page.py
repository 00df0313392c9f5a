"""One parsed text with its marked stretches, and the statements drafted on it so far."""

from __future__ import annotations

import bisect
from collections.abc import Iterable

from msgspec import Struct

from nutgraf.analysis.cues import Cues
from nutgraf.analysis.layout import find_dateline, find_paragraphs
from nutgraf.analysis.marks import Marked, find_marked
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.records import QuoteKind, Span

LOOSE = " \t\r\n\u00a0,;:-\u2013\u2014"
_STOPS = frozenset(".!?;")
_SHUTTING = " '\u2019\u201d"
_DIRECT_SHARE = 0.8
# More paragraphs than any speech has; a bound, so that a run of stray marks costs linear time.
_LONGEST_CHAIN = 60
# Words that cannot end a clause: where one would, the parse has cut it short.
_DANGLING = frozenset(
    ("a", "an", "the", "and", "but", "or", "for", "of", "that", "because", "his", "her", "their")
)


class Draft(Struct):
    """A statement in the making; ``anchor`` is the word its cue hangs on, if it has one.

    ``beside`` is true where the cue stands beside the marks.
    """

    content: list[Span]
    cue: list[Word]
    source: Span | None
    anchor: Word | None = None
    beside: bool = False


class Page:
    """Places in a text, asked by word or by character; nothing of it outlives one reading.

    ``region`` gives for each word the index of the marked stretch it is in, or -1;
    ``owner`` gives for a marked stretch the draft that has claimed it.
    """

    def __init__(self, tree: Tree, text: str) -> None:
        self.tree, self.text = tree, text
        self.marked = find_marked(text)
        self.at = [word.idx for word in tree]
        self.region = _regions(tree, self.marked)
        self.opens, self.closes = _sentences(tree)
        self.cues = Cues(tree, self.region, self.opens)
        self.dateline = find_dateline(text, find_paragraphs(text))
        self.drafts: list[Draft] = []
        self.owner: dict[int, Draft] = {}
        self.used: set[int] = set()

    def add(self, draft: Draft) -> None:
        """Keep ``draft`` and let it claim the marked stretches in its content."""
        self.drafts.append(draft)
        self.used.update(word.i for word in draft.cue)
        if draft.anchor is not None and draft.cue and draft.source is not None:
            self.cues.settled[draft.anchor.i] = draft.source
        for span in draft.content:
            for index in self.stretches(span):
                self.owner.setdefault(index, draft)

    def stretches(self, span: Span) -> list[int]:
        """The indexes of the marked stretches that begin inside ``span``."""
        first = bisect.bisect_left(self.marked, Marked(Span(span.start, 0), Span(0, 0)))
        last = bisect.bisect_left(self.marked, Marked(Span(span.end, 0), Span(0, 0)))
        return list(range(first, last))

    def word_at(self, offset: int) -> int:
        """The index of the first word that starts at or after ``offset``."""
        return bisect.bisect_left(self.at, offset)

    def words(self, start: int, end: int) -> list[Word]:
        """The words that start between two offsets."""
        return list(self.tree[self.word_at(start) : self.word_at(end)])

    def is_stop(self, word: Word) -> bool:
        """Whether a sentence of the article's own ends with ``word``."""
        return self.region[word.i] < 0 and (word.text in _STOPS or "\n" in word.text)

    def skip_space(self, offset: int) -> int:
        """``offset``, or the first place after it that is not white space."""
        while offset < len(self.text) and self.text[offset].isspace():
            offset += 1
        return offset

    def last_sign(self, index: int) -> str:
        """The last character inside a marked stretch, closing marks and space aside."""
        return self.marked[index].inner.of(self.text)[-6:].rstrip(_SHUTTING)[-1:]

    def ends_sentence(self, index: int) -> bool:
        """Whether a marked stretch ends with a sentence's stop."""
        return self.last_sign(index) in (".", "?", "!", "…")

    def chain(self, index: int) -> tuple[Span, int]:
        """A marked stretch with those that continue it in the next paragraphs."""
        start, last = self.marked[index].outer.start, index
        while (
            not self.marked[last].closed
            and last + 1 < len(self.marked)
            and last - index < _LONGEST_CHAIN
        ):
            if last + 1 in self.owner:
                break
            between = self.text[self.marked[last].outer.end : self.marked[last + 1].outer.start]
            if between.strip():
                break
            last += 1
        return Span(start, self.marked[last].outer.end), last + 1

    def stop_after(self, offset: int, longest: int = 90) -> int:
        """Where the sentence that goes on at ``offset`` ends, its stop left out."""
        place = self.word_at(offset)
        end = offset
        for word in self.tree[place : place + longest]:
            if self.is_stop(word):
                break
            end = word.idx + len(word.text)
            region = self.region[word.i]
            if region >= 0 and self.ends_sentence(region):
                end = self.marked[region].outer.end
                following = self.skip_space(end)
                if following >= len(self.text) or not self.text[following].islower():
                    break
        return end

    def trim(self, spans: Iterable[Span]) -> list[Span]:
        """Spans without loose punctuation at the edges and with no pair of marks cut in two."""
        kept = []
        for span in spans:
            start, end = self.past_dateline(span.start), span.end
            tail = self.words(max(start, end - 12), end)
            if tail and tail[-1].lower_ in _DANGLING and self.region[tail[-1].i] < 0:
                end = self.stop_after(end)
            cut = self._cut_pair(end)
            if cut is not None:
                end = cut.end
            cut = self._cut_pair(start)
            if cut is not None and cut.end < end:
                start = cut.start
            while start < end and self.text[start] in LOOSE + ".":
                start += 1
            while end > start and self.text[end - 1] in LOOSE + ".?!":
                end -= 1
            if end > start:
                kept.append(Span(start, end))
        return kept

    def past_dateline(self, offset: int) -> int:
        """``offset``, or the end of the dateline if it lies inside that."""
        line = self.dateline
        return line.end if line is not None and line.start <= offset < line.end else offset

    def _cut_pair(self, offset: int) -> Span | None:
        at = bisect.bisect_left(self.marked, Marked(Span(offset, 0), Span(0, 0))) - 1
        if at >= 0 and self.marked[at].outer.start < offset < self.marked[at].outer.end:
            return self.marked[at].outer
        return None

    def clear(self, spans: Iterable[Span], barred: Iterable[Span]) -> tuple[Span, ...]:
        """``spans`` in order, none meeting another or what is ``barred``: cue and speaker."""
        kept: list[Span] = []
        for span in sorted(spans):
            if kept and span.start < kept[-1].end:
                kept[-1] = Span(kept[-1].start, max(kept[-1].end, span.end))
            else:
                kept.append(span)
        for bar in barred:
            if any(bar.meets(span) for span in kept):
                cut = [Span(s.start, min(s.end, bar.start)) for s in kept if s.start < bar.start]
                cut += [Span(max(s.start, bar.end), s.end) for s in kept if s.end > bar.end]
                kept = sorted({span for span in cut if not self._is_loose(span)})
                kept = [self._tight(span) for span in kept]
        return tuple(piece for span in kept for piece in self._by_paragraph(span))

    def _by_paragraph(self, span: Span) -> list[Span]:
        """A quotation over several paragraphs as one span for each."""
        pieces, start = [], span.start
        for index in self.stretches(span):
            end = self.marked[index].outer.end
            if not self.marked[index].closed and end < span.end:
                pieces.append(Span(start, end))
                start = self.skip_space(end)
        return [*pieces, Span(start, span.end)]

    def _is_loose(self, span: Span) -> bool:
        return not any(sign.isalnum() for sign in span.of(self.text))

    def _tight(self, span: Span) -> Span:
        words = span.of(self.text)
        lead = len(words) - len(words.lstrip(LOOSE))
        return Span(span.start + lead, span.start + len(words.rstrip(LOOSE)))

    def kind(self, content: tuple[Span, ...]) -> QuoteKind:
        """How much of ``content`` is in marks: direct, mixed or indirect."""
        total = within = 0
        for span in content:
            total += _solid(span.of(self.text))
            at = bisect.bisect_left(self.marked, Marked(Span(span.start, 0), Span(0, 0)))
            for mark in self.marked[max(0, at - 1) :]:
                if mark.outer.start >= span.end:
                    break
                low, high = max(mark.outer.start, span.start), min(mark.outer.end, span.end)
                within += _solid(self.text[low:high])
        if not within:
            return "indirect"
        return "direct" if within >= _DIRECT_SHARE * total else "mixed"


def _solid(printed: str) -> int:
    return sum(map(len, printed.split()))


def _regions(tree: Tree, marked: tuple[Marked, ...]) -> list[int]:
    found, at = [], 0
    for word in tree:
        while at < len(marked) and marked[at].outer.end <= word.idx:
            at += 1
        found.append(at if at < len(marked) and marked[at].outer.start <= word.idx else -1)
    return found


def _sentences(tree: Tree) -> tuple[list[int], list[int]]:
    """For each word, the first word of its sentence and the one after its last."""
    opens: list[int] = []
    closes: list[int] = []
    for sentence in tree.sents:
        opens += [sentence.start] * len(sentence)
        closes += [sentence.end] * len(sentence)
    return opens, closes
