"""How a brief names people at first and after that, whatever the sentence printed."""

from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.analysis.analyze import analyze
from nutgraf.briefs.check import check_point
from nutgraf.briefs.draft import Draft
from nutgraf.briefs.material import Material
from nutgraf.briefs.people import People
from nutgraf.records import Article, Point, Span, Story

DAY = dt.date(2026, 3, 3)


def articles_of(*texts: str) -> tuple[Article, ...]:
    return tuple(
        Article(
            id=f"a{number}",
            text=text,
            publisher=f"Publisher {number}",
            published=dt.datetime.combine(DAY, dt.time(18), dt.UTC),
        )
        for number, text in enumerate(texts)
    )


def introduced(full_name: str, *texts: str) -> str:
    """What a brief calls somebody first."""
    articles = articles_of(*texts)
    person = People(articles, {a.id: analyze(a) for a in articles}).find(full_name)
    assert person is not None
    return person.introduction


def draft_of(passage: str, *others: str, known: tuple[str, ...] = (), after: str = "") -> Draft:
    """A draft of ``passage``, which opens an article, made beside other articles."""
    articles = articles_of(f"{passage}{after}", *others)
    analyses = {a.id: analyze(a) for a in articles}
    story = Story(id="s", title="Ferry sinks", article_ids=tuple(a.id for a in articles))
    material = Material(story, articles, analyses, as_of=DAY)
    sentences = [s for s in analyses["a0"].sentences if s.span.end <= len(passage)]
    whole = Span(0, len(passage))
    keys = [person.key for name in known if (person := material.people.find(name))]
    draft = Draft(material, articles[0], whole, known=keys)
    draft.cut_openings(sentences)
    draft.set_marks()
    draft.name_people()
    draft.shorten(sentences, 40)
    draft.tidy()
    return draft


def told(passage: str, *others: str, known: tuple[str, ...] = (), after: str = "") -> str:
    """What a brief prints of ``passage``; it passes the check."""
    draft = draft_of(passage, *others, known=known, after=after)
    point: Point = draft.point()
    articles = draft.material.articles
    analyses = draft.material.analyses
    assert not list(check_point(point, {a.id: a for a in articles}, DAY, analyses))
    return point.text


FERRY = "The ferry Alder sank off Port Ellery on Monday. "


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Anna Varga, 41, a passenger, said so.", "Anna Varga, a passenger,"),
        (
            "The boat was seen by Anna Varga, the owner of the mill.",
            "Anna Varga, the owner of the mill,",
        ),
        ("A resident, Anna Varga, wept on the quay.", "Anna Varga, a resident,"),
        ("The nurse saw passenger Anna Varga.", "passenger Anna Varga"),
        ("Former Mayor Anna Varga wept.", "former Mayor Anna Varga"),
        ("Anna Varga, who lives near the quay, wept.", "Anna Varga, who lives near the quay,"),
        ("Anna Varga is the owner of the mill.", "Anna Varga, the owner of the mill,"),
    ],
)
def test_a_role_of_any_article_introduces(text: str, wanted: str) -> None:
    other = "Anna Varga said on Monday that the ferry had been full."
    assert introduced("Anna Varga", other, FERRY + text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Anna Varga, 33, sobbing on the quay, said so.",
        "Anna Varga, a Muslim woman, said so.",
        "Anna Varga is not the owner of the mill.",
        "The brother of the owner, Anna Varga, said so.",
        "Her sister Anna Varga wept.",
    ],
)
def test_what_is_no_role_or_may_be_another_s_introduces_nobody(text: str) -> None:
    assert introduced("Anna Varga", FERRY + text) == "Anna Varga"


def test_what_is_said_to_be_a_group_is_nobody() -> None:
    texts = ("Anna Varga, an armed group, held the quay.", "Anna Varga left on Monday.")
    articles = articles_of(*texts)
    assert People(articles, {a.id: analyze(a) for a in articles}).find("Anna Varga") is None


def test_a_hyphen_makes_no_second_person() -> None:
    texts = ("President Han Jae-min spoke.", "Han Jae Min spoke on Monday.", "Han Jae-min left.")
    articles = articles_of(*texts)
    people = People(articles, {a.id: analyze(a) for a in articles})
    one, other = people.find("Han Jae-min"), people.find("Han Jae Min")
    assert one is not None
    assert one is other


def test_a_particle_belongs_to_the_surname() -> None:
    articles = articles_of("Mayor Ann de Groot said the quay was shut. De Groot left.")
    person = People(articles, {a.id: analyze(a) for a in articles}).find("Ann de Groot")
    assert person is not None
    assert person.short == "de Groot"


def test_a_role_is_fetched_from_another_article_and_passes_the_check() -> None:
    passage = '"The water came in fast," Anna Varga said.'
    other = FERRY + "Anna Varga, 41, a passenger, was rescued."
    wanted = '"The water came in fast," Anna Varga, a passenger, said.'
    assert told(passage, other) == wanted


def test_no_role_is_told_twice() -> None:
    passage = "The captain’s lawyer, Anna Varga, said the ferry was sound."
    other = FERRY + "Anna Varga, a lawyer for the captain, spoke on Monday."
    assert told(passage, other) == passage


def test_a_second_mention_has_the_surname_and_no_role() -> None:
    passage = '"We are full," said Anna Varga, the spokeswoman of the harbour.'
    assert told(passage, known=("Anna Varga",)) == '"We are full," said Varga.'


def test_a_title_with_words_of_its_own_stays_whole() -> None:
    passage = "Reporters met top aide Anna Varga on the quay."
    assert "top Varga" not in told(passage, known=("Anna Varga",))


def test_a_draft_tells_of_whom_nobody_knows_what_they_are() -> None:
    draft = draft_of('"The water came in fast," Anna Varga said.')
    assert draft.unexplained == ["anna varga"]
    draft = draft_of('"The water came in fast," Mayor Anna Varga said.')
    assert draft.unexplained == []


@pytest.mark.parametrize(
    ("passage", "wanted"),
    [
        (
            "Mayor Anna Varga, for her part, has closed the quay.",
            "Mayor Anna Varga has closed the quay.",
        ),
        ("Mayor Anna Varga has also closed the quay.", "Mayor Anna Varga has closed the quay."),
        ("Mayor Anna Varga closed the quay, too.", "Mayor Anna Varga closed the quay."),
        ("The harbour is also known as the Basin.", "The harbour is also known as the Basin."),
        ("The ferry was not only old but also full.", "The ferry was not only old but also full."),
    ],
)
def test_words_that_lean_on_what_was_left_behind_go(passage: str, wanted: str) -> None:
    assert told(passage) == wanted


def test_nothing_was_added_to_what_nobody_said() -> None:
    passage = 'Mayor Anna Varga added: "The quay is shut."'
    assert told(passage) == 'Mayor Anna Varga said: "The quay is shut."'
    assert told(passage, known=("Anna Varga",)) == 'Varga added: "The quay is shut."'


def test_a_judge_who_is_named_later_is_named_at_once() -> None:
    passage = "A federal judge ordered the ferry line to pay on Monday."
    after = " District Judge Anna Varga said the line had been warned."
    wanted = "A federal judge, Anna Varga, ordered the ferry line to pay on Monday."
    assert told(passage, after=after) == wanted


def test_a_gunman_is_named_where_several_are_sure() -> None:
    passage = "Police said the gunman fled to the quay."
    sure = FERRY + "The gunman, Otto Brandt, was found dead."
    wanted = "Police said the gunman, Otto Brandt, fled to the quay."
    assert told(passage, sure, "Gunman Otto Brandt lived in Port Ellery.") == wanted
    assert told(passage, sure) == passage
    unsure = FERRY + "The brother of the gunman, Otto Brandt, was found dead."
    assert told(passage, unsure, unsure + " He was 40.") == passage


def test_letters_are_told_in_full_once() -> None:
    passage = "The ferry line told the HPB that the ship was sound."
    other = FERRY + "The Harbour Police Board (HPB) closed the quay. The HPB has 12 boats."
    wanted = "The ferry line told the Harbour Police Board that the ship was sound."
    assert told(passage, other) == wanted


def test_his_stays_before_the_one_it_is_of() -> None:
    passage = "To keep his promise, Mayor Otto Brandt will close the quay."
    assert told(passage, after=" Otto Brandt said so on Monday.") == passage


def test_a_role_of_nothing_gives_way_to_one_that_says_of_what() -> None:
    passage = '"We are full," said the spokeswoman, Anna Varga.'
    other = FERRY + "Harbour Board spokeswoman Anna Varga spoke on Monday."
    assert told(passage, other) == '"We are full," said Harbour Board spokeswoman Anna Varga.'


def test_who_was_identified_as_the_suspect_is_the_suspect() -> None:
    text = "Police found the suspect dead. The man was later identified as Otto Brandt, 64."
    assert introduced("Otto Brandt", FERRY + text) == "Otto Brandt, the suspect,"


def test_only_the_speaker_of_a_long_sentence_gets_a_role() -> None:
    passage = (
        "Mayor Otto Brandt said on Monday that the quay of Port Ellery would stay shut for all of "
        "the summer and that the ferry line had been told by Anna Varga in a letter to the board "
        "that no more money was left for repairs."
    )
    other = FERRY + "Engineer Anna Varga spoke on Monday."
    assert told(passage, other) == passage
    short = "Mayor Otto Brandt said on Monday that Anna Varga had left."
    assert "engineer Anna Varga" in told(short, other)


def test_words_of_whose_a_second_mention_is_go_with_the_title() -> None:
    passage = '"We are full," Brandt’s lawyer Anna Varga said.'
    assert told(passage, known=("Anna Varga",)) == '"We are full," Varga said.'


def test_no_word_of_a_quotation_is_cut_as_a_connective() -> None:
    passage = '"It is not safe. But it is cheap, and the harbour is full," Mayor Anna Varga said.'
    assert told(passage) == passage


def test_a_name_that_a_hyphen_joins_stays() -> None:
    passage = "The anti-Varga party won on Monday."
    other = FERRY + "Mayor Anna Varga lost."
    assert told(passage, other, after=" Anna Varga lost.") == passage


def test_a_title_and_a_name_from_two_places_take_a_possessive() -> None:
    passage = "The mayor had a cold, and the crowd heard his speech."
    other = "Mayor Varga spoke. Anna Varga left."
    draft = draft_of(passage, other)
    person = draft.material.people.find("Anna Varga")
    assert person is not None
    at = Span(passage.index("his"), passage.index("his") + 3)
    printed, evidence = draft.called(person)
    draft.edit("name", at, f"{printed}'s", "pronoun", evidence)
    point = draft.point()
    assert point.text == "The mayor had a cold, and the crowd heard Mayor Anna Varga's speech."
    articles = {a.id: a for a in draft.material.articles}
    assert not list(check_point(point, articles, DAY, draft.material.analyses))


def test_one_person_spelled_in_two_ways_is_introduced_once() -> None:
    articles = articles_of(
        "Foreign Minister Sergey Halloran spoke on Monday. Halloran left.",
        "Foreign Minister Sergei Halloran spoke on Monday. Halloran left.",
    )
    people = People(articles, {a.id: analyze(a) for a in articles})
    assert people.find("Sergey Halloran") is people.find("Sergei Halloran")


def test_an_office_that_was_left_is_no_title() -> None:
    other = "Ida Quennell was president until May. Quennell left the house on Monday."
    passage = "Divers met President Ida Quennell on the quay of Port Ellery."
    assert told(passage, other) == "Divers met Ida Quennell on the quay of Port Ellery."
    assert told(passage, "Quennell left on Monday.") == passage
    club = "Ida Quennell was president of the club in May. Quennell left the house on Monday."
    assert told(passage, club) == passage


def test_the_office_goes_before_what_somebody_was() -> None:
    passage = "Ida Quennell, a former prosecutor, said the ferry had been full."
    other = "Vale Gov. Ida Quennell came to the quay on Monday. Quennell wept."
    assert told(passage, other) == "Vale Gov. Ida Quennell said the ferry had been full."
    assert told(passage, "Quennell wept on Monday.") == passage


def test_a_role_that_points_back_gives_way_to_one_that_says_of_what() -> None:
    passage = '"Five were aboard," said Ida Quennell, its chief executive.'
    other = "Ida Quennell, chief executive of Ellery Lines, wept on Monday."
    assert told(passage, other) == (
        '"Five were aboard," said Ida Quennell, chief executive of Ellery Lines.'
    )


def test_a_name_that_only_says_whose_somebody_is_stays_short() -> None:
    passage = "Divers met top Quennell strategist Bram Osei on the quay of Port Ellery."
    other = "Vale Gov. Ida Quennell came to the quay on Monday. Quennell wept."
    assert "top Quennell strategist" in told(passage, other)


def test_whoever_is_known_is_not_told_of_again() -> None:
    passage = (
        '"Assuming the levy fails, there will be a battle for the harbour," said Bram Osei, the '
        "Quennell strategist who wrote the reply to the port on Sunday."
    )
    other = "Strategist Bram Osei came to the quay on Monday. Osei wept."
    assert told(passage, other, known=("Bram Osei",)).endswith('harbour," said Osei.')


def test_who_fights_under_one_name_is_no_person() -> None:
    articles = articles_of("Boko Haram freed 21 girls on Monday. Haram had held them.")
    assert People(articles, {a.id: analyze(a) for a in articles}).find("Boko Haram") is None
