"""Who is to act, what the act is, and on what condition."""

from __future__ import annotations

from nutgraf.analysis.ahead import Cue, children, words_over
from nutgraf.analysis.antecedents import (
    person_meant,
    speaking,
    subject_meant,
    teller_meant,
)
from nutgraf.analysis.doers import SUBJECTS, doer_of
from nutgraf.analysis.setting import Setting
from nutgraf.analysis.syntax import Word, span_of
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Quote, Span

CONDITION = listed("if unless once provided providing assuming")
_MOST = 4
_AS_SUBJECT = {
    **{"my": "i", "our": "we", "me": "i", "us": "we"},
    **{"his": "he", "him": "he", "her": "she", "its": "it", "their": "they", "them": "they"},
}


def speaker_of(quote: Quote | None, text: str) -> str | None:
    """Whose words hold the act, by name or as printed; ``None`` outside all quotes."""
    if quote is None:
        return None
    if quote.speaker is not None:
        return quote.speaker
    return quote.source[0].of(text) if quote.source else None


def _phrase(word: Word, text: str) -> str:
    """The words of a noun phrase without what follows its "of"."""
    if word.tag_ == "WP" or word.pos_ in ("VERB", "AUX"):
        # "Whoever wins the seat", "cutting the levy".
        clause = word.head if word.tag_ == "WP" else word
        return Span(clause.left_edge.idx, action_of(clause).end).of(text)
    words = [w for w in word.subtree if w.i <= word.i and not w.is_space]
    for after in word.rights:
        if after.dep_ == "prep" and after.lower_ in ("of", "for"):
            words += [w for w in after.subtree if not w.is_space and w.i - word.i < 12]
            break
        if after.dep_ == "advmod" and after.i == word.i + 1:
            words.append(after)  # "the years ahead"
    first = next((n for n, w in enumerate(words) if not w.is_punct), 0)
    return span_of(words[first:] or [word]).of(text).strip(" \n,;")


def _called(head: Word, setting: Setting) -> str:
    """The full name of whoever or whatever the noun ``head`` stands for, else its phrase."""
    name = setting.names.at(head.idx)
    if name is not None and head.dep_ in SUBJECTS and name.span.holds(span_of([head.head])):
        return head.text  # A name in a headline that runs on into its verb.
    for beside in children(head, "appos") if name is None else ():
        # "the carmaker Tarn Motors": the name says who it is.
        name = name or setting.names.at(beside.idx)
    if name is not None:
        return name.full_name
    return _referred(head, setting) or _phrase(head, setting.text)


def _referred(word: Word, setting: Setting) -> str | None:
    known = setting.references.at(word.idx)
    return known.full_name if known is not None else None


def _joined(head: Word) -> list[Word]:
    """The nouns that ``head`` opens a list of, itself first: "bags, bottles and knives"."""
    found = [head]
    while len(found) < _MOST:
        further = [c for c in children(found[-1], "conj") if c.pos_ in ("NOUN", "PROPN")]
        if not further or further[0].i < found[-1].i:
            break
        found.append(further[0])
    return found


def _all_called(head: Word, setting: Setting) -> str:
    heads = _joined(head)
    names = list(dict.fromkeys(_called(one, setting) for one in heads))
    if len(names) == 1:
        return names[0]
    between = {c.lower_ for one in heads for c in children(one, "cc")}
    link = "or" if "or" in between else "and"
    return f"{', '.join(names[:-1])} {link} {names[-1]}"


def actor_of(cue: Cue, quote: Quote | None, setting: Setting) -> str | None:
    """Who is to act, by full name where the text gives one; ``None`` if nobody is told.

    A pronoun is told as printed where the text does not settle whom it stands for.
    """
    head = doer_of(cue)
    if head is None:
        return None
    if head.pos_ != "PRON":
        return _all_called(head, setting)  # The US is not "us".
    low = _AS_SUBJECT.get(head.lower_, head.lower_)
    printed = low if low != head.lower_ else head.text
    if low in ("i", "we"):
        known = speaking(head, quote, cue.act, setting)
        meant = teller_meant(head, quote, setting)
    elif low in ("he", "she", "it", "they"):
        known = _referred(head, setting)
        if known is None and low in ("he", "she"):
            known = person_meant(head, quote, setting)
        meant = subject_meant(head, quote, setting)
    else:
        return _all_called(head, setting)
    if known is not None:
        return known
    return _all_called(meant, setting) if meant is not None else printed


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


def _as_long_as(node: Word) -> Word | None:
    """The "long" of "as long as" with its clause beside ``node``."""
    for long in children(node, "advmod"):
        opens = long.lower_ == "long" and any(c.lower_ in ("as", "so") for c in long.lefts)
        if opens and children(long, "advcl"):
            return long
    return None


def condition_of(act: Word) -> Span | None:
    """The clause with "if" or "unless" that the act hangs on; ``None`` if there is none."""
    for node in (act, *words_over(act)):
        for clause in children(node, "advcl"):
            opening = next(iter(clause.subtree))
            if opening.lower_ in ("only", "even", "but") and opening.i < clause.i:
                opening = opening.nbor()
            if opening.lower_ in CONDITION and opening.i < clause.i:
                return span_of([w for w in clause.subtree if not w.is_space and not w.is_punct])
        if (long := _as_long_as(node)) is not None:
            return span_of([w for w in long.subtree if not w.is_space and not w.is_punct])
        if node.dep_ == "ccomp" and any(
            c.i < node.head.i and c.left_edge.lower_ in ("if", "once", "unless", "even", "only")
            for c in children(node.head, "advcl")
        ):
            continue  # "Once it is safe, we expect the ferry to sail."
        if node.dep_ not in ("xcomp", "conj") or node.pos_ not in ("VERB", "AUX", "ADJ"):
            break
    return None
