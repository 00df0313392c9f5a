"""A saved or fetched web page to the article on it, or the reason why there is none."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from urllib.parse import urljoin

import trafilatura
from lxml import html as lxml_html  # type: ignore[import-untyped]

from nutgraf.errors import InputError, NotAnArticle, UnreadableInput
from nutgraf.readers.article import Found, Means, check_words, failure, new_article
from nutgraf.readers.blocks import blocks_of, without_notices
from nutgraf.readers.body import aboutness, body_text, continued, prose_words
from nutgraf.readers.bylines import byline_of
from nutgraf.readers.dated import dates_of
from nutgraf.readers.decode import decode
from nutgraf.readers.headline import headline_of
from nutgraf.readers.jsonld import PageData, one_line, page_data, plain_address
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
        found = extract(item, content, url)
        if known is not None:
            found = Found(
                text=found.text,
                url=found.url or known.url,
                publisher=found.publisher or known.publisher,
                headline=found.headline or known.headline,
                byline=found.byline or known.byline,
                published=found.published or known.published,
                updated=found.updated,
            )
        yield new_article(item, found, means)
    except InputError as problem:
        yield failure(problem)


def extract(item: str, content: bytes, url: str | None = None) -> Found:
    """What a page says: the body with one paragraph a line, and the facts about it.

    Its own data (JSON-LD) is believed before its tags, and its tags before guesses.
    Raises ``NotAnArticle`` with the reason where the page holds none.
    """
    tree = _tree(item, content)
    meta = _meta(tree)
    canonical = _canonical(tree, meta, url)
    addresses = frozenset(plain_address(one) for one in (url, canonical) if one)
    data = page_data(tree, addresses)
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
    shown = _shown_text(item, tree, f"{headline} {summary}")
    publisher = _publisher(meta, data, canonical)
    bylines = (data.byline, *(byline_of(meta.get(name), publisher) for name in AUTHOR_TAGS))
    byline = next((names for names in bylines if names), ()) or signed_by(tree, blocks, publisher)
    text = body_text(blocks, shown, data.body, titles, summary, byline)
    if scripts and len(text.split()) < _PERHAPS_CUT:
        whole = continued(text or summary or "", scripted_bodies(scripts))
        text = body_text(blocks, shown, whole, titles, summary, byline) if whole else text
    published, updated = dates_of(tree, meta, data, canonical or url, blocks)
    seen = Seen(
        url=canonical or url,
        meta=meta,
        data=data,
        titles=tuple(titles),
        text=text,
        blocks=blocks,
        is_signed=bool(byline or published),
    )
    reason = refusal(seen)
    if reason:
        raise NotAnArticle(item, reason)
    check_words(item, text)
    return Found(
        text=text,
        url=canonical or url,
        publisher=publisher,
        headline=headline,
        byline=byline,
        published=published,
        updated=updated,
    )


def _shown_text(item: str, tree: lxml_html.HtmlElement, about: str) -> str:
    """The article as trafilatura finds it, one paragraph a line; empty where it finds none.

    Its quick way is right more often; the thorough one, which asks two other tools, is for
    pages where what was found quickly is short or is not what the page says it is ``about``.
    """
    quick = _extracted(item, tree, fast=True)
    words = prose_words(quick)
    likely = words >= _SHORT and 2 * words >= len(quick.split())
    if likely and aboutness(quick, about) >= _ABOUT:
        return quick
    thorough = _extracted(item, tree, fast=False)
    return max((quick, thorough), key=lambda text: prose_words(text) * aboutness(text, about))


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


def _canonical(tree: lxml_html.HtmlElement, meta: dict[str, str], url: str | None) -> str | None:
    """The page's own address; that it was fetched from where it names none of the same host."""
    links: list[str | None] = [
        link.get("href") for link in tree.iter("link") if (link.get("rel") or "") == "canonical"
    ]
    for link in [*links, meta.get("og:url")]:
        if not link:
            continue
        try:
            absolute = urljoin(url or "", link.strip())
        except ValueError:
            continue
        host = host_of(absolute)
        # a page may name its front page, or the agency it copies, as its address
        if host and (url is None or (_site(host) == _site(host_of(url) or "") and _path(absolute))):
            return absolute
    return url


def _site(host: str) -> str:
    return re.sub(r"^(?:www|m|amp|mobile|edition)\.", "", host)


def _path(url: str) -> str:
    return plain_address(url).partition("/")[2]


def _publisher(meta: dict[str, str], data: PageData, url: str | None) -> str | None:
    return data.publisher or meta.get("og:site_name") or host_of(url)
