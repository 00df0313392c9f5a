"""Constituents of a parsed sentence that could stand in quotation marks by themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from nutgraf.analysis.syntax import Tree, Word
from nutgraf.analysis.wordlists import listed

_CLAUSES = frozenset(("ROOT", "conj", "ccomp", "advcl", "parataxis", "pcomp", "xcomp", "csubj"))
_NOUN_PLACES = frozenset(("ROOT", "dobj", "pobj", "attr", "nsubj", "nsubjpass", "oprd", "conj"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))
_HELPERS = frozenset(("aux", "auxpass", "neg", "advmod"))
_OPENERS = listed(
    "and but so or yet well look now because then that also plus nor "
    "again first second third finally obviously frankly honestly understandably"
)
_CUTTABLE = frozenset(("advcl", "conj", "relcl", "parataxis", "prep", "npadvmod", "acl", "appos"))
_ADDING = listed("because when while since after before")
_MUCH = listed("many much few little far long often")
_NEEDED = listed(
    "i we you what who which anyone anybody everyone everybody someone somebody people whoever"
)
WHOLE = 0.4
# Shorter ones are whole as they are.
_SHORT = 7
_FEWEST = 3


class Cut(Struct, frozen=True):
    """A candidate: words ``first`` to ``last`` of the tree, both included; ``form`` is a bonus."""

    first: int
    last: int
    form: float


def find_cuts(sentence: Sequence[Word]) -> Iterator[Cut]:
    """The sentence and the clauses, predicates and phrases in it, longer than two words."""
    low, high = sentence[0].i, sentence[-1].i
    yield Cut(low, high, WHOLE)
    for word in sentence:
        left, right = max(word.left_edge.i, low), min(word.right_edge.i, high)
        if right - left < _FEWEST - 1:
            continue
        dep, pos = word.dep_, word.pos_
        if pos in ("VERB", "AUX"):
            if dep in _CLAUSES or word.head.i < low or word.head.i > high:
                subject = next((child for child in word.lefts if child.dep_ in _SUBJECTS), None)
                if subject is not None and subject.i >= low:
                    yield from _shortened(word, left, right, 0.35)
                if (dep != "advcl" or subject is None) and not (
                    _needs_subject(subject) or _is_cleft(word, subject)
                ):
                    opens = _opening(word, subject, low)
                    yield from _shortened(word, opens, right, 0.1)
        elif pos in ("NOUN", "PROPN") and dep in _NOUN_PLACES:
            # A subject without what is said of it is half a thought.
            form = -0.5 if dep in _SUBJECTS else -0.3 if dep == "pobj" else -0.15
            yield from _shortened(word, left, right, form)
        elif pos == "ADJ" and dep in ("acomp", "ROOT", "attr", "conj", "oprd"):
            yield from _shortened(word, left, right, -0.05)


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


def _is_cleft(verb: Word, subject: Word | None) -> bool:
    """Whether the "it" of the clause only brings its noun forward: "it is the … that …"."""
    return (
        subject is not None
        and subject.lower_ == "it"
        and verb.lemma_ == "be"
        and any(
            child.dep_ == "attr"
            and child.left_edge.lower_ not in ("a", "an")
            and any(clause.dep_ == "relcl" for clause in child.rights)
            for child in verb.rights
        )
    )


def _opening(verb: Word, subject: Word | None, low: int) -> int:
    """Where the predicate of ``verb`` begins: with its helpers, after its subject."""
    after = subject.right_edge.i if subject is not None else low - 1
    starts = [
        child.left_edge.i for child in verb.lefts if child.dep_ in _HELPERS and child.i > after
    ]
    return max(min([verb.i, *starts]), low)


def _shortened(head: Word, first: int, last: int, form: float) -> Iterator[Cut]:
    """The constituent, and what stays of it without an addition at its end."""
    yield Cut(first, last, form)
    if last - first < _SHORT:
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
            yield Cut(first, at - 1, form - 0.1)
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


def trimmed(tree: Tree, first: int, last: int) -> tuple[int, int]:
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
