"""What time expressions denote: TIMEX3 type and value, and the calendar days.

A date without a year, or a weekday, is placed by the tense of the verb it hangs on ("met
Wednesday", "will meet Wednesday"); expressions such as "the next day" lean on the day
named last.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Sequence

from nutgraf.analysis.almanac import (
    Meaning,
)
from nutgraf.analysis.bearings import Scene
from nutgraf.analysis.readings import READERS, masked
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.analysis.timex import Found, find_timexes
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Timex

# ------------------------------------------------------------------ tense

_FUTURE_AUX = listed("will 'll ’ll shall wo would 'd could should may might must")
_AWAITING = listed(
    "hop plan expect schedule set due intend slate hope prepare vow pledge promise agree want "
    "aim poise ready likely go propose"
)
_PROGRAMME = listed(
    "come reach visit hold open begin start meet launch close end return vote face play expire "
    "resume arrive leave kick host take premiere air travel"
)


def _tense(word: Word) -> int:
    """-1 where the verb over ``word`` is past, +1 where what it tells is to come, else 0."""
    node = word
    for _ in range(12):
        if node.pos_ in ("ADJ", "NOUN") and node.lemma_.lower() in ("due", "upcoming", "deadline"):
            return 0 if any(c.lower_ in ("was", "were") for c in node.head.lefts) else 1
        if node.pos_ in ("VERB", "AUX") and node is not word:
            aux = {c.lower_ for c in node.children if c.dep_ in ("aux", "auxpass")}
            if aux & _FUTURE_AUX:
                return 1
            if "to" in aux:
                governor = node.head
                present = governor.tag_ in ("VBZ", "VBP")
                if governor is node or present or governor.lemma_.lower() in _AWAITING:
                    return 1
            elif node.tag_ == "VBD" or aux & {"had", "was", "were", "did"}:
                return -1
            elif node.tag_ == "VBN":
                return 0 if aux & {"is", "are", "be", "being"} else -1
            elif aux & {"has", "have", "'ve"}:
                return -1
            elif node.tag_ == "VBG" and aux & {"is", "are", "'s", "'re", "am"}:
                return 1
            elif node.tag_ in ("VBZ", "VBP") or (node.tag_ == "VB" and node.dep_ == "ROOT"):
                # "The move comes after …" tells of today, "comes to a vote" of a day ahead.
                idle = node.lemma_ == "come" and not any(
                    c.lower_ in ("to", "into") for c in node.rights
                )
                return 1 if node.lemma_.lower() in _PROGRAMME and not idle else 0
        if node.head is node:
            return 0
        node = node.head
    return 0


# ------------------------------------------------------------------ the whole text


def resolve_timexes(
    found: Sequence[Found], tree: Tree, text: str, creation_time: dt.date | None
) -> tuple[Timex, ...]:
    """The expressions with type, value and calendar days, in order.

    Without ``creation_time`` what leans on it has a value such as XXXX-XX-XX and no days.
    An expression that names no day there is (30 February) is left out.
    """
    words = [word for word in tree if not word.is_space]
    starts = [word.idx for word in words]
    resolved: list[Timex] = []
    named: Meaning | None = None
    for place, one in enumerate(found):
        scene = Scene(creation_time)
        scene.named = named
        scene.direction = _direction(one, words, starts)
        meaning = _mean(one, text, scene, found, place, words, starts)
        if meaning is None:
            continue
        if scene.leaned and creation_time is None:
            meaning = masked(meaning, one.kind)
        elif meaning.type == "DATE" and meaning.first is not None:
            named = meaning
        resolved.append(
            Timex(
                one.span,
                meaning.type,
                meaning.value,
                meaning.mod,
                one.signal,
                meaning.first,
                meaning.last,
            )
        )
    return tuple(resolved)


def _direction(one: Found, words: list[Word], starts: list[int]) -> int:
    if one.signal == "since":
        return -1
    at = max(0, bisect.bisect_right(starts, one.span.start) - 1)
    before = words[at - 1] if at else None
    if one.kind == "duration" and before is not None and before.head.pos_ in ("NOUN", "PROPN"):
        return 0  # "the first time in two years" counts backwards
    tense = _tense(words[at])
    return 1 if tense == 0 and one.signal in ("by", "until", "till") else tense


def _mean(
    one: Found,
    text: str,
    scene: Scene,
    found: Sequence[Found],
    place: int,
    words: list[Word],
    starts: list[int],
) -> Meaning | None:
    """The meaning of one expression, a clock time taking its day from the one beside it."""
    if one.kind in ("clock", "daypart") and "day" not in one.parts:
        for other in (*found[place + 1 : place + 2], *found[max(0, place - 1) : place]):
            low, high = sorted((one.span, other.span))
            gap = text[low.end : high.start]
            beside = len(gap) < 8 and re.fullmatch(r",? ?(?:on |at )?", gap)
            if beside and other.kind in ("date", "weekday", "dayword", "iso"):
                aside = Scene(scene.now)
                aside.direction = _direction(other, words, starts)
                meaning = _mean(other, text, aside, (), 0, words, starts)
                scene.neighbour = meaning.first if meaning else None
                break
    try:
        parts = dict(one.parts)
        return READERS[one.kind](one, parts, one.span.of(text), scene)
    except (ValueError, OverflowError):
        return None


def read_times(tree: Tree, text: str, creation_time: dt.date | None) -> tuple[Timex, ...]:
    """Every time expression of ``text`` with what it denotes; empty where there is none."""
    return resolve_timexes(find_timexes(tree, text), tree, text, creation_time)
