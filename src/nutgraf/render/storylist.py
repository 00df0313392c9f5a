"""The list of stories: on a terminal, as JSON or lines of it, and as a table of articles."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from rich.console import Console
from rich.text import Text

from nutgraf.records import Article, Reason, Story
from nutgraf.render.display import (
    UNTITLED,
    by_id,
    carried,
    clean,
    counted,
    is_day_alone,
    moment_words,
    publisher_of,
    publishers_of,
    short_day,
)
from nutgraf.render.jsonl import story_line
from nutgraf.render.terminal import WIDEST, put
from nutgraf.stories.rank import moment

_INDENT = 4
_PUBLISHERS_NAMED = 12
_NAMES_SHOWN, _PLACES_SHOWN, _DAYS_SHOWN = 5, 3, 3
_RELATED_SHOWN = 5
# The lowest stands for none, so that a quiet hour is told from one with a report.
_BARS = "▁▂▃▅▇"
_WIDEST_LINE = 40
_HOUR, _DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
_ISO_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_COLUMNS = (
    "story",
    "title",
    "article",
    "publisher",
    "published",
    "copy_of",
    "nearest",
    "score",
    "shared",
)

Articles = Mapping[str, Article]

# --------------------------------------------------------------------- on a terminal


def print_stories(
    stories: Sequence[Story],
    articles: Sequence[Article],
    console: Console,
    *,
    explain: bool = False,
    new: Collection[str] = (),
) -> None:
    """Print the stories in the order given.

    With ``explain``, why each article is in its story, and which of the others are near to it.

    ``new`` are the articles, by id, that were not there before, where the stories were.
    """
    known = by_id(tuple(articles))
    listed = {
        story.id: f"{number}. {clean(story.title) or UNTITLED}"
        for number, story in enumerate(stories, start=1)
    }
    for number, story in enumerate(stories, start=1):
        if number > 1:
            put(console)
        mark = f"{number}. ".ljust(_INDENT)
        title = Text(mark, "dim").append(clean(story.title) or UNTITLED, "bold not dim")
        put(console, title, hang=len(mark))
        _put(console, _reach(story, known, frozenset(new)))
        _put(console, _publishers(story, known), "dim")
        _put_seen(console, story, known)
        _put(console, _told_of(story), "dim")
        if explain:
            _explained(console, story, known)
            beside = [listed[each] for each in story.related if each in listed]
            if beside:
                _put(console, f"See also {'; '.join(beside[:_RELATED_SHOWN])}", "dim")
    if not stories:
        put(console, "No story found.", "dim")


def _put(console: Console, words: str, style: str = "") -> None:
    if words:
        put(console, words, style, indent=_INDENT)


def _reach(story: Story, known: Articles, new: frozenset[str]) -> str:
    """The independent reports among the articles, and which texts several publishers carry."""
    reports = counted(story.independent, "independent report")
    articles = len(story.article_ids)
    first = reports if articles == 1 else f"{reports} in {articles} articles"
    fresh = len(new.intersection(story.article_ids))
    if fresh:
        first += f", {fresh} new" if fresh < articles else ", all new" if articles > 1 else ", new"
    return "; ".join((first, *map(clean, carried(story, known)), *_unsigned(story, known)))


def _unsigned(story: Story, known: Articles) -> list[str]:
    """The texts that several publishers carry and that name no agency, the widest first."""
    widths = [
        len({known[one].publisher or one for one in group.article_ids if one in known})
        for group in story.copies
        if group.agency is None
    ]
    return [f"one text carried by {width}" for width in sorted(widths, reverse=True) if width > 1]


def _publishers(story: Story, known: Articles) -> str:
    names = publishers_of(story, known)
    more = len(names) - _PUBLISHERS_NAMED
    shown = ", ".join(names[:_PUBLISHERS_NAMED])
    return f"{shown} and {more} more" if more > 0 else shown


def _put_seen(console: Console, story: Story, known: Articles) -> None:
    """Print when the story was first and last seen, and its articles in time."""
    published = [known[key].published for key in story.article_ids if key in known]
    words = _seen(story)
    line = sparkline([when for when in published if when is not None])
    together = "  ".join(filter(None, (words, line)))
    if len(together) + _INDENT <= min(console.width, WIDEST):
        words, line = together, ""
    _put(console, words, "dim")
    _put(console, line, "dim")


def _seen(story: Story) -> str:
    first, last = story.first_seen, story.last_seen
    if first is None or last is None:
        return ""
    words = moment_words(first)
    if first.date() != last.date():
        return f"{words} to {moment_words(last)}"
    if is_day_alone(last) or moment(first) == moment(last):
        return words
    return f"{words} to {last:%H:%M}"


def _told_of(story: Story) -> str:
    """The key names, places and days."""
    parts = (
        story.names[:_NAMES_SHOWN],
        story.places[:_PLACES_SHOWN],
        tuple(map(short_day, story.days[:_DAYS_SHOWN])),
    )
    return "; ".join(", ".join(map(clean, part)) for part in parts if part)


def sparkline(moments: Sequence[dt.datetime]) -> str:
    """How many articles came when: by the hour within one day, else by the day.

    Empty where all came in one hour, or on one day where no more is known. A stretch too long
    for a line has several days to a bar; the words after the bars say what each stands for.
    """
    timed = [when for when in moments if not is_day_alone(when)]
    times = sorted(map(moment, timed))
    if len(timed) == len(moments) and times and times[-1] - times[0] < _DAY:
        hours = [when.replace(minute=0, second=0, microsecond=0) for when in times]
        return _bars([(hour - hours[0]) // _HOUR for hour in hours], "hour")
    # The day as the publisher counts it, which is all that one without a clock gives.
    days = sorted(when.date() for when in moments)
    return _bars([(day - days[0]).days for day in days], "day")


def _bars(places: Sequence[int], unit: str) -> str:
    """One bar for each place from 0 to the last, over the number of times that it is given."""
    if not places or places[-1] == places[0]:
        return ""
    each = places[-1] // _WIDEST_LINE + 1
    counts = Counter(place // each for place in places)
    highest, steps = max(counts.values()), len(_BARS) - 1
    # Rounded up: whatever is not nothing stands above nothing.
    line = "".join(
        _BARS[-(-counts[place] * steps // highest)] for place in range(places[-1] // each + 1)
    )
    return f"{line} by {unit}" if each == 1 else f"{line} by {each} {unit}s"


def _explained(console: Console, story: Story, known: Articles) -> None:
    numbers = {key: number for number, key in enumerate(story.article_ids, start=1)}
    reasons = {reason.article: reason for reason in story.reasons}
    first_of = _copied(story)
    newer_than = {version.newer: version.older for version in story.versions}
    for key, number in numbers.items():
        article = known.get(key)
        line = Text(f"[{number}] ", "dim").append(publisher_of(article), "bold not dim")
        about = []
        if article is not None and article.published is not None:
            about.append(moment_words(article.published))
        if newer_than.get(key) in numbers:
            about.append(f"a newer version of [{numbers[newer_than[key]]}]")
        elif first_of.get(key) in numbers:
            about.append(f"a copy of [{numbers[first_of[key]]}]")
        line.append("".join(f", {each}" for each in about), "not bold not dim")
        why = _why(reasons.get(key), numbers)
        line.append(f": {why}" if why else "", "not bold not dim")
        put(console, line, indent=_INDENT, hang=4)


def _why(reason: Reason | None, numbers: Mapping[str, int]) -> str:
    if reason is None:
        return ""
    near = f"nearest to [{numbers[reason.nearest]}]" if reason.nearest in numbers else "near"
    words = f"{near} ({reason.score:.2f})"
    if reason.shared:
        words += ", both tell " + ", ".join(map(_day_in_words, reason.shared))
    if reason.against:
        words += "; against it: " + ", ".join(map(_day_in_words, reason.against))
    return words


def _day_in_words(fact: str) -> str:
    def written(found: re.Match[str]) -> str:
        try:
            return short_day(dt.date.fromisoformat(found[0]))
        except ValueError:
            return found[0]

    return _ISO_DAY.sub(written, clean(fact))


def _copied(story: Story) -> dict[str, str]:
    """For each article that repeats a text, the article that had it first."""
    return {
        later: group.article_ids[0] for group in story.copies for later in group.article_ids[1:]
    }


# --------------------------------------------------------------------- for programs


def stories_json(stories: Sequence[Story], articles: Sequence[Article]) -> str:
    """The stories as one JSON array, a line each."""
    known = by_id(tuple(articles))
    return "[\n" + ",\n".join(story_line(story, known) for story in stories) + "\n]\n"


def stories_jsonl(stories: Sequence[Story], articles: Sequence[Article]) -> str:
    """The stories as lines of JSON."""
    known = by_id(tuple(articles))
    return "".join(story_line(story, known) + "\n" for story in stories)


def stories_csv(stories: Sequence[Story], articles: Sequence[Article]) -> str:
    """A table with a row for each article of each story, below a row of names.

    "copy_of" is the article that had the same text first; it and "nearest" are empty where
    there is none. "shared" are facts and words, with semicolons between.
    """
    known = by_id(tuple(articles))
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(_COLUMNS)
    for story in stories:
        writer.writerows(_rows(story, known))
    return table.getvalue()


def _rows(story: Story, known: Articles) -> list[list[str]]:
    reasons = {reason.article: reason for reason in story.reasons}
    first_of = _copied(story)

    def label(key: str | None) -> str:
        return "" if key is None else clean(known[key].label) if key in known else key

    rows = []
    for key in story.article_ids:
        article, reason = known.get(key), reasons.get(key)
        published = article.published if article is not None else None
        rows.append(
            [
                story.id,
                clean(story.title),
                label(key),
                clean((article.publisher if article else None) or ""),
                published.isoformat() if published else "",
                label(first_of.get(key)),
                label(reason.nearest) if reason else "",
                f"{reason.score:.4f}" if reason else "",
                clean("; ".join(reason.shared)) if reason else "",
            ]
        )
    return rows


WRITERS: Mapping[str, Callable[[Sequence[Story], Sequence[Article]], str]] = {
    "json": stories_json,
    "jsonl": stories_jsonl,
    "csv": stories_csv,
}
"""What ``nutgraf stories`` writes for programs, by the name of its format."""
