"""What happened: the main event over all articles, then its scale and its terms."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from msgspec import structs

from nutgraf.analysis.narration import ANALYSIS_LINE
from nutgraf.briefs.adding import Adding
from nutgraf.briefs.draft import Draft, UnusableError
from nutgraf.briefs.material import Material
from nutgraf.briefs.plain import epithets, is_shouted, loaded_words
from nutgraf.briefs.sense import interprets
from nutgraf.briefs.style import content_words, overlap, word_count
from nutgraf.briefs.tellings import NEXT, SHARED, Telling, candidates, outside_marks
from nutgraf.briefs.trims import cut_also, cut_tail
from nutgraf.records import Point, Span

__all__ = [
    "MOST_SENTENCES",
    "Telling",
    "adds_to",
    "choose_tellings",
    "detail_order",
    "draft_detail",
    "draft_telling",
    "is_known",
    "is_opening",
    "opening_article",
    "opening_order",
    "opening_words",
    "outside_marks",
]

MOST_SENTENCES = 4
_LONGEST = 45
_FIRST_WORDS = 6
# "addiction", "addictive": so many letters tell that two words are of one family.
_STEM = 5
# What it costs to open with "the ad", whose name a reader has not heard.
_UNNAMED = 0.7
# And with what somebody is quoted as saying of the event.
_REPLY = 0.4
# From here on a sentence is disputed, or tells a scene or what is over, too much to come at all.
_DISPUTED = 0.8
# What is wrong with an opening may be right with what follows it.
_SMALL = 0.45
# Later than these an article's sentences are no second telling of what it was written for.
_FIRST_TOLD = 3
# A day or a place with something besides is worth words told before.
_MUCH = 0.6
_MOST = 0.95
# What comes right after the opening in its own article was written to be read there.
_STRAIGHT_ON = 0.2
_FLAWED = 1.5
_MARK = re.compile('["“”]')
_DOUBLED = re.compile(r"\b([A-Za-z]{4,}) \1\b")
_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
# "He said": a reader who starts here asks who.
_POINTING = re.compile(r"(?:He|She|It|They|His|Her|Its|Their|This|These|That|Those)\b")
# What was so until then: "Previously, none had been found".
_BEFORE_IT = re.compile(r"(?:Previously|Until (?:now|then|recently)|So far|Before then)\b")
_KNOWN_THING = re.compile(
    r"The (?:move|decision|announcement|comments?|remarks?|statement|news|incident|attack|report|"
    r"deal|plan|ruling|development|group|measure|proposal|letter|video|tweet|claim|suspect|firm|"
    r"company|agency|team|bill|law|document|memo|call|trip|visit|meeting|suit|lawsuit|study|"
    r"survey|poll|strike|levy|plant)\b"
)

# Snow or a shaken house tells of it: everybody says "the storm" at once.
_OF_NATURE = re.compile(
    r"The (?:storm|snow|rain|wind|hurricane|typhoon|earthquake|quake|tremor|flood|fire|blaze)s?\b"
)
_DEFINITE = re.compile(
    r"The (?:[a-z]+[ ’'])+?(?=is|are|was|were|has|have|had|will|would|[,:;]|\w+ed\b)|The [a-z]+"
)


@functools.lru_cache(maxsize=2)
def choose_tellings(material: Material) -> tuple[Telling, ...]:
    """The sentences that tell the story's event, best first."""
    found = list(candidates(material))
    best = max((t.centrality for t in found if not t.follows), default=0.0)
    ledes: dict[str, float] = {}
    for telling in found:
        if telling.place <= 2 and not telling.follows:
            lede = ledes.get(telling.article.id, 0.0)
            ledes[telling.article.id] = max(lede, telling.centrality)
    # A sentence far from what the publishers share is scene-setting, however well it reads, and
    # an article that opens so is a feature: its facts are for colour, not for the event.
    found = [
        t
        for t in found
        if t.centrality >= (NEXT if t.follows else SHARED) * best
        and ledes.get(t.article.id, 0.0) >= 0.6 * best
    ]
    found.sort(key=lambda t: (-t.score, t.article.id, t.sentence.span))
    return _around_the_opening(material, found)


def _around_the_opening(material: Material, found: Sequence[Telling]) -> tuple[Telling, ...]:
    """The same with the opening known, and with what each other sentence adds to it."""
    able = sorted(filter(_can_open, found), key=opening_order)
    for opening in able:
        try:
            point, _ = draft_telling(material, opening, set(), opening=True)
        except UnusableError:
            continue
        adding = Adding(material, opening.article, opening.sentence, point.text)
        return tuple(
            structs.replace(telling, opens=True)
            if telling is opening
            else structs.replace(
                telling,
                gain=_gain(adding, telling, opening),
                is_scale=adding.is_scale(telling.sentence, telling.article),
            )
            for telling in found
            if not telling.follows or _is_next(telling, opening)
        )
    return tuple(structs.replace(t, opens=t in able) for t in found if not t.follows)


def _gain(adding: Adding, telling: Telling, opening: Telling) -> float:
    if telling.dispute >= _DISPUTED or telling.flaw >= _FLAWED:
        return 0.0
    gain = adding.gain(telling.article, telling.sentence)
    return gain + _STRAIGHT_ON if gain and _is_next(telling, opening) else gain


def _is_next(telling: Telling, opening: Telling) -> bool:
    return telling.article.id == opening.article.id and telling.place == opening.place + 1


def opening_words(material: Material) -> str:
    """The sentence that opens the brief, as it is printed; empty where none can."""
    for telling in choose_tellings(material):
        if telling.opens:
            try:
                return draft_telling(material, telling, set(), opening=True)[0].text
            except UnusableError:
                continue
    return ""


def opening_article(material: Material) -> str | None:
    """The id of the article that opens the brief; ``None`` where no sentence can."""
    opening = min(filter(is_opening, choose_tellings(material)), key=opening_order, default=None)
    return opening.article.id if opening else None


def is_opening(telling: Telling) -> bool:
    """Whether the sentence opens the brief."""
    return telling.opens


def _can_open(telling: Telling) -> bool:
    """Whether it is among the first of its article, and names things.

    "The decision" makes sense only to somebody who has read which.
    """
    sentence = telling.sentence.span.of(telling.article.text)
    return (
        telling.place <= 4
        and not telling.follows
        and not _KNOWN_THING.match(sentence)
        and not _BEFORE_IT.match(sentence)
    )


def opening_order(telling: Telling) -> float:
    """The sort key of openings: best first, those later whose first words name nothing."""
    sentence = telling.sentence.span.of(telling.article.text)
    first = sentence.split()[1:_FIRST_WORDS]
    unnamed = _POINTING.match(sentence) or (
        sentence.startswith("The ")
        and not any(word[0].isupper() or word in {"who", "that", "which"} for word in first)
    )
    reply = telling.is_statement and _MARK.search(sentence)
    return (
        -telling.score + telling.flaw + (_UNNAMED if unnamed else 0.0) + (_REPLY if reply else 0.0)
    )


def detail_order(telling: Telling) -> float:
    """The sort key of what comes after the opening: ledes and what somebody says later."""
    return (
        -telling.score
        - telling.gain
        + 0.8 * max(0.0, telling.flaw - _SMALL)
        + (1.0 if telling.place == 1 else 0.0)
        + (0.6 if telling.is_statement else 0.0)
    )


def adds_to(telling: Telling, taken: Sequence[frozenset[str]]) -> bool:
    """Whether it says something the points already taken do not, and makes sense after them."""
    # Another article's lede mostly tells the same event over again, whatever its words.
    most = 0.22 if telling.place == 1 and not telling.is_scale else 0.4
    adds_much = telling.gain >= (_MUCH if telling.place > _FIRST_TOLD else _MOST)
    sentence = telling.sentence.span.of(telling.article.text)
    return (
        telling.gain > 0
        and (not telling.follows or len(taken) == 1)
        and telling.dispute < _DISPUTED
        and telling.flaw < _FLAWED
        and all(overlap(telling.words, words) <= (0.6 if adds_much else most) for words in taken)
        and (telling.is_scale or adds_much or not _retells(telling, frozenset().union(*taken)))
        and not (telling.is_statement and _MARK.search(sentence))
        and not (loaded_words(sentence) or is_shouted(sentence))
        and telling.sentence.analysis < 0.7 * ANALYSIS_LINE
        and not interprets(sentence)
        and is_known(sentence, taken)
    )


def _retells(telling: Telling, told: frozenset[str]) -> bool:
    """Whether what all publishers open with is the most of what it holds, and is told."""
    heard = {word[:_STEM] for word in told}
    known = sum(word[:_STEM] in heard for word in telling.core)
    if telling.place == 1 or (telling.is_main and telling.place == 2):
        return known >= 0.28 * len(telling.core)
    new = sum(word[:_STEM] not in heard for word in telling.words)
    return known >= 3 and known >= 0.45 * len(telling.core) and new < 0.7 * len(telling.words)


def is_known(sentence: str, told: Sequence[frozenset[str]]) -> bool:
    """Whether a sentence on "the offer" comes after one that spoke of an offer."""
    definite = _DEFINITE.match(sentence)
    if definite is None or _OF_NATURE.match(sentence):
        return True
    words = content_words(definite.group())
    return not words or any(words & earlier for earlier in told)


def draft_telling(
    material: Material, telling: Telling, known: set[str], *, opening: bool
) -> tuple[Point, list[str]]:
    """The point a sentence makes and the people it introduces; raises ``UnusableError``.

    A figure that only one of several publishers has is credited to that publisher.
    """
    text = telling.article.text
    span = telling.sentence.span
    draft = Draft(material, telling.article, span, known=known)
    draft.cut_openings([telling.sentence])
    draft.set_marks()
    for epithet in filter(draft.is_free, epithets(text, span)):
        draft.cut(epithet, "epithet")
    cut_also(draft)
    draft.name_people()
    draft.print_days()
    draft.shorten([telling.sentence], 28)
    cut_tail(draft)
    credit = _credited(material, telling, opening=opening)
    if credit and text[span.end - 1] == ".":
        stop = Span(span.end - 1, span.end)
        draft.edit("credit", stop, f", {credit} reported.", credit)
    draft.tidy()
    point = draft.point()
    if word_count(point.text) > _LONGEST:
        raise UnusableError("too long for one sentence")
    if _DOUBLED.search(point.text):
        raise UnusableError("a word twice")
    if point.text.count('"') > 4:
        raise UnusableError("more quotation than report")
    return point, draft.introduced


def draft_detail(material: Material, telling: Telling, known: set[str]) -> tuple[Point, list[str]]:
    """The point a sentence makes where another opens the brief."""
    return draft_telling(material, telling, known, opening=False)


def _credited(material: Material, telling: Telling, *, opening: bool) -> str | None:
    """The publisher to credit, if the sentence does not say already who says so.

    Others have another figure; or it alone of three or more has a figure, which an opening
    may give by itself.
    """
    if telling.article.publisher is None:
        return None
    if not telling.is_disputed and (opening or len(material.publishers) < 3):
        return None
    sentence = telling.sentence.span.of(telling.article.text)
    attributed = any(
        span.meets(telling.sentence.span)
        for quote in material.analyses[telling.article.id].quotes
        for span in quote.cue
    )
    if attributed:
        return None
    if telling.is_disputed:
        return telling.article.publisher
    figures = [number for number in _NUMBER.findall(sentence) if len(number) > 1]
    alone = any(material.publishers_with(frozenset({figure})) <= 1 for figure in figures)
    return telling.article.publisher if alone else None
