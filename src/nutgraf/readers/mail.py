"""Newsletters as they come by mail (.eml): one article each, from the part made for reading."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import cast

from msgspec.structs import replace

from nutgraf.errors import InputError, NotAnArticle, UnreadableInput
from nutgraf.readers.article import STEP, Found, Means, check_words, failure, new_article
from nutgraf.readers.decode import decode, known_encoding
from nutgraf.readers.page import extract
from nutgraf.readers.published import published_at
from nutgraf.records import Article, Failure

# Pictures and other files may hang on a mail; its text is bounded like that of a page.
MOST_MAIL_BYTES = 30_000_000
_MOST_BODY = 10_000_000
_DEEPEST = 10
_MOST_PARTS = 500
# Each line is held against the ends of all parts around it.
_BOUNDARY = re.compile(rb"boundary[*\d]{0,6}\s{0,9}=", re.IGNORECASE)
_MOST_BOUNDARIES = 50
_MOST_LINES = 500_000
# Taking a header apart takes time that is not linear in its length.
_LONGEST_HEADER = 2_000
_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_PAGE = re.compile(r"<html[\s>]", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t]*\n")
_ADDRESS_ONLY = re.compile(r"\W*(?:[\w ,.'’-]{0,40}[:(<\[]?\s*)?https?://\S+\W*")
_LONGEST_ADDRESS = 500
_PREFIX = re.compile(r"^(?:(?:fwd?|re|aw|wg)\s*:\s*)+", re.IGNORECASE)


class _ShortHeaders(EmailPolicy):
    """The policy for mail of today, with headers no longer than a person would write."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        return cast("str", super().header_fetch_parse(name, value[:_LONGEST_HEADER]))


_POLICY = _ShortHeaders()


def read_mail(item: str, content: bytes, means: Means) -> Iterator[Article | Failure]:
    """The article of a mail, and a ``Failure`` for each file attached to it, none of them read.

    The subject is the headline, the sender the publisher. Its HTML is read like a page; where
    that holds no article the plain text is.
    """
    try:
        _check(item, content)
        message = cast("EmailMessage", email.message_from_bytes(content, policy=_POLICY))
        parts, left = _parts(item, message)
        yield new_article(item, _found(item, message, parts), means)
        yield from left
    except InputError as problem:
        yield failure(problem)
    except (
        MessageError,
        RecursionError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
    ) as problem:
        # what mail programs write breaks what the library takes for granted
        yield Failure(
            item, STEP, f"the mail is too faulty to be read ({type(problem).__name__}: {problem})"
        )


def _check(item: str, content: bytes) -> None:
    """Raises the reason why a mail is not even taken apart."""
    if len(_BOUNDARY.findall(content)) > _MOST_BOUNDARIES:
        raise UnreadableInput(item, "the mail has too many parts within parts; it is not read")
    if content.count(b"\n") > _MOST_LINES:
        raise UnreadableInput(item, f"the mail has over {_MOST_LINES} lines; it is not read")


Parts = dict[str, list[EmailMessage]]


def _parts(item: str, message: EmailMessage) -> tuple[Parts, list[Failure]]:
    """The parts to read by their type, and a line for each that is not read."""
    parts: Parts = {"text/html": [], "text/plain": []}
    left: list[Failure] = []
    waiting = [(message, 0)]
    count = 0
    while waiting:
        part, depth = waiting.pop()
        count += 1
        if count > _MOST_PARTS or depth > _DEEPEST:
            left.append(
                Failure(
                    item, STEP, "its parts are too many, or nested too deep; the rest is not read"
                )
            )
            break
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or kind.startswith("message/"):
            left.append(_attached(item, part, kind, count))
        elif part.is_multipart():
            within = [one for one in part.iter_parts() if isinstance(one, EmailMessage)]
            waiting.extend((one, depth + 1) for one in reversed(within))
        elif kind in parts:
            parts[kind].append(part)
        elif not kind.startswith("image/"):
            # pictures stand in a newsletter as they do on a page
            left.append(_attached(item, part, kind, count))
    return parts, left


def _attached(item: str, part: EmailMessage, kind: str, number: int) -> Failure:
    name = " ".join((part.get_filename() or f"part {number}").split())[:200]
    return Failure(
        f"{item}!{name}", STEP, f"it is attached ({kind}), and is not read; save it as a file"
    )


def _found(item: str, message: EmailMessage, parts: Parts) -> Found:
    """What the mail says; raises the reason where none of its parts holds an article."""
    name, address = parseaddr(str(message.get("from") or ""))
    subject = _PREFIX.sub("", " ".join(str(message.get("subject") or "").split()))
    body = _body(item, parts)
    return replace(
        body,
        publisher=" ".join(name.split()) or address.rpartition("@")[2] or None,
        headline=subject or body.headline,
        published=published_at(message.get("date")) or body.published,
        updated=None,
    )


def _body(item: str, parts: Parts) -> Found:
    reason: InputError = UnreadableInput(item, "the mail has no part with text")
    for part in parts["text/html"]:
        try:
            html = _text(item, part)
            # many leave out what makes a page of it
            page = html if _PAGE.search(html) else f"<html><body>{html}</body></html>"
            found = extract(item, page.encode(errors="replace"))
            check_words(item, found.text)
            return found
        except InputError as problem:
            reason = problem
    for part in parts["text/plain"]:
        try:
            text = _paragraphs(_text(item, part))
            check_words(item, text)
            return Found(text=text)
        except InputError as problem:
            reason = reason if isinstance(reason, NotAnArticle) else problem
    raise reason


def _text(item: str, part: EmailMessage) -> str:
    """The characters of a part, whatever it says its encoding is: UTF-8 is not met by chance."""
    packed = part.get_payload(decode=True)
    content = packed if isinstance(packed, bytes) else b""
    if len(content) > _MOST_BODY:
        raise UnreadableInput(item, "the text of the mail is over 10 MB; it is not read")
    declared = known_encoding(part.get_content_charset() or "")
    for name in ("utf-8", declared):
        try:
            if name and not (name == "utf-8" and b"\0" in content):
                return content.decode(name)
        except UnicodeError:
            continue
    return decode(item, content)


def _paragraphs(text: str) -> str:
    """Plain text with its paragraphs on a line each, without lone addresses and the signature."""
    text = _SIGNATURE.split(text.replace("\r\n", "\n"), maxsplit=1)[0]
    found = (" ".join(part.split()) for part in _BLANK.split(text))
    return "\n".join(part for part in found if part and not _is_address(part))


def _is_address(part: str) -> bool:
    return len(part) < _LONGEST_ADDRESS and _ADDRESS_ONLY.fullmatch(part) is not None
