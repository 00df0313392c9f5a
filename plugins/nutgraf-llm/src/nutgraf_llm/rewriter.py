"""The rewriter that Nutgraf finds under the name ``llm``."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from nutgraf.errors import FetchError
from nutgraf.records import Offer, Rewritten
from nutgraf_llm.asking import read_answer, request
from nutgraf_llm.budget import Budget
from nutgraf_llm.endpoint import Endpoint, Sleep
from nutgraf_llm.settings import LlmSettings, load_settings

# An endpoint that failed so often in a row is not asked again in this run.
MOST_FAILURES = 3


class LlmRewriter:
    """Asks the model that the settings name, by default the user's own.

    One object is one run: its budget is spent over all the parts of an edition.
    """

    def __init__(
        self, settings: LlmSettings | None = None, *, sleep: Sleep = asyncio.sleep
    ) -> None:
        self._settings = settings or load_settings()
        self.budget = Budget(self._settings)
        self._endpoint = Endpoint(self._settings, self.budget, sleep=sleep)
        self._failures = 0

    @property
    def name(self) -> str:
        """The name of the model."""
        return self._settings.model

    def rewrite(self, offer: Offer) -> Sequence[Rewritten]:
        """What the model proposes for one part; raises ``FetchError`` where there is nothing."""
        if self._failures >= MOST_FAILURES:
            reason = f"not asked any more after {self._failures} failures in a row"
            raise FetchError(self._settings.url, reason)
        try:
            content = self._endpoint.ask(request(offer, self._settings))
            found = read_answer(content, self._settings.url)
        except FetchError:
            self._failures += 1
            raise
        self._failures = 0
        return found
