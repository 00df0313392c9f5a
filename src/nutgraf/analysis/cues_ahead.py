"""Where a word says that something is to come: modals, verbs of planning, nouns of promise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nutgraf.analysis.ahead import (
    BODIES,
    CUES,
    KIND_OF,
    PRESENT_BE,
    REPORTING,
    Cue,
    auxiliaries,
    children,
    infinitives,
    is_live,
    lemma_of,
    reporting_verb,
    subject_of,
    words_over,
)
from nutgraf.analysis.idioms import idioms_at
from nutgraf.analysis.programme import programme_at
from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Certainty, ForwardKind

_NOUNS: dict[str, tuple[ForwardKind, Certainty]] = {
    **dict.fromkeys(("plan", "intention", "agreement", "deal"), ("plan", "likely")),
    **dict.fromkeys(("pledge", "promise", "vow", "commitment"), ("pledge", "likely")),
}
_DROPPED = listed(
    "scrap drop abandon cancel reject shelve oppose criticise criticize condemn block halt fail "
    "ditch withdraw rescind deny"
)
_PRESENTING = listed(
    "have make announce unveil outline reveal reach sign give repeat reaffirm renew confirm "
    "detail present imperil threaten finalise finalize approve be say describe"
)
_DECIDING = listed(
    "decide determine set announce confirm rule choose name schedule finalise finalize approve "
    "vote sign release publish settle agree reach"
)
_PASSIVE_ONLY = listed("set bind move poise project arrange")
_ACTIVE_ONLY = listed("aim intend prepare force oblige require decide")
_WITH_OBJECT = listed("plan consider mull weigh propose threaten pledge promise")
_ACTS = listed(
    "veto merger move change cut sale vote strike trip visit meeting summit talk appeal bid offer "
    "mission launch attack review ban tax increase rise lawsuit protest rally tour reform return "
    "response referendum possibility closure purchase takeover deal"
)


def _modal(word: Word) -> Cue | None:
    act, lower = word.head, word.lower_
    if lower in ("will", "'ll", "’ll", "wo", "shall", "’ll"):
        return Cue(act, word, "plan", "certain")
    if lower in ("would", "'d", "’d"):
        return Cue(act, word, "plan", "certain")
    if lower in ("may", "might", "could"):
        return Cue(act, word, "forecast", "possible")
    if lower == "must":
        # What a body or a country must do is asked of it; the rest is opinion without a day.
        return Cue(act, word, "requirement", "certain", dated_only=not _is_for_a_body(act))
    if lower == "should":
        told = reporting_verb(act)
        said = told is not None and told.tag_ == "VBD" and act.dep_ == "ccomp"
        who = subject_of(act)
        thing = who is not None and who.pos_ == "NOUN" and lemma_of(who) not in BODIES
        return Cue(act, word, "forecast", "likely", dated_only=not (said and thing))
    return None


# Parts of speech that open nothing, but for the words after them.
_MUTE = frozenset(
    (*("ADP", "ADV", "CCONJ", "DET", "INTJ", "NUM", "PART"),
     *("PRON", "PROPN", "PUNCT", "SCONJ", "SPACE", "SYM", "X"))
)  # fmt: skip
_LOUD = frozenset(("due", "set", "pending", "about", "under", "on", "in"))


def cues_at(word: Word) -> Iterator[Cue]:
    """What the word opens, the surest reading first."""
    if word.pos_ in _MUTE and word.tag_[:1] not in "VM" and word.lower_ not in _LOUD:
        return
    if word.tag_ == "MD" and word.dep_ in ("aux", "ROOT"):
        cue = _modal(word)
        if cue is not None and cue.act is not word and cue.act.pos_ in ("VERB", "AUX"):
            yield cue
        return
    lemma = lemma_of(word)
    if word.tag_ == "VBN" and lemma in _DECIDING and _open(word):
        yield Cue(word, word, "pending", "likely")
        return
    if lemma in KIND_OF and (word.pos_ in ("VERB", "ADJ") or lemma in ("due", "set")):
        if _tells_nothing(word, lemma):
            yield from idioms_at(word)
            return
        yield from _verb_of_intent(word, lemma)
    elif lemma == "go" and word.tag_ == "VBG" and auxiliaries(word) & PRESENT_BE:
        for act in infinitives(word):
            yield Cue(act, word, "plan", "likely")
    elif lemma == "want" and is_live(word) and not children(word, "dobj"):
        yield from _wish(word)
    elif lemma in ("have", "need") and word.tag_ in ("VBZ", "VBP"):
        yield from _need(word, lemma)
    elif word.pos_ == "NOUN" and lemma in _NOUNS:
        yield from _noun_of_intent(word, lemma)
    yield from idioms_at(word)
    yield from programme_at(word)


def _is_for_a_body(act: Word) -> bool:
    """Whether a body or a country is to act ("must be approved by the Senate")."""
    agents = [o for a in children(act, "agent") for o in children(a, "pobj")]
    who = agents[0] if agents else subject_of(act)
    return who is not None and (who.ent_type_ in ("ORG", "GPE", "NORP") or lemma_of(who) in BODIES)


def _tells_nothing(word: Word, lemma: str) -> bool:
    """Whether the form or the place of a verb of intent keeps it from looking ahead."""
    passive = word.tag_ == "VBN"
    if lemma in _PASSIVE_ONLY and not passive:
        return True
    perfect = "have" in {lemma_of(c) for c in children(word, "aux")}
    if lemma in _ACTIVE_ONLY and passive and (not perfect or children(word, "auxpass")):
        return True
    aside = word.tag_ == "VBG" and word.dep_ in ("acl", "advcl", "pcomp")
    aside = aside or "to" in auxiliaries(word)
    ordered = lemma in CUES["requirement"]["certain"] and not passive
    if ordered and (aside or not _binds_somebody(word)):
        return True
    # "is considered to be" and "voters hoping to" tell what is thought, not what is planned;
    # "called on it to stop and consider paying" asks for a thought.
    # "can hardly be expected to" rules out.
    if auxiliaries(word) & {"can", "cannot"}:
        return True
    thought = lemma == "consider" and (passive or word.tag_ == "VB")
    hoped = lemma in ("hope", "hop") and word.tag_ == "VBG" and word.dep_ == "acl"
    if thought or hoped or children(word, "prt"):
        return True
    if lemma == "threaten" and word.dep_ == "relcl":
        return True
    return any(c.lower_ in ("more", "less", "most") for c in children(word, "advmod"))


def _verb_of_intent(word: Word, lemma: str) -> Iterator[Cue]:
    """ "plans to close", "is due on Friday", "is considering a merger", "has promised a veto"."""
    if not is_live(word):
        return
    kind, certainty = KIND_OF[lemma]
    acts = infinitives(word)
    for act in acts:
        if not any(c.lower_ in ("whether", "how", "if") for c in act.children):
            yield Cue(act, word, kind, certainty)
    if acts:
        return
    if lemma in ("due", "schedule", "slate", "set", "expect"):
        yield Cue(word, word, kind, certainty, dated_only=True)
    elif lemma in _WITH_OBJECT and word.pos_ == "VERB" and _is_act(children(word, "dobj")):
        yield Cue(word, word, kind, certainty)


def _is_act(objects: Sequence[Word]) -> bool:
    """Whether what is planned is itself something done ("a merger", "a veto")."""
    return any(
        lemma_of(thing) in _ACTS or lemma_of(thing).endswith(("tion", "sion", "ment"))
        for thing in objects
    )


def _wish(word: Word) -> Iterator[Cue]:
    for act in infinitives(word):
        if children(act, "nsubj"):
            continue  # a wish that another should act
        # "said he wants to": a wish told of oneself is a plan, others' is not.
        told = word.dep_ == "ccomp" and lemma_of(word.head) in REPORTING
        told = told and word.tag_ in ("VBZ", "VBP") and word.head.tag_ == "VBD"
        told = told and any(
            c.lower_ in ("he", "she", "it", "they") for c in children(word, "nsubj")
        )
        yield Cue(act, word, "plan", "likely", dated_only=not told)


def _need(word: Word, lemma: str) -> Iterator[Cue]:
    until = lemma == "have" and any(c.lower_ == "until" for c in children(word, "prep"))
    for act in infinitives(word) if not until else ():
        yet = any(c.lower_ in ("yet", "still") for c in (*word.children, *act.children))
        if yet and lemma == "have":
            yield Cue(act, word, "pending", "likely")
        else:
            granted = act.tag_ == "VBN" and _is_for_a_body(act)
            yield Cue(act, word, "requirement", "certain", dated_only=not granted)
    if until:
        yield Cue(word, word, "deadline", "certain", dated_only=True)


def _noun_of_intent(word: Word, lemma: str) -> Iterator[Cue]:
    """ "announced plans to close", "a pledge to pay"."""
    kind, certainty = _NOUNS[lemma]
    over = next(iter(words_over(word)), word)
    refused = any(c.lower_ in ("no", "any") for c in word.children)
    dropped = {lemma_of(over), lemma_of(over.head)} & _DROPPED
    if any(c.tag_ == "JJS" for c in word.children) or over.dep_ == "pcomp":
        return
    if over is word or (lemma_of(over) in _PRESENTING and not refused and not dropped):
        acts = infinitives(word)
        if not acts and word.dep_ == "dobj" and lemma_of(over) in ("announce", "unveil"):
            acts = [act for act in infinitives(over) if act.i > word.i]
        for act in acts:
            yield Cue(act, word, kind, certainty)


def _binds_somebody(order: Word) -> bool:
    """Whether an order is given to people or bodies ("ordered the firm to pay")."""
    held = children(order, "dobj", "nsubj") + [
        c for clause in children(order, "ccomp", "xcomp") for c in children(clause, "nsubj")
    ]
    return any(
        (w.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") and w.dep_ != "nsubj")
        or (w.head is not order and w.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"))
        or (lemma_of(w) in BODIES and not (w.dep_ == "nsubj" and w.head is order))
        for w in held
    )


def _open(verb: Word) -> bool:
    """Whether the verb says that something has not been done so far."""
    no = any(c.lower_ == "no" for subject in verb.lefts for c in subject.lefts)
    yet = any(c.lower_ == "yet" for c in verb.children) and bool(children(verb, "neg"))
    aux = auxiliaries(verb)
    still = bool(aux & {"has", "have"}) or ("had" in aux and reporting_verb(verb) is not None)
    return (no or yet) and still
