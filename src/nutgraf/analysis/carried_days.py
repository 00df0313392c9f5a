"""The day of an act that stands in another clause, or in another sentence of the text.

An article often dates an occasion once ("Monday's debate") and then tells what will happen
there, or dates the release of a thing and then tells what it will do. A day is carried only
where a word ties the act to what was dated: a wrong day is worse than none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from nutgraf.analysis.act_days import (
    PUT_OFF,
    attached_times,
    day_count,
    days_of_act,
    is_idle,
    narrower,
)
from nutgraf.analysis.ahead import Cue, children, is_past, lemma_of, subject_of, words_over
from nutgraf.analysis.setting import Setting
from nutgraf.analysis.syntax import Phrase, Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Interval, Timex

_OCCASIONS = listed(
    "auction ballot bout celebration ceremony championship concert conference convention debate "
    "derby exhibition fair faceoff festival festivity fight final fixture funeral gala game "
    "hearing inauguration launch liftoff marathon match meeting mission olympics parade party "
    "playoff premiere primary procession race rally referendum runoff semifinal summit talk "
    "tournament trial verdict vigil vote wedding"
)
# From the day on which a thing does one of these, it is there and does what is told of it.
_DEBUTS = listed("launch open premiere publish release ship")
_AT = listed("at during in for on throughout to")
_ATTENDING = listed("attend await boycott chair enter host join lose moderate play skip watch win")
_UNDONE = PUT_OFF | listed("agree announce approve cancel discuss plan propose scrap")
_LONGEST_OCCASION, _LONGEST_DEBUT = 31, 100
# A sentence that opens so is told of a later time, or of another occasion or place.
_LATER = listed("after afterwards later next then")
_TURNS = _LATER | listed(
    "another before but elsewhere however instead last meanwhile previous second separately third "
    "yet"
)
_BESIDE = listed("after ahead before following since until")
# "The Lantern operating system" goes by its name, "the Lantern update" is something else.
_CLASSES = listed(
    "album app book car device film game launch model movie novel phone play rocket satellite "
    "series service show software system version release"
)
_TIES = listed("as when while")
_WITHIN = listed("acomp ccomp xcomp")
_AHEAD = listed("coming forthcoming next remaining upcoming")
_UP_TO = listed("ahead before until")
_DEEPEST = 3
_DEFINITE = listed("the this that these those both")


class Coming(Struct, frozen=True):
    """What a text dates in the days to come.

    ``occasions`` and ``debuts`` give the days of a thing by its head word. ``told`` gives
    those of the occasion that a sentence tells of, by the place of the word after it.
    """

    occasions: Mapping[str, Interval]
    plural: frozenset[str]
    debuts: Mapping[str, Interval]
    told: Mapping[int, Interval]


def find_coming(times: Sequence[tuple[Timex, Word]], creation: dt.date | None) -> Coming:
    """The occasions and first days of things that the text dates after ``creation``."""
    occasions: dict[str, list[Interval]] = {}
    debuts: dict[str, list[Interval]] = {}
    told: dict[int, list[Interval]] = {}
    plural: set[str] = set()
    for timex, word in times:
        days, _ = days_of_act([timex], creation)
        length = day_count(days)
        if days is None or length is None or is_idle(timex, word):
            continue
        if creation is None or days.earliest is None or days.earliest <= creation:
            continue
        for thing in _dated(word) if length <= _LONGEST_OCCASION else ():
            occasions.setdefault(lemma_of(thing), []).append(days)
            told.setdefault(thing.sent.end, []).append(days)
            if thing.tag_ == "NNS":
                plural.add(lemma_of(thing))
        for thing in _debuting(word) if length <= _LONGEST_DEBUT else ():
            debuts.setdefault(_key(thing), []).append(days)
    dated = _agreed(occasions)
    return Coming(dated, frozenset(plural), _agreed(debuts), _agreed(told))


def carried_days(
    cue: Cue,
    sentence: Phrase,
    times: Sequence[tuple[Timex, Word]],
    coming: Coming,
    setting: Setting,
) -> Interval | None:
    """The days of an act that has none of its own; ``None`` where nothing ties it to a day."""
    later = any(word.lower_ in _LATER for word in sentence[:3])
    if setting.creation is None or lemma_of(cue.act) in _UNDONE or later:
        return None
    return (
        _of_occasion(cue, coming)
        or _of_thing(cue, coming)
        or _of_neighbour(cue, sentence, times, setting)
        or _of_last_sentence(cue, sentence, times, coming, setting)
        or _before_occasion(cue, coming, setting)
    )


# ------------------------------------------------------------------ what the text dates


def _dated(word: Word) -> Iterator[Word]:
    """The occasions that are on the day of ``word``: nouns that it hangs on or stands by."""
    for above in words_over(word):
        if above.lower_ in _BESIDE:
            return
        if _is_occasion(above):
            yield above
        if above.pos_ in ("VERB", "AUX"):
            if not is_past(above) and lemma_of(above) not in _UNDONE:
                beside = [above.head] if above.dep_ in ("relcl", "acl") else []
                yield from (one for one in (*beside, *_arguments(above)) if _is_occasion(one))
            return


def _debuting(word: Word) -> Iterator[Word]:
    """The things that are to be had from the day of ``word`` on."""
    comes = False
    for above in words_over(word):
        due = [p for prep in children(above, "prep") for p in children(prep, "pobj")]
        comes = comes or any(lemma_of(one) in _DEBUTS for one in (above, *due))
        if above.pos_ in ("VERB", "AUX"):
            if comes and not is_past(above):
                objects = children(above, "dobj")
                thing = objects[0] if objects else subject_of(above)
                if thing is not None and thing.pos_ in ("NOUN", "PROPN"):
                    yield from (thing, *thing.conjuncts)
            return


def _agreed[T](found: Mapping[T, Sequence[Interval]]) -> dict[T, Interval]:
    """The one time of each thing; a thing with several times that do not agree is left out."""
    agreed: dict[T, Interval] = {}
    for key, several in found.items():
        one: Interval | None = several[0]
        for other in several[1:]:
            one = narrower(one, other) if one is not None else None
        if one is not None:
            agreed[key] = one
    return agreed


def _key(thing: Word) -> str:
    """What a thing goes by: its name where it has one, else its head word."""
    names = [c for c in children(thing, "compound", "nmod") if c.pos_ == "PROPN"]
    named = thing.pos_ == "NOUN" and lemma_of(thing) in _CLASSES and names
    return str((names[-1] if named else thing).lower_)


def _is_occasion(word: Word) -> bool:
    return word.pos_ in ("NOUN", "PROPN") and lemma_of(word) in _OCCASIONS


# ------------------------------------------------------------------ what ties an act to it


def _arguments(verb: Word, depth: int = 0) -> Iterator[Word]:
    """Who or what the verb is told of, and where: subject, object, and what stands with "at"."""
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
            yield child
            for prep in children(child, "prep"):
                yield from children(prep, "pobj") if prep.lower_ == "of" else ()
        elif child.dep_ == "prep" and child.lower_ in _AT:
            yield from children(child, "pobj")
        elif (
            child.tag_ in ("VB", "JJ")
            and depth < _DEEPEST
            and (
                # "It will be hard to hear at the debate."
                child.dep_ in _WITHIN or (child.dep_ == "advcl" and verb.tag_ == "JJ")
            )
        ):
            yield from _arguments(child, depth + 1)


def _is_definite(word: Word) -> bool:
    """Whether the text has already told, or tells here, which one is meant."""
    marks = [c for c in word.children if c.dep_ in ("det", "poss", "compound", "nummod")]
    if any(c.dep_ == "relcl" for c in word.children):
        return True
    if any(c.dep_ == "det" and c.lower_ not in _DEFINITE for c in marks):
        return False
    return bool(marks) or word.pos_ == "PROPN"


def _of_occasion(cue: Cue, coming: Coming) -> Interval | None:
    """The days of the dated occasion at which the act is to be."""
    subject = subject_of(cue.act)
    for word in (*([subject] if subject is not None else []), *_arguments(cue.act)):
        days = coming.occasions.get(lemma_of(word)) or _upcoming(word, coming)
        if days is None or not _is_definite(word):
            continue
        if word.dep_ == "dobj" and lemma_of(word.head) not in _ATTENDING:
            continue
        # One of several is dated: the others follow.
        more = word.tag_ == "NNS" and lemma_of(word) not in coming.plural
        return Interval(days.earliest, None) if more else days
    return None


def _upcoming(word: Word, coming: Coming) -> Interval | None:
    """The days of an "upcoming" occasion by another name, where the text dates only one."""
    ahead = _is_occasion(word) and any(c.lower_ in _AHEAD for c in children(word, "amod"))
    return next(iter(coming.occasions.values())) if ahead and len(coming.occasions) == 1 else None


def _before_occasion(cue: Cue, coming: Coming, setting: Setting) -> Interval | None:
    """The time from now to an occasion: "until the summit", "ahead of the Games"."""
    first = (p for p in children(cue.act, "prep", "advmod") if p.lower_ in _UP_TO)
    for prep in first:
        for word in (*children(prep, "pobj"), *(p for c in prep.children for p in c.children)):
            if word.dep_ == "pobj" and _is_occasion(word) and _is_definite(word):
                days = coming.occasions.get(lemma_of(word))
                ends = days.earliest - dt.timedelta(days=1) if days and days.earliest else None
                return Interval(setting.creation, ends)
    return None


def _of_thing(cue: Cue, coming: Coming) -> Interval | None:
    """The first days of the thing that the act is told of."""
    subject = subject_of(cue.act)
    if subject is not None and (subject.pos_ == "PROPN" or _is_definite(subject)):
        days = coming.debuts.get(_key(subject))
        if days is not None:
            return days
    inside = (p for prep in children(cue.act, "prep") if prep.lower_ == "in" for p in prep.children)
    return next((coming.debuts[_key(p)] for p in inside if _key(p) in coming.debuts), None)


def _verb_over(word: Word) -> Word | None:
    return next((one for one in words_over(word) if one.pos_ in ("VERB", "AUX")), None)


def _of_neighbour(
    cue: Cue, sentence: Phrase, times: Sequence[tuple[Timex, Word]], setting: Setting
) -> Interval | None:
    """The days of the act before it: "will meet on Monday and will vote", "as she will"."""
    act = cue.word if cue.word.dep_ in ("conj", "advcl") else cue.act
    beside = act.dep_ == "conj"
    within = act.dep_ == "advcl" and any(c.lower_ in _TIES for c in children(act, "mark", "advmod"))
    if beside and children(act, "nsubj", "nsubjpass"):
        return None
    if not (beside or within) or is_past(act.head):
        return None
    first = replace(cue, act=act.head, word=act.head, dated_only=True)
    near = {act.head, *children(act.head, "xcomp")}
    own = [(timex, word) for timex, word in times if _verb_over(word) in near]
    attached = attached_times(first, sentence, own, setting.creation)
    days, _ = days_of_act(attached, setting.creation)
    if days is None or setting.creation is None or days.latest is None:
        return None
    return days if days.latest > setting.creation else None


def _of_last_sentence(
    cue: Cue,
    sentence: Phrase,
    times: Sequence[tuple[Timex, Word]],
    coming: Coming,
    setting: Setting,
) -> Interval | None:
    """The days of the occasion that the sentence before tells of, where this one goes on."""
    days = coming.told.get(sentence.start)
    quote = setting.quotes.at(cue.act.idx)
    if days is None or (quote is not None and quote.kind != "indirect"):
        return None
    if any(timex.earliest is not None for timex, _ in times):
        return None
    return None if any(word.lower_ in _TURNS for word in sentence[:3]) else days
