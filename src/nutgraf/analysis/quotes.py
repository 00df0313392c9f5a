"""Statements: what was said, the words that say so, and what the text calls the speaker.

Two routes meet here. Stretches in quotation marks look outwards for the verb beside them
("…," Ms. Orr said), because parsers stumble over quoted speech; verbs of saying look
inwards at the clause they govern (said he was "glad"). What neither route claims is
carried over from the speaker just before, or is nobody's words: a title, a nickname.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable

from msgspec import Struct

from nutgraf.analysis.cues import (
    BESIDE,
    CLAUSE,
    FINITE,
    INFINITIVE,
    NAMING,
    NAMING_PLAIN,
    Cues,
    cue_words,
    end_of,
    noun_span,
)
from nutgraf.analysis.marks import Marked, find_marked
from nutgraf.analysis.occasion import find_occasion
from nutgraf.analysis.syntax import Tree, Word, span_of
from nutgraf.records import Quote, QuoteKind, Span

_COMPLEMENTS = ("dobj", "oprd", "ccomp", "xcomp", "attr", "acomp", "dative", "prep", "agent")
_NAMING_PREPS = ("as", "of", "for", "to", "about", "against", "with", "on", "over")
_STOPS = frozenset(".!?;")
_LOOSE = " \t\r\n\u00a0,;:-\u2013\u2014"
_LABEL = re.compile(r"^[ \t]*((?:[A-Z][\w.'’-]*,? ?|\([^)\n]{1,40}\) ?){1,6}):[ \t]+(?=\S)", re.M)
_NEAR = 60


class _Draft(Struct):
    content: list[Span]
    cue: list[Word]
    source: Span | None
    anchor: Word | None = None


def find_quotes(tree: Tree, text: str) -> tuple[Quote, ...]:
    """The statements in ``text``, in the order of their content; empty if nobody says anything.

    ``speaker``, ``role`` and ``voice`` are left for ``assign_speakers``. A quotation
    without a cue of its own has an empty ``cue`` and the source of the one before it.
    """
    return _Finder(tree, text).find()


class _Finder:
    """The state of one reading; nothing of it outlives ``find``."""

    def __init__(self, tree: Tree, text: str) -> None:
        self.tree, self.text = tree, text
        self.marked = find_marked(text)
        self.at = [word.idx for word in tree]
        self.region = _regions(tree, self.marked)
        self.cues = Cues(tree, self.region)
        self.drafts: list[_Draft] = []
        self.owner: dict[int, _Draft] = {}
        self.used: set[int] = set()

    def find(self) -> tuple[Quote, ...]:
        self._labels()
        index = 0
        while index < len(self.marked):
            index = self._beside(index)
        for word in self.tree:
            if self.region[word.i] < 0 and word.i not in self.used:
                self._inward(word)
        self._carry_over()
        found = [self._finish(draft) for draft in self.drafts if draft.content]
        return tuple(sorted(found, key=lambda quote: (quote.content, quote.cue)))

    # ------------------------------------------------------------- places in the text

    def _word_at(self, offset: int) -> int:
        """The index of the first word that starts at or after ``offset``."""
        return bisect.bisect_left(self.at, offset)

    def _line(self, offset: int) -> tuple[int, int]:
        low = self.text.rfind("\n", 0, offset) + 1
        high = self.text.find("\n", offset)
        return low, len(self.text) if high < 0 else high

    def _is_stop(self, word: Word) -> bool:
        return self.region[word.i] < 0 and (word.text in _STOPS or "\n" in word.text)

    def _gap_after(self, index: int) -> list[Word]:
        """The words after a marked stretch, to the end of its sentence or the next stretch."""
        gap: list[Word] = []
        start = self._word_at(self.marked[index].outer.end)
        for word in self.tree[start : start + _NEAR]:
            if self.region[word.i] >= 0 or self._is_stop(word):
                break
            gap.append(word)
        return gap

    def _gap_before(self, index: int) -> list[Word]:
        gap: list[Word] = []
        start = self._word_at(self.marked[index].outer.start) - 1
        leading = True
        for place in range(start, max(-1, start - _NEAR), -1):
            word = self.tree[place]
            if leading and word.is_space:
                continue
            if self.region[place] >= 0 or self._is_stop(word):
                break
            if leading and place < start and word.text != ":":
                break
            leading = False
            gap.append(word)
        return gap[::-1]

    def _sentence_start(self, index: int) -> int:
        """Where the sentence round a marked stretch begins, quoted sentences before it aside."""
        place = self._word_at(self.marked[index].outer.start)
        for before in range(place - 1, max(-1, place - _NEAR - 20), -1):
            owner = self.region[before]
            if self._is_stop(self.tree[before]):
                return self._skip_space(self.at[before] + len(self.tree[before].text))
            if owner >= 0 and owner != index and self._ends_sentence(owner):
                return self._skip_space(self.marked[owner].outer.end)
        return self.at[max(0, place - _NEAR - 20)] if self.at else 0

    def _skip_space(self, offset: int) -> int:
        while offset < len(self.text) and self.text[offset].isspace():
            offset += 1
        return offset

    def _ends_sentence(self, index: int) -> bool:
        return self.marked[index].inner.of(self.text).rstrip(" '’”")[-1:] in tuple(".?!…")

    def _chain(self, index: int) -> tuple[Span, int]:
        """A marked stretch with those that continue it in the next paragraphs."""
        start, last = self.marked[index].outer.start, index
        while not self.marked[last].closed and last + 1 < len(self.marked):
            between = self.text[self.marked[last].outer.end : self.marked[last + 1].outer.start]
            if between.strip():
                break
            last += 1
        return Span(start, self.marked[last].outer.end), last + 1

    # ------------------------------------------------------------- marks looking outwards

    def _labels(self) -> None:
        """Transcript lines: a name, a colon, and what that speaker said."""
        for match in _LABEL.finditer(self.text):
            name = match.group(1).strip()
            high = self._line(match.end())[1]
            rest = Span(match.end(), match.end() + len(self.text[match.end() : high].rstrip()))
            first = bisect.bisect_left(self.marked, Marked(rest, rest))
            quoted = first < len(self.marked) and self.marked[first].outer.start == rest.start
            letters = [c for c in name if c.isalpha()]
            shouted = sum(c.isupper() for c in letters) > 0.8 * len(letters) and len(letters) > 1
            words = list(self.tree[self._word_at(match.start(1)) : self._word_at(rest.start)])
            named = any(w.ent_type_ in ("PERSON", "ORG") for w in words)
            if not (shouted or (quoted and named)) or not rest.of(self.text):
                continue
            source = Span(match.start(1), match.start(1) + len(name))
            content = rest
            if quoted:
                content, _ = self._chain(first)
                if content.end < rest.end and self.text[content.end : rest.end].strip(_LOOSE + "."):
                    content = rest
            self._add(_Draft([content], [], source, words[0] if words else None))

    def _beside(self, index: int) -> int:
        """Attribute a marked stretch to a verb beside it; the index of the next to look at."""
        span, following = self._chain(index)
        if index in self.owner:
            return following
        last = following - 1
        draft = self._cue_after(index, last, span) or self._cue_before(index, span)
        if draft is None:
            return following
        self._add(draft)
        return self._more(draft, following)

    def _cue_after(self, index: int, last: int, span: Span) -> _Draft | None:
        gap = self._gap_after(last)
        inner = self.marked[last].inner.of(self.text).rstrip(" '’”")
        comma = inner[-1:] in tuple(",—–-") or self.text[span.end : span.end + 2].strip()[
            :1
        ] in tuple(",—–")
        full = inner[-1:] in tuple(".?!…")
        if not (comma or full):
            return None
        while gap and (gap[0].is_punct or gap[0].is_space):
            gap = gap[1:]
        found = self.cues.beside(gap)
        if found is None:
            return None
        verb, source = found
        if full and not comma and verb.lemma_ != "accord":
            later = [c for c in verb.children if c.dep_ in ("ccomp", "dobj") and c.i > verb.i]
            inverted = source.start > verb.idx
            if inner[-1:] == "." and (inverted or gap[-1].i - verb.i > 4):
                return None
            if any(self.region[c.i] < 0 and c.dep_ == "ccomp" for c in later):
                return None
        content = Span(self._widen(index, span), span.end)
        return _Draft([content], cue_words(verb), source, verb)

    def _widen(self, index: int, span: Span) -> int:
        """The start of the clause that a fragment ends: The plan is "dead," Ms. Orr said."""
        start = self._sentence_start(index)
        if start >= span.start:
            return span.start
        lead = self.tree[self._word_at(start) : self._word_at(span.start)]
        if any(w.i in self.used for w in lead):
            return span.start
        if any(
            w.lemma_ in BESIDE and self.cues.subject(w) is not None and self.region[w.i] < 0
            for w in lead
        ):
            return span.start
        if not any(w.pos_ not in ("CCONJ", "PUNCT", "SPACE", "ADV", "INTJ") for w in lead):
            return span.start
        if lead and lead[-1].text in ":":
            return span.start
        return max(start, self._line(span.start)[0])

    def _cue_before(self, index: int, span: Span) -> _Draft | None:
        gap = self._gap_before(index)
        if not gap:
            return None
        sign = gap[-1].text
        if sign not in (",", ":", "—", "–", "--", "-") and gap[-1].lemma_ not in BESIDE:
            return None
        nearest = gap[-1]
        for verb in reversed(gap):
            if verb.pos_ not in ("VERB", "AUX", "NOUN") and verb.lower_ != "according":
                continue
            if verb.lemma_ not in BESIDE or (verb.pos_ == "NOUN" and verb.tag_[:2] != "VB"):
                if sign != ":" and verb.tag_ in FINITE and verb.i > nearest.i - 8:
                    return None
                continue
            source = self.cues.source(verb)
            if source is None:
                continue
            clause = [c for c in verb.children if c.dep_ == "ccomp" and verb.i < c.i <= gap[-1].i]
            if clause and sign != ":":
                return None
            if sign != ":" and gap[-1].i - verb.i > 14:
                return None
            if verb is gap[-1] or gap[-1].i == verb.i + 1 or sign in ":,":
                return _Draft([span], cue_words(verb), source, verb)
        if sign == ":":
            return self._colon(gap, span)
        return None

    def _colon(self, gap: list[Word], span: Span) -> _Draft | None:
        """A colon without a verb of saying: the name nearest before it, if it is the subject."""
        for word in gap:
            if (
                word.dep_ == "nsubj"
                and word.head.dep_ == "ROOT"
                and (word.ent_type_ in ("PERSON", "ORG") or word.tag_ == "PRP")
            ):
                return _Draft([span], [gap[-1]], noun_span(word), word.head)
        return None

    def _more(self, draft: _Draft, index: int) -> int:
        """Add the stretches that go on after the cue: "…," he said. "…"."""
        while index < len(self.marked) and draft.anchor is not None:
            mark = self.marked[index]
            between = self.text[draft.content[-1].end : mark.outer.start]
            if "\n" in between or len(between) > 320:
                break
            cue_in_between = draft.anchor.idx >= draft.content[-1].end
            if not cue_in_between and between.strip():
                break
            words = self.tree[
                self._word_at(draft.content[-1].end) : self._word_at(mark.outer.start)
            ]
            rivals = [
                w
                for w in words
                if w.i != draft.anchor.i
                and w.lemma_ in BESIDE | NAMING
                and w.pos_ == "VERB"
                and w.i > draft.anchor.i
            ]
            stops = [w for w in words if w.text in _STOPS]
            opens_sentence = bool(stops) and words[-1].text in _STOPS
            if rivals or (stops and not opens_sentence):
                break
            if not stops and words[-1].text not in (",", "—", "–", "--", ":", "and", "but"):
                break
            span, following = self._chain(index)
            if self._cue_after(index, following - 1, span) is not None:
                break
            draft.content.append(span)
            for taken in range(index, following):
                self.owner[taken] = draft
            index = following
        return index

    # ------------------------------------------------------------- verbs looking inwards

    def _inward(self, verb: Word) -> None:
        if verb.lower_ == "according":
            self._according(verb)
            return
        if verb.pos_ not in ("VERB", "AUX"):
            return
        lemma = verb.lemma_
        source = None
        spans: list[Span] = []
        if lemma in CLAUSE or lemma in INFINITIVE:
            clause = next(
                (
                    c
                    for c in verb.children
                    if (c.dep_ == "ccomp" and lemma in CLAUSE)
                    or (c.dep_ == "xcomp" and lemma in INFINITIVE and c.pos_ in ("VERB", "AUX"))
                ),
                None,
            )
            if clause is not None:
                source = self.cues.source(verb)
                if source is not None:
                    spans = self._clause(verb, clause, source)
            elif lemma in CLAUSE:
                source = self.cues.source(verb)
                spans = self._fronted(verb, source)
        if not spans and lemma in NAMING:
            source = self.cues.source(verb)
            spans = self._named(verb) if source is not None else []
        if spans and source is not None:
            self._add(_Draft(spans, cue_words(verb), source, verb))

    def _clause(self, verb: Word, clause: Word, source: Span) -> list[Span]:
        start, end = clause.left_edge.idx, end_of(clause.right_edge)
        first, last = min(verb.idx, source.start), max(end_of(verb), source.end)
        if start >= end_of(verb):
            for conjunct in verb.children:
                if (
                    conjunct.dep_ == "mark"
                    and conjunct.i < clause.left_edge.i
                    and conjunct.i > verb.i
                ):
                    start = conjunct.idx
            return self._trim([Span(start, end)])
        if end <= first:
            return self._trim([Span(start, end)])
        return self._trim([Span(start, first), Span(last, max(end, last))])

    def _fronted(self, verb: Word, source: Span | None) -> list[Span]:
        """A statement whose verb was parsed as an aside: The vote was off, Ms. Orr said."""
        if source is None:
            return []
        first = min(verb.idx, source.start)
        sentence = verb.sent
        before = self.text[sentence.start_char : first].rstrip()
        after = self.tree[max(verb.i, self._word_at(source.end) - 1) + 1 : sentence.end]
        closes = not after or after[0].text in (".", ",") or after[0].dep_ in ("prep", "npadvmod")
        if not before.endswith(",") or len(before.split()) < 3 or not closes:
            return []
        lead = self.tree[sentence.start : self._word_at(first)]
        if any(w.i in self.used for w in lead):
            return []
        if not any(w.tag_ in FINITE for w in lead):
            return []
        return self._trim([Span(sentence.start_char, sentence.start_char + len(before))])

    def _named(self, verb: Word) -> list[Span]:
        parts = [
            c
            for c in verb.children
            if c.i > verb.i
            and c.dep_ in _COMPLEMENTS
            and (c.dep_ != "prep" or c.lower_ in _NAMING_PREPS)
        ]
        if not parts:
            return []
        start = min(c.left_edge.i for c in parts)
        end = max(c.right_edge.i for c in parts) + 1
        holds = any(r >= 0 and r not in self.owner for r in self.region[start:end])
        plain = verb.lemma_ in NAMING_PLAIN and (
            any(c.dep_ in ("oprd", "ccomp") for c in parts)
            or any(c.lower_ in ("as", "of") and c.dep_ == "prep" for c in parts)
        )
        if not (holds or plain):
            return []
        return self._trim([Span(self.at[start], end_of(self.tree[end - 1]))])

    def _according(self, word: Word) -> None:
        source = self.cues.source(word)
        if source is None:
            return
        sentence = word.sent
        start, end = sentence.start_char, sentence.end_char
        if word.i - sentence.start <= 1:
            spans = [Span(source.end, end)]
        else:
            spans = [Span(start, word.idx)]
            tail = self.text[source.end : end].strip(_LOOSE + ".")
            if tail and self.text[source.end : source.end + 1] == "," and len(tail.split()) > 6:
                spans.append(Span(source.end, end))
        self._add(_Draft(self._trim(spans), [word, self.tree[word.i + 1]], source, word))

    def _trim(self, spans: Iterable[Span]) -> list[Span]:
        """Spans without loose punctuation at the edges and with no pair of marks cut in two."""
        kept = []
        for span in spans:
            start, end = span.start, span.end
            at = bisect.bisect_right(self.marked, Marked(Span(end, 0), Span(0, 0))) - 1
            if at >= 0 and self.marked[at].outer.start < end < self.marked[at].outer.end:
                end = self.marked[at].outer.end
            while start < end and self.text[start] in _LOOSE + ".":
                start += 1
            while end > start and self.text[end - 1] in _LOOSE + ".?!":
                end -= 1
            if end > start:
                kept.append(Span(start, end))
        return kept

    # ------------------------------------------------------------- what is left, and the end

    def _carry_over(self) -> None:
        """Give a quotation that stands alone to whoever spoke just before it."""
        told = sorted(
            (draft.content[0].start, max(draft.content[-1].end, draft.source.end), draft.source)
            for draft in self.drafts
            if draft.source is not None
        )
        starts = [start for start, _, _ in told]
        previous: tuple[int, Span] | None = None
        for index in range(len(self.marked)):
            if index in self.owner:
                continue
            span, _ = self._chain(index)
            if not self._stands_alone(index, span):
                continue
            at = bisect.bisect_left(starts, span.start) - 1
            if at >= 0 and (previous is None or previous[0] <= told[at][1]):
                previous = told[at][1:]
            if previous is None or self._breaks(previous[0], span.start) > 1:
                continue
            self._add(_Draft([span], [], previous[1]))
            previous = (span.end, previous[1])

    def _stands_alone(self, index: int, span: Span) -> bool:
        if self._sentence_start(index) < span.start:
            return False
        words = self.tree[self._word_at(span.start) : self._word_at(span.end)]
        return len(words) > 5 and any(w.pos_ in ("VERB", "AUX") for w in words)

    def _breaks(self, start: int, end: int) -> int:
        """How many paragraph breaks lie between two places; far apart counts as many."""
        return len(re.findall(r"\n\s*", self.text[start:end])) if end - start < 3000 else 9

    def _add(self, draft: _Draft) -> None:
        self.drafts.append(draft)
        self.used.update(w.i for w in draft.cue)
        if draft.anchor is not None and draft.cue and draft.source is not None:
            self.cues.settled[draft.anchor.i] = draft.source
        for span in draft.content:
            first = bisect.bisect_left(self.marked, Marked(Span(span.start, 0), Span(0, 0)))
            while first < len(self.marked) and self.marked[first].outer.start < span.end:
                self.owner.setdefault(first, draft)
                first += 1

    def _finish(self, draft: _Draft) -> Quote:
        content = tuple(sorted(draft.content))
        source = (draft.source,) if draft.source else ()
        cue = (span_of(draft.cue),) if draft.cue else ()
        occasion = None
        if draft.anchor is not None and draft.cue and draft.anchor.pos_ == "VERB":
            occasion = find_occasion(draft.anchor, content + source)
        return Quote(
            content=content, cue=cue, source=source, kind=self._kind(content), occasion=occasion
        )

    def _kind(self, content: tuple[Span, ...]) -> QuoteKind:
        total = within = 0
        for span in content:
            total += len(re.sub(r"\s", "", span.of(self.text)))
            at = bisect.bisect_left(self.marked, Marked(Span(span.start, 0), Span(0, 0)))
            for mark in self.marked[max(0, at - 1) :]:
                if mark.outer.start >= span.end:
                    break
                low, high = max(mark.outer.start, span.start), min(mark.outer.end, span.end)
                within += len(re.sub(r"\s", "", self.text[low:high]))
        if not within:
            return "indirect"
        return "direct" if within >= 0.8 * total else "mixed"


# ----------------------------------------------------------------- words and marks


def _regions(tree: Tree, marked: tuple[Marked, ...]) -> list[int]:
    """For each word, the index of the marked stretch it is in, or -1."""
    found, at = [], 0
    for word in tree:
        while at < len(marked) and marked[at].outer.end <= word.idx:
            at += 1
        found.append(at if at < len(marked) and marked[at].outer.start <= word.idx else -1)
    return found
