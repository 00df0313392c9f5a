"""Where or how something was said, as printed: "told reporters", "in a statement"."""

from __future__ import annotations

import bisect

from msgspec.structs import replace

from nutgraf.analysis.channels import channel_of_cue, channel_of_occasion, channel_of_source
from nutgraf.analysis.syntax import Tree, Word, span_of
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Channel, Quote, Span

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


def assign_occasions(quotes: tuple[Quote, ...], tree: Tree, text: str) -> tuple[Quote, ...]:
    """The same quotes, in text order, with ``occasion`` and ``channel`` filled in.

    Both stay ``None`` where the text does not tell. A quotation without a cue of its own goes
    on with the statement before it and has its occasion and channel, in the same paragraph.
    """
    at = [word.idx for word in tree]
    done: list[Quote] = []
    for quote in quotes:
        if not quote.cue:
            before = done[-1] if done else None
            if before is not None and _goes_on(before, quote, text):
                done.append(replace(quote, occasion=before.occasion, channel=before.channel))
            else:
                done.append(quote)
            continue
        cue = _cue_word(quote, tree, at)
        occasion = quote.occasion
        if occasion is None and cue is not None:
            occasion = _nearby(cue, quote)
        done.append(replace(quote, occasion=occasion, channel=_channel(quote, occasion, cue, text)))
    return tuple(done)


def _goes_on(before: Quote, quote: Quote, text: str) -> bool:
    end, start = before.content[-1].end, quote.content[0].start
    return before.source == quote.source and "\n" not in text[end:start]


def _cue_word(quote: Quote, tree: Tree, at: list[int]) -> Word | None:
    """The verb of the cue, else its first word."""
    first = bisect.bisect_left(at, quote.cue[0].start)
    last = bisect.bisect_left(at, quote.cue[0].end)
    words = [word for word in tree[first:last] if not word.is_space]
    verbs = [word for word in words if word.pos_ == "VERB"]
    return verbs[-1] if verbs else (words[0] if words else None)


def _channel(quote: Quote, occasion: Span | None, cue: Word | None, text: str) -> Channel | None:
    if occasion is not None:
        channel = channel_of_occasion(occasion.of(text))
        if channel is not None:
            return channel
    lemma = cue.lemma_.lower() if cue is not None else ""
    channel = channel_of_cue(lemma)
    if channel is None and quote.source:
        channel = channel_of_source(quote.source[0].of(text), lemma)
    return channel


_SPEAKING = listed("speaking talking appearing testifying writing addressing asked responding")


def _nearby(cue: Word, quote: Quote) -> Span | None:
    """An occasion that opens the sentence of the cue, or stands beside source or cue."""
    sentence = cue.sent
    barred = quote.content + quote.source + quote.cue
    opening = True
    for word in sentence:
        if word.is_space:
            continue
        place = Span(word.idx, word.idx + len(word.text))
        inside = any(span.meets(place) for span in barred)
        if opening and not inside:
            if word.lower_ in _SPEAKING:
                span = _spoken(word, barred)
                if span is not None:
                    return span
            if word.dep_ == "prep" and word.lower_ in _PREPOSITIONS and _fits(word):
                span = _phrase(word, word, barred)
                if span is not None:
                    return span
        if word.lower_ not in _LEADING or word.is_punct:
            opening = word.is_punct or word.dep_ == "cc"
    return None


_LEADING = listed("but and yet so later earlier then also")


def _spoken(verb: Word, barred: tuple[Span, ...]) -> Span | None:
    """ "Speaking to reporters", from the verb to the end of the phrase that fits."""
    for child in verb.children:
        if child.i > verb.i and (
            (child.dep_ in ("prep", "agent") and (_fits(child) or child.lower_ == "by"))
            or (verb.lower_ == "addressing" and child.dep_ == "dobj")
        ):
            return _phrase(child, verb, barred)
    return None


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
        clause = word.dep_ in ("relcl", "ccomp", "advcl") and word.i != first.i
        if clause or word.tag_ in ("WDT", "WP", "WRB"):
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
