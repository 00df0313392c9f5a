"""Bytes to characters, and what kind of thing the bytes are."""

from __future__ import annotations

import codecs
import json
import re
from typing import Literal

import charset_normalizer

from nutgraf.errors import UnreadableInput

Kind = Literal[
    "json lines", "json", "page", "feed", "text", "table", "mail", "newsml", "warc", "gzip", "zip"
]

HEAD = 65_536
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FORMATS = (
    (b"%PDF", "a PDF file; save its text as .txt"),
    (b"\x1f\x8b", "a gzip file where a text should be"),
    (b"PK\x03\x04", "a zip file where a text should be"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"BZh", "a bzip2 file; unpack it first"),
    (b"\xfd7zXZ", "an xz file; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file; unpack it first"),
    (b"filedesc://", "a web archive of the old kind (ARC); turn it into WARC first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
)
_PACKED: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"PK\x03\x04", "zip"),
    # an empty one has only an end
    (b"PK\x05\x06", "zip"),
)
# Encodings of Python's own, which no text is sent in; one takes time that is not linear.
_NO_ENCODINGS = frozenset(("idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf-7"))
_AGENCY = frozenset(
    ("newsitem", "newsmessage", "packageitem", "conceptitem", "knowledgeitem", "newsml", "nitf")
)
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE\b[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL)
_TAG = re.compile(r"\s*<(?:[\w.-]+:)?([\w.-]+)[\s>/]")
_MAIL_LINE = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,60}:(?:[ \t]|$)")
_MAIL_FROM = re.compile(r"^from:", re.IGNORECASE | re.MULTILINE)
_MAIL_SIGN = re.compile(r"^(?:mime-version|message-id|received|date|subject):", re.I | re.M)
_MAILBOX = re.compile(
    rb"From \S{1,200} +(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \d]\d [^\n]{1,60}\n"
    rb"[\w-]{1,60}:"
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)=["']?([\w.:-]+)""", re.I
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p)[\s>]", re.IGNORECASE)


def encoding_mark(head: bytes) -> str | None:
    """The encoding that a byte order mark at the start names; ``None`` without one."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def known_encoding(name: str) -> str | None:
    """What Python calls the encoding ``name``; ``None`` for one that no text is sent in."""
    try:
        found = codecs.lookup(name).name
        "".encode(found)
    except (LookupError, ValueError, UnicodeError):
        return None
    return None if found in _NO_ENCODINGS else found


def packed_kind(head: bytes) -> Kind | None:
    """The kind of archive that starts with ``head``; ``None`` where it starts none."""
    packed = next((kind for start, kind in _PACKED if head.startswith(start)), None)
    return "warc" if packed is None and head.startswith(b"WARC/") else packed


def is_mailbox(head: bytes) -> bool:
    """Whether ``head`` starts a file of mails one after the other (mbox)."""
    return _MAILBOX.match(head) is not None


def check_not_binary(item: str, head: bytes) -> None:
    """Raises ``UnreadableInput`` where ``head`` starts something that is no text."""
    for start, what in _FORMATS:
        if head.startswith(start):
            raise UnreadableInput(item, f"this is {what}")
    if head[257:262] == b"ustar":
        raise UnreadableInput(item, "this is a tar archive; unpack it first")
    if b"\0" in head and encoding_mark(head) is None:
        raise UnreadableInput(
            item, "this is a binary file (it holds NUL bytes), and no text can be read from it"
        )


def decode(item: str, content: bytes) -> str:
    """``content`` as characters, without a byte order mark.

    UTF-8, and UTF-16 or UTF-32 with a mark, are certain; then what a page declares of
    itself counts, then the Western encoding of older Windows files where it makes sense.
    Raises ``UnreadableInput`` where none does.
    """
    check_not_binary(item, content[:HEAD])
    marked = encoding_mark(content)
    try:
        return content.decode(marked or "utf-8")
    except UnicodeDecodeError:
        if marked:
            raise UnreadableInput(
                item, f"it starts as {marked.upper()} and goes on as something else"
            ) from None
    declared = _DECLARED.search(content[:4096])
    if declared:
        try:
            return content.decode(known_encoding(declared.group(1).decode()) or "utf-8")
        except (LookupError, UnicodeError):
            pass
    # A wrong guess makes readable nonsense, so only a guess without a stain is taken.
    guess = charset_normalizer.from_bytes(content[: 4 * HEAD], cp_isolation=["cp1252"]).best()
    guess = guess or charset_normalizer.from_bytes(content[: 4 * HEAD]).best()
    if guess is not None:
        try:
            return content.decode(guess.encoding)
        except UnicodeDecodeError:
            pass
    raise UnreadableInput(item, "its encoding was not recognised; save it as UTF-8")


def sniff(head: bytes) -> Kind:
    """What kind of thing starts with ``head``: plain text where it looks like nothing else."""
    text = head.decode(encoding_mark(head) or "utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return "json lines" if _is_lines(text) else "json"
    if text.startswith("[") and re.match(r"\[\s*(?:\{|\]\s*$)", text):
        return "json"
    if text.startswith("<"):
        root = _root(text)
        if root.lower() in _AGENCY:
            return "newsml"
        if _FEED.search(text[:2000]):
            return "feed"
        if _PAGE.search(text):
            return "page"
        if text.startswith("<?xml"):
            return "feed"
    return "mail" if _is_mail(text) else "text"


def _root(text: str) -> str:
    """The name of the first element of XML; empty where none is in sight."""
    at = 0
    while found := _PROLOG.match(text, at):
        at = found.end()
    tag = _TAG.match(text, at)
    return tag.group(1) if tag else ""


def _is_mail(text: str) -> bool:
    """Whether ``text`` starts with the header of a mail, of which a few lines are asked."""
    header = re.split(r"\n[ \t]*\r?\n", text[:20_000], maxsplit=1)[0]
    first = header.split("\n", 1)[0]
    if not _MAIL_LINE.match(first.rstrip("\r")) or not _MAIL_FROM.search(header):
        return False
    return len(set(_MAIL_SIGN.findall(header))) > 1


def _is_lines(text: str) -> bool:
    """Whether one of the first lines is a whole JSON object, or too long to see its end."""
    lines = text.split("\n")
    if len(lines) == 1 and len(text) < HEAD // 2:
        return True
    for line in lines[:50]:
        try:
            if isinstance(json.loads(line), dict):
                return True
        except (ValueError, RecursionError):
            continue
    return len(lines) == 1
