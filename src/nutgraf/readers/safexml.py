"""Bytes of XML that a stranger wrote to a tree: bounded, mended, and without entities.

Everything before the root element is dropped, and with it the only place where entities can
be declared: what is never declared can neither grow a thousandfold nor name a file.
"""

from __future__ import annotations

import html
import html.entities
import re
import zlib

from lxml import etree  # type: ignore[import-untyped]

from nutgraf.errors import TooLarge, UnreadableInput
from nutgraf.readers.decode import check_not_binary, encoding_mark

MOST_XML_BYTES = 10_000_000
# Attributes, text and nesting have libxml2's own limits as well (10 MB, 256 levels).
_PARSER_OPTIONS = {
    "recover": True,
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
}
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})""", re.I)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.I)
_ROOT = re.compile(
    r"<(?:[A-Za-z][\w-]{0,20}:)?(?:rss|feed|RDF|opml|urlset|sitemapindex|channel)(?=[\s>/])",
    re.IGNORECASE,
)
# What an encoding of the web makes the same of as ASCII does.
_PROBE = b"<a+AGE-\\x41&>!"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ENTITY = re.compile(r"&(?:#(\d{1,7}|[xX][0-9a-fA-F]{1,6});|([A-Za-z][A-Za-z0-9]{0,31});)?")
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
# Characters 128 to 159 stand for what Windows puts there, in feeds as in pages.
_LATIN = frozenset(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252"))


def parse_xml(
    item: str, content: bytes, url: str | None = None, content_type: str = ""
) -> etree._Element:
    """The root element of ``content``, faults mended as far as they can be.

    Raises ``UnreadableInput`` where no root of a feed, sitemap or OPML file is in it, and
    ``TooLarge`` over 10 MB, counted as unpacked.
    """
    text = xml_text(item, content, content_type)
    start = _ROOT.search(text)
    if start is None:
        raise UnreadableInput(item, "this is XML, and no feed (RSS or Atom) of articles")
    parser = etree.XMLParser(encoding="utf-8", **_PARSER_OPTIONS)
    try:
        root = etree.fromstring(_mended(text[start.start() :]).encode(), parser, base_url=url)
    except (etree.LxmlError, ValueError, RecursionError) as problem:
        raise UnreadableInput(item, f"the XML cannot be read: {problem}") from problem
    if root is None:
        raise UnreadableInput(item, "the XML breaks off before anything is said")
    return root


def local_name(element: etree._Element) -> str:
    """An element's name without its name space, in small letters; of what is none, empty."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def xml_text(item: str, content: bytes, content_type: str = "") -> str:
    """``content`` as characters, whatever it says its encoding is.

    Valid UTF-8 is UTF-8. What is UTF-8 but for a few bytes has these read as Windows-1252;
    else what the file, then the server declares counts, and at last Windows-1252.
    """
    content = unpacked(item, content)
    marked = encoding_mark(content) or _unmarked_wide(content)
    if marked is None:
        # a stray NUL in a title is a slip, and is dropped below
        check_not_binary(item, content[:1000].replace(b"\0", b""))
        return _narrow(content, content_type)
    return content.decode(marked, errors="replace").lstrip("\ufeff")


def unpacked(item: str, content: bytes) -> bytes:
    """``content``, unpacked where it is gzip; raises ``TooLarge`` where it is over 10 MB."""
    if content[:2] == b"\x1f\x8b":
        packed = zlib.decompressobj(wbits=31)
        try:
            content = packed.decompress(content, MOST_XML_BYTES + 1)
        except zlib.error as problem:
            raise UnreadableInput(item, f"this is gzip that cannot be unpacked: {problem}") from (
                problem
            )
    if len(content) > MOST_XML_BYTES:
        raise TooLarge(item, "it is over the limit of 10 MB for a feed; it is not read")
    return content


def _unmarked_wide(content: bytes) -> str | None:
    return {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}.get(content[:2])


def _narrow(content: bytes, content_type: str) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError:
        pass
    mended = content.decode(errors="surrogateescape")
    faults = sum("\udc80" <= letter <= "\udcff" for letter in mended)
    right = sum(letter > "\x7f" for letter in mended) - faults
    if right > faults:
        return re.sub("[\udc80-\udcff]", _windows, mended)
    served = _CHARSET.search(content_type)
    declared = _DECLARED.search(content[:1000])
    named = [declared.group(1).decode()] if declared else []
    named += [served.group(1)] if served else []
    for name in named:
        if name.lower() in _LATIN:
            break
        try:
            # some decode anything to nonsense: UTF-16, which this is not, or Python's own escapes
            if _PROBE.decode(name) == _PROBE.decode():
                return content.decode(name)
        except (LookupError, UnicodeError):
            continue
    return content.decode("cp1252", errors="replace")


def _windows(stray: re.Match[str]) -> str:
    return bytes([ord(stray.group()) - 0xDC00]).decode("cp1252", errors="replace")


def _mended(text: str) -> str:
    """``text`` with only such characters and references as XML knows without a DTD."""
    first, *others = _FORBIDDEN.sub("", text).split("<![CDATA[")
    parts = [_ENTITY.sub(_reference, first)]
    for other in others:
        inside, end, rest = other.partition("]]>")
        # what looks like CDATA is none inside a comment, so that references count there, too
        inside = _ENTITY.sub(_allowed, inside)
        parts += ["<![CDATA[", inside, end, _ENTITY.sub(_reference, rest)]
    return "".join(parts)


def _reference(found: re.Match[str]) -> str:
    number, name = found.groups()
    if number:
        code = _code(number)
        if 128 <= code < 160:
            return bytes([code]).decode("cp1252", errors="replace")
        return _allowed(found)
    if name in _XML_NAMES:
        return found.group()
    known = html.entities.html5.get(f"{name};") if name else None
    if known:
        return html.escape(known)
    return "&amp;" + found.group()[1:]


def _allowed(found: re.Match[str]) -> str:
    """A reference as it stands, or nothing where it names what is no character of XML."""
    number = found.group(1)
    code = _code(number) if number else 0x20
    return "" if code > 0x10FFFF or _FORBIDDEN.match(chr(code)) else found.group()


def _code(number: str) -> int:
    return int(number[1:], 16) if number[0] in "xX" else int(number)
