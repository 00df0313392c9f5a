"""Who is to act, what the act is, and on what condition."""

from __future__ import annotations

from nutgraf.analysis.ahead import (
    Cue,
    children,
    reporting_verb,
    subject_of,
    words_over,
)
from nutgraf.analysis.setting import Setting
from nutgraf.analysis.syntax import Word, span_of
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Quote, Span

CONDITION = listed("if unless once provided providing assuming")


def speaker_of(quote: Quote | None, text: str) -> str | None:
    """Whose words hold the act, by name or as printed; ``None`` outside all quotes."""
    if quote is None:
        return None
    if quote.speaker is not None:
        return quote.speaker
    return quote.source[0].of(text) if quote.source else None


def _phrase(word: Word, text: str) -> str:
    """The words of a noun phrase without what follows its "of"."""
    words = [w for w in word.subtree if w.i <= word.i and not w.is_space]
    for prep in word.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "for"):
            words += [w for w in prep.subtree if not w.is_space and w.i - word.i < 12]
            break
    first = next((n for n, w in enumerate(words) if not w.is_punct), 0)
    return span_of(words[first:] or [word]).of(text).strip(" \n,;")


def actor_of(cue: Cue, quote: Quote | None, setting: Setting) -> str | None:
    """Who is to act, by full name where the text gives one; ``None`` if nobody is told."""
    act = cue.act
    agents = [o for a in children(act, "agent") for o in children(a, "pobj")]
    agents = [o for o in agents if o.ent_type_ not in ("DATE", "TIME") and o.pos_ != "NUM"]
    head = agents[0] if agents else subject_of(act)
    if cue.word.pos_ == "NOUN" and head is not None and head.i == cue.word.i:
        head = subject_of(head.head) or head  # "the firm announced plans to …"
    if head is None and cue.act is cue.word and cue.act.pos_ == "NOUN":
        head = cue.act
    if head is None:
        return None
    if head.lower_ in ("i", "we") and quote is not None and quote.speaker:
        return quote.speaker
    if head.lower_ in ("he", "she", "it", "they") and act.tag_ in ("VB", "VBG"):
        # "The firm said it would close the mill": "it" is the one who said so.
        reporter = reporting_verb(act)
        head = (subject_of(reporter) if reporter is not None else None) or head
        if head.pos_ == "PRON" and quote is not None and quote.speaker and reporter is not None:
            return quote.speaker
    name = setting.names.at(head.idx)
    for beside in children(head, "appos") if name is None else ():
        # "the carmaker Tarn Motors": the name says who it is.
        name = name or setting.names.at(beside.idx)
    if name is not None:
        return name.full_name
    return _phrase(head, setting.text)


def action_of(act: Word) -> Span:
    """The verb with its particle and its object, without clauses that say more of these."""
    kept = ("dobj", "prt", "attr", "acomp", "oprd", "xcomp", "dative", "neg")
    objects = [c for c in children(act, *kept) if c.i > act.i]
    objects = objects or [c for c in children(act, "prep", "agent") if c.i > act.i][:1]
    last = act
    for child in objects:
        aside = [w.left_edge.i for w in child.subtree if w.dep_ in ("relcl", "advcl", "acl")]
        stop = min([*aside, act.i + 25])
        for word in child.subtree:
            if last.i < word.i < stop and not word.is_punct and not word.is_space:
                last = word
    return span_of([act, last])


def condition_of(act: Word) -> Span | None:
    """The clause with "if" or "unless" that the act hangs on; ``None`` if there is none."""
    for node in (act, *words_over(act)):
        for clause in children(node, "advcl"):
            opening = next(iter(clause.subtree))
            if opening.lower_ in ("only", "even", "but") and opening.i < clause.i:
                opening = opening.nbor()
            if opening.lower_ in CONDITION and opening.i < clause.i:
                return span_of([w for w in clause.subtree if not w.is_space and not w.is_punct])
        if node.dep_ == "ccomp" and any(
            c.i < node.head.i and c.left_edge.lower_ in ("if", "once", "unless", "even", "only")
            for c in children(node.head, "advcl")
        ):
            continue  # "Once it is safe, we expect the ferry to sail."
        if node.dep_ not in ("xcomp", "conj") or node.pos_ not in ("VERB", "AUX", "ADJ"):
            break
    return None
