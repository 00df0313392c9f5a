"""One invented story, of a harbour levy, and what a brief of its articles has people say."""

from __future__ import annotations

import datetime as dt
import functools

from nutgraf.analysis.analyze import analyze
from nutgraf.briefs import check_brief
from nutgraf.briefs.compose import compose
from nutgraf.records import Analysis, Article, Story

TUESDAY = dt.date(2026, 3, 3)
LEDE = (
    "The Lower House of Valmere passed the harbour levy bill on Tuesday by 61 votes to 58, after "
    "a debate of nine hours. The harbour levy bill sets a charge of 18 crowns for each container "
    "that passes through the harbour of Port Ellery."
)


def article(text: str, publisher: str = "Coastal Wire", lede: str = LEDE) -> Article:
    return Article(
        id=f"{publisher} {len(text)}",
        text=f"{lede}\n\n{text}" if lede else text,
        publisher=publisher,
        headline="Lower House passes harbour levy bill",
        published=dt.datetime.combine(TUESDAY, dt.time(18), dt.UTC),
    )


@functools.cache
def analysed(one: Article) -> Analysis:
    return analyze(one)


def story_of(*articles: Article) -> Story:
    return Story(
        id="s",
        title="Lower House passes harbour levy bill",
        article_ids=tuple(one.id for one in articles),
        independent=len({one.publisher for one in articles}),
    )


def said_in(*articles: Article) -> list[str]:
    analyses = {one.id: analysed(one) for one in articles}
    brief = compose(story_of(*articles), articles, analyses, as_of=TUESDAY)
    assert check_brief(brief, {one.id: one for one in articles}, analyses) == ()
    return [point.text for point in brief.who_said_what]
