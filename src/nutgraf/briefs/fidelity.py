"""What a sentence says that its cited words do not, or leaves out of them.

Replaying its edits shows that a sentence was made from the words it cites; this looks at what
came out, whatever the edits were: each word, each negation and hedge, each day.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping

from nutgraf.analysis.clauses import GUARDED
from nutgraf.analysis.wordlists import listed
from nutgraf.briefs.style import WEEKDAYS
from nutgraf.records import Article, Citation, Point

# All that a sentence may have of ours: its cues, its credits and what joins two passages.
OUR_WORDS = listed("said reported the and on")
_CUES = frozenset({"said", "says", "reported"})
_TOKEN = re.compile(r"\w+(?:[’'.,:-]\w+)*")
_MARKED = re.compile('"[^"]*"')
_MONTH = (
    r"(?:Jan(?:uary|\.)|Feb(?:ruary|\.)|March|April|May|June|July|Aug(?:ust|\.)|"
    r"Sept(?:ember|\.)|Oct(?:ober|\.)|Nov(?:ember|\.)|Dec(?:ember|\.))"
)
_DAY = re.compile(rf"\b(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)\b")
_NEAR_DAY = re.compile(r"\b(?:yesterday|today|tonight|tomorrow)\b(?![’'])|^(?:Yester|To)day\b")
_WEEKDAY = re.compile(rf"(?:(?P<before>[\w’'.]+)\s+)?\b(?P<day>{'|'.join(WEEKDAYS)})\b(?!\w)")
# "Black Friday" names no day of this week, "every Friday" all of them.
_ANY_WEEK = re.compile(
    r"(?!On|By|Since|Until|Late|Early|From|After|Before|Last|Next|This)[A-Z]|every$"
)
_WEEKDAY_HOLDS = 6
# Without its analysis nobody knows the day that an article speaks from better than this.
_TOLERANCE = 1
_NEXT_TO_TODAY = {"yesterday": -1, "today": 0, "tomorrow": 1}


def unfaithful(
    point: Point, articles: Mapping[str, Article], as_of: dt.date
) -> Iterator[tuple[str, str]]:
    """The rule and the words for each thing that ``point`` and its passages differ in.

    Its citations and edits must have been found to fit their articles.
    """
    for name, rule in _RULES:
        for detail in rule(point, articles, as_of):
            yield name, detail


# ---------------------------------------------------------------- words


def _strange_words(point: Point, articles: Mapping[str, Article], _: dt.date) -> Iterator[str]:
    """Each word that stands in no cited passage, no evidence, and not among ours."""
    known = set(OUR_WORDS)
    for text in _sources(point, articles):
        known.update(map(_plain, _TOKEN.findall(text)))
    for token in dict.fromkeys(_TOKEN.findall(point.text)):
        if _plain(token) not in known:
            yield f"in no cited passage: {token!r}"


def _sources(point: Point, articles: Mapping[str, Article]) -> Iterator[str]:
    """All words that a sentence may have, by passage: cited, evidence, and what edits print."""
    cited = [*point.citations, *(each for edit in point.edits for each in edit.evidence)]
    yield from (_words(each, articles) for each in cited)
    yield from (edit.text for edit in point.edits if edit.kind in {"day", "credit"})


def _plain(token: str) -> str:
    return token.removesuffix("'s").removesuffix("’s").removesuffix("'").casefold()


def _words(citation: Citation, articles: Mapping[str, Article]) -> str:
    return citation.span.of(articles[citation.article].text)


# ---------------------------------------------------------------- negations and hedges


def _changed_hedges(point: Point, articles: Mapping[str, Article], _: dt.date) -> Iterator[str]:
    """Each negation, condition or hedge that was lost on the way, or came from nowhere."""
    kept: Counter[str] = Counter()
    for number, citation in enumerate(point.citations):
        text = articles[citation.article].text
        cuts = [e for e in point.edits if e.citation == number and e.kind == "cut"]
        kept.update(
            guard
            for guard, start, end in _guards(text, citation.span.start, citation.span.end)
            if not any(cut.start <= start and end <= cut.end for cut in cuts)
        )
    evidence = Counter(
        guard
        for edit in point.edits
        for each in edit.evidence
        for guard, _, _ in _guards(articles[each.article].text, each.span.start, each.span.end)
    )
    here = Counter(guard for guard, _, _ in _guards(point.text, 0, len(point.text)))
    for guard in kept - here:
        yield f"lost: {guard!r}"
    for guard in here - kept - evidence:
        yield f"added: {guard!r}"


def _guards(text: str, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    for match in GUARDED.finditer(text, start, end):
        word = match.group()
        # "May" is a month or a name, and opens a sentence of a brief in no other sense.
        if word != "May" and word.casefold() not in _CUES:
            yield word.casefold().replace("’", "'"), match.start(), match.end()


# ---------------------------------------------------------------- days


def _strange_dates(point: Point, articles: Mapping[str, Article], _: dt.date) -> Iterator[str]:
    """Each date with its month that is not printed as one in a passage or by an edit."""
    printed = [" ".join(text.split()) for text in _sources(point, articles)]
    for match in _DAY.finditer(" ".join(point.text.split())):
        if not any(match.group() in text for text in printed):
            yield f"no passage has the date {match.group()!r}"


def _days_of_another_week(
    point: Point, articles: Mapping[str, Article], as_of: dt.date
) -> Iterator[str]:
    """Each day outside the marks that means another one on the brief's day."""
    days = [
        published.date()
        for each in point.citations
        if (published := articles[each.article].published) is not None
    ]
    ours = Counter(
        found["day"]
        for edit in point.edits
        if edit.kind == "day"
        for found in _WEEKDAY.finditer(edit.text)
    )
    text = _MARKED.sub('""', point.text)
    if any(day != as_of for day in days):
        for match in _NEAR_DAY.finditer(text):
            yield f"{match.group()!r} would mean another day by now"
    if any(abs((day - as_of).days) > _WEEKDAY_HOLDS for day in days):
        for match in _WEEKDAY.finditer(text):
            if ours[match["day"]]:
                ours[match["day"]] -= 1
            elif not _ANY_WEEK.match(match["before"] or ""):
                yield f"{match['day']!r} is of another week"


def _wrong_days(point: Point, articles: Mapping[str, Article], _: dt.date) -> Iterator[str]:
    """Each day that an edit resolves to one that its article cannot have meant."""
    for edit in point.edits:
        if edit.kind != "day":
            continue
        article = articles[point.citations[edit.citation].article]
        day = _day(edit.why)
        if day is None or article.published is None:
            continue
        away = (day - article.published.date()).days
        removed = article.text[edit.start : edit.end].split()[-1:]
        next_to = _NEXT_TO_TODAY.get(removed[0].casefold()) if removed else None
        if next_to is None:
            holds = abs(away) <= 7 + _TOLERANCE
        else:
            holds = abs(away - next_to) <= _TOLERANCE
        if not holds:
            yield f"{' '.join(removed)!r} of {article.published.date()} is not {day}"


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


_Rule = Callable[[Point, Mapping[str, Article], dt.date], Iterable[str]]
_RULES: tuple[tuple[str, _Rule], ...] = (
    ("words", _strange_words),
    ("hedges", _changed_hedges),
    ("dates", _strange_dates),
    ("dates", _days_of_another_week),
    ("dates", _wrong_days),
)
