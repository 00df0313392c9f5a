"""A name where it stands in the parse, before it is known whose it is."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from nutgraf.analysis.gender import HONORIFICS
from nutgraf.analysis.name_lexicon import folded, role_head
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.records import NameKind


class Mention(Struct):
    """Words ``start`` up to ``end`` of the tree that print one name."""

    start: int
    end: int
    kind: NameKind
    full_name: str = ""


def end_of(tree: Tree, mention: Mention) -> int:
    """The character after the last one of the name."""
    last = tree[mention.end - 1]
    return last.idx + len(last.text)


def printed_form(tree: Tree, mention: Mention) -> str:
    """The name as printed, with single blanks."""
    return " ".join(tree[mention.start : mention.end].text.split())


def key_of(tree: Tree, mention: Mention) -> tuple[str, ...]:
    """The words that the name is compared by; empty if it has no letters."""
    return folded(printed_form(tree, mention))


def is_title(word: Word) -> bool:
    """Whether ``word`` is an honorific or a role noun ("Mr.", "minister")."""
    low = word.lower_.rstrip(".")
    return low in HONORIFICS or role_head(word.text) is not None


def without_overlaps(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions in order, the first and longest where several share words."""
    kept: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or m.start >= kept[-1].end:
            kept.append(m)
    return kept
