"""Verbs of saying looking inwards, at the clause or complement that they govern."""

from __future__ import annotations

from nutgraf.analysis.clause_ends import (
    DATES,
    cut_at_next_saying,
    cut_at_other_speaker,
    cut_at_quoted_stop,
    cut_own_words,
    past_addressee,
    with_reason,
    with_subject,
)
from nutgraf.analysis.cues import (
    CLAUSE,
    FINITE,
    INFINITIVE,
    NAMING,
    NAMING_PLAIN,
    cue_words,
    end_of,
    noun_span,
)
from nutgraf.analysis.page import LOOSE, Draft, Page
from nutgraf.analysis.syntax import Word, span_of
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Span

_COMPLEMENTS = ("dobj", "oprd", "ccomp", "xcomp", "attr", "acomp", "dative", "prep")
_NAMING_PREPS = ("as", "of", "for", "to", "about", "against", "with", "on", "over")
_ASIDE_PREPS = ("in", "on", "at", "during", "after", "before", "when", "while")
# Nouns that say that something was said, when they belong to somebody: her claim that …
_SAYINGS = listed(
    "accusation admission allegation argument assertion assessment claim comment complaint "
    "concession contention declaration promise pledge prediction remark statement suggestion "
    "threat vow warning description"
)
_LONGEST = 200
_DASHES = ("\u2015", "\u2014", "\u2013", "--", "-")
_LEADS = ("ADP", "SCONJ", "DET", "PART", "ADJ", "ADV", "AUX", "VERB")
_NEAR = 9


def attribute_verbs(page: Page) -> None:
    """Draft what verbs of saying govern, where no marked stretch has claimed the verb."""
    for word in page.tree:
        if page.region[word.i] >= 0 or word.i in page.used:
            continue
        if word.lower_ == "according":
            _according(page, word)
        elif word.pos_ in ("VERB", "AUX"):
            _verb(page, word)
        elif word.pos_ == "NOUN" and word.lemma_ in _SAYINGS:
            _noun(page, word)


def _verb(page: Page, verb: Word) -> None:
    lemma = verb.lemma_
    if lemma == "put" and any(child.lower_ == "it" for child in verb.children):
        lemma = "say"
    if lemma not in CLAUSE and lemma not in INFINITIVE and lemma not in NAMING:
        return
    source = _speaker(page, verb)
    if source is None:
        return
    clauses = [
        child
        for child in verb.children
        if (child.dep_ == "ccomp" and lemma in CLAUSE)
        or (child.dep_ == "xcomp" and lemma in INFINITIVE and child.pos_ in ("VERB", "AUX"))
    ]
    spans: list[Span] = []
    if clauses:
        spans = _clause(page, verb, clauses, source)
    elif lemma in CLAUSE:
        spans = _as_said(page, verb) or _aside(page, verb, source) or _that(page, verb)
    if not spans and lemma in NAMING:
        spans = _named(page, verb)
    if spans and _says_enough(page, spans):
        page.add(Draft(spans, cue_words(verb), source, verb))


def _speaker(page: Page, verb: Word) -> Span | None:
    """The source of ``verb``; a participle set off by a comma leans on its sentence's speaker."""
    if verb.tag_ == "VBG" and verb.i > 0 and page.tree[verb.i - 1].text == ",":
        for place in range(verb.i - 2, max(page.opens[verb.i], verb.i - 40) - 1, -1):
            word = page.tree[place]
            if word.dep_ == "ROOT" and word.lemma_ in CLAUSE and page.region[place] < 0:
                return page.cues.source(word) or page.cues.source(verb)
    source = page.cues.source(verb)
    if source is None and verb.tag_ == "VB":
        # …," she said, going on to say that …
        for place in range(verb.i - 1, max(page.opens[verb.i], verb.i - 8) - 1, -1):
            if page.tree[place].tag_ in FINITE:
                return page.cues.settled.get(place)
    return source


def _says_enough(page: Page, spans: list[Span]) -> bool:
    """Whether it is more than a word or two, which are mostly slips of the parse."""
    if any(page.stretches(span) for span in spans):
        return True
    return sum(len(span.of(page.text).split()) for span in spans) > 2


def _clause(page: Page, verb: Word, clauses: list[Word], source: Span) -> list[Span]:
    first, last = min(verb.idx, source.start), max(end_of(verb), source.end)
    after = [c for c in clauses if c.left_edge.i > verb.i]
    if after:
        start = after[0].left_edge.idx
        for child in verb.children:
            if child.dep_ == "mark" and verb.i < child.i < after[0].left_edge.i:
                start = child.idx
        start = with_subject(page, verb, after[0], start)
        # A bound, so that a runaway sentence costs linear time.
        furthest = page.tree[min(after[0].left_edge.i + _LONGEST, len(page.tree) - 1)]
        end = min(max(end_of(c.right_edge) for c in after), end_of(furthest))
        start = past_addressee(page, verb, Span(start, end))
        end = cut_at_next_saying(page, verb, after, Span(start, end))
        end = cut_own_words(page, Span(start, end))
        end = cut_at_quoted_stop(page, Span(start, end))
        end = cut_at_other_speaker(page, source, Span(start, end))
        end = with_reason(page, Span(start, end))
        return page.trim([Span(start, end)])
    start, end = clauses[0].left_edge.idx, end_of(clauses[0].right_edge)
    if page.word_at(end) - page.word_at(start) > 2 * _LONGEST:
        return []
    if end <= first:
        return page.trim([Span(start, end)])
    before = [] if clauses[0].left_edge.tag_ in ("WDT", "WP") else [Span(start, first)]
    return page.trim([*before, Span(last, max(end, last))])


def _that(page: Page, verb: Word) -> list[Span]:
    """A clause with marks in it that the parser lost sight of: said that if "…"."""
    opening = _next_that(page, verb)
    if opening is None:
        return []
    span = Span(opening.idx, page.stop_after(opening.idx))
    free = [index for index in page.stretches(span) if index not in page.owner]
    return page.trim([Span(span.start, cut_own_words(page, span))]) if free else []


def _next_that(page: Page, verb: Word) -> Word | None:
    """The "that" of a reported clause, at once or after whoever was told and when."""
    for word in page.tree[verb.i + 1 : verb.i + 2 * _NEAR]:
        if word.lower_ == "that" and word.tag_ in ("IN", "WDT"):
            return word
        if word.lower_ == "that" and word.i == verb.i + 1:
            return word
        if page.region[word.i] >= 0 or page.is_stop(word) or word.text in (",", ":"):
            return None
        if word.pos_ in ("VERB", "AUX", "SCONJ"):
            return None
    return None


def _as_said(page: Page, verb: Word) -> list[Span]:
    """What stands beside "as Ms. Orr said": the rest of its sentence."""
    mark = next((c for c in verb.children if c.dep_ == "mark" and c.lower_ == "as"), None)
    if mark is None or mark.i != page.opens[verb.i]:
        return []
    for word in page.tree[verb.i + 1 : min(page.closes[verb.i], verb.i + 25)]:
        if word.text == "," and page.region[word.i] < 0:
            return page.trim([Span(end_of(word), page.stop_after(end_of(word)))])
    return []


def _aside(page: Page, verb: Word, source: Span) -> list[Span]:
    """A statement whose verb was parsed as an aside: The vote, Ms. Orr said, was off."""
    first = min(verb.idx, source.start)
    opens, closes = page.opens[verb.i], page.closes[verb.i]
    lead_end = page.word_at(first)
    if lead_end - opens < 2 or lead_end - opens > _LONGEST or page.tree[lead_end - 1].text != ",":
        return []
    lead = page.tree[opens:lead_end]
    if any(word.i in page.used for word in lead):
        return []
    after = page.tree[max(verb.i, page.word_at(source.end) - 1) + 1 : closes]
    before = Span(page.at[opens], page.at[lead_end - 1])
    for word in after[1:9]:
        # The vote, Ms. Orr said on Friday, was "rigged."
        if word.text == "," and page.region[word.i] < 0 and word.i + 1 < closes:
            verbal = page.tree[word.i + 1].tag_ in FINITE
            rest = Span(word.idx, end_of(page.tree[closes - 1]))
            if verbal and any(index not in page.owner for index in page.stretches(rest)):
                after = page.tree[word.i : closes]
            break
    if len(after) > 3 and after[0].text == "," and after[1].tag_ != "VBG":
        rest = Span(end_of(after[0]), page.stop_after(end_of(after[0])))
        if any(w.tag_ in FINITE for w in after[:_LONGEST]):
            return page.trim([before, rest])
    closed = not after or after[0].text in (".", ",") or after[0].dep_ in ("prep", "npadvmod")
    if closed and len(lead) > 3 and any(word.tag_ in FINITE for word in lead):
        return page.trim([before])
    return []


def _named(page: Page, verb: Word) -> list[Span]:
    """The complement of a verb that names or judges, if it holds marks or is plainly a name."""
    parts = [
        child
        for child in verb.children
        if child.i > verb.i
        and child.dep_ in _COMPLEMENTS
        and (child.dep_ != "prep" or child.lower_ in _NAMING_PREPS)
    ]
    beside = page.region[verb.i + 1] if verb.i + 1 < len(page.region) else -1
    if not parts:
        if beside >= 0 and beside not in page.owner:
            return [page.marked[beside].outer]
        near = _marks_near(page, verb)
        return page.trim([Span(end_of(verb), page.marked[near].outer.end)]) if near else []
    start = min(child.left_edge.i for child in parts)
    end = min(max(child.right_edge.i for child in parts) + 1, start + _LONGEST)
    held = [r for r in page.region[start:end] if r >= 0 and r not in page.owner]
    as_or_of = any(c.lower_ in ("as", "of") and c.dep_ == "prep" for c in parts)
    plain = verb.lemma_ in NAMING_PLAIN and (
        as_or_of or any(child.dep_ in ("oprd", "ccomp") for child in parts)
    )
    if not held and not any(child.dep_ == "auxpass" for child in verb.children):
        near = _marks_near(page, verb)
        if near is not None:
            return page.trim([Span(end_of(verb), page.marked[near].outer.end)])
    if not (held or plain):
        return []
    stop = end_of(page.tree[end - 1])
    if held:
        marks_end = page.marked[held[-1]].outer.end
        after = page.words(marks_end, stop)
        if after and (
            after[0].lower_ in _ASIDE_PREPS
            or after[0].ent_type_ in DATES
            or after[0].text in _DASHES
        ):
            stop = marks_end
        stop = max(stop, _with_next(page, stop))
    said = [Span(page.at[start], stop)]
    if any(child.dep_ == "auxpass" for child in verb.children):
        # The plan was called "reckless" by Ms. Orr: what was named stands before the verb.
        said = [noun_span(c) for c in verb.children if c.dep_ == "nsubjpass"] + said
    else:
        said = [Span(said[0].start, cut_own_words(page, said[0]))]
    return page.trim(said)


def _with_next(page: Page, stop: int) -> int:
    """``stop``, or the end of what is joined to it in marks: "reckless" and a "danger" to us."""
    for _ in range(3):
        words = page.words(stop, stop + 60)[:6]
        if not words or words[0].pos_ != "CCONJ":
            break
        for word in words[1:]:
            region = page.region[word.i]
            if region >= 0:
                if region in page.owner:
                    return stop
                stop = page.marked[region].outer.end
                break
            if word.pos_ not in ("DET", "ADJ", "ADV", "ADP", "PART", "PUNCT"):
                return stop
        else:
            break
    return stop


def _marks_near(page: Page, verb: Word) -> int | None:
    """The free marks a few words after a naming verb that the parser did not hang on it."""
    for word in page.tree[verb.i + 1 : verb.i + _NEAR]:
        region = page.region[word.i]
        if region >= 0:
            led = page.tree[word.i - 1].pos_ in _LEADS
            return region if led and region not in page.owner else None
        if word.text in (",", ":", "(") or page.is_stop(word) or word.tag_ in FINITE:
            return None
    return None


def _noun(page: Page, noun: Word) -> None:
    """What follows a noun of saying that belongs to somebody, if it is in marks."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        return
    for child in noun.children:
        if child.dep_ not in ("acl", "ccomp", "relcl") or child.i < noun.i:
            continue
        span = Span(child.left_edge.idx, end_of(child.right_edge))
        opening = page.tree[child.left_edge.i]
        free = [index for index in page.stretches(span) if index not in page.owner]
        if opening.lower_ == "that" and free:
            words = [w for w in owner.subtree if w.dep_ != "case"]
            page.add(Draft(page.trim([span]), [noun], span_of(words), noun))
            return


def _according(page: Page, word: Word) -> None:
    source = page.cues.source(word)
    if source is None:
        return
    start = page.at[page.opens[word.i]]
    end = end_of(page.tree[page.closes[word.i] - 1])
    if word.i - page.opens[word.i] <= 1:
        spans = [Span(source.end, max(source.end, end))]
    else:
        spans = [Span(start, word.idx)]
        tail = page.text[source.end : end].strip(LOOSE + ".")
        if page.text[source.end : source.end + 1] == "," and len(tail.split()) > 5:
            rest = Span(source.end, end)
            comma = page.tree[word.i - 1].text == "," and word.i > 1
            opener = page.tree[word.i - 2] if comma else page.tree[word.i - 1]
            if opener.pos_ in ("SCONJ", "CCONJ"):
                spans = [rest]
            else:
                spans.append(rest)
    found = page.trim(spans)
    if found and _says_enough(page, found):
        page.add(Draft(found, cue_words(word), source, word))
