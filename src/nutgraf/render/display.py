"""What every form of output says in the same way: clean words, days, counts, sources.

Articles come from strangers. Before any of their words reach a page or a terminal they
lose what could steer it: control characters, and the marks that reverse reading order.
"""

from __future__ import annotations

import calendar
import datetime as dt
import itertools
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from nutgraf.records import (
    Article,
    Brief,
    BriefedStory,
    Citation,
    Interval,
    Point,
    PointNews,
    Story,
)

HOW_MADE = (
    "No language model wrote this edition. Each sentence is made by fixed rules from words "
    "that the articles print: shortened, with full names and days set in. Each is cited, "
    "and the words cited are kept beside it."
)
NOTHING_FOUND = "Nothing found that could be cited."
UNTITLED = "Untitled story"
NO_HEADLINE = "no headline given"
NO_PUBLISHER = "publisher not known"

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# Control characters, zero-width and byte-order marks, the marks that set, override or isolate
# reading order, lone surrogates (they cannot be written as UTF-8), the two that are no characters
# (XML may not hold them) and Unicode's tag letters.
_STEERING = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"\s+")
_ADDRESS = re.compile(r"[\x21-\x7e\u00a1-\ud7ff\ue000-\ufffd\U00010000-\U000dffff]+")


def clean(text: str) -> str:
    """``text`` on one line, without the characters that could steer a page or a terminal."""
    return _SPACE.sub(" ", _STEERING.sub("", text)).strip()


def safe_url(url: str | None) -> str | None:
    """``url`` where it may be printed as a link: http or https, with a host; else ``None``."""
    if not url:
        return None
    url = url.strip()
    if not _ADDRESS.fullmatch(url) or _STEERING.search(url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and host else None


def day_words(day: dt.date) -> str:
    """A day with its weekday, as in "Thursday 13 February 2025"."""
    return f"{_WEEKDAYS[day.weekday()]} {short_day(day)}"


def short_day(day: dt.date) -> str:
    """A day without its weekday, as in "13 February 2025"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def is_day_alone(moment: dt.datetime) -> bool:
    """Whether ``moment`` stands for its day only: midnight exactly, without a zone."""
    return moment.tzinfo is None and moment.time() == dt.time()


def moment_words(moment: dt.datetime) -> str:
    """The day, and the publisher's own clock where it gave one."""
    if is_day_alone(moment):
        return short_day(moment.date())
    return f"{short_day(moment.date())}, {moment:%H:%M}"


def interval_words(when: Interval | None) -> str:
    """The days in plain words ("February 2025", "from 3 May 2025"); "no date" without any."""
    if when is None or (when.earliest is None and when.latest is None):
        return "no date"
    first, last = when.earliest, when.latest
    if first is None and last is not None:
        return f"until {short_day(last)}"
    if last is None and first is not None:
        return f"from {short_day(first)}"
    assert first is not None
    assert last is not None
    if first == last:
        return day_words(first)
    if first == dt.date(first.year, 1, 1) and last == dt.date(first.year, 12, 31):
        return str(first.year)
    if first.day == 1 and last == first.replace(
        day=calendar.monthrange(first.year, first.month)[1]
    ):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {short_day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {short_day(last)}"
    return f"{short_day(first)} to {short_day(last)}"


def machine_moment(moment: dt.datetime) -> str:
    """A moment as programs read it; the bare day where no more is known."""
    return (moment.date() if is_day_alone(moment) else moment).isoformat()


def counted(number: int, noun: str) -> str:
    """The number with its noun, as in "1 publisher", "3 publishers", "2 stories"."""
    if number == 1:
        return f"1 {noun}"
    return f"{number} {noun[:-1]}ies" if noun.endswith("y") else f"{number} {noun}s"


def by_id(articles: tuple[Article, ...]) -> dict[str, Article]:
    """The articles under their ids."""
    return {article.id: article for article in articles}


def title_of(briefed: BriefedStory) -> str:
    """The title a reader sees: the brief's own, else the story's."""
    return clean(briefed.brief.title) or clean(briefed.story.title) or UNTITLED


def publisher_of(article: Article | None) -> str:
    """The publisher's name for display."""
    return (clean(article.publisher or "") if article else "") or NO_PUBLISHER


def headline_of(article: Article | None) -> str:
    """The headline for display."""
    return (clean(article.headline or "") if article else "") or NO_HEADLINE


def publishers_of(story: Story, articles: Mapping[str, Article]) -> tuple[str, ...]:
    """The known publishers of a story's articles, each once, in the story's order."""
    named = (articles[key].publisher for key in story.article_ids if key in articles)
    return tuple(dict.fromkeys(name for name in (clean(each or "") for each in named) if name))


def carried(story: Story, articles: Mapping[str, Article]) -> tuple[str, ...]:
    """Each agency's report that several publishers carry: "AP, carried by 14", the widest first.

    Copies of which no agency is known have no such line.
    """
    wide = [
        (
            len({articles[one].publisher or one for one in group.article_ids if one in articles}),
            group,
        )
        for group in story.copies
        if group.agency is not None
    ]
    wide.sort(key=lambda each: (-each[0], each[1].article_ids))
    return tuple(f"{group.agency}, carried by {count}" for count, group in wide if count > 1)


def reach_of(story: Story, articles: Mapping[str, Article]) -> str:
    """How widely a story is reported: "5 publishers, 3 independent reports (AP, carried by 3)"."""
    publishers = len(publishers_of(story, articles))
    first = (
        counted(publishers, "publisher")
        if publishers
        else counted(len(story.article_ids), "article")
    )
    copies = "; ".join(carried(story, articles))
    reports = counted(story.independent, "independent report")
    return f"{first}, {reports} ({copies})" if copies else f"{first}, {reports}"


def paragraphs(points: tuple[Point, ...]) -> tuple[tuple[Point, ...], ...]:
    """The points in their paragraphs, both in the order of printing."""
    return tuple(
        tuple(group) for _, group in itertools.groupby(points, key=lambda point: point.paragraph)
    )


def cited_articles(brief: Brief) -> dict[str, int]:
    """The ids of the articles that a brief cites, numbered from 1 in the order of citing."""
    numbers: dict[str, int] = {}
    for _, points in brief.sections():
        for point in points:
            for citation in point.citations:
                numbers.setdefault(citation.article, len(numbers) + 1)
    return numbers


def words_of(citation: Citation, articles: Mapping[str, Article]) -> str | None:
    """The exact words cited, ``None`` where the article is not at hand."""
    article = articles.get(citation.article)
    return citation.span.of(article.text) if article else None


def sentence_of(point: Point) -> str:
    """A point's text as it is shown, with what is new of it said before: "Moved: …"."""
    return f"{_NEWS[point.news]}{clean(point.text)}" if point.news else clean(point.text)


_NEWS: dict[PointNews, str] = {"new": "New: ", "moved": "Moved: "}
