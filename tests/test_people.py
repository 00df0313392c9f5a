"""Whom a brief may call by the surname: people, and nobody whom one article mistakes for one."""

from __future__ import annotations

from collections.abc import Sequence

from nutgraf.briefs.people import People
from nutgraf.records import Analysis, Article, Name, NameKind, Span

TEXT = "Ilse Varga spoke in Port Ellery."


def _people(kinds: Sequence[NameKind]) -> People:
    """One article for each kind that Port Ellery is taken for."""
    articles, analyses = [], {}
    for number, kind in enumerate(kinds):
        article = Article(id=f"a{number}", text=TEXT, publisher=f"Publisher {number}")
        names = [
            Name(Span(start, start + len(printed)), each, printed)
            for printed, each in (("Ilse Varga", "person"), ("Port Ellery", kind))
            for start in (TEXT.index(printed),)
        ]
        articles.append(article)
        analyses[article.id] = Analysis(article_id=article.id, analyzer="", names=tuple(names))
    return People(articles, analyses)


def test_a_place_that_one_article_takes_for_a_person_is_none() -> None:
    people = _people(["place", "person", "place"])
    assert people.find("Port Ellery") is None
    varga = people.find("Ilse Varga")
    assert varga is not None
    assert varga.short == "Varga"


def test_what_most_articles_take_for_a_person_is_one() -> None:
    assert _people(["person", "place", "person"]).find("Port Ellery") is not None


def test_what_a_page_ran_into_a_name_is_no_part_of_it() -> None:
    articles, analyses = [], {}
    for number, printed in enumerate(("HarbourIlse Varga", "Ilse Varga", "Ellery Ilse Varga")):
        text = f"{printed}, a passenger, spoke."
        article = Article(id=f"a{number}", text=text, publisher=f"Publisher {number}")
        names = (Name(Span(0, len(printed)), "person", printed),)
        articles.append(article)
        analyses[article.id] = Analysis(article_id=article.id, analyzer="", names=names)
    people = People(articles, analyses)
    varga = people.find("Ilse Varga")
    assert varga is not None
    assert people.find("HarbourIlse Varga") is people.find("Ellery Ilse Varga") is varga
    assert varga.introduction == "Ilse Varga, a passenger,"
