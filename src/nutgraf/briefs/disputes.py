"""What another article of the story hedges or denies: no brief says it in its own voice."""

from __future__ import annotations

import functools
import re

from nutgraf.briefs.material import Material
from nutgraf.briefs.style import content_words, overlap

_SENTENCES = 30
_HEDGED = re.compile(
    r"\b(?:supposed(?:ly)?|alleg\w+|purported(?:ly)?|reportedly|apparent(?:ly)?|possible|possibly|"
    r"rumou?red|unconfirmed|legend has it|is said to|are said to|accused|suspected|contender|"
    r"short ?list|considering|under consideration|could|may|might)\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:did not|didn[’']t|was not|wasn[’']t|were not|weren[’']t|has not|hasn[’']t|"
    r"no evidence (?:that|of)|not true that|denied (?:that|having)?)\s",
    re.IGNORECASE,
)
_CLAIM = re.compile(r"\bclaim(?:s|ed|ing) (?:the )?responsibility\b", re.IGNORECASE)
_NO_PROOF = re.compile(
    r"\b(?:no (?:proof|evidence|connection|link|ties?)|not (?:been )?(?:verified|confirmed)|"
    r"un(?:verified|confirmed|substantiated)|could not (?:be )?(?:verif|confirm)\w+)\b",
    re.IGNORECASE,
)
# Letters that stand in every text one of these may be found in: they are looked for first.
_HINTS: tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...] = (
    (
        "hedged",
        _HEDGED,
        (
            "pos",
            "alleg",
            "port",
            "apparent",
            "rumo",
            "confirm",
            "legend",
            "said to",
            "accus",
            "suspect",
            "contender",
            "short",
            "consider",
            "could",
            "may",
            "might",
        ),
    ),
    ("denied", _DENIED, (" not ", "n't ", "n’t ", "evidence", "denied")),
    ("unproven", _NO_PROOF, ("no ", "not ", "verif", "confirm", "unsub")),
)
_ATTRIBUTED = re.compile(
    r"\b(?:said|says|say|told|according|claims?|claimed|alleg\w+|accus\w+|report(?:s|edly)|"
    r"argued)\b"
)
# A hedge that two articles have is one that the event needs.
_HEDGERS = 2
_SAME_CLAIM = 0.55
# So many words after "did not" tell what was not done.
_SCOPE = 2
_LEAST = 4
_UNHEDGED = 0.8
_CONTRADICTED = 1.4
_UNPROVEN = 1.5


class Disputes:
    """The sentences of a story that hedge or deny, to hold others against."""

    def __init__(self, material: Material) -> None:
        self._hedged: list[tuple[str, frozenset[str]]] = []
        self._denied: list[tuple[str, frozenset[str], frozenset[str]]] = []
        self._has_denial = False
        for article in material.articles:
            who = material.publisher(article)
            early = material.sentences(article)[:_SENTENCES]
            texts = [article.headline or "", *(s.span.of(article.text) for s in early)]
            for text in texts:
                kinds = _kinds(text)
                if kinds:
                    words = content_words(text)
                    if "hedged" in kinds:
                        self._hedged.append((who, words))
                    if "denied" in kinds:
                        self._denied.append((who, words, _scope(text)))
                    self._has_denial |= "unproven" in kinds

    def cost(self, publisher: str, text: str, words: frozenset[str]) -> float:
        """What a sentence loses that tells flatly what others hedge, deny or cannot verify."""
        kinds = _kinds(text)
        if not (self._hedged or self._denied or self._has_denial):
            return 0.0
        attributed = bool(_ATTRIBUTED.search(text))
        found = 0.0
        if "hedged" not in kinds and not attributed:
            hedgers = {
                who
                for who, other in self._hedged
                if who != publisher and len(words & other) >= _LEAST
                and overlap(words, other) >= _SAME_CLAIM
            }  # fmt: skip
            found += _UNHEDGED if len(hedgers) >= _HEDGERS else 0.0
        if "denied" not in kinds and not attributed:
            found += _CONTRADICTED if self._is_denied(publisher, words) else 0.0
        if _CLAIM.search(text) and self._has_denial and "unproven" not in kinds:
            found += _UNPROVEN
        return found

    def _is_denied(self, publisher: str, words: frozenset[str]) -> bool:
        return any(
            who != publisher
            and len(scope) >= _SCOPE
            and scope <= words
            and len(words & other) >= _LEAST
            for who, other, scope in self._denied
        )


def _scope(text: str) -> frozenset[str]:
    """The first words of what is denied."""
    denial = _DENIED.search(text)
    found: frozenset[str] = frozenset()
    for word in text[denial.end() :].split() if denial else ():
        found |= content_words(word)
        if len(found) == _SCOPE:
            break
    return found


@functools.lru_cache(maxsize=16_384)
def _kinds(text: str) -> frozenset[str]:
    low = text.lower()
    return frozenset(
        name
        for name, pattern, hints in _HINTS
        if any(hint in low for hint in hints) and pattern.search(text)
    )
