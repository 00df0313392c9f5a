"""The sentences that may tell a story's event, each weighed by itself."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator

from msgspec import Struct

from nutgraf.briefs.agreement import Headlines, disputed_sentences
from nutgraf.briefs.anchors import is_misdated, trusted_days
from nutgraf.briefs.disputes import Disputes
from nutgraf.briefs.leads import Progress
from nutgraf.briefs.material import Material
from nutgraf.briefs.plain import epithets, is_shouted, loaded_words
from nutgraf.briefs.style import content_words
from nutgraf.briefs.tellable import can_be_told, continues, is_report, is_whole
from nutgraf.briefs.worth import News
from nutgraf.records import Article, Sentence, Span

# What the writer makes of it, and no cut can take.
_EVALUATION = re.compile(r", (?:which|who) (?:would|could|will|shows?|proves?|means)\b")
_LAST_PLACE = 14
_LAST_FOLLOWING = 5
# What one word of which a third of the publishers make their openings is worth.
_CORE = 0.07
# What a day of age costs, of at most a week.
_AGED = 0.1
# What each word costs an opening that judges; a sentence after it may have none.
_LOUD = 0.3
# So long after, a reader needs the day of the event more than anything.
_WEEK = 6
# The story goes by the headline of the article that has most in common with all others.
_TITLED = 0.18
_DATED = 0.9
# An article whose own day is not known cannot tell when.
_MISDATED = 1.4
# So much of what the most central sentence shares must others; less what goes on from another.
SHARED, NEXT = 0.45, 0.3
# "This morning" is another one for whoever reads it later.
_FLEETING = re.compile(
    r"\b(?:this (?:morning|afternoon|evening)|last night|tonight|overnight|earlier today)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"\b\d[\d,.]*\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens?)\b")


class Telling(Struct, frozen=True):
    """A candidate sentence of one article for *What happened*."""

    article: Article
    sentence: Sentence
    place: int
    score: float
    centrality: float
    words: frozenset[str]
    is_statement: bool
    # Those of the words that a third of the publishers open with, and whether the sentence
    # tells what its article was written for: by these a second lede is known for one.
    # ``is_disputed``: others have another figure.
    core: frozenset[str] = frozenset()
    is_main: bool = False
    is_disputed: bool = False
    # What speaks against it as an opening, and against its being told in our own voice at all.
    flaw: float = 0.0
    dispute: float = 0.0
    # Whether it is the one that opens the brief, and what it adds after that one.
    opens: bool = False
    gain: float = 0.0
    is_scale: bool = False
    # Whether it makes sense only right after the sentence before it.
    follows: bool = False


class _Page(Struct, frozen=True):
    """What all sentences of an article share: its analysis as news, its age and its stamp."""

    article: Article
    news: News
    age: int
    misdated: bool


class _Seen(Struct, frozen=True):
    """A whole sentence of an article, before anybody asks whether it can be told."""

    page: _Page
    sentence: Sentence
    place: int
    words: frozenset[str]
    centrality: float


def _by_centrality(material: Material) -> list[_Seen]:
    """The first sentences of all articles, those first that tell most of what is shared."""
    trusted = trusted_days(material)
    newest = max(trusted, default=None)
    found = []
    for article in material.articles:
        # Of an article of a week before little is news, and of one much older no less.
        age = min(7, max(0, (newest - _day(article)).days)) if newest and article.published else 0
        misdated = is_misdated(material, article, trusted)
        page = _Page(article, News(material, article), age, misdated)
        place = 0
        for sentence in material.sentences(article):
            if not is_whole(sentence, article.text):
                continue
            place += 1
            if place > _LAST_PLACE:
                break
            words = content_words(sentence.span.of(article.text))
            found.append(_Seen(page, sentence, place, words, material.centrality(words)))
    found.sort(key=lambda seen: -seen.centrality)
    return found


def candidates(material: Material) -> Iterator[Telling]:
    """Each sentence that may tell the event, with all that speaks for it and against it."""
    trusted = trusted_days(material)
    is_late = bool(trusted) and (material.as_of - trusted[-1]).days > _WEEK
    headlines = Headlines(material)
    progress = Progress(material)
    disputes = Disputes(material)
    is_core = functools.cache(lambda word: material.centrality(frozenset({word})) >= _CORE)
    disputed = disputed_sentences(material)
    best = 0.0
    for seen in _by_centrality(material):
        # From here on nothing comes that can win.
        if seen.centrality < NEXT * best:
            return
        page, sentence, place = seen.page, seen.sentence, seen.place
        article, news, age, misdated = page.article, page.news, page.age, page.misdated
        content, centrality = seen.words, seen.centrality
        text = article.text
        follows = not can_be_told(article, sentence, place, news)
        if follows and (place > _LAST_FOLLOWING or not continues(sentence, text)):
            continue
        if not follows and centrality < SHARED * best:
            continue
        printed = sentence.span.of(text)
        words = len(printed.split())
        outside = outside_marks(material, article, sentence.span)
        if not is_report(article, printed, outside):
            continue
        if not follows:
            best = max(best, centrality)
        loaded = min(3, loaded_words(outside))
        dispute = disputes.cost(material.publisher(article), printed, content)
        score = (
            3.0 * centrality
            + 1.2 / place
            + headlines.agreement(article, content)
            + news.worth(sentence)
            + (_TITLED if place == 1 and age < 2 and _gives_title(material, article) else 0.0)
            + (0.3 if _FIGURE.search(printed) else 0.0)
            + (_DATED if is_late and not misdated and news.names_day(sentence) else 0.0)
            - 1.0 * sentence.analysis
            - 1.2 * news.opinion
            - (0.4 if '"' in printed or "“" in printed else 0.0)
            - max(0, words - 32) * 0.03
            - 0.7 * loaded
            - (0.8 if is_shouted(printed) else 0.0)
            - (0.5 if _FLEETING.search(printed) else 0.0)
            - (0.5 if _EVALUATION.search(outside) else 0.0)
            - (0.6 if disputed.get((article.id, sentence.span)) == "older" else 0.0)
            - _AGED * age
            - (_MISDATED if misdated else 0.0)
            - dispute
        )
        yield Telling(
            article,
            sentence,
            place,
            score,
            centrality,
            content,
            news.is_statement(sentence),
            frozenset(filter(is_core, content)),
            news.is_main(sentence),
            (article.id, sentence.span) in disputed,
            progress.cost(article, sentence, news.events_in(sentence))
            + _LOUD * max(0, loaded - len(epithets(text, sentence.span))),
            dispute,
            follows=follows,
        )


def _gives_title(material: Material, article: Article) -> bool:
    return article.headline == material.story.title


def _day(article: Article) -> dt.date:
    assert article.published is not None
    return article.published.date()


def outside_marks(material: Material, article: Article, span: Span) -> str:
    """The words of a passage that nobody is quoted with."""
    pieces, at = [], span.start
    for marked in material.marked(article):
        if marked.outer.meets(span):
            pieces.append(article.text[at : max(at, marked.outer.start)])
            at = max(at, marked.outer.end)
    return " ".join([*pieces, article.text[at : span.end]])
