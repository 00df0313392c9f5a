"""Which printed forms of a person's name are spellings of one name.

Variant spellings are one person when the surnames have six letters or more, share the
first two, and differ by one edit (two from nine letters on), and the given names are equal,
short for one another, or alike but for vowels ("Volodymyr", "Vladimir").
"""

from __future__ import annotations

import re

from nutgraf.analysis.gender import MEN, WOMEN
from nutgraf.analysis.name_lexicon import SUFFIXES
from nutgraf.analysis.wordlists import listed

_NICKNAMES = frozenset(
    frozenset(pair.split("/"))
    for pair in listed(
        """mike/michael bill/william bob/robert rob/robert jim/james joe/joseph tom/thomas
    tony/anthony dick/richard rick/richard ted/edward ed/edward jack/john liz/elizabeth
    kate/katherine kate/catherine kathy/katherine chuck/charles charlie/charles
    larry/lawrence jerry/gerald steve/stephen steve/steven peggy/margaret maggie/margaret
    meg/margaret beth/elizabeth betty/elizabeth hank/henry harry/harold rudy/rudolph
    jeff/jeffrey andy/andrew dave/david nick/nicholas don/donald ron/ronald"""
    )
)


def _within(a: str, b: str, most: int) -> bool:
    """Whether ``a`` becomes ``b`` by at most ``most`` edits of one letter."""
    if abs(len(a) - len(b)) > most:
        return False
    row = list(range(len(b) + 1))
    for i, ca in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, cb in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (ca != cb))
    return row[-1] <= most


def one_surname(a: str, b: str) -> bool:
    """Whether two surnames are spellings of one."""
    if a == b:
        return True
    if min(len(a), len(b)) < 6 or a[:2] != b[:2] or max(len(a), len(b)) > 40:
        return False
    return _within(a, b, 2 if min(len(a), len(b)) >= 9 else 1) or _within(
        a.replace("yy", "y"), b.replace("yy", "y"), 1
    )


def _skeleton(word: str) -> str:
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouy]", "", word))


def is_nickname(a: str, b: str) -> bool:
    """Whether one given name, in lower case, is a usual short form of the other."""
    return frozenset((a, b)) in _NICKNAMES


def _one_given(a: str, b: str) -> bool:
    if a == b or is_nickname(a, b):
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if (a in MEN and b in WOMEN) or (a in WOMEN and b in MEN):
        return False
    if min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)):
        return True
    return a[0] == b[0] and len(_skeleton(a)) >= 3 and _skeleton(a) == _skeleton(b)


def name_parts(key: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    """The words without their suffix, and the suffix ("jr"); ``None`` if there is none."""
    if len(key) > 1 and key[-1].strip(",") in SUFFIXES:
        return tuple(w.strip(",") for w in key[:-1]), key[-1]
    return key, None


def one_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two forms of two words or more name one person."""
    (first, a_suffix), (second, b_suffix) = name_parts(a), name_parts(b)
    # A son is another person; "III" is often left out.
    if (a_suffix in ("jr", "sr") or b_suffix in ("jr", "sr")) and a_suffix != b_suffix:
        return False
    if len(first) < 2 or len(second) < 2:
        return a == b
    if sorted(first) == sorted(second):
        return True
    short, long = sorted((first, second), key=len)
    if long[-len(short) :] == short or long[: len(short)] == short:
        return True
    return _one_given(first[0], second[0]) and one_surname(first[-1], second[-1])
