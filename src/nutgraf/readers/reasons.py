"""Why an address could not be fetched, and what to do about it, in words."""

from __future__ import annotations

import socket
import ssl

import httpx

from nutgraf.readers.connection import InsideAddress
from nutgraf.readers.unpacking import NotPacked

_STATUS = {
    401: "the publisher asks for a login; save the page in a browser and give the file",
    402: "the publisher asks for payment; save the page in a browser and give the file",
    403: "the publisher refuses programs; save the page in a browser and give the file",
    404: "there is no such page; check the address",
    410: "the page has been taken away",
    429: "the publisher asks for fewer requests; wait, and try again",
    451: "the page is barred here for legal reasons; save it in a browser and give the file",
}


def status_reason(code: int, phrase: str, wait: float | None = None) -> str:
    """What a status that is no success means; ``wait`` is what the publisher asked for."""
    advice = _STATUS.get(code)
    if advice is None:
        advice = "the publisher's server has failed; try again later" if code >= 500 else "no page"
    # a server may send anything for a phrase
    phrase = "".join(c for c in phrase if c.isprintable())[:60]
    asked = f" (it asks to wait {wait:.0f} s)" if wait else ""
    return f"status {code} {phrase}".rstrip() + f": {advice}{asked}"


def fault_reason(problem: Exception, host: str, *, connect: float, read: float) -> str:
    """What went wrong with the connection to ``host``; ``connect`` and ``read`` were patience."""
    causes = _causes(problem)
    if isinstance(problem, InsideAddress):
        return f"{host} is an address inside a network; it is not reached from here"
    if isinstance(problem, NotPacked):
        return f"the answer is broken: {problem}; try again later"
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return f"the name {host} is not known (DNS); check the address and the connection"
    if isinstance(problem, httpx.ConnectTimeout):
        return f"time-out: {host} could not be reached in {connect:g} s; try again later"
    if isinstance(problem, httpx.TimeoutException):
        return f"time-out: {host} said nothing for {read:g} s; try again later"
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return f"no safe connection to {host} (TLS): {problem}"
    if isinstance(problem, httpx.ConnectError):
        return f"{host} refuses the connection: {problem}; check the address"
    return f"the connection failed: {problem or type(problem).__name__}; try again later"


def is_passing(problem: Exception) -> bool:
    """Whether trying again may help: not for a name that is unknown or a bad certificate."""
    if not isinstance(problem, httpx.TransportError):
        return False
    return not any(isinstance(each, socket.gaierror | ssl.SSLError) for each in _causes(problem))


def _causes(problem: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    cause: BaseException | None = problem
    while cause is not None and cause not in found:
        found.append(cause)
        cause = cause.__cause__ or cause.__context__
    return found
