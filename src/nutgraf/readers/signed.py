"""Who signs a page: the byline that it shows, where its data name nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import islice

from lxml import html as lxml_html  # type: ignore[import-untyped]

from nutgraf.readers.blocks import Block
from nutgraf.readers.bylines import byline_of

# Tags of the head that name who wrote, in the order in which they are believed.
AUTHOR_TAGS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dcsext.author", "byl",
    "byline", "dc.creator", "dcterms.creator", "citation_author", "article.author",
    "cxenseparse:author", "article:author_name",
)  # fmt: skip
_CLASSED = re.compile(
    r"(?:^|[\s_-])(?:by-?lines?|authors?|author-?names?|contributors?|writers?)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TAGS = ("a", "span", "div", "p", "address", "li")
_LONGEST = 150
# Two names of one byline share an element at most so many steps up.
_REACH = 2
_BY = re.compile(r"^(?:(?:written|words|story|reported|posted) )?by[: ]\s*\S", re.IGNORECASE)
# It stands near the headline: at most so many blocks after it.
_NEAR = 10


def signed_by(
    tree: lxml_html.HtmlElement, blocks: list[Block], publisher: str | None
) -> tuple[str, ...]:
    """The names on the page's own byline; empty where it shows none."""
    for elements in (_marked(tree), _classed(tree)):
        for element in elements:
            text = _text(element)
            names = byline_of(text, publisher) if text else ()
            if names:
                beside = [_text(one) for one in elements if _share_a_byline(element, one)]
                return byline_of([text, *(one for one in beside if one)], publisher)
    return _beneath_headline(blocks, publisher)


def _marked(tree: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    return _innermost(
        element
        for element in tree.iter(*_TAGS)
        if element.get("itemprop") == "author" or "author" in (element.get("rel") or "").split()
    )


def _classed(tree: lxml_html.HtmlElement) -> list[lxml_html.HtmlElement]:
    return _innermost(
        element
        for element in tree.iter(*_TAGS)
        if _CLASSED.search(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", (element.get("class") or "")[:200]))
    )


def _innermost(elements: Iterable[lxml_html.HtmlElement]) -> list[lxml_html.HtmlElement]:
    """Those of ``elements`` within which no other stands: a byline's box holds its names."""
    found = list(elements)
    around = {place for element in found for place in element.iterancestors()}
    return [element for element in found if element not in around]


def _text(element: lxml_html.HtmlElement) -> str | None:
    """What the element shows, each of its parts apart; ``None`` where that is no byline."""
    parts = [" ".join(str(part).split()) for part in element.itertext()]
    text = re.sub(
        r"\s*\n\s*(?=by\b)|(?<=\bby)\s*\n\s*", " ", "\n".join(filter(None, parts)), flags=re.I
    )
    return text if 0 < len(text) <= _LONGEST else None


def _share_a_byline(one: lxml_html.HtmlElement, other: lxml_html.HtmlElement) -> bool:
    mine = list(islice(one.iterancestors(), _REACH))
    return one is not other and any(
        place is mine_too for place in islice(other.iterancestors(), _REACH) for mine_too in mine
    )


def _beneath_headline(blocks: list[Block], publisher: str | None) -> tuple[str, ...]:
    start = next((n for n, block in enumerate(blocks) if block.tag == "h1"), None)
    if start is None:
        return ()
    for block in blocks[start + 1 : start + 1 + _NEAR]:
        if len(block.text) <= _LONGEST and _BY.match(block.text):
            return byline_of(block.text, publisher)
    return ()
