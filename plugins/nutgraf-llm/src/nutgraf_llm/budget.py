"""What one run may still spend on the model."""

from __future__ import annotations

import time
from collections.abc import Callable

from nutgraf.errors import FetchError
from nutgraf_llm.settings import LlmSettings


class Budget:
    """Counts calls, characters and seconds; the seconds run from the first call on."""

    def __init__(
        self, settings: LlmSettings, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._started: float | None = None
        self.calls = 0
        self.characters = 0

    def call(self, characters: int) -> None:
        """Spend a call that sends so many; raises ``FetchError`` where that is too much."""
        allowed = self._settings
        if self._started is None:
            self._started = self._clock()
        if self.calls >= allowed.calls:
            raise self._spent(f"{allowed.calls} calls")
        if self.characters + characters > allowed.characters:
            raise self._spent(f"{allowed.characters} characters")
        if self.seconds_left() <= 0:
            raise self._spent(f"{allowed.seconds:g} seconds")
        self.calls += 1
        self.characters += characters

    def received(self, characters: int) -> None:
        """Count what came back."""
        self.characters += characters

    def seconds_left(self) -> float:
        """How long the run may still go on asking."""
        spent = 0.0 if self._started is None else self._clock() - self._started
        return self._settings.seconds - spent

    def _spent(self, what: str) -> FetchError:
        return FetchError(self._settings.url, f"the budget of {what} a run is spent")
