"""Where or how something was said, as printed: "told reporters", "in a statement"."""

from __future__ import annotations

import bisect
import re

from msgspec.structs import replace

from nutgraf.analysis.attribution import is_news_organisation
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
    "radio rally release remark report response ruling session show sermon speech "
    "statement summit talk television testimony text hall tv tweet twitter video visit vlog "
    "webcast website weibo youtube telegram linkedin tiktok reddit threads bluesky telephone phone "
    "floor trail stage air court book page site stop gaggle fundraiser town-hall vigil ceremony "
    "convention inquest inquiry trial deposition newspaper magazine"
)
_PREPOSITIONS = listed("in on at during via through to over from before by")
_HEARERS = listed(
    "reporter journalist lawmaker crowd audience supporter newspaper network station anchor host "
    "interviewer voter delegate jury judge court committee panel parliament congress senator "
    "viewer reader listener council board commission meeting rally gathering public press media mp "
    "conference agency magazine radio television tv broadcaster"
)
_TELLING = listed("tell inform remind")
_SPEAKING = listed("speaking talking appearing testifying writing addressing asked responding")
_LEADING = listed("but and yet so later earlier then also")
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
# Said "in response" only where it is to those who asked.
_BY = listed("phone telephone email e-mail letter text video")
_QUESTIONS = re.compile(r"\b(?:question|request|reporter|inquiry|enquiry|queries|query)", re.I)
_ON_AIR = listed("show news today tonight tv radio live hour morning sunday report press night")
_LONGEST, _NEAR = 16, 80
# The name of a broadcast may stand in marks: told "Morning Desk".
_LOOSE = frozenset(("ADP", "DET", "ADJ", "CCONJ", "SCONJ", "AUX", "ADV", "PART"))
# How far what one said lasts: a later statement may have been made elsewhere.
_LASTING = ("reporters", "press", "interview", "broadcast", "speech", "hearing", "statement")
_FURTHEST = 1200
_BREAK = re.compile(r"\n\s*")
_BODIES = listed(
    "un nations u.n. nato eu union council department ministry committee commission police fbi "
    "cia court party university company government group senate house congress board agency bank"
)
_MARKS = ('"', "“", "”", "''", "``")
_INNER = ("-", "'", "’", "&", *_MARKS)


def assign_occasions(quotes: tuple[Quote, ...], tree: Tree, text: str) -> tuple[Quote, ...]:
    """The same quotes, in text order, with ``occasion`` and ``channel`` filled in.

    Both stay ``None`` where the text does not tell. A quotation without a cue of its own goes
    on with the statement before it, and has its occasion and channel. What a speaker goes on
    to say, up to the next paragraph, has the channel of what came before.
    """
    at = [word.idx for word in tree]
    done: list[Quote] = []
    for quote in quotes:
        told = _told(quote, tree, at, text)
        before = done[-1] if done else None
        if before is not None and told.channel is None and _goes_on(before, told, text):
            occasion = told.occasion if told.cue else before.occasion
            told = replace(told, occasion=occasion, channel=before.channel)
        done.append(told)
    return tuple(done)


def _told(quote: Quote, tree: Tree, at: list[int], text: str) -> Quote:
    """The quote with what its own sentence tells of the occasion."""
    if not quote.cue:
        return quote
    cue = _cue_word(quote, tree, at)
    occasion = quote.occasion
    if occasion is None and cue is not None:
        occasion = _nearby(cue, quote)
    lemma = cue.lemma_.lower() if cue is not None else ""
    channel: Channel | None = None
    if occasion is not None:
        channel = channel_of_occasion(occasion.of(text))
        if channel in (None, "document", "broadcast"):
            channel = _of_hearer(occasion, tree, at) or channel
    channel = channel or channel_of_cue(lemma)
    if channel is None and quote.source:
        channel = channel_of_source(quote.source[0].of(text), lemma)
        if channel is None and quote.voice == "publisher":
            channel = "press"
    return replace(quote, occasion=occasion, channel=channel)


def _of_hearer(occasion: Span, tree: Tree, at: list[int]) -> Channel | None:
    """Press where a body of unknown trade was told: those that articles name are mostly news."""
    first = bisect.bisect_left(at, occasion.start)
    words = tree[first : bisect.bisect_left(at, occasion.end)]
    if not len(words) or words[0].lemma_ not in _TELLING:
        return None
    bodies = [word for word in words if word.ent_type_ == "ORG"]
    return "press" if bodies and not any(word.lower_ in _BODIES for word in bodies) else None


def _goes_on(before: Quote, quote: Quote, text: str) -> bool:
    """Whether the speaker of ``before`` goes on, not further than into the next paragraph."""
    if before.channel is None or (before.channel not in _LASTING and quote.cue):
        return False
    if before.speaker is not None or quote.speaker is not None:
        if before.speaker != quote.speaker:
            return False
    elif before.source != quote.source:
        return False
    gap = text[before.content[-1].end : quote.content[0].start]
    return len(gap) < _FURTHEST and len(_BREAK.findall(gap)) <= 1


def _cue_word(quote: Quote, tree: Tree, at: list[int]) -> Word | None:
    """The verb of the cue, else its first word."""
    first = bisect.bisect_left(at, quote.cue[0].start)
    last = bisect.bisect_left(at, quote.cue[0].end)
    words = [word for word in tree[first:last] if not word.is_space]
    verbs = [word for word in words if word.pos_ == "VERB"]
    return verbs[-1] if verbs else (words[0] if words else None)


def _nearby(cue: Word, quote: Quote) -> Span | None:
    """An occasion that opens the sentence or a part of it, or that the main verb has."""
    barred = quote.content + quote.source + quote.cue
    ends = {span.start: span.end for span in barred}
    words = _around(cue)
    opening, until = bool(words[0].is_sent_start) or not words[0].i, 0
    for word in words:
        until = max(until, ends.get(word.idx, 0))
        if word.idx < until:
            opening = True
        elif not word.is_space:
            if opening and (word.dep_ == "prep" or word.lower_ in _SPEAKING):
                spoken = word.lower_ in _SPEAKING
                span = _spoken(word, barred) if spoken else _prepared(word, barred)
                if span is not None:
                    return span
            opening = word.is_punct or word.dep_ == "cc" or word.lower_ in _LEADING
    main = cue.head
    if cue.dep_ in ("advcl", "conj") and main is not cue and main.pos_ == "VERB":
        if any(child.dep_ in _SUBJECTS for child in cue.lefts):
            return None
        spans = (_prepared(word, barred) for word in cue.doc[main.i : cue.i] if word.dep_ == "prep")
        return find_occasion(main, barred) or next((span for span in spans if span), None)
    return None


def _around(cue: Word) -> list[Word]:
    """The words of its sentence that are near the cue: a sentence may have thousands."""
    tree, low, high = cue.doc, cue.i, cue.i + 1
    while low > 0 and cue.i - low < _NEAR and not tree[low].is_sent_start:
        low -= 1
    while high < len(tree) and high - cue.i < _NEAR and not tree[high].is_sent_start:
        high += 1
    return list(tree[low:high])


def _spoken(verb: Word, barred: tuple[Span, ...]) -> Span | None:
    """The span of "speaking to reporters", of "asked by reporters"."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if child.dep_ == "agent" and any(c.lemma_.lower() in _HEARERS for c in child.children):
            before = verb.doc[verb.i - 1] if verb.i else verb
            return _phrase(child, before if before.lower_ == "when" else verb, barred)
        if verb.lower_ == "addressing" and child.dep_ == "dobj":
            return _phrase(child, verb, barred)
        if child.dep_ == "prep" and child.lower_ in _PREPOSITIONS and _fits(child):
            return _phrase(child, verb, barred)
    return None


def find_occasion(cue: Word, barred: tuple[Span, ...] = ()) -> Span | None:
    """Where or how the words of ``cue`` were said, as printed; ``None`` where nothing says so.

    Words that lie in ``barred`` (what was said, and by whom) are never part of it.
    """
    if cue.lemma_ in ("tweet", "retweet"):
        return span_of([cue])
    if cue.lemma_ in _TELLING:
        for child in cue.children:
            if child.i > cue.i and child.dep_ in ("dobj", "dative", "iobj", "oprd"):
                hearer = child.lemma_.lower() in _HEARERS or child.pos_ == "PROPN"
                if (hearer or child.ent_type_ in ("ORG", "PERSON")) and (
                    span := _phrase(child, cue, barred)
                ):
                    return _with_addition(child, span, barred)
    for child in cue.children:
        if child.dep_ == "prep" and (span := _prepared(child, barred)):
            return span
        if child.dep_ == "advcl" and child.lower_ == "asked" and child.i > cue.i:
            return _spoken(child, barred)
    return None


def _with_addition(hearer: Word, span: Span, barred: tuple[Span, ...]) -> Span:
    """Told the Ledger and, right after it, "in an interview"."""
    for word in hearer.doc[hearer.i + 1 : hearer.i + 6]:
        if word.idx == span.end + 1 and word.dep_ == "prep":
            added = _prepared(word, barred)
            return Span(span.start, added.end) if added is not None else span
    return span


def _prepared(preposition: Word, barred: tuple[Span, ...]) -> Span | None:
    """The span of a preposition and its noun where the two name an occasion."""
    if preposition.lower_ not in _PREPOSITIONS or not _fits(preposition):
        return None
    before = preposition.doc[preposition.i - 1] if preposition.i else None
    if (
        before is not None
        and before.idx + len(before.text) == preposition.idx
        and (before.text == "-")
    ):
        return None
    return _phrase(preposition, preposition, barred)


def _fits(preposition: Word) -> bool:
    place = preposition.lower_
    for noun in preposition.children:
        if noun.dep_ not in ("pobj", "pcomp"):
            continue
        body = noun.ent_type_ == "ORG"
        lemma = noun.lemma_.lower()
        if place == "by":
            return lemma in _BY and not any(child.dep_ == "det" for child in noun.lefts)
        if place == "to":
            return body or lemma in _HEARERS
        if lemma == "response":
            return place == "in" and any(_QUESTIONS.match(word.text) for word in noun.subtree)
        if lemma == "release":
            return not any(word.lower_ == "of" for word in noun.rights)
        if lemma in _NOUNS and noun.text != "Court":
            return True
        if place == "before":
            return lemma in _HEARERS or lemma == "congress"
        if place == "on" and _is_show(noun):
            return True
        if place in ("in", "on") and noun.pos_ == "PROPN":
            return is_news_organisation(_named(noun))
        return place == "at" and noun.ent_type_ in ("ORG", "FAC")
    return False


def _named(noun: Word) -> str:
    """The name that ends in ``noun``: The New York Times."""
    words = [noun.text]
    for word in reversed(noun.doc[max(0, noun.i - 4) : noun.i]):
        if not word.text[:1].isupper():
            break
        words.append(word.text)
    return " ".join(reversed(words))


def _is_show(noun: Word) -> bool:
    """Whether it is a programme: in marks, or named as one ("Morning Live")."""
    before = noun.doc[max(0, noun.left_edge.i - 1) : noun.i]
    return any(word.text in _MARKS for word in before) or any(
        word.lower_ in _ON_AIR for word in noun.subtree if word.text[:1].isupper()
    )


def _phrase(head: Word, first: Word, barred: tuple[Span, ...]) -> Span | None:
    """From ``first`` through ``head`` and what belongs to it, cut at a comma or a clause."""
    words: list[Word] = []
    for word in head.doc[first.i : min(head.right_edge.i + 1, first.i + _LONGEST)]:
        place = Span(word.idx, word.idx + len(word.text))
        if word.is_space:
            break
        if word.is_punct and word.text not in _INNER:
            # The stop inside the marks round a name is the publisher's own punctuation.
            after = word.doc[word.i + 1 : word.i + 2]
            if sum(w.text in _MARKS for w in words) % 2 and len(after) and after[0].text in _MARKS:
                words += [word, after[0]]
            break
        clause = word.dep_ in ("relcl", "ccomp", "advcl", "acl", "mark")
        if word.i > head.i and (clause or word.tag_ in ("WDT", "WP", "WRB")):
            break
        if any(span.meets(place) for span in barred):
            break
        words.append(word)
    signs = [place for place, word in enumerate(words) if word.text in _MARKS]
    if len(signs) % 2:
        after = words[-1].doc[words[-1].i + 1 : words[-1].i + 2]
        closes = len(after) and after[0].text in _MARKS
        words = [*words, after[0]] if closes else words[: signs[-1]]
    while words and (words[-1].dep_ == "case" or words[-1].pos_ in _LOOSE):
        words.pop()
    object_at = min((child.i for child in head.children if child.dep_ == "pobj"), default=head.i)
    if len(words) < 2 or words[-1].i < max(head.i, object_at):
        return None
    return span_of(words)
