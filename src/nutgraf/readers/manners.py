"""How often a host is asked: one after another, with rests, and later where it says so."""

from __future__ import annotations

import contextlib
import datetime as dt
import email.utils
import secrets
import threading
import time
from collections.abc import Callable, Iterator

from msgspec import Struct

from nutgraf.plugins import Asked

POLL_GAP = 3600.0
LONGEST_REST = 86_400.0
LONGEST_CRAWL_DELAY = 30.0
# Hosts are forgotten when they are at rest and there are more than this.
_MOST_HOSTS = 5_000


def _now() -> float:
    return time.time()  # noqa: TID251  # the network's clock: dates that servers send


class Clock(Struct, frozen=True):
    """Where time and chance come from; a test brings its own.

    ``now`` is seconds since 1970, ``monotonic`` seconds since some moment, ``chance`` from
    0 up to 1.
    """

    now: Callable[[], float] = _now
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = lambda: secrets.randbelow(1 << 20) / (1 << 20)


CLOCK = Clock()


def back_off(attempt: int, chance: float, *, first: float = 2.0, most: float = 60.0) -> float:
    """Seconds to wait after the ``attempt``-th failure: doubling, and half of it by chance.

    Chance keeps those who failed together from coming back together.
    """
    whole = min(most, first * 2.0 ** (attempt - 1))
    return whole * (1 + chance) / 2


def retry_after(header: str | None, now: float) -> float | None:
    """The seconds of a ``Retry-After`` header (a number, or a date), at most one day.

    ``None`` where there is none, or none that can be read.
    """
    value = (header or "").strip()
    if value.isascii() and value.isdigit():
        return min(float(value[:12]), LONGEST_REST)
    try:
        moment = email.utils.parsedate_to_datetime(value)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=dt.UTC)
        return min(max(moment.timestamp() - now, 0.0), LONGEST_REST)
    except (ValueError, OverflowError):
        return None


def till_poll(asked: Asked | None, now: float, gap: float = POLL_GAP) -> float:
    """Seconds until a feed may be asked again; 0 where it is due, or was never asked.

    A moment that lies ahead (the clock was set back) does not keep a feed waiting for longer
    than the gap, and no feed waits for longer than a day.
    """
    if asked is None:
        return 0.0
    rest = min(max(0.0, (asked.not_before or 0.0) - now), LONGEST_REST)
    return max(rest, min(gap, asked.at + gap - now), 0.0)


class _Host:
    def __init__(self, most: int) -> None:
        self.seats = threading.BoundedSemaphore(most)
        self.users = 0
        self.next_start = 0.0
        self.rests_until = 0.0


class Resting(Exception):
    """A host asked for more rest than there is patience for; ``seconds`` are left of it."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Turns:
    """Whose turn it is at each host: ``at_once`` requests, ``delay`` seconds between starts."""

    def __init__(self, *, delay: float, at_once: int, clock: Clock) -> None:
        self._delay = delay
        self._at_once = at_once
        self._clock = clock
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}

    @contextlib.contextmanager
    def turn(self, host: str, *, delay: float = 0.0, patience: float) -> Iterator[None]:
        """Wait for a turn at ``host``, with at least ``delay`` seconds since the last start.

        Raises ``Resting`` where the host wants to be left alone for longer than ``patience``.
        """
        with self._lock:
            self._forget()
            state = self._hosts.setdefault(host, _Host(self._at_once))
            state.users += 1
        try:
            with state.seats:
                with self._lock:
                    now = self._clock.monotonic()
                    if state.rests_until - now > patience:
                        raise Resting(state.rests_until - now)
                    start = max(now, state.next_start, state.rests_until)
                    state.next_start = start + max(self._delay, delay)
                if start > now:
                    self._clock.sleep(start - now)
                yield
        finally:
            with self._lock:
                state.users -= 1

    def rest(self, host: str, seconds: float) -> None:
        """Leave ``host`` alone for ``seconds`` from now."""
        with self._lock:
            state = self._hosts.setdefault(host, _Host(self._at_once))
            state.rests_until = max(state.rests_until, self._clock.monotonic() + seconds)

    def _forget(self) -> None:
        if len(self._hosts) > _MOST_HOSTS:
            now = self._clock.monotonic()
            for name, state in list(self._hosts.items()):
                if not state.users and max(state.next_start, state.rests_until) <= now:
                    del self._hosts[name]
