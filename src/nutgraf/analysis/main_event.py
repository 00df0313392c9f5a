"""Which of an article's events is the one it was written for, and the day of that one.

Each event is weighed by a few kinds of evidence, each from 0 to 1, times the weights of one
table. The heaviest is the main event. Where its clause names no day, it took place on the
first recent day that the article names, else on the article's own day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, structs

from nutgraf.analysis.layout import is_furniture
from nutgraf.analysis.syntax import Phrase, Tree
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Event, Interval, Name, Span, Timex

WEIGHTS: Mapping[str, float] = {
    # The share of the headline's words that the clause has.
    "headline": 6.0,
    # One of those who take part is in the headline.
    "named in headline": 0.75,
    # 1 in the first sentence, a half in the second, a third in the third.
    "early": 2.0,
    # How often the article comes back to those who take part.
    "often named": 0.75,
    # The clause names a recent day.
    "recent day": 0.25,
    # It says who: not only "it" or "they".
    "says who": 0.25,
    # It is neither planned nor only possible.
    "happened": 0.25,
    "background": -0.5,
    # It stands in a caption, a credit or a button.
    "furniture": -2.0,
}

_WORD = re.compile(r"\w+(?:[’'.,]\w+)*")
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ings?|ed|es|s|e)$")
_FUNCTION = listed(
    "a about after all also an and are as at be been before being but by for from had has have "
    "having he her him his how i in into is it its more new no not now of off on one or our out "
    "over s say says said she so than that the their them they these this those to too up was we "
    "were what when where which while who why will with you your mr mrs ms"
)
# Flattened pages run a caption into the sentence after it: only its first clause is the caption.
_CAPTION = re.compile(r"(?:(?:image|media|photo|picture|video) )?(?:caption|copyright)\b", re.I)
_STEM = 6
# Of a long clause only the beginning is weighed: what it is about stands there.
_WEIGHED_CHARACTERS = 240
_RECENT = dt.timedelta(days=3)
_WEEK = dt.timedelta(days=7)


class Frame(Struct, frozen=True):
    """What is known of an article beside its text."""

    headline: str | None = None
    creation_time: dt.date | None = None


def stems(text: str) -> frozenset[str]:
    """The words of ``text`` that carry the matter, cut so that "derails" meets "derailed"."""
    found = set()
    for match in _WORD.finditer(text.casefold().replace("’", "'")):
        word = match.group().removesuffix("'s")
        if word not in _FUNCTION:
            found.add(_ENDING.sub("", word)[:_STEM])
    return frozenset(found)


def choose_main(
    tree: Tree,
    events: Sequence[Event],
    *,
    names: Sequence[Name],
    timexes: Sequence[Timex],
    frame: Frame,
) -> tuple[Event, ...]:
    """The same events with their weights, the heaviest marked as the main one and dated."""
    if not events:
        return ()
    weighed = [
        structs.replace(event, weight=round(weight_of(seen), 3))
        for event, seen in zip(
            events,
            evidence(tree, events, names=names, timexes=timexes, frame=frame),
            strict=True,
        )
    ]
    main = max(range(len(weighed)), key=lambda at: (weighed[at].weight, -at))
    weighed[main] = _dated(
        structs.replace(weighed[main], main=True), tree, timexes, frame.creation_time
    )
    return tuple(weighed)


def weight_of(seen: Mapping[str, float], weights: Mapping[str, float] = WEIGHTS) -> float:
    """What the evidence comes to."""
    return sum(weights[kind] * amount for kind, amount in seen.items())


def evidence(
    tree: Tree,
    events: Sequence[Event],
    *,
    names: Sequence[Name],
    timexes: Sequence[Timex],
    frame: Frame,
) -> Iterator[Mapping[str, float]]:
    """For each event the evidence that it is the main one, under the names of ``WEIGHTS``."""
    text = tree.text
    headline = stems(frame.headline or "")
    mentions = Counter(name.full_name for name in names)
    most = max(mentions.values(), default=1)
    places = _places(tree)
    at = 0
    for event in events:
        while at + 1 < len(places) and places[at + 1][0] <= event.trigger.start:
            at += 1
        start, place, furniture = places[at]
        run_in = event.span.start > start and _CAPTION.match(text, start) is not None
        clause = Span(
            event.span.start, min(event.span.end, event.trigger.end + _WEIGHED_CHARACTERS)
        )
        words = stems(clause.of(text))
        taking_part = stems(" ".join(each.span.of(text) for each in event.participants))
        named = [each.full_name for each in event.participants if each.full_name]
        taking_part |= stems(" ".join(named))
        yield {
            "headline": len(headline & (words | taking_part)) / (len(headline) or 1),
            "named in headline": float(bool(headline & taking_part)),
            "early": 1 / (1 + place),
            "often named": max((mentions[name] for name in named), default=0) / most,
            "recent day": float(_is_recent(event.when, frame.creation_time)),
            "says who": float(bool(taking_part)),
            "happened": float(event.factual == "happened"),
            "background": float(event.background),
            "furniture": float(furniture and not run_in),
        }


def _places(tree: Tree) -> list[tuple[int, int, bool]]:
    """Where each sentence starts, how many that tell something precede it, and if it is one."""
    found: list[tuple[int, int, bool]] = []
    seen: set[str] = set()
    place = 0
    for phrase in tree.sents:
        furniture = _is_furniture(phrase)
        found.append((phrase.start_char, place, furniture))
        if not furniture and phrase.text not in seen:
            place += 1
        seen.add(phrase.text)
    return found


def _is_furniture(phrase: Phrase) -> bool:
    return len(phrase) < 5 or is_furniture(phrase.text)


def _is_recent(when: Interval | None, today: dt.date | None) -> bool:
    if when is None or today is None or when.earliest is None or when.earliest != when.latest:
        return False
    return dt.timedelta(0) <= today - when.earliest <= _RECENT


def _dated(event: Event, tree: Tree, timexes: Sequence[Timex], today: dt.date | None) -> Event:
    """The main event with its day: that of its clause, else by its tense.

    "Has resigned" is news of today; "resigned" of the recent day that the article names first.
    """
    if today is None or event.factual != "happened" or _names_day(event.when, today):
        return event
    when = Interval(today, today)
    if event.tense == "past" and not _is_perfect(event.trigger.of(tree.text)):
        recent = (Interval(timex.earliest, timex.latest) for timex in timexes)
        when = next((each for each in recent if _is_recent(each, today)), when)
    return structs.replace(event, when=when, when_inferred=True)


def _names_day(when: Interval | None, today: dt.date) -> bool:
    """Whether an interval tells anything of news of ``today``: "the 2016 season" does not."""
    if when is None:
        return False
    if when.earliest is None or when.latest is None:
        return True
    return not (when.earliest <= today <= when.latest and when.latest - when.earliest > _WEEK)


def _is_perfect(trigger: str) -> bool:
    return bool(re.match(r"(?:has|have|['’](?:s|ve))\b", trigger, re.IGNORECASE))
