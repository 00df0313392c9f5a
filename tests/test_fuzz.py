"""Whatever a text holds, its analysis raises nothing and points at nothing outside it."""

from __future__ import annotations

import datetime as dt
import os

import numpy as np
import pytest
from fuzzing import CHANGES, faults, long_sentence, originals, smallest, spans_in, spoilt
from msgspec import structs

from nutgraf.records import Analysis, Article, Quote, Span

# `NUTGRAF_FUZZ=10000 make test ARGS=tests/test_fuzz.py` reads that many.
COUNT = int(os.environ.get("NUTGRAF_FUZZ") or 150)
_SHOWN = 5


def test_spoilt_articles_raise_nothing_and_no_span_leaves_them(
    capsys: pytest.CaptureFixture[str],
) -> None:
    bad: list[str] = []
    for number in range(COUNT):
        article = spoilt(number)
        found = faults(article, twice=number % 10 == 0)
        if found and len(bad) < _SHOWN:
            small = smallest(article) if len(article.text) < 5_000 else article
            bad.append(f"spoilt({number}): {found[0]}\n  {small.published} {small.text[:300]!r}")
        if number % 500 == 499:
            with capsys.disabled():
                print(f"\n{number + 1} spoilt articles read, {len(bad)} badly", end="")
    assert not bad, "\n".join(bad)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("", None),
        (" ", None),
        ("\n\n\n", None),
        ("\x00", None),
        ("\ufeff", None),
        ("a", None),
        ("”", None),
        ("'", dt.datetime.max),
        ("yesterday", dt.datetime.min),
        ("tomorrow", dt.datetime.max),
        ("within 99999999999999999999 years of 31/13/0000", dt.datetime(2026, 3, 5)),
        ("x" * 50_000, None),
        ("“" * 500 + "so" + "”" * 500 + " Orr said.", None),
        ("\u202e\u2066“\u200bYes\u200b,”\u2069 Orr\u00ad said.\r\n\r\n«\u00a0Non\u00a0»", None),
    ],
)  # fmt: skip
def test_small_and_odd_texts(text: str, published: dt.datetime | None) -> None:
    assert faults(Article(id="odd", text=text, published=published), twice=True) == []


def test_the_same_number_gives_the_same_article_and_others_differ() -> None:
    texts = [spoilt(number).text for number in range(60)]
    assert texts == [spoilt(number).text for number in range(60)]
    assert len(set(texts)) == 60


def test_every_way_to_spoil_changes_what_it_is_given() -> None:
    rng = np.random.default_rng(1)
    for change in CHANGES:
        assert any(change(rng, text) != text for text in originals()[:12] for _ in range(5)), change


def test_a_long_sentence_has_the_words_it_was_asked_for() -> None:
    assert len(long_sentence(np.random.default_rng(1), 10_000).split()) == 10_000


def test_spans_are_found_wherever_a_record_keeps_them() -> None:
    quote = Quote(content=(Span(1, 2),), source=(Span(3, 4),), occasion=Span(5, 6))
    analysis = Analysis(article_id="a", analyzer="b", dateline=Span(7, 8), quotes=(quote,))
    assert [(path, span.start) for path, span in spans_in(analysis)] == [
        (".dateline", 7),
        (".quotes.content", 1),
        (".quotes.source", 3),
        (".quotes.occasion", 5),
    ]


def test_a_fault_is_cut_down_to_what_it_needs() -> None:
    # A lone surrogate is no text, and the one thing known to raise: readers refuse it.
    article = structs.replace(spoilt(3), text="The pier \ud800 is shut, Orr said on Friday.")
    assert "UnicodeEncodeError" in faults(article)[0]
    assert smallest(article).text == "\ud800"


def test_a_long_run_of_capitals_is_read_in_time() -> None:
    assert faults(Article(id="shout", text="A" * 600), seconds=4) == []
