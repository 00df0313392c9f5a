"""Set phrases that look ahead: "is about to", "on track to", "still waiting for", "put off until".

Each row of the tables is one phrase as a reader would look it up.
"""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.analysis.ahead import (
    PRESENT_BE,
    Cue,
    auxiliaries,
    children,
    is_past,
    lemma_of,
)
from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Certainty, ForwardKind

# "is … to close": the words between "be" and the infinitive.
_BEFORE_INFINITIVE: dict[tuple[str, ...], tuple[ForwardKind, Certainty]] = {
    ("about",): ("plan", "likely"),
    ("prepared",): ("plan", "likely"),
    ("on", "track"): ("forecast", "likely"),
    ("on", "course"): ("forecast", "likely"),
    ("in", "talks"): ("plan", "possible"),
    ("in", "line"): ("forecast", "likely"),
}
# "is … consideration": nothing is settled.
_UNSETTLED: frozenset[tuple[str, ...]] = frozenset(
    [("under", "consideration"), ("under", "review"), ("in", "the", "running")]
)
_LONGEST = 3
# What is put off until a day is on that day's programme.
_PUT_OFF = listed("postpone delay reschedule defer adjourn")
_DECISIONS = listed(
    "vote decision ruling verdict approval confirmation answer reply response result outcome "
    "permission clearance judgment judgement report review"
)
# "the planned meeting in June": told of in passing, and still to come.
_TO_COME = listed("planned scheduled upcoming forthcoming proposed impending looming")
# "needs the Senate's approval": what a step asks for before it can be taken.
_LEAVES = listed(
    "approval consent ratification permission clearance signature agreement blessing go-ahead "
    "sign-off majority"
)
_DEFINITE = listed("the this that these those its his her their")
_AUXILIARY = frozenset(("is", "are", "am", "remains", "remain")) | PRESENT_BE


def idioms_at(word: Word) -> Iterator[Cue]:
    """What a set phrase that begins with ``word``, or hangs on it, says of what is to come."""
    yield from _after_be(word)
    lemma = lemma_of(word)
    if lemma == "await" and word.tag_ in ("VBZ", "VBP", "VBG") and word.dep_ != "amod":
        yield Cue(word, word, "pending", "likely")
    elif word.lower_ == "pending" and word.dep_ == "acomp" and not is_past(word.head):
        yield Cue(word.head, word, "pending", "likely")
    elif lemma == "wait" and word.tag_ in ("VBG", "VBZ", "VBP") and not is_past(word):
        awaited = [o for p in children(word, "prep") for o in children(p, "pobj")]
        if any(lemma_of(thing) in _DECISIONS for thing in awaited):
            yield Cue(word, word, "pending", "likely")
    elif lemma in ("need", "require") and word.tag_ in ("VBZ", "VBP", "VB") and _asks_leave(word):
        yield Cue(word, word, "requirement", "certain")
    elif lemma in _PUT_OFF and word.tag_ in ("VBN", "VBD"):
        if any(p.lower_ in ("until", "till", "to") for p in children(word, "prep")):
            yield Cue(word, word, "scheduled", "certain", dated_only=True)
    elif word.tag_ == "NN" and any(c.lower_ in _TO_COME for c in children(word, "amod")):
        yield Cue(word, word, "plan", "likely", dated_only=True)


def _asks_leave(verb: Word) -> bool:
    """Whether one certain thing ("the deal", "its bid") waits for somebody's leave."""
    waits = any(
        subject.pos_ == "PROPN"
        or any(c.lower_ in _DEFINITE or c.dep_ == "poss" for c in subject.children)
        for subject in children(verb, "nsubj")
    )
    modal = verb.tag_ == "VB" and not auxiliaries(verb) & {"will", "must"}
    asked = any(
        lemma_of(leave) in _LEAVES
        and any(c.dep_ == "poss" or c.lower_ in ("of", "from", "by", "in") for c in leave.children)
        for leave in children(verb, "dobj")
    )
    return waits and asked and not modal and not children(verb, "neg")


def _after_be(word: Word) -> Iterator[Cue]:
    """The phrase of the tables that stands after "is" or "are" and begins with ``word``."""
    tree = word.doc
    last = min(len(tree), word.i + _LONGEST)
    words = tuple(tree[i].lower_ for i in range(word.i, last))
    before = word.i - 1
    while before > 0 and tree[before].pos_ == "ADV":
        before -= 1
    if before < 0 or tree[before].lower_ not in _AUXILIARY:
        return
    for length in range(1, len(words) + 1):
        graded = _BEFORE_INFINITIVE.get(words[:length])
        after = word.i + length
        if graded and after + 1 < len(tree) and tree[after].lower_ == "to":
            act = tree[after].head
            if "to" in auxiliaries(act):
                yield Cue(act, tree[after - 1], *graded)
        elif words[:length] in _UNSETTLED:
            yield Cue(tree[before], word, "pending", "possible")
