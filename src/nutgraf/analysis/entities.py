"""The parser's entities, cleaned: no article, title or possessive stays inside a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nutgraf.analysis.gender import GIVEN_NAMES, HONORIFICS
from nutgraf.analysis.mentions import Mention, is_title
from nutgraf.analysis.name_lexicon import NOT_NAMES, PARTICLES, QUOTES, SUFFIXES, role_head
from nutgraf.analysis.syntax import Phrase, Tree, Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import NameKind

_KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "EVENT": "other",
    "LAW": "other",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
}
_AGENCIES = listed("reuters rex getty epa afp ap pa images swns bbc")
_TITLE_OPENERS = listed("press deputy vice chief prime assistant national executive senior")
_DEPARTMENTS = listed("state defense defence justice treasury labor commerce energy interior")


def from_entities(tree: Tree) -> Iterator[Mention]:
    """The names among the parser's entities, in order, trimmed to what a name may hold."""
    # Papers that print "The Washington Post" mid-sentence own their article; others do not.
    owned = {
        tree[e.start + 1].lower_
        for e in tree.ents
        if e.label_ == "ORG" and e.end - e.start > 1 and _owns_article(tree, e.start)
    }
    for ent in tree.ents:
        kind = _KINDS.get(ent.label_)
        if kind is None or (kind == "other" and _is_clause(ent)):
            continue
        for start, end in _pieces(ent, kind):
            mention = _trimmed(tree, start, end, kind, owned)
            if mention is not None:
                yield mention


def _owns_article(tree: Tree, at: int) -> bool:
    word = tree[at]
    if word.text != "The" or word.is_sent_start or at < 2:
        return False
    # After the comma and the mark that close a quotation the sentence goes on.
    return tree[at - 1].text not in QUOTES or tree[at - 2].text == ","


def _pieces(ent: Phrase, kind: NameKind) -> Iterator[tuple[int, int]]:
    """The entity cut at line breaks and, for persons, at what may not stand in a name."""
    start = ent.start
    for word in ent:
        cut = word.is_space or (
            kind == "person" and word.lower_ in (",", "and", "&", ";", ":", "/")
        )
        cut = cut or (kind == "place" and word.text == ",")
        cut = cut or (kind == "person" and word.tag_ in ("VBD", "VBZ") and word.text.islower())
        cut = cut or word.text in ("\u2014", "--", "|", "(", ")", "[", "]")
        if cut:
            if word.i > start:
                yield start, word.i
            start = word.i + 1
    if ent.end > start:
        yield start, ent.end


def _trimmed(tree: Tree, start: int, end: int, kind: NameKind, owned: set[str]) -> Mention | None:
    while start < end and _drops_left(tree, start, end, kind, owned):
        start += 1
    while end > start and (
        tree[end - 1].tag_ == "POS"
        or tree[end - 1].lower_ in ("'s", "’s", "'", "’", "s'")
        or (
            not any(c.isalnum() for c in tree[end - 1].text)
            and not tree[end - 1].text.endswith(".")
            and not (tree[end - 1].text == "-" and _goes_on(tree, end))
        )
        or (kind == "person" and end - start > 1 and _drops_right(tree[start], tree[end - 1]))
        or (kind == "organisation" and end - start > 1 and _opens_title(tree, end))
    ):
        end -= 1
    if start >= end:
        return None
    # The tokeniser parts "Jae-in", and the entity may stop in the middle of it.
    if tree[end - 1].text.endswith("-") and _goes_on(tree, end):
        end += 1
    elif (
        kind == "person"
        and end - start > 1
        and end + 1 < len(tree)
        and tree[end].text == "-"
        and not tree[end - 1].whitespace_
        and not tree[end].whitespace_
        and len(tree[end + 1].text) <= 4
    ):
        end += 2
    if kind == "person":
        end = _with_particles(tree, end)
    if kind == "organisation" and start > 0 and _owns_article(tree, start - 1):
        start -= tree[start].lower_ in owned
    half = (end - start) // 2
    if half > 1 and [w.text for w in tree[start : start + half]] == [
        w.text for w in tree[start + half : end]
    ]:
        # A caption that runs into the byline prints the name twice.
        end = start + half
    words = [w for w in tree[start:end] if any(c.isalnum() for c in w.text)]
    if not words or not any(c.isupper() or c.isdigit() for w in words for c in w.text[:2]):
        return None
    if len(words) == 1 and (
        words[0].lower_ in NOT_NAMES
        or role_head(words[0].text)
        or (words[0].lower_.rstrip(".") in HONORIFICS)
        or (len(words[0].text) < 2)
        or words[0].text.isdigit()
        or words[0].lower_.rstrip(".") in SUFFIXES
    ):
        return None
    if kind == "person" and words[0].text[0].isdigit():
        return None
    if kind == "person" and all(not w.tag_.startswith("NN") and w.tag_ != "FW" for w in words):
        return None
    within_title = start > 0 and end < len(tree) and is_title(tree[start - 1])
    if kind == "person" and len(words) == 1 and within_title and is_title(tree[end]):
        # "Cabinet" in "Chief Cabinet Secretary".
        return None
    if kind == "person" and role_head(words[-1].text) and words[0].lower_ not in GIVEN_NAMES:
        return None
    # "State" in "Secretary of State" and "Defense" in "Defense Secretary" are parts of a post.
    if len(words) == 1 and words[0].lower_ in _DEPARTMENTS:
        of_post = start > 1 and tree[start - 1].lower_ == "of" and is_title(tree[start - 2])
        if of_post or (end < len(tree) and is_title(tree[end])):
            return None
    return Mention(start, end, kind)


def _is_clause(ent: Phrase) -> bool:
    """Whether what was taken for a title holds the verb of its sentence: "Roe accused Doe"."""
    verb = ent.root
    return verb.dep_ == "ROOT" and verb.tag_ in ("VBD", "VBZ", "VBP") and verb.text.islower()


def _opens_title(tree: Tree, end: int) -> bool:
    """Whether the last word before ``end`` belongs to a post: "White House Press" Secretary."""
    return tree[end - 1].lower_ in _TITLE_OPENERS and end < len(tree) and is_title(tree[end])


def _goes_on(tree: Tree, end: int) -> bool:
    """Whether a word follows without a space, as "in" does in "Jae-in"."""
    return end < len(tree) and not tree[end - 1].whitespace_ and tree[end].text[0].isalpha()


def _with_particles(tree: Tree, end: int) -> int:
    """Where a person's name ends that goes on with "el-Sayed" or "van Dyk" after ``end``."""
    while end < len(tree) and not tree[end - 1].is_space:
        if re.match(r"(?:al|el|ul)-[A-Z]", tree[end].text):
            return end + 1
        if tree[end].text not in PARTICLES or end + 1 >= len(tree):
            return end
        onward = end + 1 + (tree[end + 1].text == "-")
        if onward >= len(tree) or tree[onward].tag_ != "NNP":
            return end
        end = onward + 1
    return end


def _drops_right(first: Word, last: Word) -> bool:
    """Whether the last word of a person's entity is not theirs: a small word, or a photo credit."""
    if last.text[:1].islower() or last.lower_ in _AGENCIES:
        return True
    return len(last.text) > 3 and last.is_upper and not first.is_upper


def _drops_left(tree: Tree, start: int, end: int, kind: NameKind, owned: set[str]) -> bool:
    word = tree[start]
    low = word.lower_
    if low in ("the", "a", "an"):
        following = tree[start + 1].lower_ if start + 1 < end else ""
        return word.text != "The" or kind == "person" or following not in owned
    if not any(c.isalnum() for c in word.text) or word.text.startswith("\\"):
        return True
    if low in _AGENCIES and start + 1 < end and _after_credit(tree, start, end, kind):
        return True
    if kind == "person":
        if word.text[:1].islower():
            return low not in PARTICLES
        return start + 1 < end and (
            is_title(word) or word.ent_type_ == "NORP" or low in ("former", "ex", "acting")
        )
    return word.text[:1].islower() and start + 1 < end and kind != "other" and word.pos_ != "PROPN"


def _after_credit(tree: Tree, start: int, end: int, kind: NameKind) -> bool:
    """Whether the credit of a picture runs into the name: "Getty Images Bill Doe"."""
    if kind == "person":
        return True
    return end - start == 2 and tree[end - 1].text == "Police"
