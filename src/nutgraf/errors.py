"""Every exception Nutgraf raises.

::

    NutgrafError
    └── InputError               something given to us cannot be used
        ├── UnreadableInput      a file, line or address could not be read at all
        ├── NotAnArticle         it was read, and holds no article
        ├── TooLarge             it is over a size limit
        ├── UnsupportedLanguage  the text is not in English
        ├── FetchError           the network said no, or said nothing in time
        ├── EditionError         an edition is not one, or cites what cannot be found
        ├── SettingsError        a settings file or variable makes no sense
        └── StoreError           the desk's own file cannot be used

Each carries its facts as attributes; ``str()`` says what was wrong, where, and what to do.
"""

from __future__ import annotations


class NutgrafError(Exception):
    """The root: catch this to catch all of ours and nothing else."""


class InputError(NutgrafError):
    """Something that was given cannot be used; ``item`` says which, ``reason`` why."""

    def __init__(self, item: str, reason: str) -> None:
        super().__init__(f"{item}: {reason}")
        self.item = item
        self.reason = reason

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str]]:
        return type(self), (self.item, self.reason)


class UnreadableInput(InputError):
    """A file, line or address could not be read at all."""


class NotAnArticle(InputError):
    """It was read, and holds no article."""


class TooLarge(InputError):
    """It is over a size limit."""


class UnsupportedLanguage(InputError):
    """The text is not in English."""


class FetchError(InputError):
    """The network said no, or said nothing in time; ``item`` is the URL."""


class EditionError(InputError):
    """An edition file is not one, or cites what cannot be found."""


class SettingsError(InputError):
    """A settings file or variable makes no sense."""


class StoreError(InputError):
    """The desk's own file cannot be used."""
