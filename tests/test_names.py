"""Names found, sorted by kind, joined and given their roles; and who a pronoun stands for."""

from __future__ import annotations

import functools
import itertools

import pytest

from nutgraf.analysis.names import find_names
from nutgraf.analysis.references import resolve_references
from nutgraf.analysis.syntax import Tree, parse
from nutgraf.records import Name, Reference


@functools.cache
def _read(text: str) -> tuple[Tree, tuple[Name, ...]]:
    tree = parse(text)
    return tree, find_names(tree, text)


def _named(text: str) -> dict[str, str]:
    """Each printed name and the full name it is joined to."""
    return {name.span.of(text): name.full_name for name in _read(text)[1]}


def _role(text: str, full_name: str) -> str | None:
    return next(name.role for name in _read(text)[1] if name.full_name == full_name)


def _meant(text: str) -> list[tuple[str, str | None]]:
    tree, names = _read(text)
    found: tuple[Reference, ...] = resolve_references(tree, text, names)
    return [(reference.span.of(text), reference.full_name) for reference in found]


class TestFindNames:
    def test_a_name_that_stands_close_to_the_agency_is_found(self) -> None:
        named = _named("(CNN)Laura Whitcombe met ministers on Monday in Oslo.")
        assert named["Laura Whitcombe"] == "Laura Whitcombe"

    def test_a_surname_is_joined_to_the_full_name_without_title_or_possessive(self) -> None:
        text = (
            "President Laura Whitcombe met ministers on Monday. Mrs. Whitcombe's aides said the "
            "talks went well. Whitcombe will travel to Oslo."
        )
        named = _named(text)
        assert named["Laura Whitcombe"] == "Laura Whitcombe"
        assert named["Whitcombe"] == "Laura Whitcombe"
        assert not any("Mrs" in span or "'s" in span or "President" in span for span in named)

    def test_spellings_of_one_person_are_one(self) -> None:
        text = (
            "Volodymyr Harchenkoyy arrived on Friday. Vladimir Harchenkoy was met by Jane Orr. "
            "Harchenkoy left on Sunday."
        )
        fulls = {full for span, full in _named(text).items() if "Harchenko" in span}
        assert len(fulls) == 1

    def test_two_people_of_one_surname_are_kept_apart(self) -> None:
        text = (
            "Martin Hollis won the seat. Hollis thanked voters. "
            "Susan Hollis lost the other seat. Hollis blamed the weather."
        )
        names = [n for n in _read(text)[1] if n.span.of(text) == "Hollis"]
        assert [n.full_name for n in names] == ["Martin Hollis", "Susan Hollis"]

    def test_a_short_name_and_an_acronym_are_joined_to_the_body_printed(self) -> None:
        text = (
            "The Northern Fisheries Agency (NFA) closed the port, according to The Eastport Post. "
            "The NFA gave no reason, the Post said."
        )
        named = _named(text)
        assert named["NFA"] == "Northern Fisheries Agency"
        assert named["Post"].endswith("Eastport Post")

    def test_a_son_is_another_person(self) -> None:
        text = "Martin Hollis spoke first. Martin Hollis Jr. spoke next. Then Hollis left."
        names = [n.full_name for n in _read(text)[1]]
        assert names == ["Martin Hollis", "Martin Hollis Jr.", "Martin Hollis"]

    def test_a_relative_named_later_does_not_take_the_surname(self) -> None:
        text = (
            "President Hollis flew to Oslo. Hollis was joined by his daughter, Susan Hollis. "
            "Mr. Hollis spoke on Monday."
        )
        assert _named(text)["Hollis"] == "Hollis"

    def test_an_honorific_tells_two_of_one_surname_apart(self) -> None:
        text = "Martin Hollis and Susan Hollis arrived. Mr. Hollis spoke. Mrs. Hollis did not."
        bare = [n.full_name for n in _read(text)[1] if n.span.of(text) == "Hollis"]
        assert bare == ["Martin Hollis", "Susan Hollis"]

    def test_an_acronym_with_stops_is_joined(self) -> None:
        text = "The Federal Bureau of Ports will act. The F.B.P. said so on Monday."
        assert _named(text).get("F.B.P.") == "Federal Bureau of Ports"

    def test_kinds(self) -> None:
        text = "Peter Lund of the World Health Organization flew from Geneva to Nairobi."
        kinds = {n.span.of(text): n.kind for n in _read(text)[1]}
        assert kinds["Peter Lund"] == "person"
        assert kinds["World Health Organization"] == "organisation"
        assert kinds["Geneva"] == kinds["Nairobi"] == "place"

    def test_what_is_called_a_group_is_no_person(self) -> None:
        text = "The militant group Oro Haran freed 21 girls. Oro Haran said it wanted peace."
        assert {n.kind for n in _read(text)[1]} == {"organisation"}

    def test_dates_and_numbers_are_no_names(self) -> None:
        text = "On Tuesday, March 3, some 45 people paid $20 each by 5 p.m."
        assert _read(text)[1] == ()

    def test_each_in_a_list_gets_the_role_before_the_name(self) -> None:
        text = (
            "The talks will be led by Secretary of State Alan Brody, CIA Director Mary Stone, "
            "Mideast special envoy Peter Lang and national security adviser Helen Cross."
        )
        assert _role(text, "Alan Brody") == "Secretary of State"
        assert _role(text, "Mary Stone") == "CIA Director"
        assert _role(text, "Peter Lang") == "Mideast special envoy"
        assert _role(text, "Helen Cross") == "national security adviser"

    @pytest.mark.parametrize(
        ("text", "role"),
        [
            ("Susan Hart, the company's chief executive, resigned on Monday.", "chief executive"),
            ("Its chairman, Susan Hart, resigned on Monday.", "chairman"),
            ("Susan Hart, the mayor's chief economic adviser, resigned.", "chief economic adviser"),
            ("An aide to President Susan Hart resigned on Monday.", "President"),
            ("Susan Hart, who likes the president, resigned on Monday.", None),
            ("Mrs. Susan Hart resigned on Monday.", None),
            ("Former President Susan Hart spoke first.", "Former President"),
        ],
    )
    def test_roles_stand_before_or_beside_the_name(self, text: str, role: str | None) -> None:
        assert _role(text, "Susan Hart") == role

    def test_a_role_is_shared_by_all_mentions(self) -> None:
        text = "Prime Minister Anna Reeve resigned. Reeve will leave in June."
        assert {n.role for n in _read(text)[1]} == {"Prime Minister"}

    @pytest.mark.parametrize(
        "text",
        [
            "",
            " \n\n ",
            '"',
            "'''",
            "\u200f\u202eabc\u202c",
            "ALL CAPS AND NOTHING ELSE",
            "A " * 4000,
        ],
    )
    def test_odd_text_never_raises(self, text: str) -> None:
        tree, names = _read(text)
        for item in (*names, *resolve_references(tree, text, names)):
            assert 0 <= item.span.start < item.span.end <= len(text)

    def test_names_are_in_order_and_apart(self) -> None:
        text = (
            "Mayor Laura Whitcombe of Eastport told the Eastport Post that Peter Lund's plan, "
            "backed by Sen. Mary Stone, was dead.\n\nWhitcombe and Lund met Mr. Stone."
        )
        spans = [n.span for n in _read(text)[1]]
        assert spans == sorted(spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


class TestResolveReferences:
    def test_a_pronoun_takes_the_subject_of_its_sex(self) -> None:
        text = "Susan Hart met Peter Lund on Monday. She said the talks were useful."
        assert ("She", "Susan Hart") in _meant(text)

    def test_an_object_is_not_its_own_subject(self) -> None:
        text = "Peter Lund resigned. David Orr called him on Monday."
        assert ("him", "David Orr") not in _meant(text)

    def test_a_possessive_between_two_people_is_left_open(self) -> None:
        text = "Peter Lund praised David Orr after his return from Oslo."
        assert _meant(text) == [("his", None)]

    def test_a_pronoun_before_its_name_takes_the_subject(self) -> None:
        text = "Peter Lund resigned. After her return, Susan Hart called a vote."
        assert _meant(text) == [("her", "Susan Hart")]

    def test_an_unnamed_subject_ahead_leaves_it_open(self) -> None:
        text = "Peter Lund was arrested. Outside his home, Lund's father spoke to reporters."
        assert _meant(text) == [("his", None)]

    def test_who_said_it_goes_on_as_the_subject(self) -> None:
        text = "Peter Lund resigned on Monday. David Orr said he would not."
        assert _meant(text) == [("he", "David Orr")]

    def test_two_equals_settle_nothing(self) -> None:
        text = "Peter Lund and David Orr spoke on Monday. He was optimistic."
        assert _meant(text) == [("He", None)]

    def test_an_unnamed_man_holds_the_pronoun(self) -> None:
        text = "Peter Lund resigned. A man was arrested outside. He had a knife."
        assert ("He", "Peter Lund") not in _meant(text)

    def test_words_in_quotation_marks_stay_open(self) -> None:
        text = '"I know David Orr and he is wrong," Peter Lund said. He left early.'
        assert _meant(text) == [("he", None), ("He", "Peter Lund")]

    def test_a_bare_role_takes_its_one_holder(self) -> None:
        text = "President Laura Whitcombe met Senator Peter Lund. The senator left early."
        assert ("The senator", "Peter Lund") in _meant(text)

    def test_a_bare_role_with_two_holders_is_left_open(self) -> None:
        text = "Senator Mary Stone met Senator Peter Lund. The senator left early."
        assert ("The senator", None) in _meant(text)

    def test_the_vice_president_is_not_the_president(self) -> None:
        text = "Vice President Mary Stone spoke on Monday. The president did not."
        assert ("The president", None) in _meant(text)

    def test_a_nation_picks_the_president(self) -> None:
        text = (
            "Russian President Igor Malenko met French President Claire Dumont. "
            "The French president spoke first."
        )
        assert ("The French president", "Claire Dumont") in _meant(text)
