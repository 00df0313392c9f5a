"""The cue before a marked stretch: a verb of saying, a name and a colon."""

from __future__ import annotations

import itertools

from nutgraf.analysis.cues import BESIDE, CLAUSE, FINITE, NAMING, cue_words, noun_span
from nutgraf.analysis.page import Draft, Page
from nutgraf.analysis.syntax import Word, span_of
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Span

_SIGNS = (",", ":", "—", "–", "--", "-")
_INVERTED = listed("added asked continued explained replied said stated tweeted wrote")
_NEAR = 60


def cue_before(page: Page, index: int, span: Span) -> Draft | None:
    """What a cue before a marked stretch makes of it; ``None`` where there is no cue."""
    gap = _gap_before(page, index)
    if not gap:
        return None
    nearest = gap[-1]
    sign = nearest.text
    if sign not in _SIGNS and nearest.lemma_ not in BESIDE:
        return None
    if sign == ":" and len(gap) > 2 and gap[0].lower_ in _INVERTED:
        named = _named_between(gap[1:-1])
        if named is not None:
            return Draft([span], [gap[0]], named, gap[0])
    for place in range(len(gap) - 1, -1, -1):
        verb = gap[place]
        if verb.pos_ not in ("VERB", "AUX", "NOUN") and verb.lower_ != "according":
            continue
        if verb.lemma_ not in BESIDE or (verb.pos_ == "NOUN" and not verb.tag_.startswith("VB")):
            if sign == ":" or verb.tag_ not in FINITE or verb.i <= nearest.i - 8:
                continue
            plain = sign == "," and verb.i == nearest.i - 1 and page.ends_sentence(index)
            source = page.cues.source(verb) if plain else None
            return Draft([span], cue_words(verb), source, verb) if source else None
        if any(child.dep_ == "auxpass" for child in verb.children) and verb.lemma_ in NAMING:
            return None
        source = page.cues.source(verb)
        if source is None and sign == ":" and place == 0:
            source = _named_between(gap[1:-1])
        if source is None and verb.tag_ == "VBD" and place and nearest.i - verb.i <= 1:
            source = _name_before(gap[:place])
        if source is None:
            continue
        if nearest.i - verb.i <= 1 and _is_no_speech(page, index, verb, source):
            return None
        clause = any(c.dep_ == "ccomp" and verb.i < c.i <= nearest.i for c in verb.children)
        clause = clause or any(w.lower_ in ("that", "whether") for w in gap[place + 1 : -2])
        if sign != ":" and (clause or nearest.i - verb.i > 14):
            return None
        if nearest.i - verb.i <= 1 or sign in (":", ","):
            content = Span(span.start, _tail(page, index, span, verb))
            return Draft(
                page.trim([content]) if content != span else [span], cue_words(verb), source, verb
            )
    return _colon(page, gap, span) if sign == ":" else None


def _is_no_speech(page: Page, index: int, verb: Word, source: Span) -> bool:
    """Whether a stretch after the verb is a listener, a song, or what is printed on a thing."""
    if verb.lemma_ == "read":
        return source.of(page.text).lower() in ("that", "which")
    if verb.lemma_ not in ("tell", "sing"):
        return False
    words = [word for word in page.marked[index].inner.of(page.text).split() if len(word) > 3]
    return 0 < len(words) <= 6 and all(word[0].isupper() for word in words)


def _gap_before(page: Page, index: int) -> list[Word]:
    """The words before it in its sentence; a colon reaches over a line break."""
    gap: list[Word] = []
    start = page.word_at(page.marked[index].outer.start) - 1
    for place in range(start, max(-1, start - _NEAR), -1):
        word = page.tree[place]
        if not gap and word.is_space:
            continue
        if page.region[place] >= 0 or page.is_stop(word):
            break
        if not gap and place < start and word.text != ":":
            break
        gap.append(word)
    return gap[::-1]


def _named_between(words: list[Word]) -> Span | None:
    """The name between an inverted verb and a colon: Added Orr: …"""
    named = [w for w in words if w.pos_ in ("PROPN", "NOUN", "PRON", "DET", "ADJ")]
    return span_of(words) if words and len(named) == len(words) else None


def _name_before(words: list[Word]) -> Span | None:
    """The name right before a verb, where the parser gave it to something else."""
    named = list(itertools.takewhile(lambda w: w.is_title and w.pos_ != "ADP", reversed(words)))
    return span_of(named) if named and len(named) < len(words) else None


def _tail(page: Page, index: int, span: Span, cue: Word) -> int:
    """The end of a quotation's clause where it goes on after the marks: "new" bridges and …"""
    following = page.words(span.end, span.end + 40)[:2]
    if cue.lemma_ in CLAUSE and _is_opener(page, index, following):
        return page.stop_after(span.end)
    if page.last_sign(index) in (*".?!…,;",) or not following or following[0].is_punct:
        return span.end
    first = following[0]
    if first.is_space or page.region[first.i] >= 0:
        return span.end
    if first.pos_ == "CCONJ" and not _shares_verb(page, index, first):
        return span.end
    for word in page.tree[first.i : first.i + 40]:
        if page.is_stop(word) or (page.region[word.i] < 0 and word.text in (",", "—", "–", "(")):
            return word.idx
    return span.end


def _is_opener(page: Page, index: int, following: list[Word]) -> bool:
    """Whether a word or two in marks open a clause that goes on: "sadly," the bridge was …"""
    words = page.marked[index].inner.of(page.text).split()
    if len(words) > 2 or not following or page.last_sign(index) != ",":
        return False
    first = following[0]
    subject = first.pos_ in ("DET", "PRON", "PROPN") and page.region[first.i] < 0
    return subject and first.lower_ not in ("who", "which", "that")


def _shares_verb(page: Page, index: int, joint: Word) -> bool:
    """Whether quoted words are the first half of a subject: said "new bridges" and roads would."""
    if len(page.marked[index].inner.of(page.text).split()) > 4:
        return False
    for word in page.tree[joint.i + 1 : joint.i + 14]:
        if page.is_stop(word) or word.text in (",", "—", "–", "(") or word.tag_ == "PRP":
            return False
        if word.tag_ == "MD":
            return True
        if word.tag_ in FINITE or page.region[word.i] >= 0:
            return False
    return False


def _colon(page: Page, gap: list[Word], span: Span) -> Draft | None:
    """A colon without a verb of saying: the subject before it, or a name that stands alone."""
    dashes = [
        place for place, word in enumerate(gap[:-1]) if word.text in ("―", "—", "–", "-", "--")
    ]
    label = gap[dashes[-1] + 1 if dashes else 0 : -1]
    if 0 < len(label) <= 8 and all(w.pos_ == "PROPN" or w.lower_ in ("and", "the") for w in label):
        if any(w.ent_type_ in ("PERSON", "ORG") for w in label):
            return Draft([span], [gap[-1]], span_of(label), gap[-1])
        return None
    for word in gap:
        named = word.ent_type_ in ("PERSON", "ORG") or word.tag_ == "PRP"
        if named and word.dep_ == "nsubj" and word.head.dep_ == "ROOT":
            return Draft([span], [gap[-1]], noun_span(word), word.head)
    return None
