"""OPML, the form in which readers of feeds exchange their lists, in and out without loss."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree  # type: ignore[import-untyped]

from nutgraf.errors import UnreadableInput
from nutgraf.readers.safexml import local_name, parse_xml
from nutgraf.records import Subscription

MOST_OUTLINES = 50_000
# Attributes with a meaning of their own, however their letters are written.
_ADDRESS = "xmlurl"
_NAMES = ("text", "title")
# What is a letter of a name to every parser, and to all versions of XML.
_NO_LETTER = re.compile(r"[^\w.-]", re.ASCII)
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def read_opml(item: str, content: bytes) -> tuple[Subscription, ...]:
    """Every line of an OPML file in its order: feeds, and the folders and links between them.

    Raises ``UnreadableInput`` where the bytes are no OPML, or no line is in it.
    """
    root = parse_xml(item, content)
    if local_name(root) != "opml":
        raise UnreadableInput(item, "this is XML, and no list of feeds (OPML)")
    found: list[Subscription] = []
    body = next((each for each in root if local_name(each) == "body"), root)
    for each in _lines(body, ()):
        if len(found) == MOST_OUTLINES:
            raise UnreadableInput(item, f"it has more than {MOST_OUTLINES} lines")
        found.append(each)
    if not found:
        raise UnreadableInput(item, "the list of feeds (OPML) is empty")
    return tuple(found)


def _lines(parent: etree._Element, section: tuple[str, ...]) -> Iterator[Subscription]:
    # as deep as the parser lets anything be, so that this cannot run out of stack
    for outline in parent:
        if local_name(outline) != "outline":
            continue
        one = _line(outline, section)
        yield one
        yield from _lines(outline, (*section, one.title))


def _line(outline: etree._Element, section: tuple[str, ...]) -> Subscription:
    # mended XML may have an attribute twice; the first one counts
    items = reversed(outline.items())
    given = [*reversed({_name(str(name)): str(value) for name, value in items}.items())]
    known = {name.lower(): value for name, value in reversed(given)}
    url = known.get(_ADDRESS, "").strip() or None
    name = next((name for name in _NAMES if known.get(name)), "text")
    # what is taken as the address and the name is told by them; all else stays as it is
    taken = {name} if name == "text" else set()
    taken |= {_ADDRESS} if url else set()
    attributes = tuple(each for each in given if each[0].lower() not in taken)
    return Subscription(url, known.get(name, ""), section, attributes)


def write_opml(subscriptions: Iterable[Subscription], title: str = "Feeds") -> str:
    """The OPML of ``subscriptions``, from which ``read_opml`` makes the same list.

    A line lies in the folder that the lines before it opened, or in one that is made where
    none did.
    """
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = _written(title)
    place = etree.SubElement(root, "body")
    opened: list[tuple[str, etree._Element]] = [("", place)]
    for one in subscriptions:
        depth = 0
        for name, (other, _) in zip(one.section, opened[1:], strict=False):
            if name != other:
                break
            depth += 1
        del opened[depth + 1 :]
        for name in one.section[depth:]:
            folder = etree.SubElement(opened[-1][1], "outline", text=_written(name))
            opened.append((name, folder))
        outline = etree.SubElement(opened[-1][1], "outline")
        _describe(outline, one)
        opened.append((one.title, outline))
    etree.indent(root)
    text = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _describe(outline: etree._Element, one: Subscription) -> None:
    names = {name.lower() for name, _ in one.attributes}
    if "text" not in names:
        outline.set("text", _written(one.title))
    for name, value in one.attributes:
        outline.set(name, _written(value))
    if one.url is not None:
        outline.set("xmlUrl", _written(one.url))


def _name(given: str) -> str:
    """An attribute's name as XML allows it; with a prefix that was never declared, one is made."""
    space, _, local = given.rpartition("}")
    prefix, _, local = local.rpartition(":")
    if prefix:
        space = f"{space or '{urn:undeclared'}:{prefix}"
    try:
        etree.QName(local)
    except ValueError:
        local = "_" + _NO_LETTER.sub("_", local)
    return f"{space}}}{local}" if space else local


def _written(text: str) -> str:
    return _FORBIDDEN.sub("", text)
