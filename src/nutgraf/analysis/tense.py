"""Whether a verb tells of what is past or of what is to come, as a time it holds is read by it."""

from __future__ import annotations

from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed

_FUTURE_AUX = listed("will 'll ’ll shall wo would 'd could should may might must")
_AWAITING = listed(
    "hop plan expect schedule set due intend slate hope prepare vow pledge promise agree want "
    "aim poise ready likely go propose"
)
# What is "set for Tuesday" is to come, though it was set before.
_APPOINTED = listed(
    "expect schedule set slate plan postpone delay reschedule adjourn pencil bill target time "
    "extend defer move push forecast anticipate"
)
# What stands on a calendar: "the vote is Friday" tells of the Friday ahead.
OCCASIONS = listed(
    "election vote trial hearing meeting deadline summit debate match game final launch release "
    "ceremony funeral concert conference opening referendum session verdict sentencing talk "
    "start kickoff premiere inauguration runoff"
)
_AWAITED = frozenset(("due", "likely", "ready", "set", "poised", "upcoming"))
_TOWARDS = frozenset(("for", "until", "till", "to"))
_PROGRAMME = listed(
    "come reach visit hold open begin start meet launch close end return vote face play expire "
    "resume arrive leave kick host take premiere air travel"
)


def tense_over(word: Word, signal: str | None) -> tuple[int, bool]:
    """The direction that the verb over ``word`` gives it, and whether that verb is its own.

    -1 where the verb is past, +1 where what it tells is to come, else 0. ``signal`` is the
    preposition before the time. The verb is the word's own where nothing but a preposition
    stands between the two.
    """
    node, own = word, True
    for _ in range(12):
        if node.pos_ in ("ADJ", "NOUN") and node.lemma_.lower() in ("due", "upcoming", "deadline"):
            over = any(c.lower_ in ("was", "were") for c in node.head.lefts)
            return (0 if over else 1), own
        if node.pos_ in ("VERB", "AUX") and node is not word:
            direction = _direction_of(node, signal)
            if direction is not None:
                return direction, own
        if node.head is node:
            break
        own = own and (node is word or node.pos_ in ("ADP", "NUM", "PROPN"))
        node = node.head
    return 0, False


def _direction_of(verb: Word, signal: str | None) -> int | None:
    """The direction one verb gives; ``None`` where the verb above it has to tell."""
    aux = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    lemma = verb.lemma_.lower()
    if aux & _FUTURE_AUX:
        return 1
    if "to" in aux:
        governor = verb.head
        present = governor.tag_ in ("VBZ", "VBP")
        awaited = governor is verb or present or governor.lemma_.lower() in _AWAITING
        return 1 if awaited else None
    if lemma == "be" and verb.tag_ in ("VBZ", "VBP"):
        awaited = any(c.lower_ in _AWAITED for c in verb.rights) or _tells_when(verb)
        return 1 if awaited else 0
    if lemma in _APPOINTED and verb.tag_ in ("VBN", "VBD"):
        now = aux & {"is", "are", "'s", "’s", "being"}
        if now or signal in _TOWARDS:
            return 1
    if verb.tag_ in ("VBN", "VBD") and not aux and verb.dep_ in ("acomp", "xcomp", "oprd"):
        return None  # "will stay shut"
    if verb.tag_ == "VBD" or aux & {"had", "was", "were", "did"}:
        return -1
    if verb.tag_ == "VBN":
        return 0 if aux & {"is", "are", "be", "being"} else -1
    if aux & {"has", "have", "'ve", "’ve"}:
        return -1
    if verb.tag_ == "VBG" and aux & {"is", "are", "'s", "'re", "am"}:
        return 1
    if verb.tag_ in ("VBZ", "VBP") or (verb.tag_ == "VB" and verb.dep_ == "ROOT"):
        # "The move comes after …" tells of today, "comes to a vote" of a day ahead.
        idle = verb.lemma_ == "come" and not any(c.lower_ in ("to", "into") for c in verb.rights)
        return 1 if lemma in _PROGRAMME and not idle else 0
    return None


def _tells_when(verb: Word) -> bool:
    """Whether "is" does no more than say when an occasion is."""
    occasion = any(c.dep_ == "nsubj" and c.lemma_.lower() in OCCASIONS for c in verb.lefts)
    return occasion and not any(
        c.dep_ in ("attr", "acomp") and c.ent_type_ not in ("DATE", "TIME") for c in verb.rights
    )
