"""What stands beside a name in its sentence: a role that it has there already, or need not have."""

from __future__ import annotations

import re

from nutgraf.analysis.clauses import GUARDED
from nutgraf.analysis.wordlists import listed
from nutgraf.briefs.introductions import (
    AFTER,
    LAST_PHRASE,
    NO_TITLE,
    head_of,
    is_person_noun,
    is_role,
    role_before,
    title_before,
)
from nutgraf.records import Name, Span

# Words before a name, or before its title, that do not belong to it.
_SAY_NOTHING = listed(
    """about accused after against alongside and as asked at because before behind beside
    between both but by called calls defeated during ever for former from had has have if in
    including into is joined latter like meanwhile met named neither never of on or other over
    per praised quoted quoting rather said saw says since so than that then through to told
    under until versus via vs was were when where whether which while who whoever whom why with
    without yet however whatever another together either further later earlier"""
)
_NOUN_LIKE = re.compile(r"[a-z]{2,}(?:er|or|ist|ian|eer|ant)$")
_POSSESSOR = re.compile(r"\w[’']s?\s$")
_POST_OF = re.compile(r"([\w-]+)\s(?:of|for|to|at)\s(?:the\s)?(?:[A-Z][\w.&’'-]*\s)+$")
_IN_WORDS_AFTER = re.compile(r",\s(?:\d{1,3},\s)?(?:an?|the|who|whose|one of)\s|\s\(|[’']s\s")
_NOUN_AFTER = re.compile(r",(?:\s[a-z-]+){1,3}\s(?:of|for|at|in|from|with)\b")
# "The Roe strategist who wrote the reply": told when he was introduced.
_TOLD_OF = re.compile(r"\swho\s[^,.;:()\n\"“”—–]{3,90}(?=\.(?:\s|$))")
_REACH, _LONGEST = 60, 11


def has_role_beside(text: str, name: Span, start: int) -> bool:
    """Whether the sentence, from ``start``, says already what the named person is."""
    before = text[max(start, name.start - _REACH) : name.start]
    return _says_before(before) or _says_after(text, name.end)


def _says_before(before: str) -> bool:
    if before.endswith(", "):
        phrase = LAST_PHRASE.search(before[:-2])
        words = phrase.group().split() if phrase else []
        return bool(words) and (
            is_person_noun(words[-1])
            or any(
                is_role(" ".join(words[at:])) for at in range(max(0, len(words) - 11), len(words))
            )
        )
    words = before.split()
    if not words or not before.endswith(" ") or not words[-1].strip('"“”.,:;()'):
        return False
    last = words[-1]
    post = _POST_OF.search(before)
    if _POSSESSOR.search(before) or (post and is_person_noun(post[1])):
        return True
    if last[-1] in ',;:—–-"”“':
        return False
    if last[:1].isupper():
        return last not in NO_TITLE
    return is_person_noun(last) or (_NOUN_LIKE.match(last) is not None and last not in _SAY_NOTHING)


def _says_after(text: str, end: int) -> bool:
    if _IN_WORDS_AFTER.match(text, end):
        return True
    after = AFTER.match(text, end, end + 120)
    if after is not None and is_role(after["role"]):
        return True
    noun = _NOUN_AFTER.match(text, end)
    return noun is not None and is_person_noun(head_of(noun.group().split()[1:]))


def title_of_known(text: str, name: Name, span: Span, start: int) -> Span:
    """The name with the title right before it, which a second mention drops.

    ``span`` alone where there is none, or where words before the title belong to it.
    """
    role = title_before(text, name, span.start)
    if not role:
        return span
    opens = span.start - len(role) - 1
    if opens < start:
        return span
    before = text[start:opens].split()
    if before and _POSSESSOR.search(f"{before[-1]} ") and before[-1][:1].isupper():
        # "Roe’s lawyer Ann Coe"
        opens -= len(before.pop()) + 1
    word = before[-1] if before else ""
    free = not word or word[-1] in ',;:."”“)' or word.casefold() in _SAY_NOTHING
    return Span(opens, span.end) if free else span


def roles_of_known(text: str, name: Span, start: int, end: int) -> tuple[Span, ...]:
    """What a second mention need not say again: "the owner of the mill" before it or after."""
    before = role_before(text, name)
    if before is not None and start <= before.start and re.match(r",\s[a-z]", text[name.end :][:3]):
        return Span(before.start, name.start), Span(name.end, name.end + 1)
    after = AFTER.match(text, name.end, end)
    if after is None or not is_role(after["role"]):
        return ()
    closes = after.end("role")
    said_before = re.search(
        r"\b(?:said|says|told)\s$", text[max(start, name.start - 8) : name.start]
    )
    told_of = _TOLD_OF.match(text, closes, end)
    if told_of and not GUARDED.search(text, closes, told_of.end()):
        closes = told_of.end()
    if text[closes : closes + 1] == "." or (said_before and text[closes : closes + 1] == ","):
        return (Span(name.end, closes),)
    if re.match(r",\s[a-z]", text[closes : closes + 3]):
        return (Span(name.end, closes + 1),)
    return ()
