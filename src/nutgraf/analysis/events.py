"""Events of one article: for each main clause, who did what to whom, where and when."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence

from nutgraf.analysis.cover import Cover
from nutgraf.analysis.syntax import Tree, Word, span_of, subtree_span
from nutgraf.records import Event, Interval, Name, Participant, Span, Tense, Timex

_SUBJECTS = {"nsubj", "nsubjpass"}
_OBJECTS = {"dobj", "attr", "oprd", "dative"}
_AUXILIARY_LEMMAS = {"be", "have", "do"}


def find_events(
    tree: Tree,
    *,
    names: Sequence[Name],
    timexes: Sequence[Timex],
    spoken: Sequence[Span] = (),
) -> tuple[Event, ...]:
    """One event for each main clause with a subject, in text order.

    Left out are clauses whose verb only links ("is", "has") and those whose verb stands in
    ``spoken``, the spans of quotations and of the words that say something was said.
    ``when`` is ``None`` where the clause names no day, ``place`` where it names none.
    """
    said = Cover(spoken)
    found = []
    for phrase in tree.sents:
        for verb in _main_verbs(phrase.root):
            if said.meets(Span(verb.idx, verb.idx + len(verb.text))):
                continue
            event = _event(verb, names, timexes)
            if event is not None:
                found.append(event)
    return tuple(found)


def _main_verbs(root: Word) -> Iterator[Word]:
    if root.pos_ == "VERB":
        yield root
    for child in root.children:
        if child.dep_ == "conj" and child.pos_ == "VERB":
            yield child


def _event(verb: Word, names: Sequence[Name], timexes: Sequence[Timex]) -> Event | None:
    subject = next((w for w in verb.lefts if w.dep_ in _SUBJECTS), None)
    if subject is None and verb.dep_ == "conj":
        subject = next((w for w in verb.head.lefts if w.dep_ in _SUBJECTS), None)
    if subject is None or verb.lemma_ in _AUXILIARY_LEMMAS:
        return None
    participants = [_participant("actor", subject, names)]
    participants += [
        _participant("object", word, names) for word in verb.rights if word.dep_ in _OBJECTS
    ]
    span = subtree_span(verb)
    helpers = [w for w in verb.lefts if w.dep_ in {"aux", "auxpass", "neg"}]
    return Event(
        span=span,
        trigger=span_of([*helpers, verb]),
        participants=tuple(participants),
        place=_place(span, names),
        when=_when(span, timexes),
        tense=_tense(verb, helpers),
    )


def _participant(role: str, word: Word, names: Sequence[Name]) -> Participant:
    # The noun with what stands before it; its relative clauses would drown it.
    span = Span(word.left_edge.idx, word.idx + len(word.text))
    full = next((n.full_name for n in _within(span, names)), None)
    return Participant("actor" if role == "actor" else "object", span, full)


def _within(span: Span, names: Sequence[Name]) -> Iterator[Name]:
    at = bisect.bisect_left(names, span.start, key=lambda name: name.span.start)
    for name in names[at:]:
        if name.span.start >= span.end:
            return
        yield name


def _place(span: Span, names: Sequence[Name]) -> Span | None:
    return next((name.span for name in _within(span, names) if name.kind == "place"), None)


def _when(span: Span, timexes: Sequence[Timex]) -> Interval | None:
    for timex in timexes:
        if span.holds(timex.span) and (timex.earliest or timex.latest):
            return Interval(timex.earliest, timex.latest)
    return None


def _tense(verb: Word, helpers: Sequence[Word]) -> Tense:
    forms = {w.lower_ for w in helpers}
    if forms & {"will", "’ll", "'ll", "wo", "shall"}:
        return "future"
    if verb.tag_ in {"VBD", "VBN"} or forms & {"was", "were", "had", "has", "have", "did"}:
        return "past"
    return "present"
