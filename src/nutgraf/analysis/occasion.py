"""Where or how something was said, as printed: "told reporters", "in a statement"."""

from __future__ import annotations

from nutgraf.analysis.syntax import Word, span_of
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Span

_NOUNS = listed(
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
_PREPOSITIONS = listed("in on at during via through to over from")
_HEARERS = listed(
    "reporter journalist lawmaker crowd audience supporter newspaper network station anchor host "
    "interviewer voter delegate jury judge court committee panel parliament congress senator "
    "viewer reader listener conference agency magazine radio television tv broadcaster"
)
_TELLING = listed("tell inform remind")
_LONGEST = 14
# The name of a broadcast may stand in marks: told "Morning Desk".
_INNER = ("-", "'", "’", '"', "“", "”", "''")


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
        body = noun.ent_type_ == "ORG"
        if preposition.lower_ == "to":
            return body or noun.lemma_.lower() in _HEARERS
        if noun.lemma_.lower() in _NOUNS and noun.text != "Court":
            return True
        return body and preposition.lower_ == "at"
    return False


def _phrase(head: Word, first: Word, barred: tuple[Span, ...]) -> Span | None:
    """From ``first`` through ``head`` and what belongs to it, cut at a comma or a clause."""
    words: list[Word] = []
    for word in head.doc[first.i : min(head.right_edge.i + 1, first.i + _LONGEST)]:
        place = Span(word.idx, word.idx + len(word.text))
        if word.is_space or (word.is_punct and word.text not in _INNER):
            break
        if word.dep_ in ("relcl", "ccomp", "advcl") or word.tag_ in ("WDT", "WP", "WRB"):
            break
        if any(span.meets(place) for span in barred):
            break
        words.append(word)
    signs = [place for place, word in enumerate(words) if word.text in _INNER[3:]]
    if len(signs) % 2:
        words = words[: signs[-1]]
    while words and (words[-1].dep_ == "case" or words[-1].pos_ in ("ADP", "DET", "ADJ")):
        words.pop()
    object_at = min((child.i for child in head.children if child.dep_ == "pobj"), default=head.i)
    if len(words) < 2 or words[-1].i < max(head.i, object_at):
        return None
    return span_of(words)
