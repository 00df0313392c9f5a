"""A saved or fetched web page to the article on it, or the reason why there is none."""

from __future__ import annotations

import datetime as dt
import logging
import re
from collections.abc import Iterator
from urllib.parse import urljoin

import trafilatura
from lxml import html as lxml_html  # type: ignore[import-untyped]

from nutgraf.errors import InputError, NotAnArticle, UnreadableInput
from nutgraf.readers.article import Found, Means, check_words, failure, new_article
from nutgraf.readers.body import body_text, shingles
from nutgraf.readers.bylines import byline_of
from nutgraf.readers.decode import decode
from nutgraf.readers.jsonld import PageData, one_line, page_data, plain_address
from nutgraf.readers.published import day_in_url, published_at
from nutgraf.readers.publishers import host_of
from nutgraf.records import Article, Failure

_ERROR_TITLE = re.compile(
    r"\b(?:40[0134]|410|429|50[0-4])\b.*\b(?:error|not found|forbidden|unavailable)|^\s*404\b|"
    r"\bpage (?:not found|unavailable|can(?:'|’)?t be found)|\bnot found\b\s*(?:$|[|\-–—])|"
    r"^access (?:denied|to this page)|^just a moment|^attention required|are you (?:a robot|human)|"
    r"^(?:403 )?forbidden|^service unavailable|^error\b|security check|verify you are human",
    re.IGNORECASE,
)
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "article.published",
    "cxenseparse:recs:publishtime",
)
# Notices about cookies can be longer than a short article, and are then taken for it.
_CONSENT = tuple(
    f"//{tag}[contains(translate(@{mark}, 'COKIENST', 'cokienst'), '{word}')]"
    for tag in ("div", "section", "aside", "dialog")
    for mark in ("id", "class")
    for word in ("cookie", "consent", "onetrust")
)
_PROSE = re.compile(r"[.!?…][\"'”’)\]]*$")
_LEAST_PROSE = 40
_MOST_SUFFIXES = 4
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
# A front page is many linked headings, each with a sentence of about so many words.
_HEADINGS = ("h1", "h2", "h3", "h4", "h5")
_MANY = 8
_TEASER = 22

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
    # once is enough, and trafilatura searches such scripts in time that is not linear
    for script in tree.iter("script"):
        if "json" in (script.get("type") or ""):
            script.text = None
    facts = _facts(item, tree, canonical or url)
    headline = _headline(tree, meta, data, facts)
    text = body_text(str(facts.get("text") or ""), data.body, headline)
    _check(item, tree, meta, data, text, headline)
    publisher = _publisher(meta, data, facts, canonical)
    published, updated = _dates(tree, meta, data, canonical or url, facts)
    told = (meta.get("author"), meta.get("parsely-author"), facts.get("author"))
    bylines = (data.byline, *(byline_of(one, publisher) for one in told))
    byline: tuple[str, ...] = next((names for names in bylines if names), ())
    return Found(
        text=text,
        url=canonical or url,
        publisher=publisher,
        headline=headline,
        byline=byline,
        published=published,
        updated=updated,
    )


def _facts(item: str, tree: lxml_html.HtmlElement, url: str | None) -> dict[str, object]:
    """What trafilatura makes of the page; empty where it finds nothing."""
    try:
        extracted = trafilatura.bare_extraction(
            tree,
            url=url,
            with_metadata=True,
            include_comments=False,
            prune_xpath=list(_CONSENT),
        )
    except Exception as problem:
        # pages that no one has seen yet break what no one has tested yet
        raise UnreadableInput(
            item, f"the page is too faulty to be read ({type(problem).__name__}: {problem})"
        ) from problem
    if isinstance(extracted, dict):
        return extracted
    return dict(extracted.as_dict()) if extracted is not None else {}


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


def _headline(
    tree: lxml_html.HtmlElement, meta: dict[str, str], data: PageData, facts: dict[str, object]
) -> str | None:
    site = data.publisher or meta.get("og:site_name")
    given = (
        data.headline,
        meta.get("og:title"),
        meta.get("twitter:title"),
        one_line(facts.get("title")),
        one_line(tree.findtext(".//title")),
    )
    titles = [_without_site(one, site) for one in given if one]
    titles = [one for one in titles if _letters(one) != _letters(site or "")] or titles
    if not titles:
        return None
    start = re.sub(r"\s*(?:\.\.\.|…)$", "", titles[0])
    whole = [one for one in titles if one.startswith(start) and not one.endswith(("...", "…"))]
    return whole[0] if start != titles[0] and whole else titles[0]


def _without_site(title: str, site: str | None) -> str:
    """A title without the name of its site, or of a section, before or after it."""
    named = _letters(site or "")
    for _ in range(_MOST_SUFFIXES):
        cut = max(title.rfind(f" {mark} ") for mark in "|-–—»")
        if cut < 1:
            return title
        head, mark, tail = title[:cut].rstrip(), title[cut + 1], title[cut + 3 :].strip()
        first = _letters(head)
        if named and first and first in named and len(tail.split()) > len(head.split()):
            return tail
        last = _letters(tail)
        is_site = bool(named and last and (last in named or named in last))
        is_section = mark == "|" and len(tail.split()) <= 4 and len(head.split()) >= 5
        if not is_site and not is_section:
            return title
        title = head
    return title


def _letters(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _publisher(
    meta: dict[str, str], data: PageData, facts: dict[str, object], url: str | None
) -> str | None:
    return (
        data.publisher
        or meta.get("og:site_name")
        or host_of(url)
        or one_line(facts.get("sitename"))
    )


def _dates(
    tree: lxml_html.HtmlElement,
    meta: dict[str, str],
    data: PageData,
    url: str | None,
    facts: dict[str, object],
) -> tuple[dt.datetime | None, dt.datetime | None]:
    """When the page was published, with its zone where one is given, and when changed."""
    times = [
        time.get("datetime")
        for time in tree.iter("time")
        if time.get("itemprop") == "datePublished" or time.get("pubdate") is not None
    ]
    given = [
        data.published,
        *(meta.get(name) for name in _DATES),
        *times,
        day_in_url(url),
        facts.get("date"),
    ]
    moments = [found for one in given if (found := published_at(one)) is not None]
    published = moments[0] if moments else None
    if published is not None and published.tzinfo is None:
        # the same day told with a time and zone elsewhere on the page says more
        same_day = [m for m in moments if m.tzinfo is not None and m.date() == published.date()]
        published = same_day[0] if same_day else published
    changed = published_at(data.updated) or published_at(meta.get("article:modified_time"))
    return published, changed if changed != published else None


def _check(
    item: str,
    tree: lxml_html.HtmlElement,
    meta: dict[str, str],
    data: PageData,
    text: str,
    headline: str | None,
) -> None:
    """Raises ``NotAnArticle`` for an error page, a list of links, or a page without prose."""
    words = len(text.split())
    if headline and _ERROR_TITLE.search(headline) and words < 150:
        raise NotAnArticle(item, f"the page is no article but a notice: {headline[:80]!r}")
    check_words(item, text)
    if data.is_article or meta.get("og:type", "").lower() in ("article", "news", "newsarticle"):
        return
    links = [" ".join((link.text_content() or "").split()) for link in tree.iter("a")]
    linked_words = shingles(*links)
    prose = [
        len(line.split())
        for line in text.splitlines()
        if " " in line and _PROSE.search(line) and not shingles(line) <= linked_words
    ]
    if sum(prose) < _LEAST_PROSE:
        raise NotAnArticle(
            item, f"it has {sum(prose)} words of prose in sentences; it looks like a list or a form"
        )
    linked = sum(len(link.split()) for link in links)
    headings = sum(1 for tag in _HEADINGS for heading in tree.iter(tag) if _is_linked(heading))
    teasers = headings >= max(_MANY, len(prose) / 2) and sum(prose) < _TEASER * len(prose)
    if teasers or linked > 3 * sum(prose):
        raise NotAnArticle(
            item,
            f"it has {headings} headings that are links, {linked} words in links and "
            f"{sum(prose)} in sentences; it looks like a front page or a list of articles. "
            "Give the address of one article, or of the site's feed",
        )


def _is_linked(heading: lxml_html.HtmlElement) -> bool:
    parent = heading.getparent()
    return heading.find(".//a") is not None or (parent is not None and parent.tag == "a")
