"""Who wrote an article: the names alone, without "By", titles and the publisher's name."""

from __future__ import annotations

import html
import re

from nutgraf.readers.publishers import publisher_name

_LEAD = re.compile(
    r"^\s*(?:(?:story|written|posted|reported|reporting|published|words|analysis|text|"
    r"contributed|authored|opinion|review|interview|photos?)\s+)?by\b[:\s]+|^\s*(?:author|reporter)s?\s*:\s*|"
    r"^more stories (?:by )?",
    re.IGNORECASE,
)
_PARTS = re.compile(r"\s*(?:[;|•·\n\t]|,|\s+and\s+|\s+&\s+|\s+with\s+)\s*", re.IGNORECASE)
_AFFILIATION = re.compile(
    r"\s*(?:\([^)]*\)|\s+[-–—/]\s+.*|\s+(?:for|of|from|at)\s+(?:the\s+)?[A-Z].*|\s+in\s+[A-Z].*)$"
)
_NO_NAME = re.compile(
    r"^(?:published|updated|posted)\b|^(?:chief|head|vice|senior)\b(?:.*officer)?$|^opinions?$|"
    r"\b(?:reports?|news service|correspondent|redazione|redaktion|newsdesk|writers?|"
    r"reporters?|content|agencies|company|brandroom)$|min read|\d|"
    r"^(?:jr|sr|m\.?d|ph\.?d|esq|i{2,3})\.?$|https?:|www\.|@|\.(?:com|org|net|co|uk)\b|"
    r"^(?:(?:the|our|news|web|online|digital|guest|senior|chief|political|health|science|"
    r"business|sports?|technology|tech|world|national|foreign|managing|deputy|associate|"
    r"assistant|staff|special|white house|investigative|data|culture|features?)\s+)*"
    r"(?:staff|admin|administrator|editors?|reporters?|correspondents?|newsroom|news desk|desk|"
    r"writers?|team|contributors?|columnists?|author|authors|producer|guest|anonymous|none|"
    r"unknown|null|nan|wire reports|news|journalist|photographer|editorial board|"
    r"bureau chief)$",
    re.IGNORECASE,
)
# "Ada Roe, MD" and "Ada Roe MS RDN": degrees after a name are no part of it
_DEGREES = re.compile(
    r"(?:,?\s+(?:Ph\.?D|M\.?D|M\.?B\.?A|M\.?P\.?H|M\.?S|M\.?A|B\.?A|B\.?Sc|M\.?Sc|J\.?D|R\.?N|R\.?D\.?N?|"
    r"L\.?D|Esq)\.?)+$"
)
_LAST_FIRST = re.compile(r"^([^\W\d_][\w'’-]+),\s+([^\W\d_][\w'’.-]+(?:\s+[^\W\d_]\.?)?)$")
_INITIALS = re.compile(r"[A-Z]{2,5}")
_MOST_WORDS = 6
_LONGEST = 2_000


def byline_of(authors: object, publisher: str | None = None) -> tuple[str, ...]:
    """The names in ``authors``, each once, in order.

    A string ("By Ada Roe and Ben Loe") or a list of strings, or of objects with a "name",
    will do. The publisher's own name, roles and addresses are no names; empty where
    nothing else is given.
    """
    own = {_key(publisher), _key(publisher_name(publisher))} if publisher else set()
    found: dict[str, str] = {}
    for printed in _strings(authors):
        line = _LAST_FIRST.sub(r"\2 \1", _LEAD.sub("", printed).strip())
        for part in _PARTS.split(line):
            name = _AFFILIATION.sub("", _LEAD.sub("", part)).strip(' .,:-–—*"“”')
            name = _DEGREES.sub("", name)
            if (
                not name
                or name.islower()
                or len(name.split()) > _MOST_WORDS
                or _NO_NAME.search(name)
            ):
                continue
            key = _key(name)
            if key and key not in own:
                found.setdefault(key, name)
    names = tuple(found.values())
    # degrees and stations ("RDN", "WBEZ") stand beside names; alone they sign an article
    people = tuple(name for name in names if not _INITIALS.fullmatch(name))
    return people or names


def _key(name: str | None) -> str:
    return re.sub(r"^the\s+|[\W_]+", "", (name or "").casefold().strip())


def _strings(authors: object) -> list[str]:
    if isinstance(authors, str):
        plain = html.unescape(html.unescape(authors[:_LONGEST]))
        return [re.sub(r"[ \t\xa0]+", " ", plain)]
    if isinstance(authors, dict):
        return _strings(authors.get("name"))
    if isinstance(authors, list | tuple):
        return [text for author in authors for text in _strings(author)]
    return []
