"""The names and references of one article, ready to be asked by place."""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from msgspec import Struct

from nutgraf.analysis.publishers import is_news_organisation
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.records import Name, NameKind, Reference


class Known(Struct, frozen=True):
    """Whom an article names and refers to, and where."""

    tree: Tree
    places: tuple[int, ...]
    names: tuple[Name, ...]
    references: tuple[Reference, ...]
    starts: tuple[int, ...]
    reference_starts: tuple[int, ...]
    by_full_name: dict[str, Name]
    roles: dict[str, str]
    media: frozenset[str]

    @classmethod
    def of(cls, tree: Tree, names: tuple[Name, ...], references: tuple[Reference, ...]) -> Known:
        """What ``names`` and ``references`` of ``tree`` tell."""
        ordered = tuple(sorted(names, key=lambda name: name.span))
        referring = tuple(sorted(references, key=lambda reference: reference.span))
        places = tuple(word.idx for word in tree)
        return cls(
            tree=tree,
            places=places,
            names=ordered,
            references=referring,
            starts=tuple(name.span.start for name in ordered),
            reference_starts=tuple(reference.span.start for reference in referring),
            by_full_name={name.full_name: name for name in reversed(ordered)},
            roles={name.full_name: name.role for name in reversed(ordered) if name.role},
            media=frozenset(_media(tree, ordered, places)),
        )

    def words(self, start: int, end: int) -> list[Word]:
        """The words from one place to another, white space aside."""
        low, high = bisect.bisect_left(self.places, start), bisect.bisect_left(self.places, end)
        return [word for word in self.tree[low:high] if not word.is_space]

    def name_at(self, place: int) -> Name | None:
        """The name printed over ``place``; ``None`` if there is none."""
        after = bisect.bisect_right(self.starts, place)
        for name in reversed(self.names[max(0, after - 4) : after]):
            if name.span.start <= place < name.span.end:
                return name
        return None

    def names_in(self, start: int, end: int) -> tuple[Name, ...]:
        """The names that start between two places."""
        low, high = bisect.bisect_left(self.starts, start), bisect.bisect_left(self.starts, end)
        return self.names[low:high]

    def names_of_people(self, start: int, end: int) -> bool:
        """Whether a person is named between two places."""
        return any(name.kind == "person" for name in self.names_in(start, end))

    def referred(self, place: int) -> str | None:
        """Whom the pronoun or the bare role over ``place`` stands for; ``None`` if not settled."""
        after = bisect.bisect_right(self.reference_starts, place)
        for reference in reversed(self.references[max(0, after - 3) : after]):
            if reference.span.start <= place < reference.span.end:
                return reference.full_name
        return None

    def is_medium(self, full_name: str) -> bool:
        """Whether a name is that of a news medium, or people told it something."""
        return full_name in self.media or is_news_organisation(full_name)

    def kind(self, full_name: str) -> NameKind:
        """The kind of a full name; a person if the article does not print it."""
        name = self.by_full_name.get(full_name)
        return name.kind if name is not None else "person"

    def meant(self, word: Word) -> str | None:
        """The full name that ``word`` prints or stands for; ``None`` if neither."""
        name = self.name_at(word.idx)
        return name.full_name if name is not None else self.referred(word.idx)


def _media(tree: Tree, names: tuple[Name, ...], places: tuple[int, ...]) -> Iterator[str]:
    """The bodies that somebody "told The Harbourer": those are news media."""
    for name in names:
        if name.kind != "organisation":
            continue
        first = bisect.bisect_left(places, name.span.start)
        last = bisect.bisect_left(places, name.span.end)
        head = tree[first:last].root if last > first else None
        if head is None or head.dep_ not in ("dobj", "dative") or head.head.lower_ != "told":
            continue
        # "Told the Senate" and "told Acme" are told to bodies: a medium carries its article.
        if (name.span.start and tree[first].text == "The") or tree[first - 1].text == "The":
            yield name.full_name
