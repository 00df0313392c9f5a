"""Words that lean on a sentence which a brief left behind, and can go without any loss."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nutgraf.records import Span

_TELLING = (
    r"(?:said|says|told|tweeted|wrote|called|warned|asked|posted|announced|claimed|described|"
    r"expressed|noted|insisted|added|joked|argued|defended|criticized|criticised)\b"
)
_PART = r"for (?:his|her|its|their) part"
_LEANING = re.compile(
    "|".join(
        (
            rf"^F{_PART[1:]},\s",
            # "Roe, for his part, has": the second comma goes with the first
            rf",\s{_PART},?(?=\s)",
            r",\s(?:meanwhile|however|though|in turn|moreover|by contrast),(?=\s[a-z])",
            r",?\s(?:too|as well)(?=\.)",
            # "but also" and "also known as" are whole
            r"(?<!but)(?<!only)\salso(?=\s(?!known|called|named|dubbed|as\b)[a-z])",
            r"(?:^Then|(?<=^And )then)\s(?=\w)",
            rf"(?<!and)\s(?:then|again|later|subsequently)(?=\s{_TELLING})",
            r"(?<!once)\sagain(?=\s[a-z]+ed\b)",
        )
    )
)


def leaning_words(text: str, span: Span) -> Iterator[Span]:
    """Each connective in ``span`` that can be cut."""
    passage = text[span.start : span.end]
    for found in _LEANING.finditer(passage):
        yield Span(span.start + found.start(), span.start + found.end())
