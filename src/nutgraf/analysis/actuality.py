"""Whether a clause tells what happened, what is planned or what might be; and whether as news."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Factual, Interval, Tense

_WILL = listed("will ’ll 'll wo shall")
_PAST = listed("was were had has have having did")
_MAY = listed("may might could would should ought can ca must")
_HEDGES = listed(
    "allegedly apparently maybe perhaps possibly potentially presumably probably purportedly "
    "reportedly supposedly"
)
# Verbs whose infinitive is only to come; "expected" and "set" pass for them in the passive.
_INTENDING = listed(
    "agree aim arrange decide expect go hop hope intend mean offer plan pledge prepare promise "
    "propose schedule seek set slate swear vow want wish threaten"
)
_IFS = listed("if unless whether lest should provided assuming")
# What is thought or claimed is not thereby so.
_THINKING = listed(
    "allege assume believe claim doubt fear feel guess hop hope imagine reckon speculate suggest "
    "suppose suspect think worry wonder ask"
)
# What happened longer ago than this is no longer the news of the day.
_NEWS_DAYS = 7


def tense_of(verb: Word, helpers: Sequence[Word]) -> Tense:
    """The tense of a clause, by its verb and the helping verbs before it.

    In "she said she hoped to sail" the hoping is not over: only the report of it is.
    """
    if _opening(verb).dep_ == "ccomp" and _intends(verb):
        return "present"
    forms = {w.lower_ for w in helpers}
    if forms & _WILL:
        return "future"
    if verb.tag_ in ("VBD", "VBN") or forms & _PAST:
        return "past"
    return "present"


def is_factual(
    verb: Word, helpers: Sequence[Word], when: Interval | None, today: dt.date | None
) -> Factual:
    """How a clause is worded: as done or under way, as to come, or as possible only.

    A denial ("did not vote") is told as a fact, and its "not" is among the words of the trigger.
    """
    if _is_supposed(verb, helpers):
        return "hypothetical"
    forms = {w.lower_ for w in helpers}
    to_come = today is not None and when is not None and (when.earliest or dt.date.min) > today
    if forms & _WILL or _intends(verb) or (to_come and "had" not in forms):
        return "planned"
    return "happened"


def _intends(verb: Word) -> bool:
    """Whether the verb leaves what is meant to be done to an infinitive: "plans to close"."""
    return verb.lemma_ in _INTENDING and any(
        child.dep_ in ("xcomp", "ccomp") and any(w.lower_ == "to" for w in child.lefts)
        for child in verb.rights
    )


def _opening(verb: Word) -> Word:
    """The verb that opened the row a verb is joined to; itself if it opened one."""
    return verb.head if verb.dep_ == "conj" else verb


def _is_supposed(verb: Word, helpers: Sequence[Word]) -> bool:
    if any(w.lower_ in _MAY for w in helpers) or any(w.lower_ in _HEDGES for w in verb.lefts):
        return True
    opening = _opening(verb)
    if any(w.dep_ in ("mark", "advmod") and w.lower_ in _IFS for w in opening.lefts):
        return True
    return opening.dep_ == "ccomp" and opening.head.lemma_ in _THINKING


def is_background(
    verb: Word, helpers: Sequence[Word], when: Interval | None, today: dt.date | None
) -> bool:
    """Whether a clause goes back behind the news: by its pluperfect or by its day."""
    if today is not None and when is not None and when.latest is not None:
        return (today - when.latest).days > _NEWS_DAYS
    return verb.tag_ == "VBN" and any(w.lower_ in ("had", "'d", "’d") for w in helpers)
