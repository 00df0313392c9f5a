"""Who said what: whom a brief quotes, and which words of theirs make sense in it."""

from __future__ import annotations

import pytest

from nutgraf.briefs.hearing import Hearing, Voice
from nutgraf.briefs.sense import (
    argument,
    dangles,
    is_broken,
    is_title,
    leaning,
    only_labels,
)
from tests.levy_world import article, said_in

MINISTER = (
    'Finance Minister Helena Brandt said, "The harbour levy pays for the wall, and the wall keeps '
    'the water out."\n\n'
    '"The levy is fair to every shipper who uses the harbour," Brandt said.\n\n'
    '"The bill puts the cost where the traffic is," Brandt said.\n\n'
    '"The harbour has waited nine years for the levy," Brandt said.'
)
UNION = (
    'Port union leader Tomas Wrede said, "The harbour levy sends the container ships to other '
    'ports along the coast."'
)
SHIPPER = (
    'Shipping economist Ines Calloway of Ellery University told the Northgate Tribune, "The levy '
    'is small beside the price of fuel in the harbour."'
)


def test_others_are_heard_before_one_speaks_a_third_time():
    told = said_in(article(MINISTER), article(UNION, "Northgate Tribune"), article(SHIPPER, "Post"))
    speakers = [next(n for n in ("Brandt", "Wrede", "Calloway") if n in t) for t in told]
    assert {"Brandt", "Wrede", "Calloway"} <= set(speakers)
    assert speakers.count("Brandt") <= 3


def test_statements_of_one_speaker_stand_together():
    told = said_in(article(f"{MINISTER}\n\n{UNION}"), article(SHIPPER, "Northgate Tribune"))
    order = [next(n for n in ("Brandt", "Wrede", "Calloway") if n in text) for text in told]
    assert order == sorted(order, key=order.index)


def test_he_is_not_given_to_somebody_other_than_the_one_named_last():
    told = said_in(
        article(
            'Finance Minister Adrian Brandt said, "The harbour levy pays for the wall." Among the '
            "crowd outside was Piet Olsen, a pilot in an old oilskin.\n\n"
            '"I have steered ships through that harbour for 41 years, and no levy ever mended a '
            'wall," he said.'
        )
    )
    assert not any("41 years" in text and "Brandt" in text for text in told)


@pytest.mark.parametrize(
    "performed",
    [
        'The choir on the steps sang "The harbour is my home and the levy is my song" to Finance '
        "Minister Helena Brandt.",
        'Actor Rolf Denning hollered "Give the harbour back, you levy men of Valmere" from the '
        "stage of the theatre.",
    ],
)
def test_nobody_who_sings_or_hollers_is_quoted(performed):
    assert not any("harbour is my" in t or "harbour back" in t for t in said_in(article(performed)))


def test_nobody_adds_to_what_was_not_told():
    told = said_in(
        article(
            '"Ask the pilots of the harbour about the levy and the wall," Port union leader Tomas '
            "Wrede added."
        )
    )
    assert told == [
        '"Ask the pilots of the harbour about the levy and the wall," Port union leader Tomas '
        "Wrede said."
    ]


def test_the_bare_role_is_named():
    told = said_in(
        article(
            "Gov. Adrian Brandt opened the debate on the harbour levy.\n\n"
            "At the end of it, the governor said he had called the harbour levy "
            '"a fair price that the dockers know is fair."'
        )
    )
    signing = [text for text in told if "dockers" in text]
    assert signing
    assert "Gov. Adrian Brandt said he had called" in signing[0]


def test_a_relative_clause_that_holds_the_cue_stays():
    told = said_in(
        article(
            "Finance Minister Helena Brandt saw that the vote on the harbour levy would be close "
            "from the face of the speaker of the house, Tomas Wrede, who told her deputy, "
            '"Nobody goes home before the harbour levy has been counted twice over."'
        )
    )
    assert all("told" in text or "said" in text for text in told)


# ------------------------------------------------------------------ whom to hear next


def voice(
    speaker: str,
    publisher: str = "Coastal Wire",
    *,
    party: str = "",
    sentence: str = "",
    analysis: bool = False,
) -> Voice:
    return Voice(speaker, party, publisher, sentence, analysis=analysis)


def test_a_new_speaker_is_wanted_more_than_one_heard_before():
    hearing = Hearing()
    hearing.hear(voice("helena brandt"))
    again = hearing.worth(voice("helena brandt"), 4.0)
    assert hearing.worth(voice("tomas wrede"), 3.6) > again


def test_a_second_publisher_is_wanted():
    hearing = Hearing()
    hearing.hear(voice("helena brandt"))
    same = hearing.worth(voice("tomas wrede"), 3.5)
    assert hearing.worth(voice("tomas wrede", "Northgate Tribune"), 3.0) > same


def test_an_answer_is_wanted_more_than_another_statement():
    hearing = Hearing()
    hearing.hear(voice("helena brandt"))
    answer = voice("tomas wrede", "Post", sentence="Wrede said Brandt was wrong.")
    other = voice("tomas wrede", "Post", sentence="Wrede spoke at noon.")
    assert hearing.worth(answer, 3.0) > hearing.worth(other, 3.0)


def test_after_two_for_one_party_another_is_wanted():
    hearing = Hearing()
    hearing.hear(voice("helena brandt"))
    hearing.hear(voice("her spokesman", party="helena brandt"))
    third = hearing.worth(voice("her deputy", party="helena brandt"), 3.5)
    assert hearing.worth(voice("tomas wrede"), 3.0) > third


def test_analysis_waits_for_two_quotations():
    hearing = Hearing()
    own = voice("Post", "Post", analysis=True)
    assert hearing.worth(own, 5.0) < hearing.worth(voice("a b", "Post"), 0.0)
    hearing.hear(voice("a b", "Post"))
    hearing.hear(voice("c d", "Post"))
    assert hearing.worth(own, 5.0) > 0


# ------------------------------------------------------------------ sense


@pytest.mark.parametrize(
    "leans",
    [
        '"This is what we feared," Roe said.',
        '"They will never agree to a levy," Roe said.',
        '"She was good," Roe said.',
        '"That just proves my point," Roe said.',
        '"It has no place in the harbour," Roe said.',
    ],
)
def test_words_that_lean_on_what_was_told_before(leans):
    assert leaning(leans, speaker="Roe") > 0


@pytest.mark.parametrize(
    "stands",
    [
        '"The drivers say they will never agree to a levy," Roe said.',
        '"It is hard to see who would pay," Roe said.',
        'Of Brandt, Roe said, "she was the best speaker of the night."',
        '"We have a plan that is ready for the harbour," Roe said.',
        '"The wall is old, and it leaks," Roe said.',
    ],
)
def test_words_that_make_sense_alone(stands):
    assert leaning(stands, speaker="Roe") == 0


@pytest.mark.parametrize(
    ("sentence", "body", "expected"),
    [
        ('The army said he "acted well" on the quay.', True, True),
        ('The army said the guard "acted well" when he fired.', True, False),
        ('Roe described him as "a writer of long letters".', False, True),
        ('Roe described Brandt as "a writer" and thanked him.', False, False),
    ],
)
def test_a_pronoun_outside_the_marks_needs_somebody(sentence, body, expected):
    speaker = "army" if body else "Roe"
    assert dangles(sentence, speaker, body=body) is expected


@pytest.mark.parametrize(
    "text",
    [
        "The levy hasnât been paid.",
        "PORT ELLERY (CW)Finance Minister Brandt spoke.",
        'Brandt on the levy: "too little for the wall" The bill passed on Tuesday.',
        "3/3/26, 11:37 AM CET BY",
    ],
)
def test_text_misread_on_its_way_is_broken(text):
    assert is_broken(text)


def test_plain_text_is_not_broken():
    assert not is_broken('"The levy is fair," Finance Minister Helena Brandt said on Tuesday.')


def test_names_of_works_are_no_statements():
    assert is_title("The Harbour and the Wall")
    assert not is_title("The wall keeps the water out")


def test_an_article_that_speaks_to_its_readers_argues():
    plain = "The house passed the bill. The levy starts in May. The union called a meeting."
    heated = "Folks, you know how we feel! Sadly, the levy passed. What will they tax next?"
    assert argument(plain, 3) == 0
    assert argument(heated, 3) > 0.5


def test_a_label_before_a_noun_is_no_statement():
    assert only_labels('Brandt, who calls herself the "wall and harbour" candidate, left early.')
    assert not only_labels('Brandt called the mayor a "man of straw" who never read the bill.')


def test_words_that_hang_on_a_condition_are_not_quoted_without_it():
    told = said_in(
        article(
            "Finance Minister Helena Brandt asked the shippers to pay the harbour levy by May. "
            'Otherwise, she added, "The harbour closes its gates to every container ship."'
        )
    )
    assert not any("closes its gates" in text and "Otherwise" not in text for text in told)


def test_hedged_hearsay_is_not_quoted_as_said():
    told = said_in(
        article(
            "It is claimed that the old harbour master Tomas Wrede sent a telegram to the Lower "
            'House stating: "You will never mend the harbour wall with a levy on containers."'
        )
    )
    assert not any("Wrede said" in text for text in told)
