"""Whether a sentence on what is to come leans on what its article told before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from nutgraf.briefs.foretold import Foretold
from nutgraf.briefs.happened import is_known
from nutgraf.briefs.style import content_words
from nutgraf.records import Span

Rule = tuple[str, Callable[[Foretold], bool]]
# Bodies of which a country or a town has one.
BODY = re.compile(
    r"The (?:[a-z]+ ){0,2}(?:government|ministry|parliament|president|cabinet|council|police|"
    r"administration|opposition|army|military|authorities|central bank|prosecution|"
    r"prosecutors|federal government|state|city|country|nation|economy|public)\b"
)
PERSONAL = re.compile(r"(?:he|she|his|him|her|hers)$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"\b(?:he|she|his|him|her|hers|they|them|their|theirs|it|its)\b", re.IGNORECASE
)
_OPENS_LEANING = re.compile(
    r"(?:(?:This|That|These|Those)(?! (?:week|weekend|month|year|morning|afternoon|evening|"
    r"spring|summer|autumn|fall|winter|season)\b)|Such|It|Its|They|Their|Another|Others|Both|"
    r"Neither|Either|The (?:latter|former(?! \w)|two|pair|three|same|other|rest|result|latest|"
    r"man|woman|couple|victim|idea|move)|In (?:this|that|response)|With (?:that|this)|As|Yes|No|"
    r"Well|Whatever|In other words|"
    r"Even|How|Why|What|When|Who|Where|Which|Because|Or|Nor|Yet|Thus|One|Some)\b"
)
_CONNECTED = re.compile(
    r"\b(?:instead(?! of)|in any case|likewise|similarly|however|therefore|moreover|another|"
    r"either way|at this point|the latter)\b",
    re.IGNORECASE,
)
POINTS_BACK = re.compile(
    r"\b(?:[Tt]his|[Tt]hese|[Tt]hose) (?!week|month|year|morning|afternoon|evening|season|spring|"
    r"summer|autumn|fall|winter|campaign|election|cycle|country|century|world|term|who|whose|with|"
    r"in|of|day)\w+|"
    r"\b(?:says?|said) (?:that|this) (?:will|would|could|may|is|was)\b|"
    r"\b(?:vote|decide|rule|talk|speak|comment|work|report|act)s? (?:on|about|over) (?:it|them)\b|"
    r"\b(?:[Dd]uring|[Ii]n|[Aa]t|[Aa]fter|[Oo]n|[Ww]ith|[Ff]rom|[Bb]y) that \w+|"
    r"\b[Aa]ll (?:of )?(?:this|that)\b|"
    r"\b[Ww]hile (?:none|some|most|many)\b|"
    r"\b[Bb]oth (?:countries|sides|men|women|companies|nations|leaders|parties)\b|"
    r"\b[Aa]nother (?:one|of)\b|"
    r"\bthe (?:move|decision|announcement|former(?! \w)|latter(?! \w))\b|"
    r", (?:it|they) sa(?:id|ys)\b"
)


def _leans(step: Foretold) -> bool:
    """Whether it needs the sentence before it, even with its persons named."""
    sentence, material = step.sentence, step.material
    if sentence.stands_alone:
        return False
    if sentence.predicate is None or _OPENS_LEANING.match(step.opening):
        return True
    start = sentence.span.start
    if _CONNECTED.search(step.article.text, start, sentence.predicate.start):
        return True
    meant_by = {
        ref.span.start: ref.full_name
        for ref in material.analyses[step.article.id].references
        if ref.full_name
    }
    marked = material.marked(step.article)
    meant: set[str] = set()
    for match in _PRONOUN.finditer(step.article.text, start, sentence.span.end):
        at = Span(*match.span())
        if any(m.outer.holds(at) for m in marked):
            continue
        if PERSONAL.match(match.group()):
            person = material.people.find(meant_by.get(at.start) or "")
            if person is None or " " not in person.introduction:
                return True
            if match.group().lower() in {"him", "her", "hers"} and not meant:
                return True
            meant.add(person.key)
        elif at.start < sentence.predicate.start and not any(
            # "With its majority, the Union will …": who is meant comes before the verb.
            at.end < name.span.start < sentence.predicate.start
            for name in step.names
        ):
            return True
    return len(meant) > 1


def _may_mean_another(step: Foretold) -> bool:
    """Whether a pronoun goes by somebody outside the sentence, past a person named in it."""
    span, people = step.sentence.span, step.material.people
    meant = {
        ref.span.start: ref.full_name
        for ref in step.material.analyses[step.article.id].references
        if span.holds(ref.span)
    }
    meant |= {source.start: quote.speaker for quote in step.quotes for source in quote.source}
    named = [(name.span.start, people.find(name.full_name)) for name in step.names]
    for match in _PRONOUN.finditer(step.article.text, span.start, span.end):
        person = people.find(meant.get(match.start()) or "")
        if person is None or not PERSONAL.match(match.group()):
            continue
        before = [one for start, one in named if one is not None and start < match.start()]
        if before and person not in before:
            return True
    return False


def is_of_a_thing_untold(step: Foretold, told: Sequence[frozenset[str]]) -> bool:
    """Whether it is on "the vote" or "the company" and the brief has spoken of none.

    ``told`` are the content words of the brief's sentences before.
    """
    if BODY.match(step.opening) or is_known(step.opening, told):
        return False
    start = step.sentence.span.start
    if step.due is not None and start < step.action.start:
        # "The draw for the semi-finals", where semi-finals were told of
        of_what = content_words(Span(start, step.action.start).of(step.article.text))
        if any(of_what & words for words in told):
            return False
    return not any(
        quote.voice == "organisation"
        and quote.speaker is not None
        and any(start <= source.start <= start + 2 for source in quote.source)
        and any(content_words(quote.speaker) & words for words in told)
        for quote in step.cued
    )


LEANING_RULES: tuple[Rule, ...] = (
    ("words that point back", lambda step: bool(POINTS_BACK.search(step.outside))),
    ("leans on the sentence before", _leans),
    ("a pronoun that may mean another", _may_mean_another),
)
