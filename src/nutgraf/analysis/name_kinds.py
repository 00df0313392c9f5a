"""One kind for one printed name, by the vote of the whole article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from nutgraf.analysis.gender import GIVEN_NAMES, HONORIFICS
from nutgraf.analysis.mentions import Mention, key_of
from nutgraf.analysis.name_lexicon import (
    BODY_WORDS,
    KNOWN_PERSONS,
    PARTICLES,
    PLACE_WORDS,
    SHORT_BODY,
    folded,
    known_kind,
    role_head,
)
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import NameKind

# More than all labels of the longest article together.
_CERTAIN = 1_000_000
_BODIES = listed(
    "band cartel club company faction firm gang group militia movement network organisation "
    "organization party sect startup team"
)


def settle_kinds(tree: Tree, mentions: list[Mention]) -> list[Mention]:
    """One kind for one printed name: the vote of the article, where a full name outvotes labels."""
    votes: dict[tuple[str, ...], Counter[NameKind]] = defaultdict(Counter)
    mentions = _parted(tree, mentions)
    for m in mentions:
        key = key_of(tree, m)
        acronym = m.end - m.start == 1 and SHORT_BODY.fullmatch(tree[m.start].text)
        votes[key]["organisation" if acronym and m.kind == "person" else m.kind] += 1
        honoured = m.start > 0 and _honours(tree[m.start - 1], len(key))
        named = len(key) > 1 and key[0] in GIVEN_NAMES and m.kind in ("person", "organisation")
        named = named or (m.kind == "organisation" and len(key) == 2 and _aged(tree, m.end))
        if (honoured or named) and key[-1:] and key[-1] not in BODY_WORDS | PLACE_WORDS:
            votes[key]["person"] += _CERTAIN
        if m.kind == "person" and _is_called_a_body(tree, m):
            votes[key]["organisation"] += 2 * _CERTAIN
    people = [k for k, v in votes.items() if len(k) > 1 and v.most_common(1)[0][0] == "person"]
    surnames = {k[-1:] for k in people}
    surnames |= {k[i:] for k in people for i in range(1, len(k) - 1) if k[i] in PARTICLES}
    speaking = {
        key_of(tree, m)
        for m in mentions
        if m.end - m.start == 1
        and tree[m.start].dep_ == "nsubj"
        and tree[m.start].head.lemma_ in ("say", "tell", "add", "write", "explain", "recall")
    }
    for key, vote in votes.items():
        labelled_place = vote["place"] > vote["person"] + vote["organisation"]
        labelled_place = labelled_place and key not in speaking
        if key in surnames and (len(key) > 1 or not labelled_place):
            vote["person"] += _CERTAIN
        known = known_kind(key)
        if known is not None and vote["person"] < _CERTAIN:
            vote[known] += _CERTAIN
    for m in mentions:
        key = key_of(tree, m)
        m.kind = votes[key].most_common(1)[0][0]
        # "U.N." is folded like the last name of Kim Jong Un.
        if (
            m.kind == "person"
            and known_kind(key) == "organisation"
            and tree[m.start].text.isupper()
        ):
            m.kind = "organisation"
    return mentions


def _aged(tree: Tree, at: int) -> bool:
    """Whether an age follows, as after a person only: ", 34," or ", a 34-year-old"."""
    follows = "".join(w.text_with_ws for w in tree[at : at + 5])
    return re.match(r", (?:\d\d?,|an? \d\d?-year)", follows) is not None


def _is_called_a_body(tree: Tree, m: Mention) -> bool:
    """Whether the noun before a name says that it is no person's: "the militant group Oro Bay"."""
    if m.start == 0 or tree[m.start - 1].text not in _BODIES:
        return False
    noun = tree[m.start - 1]
    head = tree[m.end - 1]
    return m.start <= noun.head.i < m.end or (head.dep_ == "appos" and head.head.i == noun.i)


def _honours(word: Word, length: int) -> bool:
    """Whether ``word`` before a name of ``length`` words makes it a person's."""
    if word.lower_.rstrip(".") in HONORIFICS:
        return True
    return length == 1 and word.text[:1].isupper() and role_head(word.text) is not None


def _parted(tree: Tree, mentions: list[Mention]) -> list[Mention]:
    """The mentions, with "Roe and Doe" as two where the article prints either as a person."""
    persons = {word for m in mentions if m.kind == "person" for word in key_of(tree, m)[-1:]}
    parted: list[Mention] = []
    for m in mentions:
        cuts = [i for i in range(m.start + 1, m.end - 1) if tree[i].lower_ in ("and", "&", ",")]
        sides = [*zip([m.start, *(c + 1 for c in cuts)], [*cuts, m.end], strict=True)]
        if (
            m.kind in ("organisation", "other")
            and cuts
            and all(b - a == 1 and folded(tree[a].text)[-1:] for a, b in sides)
            and all(folded(tree[a].text)[-1] in persons | KNOWN_PERSONS for a, _ in sides)
        ):
            parted.extend(Mention(a, b, "person") for a, b in sides)
        else:
            parted.append(m)
    return parted
