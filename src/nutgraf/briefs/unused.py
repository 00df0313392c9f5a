"""The statements of a story that its brief does not have, each with why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from nutgraf.analysis.marks import find_marked
from nutgraf.briefs.style import content_words, overlap, word_count
from nutgraf.form import USUAL, Form
from nutgraf.records import Analysis, Article, Brief, Point, Quote, Span, Story

Why = Literal[
    "no speaker", "publisher", "unsure", "told already", "one name", "single words", "too long",
    "indirect", "leans", "speaker heard", "no room", "others weighed more",
]  # fmt: skip

REASONS: Mapping[Why, str] = {
    "no speaker": "the text does not settle who spoke",
    "publisher": "the publisher's own words, which are no quotation",
    "unsure": "only the trained network takes it for a statement",
    "told already": "the brief tells as much already",
    "one name": "no article gives the speaker's full name",
    "single words": "fewer than three words in quotation marks",
    "too long": "no part of a fitting length makes a sentence",
    "indirect": "told in the publisher's words; those in quotation marks come first",
    "leans": "it leans on the sentence before it",
    "speaker heard": "the brief has three statements of this speaker",
    "no room": "the part has its words, and others were wanted more",
    "others weighed more": "others of the story weighed more, or it could not be made to stand",
}
_SAME = 0.55
_LEAST_QUOTED = 3
_LONGEST = 42
_MOST_PER_SPEAKER = 3


class Unused(Struct, frozen=True):
    """A statement that no sentence of the brief cites: the article's id, and why."""

    article: str
    quote: Quote
    why: Why


class _Told(Struct, frozen=True):
    """What the brief has: its words by sentence, its places, how often it hears each speaker."""

    words: tuple[frozenset[str], ...]
    cited: Mapping[str, Sequence[Span]]
    heard: Counter[str]
    full: bool


class _Case(Struct, frozen=True):
    """A statement to be judged, with what stands in quotation marks of it."""

    article: Article
    analysis: Analysis
    quote: Quote
    marked: int
    told: _Told

    @property
    def content(self) -> str:
        return " ".join(span.of(self.article.text) for span in self.quote.content)


def unused_quotes(
    story: Story,
    brief: Brief,
    articles: Mapping[str, Article],
    analyses: Mapping[str, Analysis],
    *,
    form: Form = USUAL,
) -> tuple[Unused, ...]:
    """Each statement that the brief cites in no telling, once, in the story's order.

    Of one that several articles tell, the fullest telling is listed. The reason is the first
    of those above that holds: what a brief asks of a statement, in the order of asking.
    """
    told = _told(brief, analyses, form)
    found = []
    for article, quote, tellings in _statements(story, articles, analyses):
        if any(_meets(span, told.cited.get(key, ())) for key, span in tellings):
            continue
        marked = sum(
            word_count(each.inner.of(article.text))
            for each in find_marked(article.text)
            if any(each.inner.meets(span) for span in quote.content)
        )
        case = _Case(article, analyses[article.id], quote, marked, told)
        why: Why = next((why for why, holds in _TESTS if holds(case)), "others weighed more")
        found.append(Unused(article.id, quote, why))
    return tuple(found)


def _statements(
    story: Story, articles: Mapping[str, Article], analyses: Mapping[str, Analysis]
) -> Iterator[tuple[Article, Quote, tuple[tuple[str, Span], ...]]]:
    """Each statement with the places of all its tellings; one text speaks once."""
    repeats = {key for group in story.copies for key in group.article_ids[1:]}
    merged = {(telling.article, telling.span): one for one in story.quotes for telling in one.told}
    copies = {key: group.article_ids for group in story.copies for key in group.article_ids}
    for key in story.article_ids:
        article, analysis = articles.get(key), analyses.get(key)
        if article is None or analysis is None or key in repeats:
            continue
        for quote in analysis.quotes:
            if not quote.content:
                continue
            hull = Span(
                min(span.start for span in quote.content), max(span.end for span in quote.content)
            )
            one = merged.get((key, hull))
            if one is not None and one.article != key and one.article not in repeats:
                continue
            places = [(each.article, each.span) for each in one.told] if one else []
            places += [
                (other, span)
                for other in copies.get(key, (key,))
                if other == key or _same_text(articles.get(other), article)
                for span in quote.content
            ]
            yield article, quote, tuple(places)


def _same_text(one: Article | None, other: Article) -> bool:
    return one is not None and one.text == other.text


def _told(brief: Brief, analyses: Mapping[str, Analysis], form: Form) -> _Told:
    points = [point for _, part in brief.sections() for point in part]
    cited: dict[str, list[Span]] = {}
    for point in points:
        for citation in point.citations:
            cited.setdefault(citation.article, []).append(citation.span)
    heard: Counter[str] = Counter()
    for key, spans in cited.items():
        analysis = analyses.get(key)
        for quote in analysis.quotes if analysis else ():
            if quote.speaker and any(_meets(span, spans) for span in quote.content):
                heard[quote.speaker] += 1
    return _Told(
        tuple(content_words(point.text) for point in points),
        cited,
        heard,
        _words(brief.who_said_what) >= form.said.least,
    )


def _words(points: Sequence[Point]) -> int:
    return sum(word_count(point.text) for point in points)


def _meets(span: Span, others: Sequence[Span]) -> bool:
    return any(span.meets(other) for other in others)


# ---------------------------------------------------------------- what a brief asks


def _is_told(case: _Case) -> bool:
    words = content_words(case.content)
    return bool(words) and any(overlap(words, other) > _SAME for other in case.told.words)


def _leans(case: _Case) -> bool:
    return case.quote.kind != "direct" and any(
        not sentence.stands_alone
        for sentence in case.analysis.sentences
        if any(sentence.span.meets(span) for span in case.quote.content)
    )


_TESTS: tuple[tuple[Why, Callable[[_Case], bool]], ...] = (
    ("publisher", lambda case: case.quote.voice == "publisher"),
    ("no speaker", lambda case: case.quote.speaker is None and not case.quote.anonymous),
    (
        "unsure",
        lambda case: case.quote.found_by == "network" and case.quote.kind == "indirect",
    ),
    ("told already", _is_told),
    (
        "one name",
        lambda case: (
            case.quote.voice == "person"
            and case.quote.speaker is not None
            and " " not in case.quote.speaker
        ),
    ),
    (
        "single words",
        lambda case: case.quote.kind != "indirect" and case.marked < _LEAST_QUOTED,
    ),
    (
        "too long",
        lambda case: word_count(case.content) > _LONGEST and not case.quote.fragments,
    ),
    ("leans", _leans),
    (
        "speaker heard",
        lambda case: case.told.heard[case.quote.speaker or ""] >= _MOST_PER_SPEAKER,
    ),
    ("indirect", lambda case: case.quote.kind == "indirect"),
    ("no room", lambda case: case.told.full),
)
