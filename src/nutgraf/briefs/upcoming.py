"""What next: announced and expected steps, dated ones first, none of them stale."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from nutgraf.briefs.draft import Draft, UnusableError
from nutgraf.briefs.happened import outside_marks
from nutgraf.briefs.material import Material, words_in
from nutgraf.briefs.style import content_words, overlap, word_count
from nutgraf.records import Article, ForwardStatement, Point, Sentence, Span

# FORM: 25-65 words in one to four sentences.
LEAST_WORDS, MOST_WORDS = 25, 65
MOST_SENTENCES = 3
# Below this a step is vague, far from the story, or both: silence is the better answer.
LEAST_SCORE = 1.25
# A step of this score is told even when the least number of words is reached.
WORTH_MORE = 1.85
_LONGEST = 40
_WEIGHTS = {
    "scheduled": 1.0,
    "deadline": 0.95,
    "plan": 0.75,
    "requirement": 0.7,
    "pledge": 0.65,
    "pending": 0.65,
    "condition": 0.5,
    "forecast": 0.3,
}

# Who will not do a thing, or only would, has announced no step.
_REFUSED = re.compile(
    r"\b(?:won[’']t|will not|would not|wouldn[’']t|will never|if .{3,60}\b(?:could|would))\b",
    re.IGNORECASE,
)


class Step(Struct, frozen=True):
    """A candidate sentence that says what is to come."""

    article: Article
    sentence: Sentence
    forward: ForwardStatement
    dated: bool
    due: dt.date
    score: float
    words: frozenset[str]


def choose_steps(material: Material, taken: Sequence[frozenset[str]]) -> Iterator[Step]:
    """Steps still ahead at ``as_of``: the weightiest, told once, in the order to print them."""
    kept = list(taken)
    steps = sorted(_candidates(material), key=lambda s: (-s.score, s.article.id, s.sentence.span))
    for step in steps:
        if step.score < LEAST_SCORE:
            return
        if any(overlap(step.words, words) > 0.5 for words in kept):
            continue
        kept.append(step.words)
        yield step


def in_order(step: Step) -> tuple[bool, dt.date, float]:
    """The sort key of print: dated steps soonest first, then the rest by weight."""
    return (not step.dated, step.due, -step.score)


def _tells_the_past(material: Material, article: Article, sentence: Sentence) -> bool:
    """Whether the main clause reports a deed that is done, whatever it promises besides."""
    return any(
        event.tense == "past" and sentence.span.holds(event.trigger)
        for event in material.analyses[article.id].events
    )


def _days_old(article: Article, newest: dt.date | None) -> int:
    if newest is None or article.published is None:
        return 1
    return (newest - article.published.date()).days


def _candidates(material: Material) -> Iterator[Step]:
    newest = max((a.published.date() for a in material.articles if a.published), default=None)
    for article in material.articles:
        sentences = material.sentences(article)
        seen: set[Span] = set()
        for forward in material.analyses[article.id].forward:
            sentence = next((s for s in sentences if s.span.meets(forward.span)), None)
            if sentence is None or sentence.span in seen or not sentence.stands_alone:
                continue
            when = forward.when
            latest = when.latest or when.earliest if when else None
            if latest is not None and latest < material.as_of:
                continue
            outside = outside_marks(material, article, sentence.span)
            # Words that are nearly all quotation have lost their speaker to another sentence.
            if "?" in outside or 2 * len(outside.split()) < words_in(article.text, sentence.span):
                continue
            seen.add(sentence.span)
            dated = latest is not None
            # A step told in passing, in a clause of the subject of something else.
            in_passing = (
                forward.action is not None
                and sentence.predicate is not None
                and forward.action.start < sentence.predicate.start
            )
            if forward.kind in {"forecast", "condition"} and (in_passing or not dated):
                continue
            if not dated and (
                _REFUSED.search(outside) or _tells_the_past(material, article, sentence)
            ):
                continue
            words = content_words(sentence.span.of(article.text))
            score = (
                _WEIGHTS[forward.kind]
                + (0.6 if dated else 0.0)
                + 2.0 * material.centrality(words)
                + (0.1 if forward.actor else 0.0)
                - (0.3 if forward.certainty == "possible" else 0.0)
                - (0.9 if in_passing else 0.0)
                # An undated "will" of two days ago may have come and gone.
                - (0.0 if dated else 0.25 * _days_old(article, newest))
            )
            due = latest or dt.date.max
            yield Step(article, sentence, forward, dated, due, score, words)


def draft_step(material: Material, step: Step, known: set[str]) -> tuple[Point, list[str]]:
    """The point a step makes and the people it introduces; raises ``UnusableError``.

    What only the publisher itself expects is credited to it.
    """
    text = step.article.text
    span = step.sentence.span
    draft = Draft(material, step.article, span, known=known)
    draft.cut_openings([step.sentence])
    draft.set_marks()
    draft.name_people()
    draft.print_days()
    draft.shorten([step.sentence], 28)
    publisher = step.article.publisher
    attributed = any(
        cue.meets(span) for quote in material.analyses[step.article.id].quotes for cue in quote.cue
    )
    if (
        step.forward.kind == "forecast"
        and step.forward.speaker is None
        and publisher
        and not attributed
        and text[span.end - 1] == "."
    ):
        stop = Span(span.end - 1, span.end)
        draft.edit("credit", stop, f", {publisher} said.", publisher)
    draft.tidy()
    point = draft.point()
    if not 5 <= word_count(point.text) <= _LONGEST:
        raise UnusableError("too long or too short for one sentence")
    return point, draft.introduced
