"""When a statement was made, beside the day of its story."""

from __future__ import annotations

import collections
import datetime as dt
import re

from nutgraf.briefs.material import Material
from nutgraf.briefs.sources import narration
from nutgraf.records import Article, Span

# "wrote in 1911", "In 2009, … said": of another day than the story's.
_SAID_IN = re.compile(
    r"^In (\d{4})\b|"
    r"\b(?:said|wrote|told|tweeted|called|warned|testified)\b[^.;]{0,40}\bin (\d{4})\b"
)
# Articles so many days apart tell of two days.
_DAYS = 2


def is_of_another_year(material: Material, article: Article, span: Span) -> bool:
    """Whether a sentence says that it was some years ago that somebody spoke."""
    if article.published is None:
        return False
    plain = narration(material, article, span)
    return any(
        int(found[1] or found[2]) < article.published.year - 1 for found in _SAID_IN.finditer(plain)
    )


def story_day(material: Material) -> dt.date | None:
    """The day on which most articles came out, the newest of several; ``None`` without days."""
    days = collections.Counter(a.published.date() for a in material.articles if a.published)
    return max(days, key=lambda day: (days[day], day), default=None)


def is_of_another_day(
    material: Material, article: Article, span: Span, day: dt.date | None
) -> bool:
    """Whether an article of some days before or after has it, and no day in the sentence."""
    if day is None or article.published is None:
        return False
    return abs((article.published.date() - day).days) >= _DAYS and not any(
        span.holds(timex.span) and timex.type == "DATE" and timex.earliest is not None
        for timex in material.analyses[article.id].timexes
    )
