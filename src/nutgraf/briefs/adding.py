"""What a further sentence of *What happened* adds to its opening."""

from __future__ import annotations

import functools
import re

from nutgraf.briefs.material import Material
from nutgraf.briefs.style import content_words, overlap, word_count
from nutgraf.records import Article, Sentence, Span

_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b|\b(?:two|three|four|five|six|seven|eight|nine|ten)\b")
_NAME = re.compile(r"(?<=\w[ ,(“\"’'])[A-Z][\w’'-]+")
_CAUSE = re.compile(
    r"\b(?:because|after|since|due to|following|as a result|in order to|so that|"
    r"to (?:protect|avoid|prevent|protest)|"
    r"led to|caused|blamed|amid|said|says|told|denied|according)\b"
)
_DAY = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Sept|Oct|Nov|Dec)\.? \d|"
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r" \d)"
)
# Verbs for one deed, by their stems: a second sentence with another of the row tells it again.
_FAMILIES = (
    r"launch\w*|announc\w*|form(?:s|ed)|unveil\w*|introduc\w*|found(?:s|ed)|start(?:s|ed)|"
    r"set(?:s)? up|releas\w*|reveal\w*",
    r"kill\w*|die[sd]?|dead|deaths?",
    r"plung\w*|fell|falls?|fallen|drop\w*|slump\w*|tumbl\w*|sank|low|lowest|lost|crash\w*",
    r"arrest\w*|captur\w*|custody|detain\w*|apprehend\w*",
    r"charg(?:e|es|ed)|indict\w*|accus\w*",
    r"win|wins|won|beat|beats|victory|defeat\w*|champions?",
    r"resign\w*|quit|quits|stepp?(?:s|ed)? down",
    r"nominat\w*|pick(?:s|ed)?|appoint\w*|contender|choos\w*|chose|short ?list",
    r"fir(?:es|ed)|launch\w*|flew|flown|test(?:s|ed)",
    r"reject\w*|vot(?:e|es|ed)|block\w*|pass(?:es|ed)",
)
_OF_A_FAMILY = re.compile(
    r"\b(?:" + "|".join(f"(?P<_{n}>{row})" for n, row in enumerate(_FAMILIES)) + r")\b"
)
_SAME_MATTER = 0.28
_SAYING = re.compile(r"(?P<who>[A-Z][a-z’'-]+) (?:also )?(?:said|says|told|added)\b")
_SCORE = re.compile(r"\b\d{1,3}[-–]\d{1,3}\b(?!-)")
# "In October 1991, …": what is told of another year is no part of the event.
_LONG_AGO = re.compile(
    r"(?:Back )?(?:[Ii]n|[Oo]n) (?:[A-Z][a-z]+\.? )?(?:\d{1,2}, )?((?:19|20)\d\d)\b"
)
_CAPTION = re.compile(
    r"\b(?:can be|is|are) seen\b|\bpictured\b|"
    r"\b(?:in|from) (?:an?|this) (?:undated |file )?(?:photo|picture|image|video)\b"
)
# What others made of it, and what the writer does.
_ECHO = re.compile(
    r"\b(?:caus|spark|prompt|provok|ignit|draw|drew|drawn|fuel)\w* (?:\w+ ){0,2}(?:outrage|anger|"
    r"fury|debate|controversy|criticism|backlash|speculation)\b|"
    r"\bthe latest in a (?:string|series|line)\b|"
    r"\b(?:was|were)(?:n[’']t| not) (?:the only|alone)\b|"
    r"\b(?:hail\w*|regard\w*|turn\w*) .{0,40}\b(?:icon|hero)\b"
)
_POLL = re.compile(r"\b(?:poll|survey)s?\b")
_SHARES = re.compile(r"\d ?(?:percent|per cent|%)|\bpoints?\b")
# What was told so many days before the opening may no longer be so, unless it names its day.
_STALE = 2
# Why it was done, in so many words.
_REASON = re.compile(
    r"\b(?:because(?: of)?|due to (?:an?|the|its|his|her|their)\b|as a result of|"
    r"in response to|in protest (?:at|of)|"
    r"amid (?:concerns?|fears?)|over (?:concerns?|fears?|allegations))\b"
)
_GIVEN_BY = re.compile(r"\b(?:said|says|told|according|concerns?|fears?)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BECAUSE = 0.8
_APART = 0.5
# What was thought at first is found to be otherwise.
_TURN = re.compile(
    r"\b(?:was|were|is|are|had|has|have|did|does|do)(?: not|n[’']t)\b|\bruled out\b|\bno longer\b"
)
_FOUND_OUT = re.compile(
    r"\b(?:said|confirmed|concluded|found|tests?|testing|investigators?|officials?)\b"
)
_OTHERWISE = 0.8
_OF_IT = 0.3
# Somebody who was told of before, and not in the brief.
_SAME_SOURCE = re.compile(
    r"\b(?:the|that) (?:sources?|officials?|spokes\w+|witness(?:es)?|newspaper) "
    r"(?:said|added|says)\b"
)
# So short an opening is better followed by little than by nothing.
_SHORT = 29
_LITTLE = 0.01
# What the opening's own article tells next goes on from it.
_GOES_ON = 0.25
_PLACE, _WHEN, _FIGURE, _WHO, _WHY = 0.45, 0.35, 0.25, 0.25, 0.15
# A death told twice is mostly told with an older count; a story of deaths has many words.
_DEATHS = 1
_SAME_DEATHS = 0.12
# Those killed and hurt, and by how much a side won, are the scale of an event.
_TOLL = re.compile(
    r"\b(?:\d[\d,]*|dozens|hundreds|two|three|four|five|six|seven|eight|nine|ten|several)"
    r"(?: more)?(?: people| others)?(?: were| was| have been)?(?: \w+ly)? "
    r"(?:killed|dead|died|injured|wounded|hurt)\b|"
    r"\b(?:kill(?:s|ed|ing)|injur(?:es|ed|ing)|wound(?:s|ed|ing)) "
    r"(?:(?:at least|about|some|nearly|more than|over) )?(?:\d|dozens|hundreds|two|three|four)|"
    r"\btoll\b.{0,160}\b\d",
    re.IGNORECASE,
)
_SCALE_HINTS = ("ill", "dead", "die", "njur", "wound", "hurt", "toll", "-", "–")
_SCALE = 1.0
# A place that so many publishers name early is the story's.
_PLACES = 2
_EARLY = 6


class Adding:
    """What the opening of a brief tells, to hold other sentences against."""

    def __init__(
        self, material: Material, article: Article, sentence: Sentence, printed: str
    ) -> None:
        self._printed = printed
        self._material = material
        self._article = article.id
        self._told_on = article.published
        self._is_poll = bool(_POLL.search(printed))
        self._year = material.as_of.year
        self._words = content_words(printed)
        self._numbers = frozenset(_NUMBER.findall(printed))
        self._places = _places_of(material)
        self._has_place = bool(self._words & self._places)
        self._has_day = bool(_DAY.search(printed))
        self._families = _families(printed)

    def gain(self, article: Article, sentence: Sentence) -> float:
        """How much of place, day, figure, name and cause is new in it; 0 where nothing is."""
        text = sentence.span.of(article.text)
        words = content_words(text)
        year = _LONG_AGO.match(text)
        if (
            (year and int(year[1]) < self._year)
            or _CAPTION.search(text)
            or _SAME_SOURCE.search(text)
            or _ECHO.search(text)
            or self._is_overtaken(article, text)
            or self._is_of_another_poll(article, text)
        ):
            return 0.0
        same = self._families & _families(text)
        alike = overlap(words, self._words)
        if not self.is_scale(sentence, article) and (
            (same and alike >= _SAME_MATTER) or (_DEATHS in same and alike >= _SAME_DEATHS)
        ):
            return 0.0
        if self._opens_with_stranger(article, sentence):
            return 0.0
        numbers = frozenset(_NUMBER.findall(text)) - self._numbers
        names = content_words(" ".join(_NAME.findall(text))) - self._words
        gain = (
            (_PLACE if not self._has_place and words & self._places else 0.0)
            + (_WHEN if not self._has_day and _DAY.search(text) else 0.0)
            + (_FIGURE if numbers else 0.0)
            + (_WHO if names else 0.0)
            + (_WHY if _CAUSE.search(text) else 0.0)
        )
        if not gain and word_count(self._printed) < _SHORT and alike < _SAME_MATTER:
            gain = _LITTLE
        if gain and article.id == self._article:
            gain += _GOES_ON
        if alike >= _OF_IT and self._turns(text):
            gain += _OTHERWISE
        if alike < _APART and self._gives_reason(text):
            gain += _BECAUSE
        return gain + (_SCALE if self.is_scale(sentence, article) else 0.0)

    def _gives_reason(self, text: str) -> bool:
        """Whether it says why, and the opening does not; what is years ago is no reason."""
        years = map(int, _YEAR.findall(text))
        return (
            _REASON.search(text) is not None
            and _GIVEN_BY.search(text) is not None
            and _REASON.search(self._printed) is None
            and all(year >= self._year for year in years)
            and not any(len(n) > 1 and n in self._numbers for n in _NUMBER.findall(text))
        )

    def _turns(self, text: str) -> bool:
        """Whether somebody found that it is not as the opening has it."""
        return bool(
            _TURN.search(text) and _FOUND_OUT.search(text) and not _TURN.search(self._printed)
        )

    def _is_overtaken(self, article: Article, text: str) -> bool:
        """Whether it was told days before the opening, of no day: it may not be so any more."""
        if self._told_on is None or article.published is None or _DAY.search(text):
            return False
        return (self._told_on.date() - article.published.date()).days > _STALE

    def _is_of_another_poll(self, article: Article, text: str) -> bool:
        """Whether it tells of a poll, or shares of one, where the opening tells of another."""
        return (
            self._is_poll
            and article.id != self._article
            and bool(_SHARES.search(text) or _POLL.search(text))
        )

    def is_scale(self, sentence: Sentence, article: Article) -> bool:
        """Whether it tells how many or by how much, and the opening does not."""
        text = sentence.span.of(article.text)
        if not any(hint in text for hint in _SCALE_HINTS):
            return False
        return any(
            scale.search(text) and not scale.search(self._printed) for scale in (_TOLL, _SCORE)
        )

    def _opens_with_stranger(self, article: Article, sentence: Sentence) -> bool:
        """Whether it begins with a surname that the opening has not introduced."""
        for name in self._material.analyses[article.id].names:
            if name.span.start == sentence.span.start and name.kind == "person":
                words = name.span.of(article.text).split()
                return len(words) == 1 and not content_words(words[0]) & self._words
        # "West said": a name that was taken for a place.
        said = _SAYING.match(article.text, sentence.span.start)
        return said is not None and not content_words(said["who"]) & self._words


@functools.lru_cache(maxsize=16_384)
def _families(text: str) -> frozenset[int]:
    found = _OF_A_FAMILY.finditer(text.lower())
    return frozenset(int(match.lastgroup[1:]) for match in found if match.lastgroup)


def _places_of(material: Material) -> frozenset[str]:
    """The words of places that several publishers name among their first sentences."""
    named: dict[str, set[str]] = {}
    for article in material.articles:
        early = material.sentences(article)[:_EARLY]
        if not early:
            continue
        opening = Span(0, early[-1].span.end)
        for name in material.analyses[article.id].names:
            if name.kind == "place" and opening.holds(name.span):
                for word in content_words(name.span.of(article.text)):
                    named.setdefault(word, set()).add(material.publisher(article))
    return frozenset(word for word, who in named.items() if len(who) >= _PLACES)
