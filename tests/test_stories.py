"""Grouping, copies, ranking and merged quotes, on invented articles."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from benchmarks.all_pairs import Index, crowding
from nutgraf.records import Analysis, Article, Quote, Span, Story
from nutgraf.stories import group, merge_quotes, rank
from nutgraf.stories.boilerplate import own_sentences
from nutgraf.stories.similarity import WEIGHTS, counted, damped

DAY = dt.datetime(2031, 5, 6, 9, 0)

FERRY = [
    "The car ferry Brindle Queen ran aground off Tarn Point on Tuesday with 214 people aboard. "
    "Coastguard crews from Ardmouth lifted passengers to safety. Captain Orla Venn said the "
    "steering had failed shortly after the ferry left Ardmouth harbour.",
    "All 214 passengers of the Brindle Queen were brought ashore at Ardmouth after the ferry "
    "struck rocks near Tarn Point. The ferry's captain, Orla Venn, blamed a steering fault. "
    "The coastguard sent two lifeboats and a helicopter.",
    "Investigators boarded the stranded ferry Brindle Queen near Tarn Point on Wednesday. The "
    "Ardmouth coastguard praised captain Orla Venn, who ordered passengers into lifeboats when "
    "the steering failed.",
]
DAM = [
    "Parliament in Velmora voted 88 to 61 on Tuesday to build the Hollin Gorge dam. Energy "
    "minister Petra Lindqvist said turbines would turn by 2036. Farmers in the gorge vowed to "
    "sue over flooded land.",
    "Velmora's parliament approved the Hollin Gorge dam by 88 votes to 61. Opponents say the "
    "reservoir will flood farmland. Petra Lindqvist, the energy minister, promised farmers "
    "compensation and cheap power from the turbines.",
    "Farmers marched in Velmora after the vote for the Hollin Gorge dam. Energy minister Petra "
    "Lindqvist told them that the reservoir would bring power and that compensation was fair.",
]
CUP = [
    "Striker Davi Okonra scored twice as Port Sallow beat Kestrel Town 3-1 in the Harvest Cup "
    "final. Coach Mina Rask called it the finest night of the club's century.",
    "Port Sallow won the Harvest Cup on Tuesday, beating Kestrel Town 3-1. Davi Okonra scored "
    "two goals in the final and coach Mina Rask danced on the pitch.",
]


def article(name: str, text: str, publisher: str | None = None, **more: object) -> Article:
    fields = {"headline": None, "published": DAY, **more}
    return Article(id=name, text=text, publisher=publisher, **fields)


def day_of_news() -> list[Article]:
    return [
        article(f"{kind}-{number}", text, f"{number}.example", headline=text.split(".")[0])
        for kind, texts in (("ferry", FERRY), ("dam", DAM), ("cup", CUP))
        for number, text in enumerate(texts)
    ]


def parts(stories: tuple[Story, ...]) -> set[frozenset[str]]:
    return {frozenset(story.article_ids) for story in stories}


# --------------------------------------------------------------------- grouping


def test_events_of_one_day_are_told_apart():
    assert parts(group(day_of_news(), {})) == {
        frozenset({"ferry-0", "ferry-1", "ferry-2"}),
        frozenset({"dam-0", "dam-1", "dam-2"}),
        frozenset({"cup-0", "cup-1"}),
    }


def test_the_order_of_input_makes_no_difference():
    articles = day_of_news()
    expected = group(articles, {})
    assert group(articles[::-1], {}) == expected
    assert group(articles[3:] + articles[:3], {}) == expected
    assert group([*articles, articles[0]], {}) == expected


def test_articles_of_a_single_event_stay_one_story():
    for size in (2, 3):
        for some in itertools.combinations(day_of_news()[:3], size):
            assert len(group(some, {})) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\n", "…", "“", "\u200f", "word " * 10_000, "7"])
def test_odd_texts_are_stories_of_their_own(text: str):
    stories = group([*day_of_news(), article("odd", text)], {})
    assert frozenset({"odd"}) in parts(stories)
    assert all(story.title for story in stories)


def test_nothing_gives_no_story():
    assert group([], {}) == ()


def test_a_story_is_titled_dated_and_named_by_its_articles():
    late = DAY + dt.timedelta(days=1)
    articles = [
        article("a", FERRY[0], "a.example", headline="Ferry aground", published=late),
        article("b", FERRY[1], "b.example", headline="Ferry struck rocks"),
    ]
    (story,) = group(articles, {})
    assert story.title in {"Ferry aground", "Ferry struck rocks"}
    assert (story.first_seen, story.last_seen) == (DAY, late)
    assert story.article_ids == ("b", "a")
    assert story.id == group(articles[1:], {})[0].id


def test_times_with_and_without_a_zone_can_meet_in_a_story():
    zone = dt.timezone(dt.timedelta(hours=-8))
    articles = [
        article("a", FERRY[0], published=dt.datetime(2031, 5, 5, 23, tzinfo=zone)),
        article("b", FERRY[1], published=dt.datetime(2031, 5, 6, 1)),
        article("c", FERRY[2], published=None),
    ]
    (story,) = group(articles, {})
    assert story.article_ids == ("b", "a", "c")


def test_an_event_years_later_does_not_join():
    again = (
        "The ferry Gull Queen ran aground in fog near Ardmouth. A tug towed her free at high "
        "water, and holidaymakers slept on camp beds in a school hall."
    )
    then = article("then", FERRY[0])
    soon = article("again", again, published=DAY + dt.timedelta(days=1))
    later = article("again", again, published=DAY + dt.timedelta(days=900))
    copied = article("copy", FERRY[0], published=DAY + dt.timedelta(days=900))
    assert len(group([then, soon], {})) == 1
    assert len(group([then, later], {})) == 2
    assert len(group([then, copied], {})) == 1


def test_a_headline_is_titled_as_printed_and_a_first_line_is_cut():
    (named,) = group([article("a", FERRY[0], headline="Ferry  aground ")], {})
    assert named.title == "Ferry aground"
    (unnamed,) = group([article("a", "\n" + "many words " * 40)], {})
    assert unnamed.title.endswith("many …")
    assert len(unnamed.title) <= 124
    (empty,) = group([article("a", "")], {})
    assert empty.title == "Untitled"


# --------------------------------------------------------------------- similarity


def test_names_of_two_words_are_terms_and_small_words_are_not():
    terms = damped(counted("", ["The minister Petra Lindqvist spoke."], WEIGHTS))
    assert "petra lindqvist" in terms
    assert "minister petra" not in terms
    assert "the" not in terms


def test_cosines_are_those_of_unit_vectors():
    index = Index(
        [damped(counted("", [text], WEIGHTS)) for text in (FERRY[0], FERRY[0], CUP[0])], WEIGHTS
    )
    cosines = index.cosines(0)
    assert cosines[0] == pytest.approx(cosines[1])
    assert cosines[2] < 0.1 < cosines[1] <= 1 + 1e-9


def test_a_crowded_article_is_held_to_more():
    crowd = [
        damped(counted("", [f"A man was shot on Elm Street number {n}."], WEIGHTS))
        for n in range(70)
    ]
    index = Index([*crowd, damped(counted("", [CUP[0]], WEIGHTS))], WEIGHTS)
    crowded = crowding(index.cosines(0), 0, WEIGHTS)
    alone = crowding(index.cosines(70), 70, WEIGHTS)
    assert crowded > 0.3 > alone


def test_a_site_frame_is_dropped_and_a_wire_copy_kept():
    frame = "Sign up for our daily newsletter and never miss a story."
    texts = [f"{FERRY[0]}\n{frame}", f"{DAM[0]}\n{frame}", CUP[0], f"{CUP[0]} More follows."]
    own = own_sentences(texts, ["", "", "", ""])
    assert frame not in own[0] + own[1]
    assert " ".join(own[0]) == FERRY[0]
    assert " ".join(own[2]) == CUP[0]


def test_a_frame_longer_than_the_articles_in_it_is_dropped():
    frame = " ".join(f"Read more from our {word} desk today." for word in "abcdefghijklmnop")
    texts = [f"{frame} {text} Log in here." for text in (FERRY[0], DAM[0], CUP[0])]
    own = own_sentences(texts, ["Ferry aground", "Gorge dam approved", "Port Sallow win cup"])
    assert [" ".join(sentences) for sentences in own] == [FERRY[0], DAM[0], CUP[0]]


# --------------------------------------------------------------------- rank


def test_rank_counts_independent_reports_and_then_newness():
    articles = day_of_news()
    older = [
        article(f"old-{n}", text, f"{n}.example", published=DAY - dt.timedelta(days=30))
        for n, text in enumerate(
            ["The Ostrel observatory opened its mirror to starlight. Nadia Fenwick cheered."] * 1
        )
    ]
    later = [
        article("later", "Vines froze in Marsk.", "9.example", published=DAY.replace(year=2032))
    ]
    stories = group([*articles, *older, *later], {})
    ranked = rank(stories, [*articles, *older, *later], DAY.date())
    assert [sorted(story.article_ids)[0] for story in ranked[2:]] == ["cup-0", "old-0", "later"]
    assert {story.independent for story in ranked[:2]} == {3}
    assert rank(stories[::-1], articles + older + later, DAY.date()) == ranked


# --------------------------------------------------------------------- merged quotes


def telling(name: str, text: str, content: str, speaker: str | None, kind: str = "direct"):
    at = text.index(content)
    quote = Quote(content=(Span(at, at + len(content)),), speaker=speaker, kind=kind)
    return article(name, text), Analysis(article_id=name, analyzer="t", quotes=(quote,))


def merged(*tellings: tuple[Article, Analysis]):
    return merge_quotes([one for one, _ in tellings], {one.id: found for one, found in tellings})


LONG = "The steering went dead and the rocks did the rest"


def test_one_quote_in_two_articles_is_one():
    part = "“The steering went dead and\u00a0the rocks”"
    (one,) = merged(
        telling("a", f'Venn said: "{LONG}."', f'"{LONG}."', "Orla Venn"),
        telling("b", f"“{LONG.upper()},”  she said.", f"“{LONG.upper()},”", None),
        telling("c", f"{part} hit", part, "Venn"),
    )
    assert one.article == "a"
    assert [citation.article for citation in one.told] == ["a", "b", "c"]


def test_a_split_quote_equals_a_whole_one():
    text = '"The steering went dead," she said, "and the rocks did the rest."'
    second = text.index('"and')
    quote = Quote(content=(Span(0, 24), Span(second, len(text))), kind="direct")
    split = article("a", text), Analysis(article_id="a", analyzer="t", quotes=(quote,))
    (one,) = merged(split, telling("b", f'"{LONG}"', f'"{LONG}"', "Orla Venn"))
    assert {citation.article for citation in one.told} == {"a", "b"}


def test_an_attribution_inside_the_content_does_not_count():
    inside = '"The steering went dead," Captain Venn told us. "And the rocks did the rest."'
    reopened = "“The steering went dead.\n“And the rocks did the rest.”"
    (one,) = merged(
        telling("a", inside, inside, "Orla Venn"),
        telling("b", reopened, reopened, "Orla Venn"),
        telling("c", f'"{LONG}"', f'"{LONG}"', "Orla Venn"),
    )
    assert {citation.article for citation in one.told} == {"a", "b", "c"}


def test_mixed_quotes_count_only_what_stands_in_marks():
    part = "the steering went “dead and the rocks did the rest”"
    (one,) = merged(
        telling("a", f"She said {part}.", part, "Orla Venn", "mixed"),
        telling("b", f'"{LONG}"', f'"{LONG}"', "Orla Venn"),
    )
    assert one.article == "b"


@pytest.mark.parametrize(
    ("first", "second", "speakers"),
    [
        (LONG, LONG, ("Orla Venn", "Petra Lindqvist")),
        (LONG, "The steering went dead and the rocks did nothing", ("Orla Venn", "Orla Venn")),
        ("very sad", "very sad", ("Orla Venn", None)),
        ("very sad", "very sad", ("Orla Venn", "Tom Hask")),
        ("very sad day", "sad day", ("Orla Venn", "Orla Venn")),
        ("it is", "it is", ("Orla Venn", "Orla Venn")),
        (LONG, LONG, ("Orla Venn", "Ardmouth Coastguard")),
    ],
)
def test_quotes_that_stay_apart(first: str, second: str, speakers: tuple[str, str | None]):
    assert not merged(
        telling("a", f'"{first}"', f'"{first}"', speakers[0]),
        telling("b", f'"{second}"', f'"{second}"', speakers[1]),
    )


def test_short_quotes_of_one_known_speaker_merge():
    assert merged(
        telling("a", '"very sad"', '"very sad"', "Orla Venn"),
        telling("b", "“very sad,”", "“very sad,”", "Ms. Venn"),
    )


def test_indirect_quotes_and_quotes_of_one_article_are_not_merged():
    assert not merged(
        telling("a", LONG, LONG, "Orla Venn", "indirect"),
        telling("b", LONG, LONG, "Orla Venn", "indirect"),
    )
    assert not merged(telling("a", f'"{LONG}"', f'"{LONG}"', "Orla Venn"))


def test_a_story_carries_its_merged_quotes():
    one, found = telling("a", f'{FERRY[0]} "{LONG}."', f'"{LONG}."', "Orla Venn")
    two, also = telling("b", f'{FERRY[1]} "{LONG}."', f'"{LONG}."', "Orla Venn")
    (story,) = group([one, two], {"a": found, "b": also})
    assert len(story.quotes) == 1


@pytest.mark.parametrize("kind", ["direct", "mixed", "indirect"])
@pytest.mark.parametrize(
    "text", ['"', "”“", '""', '"a" "b', "\n" * 5000 + '"', "\u200f“شكرا” x", '"' * 5001, "…"]
)
def test_odd_quotes_never_raise(text: str, kind: str):
    pair = [telling(name, text, text, "Orla Venn", kind) for name in "ab"]
    assert all(len(one.told) >= 2 for one in merged(*pair))
