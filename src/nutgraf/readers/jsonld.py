"""What a page says of its article in script: the schema.org data that publishers embed."""

from __future__ import annotations

import html
import json
import re
from collections import deque
from collections.abc import Iterator

from lxml import html as lxml_html  # type: ignore[import-untyped]
from msgspec import Struct

from nutgraf.readers.bylines import byline_of

_COMMENT = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|NewsPosting)$")
_MARKS = re.compile(r"\[/?[a-z][\w-]{0,40}(?: +[\w-]{1,40}=\"[^\"\]]{0,300}\"){1,9} */?\]")
# What stands under these is articles by type, and none is the page's own.
_OTHERS = frozenset(("liveBlogUpdate", "itemListElement", "hasPart", "mentions", "citation"))
# An endless page carries the data of the next articles too; a front page that of many.
_MOST_ARTICLES = 4
_LONGEST_LINE = 1_000
# More in one script is a whole site's data, and slow to search.
_MOST_SCRIPT = 500_000
_MOST_NODES = 5_000
# "…the vote.The minister…": where a text was joined without the breaks between paragraphs
_LOST_BREAK = re.compile(r"(?<=[a-z\d][.!?])(?=[A-Z“\"])|(?<=[.!?][”\"])(?=[A-Z“])")
_BLOCKS = frozenset(
    ("p", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "figcaption",
     "section", "article", "br", "pre", "td", "dd", "dt")
)  # fmt: skip
_SILENT = frozenset(("script", "style", "figure", "iframe", "noscript", "svg", "button", "form"))


class PageData(Struct, frozen=True, kw_only=True):
    """The article as its own data tells it; ``None`` or empty where that says nothing."""

    headline: str | None = None
    byline: tuple[str, ...] = ()
    published: str | None = None
    updated: str | None = None
    publisher: str | None = None
    body: str | None = None
    is_article: bool = False
    # the schema.org types of all that the page's data tell of
    types: frozenset[str] = frozenset()
    # whether everybody may read it
    is_free: bool | None = None


def page_data(nodes: list[dict[str, object]], addresses: frozenset[str]) -> PageData:
    """The data of the page's article, of all ``nodes`` that the page embeds.

    Endless pages carry the data of several: the one with an address in ``addresses`` is
    taken, else the first. All fields are empty where there is none, or a list of many.
    """
    articles = [node for node in nodes if any(_ARTICLE.search(kind) for kind in types_of(node))]
    types = frozenset(kind for node in nodes for kind in types_of(node))
    if not articles:
        return PageData(types=types)
    own = [node for node in articles if _addresses(node) & addresses]
    if not own and len({str(node.get("headline")) for node in articles}) > _MOST_ARTICLES:
        return PageData(types=types)
    first = (own or articles)[0]
    # one article is often told by two nodes, each with half of the facts
    same = [first] + [
        node
        for node in articles
        if node is not first
        and (node in own or (not own and node.get("headline") == first.get("headline")))
    ]

    def get(key: str) -> object:
        return next((node[key] for node in same if node.get(key) not in (None, "", [])), None)

    publisher = _name(get("publisher"), nodes)
    return PageData(
        headline=one_line(get("headline")) or one_line(get("name")),
        byline=byline_of(_authors(get("author"), nodes), publisher),
        published=one_line(get("datePublished")) or one_line(get("dateCreated")),
        updated=one_line(get("dateModified")),
        publisher=publisher,
        body=max((plain_body(node.get("articleBody")) for node in same), key=len) or None,
        is_article=True,
        types=types,
        is_free=_is_true(get("isAccessibleForFree")),
    )


def linked_nodes(tree: lxml_html.HtmlElement) -> list[dict[str, object]]:
    """Every object in the data that a page embeds, outermost first; empty without any."""
    return [node for script in _scripts(tree) for node in _nodes(script)]


def _is_true(value: object) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "false": False}.get(str(value).rpartition("/")[2].strip().lower())


def one_line(value: object) -> str | None:
    """A string of the data as a person reads it; ``None`` if it is none or empty."""
    if not isinstance(value, str):
        return None
    plain = html.unescape(html.unescape(value[:_LONGEST_LINE]))
    return " ".join(re.sub(r"<[^<>]{1,200}>", "", plain).split()) or None


def prose_of(fragment: str) -> str:
    """The words of a piece of HTML, one paragraph a line, without scripts and captions."""
    if "<" not in fragment:
        return fragment
    try:
        root = lxml_html.fragment_fromstring(fragment, create_parent="div")
    except (ValueError, AssertionError, lxml_html.etree.LxmlError):
        return re.sub(r"<[^<>]{1,500}>", " ", fragment)
    parts: list[str] = []
    for event, element in lxml_html.etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _BLOCKS:
                parts.append("\n")
            if element.text and tag and not _is_silent(element):
                parts.append(re.sub(r"\s+", " ", element.text))
        else:
            if tag in _BLOCKS:
                parts.append("\n")
            parent = element.getparent()
            if element.tail and element is not root and not _is_silent(parent):
                parts.append(re.sub(r"\s+", " ", element.tail))
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _is_silent(element: lxml_html.HtmlElement | None) -> bool:
    depth = 0
    while element is not None and depth < 20:
        if element.tag in _SILENT:
            return True
        element, depth = element.getparent(), depth + 1
    return False


def _scripts(tree: lxml_html.HtmlElement) -> Iterator[object]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        if len(script.text or "") > _MOST_SCRIPT:
            continue
        text = _COMMENT.sub("", script.text or "")
        for attempt in (text, re.sub(r",\s*(?=[}\]])", "", text), html.unescape(text)):
            try:
                yield json.loads(attempt, strict=False)
                break
            except (ValueError, RecursionError):
                continue


def _nodes(value: object) -> Iterator[dict[str, object]]:
    """Every object in the data, outermost first."""
    waiting, count = deque([value]), 0
    while waiting and count < _MOST_NODES:
        one, count = waiting.popleft(), count + 1
        if isinstance(one, dict):
            yield one
            waiting += [
                part
                for key, part in one.items()
                if key not in _OTHERS and isinstance(part, dict | list)
            ]
        elif isinstance(one, list):
            waiting += one


def types_of(node: dict[str, object]) -> list[str]:
    """The schema.org types of an object in the data."""
    kinds = node.get("@type")
    return [
        kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)
    ]


def _addresses(node: dict[str, object]) -> frozenset[str]:
    page = node.get("mainEntityOfPage")
    given = [node.get("url"), node.get("@id"), page]
    if isinstance(page, dict):
        given += [page.get("@id"), page.get("url")]
    return frozenset(plain_address(url) for url in given if isinstance(url, str))


def plain_address(url: str) -> str:
    """``url`` without what differs between two ways of writing one address."""
    return re.sub(r"^https?://(?:www\.)?|[?#].*$|/+$", "", url.strip().lower()).rstrip("/")


def _named(value: object, nodes: list[dict[str, object]]) -> object:
    """``value``, or the node it points to by ``@id`` where it has no name itself."""
    if isinstance(value, dict) and "name" not in value and value.get("@id"):
        wanted = value["@id"]
        return next((n for n in nodes if n.get("@id") == wanted and n.get("name")), value)
    return value


def _name(value: object, nodes: list[dict[str, object]]) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    value = _named(value, nodes)
    return one_line(value.get("name") if isinstance(value, dict) else value)


def _authors(value: object, nodes: list[dict[str, object]]) -> list[object]:
    return [_named(one, nodes) for one in (value if isinstance(value, list) else [value])]


def _without_comments(text: str) -> str:
    first, *others = text.split("<!--")
    return first + "".join(
        rest if end else part for part in others for _, end, rest in (part.partition("-->"),)
    )


def plain_body(value: object) -> str:
    """A body in the data as paragraphs, one a line; empty where it is none."""
    if isinstance(value, list):
        value = "\n".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    text = value
    for _ in range(3):  # some systems escape twice, and leave their own marks in the text
        text = html.unescape(text)
    text = _MARKS.sub("", _without_comments(text))
    text = prose_of(text) if re.search(r"</?(?:p|br|div|a|em|strong|h\d)\b", text) else text
    if "\n" not in text.strip():
        text = _LOST_BREAK.sub("\n", text)
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)
