"""The role printed before or beside a person's name."""

from __future__ import annotations

import re

from nutgraf.analysis.gender import HONORIFICS
from nutgraf.analysis.mentions import Mention
from nutgraf.analysis.name_lexicon import QUOTES, role_head
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.analysis.wordlists import listed

_LINK = listed("of for and & the to")
_BEFORE = listed("former vice deputy acting assistant associate of for and & then ex interim")
_COMPANY_POSTS = listed(
    "ceo executive founder co-founder owner publisher chairman director producer"
)
# Words that describe a person rather than the post; a role starts after them.
_NOT_IN_ROLE = listed(
    """new embattled late longtime long-time veteran famous legendary controversial disgraced
    ousted beleaguered outspoken popular fellow young old elderly then own current outgoing
    incoming only many several two three other such last next second rival close top
    same flamboyant fiery hawkish charismatic powerful influential disgruntled
    former-reality bombastic prominent local like"""
)


def find_roles(tree: Tree, mentions: list[Mention]) -> dict[str, str]:
    """The best role of each full name: the longest printed before it, else beside it."""
    before: dict[str, str] = {}
    beside: dict[str, str] = {}
    for m in mentions:
        title = _role_before(tree, m.start)
        if title is not None and len(title) > len(before.get(m.full_name, "")):
            before[m.full_name] = title
        other = None if title else _role_beside(tree, m)
        if other is not None and len(other) > len(beside.get(m.full_name, "")):
            beside[m.full_name] = other
    return {**beside, **before}


def _stops(word: Word) -> bool:
    """Whether a role cannot reach over this word."""
    if word.is_space or word.text in QUOTES:
        return True
    if (
        word.lower_ in _LINK
        or word.text in ("-", "/")
        or (word.text.endswith(".") and word.is_alpha)
    ):
        return False
    if word.tag_ in ("NNP", "NNPS", "NN", "NNS", "JJ", "HYPH", "AFX", "FW"):
        return word.ent_type_ in ("DATE", "TIME", "CARDINAL", "MONEY")
    return not (role_head(word.text) or ("." in word.text[1:] and word.text[:1].isupper()))


def _role_before(tree: Tree, start: int) -> str | None:
    """The role that ends right before ``start``; ``None`` if none does."""
    end = start
    while end and tree[end - 1].lower_.rstrip(".") in HONORIFICS:
        end -= 1
    first = max(0, end - 12)
    at = end
    while at > first and not _stops(tree[at - 1]) and tree[at - 1].sent == tree[start].sent:
        at -= 1
    return _role_in(tree, at, end, needs_end=True)


def _role_in(tree: Tree, start: int, end: int, *, needs_end: bool) -> str | None:
    heads = [i for i in range(start, end) if role_head(tree[i].text)]
    if not heads:
        return None
    last = heads[-1]
    # After the role noun only "of X" or "for X" may follow before the name.
    if last != end - 1 and not (
        tree[last + 1].lower_ in ("of", "for", "to", "-") and tree[end - 1].text[:1].isupper()
    ):
        if needs_end:
            return None
        end = last + 1
    begin = last
    while begin > start and _joins_left(tree, begin, start, end):
        begin -= 1
    while begin < last and (
        tree[begin].lower_ in _LINK
        or tree[begin].text in _NOT_IN_ROLE
        or tree[begin].text in ("-", "/")
        or re.match(r"\d", tree[begin].text)
    ):
        begin += 1
    return " ".join(tree[begin:end].text.split())


def _joins_left(tree: Tree, begin: int, start: int, end: int) -> bool:
    word = tree[begin - 1]
    if word.text in _NOT_IN_ROLE or word.ent_type_ == "PERSON":
        return False
    # Before "President Roe" a small word belongs to the sentence, not to the title.
    if tree[begin].text[:1].isupper() and word.text[:1].islower() and word.lower_ not in _BEFORE:
        return False
    # Nothing stands before "former", nor a place before a nation: that is the place it was said.
    if tree[begin].lower_ == "former":
        return False
    if tree[begin].ent_type_ == "NORP" and word.ent_type_ in ("GPE", "LOC"):
        return False
    if word.lower_ in ("and", "&", "of", "for"):
        # "President and chief executive" is one post; in "aide to Premier Roe" Roe has the second.
        if word.lower_ in ("of", "for"):
            return False
        if not _COMPANY_POSTS & {w.lower_ for w in tree[begin:end]}:
            return False
        return begin - 2 >= start and role_head(tree[begin - 2].text) is not None
    return word.lower_ not in ("to", "the")


def _role_beside(tree: Tree, mention: Mention) -> str | None:
    """The role in apposition after or before the name; ``None`` if there is none."""
    after = mention.end
    if after + 1 < len(tree) and tree[after].text == ",":
        role = _role_from(tree, after + 1)
        if role is not None:
            return role
    before = mention.start - 1
    if before < 1 or tree[before].text != "," or after >= len(tree):
        return None
    if tree[after].text not in (",", ".", ")", "—") and tree[after].tag_ != "POS":
        return None
    if not any(w.dep_ == "appos" for w in tree[mention.start : mention.end]):
        return None
    at = before
    while at > max(0, before - 12) and not _stops(tree[at - 1]):
        at -= 1
    opener = tree[at - 1] if at else None
    if opener is None or opener.tag_ not in ("DT", "PRP$", "POS"):
        return None
    return _role_in(tree, at, before, needs_end=True)


def _role_from(tree: Tree, at: int) -> str | None:
    """The role that opens the phrase at ``at``, read past its article or possessor."""
    limit = min(len(tree), at + 14)
    owner = next((i for i in range(at, min(limit, at + 7)) if tree[i].tag_ == "POS"), None)
    if owner is not None and all(not _stops(w) or w.tag_ == "DT" for w in tree[at:owner]):
        at = owner + 1
    elif tree[at].tag_ in ("DT", "PRP$"):
        at += 1
    end = at
    while (
        end < limit and not _stops(tree[end]) and tree[end].lower_ not in ("and", "&", "the", "to")
    ):
        end += 1
    phrase = next((i for i in range(at, end) if tree[i].lower_ in ("of", "for")), end)
    head = next((i for i in reversed(range(at, phrase)) if role_head(tree[i].text)), None)
    if head is None or (head + 1 < phrase and tree[head + 1].tag_.startswith("NN")):
        return None
    tail = head + 1
    # "minister for Energy" keeps its field; "director of the agency that ..." only its noun.
    if tail + 1 < end and tree[tail].lower_ in ("of", "for") and tree[tail + 1].text[:1].isupper():
        tail += 2
        while tail < end and tree[tail].text[:1].isupper():
            tail += 1
        # "of Roe's firm" and "for Asian affairs" go on past what is taken here.
        if tree[tail - 1].tag_ == "JJ" or (tail < len(tree) and tree[tail].tag_ == "POS"):
            tail = head + 1
    begin = at
    while begin < head and (tree[begin].text in _NOT_IN_ROLE or re.match(r"\d", tree[begin].text)):
        begin += 1
    if any(w.lower_ in ("of", "for") for w in tree[begin:head]):
        return None
    return " ".join(tree[begin:tail].text.split())
