"""Live blogs: each post is an article of its own, with its own time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from lxml import html as lxml_html  # type: ignore[import-untyped]
from msgspec import Struct

from nutgraf.readers.article import LEAST_WORDS
from nutgraf.readers.blocks import blocks_of
from nutgraf.readers.body import is_prose
from nutgraf.readers.bylines import byline_of
from nutgraf.readers.jsonld import one_line, plain_body, types_of
from nutgraf.readers.published import published_at

# Fewer posts with words are a page with an update or two.
_LEAST_POSTS = 3
_MOST_POSTS = 500
_LIVE = re.compile(r"\blive\b", re.IGNORECASE)
_POST = re.compile(
    r"(?:^|[\s_-])(?:live-?blog|lb|live)?-?(?:posts?|entry|update|block|card|item|event)(?:$|[\s_-])",
    re.IGNORECASE,
)
_TAGS = ("article", "div", "li", "section")
_LONGEST_NAME = 300


class Post(Struct, frozen=True):
    """One post; empty or ``None`` where it does not say, as for the page as a whole."""

    text: str
    headline: str | None = None
    byline: tuple[str, ...] = ()
    published: dt.datetime | None = None
    updated: dt.datetime | None = None
    url: str | None = None


def live_posts(
    tree: lxml_html.HtmlElement, nodes: list[dict[str, object]], url: str | None
) -> list[Post]:
    """The posts of a live blog, the page's first one first; empty where the page is none.

    The page's data (``nodes``) are believed where they tell a ``LiveBlogPosting``. A page
    whose title says "live" is one too where it shows at least three boxes with a time and a
    paragraph each. Posts of too few words to stand alone are among them: ``is_too_short``.
    """
    posts = list(_told_posts(nodes, url)) or list(_shown_posts(tree, url))
    return posts[:_MOST_POSTS] if len(posts) >= _LEAST_POSTS else []


def is_too_short(post: Post) -> bool:
    """Whether a post has too few words to stand alone; it is then told with others."""
    return len(post.text.split()) < LEAST_WORDS


def _told_posts(nodes: list[dict[str, object]], url: str | None) -> Iterator[Post]:
    for node in nodes:
        if "LiveBlogPosting" not in types_of(node):
            continue
        updates = node.get("liveBlogUpdate")
        for update in updates if isinstance(updates, list) else []:
            if not isinstance(update, dict):
                continue
            text = plain_body(update.get("articleBody"))
            if not text:
                continue
            link = update.get("url") or update.get("@id")
            yield Post(
                text=text,
                headline=one_line(update.get("headline")) or one_line(update.get("name")),
                byline=byline_of(update.get("author")),
                published=published_at(update.get("datePublished")),
                updated=published_at(update.get("dateModified")),
                url=_absolute(link, url) if isinstance(link, str) else None,
            )


def _shown_posts(tree: lxml_html.HtmlElement, url: str | None) -> Iterator[Post]:
    title = " ".join(
        filter(None, [tree.findtext(".//title"), *(h1.text_content() for h1 in tree.iter("h1"))])
    )
    if not _LIVE.search(title):
        return
    within: set[lxml_html.HtmlElement] = set()
    for element in tree.iter(*_TAGS):
        name = f"{element.get('class') or ''} {element.get('id') or ''}"[:_LONGEST_NAME]
        if not _POST.search(name) or not within.isdisjoint(element.iterancestors()):
            continue
        times = [time.get("datetime") for time in element.iter("time") if time.get("datetime")]
        # a box with several times holds several posts, and they come later
        if len(set(times)) != 1:
            continue
        blocks = blocks_of(element)
        lines = [block.text for block in blocks if is_prose(block.text) and block.linked <= 0.5]
        if not lines:
            continue
        within.add(element)
        heading = next((b.text for b in blocks if b.tag in ("h2", "h3", "h4")), None)
        anchor = element.get("id")
        yield Post(
            text="\n".join(line for line in lines if line != heading),
            headline=heading,
            published=published_at(times[0]),
            url=_absolute(f"#{anchor}", url) if anchor else None,
        )


def _absolute(link: str, url: str | None) -> str | None:
    try:
        found = urljoin(url or "", link.strip())
    except ValueError:
        return None
    return found if found.startswith(("http://", "https://")) else None
