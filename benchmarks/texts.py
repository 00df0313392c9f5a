"""What the benchmarks read: labelled news where it is at hand, else the bundled sample."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from msgspec import structs

from eval.corpus import articles_of, data_folder, word_count
from nutgraf.desk import read_paths
from nutgraf.records import Article
from nutgraf.sample import sample_folder


def news(*, sample: bool = False) -> tuple[str, Sequence[Article]]:
    """What the articles are called, and the articles; ``sample`` asks for the bundled ones."""
    folder = None if sample else data_folder()
    if folder is None:
        return "bundled sample", read_paths(sample_folder()).articles
    return "PolNeAR dev", articles_of(folder / "polnear" / "dev.jsonl")


def text_of(articles: Sequence[Article], words: int) -> str:
    """A text of about ``words`` words: whole paragraphs, from the articles in turn.

    Each time round the paragraphs start one article later, so that no stretch is repeated
    before all have been read.
    """
    found: list[str] = []
    have = 0
    for paragraph in _paragraphs(articles):
        found.append(paragraph)
        have += word_count(paragraph)
        if have >= words:
            break
    return "\n".join(found)


def sentence_of(articles: Sequence[Article], words: int) -> str:
    """One sentence of exactly ``words`` words: the stops of the articles become commas."""
    found: list[str] = []
    for paragraph in _paragraphs(articles):
        found += re.sub(r"[.!?]+(?=[\s\"”’']|$)", ",", paragraph).split()
        if len(found) >= words:
            break
    return " ".join(found[:words]).rstrip(",") + "."


def as_article(text: str, like: Article) -> Article:
    """``text`` as an article of the same day and publisher as ``like``."""
    return structs.replace(like, id="length", text=text, headline=None)


def _paragraphs(articles: Sequence[Article]) -> Iterator[str]:
    for turn in count():
        for at in range(len(articles)):
            text = articles[(at + turn) % len(articles)].text
            yield from (line for line in text.split("\n") if line.strip())
