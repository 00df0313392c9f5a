"""The sentences that composed ones may become: joined, a cue turned, a cue not said twice.

What a rewriter may make of sentences is a closed set, worked out from them alone. Free
wording checked word by word would not do: with the same words in the same order, "the
minister, said the union, lied" has another speaker than "the minister said the union lied".
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from nutgraf.analysis.wordlists import listed
from nutgraf.briefs.units import Unit, same_speaker, split, turned

# Between two sentences that keep all their words, from the loosest to the tightest.
_SEMICOLON, _WHILE, _AND = "; ", ", while ", ", and "
# What may end a sentence: a full stop, one within the marks, or nothing after "?" and the like.
_STOPS = (".", '."', "")
# Before more words of the one who has just been named.
_MORE = (", adding ", ", adding: ", ", adding that ", ", and added ", ", and added: ")
_MORE_THAT = (", and said ", ", and said that ", ", adding that ", ", and added that ")
_MORE_SAID = (", and said ", ", and said: ", ", and said that ")
# First words that lose their capital inside a sentence; the others may be names.
_LOWERED = listed(
    "The A An In On At By For From With Under Some Each Every All Both Two Three Four Five Six "
    "Seven Eight Nine Ten It Its They Their He She His Her This That These Those There If When "
    "After Before About More Most Many Several No Nobody Nothing"
)
# Before these, "that" would not open what was said.
_NO_THAT = ("that ", '"', "in ", "on ", "at ", "during ", "after ", "before ", "by ")


def is_told(text: str, composed: Sequence[str]) -> bool:
    """Whether ``text`` is one of the sentences that ``composed`` may become, in their order."""
    units: list[Unit] = []
    firsts: set[int] = set()
    for each in composed:
        firsts.add(len(units))
        units += split(each)
    ends = {(len(form), stop) for form, stop in _shapes(units[0]) if text.startswith(form)}
    for number, (before, unit) in enumerate(itertools.pairwise(units), start=1):
        forms = tuple(_joined(before, unit, within=number not in firsts))
        ends = {
            (at + len(form), stop)
            for at, due in ends
            for form, stop, after in forms
            if due == after and text.startswith(form, at)
        }
    return any(text[at:] == stop for at, stop in ends if stop in _STOPS)


def _shapes(unit: Unit) -> Iterator[tuple[str, str]]:
    """How a sentence may stand by itself: its words, and what is due after them.

    Due is what ends it; for words whose credit is left to the next sentence, that credit.
    """
    yield from _wordings(unit)
    if unit.said is not None and not unit.said.startswith(_NO_THAT):
        yield f"{unit.speaker} said that {unit.said}", "."
    if unit.credit is not None:
        yield unit.text.removesuffix(unit.credit), unit.credit


def _wordings(unit: Unit) -> Iterator[tuple[str, str]]:
    yield unit.text, "."
    if unit.stop == '."':
        yield unit.text.removesuffix('"'), '."'
    if unit.stop == "":
        yield unit.text, ""
    if unit.quote is None or unit.cue is None or unit.speaker is None:
        return
    plain = _plain(unit.quote)
    cue = unit.cue if unit.leads else turned(unit.cue)
    if cue is None:
        return
    capital = cue[:1].upper() + cue[1:]
    for mark in ("", ",", ":"):
        yield f"{capital}{mark} {plain}", "."
    # Other words of the cue would have to move with it.
    if unit.leads and turned(unit.cue) and unit.cue.endswith(("said", "says", "wrote")):
        yield f"{plain}, {unit.cue}", "."


def _joined(before: Unit, unit: Unit, *, within: bool) -> Iterator[tuple[str, str, str]]:
    """How ``unit`` may go on after ``before``: the words, what is due after and before them.

    What ends a sentence within the marks ends it for good: nothing goes on after it.
    """
    if within:
        yield f". {unit.text}", ".", "."
        if unit.stop == '."':
            yield f". {unit.text.removesuffix('"')}", '."', "."
    shapes = tuple(_shapes(unit))
    joints = [(joint, ".") for joint in _joints(before, unit)]
    if unit.credit is not None and unit.credit == before.credit:
        shared = (_SEMICOLON,) if before.scoped else (_SEMICOLON, _AND)
        joints += [(joint, unit.credit) for joint in shared]
    for joint, due in joints:
        for form, stop in shapes:
            yield f"{joint}{_inside(form)}", stop, due
    for joint, words in _continued(before, unit):
        yield f"{joint}{words}", ".", "."
        if unit.stop == '."' and words.endswith('"'):
            yield f"{joint}{words.removesuffix('"')}", '."', "."


def _joints(before: Unit, unit: Unit) -> tuple[str, ...]:
    """What may stand between two sentences so that neither reaches over the other."""
    if unit.bare:
        return ()
    own = unit.names_first or (unit.reach == "closed" and unit.starts_in_marks)
    fits = {
        "none": unit.reach == "none" or own,
        "open": unit.tells and own,
        # With its cue turned to the front, a quotation is as open as any.
        "closed": unit.tells and (own or (unit.reach == "closed" and before.speaker is None)),
    }[before.reach]
    if not fits:
        return ()
    return (_SEMICOLON, _WHILE) if before.scoped else (_SEMICOLON, _WHILE, _AND)


def _continued(before: Unit, unit: Unit) -> Iterator[tuple[str, str]]:
    """What more the one just named said, the cue not told twice."""
    marked = (*_MORE, *_MORE_SAID, " and " if before.leads else _AND)
    if unit.bare:
        yield from ((joint, unit.text) for joint in marked)
        return
    if not same_speaker(before, unit) or not (before.reach == "closed" or before.leads):
        return
    if unit.quote is not None and unit.cue in {f"{unit.speaker} said", f"said {unit.speaker}"}:
        yield from ((joint, _plain(unit.quote)) for joint in marked)
    elif unit.said is not None:
        thatless = unit.said.startswith(_NO_THAT)
        yield from ((joint, unit.said) for joint in (_MORE_THAT[:1] if thatless else _MORE_THAT))


def _plain(quote: str) -> str:
    """A quotation without the comma before its closing mark."""
    return quote.removesuffix(',"').removesuffix('"') + '"'


def _inside(form: str) -> str:
    """A sentence's words as they stand after others."""
    first = form.split(" ", 1)[0]
    return form[:1].lower() + form[1:] if first in _LOWERED else form
