"""The list of stories as people and programs get it, on invented stories."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json

import pytest
from invented_edition import EDITION, hostile
from rich.console import Console

from nutgraf.records import Article, Reason, Story, Version, WireCopy
from nutgraf.render.storylist import WRITERS, print_stories, sparkline

AT = dt.datetime(2031, 5, 6, 9, 30)
HOUR, DAYS = dt.timedelta(hours=1), dt.timedelta(days=1)


def article(key: str, publisher: str, when: dt.datetime | None = AT) -> Article:
    return Article(id=key, given_id=f"{key}-given", text="x", publisher=publisher, published=when)


ARTICLES = (
    article("a", "Coastal Wire"),
    article("b", "The Calder Tribune", AT + HOUR),
    article("c", "The Harbour Post", AT + 4 * HOUR),
    article("d", "Coastal Wire", AT + 5 * HOUR),
)
STORY = Story(
    id="s1",
    title="Ferry aground off Tarn Point",
    article_ids=("a", "b", "c", "d"),
    independent=2,
    copies=(WireCopy(("a", "b", "d"), "Coastal Wire"),),
    versions=(Version("d", "a"),),
    first_seen=AT,
    last_seen=AT + 5 * HOUR,
    names=("Orla Venn", "Brindle Queen"),
    places=("Tarn Point",),
    days=(dt.date(2031, 5, 6),),
    reasons=(
        Reason("a", "b", 0.98, ("Orla Venn", "2031-05-06")),
        Reason("b", "a", 0.98, ("Orla Venn", "2031-05-06")),
        Reason("c", "a", 0.314159, ("Tarn Point",), ("ages 17, not 51",)),
        Reason("d", "a", 0.9),
    ),
)


def shown(*stories: Story, articles: tuple[Article, ...] = ARTICLES, **how: object) -> str:
    width = how.pop("width", 80)
    stream = io.StringIO()
    print_stories(stories, articles, Console(file=stream, width=width), **how)
    return stream.getvalue()


def table(*stories: Story, articles: tuple[Article, ...] = ARTICLES) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(WRITERS["csv"](stories, articles), newline="")))


# --------------------------------------------------------------------- on a terminal


def test_a_story_is_shown_with_its_reach_publishers_times_and_names():
    assert shown(STORY).splitlines() == [
        "1.  Ferry aground off Tarn Point",
        "    2 independent reports in 4 articles; Coastal Wire, carried by 2",
        "    Coastal Wire, The Calder Tribune, The Harbour Post",
        "    6 May 2031, 09:30 to 14:30  ▇▇▁▁▇▇ by hour",
        "    Orla Venn, Brindle Queen; Tarn Point; 6 May 2031",
    ]


def test_explained_articles_name_their_nearest_and_what_both_tell():
    told = " ".join(shown(STORY, explain=True).split())
    assert "[1] Coastal Wire, 6 May 2031, 09:30: nearest to [2] (0.98), both tell Orla Venn" in told
    assert "[2] The Calder Tribune, 6 May 2031, 10:30, a copy of [1]: nearest to [1]" in told
    assert "(0.31), both tell Tarn Point; against it: ages 17, not 51" in told
    assert "[4] Coastal Wire, 6 May 2031, 14:30, a newer version of [1]:" in told


def test_a_story_of_one_article_and_one_that_tells_nothing():
    alone = Story(id="s", title="Dam vote", article_ids=("a",), first_seen=AT, last_seen=AT)
    assert shown(alone, explain=True).splitlines() == [
        "1.  Dam vote",
        "    1 independent report",
        "    Coastal Wire",
        "    6 May 2031, 09:30",
        "    [1] Coastal Wire, 6 May 2031, 09:30",
    ]
    bare = Story(id="s", title=" ", article_ids=("gone",))
    assert shown(bare, articles=()).splitlines() == [
        "1.  Untitled story",
        "    1 independent report",
    ]
    assert "publisher not known" in shown(bare, articles=(), explain=True)


def test_explained_stories_name_those_beside_them():
    one, other = (
        Story(id=key, title=title, article_ids=(key,), related=related)
        for key, title, related in (
            ("s", "Dam vote", ("t", "not listed")),
            ("t", "Farmers block dam road", ()),
        )
    )
    assert "    See also 2. Farmers block dam road" in shown(one, other, explain=True).splitlines()
    assert shown(one, other, explain=True).count("See also") == 1
    assert "See also" not in shown(one, other)


def test_no_story_is_said_in_words():
    assert shown() == "No story found.\n"


def test_a_text_without_an_agency_is_told_as_carried_too():
    story = Story(
        id="s",
        title="Dam vote",
        article_ids=("a", "b", "c", "d"),
        copies=(WireCopy(("a", "d")), WireCopy(("b", "c"))),
        independent=2,
    )
    assert "in 4 articles; one text carried by 2\n" in shown(story)


def test_many_publishers_are_counted():
    many = tuple(article(f"k{number}", f"Paper {number}") for number in range(20))
    story = Story(id="s", title="Dam vote", article_ids=tuple(each.id for each in many))
    told = " ".join(shown(story, articles=many).split())
    assert "Paper 11 and 8 more" in told
    assert "Paper 12" not in told


@pytest.mark.parametrize("width", [20, 80, 300])
@pytest.mark.parametrize("edition", [EDITION, hostile()], ids=["sample", "hostile"])
def test_lines_fit_and_nothing_steers_the_terminal(width: int, edition):
    stories = [each.story for each in edition.stories]
    told = shown(*stories, articles=edition.articles, explain=True, width=width)
    assert max(map(len, told.splitlines())) <= min(width, 80)
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(told)


def test_whatever_a_story_tells_is_cleaned():
    bad = "Ferry \x1b[2J\x1b]0;x\x07\u202eaground [red]now[/red]"
    story = Story(
        id="s",
        title=bad,
        article_ids=("a", "b"),
        names=(bad,),
        places=(bad,),
        copies=(WireCopy(("a", "b"), bad),),
        reasons=(Reason("a", "b", 1.0, (bad, "2031-99-99"), (bad,)),),
    )
    articles = (article("a", bad), article("b", bad + "!"))
    told = shown(story, articles=articles, explain=True)
    told += WRITERS["csv"]([story], articles) + WRITERS["jsonl"]([story], articles)
    assert not {"\x1b", "\x07"} & set(told)
    assert "\u202e" not in shown(story, articles=articles, explain=True)
    assert "[red]now[/red]" in told


# --------------------------------------------------------------------- bars


@pytest.mark.parametrize(
    ("moments", "bars"),
    [
        ([], ""),
        ([AT], ""),
        ([AT, AT + HOUR / 4], ""),
        ([AT, AT + HOUR], "▇▇ by hour"),
        ([AT] * 4 + [AT + 3 * HOUR], "▇▁▁▂ by hour"),
        ([AT] * 4 + [AT + HOUR] * 3 + [AT + 2 * HOUR] * 2, "▇▅▃ by hour"),
        ([AT, AT + DAYS], "▇▇ by day"),
        ([AT + 3 * DAYS, AT, AT], "▇▁▁▃ by day"),
        # Without a clock there are only days.
        ([dt.datetime(2031, 5, 6), AT + HOUR], ""),
        ([dt.datetime(2031, 5, 6), dt.datetime(2031, 5, 8)], "▇▁▇ by day"),
        ([AT, AT + 79 * DAYS], f"▇{'▁' * 38}▇ by 2 days"),
    ],
)
def test_bars_stand_for_articles_over_time(moments: list[dt.datetime], bars: str):
    assert sparkline(moments) == bars


def test_bars_take_times_with_and_without_a_zone():
    east = dt.timezone(dt.timedelta(hours=9))
    assert sparkline([AT, dt.datetime(2031, 5, 6, 19, 30, tzinfo=east)]) == "▇▇ by hour"


def test_bars_have_a_line_to_themselves_where_they_do_not_fit():
    late = article("e", "Coastal Wire", AT + 400 * DAYS)
    story = Story(
        id="s", title="Dam", article_ids=("a", "e"), first_seen=AT, last_seen=late.published
    )
    lines = shown(story, articles=(ARTICLES[0], late)).splitlines()
    assert lines[3] == "    6 May 2031, 09:30 to 9 June 2032, 09:30"
    assert lines[4].strip("▁▇ ") == "by 11 days"


@pytest.mark.parametrize("year", [1, 9999])
def test_bars_stand_at_the_ends_of_the_calendar(year: int):
    zone = dt.timezone(dt.timedelta(hours=14 if year == 1 else -12))
    edge = dt.datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, 9, 5, tzinfo=zone)
    assert sparkline([edge, AT]).endswith("days")


# --------------------------------------------------------------------- for programs


def test_the_table_has_a_row_for_each_article():
    rows = table(STORY)
    assert list(rows[0]) == [
        "story", "title", "article", "publisher", "published", "copy_of", "nearest", "score",
        "shared",
    ]  # fmt: skip
    assert [row["article"] for row in rows] == ["a-given", "b-given", "c-given", "d-given"]
    assert [row["copy_of"] for row in rows] == ["", "a-given", "", "a-given"]
    assert rows[2]["nearest"] == "a-given"
    assert (rows[2]["score"], rows[2]["shared"]) == ("0.3142", "Tarn Point")
    assert rows[0]["shared"] == "Orla Venn; 2031-05-06"
    assert rows[0]["published"] == "2031-05-06T09:30:00"


def test_the_table_leaves_open_what_is_not_known():
    (row,) = table(Story(id="s", title="Dam", article_ids=("gone",)), articles=())
    assert row["article"] == "gone"
    assert set(list(row.values())[3:]) == {""}
    assert table() == []


def test_json_tells_names_days_and_reasons():
    (story,) = json.loads(WRITERS["json"]([STORY], ARTICLES))
    assert story == json.loads(WRITERS["jsonl"]([STORY], ARTICLES))
    assert story["names"] == ["Orla Venn", "Brindle Queen"]
    assert story["places"] == ["Tarn Point"]
    assert story["days"] == ["2031-05-06"]
    assert story["reasons"][2] == {
        "article": "c-given",
        "nearest": "a-given",
        "score": 0.314159,
        "shared": ["Tarn Point"],
        "against": ["ages 17, not 51"],
    }
    assert json.loads(WRITERS["json"]([], ())) == []
    assert WRITERS["jsonl"]([], ()) == ""
