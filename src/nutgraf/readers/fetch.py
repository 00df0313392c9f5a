"""The only code that asks the network for anything: politely, safely, and with an end."""

from __future__ import annotations

import contextlib
import functools
import itertools
import logging
import ssl
from types import TracebackType
from typing import Self

import httpcore
import httpx
from msgspec import Struct
from msgspec.structs import replace

from nutgraf.errors import FetchError
from nutgraf.plugins import Answer, Asked, Fetched, Kept, Wanted
from nutgraf.readers import urls
from nutgraf.readers.addresses import named_inside
from nutgraf.readers.connection import Connections, InsideAddress, Resolve, resolve
from nutgraf.readers.decode import HEAD, sniff
from nutgraf.readers.exchange import Exchange, Exchanged, TimeUp, TooMuch
from nutgraf.readers.kept import NothingKept
from nutgraf.readers.manners import (
    CLOCK,
    POLL_GAP,
    Clock,
    Resting,
    Turns,
    back_off,
    retry_after,
    till_poll,
)
from nutgraf.readers.reasons import fault_reason, is_passing, status_reason
from nutgraf.readers.robots import MOST_ROBOTS_BYTES, PRODUCT, Robots
from nutgraf.readers.unpacking import ACCEPTED
from nutgraf.settings import FetchSettings

USER_AGENT = f"{PRODUCT}/0.1"
_ACCEPT: dict[Wanted, str] = {
    "page": "text/html, application/xhtml+xml, */*;q=0.5",
    "feed": "application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5",
    "either": "*/*",
}
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_FOR_GOOD = frozenset((301, 308))
_AGAIN = frozenset((429, 500, 502, 503, 504))
_FAULTS = (httpx.HTTPError, InsideAddress, ssl.SSLError, OSError, ValueError)
_LONGEST_VALIDATOR = 500
# More than this nobody waits for a robots.txt.
_ROBOTS_TOTAL = 10.0
_log = logging.getLogger(__name__)


class _Errand(Struct):
    """One address on its way to an answer.

    ``shown`` is how it is called in what is told, ``key`` how it is kept: without fragment
    and password. ``spent`` is how long it has taken, the waits for its turn not counted;
    ``asked`` that a request was made; ``moved`` where redirects for good have led so far;
    ``refusal`` what robots.txt says against reading a page there.
    """

    shown: str
    key: str
    kind: Wanted
    anywhere: bool
    robots: bool
    most_bytes: int
    total: float
    cookies: httpx.Cookies
    cut: bool = False
    spent: float = 0.0
    asked: bool = False
    delay: float = 0.0
    moved: str | None = None
    refusal: str | None = None


class HttpFetch:
    """A ``Fetch`` over http and https, with an end to its patience. Threads may share one.

    ``connect``, ``read`` and ``total`` are seconds: to reach the host, between two pieces of
    the answer, and for all of it, with redirects and what is tried again. ``most_bytes``
    counts the answer as it comes and as unpacked. A host is asked by ``at_once`` requests at
    a time, ``delay`` seconds apart. ``public``: nothing inside a network is ever reached, and
    no proxy used. ``offline``: only what is ``kept`` is given. The rest is for tests.
    """

    def __init__(
        self,
        *,
        connect: float = 5.0,
        read: float = 10.0,
        total: float = 30.0,
        most_bytes: int = 10_000_000,
        most_redirects: int = 5,
        tries: int = 3,
        delay: float = 0.5,
        at_once: int = 2,
        poll_gap: float = POLL_GAP,
        contact: str | None = None,
        offline: bool = False,
        public: bool = False,
        kept: Kept | None = None,
        clock: Clock = CLOCK,
        resolve: Resolve = resolve,
        connector: httpcore.NetworkBackend | None = None,
        ssl_context: ssl.SSLContext | None = None,
    ) -> None:
        self.total = total
        self.most_bytes = most_bytes
        self.most_redirects = most_redirects
        self.tries = tries
        self.poll_gap = poll_gap
        self.offline = offline
        self.public = public
        self._read = read
        self._connect = connect
        self._agent = f"{USER_AGENT} (+{contact})" if contact else USER_AGENT
        self._kept = kept or NothingKept()
        self._clock = clock
        self._turns = Turns(delay=delay, at_once=at_once, clock=clock)
        self._robots = Robots(self._robots_txt, clock)
        self._connections = Connections(
            resolve=resolve, connector=connector, ssl_context=ssl_context, proxies=not public
        )
        self._exchange = Exchange(self._connections, connect=connect, read=read)
        # Hosts that the user named and that were found inside: what they link to may be, too.
        self._inside: set[str] = set()

    @classmethod
    def by(cls, settings: FetchSettings, *, kept: Kept | None = None) -> Self:
        """A fetcher as the user has set it."""
        return cls(
            connect=settings.connect,
            read=settings.read,
            total=settings.total,
            most_bytes=settings.most_bytes,
            most_redirects=settings.most_redirects,
            tries=settings.tries,
            delay=settings.delay,
            at_once=settings.at_once,
            poll_gap=settings.poll_gap,
            contact=settings.contact,
            offline=settings.offline,
            public=settings.public,
            kept=kept,
        )

    def __call__(self, url: str, *, kind: Wanted = "page", found_at: str | None = None) -> Fetched:
        """The whole answer; raises ``FetchError`` with the reason and what to do about it."""
        named = urls.address(url)
        errand = self._errand(url, named, kind, found_at)
        if self.offline:
            return self._from_kept(errand)
        target = self._kept.target(errand.key)
        if target is not None:
            moved = self._errand(url, named, kind, found_at)
            # As after a redirect: it was the named host that said where to go.
            moved.anywhere = moved.anywhere and named_inside(named.host)
            try:
                return self._fetch(moved, httpx.URL(target))
            except FetchError:
                self._kept.keep_target(errand.key, None)
        return self._fetch(errand, named)

    def till_poll(self, url: str) -> float:
        """Seconds until the feed at ``url`` may be asked again; 0 where it may be now."""
        asked = self._kept.asked(urls.key(urls.address(url)))
        return till_poll(asked, self._clock.now(), self.poll_gap)

    def close(self) -> None:
        """Close all connections; those that are needed again are opened again."""
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # ----------------------------------------------------------------- one address

    def _errand(self, url: str, named: httpx.URL, kind: Wanted, found_at: str | None) -> _Errand:
        key = urls.key(named)
        anywhere = not self.public and (found_at is None or urls.host(found_at) in self._inside)
        if kind == "feed":
            _log.info("%s: a feed that the user named; robots.txt is not asked", key)
        return _Errand(
            shown=key if named.userinfo else url,
            key=key,
            kind=kind,
            anywhere=anywhere,
            robots=kind != "feed",
            most_bytes=self.most_bytes,
            total=self.total,
            cookies=httpx.Cookies(),
        )

    def _from_kept(self, errand: _Errand) -> Fetched:
        kept = self._kept.answer(errand.key)
        if kept is None:
            raise FetchError(
                errand.shown,
                "nothing is kept of this address, and the network is not used (offline); "
                "fetch it once without --offline",
            )
        return Fetched(kept.final_url, kept.content, kept.content_type, kept.status, True)

    def _fetch(self, errand: _Errand, start: httpx.URL) -> Fetched:
        wait = None
        try:
            kept = self._kept.answer(errand.key)
            kept = kept if kept and kept.accepted else None
            answer, url = self._follow(errand, start, kept)
            wait = self._asked_to_wait(answer)
            if answer.status == 304 and kept:
                self._kept.keep(replace(kept, at=self._clock.now()))
                self._note(errand, None)
                return Fetched(kept.final_url, kept.content, kept.content_type, 304, True)
            if not 200 <= answer.status < 300:
                raise FetchError(errand.shown, status_reason(answer.status, answer.phrase, wait))
            if errand.refusal and sniff(answer.content[:HEAD]) == "page":
                raise FetchError(errand.shown, errand.refusal)
        except FetchError:
            self._note(errand, wait)
            raise
        fresh = Answer(
            url=errand.key,
            final_url=urls.key(url),
            at=self._clock.now(),
            status=answer.status,
            content=answer.content,
            content_type=answer.headers.get("content-type", ""),
            etag=_validator(answer, "etag"),
            last_modified=_validator(answer, "last-modified"),
        )
        self._kept.keep(fresh)
        return Fetched(
            fresh.final_url,
            fresh.content,
            fresh.content_type,
            fresh.status,
            accept=functools.partial(self._accept, errand, fresh),
        )

    def _accept(self, errand: _Errand, answer: Answer) -> None:
        # Not before: a page of an error, or of a hotel's network, is no reason not to ask again.
        self._kept.keep(replace(answer, accepted=True))
        if errand.moved and errand.moved != errand.key:
            self._kept.keep_target(errand.key, errand.moved)
        self._note(errand, None)

    def _note(self, errand: _Errand, wait: float | None) -> None:
        if errand.kind == "feed" and errand.asked:
            now = self._clock.now()
            self._kept.note_asked(Asked(errand.key, now, now + wait if wait else None))

    def _robots_txt(self, url: httpx.URL, anywhere: bool) -> tuple[int, bytes]:
        errand = _Errand(
            shown=str(url),
            key=str(url),
            kind="either",
            anywhere=anywhere,
            robots=False,
            most_bytes=MOST_ROBOTS_BYTES,
            total=min(self.total, _ROBOTS_TOTAL),
            cut=True,
            cookies=httpx.Cookies(),
        )
        answer, _ = self._follow(errand, url, None)
        return answer.status, answer.content

    # ----------------------------------------------------------------- redirects

    def _follow(
        self, errand: _Errand, url: httpx.URL, kept: Answer | None
    ) -> tuple[Exchanged, httpx.URL]:
        """The first answer that is no redirect, and where it came from."""
        start, for_good = url, True
        for _ in range(self.most_redirects + 1):
            if errand.robots:
                verdict = self._robots.verdict(url, anywhere=errand.anywhere)
                errand.delay = verdict.delay
                errand.refusal = verdict.refusal
                if verdict.refusal and errand.kind == "page":
                    raise FetchError(errand.shown, verdict.refusal)
            request = self._request(errand, url, kept)
            if url.userinfo and urls.origin(url) == urls.origin(start):
                request = next(httpx.BasicAuth(url.username, url.password).auth_flow(request))
            answer = self._persist(errand, request)
            if errand.anywhere and answer.inside:
                self._inside.add(url.host)
            location = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not location:
                return answer, url
            # What is outside may send nobody in.
            errand.anywhere = errand.anywhere and answer.inside
            url = urls.redirected(url, location, errand.shown)
            for_good = for_good and answer.status in _FOR_GOOD
            if for_good:
                errand.moved = urls.key(url)
        raise FetchError(
            errand.shown,
            f"it redirects more than {self.most_redirects} times, perhaps in a circle",
        )

    def _request(self, errand: _Errand, url: httpx.URL, kept: Answer | None) -> httpx.Request:
        headers = {
            "User-Agent": self._agent,
            "Accept": _ACCEPT[errand.kind],
            "Accept-Language": "en, *;q=0.5",
            "Accept-Encoding": ACCEPTED,
        }
        if kept and kept.final_url == urls.key(url):
            if kept.etag:
                headers["If-None-Match"] = kept.etag
            if kept.last_modified:
                headers["If-Modified-Since"] = kept.last_modified
        request = httpx.Request("GET", url.copy_with(fragment=None), headers=headers)
        # A cookie that cannot be sent back is left where it was set.
        with contextlib.suppress(ValueError):
            errand.cookies.set_cookie_header(request)
        return request

    # ----------------------------------------------------------------- trying again

    def _persist(self, errand: _Errand, request: httpx.Request) -> Exchanged:
        """The answer to one request, tried again while that may help and there is time."""
        host = request.url.host
        for attempt in itertools.count(1):
            answer, fault = self._attempt(errand, request)
            asked = self._asked_to_wait(answer) if answer else None
            if asked:
                self._turns.rest(host, asked)
            if answer and answer.status not in _AGAIN:
                return answer
            wait = max(back_off(attempt, self._clock.chance()), asked or 0.0)
            last = attempt >= self.tries or errand.spent + wait >= errand.total
            if answer and last:
                return answer
            if fault and (last or not is_passing(fault)):
                reason = fault_reason(fault, host, connect=self._connect, read=self._read)
                raise FetchError(errand.shown, reason) from fault
            self._clock.sleep(wait)
            errand.spent += wait
        raise AssertionError("the count has no end")

    def _attempt(
        self, errand: _Errand, request: httpx.Request
    ) -> tuple[Exchanged | None, Exception | None]:
        """Either an answer or the fault of one attempt, after waiting for its turn."""
        left = max(errand.total - errand.spent, 0.0)
        began = None
        try:
            with self._turns.turn(request.url.host, delay=errand.delay, patience=left):
                began = self._clock.monotonic()
                errand.asked = True
                answer = self._exchange.ask(
                    request,
                    anywhere=errand.anywhere,
                    seconds=left,
                    most_bytes=errand.most_bytes,
                    cut=errand.cut,
                    cookies=errand.cookies,
                )
                return answer, None
        except Resting as rest:
            raise FetchError(
                errand.shown,
                f"{request.url.host} asked for rest, and {rest.seconds:.0f} s of it are left; "
                "try again later",
            ) from rest
        except TooMuch:
            limit = f"{self.most_bytes / 1e6:g} MB"
            raise FetchError(
                errand.shown, f"the answer is over the limit of {limit}; it is not read"
            ) from None
        except TimeUp as problem:
            raise FetchError(
                errand.shown,
                f"the answer was not complete after {errand.total:g} s; try again later",
            ) from problem
        except _FAULTS as problem:
            return None, problem
        finally:
            if began is not None:
                errand.spent += self._clock.monotonic() - began

    def _asked_to_wait(self, answer: Exchanged) -> float | None:
        if answer.status not in _AGAIN:
            return None
        return retry_after(answer.headers.get("retry-after"), self._clock.now())


def _validator(answer: Exchanged, header: str) -> str | None:
    value = answer.headers.get(header)
    # It is sent back as it came, and what cannot be sent is none.
    usable = value and len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()
    return value if usable else None
