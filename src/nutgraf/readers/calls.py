"""Lines that stand among an article's paragraphs and are no part of it."""

from __future__ import annotations

import re
from collections.abc import Collection

_WORD = re.compile(r"\w+")
QUOTE = re.compile('["“”„‟«»]')
_LONGEST_CALL = 260
# A line of so many letters stands in an article once; shorter ones may be said again.
_REPEATED = 60
_CALL = re.compile(
    r"\W*(?:click here (?:to|for)\b|(?:get|download) (?:the )?[\w ]{1,30} (?:on the go|app)\b|"
    r"sign up (?:to|for|here|now|\(|below)|subscribe (?:to|now|here|today)\b|"
    r"recommended videos\W*$|"
    r"(?:image|photo|photograph|picture)s?\s*:|"
    r"advertisement\W*$|story continues\b|article continues\b|continue reading\b|"
    r"(?:read|see|watch) (?:more|also|next)\s*:|related(?: stor(?:y|ies)| articles?)?\s*:|"
    r"also\s*:|more\s*:|(?:like|follow) us on\b|share this (?:article|story)\b|"
    r"skip (?:past|to) |read (?:our|the) (?:full )?privacy policy|already a subscriber|"
    r"up next\W*$|most read\b|article content\W*$|loading\W*$|watch\s*\||listen to this article\b|"
    r"we apologi[sz]e, but this video|this (?:document|article) is subject to copyright|"
    r"(?:copyright )?(?:©|\(c\)) ?(?:copyright )?(?:19|20)\d\d|all rights reserved|"
    r"with files from\b|reporting by .{3,80}; ?(?:editing|writing)\b|additional reporting\b|"
    r"contributing\s*:|e-?mail\s*:|follow [\w .'’-]{3,40} on (?:twitter|x\b|facebook|insta|google)|"
    r"contact [\w .'’-]{3,40} at \S+@|get in touch with\b|have a (?:news )?tip\b|"
    r"for more stories like this|our community members are|stay informed with\b|"
    r"(?:please )?(?:log ?in|sign in|register|create an account) (?:or \w+ )?to (?:continue|"
    r"comment|read|access|your|join|leave)\b|"
    r"(?:please )?read our comments? policy|would you like to comment|gallery credit|"
    r"this (?:article|story) (?:was )?(?:first |originally )(?:appeared|published)|"
    r"first published in [^\d.]{1,40}\W*$|enjoying our latest content)",
    re.IGNORECASE,
)


def without_calls(lines: list[str], titles: frozenset[str]) -> list[str]:
    """``lines`` without the titles that stand first among them, calls, and repetitions."""
    start = 0
    while start < len(lines) and letters(lines[start]) in titles:
        start += 1
    seen: set[str] = set()
    kept = []
    for line in lines[start:]:
        if _is_call(line) or (len(line) > _REPEATED and line in seen):
            continue
        seen.add(line)
        kept.append(line)
    return kept


def without_authors(lines: list[str], byline: Collection[str]) -> list[str]:
    """``lines`` without those at the end that begin with the name of who signed the article."""
    end = len(lines)
    while end > 1 and not QUOTE.search(lines[end - 1]) and _begins_with(lines[end - 1], byline):
        end -= 1
    return lines[:end]


def _begins_with(line: str, names: Collection[str]) -> bool:
    start = letters(line)
    return any(start.startswith(letters(name)) for name in names if len(name.split()) > 1)


def letters(line: str) -> str:
    """``line`` by its words alone, to compare it."""
    return " ".join(_WORD.findall(line.casefold()))


def _is_call(line: str) -> bool:
    return len(line) < _LONGEST_CALL and _CALL.match(line) is not None and not QUOTE.search(line)
