"""The figures that several articles of a story tell: where they agree, and where they don't.

"12 dead" and "twelve people were killed" are one figure with two tellings; "14 dead" beside
them is another value of the same figure. Which value is right is not for this house to say:
each stays, with who told it and since when.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from nutgraf.records import Analysis, Article, Bound, Citation, Figure, Value
from nutgraf.stories.counting import Counted, find_counted
from nutgraf.stories.rank import moment

# A sentence that names a day this long past tells of another happening.
_LONG_AGO = dt.timedelta(days=60)
# A value that no opening has is background more often than news.
_OPENING_SENTENCES = 12
_NEARLY = 0.1


_Key = tuple[str, str | None, float | None]


class _Told(Struct, frozen=True):
    """A figure with the article that tells it; ``opening`` where its opening does."""

    counted: Counted
    article: Article
    opening: bool

    @property
    def citation(self) -> Citation:
        return Citation(self.article.id, self.counted.span)

    @property
    def key(self) -> _Key:
        """What makes two one figure; other things than fixed ones go by their value too."""
        one = self.counted
        return one.what, one.unit, None if one.fixed else one.value


def merge_figures(
    articles: Sequence[Article], analyses: Mapping[str, Analysis]
) -> tuple[Figure, ...]:
    """The figures that two or more of ``articles`` tell, the most told first.

    Of what a story has one figure for (its dead, the fine), an article tells the value that
    it puts first: later ones are often another happening's. Of other things (cars, votes)
    only equal values are one figure, since there may be several numbers of them.
    """
    counted = [
        _Told(counted, article, opening)
        for article in articles
        for counted, opening in _counted(article, analyses.get(article.id))
    ]
    news = {(one.key, one.counted.value) for one in counted if one.opening}
    by_key: defaultdict[_Key, dict[str, _Told]] = defaultdict(dict)
    for one in sorted(counted, key=lambda one: not one.opening):
        if one.opening or not one.counted.fixed or (one.key, one.counted.value) in news:
            by_key[one.key].setdefault(one.article.id, one)
    figures = [_figure(list(told.values())) for told in by_key.values() if len(told) > 1]
    return tuple(sorted(figures, key=_place))


def _place(figure: Figure) -> tuple[int, str, str, float]:
    told = sum(len(value.told) for value in figure.values)
    return -told, figure.what, figure.unit or "", figure.values[0].value


def _counted(article: Article, analysis: Analysis | None) -> Iterator[tuple[Counted, bool]]:
    """The figures of the article's own news, in order, and whether each stands in its opening."""
    if analysis is None:
        return
    for place, sentence in enumerate(analysis.sentences):
        times = [each for each in analysis.timexes if each.span.meets(sentence.span)]
        if analysis.creation_time is not None and any(
            each.latest is not None and each.latest < analysis.creation_time - _LONG_AGO
            for each in times
        ):
            continue
        for counted in find_counted(article.text, sentence.span):
            if not any(counted.span.meets(each.span) for each in times):
                yield counted, place < _OPENING_SENTENCES


def _figure(told: Sequence[_Told]) -> Figure:
    by_value: defaultdict[float, list[_Told]] = defaultdict(list)
    for one in sorted(told, key=lambda one: (moment(one.article.published), one.citation)):
        by_value[one.counted.value].append(one)
    values = [_value(same) for same in by_value.values()]
    values.sort(key=lambda value: (moment(value.first_told), value.told))
    counted = told[0].counted
    return Figure(
        what=counted.what,
        unit=counted.unit,
        values=tuple(values),
        conflicting=any(not _agree(one, other) for one, other in itertools.combinations(values, 2)),
    )


def _value(told: Sequence[_Told]) -> Value:
    bounds = {one.counted.bound for one in told}
    firmest: Bound = "exact" if "exact" in bounds else told[0].counted.bound
    publishers = dict.fromkeys(one.article.publisher for one in told if one.article.publisher)
    return Value(
        value=told[0].counted.value,
        told=tuple(sorted(one.citation for one in told)),
        bound=firmest,
        publishers=tuple(publishers),
        first_told=told[0].article.published,
    )


def _agree(one: Value, other: Value) -> bool:
    """Whether both can hold: "at least 12" and 14 can, 12 and 14 can't."""
    low, high = sorted((one, other), key=lambda value: value.value)
    if low.bound == "at least" or high.bound == "at most":
        return True
    rough = "about" in {low.bound, high.bound}
    return rough and high.value - low.value <= _NEARLY * high.value
