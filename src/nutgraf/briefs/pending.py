"""What articles leave open: inquiries under way, decisions asked for, questions without answer.

Such a sentence names nothing to come, so that no forward-looking statement is found in it; yet
it says what is to be waited for where no day is set. It is known by its wording; the rules here
keep out what is an aside, what is of another time, and what the story answers elsewhere.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Sequence

from nutgraf.briefs.foretold import Foretold
from nutgraf.briefs.leaning import LEANING_RULES, Rule
from nutgraf.briefs.material import Material, words_in
from nutgraf.briefs.style import content_words
from nutgraf.briefs.untold import ANYWHERE, speaks_for_itself
from nutgraf.briefs.wordings import MAY_BE_OPEN, WORDINGS, Wording
from nutgraf.records import (
    Article,
    ForwardStatement,
    Interval,
    Sentence,
    Span,
    Timex,
)

# Time out of mind: what was asked or opened then is answered by now.
_LONG_OPEN = dt.timedelta(days=21)
_OF_ANOTHER_TIME = re.compile(
    r"\b(?:years? ago|months? ago|last (?:year|month|summer|spring|fall|winter)|at the time|"
    r"years? (?:earlier|before|later)|[Ee]arlier|[Pp]reviously|[Ll]ong|repeatedly|often|sometimes|"
    r"had (?:\w+ly )?(?:asked|urged|called|demanded|opened|launched|begun))\b"
)
_OF_THE_PAGE = re.compile(
    r"^(?:An earlier version|Correction|Clarification|As of this writing|Meanwhile|However)|"
    r"\brequests? for comment|\bcomment(?:ed)? (?:on|for)|\b(?:this|our) (?:story|article|report)\b"
)
# The verb that stands so as long as nobody says otherwise.
_HOLDS_NOW = re.compile(r"(?:[’']s|is|are|remains?|continues?|faces?|that|the|[A-Z]\w+)\b")
_EASY = re.compile(r"\w[’'](?:ll|re|ve|d)\b")
_ASIDE = re.compile(r", (?:who|which|whose|where|whom) [^,]*,")
_AUXILIARIES = 4
_SOME_BODY = re.compile(
    r"(?:that )?the (?P<noun>agency|company|firm|board|panel|commission|committee|department|"
    r"bank|group|party|council|body|court|regulator|union|team|school|university) "
)
_TOLD = re.compile(r"\bt(?:old|ells?) $")
# "It is unclear whether": the word stands for what comes after it.
_EXPLETIVE = re.compile(r"It(?: is| was| remains?| remained|[’']s)\b|There\b")
_SUBORDINATE = re.compile(
    r"^(?:As|When|While|After|Before|Because|Since|Although|Though|If|Once)\b|"
    r"\b(?:who|which|whose|whom|where|when|because|though|although)\b"
)
# "Whether he knew, or was told by one who did, was unclear": all of it is what is open.
_IN_FRONT = re.compile(r"(?:Whether|Who|What|Why|How|When|Where|If) ")
_POINTING = re.compile(r"\b(?:he|she|him|his|her|they|them|their|it|its|this|that|these|those)\b")
_GONE_BY = re.compile(
    r"\b(?:ahead of|before|after|since|until|held|had|cancell?ed|was|were|missed|attended|"
    r"called off) [^,]*$"
)
# A search is over with the capture, an uncharged man with the charge, a trial with its end.
_OVERTAKEN = (
    (
        re.compile(r"custody|\bheld\b|\bbail\b|\bbond\b|trial|charges|awaiting"),
        re.compile(
            r"\b(?:was|were|been) (?:\w+ly )?(?:convicted|acquitted|sentenced|found guilty)\b"
        ),
    ),
    (
        re.compile(r"search(?:ing|es)? for (?!(?:more|other|further|any|additional)\b)|manhunt"),
        re.compile(r"\b(?:captured|arrested|in custody|was caught|been found|shot dead)\b"),
    ),
    (
        re.compile(r"\bnot (?:yet )?been (?:\w+ly )?charged"),
        re.compile(r"\b(?:was|were|been|is) (?:\w+ly )?charged with\b"),
    ),
    (
        re.compile(r"not (?:yet )?(?:been )?identified|identity"),
        re.compile(r"\b(?:was|were|been) (?:\w+ )?(?:identified|named) (?:by|as)\b"),
    ),
)


# What a day is set for; how the day may follow. The words "before" and "after" set no day.
_SET = re.compile(
    r"\b(?P<act>(?:talks|meetings?|hearings?|trial|vote|debate|elections?|referendum|summit|"
    r"deadline|arraignment|sentencing|launch|conference|inauguration|run-?off|primary|verdict|"
    r"ruling|court|strike|protest|rally|funeral|vigil|ceremony|opening|premiere|release))"
    r"(?:,? (?!(?:before|after|since|until|from|held|ended)\b)[\w’'-]+){0,5},? "
    r"(?:(?:on|for|by|of|is|at|in) )?$"
)


def find_set(material: Material, article: Article) -> Iterator[ForwardStatement]:
    """What the article names a day for that is still to come: "an offer of talks on 9 January"."""
    text = article.text
    ahead = [t for t in material.analyses[article.id].timexes if _is_ahead(t, material.as_of)]
    if not ahead:
        return
    for sentence in material.sentences(article):
        for timex in ahead:
            if not sentence.span.holds(timex.span):
                continue
            found = _SET.search(text, sentence.span.start, timex.span.start)
            if found is None or _GONE_BY.search(text, sentence.span.start, found.start("act")):
                continue
            act = Span(found.start("act"), _end(text, sentence.span))
            yield ForwardStatement(
                span=sentence.span,
                kind="scheduled",
                certainty="certain",
                actor=_actor(material, article, sentence, act),
                action=act,
                when=Interval(timex.earliest, timex.latest),
                speaker=_speaker(material, article, act),
            )
            break


# "UP NEXT", and under it "Hilltown: Host Vale on Sunday.", one line for each side.
_NEXT_UP = re.compile(
    r"\n(?:UP NEXT|Up next|NEXT UP):?\s*\n"
    r"(?P<lines>(?:\s*[A-Z][\w .’'&-]{1,30}: [^\n:]{8,90}\.[ \t]*\n?)+)"
)
_SIDE = re.compile(
    r"(?P<side>[A-Z][\w .’'&-]{1,30}): (?P<act>[A-Z][^\n:]{7,89})\.[ \t]*$", re.MULTILINE
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ON_A_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_DAYS)})\b")


def find_next_up(material: Material, article: Article) -> Iterator[ForwardStatement]:
    """What the end of a match report names as each side's next game, with its weekday.

    Only where that is the first of the name after the report, and has not come.
    """
    block = _NEXT_UP.search(article.text) if article.published else None
    if block is None or article.published is None:
        return
    first = article.published.date()
    for line in _SIDE.finditer(article.text, block.start("lines"), block.end("lines")):
        named = _ON_A_WEEKDAY.search(line["act"])
        if named is None:
            continue
        ahead = (_DAYS.index(named.group()) - first.weekday() - 1) % 7 + 1
        due = first + dt.timedelta(days=ahead)
        if due >= material.as_of:
            yield ForwardStatement(
                span=Span(line.start("side"), line.end("act")),
                kind="scheduled",
                certainty="certain",
                actor=line["side"],
                action=Span(line.start("act"), line.end("act")),
                when=Interval(due, due),
            )


def _is_ahead(timex: Timex, as_of: dt.date) -> bool:
    """Whether it is one day, and one that has not come before the brief."""
    return timex.earliest is not None and timex.earliest == timex.latest and timex.earliest > as_of


def find_pending(material: Material, article: Article) -> Iterator[ForwardStatement]:
    """What the article leaves open, one statement a sentence; nothing that its story answers.

    The actor is the sentence's first name where one opens it, the speaker who says so there.
    """
    text = article.text
    updated = text.rfind("UPDATE")
    for sentence in material.sentences(article):
        if sentence.span.start < updated:
            # what was open then, the page itself goes on to tell
            continue
        found = _open_in(sentence.span.of(text))
        if found is None:
            continue
        start, wording = found
        act = Span(sentence.span.start + start, _end(text, sentence.span))
        if _is_answered(material, act.of(text)):
            continue
        yield ForwardStatement(
            span=sentence.span,
            kind=wording.kind,
            certainty=wording.certainty,
            actor=_actor(material, article, sentence, act),
            action=act,
            speaker=_speaker(material, article, act),
        )


@functools.lru_cache(maxsize=16384)
def _open_in(sentence: str) -> tuple[int, Wording] | None:
    """Where the first wording of the table starts, and which it is; ``None`` where none does."""
    if not MAY_BE_OPEN.search(sentence):
        return None
    for wording in WORDINGS:
        found = wording.pattern.search(sentence)
        if found is not None:
            return found.start("act"), wording
    return None


def why_not_pending(step: Foretold) -> str | None:
    """The first reason why a brief cannot tell what is left open; ``None`` where there is none."""
    if step.is_quoted and not _HOLDS_NOW.match(step.article.text, step.action.start):
        return "asked by who speaks"
    rules = ANYWHERE if step.is_quoted else (*ANYWHERE, *_RULES, *_leaning_rules(step))
    return next((reason for reason, holds in rules if holds(step)), None)


def _leaning_rules(step: Foretold) -> tuple[Rule, ...]:
    return (_EXPLETIVE_RULE,) if _EXPLETIVE.match(step.opening) else LEANING_RULES


def _is_of_another_time(step: Foretold) -> bool:
    """Whether it was open long ago, or is told as what went before."""
    text = step.article.text
    before = Span(step.sentence.span.start, step.action.end).of(text)
    if _OF_ANOTHER_TIME.search(before):
        return True
    if step.due is not None or _HOLDS_NOW.match(text, step.action.start):
        return False
    first = step.news_day - _LONG_OPEN
    return any(
        step.sentence.span.holds(timex.span) and timex.latest is not None and timex.latest < first
        for timex in step.material.analyses[step.article.id].timexes
    )


def _is_an_aside(step: Foretold) -> bool:
    """Whether what is open stands in the subject or a clause that a brief could do without."""
    text, start = step.article.text, step.action.start
    asides = [
        cut.span
        for cut in step.sentence.cuts
        if cut.kind in {"relative clause", "parenthesis", "apposition"}
    ]
    if any(aside.start <= start < aside.end for aside in asides):
        return True
    before = _ASIDE.sub(",", Span(step.sentence.span.start, start).of(text))
    if _IN_FRONT.match(before):
        return False
    if _SUBORDINATE.search(before):
        return True
    predicate = step.sentence.predicate
    if predicate is None or any(cue.meets(predicate) for q in step.quotes for cue in q.cue):
        return False
    # The act starts with its auxiliaries, the predicate with the verb itself.
    return words_in(text, Span(start, max(start, predicate.start))) > _AUXILIARIES


def asks_the_untold(step: Foretold, told: Sequence[frozenset[str]]) -> bool:
    """Whether it is on what "the agency" should do, and nothing that was told says which."""
    found = _SOME_BODY.match(step.article.text, step.action.start)
    return found is not None and not any(content_words(found["noun"]) & words for words in told)


def _points_back(step: Foretold) -> bool:
    """Whether "it is unclear whether he …" names nobody whom that can mean."""
    text, begin = step.article.text, step.action.start
    found = _POINTING.search(text, begin, step.sentence.span.end)
    return found is not None and not any(
        begin <= name.span.start < found.start() for name in step.names
    )


_EXPLETIVE_RULE: Rule = ("a pronoun for somebody not named", _points_back)
_RULES: tuple[Rule, ...] = (
    ("loaded words", speaks_for_itself),
    ("a writer's easy talk", lambda step: bool(_EASY.search(step.outside))),
    ("two sentences in one", lambda step: ";" in step.outside),
    ("words of the page", lambda step: bool(_OF_THE_PAGE.search(step.opening))),
    ("of another time", _is_of_another_time),
    ("an aside", _is_an_aside),
)


def _end(text: str, span: Span) -> int:
    end = span.end
    while end > span.start and text[end - 1] in ".!?\"”’' \n":
        end -= 1
    return end


def _is_answered(material: Material, act: str) -> bool:
    return any(
        open_.search(act) and any(closed.search(other.text) for other in material.articles)
        for open_, closed in _OVERTAKEN
    )


def _actor(material: Material, article: Article, sentence: Sentence, act: Span) -> str | None:
    """The first name before the act that is not of whom somebody told it."""
    names = [
        name
        for name in material.analyses[article.id].names
        if sentence.span.start <= name.span.start < act.start
        and not _TOLD.search(article.text, sentence.span.start, name.span.start)
    ]
    return min(names, key=lambda name: name.span).full_name if names else None


def _speaker(material: Material, article: Article, act: Span) -> str | None:
    first = Span(act.start, act.start + 1)
    return next(
        (
            quote.speaker
            for quote in material.analyses[article.id].quotes
            if quote.voice != "publisher" and any(part.meets(first) for part in quote.content)
        ),
        None,
    )
