"""What stands in one article's words and is not of its story: the site's name, credits, lists."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SEPARATOR = re.compile(r"\s(?:\||::|-|–|—)\s")
_LONGEST_HEADLINE = 500
_OF_A_SITE = re.compile(r"\.(?:com|org|net|tv)\b|\b(?:News|Weather|TV|Newspaper)\b|\bCNN\b", re.I)
_LETTERS = re.compile(r"[a-z0-9]+")
# Who wrote it, in the parenthesis of a dateline ("LONDON (Reuters) -"), and who took a picture.
_CREDITS = re.compile(
    r"\([A-Z][\w.& ]{1,30}\)(?= ?[-–—])"
    r"|\((?:Photos?|Source|Credit|Image|Video|Courtesy|AP Photo)\b[^()]{0,200}\)"
)
# The same where a text begins with it and no dash follows: "(CNN) The", "Ardmouth (CNN)The".
_CREDIT_AT_HEAD = re.compile(r"((?:[A-Z][\w.'’-]{0,30},? ){0,6})\([A-Z]{2,8}\)(?= ?[“\"]?[A-Z])")
# A play time before a title is an entry in a list of videos, which tells of other stories.
_PLAY_TIME = re.compile(r"\d{1,2}:\d\d (?![AP]\.?M\b)[A-Z]")


def bare_headline(headline: str, publisher: str | None) -> str:
    """The headline without the tail in which a site names itself ("… - KXYZ News")."""
    if len(headline) > _LONGEST_HEADLINE:
        return headline
    host = "".join(_LETTERS.findall((publisher or "").casefold().split(".")[0]))
    cut = _SEPARATOR.search(headline)
    while cut:
        after = _SEPARATOR.search(headline, cut.end())
        segment = headline[cut.end() : after.start() if after else None]
        squeezed = "".join(_LETTERS.findall(segment.casefold()))
        if cut.start() and (_OF_A_SITE.search(segment) or (len(host) > 2 and host in squeezed)):
            return headline[: cut.start()]
        cut = after
    return headline


def bare_sentences(sentences: Sequence[str]) -> list[str]:
    """The sentences without credits, and without the entries of a list of videos.

    They are those of an article from its start.
    """
    said = [_CREDITS.sub(" ", each) for each in sentences if not _PLAY_TIME.match(each)]
    credit = _CREDIT_AT_HEAD.match(said[0]) if said else None
    if credit:
        said[0] = f"{credit[1]} {said[0][credit.end() :]}"
    return said
