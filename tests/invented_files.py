"""Files as publishers, agencies and archives make them, about a town and papers that are not."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

from nutgraf import readers
from nutgraf.errors import FetchError
from nutgraf.plugins import Fetched
from nutgraf.records import Article, Failure

TEXT = (
    "OSTERVALE — The harbour board of Ostervale voted on Tuesday to close the old ferry pier, "
    "ending a service that had run since 1911.\n"
    "“We waited as long as we could,” said Marit Quill, who chairs the board. She said that "
    "the repairs would have cost 40 million crowns, and that the town did not have the money.\n"
    "The operator of the ferries, Nordsund Lines, said that it would move its boats to Kelling "
    "in March. A petition with 2,300 names had asked the board to wait for another year."
)
HEAD = '<meta property="article:published_time" content="2024-05-14T09:30:00+02:00">'


def offline(url: str) -> Fetched:
    raise FetchError(url, "no network in this test")


def read(location: object, **more: object) -> tuple[list[Article], list[Failure]]:
    """The articles and the failures of one location."""
    found = list(readers.read(str(location), fetch=offline, **more))
    return (
        [one for one in found if isinstance(one, Article)],
        [one for one in found if isinstance(one, Failure)],
    )


def read_bytes(content: bytes, **more: object) -> tuple[list[Article], list[Failure]]:
    """What is read of ``content`` from standard input, where no name helps."""
    return read("-", stdin=io.BytesIO(content), **more)


def telling(number: int) -> str:
    """One of many texts that differ."""
    return TEXT.replace("2,300", f"{2_300 + number}")


def paragraphs(text: str = TEXT) -> str:
    return "".join(f"<p>{line}</p>" for line in text.splitlines())


def page(text: str = TEXT, head: str = HEAD) -> bytes:
    body = f"<article><h1>A pier is closed in Ostervale</h1>{paragraphs(text)}</article>"
    title = "<title>A pier is closed in Ostervale</title>"
    return f"<!DOCTYPE html><html><head>{title}{head}</head><body>{body}</body></html>".encode()


def json_lines(*texts: str) -> bytes:
    return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def record(
    address: str,
    body: bytes,
    *,
    kind: str = "response",
    status: str = "200 OK",
    headers: str = "Content-Type: text/html",
    length: int | None = None,
) -> bytes:
    """One record of a web archive, ``length`` where it is to lie about how long it is."""
    block = f"HTTP/1.1 {status}\r\n{headers}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2024-06-01T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def archived(*records: bytes) -> bytes:
    """Records packed as they are served: each a member of its own."""
    return b"".join(gzip.compress(one) for one in records)


def mail(
    *, html: str | None = None, plain: str | None = None, subject: str = "A pier is closed"
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = '"The Ostervale Courier" <news@courier.example>'
    message["To"] = "reader@kelling.example"
    message["Subject"] = subject
    message["Date"] = "Tue, 14 May 2024 09:30:00 +0200"
    message["Message-ID"] = "<1@courier.example>"
    if plain is not None:
        message.set_content(plain)
    if html is not None and plain is not None:
        message.add_alternative(html, subtype="html")
    elif html is not None:
        message.set_content(html, subtype="html")
    return message


XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def news_item(
    text: str = TEXT,
    *,
    guid: str = "urn:newsml:coastalwire.example:pier",
    version: int = 1,
    created: str = "2024-05-14T09:30:00+02:00",
    meta: str = "",
    content: str | None = None,
) -> str:
    """An item of NewsML-G2, without the line that says that it is XML."""
    inline = (
        content
        if content is not None
        else (
            '<inlineXML contenttype="application/xhtml+xml">'
            f"<html {XHTML}><head><title>x</title></head><body>{paragraphs(text)}</body></html>"
            "</inlineXML>"
        )
    )
    return (
        f'<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" '
        f'version="{version}" standard="NewsML-G2" xml:lang="en">'
        '<itemMeta><itemClass qcode="ninat:text"/>'
        '<provider qcode="nprov:CW"><name>Coastal Wire</name></provider>'
        f"<versionCreated>{created}</versionCreated>{meta}</itemMeta>"
        "<contentMeta><contentCreated>2024-05-14T09:00:00+02:00</contentCreated>"
        "<headline>Ostervale closes its <b>old</b> pier</headline><by>By Ada Roe</by>"
        f"</contentMeta><contentSet>{inline}</contentSet></newsItem>"
    )


def nitf(text: str = TEXT, docdata: str = "") -> str:
    """An article in NITF."""
    return (
        '<nitf><head><title>Pier</title><docdata><doc-id id-string="cw-pier-1"/>'
        '<date.issue norm="20240514T093000+0200"/>'
        f'<doc.copyright holder="Coastal Wire"/>{docdata}</docdata></head>'
        "<body><body.head><hedline><hl1>Ostervale closes its pier</hl1></hedline>"
        "<byline>By <person>Ada Roe</person></byline></body.head>"
        f"<body.content><block>{paragraphs(text)}</block><media><media-caption>The pier in "
        "winter</media-caption></media></body.content></body></nitf>"
    )


def ninjs(text: str = TEXT, **more: object) -> dict[str, object]:
    """An item of ninjs 1."""
    return {
        "uri": "urn:coastalwire:pier",
        "type": "text",
        "version": "1",
        "firstcreated": "2024-05-14T09:30:00+02:00",
        "versioncreated": "2024-05-14T09:30:00+02:00",
        "headline": "Ostervale closes its pier",
        "byline": "By Ada Roe",
        "infosources": [{"name": "Coastal Wire"}],
        "language": "en",
        "body_xhtml": paragraphs(text),
        **more,
    }
