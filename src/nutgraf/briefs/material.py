"""What a brief is made from: the story's articles, analyses, people and weights of words."""

from __future__ import annotations

import collections
import datetime as dt
import functools
import re
from collections.abc import Mapping, Sequence

from nutgraf.analysis.layout import find_paragraphs, is_furniture
from nutgraf.analysis.marks import Marked, find_marked
from nutgraf.briefs.people import People
from nutgraf.briefs.style import content_words
from nutgraf.form import USUAL, Form
from nutgraf.records import Analysis, Article, Sentence, Span, Story

_CAPTION_WORDS = 80
_MOST_OF_IT = 0.7
_LOWER = re.compile(r"\b[a-z][\w’'-]*")


class Material:
    """A story's articles (one of each group of copies), ready to be quoted from."""

    def __init__(
        self,
        story: Story,
        articles: Sequence[Article],
        analyses: Mapping[str, Analysis],
        *,
        as_of: dt.date,
        form: Form = USUAL,
    ) -> None:
        self.story = story
        self.form = form
        self.as_of = as_of
        ordered = sorted(articles, key=lambda a: (a.published is None, str(a.published), a.id))
        dropped = _superfluous_copies(story, ordered)
        self.articles = tuple(a for a in ordered if a.id in analyses and a.id not in dropped)
        self.analyses = {a.id: analyses[a.id] for a in self.articles}
        self.texts = {a.id: a.text for a in self.articles}
        self.people = People(self.articles, self.analyses)
        self._prose = {a.id: _prose(a.text, self.analyses[a.id].sentences) for a in self.articles}
        self._weights = self._word_weights()

    def publisher(self, article: Article) -> str:
        """The publisher's name, or the article's own id where it names none."""
        return article.publisher or article.id

    @functools.cached_property
    def publishers(self) -> frozenset[str]:
        """Everyone who reports the story for themselves."""
        return frozenset(self.publisher(article) for article in self.articles)

    @functools.cached_property
    def name_words(self) -> frozenset[str]:
        """The single words that only names of the articles hold, and all words of persons'."""
        persons: set[str] = set()
        others: set[str] = set()
        for article in self.articles:
            for name in self.analyses[article.id].names:
                words = (word.rstrip(".,") for word in name.span.of(article.text).split())
                (persons if name.kind == "person" else others).update(words)
        plain = {word for a in self.articles for word in _LOWER.findall(a.text)}
        return frozenset(persons | {w for w in others if w[:1].lower() + w[1:] not in plain})

    @functools.cached_property
    def _short_names(self) -> frozenset[str]:
        """Names of two or three words printed twice or more: a headline's own slip is not one."""
        printed = collections.Counter(
            name.span.of(article.text)
            for article in self.articles
            for name in self.analyses[article.id].names
        )
        return frozenset(
            name for name, times in printed.items() if times > 1 and 2 <= len(name.split()) <= 3
        )

    def names_in(self, headline: str) -> frozenset[str]:
        """The names of two or three words that a headline prints as the articles do."""
        return frozenset(name for name in self._short_names if name in headline)

    def marked(self, article: Article) -> tuple[Marked, ...]:
        """What stands between quotation marks in an article."""
        return marked_in(article.text)

    def sentences(self, article: Article) -> tuple[Sentence, ...]:
        """The article's sentences that are prose and not page furniture."""
        return self._prose[article.id]

    def centrality(self, words: frozenset[str]) -> float:
        """How much of what all publishers talk about these words hold, 0 to about 1."""
        if not words:
            return 0.0
        return sum(self._weights.get(word, 0.0) for word in words) / (len(words) + 4)

    def publishers_with(self, words: frozenset[str]) -> int:
        """How many publishers have every one of ``words`` somewhere in their articles."""
        return len({self.publisher(a) for a in self.articles if words <= _article_words(a.text)})

    def _word_weights(self) -> dict[str, float]:
        """The share of publishers that use a word, high for the words of their ledes."""
        uses: dict[str, set[str]] = collections.defaultdict(set)
        early: dict[str, set[str]] = collections.defaultdict(set)
        for article in self.articles:
            who = self.publisher(article)
            uses[who] |= _article_words(article.text)
            opening = [s.span.of(article.text) for s in self.analyses[article.id].sentences[:4]]
            early[who] |= content_words(" ".join([article.headline or "", *opening]))
        everywhere = collections.Counter(word for words in uses.values() for word in words)
        opened = collections.Counter(word for words in early.values() for word in words)
        total = max(1, len(self.publishers))
        return {
            word: (0.3 * times + 0.7 * opened[word]) / total for word, times in everywhere.items()
        }


def _prose(text: str, sentences: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences that are neither page furniture nor in a short paragraph of it.

    A picture's caption and its credit are two sentences of one line; a text that is all one
    line is judged by the sentence.
    """
    lines = find_paragraphs(text)
    return tuple(
        sentence
        for sentence in sentences
        if not is_furniture(sentence.span.of(text))
        and not (
            words_in(text, lines[sentence.paragraph]) <= _CAPTION_WORDS
            and is_furniture(lines[sentence.paragraph].of(text))
        )
    )


@functools.lru_cache(maxsize=4096)
def marked_in(text: str) -> tuple[Marked, ...]:
    """What stands between quotation marks in a text."""
    return find_marked(text)


@functools.lru_cache(maxsize=4096)
def _article_words(text: str) -> frozenset[str]:
    return content_words(text)


def _superfluous_copies(story: Story, ordered: Sequence[Article]) -> set[str]:
    """All but one of each group of copies: the newest of those that print most of the text.

    One text speaks once, in its last version; but a copy may be cut to a third.
    """
    dropped: set[str] = set()
    for copies in story.copies:
        here = [article for article in ordered if article.id in copies.article_ids]
        longest = max((len(article.text) for article in here), default=0)
        kept = [article for article in here if len(article.text) >= _MOST_OF_IT * longest][-1:]
        dropped.update(article.id for article in here if article not in kept)
    return dropped


def words_in(text: str, span: Span) -> int:
    """The number of words in a span."""
    return len(span.of(text).split())
