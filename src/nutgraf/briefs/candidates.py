"""A statement that a brief may print, and how far it bears on what the brief tells."""

from __future__ import annotations

import collections
import functools
import re

from msgspec import Struct

from nutgraf.briefs.material import Material, marked_in
from nutgraf.briefs.sense import argument
from nutgraf.briefs.style import content_words
from nutgraf.records import Article, Quote, Sentence, Span

# A publisher argues with this many marks of it a sentence, and with so many does little else.
ARGUES, RANTS = 0.15, 0.2
# An article with fewer of the story's names than this share tells of something else.
_ABOUT, _NEARLY = 0.34, 0.6
_HALF = 0.5
# Of fewer names than these the share says nothing.
_NAMES = 3
_ELSEWHERE = 1.0
# … so does one with fewer of all its words too, or with so many in its headline: a digest.
_FEW, _DIGEST = 0.2, 25
# A passage with two names of the story and so many words of it tells of it wherever it stands.
_TELLS = 4
_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")


class Statement(Struct, frozen=True):
    """A candidate: one quote, or one sentence of a publisher's own analysis (``quote`` None).

    ``party`` is whom it speaks for or of, as far as the names say: the speaker, whoever the
    speaker speaks for, or the subject of a publisher's sentence. ``told`` are the content
    words of what the brief tells before it; empty where that does not matter. ``is_placed``:
    "he" in the words can only be one person, of whom the brief has told. ``eased``: the brief
    has hardly anything else, so that what would only read better with more around it will do.
    """

    article: Article
    span: Span
    speaker: str
    score: float
    words: frozenset[str]
    sentences: tuple[Sentence, ...]
    quote: Quote | None = None
    party: str = ""
    told: frozenset[str] = frozenset()
    is_placed: bool = False
    eased: bool = False


@functools.lru_cache(maxsize=4096)
def plain_text(text: str) -> str:
    """The text with a blank for each character that stands in quotation marks."""
    kept: list[str] = []
    at = 0
    for marked in marked_in(text):
        if marked.outer.end > at:
            start = max(at, marked.outer.start)
            kept += (text[at:start], " " * (marked.outer.end - start))
            at = marked.outer.end
    return "".join([*kept, text[at:]])


def bearing(words: frozenset[str], told: frozenset[str]) -> float:
    """How far words bear on what the brief has told: nothing of it is another matter."""
    shared = len(words & told)
    return 0.25 * min(shared, 3) if shared else -0.8


def arguments(material: Material) -> dict[str, float]:
    """How much each publisher argues with its readers, by the article in which it does most."""
    found: dict[str, float] = collections.defaultdict(float)
    for article in material.articles:
        publisher = material.publisher(article)
        marks = _argument(article.text, len(material.sentences(article)))
        found[publisher] = max(found[publisher], marks)
    return found


@functools.lru_cache(maxsize=4096)
def _argument(text: str, sentences: int) -> float:
    return argument(plain_text(text), sentences)


def title_words(material: Material, told: frozenset[str]) -> frozenset[str]:
    """The words of the story's title, if an article is of it and of what the brief has told.

    Of a story that was put together from two matters the title may be the other one's.
    """
    title = content_words(material.story.title)
    bodies = [_words(article.text) for article in material.articles]
    fits = any(
        len(title & body) >= _HALF * len(title) and len(told & body) >= _HALF * len(told)
        for body in bodies
    )
    return title if fits else frozenset()


class Topic:
    """What a story is about, by the names its brief has told so far."""

    def __init__(self, material: Material, told: frozenset[str]) -> None:
        self._material = material
        self.told = told
        names = {word for name in material.name_words for word in content_words(name)}
        # What one publisher alone calls by its name is not what the story is about.
        shared = 2 if len(material.publishers) > 2 else 1
        self._names = {
            word for word in names & told if material.publishers_with(frozenset({word})) >= shared
        }
        self._parties = {
            surname
            for article in material.articles
            for name in material.analyses[article.id].names
            if name.kind == "person" and (surname := name.full_name.split()[-1].casefold()) in told
        }

    def loss(self, article: Article) -> float | None:
        """What a statement loses for where it stands; ``None`` where that is another story."""
        if len(content_words(article.headline or "")) > _DIGEST:
            return None
        words = _words(article.text)
        few = len(self.told & words) < _FEW * len(self.told)
        if len(self._names) < _NAMES:
            return None if few else 0.0
        share = len(self._names & words) / len(self._names)
        if share >= _NEARLY:
            return 0.0
        return None if share < _ABOUT or few else _ELSEWHERE

    def loss_of(self, words: frozenset[str]) -> float | None:
        """The same for a passage of another story; ``None`` unless it tells of this one."""
        tells = len(self._names & words) > 1 and len(self.told & words) >= _TELLS
        return _ELSEWHERE if tells else None

    def party(self, words: str, otherwise: str) -> str:
        """The first person of the story's told ones whom the words name, else ``otherwise``."""
        for found in _CAPITAL.finditer(words):
            surname = found.group().removesuffix("'s").removesuffix("’s").casefold()
            if surname in self._parties:
                return surname
        return otherwise

    def lone_person(self, speaker: str) -> bool:
        """Whether the brief has told of one person besides the speaker, and of no other."""
        return len(self._parties - {speaker.casefold()}) == 1


@functools.lru_cache(maxsize=4096)
def _words(text: str) -> frozenset[str]:
    return content_words(text)
