"""Which news agency a text names as its own: the table of agencies, and where they sign."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from nutgraf.records import Article

# What an agency is called in a list, and what else it signs with.
_AGENCIES: dict[str, tuple[str, ...]] = {
    "AAP": ("Australian Associated Press",),
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "ANI": ("Asian News International",),
    "ANSA": (),
    "AP": ("Associated Press",),
    "Anadolu": ("Anadolu Agency",),
    "Bloomberg": ("Bloomberg News",),
    "CP": ("Canadian Press",),
    "EFE": ("Agencia EFE",),
    "IANS": ("Indo-Asian News Service",),
    "Interfax": (),
    "Kyodo": ("Kyodo News",),
    "PA": ("Press Association", "PA Media"),
    "PTI": ("Press Trust of India",),
    "Reuters": ("Thomson Reuters",),
    "TASS": ("ITAR-TASS",),
    "TNS": ("Tribune News Service",),
    "UPI": ("United Press International",),
    "Xinhua": ("Xinhua News Agency",),
    "Yonhap": ("Yonhap News Agency",),
    "dpa": ("Deutsche Presse-Agentur",),
}
_SHORT = {name: short for short, names in _AGENCIES.items() for name in (short, *names)}
_NAME = "(?P<name>" + "|".join(map(re.escape, sorted(_SHORT, key=lambda n: (-len(n), n)))) + ")"

_HEAD, _TAIL = 300, 600
_SIGNED = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        # ARDMOUTH (AP) — The ferry …
        rf"\((?:The )?{_NAME}\)",
        # By Orla Venn, Associated Press; By ORLA VENN The Associated Press
        rf"^\W*(?:By|BY)\b[^\n]{{0,80}}?[\s,|/](?:The |the )?{_NAME}\b",
        # © 2031 The Associated Press; Copyright 2031 Reuters
        rf"(?:©|\([cC]\)|[Cc]opyright|COPYRIGHT)[^\n.]{{0,30}}?\b{_NAME}\b",
        # A line of its own: "Reuters", "— The Associated Press", "Source: AFP"
        rf"^\W*(?:Source\W+|The |the )*{_NAME}\W*$",
    )
)
_REUTERS_CREDIT = re.compile(r"\bReporting by [^\n]{1,300}?\b[Ee]diting by ")
_IN_BYLINE = re.compile(rf"\b{_NAME}\b")
# TARN POINT, Velmora (Coastal Wire) —
_UNLISTED = re.compile(
    r"\s*[^\W\d_a-z][^\n()a-z]{2,40}(?:, [^\n()]{1,30})?\((?P<name>[^\n()]{2,40})\)\s*[—–-]"
)


def agency_of(article: Article) -> str | None:
    """The short name of the agency whose text an article says it is; ``None`` if it names none.

    The byline is asked first, then dateline and credit lines, then the publisher. An agency
    that the text merely cites ("told Reuters") or owes a picture to is not meant.
    """
    for line in article.byline:
        if found := _IN_BYLINE.search(line):
            return _SHORT[found["name"]]
    head, tail = article.text[:_HEAD], article.text[_HEAD:][-_TAIL:]
    for part in (head, tail):
        for pattern in _SIGNED:
            if found := pattern.search(part):
                return _SHORT[found["name"]]
        if _REUTERS_CREDIT.search(part):
            return "Reuters"
    publisher = (article.publisher or "").removeprefix("The ").removeprefix("the ")
    return _SHORT.get(publisher)


def agency_of_all(articles: Sequence[Article]) -> str | None:
    """The agency that most of some copies name, of equals the one named first; or ``None``.

    An agency that the table lacks counts where copies of two publishers or more bear its
    name in their datelines.
    """
    named = Counter(name for article in articles if (name := agency_of(article)))
    if named:
        return named.most_common(1)[0][0]
    unlisted: dict[str, set[str]] = {}
    for article in articles:
        if found := _UNLISTED.match(article.text):
            unlisted.setdefault(found["name"], set()).add(article.publisher or article.id)
    return next((name for name, who in unlisted.items() if len(who) > 1), None)
