"""Fragments: of what somebody said in quotation marks, the words most worth quoting.

A candidate is a whole constituent of the parse: a sentence, a clause, a predicate, a noun
phrase. Those that would leave a negation, a condition or a hedge behind are dropped
(``scope``); the others are ranked by length, form, and how much they say.
"""

from __future__ import annotations

import bisect
import math
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from nutgraf.analysis.marks import Marked
from nutgraf.analysis.scope import find_guards, loses_meaning
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Quote, Span

# As published briefs print them: a median of seven words, two thirds of them clauses.
FEWEST_WORDS, MOST_WORDS = 3, 20
_BEST_LENGTH = 7.5
_MOST = 3
# A second fragment must be better than a first: one weak fragment is still of use.
_LEAST_SCORE, _LEAST_FURTHER = -0.25, 0.15
# A longer sentence is read in part; its cost must not grow with the square of its length.
_LONGEST_SENTENCE = 120
_BESIDE = 16

_CLAUSES = frozenset(("ROOT", "conj", "ccomp", "advcl", "parataxis", "pcomp", "xcomp", "csubj"))
_NOUN_PLACES = frozenset(("ROOT", "dobj", "pobj", "attr", "nsubj", "nsubjpass", "oprd", "conj"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_HELPERS = frozenset(("aux", "auxpass", "neg", "advmod"))
_OPENERS = listed(
    "and but so or yet well look now because then that also plus nor "
    "again first second third finally obviously frankly honestly understandably"
)
_POINTING = listed("it this that these those they he she there them him her")
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
_CUTTABLE = frozenset(("advcl", "conj", "relcl", "parataxis", "prep", "npadvmod", "acl", "appos"))

_ADDING = listed("because when while since after before")

_STRONG = listed(
    "absolute absurd amazing appalling awful bad barbaric beautiful best betrayal blatant bold "
    "brave brilliant brutal catastrophe catastrophic chaos clear cowardly crazy crime crisis "
    "critical cruel crucial damage danger dangerous deadly deal dead death decent deep defeat "
    "deplorable desperate destroy devastate devastating disappoint disappointed disaster "
    "disastrous disgrace disgraceful disgusting dream enemy evil excellent extraordinary fail "
    "failure fair fake false fantastic fear fight force freedom fraud great grave greatest guilty "
    "hate hero historic honest honor honour hope horrible horrific horror huge humiliate ill "
    "illegal immoral important impossible incredible injustice innocent insane insult invasion "
    "justice kill lie madness massacre mess miracle mistake moral murder nightmare nonsense "
    "outrage outrageous pain peace perfect pleased powerful pride proud reckless regret "
    "responsibility ridiculous rig risk ruin sad scandal serious severe shame shameful shock "
    "shocking sick significant smear sorry steal strength strong struggle stupid succeed success "
    "suffer surrender survive terrible terrific terror threat threaten tough tragedy tragic "
    "travesty treason trust truth unacceptable unbelievable unfair unfit unfortunate "
    "unprecedented unthinkable urgent vicious victory victim violence violent vital war warn "
    "weak weapon welcome win wonderful worry worst wrong"
)
_AHEAD = listed("will wo 'll ’ll must shall ca can going gonna never cannot")
_PROCEDURE = listed(
    "announce ask call come comment conversation discuss experience discussion get go happen "
    "issue know let look mean mention note please "
    "meeting number ongoing people point process question reporter say see situation stuff talk "
    "tell thank thing think time try today tomorrow tonight try way yesterday"
)
_SHIFTING = frozenset(("VERB", "NOUN", "ADJ", "ADV", "PROPN", "NUM"))
_BARRED = re.compile(r"[\n\r\u2028\u2029\"“”„«»()…{}|*_]|\.\.|``|''|--")
# A cue that denies or doubts its content takes the fragment's meaning with it.
_DENIES = listed("deny refuse dispute reject refute doubt decline question dismiss ask wonder")
_HINGES = re.compile(
    r"^\W*(?:if|unless|but|until|except|though|although|or|only|provided|when|because|not|"
    r"as long)\b",
    re.IGNORECASE,
)
_HANGS = re.compile(
    r"\b(?:if|unless|not|n[’']t|never|until|may|might|could|would|think|believe|hope|although|without|when|"
    r"though|whether|perhaps|maybe)\b|n[’']t\b",
    re.IGNORECASE,
)


class _Cut(Struct, frozen=True):
    """A candidate: words ``first`` to ``last`` of the tree, both included; ``form`` is a bonus."""

    first: int
    last: int
    form: float


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
        for cut in _cuts(sentence, whole):
            first, last = _trimmed(page.tree, cut.first, cut.last)
            if last < first or (first, last) in tried:
                continue
            tried.add((first, last))
            if asks and (first, last) != _trimmed(page.tree, sentence[0].i, sentence[-1].i):
                continue
            span = _fitting(page, first, last, zone, whole=whole and cut.form == _WHOLE)
            if span is None:
                continue
            inside = [word for word in page.tree[first : last + 1] if not word.is_space]
            if loses_meaning(inside, guards, cue):
                continue
            own = _OWN if whole and cut.form == _WHOLE else 0.0
            yield _score(inside, cut.form) + own, span


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
_WHOLE = 0.4


def _cuts(sentence: Sequence[Word], whole: bool) -> Iterator[_Cut]:
    low, high = sentence[0].i, sentence[-1].i
    yield _Cut(low, high, _WHOLE)
    for word in sentence:
        left, right = max(word.left_edge.i, low), min(word.right_edge.i, high)
        if right - left < FEWEST_WORDS - 1:
            continue
        dep, pos = word.dep_, word.pos_
        if pos in ("VERB", "AUX"):
            if dep in _CLAUSES or word.head.i < low or word.head.i > high:
                subject = next((child for child in word.lefts if child.dep_ in _SUBJECTS), None)
                if subject is not None and subject.i >= low:
                    yield from _shortened(word, left, right, 0.35)
                if (dep != "advcl" or subject is None) and not _needs_subject(subject):
                    opens = _opening(word, subject, low)
                    yield from _shortened(word, opens, right, 0.1)
        elif pos in ("NOUN", "PROPN") and dep in _NOUN_PLACES:
            # A subject without what is said of it is half a thought.
            form = -0.5 if dep in _SUBJECTS else -0.15
            yield from _shortened(word, left, right, form)
        elif pos == "ADJ" and dep in ("acomp", "ROOT", "attr", "conj", "oprd"):
            yield from _shortened(word, left, right, -0.05)


_NEEDED = listed(
    "i we you what who which anyone anybody everyone everybody someone somebody people whoever"
)


def _needs_subject(subject: Word | None) -> bool:
    """Whether the predicate says too much, or nothing, without it.

    "There are …", "I want …", "people who … have a right to …".
    """
    if subject is None:
        return False
    return (
        subject.dep_ == "expl"
        or subject.lower_ in _NEEDED
        or any(child.dep_ in ("relcl", "acl") for child in subject.rights)
    )


def _opening(verb: Word, subject: Word | None, low: int) -> int:
    """Where the predicate of ``verb`` begins: with its helpers, after its subject."""
    after = subject.right_edge.i if subject is not None else low - 1
    starts = [
        child.left_edge.i for child in verb.lefts if child.dep_ in _HELPERS and child.i > after
    ]
    return max(min([verb.i, *starts]), low)


def _shortened(head: Word, first: int, last: int, form: float) -> Iterator[_Cut]:
    """The constituent, and what stays of it without an addition at its end."""
    yield _Cut(first, last, form)
    if last - first < _BEST_LENGTH:
        return
    word = head
    for _ in range(8):
        child = next((c for c in reversed(list(word.rights)) if c.dep_ != "punct"), None)
        if child is None:
            return
        at = child.left_edge.i
        before = child.doc[at - 2] if child.doc[at - 1].dep_ == "cc" else child.doc[at - 1]
        set_off = before.i > first and before.text in (",", "—", "–", "-", ";", ":")
        joined = child.dep_ == "conj" and word.pos_ in ("VERB", "AUX") and _own_subject(child)
        if first < at <= last and child.dep_ in _CUTTABLE and (set_off or joined or _can_go(child)):
            yield _Cut(first, at - 1, form - 0.1)
        word = child


def _can_go(clause: Word) -> bool:
    """Whether a clause that no comma sets off only adds: "… when they came home".

    "We did not go because …" may mean that we went.
    """
    return (
        clause.dep_ == "advcl"
        and clause.left_edge.lower_ in _ADDING
        and not any(child.dep_ == "neg" for child in clause.head.children)
    )


def _own_subject(word: Word) -> bool:
    return any(child.dep_ in _SUBJECTS for child in word.lefts)


def _trimmed(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """Without the "and" or the comma at an end; a question or exclamation keeps its mark."""
    while first <= last and (
        tree[first].is_space
        or tree[first].is_punct
        or (tree[first].lower_ in _OPENERS and _is_loose(tree, first, last))
    ):
        first += 1
    while last > first and (
        tree[last].is_space
        or (tree[last].is_punct and tree[last].text not in "?!%")
        or tree[last].dep_ == "cc"
    ):
        last -= 1
    return first, last


def _is_loose(tree: Tree, first: int, last: int) -> bool:
    """Whether the first word only ties the whole stretch to what stood before it."""
    word = tree[first]
    if word.dep_ == "mark":
        clause = word.head
        return clause.head is clause or not first <= clause.head.i <= last
    if word.lower_ == "so" and first < last and tree[first + 1].lower_ in _MUCH:
        return False
    return word.dep_ in ("cc", "intj", "advmod")


_MUCH = listed("many much few little far long often")


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


def _score(words: Sequence[Word], form: float) -> float:
    solid = [word for word in words if not word.is_punct]
    count = len(solid)
    score = form - 0.75 * abs(math.log(count / _BEST_LENGTH))
    telling = strong = dull = 0
    for word in solid:
        if word.pos_ not in _SHIFTING and word.lower_ not in _AHEAD:
            continue
        lemma = word.lemma_.lower()
        if lemma in _STRONG or word.tag_ in ("JJS", "RBS"):
            strong += 1
        if word.lower_ in _AHEAD:
            strong += 1
        if lemma in _PROCEDURE:
            dull += 1
        elif word.pos_ in _SHIFTING and not word.is_stop:
            telling += 1
    score += 0.35 * min(strong, 3) - 0.2 * min(dull, 3) + 1.2 * telling / count - 0.4
    if words[0].tag_ in ("TO", "VBG") or words[0].lower_ in ("more", "less", "as", "than"):
        score -= 0.35
    if telling < 2:
        score -= 0.4
    pointing = [word for word in solid if word.lower_ in _POINTING and word.pos_ in ("PRON", "DET")]
    if pointing and pointing[0].pos_ == "PRON":
        # A pronoun that opens the fragment means what nobody can see; a later one may be bound.
        opens = pointing[0].i <= words[0].i + 1
        score -= 0.7 if opens else 0.25
    elif pointing and pointing[0].lower_ in ("this", "that", "these", "those"):
        score -= 0.1
    return score
