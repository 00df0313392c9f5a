"""Statements of what is still to come are found, graded and dated; the rest is left out."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from nutgraf.analysis.dates import read_times
from nutgraf.analysis.forward import find_forward
from nutgraf.analysis.syntax import parse
from nutgraf.records import ForwardStatement, Interval, Name, Quote, Span

TODAY = dt.date(2018, 3, 7)  # a Wednesday


def _read(text: str, creation: dt.date | None = TODAY) -> tuple[ForwardStatement, ...]:
    tree = parse(text)
    return find_forward(tree, text, read_times(tree, text, creation), (), (), (), creation)


def _day(printed: str) -> dt.date | None:
    return dt.date.fromisoformat(printed) if printed else None


KINDS = [
    # sentence, kind, certainty, days
    ("The council will vote on the budget on Friday.", "scheduled", "certain", "2018-03-09"),
    ("The trial is due to begin on 4 June.", "scheduled", "certain", "2018-06-04"),
    ("Ms Orrin is scheduled to testify on Tuesday.", "scheduled", "certain", "2018-03-13"),
    ("The museum opens on 12 May.", "scheduled", "certain", "2018-05-12"),
    ("The ministers are to meet on Monday.", "scheduled", "certain", "2018-03-12"),
    ("The firm plans to hire 300 people next year.", "plan", "likely", "2019-01-01..2019-12-31"),
    ("The ministry said it would close two ports.", "plan", "certain", None),
    ("Tarn Motors to cut 400 jobs", "plan", "likely", None),
    ("The mayor has promised to repair the bridge.", "pledge", "likely", None),
    ("Analysts expect prices to fall in April.", "forecast", "likely", "2018-04-01..2018-04-30"),
    ("The lawyers must reply by Friday.", "deadline", "certain", "2018-03-07..2018-03-09"),
    ("The deadline for bids is the end of the month.", "deadline", "certain", "2018-03-31"),
    ("The deadline to register is Friday.", "deadline", "certain", "2018-03-09"),
    ("The court ordered the council to pay the nurses.", "requirement", "certain", None),
    ("The firm said it would sue if the levy passed.", "condition", "conditional", None),
    ("The family is awaiting the verdict.", "pending", "likely", None),
    ("No date has been set for the talks.", "pending", "likely", None),
    ("The board has yet to decide.", "pending", "likely", None),
    ("Ms Orrin may resign on Friday.", "forecast", "possible", "2018-03-09"),
    ("The club is considering selling its ground.", "plan", "possible", None),
    ("The talks will resume within two weeks.", "forecast", "likely", "2018-03-07..2018-03-21"),
    ("The road will stay closed until 1 May.", "forecast", "likely", "2018-03-07..2018-05-01"),
    ("Nurses will strike from 16 March.", "plan", "certain", "2018-03-16.."),
    ("The names will be released soon.", "plan", "certain", "2018-03-07.."),
    ("The mayor said Ms Orrin will lead the inquiry.", "plan", "likely", None),
    ("Ms Orrin will find it hard to win the seat.", "forecast", "likely", None),
    ("The mayor argued that she will bring change to the town.", "plan", "likely", None),
    ("The storm could strengthen the case for a dam.", "forecast", "possible", None),
    ("Bad things are going to happen.", "plan", "likely", None),
    ("Orrin said he wants to widen the road.", "plan", "likely", None),
    ("Tarn Motors announced plans on Friday to close a mill.", "plan", "likely", None),
    ("Once it is safe, we expect the ferry to sail.", "condition", "conditional", None),
    ("The government must find a new minister.", "requirement", "certain", None),
    ("The mayor said the levy should lower prices.", "forecast", "likely", None),
    ("“I think she’s going to win.”", "forecast", "likely", None),
    ("Ms Orrin is unlikely to end the tests.", "forecast", "likely", None),
    ("The app will include a map of the port.", "plan", "certain", None),
    ("The firm said it would consider selling the mill.", "plan", "possible", None),
    ("The firm will sell the mill only if the court agrees.", "condition", "conditional", None),
    ("The judges are about to rule on the levy.", "plan", "likely", "2018-03-07.."),
    ("The owner is prepared to sell the mill.", "plan", "likely", None),
    ("The ferry is on track to sail again.", "forecast", "likely", None),
    ("Her family is still waiting for a verdict.", "pending", "likely", None),
    ("The plan is under consideration.", "pending", "possible", None),
    ("The vote was postponed until 1 May.", "scheduled", "certain", "2018-05-01"),
    ("The governor has promised a veto.", "pledge", "likely", None),
    ("The two clubs are considering a merger.", "plan", "possible", None),
    ("The deal needs the Senate’s approval.", "requirement", "certain", None),
    ("The deal must be approved by the court.", "requirement", "certain", None),
    ("As long as the ban is in place, there will be a payment.", "condition", "conditional", None),
    ("Owners have until 30 June to pay.", "deadline", "certain", "2018-03-07..2018-06-30"),
    ("The fair will run from 9 to 12 March.", "scheduled", "certain", "2018-03-09..2018-03-12"),
    ("The fair runs from 9 March to 12 March.", "scheduled", "certain", "2018-03-09..2018-03-12"),
    ("Negotiators said they would need more time.", "forecast", "likely", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "certainty", "days"), KINDS, ids=lambda v: str(v)[:50])
def test_a_statement_of_the_future(text: str, kind: str, certainty: str, days: str | None) -> None:
    found = _read(text)
    assert len(found) == 1, found
    assert found[0].kind == kind
    assert found[0].span == Span(0, len(text))
    if days is None:
        assert found[0].when is None
    else:
        first, _, last = days.partition("..")
        assert found[0].when == Interval(_day(first), _day(last if ".." in days else first))
    assert found[0].certainty == certainty


@pytest.mark.parametrize(
    "text",
    [
        "The council voted on the budget on Tuesday.",
        "The trial was due to begin in January.",
        "The firm had planned to open a plant there.",
        "He would later become the mayor of the town.",
        "Critics say the levy would hurt fishermen.",
        "The bill would ban night flights.",
        "If you press the button, the door will open.",
        "The driver may have fallen asleep.",
        "She works hard to feed her children.",
        "The mayor declined to say whether she will run again.",
        "The firm has no plans to sell the mill.",
        "The council scrapped a plan to widen the road.",
        "Will the bridge ever be repaired?",
        "If the island had its own doctor, people would stay.",
        "Older drivers are more likely to obey the signs.",
        "The two sides could not agree.",
        "The tweet may be related to a debate in the ministry.",
        "The boys may be hiding in the woods.",
        "He could not explain the delay.",
        "He said he would never vote for her.",
        "The island is considered to be of value to the state.",
        "Her policy would extend to single mothers.",
        "Ms Orrin has the best plan to mend the army.",
        "The film was released in May.",
        "This material may not be published or rewritten.",
        "The shop opens every day at nine.",
        "Some 19 percent said they would not pick either candidate.",
        "Three weeks ago Ms Orrin said that she would explain it.",
        "Many users will be unaware of the leak.",
        "His spirit will always guide the firm.",
        "He said that would permit the building of more ships.",
        "He gave reasons why the mayor will not sell her house.",
        "The donors want a say in deciding who will run the port.",
        "The firm is out to ruin its rivals.",
        "He said it was unlikely that the town would get back the land.",
        "“I will miss her,” Orrin said.",
    ],
)
def test_what_is_not_to_come_is_left_out(text: str) -> None:
    assert _read(text) == ()


def test_actor_action_and_condition_are_words_of_the_text() -> None:
    text = "Gale Power said it would build a second dam if the council agreed."
    (found,) = _read(text)
    assert found.actor == "Gale Power"
    assert found.action is not None
    assert found.action.of(text) == "build a second dam"
    assert found.condition is not None
    assert found.condition.of(text) == "if the council agreed"


def test_the_actor_is_the_one_expected_to_act_or_named_beside() -> None:
    (found,) = _read("The mayor expects the rebuilt mill to make cloth.")
    assert found.actor == "the rebuilt mill"
    (found,) = _read("Gale Power said it would be hiring welders.")
    assert found.actor == "Gale Power"


def test_names_and_quotes_give_full_names_and_speakers() -> None:
    text = "“We will rebuild the pier,” Orrin said. Orrin will speak on Friday."
    second = text.index("Orrin will")
    names = [Name(Span(at, at + 5), "person", "Ada Orrin") for at in (text.index("Orrin"), second)]
    quotes = [Quote((Span(1, text.index(",”") + 1),), speaker="Ada Orrin", kind="direct")]
    tree = parse(text)
    found = find_forward(tree, text, read_times(tree, text, TODAY), quotes, names, (), TODAY)
    assert [(f.kind, f.actor, f.speaker) for f in found] == [
        ("pledge", "Ada Orrin", "Ada Orrin"),
        ("scheduled", "Ada Orrin", None),
    ]


def test_a_plan_told_with_a_day_gone_by_is_over() -> None:
    assert _read("The ship is due to sail on 3 March 2017.") == ()


def test_the_day_of_a_promise_is_not_the_day_of_the_act() -> None:
    (found,) = _read("The firm agreed on Monday to sell the mill.")
    assert found.when is None


def test_without_a_creation_day_only_full_dates_are_days() -> None:
    (found,) = _read("The council will meet on 9 March 2018.", None)
    assert found.when == Interval(dt.date(2018, 3, 9), dt.date(2018, 3, 9))
    (found,) = _read("The council will meet on Friday.", None)
    assert found.when is None


@pytest.mark.parametrize(
    "text", ["", "\n", "will", "“ will ” “", "\u202ewill meet\u202c", "to to to be", "must. if"]
)
def test_odd_text_never_raises(text: str) -> None:
    _read(text)
    _read(text, None)


def test_a_sentence_without_end_is_no_statement_and_costs_little() -> None:
    text = "The panel will meet and it plans to vote " * 500
    tree = parse(text)
    started = time.perf_counter()
    assert isinstance(find_forward(tree, text, (), (), (), (), TODAY), tuple)
    assert time.perf_counter() - started < 5
