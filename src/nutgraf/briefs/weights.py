"""How much a step is wanted under *What next?*: its kind, its day, who acts, and how near it is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from nutgraf.briefs.expected import Expected
from nutgraf.briefs.style import word_count
from nutgraf.records import Span

# "In 2026" says little of when.
_SHORT_STRETCH = dt.timedelta(days=45)
_KINDS = {
    "scheduled": 1.0,
    "deadline": 0.95,
    "plan": 0.75,
    "requirement": 0.4,
    "pledge": 0.6,
    "pending": 0.65,
    "condition": 0.45,
    "forecast": 0.35,
}
_OPINION = {"condition", "forecast"}
# Who decides how a story goes on.
_DECIDES = re.compile(
    r"\b(?:[Cc]ourt|[Jj]udges?|[Jj]ury|[Pp]rosecutors?|[Pp]olice|FBI|[Ii]nvestigators?|"
    r"[Aa]uthorities|[Oo]fficials|[Rr]egulators?|[Cc]ommission(?:er)?|[Pp]arliament|Congress|"
    r"Senate|"
    r"House|Council|[Gg]overnments?|[Mm]inist(?:er|ry)|Department|Agency|Bureau|Attorney|[Bb]oard|"
    r"[Cc]ommittee)\b"
)
# "Wholesale changes", "next steps": the noun keeps back what will be done.
_VAGUE = re.compile(
    r"\b(?:(?:\w+ )?(?:changes|steps|measures|things|actions?|efforts?|issues)"
    r"(?: (?:to|at|in|for)\b|[.,;]|$)|respond|do (?:more|everything))"
)
_OUGHT = re.compile(r"\b(?:must|should|needs? to|ought to|ha(?:s|ve) to) (?:\w+ ?){0,2}$")
_SCENE = re.compile(r"(?:As|While|With) ")
# So many words of an act say what will be done.
_DEED = 9
_LONG = 40


def is_dated(expected: Expected) -> bool:
    """Whether it names a day, or a stretch of a few weeks: "in 2026" says little of when."""
    when = expected.foretold.forward.when
    if expected.foretold.due is None or when is None or not expected.foretold.names_its_day:
        return False
    return when.earliest is None or expected.foretold.due - when.earliest <= _SHORT_STRETCH


def _who_acts(expected: Expected) -> str:
    """The words that say who acts, up to the act."""
    step = expected.foretold
    before = Span(step.sentence.span.start, max(step.sentence.span.start, step.action.start))
    return f"{step.forward.actor or ''} {before.of(step.article.text)}"


def _deed(expected: Expected) -> str:
    step = expected.foretold
    return " ".join(step.action.of(step.article.text).split()[:_DEED])


def _is_an_opinion(expected: Expected) -> bool:
    return bool(_OUGHT.search(_who_acts(expected) + _deed(expected)[:8]))


# What adds to a step, or takes from it, wherever it holds.
_RULES: tuple[tuple[float, Callable[[Expected], bool]], ...] = (
    (0.5, is_dated),
    (0.2, lambda e: e.foretold.due is not None and not is_dated(e)),
    (0.1, lambda e: e.foretold.forward.actor is not None),
    (0.2, lambda e: bool(_DECIDES.search(_who_acts(e)))),
    # A named body is asked to decide; that something "must be done" is an opinion.
    (0.3, lambda e: e.is_open and e.foretold.forward.kind == "requirement"),
    (-0.7, lambda e: e.foretold.forward.kind == "requirement" and _is_an_opinion(e)),
    (-0.9, lambda e: bool(_VAGUE.search(_deed(e)))),
    (-0.7, lambda e: e.in_passing),
    (-0.1, lambda e: bool(_SCENE.match(e.foretold.opening))),
    (-0.15, lambda e: e.foretold.forward.certainty == "possible"),
    (0.4, lambda e: e.is_expert and e.foretold.forward.kind in _OPINION),
    (-0.2, lambda e: not is_dated(e) and e.foretold.forward.speaker is None and e.publishers == 1),
)


def weigh(expected: Expected, relevance: float) -> float:
    """How much a step is wanted; ``relevance`` is its nearness to the story, 1 for its lede."""
    step = expected.foretold
    score = _KINDS[step.forward.kind] + min(relevance, 1.2)
    score += sum(weight for weight, holds in _RULES if holds(expected))
    score += 0.15 * min(expected.publishers - 1, 3)
    if not is_dated(expected):
        # What is asked is overtaken sooner than what is planned.
        score -= (0.06 if step.forward.kind == "requirement" else 0.03) * min(step.lag, 7)
    if step.due is not None:
        score -= min(0.3, 0.01 * (step.due - step.material.as_of).days / 7)
    printed = step.sentence.span.of(step.article.text)
    return score - 0.015 * max(0, word_count(printed) - _LONG)
