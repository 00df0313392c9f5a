"""The one address of a page that is served under several."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from lxml import html as lxml_html  # type: ignore[import-untyped]

from nutgraf.readers.jsonld import plain_address
from nutgraf.readers.publishers import host_of

# A copy of a page kept by another, for telephones: the publisher's own address stands in it.
_KEPT = re.compile(
    r"^https?://(?:(?:www\.)?google\.[a-z.]+/amp|[\w-]+\.cdn\.ampproject\.org/[a-z])/(?P<s>s/)?"
    r"(?P<rest>[\w-]+(?:\.[\w-]+)+/.*)$"
)
_FRONT = re.compile(r"^(?:www\.)?amp\.(?=.*\.)")
_IN_PATH = re.compile(r"/amp(?=/|$)|(?<=\w)[._-]amp(?=(?:\.html?)?$)")


def canonical_address(
    tree: lxml_html.HtmlElement, meta: dict[str, str], url: str | None
) -> str | None:
    """The page's own address; that it was fetched from where it names none of the same host.

    An address of a copy for telephones (AMP) gives way to that of the page. ``None`` where
    nothing names one.
    """
    fetched = without_amp(url) if url else None
    links: list[str | None] = [
        link.get("href")
        for link in tree.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]
    for link in [*links, meta.get("og:url")]:
        if not link:
            continue
        try:
            absolute = without_amp(urljoin(fetched or "", link.strip()))
        except ValueError:
            continue
        host = host_of(absolute)
        # a page may name its front page, or the agency it copies, as its address
        if host and (
            fetched is None or (_site(host) == _site(host_of(fetched) or "") and _path(absolute))
        ):
            return absolute
    return fetched


def without_amp(url: str) -> str:
    """``url`` as the publisher's own page has it, where it is that of a copy for telephones."""
    kept = _KEPT.match(url)
    if kept:
        url = f"http{'s' if kept['s'] else ''}://{kept['rest']}"
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if "amp" not in url.lower():
        return url
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not (key.lower() == "amp" or (key.lower() == "outputtype" and value == "amp"))
    ]
    path = _IN_PATH.sub("", parts.path) or "/"
    netloc = _FRONT.sub("www.", parts.netloc) if _FRONT.match(parts.netloc) else parts.netloc
    asked = (
        parts.query
        if len(query) == len(parse_qsl(parts.query, keep_blank_values=True))
        else urlencode(query)
    )
    return urlunsplit((parts.scheme, netloc, path, asked, parts.fragment))


def _site(host: str) -> str:
    return re.sub(r"^(?:www|m|amp|mobile|edition)\.", "", host)


def _path(url: str) -> str:
    return plain_address(url).partition("/")[2]
