"""What is to come in one article, a line each in the order of its days, for every form of reading.

The act stands in the article's own words, with the auxiliaries, negations and hedges that
stand before it: "wait for a better budget" alone would turn "will not wait" round.
"""

from __future__ import annotations

import datetime as dt
import re

from msgspec import Struct

from nutgraf.analysis.wordlists import listed
from nutgraf.records import Analysis, Article, Certainty, ForwardKind, ForwardStatement
from nutgraf.render.days import coming_words
from nutgraf.render.display import clean
from nutgraf.render.statements import words_of_span

NOTHING_TO_COME = "Nothing found."

_KINDS: dict[ForwardKind, str] = {
    "scheduled": "scheduled",
    "plan": "planned",
    "pledge": "promised",
    "forecast": "forecast",
    "deadline": "deadline",
    "requirement": "required",
    "condition": "conditional",
    "pending": "awaited",
}
# What the word for a kind says by itself, so that it need not be said again.
_SAID_BY_KIND: dict[ForwardKind, Certainty] = {"scheduled": "certain", "condition": "conditional"}
_CONDITIONS = ("if", "once", "provided", "providing", "assuming")

_SUBJECT_FOLLOWED_BY = listed(
    "will would shall should can could may might must cannot won't wouldn't shan't shouldn't can't "
    "couldn't mightn't mustn't is was has had isn't wasn't hasn't hadn't"
)
_BEFORE_AN_ACT = _SUBJECT_FOLLOWED_BY | listed(
    "to be been being am are were aren't weren't have haven't do does did don't doesn't didn't not "
    "never no longer also still now soon then again once only first next ever even always just yet "
    "perhaps maybe all both at"
)
_OF_BEING = listed("be been being am is are was were")
_PRONOUNS = listed("i we you he she it they me us him her them who which that this one")
# What stands before "to" or ends in "ly" and yet says nothing of the act.
_NO_VERBS = listed(
    "day night week month year time today tomorrow yesterday family supply assembly ally reply"
)
_CONTRACTED = re.compile(r".'(?:ll|d|m|re|ve)$|^(?:he|she|it|that)'s$")
_AT_A_START = listed("the a an some several many two three its their his her others critics")
_NEGATION = re.compile(
    r"\b(?:no|not|never|none|neither|nor|nobody|without)\b|n['’]t\b", re.IGNORECASE
)
_BY_A_PRONOUN = re.compile(r"\bby (?:me|us|him|her|it|them)\b", re.IGNORECASE)
# How far back from an act the words that bear on it are looked for.
_REACH = 120


class Coming(Struct, frozen=True):
    """One thing to come, in words for a reader.

    ``sentence`` is where it stands, ``None`` where ``words`` are the whole of it already;
    ``told_by`` is ``None`` where the publisher says so itself.
    """

    when: str
    manner: str
    words: str
    told_by: str | None
    sentence: str | None

    @property
    def line(self) -> str:
        """Manner, act and who says so, as they follow the day."""
        return f"{self.manner} – {self.words}" + (f", {self.told_by}" if self.told_by else "")


def find_coming(article: Article, analysis: Analysis) -> tuple[Coming, ...]:
    """What is to come: single days in their order, then intervals, then what has no date."""
    today = analysis.creation_time
    names = frozenset(name.full_name for name in analysis.names)
    return tuple(
        _coming(each, article, today, names) for each in sorted(analysis.forward, key=_order)
    )


def _order(each: ForwardStatement) -> tuple[int, dt.date, dt.date, int]:
    first, last = (each.when.earliest, each.when.latest) if each.when else (None, None)
    rank = 2 if not (first or last) else 0 if first == last else 1
    return rank, first or last or dt.date.max, last or dt.date.max, each.span.start


def _coming(
    each: ForwardStatement, article: Article, today: dt.date | None, names: frozenset[str]
) -> Coming:
    sentence = words_of_span(each.span, article.text) or "(no words)"
    act = _act(each, article.text)
    return Coming(
        when=coming_words(each.when, today),
        manner=_manner(each, article.text),
        words=act or sentence.removesuffix("."),
        told_by=_told_by(each, names),
        sentence=sentence if act else None,
    )


def _manner(each: ForwardStatement, text: str) -> str:
    """Kind and certainty, and the condition as printed: never surer than the record."""
    said = [_KINDS[each.kind]]
    if each.certainty != _SAID_BY_KIND.get(each.kind):
        said.append(each.certainty)
    condition = words_of_span(each.condition, text) if each.condition else ""
    if condition:
        condition = condition[0].lower() + condition[1:]
        if each.certainty == "conditional":
            # The condition says all that "conditional" would.
            said = [word for word in said if word != "conditional"]
            opening = condition.partition(" ")[0]
            condition = f"only {condition}" if opening in _CONDITIONS else condition
        said.append(condition)
    return ", ".join(said)


def _told_by(each: ForwardStatement, names: frozenset[str]) -> str | None:
    speaker = clean(each.speaker or "")
    if not speaker:
        return None
    if speaker == clean(each.actor or ""):
        return "by their own account"
    if each.speaker in names:
        return f"says {speaker}"
    if speaker.lower() in _PRONOUNS:
        return f"according to “{speaker}”"
    first, space, rest = speaker.partition(" ")
    return f"according to {first.lower() if first.lower() in _AT_A_START else first}{space}{rest}"


def _act(each: ForwardStatement, text: str) -> str | None:
    """Who is to do what; ``None`` where only the whole sentence says it plainly."""
    actor = clean(each.actor or "")
    if each.action is None or not actor:
        return None
    low = actor.lower()
    start = max(each.span.start, each.action.start - _REACH, 0)
    before = clean(text[start : each.action.start]).split()
    taken = _taken(before, low)
    left = " ".join(before[: len(before) - taken])
    act = clean(" ".join((*before[len(before) - taken :], words_of_span(each.action, text))))
    words = [_plain(word) for word in act.split()]
    if not words or _NEGATION.search(left.lower().rpartition(low)[2]):
        return None
    if not _OF_BEING.isdisjoint(words) and (
        _BY_A_PRONOUN.search(act) or f"by {low}" in act.lower()
    ):
        # A passive: the one who acts is no subject, and the record does not keep the subject.
        return None
    if act.lower().startswith(low):
        return act
    follows = words[0] in _SUBJECT_FOLLOWED_BY or left.lower().endswith(low)
    return f"{actor} {act}" if follows else f"{actor}: {act}"


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _taken(before: list[str], actor: str) -> int:
    """How many of the last words the act needs, lest it say something else without them.

    A "to" takes along the word it hangs on: "plans to", "unlikely to", "refused to".
    """
    no_verbs = _PRONOUNS | _NO_VERBS | frozenset(actor.split())
    taken = 0
    following = ""
    for word in reversed(before):
        plain = _plain(word)
        hangs_on = following == "to" and word.isalpha() and word.islower()
        adverb = word.islower() and word.endswith("ly")
        if not (plain in _BEFORE_AN_ACT or _CONTRACTED.search(plain)) and (
            plain in no_verbs or not (hangs_on or adverb)
        ):
            break
        taken += 1
        following = plain
    return taken
