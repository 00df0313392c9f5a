"""News in JSON as agencies send it (ninjs 1.x and 2.x): one object is one version of an item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from nutgraf.errors import InputError, NotAnArticle, UnreadableInput
from nutgraf.readers.agency import check_embargo, check_usable
from nutgraf.readers.article import Found, Means, failure, new_article
from nutgraf.readers.bylines import byline_of
from nutgraf.readers.jsonld import one_line, prose_of
from nutgraf.readers.published import published_at
from nutgraf.readers.versions import Versioned
from nutgraf.records import Failure

Item = dict[str, object]

_BODIES = ("body_xhtml", "body_html", "body_text", "bodies")
# Two of these beside one another stand in no other JSON of articles.
_MARKS = frozenset(
    ("versioncreated", "firstcreated", "pubstatus", "altids", "infosources", "headlines", "urgency",
     "contentcreated", "embargoed", "located", "copyrightholder")
)  # fmt: skip
_HTML = ("html", "xml")


def is_ninjs(value: Item) -> bool:
    """Whether a JSON object is an item of ninjs, of any type."""
    if "text" in value:
        return False
    marks = len(_MARKS & value.keys())
    return (marks > 0 and any(name in value for name in _BODIES)) or ("uri" in value and marks > 1)


def read_ninjs(item: str, value: Item, means: Means) -> Iterator[Versioned | Failure]:
    """The article of an item; a ``Failure`` for a picture, an embargoed or a withdrawn one."""
    try:
        uri = one_line(value.get("uri"))
        check_usable(item, one_line(value.get("pubstatus")))
        check_embargo(
            item, value.get("embargoed") is not None, value.get("embargoed"), means.retrieved
        )
        first, this = _moment(value, "firstcreated"), _moment(value, "versioncreated")
        published = _moment(value, "contentcreated") or first or this
        publisher = _publisher(value)
        found = Found(
            text=_text(item, value),
            url=_address(value),
            given_id=uri,
            publisher=publisher,
            headline=_headline(value),
            byline=byline_of(value.get("byline") or value.get("by") or _authors(value), publisher),
            published=published,
            updated=this if this != published else None,
        )
        article = new_article(item, found, means)
    except InputError as problem:
        yield failure(problem)
        return
    yield Versioned(article, uri or article.id, one_line(value.get("version")), this or first)


def _text(item: str, value: Item) -> str:
    """The body, one paragraph a line; marked up text is preferred, since it knows paragraphs."""
    given: list[tuple[bool, str]] = [
        (name != "body_text", body)
        for name in _BODIES[:-1]
        if isinstance(body := value.get(name), str)
    ]
    listed = value.get("bodies")
    for one in listed if isinstance(listed, list) else []:
        content = one.get("value") if isinstance(one, dict) else None
        if isinstance(content, str):
            form = str(one.get("contenttype") or one.get("contentType") or "").lower()
            given.append((any(mark in form for mark in _HTML), content))
    for is_marked, body in sorted(given, key=lambda one: not one[0]):
        text = prose_of(body) if is_marked else body
        if text.strip():
            return text
    kind = one_line(value.get("type"))
    if kind and kind != "text":
        raise NotAnArticle(item, f"the item is no text but of the type {kind!r}; it is not read")
    raise UnreadableInput(item, "the item has no body (body_xhtml, body_text or bodies)")


def _headline(value: Item) -> str | None:
    """The headline; of several the main one, else the first."""
    plain = one_line(value.get("headline"))
    listed = value.get("headlines")
    heads = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    heads.sort(key=lambda one: str(one.get("role") or "main").lower() != "main")
    given = [plain, *(one_line(one.get("value")) for one in heads), one_line(value.get("title"))]
    return next((prose_of(one).replace("\n", " ") for one in given if one), None)


def _publisher(value: Item) -> str | None:
    sources = value.get("infosources")
    named = [
        one_line(one.get("name"))
        for one in (sources if isinstance(sources, list) else [])
        if isinstance(one, dict)
    ]
    given = [*named, one_line(value.get("source")), one_line(value.get("copyrightholder"))]
    return next((each for each in given if each), None)


def _authors(value: Item) -> list[object]:
    people = value.get("people")
    return [
        one.get("name")
        for one in (people if isinstance(people, list) else [])
        if isinstance(one, dict) and one.get("rel") in ("author", "creator", "byline")
    ]


def _address(value: Item) -> str | None:
    """Where the item stands on the web, if it says so."""
    for name in ("url", "canonical", "uri"):
        address = one_line(value.get(name))
        if address and address.startswith(("http://", "https://")):
            return address
    return None


def _moment(value: Item, name: str) -> dt.datetime | None:
    return published_at(value.get(name))
