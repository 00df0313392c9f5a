"""Which full names of a story mean one person, however they are spelled or cut short."""

from __future__ import annotations

import collections
import functools
import unicodedata
from collections.abc import Mapping, Sequence

from nutgraf.analysis.spellings import is_nickname

SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
# Of shorter names a letter makes another: Marie and Maria.
_SPELLED = 6


@functools.lru_cache(maxsize=16_384)
def folded(name: str) -> str:
    """A name to be compared: "Kim Jong-un" is Kim Jong Un."""
    plain = unicodedata.normalize("NFKD", name)
    bare = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(bare.replace("-", " ").split())


def surname_of(key: str) -> str:
    """The last word of a folded name that is no "junior", or all of it."""
    words = [word for word in key.split() if word not in SUFFIXES]
    return words[-1] if words else key


def join_surnames(mentions: Mapping[str, Sequence[object]]) -> dict[str, str]:
    """Each folded name's canonical one: "trump" and "donald j. trump" go to "donald trump".

    A bare surname that fits two people stays by itself.
    """
    by_surname: dict[str, list[str]] = collections.defaultdict(list)
    for key in mentions:
        by_surname[surname_of(key)].append(key)
    canonical = {}
    for surname, keys in by_surname.items():
        # The fullest forms first: "george bush" may be two people, "george h.w. bush" one.
        full = sorted(
            (k for k in keys if k != surname), key=lambda k: (-len(k.split()), -len(mentions[k]), k)
        )
        heads: list[str] = []
        for key in full:
            fitting = [head for head in heads if _may_be_one(head, key)]
            if len(fitting) != 1:
                heads.append(key)
            canonical[key] = fitting[0] if len(fitting) == 1 else key
        for key in full:
            # "London Ann Roe", "DailyAnn Roe": what the page ran into the name
            whole = next((k for k in full if k != key and " " in k and key.endswith(k)), None)
            if whole is not None:
                canonical[key] = canonical[whole]
        heads = [key for key in heads if canonical[key] == key]
        if surname in keys:
            canonical[surname] = heads[0] if len(heads) == 1 else surname
    return canonical


def _may_be_one(one: str, other: str) -> bool:
    """Whether two folded full names of one surname may mean one person.

    "donald trump" is not "donald trump jr.", nor "george h.w. bush" "george w. bush"; a middle
    name that only one of the two has is no difference.
    """
    first, *rest = one.split()
    other_first, *other_rest = other.split()
    suffixes = [{w for w in words if w in SUFFIXES} for words in (rest, other_rest)]
    middles = [
        set(words[: -1 - len(suffix)]) if len(words) > 1 + len(suffix) else set()
        for words, suffix in ((rest, suffixes[0]), (other_rest, suffixes[1]))
    ]
    return (
        (
            first == other_first
            or _shortens(first, other_first)
            or _is_spelled_otherwise(first, other_first)
            or is_nickname(first, other_first)
        )
        and suffixes[0] == suffixes[1]
        and (not middles[0] or not middles[1] or middles[0] == middles[1])
    )


def _shortens(one: str, other: str) -> bool:
    """Whether one first name begins the other, as Chris does Christopher."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 3 and longer.startswith(shorter)


def _is_spelled_otherwise(one: str, other: str) -> bool:
    """Whether two first names differ in one letter, as Sergey and Sergei, Terrence and Terence."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _SPELLED or len(longer) - len(shorter) > 1 or one[0] != other[0]:
        return False
    same = next((i for i, c in enumerate(shorter) if c != longer[i]), len(shorter))
    rest = same if len(longer) > len(shorter) else same + 1
    return longer[same + 1 :] == shorter[rest:]
