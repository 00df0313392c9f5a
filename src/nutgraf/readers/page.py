"""A saved or fetched web page to the article on it, or the reason why there is none."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator

import trafilatura
from lxml import html as lxml_html  # type: ignore[import-untyped]
from msgspec import structs

from nutgraf.errors import InputError, NotAnArticle, TooLarge, UnreadableInput
from nutgraf.readers.article import LEAST_WORDS, Found, Means, check_words, failure, new_article
from nutgraf.readers.blocks import Block, blocks_of, without_notices
from nutgraf.readers.body import aboutness, body_text, continued, is_prose, prose_words
from nutgraf.readers.bylines import byline_of
from nutgraf.readers.canonical import canonical_address
from nutgraf.readers.dated import dates_of
from nutgraf.readers.decode import decode
from nutgraf.readers.headline import headline_of
from nutgraf.readers.jsonld import PageData, linked_nodes, one_line, page_data, plain_address
from nutgraf.readers.liveblog import Post, is_too_short, live_posts
from nutgraf.readers.publishers import host_of
from nutgraf.readers.refusal import Seen, refusal
from nutgraf.readers.scripted import json_scripts, scripted_bodies
from nutgraf.readers.signed import AUTHOR_TAGS, signed_by
from nutgraf.records import Article, Failure

# Of fewer words, an article was perhaps not found as a whole.
_SHORT = 100
# An article of fewer words may be the start of one whose rest stands in a script.
_PERHAPS_CUT = 500
# So much of headline and summary should be found again in the article.
_ABOUT = 0.35
# Articles with all that surrounds them have some thousands; a live blog may have more.
_MANY_ELEMENTS, _MOST_ELEMENTS = 15_000, 300_000
_LINKED = 0.5
# All prose of a page is taken where it is worth so much more than what was found.
_MUCH_MORE = 2
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")

# Pages are full of faults; what trafilatura says about them concerns no reader.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_page(
    item: str, content: bytes, means: Means, url: str | None = None, known: Found | None = None
) -> Iterator[Article | Failure]:
    """The one article of a page, or the ``Failure`` that says why there is none.

    ``url`` is where the page was fetched; ``known`` what a feed said about it, used where
    the page itself is silent.
    """
    try:
        whole, posts = _read(item, content, url)
        for found in posts or [whole]:
            yield new_article(item, _completed(found, known), means)
    except InputError as problem:
        yield failure(problem)


def _completed(found: Found, known: Found | None) -> Found:
    if known is None:
        return found
    return Found(
        text=found.text,
        url=found.url or known.url,
        publisher=found.publisher or known.publisher,
        headline=found.headline or known.headline,
        byline=found.byline or known.byline,
        published=found.published or known.published,
        updated=found.updated,
    )


def extract(item: str, content: bytes, url: str | None = None) -> Found:
    """What a page says: the body with one paragraph a line, and the facts about it.

    Its own data (JSON-LD) is believed before its tags, and its tags before guesses. A live
    blog is told as a whole. Raises ``NotAnArticle`` with the reason where there is none.
    """
    return _read(item, content, url)[0]


def _read(item: str, content: bytes, url: str | None) -> tuple[Found, list[Found]]:
    """What a page says as a whole, and post by post where it is a live blog."""
    tree = _tree(item, content)
    meta = _meta(tree)
    canonical = canonical_address(tree, meta, url)
    addresses = frozenset(plain_address(one) for one in (url, canonical) if one)
    nodes = linked_nodes(tree)
    data = page_data(nodes, addresses)
    posts = live_posts(tree, nodes, canonical)
    scripts = json_scripts(tree)
    # once is enough, and trafilatura searches such scripts in time that is not linear
    for script in tree.iter("script"):
        if "json" in (script.get("type") or ""):
            script.text = None
    without_notices(tree)
    blocks = blocks_of(tree)
    shared = (meta.get("og:title"), meta.get("twitter:title"))
    headings = [one for h1 in tree.iter("h1") if (one := one_line(h1.text_content()))]
    told = (data.headline, *shared, one_line(tree.findtext(".//title")))
    headline = headline_of(headings, told, shared, data.publisher or meta.get("og:site_name"))
    titles = [one for one in (headline, *told, *headings[:1]) if one]
    summary = meta.get("og:description") or meta.get("description")
    shown = _shown_text(item, tree, blocks, f"{headline} {summary}")
    publisher = _publisher(meta, data, canonical)
    bylines = (data.byline, *(byline_of(meta.get(name), publisher) for name in AUTHOR_TAGS))
    byline = next((names for names in bylines if names), ()) or signed_by(tree, blocks, publisher)
    text = body_text(blocks, shown, data.body, titles, summary, byline)
    if scripts and len(text.split()) < _PERHAPS_CUT:
        rest = continued(text or summary or "", scripted_bodies(scripts))
        text = body_text(blocks, shown, rest, titles, summary, byline) if rest else text
    published, updated = dates_of(tree, meta, data, canonical, blocks)
    seen = Seen(
        url=canonical,
        meta=meta,
        data=data,
        titles=tuple(titles),
        text=text,
        blocks=blocks,
        is_signed=bool(byline or published),
    )
    whole = Found(
        text=text,
        url=canonical,
        publisher=publisher,
        headline=headline,
        byline=byline,
        published=published,
        updated=updated,
    )
    if not posts:
        reason = refusal(seen)
        if reason:
            raise NotAnArticle(item, reason)
        check_words(item, text)
    return whole, _found_posts(whole, posts)


def _found_posts(whole: Found, posts: list[Post]) -> list[Found]:
    """Each post that can stand alone, then the others as one article, so that none is lost."""
    found = [
        Found(
            text=post.text,
            url=post.url or (f"{whole.url}#post-{number}" if whole.url else None),
            publisher=whole.publisher,
            headline=post.headline or whole.headline,
            byline=post.byline or whole.byline,
            published=post.published or whole.published,
            updated=post.updated if post.updated != post.published else None,
        )
        for number, post in enumerate(posts, start=1)
        if not is_too_short(post)
    ]
    rest = "\n".join(post.text for post in posts if is_too_short(post))
    if len(rest.split()) >= LEAST_WORDS:
        found.append(structs.replace(whole, text=rest))
    return found


def _shown_text(item: str, tree: lxml_html.HtmlElement, blocks: list[Block], about: str) -> str:
    """The article as trafilatura finds it, one paragraph a line; empty where it finds none.

    Its quick way is right more often; the thorough one, which asks two other tools, is for
    pages where what was found quickly is short or is not what the page says it is ``about``.
    Neither takes time that is linear in the number of elements, so that of very many of them
    all paragraphs are taken.
    """
    elements = int(tree.xpath("count(//*)"))
    if elements > _MOST_ELEMENTS:
        raise TooLarge(
            item, f"the page has {elements} elements, over the limit of {_MOST_ELEMENTS}"
        )
    if elements > _MANY_ELEMENTS:
        return _all_prose(blocks)
    quick = _extracted(item, tree, fast=True)
    words = prose_words(quick)
    likely = words >= _SHORT and 2 * words >= len(quick.split())
    if likely and aboutness(quick, about) >= _ABOUT:
        return quick
    thorough = _extracted(item, tree, fast=False)

    def worth(text: str) -> float:
        return prose_words(text) * aboutness(text, about)

    best, everything = max((quick, thorough), key=worth), _all_prose(blocks)
    return everything if worth(everything) > _MUCH_MORE * worth(best) else best


def _all_prose(blocks: list[Block]) -> str:
    lines = (block.text for block in blocks if not block.beside and block.linked < _LINKED)
    return "\n".join(line for line in lines if is_prose(line))


def _extracted(item: str, tree: lxml_html.HtmlElement, *, fast: bool) -> str:
    try:
        # its guesses at dates and names cost more than all the rest, and are no better
        extracted = trafilatura.bare_extraction(
            tree, with_metadata=False, include_comments=False, fast=fast
        )
    except Exception as problem:
        # pages that no one has seen yet break what no one has tested yet
        raise UnreadableInput(
            item, f"the page is too faulty to be read ({type(problem).__name__}: {problem})"
        ) from problem
    return str(getattr(extracted, "text", None) or "")


def _tree(item: str, content: bytes) -> lxml_html.HtmlElement:
    # lxml takes no characters that say of themselves which bytes they are
    tree = trafilatura.load_html(_DECLARATION.sub("", decode(item, content), count=1))
    if tree is None:
        raise UnreadableInput(item, "this is no HTML page, or an empty one")
    return tree


def _meta(tree: lxml_html.HtmlElement) -> dict[str, str]:
    """The page's own tags by name, in small letters; the first of each counts."""
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        value = one_line(tag.get("content"))
        if name and value:
            found.setdefault(name.strip().lower(), value)
    return found


def _publisher(meta: dict[str, str], data: PageData, url: str | None) -> str | None:
    return data.publisher or meta.get("og:site_name") or host_of(url)
