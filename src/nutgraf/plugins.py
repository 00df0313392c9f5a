"""The shapes that outside code fills to extend Nutgraf, all on this page.

A reader is an object with the methods of ``Reader``, named in its own package under the
entry point group ``nutgraf.readers``; a rewriter has those of ``Rewriter`` and stands under
``nutgraf.rewriters``. ``Renderer`` and ``Engine`` are the shapes of what is handed over by hand;
what ships with Nutgraf has them too.
"""

from __future__ import annotations

import importlib.metadata
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, Protocol, cast

from msgspec import Struct

from nutgraf.errors import SettingsError
from nutgraf.records import Article, Edition, Failure, Offer, Rewritten

Group = Literal["nutgraf.readers", "nutgraf.rewriters"]
Wanted = Literal["page", "feed", "either"]


def _nothing() -> None:
    """What accepting means to a fetcher that keeps nothing."""


class Fetched(Struct, frozen=True):
    """What one address answered: ``url`` is where the redirects ended.

    ``unchanged``: these are the bytes that were kept, since the publisher says that they
    still stand, or since the network was not to be used. Call ``accept`` when they could be
    read: only then is the publisher asked, next time, for what has changed since.
    """

    url: str
    content: bytes
    content_type: str = ""
    status: int = 200
    unchanged: bool = False
    accept: Callable[[], None] = _nothing


class Fetch(Protocol):
    """Gets one address. Everything that reaches the network goes through one of these.

    A function of the address alone will do as well: the readers find out, and tell it no more.
    """

    def __call__(self, url: str, *, kind: Wanted = "page", found_at: str | None = None) -> Fetched:
        """The whole answer; raises ``FetchError`` with the reason where there is none.

        ``kind`` says whose rules hold: a "page" is asked for as robots.txt allows, a "feed"
        that the user named as a reader would; "either" where the user named an address and
        it is not known which it is. ``found_at`` is the address of the feed or page that
        named this one; ``None`` where the user did.
        """
        ...


class Answer(Struct, frozen=True, kw_only=True):
    """What is kept of one answer, under the address it was asked for.

    ``at`` is when it was fetched, in seconds since 1970. ``accepted``: its content could be
    read. ``etag`` and ``last_modified`` are as the publisher sent them, ``None`` if not.
    """

    url: str
    final_url: str
    at: float
    status: int
    content: bytes
    content_type: str = ""
    etag: str | None = None
    last_modified: str | None = None
    accepted: bool = False


class Asked(Struct, frozen=True):
    """When a feed was last asked, and until when its publisher wants rest (seconds since 1970)."""

    url: str
    at: float
    not_before: float | None = None


class Kept(Protocol):
    """What is known of addresses from earlier fetches. Used from several threads at once."""

    def answer(self, url: str) -> Answer | None:
        """The last accepted answer of ``url``, else the last one; ``None`` where none is kept."""
        ...

    def keep(self, answer: Answer) -> None:
        """Keep one answer in place of an earlier one that was accepted, or not, like it."""
        ...

    def target(self, url: str) -> str | None:
        """Where ``url`` has moved for good; ``None`` where it has not, as far as is known."""
        ...

    def keep_target(self, url: str, target: str | None) -> None:
        """Remember that ``url`` has moved for good, or with ``None`` that it has not."""
        ...

    def asked(self, url: str) -> Asked | None:
        """When ``url`` was last asked; ``None`` where it never was."""
        ...

    def note_asked(self, asked: Asked) -> None:
        """Remember when an address was asked."""
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


class Rewriter(Protocol):
    """Joins and smooths composed sentences; what it gives back is only ever a proposal.

    ``name`` is what the edition calls it.
    """

    @property
    def name(self) -> str: ...

    def rewrite(self, offer: Offer) -> Sequence[Rewritten]:
        """The sentences it proposes; points that none of them tells stay as they are.

        Whatever it raises is told in the edition, and the composed sentences stand.
        """
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
    return tuple(_loaded(group, entry) for entry in _offered(group))


def rewriter_named(name: str) -> Rewriter:
    """The rewriter that an installed package offers under ``name``.

    Raises ``SettingsError`` with the names that there are where none has this one.
    """
    entries = _offered("nutgraf.rewriters")
    for entry in entries:
        if entry.name == name:
            return cast("Rewriter", _loaded("nutgraf.rewriters", entry))
    there = ", ".join(entry.name for entry in entries)
    raise SettingsError(
        f"nutgraf.rewriters: {name}",
        f"no installed package offers this rewriter; there {'is ' + there if there else 'is none'}",
    )


def _offered(group: Group) -> list[importlib.metadata.EntryPoint]:
    return sorted(importlib.metadata.entry_points(group=group), key=lambda entry: entry.name)


def _loaded(group: Group, entry: importlib.metadata.EntryPoint) -> object:
    try:
        plugin = entry.load()
    except Exception as problem:
        raise SettingsError(
            f"{group}: {entry.name}",
            f"the plugin {entry.value} cannot be imported ({problem}); "
            "repair or uninstall the package that offers it",
        ) from problem
    return plugin() if isinstance(plugin, type) else plugin
