"""Denials and rejections in a publisher's words: the answer of the one who is accused."""

from __future__ import annotations

import re

from nutgraf.records import Article, Quote

# Who denies or rejects something answers, whether the rules know the verb or not.
_CUE = re.compile(
    r"(?:(?:has|have|had|also|long|repeatedly|\w+ly) )*"
    r"(?:den(?:y|ies|ied)(?: \w+ing)?|rejects?|rejected|dismiss(?:es|ed)|disput(?:es|ed)|"
    r"challenged|criticized|criticised|condemn(?:s|ed))(?: that)?"
)
# … and what it is: the council that denied a request, or rejected a bill, did not answer.
_ANSWERABLE = re.compile(
    r"\s*(?:that|any|all|about|being|having|making|knowing|doing)\b|"
    r".{0,40}?\b(?:accus|alleg|reports|rumou?r|claim|charg|critic|idea|notion|premise|suggest|"
    r"account|involve|responsib|wrongdoing|accounts|attack|launch|test|officer|police|decision|"
    r"plan)"
)
_PASSIVE = re.compile(r"\b(?:been|was|were|is|are|being|be) $")


def denies(article: Article, quote: Quote) -> bool:
    """Whether somebody named denies or rejects something in the publisher's words."""
    if quote.kind != "indirect" or not quote.speaker or len(quote.cue) != 1 or not quote.source:
        return False
    cue = quote.cue[0]
    before = article.text[max(0, cue.start - 6) : cue.start]
    return (
        _CUE.fullmatch(cue.of(article.text)) is not None
        and not _PASSIVE.search(before)
        and min(quote.source).end <= cue.start
        and _ANSWERABLE.match(article.text, cue.end) is not None
    )
