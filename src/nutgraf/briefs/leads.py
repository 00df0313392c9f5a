"""What makes a poor opening: a scene, a reaction, a stage that the story has left behind."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from nutgraf.briefs.anchors import trusted_days
from nutgraf.briefs.material import Material
from nutgraf.briefs.style import content_words
from nutgraf.records import Article, Event, Sentence

# Sentences of each article in which it tells how far its story has come.
_TOLD_EARLY = 4
_LATE_PLACE = 14


class Flaw(Struct, frozen=True):
    """A way to open badly: what it costs, and the words that a predicate begins with."""

    name: str
    cost: float
    words: re.Pattern[str]


_ADVERBS = r"(?:(?:has|have|had|was|were|is|are|been|also|\w+ly|then) )*"
# Somebody moves, stands or looks: what for, the next sentence tells.
_SCENE = Flaw(
    "scene",
    1.6,
    re.compile(
        rf"{_ADVERBS}(?:walk(?:s|ed|ing)|enter(?:s|ed|ing)|arriv(?:es|ed|ing)|gather(?:s|ed)|"
        r"stood|stands?|standing|sat|sits?|sitting|strode|stepp?(?:s|ed)|strolled|wandered|paced|"
        r"waited|lined|watch(?:es|ed)|celebrat(?:e|es|ed)|look(?:s|ed) (?!into|set)|smiled|wore|"
        r"spilled|seen|heard|gaz\w+|thumbed|waved|cordon(?:s|ed)?|pos(?:es|ed) (?!a\b)|beamed|"
        r"gyrat\w+|took the stage|takes the stage|drove (?:up|past)|driving|"
        r"heading (?:home|back|to work)|"
        r"walking|travell?ing|waiting|sleeping|shopping|noticed)\b",
        re.IGNORECASE,
    ),
)
# Somebody answers: to what, another sentence tells.
_REACTION = Flaw(
    "reaction",
    1.1,
    re.compile(
        rf"{_ADVERBS}(?:critici[sz]\w+|slam(?:s|med)|blast(?:s|ed)|condemn(?:s|ed)|"
        r"denounc(?:es|ed)|prais(?:es|ed)|welcom(?:es|ed)|respond(?:s|ed)|react(?:s|ed)|"
        r"hits? (?:back|out)|defend(?:s|ed)|disput(?:es|ed)|rebuk(?:es|ed)|"
        r"mock(?:s|ed)|ridicul(?:es|ed)|(?:sought to |seeks to )?downplay\w*|reiterat(?:es|ed)|"
        r"express(?:es|ed)|spoke out|speaks out|pushed back|pushes back|vow(?:s|ed))\b",
        re.IGNORECASE,
    ),
)
# What somebody is, is no deed.
_BEING = Flaw(
    "being",
    0.5,
    re.compile(r"(?:is|are|was|were) (?:an?|the|someone|one|not|just|well|still)\b", re.IGNORECASE),
)
# In which state a thing is, at the time of writing.
_STATE = Flaw("state", 1.0, re.compile(r"(?:is|are) (?:currently|still|now) (?:in|at|on|under)\b"))
# "The move comes two years after": when, and not what.
_COMING = Flaw(
    "coming",
    1.0,
    re.compile(
        r"(?:come|comes|came) (?:as|amid|after|on the heels|just|only|\w+ \w+ after)\b", re.I
    ),
)
# "On January 20, 1961, …": so a column begins.
_LONG_AGO = re.compile(
    r"(?:Back )?(?:[Ii]n|[Oo]n) (?:[A-Z][a-z]+\.? )?(?:\d{1,2}, )?((?:19|20)\d\d)\b"
)
_OF_ANOTHER_YEAR = 1.6
# How far a matter before the law has come.
_STAGES = (
    re.compile(
        r"\b(?:wanted (?:for|in|by|man|over|poster)|sought (?:in|by|over|for questioning)|manhunt|"
        r"hunt(?:ed|ing)? for|search(?:ed|ing)? for|at large|on the (?:run|loose))\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:captur(?:es|ed)|arrest(?:s|ed)|detain(?:s|ed)|(?:in|into) (?:police )?custody|"
        r"apprehended|surrendered)\b",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:charged (?:with|in|over|on)|indict(?:s|ed)|convict(?:s|ed)|sentenced|acquitted|"
        r"pleaded|pled|found guilty|arraigned)\b",
        re.IGNORECASE,
    ),
)
# Letters that stand wherever one of these does: most sentences have none of them.
_STAGE_HINTS = (
    ("wanted", "sought", "hunt", "search", "at large", "the run", "the loose"),
    ("captur", "arrest", "detain", "custody", "apprehend", "surrender"),
    ("charged", "indict", "convict", "sentence", "acquit", "plead", "pled", "guilty", "arraign"),
)
# So many dead as the text has it; a report from later the same day mostly has more.
_COUNT = r"(?:\d[\d,]*|dozens|scores|two|three|four|five|six|seven|eight|nine|ten)"
_TOLL = re.compile(
    rf"\b({_COUNT}) (?:of )?(?:[\w-]+ ){{0,3}}?(?:killed|dead|die|died)\b|"
    rf"\b(?:kill(?:s|ed|ing)|toll\b.{{0,140}}?\b(?:to|at|of)) "
    rf"(?:at least |about |some |nearly |more than |over )?({_COUNT})\b",
    re.IGNORECASE,
)
_SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {"dozens": 12, "scores": 20} | {word: n for n, word in enumerate(_SMALL, 2)}
_OUTNUMBERED = 1.4
# A toll so many times another is that of another event.
_TENFOLD = 10
_UNREAL = re.compile(
    r"\b(?:not|never|no one|nobody|could|may|might|would|yet|if|until)\b(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_STALE = 2.0
_BEHIND = 0.4
_LATEST = 0.4
_OVERTAKEN = 2.0
# What is to come, told by nobody and of no day, is a forecast of the writer's.
_FORECAST = 0.7
# Nor is what is to come on a day where somebody has done something.
_COMING_UP = 0.8
_WILL = re.compile(r"(?:will|is set to|are set to|is expected to|is to|plans? to)\b")
# Five words are more than the news has for anybody's name.
_MANY_NAMES = re.compile(r"\b(?:[A-Z][a-z]+ ){4,}[A-Z][a-z]+")
_MOCKED = 2.0
# What would be is no news, unless somebody says so.
_IMAGINED = 1.6
_FORETOLD = re.compile(r"\bwill (?!be\b)\w+|\bwill be \w+ing\b")
_TOLD_BY = re.compile(
    r"\b(?:said|says|according|told|announced|confirmed|plans?|planned|set to|expected|"
    r"scheduled)\b|"
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b\d"
)
# What was to come on a day that is over, or long before the brief's own, is stale.
_OVERDUE = 1.6
_OLD = 0.8
_WEEK = 6
_TO_COME = re.compile(r"\bwill \w+|\b(?:expected|set|due|scheduled|slated) to\b")
_SAYS = re.compile(r"\b(?:said|says|told|announced|promised|pledged|vowed|warned)\b")
# "Rather than waiting", "Just like others": the news comes after a bow.
_ROUNDABOUT = 0.7
_BOW = re.compile(r"(?:Rather than|Instead of|Just like|Unlike|Like|If)\b")
_OF_NOBODY = 0.45
_SPOKEN_OF = 2
# "A federal judge": a person of whom a report elsewhere tells the name.
_SOMEBODY = re.compile(
    r"(?:An?|The|Two former|One of (?:the|two)) (?:[\w’'-]+ ){0,5}?(?:officers?|judge|"
    r"man|woman|men|women|executives?|officials?|aides?|spokes\w+|boss|chief|group|employees|"
    r"researchers|teen(?:ager)?s?|girls?|boys?|senators?|leaders?|mayor|governor|lawmakers?|"
    r"suspects?|gunm[ae]n|attackers?|drivers?|teachers?|coach|players?|couple|students?|"
    r"immigrants?|passengers?|hedge fund|billionaire|tycoon|professors?|lawyers?|reporter|star)\b"
)
_CREDIT = re.compile(
    r"\s*(?:\([^()\n]{3,60}(?:/|\bvia\b|Photo|Images|Post|Times|AP|Reuters|EPA|AFP)[^()\n]{0,40}\)|"
    r"Hide Caption|View image|"
    r"(?:Photo|Image|Credit|EPA|Getty|Reuters|AFP|Rex)\b(?! (?:said|reported)))"
)
_CAPTION = 1.6


class Progress:
    """How far a story has come over all its articles, and what its headlines are about."""

    def __init__(self, material: Material) -> None:
        self._year = material.as_of.year
        self._as_of = material.as_of
        self._analyses = material.analyses
        self._articles = material.articles
        trusted = trusted_days(material)
        self._is_late = bool(trusted) and (material.as_of - trusted[-1]).days > _WEEK
        told: list[int] = []
        headed = max((stage(a.headline or "") for a in material.articles), default=0)
        for article in material.articles:
            early = [article.headline or ""]
            early += [s.span.of(article.text) for s in material.sentences(article)[:_TOLD_EARLY]]
            told.append(max(map(stage, early)))
        reached = [level for level in range(1, len(_STAGES) + 1) if _enough(told, level)]
        self._reached = max([*reached, headed])
        headlines = [a.headline or "" for a in material.articles]
        reacting = sum(bool(_REACTION_ANYWHERE.search(each)) for each in headlines)
        self._is_reaction = 2 * reacting >= len(headlines)
        self._headlines = [content_words(each) for each in headlines]
        self._material = material
        self._tolls = tuple(_tolls(material))

    def cost(self, article: Article, sentence: Sentence, events: tuple[Event, ...]) -> float:
        """What its first words, its stage and its tense take from a sentence as an opening."""
        text = sentence.span.of(article.text)
        predicate = sentence.predicate.of(article.text) if sentence.predicate else ""
        level = stage(text)
        year = _LONG_AGO.match(text)
        reacts = not self._is_reaction and _REACTION.words.match(predicate)
        return (
            sum(
                flaw.cost
                for flaw in (_SCENE, _BEING, _STATE, _COMING)
                if flaw.words.match(predicate)
            )
            + max(
                _REACTION.cost if reacts else 0.0, _OF_NOBODY if self._is_of_nobody(text) else 0.0
            )
            + (
                _COMING_UP
                if _WILL.match(predicate) and self._has_day_ahead(article, sentence)
                else 0.0
            )
            + (_MOCKED if self._is_mocked(text) else 0.0)
            + (_CAPTION if _CREDIT.match(article.text, sentence.span.end) else 0.0)
            + (_STALE if 0 < level < min(self._reached, 2) else 0.0)
            + (_BEHIND if 0 < level < self._reached else 0.0)
            - (_LATEST if 0 < level == self._reached else 0.0)
            + (_OF_ANOTHER_YEAR if year and int(year[1]) < self._year else 0.0)
            + (_ROUNDABOUT if _BOW.match(text) else 0.0)
            + (_IMAGINED if _is_imagined(events) and not _TOLD_BY.search(text) else 0.0)
            + (self._overdue(article, sentence) if _TO_COME.search(text) else 0.0)
            + (_FORECAST if _FORETOLD.search(text) and not _TOLD_BY.search(text) else 0.0)
            + (_OUTNUMBERED if self._is_outnumbered(article, text) else 0.0)
            + (_OVERTAKEN if self.is_overtaken(article, sentence, events) else 0.0)
        )

    @functools.cached_property
    def _done(self) -> Mapping[frozenset[str], Sequence[tuple[Article, Sentence]]]:
        return _done(self._material)

    def _is_outnumbered(self, article: Article, text: str) -> bool:
        """Whether a report that is not older counts more dead."""
        count = toll(text)
        return count > 1 and any(
            count < more <= _TENFOLD * count
            and (
                other.published is None
                or article.published is None
                or other.published.date() >= article.published.date()
            )
            for other, more in self._tolls
        )

    def _is_of_nobody(self, text: str) -> bool:
        """Whether it opens with somebody unnamed, whom not even the headlines speak of."""
        found = _SOMEBODY.match(text)
        if found is None or any(word[0].isupper() for word in found.group().split()[1:]):
            return False
        who = content_words(found.group().split()[-1])
        return sum(who <= words for words in self._headlines) < _SPOKEN_OF

    @functools.cached_property
    def _persons(self) -> frozenset[str]:
        """The names of two words that the articles give to persons."""
        return frozenset(
            printed
            for article in self._articles
            for name in self._analyses[article.id].names
            if name.kind == "person" and (printed := name.span.of(article.text)).count(" ") == 1
        )

    def _is_mocked(self, text: str) -> bool:
        """Whether it strings names together for somebody who goes by two of them."""
        return any(
            f"{words[0]} {word}" in self._persons
            for words in map(str.split, _MANY_NAMES.findall(text))
            for word in words[2:]
        )

    def _has_day_ahead(self, article: Article, sentence: Sentence) -> bool:
        """Whether it names a day that the brief's readers have before them."""
        return any(
            sentence.span.holds(timex.span)
            and timex.earliest is not None
            and timex.earliest == timex.latest
            and timex.earliest > self._as_of
            for timex in self._analyses[article.id].timexes
        )

    def _overdue(self, article: Article, sentence: Sentence) -> float:
        """What it costs to foretell what a reader of the brief has behind them."""
        is_past = not _SAYS.search(sentence.span.of(article.text)) and any(
            sentence.span.holds(timex.span) and timex.latest and timex.latest < self._as_of
            for timex in self._analyses[article.id].timexes
            if timex.type in {"DATE", "TIME"}
        )
        return _OVERDUE if is_past else _OLD if self._is_late else 0.0

    def is_overtaken(self, article: Article, sentence: Sentence, events: tuple[Event, ...]) -> bool:
        """Whether it says that something will happen which another article says happened."""
        text = article.text
        words = content_words(sentence.span.of(text))
        for event in events:
            if event.tense != "future" or not sentence.span.holds(event.trigger):
                continue
            deed = _deed(event, text)
            for other, done in self._done.get(deed, ()):
                if (
                    deed
                    and other.id != article.id
                    and str(other.published or "9") >= str(article.published or "")
                    and len(words & content_words(done.span.of(other.text)) - deed) > 1
                ):
                    return True
        return False


@functools.lru_cache(maxsize=8192)
def stage(text: str) -> int:
    """How far the matter has come that ``text`` tells of, 0 where it tells of no such matter."""
    low = text.lower()
    for level in range(len(_STAGES), 0, -1):
        if not any(hint in low for hint in _STAGE_HINTS[level - 1]):
            continue
        for found in _STAGES[level - 1].finditer(text):
            if not _UNREAL.search(text[max(0, found.start() - 40) : found.start()]):
                return level
    return 0


@functools.lru_cache(maxsize=8192)
def toll(text: str) -> int:
    """The most dead that ``text`` counts, 0 where it counts none."""
    if "ill" not in text and "die" not in text and "dead" not in text and "toll" not in text:
        return 0
    counts = (one or other for one, other in _TOLL.findall(text))
    return max(
        (_WORDS.get(each.lower()) or int(each.replace(",", "")) for each in counts), default=0
    )


def _tolls(material: Material) -> Iterator[tuple[Article, int]]:
    """The count of dead that each article opens with, where it has one."""
    for article in material.articles:
        texts = [article.headline or ""]
        texts += [s.span.of(article.text) for s in material.sentences(article)[:_TOLD_EARLY]]
        count = max(map(toll, texts))
        if count:
            yield article, count


_REACTION_ANYWHERE = re.compile(_REACTION.words.pattern.removeprefix(_ADVERBS), re.IGNORECASE)


def _enough(told: list[int], level: int) -> bool:
    """Whether more than one article has the story that far, or one of three."""
    return sum(each >= level for each in told) > (0 if len(told) <= 3 else 1)


def _is_imagined(events: tuple[Event, ...]) -> bool:
    return bool(events) and all(event.factual == "hypothetical" for event in events)


def _done(material: Material) -> Mapping[frozenset[str], Sequence[tuple[Article, Sentence]]]:
    """The articles that tell a deed as done, by its verb, and the sentences in which they do."""
    found: dict[frozenset[str], list[tuple[Article, Sentence]]] = {}
    for article in material.articles:
        sentences = material.analyses[article.id].sentences[:_LATE_PLACE]
        for event in material.analyses[article.id].events:
            if event.tense == "past" and event.factual == "happened":
                for sentence in sentences:
                    if sentence.span.holds(event.trigger):
                        found.setdefault(_deed(event, article.text), []).append((article, sentence))
    return found


def _deed(event: Event, text: str) -> frozenset[str]:
    """The verb by its stem; empty for one that every sentence may have."""
    return content_words(event.trigger.of(text).split()[-1])
