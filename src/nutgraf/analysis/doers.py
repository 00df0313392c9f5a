"""Which word of its sentence does an act that is still to come.

The subject, mostly, and an act without one shares that of the clause above it ("plans to
sell", "is expected to rise") or takes its object ("ordered the firm to pay"). The rest are
constructions that put the doer elsewhere: "the senator's plan to sue", "it will be hard for
the firm to pay", "there will be a vote".
"""

from __future__ import annotations

from collections.abc import Iterator

from nutgraf.analysis.ahead import Cue, children, lemma_of, words_over
from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass")
_SHARING = frozenset(
    ("xcomp", "conj", "ccomp", "aux", "advcl", "acomp", "oprd", "pcomp", "prep", "attr")
)
# Verbs whose object does what the infinitive says: "asked the court to stop it".
_SENDING = listed(
    "ask urge allow enable order instruct force require oblige compel expect want call press push "
    "persuade convince encourage invite advise warn permit help direct tell get beg implore lobby "
    "petition pressure authorise authorize lead cause tempt"
)
_HAVING = listed(
    "have make announce unveil outline reveal reach sign give repeat reaffirm renew confirm "
    "detail present finalise finalize describe"
)
_RELATIVES = ("WDT", "WP")
_CLAUSES = ("ccomp", "csubj", "xcomp", "advcl", "relcl", "acl")
_TIMES = ("DATE", "TIME")


def doer_of(cue: Cue) -> Word | None:
    """The head word of whoever or whatever does the act; ``None`` where nobody is told."""
    act = cue.act
    agents = [o for a in children(act, "agent") for o in children(a, "pobj")]
    agents = [o for o in agents if o.ent_type_ not in _TIMES and o.pos_ != "NUM"]
    if agents:
        return agents[0]
    head = shared_subject(act)
    if cue.word.pos_ == "NOUN" and (head is None or head.i == cue.word.i):
        return _owner(cue.word) or head or cue.word
    if head is None and act is cue.word and act.pos_ == "NOUN":
        return act
    return head


def subject_in(verb: Word) -> Word | None:
    """The subject within the clause of ``verb``; ``None`` where it has none of its own."""
    found = [c for c in verb.children if c.dep_ in SUBJECTS and c.i < verb.i]
    found = found or children(verb, *SUBJECTS)
    there = children(verb, "expl")
    if there and not found:
        return next(iter(children(verb, "attr", "dobj")), there[0])
    plain = [word for word in found if word.tag_ not in _RELATIVES] or found
    if len(plain) > 1 and not any(w.text == "," for w in plain[-1].doc[plain[0].i : plain[-1].i]):
        # "The carmaker Tarn Motors said" may be parsed as two subjects: the nearer one is whole.
        return plain[-1]
    return plain[0] if plain else None


def shared_subject(act: Word) -> Word | None:
    """Who or what does ``act``, be it told in a clause above; ``None`` where it is not."""
    node = act
    for _ in range(8):
        if node.pos_ == "NOUN" and node is not act:
            return _owner(node)  # A headline without its verb: "Tarn Motors plans to sell".
        found = subject_in(node)
        if found is not None and found.tag_ in _RELATIVES and found.lower_ != "what":
            return _related(found, node)
        if found is not None and found.lower_ == "it":
            return _put_off(node) or found
        if found is not None:
            return found
        if node.dep_ != "conj" and any(c.tag_ == "MD" for c in node.children):
            before = _phrase_before_modal(node)
            if before is not None:
                return before
        if node.dep_ in ("relcl", "acl"):
            return node.head
        if node.dep_ not in _SHARING or node.head is node:
            return None
        if node.dep_ in ("xcomp", "ccomp", "advcl") and lemma_of(node.head) in _SENDING:
            sent = [o for o in children(node.head, "dobj", "dative") if o.i < node.i]
            if sent:
                return sent[-1]
        node = node.head
    return None


def _related(relative: Word, verb: Word) -> Word:
    """The noun that "who" or "which" stands for; itself where it opens a clause of its own."""
    if verb.dep_ == "relcl":
        return verb.head
    i, first = relative.i, relative.sent.start
    before = relative.nbor(-1) if i > first else relative
    while before.is_punct and before.i > first:
        before = before.nbor(-1)
    return before if before.pos_ in ("NOUN", "PROPN") and relative.lower_ != "whoever" else relative


def _put_off(verb: Word) -> Word | None:
    """Who acts in the clause that an empty "it" stands for; ``None`` where "it" is somebody.

    "It will be hard for the firm to pay", "it would be the first time that the court heard one".
    """
    middle = [verb, *children(verb, "xcomp")]
    told = [c for v in middle if lemma_of(v) == "be" for c in children(v, "acomp", "attr")]
    if not told and (verb.tag_ != "VBG" or not children(verb, "ccomp", "csubj")):
        return None
    for above in (*told, *middle):
        for clause in above.children:
            if clause.dep_ not in _CLAUSES or clause.i < above.i or clause in middle:
                continue
            if above.pos_ == "NOUN" and lemma_of(above) not in ("time", "case", "day"):
                continue
            opening = clause.left_edge
            if opening.lower_ in ("if", "because", "as", "when", "once", "unless", "after"):
                continue
            who = subject_in(clause)
            for helper in children(clause, "aux") if who is None else ():
                who = who or subject_in(helper)
            if who is None and opening.lower_ == "for":
                who = next(iter(children(opening, "pobj")), None)
            if who is not None:
                return clause if who.tag_ in _RELATIVES else who
    return None


def _phrase_before_modal(verb: Word) -> Word | None:
    """The noun phrase that ends where "will" begins, where the parser gave the verb none."""
    modal = next(c for c in verb.children if c.tag_ == "MD")
    first = modal.sent.start
    head: Word | None = None
    place = modal
    while place.i > first:
        last = place.nbor(-1)
        if last.pos_ not in ("NOUN", "PROPN") or last.ent_type_ in _TIMES:
            break
        head, place = last, last
        while place.i > first and _modifies(place.nbor(-1)):
            place = place.nbor(-1)
        if place.i <= first or place.nbor(-1).tag_ != "IN":
            break
        place = place.nbor(-1)
    for above in words_over(head) if head is not None else ():
        if above is verb:
            break
        if above.dep_ == "relcl":
            return above.head  # "The jobs that the port offers will go": the jobs.
    return head


def _modifies(word: Word) -> bool:
    return word.pos_ in ("DET", "ADJ", "NUM", "PROPN", "NOUN", "PART") and word.tag_ != "IN"


def _owner(plan: Word) -> Word | None:
    """Whose plan or promise it is; ``None`` where the phrase and its verb do not tell."""
    own = children(plan, "poss")
    for prep in children(plan, "prep", "agent"):
        if prep.lower_ in ("by", "between", "from"):
            own += children(prep, "pobj")
    if own:
        return own[0]
    over = plan.head
    if plan.dep_ == "dobj" and lemma_of(over) in _HAVING:
        return shared_subject(over)
    named = [c for c in children(plan, "compound", "nmod") if c.pos_ == "PROPN"]
    if named:
        return named[-1]
    return None if plan.dep_ in SUBJECTS else shared_subject(over) if over is not plan else None


def clauses_over(word: Word) -> Iterator[Word]:
    """The verbs over ``word``, nearest first, each after the clauses that lead up to it."""
    for verb in words_over(word):
        if verb.pos_ in ("VERB", "AUX"):
            yield from (c for c in children(verb, "advcl") if c.i < word.i and c is not word)
            yield verb
