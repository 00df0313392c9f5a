"""The only code that reaches the network."""

from __future__ import annotations

import socket
import ssl
import time

import httpx

from nutgraf.errors import FetchError
from nutgraf.plugins import Fetched

USER_AGENT = "nutgraf/0.1"
_STATUS = {
    401: "the publisher asks for a login; save the page in a browser and give the file",
    402: "the publisher asks for payment; save the page in a browser and give the file",
    403: "the publisher refuses programs; save the page in a browser and give the file",
    404: "there is no such page; check the address",
    410: "the page has been taken away",
    429: "the publisher asks for fewer requests; wait, and try again",
    451: "the page is barred here for legal reasons; save it in a browser and give the file",
}


class HttpFetch:
    """A ``Fetch`` over http and https, with an end to its patience.

    ``connect``, ``read`` and ``total`` are seconds: to reach the host, between two pieces
    of the answer, and for all of it. ``most_bytes`` counts the answer as unpacked.
    """

    def __init__(
        self,
        *,
        connect: float = 5.0,
        read: float = 10.0,
        total: float = 30.0,
        most_bytes: int = 10_000_000,
        most_redirects: int = 5,
    ) -> None:
        self.total = total
        self.most_bytes = most_bytes
        self.most_redirects = most_redirects
        self._timeout = httpx.Timeout(read, connect=connect)
        self._read = read
        self._connect = connect

    def __call__(self, url: str) -> Fetched:
        """The whole answer; raises ``FetchError`` with the reason and what to do about it."""
        try:
            parsed = httpx.URL(url)
        except (httpx.InvalidURL, ValueError) as problem:
            raise FetchError(url, f"this is no valid address: {problem}") from problem
        if parsed.scheme not in ("http", "https") or not parsed.host:
            raise FetchError(url, "only http and https addresses are read")
        try:
            return self._get(url)
        except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError, ValueError) as problem:
            raise FetchError(url, self._reason(problem, parsed.host)) from problem

    def _get(self, url: str) -> Fetched:
        deadline = time.monotonic() + self.total
        with (
            httpx.Client(
                follow_redirects=True,
                max_redirects=self.most_redirects,
                timeout=self._timeout,
                headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
            ) as client,
            client.stream("GET", url) as answer,
        ):
            if not answer.is_success:
                raise FetchError(url, _status(answer))
            announced = answer.headers.get("content-length", "")
            if announced.isdigit() and int(announced) > self.most_bytes:
                raise FetchError(url, self._too_large())
            content = bytearray()
            for piece in answer.iter_bytes(65_536):
                content += piece
                if len(content) > self.most_bytes:
                    raise FetchError(url, self._too_large())
                if time.monotonic() > deadline:
                    raise FetchError(
                        url, f"the answer was not complete after {self.total:g} s; try again later"
                    )
            kind = answer.headers.get("content-type", "")
            return Fetched(str(answer.url), bytes(content), kind)

    def _too_large(self) -> str:
        return f"the answer is over the limit of {self.most_bytes / 1e6:g} MB; it is not read"

    def _reason(self, problem: Exception, host: str) -> str:
        causes = _causes(problem)
        if isinstance(problem, httpx.ConnectTimeout):
            return f"time-out: {host} could not be reached in {self._connect:g} s; try again later"
        if isinstance(problem, httpx.TimeoutException):
            return f"time-out: {host} said nothing for {self._read:g} s; try again later"
        if isinstance(problem, httpx.TooManyRedirects):
            return f"it redirects more than {self.most_redirects} times, perhaps in a circle"
        if isinstance(problem, httpx.UnsupportedProtocol):
            return "it redirects to an address that is not http or https"
        if any(isinstance(cause, socket.gaierror) for cause in causes):
            return f"the name {host} is not known (DNS); check the address and the connection"
        if any(isinstance(cause, ssl.SSLError) for cause in causes):
            return f"no safe connection to {host} (TLS): {problem}"
        if isinstance(problem, httpx.ConnectError):
            return f"{host} refuses the connection: {problem}; check the address"
        return f"the connection failed: {problem or type(problem).__name__}; try again later"


def _status(answer: httpx.Response) -> str:
    code = answer.status_code
    advice = _STATUS.get(code)
    if advice is None:
        advice = "the publisher's server has failed; try again later" if code >= 500 else "no page"
    return f"status {code} {answer.reason_phrase}".rstrip() + f": {advice}"


def _causes(problem: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    cause: BaseException | None = problem
    while cause is not None and cause not in found:
        found.append(cause)
        cause = cause.__cause__ or cause.__context__
    return found
