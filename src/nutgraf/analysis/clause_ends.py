"""Where a reported clause begins and ends, where the parse alone would cut it wrongly."""

from __future__ import annotations

import itertools

from nutgraf.analysis.cues import ADDRESSING, CLAUSE, FINITE, NAMING
from nutgraf.analysis.page import Page
from nutgraf.analysis.syntax import Word
from nutgraf.records import Span

DATES = ("DATE", "TIME")
_NOMINATIVE = ("he", "she", "they", "we", "i")


def with_subject(page: Page, verb: Word, clause: Word, start: int) -> int:
    """``start``, or where the clause's subject is that the parser took for an object."""
    if page.word_at(start) != clause.i or clause.tag_ not in FINITE or verb.lemma_ in ADDRESSING:
        return start
    if any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in clause.lefts):
        return start
    between = page.tree[verb.i + 1 : clause.i]
    plain = all(w.text not in (",", ":", "—", "–") and page.region[w.i] < 0 for w in between)
    taken = any(c.dep_ == "dobj" and c.i < clause.i for c in verb.rights)
    return between[0].idx if len(between) and plain and taken else start


def past_addressee(page: Page, verb: Word, span: Span) -> int:
    """Where a clause begins whose first words are whoever was told it: told the forum he was."""
    words = page.words(span.start, min(span.end, span.start + 120))[:14]
    told = verb.lemma_ in ADDRESSING and verb.i + 1 == (words[0].i if words else -1)
    dated = bool(words) and words[0].left_edge.i == words[0].i and words[0].ent_type_ in DATES
    if not (told or dated) or (any(c.dep_ in ("dobj", "dative") for c in verb.rights) and told):
        return span.start
    for place, word in enumerate(words):
        if page.region[word.i] >= 0:
            return span.start
        if word.lower_ == "that" and word.tag_ == "IN" and place:
            return word.idx
        if word.lower_ in _NOMINATIVE and place:
            return word.idx if dated or words[place - 1].pos_ in ("NOUN", "PROPN") else span.start
        nominal = word.pos_ in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "ADP", "PRON", "PART")
        if not nominal or word.lower_ in ("who", "which", "there", "it"):
            return span.start
        if dated and word.ent_type_ not in DATES:
            return word.idx
    return span.start


def cut_at_quoted_stop(page: Page, span: Span) -> int:
    """The end of a clause, at marks that close a sentence where the parser ran on."""
    for index in page.stretches(span):
        end = page.marked[index].outer.end
        following = page.skip_space(end)
        if end < span.end and page.ends_sentence(index) and page.text[following].isupper():
            return end
    return span.end


def with_reason(page: Page, span: Span) -> int:
    """The end of a clause with marks in it or after it, its reason included: … because …"""
    words = page.words(span.end, span.end + 60)[:3]
    while words and (words[0].is_punct or words[0].is_space):
        if page.is_stop(words[0]):
            return span.end
        words = words[1:]
    if not words or words[0].lower_ != "because":
        return span.end
    stop = page.stop_after(words[0].idx)
    told = any(w.lemma_ in CLAUSE and page.region[w.i] < 0 for w in page.words(span.end, stop))
    return stop if page.stretches(Span(span.start, stop)) and not told else span.end


def cut_at_other_speaker(page: Page, source: Span, span: Span) -> int:
    """The end of a clause, before another whose words stand in marks of their own."""
    for index in page.stretches(span):
        draft = page.owner.get(index)
        if draft is None or not draft.beside or draft.source is None or not draft.cue:
            continue
        first = min(draft.source.start, draft.cue[-1].idx)
        opening = page.marked[index].outer.start
        told = page.text[max(0, opening - 4) : opening].rstrip()[-1:] in (",", ":")
        if told and span.start + 20 < first < span.end and not source.meets(draft.source):
            words = page.words(span.start, first)
            while words and (words[-1].pos_ in ("CCONJ", "SCONJ") or words[-1].is_punct):
                first = words.pop().idx
            return first
    return span.end


def cut_at_next_saying(page: Page, verb: Word, clauses: list[Word], span: Span) -> int:
    """The end of a clause, before a second verb of saying that was parsed as part of it."""
    for clause in clauses:
        for child in clause.children:
            same_tense = child.tag_ == verb.tag_ and clause.tag_ != verb.tag_
            own = any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
            speaks = child.lemma_ in CLAUSE or child.lemma_ in NAMING
            if child.dep_ == "conj" and speaks and same_tense and not own:
                joined = [c for c in clause.children if c.dep_ == "cc" and c.i < child.i]
                if joined:
                    return joined[-1].idx
    words = page.words(span.start, span.end)
    for before, word in itertools.pairwise(words):
        if before.text == "," and word.i in page.cues.settled and word.tag_ == "VBG":
            return before.idx
    return span.end


def cut_own_words(page: Page, span: Span) -> int:
    """The end of a clause that holds marks, before the writer goes on: …, which raised …"""
    held = page.stretches(span)
    if not held:
        return span.end
    last = page.marked[held[-1]].outer.end
    words = page.words(last, span.end)
    for before, word in itertools.pairwise(words):
        pause = before.text == "," or page.tree[before.i].text in ("—", "–", "--", "-")
        if pause and before.whitespace_ and (word.tag_ in ("WDT", "WP", "VBG")):
            return before.idx
    signed = page.last_sign(held[-1]) == ","
    return last if signed and words and words[0].tag_ in ("WDT", "WP", "VBG") else span.end
