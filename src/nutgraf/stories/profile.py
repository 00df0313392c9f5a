"""What is kept of an article to tell whether another is about the same event.

A profile is small, frozen and free of spans: words with their weight, and the few facts
that tell one event from its look-alike, each as a plain key ("petra lindqvist", "age 34").
Two profiles are compared without their texts.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from msgspec import Struct

from nutgraf.records import Analysis, Article, NameKind
from nutgraf.stories.framing import bare_headline, bare_sentences
from nutgraf.stories.similarity import WEIGHTS, WORD, counted, damped
from nutgraf.stories.words import STOPWORDS, term_of

_OPENING_SENTENCES = 2
# More names than this are those of a digest, which touches on all that the day has; the widest
# report of one thing has not nearly so many.
_DIGEST_NAMES = 120
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "miss",
        "dr",
        "sir",
        "rev",
        "gen",
        "sen",
        "rep",
        "gov",
        "sgt",
        "capt",
        "prof",
    ]
)
_GENERATIONS = frozenset(["jr", "sr", "junior", "senior", "ii", "iii", "iv"])
_NUMBER_WORDS = {
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14",
    "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
    "twenty": "20",
}  # fmt: skip
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
# Every repeat has a bound, so that no odd text takes more than linear time.
_NUMBER = r"\b(?P<number>\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,4})?)"
_FIGURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("age", re.compile(_NUMBER + r"(?: ?- ?| )years?(?: ?- ?| )old")),
    ("age", re.compile(r"\baged? " + _NUMBER + r"\b(?! ?%)")),
    ("age", re.compile(r"\b[A-Z][\w'’.-]{1,30} ?[,(] ?(?P<number>[1-9]\d?) ?[,)]")),
    ("magnitude", re.compile(r"magnitude (?:of )?" + _NUMBER, re.I)),
    ("magnitude", re.compile(_NUMBER + r"(?: ?- ?| )magnitude", re.I)),
    (
        "sum",
        re.compile(
            r"[$£€¥] ?" + _NUMBER + r"(?: ?-? ?(?P<scale>thousand|million|billion|trillion)\b)?"
        ),
    ),
    ("score", re.compile(r"\b(?P<number>\d{1,3} ?(?:-|–|to) ?\d{1,3})\b(?! ?-)")),
    ("address", re.compile(r"\b(?P<number>\d{2,5} block)\b")),
)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COUNT = re.compile(
    r"(?<![\w.,$£€:/-])(?P<number>\d{1,3}(?:,\d{3}){1,4}|\d{1,12}(?:\.\d{1,4})?|"
    + "|".join(_NUMBER_WORDS)
    + r") (?P<what>[a-z]{3,20}(?: [a-z]{3,20})?)",
)


class Profile(Struct, frozen=True, kw_only=True):
    """What one article tells, as keys that another article's can be met with.

    ``terms`` are words, name pairs and numbers with their weight before rarity, ``opening``
    the same of the headline and the first sentences alone. ``names``
    are names of two words or more, of a person's the first and the last, ``places`` names
    of places, all folded. ``figures`` are numbers with what they count: "age 34",
    "magnitude 6.1", "sum 3500000", "214 passenger". ``days`` are the days (ordinals) on
    which the opening says that things happened, empty where it names none. ``years`` are
    years as printed.
    ``day`` is the day that the article speaks from, ``None`` where nothing says, as with
    ``publisher``.
    """

    article_id: str
    terms: dict[str, float] = {}
    opening: dict[str, float] = {}
    names: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()
    days: frozenset[int] = frozenset()
    years: frozenset[str] = frozenset()
    day: int | None = None
    publisher: str | None = None


def profile_of(
    article: Article, analysis: Analysis | None, own_sentences: Sequence[str]
) -> Profile:
    """The profile of an article; without an analysis it holds words and figures alone.

    ``own_sentences`` are the article's sentences without a site's frame: what stands in
    none of them counts for nothing. A digest, which has a little of every story, is alike to
    none: its profile is empty.
    """
    headline = bare_headline(article.headline or "", article.publisher)
    said = bare_sentences(own_sentences)
    first = counted(headline, said[:_OPENING_SENTENCES], WEIGHTS)
    terms = first + counted("", said[_OPENING_SENTENCES:], WEIGHTS)
    names, places = _names(analysis, terms)
    day = _day(article, analysis)
    if len(names) > _DIGEST_NAMES:
        return Profile(article_id=article.id, day=day, publisher=article.publisher)
    return Profile(
        article_id=article.id,
        terms=damped(terms),
        opening=damped(first),
        names=names,
        places=places,
        figures=frozenset(_figures([headline, *said])),
        days=_days(analysis, _end_of_opening(article.text, own_sentences)),
        years=frozenset(year for each in (headline, *said) for year in _YEAR.findall(each)),
        day=day,
        publisher=article.publisher,
    )


def _end_of_opening(text: str, own_sentences: Sequence[str]) -> int:
    """Where in the text the last sentence of the opening ends."""
    last = own_sentences[:_OPENING_SENTENCES][-1:]
    return text.find(last[0]) + len(last[0]) if last else 0


def _day(article: Article, analysis: Analysis | None) -> int | None:
    if analysis is not None and analysis.creation_time is not None:
        return analysis.creation_time.toordinal()
    return article.published.date().toordinal() if article.published is not None else None


def name_words(full_name: str) -> list[str]:
    """The terms of a name without titles and small words; empty where it has no others."""
    # A credit that ran into the name ("CNN)The Marsk Trust") is none of it.
    name = full_name if "(" in full_name else full_name.rpartition(")")[2]
    words = map(term_of, WORD.findall(name))
    return [word for word in words if word not in STOPWORDS and word not in _TITLES]


def name_key(words: Iterable[str], kind: NameKind) -> str:
    """The key under which a profile keeps a name of these terms, which names something of ``kind``.

    Of a person's name it has the first word and the last: who is "Ana Rosa Quill" in one
    article is "Ana R. Quill" or "Ana Quill" in the next.
    """
    # Publishers differ in their hyphens ("Kim Jong-un", "Kim Jong Un").
    apart = " ".join(words).replace("-", " ").split(" ")
    if kind == "person":
        # A son is not his father: "Junior" is kept beside the surname.
        apart = apart[:1] + apart[1:][-2 if apart[-1] in _GENERATIONS else -1 :]
    return " ".join(apart)


def _names(
    analysis: Analysis | None, terms: Container[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """The keys of names of two words or more, and those of places of any length.

    ``terms`` are those of the article's own sentences: a name that only a frame has is left
    out, since its words are not among them.
    """
    names: set[str] = set()
    places: set[str] = set()
    for full_name, kind in (
        {(name.full_name, name.kind) for name in analysis.names} if analysis else ()
    ):
        words = name_words(full_name)
        if not words or not all(word in terms for word in words):
            continue
        key = name_key(words, kind)
        if kind == "place":
            places.add(key)
        elif " " in key:
            names.add(key)
    return frozenset(names), frozenset(places)


def _figures(sentences: Iterable[str]) -> Iterable[str]:
    """Numbers with what they count, as keys."""
    for sentence in sentences:
        for what, pattern in _FIGURES if _DIGIT.search(sentence) else ():
            for match in pattern.finditer(sentence):
                number = match["number"].replace(",", "")
                scale = match.groupdict().get("scale")
                if scale:
                    number = f"{float(number) * _SCALES[scale]:.0f}"
                yield f"{what} {number}"
        for match in _COUNT.finditer(sentence):
            number = _NUMBER_WORDS.get(match["number"], match["number"].replace(",", ""))
            for word in match["what"].split():
                if word not in STOPWORDS and word not in _SCALES:
                    yield f"{number} {term_of(word)}"


def _days(analysis: Analysis | None, end: int) -> frozenset[int]:
    """The single days that the text names before ``end``, as ordinals."""
    return frozenset(
        timex.earliest.toordinal()
        for timex in (analysis.timexes if analysis else ())
        if timex.earliest is not None and timex.earliest == timex.latest and timex.span.end <= end
    )
