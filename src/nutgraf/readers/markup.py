"""XML of agencies: a stranger's bytes to a tree without entities, and a tree to its words."""

from __future__ import annotations

import html.entities
import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]

from nutgraf.errors import UnreadableInput
from nutgraf.readers.safexml import xml_text

_OPTIONS = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_ROOT = re.compile(r"<[A-Za-z_]")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_BLOCKS = frozenset(
    (
        *("p", "div", "section", "article", "header", "body", "pre", "br", "blockquote"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
        *("table", "tr", "td", "hl1", "hl2", "bq", "block", "note"),
    )
)
_SILENT = frozenset(
    (
        *("head", "script", "style", "iframe", "object", "nav", "form", "svg", "math"),
        *("media", "figure", "figcaption", "caption"),
    )
)


def parse_markup(item: str, content: bytes) -> etree._Element:
    """The root of ``content``; raises ``UnreadableInput`` where it is no XML, or declares entities.

    Nothing is fetched, and no text stands for more than it is.
    """
    text = xml_text(item, content)
    root = _ROOT.search(text)
    if root is None:
        raise UnreadableInput(item, "this is no XML")
    before = text[: root.start()]
    if "<!ENTITY" in before or "[" in before.partition("<!DOCTYPE")[2].partition(">")[0]:
        raise UnreadableInput(
            item, "the XML declares entities of its own, which can be made to harm; it is not read"
        )
    parser = etree.XMLParser(encoding="utf-8", **_OPTIONS)
    try:
        return etree.fromstring(_NAMED.sub(_letter, text[root.start() :]).encode(), parser)
    except (etree.LxmlError, ValueError, RecursionError) as problem:
        raise UnreadableInput(item, f"the XML is broken: {problem}") from problem


def name_of(element: etree._Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def below(element: etree._Element, *path: str) -> Iterator[etree._Element]:
    """Each element that ``path``, of names without namespaces, leads to."""
    name, *rest = path
    for child in element:
        if name_of(child) == name:
            if rest:
                yield from below(child, *rest)
            else:
                yield child


def words_at(element: etree._Element, *path: str) -> str | None:
    """The words of the first such element that has any, on one line; ``None`` without one."""
    words = (" ".join("".join(one.itertext()).split()) for one in below(element, *path))
    return next((each for each in words if each), None)


def prose(root: etree._Element) -> str:
    """The words of XHTML or NITF, one paragraph a line, without scripts, pictures and captions."""
    parts: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        name = name_of(element).lower()
        if name in _BLOCKS:
            parts.append("\n")
        if event == "start":
            if name in _SILENT:
                walk.skip_subtree()
            elif element.text:
                parts.append(re.sub(r"\s+", " ", element.text))
        elif element.tail and element is not root:
            parts.append(re.sub(r"\s+", " ", element.tail))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _letter(found: re.Match[str]) -> str:
    """What a name of HTML stands for, as the number that XML knows without a list of names."""
    name = found.group(1)
    letters = None if name in _XML_NAMES else html.entities.html5.get(f"{name};")
    return "".join(f"&#{ord(letter)};" for letter in letters) if letters else found.group()
