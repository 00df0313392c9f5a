"""Whether a name goes by the person a reader takes it for."""

from __future__ import annotations

from nutgraf.briefs.material import Material
from nutgraf.records import Article, Span


def names_are_sure(material: Material, article: Article, span: Span) -> bool:
    """Whether each surname by itself is the one of its bearers that a reader takes it for.

    Of several it is the one whom most publishers name, and whom the article named in full last.
    """
    text = article.text
    people = material.people
    last: dict[str, str] = {}
    told: dict[str, int] = {}
    for name in material.analyses[article.id].names:
        person = people.find(name.full_name) if name.kind == "person" else None
        if person is None:
            continue
        printed = name.span.of(text)
        surname = person.full_name.split()[-1]
        doubtful = person.has_double and printed != person.full_name and span.holds(name.span)
        if doubtful and not _first_name_before(material, article, name.span):
            return False
        if " " in printed:
            last[surname] = person.key
            told[surname] = max(told.get(surname, 0), people.publishers.get(person.key, 0))
            continue
        if not span.holds(name.span) or _first_name_before(material, article, name.span):
            continue
        if last.get(surname, person.key) != person.key:
            return False
        if people.publishers.get(person.key, 0) < told.get(surname, 0):
            return False
    return True


def _first_name_before(material: Material, article: Article, surname: Span) -> bool:
    """Whether the surname, taken for a name by itself, is the end of another's full name."""
    before = article.text[max(0, surname.start - 20) : surname.start].rpartition(")")[2].split()
    if not before:
        return False
    return material.people.find(f"{before[-1]} {surname.of(article.text)}") is not None


def is_misread(material: Material, article: Article, span: Span) -> bool:
    """Whether a name is cut in two, so that nobody here may be named otherwise."""
    return any(
        span.holds(name.span)
        and " " not in name.span.of(article.text)
        and _first_name_before(material, article, name.span)
        for name in material.analyses[article.id].names
    )


def is_another_name(printed: str, told: str) -> bool:
    """Whether a name of several words would be told by a name that shares none of them."""
    words = printed.split()
    is_name = len(words) > 1 and all(word[:1].isupper() for word in words)
    return is_name and not set(words) & set(told.split())
