"""Time expressions are found where they stand and denote the right days."""

from __future__ import annotations

import datetime as dt
import time
from pathlib import Path

import pytest

from nutgraf.analysis.dates import read_times
from nutgraf.analysis.syntax import parse

CASES = Path(__file__).parent / "cases" / "timex.tsv"


def _rows() -> list[list[str]]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _day(printed: str) -> dt.date | None:
    return dt.date.fromisoformat(printed) if printed not in ("", "-") else None


def _cases() -> list[object]:
    """Each row of the table; one with a reason in its last column has to fail."""
    cases: list[object] = []
    for row, reason in ((row[:5], row[5:]) for row in _rows()):
        marks = [pytest.mark.xfail(reason=reason[0], strict=True)] if reason else []
        cases.append(pytest.param(*row, marks=marks, id=f"{row[1]} {row[0]}"))
    return cases


def test_the_table_is_long_enough() -> None:
    assert len(_rows()) >= 400
    assert {len(row) for row in _rows()} == {5, 6}


@pytest.mark.parametrize(("marked", "creation", "type_", "value", "days"), _cases())
def test_case(marked: str, creation: str, type_: str, value: str, days: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    found = read_times(parse(text), text, _day(creation))
    if type_ == "-":
        assert [one.span.of(text) for one in found] == []
        return
    start, end = marked.index("["), marked.index("]") - 1
    one = next(t for t in found if t.span.start < end and t.span.end > start)
    first, _, last = days.partition("..")
    expected = (_day(first), _day(last if ".." in days else first))
    assert (one.span.of(text), one.type, one.value) == (text[start:end], type_, value)
    assert (one.earliest, one.latest) == expected


def test_the_signal_is_the_word_before() -> None:
    text = "The report is due by the end of the month."
    (found,) = read_times(parse(text), text, dt.date(2018, 3, 9))
    assert (found.signal, found.mod) == ("by", "END")


def test_a_day_that_does_not_exist_is_left_out() -> None:
    for text in ("It is due on February 30, 2018.", "It is due on February 30."):
        assert read_times(parse(text), text, dt.date(2018, 3, 9)) == ()
        assert read_times(parse(text), text, None) == ()


@pytest.mark.parametrize(
    "text",
    [
        *("", "\n\n", "\u200f\u202e12/12/12", '" “ on ” Monday "', "9999", "12/31/0000"),
        *("in 99 decades", "next May", "last Easter", "the next 999 years", "the 99th century"),
        *(
            "Q9 2018",
            "last week",
            "It met on December 31, 9999. A day after it met, and the day after",
        ),
        *("Two years before 1 January 0001", "9999 weeks from Friday", "the day before", "a day"),
    ],
)
def test_odd_text_never_raises(text: str) -> None:
    for creation in (None, dt.date(1, 1, 1), dt.date(9999, 12, 31), dt.date(2024, 2, 29)):
        read_times(parse(text), text, creation)


def test_time_grows_with_the_text_and_not_faster() -> None:
    line = (
        "The panel met on Monday and will meet again in two weeks, on 5 May 2018 at 9 a.m. "
        "A day after the panel met, it rained from May to July. "
    )
    tree_of = {n: parse(line * n) for n in (40, 160)}
    took = {}
    for n, tree in tree_of.items():
        started = time.perf_counter()
        read_times(tree, line * n, dt.date(2018, 4, 1))
        took[n] = time.perf_counter() - started
    assert took[160] < 12 * max(took[40], 0.01)
