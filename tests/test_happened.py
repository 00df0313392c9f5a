"""What happened: the event, told once, in plain words, with the days that are known."""

from __future__ import annotations

import datetime as dt

import pytest

from nutgraf import desk
from nutgraf.analysis.analyze import analyze
from nutgraf.briefs import check_brief, compose
from nutgraf.briefs.daywords import is_nowadays, placed_day, without_day
from nutgraf.briefs.people import People
from nutgraf.briefs.plain import epithets, is_garbled, is_shouted, loaded_words
from nutgraf.records import Article, Span

NOON = dt.datetime(2026, 3, 4, 12, tzinfo=dt.UTC)


def _brief(*articles: Article, as_of: dt.date = dt.date(2026, 3, 5)):
    analyses = {a.id: analyze(a) for a in articles}
    story = max(
        desk.group_stories(articles, analyses, as_of=as_of), key=lambda s: len(s.article_ids)
    )
    members = [a for a in articles if a.id in story.article_ids]
    brief = compose(story, members, analyses, as_of=as_of)
    assert check_brief(brief, {a.id: a for a in articles}, analyses) == ()
    return brief, " ".join(p.text for p in brief.what_happened)


# ------------------------------------------------------------------ days


@pytest.mark.parametrize(
    ("sentence", "day", "without"),
    [
        ("Ada Lund on Monday opened the bridge.", "Monday", "Ada Lund opened the bridge."),
        ("Ada Lund resigned Monday, aides said.", "Monday", "Ada Lund resigned, aides said."),
        ("Ada Lund, a judge, on Monday left.", "Monday", "Ada Lund, a judge, left."),
        ("On Monday, Ada Lund resigned.", "On Monday", "Ada Lund resigned."),
        ("A pier fell early Monday as crews slept.", "early Monday", "A pier fell as crews slept."),
        ("The mayor today opened it.", "today", "The mayor opened it."),
        ("In Hill, Oru, last Friday, she spoke.", "last Friday", "In Hill, Oru, she spoke."),
        ("Voting has run since Monday.", "Monday", None),
        ("The talks are scheduled for Monday.", "Monday", None),
        ("She missed the Monday vote.", "Monday", None),
        ("Monday's vote was lost.", "Monday", None),
        ("A fan stood there on Monday, a wet day.", "Monday", None),
        ("It was Monday.", "Monday", None),
    ],
)
def test_a_day_nobody_can_tell_is_left_out_only_where_the_sentence_stands(sentence, day, without):
    at = sentence.index(day)
    cut = without_day(sentence, Span(at, at + len(day)), Span(0, len(sentence)))
    made = cut and sentence[: cut.start] + sentence[cut.end :]
    assert made == without


def test_today_may_mean_these_times():
    for text, expected in (("Pupils today are taller.", True), ("She left today.", False)):
        at = text.index("today")
        assert is_nowadays(text, Span(at, at + 5)) is expected


@pytest.mark.parametrize(
    ("text", "placed"),
    [
        ("She left Monday, aides said.", "on Feb. 9"),
        ("She stays until Monday.", "Feb. 9"),
        ("She left late Monday.", None),
        ("She left Monday night.", None),
    ],
)
def test_a_date_stands_where_a_weekday_stood(text, placed):
    at = text.index("Monday")
    assert placed_day("Feb. 9", None, text, Span(at, at + 6), Span(0, len(text))) == placed


# ------------------------------------------------------------------ plain words


def test_loaded_words_are_counted():
    assert loaded_words("The horror crash shocked the town's beloved mayor.") == 2 + 1
    assert loaded_words("A lorry struck a bridge in Oru, and nobody was hurt.") == 0


@pytest.mark.parametrize(
    ("sentence", "plain"),
    [
        ("Lund gave a blistering reply.", "Lund gave a reply."),
        ("Lund opened the town's beloved pier.", "Lund opened the town's pier."),
        # "a attack" would be no English
        ("Lund launched a blistering attack.", None),
        ("The end was shocking and quick.", None),
    ],
)
def test_an_epithet_goes_where_the_grammar_stays_whole(sentence, plain):
    found = epithets(sentence, Span(0, len(sentence)))
    assert bool(found) is (plain is not None)
    for span in found:
        assert sentence[: span.start] + sentence[span.end :] == plain


def test_a_page_in_capitals_is_told_from_an_acronym():
    assert is_shouted("AT least nine people were hurt.")
    assert is_shouted("The council MUST have known of it.")
    assert not is_shouted("NATO has moved its ships to the north.")
    assert not is_shouted("The UN said so.")


def test_garbled_text_is_known():
    assert is_garbled("the mayor\x80\x99s house")
    assert not is_garbled("the château’s owner, André")


# ------------------------------------------------------------------ the part


def _report(name: str, publisher: str, headline: str, text: str, when=NOON) -> Article:
    return Article(id=name, publisher=publisher, headline=headline, text=text, published=when)


BRIDGE = (
    _report(
        "a",
        "The Oru Gazette",
        "Lorry strikes Tarrow bridge, nine hurt",
        "A lorry struck the Tarrow bridge in Oru on Wednesday, injuring nine people. "
        "Engineer Mira Holt said the bridge would stay closed while divers look at its piers. "
        "The bridge carries 40,000 cars a day between Oru and Hillmouth.",
    ),
    _report(
        "b",
        "Hill Radio",
        "Nine hurt as lorry hits bridge at Tarrow",
        "A lorry hit the Tarrow bridge, and nine people were hurt. "
        "The driver, a man of 52, was taken to hospital in Hillmouth. "
        "Police have asked those who saw the crash to come forward.",
    ),
    _report(
        "c",
        "The Northern Sun",
        "HORROR on the bridge!",
        "IN a chilling horror crash a monster lorry struck Tarrow bridge and hurt nine. "
        "It was a truly shocking and disgusting sight for all of Oru.",
    ),
)


def test_the_event_is_told_once_with_its_day_and_in_plain_words():
    brief, told = _brief(*BRIDGE)
    assert brief.what_happened[0].text.startswith("A lorry struck the Tarrow bridge in Oru")
    assert "Wednesday" in brief.what_happened[0].text
    assert told.lower().count("lorry") == 1
    assert not loaded_words(told)


def test_an_article_without_a_date_is_told_without_its_weekday():
    undated = [
        _report(a.id, a.publisher or "", a.headline or "", a.text, None) for a in BRIDGE[::2]
    ]
    _, told = _brief(*undated)
    assert "A lorry struck the Tarrow bridge in Oru, injuring nine people." in told
    assert "Wednesday" not in told


def test_publishers_who_differ_on_a_figure_are_named():
    articles = (
        _report(
            "d",
            "The Oru Gazette",
            "Nine dead in blast at Oru mine",
            "An explosion at the Kettle mine in Oru killed nine people on Wednesday. "
            "Rescuers were still searching two of the lower shafts in the afternoon.",
            NOON.replace(hour=6),
        ),
        _report(
            "e",
            "Hill Radio",
            "Blast at Oru mine kills 12",
            "A blast tore through the Kettle mine near Oru on Wednesday and killed 12 people. "
            "The mine's owner, Brannock Coal, closed its other pits for a day.",
            NOON.replace(hour=15),
        ),
    )
    brief, _ = _brief(*articles)
    opening = brief.what_happened[0].text
    assert opening.endswith("killed 12 people, Hill Radio reported.")


# ------------------------------------------------------------------ whose surname


def _people(*texts: str) -> People:
    articles = [_report(str(i), f"Paper {i}", "Lund speaks", t) for i, t in enumerate(texts)]
    return People(articles, {a.id: analyze(a) for a in articles})


def test_a_surname_of_two_told_alike_is_not_completed():
    people = _people("Ada Lund met Ivo Lund on Monday.", "Ivo Lund thanked Ada Lund for it.")
    ada = people.find("Ada Lund")
    assert ada is not None
    assert ada.has_rival


def test_a_full_name_that_one_article_has_once_is_doubtful():
    known = ["Ada Lund said on Monday that the mill would close."] * 3
    people = _people(*known, "Clara Lund said on Monday that the mill would close.")
    ada, clara = people.find("Ada Lund"), people.find("Clara Lund")
    assert ada is not None
    assert not ada.is_doubtful
    assert not ada.has_rival
    assert clara is not None
    assert clara.is_doubtful


def test_a_role_that_opened_a_sentence_is_small_amid_one():
    people = _people("Engineer Mira Holt said on Monday that the bridge would stay closed.")
    mira = people.find("Mira Holt")
    assert mira is not None
    assert mira.introduction in {"engineer Mira Holt", "Mira Holt"}
