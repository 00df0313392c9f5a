"""Where nothing is kept of what was fetched, which is also how little a keeper has to do."""

from __future__ import annotations

from nutgraf.plugins import Answer, Asked


class NothingKept:
    """A ``Kept`` that forgets everything: each address is asked as if for the first time."""

    def answer(self, url: str) -> Answer | None:
        """Always ``None``."""
        return None

    def keep(self, answer: Answer) -> None:
        """Nothing is kept."""

    def target(self, url: str) -> str | None:
        """Always ``None``."""
        return None

    def keep_target(self, url: str, target: str | None) -> None:
        """Nothing is kept."""

    def asked(self, url: str) -> Asked | None:
        """Always ``None``."""
        return None

    def note_asked(self, asked: Asked) -> None:
        """Nothing is noted."""
