"""Plain text files: one article each, with a day or a headline on its first line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nutgraf.errors import InputError
from nutgraf.readers.article import STEP, Found, Means, check_words, failure, new_article
from nutgraf.readers.decode import decode
from nutgraf.readers.published import published_at
from nutgraf.records import Article, Failure

_DATE_LINE = re.compile(r"\s*date[ \t:]+(\d\S*)", re.IGNORECASE)
_HEADLINE = re.compile(r"\s*(?P<line>\S[^\r\n]*?)[ \t]*\r?\n[ \t]*\r?\n\s*\S")
_SECTIONS = frozenset({"what happened", "who said what", "what next", "what next?"})
_LONGEST_HEADLINE = 20
_HEAD = 1_000


def read_text(item: str, content: bytes, means: Means) -> Iterator[Article | Failure]:
    """The one article of a text file; its text is the whole file, so that offsets hold in it.

    ``date 2025-02-13`` at the start gives the day. A short first line with a blank line
    after it is the headline too.
    """
    try:
        text = decode(item, content)
        check_words(item, text)
        dated = _DATE_LINE.match(text)
        published = published_at(dated.group(1)) if dated else None
        headline = None if dated else _headline(text)
        yield new_article(item, Found(text=text, headline=headline, published=published), means)
    except InputError as problem:
        yield failure(problem)
        return
    if dated and published is None:
        yield Failure(
            item,
            STEP,
            f"the date on its first line makes no sense: {dated.group(1)[:60]!r}; write it as "
            "2016-09-20. The article is read without a date",
        )


def _headline(text: str) -> str | None:
    match = _HEADLINE.match(text[:_HEAD])
    if not match:
        return None
    line = re.sub(r"^#+\s*", "", match.group("line"))
    if len(line.split()) > _LONGEST_HEADLINE or line.endswith((".", ":", ",", ";", ".”", '."')):
        return None
    return None if line.casefold() in _SECTIONS else line
