"""The same quote told by several articles, as one with all its tellings.

A wrong merge puts words in the wrong mouth, so every doubt keeps two quotes apart.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from nutgraf.records import Analysis, Article, Citation, MergedQuote, Quote, Span

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['’]\w+)*")
_OPENING = "“„«"
_MARKS = f'"{_OPENING}”»'
# Each paragraph of a long quotation opens anew, whether or not the one before was closed.
_MARK = re.compile(rf"(?P<anew>(?:^|\n)[ \t]*)?(?P<mark>[{_MARKS}])")
_ENOUGH_WORDS = 5
_TITLES = """
mr mrs ms miss dr sir dame lord lady president prime minister senator sen representative rep
governor gov king queen prince princess pope judge justice general gen professor prof secretary
chancellor mayor chief former the
"""
_NO_NAME = frozenset(_TITLES.split())

Words = tuple[str, ...]


class _Telling:
    """One quote as one article prints it, with its quoted words folded."""

    def __init__(self, article: Article, quote: Quote, fragments: tuple[Words, ...]) -> None:
        self.article = article
        self.quote = quote
        self.fragments = fragments
        self.words: Words = tuple(word for fragment in fragments for word in fragment)
        self.name = _name(quote.speaker)
        self.span = Span(
            min(span.start for span in quote.content), max(span.end for span in quote.content)
        )


def merge_quotes(
    articles: Sequence[Article], analyses: Mapping[str, Analysis]
) -> tuple[MergedQuote, ...]:
    """The direct and mixed quotes that two or more of ``articles`` tell, the most told first.

    A quote told by one article alone is left to that article's analysis.
    """
    tellings = [telling for article in articles for telling in _tellings(article, analyses)]
    # The longest comes first, so that each group is opened by its fullest form.
    tellings.sort(key=lambda one: (-len(one.words), one.article.id, one.span))
    groups: list[list[_Telling]] = []
    by_words: defaultdict[Words, list[int]] = defaultdict(list)
    by_run: defaultdict[Words, list[int]] = defaultdict(list)
    for telling in tellings:
        near = dict.fromkeys(by_words[telling.words])
        longest = max(telling.fragments, key=len)
        if len(longest) >= _ENOUGH_WORDS:
            near.update(dict.fromkeys(by_run[longest[:_ENOUGH_WORDS]]))
        fits = [number for number in near if _fits(telling, groups[number])]
        if fits:
            # Of several statements that hold these words, one by the same speaker is meant.
            known = [n for n in fits if telling.name and groups[n][0].name]
            groups[(known or fits)[0]].append(telling)
            by_words[telling.words].append((known or fits)[0])
            continue
        number = len(groups)
        groups.append([telling])
        by_words[telling.words].append(number)
        for fragment in telling.fragments:
            for run in _runs(fragment):
                by_run[run].append(number)
    merged = [_merged(told) for told in groups if len({one.article.id for one in told}) > 1]
    return tuple(sorted(merged, key=lambda one: (-len(one.told), one.article, one.told)))


def _runs(fragment: Words) -> Iterator[Words]:
    for at in range(len(fragment) - _ENOUGH_WORDS + 1):
        yield fragment[at : at + _ENOUGH_WORDS]


def _tellings(article: Article, analyses: Mapping[str, Analysis]) -> Iterator[_Telling]:
    analysis = analyses.get(article.id)
    for quote in analysis.quotes if analysis else ():
        if quote.kind == "indirect" or not quote.content:
            continue
        fragments = tuple(filter(None, map(_folded, _quoted(article.text, quote))))
        if any(len(word) > 3 for fragment in fragments for word in fragment):
            yield _Telling(article, quote, fragments)


def _quoted(text: str, quote: Quote) -> list[str]:
    """The stretches of a quote's content that stand in quotation marks.

    A direct quote is one stretch, even where the attribution splits it ("We go," she said,
    "and we win."); one printed without double marks counts whole.
    """
    stretches: list[str] = []
    for span in quote.content:
        start = span.start - (span.start > 0 and text[span.start - 1] in _MARKS)
        stretches.extend(_in_marks(text[start : span.end]))
    if quote.kind != "direct":
        return stretches
    return [" ".join(stretches or [span.of(text) for span in quote.content])]


def _in_marks(text: str) -> list[str]:
    """What stands between double quotation marks; a mark left open reaches to the end."""
    stretches: list[str] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        mark, at = match["mark"], match.start("mark")
        anew = match["anew"] is not None
        opens = mark in _OPENING or (mark == '"' and (opened is None or anew))
        if opens and opened is None:
            opened = match.end()
        elif not opens and opened is not None:
            stretches.append(text[opened:at])
            opened = None
    if opened is not None:
        stretches.append(text[opened:])
    return stretches


def _folded(stretch: str) -> Words:
    return tuple(word.replace("’", "'") for word in _WORD.findall(stretch.casefold()))


def _fits(telling: _Telling, group: Sequence[_Telling]) -> bool:
    """Whether a telling says what the group's fullest form says, and nobody else said it."""
    whole = group[0]
    if telling.words == whole.words:
        # Few words are chance unless the same person is known to have said them.
        enough = len(telling.words) >= _ENOUGH_WORDS
        sure = all(telling.name and other.name for other in group)
        if not (enough or sure):
            return False
    elif len(max(telling.fragments, key=len)) < _ENOUGH_WORDS or not all(
        any(_within(part, other) for other in whole.fragments) for part in telling.fragments
    ):
        return False
    return all(_agree(telling.name, other.name) for other in group)


def _within(part: Words, whole: Words) -> bool:
    size = len(part)
    return any(whole[at : at + size] == part for at in range(len(whole) - size + 1))


def _name(speaker: str | None) -> Words:
    words = tuple(word.removesuffix("'s") for word in _folded(speaker or ""))
    return tuple(word for word in words if word not in _NO_NAME) or words


def _agree(one: Words, other: Words) -> bool:
    """Whether two speakers can be one: a name is missing, short, or spelt a little differently."""
    if not one or not other or set(one) <= set(other) or set(other) <= set(one):
        return True
    last, other_last = one[-1], other[-1]
    alike = last == other_last or (len(last) > 5 and last[:6] == other_last[:6])
    return alike and one[0][0] == other[0][0]


def _merged(told: Sequence[_Telling]) -> MergedQuote:
    whole = min(
        told,
        key=lambda one: (-len(one.words), not one.name, one.article.id, one.span),
    )
    citations = sorted({Citation(one.article.id, one.span) for one in told})
    return MergedQuote(article=whole.article.id, quote=whole.quote, told=tuple(citations))
