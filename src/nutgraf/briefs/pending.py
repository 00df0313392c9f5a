"""What articles leave open: inquiries under way, decisions asked for, questions without answer.

Such a sentence names nothing to come, so that no forward-looking statement is found in it; yet
it says what is to be waited for where no day is set. Each tier is a table of wordings, tried on
the words of one sentence.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator

from msgspec import Struct

from nutgraf.briefs.foretold import Foretold
from nutgraf.briefs.material import Material, words_in
from nutgraf.briefs.style import content_words
from nutgraf.briefs.untold import ANYWHERE, LEANING_RULES, LOADED, Rule
from nutgraf.records import Article, Certainty, ForwardKind, ForwardStatement, Sentence, Span

_ADVERB = r"(?:still |also |now |currently |already |actively |reportedly |jointly |again )*"
_IS = rf"(?:is|are|was|were|remains?|has been|have been) {_ADVERB}"
_INQUIRY = r"(?:investigations?|inquir(?:y|ies)|probes?|reviews?|audit|search(?:es)?|manhunt)"
# What a body is asked for; whom it is no news to ask, and for what.
_ASKED_FOR = (
    r"investigations?|inquir(?:y|ies)|probe|resignations?|reviews?|vote|bans?|hearings?|halt|"
    r"recount|trials?|release|sanctions|talks|ceasefire|truce|elections?|referendum|legislation|"
    r"moratorium|boycott|answers|apology|audit|debate|dismissal|withdrawal"
)
_ASKED_TO = (
    r"investigat\w+|act|intervene|reject|approve|pass|release|resign|extend|impose|lift|vote|"
    r"halt|stop|end|ban|drop|repeal|appoint|explain|hand over|answer|reopened|banned|fined"
)
_NOT_ASKED = (
    r"that|who|which|what|how|why|when|where|if|whether|by|for|h[ei][rms]|them|me|us|residents?|"
    r"customers?|users?|viewers?|fans|supporters|followers|voters|witnesses|shoppers|travell?ers|"
    r"parents|readers|the public"
)
_ASKED_IN_VAIN = "get|say|take part|wait|choose|come|leave"


class _Wording(Struct, frozen=True):
    """One way of saying what is open; the group ``act`` starts where what is open does."""

    pattern: re.Pattern[str]
    kind: ForwardKind
    certainty: Certainty = "certain"


def _wording(
    pattern: str, kind: ForwardKind = "pending", certainty: Certainty = "certain"
) -> _Wording:
    return _Wording(re.compile(pattern), kind, certainty)


_WORDINGS = (
    # ------------------------------------------------ inquiries, trials and talks under way
    _wording(
        rf"\b(?P<act>{_IS}(?:investigating|looking into|probing|assessing|examining|reviewing|"
        r"searching for|digging into|poring over|combing|awaiting|"
        r"trying to (?:determine|establish|find|identify|learn)|"
        r"working to (?:determine|establish|identify|restore)))\b"
    ),
    _wording(
        rf"\b(?:[Tt]he|[Aa]n?|[Tt]heir|[Ii]ts) (?:\w+ ){{0,3}}{_INQUIRY}"
        r"(?: (?:in)?to [^,.;]{3,60})? "
        rf"(?P<act>{_IS}(?:ongoing|continuing|under ?way|not over|open|pending)|"
        r"continue[sd]?\b|goes on)\b"
    ),
    _wording(rf"\b(?P<act>{_IS}under (?:\w+ )?(?:investigation|review|consideration|appeal))\b"),
    _wording(
        r"\b(?P<act>(?:has |have )?(?:opened|begun|began|launched|started|ordered) "
        rf"(?:an?|its|their|the)(?: own)? (?:[\w-]+ ){{0,3}}{_INQUIRY})\b"
    ),
    _wording(
        r"\b(?P<act>(?:is|are|being|was|were|remains?|still) (?:\w+ )?"
        r"(?:in (?:[\w ]{2,16} )?custody|being held (?:on|without|at)|held (?:on|without)|"
        r"detained (?:on|pending|while)))\b"
    ),
    _wording(r"\b(?P<act>(?:[Bb]ail|[Bb]ond) (?:has been|was|is) set)\b"),
    _wording(
        r"\b(?P<act>(?:faces?|is facing|are facing) (?:up to|trial|charges|a (?:\w+ )?(?:hearing|"
        r"trial|sentence|fine|lawsuit|maximum)|(?:\w+ )?years))\b"
    ),
    _wording(
        rf"\b(?P<act>{_IS}(?:negotiating (?:with|for|over|on)|in (?:\w+ )?talks|in negotiations|"
        r"weighing|considering|on a short ?list|among the (?:candidates|contenders)|"
        r"a leading contender|mulling|drafting|appealing))\b"
    ),
    _wording(
        r"\b(?P<act>remains? (?:closed|captive|missing|in (?:critical|hospital|the hospital)))"
    ),
    # ------------------------------------------------ questions that nobody has answered
    _wording(
        rf"\b(?P<act>{_IS}(?:un(?:clear|certain|known)|not (?:yet |immediately |entirely )?"
        r"(?:clear|known|certain)))\b(?!,)",
        certainty="possible",
    ),
    _wording(r"\b(?P<act>remains? to be seen)\b", certainty="possible"),
    _wording(
        r"\b(?P<act>(?:has|have)(?:n[’']t| not) (?:yet )?(?:been )?(?:said (?:whether|when|if|how)|"
        r"decided|announced|set|ruled|determined|established|verified|confirmed|scheduled|"
        r"disclosed (?:whether|when|how)|released (?:the|details|a motive)|identified (?:a|the)|"
        r"been (?:\w+ly )?(?:determined|identified|recovered|found|charged)))\b",
        certainty="possible",
    ),
    _wording(
        r"\b(?P<act>(?:have|has|is|are) yet to (?:be )?(?:say|decide|announce|set|rule|determine|"
        r"establish|confirm|announced|decided|determined|identified|found|released|set|confirmed))\b",
        certainty="possible",
    ),
    _wording(
        r"\b(?P<act>(?:was|were|is|are|had)(?:n[’']t| not) (?:yet |immediately |been )+"
        r"(?:announced|released|disclosed|determined|identified|known|established))\b",
        certainty="possible",
    ),
    _wording(
        r"\b(?P<act>(?:is|was|are|were|[’']s) (?:still )?too (?:early|soon) to "
        r"(?:say|tell|know|speculate|determine|conclude))\b",
        certainty="possible",
    ),
    _wording(r"\b(?P<act>(?:declined|refused) to (?:say|rule out) (?:whether|when|if|how|that))\b"),
    _wording(
        r"\b[Nn]o (?:\w+ )?(?:date|decision|motive|deadline) (?P<act>(?:has|had|have) been)\b"
    ),
    # ------------------------------------------------ who is asked to decide what
    _wording(
        r"\b(?P<act>(?:(?:has |have |had )?(?:urged|asked|called on|pressed|petitioned)|calls on|"
        r"(?:is|are) (?:calling on|urging)) (?!not\b)"
        rf"(?:(?!\b(?:{_NOT_ASKED})\b)[^,.;?]){{2,70}}? to (?!(?:{_ASKED_IN_VAIN})\b)"
        r"(?:\w+ )?[a-z]{3,})\b",
        kind="requirement",
    ),
    _wording(
        r"\b(?P<act>(?:(?:has |have )?(?:called for|demanded)|(?:is|are) (?:calling for|demanding)|"
        rf"calls for|demands) (?:an?|the|his|her|their)?(?: ?[\w-]+){{0,3}}? ?(?:{_ASKED_FOR}))\b",
        kind="requirement",
    ),
    _wording(
        r"\b(?:said|says|argued|told [^,.;]{3,40}) (?P<act>(?:that )?(?:the|[A-Z])[^,.;]{2,60} "
        rf"(?:should|must) (?:also |now |be )?(?:{_ASKED_TO}))\b",
        kind="requirement",
    ),
)
# Words of none of which a wording goes without: the table is tried on few sentences.
_MAY_BE_OPEN = re.compile(
    r"\b(?:investigat|too|declin|refus|look|prob|assess|examin|review|search|question|digging|poring|comb|await|"
    r"trying|working|inquir|audit|manhunt|custody|held|detained|[Bb]ail|[Bb]ond|fac(?:es?|ing)|"
    r"negotia|talks|weigh|consider|short ?list|contender|mull|draft|appeal|remain|un(?:clear|"
    r"certain|known)|not|n[’']t|yet to|[Nn]o |urg|ask|call|press|petition|demand|should|must|wants)"
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
_HOLDS_NOW = re.compile(r"(?:is|are|remains?|continues?|faces?|that|the|[A-Z]\w+)\b")
_ASIDE = re.compile(r", (?:who|which|whose|where|whom) [^,]*,")
_AUXILIARIES = 4
_SOME_BODY = re.compile(
    r"(?:that )?the (?P<noun>agency|company|firm|board|panel|commission|committee|department|"
    r"bank|group|party|council|body|court|regulator|union|team|school|university) "
)
_TOLD = re.compile(r"\bt(?:old|ells?) $")
# "It is unclear whether": the word stands for what comes after it.
_EXPLETIVE = re.compile(r"It (?:is|was|remains?|remained)\b")
_SUBORDINATE = re.compile(
    r"^(?:As|When|While|After|Before|Because|Since|Although|Though|If|Once)\b|"
    r"\b(?:who|which|whose|whom|where|when|because|though|although)\b"
)
# "Whether he knew, or was told by one who did, was unclear": all of it is what is open.
_IN_FRONT = re.compile(r"(?:Whether|Who|What|Why|How|When|Where|If) ")
_POINTING = re.compile(r"\b(?:he|she|him|his|her|they|them|their|it|its|this|that|these|those)\b")
# A search is over with the capture, an uncharged man with the charge.
_OVERTAKEN = (
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


def find_pending(material: Material, article: Article) -> Iterator[ForwardStatement]:
    """What the article leaves open, one statement a sentence; nothing that its story answers.

    The actor is the sentence's first name where one opens it, the speaker who says so there.
    """
    text = article.text
    for sentence in material.sentences(article):
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
def _open_in(sentence: str) -> tuple[int, _Wording] | None:
    """Where the first wording of the table starts, and which it is; ``None`` where none does."""
    if not _MAY_BE_OPEN.search(sentence):
        return None
    for wording in _WORDINGS:
        found = wording.pattern.search(sentence)
        if found is not None:
            return found.start("act"), wording
    return None


def why_not_pending(step: Foretold) -> str | None:
    """The first reason why a brief cannot tell what is left open; ``None`` where there is none."""
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
    if _HOLDS_NOW.match(text, step.action.start):
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


def _asks_the_untold(step: Foretold) -> bool:
    """Whether it is on what "the agency" should do, and nothing says which."""
    found = _SOME_BODY.match(step.article.text, step.action.start)
    return found is not None and not any(
        content_words(found["noun"]) & words for words in step.told
    )


def _points_back(step: Foretold) -> bool:
    """Whether "it is unclear whether he …" names nobody whom that can mean."""
    text, begin = step.article.text, step.action.start
    found = _POINTING.search(text, begin, step.sentence.span.end)
    return found is not None and not any(
        begin <= name.span.start < found.start() for name in step.names
    )


_EXPLETIVE_RULE: Rule = ("a pronoun for somebody not named", _points_back)
_RULES: tuple[Rule, ...] = (
    ("loaded words", lambda step: bool(LOADED.search(step.outside))),
    ("words of the page", lambda step: bool(_OF_THE_PAGE.search(step.opening))),
    ("of another time", _is_of_another_time),
    ("an aside", _is_an_aside),
    ("asked of a body not told before", _asks_the_untold),
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
