"""What next: announced and expected steps, dated ones first, none of them stale."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence

from msgspec import structs

from nutgraf.briefs.check import check_point
from nutgraf.briefs.draft import UnusableError
from nutgraf.briefs.expected import Expected, find_expected, fits_after
from nutgraf.briefs.lastly import find_foreseen, foresees, is_of_one_concerned
from nutgraf.briefs.material import Material
from nutgraf.briefs.steps import Step, draft_step
from nutgraf.briefs.style import content_words, overlap
from nutgraf.briefs.weights import is_dated, weigh
from nutgraf.records import Span

__all__ = [
    "MOST_SENTENCES",
    "WORTH_MORE",
    "Step",
    "choose_steps",
    "draft_step",
    "in_order",
    "rank_steps",
    "says_the_same",
    "sentences_of_steps",
]

MOST_SENTENCES = 4
# Below this a step is vague, far from the story, or both: silence is the better answer.
LEAST_SCORE, LEAST_SCORE_OPEN = 0.75, 0.7
# A step of this score is told even when the least number of words is reached.
WORTH_MORE = 1.3
# What is only foreseen has to be about the story's main thing.
_OF_A_SPEAKER, _OF_THE_MAIN_THING, _LEAST_FORESEEN = 0.35, 0.45, 0.5
# How near a step must be to what the publishers share, the story's first sentences being 1;
# what only one publisher says, in its own voice, has to be nearer, and so has a far day.
LEAST_RELEVANCE = 0.25
_OF_AN_EXPERT, _OF_A_NEAR_DAY, _OF_A_FAR_DAY = 0.15, 0.1, 0.4
_OF_A_LONE_PUBLISHER = 0.37
# The words of such a claim that others use too: else it is a matter of that publisher's own.
_SHARED = 0.4
_SOON = dt.timedelta(days=92)
# Two steps that share this much of their words, or of who does what, tell one thing.
_SAME_STEP, _SAME_ACT = 0.45, 0.6
# Of so many stories the steps are kept: briefs are made one after the other.
_STORIES = 2
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|e|s)$")
_TO_BE_DECIDED = re.compile(r"\b[Dd]ecision (?:on|about|whether)\b.* away\b")
_IN_MARKS = re.compile('"([^"]*)"')


def choose_steps(material: Material, taken: Sequence[frozenset[str]]) -> Iterator[Step]:
    """Steps still ahead at ``as_of``: the weightiest, each told once.

    What somebody foresees is one at most, and nothing beside a step.
    """
    chosen: list[Step] = []
    for step in rank_steps(material, taken):
        if chosen and step.is_foreseen:
            return
        if not any(says_the_same(step, other) for other in chosen):
            chosen.append(step)
            yield step


def sentences_of_steps(
    material: Material, taken: Sequence[frozenset[str]]
) -> frozenset[tuple[str, Span]]:
    """The sentences, by article id and place, of which *What next?* may be made."""
    steps = _rank(material, taken)
    return frozenset((step.article.id, step.sentence.span) for step in steps)


def rank_steps(material: Material, taken: Sequence[frozenset[str]]) -> Iterator[Step]:
    """Every telling of a step still ahead, fit to be printed, the weightiest first.

    Where there is none, what somebody foresees. ``taken`` are the content words of the
    sentences that the brief has told.
    """
    has_step = False
    for step in _rank(material, taken):
        has_step = True
        yield step
    if not has_step:
        yield from _foreseen(material, taken)


def _foreseen(material: Material, taken: Sequence[frozenset[str]]) -> Iterator[Step]:
    """What is foreseen of the story's main thing: by who is quoted, then by a publisher."""
    for step in _all_foreseen(material):
        expected = step.expected
        if (
            fits_after(expected, taken)
            and is_of_one_concerned(expected, taken)
            and not _was_told(step, taken)
        ):
            yield step


@functools.lru_cache(maxsize=_STORIES)
def _all_foreseen(material: Material) -> tuple[Step, ...]:
    best = _best_centrality(material)
    by_speakers = [
        step
        for step in (_weigh(material, one, best) for one in find_foreseen(material))
        if step.relevance >= _OF_A_SPEAKER
    ]
    by_publishers = [
        structs.replace(step, expected=structs.replace(step.expected, is_foreseen=True))
        for step in _all_expected(material)
        if step.expected.foretold.forward.kind in {"forecast", "condition"}
        and not step.expected.in_passing
        and step.expected.foretold.due is None
        and step.relevance >= _OF_THE_MAIN_THING
        and step.score >= _LEAST_FORESEEN
    ]
    for steps in (by_speakers, by_publishers):
        steps.sort(key=lambda s: (-s.relevance, s.article.id, s.sentence.span))
    return tuple(
        step
        for step in (*by_speakers, *by_publishers)
        if _can_be_printed(material, step) and _keeps_its_words(material, step)
    )


def _keeps_its_words(material: Material, step: Step) -> bool:
    """Whether the words that would be printed in marks are those that say what will come."""
    if step.expected.statement is None:
        return True
    point, _ = draft_step(material, step, set())
    return foresees(_IN_MARKS.findall(point.text))


def _rank(material: Material, taken: Sequence[frozenset[str]]) -> Iterator[Step]:
    """Every telling of a step, and nothing that is only foreseen."""
    for step in _all_steps(material):
        if fits_after(step.expected, taken) and not _was_told(step, taken):
            yield step


# Each part of a brief asks for the steps anew, and what was told by then only leaves some out.
@functools.lru_cache(maxsize=_STORIES)
def _all_steps(material: Material) -> tuple[Step, ...]:
    return tuple(
        step
        for step in _all_expected(material)
        if step.score >= (LEAST_SCORE_OPEN if step.expected.is_open else LEAST_SCORE)
        and not _is_far(step)
        and _can_be_printed(material, step)
    )


@functools.lru_cache(maxsize=_STORIES)
def _all_expected(material: Material) -> tuple[Step, ...]:
    """All that is to come, the weightiest first."""
    best = _best_centrality(material)
    steps = [_weigh(material, expected, best) for expected in find_expected(material)]
    steps.sort(key=lambda s: (-s.score, s.article.id, s.sentence.span))
    return tuple(steps)


def _was_told(step: Step, taken: Sequence[frozenset[str]]) -> bool:
    """Whether one sentence of the brief has told that this actor will do this.

    A step shares the words of the matter with the event; a day of its own makes it news.
    """
    expected = step.expected
    actor = content_words(expected.foretold.forward.actor or "")
    deed = _stems(expected.deed)
    most = 0.7 if is_dated(expected) or expected.is_open else 0.6
    return any(
        (not actor or bool(actor & words))
        and (
            overlap(step.words, words) > most
            or (
                # "Launch in June" is told where a launch in June is.
                (len(deed) >= 3 or bool(deed & _stems(words) & _DAY_WORDS))
                and len(deed & _stems(words)) >= 0.75 * len(deed)
            )
        )
        for words in taken
    )


def _stems(words: frozenset[str]) -> frozenset[str]:
    """The words without endings, short ones too: "voting" is "vote"."""
    return frozenset(_ENDING.sub("", word) for word in words)


_DAY_WORDS = _stems(
    content_words(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may "
        "june july august september october november december"
    )
)


def says_the_same(step: Step, other: Step) -> bool:
    """Whether it is the other step again; one of each actor is enough where nothing says when."""
    if overlap(step.words, other.words) > _SAME_STEP:
        return True
    if overlap(step.expected.act, other.expected.act) > _SAME_ACT:
        return True
    foretold, before = step.expected.foretold, other.expected.foretold
    if foretold.due or before.due:
        return False
    actor, actor_before = (
        (one.forward.actor or "").casefold().split()[-1:] for one in (foretold, before)
    )
    return bool(actor) and actor == actor_before


def _is_far(step: Step) -> bool:
    """Whether it belongs to another matter than the story.

    What has a near day may be told in other words than the event; what only one publisher
    says in its own voice, or takes for known, has to be nearer.
    """
    expected = step.expected
    due, as_of = expected.foretold.due, expected.foretold.material.as_of
    if due is not None and due - as_of > _SOON and step.relevance < _OF_A_FAR_DAY:
        return True
    if is_dated(expected):
        if expected.opens_with_the and step.relevance < _OF_A_LONE_PUBLISHER:
            return True
        return step.relevance < _OF_A_NEAR_DAY
    if expected.opens_with_the:
        return not expected.is_open or step.relevance < _OF_A_LONE_PUBLISHER
    if _is_bare_claim(expected):
        shared = _shared(expected.foretold.material, step.words)
        return step.relevance < _OF_A_LONE_PUBLISHER or shared < _SHARED
    return step.relevance < (_OF_AN_EXPERT if expected.is_expert else LEAST_RELEVANCE)


def _shared(material: Material, words: frozenset[str]) -> float:
    """The share of the words that another publisher uses too; 1 where there is no other."""
    if len(material.publishers) < 2 or not words:
        return 1.0
    common = sum(material.publishers_with(frozenset({word})) > 1 for word in words)
    return common / len(words)


def _is_bare_claim(expected: Expected) -> bool:
    """Whether one publisher says by itself, and of no day, that somebody will do a thing."""
    forward = expected.foretold.forward
    return (
        expected.foretold.due is None
        and expected.publishers == 1
        and forward.speaker is None
        and forward.certainty == "certain"
        # Who asks, and who is told of without a name, answers for it; what is to be decided is
        # no claim.
        and not (
            expected.is_open
            and (
                forward.kind == "requirement"
                or expected.foretold.cued
                or _TO_BE_DECIDED.search(
                    expected.foretold.sentence.span.of(expected.foretold.article.text)
                )
            )
        )
    )


def in_order(step: Step) -> tuple[bool, dt.date, bool, float]:
    """The sort key of print: dated steps soonest first, then the firm ones, by weight."""
    expected = step.expected
    open_question = expected.foretold.forward.kind in {"condition", "forecast"}
    return (not is_dated(expected), step.due, open_question, -step.score)


def _best_centrality(material: Material) -> float:
    """How central the most central of the articles' first sentences is."""
    return max(
        (
            material.centrality(content_words(sentence.span.of(article.text)))
            for article in material.articles
            for sentence in material.sentences(article)[:3]
        ),
        default=0.0,
    )


def _weigh(material: Material, expected: Expected, best: float) -> Step:
    relevance = material.centrality(expected.words) / best if best else 0.0
    return Step(expected, weigh(expected, relevance), relevance)


def _can_be_printed(material: Material, step: Step) -> bool:
    try:
        point, _ = draft_step(material, step, set())
    except UnusableError:
        return False
    articles = {article.id: article for article in material.articles}
    return not check_point(point, articles, material.as_of)
