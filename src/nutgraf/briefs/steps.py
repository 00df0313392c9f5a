"""The sentence that a step makes in a brief, credited where only its publisher expects it."""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct, structs

from nutgraf.briefs.draft import Draft, UnusableError
from nutgraf.briefs.expected import Expected
from nutgraf.briefs.material import Material
from nutgraf.briefs.statements import draft_statement
from nutgraf.briefs.style import word_count
from nutgraf.briefs.surnames import is_another_name, is_misread, names_are_sure
from nutgraf.briefs.weights import is_dated
from nutgraf.records import Article, Point, Sentence, Span

_FEWEST, _LONGEST = 6, 46
# "Hilltown: Visit Vale on Sunday."
_FEWEST_OF_A_GAME = 5
_GAME = re.compile(r"[A-Z][\w .’'&-]+: [A-Z][a-z]+ ")
_ARRANGED = {"plan", "pledge", "scheduled", "pending", "requirement"}
# "Former aide and Port director Roe" loses its second half where the title goes.
_JOINED = re.compile(
    r"\b(?:aide|ally|officer|official|executive|director|confidante?|lawyer) and $"
)
# "At a town hall taped on Wednesday," without the day.
_PARTICIPLE = re.compile(r"\w{2}ed\s?$")
_SAYS_WHO = re.compile(r"\b(?:reported|reports|said|says|according to)\b")
# "Both aides, both aides,"; "said Roe "It has": one sentence run into another; "It wouldn't."
_UNFIT = re.compile(
    r"\b(\w+ \w+ \w+),? \1\b|\b(the|a|an|of|to|in|and) \2\b|"
    r"\"[^\"]*\" [^\"]*\w \"[A-Z]\w* [a-z]|\w(?:n[’']t| not)\. "
)


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
    def is_foreseen(self) -> bool:
        """Whether it is no step but what somebody says will come."""
        return self.expected.is_foreseen

    @property
    def words(self) -> frozenset[str]:
        """Its content words."""
        return self.expected.words

    @property
    def due(self) -> dt.date:
        """The day by which it comes; the last of all days where none is named."""
        return self.expected.foretold.due or dt.date.max


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
    draft.print_days(ahead=True)
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
    fewest = _FEWEST_OF_A_GAME if _GAME.match(point.text) else _FEWEST
    if not fewest <= word_count(point.text) <= _LONGEST:
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
