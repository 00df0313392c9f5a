"""A brief that has hardly any statements asks less of them, and never less truth."""

from __future__ import annotations

import datetime as dt
import functools

import pytest
from msgspec import structs

from nutgraf.analysis.analyze import analyze
from nutgraf.briefs.candidates import title_words
from nutgraf.briefs.check import check_point
from nutgraf.briefs.draft import UnusableError
from nutgraf.briefs.hearing import Hearing, Voice
from nutgraf.briefs.material import Material
from nutgraf.briefs.said import choose_statements
from nutgraf.briefs.sense import interjects, is_broken, leaning, untold_nouns
from nutgraf.briefs.statements import draft_statement
from nutgraf.briefs.style import content_words
from nutgraf.records import Article, Story

WEDNESDAY = dt.date(2026, 3, 4)
LEDE = (
    "Two work trains of the Port Ellery Transit Authority collided in the harbour tunnel on "
    "Wednesday, injuring one worker. The Port Ellery Transit Authority closed the harbour tunnel "
    "for the morning."
)


def article(text: str, publisher: str = "Coastal Wire") -> Article:
    return Article(
        id=f"{publisher} {len(text)}",
        text=f"{LEDE}\n\n{text}",
        publisher=publisher,
        headline="Work trains collide in Port Ellery harbour tunnel",
        published=dt.datetime.combine(WEDNESDAY, dt.time(18), dt.UTC),
    )


@functools.cache
def analysed(one: Article):
    return analyze(one)


def offered(text: str) -> list[str]:
    """The statements that a brief may choose from when it has told the lede."""
    one = article(text)
    analyses = {one.id: analysed(one)}
    story = Story(id="s", title=one.headline or "", article_ids=(one.id,), independent=1)
    material = Material(story, [one], analyses, as_of=WEDNESDAY)
    points = []
    for statement in choose_statements(material, [content_words(LEDE)]):
        try:
            point, _ = draft_statement(material, statement, set(), set())
        except UnusableError:
            continue
        assert check_point(point, {one.id: one}, WEDNESDAY, analyses) == ()
        points.append(point.text)
    return points


def test_a_bare_body_is_named_where_it_can_only_be_the_one_before_it():
    told = offered(
        "The Port Ellery Transit Authority runs both trains. The agency said the injured "
        "worker was treated for cuts on the platform of the harbour station."
    )
    assert [text for text in told if "cuts on the platform" in text] == [
        "The Port Ellery Transit Authority said the injured worker was treated for cuts on the "
        "platform of the harbour station."
    ]


def test_a_bare_body_of_two_is_nobody():
    told = offered(
        "The Northgate Rail Union met the Port Ellery Transit Authority. The agency said the "
        "injured worker was treated for cuts on the platform of the harbour station."
    )
    assert not any("cuts on the platform" in text and "Union said" in text for text in told)
    assert not any(text.startswith("The agency") for text in told)


def test_a_pronoun_that_means_the_speaker_is_no_reason_to_leave_a_statement_out():
    told = offered(
        "Harbour inspector Tomas Wrede said he had warned of a blind bend in the harbour tunnel "
        "for three winters."
    )
    assert any("Tomas Wrede said he had warned of a blind bend" in text for text in told)


def test_two_who_speak_in_one_sentence_are_heard_together():
    told = offered(
        "Inspector Tomas Wrede said the trains had no working brakes, but driver Ines Calloway "
        "said the brakes of both trains were tested on Monday."
    )
    assert any("no working brakes" in text and "were tested" in text for text in told)


def test_mere_facts_of_another_matter_fill_no_brief():
    told = offered(
        "A choir from Valmere won the song prize in the town hall of Northgate.\n\n"
        "The bakery on Mill Street sells rye loaves before dawn."
    )
    assert not any("choir" in text or "bakery" in text for text in told)


@pytest.mark.parametrize("word", ["The group", "Seven in 10"])
def test_of_whom_it_is_so_many_has_to_be_told(word):
    told = offered(
        "The poll asked the commuters of Valmere about the harbour tunnel. Seven in 10 said "
        "the tunnel trains of Port Ellery were unsafe, according to the poll."
    )
    assert not any(text.startswith(word) for text in told)


def test_what_only_the_article_has_told_counts_as_untold():
    before = "The team saw a faint signature in the data of the telescope."
    told = content_words("A team found a planet")
    assert untold_nouns("We weighed the signature, and so the planet", told, before) == 1
    assert untold_nouns("The planet is far away", told, before) == 0
    assert untold_nouns("The signature of the planet is faint", told, before) == 0
    assert untold_nouns("The weather is bad", told, before) == 0


def test_a_headline_run_into_a_sentence_with_its_name_twice_is_broken():
    assert is_broken(
        "Brandt calls the levy fair in row over the harbour walls Brandt's aide, Ines Calloway, "
        "denied it."
    )
    assert not is_broken("Brandt calls the levy fair, and Brandt's aide, Ines Calloway, agreed.")


def test_an_answer_or_an_inference_is_no_beginning():
    assert interjects("Therefore, the tunnel stays shut")
    assert not interjects("The tunnel stays shut")


def test_the_first_voice_against_is_wanted_before_one_more_for():
    hearing = Hearing()
    hearing.hear(Voice("a", "", "Post", "Roe said the tunnel is safe.", analysis=False))
    again = Voice("b", "", "Post", "Poe said the tunnel is sound.", analysis=False)
    against = Voice("c", "", "Post", "Moe denied that the tunnel is safe.", analysis=False)
    apart = Voice("d", "", "Post", "Doe, a professor, said the tunnel is old.", analysis=False)
    assert hearing.worth(against, 1.0) > hearing.worth(again, 1.0)
    assert hearing.worth(apart, 1.0) > hearing.worth(again, 1.0)
    hearing.hear(apart)
    other = Voice("e", "", "Post", "Coe, an analyst, said the tunnel is long.", analysis=False)
    assert hearing.worth(other, 1.0) < hearing.worth(apart, 1.0) + 1.5


def test_what_a_thing_shows_is_its_publishers_view():
    told = offered(
        "The collision showed how little the Port Ellery Transit Authority spends on signals "
        "in the harbour tunnel.\n\n"
        'Inspector Tomas Wrede said, "Nobody checked the brakes of both trains on Monday."'
        '\n\nDriver Ines Calloway said, "The drivers have asked for radios in every cab."'
    )
    assert any(
        "showed how little" in text and text.endswith(", Coastal Wire said.") for text in told
    )


def test_the_denial_of_somebody_accused_is_a_statement():
    told = offered("Mayor Ines Calloway has denied that she knew of a broken signal in the tunnel.")
    assert any(text.startswith("Mayor Ines Calloway has denied that she") for text in told)


def test_a_request_that_was_denied_or_a_bill_rejected_is_no_answer():
    told = offered(
        "The Port Ellery Transit Authority denied entry to the tunnel to four cranes.\n\n"
        "The Lower House rejected a bill on the trains of the harbour tunnel."
    )
    assert not any("denied entry" in text or "rejected a bill" in text for text in told)


def test_that_which_opens_what_is_said_points_nowhere_and_that_which_acts_does():
    told = offered(
        "Inspector Tomas Wrede said that will keep the harbour tunnel shut for both of its trains."
    )
    assert not any("that will keep" in text for text in told)


def test_the_title_of_another_matter_says_nothing_of_the_topic():
    train = article("Mayor Ines Calloway visited the tunnel.")
    bakery = structs.replace(
        train, id="b", text="The bakery of Valmere sells rye loaves.", publisher="Valmere Post"
    )
    analyses = {one.id: analysed(one) for one in (train, bakery)}
    told = content_words(LEDE)
    for title, expected in (("Tunnel trains collide", True), ("Bakery sells rye", False)):
        story = Story(id="s", title=title, article_ids=(train.id, "b"), independent=2)
        material = Material(story, [train, bakery], analyses, as_of=WEDNESDAY)
        assert bool(title_words(material, told)) is expected


def test_a_pronoun_whose_name_comes_next_leans_on_nothing():
    assert leaning('"Just like his tax plan, Adrian Brandt\'s levy is for the rich"') == 0
    assert leaning('"Just like his tax plan, the levy is for the rich"') == 1


def test_words_whose_cue_was_cut_are_given_to_nobody_else():
    told = offered(
        "Unlike the engineer Jonas Falk, who once wrote the line, “A tunnel is a promise in the "
        "dark,” Inspector Tomas Wrede called on the mayor to close the harbour tunnel for good."
    )
    assert not any("promise in the dark" in text for text in told)


def test_what_was_not_known_yet_is_no_analysis():
    told = offered(
        "The Port Ellery Transit Authority has yet to explain the crash in the harbour tunnel, a "
        "sign that its search for the cause is harder than it seemed."
    )
    assert not any("has yet to" in text for text in told)
