"""Bytes to characters, and what kind of thing the bytes are."""

from __future__ import annotations

import codecs
import json
import re
from typing import Literal

import charset_normalizer

from nutgraf.errors import UnreadableInput

Kind = Literal["json lines", "json", "page", "feed", "text"]

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
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"PK\x03\x04", "a zip file or an office document; unpack it, or save its text as .txt"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)=["']?([\w.:-]+)""", re.I
)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p)[\s>]", re.IGNORECASE)


def encoding_mark(head: bytes) -> str | None:
    """The encoding that a byte order mark at the start names; ``None`` without one."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def check_not_binary(item: str, head: bytes) -> None:
    """Raises ``UnreadableInput`` where ``head`` starts something that is no text."""
    for start, what in _FORMATS:
        if head.startswith(start):
            raise UnreadableInput(item, f"this is {what}")
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
            return content.decode(declared.group(1).decode())
        except (LookupError, UnicodeDecodeError):
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
        if _FEED.search(text[:2000]):
            return "feed"
        if _PAGE.search(text):
            return "page"
        if text.startswith("<?xml"):
            return "feed"
    return "text"


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
