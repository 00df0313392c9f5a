"""Wire copies, versions of one article and the agency that signs, on invented articles."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from nutgraf.records import Article, Story, Version, WireCopy
from nutgraf.render.display import carried, reach_of
from nutgraf.stories import group
from nutgraf.stories.agencies import agency_of, agency_of_all
from nutgraf.stories.copies import COPY, Copies, find_copies
from nutgraf.stories.rank import count_independent
from nutgraf.stories.sketch import Sketch, likeness, sketch
from nutgraf.stories.versions import address_of, find_versions

DAY = dt.datetime(2031, 5, 6, 9, 0)
FERRY = [
    "The car ferry left the harbour before dawn with more passengers than it had seats.",
    "Half an hour later it ran onto rocks that every chart of the strait has shown for a century.",
    "Crews of two lifeboats took off children first, then their parents, then the deckhands.",
    "The captain said that the wheel had gone slack in her hands without any warning.",
    "An engineer who had served aboard for nine years told investigators of an old leak.",
    "Nobody was badly hurt, although an elderly couple spent the night in hospital.",
    "Divers will look at the hull as soon as the tide and the weather allow them to.",
    "The owner has cancelled all crossings until Friday and promised to refund each ticket.",
    "Islanders who work in town were offered places on fishing boats, some of them for nothing.",
    "A similar ship struck the same reef eleven years ago and was never repaired.",
    "The mayor asked why no beacon had been set up there after the first accident.",
    "A report on the causes is expected before the end of the summer season.",
]
OTHER = [
    "Passengers described a long scraping sound and then a silence in which someone laughed.",
    "By noon the stranded vessel had become the most photographed object on the coast.",
    "It had set out overloaded, according to a clerk who counts tickets at the quay.",
    "Rescuers needed less than an hour to bring everyone ashore in small boats.",
    "What failed was the steering, if the account of the woman in command is right.",
    "The company that runs the line would say only that it is helping the inquiry.",
    "Two old people were kept under observation overnight and went home in the morning.",
    "Fishermen have since carried commuters across, and most have refused to be paid.",
    "Warnings about that reef go back to a wreck of more than ten years before.",
    "The council is to debate a light for the rocks at its next meeting.",
]
STATEMENT = (
    "We are deeply sorry for what our passengers went through this morning, and we thank the "
    "crews who brought them ashore. Until we know what failed we shall not sail again."
)


def article(name: str, text: str, publisher: str | None = None, **more: object) -> Article:
    fields = {"headline": None, "published": DAY, **more}
    return Article(id=name, text=text, publisher=publisher, **fields)


def groups(*articles: Article) -> list[tuple[str, ...]]:
    return [one.article_ids for one in find_copies(articles, [each.text for each in articles])]


def hours(count: float) -> dt.datetime:
    return DAY + dt.timedelta(hours=count)


# --------------------------------------------------------------------- what is a copy


def changed(share: int) -> list[str]:
    """The ferry story with so many of each ten words replaced."""
    others = itertools.cycle(" ".join(OTHER).split())
    # Squares modulo a prime fall as unevenly as an editor's changes do.
    return [
        " ".join(
            next(others) if (at * at + 31 * number) % 101 % 10 < share else word
            for at, word in enumerate(one.split())
        )
        for number, one in enumerate(FERRY)
    ]


@pytest.mark.parametrize(
    ("what", "edited"),
    [
        ("the same", FERRY),
        ("cut to a third", FERRY[:4]),
        ("every other sentence cut", FERRY[::2]),
        ("reordered", FERRY[8:] + FERRY[4:8] + FERRY[:4]),
        ("added to", ["From our own newsroom.", *FERRY, *OTHER[:5]]),
        ("a third of the sentences replaced", FERRY[:4] + OTHER[:2] + FERRY[6:10] + OTHER[2:4]),
        ("one word in ten replaced", changed(1)),
        ("two words in ten replaced", changed(2)),
        ("three words in ten replaced", changed(3)),
    ],
)
def test_an_edited_text_is_a_copy(what: str, edited: list[str]):
    assert likeness(sketch(" ".join(FERRY)), sketch(" ".join(edited))) >= COPY, what


@pytest.mark.parametrize(
    ("what", "one", "other"),
    [
        ("told independently", FERRY, OTHER),
        ("a statement in full", [*FERRY, STATEMENT], [STATEMENT, *OTHER]),
        ("a long quotation", [*FERRY, f'"{STATEMENT * 3}"'], [f"“{STATEMENT * 3}”", *OTHER]),
        ("a statement alone and a report with it", [STATEMENT], [*FERRY, *OTHER, STATEMENT]),
        ("two captions in one frame", ["Ferry. Read more here."], ["Dam. Read more here."]),
        ("nothing", [""], [""]),
    ],
)
def test_what_is_no_copy(what: str, one: list[str], other: list[str]):
    assert likeness(sketch(" ".join(one)), sketch(" ".join(other))) < COPY, what


def test_names_and_titles_alone_make_no_copy():
    names = (
        "Harbour Minister Ilse Varga, Captain Orla Venn and Tarn Point Coastguard Chief Tom Hask"
    )
    first = f"{names} met at the quay on Tuesday. " + " ".join(FERRY[:3])
    second = f"On Tuesday evening the town heard {names} at length. " + " ".join(OTHER[:3])
    assert likeness(sketch(first), sketch(second)) < COPY


def test_likeness_is_the_same_both_ways_and_whole_for_the_same_text():
    one, other = sketch(" ".join(FERRY)), sketch(" ".join(FERRY[:7]))
    assert likeness(one, other) == likeness(other, one)
    assert likeness(one, one) == 1


@pytest.mark.parametrize(
    "text", ["", " ", "…", "\ud800 \ud800", '"' * 5001, "«" * 99_999, "a" * 9999]
)
def test_odd_texts_have_a_sketch_that_is_like_nothing(text: str):
    assert likeness(sketch(text), sketch(text)) == 0
    assert isinstance(sketch(text), Sketch)


def test_a_sketch_is_less_than_a_kilobyte():
    long = sketch(" ".join(f"{word}{number}" for number in range(900) for word in OTHER[0].split()))
    assert 900 < len(long.hashes) + len(long.places) < 1000
    assert long.runs > 5000


# --------------------------------------------------------------------- the index


def test_the_index_finds_copies_among_many_and_keeps_what_is_added():
    index = Copies()
    for number in range(1500):
        words = [f"w{(number * 37 + at * at) % 5003}" for at in range(60)]
        assert index.add(str(number), sketch(" ".join(words))) == ()
    assert index.add("ferry", sketch(" ".join(FERRY))) == ()
    assert [each.article for each in index.matches(sketch(" ".join(changed(2))))] == ["ferry"]
    (match,) = index.add("copy", sketch(" ".join(FERRY)))
    assert (match.article, match.likeness) == ("ferry", 1.0)
    assert len(index) == 1502


def test_a_text_that_a_thousand_carry_is_compared_with_few():
    index, text = Copies(), sketch(" ".join(FERRY))
    for number in range(1000):
        found = index.add(str(number), text)
        assert bool(found) == bool(number)
        assert len(found) <= 16


# --------------------------------------------------------------------- groups


def test_copies_are_grouped_whatever_the_order_of_input():
    text = " ".join(FERRY)
    articles = [
        article("a", text, "wire.example"),
        article("b", " ".join(FERRY[:7]), "b.example", published=hours(1)),
        article("c", "ARDMOUTH (Wire) — " + text + " Our reporters added this.", "c.example"),
        article("d", " ".join(OTHER), "d.example"),
    ]
    for some in itertools.permutations(articles):
        assert groups(*some) == [("a", "c", "b")]


def test_a_new_version_is_grouped_with_what_it_supersedes():
    old = article("old", " ".join(FERRY), "a.example")
    new = article("new", " ".join(OTHER), "a.example", supersedes="old")
    assert groups(new, old) == [("new", "old")]
    assert groups(new) == []


def test_independent_reports():
    articles = [
        article("a", "", "wire.example"),
        article("b", "", "b.example", published=hours(1)),
        article("c", "", "www.c.example"),
        article("d", "", "c.example"),
        article("e", ""),
        article("f", ""),
    ]
    assert count_independent(articles, []) == 5
    assert count_independent(articles, [WireCopy(("a", "b"))]) == 4
    assert count_independent(articles[:2], [WireCopy(("a", "b"))]) == 1


# --------------------------------------------------------------------- agencies


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("ARDMOUTH (AP) — The ferry ran aground.", "AP"),
        ("ARDMOUTH, Velmora (Reuters) - The ferry ran aground.", "Reuters"),
        ("By Orla Venn, Associated Press\nThe ferry ran aground.", "AP"),
        ("By ORLA VENN The Associated Press\nThe ferry ran aground.", "AP"),
        ("The ferry ran aground.\n© 2031 Agence France-Presse", "AFP"),
        ("The ferry ran aground. Copyright 2031 The Canadian Press.", "CP"),
        ("The ferry ran aground.\n(Reporting by Orla Venn; Editing by Tom Hask)", "Reuters"),
        ("The ferry ran aground.\n— Australian Associated Press", "AAP"),
        ("The captain told The Associated Press that the wheel was slack.", None),
        ("A ferry on the rocks. (AP Photo/Orla Venn)\nThe ferry ran aground.", None),
        ("Two people familiar with the matter told Reuters (and us) so.", None),
        ("", None),
    ],
)
def test_the_agency_that_a_text_names_as_its_own(text: str, agency: str | None):
    assert agency_of(article("a", text)) == agency


def test_bylines_and_publishers_name_agencies_too():
    assert agency_of(article("a", "", byline=("Orla Venn", "Associated Press"))) == "AP"
    assert agency_of(article("a", "", "The Associated Press")) == "AP"
    assert agency_of(article("a", "", "Ardmouth Press Association Club")) is None


def test_an_agency_that_is_not_in_the_table_has_to_sign_for_two_publishers():
    signed = "TARN POINT (Gull Wire) — The ferry ran aground."
    one, other = article("a", signed, "A"), article("b", signed, "B")
    assert agency_of_all([one, other]) == "Gull Wire"
    assert agency_of_all([one]) is None
    assert agency_of_all([one, article("c", "PORT (AP) — It ran aground.", "C"), other]) == "AP"


def test_a_story_tells_who_carries_the_agency():
    text = "ARDMOUTH (AP) — " + " ".join(FERRY)
    articles = [article(name, text, f"{name}.example") for name in "abc"]
    articles.append(article("d", " ".join(OTHER), "d.example"))
    copies = find_copies(articles, [each.text for each in articles])
    story = Story(
        id="s",
        title="Ferry",
        article_ids=tuple("abcd"),
        copies=copies,
        independent=count_independent(articles, copies),
    )
    known = {each.id: each for each in articles}
    assert carried(story, known) == ("AP, carried by 3",)
    assert reach_of(story, known) == "4 publishers, 2 independent reports (AP, carried by 3)"


# --------------------------------------------------------------------- versions


def versions(*articles: Article) -> tuple[Version, ...]:
    return find_versions(articles, find_copies(articles, [each.text for each in articles]))


URL = "https://www.a.example/news/ferry"


def test_a_corrected_article_at_one_address_keeps_what_changed():
    corrected = [*FERRY[:5], "Two people were badly hurt and flown to the mainland.", *FERRY[6:]]
    old = article("old", " ".join(FERRY), "A", url=URL)
    new = article(
        "new",
        " ".join(corrected),
        "A",
        url="http://a.example/news/ferry/?utm_x=1",
        updated=hours(3),
    )
    (version,) = versions(new, old)
    assert (version.newer, version.older) == ("new", "old")
    assert [one.span.of(new.text) for one in version.added] == [corrected[5]]
    assert [one.span.of(old.text) for one in version.removed] == [FERRY[5]]
    assert {one.article for one in version.added} == {"new"}


def test_one_publisher_with_nearly_the_same_text_and_headline():
    old = article("old", " ".join(FERRY), "A", headline="Ferry aground off Tarn Point")
    text = " ".join([*FERRY, "The harbour has opened again."])
    for headline, publisher, found in (
        ("Ferry aground off Tarn Point, nobody hurt", "A", 1),
        ("What we know", "A", 0),
        ("Ferry aground off Tarn Point", "B", 0),
    ):
        new = article("new", text, publisher, headline=headline, published=hours(2))
        assert len(versions(old, new)) == found


def test_versions_follow_each_other_and_the_unknown_makes_none():
    texts = [" ".join(FERRY[: 8 + number]) for number in range(3)]
    three = [
        article(str(number), text, "A", url=URL, published=hours(number))
        for number, text in enumerate(texts)
    ]
    assert [(each.newer, each.older) for each in versions(*three)] == [("1", "0"), ("2", "1")]
    undated = [article(str(number), text, "A", url=URL) for number, text in enumerate(texts)]
    assert versions(*undated) == ()
    assert groups(*undated) == [("0", "1", "2")]


def test_supersedes_decides_before_any_clock():
    old = article("old", " ".join(FERRY), "A", published=hours(5))
    new = article("new", " ".join(OTHER), "A", supersedes="old")
    assert [(each.newer, each.older) for each in versions(old, new)] == [("new", "old")]


@pytest.mark.parametrize("url", [None, "", "https://a.example/", "ferry", "http://[", "//x"])
def test_what_is_no_address_of_an_article(url: str | None):
    assert address_of(article("a", "", url=url)) is None


def test_a_grouped_story_carries_copies_and_versions():
    old = article("old", " ".join(FERRY), "A", url=URL, headline="Ferry aground")
    new = article(
        "new", " ".join(FERRY[1:]), "A", url=URL, headline="Ferry aground", published=hours(1)
    )
    (story,) = group([new, old], {})
    assert story.copies == (WireCopy(("old", "new")),)
    assert [(each.newer, each.older) for each in story.versions] == [("new", "old")]
    assert story.independent == 1
