"""What next, where nothing is dated: what is under way, open, or asked of whom."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.test_upcoming import article, levy, next_of


@pytest.mark.parametrize(
    "sentence",
    [
        "Prosecutors in Port Ellery are investigating how the harbour levy bill was drafted.",
        "Ombudsman Ira Toll has opened an inquiry into the harbour levy bill.",
        "A clerk of the Lower House is being held on suspicion of changing the harbour levy bill.",
        "The Coastal Union has asked the Senate to reject the harbour levy bill.",
        "Deputy Ilse Corran called for a referendum on the harbour levy bill.",
        "The Senate has not decided when to take up the harbour levy bill, the speaker said.",
        "The harbour levy bill now goes to the Senate, the speaker of the Lower House said.",
        "The Coastal Union has appealed to the court against the vote on the harbour levy bill.",
    ],
)
def test_what_is_under_way_or_asked_for_is_told(sentence: str):
    assert next_of(article(levy(sentence))) == [sentence]


def test_an_open_question_is_credited_to_the_publisher_that_leaves_it_open():
    told = next_of(
        article(levy("It is unclear whether the Senate will pass the harbour levy bill by summer."))
    )
    assert told == [
        "It is unclear whether the Senate will pass the harbour levy bill by summer, "
        "Coastal Wire said."
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        # of another time
        "Three years ago the Coastal Union asked the Senate to reject the harbour levy bill.",
        # an aside
        "Clerk Jon Vess, who is being held on suspicion of fraud, drafted the harbour levy bill.",
        # asked of the public
        "The Lower House asked residents to read the harbour levy bill.",
        # of a body that nobody has spoken of
        "Deputy Ilse Corran said the agency should investigate the harbour levy bill.",
        # of the page
        "The Coastal Union has not responded to requests for comment on the harbour levy bill.",
        # somebody not named
        "It is unclear whether he will sign the harbour levy bill.",
    ],
)
def test_what_is_open_but_not_to_be_told(sentence: str):
    assert next_of(article(levy(sentence))) == []


def test_a_search_is_over_once_another_article_tells_the_capture():
    search = "Police in Valmere are searching for the man who changed the harbour levy bill."
    found = "A man was arrested over the harbour levy bill at noon."
    assert next_of(article(levy(search))) == [search]
    assert next_of(article(levy(search)), article(levy(found), "Ellery Daily")) == []


def test_a_decision_far_off_and_a_day_nobody_has_named_are_told():
    for sentence in (
        "A decision on whether the harbour levy bill goes to the Senate is months away.",
        "There is no word yet on when the Senate will take up the harbour levy bill.",
        "There’s not yet any date for the vote of the Senate on the harbour levy bill.",
    ):
        (told,) = next_of(article(levy(sentence)))
        assert told.startswith(sentence[:-1])


def test_what_was_open_before_an_update_of_the_page_is_not_told():
    search = "Police in Valmere are searching for the man who changed the harbour levy bill."
    assert next_of(article(levy(search, "UPDATE: The man was found at noon, and is well."))) == []


def test_the_next_games_at_the_end_of_a_match_report_are_told():
    report = (
        "ELLERY (AP) — Ellery Rovers beat Northgate Albion on Tuesday by three goals to one, and "
        "went to the top of the table for the first time in their history.\n\n"
        "Sol Brandt scored twice for Rovers in the second half of a match that Albion led.\n\n"
        "UP NEXT\nRovers: Host Vale Town on Saturday.\nAlbion: Visit Port City on Sunday.\n"
    )
    one = article(report)
    assert next_of(one) == [
        "Rovers: Host Vale Town on Saturday.",
        "Albion: Visit Port City on Sunday.",
    ]
    assert next_of(one, as_of=dt.date(2026, 3, 9)) == []


def test_a_date_comes_before_what_is_only_pending():
    told = next_of(
        article(
            levy(
                "Prosecutors in Port Ellery are investigating how the levy bill was drafted.",
                "The Senate will vote on the harbour levy bill on 17 March.",
            )
        )
    )
    assert told[0].startswith("The Senate will vote")
    assert told[1].startswith("Prosecutors")


def test_a_day_that_something_is_set_for_is_a_step_in_any_tense():
    offer = (
        "The Coastal Union answered the harbour levy bill with an offer of talks on 9 March, the "
        "first since the strike."
    )
    assert next_of(article(levy(offer))) == [offer]


def test_a_day_by_which_only_the_time_is_told_is_no_step():
    ahead = "The harbour levy bill was printed in red ahead of the hearing on 9 March."
    assert next_of(article(levy(ahead))) == []


def test_what_a_late_article_leaves_open_is_told_but_not_its_undated_plan():
    plan = "Deputy Ilse Corran plans to bring an amendment on trawlers to the harbour levy bill."
    inquiry = "Prosecutors in Port Ellery are investigating the harbour levy bill and its drafting."
    assert next_of(article(levy(plan))) == [plan]
    later = dt.date(2026, 3, 25)
    assert next_of(article(levy(plan)), as_of=later) == []
    assert next_of(article(levy(inquiry)), as_of=later) == [inquiry]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Senate has no interest in hurrying the harbour levy bill and will take its time.",
        "Six in ten percent said the Senate will pass the harbour levy bill.",
        "The Senate will refuse to comment on the harbour levy bill until Friday.",
        "Whatever comes, the Senate will vote on the harbour levy bill.",
        "In October the Senate will debate the the harbour levy bill.",
    ],
)
def test_a_refusal_a_poll_and_a_garbled_sentence_are_no_steps(sentence: str):
    assert next_of(article(levy(sentence))) == []


def test_who_decides_comes_before_what_is_only_done():
    told = next_of(
        article(
            levy(
                "Stevedores in Port Ellery are considering a strike against the harbour levy.",
                "Prosecutors in Port Ellery are investigating how the levy bill was drafted.",
            )
        )
    )
    assert told[0].startswith("Prosecutors")
