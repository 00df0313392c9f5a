"""Addresses as they are asked for, led to, and kept."""

from __future__ import annotations

import httpx

from nutgraf.errors import FetchError


def address(url: str) -> httpx.URL:
    """``url`` as an address of the web; raises ``FetchError`` where it is none."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError) as problem:
        raise FetchError(url, f"this is no valid address: {problem}") from problem
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise FetchError(url, "only http and https addresses are read")
    return parsed


def redirected(url: httpx.URL, location: str, shown: str) -> httpx.URL:
    """Where ``url`` sends whoever asks; raises ``FetchError`` for ``shown`` if nowhere."""
    try:
        target = url.join(location)
    except (httpx.InvalidURL, ValueError) as problem:
        raise FetchError(shown, f"it redirects to no valid address: {problem}") from problem
    if target.scheme not in ("http", "https") or not target.host:
        raise FetchError(shown, "it redirects to an address that is not http or https")
    # A name and password are the user's to give, for the host he gave them for.
    return target.copy_with(userinfo=url.userinfo if origin(target) == origin(url) else b"")


def origin(url: httpx.URL) -> tuple[str, str, int | None]:
    """Scheme, host and port: who is asked."""
    return url.scheme, url.host, url.port


def key(url: httpx.URL) -> str:
    """What ``url`` is kept and told under: without password and fragment."""
    return str(url.copy_with(userinfo=b"", fragment=None))


def host(url: str) -> str:
    """The host of ``url``; empty where it has none, or is no address."""
    try:
        return httpx.URL(url).host
    except (httpx.InvalidURL, ValueError):
        return ""
