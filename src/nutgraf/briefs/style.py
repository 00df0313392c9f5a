"""How a brief prints days, publishers and sentences: the house style, nothing else."""

from __future__ import annotations

import datetime as dt
import functools
import re

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Months of five letters and fewer are never shortened.
MONTHS = (
    "Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.",
    "Dec.",
)  # fmt: skip

_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        (
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ),
        start=2,
    )
}
# Crude on purpose: it only has to bring "injured" and "injuring" together.
_ENDING = re.compile(r"(?<=[a-z]{4})(?:ings?|ed|es|s|e)$")
_WORD = re.compile(r"\w+(?:[’'\-.]\w+)*")
_STOPS = """
a about after again against all also an and any are as at be because been before being
between both but by can could did do does doing down during each few for from further had has
have having he her here hers him his how i if in into is it its just me more most my new no
nor not now of off on once one only or other our out over own per said same say says she
should so some such than that the their them then there these they this those through to told
too two under until up very was we were what when where which while who whom why will with
would year years you your monday tuesday wednesday thursday friday saturday sunday mr mrs ms
percent according like get got made make many much people time first last day week month
"""
STOP_WORDS = frozenset(_STOPS.split())


def format_day(day: dt.date, as_of: dt.date, *, weekdays: bool = True) -> str:
    """A day as the brief of ``as_of`` prints it.

    The weekday within six days, unless ``weekdays`` are not wanted, else month and day, with
    the year only when it is another.
    """
    if weekdays and abs((day - as_of).days) <= 6:
        return WEEKDAYS[day.weekday()]
    printed = f"{MONTHS[day.month - 1]} {day.day}"
    return printed if day.year == as_of.year else f"{printed}, {day.year}"


def word_count(text: str) -> int:
    """The number of words a reader would count."""
    return len(text.split())


@functools.lru_cache(maxsize=16_384)
def content_words(text: str) -> frozenset[str]:
    """The words that carry the matter, lower case, endings off, small numbers as figures."""
    stems = set(map(_stem, set(_WORD.findall(text.lower()))))
    return frozenset(stem for stem in stems if stem is not None)


@functools.lru_cache(maxsize=65_536)
def _stem(word: str) -> str | None:
    word = word.removesuffix("'s").removesuffix("’s")
    if word in STOP_WORDS or (len(word) < 3 and not word.isdigit()):
        return None
    return _NUMBERS.get(word) or _ENDING.sub("", word)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the smaller set that the larger one holds, 0 to 1."""
    smaller = min(len(one), len(other))
    return len(one & other) / smaller if smaller else 0.0
