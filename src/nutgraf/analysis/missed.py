"""Names that the parser missed, found by honorifics, titles and consistency over the article."""

from __future__ import annotations

import re
from collections import defaultdict

from nutgraf.analysis.gender import GIVEN_NAMES
from nutgraf.analysis.mentions import Mention, is_title, key_of
from nutgraf.analysis.name_lexicon import (
    BODY_WORDS,
    NOT_NAMES,
    PLACE_WORDS,
    SHORT_BODY,
    folded,
    known_kind,
)
from nutgraf.analysis.syntax import Tree
from nutgraf.records import NameKind

# "CoinTally" is a body or its product; "McDoe" is not.
_CAMEL = re.compile(r"(?!Ma?c[A-Z]|De[A-Z]|La[A-Z]|O[A-Z])[A-Z][a-z]{2,}(?:[A-Z][a-z]+)+")


def with_missed(tree: Tree, mentions: list[Mention]) -> list[Mention]:
    """The mentions together with names that the parser saw elsewhere or that a title announces."""
    covered = bytearray(len(tree) + 1)
    for m in mentions:
        covered[m.start : m.end] = b"\x01" * (m.end - m.start)
    lower_words = {w.text for w in tree if w.text.islower()}
    forms: dict[str, dict[tuple[str, ...], NameKind]] = defaultdict(dict)
    for m in mentions:
        words = tuple(w.text for w in tree[m.start : m.end])
        forms[words[0]].setdefault(words, m.kind)
        if m.kind == "person" and len(words) > 1 and len(words[-1]) > 2:
            forms[words[-1]].setdefault(words[-1:], "person")
    for first, known in forms.items():
        forms[first] = dict(sorted(known.items(), key=lambda item: -len(item[0])))
    tails = {
        key[-1] for m in mentions if m.kind == "organisation" and len(key := key_of(tree, m)) > 1
    } - {"house", "states", "party", "police"}
    found: list[Mention] = []
    at = 0
    while at < len(tree):
        word = tree[at]
        end = at + 1
        if not covered[at] and word.text[:1].isupper():
            new = (
                _known_form(tree, at, forms.get(word.text, {}), covered, lower_words)
                or _announced(tree, at, covered)
                or _lone_body(tree, at, tails)
            )
            if new is not None:
                found.append(new)
                end = new.end
        at = end
    kinds = {key_of(tree, m): m.kind for m in mentions}
    for m in found:
        m.kind = kinds.get(key_of(tree, m), m.kind)
    return mentions + found


def _known_form(
    tree: Tree,
    at: int,
    known: dict[tuple[str, ...], NameKind],
    covered: bytearray,
    lower_words: set[str],
) -> Mention | None:
    for words, kind in known.items():
        end = at + len(words)
        if tuple(w.text for w in tree[at:end]) != words or any(covered[at:end]):
            continue
        word = tree[at]
        if len(words) == 1 and word.lower_ in lower_words and not word.tag_.startswith("NNP"):
            continue
        if end < len(tree) and tree[end].text[:1].isupper():
            if tree[end].lower_ in BODY_WORDS:
                return Mention(at, end + 1, "organisation")
            if tree[end].lower_ in PLACE_WORDS:
                return Mention(at, end + 1, "place")
        return Mention(at, end, kind)
    return None


def _announced(tree: Tree, at: int, covered: bytearray) -> Mention | None:
    """A person that a title, an honorific, or a common given name announces."""
    word = tree[at]
    if not word.tag_.startswith("NNP") or is_title(word):
        return None
    end = at + 1
    while (
        end < len(tree)
        and not covered[end]
        and (
            (tree[end].tag_.startswith("NNP") and tree[end].text[:1].isupper())
            or (tree[end].text == "-" and not tree[end].whitespace_)
        )
        and not is_title(tree[end])
        and end - at < 4
    ):
        end += 1
    if tree[end - 1].lower_ in BODY_WORDS | PLACE_WORDS or tree[end - 1].text == "-":
        return None
    if end < len(tree) and is_title(tree[end]):
        # "Chief Cabinet Secretary": still the title.
        return None
    before = tree[at - 1] if at else None
    titled = (
        before is not None
        and is_title(before)
        and (before.text[:1].isupper() or end - at > 1)
        and before.whitespace_ != ""
    )
    named = end - at > 1 and word.lower_ in GIVEN_NAMES
    if titled or named:
        return Mention(at, end, "person")
    return None


def _lone_body(tree: Tree, at: int, tails: set[str]) -> Mention | None:
    """A body by its acronym, or by its last word after "the" ("the Post")."""
    word = tree[at]
    low = word.lower_
    if _CAMEL.fullmatch(word.text):
        return Mention(at, at + 1, "organisation")
    if low in NOT_NAMES or not word.tag_.startswith("NNP"):
        return None
    known = known_kind(folded(word.text))
    if known is not None:
        return Mention(at, at + 1, known)
    shouting = word.sent[0].is_upper and word.sent[-1].is_upper
    if SHORT_BODY.fullmatch(word.text) and len(word.text) > 2 and not shouting:
        return Mention(at, at + 1, "organisation")
    after = tree[at + 1] if at + 1 < len(tree) else None
    followed = after is not None and after.tag_.startswith("NNP")
    if low in tails and at and tree[at - 1].lower_ == "the" and not followed:
        return Mention(at, at + 1, "organisation")
    return None
