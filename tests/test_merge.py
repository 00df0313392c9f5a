"""Tellings of one quote: what is one statement, what is another, and how wordings differ."""

from __future__ import annotations

import time

import msgspec
import pytest

from nutgraf.records import Analysis, Article, MergedQuote, Name, Quote, Span, Variant
from nutgraf.stories import merge_quotes
from nutgraf.stories.alignment import align
from nutgraf.stories.speakers import speaker_of
from nutgraf.stories.wording import wording_of

WHOLE = (
    "We are going to rebuild the harbour wall before the winter storms arrive, and the council "
    "will pay for every stone"
)
Telling = tuple[Article, Analysis]


def telling(
    name: str,
    words: str,
    speaker: str | None = "Orla Venn",
    *,
    source: str | None = None,
    kind: str = "direct",
    **more: object,
) -> Telling:
    """An article whose one quote is ``words``, inside marks unless it brings its own."""
    said = words if "“" in words else f"“{words}”"
    named = source if source is not None else speaker or "One of them"
    text = f"{said} {named} said."
    quote = Quote(
        content=(Span(0, len(said)),),
        source=(Span(len(said) + 1, len(said) + 1 + len(named)),),
        speaker=speaker,
        kind=kind,
        **more,
    )
    return Article(id=name, text=text), Analysis(article_id=name, analyzer="t", quotes=(quote,))


def merged(*tellings: Telling) -> tuple[MergedQuote, ...]:
    return merge_quotes([one for one, _ in tellings], {one.id: found for one, found in tellings})


def variant(words: str, whole: str = WHOLE, **more: object) -> Variant | None:
    """What the second of two tellings is beside the first, ``None`` where they stay apart."""
    both = merged(telling("a", whole), telling("b", words, **more))
    return next(
        (each for one in both for each in one.variants if each.citation.article == "b"), None
    )


def changed(words: str, whole: str = WHOLE) -> list[tuple[str, str]]:
    found = variant(words, whole)
    assert found is not None
    texts = telling("b", words)[0].text, telling("a", whole)[0].text
    return [(each.told.of(texts[0]), each.full.of(texts[1])) for each in found.changes]


# --------------------------------------------------------------------- how wordings differ


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        (WHOLE.upper() + "!", "same"),
        (WHOLE.replace("the winter", "the\u00a0winter"), "same"),
        ("We are going to rebuild the harbour wall", "shorter"),
        ("rebuild the harbour wall … and the council will pay", "shorter"),
        (WHOLE.replace("We are going to", "We’re gonna"), "wording"),
        (WHOLE.replace("harbour", "harbor"), "wording"),
        (WHOLE.replace("winter storms", "winter gales"), "wording"),
        (WHOLE.replace("winter storms", "storms"), "wording"),
        (WHOLE.replace("every stone", "each stone"), "wording"),
        (WHOLE.replace("the harbour wall", "[the wall]"), "wording"),
        ("It is settled. " + WHOLE.partition(",")[0], "overlap"),
    ],
)
def test_a_telling_is_told_by_how_it_differs(words: str, kind: str):
    found = variant(words)
    assert found is not None
    assert found.kind == kind
    assert bool(found.changes) == (kind == "wording")


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        (WHOLE.replace("winter storms", "winter gales"), [("gales", "storms")]),
        (WHOLE.replace("winter storms", "storms"), [("", "winter")]),
        (WHOLE.replace("will pay", "will not pay"), [("not", "")]),
        (WHOLE.replace("We are", "We’re"), [("We’re", "We are")]),
        (WHOLE.replace("harbour wall", "harbourwall"), [("harbourwall", "harbour wall")]),
        (WHOLE.replace("before", "[well] before"), [("[well]", "")]),
        (WHOLE.replace("harbour wall", "[pier]"), [("[pier]", "harbour wall")]),
        (WHOLE.replace("harbour", "harbor").replace("stone", "stones"),
         [("harbor", "harbour"), ("stones", "stone")]),
    ],
)  # fmt: skip
def test_changes_point_at_the_words_that_differ(words: str, changes: list[tuple[str, str]]):
    fuller = WHOLE + " of it, she promised us all"
    assert changed(words, fuller) == changes


def test_what_both_have_in_brackets_is_no_difference():
    whole = WHOLE.replace("harbour wall", "[harbour] wall")
    found = variant(whole.partition(",")[0], whole)
    assert found is not None
    assert found.kind == "shorter"


def test_a_dropped_denial_is_flagged_and_not_forgiven():
    whole = "The mayor did not promise to pay for the repair of the wall this year or next"
    assert changed(whole.replace(" not", ""), whole) == [("", "not")]


def test_the_fullest_form_is_shown_and_every_telling_kept():
    (one,) = merged(
        telling("a", "the council will pay for every stone"),
        telling("b", WHOLE),
        telling("c", WHOLE.replace("harbour", "harbor")),
    )
    assert one.article == "b"
    assert [each.citation for each in one.variants] == list(one.told)
    assert [each.kind for each in one.variants] == ["shorter", "same", "wording"]


def test_a_quote_that_goes_on_is_also_the_fullest_form_of_what_follows():
    first = "The steering went dead and the rocks did the rest of the damage to the ferry."
    then = "Nobody aboard was hurt, thank God for that."
    last = "We shall sail again on Friday."
    found = merged(
        telling("a", f"It was over in a moment and nobody had time to think. {first}"),
        telling("b", f"{first} {then}"),
        telling("c", then),
        telling("d", last),
    )
    assert [{each.article for each in one.told} for one in found] == [{"a", "b"}, {"b", "c"}]
    assert {each.kind for each in found[0].variants} == {"same", "overlap"}


# --------------------------------------------------------------------- who said it


@pytest.mark.parametrize(
    ("speaker", "more"),
    [
        ("Petra Lindqvist", {}),
        ("Ardmouth Council", {"voice": "organisation"}),
    ],
)
def test_the_same_words_of_another_speaker_stay_apart(speaker: str, more: dict[str, object]):
    assert variant(WHOLE, speaker=speaker, **more) is None


@pytest.mark.parametrize(
    ("speaker", "more"),
    [
        ("Ms. Venn", {}),
        ("Örla Vénn", {}),
        (None, {}),
        ("The Courier", {"voice": "publisher"}),
        # Traced from a bare role, and nobody of that name stands beside the quote.
        ("Petra Lindqvist", {"source": "the mayor"}),
    ],
)
def test_a_name_that_may_be_hers_or_is_not_settled_merges(speaker: str, more: dict[str, object]):
    assert variant(WHOLE, speaker=speaker, **more) is not None


def test_who_speaks_for_a_body_is_that_body():
    tellings = (
        telling("a", WHOLE, "Orla Venn", role="spokeswoman of Ardmouth Council"),
        telling("b", WHOLE, "Ardmouth Council", voice="organisation"),
    )
    assert merged(*tellings)
    article, analysis = tellings[0]
    assert not speaker_of(article.text, analysis.quotes[0]).is_body


def test_one_link_ties_a_body_to_all_who_speak_for_it_and_no_stranger():
    body = telling("a", WHOLE, "Ardmouth Council", voice="organisation")
    person = telling("b", WHOLE, "Orla Venn", role="spokeswoman of Ardmouth Council")
    again = telling("c", WHOLE, "Ms. Venn")
    stranger = telling("d", WHOLE, "Petra Lindqvist")
    for order in ((body, person, again, stranger), (stranger, again, person, body)):
        (one,) = merged(*order)
        assert {each.article for each in one.told} == {"a", "b", "c"}


def test_where_articles_differ_on_who_spoke_each_telling_says_whom_it_names():
    (one,) = merged(
        telling("a", WHOLE),
        telling("b", WHOLE, "Petra Lindqvist", source="the mayor"),
        telling("c", WHOLE, None),
    )
    assert one.is_disputed
    assert [each.speaker for each in one.variants] == ["Orla Venn", "Petra Lindqvist", None]
    # The one name that stands beside the words outweighs a name traced from a role.
    assert (one.article, one.quote.speaker) == ("a", "Orla Venn")


def test_a_disputed_statement_whose_fullest_form_is_only_traced_is_nobodys():
    (one,) = merged(
        telling("a", WHOLE + ", every one of them", "Petra Lindqvist", source="the mayor"),
        telling("b", WHOLE),
    )
    assert one.article == "a"
    assert one.quote.speaker is None
    assert {each.speaker for each in one.variants} == {"Orla Venn", "Petra Lindqvist"}


def test_one_speaker_named_in_two_ways_is_no_dispute():
    (one,) = merged(telling("a", WHOLE), telling("b", WHOLE, "Ms. Venn"))
    assert not one.is_disputed
    assert one.quote.speaker == "Orla Venn"
    assert {each.speaker for each in one.variants} == {None}


def test_a_quotation_that_names_another_beside_its_words_leaves_the_speaker_open():
    inner = "“It was a proud evening,” Lindqvist said. " + f"“{WHOLE}”"
    (one,) = merged(telling("a", inner, "Orla Venn"), telling("b", WHOLE, "Petra Lindqvist"))
    assert one.article == "a"
    assert one.quote.speaker is None
    assert not merged(
        telling("a", inner.replace("Lindqvist", "Venn"), "Orla Venn"),
        telling("b", WHOLE, "Petra Lindqvist"),
    )


@pytest.mark.parametrize(
    ("called", "other", "found"),
    [
        ("Ardmouth", "Ardmouth", True),
        ("Ardmouth", "Tarnby", False),
        ("He", "He", False),
        ("Officials", "Officials", False),
        ("the mayor", "the mayor", False),
    ],
)
def test_a_few_words_of_one_proper_name_without_a_speaker(called: str, other: str, *, found: bool):
    few = "“frozen and impassable”"
    tellings = (
        telling("a", few, None, source=called, kind="mixed"),
        telling("b", few, None, source=other, kind="mixed"),
    )
    assert bool(merged(*tellings)) == found


@pytest.mark.parametrize(
    ("office", "found"),
    [
        ("a superintendent at Ardmouth Police", True),
        ("a former superintendent at Ardmouth Police", False),
        ("who criticised Ardmouth Police", False),
        ("a superintendent at Tarnby Police", False),
    ],
)
def test_who_is_presented_as_an_officer_of_a_body_speaks_for_it(office: str, *, found: bool):
    presentation = f"Orla Venn, {office}, came at noon."
    article, analysis = telling(
        "a", "We are sad to say that there was a loss of life", source="she"
    )
    text = f"{article.text} {presentation}"
    start = text.index(presentation)
    named = Name(Span(start, start + len("Orla Venn")), "person", "Orla Venn")
    officer = (
        Article(id="a", text=text),
        msgspec.structs.replace(analysis, names=(named,)),
    )
    body = telling("b", "“a loss of life”", "Ardmouth Police", kind="mixed", voice="organisation")
    assert bool(merged(officer, body)) == found
    assert not any(one.is_disputed for one in merged(officer, body))


def test_a_word_that_a_page_joined_to_a_name_makes_no_other_name():
    assert variant(WHOLE, speaker="TimesOrla Venn") is not None


def test_a_telling_may_fit_one_that_names_the_speaker_of_an_open_fullest_form():
    whole = (
        "The closing of the quay is a step that the town had feared, and the council will join "
        "the coastal effort and the efforts to stop the winter flood entirely"
    )
    lifted = "The council “will join the coastal effort” and stop “the winter flood entirely”"
    loose = "join the coastal effort to stop winter flood entirely"
    tellings = [
        telling("a", whole, None, source="the statement"),
        telling("b", lifted, kind="mixed"),
        telling("c", loose),
    ]
    assert {each.article for one in merged(*tellings) for each in one.told} == {"a", "b", "c"}
    assert {each.article for one in merged(tellings[0], tellings[2]) for each in one.told} == set()


def test_words_of_an_open_speaker_that_two_people_said_are_nobodys():
    for words in (WHOLE, "the council will pay for every stone"):
        found = merged(
            telling("a", WHOLE),
            telling("b", WHOLE + ", every one", "Petra Lindqvist"),
            telling("c", words, None),
        )
        assert not found


def test_a_few_words_of_an_open_speaker_want_a_clause():
    whole = "We see this as a step to the reopening of the northern quay, and talks will go on"
    assert variant("reopening of the northern quay", whole, speaker=None, kind="mixed") is None
    assert variant("and talks will go on", whole, speaker=None, kind="mixed") is not None


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ("We are going to sell the harbour office after the winter sales close", WHOLE),
        ("The council has never paid for a single stone of that wall", WHOLE),
        ("the harbour", WHOLE.partition(" before")[0]),
        ("We will see about that next year", "We will see about the harbour next year"),
    ],
)
def test_another_statement_of_the_same_speaker_stays_apart(words: str, whole: str):
    if words == "the harbour":
        assert variant(words, whole, kind="mixed") is None
    else:
        assert variant(words, whole) is None


def test_two_words_are_lifted_from_a_sentence_and_not_from_a_phrase():
    lifted = "“red handed”"
    assert variant(lifted, "They were caught red handed by the coastguard", kind="mixed")
    assert variant(lifted, "caught red handed", kind="mixed") is None


def test_lifted_words_may_stand_in_another_order():
    lifted = "She was “in tears” and “furious”"
    found = variant(lifted, "I was furious, I can tell you, and in tears", kind="mixed")
    assert found is not None
    assert found.kind == "shorter"


def test_indirect_statements_are_never_merged_as_quotes():
    assert variant(WHOLE, kind="indirect") is None


# --------------------------------------------------------------------- words and their places


def test_words_keep_their_places_and_dots_of_initials_end_nothing():
    text = "“The U.S. and Mr. Hask won’t pay [for it] …. We will.”"
    wording = wording_of(text, Quote(content=(Span(0, len(text)),), kind="direct"))
    assert [word.span.of(text) for word in wording.words if word.opens] == ["The", "We"]
    assert [word.key for word in wording.words][:7] == [
        "the",
        "us",
        "and",
        "mr",
        "hask",
        "will",
        "not",
    ]
    assert [(words, span.of(text)) for words, span in wording.bracketed] == [("[for it]",) * 2]
    assert len(wording.pieces()) == 2


@pytest.mark.parametrize("text", ["“”", "“…”", "“[]”", "“. . .”", "no marks", "“\ud800 a”", "““““"])
def test_odd_wordings_align_with_anything(text: str):
    whole = wording_of(WHOLE, Quote(content=(Span(0, len(WHOLE)),), kind="direct"))
    odd = wording_of(text, Quote(content=(Span(0, len(text)),), kind="direct"))
    assert align(odd, whole).words <= len(odd.words)
    assert align(whole, odd).words <= len(odd.words)


def test_time_grows_in_step_with_the_tellings():
    def seconds(count: int) -> float:
        tellings = [
            telling(
                f"{number}",
                f"The ferry number {number // 3} will sail from quay {number // 3} with "
                f"{number // 3 + 7} cars aboard, and we are very glad of that",
                f"Captain Venn{number // 3}",
            )
            for number in range(count)
        ]
        start = time.perf_counter()
        assert len(merged(*tellings)) == count // 3
        return time.perf_counter() - start

    seconds(60)
    few, many = seconds(150), seconds(1200)
    assert many < 8 * 4 * few + 0.2


def test_long_and_monotonous_quotes_are_quick():
    start = time.perf_counter()
    merged(telling("a", "row " * 20_000), telling("b", "row " * 15_000))
    assert time.perf_counter() - start < 5
