"""Whether a sentence can be told out of its article at all: whole, plain and by itself."""

from __future__ import annotations

import re

from nutgraf.analysis.clauses import EVERYBODYS
from nutgraf.briefs.plain import is_garbled
from nutgraf.briefs.worth import News
from nutgraf.records import Article, Sentence

_FEWEST = 7
_MOST = 60
# Of a sentence more than this is a report, and the rest in marks.
_REPORTED = 0.6
# So much of its headline at its start tells that a sentence ran into it.
_HEADED = 30
_STOPS = frozenset(".!?…")
_CLOSING = "\"”’')]"
_LONGEST_SHORT = 7
# "…, and on Sun.": a sentence that was taken to end where only a word was shortened.
_BROKEN_OFF = re.compile(
    r"\b(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Mrs?|Ms|Dr|Gov|Sens?|"
    r"Reps?|Lt|Gen|Sgt|Col|Rev|St|vs|[Nn]o|[A-Z])\.$(?<!U\.S\.)(?<!D\.C\.)(?<!U\.K\.)(?<!U\.N\.)"
)
# A writer who speaks, or who judges; looked up word by word, which is quicker than a pattern.
_OPINION = frozenset(
    (
        "i", "we", "you", "our", "my", "your", "seem", "seems", "perhaps", "surely", "obviously",
        "frankly", "folks", "amazing", "disgusting", "shocking", "hilarious", "epic", "insane",
        "stunning", "horrific", "savage", "savages", "whopper", "whoppers", "harrowing", "snazzy",
        "unsurprisingly", "thug", "thugs",
    )
)  # fmt: skip
_OPINION_PARTS = ("?", "!", "…", "...", "disgrace", "hysteri", "so-called", "mainstream media")
_US = re.compile(r"\bus\b")
_OUR_WORLD = re.compile(rf"\bour (?=(?:[a-z]+ ){{0,3}}(?:{'|'.join(sorted(EVERYBODYS))}))")
# "At the end": short words may come twice in a row of three.
_LONG_ROW = 15
_TOKEN = re.compile(r"[a-z]+")
_LEANING = re.compile(
    r"\b(?:he|she|it|they|him|her|them|his|its|their|this|these|those|such|then|here|there)\b|"
    r"^(?:And|But|So|Or|Yet|Now|Also|Still|However|Instead|Meanwhile)\b",
    re.IGNORECASE,
)
# "Along with the union, it also plans": who "it" is, only the sentence before knows.
_UNSETTLED = re.compile(
    r"(?:(?:Along|Also|At|By|Despite|During|For|From|In|Instead|On|With)\b[^,\"“]{0,80}, )?"
    r"(?:it|they)\b",
    re.IGNORECASE,
)
# "BY Ann Example", "3:14 PM": the furniture of a page run into its first sentence.
_FURNITURE = re.compile(
    r"\b\d{1,2}:\d\d [AP]M [A-Z]{2,4} BY\b|\bStory Continued\b|"
    r"^From (?:the )?[A-Z][\w ]+: |^\W*[Vv]ia\b|"
    r"(?:\b[A-Z]{3,}\b\W+){5}|\bImage [A-Z]|"
    r"[a-z] (?:But|And|However|Although|He|She|They|There|When|After) [A-Za-z]|"
    r"^As Written\b|\b(?:first seen|seen first) on\b|^Repost\w*\b|\bFull Story Here\b|"
    r"^Any(?:one|body) [A-Z0-9]\w* \w+s\b"
)
_FURNITURE_HINTS = (
    " BY", "Story Continued", "From ", "ia ", "Image ", " But ", " And ", " However ",
    " Although ", " He ", " She ", " They ", " There ", " When ", " After ", "As Written",
    "first on", "first seen", "seen first", "Repost", "Full Story", "Any",
)  # fmt: skip
_LOUD = 5
# "It carries 91 people": told right after the sentence that names the ferry, it is plain.
_CONTINUES = re.compile(
    r"(?:It|They|He|She|Its|Their|His|Her|These [a-z]+)\b(?! (?:comes?|came)\b)"
)
_NEW_TURN = re.compile(r"\b(?:but|however|also|instead|meanwhile|another|others?|such)\b", re.I)


# "(The mill had closed before.)", and no "(CNN)The mill has closed."
_ASIDE = re.compile(r"\((?![A-Z]{2,8}\))")


def is_whole(sentence: Sentence, text: str) -> bool:
    """Whether it is a sentence, and no headline, highlight, call to the reader or stump."""
    printed = sentence.span.of(text)
    return (
        len(printed.split()) >= _FEWEST
        and not _ASIDE.match(printed)
        and printed.rstrip(_CLOSING)[-1:] in _STOPS
        and not _BROKEN_OFF.search(printed, len(printed) - _LONGEST_SHORT)
    )


def can_be_told(article: Article, sentence: Sentence, place: int, news: News) -> bool:
    """Whether it says who did what, leans on no other sentence, and is printed as it was meant."""
    text = article.text
    printed = sentence.span.of(text)
    words = len(printed.split())
    # The first has none before it to lean on, if it points to nobody.
    leans = not sentence.stands_alone and (place > 1 or _LEANING.search(printed))
    if words > _MOST or leans or not news.is_clause(sentence) or _UNSETTLED.match(printed):
        return False
    if is_garbled(printed) or _is_furniture(printed) or _says_twice(printed):
        return False
    headline = (article.headline or "")[:_HEADED]
    return len(headline) < _HEADED or not printed.startswith(headline)


def continues(sentence: Sentence, text: str) -> bool:
    """Whether all that it leans on is the sentence before it, to which its first word points."""
    printed = sentence.span.of(text)
    return (
        not sentence.stands_alone
        and bool(_CONTINUES.match(printed))
        and not _NEW_TURN.search(printed)
        and not _is_furniture(printed)
        and len(printed.split()) <= _MOST
        and sentence.predicate is not None
        and not is_garbled(printed)
    )


def is_report(article: Article, printed: str, outside: str) -> bool:
    """Whether the words ``outside`` its marks report, are most of it, and tell of the event.

    What the publisher did before is its own story.
    """
    if _judges(outside) or len(outside.split()) < _REPORTED * len(printed.split()):
        return False
    return not (article.publisher and outside.startswith(f"{article.publisher} "))


def _judges(outside: str) -> bool:
    """Whether the writer speaks in these words, or takes sides."""
    low = _OUR_WORLD.sub("", outside.lower())
    tokens = set(_TOKEN.findall(low))
    return (
        not _OPINION.isdisjoint(tokens)
        or any(part in low for part in _OPINION_PARTS)
        or ("us" in tokens and bool(_US.search(outside)))
    )


def _is_furniture(printed: str) -> bool:
    """Whether the page's furniture stands in it; what shows none at a glance is not searched."""
    glance = any(hint in printed for hint in _FURNITURE_HINTS)
    loud = sum(map(str.isupper, printed.split())) >= _LOUD
    return (glance or loud) and bool(_FURNITURE.search(printed))


def _says_twice(printed: str) -> bool:
    """Whether three words in a row come twice, as where a headline ran into the sentence."""
    words = _TOKEN.findall(printed.lower())
    if len(words) - len(set(words)) < 3:
        return False
    rows = [
        row
        for row in zip(words, words[1:], words[2:], strict=False)
        if sum(map(len, row)) >= _LONG_ROW
    ]
    return len(rows) > len(set(rows))
