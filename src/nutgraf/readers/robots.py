"""What robots.txt allows a program to read, by RFC 9309."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

import httpx
from msgspec import Struct
from protego import Protego

from nutgraf.errors import FetchError
from nutgraf.readers.manners import LONGEST_CRAWL_DELAY, Clock

PRODUCT = "nutgraf"
# More is cut off, and what is before it holds.
MOST_ROBOTS_BYTES = 500_000
LIFETIME = 86_400.0
# How soon one that could not be had is asked for again.
SHORT_LIFETIME = 300.0
_MOST_ORIGINS = 2_000
_AGENT_LINE = re.compile(r"\s*user[- ]?agent\s*[:\s]\s*([^#\s]*)", re.IGNORECASE)


class Verdict(Struct, frozen=True):
    """Whether an address may be asked for: ``refusal`` says why not, ``None`` that it may be.

    ``delay`` is the seconds that the host wants between two requests, 0 where it says nothing.
    """

    refusal: str | None = None
    delay: float = 0.0


class _Rules(Struct):
    lock: threading.Lock
    until: float = 0.0
    parsed: Protego | None = None
    fault: str | None = None


class Robots:
    """The rules of each origin (scheme, host and port), read once and kept for a day.

    ``get`` gives the status and the content of an address, and raises ``FetchError`` where
    no answer can be had; it is told whether the address may lie inside a network.
    """

    def __init__(self, get: Callable[[httpx.URL, bool], tuple[int, bytes]], clock: Clock) -> None:
        self._get = get
        self._clock = clock
        self._lock = threading.Lock()
        self._origins: dict[tuple[str, bool], _Rules] = {}

    def verdict(self, url: httpx.URL, *, anywhere: bool) -> Verdict:
        """What the rules of its origin say of ``url``, which may lie ``anywhere`` or outside."""
        origin = url.copy_with(userinfo=b"", raw_path=b"/robots.txt", fragment=None)
        with self._lock:
            if len(self._origins) > _MOST_ORIGINS:
                del self._origins[next(iter(self._origins))]
            rules = self._origins.setdefault((str(origin), anywhere), _Rules(threading.Lock()))
        with rules.lock:
            if self._clock.monotonic() >= rules.until:
                self._read(rules, origin, anywhere)
        if rules.fault:
            return Verdict(rules.fault)
        if rules.parsed is None:
            return Verdict()
        delay = rules.parsed.crawl_delay(PRODUCT) or 0.0
        delay = min(max(delay, 0.0), LONGEST_CRAWL_DELAY)
        if rules.parsed.can_fetch(str(url), PRODUCT):
            return Verdict(delay=delay)
        return Verdict(
            "the publisher's robots.txt asks programs not to read this page; "
            "save it in a browser and give the file",
            delay,
        )

    def _read(self, rules: _Rules, address: httpx.URL, anywhere: bool) -> None:
        rules.parsed, rules.fault, lifetime = None, None, LIFETIME
        try:
            status, content = self._get(address, anywhere)
            if status >= 500 or status == 429:
                rules.fault = (
                    f"robots.txt cannot be had (status {status}), so the page is not asked for "
                    "now; try again later"
                )
            elif status < 300:
                text = content[:MOST_ROBOTS_BYTES].decode("utf-8-sig", "replace")
                rules.parsed = Protego.parse(concerning_us(text))
        except FetchError as problem:
            rules.fault = f"robots.txt: {problem.reason}"
        if rules.fault:
            # Nobody knows what it would have forbidden, so for now it is everything.
            lifetime = SHORT_LIFETIME
        rules.until = self._clock.monotonic() + lifetime


def concerning_us(text: str) -> str:
    """A robots.txt in which all programs but ours go by one name.

    The parser takes each rule for each program that stands above it, so that thousands of
    both would cost it minutes.
    """
    kept: list[str] = []
    above: set[str] = set()
    for line in text.splitlines():
        agent = _AGENT_LINE.match(line)
        if agent is None:
            if line.partition("#")[0].strip():
                above = set()
            kept.append(line)
            continue
        name = agent.group(1).lower().partition("/")[0]
        name = name if name in ("*", PRODUCT) else "-"
        if name not in above:
            above.add(name)
            kept.append(f"User-agent: {name}")
    return "\n".join(kept)
