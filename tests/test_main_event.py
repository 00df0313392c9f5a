"""The events of an article: which is the main one, and what is told as fact, plan or past."""

from __future__ import annotations

import datetime as dt
import time

import msgspec
import pytest

from nutgraf.analysis.analyze import analyze
from nutgraf.analysis.events import find_events
from nutgraf.analysis.syntax import parse
from nutgraf.records import Article, Event, Interval

THURSDAY = dt.datetime(2026, 3, 12, 9)
WEDNESDAY = dt.date(2026, 3, 11)
FERRY = (
    "A ferry sank off Tarn Point on Wednesday, killing four people, officials said.\n"
    "The Brandal line had bought the boat in 2009. It will hold an inquiry on Friday.\n"
    "The captain could face charges.\n"
    "Divers searched the wreck until dusk."
)


def events_of(
    text: str, headline: str | None = None, published: dt.datetime | None = THURSDAY
) -> tuple[Event, ...]:
    return analyze(Article(id="x", text=text, headline=headline, published=published)).events


def by_verb(text: str, **more: str) -> dict[str, Event]:
    return {event.trigger.of(text): event for event in events_of(text, **more)}


def main_of(text: str, headline: str | None = None) -> Event:
    (main,) = (event for event in events_of(text, headline) if event.main)
    return main


def one_day(day: dt.date) -> Interval:
    return Interval(day, day)


def test_the_lede_tells_the_main_event() -> None:
    main = main_of(FERRY)
    assert main.trigger.of(FERRY) == "sank"
    assert main.when == one_day(WEDNESDAY)
    assert not main.when_inferred
    assert main.factual == "happened"
    assert not main.background


def test_the_headline_outweighs_the_first_sentence() -> None:
    text = (
        "Snow fell over the valley all morning. The shops stayed open.\n"
        "The council sold the Ravel Mill to a brewer."
    )
    assert main_of(text).trigger.of(text) == "fell"
    assert main_of(text, "Council sells Ravel Mill to brewer").trigger.of(text) == "sold"


def test_an_article_without_a_clause_has_no_main_event() -> None:
    assert events_of("Rain and more rain.") == ()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A crane fell on two houses. The street was shut on Tuesday.", dt.date(2026, 3, 10)),
        ("A crane has fallen on two houses. The street was shut on Tuesday.", THURSDAY.date()),
        ("A crane fell on two houses. The street was shut.", THURSDAY.date()),
        # A day of long ago is that of something else.
        ("A crane fell on two houses. The street was built in 1961.", THURSDAY.date()),
    ],
)
def test_the_main_event_is_dated_by_the_article_where_its_clause_names_no_day(
    text: str, day: dt.date
) -> None:
    main = main_of(text)
    assert main.when == one_day(day)
    assert main.when_inferred


def test_no_day_is_made_up_for_an_article_without_one() -> None:
    (event,) = events_of("A crane fell on two houses.", published=None)
    assert event.main
    assert event.when is None
    assert not event.when_inferred


@pytest.mark.parametrize(
    ("text", "verb", "factual"),
    [
        ("The council closed the bridge.", "closed", "happened"),
        ("The council did not close the bridge.", "did not close", "happened"),
        ("The council will close the bridge.", "will close", "planned"),
        ("The council is preparing to close the bridge.", "is preparing", "planned"),
        ("The council could close the bridge.", "could close", "hypothetical"),
        ("The council reportedly closed the bridge.", "closed", "hypothetical"),
        ("Traders believe the council closed the bridge.", "closed", "hypothetical"),
        ("Traders will march if the council closes the bridge.", "closes", "hypothetical"),
        ("Traders said the council closed the bridge.", "closed", "happened"),
    ],
)
def test_what_happened_is_told_from_what_is_planned_or_may_be(
    text: str, verb: str, factual: str
) -> None:
    assert by_verb(text)[verb].factual == factual


def test_a_hope_that_is_reported_is_not_over() -> None:
    text = "Ilse Roe said she hoped to open the yard. She said the yard closed."
    events = by_verb(text)
    assert events["hoped"].tense == "present"
    assert events["closed"].tense == "past"


@pytest.mark.parametrize(
    ("text", "verb", "background"),
    [
        ("The line had bought the boat.", "had bought", True),
        ("The line bought the boat in 2009.", "bought", True),
        ("The line bought the boat on Tuesday.", "bought", False),
        ("The line bought the boat.", "bought", False),
        ("The line will sell the boat in 2031.", "will sell", False),
    ],
)
def test_background_is_told_from_news(text: str, verb: str, background: bool) -> None:
    assert by_verb(text)[verb].background is background


def test_what_is_said_to_have_happened_is_an_event_and_the_saying_is_not() -> None:
    text = "Officials said a tram left the rails and hit a wall. “We saw it fall,” a guard said."
    assert set(by_verb(text)) == {"left", "hit"}


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Ilse Roe said it was an honour to meet the king at Tarn Castle.", {"said"}),
        ("Ilse Roe said the meeting was long and that a guard fell.", {"said", "fell"}),
        # What is said does more than link, or stands in marks.
        ("Ilse Roe said she sold the mill.", {"sold"}),
        ("“It was an honour to meet the king,” Ilse Roe said.", set()),
    ],
)
def test_the_saying_is_the_event_where_what_is_said_only_links(text: str, verbs: set[str]) -> None:
    assert set(by_verb(text)) == verbs


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Four people are dead after a tram left the rails.", {"are dead", "left"}),
        (
            "The bridge has been closed since dawn and two men are still missing.",
            {"are still missing"},
        ),
        ("Four people are tall.", set()),
    ],
)
def test_a_link_tells_an_event_only_with_an_outcome(text: str, verbs: set[str]) -> None:
    assert verbs <= set(by_verb(text))
    assert verbs or not by_verb(text)


def test_a_caption_run_into_a_sentence_leaves_the_sentence_its_event() -> None:
    text = (
        "Media caption Roe and Quist play nice, but it wasn't always so Vale President Ilse Roe "
        'has said it was a "great honour" to meet Mayor Orla Quist for talks at the Ravel Mill. '
        "Snow fell."
    )
    headline = "Ilse Roe and Orla Quist meet at Ravel Mill"
    assert main_of(text, headline).trigger.of(text) == "has said"


def test_a_circumstance_is_an_event_of_its_own() -> None:
    text = "Four people died when a tram left the rails."
    assert set(by_verb(text)) == {"died", "left"}


def test_a_deed_done_in_words_is_an_event() -> None:
    text = "Police named the four dead on Wednesday."
    assert by_verb(text)["named"].when == one_day(WEDNESDAY)


def test_those_who_take_part_in_a_passive_clause_keep_their_parts() -> None:
    text = "The mill and the old yard were bought by the council."
    (event,) = events_of(text)
    assert [(each.role, each.span.of(text)) for each in event.participants] == [
        ("object", "The mill"),
        ("object", "the old yard"),
        ("actor", "the council"),
    ]


def test_a_day_at_the_end_holds_for_the_verbs_joined_before_it() -> None:
    text = "Four people died and nine were hurt on Wednesday."
    assert {event.when for event in events_of(text)} == {one_day(WEDNESDAY)}


def test_the_place_is_one_the_clause_is_set_in() -> None:
    text = "A ferry sank in Norway. The London choir sang."
    events = by_verb(text)
    place = events["sank"].place
    assert place is not None
    assert place.of(text) == "Norway"
    assert events["sang"].place is None


def test_an_event_stored_before_these_fields_were_known_can_be_read() -> None:
    stored = b'{"span": {"start": 0, "end": 4}, "trigger": {"start": 2, "end": 4}}'
    event = msgspec.json.decode(stored, type=Event)
    assert (event.main, event.weight, event.factual) == (False, 0.0, "happened")


def test_the_time_taken_grows_with_the_text_and_no_faster() -> None:
    sentence = "The mayor said that a guard said that a boat sank when a crane fell in Tarn. "
    tree = parse(sentence * 400)
    start = time.process_time()
    assert len(find_events(tree, names=(), timexes=())) >= 400
    assert time.process_time() - start < 2
