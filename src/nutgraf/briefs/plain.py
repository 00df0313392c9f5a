"""Whether words report or judge: what a brief may not say in its own voice."""

from __future__ import annotations

import re

# Words by which a writer takes sides or raises the voice; in marks they are somebody's own.
_LOADED = re.compile(
    r"\b(?:"
    r"horr(?:or|ific|ifying|endous)|shock(?:ed|ing|ingly|er)|stunn(?:ing|ingly|ed)|chilling|"
    r"harrowing|gruesome|evil|vile|sick(?:ening)?|disgust\w*|despicable|shame(?:ful|fully|d|less)?|"
    r"disgrace\w*|outrageous\w*|ridiculous\w*|absurd\w*|bizarre\w*|hilarious\w*|laughabl\w+|"
    r"pathetic\w*|worthless|useless|nonsens\w+|insan\w+|craz(?:y|ed)|hysteri\w+|unhinged|deranged|"
    r"moron\w*|idiot\w*|stupid\w*|thugs?|savages?|minions|cronies|elites|race[ -](?:hustl|bait)\w+|"
    r"terrible|awful|amazing\w*|incredibl[ey]|brilliant\w*|epic|awesome|snazzy|wimpy|legendary|"
    r"iconic|beloved|notorious|infamous|so-called|brutal\w*|blistering|scathing|savag\w+|"
    r"doggedly|thoroughly|desperate\w*|embarrass(?:ed|ing|ingly)|humiliat\w+|blast(?:s|ed)|"
    r"slam(?:s|med)|destroy(?:s|ed) (?:him|her|them)|eviscerat\w+|obliterat\w+|"
    r"r(?:ip|ipped|ips) into|t(?:ore|ears|earing) into|lays? waste|hell out of|"
    r"dangerously|rambling|fact[ -]lacking|failed businessman|whoppers?|unsurprisingly|of course|"
    r"obviously|wait for it|frankly|folks|surely|heroic\w*|hero|tragic\w*|heartbreak\w+|"
    r"thrilling|jubilant|wild(?:ly)? celebrat\w+|forgettable|flashy|weird|impassioned|extraordinary"
    r")\b",
    re.IGNORECASE,
)
# UTF-8 read as Latin-1: what stands there is not what was printed.
_GARBLED = re.compile("[\x80-\x9f\ufffd]|[ÂÃ](?=[\\W\x80-\xbf])|â€")
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
    return len(_LOADED.findall(text))


def is_garbled(text: str) -> bool:
    """Whether characters of ``text`` were lost when it was read with the wrong encoding."""
    return bool(_GARBLED.search(text))


def is_shouted(text: str) -> bool:
    """Whether words stand in capitals for the eye ("AT least nine …", "they MUST know")."""
    opens = _DROPPED_CAP.match(text) and not _ACRONYMS_ALONE.match(text)
    return bool(opens or _STRESSED.search(text))
