"""Where or how something was said, as printed: "told reporters", "in a statement"."""

from __future__ import annotations

from nutgraf.analysis.cues import word_set
from nutgraf.analysis.syntax import Word, span_of
from nutgraf.records import Span

_NOUNS = word_set(
    "address advertisement announcement appearance article blog briefing broadcast brochure call "
    "column comment complaint conference conversation debate declaration dispatch documentary "
    "editorial email e-mail episode essay event facebook filing forum gathering hearing instagram "
    "interview letter livestream lawsuit lecture meeting memo memoir memorandum message motion "
    "newsletter note notice op-ed opinion panel podcast post posting press program programme "
    "question radio rally release remark report response ruling session show sermon speech "
    "statement summit talk television testimony text town tv tweet twitter video visit vlog "
    "webcast website weibo youtube telegram linkedin tiktok reddit threads bluesky telephone phone "
    "floor trail stage air court book page site"
)
_PREPOSITIONS = word_set("in on at during via through after before by to over from")
_HEARERS = word_set(
    "reporter journalist lawmaker crowd audience supporter newspaper network station anchor host "
    "interviewer voter delegate jury judge court committee panel parliament congress senator "
    "viewer reader listener conference agency magazine radio television tv broadcaster"
)
_TELLING = word_set("tell inform remind")
_LONGEST = 14


def find_occasion(cue: Word, barred: tuple[Span, ...] = ()) -> Span | None:
    """Where or how the words of ``cue`` were said, as printed; ``None`` where nothing says so.

    Words that lie in ``barred`` (what was said, and by whom) are never part of it.
    """
    if cue.lemma_ == "tweet":
        return span_of([cue])
    for child in cue.children:
        if child.i > cue.i and cue.lemma_ in _TELLING and child.dep_ in ("dobj", "dative", "iobj"):
            hearer = child.lemma_.lower() in _HEARERS or child.ent_type_ in ("ORG", "PERSON")
            if hearer and (span := _phrase(child, cue, barred)):
                return span
    for child in cue.children:
        if child.dep_ == "prep" and child.lower_ in _PREPOSITIONS and _fits(child):
            span = _phrase(child, child, barred)
            if span:
                return span
    return None


def _fits(preposition: Word) -> bool:
    for noun in preposition.children:
        if noun.dep_ not in ("pobj", "pcomp"):
            continue
        named = noun.ent_type_ == "ORG" and preposition.lower_ in ("at", "on", "to")
        return named or noun.lemma_.lower() in _NOUNS
    return False


def _phrase(head: Word, first: Word, barred: tuple[Span, ...]) -> Span | None:
    """From ``first`` through ``head`` and what belongs to it, cut at a comma or a clause."""
    words = [first]
    for word in head.doc[first.i + 1 : min(head.right_edge.i + 1, first.i + 1 + _LONGEST)]:
        place = Span(word.idx, word.idx + len(word.text))
        if word.is_space or (word.is_punct and word.text not in "-'’"):
            break
        if word.dep_ in ("relcl", "ccomp", "advcl") or word.tag_ in ("WDT", "WP", "WRB"):
            break
        if any(span.meets(place) for span in barred):
            break
        words.append(word)
    start = Span(first.idx, first.idx + len(first.text))
    if any(span.meets(start) for span in barred) or words[-1].i < head.i:
        return None
    return span_of(words)
