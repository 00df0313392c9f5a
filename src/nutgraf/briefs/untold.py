"""Why a brief cannot tell by itself what an article says is to come.

The rules are a table: each names what is wrong, and finds it in the words outside quotation
marks, in the place of the act in its sentence, or in who says it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable

from nutgraf.analysis.narration import ANALYSIS_LINE
from nutgraf.briefs.foretold import Foretold
from nutgraf.briefs.leaning import LEANING_RULES, Rule
from nutgraf.briefs.sense import is_loaded
from nutgraf.briefs.style import content_words
from nutgraf.records import Span

# An undated "will" of an older article may have come and gone.
_OLDEST_UNDATED = 7


def why_untold(step: Foretold) -> str | None:
    """The first reason why a brief cannot tell it; ``None`` where there is none."""
    rules = ANYWHERE if step.is_quoted else (*ANYWHERE, *OUTSIDE_MARKS)
    return next((reason for reason, holds in rules if holds(step)), None)


def why_no_step(step: Foretold) -> str | None:
    """Why a day that a sentence names for something announces nothing; ``None`` if it does."""
    rules = () if step.is_quoted else OUTSIDE_MARKS[1:4]
    return next((reason for reason, holds in rules if holds(step)), None)


# ------------------------------------------------------------------ words that tell no step


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile("|".join(alternatives))


# An opinion, a wish that came to nothing, a refusal, a reader addressed: no announcement.
_NO_STEP = _words(
    r"^(?:Whatever|In other words)\b|\w: [A-Za-z]|\b[Ll]et[’']s\b",
    r"^(?:And|Or|Nor|For [A-Z][\w-]+(?: [A-Z][\w-]+)*,) ",
    r"\b(?:maddening|outrageous|unbelievable|incredible|absurd)\b",
    r"\b(?:should|could|would|might|must)(?: not|n[’']t)?(?:[’']ve| have)\b",
    r"\b(?:won[’']t|will not|would not|wouldn[’']t)\b(?!.*\buntil\b)",
    r"\b(?:(?:will|would) never|never again)\b|^(?:A|An) .{0,20}\bsimilar\b",
    r"\b(?:(?:is|are)n[’']t (?:going|planning|expected)|not (?:going|planning) to)\b",
    r"\b(?:does|do|did|can)(?: not|n[’']t)\b|\bcan[’']t\b|\b(?:nobody|no one|no point)\b",
    r"\b(?:going to let|get away with|threaten(?:s|ed)? to|in the hope|simply put)\b",
    r"\b(?:ruled|wrote|held) (?:that )?[^,]* may\b",
    r"\b(?:[Mm]any|[Ss]ome|[Ff]ew|[Mm]ost) (?:\w+ )?(?:voters|people|fans|users|viewers)\b",
    r"\basked (?:\w+ ){0,3}(?:about|if|whether)\b|^(?:When |If )?[Aa]sked (?:how|what|about|by)\b",
    # what somebody will do with a ballot or a verdict, and how a product behaves, is no step
    r"\b(?:will|would) (?:be )?vot(?:e|ing) (?:for|against) [A-Z]",
    r"\b(?:will|would) (?:respect|honou?r|abide by|welcome)\b",
    r"\b(?:[Hh]e or she|[Hh]is or her|gameplay|each time|every time|whenever)\b",
    r"\b(?:will|would) (?:allow|let|enable) (?:users|owners|players|customers|gamers)\b",
    r"\b(?:nobody|no one|none) .{0,60}\bwill\b",
    r"\b[Ii]f (?:.{2,60}\b(?:would have|were|had|ever)|(?:\w+ ){1,3}could)\b",
    r"\bshould (?:he|she|they|it)\b",
    r"\b[Ii]f (?:\w+ ){1,3}is elected\b|^As [Pp]resident\b|^There are also\b",
    r"\b(?:[Rr]espondents|pollsters?|[Jj]ok(?:ed|ing)|stop at nothing|addicted)\b",
    r"(?:\bpercent|%).{0,60}\b(?:said|say|favou?r|likely)\b|\bwould be \w+ if\b",
    r"\b(?:refus\w+|declin\w+) to (?:comment|answer|discuss)\b",
    r"\b(?:no|zero|little) (?:interest|intention|desire|appetite)\b",
    r"\b(?:raised? (?:its|the|their) bar|set the bar|send a message|pave the way|make history)\b",
    r"\b(?:lion[’']s share|in (?:his|her|their) power|all (?:he|she|they) can)\b",
)
# A writer who judges, or speaks to the reader.
LOADED = _words(
    r"[?!\[\]{}|#@]|\.\.\.|…|\b(?:I|[Ww]e|[Yy]ou|us|[Oo]ur|[Mm]y|[Yy]our|me)\b",
    r"\b(?:surely|evidently|apparently|presumably|obviously|hopefully|clearly|frankly|folks|"
    r"thugs?|scum|liberals?|leftists?)\b",
    r"\b(?:disgusting|ridiculous|pathetic|racists?|stupid|luck|lucky|desperat\w+|stunning|crap|"
    r"butt|damn\w*|whin\w+|insinuat\w+)\b",
)
# A time before this one: the future of then, or a promise of long ago.
_LONG_AGO = _words(
    r"\b(?:in|at|under|that) that (?:year|day|week|month|time)\b|\bthat year\b|^Overnight\b",
    r"\bwill (?:probably )?have (?:been )?\w+ed\b|\bha(?:ve|s) planned\b|^From (?:the\b|[A-Z])",
    r"\b(?:has|have|had) (?:long |also |repeatedly )?(?:pledged|vowed|promised)\b",
    r"\bhad (?:told|said|expected|hoped|planned|feared|intended)\b",
)
# The sentence is on what another thing follows.
_FOLLOWS = re.compile(r"(?:Story Continued Below )?(?:The|That|This) \w+ (?:comes?|came) \w")
# Captions, links, listings and broken letters.
_FURNITURE = _words(
    r"\b(?:Hide Caption|Photos?:|Image|RELATED|WATCH|MUST|READ|MORE|VIDEO|Replay|Getty)\b",
    r"\b(?:copyright|Story Continued|JUST|Updates?|stay tuned|trailer|readers?|viewers?)\b",
    r"^\d+ (?:\w+ )?(?:things|ways|reasons|questions|takeaways|facts)\b",
    r"\bto (?:air|be (?:aired|broadcast))\b|\b[AP]M C?E?[SD]?T\b|\d/\d\d?/\d|â|Ã",
    r"\b[A-Z]{4,}\b.*\b[A-Z]{4,}\b.*\b[A-Z]{4,}\b|^[A-Z ]{12,}",
)
# The words of a link run into the sentence after them: a capital where no sentence has one.
_RUN_IN = _words(
    r"\w (?:The|This|But|And|In|When|As|After|If|It|He|She|At|On),? [a-z]",
    r"\w (?:Meanwhile|However)\b|^(?:The )?(.{8,60}?) (?:The )?\1\b",
)
_WORD = re.compile(r"\w+")
_CAPITAL = re.compile(r"(?<![\w’'-])[a-z][a-z’'-]* (?P<word>[A-Z][a-z]{3,})(?=,? [a-z])")
_ANY_ACT = content_words(
    "try trying doing going keep continue go come happen change work help look act begin "
    "start end be do stay remain fight move follow respond react comment answer talk speak say"
)
# What was taken for a name with a plain word inside is two things run together.
_NAME_FORM = re.compile(r"(?:[^\Wa-z][\w.’'&-]*|of|the|and|for|de|on|in|al|von|van|[ ,])+")
# "The aim is to win", "her answer is to laugh": what something is, not what is arranged.
_IS_TO = re.compile(r"\b(?:is|are|was|were|be) to (?:\w+ly )?$")


def _says(pattern: re.Pattern[str]) -> Callable[[Foretold], bool]:
    return lambda step: bool(pattern.search(step.outside))


def speaks_for_itself(step: Foretold) -> bool:
    """Whether the writer judges what is told, or speaks to the reader."""
    return bool(LOADED.search(step.outside)) or is_loaded(step.outside)


def _has_a_link_in_it(step: Foretold) -> bool:
    if _RUN_IN.search(step.outside):
        return True
    text, span = step.article.text, step.sentence.span
    times = step.material.analyses[step.article.id].timexes
    names = [
        *(name.span for name in step.names if _is_plainly_a_name(name.span.of(text), text)),
        *(timex.span for timex in times),
    ]
    return any(
        not any(name.meets(Span(*match.span("word"))) for name in names)
        and (text[match.end()] == "," or _is_word(match["word"], text))
        for match in _CAPITAL.finditer(text, span.start, span.end)
    )


def _is_plainly_a_name(name: str, text: str) -> bool:
    return bool(_NAME_FORM.fullmatch(name)) and (" " in name or not _is_word(name, text))


def _is_word(name: str, text: str) -> bool:
    """Whether the text prints it as a plain word elsewhere."""
    return name.lower() in _plain_words(text)


@functools.lru_cache(maxsize=4096)
def _plain_words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


def _is_of_the_publisher(step: Foretold) -> bool:
    if not step.article.publisher:
        return False
    name = re.escape(step.article.publisher.removeprefix("The "))
    actor = step.forward.actor or ""
    return bool(
        re.search(name, actor, re.IGNORECASE) or re.search(rf"\b{name}[’']s?", step.outside)
    )


def _says_nothing(step: Foretold) -> bool:
    """ "Keep trying": no word that says which act."""
    rest = Span(step.action.start, max(step.action.end, step.sentence.span.end))
    return step.due is None and not content_words(rest.of(step.article.text)) - _ANY_ACT


def _only_equates(step: Foretold) -> bool:
    before = step.article.text[max(0, step.action.start - 80) : step.action.start]
    found = _IS_TO.search(before)
    if found is None or step.due is not None:
        return False
    actor = step.forward.actor or ""
    return not (actor[:1].isupper() and before[: found.start()].rstrip().endswith(actor))


# ------------------------------------------------------------------ time


def _has_passed(step: Foretold) -> bool:
    if step.due is not None:
        return step.due < step.material.as_of
    return (step.lag if _is_a_state(step) else step.age) > _OLDEST_UNDATED


def _is_of_no_sure_time(step: Foretold) -> bool:
    """Whether its month cannot be told from one gone by, or its year is gone by."""
    if step.due is not None:
        return False
    start = step.action.start
    near = Span(max(step.sentence.span.start, start - 25), start + 60).of(step.article.text)
    years = _IN_A_YEAR.findall(step.action.of(step.article.text))
    return bool(_MONTH.search(near)) or any(int(y) < step.material.as_of.year for y in years)


_IF = re.compile(r"[\"“]?If ")
# Who is held or shut in today may be free in a week.
_OF_THE_MOMENT = re.compile(
    r"(?:(?:is|are|was|were|being|remains?|still) )+(?:[\w-]+ ){0,4}?"
    r"(?:custody|held|detained|hospital|closed)\b"
)


def _is_a_state(step: Foretold) -> bool:
    """Whether it says how things stand, which holds as long as nothing later is reported."""
    forward = step.forward
    if forward.kind == "pending" and _OF_THE_MOMENT.match(step.action.of(step.article.text)):
        return False
    if _IF.match(step.article.text, step.sentence.span.start):
        return True
    return forward.kind in {"pending", "condition", "requirement"} or (
        forward.kind == "forecast" and forward.certainty == "possible"
    )


_OF_ITS_DAY = re.compile(
    r"day\b|\b(?:tonight|tomorrow|(?:this|next|last) (?:week\w*|month|year|morning|evening))\b",
    re.IGNORECASE,
)


def _is_of_an_unsure_day(step: Foretold) -> bool:
    """Whether it leans on the article's own day, and that may be the day it was fetched.

    So it may be where the article is dated days after most others.
    """
    days = sorted(a.published.date() for a in step.material.articles if a.published)
    if len(days) < 2 or step.article.published is None:
        return False
    late = (step.article.published.date() - days[(len(days) - 1) // 2]).days
    leans = bool(_OF_ITS_DAY.search(step.sentence.span.of(step.article.text)))
    return (late >= 3 and leans) or (late >= 7 and step.due is None and not _is_a_state(step))


_MONTH = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?! \d)\b"
)
_IN_A_YEAR = re.compile(r"\bin ((?:19|20)\d\d)\b")
_PAST = re.compile(
    r"(?:\w+ly )?(?:(?:has|have|had) (?:\w+ly |also |already )?)?"
    r"(?P<verb>called (?:for|on)|\w+ed|took|made|came|went|gave|held|met|won|lost|left|began|"
    r"became|saw|found|got|brought|sent|spoke|wrote|had|was|were|did|put|led|fell|rose|hit|ran|"
    r"kept|felt|thought|"
    r"knew|drew|grew|threw|broke|chose|drove|paid|sought|fought|bought|caught|stood|taken|given|"
    r"made|gone|seen|been)\b"
)
# A past verb in front of the act that leaves it to come all the same.
_TELLS_AHEAD = re.compile(
    r"\b(?:said|told|announced|confirmed|added|stated|reported|declared|revealed|promised|"
    r"pledged|vowed|insisted|warned|indicated|noted|explained|wrote|disclosed|suggested|"
    r"predicted|agreed|responded|replied|tweeted|hinted|stressed|testified|acknowledged|ordered|"
    r"scheduled|set|due|expected|planned|slated|postponed|delayed|moved|invited|summoned|asked|"
    r"urged|called (?:for|on)|proposed|threatened|offered|given|gave|granted|extended|"
    r"signalled|signaled|approved|voted|ruled|recommended|launched|demanded|filed|opened|charged|"
    r"hired|named|"
    r"appointed)\b",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\b(?:would|will|could|may|might|to)\b")


def _tells_the_past(step: Foretold) -> bool:
    """Whether the main clause reports a deed that is done, whatever it promises besides."""
    predicate = step.sentence.predicate
    if predicate is None:
        # "…, said Ms Roe": a cue before its subject has no predicate.
        return not step.quotes
    cues = [
        cue
        for quote in step.quotes
        if any(content.meets(step.action) for content in quote.content)
        for cue in quote.cue
    ]
    past = _PAST.match(step.article.text, predicate.start, predicate.end)
    if past and past.start() < step.action.start:
        verb = Span(*past.span("verb"))
        if not _TELLS_AHEAD.fullmatch(past["verb"]) and not any(c.meets(verb) for c in cues):
            return True
    return any(
        event.tense == "past"
        and predicate.start <= event.trigger.start < step.action.start
        and not _TELLS_AHEAD.search(
            step.article.text, event.trigger.start, event.trigger.end + len(" for")
        )
        and not _MODAL.search(event.trigger.of(step.article.text))
        and not any(cue.meets(event.trigger) for cue in cues)
        for event in step.material.analyses[step.article.id].events
    )


# ------------------------------------------------------------------ who says so


def _is_a_demand(step: Foretold) -> bool:
    """Whether the publisher itself finds that somebody must do a thing."""
    forward = step.forward
    return step.due is None and forward.kind == "requirement" and forward.speaker is None


def _is_a_view(step: Foretold) -> bool:
    """Whether a plan is no news but the publisher's reading of things."""
    return (
        step.due is None
        and step.forward.speaker is None
        and step.forward.kind in {"plan", "pledge", "scheduled"}
        and step.sentence.analysis >= ANALYSIS_LINE
    )


def _is_private(step: Foretold) -> bool:
    """Whether it is a plan of somebody whom one publisher names, and without a role."""
    people = step.material.people
    for full_name in (step.forward.actor, step.forward.speaker):
        person = people.find(full_name) if full_name and step.due is None else None
        if person is not None:
            told_by = people.publishers.get(person.key, 0)
            return person.introduction == person.full_name and told_by < 2
    return False


def _is_credited_to_nobody(step: Foretold) -> bool:
    """Whether nobody is there to answer for it: no speaker in the sentence, no publisher."""
    forward = step.forward
    if forward.speaker is None:
        opinion = forward.kind in {"forecast", "condition"}
        return opinion and step.article.publisher is None
    speaker = content_words(forward.speaker)
    return not step.quotes and not speaker & content_words(step.outside)


ANYWHERE: tuple[Rule, ...] = (
    ("its time has passed", _has_passed),
    ("a day that may be the day of fetching", _is_of_an_unsure_day),
    ("a month or a year that may be gone by", _is_of_no_sure_time),
    ("furniture of the page", _says(_FURNITURE)),
    ("a link in the sentence", _has_a_link_in_it),
    ("of the publisher's own doings", _is_of_the_publisher),
    ("of what something follows", lambda step: bool(_FOLLOWS.match(step.opening))),
    ("an act without words", _says_nothing),
    ("what something is", _only_equates),
)
OUTSIDE_MARKS: tuple[Rule, ...] = (
    ("loaded words", speaks_for_itself),
    ("no announcement", _says(_NO_STEP)),
    ("a future of long ago", lambda step: bool(_LONG_AGO.search(step.opening))),
    ("a deed that is done", _tells_the_past),
    *LEANING_RULES,
    ("a demand of the publisher's", _is_a_demand),
    ("a view of the publisher's", _is_a_view),
    ("a plan of a private person", _is_private),
    ("credited to nobody", _is_credited_to_nobody),
)
