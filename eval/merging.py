"""The same quote told by several articles: pairs labelled by reading, and edits made by chance.

`gold/merging.jsonl` points into dev articles by offsets, so it needs the data folder. The
edits are made, by a seed, of quotes that are at hand, so what became of each is known.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from eval.corpus import HERE, SAMPLE, Bench, Figures, Row, rows
from nutgraf.records import Analysis, Article, Citation, MergedQuote, Quote, Span, Variant
from nutgraf.stories import merge_quotes
from nutgraf.stories.speakers import Speaker, speaker_of

SIDES = ("one", "other")
GOLD = HERE / "gold" / "merging.jsonl"
MEASURES = {
    "pair precision",
    "pair recall",
    "recall, one speaker",
    "edits found",
    "edits flagged",
    "others left apart",
}
_SEED = 5
_LEAST_WORDS = 10
_BROKEN = re.compile(r"[\[\]…\"“”]|\.\.")
_MOST_QUOTES = 300


def measure(bench: Bench) -> Figures:
    """Precision and recall of labelled pairs, and what is made of edited quotes."""
    figures: Figures = {}
    if bench.data is not None:
        gold: list[Row] = []
        told: dict[str, _Told] = {}
        made: list[Article] = []
        analyses: dict[str, Analysis] = {}
        labelled = rows(GOLD)
        for name in sorted({row["set"] for row in labelled}):
            path = bench.data / name / "dev.jsonl"
            articles, found = bench.analysed(path)
            texts = rows(path)
            told[name] = _told(texts, articles, found)
            digests = {row["id"]: _digest(row["text"]) for row in texts}
            gold += [row for row in labelled if row["set"] == name and _unchanged(row, digests)]
            made += articles
            analyses |= found
        figures["merging"] = pairs(gold, told)
        figures["merging.made"] = edits(made, analyses)
    own, own_analyses = bench.analysed(*sorted(SAMPLE.iterdir()))
    figures["merging.own"] = edits(own, own_analyses)
    return figures


# --------------------------------------------------------------------- labelled pairs


class Place(Struct, frozen=True):
    """A telling, by the label of its article."""

    article: str
    span: Span

    def is_at(self, label: Row) -> bool:
        """Whether this is the labelled telling; its ends may lie a little otherwise."""
        start, end = label["span"]
        common = min(self.span.end, end) - max(self.span.start, start)
        longer = max(self.span.end - self.span.start, end - start)
        return bool(self.article == label["id"] and 2 * common > longer)


class _Told(Struct, frozen=True):
    """What is told of one set: the tellings of each statement, and the speaker of each."""

    statements: Sequence[frozenset[Place]]
    speakers: Mapping[Place, Speaker]

    def merges(self, row: Row) -> bool:
        """Whether the two tellings of a label are of one statement."""
        return any(
            all(any(place.is_at(row[side]) for place in statement) for side in SIDES)
            for statement in self.statements
        )

    def parts(self, row: Row) -> bool:
        """Whether the analysis names two different speakers for the tellings of a label."""
        one, other = (
            [speaker for place, speaker in self.speakers.items() if place.is_at(row[side])]
            for side in SIDES
        )
        return bool(one and other) and not any(a.may_be(b) for a in one for b in other)


def pairs(gold: Iterable[Row], told: Mapping[str, _Told]) -> dict[str, float]:
    """Precision and recall of the pairs that ``told`` has in one statement; unsure ones aside.

    *One speaker* leaves out the pairs for which the analysis names two, since those must
    not be merged whatever the words are.
    """
    merged = right = same = one_speaker = right_there = 0
    for row in gold:
        if row["same"] is None:
            continue
        found = told[row["set"]].merges(row)
        merged += found
        if row["same"]:
            together = not told[row["set"]].parts(row)
            same += 1
            right += found
            one_speaker += together
            right_there += found and together
    return {
        "pair precision": 100 * right / max(1, merged),
        "pair recall": 100 * right / max(1, same),
        "recall, one speaker": 100 * right_there / max(1, one_speaker),
    }


def _told(
    labels: Iterable[Row], articles: Sequence[Article], analyses: Mapping[str, Analysis]
) -> _Told:
    """What is told story by story, as the gold has the stories."""
    cluster = {row["id"]: row["cluster"] for row in labels}
    stories: defaultdict[str, list[Article]] = defaultdict(list)
    for article in articles:
        stories[cluster[article.label]].append(article)
    name = {article.id: article.label for article in articles}
    return _Told(
        statements=[
            frozenset(Place(name[one.article], one.span) for one in merged.told)
            for story in stories.values()
            for merged in merge_quotes(story, analyses)
        ],
        speakers={
            Place(article.label, _reach(quote)): speaker_of(article.text, quote)
            for article in articles
            for quote in analyses[article.id].quotes
            if quote.content and quote.kind != "indirect"
        },
    )


def _reach(quote: Quote) -> Span:
    return Span(min(one.start for one in quote.content), max(one.end for one in quote.content))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _unchanged(row: Row, digests: Mapping[str, str]) -> bool:
    return all(digests.get(row[side]["id"]) == row[side]["sha256"] for side in SIDES)


# --------------------------------------------------------------------- edits made by chance

Words = list[str]
Draw = np.random.Generator


def _drop(words: Words, draw: Draw) -> Words:
    at = draw.integers(1, len(words) - 1)
    return words[:at] + words[at + 1 :]


def _change(words: Words, draw: Draw) -> Words:
    at = draw.integers(1, len(words) - 1)
    return [*words[:at], "otherwise", *words[at + 1 :]]


def _bracket(words: Words, draw: Draw) -> Words:
    at = draw.integers(1, len(words) - 1)
    return [*words[:at], "[the bill]", *words[at + 1 :]]


def _cut(words: Words, draw: Draw) -> Words:
    at = draw.integers(3, len(words) - 5)
    return [*words[:at], "…", *words[at + 2 :]]


def _shorten(words: Words, draw: Draw) -> Words:
    at = draw.integers(len(words) - 7)
    return words[at : at + 7]


_EDITS: tuple[tuple[Callable[[Words, Draw], Words], str], ...] = (
    (_drop, "wording"),
    (_change, "wording"),
    (_bracket, "wording"),
    (_cut, "shorter"),
    (_shorten, "shorter"),
)


def edits(articles: Sequence[Article], analyses: Mapping[str, Analysis]) -> dict[str, float]:
    """How many edited quotes are found again, and flagged as what they are.

    The same words by another named person, and another quote of the same person, have to
    stay apart.
    """
    draw = np.random.default_rng(_SEED)
    found = flagged = made = apart = others = 0
    for article, quote, other in _quotes(articles, analyses, draw):
        words = _words(article, quote)
        for edit, kind in _EDITS:
            edited = edit(words, draw)
            variant = _variant(article, quote, _telling(edited, quote.speaker))
            made += 1
            found += variant is not None
            flagged += variant is not None and variant.kind == kind
        strangers = [_telling(words, "Quill Underwharf")]
        if other is not None:
            strangers.append(_telling(_words(article, other), quote.speaker))
        for stranger in strangers:
            others += 1
            apart += _variant(article, quote, stranger) is None
    return {
        "edits found": 100 * found / max(1, made),
        "edits flagged": 100 * flagged / max(1, made),
        "others left apart": 100 * apart / max(1, others),
    }


def _quotes(
    articles: Sequence[Article], analyses: Mapping[str, Analysis], draw: Draw
) -> list[tuple[Article, Quote, Quote | None]]:
    """Unbroken direct quotes with a named speaker, each with the next one of its article."""
    found: list[tuple[Article, Quote, Quote | None]] = []
    for article in articles:
        usable = [
            quote
            for quote in (analyses[article.id].quotes if article.id in analyses else ())
            if quote.kind == "direct"
            and quote.speaker
            and any(quote.speaker.split()[-1] in span.of(article.text) for span in quote.source)
            and quote.voice != "publisher"
            and len(quote.content) == 1
            and len(_words(article, quote)) >= _LEAST_WORDS
            and not _BROKEN.search(" ".join(_words(article, quote)))
        ]
        found += [
            (article, quote, other)
            for quote, other in itertools.zip_longest(usable, usable[1:])
            if quote is not None
        ]
    return [found[at] for at in draw.permutation(len(found))[:_MOST_QUOTES]]


def _words(article: Article, quote: Quote) -> Words:
    return quote.content[0].of(article.text).strip("\"“”'‘’, ").split()


def _telling(words: Words, speaker: str | None) -> tuple[Article, Analysis]:
    """An article that has the words as a quote of the speaker."""
    said = f"“{' '.join(words)}”"
    text = f"{said} {speaker} said."
    quote = Quote(
        content=(Span(0, len(said)),),
        source=(Span(len(said) + 1, len(text) - len(" said.")),),
        speaker=speaker,
        kind="direct",
    )
    return (
        Article(id="edited", text=text),
        Analysis(article_id="edited", analyzer="eval", quotes=(quote,)),
    )


def _variant(article: Article, quote: Quote, telling: tuple[Article, Analysis]) -> Variant | None:
    """The shorter of two tellings beside the fuller, ``None`` where they stay apart."""
    edited, analysis = telling
    alone = Analysis(article_id=article.id, analyzer="eval", quotes=(quote,))
    merged = merge_quotes([article, edited], {article.id: alone, edited.id: analysis})
    return next(_others(merged), None)


def _others(merged: Iterable[MergedQuote]) -> Iterator[Variant]:
    for one in merged:
        fullest = Citation(one.article, one.quote.content[0])
        yield from (each for each in one.variants if each.citation != fullest)
