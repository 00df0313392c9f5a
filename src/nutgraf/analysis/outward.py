"""Marked stretches looking outwards: the verb beside a quotation, a name and a colon before it."""

from __future__ import annotations

import bisect
import re

from nutgraf.analysis.cue_before import cue_before
from nutgraf.analysis.cues import BESIDE, CLAUSE, FINITE, NAMING, cue_words, end_of, noun_span
from nutgraf.analysis.marks import Marked
from nutgraf.analysis.page import LOOSE, Draft, Page
from nutgraf.analysis.syntax import Word
from nutgraf.records import Span

_LABEL = re.compile(
    r"^[ \t]*[\"“]?((?:[A-Z][\w.'’-]*+,? ?|\([^)\n]{1,40}\) ?){1,6}):[ \t]+(?=\S)", re.MULTILINE
)
# Lines that begin like a speaker's in a transcript and lead elsewhere.
NOT_SPEAKERS = re.compile(
    r"(?:SEE |READ )?(?:ALSO|MORE|THIS)|ALSO READ|BREAKING|CORRECTION|EDITOR['’]S NOTE|EXCLUSIVE|"
    r"FACT CHECK|LIVE|NOTE|OPINION|PHOTOS?|READ|RELATED|SOURCE|UPDATED?|VIDEO|WATCH",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"\s*[\u2015\u2014\u2013-]{1,2}[^\S\n]*((?:[A-Z][\w.'’-]*+,?[^\S\n]?){1,6})\.?[^\S\n]*(?:\n|$)"
)
_JOINS = (",", "—", "–", "--", ":", "and", "but")
_TITLED = ("on", "in", "with", "for", "to", "at", "by", "titled", "called")
_TITLE_WORDS = 6
_NEAR = 60
_FURTHEST = 320


def attribute_labels(page: Page) -> None:
    """Draft transcript lines: a name, a colon, and what that speaker said."""
    for match in _LABEL.finditer(page.text):
        name = match.group(1).strip()
        line_end = page.text.find("\n", match.end())
        line = page.text[match.end() : line_end if line_end >= 0 else len(page.text)].rstrip()
        rest = Span(match.end(), match.end() + len(line))
        first = bisect.bisect_left(page.marked, Marked(rest, Span(0, 0)))
        quoted = first < len(page.marked) and page.marked[first].outer.start == rest.start
        letters = [sign for sign in name if sign.isalpha()]
        shouted = sum(map(str.isupper, letters)) > 0.8 * len(letters) and len(letters) > 1
        words = page.words(match.start(1), rest.start)
        named = any(word.ent_type_ in ("PERSON", "ORG") for word in words)
        if NOT_SPEAKERS.fullmatch(name):
            continue
        if not line or not words or not (shouted or (quoted and named)):
            continue
        content = rest
        if quoted:
            whole, _ = page.chain(first)
            if not page.text[whole.end : rest.end].strip(LOOSE + "."):
                content = whole
        source = Span(match.start(1), match.start(1) + len(name))
        draft = Draft([content], [], source, words[0])
        page.add(draft)
        for index in page.stretches(Span(match.start(), match.start(1))):
            page.owner[index] = draft


def attribute_marked(page: Page) -> None:
    """Draft the quotations that have a cue beside them."""
    index = 0
    while index < len(page.marked):
        span, following = page.chain(index)
        if index not in page.owner:
            last = following - 1
            draft = (
                _cue_after(page, index, last, span)
                or cue_before(page, index, span)
                or _signed(page, span)
            )
            if draft is not None:
                draft.beside = True
                page.add(draft)
                following = _more(page, draft, following)
        index = following


def _gap_after(page: Page, index: int) -> list[Word]:
    """The words after a marked stretch, to the end of its sentence or the next stretch."""
    gap: list[Word] = []
    start = page.word_at(page.marked[index].outer.end)
    for word in page.tree[start : start + _NEAR]:
        if page.region[word.i] >= 0 or page.is_stop(word):
            break
        gap.append(word)
    return gap


def sentence_start(page: Page, index: int) -> int:
    """Where the sentence round a marked stretch begins, quoted sentences before it aside."""
    place = page.word_at(page.marked[index].outer.start)
    furthest = max(0, place - _NEAR - 20)
    for before in range(place - 1, furthest - 1, -1):
        region = page.region[before]
        if page.is_stop(page.tree[before]):
            return page.skip_space(end_of(page.tree[before]))
        if region >= 0 and region != index and page.ends_sentence(region):
            return page.skip_space(page.marked[region].outer.end)
    return page.at[furthest] if page.at else 0


def _cue_after(page: Page, index: int, last: int, span: Span) -> Draft | None:
    gap = _gap_after(page, last)
    sign = page.last_sign(last)
    comma = sign in (",", "—", "–", "-") or page.text[span.end : span.end + 2].strip()[:1] in (
        *",—–",
    )
    full = sign in (".", "?", "!", "…")
    if not (comma or full):
        return None
    while gap and (gap[0].is_punct or gap[0].is_space):
        gap = gap[1:]
    found = page.cues.beside(gap)
    if found is None and sign == "," and _is_whole(page, index):
        found = _any_verb(page, gap)
    if found is None:
        return None
    verb, source = found
    if _says_other(page, index, verb, gap, comma=comma):
        # It says something else: … for "peace," Ms. Orr said the bridge was closed.
        return None
    if any(w.lower_ == "that" and w.tag_ == "IN" and w.i == verb.i + 1 for w in gap):
        return None
    if verb.tag_ == "VBG" and (full or cue_before(page, index, span) is not None):
        return None
    if full and not comma and sign == "." and verb.lemma_ != "accord":
        inverted = source.start > verb.idx
        if inverted or gap[-1].i - verb.i > 4:
            return None
    start = _widen(page, index, span)
    if start is None:
        return None
    return Draft([Span(start, span.end)], cue_words(verb), source, verb)


def _any_verb(page: Page, gap: list[Word]) -> tuple[Word, Span] | None:
    """A verb of any sense that ends the sentence after "…," with its subject: he beamed."""
    for place, verb in enumerate(gap[:9]):
        if verb.tag_ not in FINITE:
            continue
        subject = next((c for c in verb.lefts if c.dep_ == "nsubj" and c in gap), None)
        last = place + 1 == len(gap) or gap[place + 1].text == ","
        if subject is None or not last or verb.lemma_ in ("be", "have", "do"):
            return None
        return verb, page.cues.clear_of_marks(noun_span(subject), subject)
    return None


def _says_other(page: Page, index: int, verb: Word, gap: list[Word], *, comma: bool) -> bool:
    """Whether the verb after a stretch governs a clause of its own, further on."""
    last = gap[-1]
    runs_on = last.i + 1 < len(page.region) and page.region[last.i + 1] >= 0
    if runs_on and not comma and page.last_sign(index) == "." and last.text[-1] != ".":
        return True
    whole = comma and _is_whole(page, index)
    for child in verb.children:
        if child.dep_ != "ccomp" or child.i < verb.i:
            continue
        if page.region[child.i] < 0:
            if not whole or child.left_edge.i == verb.i + 1:
                return True
        elif any(c.dep_ == "nsubj" and page.region[c.i] < 0 and c.i > verb.i for c in child.lefts):
            return True
    return False


def _is_whole(page: Page, index: int) -> bool:
    """Whether a stretch is a sentence of its own, and no term or title."""
    mark = page.marked[index]
    words = page.words(mark.inner.start, mark.inner.end)
    if len(words) < 4 or not words[0].text[:1].isupper():
        return False
    return any(word.tag_ in FINITE for word in words)


def _widen(page: Page, index: int, span: Span) -> int | None:
    """The start of the clause that a fragment ends: The plan is "dead," Ms. Orr said.

    ``None`` where the fragment is the object of a verb that has a speaker of its own.
    """
    start = sentence_start(page, index)
    lead = page.words(start, span.start)
    if start >= span.start or not lead or lead[-1].text == ":":
        return span.start
    if lead[-1].lemma_ in NAMING and page.cues.source(lead[-1]) is not None:
        return None
    if any(word.i in page.used for word in lead):
        return span.start
    line = page.text.rfind("\n", 0, span.start) + 1
    says = [
        w for w in lead if w.lemma_ in BESIDE and page.region[w.i] < 0 and w.pos_ in ("VERB", "AUX")
    ]
    if any(page.cues.subject(word) is not None for word in says):
        return span.start
    if all(word.pos_ in ("CCONJ", "PUNCT", "SPACE", "ADV", "INTJ") for word in lead):
        return span.start
    if not any(word.tag_ in FINITE for word in (*lead, *page.words(span.start, span.end))):
        # No clause at all: the author of "Long Roads," a …; in a talk with "Morning Desk," …
        return None
    return min(page.past_dateline(max(start, line)), span.start)


def _signed(page: Page, span: Span) -> Draft | None:
    """A quotation with its speaker's name on a dash after it."""
    match = _SIGNED.match(page.text, span.end, span.end + 120)
    if match is None:
        return None
    words = page.words(match.start(1), match.end(1))
    if len(words) < 2 and not any(word.ent_type_ == "PERSON" for word in words):
        return None
    name = match.group(1).rstrip(" \u00a0,.")
    return Draft([span], [], Span(match.start(1), match.start(1) + len(name)), words[0])


def _more(page: Page, draft: Draft, index: int) -> int:
    """Add the stretches that go on after the cue: "…," he said. "…"."""
    anchor = draft.anchor
    while index < len(page.marked) and anchor is not None and draft.cue:
        last, mark = draft.content[-1], page.marked[index]
        if _is_title(page, draft, index):
            index += 1
            continue
        between = page.text[last.end : mark.outer.start]
        if "\n" in between or len(between) > _FURTHEST:
            break
        joined = between.strip(" ,").lower() in ("and", "or", "then", "and then")
        if anchor.idx < last.end and between.strip() and len(draft.content) == 1 and not joined:
            break
        words = [word for word in page.words(last.end, mark.outer.start) if not word.is_space]
        stops = [
            word
            for word in words
            if page.is_stop(word)
            or (word.text == "." and _is_title(page, draft, page.region[word.i]))
        ]
        while words and page.region[words[-1].i] >= 0 and stops and stops[-1].i < words[-1].i:
            words.pop()
        opens_sentence = bool(words) and bool(stops) and stops[-1] is words[-1]
        if stops and not opens_sentence:
            break
        if anchor.idx < last.end and stops:
            break
        if not joined and not _goes_on(page, draft, words, opens_sentence):
            break
        span, following = page.chain(index)
        if _cue_after(page, index, following - 1, span) is not None:
            break
        draft.content.append(span)
        for taken in range(index, following):
            page.owner[taken] = draft
        index = following
    return index


def _is_title(page: Page, draft: Draft, index: int) -> bool:
    """Whether a stretch after the cue names where it was said: told "Morning Desk" …"""
    if index < 0 or draft.anchor is None:
        return False
    mark = page.marked[index]
    place = page.word_at(mark.outer.start) - 1
    if place <= draft.anchor.i or place - draft.anchor.i > 20:
        return False
    before = page.tree[place]
    words = mark.inner.of(page.text).split()
    titled = before.lower_ in _TITLED or before.tag_ == "POS"
    return (
        titled and len(words) <= _TITLE_WORDS and words[0][:1].isupper() and index not in page.owner
    )


def _goes_on(page: Page, draft: Draft, words: list[Word], opens_sentence: bool) -> bool:
    """Whether nobody else takes the word between one stretch of a quotation and the next."""
    anchor = draft.anchor
    if anchor is None:
        return False
    later = [w for w in words if w.i > anchor.i and w.pos_ == "VERB"]
    if opens_sentence:
        # Only a second speaker may stop it; an aside ("pointing at the river") may not.
        return not any(
            w.lemma_ in CLAUSE and w.tag_ in FINITE and w.dep_ not in ("relcl", "advcl", "acl")
            for w in later
        )
    if any(w.lemma_ in BESIDE | NAMING for w in later):
        return False
    if words and draft.source is not None and words[-1].idx < draft.source.end:
        return False
    if len(draft.content) > 1:
        return all(word.text not in ("(", ")") for word in words)
    after = max(end_of(anchor), draft.source.end if draft.source else 0)
    rest = [word for word in words if word.idx >= after]
    if rest and rest[0].text == "," and any(w.pos_ == "CCONJ" for w in rest[1:2]):
        return len(rest) < 6 and not any(word.pos_ == "VERB" for word in rest)
    return not words or words[-1].text in _JOINS
