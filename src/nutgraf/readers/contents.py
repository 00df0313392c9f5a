"""Bytes of which only a name and the beginning are known, to the reader that understands them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from nutgraf.errors import TooLarge, UnreadableInput
from nutgraf.readers.archive import MOST_PACKED, read_gzip, read_zip
from nutgraf.readers.article import MOST_BYTES, STEP, Means, megabytes
from nutgraf.readers.csvtable import is_table, read_table
from nutgraf.readers.decode import (
    HEAD,
    Kind,
    check_not_binary,
    encoding_mark,
    is_mailbox,
    packed_kind,
    sniff,
)
from nutgraf.readers.feed import read_feed
from nutgraf.readers.gunzip import head_of, pieces_of, stream_of, unpacked_head
from nutgraf.readers.jsonfeed import is_json_feed
from nutgraf.readers.jsonl import MOST_JSON_BYTES, read_json, read_json_lines
from nutgraf.readers.mail import MOST_MAIL_BYTES, read_mail
from nutgraf.readers.newsml import read_newsml
from nutgraf.readers.page import read_page
from nutgraf.readers.text import read_text
from nutgraf.readers.versions import Found
from nutgraf.readers.warc import START as WARC_START
from nutgraf.readers.warc import read_warc
from nutgraf.records import Failure

MOST_PAGE_BYTES = 10_000_000
# A zip file is read from its end; one that comes through a pipe has to be held as a whole.
_MOST_HELD = 200_000_000
KINDS: dict[str, Kind] = {
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".csv": "table",
    ".tsv": "table",
    ".eml": "mail",
    ".nitf": "newsml",
    ".newsml": "newsml",
    ".warc": "warc",
    ".gz": "gzip",
    ".zip": "zip",
    ".wacz": "zip",
}
# Told by what is inside: one suffix is in use for several kinds.
MIXED = (".json", ".xml")
_LIMITS: dict[Kind, int] = {
    "json": MOST_JSON_BYTES,
    "page": MOST_PAGE_BYTES,
    "feed": MOST_PAGE_BYTES,
    "newsml": MOST_PAGE_BYTES,
    "mail": MOST_MAIL_BYTES,
    "text": MOST_BYTES,
    "zip": MOST_PACKED,
    "gzip": MOST_PACKED,
    "warc": MOST_PACKED,
}
_NAMES: dict[Kind, str] = {
    "text": "a text file",
    "json": "one JSON value",
    "newsml": "agency XML",
    "mail": "an e-mail",
    "zip": "a zip file",
    "gzip": "a gzip file",
    "warc": "a web archive",
}
_PACKED: tuple[Kind, ...] = ("gzip", "zip")


def is_known(name: str) -> bool:
    """Whether files with names like this one are read."""
    suffix = _suffix(name)
    return suffix in KINDS or suffix in MIXED


def unknown_kind(item: str) -> Failure:
    """The line for a file, in a folder or archive, of a kind that is not read."""
    known = " ".join(sorted({*KINDS, *MIXED}))
    return Failure(item, STEP, f"files of this kind are not read; those that are: {known}")


def read_contents(
    item: str,
    name: str,
    stream: BinaryIO,
    means: Means,
    *,
    url: str | None = None,
    content_type: str = "",
    size: int | None = None,
    inside: tuple[Kind, ...] = (),
) -> Iterator[Found]:
    """What is read of ``stream``, by its first bytes, and by ``name`` where these leave it open.

    ``size`` is how long it is, where that is known; ``inside`` are the archives around it.
    Raises ``InputError`` for what cannot be read as a whole.
    """
    head = head_of(stream, HEAD)
    if not head.strip() and len(head) < HEAD:
        yield Failure(item, STEP, "it is empty; there is nothing to read")
        return
    kind = _kind(item, name, head, content_type)
    if stream.seekable():
        stream.seek(0)
    else:
        stream = stream_of(pieces_of(stream, head))
    limit = _LIMITS.get(kind)
    if size is not None and limit is not None and size > limit:
        raise _too_large(item, kind, size)
    if packed_kind(head) in inside or (kind == "zip" and inside):
        raise UnreadableInput(
            item, "it is packed inside what is packed already; unpack the outer file first"
        )
    if kind in _PACKED:
        yield from _read_packed(item, name, kind, stream, means, url, inside)
    elif kind == "warc":
        yield from read_warc(item, stream, means)
    elif kind == "json lines":
        yield from read_json_lines(item, stream, means)
    elif kind == "table":
        yield from read_table(item, stream, means)
    else:
        yield from _read_whole(item, kind, stream, means, url, content_type)


def _kind(item: str, name: str, head: bytes, content_type: str) -> Kind:
    """What kind of thing it is; raises ``UnreadableInput`` where it is none that is read."""
    packed = packed_kind(head)
    if packed == "gzip" and (
        name.lower().endswith(".warc.gz") or unpacked_head(head).startswith(WARC_START)
    ):
        return "warc"
    if packed is not None:
        return packed
    check_not_binary(item, head)
    suffix = _suffix(name)
    known = KINDS.get(suffix)
    if known in _PACKED:
        raise UnreadableInput(
            item, f"it is called {suffix}, and is no such file, or its beginning is broken"
        )
    if known is not None and suffix not in MIXED:
        return known
    if is_json_feed(head):
        return "feed"
    kind = sniff(head)
    # a page may start with so much script that no tag of a page is in sight
    if kind == "text" and "html" in content_type:
        return "page"
    if kind == "text" and is_mailbox(head):
        raise UnreadableInput(item, "this is a mailbox of several mails; save each as .eml")
    if kind == "text" and is_table(_start(head)):
        return "table"
    return kind


def _read_packed(
    item: str,
    name: str,
    kind: Kind,
    stream: BinaryIO,
    means: Means,
    url: str | None,
    inside: tuple[Kind, ...],
) -> Iterator[Found]:
    # what one file packs stands at its address; the members of an archive have none
    address = url if kind == "gzip" else None

    def read(place: str, inner: str, content: BinaryIO, means: Means) -> Iterator[Found]:
        if inner and not is_known(inner) and kind == "zip":
            yield unknown_kind(place)
        else:
            yield from read_contents(
                place, inner, content, means, url=address, inside=(*inside, kind)
            )

    if kind == "gzip":
        yield from read_gzip(item, name, stream, means, read)
        return
    if not stream.seekable():
        content = stream.read(_MOST_HELD + 1)
        if len(content) > _MOST_HELD:
            raise TooLarge(
                item, f"over {megabytes(_MOST_HELD)} through a pipe; name the file instead"
            )
        stream = io.BytesIO(content)
    yield from read_zip(item, stream, means, read)


def _read_whole(
    item: str, kind: Kind, stream: BinaryIO, means: Means, url: str | None, content_type: str
) -> Iterator[Found]:
    content = stream.read(_LIMITS[kind] + 1)
    if len(content) > _LIMITS[kind]:
        raise _too_large(item, kind, None)
    if not content.strip():
        yield Failure(item, STEP, "it is empty; there is nothing to read")
    elif kind == "json":
        yield from read_json(item, content, means)
    elif kind == "page":
        yield from read_page(item, content, means, url)
    elif kind == "feed":
        yield from read_feed(item, content, means, url, content_type)
    elif kind == "mail":
        yield from read_mail(item, content, means)
    elif kind == "newsml":
        yield from read_newsml(item, content, means)
    else:
        yield from read_text(item, content, means)


def _start(head: bytes) -> str:
    return head[:4096].decode(encoding_mark(head) or "utf-8", errors="replace")


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _too_large(item: str, kind: Kind, size: int | None) -> TooLarge:
    limit = megabytes(_LIMITS[kind])
    measured = f"{megabytes(size)}, over the limit of {limit}" if size else f"over {limit}"
    advice = "write one article a line as .jsonl" if kind in ("text", "json") else "it is not read"
    return TooLarge(item, f"it is {measured} for {_NAMES.get(kind, f'a {kind}')}; {advice}")
