"""What a brief may tell of what is to come: still ahead, with a sure speaker if quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from nutgraf.briefs.candidates import Statement
from nutgraf.briefs.foretold import Foretold, foretell, last_day
from nutgraf.briefs.leaning import BODY, is_of_a_thing_untold
from nutgraf.briefs.material import Material
from nutgraf.briefs.pending import (
    asks_the_untold,
    find_next_up,
    find_pending,
    find_set,
    why_not_pending,
)
from nutgraf.briefs.spoken import KNOWS, quoted_words_hold, statement_of, words_on_source
from nutgraf.briefs.style import content_words, overlap
from nutgraf.briefs.untold import why_no_step, why_untold
from nutgraf.records import Article, ForwardStatement, Span, Step
from nutgraf.stories.rank import moment

# Whose own matter it is to look ahead: a politician's forecast is an argument.
_FORESEES = re.compile(
    r"\b(?:analysts?|experts?|professor|economists?|scientists?|researchers?|historian|doctors?|"
    r"officials?|police|prosecutors?|attorney|lawyers?|judge|forecasters?|meteorologists?|"
    r"commissioner|director|minister|mayor|governor|sheriff|agency|department|ministry|"
    r"commission|bank|company)\b",
    re.IGNORECASE,
)
_WILL = re.compile(r"\b(?:will|is going to|are going to)\b|[’']ll\b")
# A clause inside a noun that only describes it.
_DESCRIBES = re.compile(
    r"\b(?:in|under|by) which\b|\b(?:who|which|that) (?:\w+ sa(?:id|ys) )?would\b|"
    r"\bwhich \w+ sa(?:id|ys)\b|"
    r"\w (?:which|that|whom?) (?:will|is|are)\b|\bwhich \w+[’']ll\b|"
    r"\b(?:as|because|since) (?:he|she|they|it) (?:will|would)\b|"
    r", (?:aim|hop|seek|try|look|mak|question|argu|suggest|insinuat)ing\b"
)
_CLAUSE_FIRST = re.compile(r"(?:Since|Because|After|Although|Though|Even|While) ")
# So many words of an act say which it is; what follows says why and who says so.
_DEED = 9
_THE = re.compile(r"The [a-z]")
# "The draw for the semi-finals" says of what, and whoever knows that knows the draw.
_OF_WHAT = re.compile(r"\b(?:for|of|on|over|between|against|into)\s")


class Expected(Struct, frozen=True):
    """A forward-looking statement that a brief may tell.

    ``statement`` is given where the act stands inside somebody's quotation, which is told with
    its speaker. ``act`` are the content words of who does what, ``deed`` those of what alone;
    ``publishers`` counts those that tell it; ``conflicting`` says that another names another
    day for it; ``in_passing`` that its sentence is about something else; ``is_expert`` that who
    says so can know; ``opens_with_the`` that it opens with a thing taken for known and names
    nothing there; ``is_open`` that it names nothing to come but what is waited for;
    ``is_foreseen`` that it is no step but what a speaker says will come.
    """

    foretold: Foretold
    words: frozenset[str]
    act: frozenset[str]
    deed: frozenset[str]
    statement: Statement | None = None
    publishers: int = 1
    conflicting: bool = False
    in_passing: bool = False
    is_expert: bool = False
    opens_with_the: bool = False
    is_open: bool = False
    is_foreseen: bool = False


def fits_after(expected: Expected, told: Sequence[frozenset[str]]) -> bool:
    """Whether what it takes for known, "the vote" or "the agency", was told before it.

    ``told`` are the content words of the brief's sentences before.
    """
    step = expected.foretold
    return expected.statement is not None or not (
        is_of_a_thing_untold(step, told) or (expected.is_open and asks_the_untold(step, told))
    )


def find_expected(material: Material) -> Iterator[Expected]:
    """What is still ahead on the day of the brief, and can be told by itself or after a lead."""
    steps = {
        (telling.citation.article, telling.forward): step
        for step in material.story.steps
        for telling in step.told
    }
    gone = tuple(_gone(material))
    older = {version.older for version in material.story.versions}
    for article in material.articles:
        if article.id in older:
            continue
        for index, forward in enumerate(material.analyses[article.id].forward):
            foretold = foretell(material, article, forward)
            if foretold is None or why_untold(foretold):
                continue
            expected = _expect(foretold)
            if expected is None or _is_over(expected, gone):
                continue
            step = steps.get((article.id, index))
            if step is None:
                yield expected
            elif not step.conflicting or _is_newest(step, article, index):
                publishers = {t.publisher or t.citation.article for t in step.told}
                yield structs.replace(
                    expected, publishers=len(publishers), conflicting=step.conflicting
                )
        for forward in find_set(material, article):
            expected = _told_of(material, article, forward, gone)
            if expected is not None and why_no_step(expected.foretold) is None:
                yield expected
        for forward in find_next_up(material, article):
            expected = _told_of(material, article, forward, gone)
            if expected is not None:
                yield expected
        for forward in find_pending(material, article):
            expected = _told_of(material, article, forward, gone)
            if expected is not None:
                yield structs.replace(expected, in_passing=False, is_open=True)


def _told_of(
    material: Material,
    article: Article,
    forward: ForwardStatement,
    gone: Sequence[_Gone],
) -> Expected | None:
    """What the wording of a sentence leaves open, or sets a day for, where it can be told."""
    foretold = foretell(material, article, forward)
    if foretold is None or why_not_pending(foretold):
        return None
    expected = _expect(foretold)
    if expected is None or _is_over(expected, gone):
        return None
    return structs.replace(expected, publishers=max(1, material.publishers_with(expected.deed)))


def _expect(step: Foretold) -> Expected | None:
    act, deed = what_is_done(step)
    if step.is_quoted:
        statement = statement_of(step)
        if statement is None or not quoted_words_hold(step):
            return None
        condition = step.forward.condition is not None
        source = words_on_source(statement)
        if _IF.match(step.article.text, step.forward.span.start):
            # what a ministry's spokesman says will be done if so is the ministry's own word
            source, condition = f"{source} {_introduction(step, statement.speaker)}", True
        expert = bool((KNOWS if condition else _FORESEES).search(source))
        is_firm = bool(_WILL.search(step.forward.span.of(step.article.text)))
        foresees = expert or (is_firm and KNOWS.search(source))
        if step.forward.kind == "forecast" and not foresees:
            return None
        return Expected(step, statement.words, act, deed, statement, is_expert=expert)
    printed = step.sentence.span.of(step.article.text)
    return Expected(
        step,
        content_words(printed),
        act,
        deed,
        in_passing=_is_in_passing(step),
        is_expert=_is_expert(step),
        opens_with_the=_opens_with_the(step),
    )


def what_is_done(step: Foretold) -> tuple[frozenset[str], frozenset[str]]:
    """The content words of who does what, and those of what alone."""
    deed = content_words(" ".join(step.action.of(step.article.text).split()[:_DEED]))
    return _act(step.article, step.forward), deed - content_words(step.forward.actor or "")


def _is_in_passing(step: Foretold) -> bool:
    """Whether the act stands in the subject, or in an aside, of a sentence on another matter."""
    predicate, start = step.sentence.predicate, step.action.start
    if _CLAUSE_FIRST.match(step.opening) and "," not in Span(step.sentence.span.start, start).of(
        step.article.text
    ):
        return True
    if predicate is not None and (
        start < predicate.start
        or _DESCRIBES.search(step.article.text, predicate.start, step.action.start)
    ):
        return True
    return any(
        cut.kind in {"relative clause", "parenthesis", "apposition"}
        and cut.span.start <= start < cut.span.end
        for cut in step.sentence.cuts
    )


_IF = re.compile("[\"“'‘]?If ")


def _introduction(step: Foretold, speaker: str) -> str:
    person = step.material.people.find(speaker)
    return person.introduction if person else ""


def _is_expert(step: Foretold) -> bool:
    """Whether who says so is called, here or where they are introduced, what knows of it."""
    speaker = step.forward.speaker
    if speaker is None:
        return False
    person = step.material.people.find(speaker)
    introduction = person.introduction if person else ""
    return bool(KNOWS.search(f"{introduction} {step.sentence.span.of(step.article.text)}"))


def _opens_with_the(step: Foretold) -> bool:
    """Whether the subject is "the mission", with no name or day to say which."""
    predicate = step.sentence.predicate
    if predicate is None or not _THE.match(step.opening) or BODY.match(step.opening):
        return False
    if step.due is not None and _OF_WHAT.search(
        step.article.text, step.sentence.span.start, predicate.start
    ):
        return False
    return not any(name.span.start < predicate.start for name in step.names)


def _is_newest(step: Step, article: Article, index: int) -> bool:
    """Whether this telling is the last with a day, the one to believe of several."""
    last = [telling for telling in step.told if telling.when is not None][-1]
    return (last.citation.article, last.forward) == (article.id, index)


# ------------------------------------------------------------------ what is over


class _Gone(Struct, frozen=True):
    """An act that is over: told as done, or foretold for a day that has passed."""

    words: frozenset[str]
    told_by: Article
    done: bool


def _act(article: Article, forward: ForwardStatement) -> frozenset[str]:
    action = forward.action.of(article.text) if forward.action else ""
    return content_words(f"{forward.actor or ''} {action}")


def _gone(material: Material) -> Iterator[_Gone]:
    for article in material.articles:
        for forward in material.analyses[article.id].forward:
            last = last_day(forward)
            if last is not None and last < material.as_of:
                yield _Gone(_act(article, forward), article, done=False)
        for event in material.analyses[article.id].events:
            if event.tense == "past" and event.factual == "happened" and not event.background:
                yield _Gone(content_words(event.span.of(article.text)), article, done=True)


def _is_over(expected: Expected, gone: Sequence[_Gone]) -> bool:
    """Whether a later article tells the act as done, or another foretold it for a day now past."""
    act, step = expected.act, expected.foretold
    if len(act) < 3:
        return False
    for over in gone:
        if not over.done:
            if step.due is None and len(over.words) >= 3 and overlap(act, over.words) > 0.6:
                return True
        elif len(over.words & act) >= 0.8 * len(act) and _is_later(over.told_by, step.article):
            return True
    return False


def _is_later(one: Article, other: Article) -> bool:
    if one.published is None or other.published is None:
        return False
    return moment(one.published) > moment(other.published)
