"""Where cited words stand, in the web's own terms: annotation selectors and links to a text."""

from __future__ import annotations

import re
from urllib.parse import quote

from nutgraf.records import Article, Span
from nutgraf.render.display import safe_url

# As many characters as the W3C's model takes in its own examples.
_CONTEXT = 32
_WHOLE_WORDS = 10
_END_WORDS = 4
_WORD = re.compile(r"\S+")


def context(text: str, span: Span) -> tuple[str, str]:
    """The characters before and after a stretch that tell it from another with its words."""
    return text[max(0, span.start - _CONTEXT) : span.start], text[span.end : span.end + _CONTEXT]


def text_link(url: str | None, text: str, span: Span) -> str | None:
    """The page's address with a text fragment that shows the words there; ``None`` without one.

    A few words on one line are named in full, a longer stretch by its first and last words:
    a fragment in one piece may not run over the end of a paragraph.
    """
    page = safe_url(url)
    words = [Span(*found.span()) for found in _WORD.finditer(text, span.start, span.end)]
    if page is None or not words:
        return None
    page = page.partition(":~:")[0]
    lines = text[words[0].start : words[-1].end].splitlines()
    if len(words) <= _WHOLE_WORDS and len(lines) == 1:
        first, last = text[words[0].start : words[-1].end], ""
    else:
        first = _joined(lines[0].split()[:_END_WORDS])
        last = _joined(lines[-1].split()[-_END_WORDS:])
    before = ""
    if text.find(first) != words[0].start:
        same_line = text[: words[0].start].rpartition("\n")[2]
        before = _joined(same_line.split()[-_END_WORDS:])
    parts = [f"{_escaped(before)}-" if before else "", _escaped(first), _escaped(last)]
    mark = ":~:" if "#" in page else "#:~:"
    return f"{page}{mark}text={','.join(filter(None, parts))}"


def annotation_target(article: Article, span: Span, sha256: str) -> dict[str, object]:
    """The target of a W3C Web Annotation: the page, the words, their place in the text read.

    ``sha256`` is that of the text, so that a place is not looked up in another version.
    """
    prefix, suffix = context(article.text, span)
    return {
        "source": safe_url(article.url) or f"urn:sha256:{sha256}",
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.of(article.text),
                "prefix": prefix,
                "suffix": suffix,
            },
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
        "sha256": sha256,
    }


def _joined(words: list[str]) -> str:
    return " ".join(words)


def _escaped(words: str) -> str:
    """Percent-encoded, with the hyphen, which would end a prefix, as well."""
    return quote(words, safe="", errors="replace").replace("-", "%2D")
