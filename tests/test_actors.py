"""Who is to act is told by name, through pronouns, lists and verbs that hand an act on."""

from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.analysis.analyze import analyze
from nutgraf.records import Article

PUBLISHED = dt.datetime(2018, 3, 7, tzinfo=dt.UTC)


def _actors(text: str) -> dict[str, str | None]:
    """The actors of what a text says is to come, by the first word of the act."""
    found = analyze(Article(id="a", text=text, published=PUBLISHED)).forward
    return {one.action.of(text).split()[0]: one.actor for one in found if one.action}


CASES = [
    # text, first word of the act, actor
    # Firms, things and groups
    ("Tarn Motors has 600 dealers. It intends to close 40 by May.", "close", "Tarn Motors"),
    ("The new bridge opened on Monday. It will carry 900 cars an hour.", "carry", "The new bridge"),
    (
        "The campaign began. It will visit schools. It will also lobby the senate.",
        "lobby",
        "The campaign",
    ),
    ("The port has made repairs, and it will open a new quay.", "open", "The port"),
    ("Ignoring the offer, the port lost a client. It may lose a second.", "lose", "the port"),
    ("When parents learn of this, they will join the protest.", "join", "parents"),
    ("The coalition met on Monday. Together, they will write a report.", "write", "The coalition"),
    (
        "The mayor and the sheriff met on Monday. They will meet again on Friday.",
        "meet",
        "The mayor and the sheriff",
    ),
    ("Ida Orrin warned Tarn Motors that it will pay on Friday.", "pay", "Tarn Motors"),
    ("While none of the pumps are old, they may fail in April.", "fail", "the pumps"),
    (
        "The Iranians warned that if Brazil left, they would restart the talks.",
        "restart",
        "The Iranians",
    ),
    ("The firm said he would pay on Friday.", "pay", "he"),
    ("If Brazil threatens the port, they will pay on Friday.", "pay", "Brazil"),
    # People
    ("But Ms Orrin's colleagues said she will have to face the voters.", "have", "Orrin"),
    (
        "Ida Orrin is popular. She is unlikely to stay, said Otto Brandt, an analyst.",
        "stay",
        "Ida Orrin",
    ),
    (
        "“This vote is not for Hillary Orrin. I think she’s going to win it,” said Otto Brandt.",
        "win",
        "Hillary Orrin",
    ),
    ("The minister said he would resign on Friday.", "resign", "The minister"),
    # Those who speak
    (
        "“We will appeal,” said Otto Brandt, a spokesman for the Harbour Fund.",
        "appeal",
        "Harbour Fund",
    ),
    (
        "“I will appeal,” said Otto Brandt, a spokesman for the Harbour Fund.",
        "appeal",
        "Otto Brandt",
    ),
    (
        "“We will publish a study,” said Otto Brandt, an economist at Harbour Bank.",
        "publish",
        "Otto Brandt",
    ),
    ("One user wrote: “We will march on Friday.”", "march", "One user"),
    ("Otto Brandt believes the US will continue to press the port.", "continue", "US"),
    # Lists, and phrases that a list or a name alone would cut short
    (
        "Bags, bottles and umbrellas will be banned at the stadium.",
        "banned",
        "Bags, bottles and umbrellas",
    ),
    (
        "Ida Orrin and her brother will open the fair on Friday.",
        "open",
        "Ida Orrin and her brother",
    ),
    ("The years ahead will be hard for the town.", "be", "The years ahead"),
    ("Whoever wins the seat will face a hard budget on Friday.", "face", "Whoever wins the seat"),
    ("Cutting the levy may help the town.", "help", "Cutting the levy"),
    # Verbs that hand the act to their object, and those that keep it
    ("The court ordered the agency to pay the nurses.", "pay", "the agency"),
    ("The agency was ordered to pay the nurses.", "pay", "The agency"),
    ("The mayor promised the nurses to repair the roof.", "repair", "The mayor"),
    ("Prices are expected to rise in April.", "rise", "Prices"),
    ("Ms Orrin seems likely to tone down the tests.", "tone", "Orrin"),
    # Plans and promises with an owner
    ("Tarn Motors announced plans on Friday to close a mill.", "close", "Tarn Motors"),
    ("Tarn Motors plans to close a mill", "close", "Tarn Motors"),
    ("The mayor reaffirmed the council's plan to close a mill.", "close", "the council"),
    ("Ida Orrin spoke on Monday. She reaffirmed her plan to close a mill.", "close", "Ida Orrin"),
    ("Tarn Motors has 600 dealers. It confirmed its plan to close a mill.", "close", "Tarn Motors"),
    # Empty subjects
    ("There will be a vote on Friday.", "be", "a vote"),
    ("It will be the first time that the senate has overruled a governor.", "be", "the senate"),
    ("It will be hard for the firm to pay its debts.", "be", "the firm"),
    # Clauses that relate to a noun
    ("Ms Orrin praised the men who will rebuild the quay.", "rebuild", "the men"),
    ("The council approved a tram line, which will open in May.", "open", "a tram line"),
]


@pytest.mark.parametrize(("text", "act", "actor"), CASES, ids=lambda v: str(v)[:50])
def test_an_actor(text: str, act: str, actor: str) -> None:
    assert _actors(text).get(act, "no such act") == actor


DOUBTFUL = [
    # Texts in which a guess would name the wrong one: the pronoun stays.
    ("The minister praised the firm. It will rain on Friday.", "rain", "It"),
    ("The firm sued and the bank appealed. It will pay damages on Friday.", "pay", "It"),
    (
        "“Hillary Orrin met Maria Brandt. She will resign on Friday,” said Otto Tamm.",
        "resign",
        "She",
    ),
    ("The firm said that if the port lost, it would appeal on Friday.", "appeal", "it"),
    ("“You will pay on Friday,” said Otto Tamm.", "pay", "You"),
    ("The mayor left early. It may snow on Friday.", "snow", "It"),
]


@pytest.mark.parametrize(("text", "act", "actor"), DOUBTFUL, ids=lambda v: str(v)[:50])
def test_no_wrong_name(text: str, act: str, actor: str) -> None:
    assert _actors(text).get(act, "no such act") == actor
