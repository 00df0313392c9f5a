"""XML as agencies send it: NewsML-G2 items, alone or several in a message, and NITF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from nutgraf.errors import InputError, NotAnArticle, UnreadableInput
from nutgraf.readers.agency import check_embargo, check_usable
from nutgraf.readers.article import Found, Means, failure, new_article
from nutgraf.readers.bylines import byline_of
from nutgraf.readers.jsonld import prose_of
from nutgraf.readers.markup import below, name_of, parse_markup, prose, words_at
from nutgraf.readers.nitf import found_in_nitf, version_of_nitf
from nutgraf.readers.published import published_at
from nutgraf.readers.publishers import host_of
from nutgraf.readers.versions import Versioned
from nutgraf.records import Article, Failure

_NOT_NEWS = {
    "packageItem": "it is a package, which only names other items; it is not read",
    "conceptItem": "it explains a concept, and is no news",
    "knowledgeItem": "it is a list of concepts, and no news",
    "planningItem": "it plans coverage to come, and is no news yet",
    "catalogItem": "it is a catalogue of names, and no news",
}


def read_newsml(item: str, content: bytes, means: Means) -> Iterator[Article | Versioned | Failure]:
    """The article of each item, with a ``Failure`` for each that has none or may not be used."""
    try:
        root = parse_markup(item, content)
        items = _items(item, root)
    except InputError as problem:
        yield failure(problem)
        return
    for number, one in enumerate(items, start=1):
        place = item if len(items) == 1 else f"{item}#{number}"
        try:
            yield (
                _read_nitf(place, one, means)
                if name_of(one) == "nitf"
                else _read_item(place, one, means)
            )
        except InputError as problem:
            yield failure(problem)


def _items(item: str, root: etree._Element) -> list[etree._Element]:
    name = name_of(root)
    if name != "newsMessage":
        return [root]
    found = [one for each in below(root, "itemSet") for one in each]
    if not found:
        raise UnreadableInput(item, "the message holds no item; there is nothing to read")
    return found


def _read_nitf(place: str, root: etree._Element, means: Means) -> Article | Versioned:
    found = found_in_nitf(place, root, means.retrieved)
    article = new_article(place, found, means)
    version = version_of_nitf(root)
    if found.given_id is None:
        return article
    return Versioned(article, found.given_id, version, found.published)


def _read_item(place: str, root: etree._Element, means: Means) -> Versioned:
    name = name_of(root)
    if name != "newsItem":
        raise NotAnArticle(
            place, _NOT_NEWS.get(name, f"this is {name[:40]!r}, and no item of NewsML-G2 or NITF")
        )
    status = next(below(root, "itemMeta", "pubStatus"), None)
    check_usable(place, None if status is None else status.get("qcode") or status.get("uri"))
    embargo = next(below(root, "itemMeta", "embargoed"), None)
    check_embargo(
        place, embargo is not None, "" if embargo is None else embargo.text, means.retrieved
    )
    guid = root.get("guid")
    body = _body(place, root, means.retrieved)
    publisher = _provider(root) or body.publisher
    this = published_at(words_at(root, "itemMeta", "versionCreated"))
    published = _published(root, this) or body.published
    found = Found(
        text=body.text,
        url=guid if host_of(guid) else None,
        given_id=guid or body.given_id,
        publisher=publisher,
        headline=_headline(root) or body.headline,
        byline=byline_of(words_at(root, "contentMeta", "by"), publisher)
        or body.byline
        or byline_of([_name(one) for one in below(root, "contentMeta", "creator")], publisher),
        published=published,
        updated=this if this != published else None,
    )
    article = new_article(place, found, means)
    return Versioned(article, guid or article.id, root.get("version"), this)


def _body(place: str, root: etree._Element, now: dt.datetime | None) -> Found:
    """What the first content with text says; raises the reason where none has any."""
    held = [one for each in below(root, "contentSet") for one in each]
    reason: InputError | None = None
    for one in held:
        try:
            found = _content(place, one, now)
        except InputError as problem:
            reason = reason or problem
            continue
        if found is not None:
            return found
    if reason is not None:
        raise reason
    kind = next((each.get("qcode") for each in below(root, "itemMeta", "itemClass")), None) or ""
    word = kind.rpartition(":")[2]
    if word and word != "text":
        raise NotAnArticle(place, f"the item is no text but a {word[:40]}; it is not read")
    if any(name_of(one) == "remoteContent" for one in held):
        raise UnreadableInput(
            place, "the item only names a file that holds its text; give that file instead"
        )
    raise UnreadableInput(place, "the item has no text in its content")


def _content(place: str, content: etree._Element, now: dt.datetime | None) -> Found | None:
    name = name_of(content)
    if name == "inlineXML":
        for child in content:
            if name_of(child) == "nitf":
                return found_in_nitf(place, child, now)
        text = prose(content)
    elif name == "inlineData":
        kind = (content.get("contenttype") or "").lower()
        given = "".join(content.itertext())
        # what is packed in letters (base64) is a picture, or nothing that a text would be
        if content.get("encoding"):
            return None
        text = prose_of(given) if "html" in kind or "xml" in kind else given.strip()
    else:
        return None
    return Found(text=text) if text.strip() else None


def _headline(root: etree._Element) -> str | None:
    """The main headline, else the first."""
    heads = list(below(root, "contentMeta", "headline"))
    heads.sort(
        key=lambda one: not (one.get("role") or "main").lower().endswith(("main", "headline"))
    )
    given = (" ".join("".join(one.itertext()).split()) for one in heads)
    return next((each for each in given if each), None)


def _provider(root: etree._Element) -> str | None:
    names = [_name(one) for one in below(root, "itemMeta", "provider")]
    return next((name for name in names if name), None)


def _name(element: etree._Element) -> str | None:
    """What a party is called: its name, else what its code ends in."""
    named = words_at(element, "name") or element.get("literal")
    return named or (element.get("qcode") or "").rpartition(":")[2] or None


def _published(root: etree._Element, this: dt.datetime | None) -> dt.datetime | None:
    """When the text was first there; told to the minute where the same day is."""
    given = (
        published_at(words_at(root, "contentMeta", "contentCreated")),
        published_at(words_at(root, "itemMeta", "firstCreated")),
        this,
    )
    moments = [one for one in given if one is not None]
    if not moments:
        return None
    same_day = [one for one in moments if one.tzinfo and one.date() == moments[0].date()]
    return moments[0] if moments[0].tzinfo or not same_day else same_day[0]
