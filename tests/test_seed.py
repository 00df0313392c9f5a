"""The brief that set the pattern, where it is at hand: whose are its quoted fragments?"""

from __future__ import annotations

import pytest

from eval.corpus import data_folder
from nutgraf.analysis.analyze import analyze
from nutgraf.analysis.marks import find_marked
from nutgraf.records import Article, Quote

# The first words of each fragment in marks, and who said it.
TRUMP, ZELENSKYY = "Donald Trump", "Volodymyr Zelenskyy"
SPEAKERS = {
    "lengthy and": TRUMP,
    "start negotiations": TRUMP,
    "not-too-distant": TRUMP,
    "inform him": TRUMP,
    "I think": TRUMP,
    "took a lot": TRUMP,
    "illustrated the": "The Washington Post",
    "grateful": ZELENSKYY,
    "defining our": ZELENSKYY,
    "heaped praise": "The New York Times",
    "back away": "The New York Times",
    "A single": "Steve Rosenberg",
    "in many": "Steve Rosenberg",
    "political wilderness": "Steve Rosenberg",
    "pariah": "Steve Rosenberg",
}
# One sentence has no named source: whose words these are, the brief does not say.
NOBODYS = ("offered major", "unlikely")


@pytest.fixture(scope="module")
def fragments() -> dict[str, Quote | None]:
    """The statement that holds each fragment; ``None`` for one that no statement holds."""
    folder = data_folder()
    if folder is None or not (folder / "seed_brief.txt").exists():
        pytest.skip("the brief that set the pattern is not at hand")
    text = (folder / "seed_brief.txt").read_text(encoding="utf-8")
    quotes = analyze(Article(id="seed", text=text)).quotes
    found: dict[str, Quote | None] = {}
    for mark in find_marked(text):
        held = [q for q in quotes if any(span.holds(mark.inner) for span in q.content)]
        found[mark.inner.of(text)] = held[0] if held else None
    return found


def one(fragments: dict[str, Quote | None], start: str) -> Quote | None:
    return next(quote for words, quote in fragments.items() if words.startswith(start))


@pytest.mark.parametrize(("start", "speaker"), SPEAKERS.items())
def test_every_fragment_has_its_speaker(
    fragments: dict[str, Quote | None], start: str, speaker: str
) -> None:
    quote = one(fragments, start)
    assert quote is not None
    assert quote.speaker == speaker
    assert quote.voice == ("publisher" if speaker.startswith("The ") else "person")


@pytest.mark.parametrize("start", NOBODYS)
def test_words_without_a_named_source_stay_unattributed(
    fragments: dict[str, Quote | None], start: str
) -> None:
    assert one(fragments, start) is None


def test_occasions_are_told_where_the_brief_tells_them(fragments: dict[str, Quote | None]) -> None:
    told, at_the_paper = one(fragments, "I think"), one(fragments, "A single")
    assert told is not None
    assert told.channel == "reporters"
    assert told.occasion is not None
    assert at_the_paper is not None
    assert at_the_paper.channel == "press"
    assert at_the_paper.occasion is not None


def test_no_fragment_is_left_out(fragments: dict[str, Quote | None]) -> None:
    known = (*SPEAKERS, *NOBODYS)
    assert all(any(words.startswith(start) for start in known) for words in fragments)
    assert len(fragments) == len(known)
