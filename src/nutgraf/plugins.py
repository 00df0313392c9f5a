"""The shapes that outside code fills to extend Nutgraf, all on this page.

A reader is an object with the methods of ``Reader``, named in its own package under the
entry point group ``nutgraf.readers``. ``Renderer`` and ``Engine`` are the shapes of what is
handed over by hand; what ships with Nutgraf has them too.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, Protocol

from msgspec import Struct

from nutgraf.errors import SettingsError
from nutgraf.records import Article, Edition, Failure

Group = Literal["nutgraf.readers"]


class Fetched(Struct, frozen=True):
    """What one address answered: ``url`` is where the redirects ended."""

    url: str
    content: bytes
    content_type: str = ""


class Fetch(Protocol):
    """Gets one address. Everything that reaches the network goes through one of these."""

    def __call__(self, url: str) -> Fetched:
        """The whole answer; raises ``FetchError`` with the reason where there is none."""
        ...


class Reader(Protocol):
    """Turns a kind of location that we do not know ("mailbox:…") into articles."""

    def accepts(self, location: str) -> bool:
        """Whether this reader, and no other, reads ``location``. It must not open it."""
        ...

    def read(self, location: str, fetch: Fetch) -> Iterator[Article | Failure]:
        """The articles there, with a ``Failure`` for each thing that could not be read."""
        ...


class Renderer(Protocol):
    """Turns an edition into text: Markdown, HTML, JSON."""

    def __call__(self, edition: Edition) -> str:
        """The whole edition as one string; the same edition gives the same string."""
        ...


class Engine(Protocol):
    """Where work runs; never what the work is."""

    def __call__[Result](
        self,
        function: Callable[[Article], Result],
        items: Iterable[Article],
        *,
        workers: int | None = None,
        on_done: Callable[[], None] | None = None,
    ) -> Iterator[Result | Failure]:
        """``function`` of each article, in the order given; a ``Failure`` where it raised.

        ``workers`` is how many may run at once, ``None`` for as many as make sense;
        ``on_done`` is called once for each article as it is finished.
        """
        ...


def installed(group: Group) -> tuple[object, ...]:
    """The plugins that installed packages offer under ``group``, sorted by their names.

    Empty where there are none. Raises ``SettingsError`` for one that cannot be imported,
    since going on without it would read a location in another way than was asked for.
    """
    found = []
    for entry in sorted(importlib.metadata.entry_points(group=group), key=lambda e: e.name):
        try:
            plugin = entry.load()
        except Exception as problem:
            raise SettingsError(
                f"{group}: {entry.name}",
                f"the plugin {entry.value} cannot be imported ({problem}); "
                "repair or uninstall the package that offers it",
            ) from problem
        found.append(plugin() if isinstance(plugin, type) else plugin)
    return tuple(found)
