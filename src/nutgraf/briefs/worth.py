"""What the analysis of one article says of its sentences as news."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nutgraf.briefs.material import Material
from nutgraf.records import Article, Event, Sentence, Span

# The sentences by which an article is known for a report or a column.
_OPENING = 12
# A day so near to an article's own is news; to the brief's, where the article has none.
_NEWS = 3
_WEEK = 6
# No report is headed so: "BOOM! …", "… [VIDEO]", "You Won't Believe …".
_AFTER = re.compile(r"\b(?:after|following)\b")
_SHOUTED = re.compile(r"!|…|\.\.\.|\[[A-Z]+\]|\b[Yy]ou(?:r|’re|'re)?\b")


class News:
    """The events, days, places and cues of one article, to weigh its sentences by."""

    def __init__(self, material: Material, article: Article) -> None:
        analysis = material.analyses[article.id]
        self._text = article.text
        self._events = analysis.events
        self._forward = analysis.forward
        self._days = [
            timex.span.start
            for timex in analysis.timexes
            if timex.earliest is not None
            and timex.earliest == timex.latest
            and abs((timex.earliest - (analysis.creation_time or material.as_of)).days)
            <= (_NEWS if analysis.creation_time else _WEEK)
        ]
        self._past = [
            timex.span.start
            for timex in analysis.timexes
            if timex.latest and analysis.creation_time and timex.latest < analysis.creation_time
        ]
        self._places = [name.span.start for name in analysis.names if name.kind == "place"]
        self._cues = [span.start for quote in analysis.quotes for span in quote.cue]
        self._spoken = [
            span.start for quote in analysis.quotes if quote.voice == "person" for span in quote.cue
        ]
        opening = material.sentences(article)[:_OPENING]
        # A column's sentences argue even where one by one they sound like a report's.
        self.opinion = sum(s.analysis for s in opening) / max(1, len(opening))
        if _SHOUTED.search(article.headline or ""):
            self.opinion += 0.5

    def worth(self, sentence: Sentence) -> float:
        """How much the sentence tells of the day: the main event, a deed done, its day."""
        here = self.events_in(sentence)
        past = _any_in(self._cues, sentence.span) or any(e.tense == "past" for e in here)
        return (
            (0.6 if past else 0.0)
            + (0.6 if any(event.main for event in here) else 0.0)
            + (0.6 if _any_in(self._days, sentence.span) else 0.0)
            - (0.8 if self._is_caption(sentence, here) else 0.0)
            + (0.2 if _any_in(self._places, sentence.span) else 0.0)
            - (0.5 if here and all(event.background for event in here) else 0.0)
        )

    def events_in(self, sentence: Sentence) -> tuple[Event, ...]:
        """The events that the sentence tells."""
        return tuple(event for event in self._events if sentence.span.holds(event.trigger))

    def names_day(self, sentence: Sentence) -> bool:
        """Whether it names a day within days of its article's."""
        return _any_in(self._days, sentence.span)

    def is_main(self, sentence: Sentence) -> bool:
        """Whether it tells the event that its article was written for."""
        return any(event.main and sentence.span.holds(event.trigger) for event in self._events)

    def _is_caption(self, sentence: Sentence, here: Sequence[Event]) -> bool:
        """Whether it tells in the present tense of a day gone by, as below a picture."""
        return bool(
            here
            and all(e.tense == "present" and " " not in e.trigger.of(self._text) for e in here)
            and (_any_in(self._past, sentence.span) or _AFTER.search(sentence.span.of(self._text)))
            and not _any_in(self._cues, sentence.span)
        )

    def is_clause(self, sentence: Sentence) -> bool:
        """Whether it has a subject and its verb, if only beside "the group says"."""
        return (
            sentence.predicate is not None
            or any(sentence.span.holds(e.trigger) and e.participants for e in self._events)
            or any(sentence.span.meets(f.span) and f.actor for f in self._forward)
        )

    def is_statement(self, sentence: Sentence) -> bool:
        """Whether somebody is said to have said it."""
        return _any_in(self._spoken, sentence.span)


def _any_in(starts: Sequence[int], span: Span) -> bool:
    return any(span.start <= start < span.end for start in starts)
