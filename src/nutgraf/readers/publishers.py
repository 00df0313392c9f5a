"""What publishers are called in a sentence: host names and short marks to names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

# The names are as a sentence uses them after "said": "the BBC", "CNN", "The Guardian".
_NAMES = {
    "abc.net.au": "ABC News Australia",
    "abcnews.com": "ABC News",
    "abcnews.go.com": "ABC News",
    "afp.com": "Agence France-Presse",
    "aljazeera.com": "Al Jazeera",
    "apnews.com": "The Associated Press",
    "axios.com": "Axios",
    "bbc.co.uk": "the BBC",
    "bbc.com": "the BBC",
    "bloomberg.com": "Bloomberg",
    "bostonglobe.com": "The Boston Globe",
    "breitbart.com": "Breitbart",
    "businessinsider.com": "Business Insider",
    "buzzfeednews.com": "BuzzFeed News",
    "cbc.ca": "the CBC",
    "cbsnews.com": "CBS News",
    "chicagotribune.com": "The Chicago Tribune",
    "chinadaily.com.cn": "China Daily",
    "cnbc.com": "CNBC",
    "cnn.com": "CNN",
    "csmonitor.com": "The Christian Science Monitor",
    "dailymail.co.uk": "The Daily Mail",
    "dw.com": "Deutsche Welle",
    "economist.com": "The Economist",
    "euronews.com": "Euronews",
    "express.co.uk": "The Daily Express",
    "forbes.com": "Forbes",
    "foxnews.com": "Fox News",
    "france24.com": "France 24",
    "ft.com": "the Financial Times",
    "globalnews.ca": "Global News",
    "haaretz.com": "Haaretz",
    "hindustantimes.com": "the Hindustan Times",
    "huffingtonpost.com": "HuffPost",
    "huffpost.com": "HuffPost",
    "independent.co.uk": "The Independent",
    "inews.co.uk": "the i newspaper",
    "irishtimes.com": "The Irish Times",
    "latimes.com": "the Los Angeles Times",
    "metro.co.uk": "Metro",
    "mirror.co.uk": "The Daily Mirror",
    "msnbc.com": "MSNBC",
    "nationalreview.com": "National Review",
    "nature.com": "Nature",
    "nbcnews.com": "NBC News",
    "news.com.au": "news.com.au",
    "news.sky.com": "Sky News",
    "newsweek.com": "Newsweek",
    "newyorker.com": "The New Yorker",
    "npr.org": "NPR",
    "nydailynews.com": "the New York Daily News",
    "nypost.com": "the New York Post",
    "nytimes.com": "The New York Times",
    "nzherald.co.nz": "The New Zealand Herald",
    "pbs.org": "PBS",
    "politico.com": "Politico",
    "politico.eu": "Politico Europe",
    "propublica.org": "ProPublica",
    "reuters.com": "Reuters",
    "rollingstone.com": "Rolling Stone",
    "rt.com": "RT",
    "rte.ie": "RTÉ",
    "scmp.com": "the South China Morning Post",
    "slate.com": "Slate",
    "smh.com.au": "The Sydney Morning Herald",
    "standard.co.uk": "The Evening Standard",
    "straitstimes.com": "The Straits Times",
    "telegraph.co.uk": "The Telegraph",
    "theatlantic.com": "The Atlantic",
    "theglobeandmail.com": "The Globe and Mail",
    "theguardian.com": "The Guardian",
    "guardian.co.uk": "The Guardian",
    "thehill.com": "The Hill",
    "thehindu.com": "The Hindu",
    "theintercept.com": "The Intercept",
    "thesun.co.uk": "The Sun",
    "thetimes.co.uk": "The Times of London",
    "thetimes.com": "The Times of London",
    "time.com": "Time",
    "timesofindia.indiatimes.com": "The Times of India",
    "upi.com": "UPI",
    "usatoday.com": "USA Today",
    "usnews.com": "U.S. News & World Report",
    "vice.com": "Vice",
    "voanews.com": "Voice of America",
    "vox.com": "Vox",
    "washingtonexaminer.com": "the Washington Examiner",
    "washingtonpost.com": "The Washington Post",
    "washingtontimes.com": "The Washington Times",
    "wired.com": "Wired",
    "wsj.com": "The Wall Street Journal",
    "xinhuanet.com": "Xinhua",
}

# Short marks that collections of articles use in place of a host name.
_MARKS = {
    "abc": "abcnews.com",
    "ap": "apnews.com",
    "bbc": "bbc.com",
    "cbs": "cbsnews.com",
    "ft": "ft.com",
    "fox": "foxnews.com",
    "fox-news": "foxnews.com",
    "guardian": "theguardian.com",
    "huff-post": "huffpost.com",
    "huffington-post": "huffpost.com",
    "nbc": "nbcnews.com",
    "new-york-times": "nytimes.com",
    "nyt": "nytimes.com",
    "usa-today": "usatoday.com",
    "wapo": "washingtonpost.com",
    "wash-post": "washingtonpost.com",
    "washington-post": "washingtonpost.com",
}

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII)
_MARK = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_FRONTS = ("www.", "www2.", "m.", "amp.", "mobile.", "edition.")


def host_of(url: str | None) -> str | None:
    """The host name in an http or https address, in small letters; ``None`` if it has none."""
    try:
        parts = urlsplit(url or "")
        host = parts.hostname
    except ValueError:
        return None
    return host.rstrip(".") if host and parts.scheme in ("http", "https") else None


def publisher_name(host_or_name: str, extra: Mapping[str, str] | None = None) -> str:
    """What the publisher is called in a sentence.

    A host name is looked up in ``extra``, then in our table, with its parent domains; one
    that stands in neither is returned bare, without "www.". A short mark ("wash-post") is
    looked up too, or spelled out; any other name is returned as it stands.
    """
    given = " ".join(host_or_name.split())
    folded = (host_of(given) or given).lower()
    host = re.sub(r":\d+$", "", folded)
    if _HOST.fullmatch(host):
        return _of_host(host, extra or {})
    named = (extra or {}).get(folded)
    if named:
        return named
    if given == folded and _MARK.fullmatch(given):
        return _of_mark(given)
    return given


def publisher_of(name: str | None, url: str | None, extra: Mapping[str, str]) -> str | None:
    """One name for one publisher: from what an article says of it, and where it stands.

    ``None`` where neither says anything. A name that only spells out the one in our table
    ("CNN Politics" at cnn.com) gives way to that, since publishers are counted by name.
    """
    host = host_of(url)
    known = _known(host, extra) if host else None
    if host is None or not name:
        given = name or host
        return publisher_name(given, extra) if given else None
    named = publisher_name(name, extra)
    if known is None:
        return named
    if _known(host, {}) != known or _core(known) in _core(named) or _core(named) in _core(known):
        return known
    return named


def _core(name: str) -> str:
    return re.sub(r"^the\s+|[\W_]+", "", name.casefold()) or name


def _known(host: str, extra: Mapping[str, str]) -> str | None:
    labels = host.split(".")
    for first in range(len(labels) - 1):
        domain = ".".join(labels[first:])
        for key in (domain, f"www.{domain}"):
            if key in extra:
                return extra[key]
        if domain in _NAMES:
            return _NAMES[domain]
    return None


def _of_host(host: str, extra: Mapping[str, str]) -> str:
    known = _known(host, extra)
    if known is not None:
        return known
    for front in _FRONTS:
        if host.startswith(front) and host.count(".") > 1:
            return host.removeprefix(front)
    return host


def _of_mark(mark: str) -> str:
    if mark in _MARKS:
        return _NAMES[_MARKS[mark]]
    joined = mark.replace("-", "")
    for domain in (f"{joined}.com", f"{joined}.co.uk", f"{joined}.org", f"the{joined}.com"):
        if domain in _NAMES:
            return _NAMES[domain]
    return " ".join(word.capitalize() for word in mark.split("-"))
