"""One request to the endpoint, tried again where that may help. The only network code here."""

from __future__ import annotations

import asyncio
import ipaddress
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx
from msgspec import Struct

from nutgraf.errors import FetchError
from nutgraf_llm.budget import Budget
from nutgraf_llm.settings import LlmSettings

_FIRST_WAIT = 0.5
# Busy, or ill for a moment; all else would be answered in the same way again.
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 529})

Sleep = Callable[[float], Awaitable[None]]


class _Answer(Struct, frozen=True):
    status: int
    content: bytes = b""
    wait: float | None = None


class Endpoint:
    """Asks ``settings.url`` within ``budget``. Redirects are not followed: the key stays here."""

    def __init__(
        self, settings: LlmSettings, budget: Budget, *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._settings = settings
        self._budget = budget
        self._sleep = sleep
        self._url = f"{settings.url}/chat/completions"

    def ask(self, body: bytes) -> bytes:
        """The whole answer to ``body``; raises ``FetchError`` with the reason where none came."""
        # In a thread of its own, since the caller's may have an event loop running already.
        with ThreadPoolExecutor(max_workers=1) as thread:
            return thread.submit(asyncio.run, self._ask(body)).result()

    async def _ask(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
        if self._settings.key is not None:
            headers["Authorization"] = f"Bearer {self._settings.key}"
        timeout = httpx.Timeout(self._settings.total, connect=self._settings.connect)
        # A proxy of this machine's would not reach a server on it.
        proxied = not _is_near(self._settings.url)
        async with httpx.AsyncClient(headers=headers, timeout=timeout, trust_env=proxied) as client:
            for number in range(self._settings.tries):
                self._budget.call(len(body))
                answer, problem = await self._try(client, body)
                if answer is not None and answer.status == httpx.codes.OK:
                    self._budget.received(len(answer.content))
                    return answer.content
                wait = _FIRST_WAIT * 2**number
                if answer is not None and answer.wait is not None:
                    wait = answer.wait
                if answer is not None and answer.status not in _PASSING:
                    break
                if wait > self._settings.wait:
                    problem += f", and it wants {wait:g} seconds of rest"
                    break
                if number + 1 < self._settings.tries:
                    await self._sleep(min(wait, max(0.0, self._budget.seconds_left())))
        raise FetchError(self._url, problem)

    async def _try(self, client: httpx.AsyncClient, body: bytes) -> tuple[_Answer | None, str]:
        """An answer, or ``None`` where trying again may help; and what was wrong."""
        limit = min(self._settings.total, max(0.01, self._budget.seconds_left()))
        try:
            # Holds for the whole answer, however slowly its headers or body come.
            async with asyncio.timeout(limit):
                answer = await self._once(client, body)
        except TimeoutError as problem:
            reason = f"no whole answer within {limit:g} seconds"
            raise FetchError(self._url, reason) from problem
        except httpx.TimeoutException as problem:
            reason = f"no answer in time ({type(problem).__name__})"
            raise FetchError(self._url, reason) from problem
        except httpx.HTTPError as problem:
            return None, f"the answer did not come whole ({type(problem).__name__})"
        return answer, f"it answered with status {answer.status}"

    async def _once(self, client: httpx.AsyncClient, body: bytes) -> _Answer:
        async with client.stream("POST", self._url, content=body) as response:
            if response.status_code != httpx.codes.OK:
                return _Answer(response.status_code, wait=_rest(response.headers))
            if response.headers.get("Content-Encoding", "identity").lower() != "identity":
                raise FetchError(self._url, "the answer is packed, which was not asked for")
            pieces, size = [], 0
            async for piece in response.aiter_raw():
                size += len(piece)
                if size > self._settings.most_bytes:
                    most = self._settings.most_bytes
                    raise FetchError(self._url, f"the answer is over {most} bytes")
                pieces.append(piece)
            return _Answer(response.status_code, b"".join(pieces))


def _is_near(url: str) -> bool:
    """Whether the address is one of this machine or of its own network."""
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_private
    except ValueError:
        return host == "localhost" or host.endswith((".localhost", ".local", ".internal"))


def _rest(headers: httpx.Headers) -> float | None:
    """The seconds of rest that the server asks for; ``None`` where it names no number."""
    value = headers.get("Retry-After", "").strip()
    return float(value) if value.isascii() and value.isdigit() and len(value) < 10 else None
