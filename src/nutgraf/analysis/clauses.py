"""Sentences as a writer sees them: what can be cut, what leans on what stood before."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Iterator, Sequence

from nutgraf.analysis.cover import Cover
from nutgraf.analysis.narration import score_analysis
from nutgraf.analysis.syntax import Phrase, Tree, Word, subtree_span
from nutgraf.records import Cut, CutKind, Name, Quote, Reference, Sentence, Span

# Losing one of these changes what a sentence says, so no cut may hold one.
GUARDED = re.compile(
    r"\b(?:not|n[o']t|never|no|none|nobody|nothing|neither|nor|without|hardly|barely|den(?:y|ies|ied)|"
    r"refus\w+|if|unless|until|whether|except|only|alleg\w+|may|might|could|would|should|"
    r"possibl[ye]|perhaps|reported(?:ly)?|apparent(?:ly)?|likely|unlikely|suspected|accused|"
    r"according|claim(?:s|ed)?|said|says)\b|n[’']t\b",
    re.IGNORECASE,
)

_LEAD_IN = re.compile(
    # what the page or the agency set before the sentence
    r"(?:\([A-Z]{2,6}\)\s*(?:[—–-]+\s*)?|Story Continued? Below\s+|Advertisement\s+|"
    r"Continue reading the main story\s+)(?=[A-Z“\"])|"
    r"(?:(?:But|And|Yet|So)\s+(?!far\b|that\b|much\b|many\b|long\b|often\b|yet\b))|"
    r"(?:But|And|So|Still|Also|Meanwhile|However|Moreover|Furthermore|In addition|Instead|"
    r"Nevertheless|Nonetheless|Indeed|Of course|Then|Now|Plus|Besides|Separately|Elsewhere|"
    r"Additionally|Earlier|Later|For (?:now|example|instance)|In fact|At the same time|"
    r"On the other hand|As a result|Of note|Notably|To be sure|That said|In turn|After all|"
    r"Interestingly|Importantly|Surprisingly|Unsurprisingly|Curiously|Ironically|Tellingly|"
    r"Fortunately|Unfortunately|Sadly|Happily|Specifically|Finally|Overall|Again|Simply put|"
    r"In other words|In short|First|Second|Third)"
    r"(?:,\s+|\s+(?=[A-Z“\"]|the\b|a\b|an\b))"
)
_LEANING = re.compile(
    r"^(?:This|That|These|Those|Such|It|Its|They|Their|We|Our|I|My|You|Your|Here|"
    r"There(?! (?:is|are|was|were|will|has|have))|Another|Others|Both|Neither|Either|"
    r"One of (?:them|the)|Some of (?:them|those)|The (?:latter|former|two|pair|three|duo|same|"
    r"other|rest|result|latest|man|woman|boy|girl|couple|victim)\b|"
    r"In (?:this|that|it|response|addition|return|doing)|With (?:that|this|it)|As for|"
    r"At (?:that|this)|By (?:that|then)|After (?:that|this|which)|Before (?:that|then)|"
    r"Among (?:them|those)|Not (?:so|that|only|everyone)|Yes|No|Well|Even|How|Why|What|"
    r"Who|Where|Which|Or|Nor|Yet|Thus|Hence|Therefore|Similarly|Likewise|"
    # a clause before the sentence's own: "When the wall broke, the town fled"
    r"(?:When|Because)(?![^?]{8,}, [^?]*$))\b"
)
_CONNECTED = re.compile(
    r"\b(?:nevertheless|nonetheless|instead(?! of)|in any case|likewise|similarly|however|"
    r"therefore|moreover|another (?:man|woman|person|one)|once again|as well(?! as)|the latter|"
    r"the former(?! \w)|either way|at this point|at the time|the key to)\b",
    re.IGNORECASE,
)
# What follows such a quotation is its cue, or part of one.
_CUE_FOLLOWS = re.compile(r"[!?,][”\"’']\s*$")
# "this week" points at the calendar, not at the sentence before.
_TIMES = re.compile(
    r"week(?:end)?|month|year|day|morning|afternoon|evening|night|season|quarter|time|summer|"
    r"autumn|fall|winter|spring|decade|century|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)
_DEMONSTRATIVES = {"this", "that", "these", "those", "here"}
_PRONOUNS = {"he", "she", "him", "her", "his", "hers", "they", "them", "their", "it", "its"}
_OUTSIDE_SPEAKER = {"i", "we", "our", "us", "my", "me", "mine", "you", "your"}
# "our galaxy" is that of every reader
EVERYBODYS = {"galaxy", "planet", "sun", "moon", "universe", "atmosphere", "species", "ancestor"}
_BRACKET = re.compile(r"\s*\([^()]{1,160}\)")
_AGE = re.compile(r",\s(?:aged\s)?\d{1,2},(?=\s)")
_RELATIVES = {"who", "which", "whose", "whom", "where"}


def find_sentences(
    tree: Tree,
    text: str,
    *,
    paragraphs: Sequence[Span],
    quoted: Sequence[Span],
    names: Sequence[Name],
    references: Sequence[Reference],
    quotes: Sequence[Quote],
    dateline: Span | None,
) -> tuple[Sentence, ...]:
    """The sentences of ``tree`` in text order, white space at their ends left out.

    ``quoted`` are the spans between quotation marks, marks included.
    """
    starts = [paragraph.start for paragraph in paragraphs]
    inside = Cover(quoted)
    # "The plan appears to please the mayor" is a view to the network, and the paper's analysis.
    said = Cover(
        [
            span
            for quote in quotes
            if quote.found_by == "rules" or quote.kind != "indirect"
            for span in (*quote.content, *quote.cue)
        ]
    )
    named = _Starts([name.span for name in names])
    settled = {ref.span.start for ref in references if ref.full_name is not None}
    found = []
    for phrase in tree.sents:
        span = _trimmed(phrase, text)
        if span is None:
            continue
        has_speech = inside.meets(span) or said.meets(span)
        found.append(
            Sentence(
                span=span,
                paragraph=max(0, bisect.bisect_right(starts, span.start) - 1),
                cuts=tuple(_cuts(phrase, span, text, inside, dateline)),
                stands_alone=_stands_alone(phrase, span, text, inside, named, settled, dateline),
                analysis=0.0 if has_speech else round(score_analysis(phrase), 3),
                predicate=_predicate(phrase, span),
            )
        )
    return tuple(found)


class _Starts:
    """Asks whether any of many spans starts within a given stretch."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._starts = sorted(span.start for span in spans)

    def any_in(self, start: int, end: int) -> bool:
        at = bisect.bisect_left(self._starts, start)
        return at < len(self._starts) and self._starts[at] < end


def _trimmed(phrase: Phrase, text: str) -> Span | None:
    start, end = phrase.start_char, phrase.end_char
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None


def _cuts(
    phrase: Phrase, span: Span, text: str, inside: Cover, dateline: Span | None
) -> Iterator[Cut]:
    start = span.start
    if dateline is not None and dateline.start <= span.start < dateline.end < span.end:
        yield Cut("dateline", Span(span.start, dateline.end))
        start = dateline.end
    lead_in = _LEAD_IN.match(text, start, span.end)
    if lead_in:
        yield Cut("lead-in", Span(start, lead_in.end()))
    taken: list[Span] = []
    kinds: tuple[tuple[CutKind, Iterable[Span]], ...] = (
        ("parenthesis", (Span(*m.span()) for m in _BRACKET.finditer(text, start, span.end))),
        ("apposition", _ages(phrase, span, text, start)),
        ("relative clause", _relative_clauses(phrase, text)),
        ("apposition", _appositions(phrase, text)),
    )
    for kind, cut in ((kind, cut) for kind, cuts in kinds for cut in cuts):
        if (
            cut.start > start
            and cut.end <= span.end
            and not inside.meets(cut)
            and not GUARDED.search(cut.of(text))
            and not any(cut.meets(other) for other in taken)
        ):
            taken.append(cut)
            yield Cut(kind, cut)


def _ages(phrase: Phrase, span: Span, text: str, start: int) -> Iterator[Span]:
    """Ages between commas; the second stays where it must close what comes after it."""
    predicate = _predicate(phrase, span)
    for match in _AGE.finditer(text, start, span.end):
        goes_on = predicate is not None and "," in text[match.end() : predicate.start]
        yield Span(match.start(), match.end() - (1 if goes_on else 0))


def _relative_clauses(phrase: Phrase, text: str) -> Iterator[Span]:
    """Clauses between commas that begin with a relative pronoun, the commas included.

    Before a full stop only the first comma goes. A clause without commas restricts its
    noun and must stay.
    """
    for word in phrase:
        if word.dep_ != "relcl":
            continue
        first = word.left_edge
        if first.lower_ not in _RELATIVES or first.i == phrase.start:
            continue
        comma = first.nbor(-1)
        if comma.text != "," or comma.i < phrase.start:
            continue
        span = subtree_span(word)
        yield from _between_commas(phrase, comma, span, text)


def _appositions(phrase: Phrase, text: str) -> Iterator[Span]:
    """What a name is called after it, between commas: ", the director of Open Ballot,"."""
    for word in phrase:
        if word.dep_ == "appos" and word.head.pos_ == "PROPN" and word.left_edge.i > phrase.start:
            comma = word.left_edge.nbor(-1)
            if comma.text == ",":
                yield from _between_commas(phrase, comma, subtree_span(word), text)


def _between_commas(phrase: Phrase, comma: Word, span: Span, text: str) -> Iterator[Span]:
    after = text[span.end : span.end + 1]
    before = sum(word.text == "," for word in phrase if word.i < comma.i)
    if after == "," and before % 2 == 0:
        yield Span(comma.idx, span.end + 1)
    elif after and after in ",.;":
        # An odd comma before closes a pair that the comma after must go on closing.
        yield Span(comma.idx, span.end)


def _stands_alone(
    phrase: Phrase,
    span: Span,
    text: str,
    inside: Cover,
    named: _Starts,
    settled: set[int],
    dateline: Span | None,
) -> bool:
    start = dateline.end if dateline and span.start <= dateline.start < span.end else span.start
    lead_in = _LEAD_IN.match(text, start, span.end)
    if lead_in:
        start = lead_in.end()
    if _CUE_FOLLOWS.search(text[max(0, span.start - 4) : span.start]):
        return False
    words = text[start : span.end]
    if _LEANING.match(words[:1].upper() + words[1:]) and not inside.meets(Span(start, start + 1)):
        return False
    if any(
        not inside.meets(Span(*match.span()))
        for match in _CONNECTED.finditer(text, start, span.end)
    ):
        return False
    for word in phrase:
        if word.text == "US":
            continue  # the country
        lower = word.lower_
        if lower in _DEMONSTRATIVES and (
            (word.pos_ == "PRON" and word.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"})
            or (lower == "here" and word.pos_ == "ADV")
        ):
            at = Span(word.idx, word.idx + len(word.text))
            if not inside.meets(at) and not _is_relative(word):
                return False
        # "Another driver said": beside one that was told of. "They found another planet" is news.
        if (
            lower == "another"
            and word.head.dep_ in {"nsubj", "nsubjpass"}
            and not inside.meets(Span(word.idx, word.idx + len(word.text)))
        ):
            return False
        if (
            lower in _DEMONSTRATIVES
            and word.dep_ == "det"
            and not _TIMES.fullmatch(word.head.lemma_.lower())
            and not inside.meets(Span(word.idx, word.idx + len(word.text)))
        ):
            return False
        if lower not in _PRONOUNS and lower not in _OUTSIDE_SPEAKER:
            continue
        at = Span(word.idx, word.idx + len(word.text))
        if inside.meets(at) or word.idx in settled:
            continue
        if lower == "our" and word.head.lemma_.lower() in EVERYBODYS:
            continue
        if lower in _OUTSIDE_SPEAKER:
            return False
        if lower in {"it", "its"} and _is_expletive_or_bound(word, phrase):
            continue
        told = named.any_in(start, word.idx) and word.dep_ not in {"dobj", "dative"}
        if not told and not _has_earlier_noun(word, phrase):
            return False
    return True


def _is_relative(word: Word) -> bool:
    """Whether "that" opens a clause about the noun before it, or "those" is "those who"."""
    return word.head.dep_ in {"relcl", "acl"} or any(
        child.dep_ in {"relcl", "acl", "prep"} for child in word.children
    )


def _is_expletive_or_bound(word: Word, phrase: Phrase) -> bool:
    return word.dep_ == "expl" or _has_earlier_noun(word, phrase)


def _has_earlier_noun(word: Word, phrase: Phrase) -> bool:
    """Whether a noun before the pronoun in its own sentence may be what it means."""
    persons = word.lower_ in {"he", "she", "him", "her", "his", "hers"}
    # "Barrow told him": whom, the subject of the telling cannot be.
    other = word.head.lefts if word.dep_ in {"dobj", "dative"} else ()
    barred = {subject.i for subject in other if subject.dep_ == "nsubj"}
    for earlier in phrase:
        if earlier.i >= word.i:
            return False
        if earlier.i in barred or (earlier.head.i in barred and earlier.dep_ == "compound"):
            continue
        if earlier.pos_ == "PROPN" or (
            earlier.pos_ == "NOUN"
            and earlier.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}
            and (not persons or earlier.dep_ in {"nsubj", "nsubjpass"})
        ):
            return True
    return False


def _predicate(phrase: Phrase, span: Span) -> Span | None:
    root = phrase.root
    if root.pos_ not in {"VERB", "AUX"}:
        return None
    subjects = [word for word in root.lefts if word.dep_ in {"nsubj", "nsubjpass"}]
    if not subjects:
        return None
    start = subtree_span(subjects[0]).end + 1
    first = next((w for w in phrase if w.idx >= start and not w.is_punct and not w.is_space), None)
    last = next((w for w in reversed(list(phrase)) if not w.is_punct and not w.is_space), None)
    if first is None or last is None or first.i > root.i:
        return None
    end = last.idx + len(last.text)
    return Span(first.idx, end) if span.start < first.idx < end <= span.end else None
