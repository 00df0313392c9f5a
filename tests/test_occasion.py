"""Where or how something was said: as printed, and as one of a few words."""

from __future__ import annotations

from typing import get_args

import pytest

from nutgraf.analysis.analyze import analyze
from nutgraf.analysis.channels import channel_of_occasion, channel_of_source
from nutgraf.records import Article, Channel, Quote


def told(text: str) -> list[tuple[str | None, str | None]]:
    """Occasion and channel of each statement of ``text``; an occasion never meets the content."""
    found = []
    for quote in analyze(Article(id="a", text=text)).quotes:
        span = quote.occasion
        assert span is None or not any(span.meets(content) for content in quote.content)
        found.append((span.of(text) if span else None, quote.channel))
    return found


@pytest.mark.parametrize(
    ("text", "occasion", "channel"),
    [
        ("Orr told reporters that the bridge was safe.", "told reporters", "reporters"),
        (
            "“It is safe,” Orr said when asked by reporters.",
            "when asked by reporters",
            "reporters",
        ),
        (
            "Orr told CNN’s Jane Venn that the bridge was safe.",
            "told CNN’s Jane Venn",
            "press",
        ),
        ("Orr told The Ledger that the bridge was safe.", "told The Ledger", "press"),
        (
            "Orr wrote in The New York Times that the bridge was safe.",
            "in The New York Times",
            "press",
        ),
        (
            "“It is safe,” Orr said in an interview with The Daily Ledger.",
            "in an interview with The Daily Ledger",
            "interview",
        ),
        ("“It is safe,” Orr said in a phone interview.", "in a phone interview", "interview"),
        ("The bridge is safe, Orr said on Fox News.", "on Fox News", "broadcast"),
        (
            "Orr said on “Morning & Friends” that it was dead.",
            "on “Morning & Friends”",
            "broadcast",
        ),
        ("In a statement, Orr said the bridge was safe.", "In a statement", "statement"),
        ("Orr tweeted that the bridge was safe.", "tweeted", "social"),
        ("“It is safe,” Orr wrote in a Facebook post.", "in a Facebook post", "social"),
        ("At a rally in Ohio on Monday, Orr vowed to mend it.", "At a rally in Ohio", "speech"),
        (
            "Speaking to supporters on Monday, Orr said the bridge was safe.",
            "Speaking to supporters",
            "speech",
        ),
        (
            "Orr told a Senate committee that the bridge was safe.",
            "told a Senate committee",
            "hearing",
        ),
        ("Orr testified that the bridge was safe.", None, "hearing"),
        ("The bridge is safe, according to a court filing.", None, "court"),
        ("“It is safe,” Orr said in a court filing.", "in a court filing", "court"),
        (
            "“It is safe,” Orr wrote in a letter to the council.",
            "in a letter to the council",
            "document",
        ),
        ("“It is safe,” Orr wrote in a blog post.", "in a blog post", "document"),
        ("Orr said by phone that the bridge was safe.", "by phone", "call"),
        (
            "“It is safe,” Orr said at a meeting of the council.",
            "at a meeting of the council",
            "meeting",
        ),
        ("“It is safe,” Orr said.", None, None),
        ("Orr said in the town that the bridge was safe.", None, None),
        ("In response to the storm, Orr said the bridge was shut.", None, None),
    ],
)
def test_occasion_as_printed_and_channel(
    text: str, occasion: str | None, channel: str | None
) -> None:
    assert told(text)[-1] == (occasion, channel)


def test_every_channel_is_told_of_in_the_record() -> None:
    for channel in get_args(Channel):
        assert f"- ``{channel}``: " in (Quote.__doc__ or "")


def test_a_quotation_that_goes_on_has_the_occasion_of_its_beginning() -> None:
    text = "“The bridge is safe,” Ms. Orr told reporters. “We will open it to all on Monday.”"
    assert set(told(text)) == {("told reporters", "reporters")}


def test_the_channel_lasts_into_the_next_paragraph_and_no_further() -> None:
    first = "“The bridge is safe,” Ms. Orr told reporters.\n\n"
    near = "“We will open it to all on Monday,” Ms. Orr said."
    far = "The river rose by a foot.\n\nThe rain went on.\n\n"
    assert told(first + near)[-1] == (None, "reporters")
    assert told(first + far + near)[-1] == (None, None)


def test_the_channel_does_not_pass_to_another_speaker() -> None:
    text = "“It is safe,” Ms. Orr told reporters. “It will fall on somebody,” Mr. Venn said."
    assert told(text)[-1] == (None, None)


@pytest.mark.parametrize(
    ("printed", "channel"),
    [
        ("in a statement after a meeting of the committee", "statement"),
        ("told The Washington Post", "press"),
        ("told The Associated Press", "press"),
        ("at a hearing in federal court", "court"),
        ("told reporters on a conference call", "reporters"),
        ("at the White House", None),
    ],
)
def test_the_head_of_the_phrase_decides(printed: str, channel: str | None) -> None:
    assert channel_of_occasion(printed) == channel


def test_a_newspaper_is_no_paper_and_a_report_from_court_is_a_report() -> None:
    assert channel_of_source("the newspaper", "say") == "press"
    assert channel_of_source("a report by the court", "say") == "document"


@pytest.mark.xfail(strict=True, reason="an occasion in the sentence before is not read")
def test_an_occasion_in_the_sentence_before() -> None:
    text = "Ms. Orr confirmed the closure in a brief e-mail. She said the bridge was unsafe."
    assert told(text)[-1][1] == "document"


@pytest.mark.xfail(strict=True, reason="how long an appearance lasts is not read")
def test_an_appearance_told_of_beside_the_cue() -> None:
    text = "Mr. Venn then appeared on CNN and began by saying that the bridge was unsafe."
    assert told(text)[-1][1] == "broadcast"


@pytest.mark.parametrize(
    "text", ["", "told", "“”", "Orr said on “", " ".join(["Orr said in a letter"] * 400)]
)
def test_odd_text_never_raises(text: str) -> None:
    told(text)
