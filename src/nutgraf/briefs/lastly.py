"""What somebody in the story foresees: told where the articles set nothing and leave nothing open.

A reader who asks what comes next is told then what one of those concerned says will come, in
their own words. Such words are no step, and so none is taken where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nutgraf.briefs.expected import Expected, what_is_done
from nutgraf.briefs.foretold import Foretold, foretell
from nutgraf.briefs.material import Material
from nutgraf.briefs.spoken import quoted_words_hold, statement_of
from nutgraf.briefs.style import content_words
from nutgraf.briefs.untold import why_untold
from nutgraf.records import Span

_KINDS = frozenset({"forecast", "condition", "pledge", "plan", "pending"})
_WILL = re.compile(r"\b(?:will|won[’']t|going to|unlikely|likely)\b|[’']ll\b")
# Praise of oneself, blame of others and talk of the past say nothing of what comes.
_ARGUES = re.compile(
    r"\b(?:would have|used to|always|worst|best|terrible|horrible|disgrace|liar|lies|lying|wrong|"
    r"failed|fail(?:s|ure)|stupid|unbelievable|incredible|tremendous|great(?:est)?|"
    r"may (?:differ|vary)|only (?:he|she|I|we)|forget|joke|laugh)\b",
    re.IGNORECASE,
)
# "It would": of what, the sentence before says.
_OPENS = re.compile(r"[\"“'‘]?(?:It|That|This|They|He|She|These|Those|And|But|So|Or|Which|There)\b")


def find_foreseen(material: Material) -> Iterator[Expected]:
    """What those whom the articles name say, in marks, is to come."""
    older = {version.older for version in material.story.versions}
    for article in material.articles:
        if article.id in older:
            continue
        for forward in material.analyses[article.id].forward:
            if forward.kind not in _KINDS:
                continue
            step = foretell(material, article, forward)
            if step is None or not step.is_quoted or why_untold(step):
                continue
            statement = statement_of(step)
            if (
                statement is not None
                and _says_what_comes(step)
                and quoted_words_hold(step, is_foreseen=True)
            ):
                act, deed = what_is_done(step)
                yield Expected(step, statement.words, act, deed, statement, is_foreseen=True)


def foresees(quoted: Sequence[str]) -> bool:
    """Whether words in marks, all that one sentence has, say what will come by themselves."""
    return (
        bool(quoted)
        and _OPENS.match(quoted[0]) is None
        and any(_WILL.search(each) for each in quoted)
    )


def _says_what_comes(step: Foretold) -> bool:
    words = Span(step.sentence.span.start, step.sentence.span.end).of(step.article.text)
    quoted = step.forward.span.of(step.article.text)
    return (
        _WILL.search(quoted) is not None and not _ARGUES.search(words) and not _OPENS.match(words)
    )


def is_of_one_concerned(expected: Expected, told: Sequence[frozenset[str]]) -> bool:
    """Whether the brief has named who speaks, or more than one publisher does.

    ``told`` are the content words of the brief's sentences before.
    """
    people = expected.foretold.material.people
    person = people.find(expected.statement.speaker) if expected.statement else None
    if person is None:
        return True
    surname = content_words(person.full_name.split()[-1])
    return people.publishers.get(person.key, 0) > 1 or any(surname & words for words in told)
