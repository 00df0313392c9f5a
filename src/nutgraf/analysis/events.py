"""Events of one article: for each clause that tells one, who did what to whom, where and when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence

from nutgraf.analysis.actuality import is_background, is_factual, tense_of
from nutgraf.analysis.cover import Cover
from nutgraf.analysis.cues import CLAUSE, NAMING
from nutgraf.analysis.main_event import Frame, choose_main
from nutgraf.analysis.syntax import Tree, Word, span_of, subtree_span
from nutgraf.analysis.within import within
from nutgraf.analysis.wordlists import listed
from nutgraf.records import (
    Event,
    Interval,
    Name,
    NameKind,
    Participant,
    Reference,
    Role,
    Span,
    Timex,
)

_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "attr", "oprd", "dative")
_HELPERS = ("aux", "auxpass", "neg")
_LINKS = ("be", "have", "do")
# The clauses that say upon what, or at what moment, something happened: "died when a tram …".
_CIRCUMSTANCES = ("advcl",)
_INTO = r"(?: the)?(?: (?:[a-z]+ )?(?:north|south|east|west|central)[a-z]*)? $"
_SET_IN: Mapping[NameKind, re.Pattern[str]] = {
    "place": re.compile(r"\b(?:in|at|near|outside|inside|across|around|to|through)" + _INTO, re.I),
    "organisation": re.compile(r"\b(?:at|near|outside|inside)" + _INTO, re.I),
}
# What somebody or something came to be: "five people are dead" tells what happened.
_OUTCOMES = listed(
    "dead missing injured hurt wounded ill homeless stranded trapped safe free unconscious "
    "bankrupt closed shut open over angry furious outraged"
)
# What is said to have been said is itself followed no deeper: parses of more are mostly wrong,
# and a text of nothing but "said that … said that" would take more than linear time.
_DEEPEST = 3


def find_events(
    tree: Tree,
    *,
    names: Sequence[Name],
    timexes: Sequence[Timex],
    references: Sequence[Reference] = (),
    quoted: Sequence[Span] = (),
    cues: Sequence[Span] = (),
    frame: Frame | None = None,
) -> tuple[Event, ...]:
    """The events that the clauses of ``tree`` tell, in text order; one of them is the main one.

    A clause tells one if it stands by itself, if somebody is reported to have said it, or if
    it gives the circumstance of another ("when a tram derailed"), and has a subject. Left out
    are clauses whose verb only links ("is", "has") unless it tells an outcome ("are dead"),
    those in quotation marks (``quoted``) and those that only say (``cues``) that something
    happened. Where what is said only links ("said it was an honour"), the saying is the event.
    """
    frame = frame or Frame()
    found = _Found(tree.text, names, timexes, references, frame.creation_time)
    marks, saying = Cover(quoted), Cover(cues)
    events: list[Event] = []
    for phrase in tree.sents:
        for verb in _telling_verbs(phrase.root, saying, 0):
            at = Span(verb.idx, verb.idx + len(verb.text))
            if marks.meets(at):
                continue
            if saying.meets(at) and not (_is_deed(verb) or _says_how_it_is(verb, marks)):
                continue
            event = found.event(verb)
            if event is not None:
                events.append(event)
    events.sort(key=lambda event: (event.trigger, event.span))
    return choose_main(tree, events, names=names, timexes=timexes, frame=frame)


def _is_deed(verb: Word) -> bool:
    """Whether a verb of saying does something to somebody: "named the victims", "accused her"."""
    return verb.lemma_ in NAMING and any(w.dep_ in ("dobj", "nsubjpass") for w in verb.children)


def _says_how_it_is(verb: Word, marks: Cover) -> bool:
    """Whether what is said, in the article's own words, only links: "said it was an honour"."""
    said = next((w for w in verb.rights if w.dep_ == "ccomp"), None)
    return said is not None and not _tells(said) and not marks.meets(span_of((said,)))


def _tells(verb: Word) -> bool:
    """Whether a verb does more than link; "is" does with an outcome: "is dead"."""
    return (verb.pos_ == "VERB" and verb.lemma_ not in _LINKS) or _outcome(verb) is not None


def _outcome(verb: Word) -> Word | None:
    """The word that tells what came of it, where the verb itself only links."""
    if verb.lemma_ != "be":
        return None
    return next((w for w in verb.rights if w.dep_ == "acomp" and w.lower_ in _OUTCOMES), None)


def _telling_verbs(root: Word, saying: Cover, depth: int) -> Iterator[Word]:
    for verb in (root, *(w for w in root.children if w.dep_ == "conj")):
        if verb.pos_ not in ("VERB", "AUX"):
            continue
        if _tells(verb):
            yield verb
        if depth == _DEEPEST:
            continue
        speaks = verb.lemma_ in CLAUSE or saying.meets(span_of((verb,)))
        for child in verb.children:
            if child.dep_ in _CIRCUMSTANCES or (speaks and child.dep_ == "ccomp"):
                yield from _telling_verbs(child, saying, depth + 1)


class _Found:
    """What else was found in the text, to look up the parts of an event in."""

    def __init__(
        self,
        text: str,
        names: Sequence[Name],
        timexes: Sequence[Timex],
        references: Sequence[Reference],
        creation_time: dt.date | None,
    ) -> None:
        self._text = text
        self._names = names
        self._timexes = timexes
        self._meant: Mapping[int, str | None] = {r.span.start: r.full_name for r in references}
        self._creation_time = creation_time

    def event(self, verb: Word) -> Event | None:
        """What the clause of ``verb`` tells; ``None`` if it has no subject."""
        subject = next((w for w in verb.lefts if w.dep_ in _SUBJECTS), None)
        if subject is None and verb.dep_ == "conj":
            subject = next((w for w in verb.head.lefts if w.dep_ in _SUBJECTS), None)
        if subject is None:
            return None
        helpers = [w for w in verb.lefts if w.dep_ in _HELPERS]
        span, own = subtree_span(verb), _own_clause(verb)
        # A day or a place at the end holds for all the verbs joined before it.
        when = self._when(own) or self._when(span)
        tense = tense_of(verb, helpers)
        return Event(
            span=span,
            trigger=span_of([*helpers, verb, _outcome(verb) or verb]),
            participants=tuple(self._participants(verb, subject)),
            place=self._place(own) or self._place(span),
            when=when,
            tense=tense,
            factual=is_factual(verb, helpers, when, self._creation_time),
            background=is_background(verb, helpers, when, self._creation_time),
        )

    def _participants(self, verb: Word, subject: Word) -> Iterator[Participant]:
        passive = subject.dep_ == "nsubjpass"
        for word in _joined(subject):
            yield self._participant("object" if passive else "actor", word)
        for child in verb.rights:
            if child.dep_ in _OBJECTS:
                for word in _joined(child):
                    yield self._participant("object", word)
            elif child.dep_ == "agent":
                for agent in child.rights:
                    if agent.dep_ == "pobj":
                        yield self._participant("actor", agent)

    def _participant(self, role: Role, word: Word) -> Participant:
        # The noun with what stands before it and its "of …"; relative clauses would drown it.
        last = word
        while of := next((w for w in last.rights if w.lower_ == "of" and w.dep_ == "prep"), None):
            inner = next((w for w in of.rights if w.dep_ == "pobj"), None)
            if inner is None:
                break
            last = inner
        head = Span(word.left_edge.idx, word.idx + len(word.text))
        full = next((n.full_name for n in within(head, self._names)), None)
        if full is None:
            full = self._meant.get(word.idx) or self._meant.get(head.start)
        return Participant(role, Span(head.start, last.idx + len(last.text)), full)

    def _place(self, span: Span) -> Span | None:
        """The first place that the clause sets something in, a house that it is "at" included.

        The place of "the Paris talks" or of "a London fan" may be another.
        """
        text = self._text
        for name in within(span, self._names):
            before = text[max(span.start, name.span.start - 32) : name.span.start]
            wording = _SET_IN.get(name.kind)
            if wording is not None and wording.search(before):
                return name.span
        return None

    def _when(self, span: Span) -> Interval | None:
        for timex in within(span, self._timexes):
            if span.holds(timex.span) and (timex.earliest or timex.latest):
                return Interval(timex.earliest, timex.latest)
        return None


def _joined(word: Word) -> Iterator[Word]:
    """A noun, and those joined to it: "the mayor", "her deputy and two aides"."""
    yield word
    at = word
    while joined := next((w for w in at.rights if w.dep_ == "conj"), None):
        yield joined
        at = joined


def _own_clause(verb: Word) -> Span:
    """The clause of a verb, up to where a verb joined to it begins another."""
    last = verb.right_edge
    for child in verb.rights:
        joined = child.dep_ == "conj" and child.pos_ in ("VERB", "AUX")
        if joined and child.left_edge.i > verb.i:
            last = child.left_edge.nbor(-1)
            while last.i > verb.i and (last.dep_ == "cc" or last.is_punct or last.is_space):
                last = last.nbor(-1)
            break
    return Span(verb.left_edge.idx, last.idx + len(last.text))
