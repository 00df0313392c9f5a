"""The paragraphs that a page shows, in order, each with where it stands."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from lxml import html as lxml_html  # type: ignore[import-untyped]
from msgspec import Struct

_BLOCK = frozenset(
    ("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
     "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
     "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
     "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)  # fmt: skip
_RANKED = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_SILENT = frozenset(
    ("audio", "button", "canvas", "figure", "footer", "form", "head", "iframe", "input", "label",
     "math", "nav", "noscript", "object", "option", "picture", "script", "select", "style", "svg",
     "template", "textarea", "title", "video")
)  # fmt: skip
# Parts of a page beside the article, by what their makers call them. A name counts as a whole
# word, or with the usual endings: "related-links", "js-newsletter", "siteFooter".
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:ad|ads|advert\w*|affiliate|author-?(?:bio|box|card|info|meta)|bio|breadcrumbs?|byline|"
    r"captions?|comments?|consent|cookies?|credits?|disclaimer|disqus|bluesky-embed|fb-post|instagram-media|tiktok-embed|twitter-tweet|footer|footnotes?|"
    r"gallery|inline-?(?:promo|related)|masthead|menu|modal|more-?(?:on|from|stories)|"
    r"most-?(?:read|popular|viewed)|nav|navigation|navbar|newsletters?|onetrust|outbrain|"
    r"overlay|pagination|paywall-?(?:prompt|offer|message)|popup|print-?only|promos?|"
    r"read-?(?:more|next)|recirc\w*|recommend\w*|related\w*|see-?also|share|sharing|"
    r"sidebar|sign-?up|skip-?(?:link|nav)\w*|social\w*|sponsor\w*|sr-?only|subscribe|"
    r"subscription|taboola|tags?|teasers?|toolbar|tooltip|topics?|trending|visually-?hidden|"
    r"video-?(?:player|info|caption)|widget-?(?:area|title)|you-?may-?(?:also-?)?like)(?:$|[\s_-])",
    re.IGNORECASE,
)
# Notices about cookies can be longer than a short article, and are then taken for it.
_CONSENT = re.compile(
    r"cookie|consent|onetrust|gdpr|ccpa|privacy-?(?:banner|prompt|notice|center)", re.IGNORECASE
)
_CONSENT_TAGS = frozenset(("div", "section", "aside", "dialog"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# More is no page that anyone reads; the rest is left.
_MOST_BLOCKS = 20_000
_LONGEST_NAME = 300


class Block(Struct, frozen=True):
    """A run of text that a page shows as one: a paragraph, a heading, an item of a list.

    ``within`` is the places around it, outermost first; two blocks that stand side by side
    have the same. ``beside`` is those of them that call themselves something else than an
    article, and ``linked`` the share of its letters that is in links. ``article`` is the
    outermost place around it that is marked as an article, 0 where there is none. ``shape``
    is what the innermost place looks like: bodies are often laid out in several boxes alike.
    """

    text: str
    tag: str
    within: tuple[int, ...]
    beside: tuple[int, ...]
    linked: float
    article: int = 0
    shape: tuple[str, str, int] = ("", "", 0)

    @property
    def place(self) -> int:
        """The innermost place around it."""
        return self.within[-1] if self.within else 0


class _Level(Struct):
    """What the walk knows of one element that is open."""

    element: object
    tag: str
    beside: tuple[int, ...]
    article: int
    shape: tuple[str, str, int]


class _Run(Struct):
    """The text since the last border of a block, and how much of it is in links.

    ``anchored`` is in links to other parts of the page: a heading often is, and so is each
    line of a table of contents.
    """

    parts: list[str]
    linked: int = 0
    anchored: int = 0


def without_notices(tree: lxml_html.HtmlElement) -> None:
    """Takes out of ``tree`` what calls itself a notice about cookies and holds no article."""
    for element in list(tree.iter(*_CONSENT_TAGS)):
        if (
            element.getparent() is not None
            and _is_named(element, _CONSENT)
            and next(element.iter("h1", "article"), None) is None
        ):
            element.drop_tree()


def blocks_of(tree: lxml_html.HtmlElement) -> list[Block]:
    """Every block of the page with a letter in it, in the order of the page.

    Scripts, forms, figures, footers and menus are silent; what is hidden is too.
    """
    found: list[Block] = []
    for block in _walk(tree):
        found.append(block)
        if len(found) >= _MOST_BLOCKS:
            break
    return found


def _walk(tree: lxml_html.HtmlElement) -> Iterator[Block]:
    levels: list[_Level] = []
    numbers: list[int] = []
    run, count = _Run([]), 0
    # the link that is open, and whether it leads to another page
    link: tuple[object, bool] | None = None

    def flush() -> Iterator[Block]:
        nonlocal run
        if run.parts:
            text = "".join(run.parts)
            lines = [" ".join(line.split()) for line in re.split(r"\n\s*\n", text)]
            is_heading = bool(levels) and levels[-1].tag in _RANKED
            links = run.linked + (0 if is_heading else run.anchored)
            share = links / max(1, len(text))
            for line in lines:
                if line and levels:
                    inner = levels[-1]
                    shape = levels[-2].shape if len(levels) > 1 else inner.shape
                    places = tuple(numbers[:-1])
                    yield Block(line, inner.tag, places, inner.beside, share, inner.article, shape)
            run = _Run([])

    walker = lxml_html.etree.iterwalk(tree, events=("start", "end"))
    for event, element in walker:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end":
            if tag in _BLOCK and levels and levels[-1].element is element:
                yield from flush()
                levels.pop()
                numbers.pop()
            elif link is not None and link[0] is element:
                link = None
            if element.tail and element is not tree:
                _add(run, element.tail, link)
            continue
        if not tag or tag in _SILENT or _is_hidden(element):
            walker.skip_subtree()
            continue
        if tag in _BLOCK:
            yield from flush()
            count += 1
            around, article = (levels[-1].beside, levels[-1].article) if levels else ((), 0)
            own = (count,) if _is_beside(element, tag) else ()
            if tag == "article" and not article:
                article = count
            shape = (tag, element.get("class") or "", len(levels))
            levels.append(_Level(element, tag, around + own, article, shape))
            numbers.append(count)
        elif tag == "br":
            run.parts.append("\n")
        elif tag == "a" and link is None:
            link = element, (element.get("href") or "#")[:1] != "#"
        if element.text:
            _add(run, element.text, link)
    yield from flush()


def _add(run: _Run, text: str, link: tuple[object, bool] | None) -> None:
    text = re.sub(r"\s+", " ", text)
    if text == " " and not run.parts:
        return
    run.parts.append(text)
    if link is not None and link[1]:
        run.linked += len(text)
    elif link is not None:
        run.anchored += len(text)


def _is_hidden(element: lxml_html.HtmlElement) -> bool:
    if element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style[:_LONGEST_NAME]) is not None


def _is_beside(element: lxml_html.HtmlElement, tag: str) -> bool:
    if tag in ("aside", "figcaption"):
        return True
    # the body's own classes list what a page may have ("has-sidebar")
    if tag in ("body", "html", "main", "article"):
        return False
    return _is_named(element, _BESIDE)


def _is_named(element: lxml_html.HtmlElement, pattern: re.Pattern[str]) -> bool:
    return any(
        _says(pattern, name[:_LONGEST_NAME])
        for name in (element.get("class"), element.get("id"))
        if name
    )


# One name stands on hundreds of elements of a page.
@functools.lru_cache(maxsize=4096)
def _says(pattern: re.Pattern[str], name: str) -> bool:
    return pattern.search(_apart(name)) is not None


def _apart(name: str) -> str:
    """``name`` with its humps as hyphens: "siteFooter" as "site-Footer"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", name)
