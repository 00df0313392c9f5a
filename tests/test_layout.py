"""Page furniture is told from prose, whatever its capitals; prose with its words in it is kept."""

from __future__ import annotations

import pytest

from nutgraf.analysis.layout import find_lede, find_paragraphs, is_furniture

FURNITURE = (
    "Share this story",
    "READ MORE: The wall that nobody mended",
    "By Ann Roe",
    "The harbour at dawn. (Coastal Pictures/AP)",
    "Mayor Jonas Pell (left) and Greta Voss.",
    "Greta Voss (C) in Tarrow",
    "© Coastal Wire 2026",
    "Boats in the harbour. Getty Images",
    "Jonas Pell is seen here with his dog",
    "A crane in Port Ellery, on Sept. 20, 2016.",
    "A FILE PHOTO of the plant",
    "The plant, pictured last spring",
    "pic.twitter.com/abc",
    "More at https://coastalwire.example/x",
    "See the chart below.",
    "The space race of the East Read more",
    "Click here for the map",
    "• a point of a list",
    "9.40am - The ferry has docked",
    "UPDATED with the minister's answer",
    "ann.roe@coastalwire.example",
    "All rights reserved.",
)
PROSE = (
    "The minister said (with a smile) that the wall would hold.",
    "He had seen the plans and shown them to nobody.",
    "Prices are above those of 2015, and no more than half the flats were let.",
    "The court will file an answer; a filed suit is not a won one.",
    "Pell was re-elected in May 2016",
    "It was the year 2016.",
    "She read more books than anybody in the ward.",
    "The rebellion took place in 1911, in Tarrow, and cost 2,000 lives.",
    "The company updates its figures on Friday.",
)


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_is_told(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize("line", PROSE)
def test_prose_is_kept(line: str) -> None:
    assert not is_furniture(line)


def test_the_lede_is_the_first_paragraph_of_prose() -> None:
    lede = "The battery maker said on Thursday that it would close its plant at Tarrow by autumn."
    text = f"Share this story with all the people that you know, and then some more.\n\n{lede}\n"
    found = find_lede(text, find_paragraphs(text))
    assert found is not None
    assert found.of(text) == lede
    assert find_lede("Too short.", find_paragraphs("Too short.")) is None
