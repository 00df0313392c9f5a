"""May a rewritten sentence stand for the composed ones? Each rule gives its own reason.

The rules look at the sentence, at the composed ones and at the cited words, and at nothing
that a rewriter says of itself. The last of them alone would do; those before it say plainly
what is wrong, and stand should the last ever be loosened.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from nutgraf.analysis.clauses import GUARDED
from nutgraf.analysis.wordlists import listed
from nutgraf.briefs.joints import is_told
from nutgraf.briefs.units import outside

Rule = Literal["form", "length", "quotes", "names and numbers", "hedges", "words", "joining"]

MOST_JOINED = 3
MOST_WORDS = 70
MOST_CHARACTERS = 1200

_MARKED = re.compile('"([^"]*)"')
_WORD = re.compile(r"\w+(?:[’'.,:-]\w+)*")
_LINK = re.compile(r"https?:|www\.|\w@\w|://", re.IGNORECASE)
_MARKUP = re.compile(r"[<>{}\[\]`*_#|\\^~]")
_FOREIGN_MARK = re.compile("[“”„‟«»‹›＂]")
_CUES = frozenset({"said", "says", "reported", "reportedly"})
_MODAL = re.compile(
    r"\b(?:will|would|shall|should|can|cannot|could|may|might|must|ought|need|plans?|planned|"
    r"expects?|expected|intends?|hopes?|hoped|seeks?|aims?|proposed?|about|around|nearly|almost|"
    r"at least|at most|up to|some|roughly|more than|fewer than|less than|over|under)\b|n[’']t\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "hundred hundreds thousand thousands million millions billion billions trillion dozen dozens "
    "half third quarter first second yesterday today tomorrow tonight"
)
# All that a sentence may say beyond what was composed.
ADDED_WORDS = listed("and while adding added said says that")


class Proposal(Struct, frozen=True):
    """A rewritten sentence, the composed ones that it tells, and the words that those cite."""

    text: str
    composed: tuple[str, ...]
    passages: tuple[str, ...]


class Refusal(Struct, frozen=True):
    """Why the composed sentences stand: the rule, and the words that break it."""

    rule: Rule
    detail: str


def refusal(proposal: Proposal) -> Refusal | None:
    """The first rule that the sentence breaks; ``None`` where it may stand."""
    for rule, broken in RULES:
        detail = broken(proposal)
        if detail is not None:
            return Refusal(rule, detail)
    return None


def _form(proposal: Proposal) -> str | None:
    text = proposal.text
    if not text or text != text.strip() or "  " in text:
        return "empty, or with stray blanks"
    if not text.isprintable():
        return "a control or format character"
    if _LINK.search(text) and not _all_composed(_LINK, proposal):
        return "a link"
    if _MARKUP.search(text) and not _all_composed(_MARKUP, proposal):
        return "markup"
    if _FOREIGN_MARK.search(text) or text.count('"') % 2:
        return "a quotation mark that is not the house's, or without its partner"
    return None


def _all_composed(pattern: re.Pattern[str], proposal: Proposal) -> bool:
    """Whether the sentence has no more of it than was composed, as a publisher may print it."""
    here = Counter(pattern.findall(proposal.text))
    return here <= Counter(pattern.findall(" ".join(proposal.composed)))


def _length(proposal: Proposal) -> str | None:
    if not 1 <= len(proposal.composed) <= MOST_JOINED:
        return f"{len(proposal.composed)} sentences in one"
    words = len(proposal.text.split())
    room = sum(len(text.split()) for text in proposal.composed) + 3 * len(proposal.composed)
    if words > min(room, MOST_WORDS) or len(proposal.text) > MOST_CHARACTERS:
        return f"{words} words"
    return None


def _quotes(proposal: Proposal) -> str | None:
    told = _MARKED.findall(proposal.text)
    for words in told:
        if not any(words in passage for passage in proposal.passages):
            return f"not in the cited words: {words!r}"
    composed = [words for text in proposal.composed for words in _MARKED.findall(text)]
    if list(map(_unstopped, told)) != list(map(_unstopped, composed)):
        return "quotations left out, cut, joined or in another order"
    return None


def _unstopped(words: str) -> str:
    return words[:-1] if words.endswith((",", ".")) else words


def _names_and_numbers(proposal: Proposal) -> str | None:
    return _unknown(proposal, _is_fact)


def _words(proposal: Proposal) -> str | None:
    return _unknown(proposal, bool)


def _unknown(proposal: Proposal, wanted: Callable[[str], bool]) -> str | None:
    """The first word outside the marks that was neither composed nor is free to be added."""
    known = {word.casefold() for text in proposal.composed for word in _WORD.findall(text)}
    for word in _WORD.findall(outside(proposal.text)):
        if wanted(word) and word.casefold() not in known | ADDED_WORDS:
            return f"not in the composed words: {word!r}"
    return None


def _is_fact(word: str) -> bool:
    return word[0].isupper() or any(c.isdigit() for c in word) or word.casefold() in _NUMBER_WORDS


def _hedges(proposal: Proposal) -> str | None:
    """Each negation, condition, hedge and modal stands as often as it was composed."""
    here = _guarded(proposal.text)
    there = sum((_guarded(text) for text in proposal.composed), Counter[str]())
    lost, added = there - here, here - there
    if lost:
        return f"lost: {min(lost)!r}"
    return f"added: {min(added)!r}" if added else None


def _guarded(text: str) -> Counter[str]:
    words = outside(text).casefold()
    found = [match.group() for rule in (GUARDED, _MODAL) for match in rule.finditer(words)]
    return Counter(word for word in found if word not in _CUES)


def _joining(proposal: Proposal) -> str | None:
    if is_told(proposal.text, proposal.composed):
        return None
    return "words left out or moved, or joined so that who says what could be read otherwise"


RULES: tuple[tuple[Rule, Callable[[Proposal], str | None]], ...] = (
    ("form", _form),
    ("length", _length),
    ("quotes", _quotes),
    ("names and numbers", _names_and_numbers),
    ("hedges", _hedges),
    ("words", _words),
    ("joining", _joining),
)
