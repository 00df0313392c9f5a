"""Where a word says that something is to come: modals, verbs of planning, nouns of promise."""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.analysis.ahead import (
    BODIES,
    KIND_OF,
    REPORTING,
    Cue,
    auxiliaries,
    children,
    infinitives,
    is_live,
    is_past,
    lemma_of,
    reporting_verb,
    subject_of,
    words_over,
)
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
        who = subject_of(act)
        body = who is not None and (
            who.ent_type_ in ("ORG", "GPE", "NORP") or lemma_of(who) in BODIES
        )
        return Cue(act, word, "requirement", "certain", dated_only=not body)
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
_LOUD = frozenset(("due", "set", "pending"))


def cues_at(word: Word) -> Iterator[Cue]:
    """What the word opens, the surest reading first."""
    if word.pos_ in _MUTE and word.tag_[:1] not in "VM" and word.lower_ not in _LOUD:
        return
    lemma = lemma_of(word)
    if word.tag_ == "MD" and word.dep_ in ("aux", "ROOT"):
        cue = _modal(word)
        if cue is not None and cue.act is not word and cue.act.pos_ in ("VERB", "AUX"):
            yield cue
        return
    if word.tag_ == "VBN" and lemma in _DECIDING and _open(word):
        yield Cue(word, word, "pending", "likely")
        return
    if lemma in KIND_OF and (word.pos_ in ("VERB", "ADJ") or lemma in ("due", "set")):
        kind, certainty = KIND_OF[lemma]
        passive = word.tag_ == "VBN"
        if lemma in ("set", "bind", "move", "poise", "project", "arrange") and not passive:
            return
        if (
            lemma in ("aim", "intend", "prepare", "force", "oblige", "require", "decide")
            and passive
            and (
                "have" not in {lemma_of(c) for c in children(word, "aux")}
                or children(word, "auxpass")
            )
        ):
            return
        aside = word.tag_ == "VBG" and word.dep_ in ("acl", "advcl", "pcomp")
        aside = aside or "to" in auxiliaries(word)
        if kind == "requirement" and not passive and (aside or not _binds_somebody(word)):
            return
        # "is considered to be" and "voters hoping to" tell what is thought, not what is planned.
        if (lemma == "consider" and passive) or (
            lemma in ("hope", "hop") and word.tag_ == "VBG" and word.dep_ == "acl"
        ):
            return
        if children(word, "prt") or (lemma == "threaten" and word.dep_ == "relcl"):
            return
        if any(c.lower_ in ("more", "less", "most") for c in children(word, "advmod")):
            return
        if is_live(word):
            for act in infinitives(word):
                if not any(c.lower_ in ("whether", "how", "if") for c in act.children):
                    yield Cue(act, word, kind, certainty)
            if lemma in ("due", "schedule", "slate", "set", "expect") and not infinitives(word):
                yield Cue(word, word, kind, certainty, dated_only=True)
    elif (
        lemma == "go"
        and word.tag_ == "VBG"
        and auxiliaries(word) & {"is", "are", "'s", "'re", "am", "’s", "’re", "’m", "'m"}
    ):
        for act in infinitives(word):
            yield Cue(act, word, "plan", "likely")
    elif lemma == "await" and word.tag_ in ("VBZ", "VBP", "VBG") and word.dep_ != "amod":
        yield Cue(word, word, "pending", "likely")
    elif word.lower_ == "pending" and word.dep_ == "acomp" and not is_past(word.head):
        yield Cue(word.head, word, "pending", "likely")
    elif lemma == "want" and is_live(word) and not children(word, "dobj"):
        for act in infinitives(word):
            # "said he wants to": a wish told of oneself is a plan, others' is not.
            told = word.dep_ == "ccomp" and lemma_of(word.head) in REPORTING
            told = told and word.tag_ in ("VBZ", "VBP") and word.head.tag_ == "VBD"
            told = told and any(
                c.lower_ in ("he", "she", "it", "they") for c in children(word, "nsubj")
            )
            yield Cue(act, word, "plan", "likely", dated_only=not told)
    elif lemma in ("have", "need") and word.tag_ in ("VBZ", "VBP"):
        for act in infinitives(word):
            yet = any(c.lower_ in ("yet", "still") for c in (*word.children, *act.children))
            if yet and lemma == "have":
                yield Cue(act, word, "pending", "likely")
            else:
                yield Cue(act, word, "requirement", "certain", dated_only=True)
        if lemma == "have" and any(c.lower_ == "until" for c in children(word, "prep")):
            yield Cue(word, word, "deadline", "certain", dated_only=True)
    elif word.pos_ == "NOUN" and lemma in _NOUNS:
        kind, certainty = _NOUNS[lemma]
        over = next(iter(words_over(word)), word)
        refused = any(c.lower_ in ("no", "any") for c in word.children)
        dropped = {lemma_of(over), lemma_of(over.head)} & _DROPPED
        best = any(c.tag_ == "JJS" for c in word.children)
        if best:
            return
        if over is word or (lemma_of(over) in _PRESENTING and not refused and not dropped):
            acts = infinitives(word)
            if not acts and word.dep_ == "dobj" and lemma_of(over) in ("announce", "unveil"):
                acts = [act for act in infinitives(over) if act.i > word.i]
            for act in acts:
                yield Cue(act, word, kind, certainty)
    yield from programme_at(word)


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
