"""JSON Lines and JSON: collections of articles, one object each, fields by many names."""

from __future__ import annotations

import codecs
import datetime as dt
import io
import json
from collections.abc import Iterator
from typing import BinaryIO

from nutgraf.errors import InputError, NotAnArticle, TooLarge, UnreadableInput
from nutgraf.readers.article import STEP, Found, Means, failure, megabytes, new_article
from nutgraf.readers.bylines import byline_of
from nutgraf.readers.decode import decode, encoding_mark
from nutgraf.readers.ninjs import is_ninjs, read_ninjs
from nutgraf.readers.published import day_in_url, is_absent, published_at
from nutgraf.readers.versions import Found as Read
from nutgraf.readers.versions import Versioned
from nutgraf.records import Article, Failure

# A line may carry annotations besides the text, so it may be longer than a text may.
MOST_LINE_BYTES = 40_000_000
# A file of one JSON value has to be held as a whole, and takes many times its size when read.
MOST_JSON_BYTES = 50_000_000
_DATES = ("published", "date", "date_publish", "dct", "publishing_date")
_DEEP = "its brackets are nested too deep to be an article"


def read_json_lines(item: str, stream: BinaryIO, means: Means) -> Iterator[Read]:
    """The article of each line; a ``Failure`` named ``item:line`` for each that is broken."""
    number, seen = 0, False
    while line := stream.readline(MOST_LINE_BYTES):
        number += 1
        if number == 1 and encoding_mark(line) in ("utf-16", "utf-32"):
            try:
                stream = io.BytesIO(decode(item, line + _rest(item, stream)).encode())
            except InputError as problem:
                yield failure(problem)
                return
            line = stream.readline(MOST_LINE_BYTES)
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        seen = True
        place = f"{item}:{number}"
        if len(line) >= MOST_LINE_BYTES and not line.endswith(b"\n"):
            _skip_line(stream)
            yield Failure(
                place,
                STEP,
                f"the line is over {megabytes(MOST_LINE_BYTES)} long; it is skipped, "
                "and the rest is read",
            )
        else:
            yield from _read_line(place, line, means)
    if not seen:
        yield Failure(item, STEP, "it is empty; there is nothing to read")


def read_json(item: str, content: bytes, means: Means) -> Iterator[Read]:
    """The articles of one JSON value: an object, a list of them, or one with "articles" in it."""
    try:
        value = json.loads(decode(item, content))
    except InputError as problem:
        yield failure(problem)
        return
    except RecursionError:
        yield Failure(item, STEP, _DEEP)
        return
    except ValueError as problem:
        yield Failure(item, STEP, f"this is not JSON: {problem}")
        return
    if isinstance(value, list):
        yield from _read_list(item, value, means)
    else:
        yield from read_object(item, value, means)


def read_object(item: str, value: object, means: Means) -> Iterator[Read]:
    """The article of one object, with a ``Failure`` for what is wrong with it."""
    if not isinstance(value, dict):
        yield Failure(item, STEP, 'this is no JSON object; write {"text": "…"}')
        return
    if is_ninjs(value):
        yield from read_ninjs(item, value, means)
        return
    articles = value.get("articles")
    if "text" not in value and isinstance(articles, list):
        yield from _read_list(item, articles, means)
        return
    try:
        found, complaint = _found(item, value)
        yield _in_version(new_article(item, found, means), value)
    except InputError as problem:
        yield failure(problem)
        return
    if complaint:
        yield Failure(item, STEP, complaint)


def _in_version(article: Article, value: dict[str, object]) -> Article | Versioned:
    """The article, with its version where the object tells one, and of what."""
    version = _string(value, "version")
    guid = _string(value, "guid") or _string(value, "id")
    if version is None or guid is None:
        return article
    return Versioned(article, guid, version, article.updated or article.published)


def _read_list(item: str, values: list[object], means: Means) -> Iterator[Read]:
    if not values:
        yield Failure(item, STEP, "the list is empty; there is nothing to read")
    for number, one in enumerate(values, start=1):
        if isinstance(one, dict) and "text" not in one and "articles" in one:
            yield Failure(f"{item}#{number}", STEP, "a list of articles within another is not read")
        else:
            yield from read_object(f"{item}#{number}", one, means)


def _read_line(place: str, line: bytes, means: Means) -> Iterator[Read]:
    try:
        value = json.loads(line.decode())
    except UnicodeDecodeError as problem:
        yield Failure(
            place,
            STEP,
            f"the line is not UTF-8 (byte {problem.start + 1} of it); it is skipped, "
            "and the rest is read",
        )
    except RecursionError:
        yield Failure(place, STEP, _DEEP)
    except ValueError as problem:
        yield Failure(
            place,
            STEP,
            f"the line is broken JSON ({problem}); it is skipped, and the rest is read",
        )
    else:
        yield from read_object(place, value, means)


def _found(item: str, value: dict[str, object]) -> tuple[Found, str | None]:
    """What the object says, and a complaint about its date where that makes no sense."""
    text = value.get("text")
    if text is None:
        raise UnreadableInput(item, 'the object has no "text", the one field that is required')
    if not isinstance(text, str):
        raise UnreadableInput(item, f'"text" must be a string, and is {_kind(text)}')
    if not text.strip():
        raise NotAnArticle(item, 'its "text" is empty; there is nothing to read')
    url, publisher = _string(value, "url"), _string(value, "publisher")
    published, complaint = _published(value, url)
    return (
        Found(
            text=text,
            url=url,
            given_id=_string(value, "id") or _string(value, "guid"),
            publisher=publisher,
            headline=_string(value, "title") or _string(value, "headline"),
            byline=byline_of(
                value.get("authors") or value.get("author") or value.get("byline"), publisher
            ),
            published=published,
            updated=published_at(value.get("updated")),
        ),
        complaint,
    )


def _published(value: dict[str, object], url: str | None) -> tuple[dt.datetime | None, str | None]:
    """The moment of publication, and a complaint where what stands there makes no sense."""
    given = [(key, value[key]) for key in _DATES if not is_absent(value.get(key))]
    for _, date in given:
        found = published_at(date)
        if found:
            return found, None
    if not given:
        return day_in_url(url), None
    key, date = given[0]
    return None, (
        f'the date in "{key}" makes no sense: {str(date)[:60]!r}; write it as 2016-09-20 or '
        "2016-09-20T14:30:00+01:00. The article is read without a date"
    )


def _string(value: dict[str, object], key: str) -> str | None:
    """A field as one line; numbers are taken for strings, since ids often are."""
    field = value.get(key)
    if isinstance(field, bool) or not isinstance(field, str | int | float):
        return None
    return None if is_absent(field) else " ".join(str(field).split())


def _kind(value: object) -> str:
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else f"{value!r}"[:40]


def _skip_line(stream: BinaryIO) -> None:
    while True:
        part = stream.readline(MOST_LINE_BYTES)
        if not part or part.endswith(b"\n"):
            return


def _rest(item: str, stream: BinaryIO) -> bytes:
    rest = stream.read(MOST_JSON_BYTES + 1)
    if len(rest) > MOST_JSON_BYTES:
        raise TooLarge(item, f"over {megabytes(MOST_JSON_BYTES)} of UTF-16; save it as UTF-8")
    return rest
