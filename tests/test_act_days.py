"""An act gets the days that belong to it: its own, or those the text gives elsewhere."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from nutgraf.analysis.dates import read_times
from nutgraf.analysis.forward import find_forward
from nutgraf.analysis.syntax import parse
from nutgraf.records import ForwardStatement

TODAY = dt.date(2018, 3, 7)  # a Wednesday


def _read(text: str) -> tuple[ForwardStatement, ...]:
    tree = parse(text)
    return find_forward(tree, text, read_times(tree, text, TODAY), (), (), (), TODAY)


def _days(statement: ForwardStatement) -> str:
    """The days as "first..last", either left out where it is open."""
    when = statement.when
    return "" if when is None else f"{when.earliest or ''}..{when.latest or ''}"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        # put off: the new day, not the time until then
        ("The opening will be delayed until June.", "2018-06-01..2018-06-30"),
        ("The shop will stay closed until 1 June.", "2018-03-07..2018-06-01"),
        ("The council will not vote until 12 March.", "2018-03-12..2018-03-12"),
        # the first day of something open at the end
        ("Ms Orrin will testify in court starting Tuesday.", "2018-03-13.."),
        ("A deal could be reached as early as Friday.", "2018-03-09.."),
        ("The ferry will be out of service until further notice.", "2018-03-07.."),
        ("The slump will continue for the time being.", "2018-03-07.."),
        # a day to come does not belong to a verb of the past
        (
            "Gale Power said it would tell those who want to know if they were hit by 16 March.",
            "2018-03-07..2018-03-16",
        ),
        # the only time of the sentence may be part of a name
        (
            "The deliveries are scheduled to arrive in time for the 2019 Games.",
            "2019-01-01..2019-12-31",
        ),
        # up to an occasion that no day is told of
        ("Mr Dunn is likely to rest his knee ahead of the Olympics.", "2018-03-07.."),
        # no day of the act at all
        ("The years ahead will be good for the town.", ""),
        ("One day the ferry may return to the island.", ""),
        ("The firm will build the cars of tomorrow.", ""),
        ("The town will face its worst slump in a decade.", ""),
    ],
    ids=lambda value: str(value)[:50],
)
def test_the_days_within_its_clause(text: str, days: str) -> None:
    found, *_ = _read(text)
    assert _days(found) == days


def test_the_stamp_of_a_post_is_no_day_of_the_act() -> None:
    text = "The Herons will enter the final as champions — Port Herons (@herons) March 12, 2018"
    assert all(_days(found) == "" for found in _read(text))


def test_a_second_clause_keeps_its_own_day() -> None:
    found = _read("The bridge will get a new deck, and the tunnel will be closed in May.")
    assert _days(found[0]) == ""
    assert _days(found[1]) == "2018-05-01..2018-05-31"


def test_an_act_told_in_full_does_not_borrow_the_day_of_the_next() -> None:
    found = _read("The lock will be free for life and be ready by 16 March.")
    assert _days(found[0]) == ""
    found = _read("The choir will sing and dance on Monday.")
    assert _days(found[0]) == "2018-03-12..2018-03-12"


def test_a_second_act_shares_the_day_of_the_first() -> None:
    (found, *_) = _read("The app is set to launch in June and will be available for free.")
    assert _days(found) == "2018-06-01..2018-06-30"


CARRIED = [
    # of an occasion that is dated elsewhere
    (
        "The debate on 12 March is the first of the race. It has sold out.\n\n"
        "Ms Orrin will not be at the debate.",
        "2018-03-12..2018-03-12",
    ),
    (
        "The debate on 12 March is the first of the race. It has sold out.\n\n"
        "Her jokes will not work in the debates.",
        "2018-03-12..",
    ),
    (
        "Thousands are expected at the festival on Saturday. It has sold out.\n\n"
        "Dogs will be banned at the festival.",
        "2018-03-10..2018-03-10",
    ),
    # of the thing that is to come out
    (
        "The Lantern phone will be released in June. Few have seen it.\n\n"
        "The phone will have two cameras.",
        "2018-06-01..2018-06-30",
    ),
    # of the one occasion that the whole text is about, under another name
    (
        "The debate on 12 March has sold out. It is the town's first.\n\n"
        "Mr Dunn leads in the polls. Her jokes will not work in the upcoming faceoff.",
        "2018-03-12..2018-03-12",
    ),
    # of the sentence before
    (
        "Thousands are expected to come to the festival on Saturday. Security will be tight.",
        "2018-03-10..2018-03-10",
    ),
]


@pytest.mark.parametrize(("text", "days"), CARRIED, ids=lambda value: str(value)[-40:])
def test_a_day_is_carried_to_what_it_belongs_to(text: str, days: str) -> None:
    assert _days(_read(text)[-1]) == days


@pytest.mark.parametrize(
    "text",
    [
        # another occasion, or one that is over
        "The debate on 12 March is the first of the race. It has sold out.\n\n"
        "A trial will be held there.",
        "The debate on 5 March was the first of the race. It had sold out.\n\n"
        "A debate will be held on the island.",
        # a sentence that turns elsewhere
        "The festival will be held on 10 March. But the harbour will remain closed.",
        "The festival will be held on 10 March. After that, the harbour will be cleaned.",
        # two days for one word settle nothing
        "One debate will be on 9 March, another debate will be on 12 March. All are free.\n\n"
        "Ms Orrin will not be at the debate.",
        "A debate will be held on 12 March, a hearing on 15 March. Dogs will be banned.",
        # a time beside the occasion is not its own
        "She spoke before Monday's debate. The harbour will be cleaned.",
        # an occasion that the text names and leaves
        "The debate on 12 March has sold out. Few have seen one. The mill burnt down. "
        "The owner was away. The crew was safe. It had been built of wood.\n\n"
        "Mr Dunn will rebuild it.",
        # what merely stands next to a dated act
        "The firm will report its sales on Tuesday. A new mill will be built.",
    ],
    ids=lambda text: text[-50:],
)
def test_no_day_is_carried_without_a_tie(text: str) -> None:
    assert _days(_read(text)[-1]) == ""


def test_nothing_is_carried_without_a_creation_day() -> None:
    text = "The debate is on 12 March 2018. Ms Orrin will be at the debate."
    tree = parse(text)
    found = find_forward(tree, text, read_times(tree, text, None), (), (), (), None)
    assert found[-1].when is None


def test_cost_grows_with_the_length_of_the_text() -> None:
    def took(copies: int) -> float:
        text = "\n\n".join([CARRIED[0][0], CARRIED[3][0]] * copies)
        tree = parse(text)
        times = read_times(tree, text, TODAY)
        start = time.perf_counter()
        find_forward(tree, text, times, (), (), (), TODAY)
        return time.perf_counter() - start

    took(1)
    assert took(80) < 30 * took(10) + 0.2
