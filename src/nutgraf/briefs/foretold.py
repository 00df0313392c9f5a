"""What an article says is to come, in the sentence that says it."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator

from msgspec import Struct, structs

from nutgraf.briefs.material import Material, words_in
from nutgraf.briefs.tellings import outside_marks
from nutgraf.records import (
    Article,
    ForwardStatement,
    Interval,
    Name,
    Quote,
    Sentence,
    Span,
)

# A quotation of fewer words is a part of a sentence that goes by its own words.
FEWEST_QUOTED = 6
# Reports that are further apart belong to two turns of a story.
_SILENCE = dt.timedelta(days=4)


class Foretold(Struct, frozen=True):
    """A forward-looking statement in its sentence; ``action`` is the one of ``forward``.

    ``due`` is the last day on which it can come, ``None`` where it names no day; ``outside``
    are the words of the sentence in no quotation marks.
    """

    material: Material
    article: Article
    sentence: Sentence
    forward: ForwardStatement
    action: Span
    due: dt.date | None
    outside: str

    @property
    def age(self) -> int:
        """Days from the article to the brief; 1 where the article has no day."""
        if self.article.published is None:
            return 1
        return max(0, (self.material.as_of - self.article.published.date()).days)

    @property
    def news_day(self) -> dt.date:
        """The last day of the reports, but for those that come weeks after the most of them."""
        days = sorted(a.published.date() for a in self.material.articles if a.published)
        return _last_near(tuple(days)) if days else self.material.as_of

    @property
    def lag(self) -> int:
        """Days from the article to the last of the reports; 1 where the article has no day."""
        if self.article.published is None:
            return 1
        return max(0, (self.news_day - self.article.published.date()).days)

    @property
    def names_its_day(self) -> bool:
        """Whether the sentence has the day in it, and not one before."""
        due = self.due
        return due is not None and any(
            self.sentence.span.holds(timex.span) and due in (timex.latest, timex.earliest)
            for timex in self.material.analyses[self.article.id].timexes
        )

    @property
    def is_quoted(self) -> bool:
        """Whether the act stands in a quotation of more than a few words."""
        first = Span(self.action.start, self.action.start + 1)
        return any(
            m.inner.meets(first)
            and (
                words_in(self.article.text, m.inner) >= FEWEST_QUOTED
                or len(self.outside.split()) < FEWEST_QUOTED
            )
            for m in self.material.marked(self.article)
        )

    @property
    def opening(self) -> str:
        """The sentence from behind what a brief cuts at its start."""
        start = self.sentence.span.start
        for cut in self.sentence.cuts:
            if cut.kind in {"dateline", "lead-in"} and cut.span.start <= start:
                start = max(start, cut.span.end)
        words = Span(start, self.sentence.span.end).of(self.article.text)
        return words[:1].upper() + words[1:]

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The statements whose cue stands in the sentence."""
        return tuple(
            quote
            for quote in self.material.analyses[self.article.id].quotes
            if any(cue.meets(self.sentence.span) for cue in quote.cue)
        )

    @property
    def cued(self) -> tuple[Quote, ...]:
        """Those of them that say whose words they are ("said", not "will vote on")."""
        return tuple(
            quote
            for quote in self.quotes
            if quote.found_by == "rules" and quote.voice != "publisher"
        )

    @property
    def names(self) -> Iterator[Name]:
        """The names in the sentence."""
        for name in self.material.analyses[self.article.id].names:
            if name.span.meets(self.sentence.span):
                yield name


def foretell(material: Material, article: Article, forward: ForwardStatement) -> Foretold | None:
    """A forward-looking statement with its sentence; ``None`` where it stands in no prose."""
    sentence = next((s for s in material.sentences(article) if s.span.meets(forward.span)), None)
    action = forward.action
    if sentence is None or action is None:
        return None
    if forward.when is None:
        when = _day_after(material, article, sentence, action)
        forward = structs.replace(forward, when=when)
    return Foretold(
        material=material,
        article=article,
        sentence=sentence,
        forward=forward,
        action=action,
        due=last_day(forward),
        outside=outside_marks(material, article, sentence.span),
    )


# "Will be free for life and be ready by Jan. 31": the day belongs to the last verb.
_AND_BY = re.compile(r"(?:[\w’'-]+ ){0,8}and (?:(?:will|to) )?(?:[\w’'-]+ ){1,6}(?:by|on|until) $")


def _day_after(
    material: Material, article: Article, sentence: Sentence, action: Span
) -> Interval | None:
    """The day still to come by which the second of two acts is due; ``None`` without one."""
    if article.published is None:
        return None
    for timex in material.analyses[article.id].timexes:
        if (
            action.start < timex.span.start < sentence.span.end
            and timex.earliest is not None
            and timex.earliest == timex.latest
            and timex.earliest > article.published.date()
            and _AND_BY.fullmatch(article.text, action.start, timex.span.start)
        ):
            return Interval(timex.earliest, timex.latest)
    return None


@functools.lru_cache(maxsize=1024)
def _last_near(days: tuple[dt.date, ...]) -> dt.date:
    """The last of the days that none but a short silence parts from the middle one."""
    last = days[(len(days) - 1) // 2]
    for day in days:
        if last < day <= last + _SILENCE:
            last = day
    return last


def last_day(forward: ForwardStatement) -> dt.date | None:
    """The last day on which it can come; ``None`` where it names none."""
    return (forward.when.latest or forward.when.earliest) if forward.when else None
