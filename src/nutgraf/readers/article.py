"""From what a reader found to an ``Article``: its id, its limits, and its names in order."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from types import MappingProxyType

import courlan
from msgspec import Struct

from nutgraf.errors import InputError, NotAnArticle, TooLarge, UnreadableInput
from nutgraf.plugins import Fetch
from nutgraf.readers.language import check_english
from nutgraf.readers.publishers import publisher_of
from nutgraf.records import Article, Failure

# The longest text that is taken for one article: some 800,000 words of English.
MOST_BYTES = 5_000_000
# A page or file with fewer words is a caption, an error message or an empty form.
LEAST_WORDS = 25
STEP = "read"


class Means(Struct, frozen=True):
    """What a reader is given besides the location."""

    fetch: Fetch
    retrieved: dt.datetime | None = None
    publishers: Mapping[str, str] = MappingProxyType({})


class Found(Struct, frozen=True, kw_only=True):
    """What a reader found, as it was written there; ``None`` where nothing was."""

    text: str
    url: str | None = None
    given_id: str | None = None
    publisher: str | None = None
    headline: str | None = None
    byline: tuple[str, ...] = ()
    published: dt.datetime | None = None
    updated: dt.datetime | None = None


def failure(problem: InputError) -> Failure:
    """``problem`` as one line of what could not be read."""
    return Failure(problem.item, STEP, problem.reason)


def article_id(url: str | None, text: str) -> str:
    """Sixteen hexadecimal figures for one text at one address.

    Addresses that differ in campaign marks, or in the case of the host name, are one.
    """
    canonical = (courlan.clean_url(url) or url.strip()) if url else ""
    return hashlib.sha256(f"{canonical}\0{text}".encode()).hexdigest()[:16]


def megabytes(count: int) -> str:
    """A number of bytes as a person reads it."""
    return f"{count / 1e6:.0f} MB" if count >= 10e6 else f"{count / 1e6:.1f} MB"


def check_words(item: str, text: str) -> None:
    """Raises ``NotAnArticle`` where ``text`` is too short, in words of English, to be one."""
    words = len(text.split())
    if words < LEAST_WORDS:
        # some languages write no blanks, and that is the better reason
        check_english(item, text)
        raise NotAnArticle(
            item,
            f"it has {words} words of text, and an article has at least {LEAST_WORDS}"
            if words
            else "it is empty; there is nothing to read",
        )


def new_article(item: str, found: Found, means: Means) -> Article:
    """The article of what was found at ``item``, its text unaltered.

    Raises ``UnreadableInput``, ``TooLarge`` or ``UnsupportedLanguage`` where it cannot be used.
    """
    try:
        size = len(found.text.encode())
    except UnicodeEncodeError:
        raise UnreadableInput(
            item, "the text holds half of a character (a lone surrogate); write it as valid UTF-8"
        ) from None
    if size > MOST_BYTES:
        raise TooLarge(
            item,
            f"the text of one article is {megabytes(size)}, over the limit of "
            f"{megabytes(MOST_BYTES)}; split it into articles",
        )
    return Article(
        id=article_id(found.url, found.text),
        text=found.text,
        given_id=found.given_id,
        url=found.url,
        publisher=publisher_of(found.publisher, found.url, means.publishers),
        headline=found.headline,
        byline=found.byline,
        published=found.published,
        updated=found.updated,
        retrieved=means.retrieved,
        language=check_english(item, found.text),
    )
