"""Statements of something still to come on the creation day.

A cue opens a statement: "will", "plans to", "is due", "opens on Friday". The cue gives
its kind and how certain it is; what stands over and around it can lower the certainty or
rule it out. Left out are futures already over, rules, purposes and hypotheses.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from nutgraf.analysis.act_days import attached_times, days_of_act, deadline_days, lies_ahead
from nutgraf.analysis.ahead import (
    BINDING,
    REPORTING,
    lemma_of,
)
from nutgraf.analysis.carried_days import Coming, carried_days, find_coming
from nutgraf.analysis.cues_ahead import cues_at
from nutgraf.analysis.grading import grade
from nutgraf.analysis.ruled_out import is_ruled_out
from nutgraf.analysis.setting import Places, Setting
from nutgraf.analysis.syntax import Phrase, Tree, Word, span_of
from nutgraf.analysis.terms import action_of, actor_of, condition_of, speaker_of
from nutgraf.records import (
    ForwardStatement,
    Interval,
    Name,
    Quote,
    Reference,
    Timex,
)

_BOILERPLATE = re.compile(
    r"^FILE\b|may not be published|all rights reserved|accuracy and availability|newsletter|subscri"
    r"|republish|written permission|in its final form|cookies|sign up|transcript|click here"
    r"|\bread more|\bview all|for comment\b",
    re.IGNORECASE,
)
_LONGEST = 300
_SHOUTED = 5


_TELLING = REPORTING | BINDING


def find_forward(
    tree: Tree,
    text: str,
    timexes: Sequence[Timex],
    quotes: Sequence[Quote],
    names: Sequence[Name],
    references: Sequence[Reference],
    creation_time: dt.date | None,
) -> tuple[ForwardStatement, ...]:
    """The statements of what is still to come, in order; empty where nothing is.

    ``span`` is the sentence. Without ``creation_time`` only wording can tell the future,
    and days are those that the text names in full.
    """
    words = [word for word in tree if not word.is_space]
    starts = [word.idx for word in words]
    times = []
    for timex in timexes:
        low = max(0, bisect.bisect_right(starts, timex.span.start) - 1)
        high = max(low + 1, bisect.bisect_left(starts, timex.span.end))
        inside = words[low:high]
        if inside:
            held = {word.i for word in inside}
            top = next((w for w in inside if w.head.i not in held), inside[0])
            times.append((timex, top))
    setting = Setting(
        text,
        Places.of((span, quote) for quote in quotes for span in quote.content),
        Places.of((name.span, name) for name in names),
        Places.of((one.span, one) for one in references),
        creation_time,
    )
    coming = find_coming(times, creation_time)
    found: list[ForwardStatement] = []
    place = 0
    for sentence in tree.sents:
        while place < len(times) and times[place][1].i < sentence.start:
            place += 1
        end = place
        while end < len(times) and times[end][1].i < sentence.end:
            end += 1
        found += _of_sentence(sentence, times[place:end], coming, setting)
        tells = any(w.pos_ == "VERB" and lemma_of(w) in _TELLING for w in sentence)
        setting = replace(setting, announced=1 if tells else setting.announced + 1)
    return tuple(found)


def _of_sentence(
    sentence: Phrase, times: Sequence[tuple[Timex, Word]], coming: Coming, setting: Setting
) -> Iterator[ForwardStatement]:
    kept = [word for word in sentence if not word.is_space]
    asks = sentence.text.rstrip("\"'”’ \n").endswith("?")
    # No writer makes a sentence this long: it is a list or a page without stops.
    if len(kept) > _LONGEST or not kept or asks or _BOILERPLATE.search(sentence.text):
        return
    if sum(w.is_upper and len(w) > 3 for w in kept) >= _SHOUTED:
        return  # headlines of other articles, run together
    span = span_of(kept)
    taken: set[int] = set()
    for word in kept:
        for cue in cues_at(word):
            attached = attached_times(cue, sentence, times, setting.creation)
            when, over = days_of_act(attached, setting.creation)
            if cue.dated_only and not lies_ahead(when, attached, setting.creation):
                continue
            if cue.act.i in taken or is_ruled_out(cue, when, over, setting):
                continue
            beside = cue.act.head.i in taken and cue.act.dep_ in ("conj", "xcomp", "ccomp")
            taken.add(cue.act.i)
            if beside and not attached:
                continue
            when = when or carried_days(cue, sentence, times, coming, setting)
            if when is None and cue.word.lower_ == "about" and setting.creation is not None:
                when = Interval(setting.creation, None)  # "is about to": soon
            graded = grade(cue, when, attached, setting)
            if graded.kind == "deadline":
                when = deadline_days(when, attached)
            condition = condition_of(cue.act)
            quote = setting.quotes.at(cue.act.idx)
            yield ForwardStatement(
                span=span,
                kind="condition" if condition else graded.kind,
                certainty="conditional" if condition else graded.certainty,
                actor=actor_of(cue, quote, setting),
                action=action_of(cue.act),
                when=when,
                condition=condition,
                speaker=speaker_of(quote, setting.text),
            )
