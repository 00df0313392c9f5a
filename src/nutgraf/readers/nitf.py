"""NITF, the older XML of agencies: what one ``nitf`` element says."""

from __future__ import annotations

import datetime as dt

from lxml import etree  # type: ignore[import-untyped]

from nutgraf.errors import UnreadableInput
from nutgraf.readers.agency import check_embargo, check_usable, in_zone
from nutgraf.readers.article import Found
from nutgraf.readers.bylines import byline_of
from nutgraf.readers.markup import below, prose, words_at
from nutgraf.readers.published import published_at


def found_in_nitf(item: str, root: etree._Element, now: dt.datetime | None) -> Found:
    """What the element says; raises the reason where it has no body or may not be used."""
    status = next(below(root, "head", "docdata"), None)
    check_usable(item, None if status is None else status.get("management-status"))
    released = _attribute(root, "norm", "head", "docdata", "date.release")
    issued = _attribute(root, "norm", "head", "docdata", "date.issue")
    if released is not None and not _is_out(released, issued):
        check_embargo(item, True, released, now)
    body = next(below(root, "body", "body.content"), None)
    text = prose(body) if body is not None else ""
    if not text:
        raise UnreadableInput(item, "the item has no text in its body")
    publisher = words_at(root, "body", "body.head", "distributor") or _attribute(
        root, "holder", "head", "docdata", "doc.copyright"
    )
    return Found(
        text=text,
        given_id=_attribute(root, "id-string", "head", "docdata", "doc-id"),
        publisher=publisher,
        headline=words_at(root, "body", "body.head", "hedline", "hl1")
        or words_at(root, "head", "title"),
        byline=byline_of(words_at(root, "body", "body.head", "byline"), publisher),
        published=published_at(
            issued
            or _attribute(root, "norm", "body", "body.head", "dateline", "story.date")
            or released
        ),
    )


def version_of_nitf(root: etree._Element) -> str | None:
    """The number of the version, ``None`` where none is given."""
    return _attribute(root, "version", "head", "docdata", "du-key")


def _is_out(released: str, issued: str | None) -> bool:
    """Whether an item was free for use as it was sent, as most are that name a day of release."""
    free, sent = published_at(released), published_at(issued)
    return free is not None and sent is not None and in_zone(free) <= in_zone(sent)


def _attribute(root: etree._Element, name: str, *path: str) -> str | None:
    return next((value for one in below(root, *path) if (value := one.get(name))), None)
