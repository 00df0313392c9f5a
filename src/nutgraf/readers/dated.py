"""When a page was published: its data, its tags, and the day that its readers see."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from lxml import html as lxml_html  # type: ignore[import-untyped]

from nutgraf.readers.blocks import Block
from nutgraf.readers.jsonld import PageData
from nutgraf.readers.published import clock_in, day_in_url, published_at

_TAGS = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "article.published",
    "cxenseparse:recs:publishtime",
)
_CHANGED_TAGS = ("article:modified_time", "og:updated_time", "datemodified")
# Before the headline stands the day of today, far below it the days of other articles.
_BEFORE, _AFTER = 4, 12
_LONGEST, _FIRST = 200, 5
_FIGURE = re.compile(r"\d")
_CHANGED = re.compile(r"\b(?:updated|modified|edited|corrected)\b", re.IGNORECASE)
# Clocks are set from twelve hours behind to fourteen ahead, by quarters of an hour.
_BEHIND, _AHEAD, _QUARTER = dt.timedelta(hours=-12), dt.timedelta(hours=14), 15 * 60
_MINUTE = dt.timedelta(minutes=1)


def dates_of(
    tree: lxml_html.HtmlElement,
    meta: dict[str, str],
    data: PageData,
    url: str | None,
    blocks: list[Block],
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """When the page was published and when it was changed; ``None`` where it does not say.

    Moments keep the zone in which they are told. One in universal time is told in the
    publisher's own where the page shows its clock or writes it elsewhere, because "on
    Friday" is a Friday there.
    """
    times = list(tree.iter("time"))
    of_publication = [
        time
        for time in times
        if time.get("itemprop") == "datePublished" or "pubdate" in time.attrib
    ]
    given = [
        data.published,
        *(meta.get(name) for name in _TAGS),
        *(time.get("datetime") for time in of_publication),
        day_in_url(url),
    ]
    moments = [found for one in given if (found := published_at(one)) is not None]
    shown = [seen for text in _shown(blocks, times) if (seen := _clock_time(text)) is not None]
    others = [found for time in times if (found := published_at(time.get("datetime")))]
    told = [*moments, *(moment for moment, _ in shown), *others]
    published = told[0] if told else None
    if published is not None and published.tzinfo is None:
        # the same day told with a time and zone elsewhere on the page says more
        same_day = [m for m in told if m.tzinfo is not None and m.date() == published.date()]
        published = same_day[0] if same_day else published
    if published is not None and published.utcoffset() == dt.timedelta(0):
        published = _in_own_zone(published, [*moments, *others], shown)
    changed = published_at(data.updated) or next(
        (found for name in _CHANGED_TAGS if (found := published_at(meta.get(name)))), None
    )
    return published, changed if changed != published else None


def _shown(blocks: list[Block], times: list[lxml_html.HtmlElement]) -> Iterator[str]:
    """What is written around the headline and may hold the day, but not that of a change."""
    start = next((n for n, block in enumerate(blocks) if block.tag == "h1"), 0)
    written = [block.text for block in blocks[max(0, start - _BEFORE) : start + _AFTER]]
    for text in [*written, *(time.text_content() or "" for time in times[:_FIRST])]:
        if len(text) <= _LONGEST and not _CHANGED.search(text) and _FIGURE.search(text):
            yield text


def _clock_time(text: str) -> tuple[dt.datetime, bool] | None:
    """The day in ``text``, with the time of day that stands there, and whether one does."""
    day = published_at(text)
    if day is None:
        return None
    clock = clock_in(text)
    return (day, False) if clock is None else (dt.datetime.combine(day.date(), clock), True)


def _in_own_zone(
    moment: dt.datetime, moments: list[dt.datetime], shown: list[tuple[dt.datetime, bool]]
) -> dt.datetime:
    for other in moments:
        if other.tzinfo is not None and other.utcoffset() and abs(other - moment) < _MINUTE:
            return other
    for clock, is_whole in shown:
        ahead = clock.replace(tzinfo=dt.UTC) - moment
        quarters = round(ahead.total_seconds() / _QUARTER)
        offset = dt.timedelta(seconds=quarters * _QUARTER)
        is_zone = quarters and _BEHIND <= offset <= _AHEAD and abs(ahead - offset) <= _MINUTE
        if is_whole and is_zone:
            return moment.astimezone(dt.timezone(offset))
    return moment
