"""Whether words report or judge: what a brief may not say in its own voice."""

from __future__ import annotations

import functools
import itertools
import re

from nutgraf.records import Span

# Words by which a writer takes sides or raises the voice; in marks they are somebody's own.
_LOADED = re.compile(
    r"horr(?:or|ific|ifying|endous)|shock(?:ed|ing|ingly|er)|stunn(?:ing|ingly|ed)|chilling|"
    r"harrowing|gruesome|evil|vile|sick(?:ening)?|disgust\w*|despicable|"
    r"shame(?:ful|fully|d|less)?|disgrace\w*|outrageous\w*|ridiculous\w*|absurd\w*|bizarre\w*|"
    r"hilarious\w*|laughabl\w+|pathetic\w*|worthless|useless|nonsens\w+|insan\w+|craz(?:y|ed)|"
    r"hysteri\w+|unhinged|deranged|fools?|moron\w*|idiot\w*|stupid\w*|thugs?|savages?|minions|"
    r"cronies|elites|terrible|awful|amazing\w*|incredibl[ey]|brilliant\w*|epic|awesome|snazzy|"
    r"wimpy|legendary|iconic|beloved|notorious|infamous|so-called|brutal\w*|blistering|"
    r"scathing|savag\w+|doggedly|thoroughly|desperate\w*|embarrass(?:ed|ing|ingly)|"
    r"humiliat\w+|blast(?:s|ed)|slam(?:s|med)|eviscerat\w+|obliterat\w+|dangerously|rambling|"
    r"whoppers?|unsurprisingly|obviously|frankly|folks|surely|heroic\w*|hero|tragic\w*|"
    r"heartbreak\w+|blindly|minions|glitzy|decent|best-ever|mediocre|dazzling|superb|lacklust\w+|"
    r"underwhelming|"
    r"triumphant|uneventful|bash(?:es|ed)?|narcissist\w*|audacity|brusquely|gushed|rant(?:s|ed)?|"
    r"ridden|dictator|strongman|thrilling|jubilant|forgettable|flashy|weird|impassioned|"
    r"extraordinary|"
    r"brewing|perfectly|blustery|bragg(?:ed|ing|s)|brags?|whack"
)
_LOADED_PHRASES = re.compile(
    r"\b(?:"
    r"destroy(?:s|ed) (?:him|her|them)|r(?:ip|ipped|ips) into|t(?:ore|ears|earing) into|"
    r"lays? waste|hell out of|fact[ -]lacking|failed businessman|of course|wait for it|"
    r"(?:the|this) terrorists?(?! (?:attacks?|groups?|organi[sz]ations?|threats?|plots?|network))|"
    r"terrorists? (?:of|who|father)|in cold blood|openly threaten\w*|false narrative|"
    r"hit the nail|(?:stop|stops) at nothing|raked in|with a vengeance|needs to be heard|"
    r"american people the truth|all about (?:him|her)|good news|addicted to power|"
    r"rumou?r has it|(?:did|does) not disappoint|explosive new|senseless|nerve to|con m[ae]n|"
    r"came dangerously close|commit(?:ted)? the crime|cover(?:ed|ing)? up for|"
    r"proving (?:that|they|he|she)|endear (?:him|her)self|total control|"
    r"(?:islamic|muslim|somali|illegal) (?:immigrant|migrant)s?|"
    r"remind(?:s|ed) (?:him|her|them|the|everyone|us)|pointed out|forced to admit|"
    r"wild(?:ly)? celebrat\w+|race[ -](?:hustl|bait)\w+"
    r")\b"
)
_EPITHET = re.compile(
    r"\b(?P<before>an?|the|his|her|its|their|this|that|\w+[’']s) "
    r"(?P<word>(?:horrific|horrifying|shocking|stunning|chilling|harrowing|gruesome|brutal|"
    r"blistering|blustery|"
    r"scathing|worthless|notorious|infamous|beloved|iconic|legendary|epic|thrilling|weird|"
    r"extraordinary|impassioned|controversial|sensational|bizarre|disgraceful) )(?=[a-zA-Z])"
)
# Here no article stands before it: "one of them, controversial Sheriff Venn", "Venn finally said".
_BARE_EPITHET = re.compile(
    r"(?<=, )(?P<word>(?:controversial|notorious|infamous|beloved|iconic|legendary|embattled) )"
    r"(?=[A-Z])|(?<=[a-z] )(?P<adverb>(?:finally|doggedly|shockingly|brazenly|brusquely|"
    r"unsurprisingly) )(?=(?!need|seed|speed|feed)[a-z]+ed\b)"
)
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
# UTF-8 read as Latin-1, a word twice, a letter alone, a new sentence amid one: what stands there
# is not what was printed.
_GARBLED = re.compile(
    "[\x80-\x9f\ufffd]|[ÂÃ](?=[\\W\x80-\xbf])|â€|"
    r"\bâ\w|\wâ(?!\w)|\wâ(?:s|t|ve|re|ll|d)\b|"
    r"\b(the|an?|of|to|in|and|for|on|with|is|was|at|by) \1\b|"
    r"\b(?!that|very)([a-z/]{4,}) \2\b|"
    r"(?<=[a-z]{2} )(?![aiox])[b-z] (?=[a-z]{2})|"
    r"\b(?:and|but|or|that|because|which) (?:It|He|She|They|We|This|There)(?=[ ’'])|"
    r"^\W*(?:RELATED|READ MORE|WATCH)\b"
)
# Words that begin a sentence: amid one they may tell of a stop that was lost.
_AMID = (" It", " He", " She", " They", " We", " This", " There")
_STRESSED = re.compile(
    r"\b(?:MUST|NOT|NEVER|ALL|WILL|WANTS?|HAS|HAVE|HAD|WERE|WAS|ARE|AND|THE|WITH|THIS|THAT|FROM|"
    r"BEEN|DID|DOES|ONLY|OUT|BEFORE|AFTER|OVER|AGAIN)\b"
)
_DROPPED_CAP = re.compile(
    r"^(?:[A-Z]{2,}\s+[a-z]|(?:[A-Z]{2,}\s+){2,}[a-z]|[A-Z]{2,}\s+[A-Z]{2,}\b)"
)
_ACRONYMS_ALONE = re.compile(
    r"^(?:[A-Z]{2,5})\s+(?:is|are|was|were|has|have|had|will|\w+ed|\w+s)\b"
)


def loaded_words(text: str) -> int:
    """How many of the words in ``text`` judge instead of telling."""
    low = text.lower()
    return sum(map(_is_loaded, _WORD.findall(low))) + len(_LOADED_PHRASES.findall(low))


@functools.lru_cache(maxsize=65_536)
def _is_loaded(word: str) -> bool:
    return _LOADED.fullmatch(word) is not None


def epithets(text: str, span: Span) -> tuple[Span, ...]:
    """Loaded adjectives in a passage that can go and leave its grammar whole.

    They stand between an article or possessive and what they colour; "a" must fit what is left.
    """
    bare = (Span(*match.span()) for match in _BARE_EPITHET.finditer(text, span.start, span.end))
    return *bare, *(
        Span(match.start("word"), match.end())
        for match in _EPITHET.finditer(text, span.start, span.end)
        if match["before"].lower() not in {"a", "an"}
        or (match["before"].lower() == "an") == (text[match.end()].lower() in "aeiou")
    )


@functools.lru_cache(maxsize=8192)
def is_garbled(text: str) -> bool:
    """Whether characters of ``text`` were lost when it was read with the wrong encoding."""
    return _may_be_garbled(text) and bool(_GARBLED.search(text))


def _may_be_garbled(text: str) -> bool:
    """Whether a quick look finds anything by which a text might be; most have nothing."""
    words = text.split()
    return (
        not text.isascii()
        or any(word in text for word in _AMID)
        or any(len(word) == 1 and word.islower() and word not in "aiox" for word in words)
        or any(b.startswith(a.lstrip("([\"'/-")) for a, b in itertools.pairwise(words))
        or text.lstrip("\"'(-* ").startswith(("RELATED", "READ MORE", "WATCH"))
    )


def is_shouted(text: str) -> bool:
    """Whether words stand in capitals for the eye ("AT least nine …", "they MUST know")."""
    opens = _DROPPED_CAP.match(text) and not _ACRONYMS_ALONE.match(text)
    return bool(opens or _STRESSED.search(text))
