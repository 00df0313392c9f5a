"""What a story is about, and why each of its articles is in it, on invented articles."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import time

import pytest

from nutgraf.records import Analysis, Article, Name, NameKind, Reason, Span, Story
from nutgraf.stories import group
from nutgraf.stories.about import About, about
from nutgraf.stories.explain import Member, rarity_among, reasons
from nutgraf.stories.profile import Profile

DAY = dt.date(2031, 5, 6)
SENTENCE = "The car ferry Brindle Queen ran aground off Tarn Point with 214 passengers aboard. "
TEXTS = (
    SENTENCE + "Captain Orla Venn, 51, said the steering had failed.",
    SENTENCE + "Orla Venn blamed the steering. Two lifeboats came from Ardmouth.",
    "Investigators boarded the ferry Brindle Queen near Tarn Point. Lifeboats had come out.",
)


def profile(number: int, words: str = "", day: int | None = None, **facts: object) -> Profile:
    terms = dict.fromkeys(words.split(), 1.0)
    kept = {key: frozenset(value) for key, value in facts.items() if isinstance(value, set)}
    return Profile(article_id=str(number), terms=terms, opening=terms, day=day, **kept)


def telling(number: int, *names: tuple[str, NameKind]) -> tuple[Profile, Analysis]:
    """An article that tells ``names``, and its analysis."""
    words = " ".join(name.replace(".", "").lower() for name, _ in names)
    found = tuple(Name(Span(0, 1), kind, name) for name, kind in names)
    return profile(number, words), Analysis(article_id=str(number), analyzer="t", names=found)


def told_of(*articles: tuple[Profile, Analysis]) -> About:
    return about(
        [each for each, _ in articles], {analysis.article_id: analysis for _, analysis in articles}
    )


def why(*profiles: Profile, texts: tuple[str, ...] = (), **printed: str) -> tuple[Reason, ...]:
    padded = [*texts, *[""] * len(profiles)]
    members = [Member(each, text) for each, text in zip(profiles, padded, strict=False)]
    named = {key.replace("_", " "): name for key, name in printed.items()}
    return reasons(members, rarity_among(profiles), named)


# --------------------------------------------------------------------- names, places, days


def test_names_that_most_articles_tell_are_kept_the_most_told_first():
    venn, rask, town = ("Orla Venn", "person"), ("Mina Rask", "person"), ("Ardmouth", "place")
    told = told_of(telling(1, rask, venn, town), telling(2, venn, town), telling(3, rask, venn))
    assert told.names == ("Orla Venn", "Mina Rask")
    assert told.places == ("Ardmouth",)
    assert told_of(telling(1, venn), telling(2, rask)).names == ()
    assert told_of(telling(1, venn)).names == ("Orla Venn",)


def test_titles_and_hyphens_make_no_other_name():
    told = told_of(
        telling(1, ("Dr. Kim Jor-un", "person")),
        telling(2, ("Kim Jor Un", "person")),
        telling(3, ("Kim Jor-un", "person")),
        telling(4, ("Kim Jor-un", "person")),
    )
    assert told.names == ("Kim Jor-un",)


def test_a_surname_alone_counts_for_the_person_most_told_who_bears_it():
    told = told_of(
        telling(1, ("Orla Venn", "person"), ("Tom Venn", "person")),
        telling(2, ("Orla Venn", "person")),
        telling(3, ("Venn", "person")),
        telling(4, ("Venn", "person")),
    )
    assert told.names == ("Orla Venn",)


def test_the_capitals_of_a_dateline_are_no_name_of_their_own():
    port, half = ("Port Ardmouth", "place"), ("PORT", "organisation")
    told = told_of(telling(1, port, half), telling(2, port, half), telling(3, port))
    assert (told.names, told.places) == ((), ("Port Ardmouth",))
    loud = ("ARDMOUTH", "place")
    told = told_of(telling(1, loud), telling(2, loud), telling(3, ("Ardmouth", "place")))
    assert told.places == ("Ardmouth",)
    assert told_of(telling(1, ("NATO", "organisation"))).names == ("NATO",)


def test_a_name_that_is_not_in_the_articles_own_words_is_left_out():
    bare, analysis = telling(1, ("Orla Venn", "person"))
    assert about([profile(1)], {"1": analysis}).names == ()
    assert about([bare], {}) == About()


def test_days_are_those_that_two_openings_tell():
    first, later, once = DAY.toordinal(), DAY.toordinal() + 2, DAY.toordinal() - 900
    told = about(
        [
            profile(1, days={later, once}),
            profile(2, days={later, first}),
            profile(3, days={later}),
            profile(4, days={first}),
        ],
        {},
    )
    assert told.days == (DAY + dt.timedelta(days=2), DAY)
    assert about([profile(1, days={later}), profile(2, days={first})], {}).days == (
        DAY,
        DAY + dt.timedelta(days=2),
    )


# --------------------------------------------------------------------- reasons


def test_each_article_is_told_with_the_one_it_is_nearest_to():
    near = why(
        profile(1, "ferry rock venn tide"),
        profile(2, "ferry rock venn tide gull"),
        profile(3, "ferry harbour inquest gull"),
    )
    assert [(each.article, each.nearest) for each in near] == [("1", "2"), ("2", "1"), ("3", "2")]
    assert near[0].score == near[1].score > near[2].score > 0


def test_of_equals_the_earliest_is_the_nearest():
    same = [profile(number, "ferry rock") for number in range(1, 5)]
    assert [each.nearest for each in why(*same)] == ["2", "1", "1", "1"]


def test_facts_stand_in_plain_words_by_kind():
    facts = {
        "names": {"orla venn"},
        "places": {"tarn point"},
        "figures": {
            "214 passenger",
            "2 still",
            "7 dead",
            "age 51",
            "sum 3500000",
            "sum 6",
            "31000 vote",
        },
        "days": {DAY.toordinal()},
    }
    one, other = (profile(n, "ferry steering orla venn", **facts) for n in (1, 2))
    text = "Still, 214 passengers and 31,000 votes; the steering failed."
    told = why(one, other, texts=(text, text), orla_venn="Orla Venn", tarn_point="Tarn Point")
    assert told[0].shared[:2] == ("Orla Venn", "Tarn Point")
    assert told[0].shared[5:] == ("2031-05-06", "ferry", "steering")
    figures = {"214 passengers", "7 dead", "age 51", "a sum of 3,500,000", "31,000 votes"}
    assert set(told[0].shared[2:5]) < figures


@pytest.mark.parametrize(
    ("term", "printed", "text", "word"),
    [
        ("festivitie", {}, "The festivities went on.", "festivities"),
        ("brindle", {"brindle": "Brindle"}, "the Brindle", "Brindle"),
        ("brindle", {"brindle": "BRINDLE"}, "the brindle cow", "brindle"),
        ("nato", {"nato": "NATO"}, "NATO", "NATO"),
    ],
)
def test_words_in_common_are_written_as_used(
    term: str, printed: dict[str, str], text: str, word: str
):
    told = why(profile(1, term), profile(2, term), texts=(text, text), **printed)
    assert told[0].shared == (word,)


def test_everyday_words_and_those_of_shared_names_are_not_told_again():
    words = "people officer orla venn k lifeboat"
    told = why(profile(1, words, names={"orla venn"}), profile(2, words, names={"orla venn"}))
    assert told[0].shared == ("orla venn", "lifeboat")


def test_the_words_told_first_are_the_rare_and_the_much_used():
    one, other = profile(1, "ferry rudder shoal"), profile(2, "ferry rudder shoal")
    others = [profile(n, "ferry") for n in range(3, 900)]
    members = [Member(one, ""), Member(other, "")]
    told = reasons(members, rarity_among([one, other, *others]), {})
    assert told[0].shared == ("rudder", "shoal", "ferry")


def test_what_two_articles_differ_in_is_told_too():
    told = why(profile(1, "ferry", figures={"age 51"}), profile(2, "ferry", figures={"age 17"}))
    assert told[0].against == ("ages 17, not 51",)
    assert told[0].score < why(profile(1, "ferry"), profile(2, "ferry"))[0].score


def test_one_article_needs_no_reason_and_empty_ones_have_one():
    assert why() == why(profile(1, "ferry")) == ()
    assert why(profile(1), profile(2)) == (Reason("1", "2", 0.0), Reason("2", "1", 0.0))


def test_a_large_story_is_explained_at_a_cost_that_grows_with_its_articles():
    members = [profile(n, f"ferry word{n}") for n in range(600)]
    members[0], members[-1] = profile(0, "harbour inquest"), profile(599, "harbour inquest")
    start = time.perf_counter()
    told = why(*members)
    assert time.perf_counter() - start < 5
    assert len(told) == 600
    assert all(abs(int(each.article) - int(each.nearest)) <= 30 for each in told)


# --------------------------------------------------------------------- in a story


def ferry_story() -> Story:
    articles = [
        Article(id=f"f{number}", text=text, published=dt.datetime(2031, 5, 6, 9 + number))
        for number, text in enumerate(TEXTS)
    ]
    names = (("Orla Venn", "person"), ("Brindle Queen", "other"), ("Tarn Point", "place"))
    analyses = {
        article.id: Analysis(
            article_id=article.id,
            analyzer="t",
            names=tuple(
                Name(Span(at, at + len(name)), kind, name)
                for name, kind in names
                if (at := article.text.find(name)) >= 0
            ),
        )
        for article in articles
    }
    (story,) = group(articles, analyses)
    return story


def test_a_story_tells_what_it_is_about_and_why_each_article_is_in_it():
    story = ferry_story()
    assert story.names == ("Brindle Queen", "Orla Venn")
    assert story.places == ("Tarn Point",)
    assert tuple(reason.article for reason in story.reasons) == story.article_ids
    first = story.reasons[0]
    assert first.nearest == "f1"
    assert {"Orla Venn", "Tarn Point", "214 passengers", "steering"} <= set(first.shared)


def test_the_same_story_is_told_in_every_run():
    code = "import test_explain; print(test_explain.ferry_story())"
    runs = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=os.path.dirname(__file__),
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(runs) == 1
