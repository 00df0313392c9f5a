"""What next: announced and expected steps, dated ones first, none of them stale."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from nutgraf.briefs.check import check_point
from nutgraf.briefs.draft import Draft, UnusableError
from nutgraf.briefs.expected import Expected, find_expected
from nutgraf.briefs.material import Material
from nutgraf.briefs.statements import draft_statement
from nutgraf.briefs.style import content_words, overlap, word_count
from nutgraf.briefs.surnames import is_another_name, is_misread, names_are_sure
from nutgraf.briefs.weights import is_dated, weigh
from nutgraf.records import Article, Point, Sentence, Span

MOST_SENTENCES = 4
_LONGEST = 46
# Below this a step is vague, far from the story, or both: silence is the better answer.
LEAST_SCORE, LEAST_SCORE_OPEN = 0.75, 0.7
# A step of this score is told even when the least number of words is reached.
WORTH_MORE = 1.3
# How near a step must be to what the publishers share, the story's first sentences being 1;
# what only one publisher says, in its own voice, has to be nearer, and so has a far day.
LEAST_RELEVANCE = 0.25
_OF_AN_EXPERT, _OF_A_NEAR_DAY, _OF_A_FAR_DAY = 0.15, 0.1, 0.4
_OF_A_LONE_PUBLISHER = 0.37
# The words of such a claim that others use too: else it is a matter of that publisher's own.
_SHARED = 0.4
_SOON = dt.timedelta(days=92)
_ARRANGED = {"plan", "pledge", "scheduled", "pending", "requirement"}
# Two steps that share this much of their words, or of who does what, tell one thing.
_SAME_STEP, _SAME_ACT = 0.45, 0.6
# "Former aide and Port director Roe" loses its second half where the title goes.
_JOINED = re.compile(
    r"\b(?:aide|ally|officer|official|executive|director|confidante?|lawyer) and $"
)
# "At a town hall taped on Wednesday," without the day.
_PARTICIPLE = re.compile(r"\w{2}ed\s?$")
_ENDING = re.compile(r"(?<=\w{3})(?:ing|ed|es|e|s)$")
_SAYS_WHO = re.compile(r"\b(?:reported|reports|said|says|according to)\b")


class Step(Struct, frozen=True):
    """A candidate sentence that says what is to come, and how much it is wanted."""

    expected: Expected
    score: float
    relevance: float

    @property
    def article(self) -> Article:
        """The article that prints it."""
        return self.expected.foretold.article

    @property
    def sentence(self) -> Sentence:
        """The sentence that it stands in."""
        return self.expected.foretold.sentence

    @property
    def words(self) -> frozenset[str]:
        """Its content words."""
        return self.expected.words

    @property
    def due(self) -> dt.date:
        """The day by which it comes; the last of all days where none is named."""
        return self.expected.foretold.due or dt.date.max


def choose_steps(material: Material, taken: Sequence[frozenset[str]]) -> Iterator[Step]:
    """Steps still ahead at ``as_of``: the weightiest, each told once."""
    chosen: list[Step] = []
    for step in rank_steps(material, taken):
        if not any(says_the_same(step, other) for other in chosen):
            chosen.append(step)
            yield step


def sentences_of_steps(
    material: Material, taken: Sequence[frozenset[str]]
) -> frozenset[tuple[str, Span]]:
    """The sentences, by article id and place, of which *What next?* may be made."""
    steps = rank_steps(material, taken)
    return frozenset((step.article.id, step.sentence.span) for step in steps)


def rank_steps(material: Material, taken: Sequence[frozenset[str]]) -> Iterator[Step]:
    """Every telling of a step still ahead, fit to be printed, the weightiest first.

    ``taken`` are the content words of the sentences that the brief has told.
    """
    best = _best_centrality(material)
    steps = [_weigh(material, expected, best) for expected in find_expected(material, taken)]
    steps.sort(key=lambda s: (-s.score, s.article.id, s.sentence.span))
    for step in steps:
        if step.score < (LEAST_SCORE_OPEN if step.expected.is_open else LEAST_SCORE):
            continue
        if not _is_far(step) and not _was_told(step, taken) and _can_be_printed(material, step):
            yield step


def names_a_step(material: Material, taken: Sequence[frozenset[str]]) -> bool:
    """Whether the articles name anything to come that could be told, be it told before or far."""
    return any(True for _ in find_expected(material, taken))


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


# "Both aides, both aides,"; "said Roe "It has": one sentence run into another; "It wouldn't."
_UNFIT = re.compile(
    r"\b(\w+ \w+ \w+),? \1\b|\b(the|a|an|of|to|in|and) \2\b|"
    r"\"[^\"]*\" [^\"]*\w \"[A-Z]\w* [a-z]|\w(?:n[’']t| not)\. "
)
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
        # Who asks, and who is told of without a name, answers for it.
        and not (expected.is_open and (forward.kind == "requirement" or expected.foretold.cued))
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


def draft_step(material: Material, step: Step, known: set[str]) -> tuple[Point, list[str]]:
    """The point a step makes and the people it introduces; raises ``UnusableError``.

    What only the publisher itself expects is credited to it, and so is a day that other
    articles give otherwise.
    """
    expected = step.expected
    action = expected.foretold.forward.action
    if expected.statement is not None:
        point, introduced = draft_statement(material, expected.statement, known)
        if _UNFIT.search(point.text):
            raise UnusableError("words that run into others, or answer a question untold")
        if action is None or not point.citations[0].span.holds(action):
            raise UnusableError("the words to be quoted do not hold the act")
        return point, introduced
    text = step.article.text
    sentence = _without_cuts_of(step.sentence, action)
    if not names_are_sure(material, step.article, sentence.span):
        raise UnusableError("a surname that may be another's")
    draft = Draft(material, step.article, sentence.span, known=known)
    draft.cut_openings([sentence])
    draft.set_marks()
    if not is_misread(material, step.article, sentence.span):
        draft.name_people(
            (span, quote.speaker)
            for quote in expected.foretold.quotes
            for span in quote.source
            if quote.speaker and sentence.span.holds(span)
        )
    draft.print_days()
    draft.shorten([sentence], 28)
    verb = _credit_verb(expected)
    if verb:
        end = sentence.span.end
        if text[end - 1] != ".":
            raise UnusableError("no full stop for the credit to stand before")
        publisher = step.article.publisher
        draft.edit("credit", Span(end - 1, end), f", {publisher} {verb}.", publisher or "")
    draft.tidy()
    point = draft.point()
    if point.text.count("—") % 2 and not sentence.span.of(text).count("—") % 2:
        raise UnusableError("a dash left over from a parenthesis")
    if any(e.why == "apposition" and text[e.end] == "," == text[e.start] for e in point.edits):
        raise UnusableError("a comma left over from an apposition")
    if any(
        e.kind == "cut" and text[e.end] == "," and _PARTICIPLE.search(text[: e.start])
        for e in point.edits
    ):
        raise UnusableError("a participle left without its day")
    if any(
        e.kind == "name" and is_another_name(text[e.start : e.end], e.text) for e in point.edits
    ):
        raise UnusableError("a name read as another's")
    if any(e.kind == "name" and _JOINED.search(text[: e.start]) for e in point.edits):
        raise UnusableError("a name joined to what was said of it")
    if expected.foretold.forward.kind in {"scheduled", "deadline"} and any(
        e.why == "undated day" and expected.foretold.action.holds(Span(e.start, e.end))
        for e in point.edits
    ):
        raise UnusableError("a dated step without its day")
    if _UNFIT.search(point.text):
        raise UnusableError("words that run into others, or answer a question untold")
    if not 6 <= word_count(point.text) <= _LONGEST:
        raise UnusableError("too long or too short for one sentence")
    return point, draft.introduced


def _without_cuts_of(sentence: Sentence, action: Span | None) -> Sentence:
    """The sentence with no cut that would take the act away, or a part of it."""
    if action is None:
        return sentence
    kept = tuple(
        cut for cut in sentence.cuts if not cut.span.meets(action) or action.holds(cut.span)
    )
    return structs.replace(sentence, cuts=kept)


def _credit_verb(expected: Expected) -> str:
    """ "said" for a publisher's own forecast, "reported" for a disputed day, else nothing."""
    step = expected.foretold
    if step.cued or step.article.publisher is None or _SAYS_WHO.search(step.outside):
        return ""
    forward = expected.foretold.forward
    if expected.conflicting:
        return "reported"
    if forward.speaker is not None:
        return ""
    opinion = {"forecast", "condition"}
    if forward.kind in opinion and not (forward.kind == "condition" and is_dated(expected)):
        return "said"
    if expected.is_open and forward.certainty == "possible":
        return "said"
    if expected.foretold.due is not None:
        return ""
    lone = expected.publishers == 1 and len(expected.foretold.material.publishers) > 1
    return "reported" if lone and forward.kind in _ARRANGED else ""
