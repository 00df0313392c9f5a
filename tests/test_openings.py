"""What opens a brief: the deed as far as it has come, with its day, and never a scene."""

from __future__ import annotations

import datetime as dt

import pytest

from nutgraf.analysis.analyze import analyze
from nutgraf.briefs import happened
from nutgraf.briefs.anchors import anchored, is_misdated, trusted_days
from nutgraf.briefs.days import still_holds
from nutgraf.briefs.disputes import Disputes
from nutgraf.briefs.leads import stage
from nutgraf.briefs.material import Material
from nutgraf.briefs.plain import is_garbled
from nutgraf.briefs.style import content_words
from nutgraf.records import Article, Span, Story, Timex

WEDNESDAY = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)
TODAY = WEDNESDAY.date()


def _article(
    name: str, text: str, headline: str = "", when: dt.datetime | None = WEDNESDAY
) -> Article:
    return Article(id=name, text=text, headline=headline, publisher=f"Paper {name}", published=when)


def _material(*articles: Article, as_of: dt.date = TODAY) -> Material:
    story = Story(id="s", title="", article_ids=tuple(a.id for a in articles))
    analyses = {a.id: analyze(a) for a in articles}
    return Material(story, articles, analyses, as_of=as_of)


def _opening(*articles: Article, as_of: dt.date = TODAY) -> str:
    return happened.opening_words(anchored(_material(*articles, as_of=as_of)))


# ------------------------------------------------------------------ what opens

ARRESTED = _article(
    "a",
    "Police in Tarrow on Tuesday arrested Bo Ek over the fire at the Tarrow paper mill. "
    "The mill burned for two days.",
    "Police arrest Bo Ek over Tarrow mill fire",
)
CHARGED = _article(
    "b",
    "Bo Ek was charged with arson on Wednesday over the fire at the Tarrow paper mill. "
    "A court in Oru will hear the case.",
    "Bo Ek charged with arson over Tarrow mill fire",
)
WANTED = _article(
    "c",
    "Bo Ek is wanted for questioning over the fire at the Tarrow paper mill, police said Monday. "
    "He was last seen near the Tarrow paper mill.",
    "Police seek Bo Ek over fire at Tarrow paper mill",
)


def test_the_latest_stage_of_a_case_opens():
    assert "charged" in _opening(ARRESTED, CHARGED, WANTED)
    assert "arrested" in _opening(ARRESTED, WANTED)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bo Ek is wanted for questioning.", 1),
        ("Bo Ek was taken into custody.", 2),
        ("Bo Ek was charged with arson.", 3),
        ("Bo Ek has not been charged with arson.", 0),
        ("Bo Ek could be charged with arson.", 0),
        ("Ada Lund wanted to leave.", 0),
    ],
)
def test_how_far_a_case_has_come(text, expected):
    assert stage(text) == expected


def test_a_scene_does_not_open():
    scene = _article(
        "a",
        "Ada Lund slowly walked toward the gate of the Tarrow paper mill in Oru on Tuesday.",
        "Ada Lund closes Tarrow paper mill",
    )
    deed = _article(
        "b",
        "Ada Lund closed the Tarrow paper mill in Oru, and 300 workers lose their jobs.",
        "Ada Lund closes Tarrow paper mill",
    )
    assert _opening(scene, deed).startswith("Ada Lund closed")


def test_what_another_article_tells_as_done_is_not_foretold():
    ahead = _article(
        "a",
        "The ferry Nordlys will land in Tarrow harbour at noon with 90 passengers from Oru.",
        "Ferry Nordlys to land in Tarrow harbour",
        WEDNESDAY - dt.timedelta(days=1),
    )
    done = _article(
        "b",
        "The ferry Nordlys landed in Tarrow harbour on Wednesday with 90 passengers from Oru.",
        "Ferry Nordlys lands in Tarrow harbour",
    )
    assert "landed" in _opening(ahead, done)


def test_what_was_to_come_on_a_day_gone_by_does_not_open():
    ahead = _article(
        "a",
        "About 900 guests are expected to fill the Tarrow ferry hall in Oru on Saturday.",
        "Tarrow ferry hall opens in Oru",
        WEDNESDAY - dt.timedelta(days=6),
    )
    done = _article(
        "b",
        "The Tarrow ferry hall opened in Oru after three years of work, its owners said.",
        "Tarrow ferry hall opens in Oru",
    )
    assert "opened" in _opening(ahead, done)


# ------------------------------------------------------------------ days


def test_the_weekday_of_an_undated_article_is_told_from_its_story():
    dated = [
        _article(str(i), "Ada Lund closed the Tarrow paper mill on Tuesday.") for i in range(2)
    ]
    undated = _article("u", "Ada Lund closed the Tarrow paper mill on Tuesday.", when=None)
    material = anchored(_material(*dated, undated))
    assert [t.earliest for t in material.analyses["u"].timexes] == [dt.date(2026, 3, 3)]


def test_a_weekday_that_may_be_one_of_two_stays_unknown():
    undated = _article("u", "Ada Lund closed the Tarrow paper mill on Tuesday.", when=None)
    other = _article("v", "The Tarrow paper mill was closed.", when=None)
    material = _material(undated, other)
    assert anchored(material) is material


def test_stamps_of_the_day_of_collection_tell_no_day():
    report = "Ada Lund closed the Tarrow paper mill on Tuesday."
    on_time = [_article(str(i), report) for i in range(3)]
    collected = WEDNESDAY + dt.timedelta(days=40, minutes=7)
    late = [_article(name, report, when=collected) for name in ("x", "y")]
    material = _material(*on_time, *late, as_of=collected.date())
    trusted = trusted_days(material)
    assert [is_misdated(material, a, trusted) for a in (*on_time, *late)] == [False] * 3 + [
        True
    ] * 2
    assert anchored(material).analyses["x"].timexes[0].earliest is None


def test_the_morrow_s_weekday_in_a_report_is_an_update_s():
    report = _article("a", "Ada Lund said Thursday that the Tarrow paper mill had closed.")
    assert anchored(_material(report)).analyses["a"].timexes[0].earliest is None


def test_a_calendar_day_and_a_word_among_deeds_hold_on_any_day():
    day = dt.date(2026, 3, 3)
    timex = Timex(Span(0, 1), "DATE", "2026-03-03", earliest=day, latest=day)
    vague = Timex(Span(0, 1), "DATE", "FUTURE_REF")
    later = dt.date(2026, 5, 1)
    assert still_holds(timex, "Tuesday, March 3", day, later)
    assert still_holds(vague, "earlier", None, later)
    assert not still_holds(timex, "Tuesday night", day, later)
    assert not still_holds(vague, "last week", None, later)


# ------------------------------------------------------------------ disputed and broken


def test_what_another_article_denies_is_not_told_flatly():
    claim = "Bo Ek had his lamp lit when the guards of the Tarrow mill saw Bo Ek there."
    denial = "Bo Ek did not have his lamp lit when the guards of the Tarrow mill saw Bo Ek."
    disputes = Disputes(_material(_article("a", claim), _article("b", denial)))
    assert disputes.cost("Paper a", claim, content_words(claim)) > 0
    said = f"A guard said {claim}"
    assert disputes.cost("Paper a", said, content_words(said)) == 0


def test_what_two_others_hedge_is_not_told_flatly():
    flat = "A witch cursed the Tarrow paper mill in Oru for a hundred years."
    hedged = "A witch supposedly cursed the Tarrow paper mill in Oru for a hundred years."
    articles = [_article("a", flat), _article("b", hedged), _article("c", hedged)]
    cost = Disputes(_material(*articles)).cost("Paper a", flat, content_words(flat))
    assert cost > 0
    cost = Disputes(_material(*articles[:2])).cost("Paper a", flat, content_words(flat))
    assert cost == 0


@pytest.mark.parametrize(
    ("text", "broken"),
    [
        ("She said that the the mill would close.", True),
        ("The mill and othe r plants closed.", True),
        ("It closed, but It is for sale.", True),
        ("She wants to âopen upâ the law.", True),
        ("RELATED: Mill closes The mill closed.", True),
        ("The château has a vitamin C plant and a plan B.", False),
        ("Ada Lund closed the mill in Oru.", False),
    ],
)
def test_broken_text_is_known(text, broken):
    assert is_garbled(text) is broken


# ------------------------------------------------------------------ what is added


def test_a_second_sentence_adds_something():
    first = _article(
        "a",
        "Ada Lund launched a campaign against noise with two former colleagues in Oru on Tuesday. "
        "About 55,000 schools will get leaflets, and Tarrow council pays for them.",
        "Ada Lund launches campaign against noise",
    )
    again = _article(
        "b",
        "Ada Lund announced a campaign against noise with former colleagues in Oru.",
        "Ada Lund launches campaign against noise",
    )
    tellings = happened.choose_tellings(anchored(_material(first, again)))
    gains = {t.sentence.span.of(t.article.text)[:12]: t.gain for t in tellings if not t.opens}
    assert gains["Ada Lund ann"] < 0.1 < gains["About 55,000"]


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        (
            "Ada Lund closed the Tarrow paper mill in Oru, a move that cements her hold on Oru.",
            "Ada Lund closed the Tarrow paper mill in Oru.",
        ),
        (
            "The closing of the Tarrow paper mill in Oru on Tuesday is a move that cements peace.",
            "The closing of the Tarrow paper mill in Oru on Tuesday is a move that cements peace.",
        ),
        (
            "Ada Lund also closed the Tarrow paper mill in Oru with 300 workers.",
            "Ada Lund closed the Tarrow paper mill in Oru with 300 workers.",
        ),
        (
            "Ada Lund closed the Tarrow paper mill in Oru, a move that could cost 300 jobs.",
            "Ada Lund closed the Tarrow paper mill in Oru, a move that could cost 300 jobs.",
        ),
    ],
)
def test_a_verdict_at_the_end_goes_and_a_hedge_stays(sentence, printed):
    assert _opening(_article("a", sentence, "Ada Lund closes Tarrow paper mill")) == printed
