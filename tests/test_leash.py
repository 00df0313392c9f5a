"""A rewriter's sentences: honest ones are taken, and not one hostile one gets through."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

import pytest
from hostile import WAYS, Case, cases, held
from invented_edition import EDITION
from msgspec import structs

from nutgraf import desk
from nutgraf.briefs import check_brief, check_point
from nutgraf.briefs.leash import Proposal, refusal
from nutgraf.briefs.retold import composed_points, joined
from nutgraf.briefs.rewrite import Retold, retell
from nutgraf.errors import SettingsError
from nutgraf.plugins import rewriter_named
from nutgraf.records import Article, Brief, Edit, Edition, Offer, Point, Rewritten
from nutgraf.render.editionjson import read_edition_json, render_edition_json

ARTICLES = {article.id: article for article in EDITION.articles}
STRIKE, DAM = (briefed.brief for briefed in EDITION.stories)

# ------------------------------------------------------------------ sentences by themselves

HONEST = [
    (
        ['"We will go," Ann Example said.'],
        ['Ann Example said: "We will go".', 'Ann Example said "We will go".'],
    ),
    (
        ['Ann Example said "we will go".'],
        ['"we will go", Ann Example said.', 'Ann Example said: "we will go".'],
    ),
    (
        ['"We will go," said Ann Example, the mayor.'],
        ['Ann Example, the mayor, said: "We will go".'],
    ),
    (
        ['"We will go," Example said. "It is late."'],
        [
            '"We will go," Example said, adding: "It is late."',
            '"We will go," Example said, and added: "It is late".',
            '"We will go," Example said, and "It is late".',
        ],
    ),
    (
        ['"We will go," Ann Example told reporters.', "Example said the hall was closed."],
        ['"We will go," Ann Example told reporters, adding that the hall was closed.'],
    ),
    (
        ['Ann Example said "we will go".', 'Example said "it is late".'],
        ['Ann Example said "we will go" and "it is late".'],
    ),
    (
        ["Ann Example said the hall was closed."],
        ["Ann Example said that the hall was closed."],
    ),
    (
        ["The hall closed on Monday.", "The school closed on Tuesday."],
        [
            "The hall closed on Monday; the school closed on Tuesday.",
            "The hall closed on Monday, while the school closed on Tuesday.",
            "The hall closed on Monday, and the school closed on Tuesday.",
        ],
    ),
    (
        ["Ann Example said the hall was closed.", 'Tom Sample said it was "a shame".'],
        [
            'Ann Example said the hall was closed, while Tom Sample said it was "a shame".',
            'Ann Example said the hall was closed; Tom Sample said it was "a shame".',
        ],
    ),
    (
        ["The hall closed, The Post reported.", "The school closed, The Post reported."],
        [
            "The hall closed, and the school closed, The Post reported.",
            "The hall closed, The Post reported; the school closed, The Post reported.",
        ],
    ),
    (
        ["The hall closed.", "The school closed.", '"It is late," Ann Example said.'],
        ['The hall closed; the school closed, and "It is late," Ann Example said.'],
    ),
]

DISHONEST = [
    # Whose words they are could be read otherwise.
    ("Ann Example said the hall closed.", "The school closed.", ", and the school closed."),
    ("Ann Example said it rains.", "The hall will report it.", "; the hall will report it."),
    ('Ann Example said "no".', "It rains, Tom Sample said.", "; it rains, Tom Sample said."),
    ("The hall fell.", "It rains, The Post reported.", ", and it rains, The Post reported."),
    ("The school fell.", "It rains, officials believe.", "; it rains, officials believe."),
    ("It rains, The Post said.", "It burns, The Sun said.", ", and it burns, The Sun said."),
    ("It rains, The Post said.", "It burns, The Post said.", ", and it burns"),
    # A condition, a hedge or a day would reach over what is joined to it.
    ("The hall closes if it rains.", "The school burns.", ", and the school burns."),
    ("On Monday the hall closed.", "The school burned.", ", and the school burned."),
    # Another speaker, who was spoken of before.
    ('Ann Example said Tom Sample called it "bad".', 'Example said "late".', ' and "late".'),
    ('"Bad," Ann Example said.', 'Tom Example said "late".', ', adding: "late".'),
    ('Two officials said "bad".', 'Two officials said "late".', ' and "late".'),
]


def _proposal(text: str, composed: Sequence[str]) -> Proposal:
    return Proposal(text, tuple(composed), tuple(composed))


@pytest.mark.parametrize(
    ("composed", "text"), [(composed, text) for composed, texts in HONEST for text in texts]
)
def test_honest_sentences_may_stand(composed, text):
    assert refusal(_proposal(text, composed)) is None


@pytest.mark.parametrize(("one", "other", "end"), DISHONEST)
def test_joints_that_could_be_read_otherwise_are_refused(one, other, end):
    found = refusal(
        _proposal(one.removesuffix(", The Post said.").removesuffix(".") + end, [one, other])
    )
    assert found is not None
    assert found.rule == "joining"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('"We could go," Ann Example said on Monday.', None),
        ('"We can go," Ann Example said on Monday.', "quotes"),
        ("Ann Example said on Monday they would go.", "quotes"),
        ('"We could go," Tom Example said on Monday.', "names and numbers"),
        ('"We could go," Ann Example said on Tuesday.', "names and numbers"),
        ('"We could go," Ann Example said on Monday at 9.', "names and numbers"),
        ('"We could go," Ann Example will have said on Monday.', "hedges"),
        ('"We could go," Ann Example whispered on Monday.', "words"),
        ('"We could go," Ann Example said.', "joining"),
        ('"We could go," said Monday on Ann Example.', "joining"),
        ('"We could go," Ann Example said on Monday. <b>', "form"),
        ('"We could go," Ann Example said on Monday. www.evil.example', "form"),
        ('"We could go," Ann Example said on Monday.\n', "form"),
        ("“We could go,” Ann Example said on Monday.", "form"),
        ('"We could go," Ann Example said on Monday, and' + " and" * 80, "length"),
        ("", "form"),
    ],
)  # fmt: skip
def test_each_rule_names_what_it_refuses(text, rule):
    found = refusal(_proposal(text, ['"We could go," Ann Example said on Monday.']))
    assert (found and found.rule) == rule


# ------------------------------------------------------------------ briefs


def _told(*sentences: tuple[str, tuple[int, ...]]):
    """A rewriter that gives these sentences for the first part that has as many points."""

    def rewrite(offer: Offer) -> list[Rewritten]:
        last = max(place for _, places in sentences for place in places)
        if last >= len(offer.points):
            return []
        return [
            Rewritten(text, tuple(offer.points[place].id for place in places))
            for text, places in sentences
        ]

    return rewrite


def _naive(joint: str):
    """A rewriter that joins each two points in the same way, whatever they say."""

    def rewrite(offer: Offer) -> list[Rewritten]:
        return [
            Rewritten(
                f"{one.text.removesuffix('.')}{joint}"
                f"{other.text[:1].lower() if other.text.startswith('The ') else other.text[:1]}"
                f"{other.text[1:]}",
                (one.id, other.id),
            )
            for one, other in zip(offer.points[::2], offer.points[1::2], strict=False)
        ]

    return rewrite


def _points(brief: Brief) -> list[Point]:
    return [point for _, points in brief.sections() for point in points]


def test_a_sentence_taken_keeps_citations_ids_and_order_and_passes_the_check():
    retold = retell(STRIKE, ARTICLES, _naive("; "), "tester")
    assert retold.failures
    was = {point.id: point for point in _points(STRIKE)}
    now = _points(retold.brief)
    changed = [point for point in now if point != was[point.id]]
    assert changed
    assert [point.id for point in now] == [key for key in was if key in {p.id for p in now}]
    for brief in (STRIKE, retold.brief):
        cited = Counter(c for point in _points(brief) for c in point.citations)
        assert cited == Counter(c for point in was.values() for c in point.citations)
    for point in changed:
        texts = {key: article.text for key, article in ARTICLES.items()}
        composed = composed_points(point, texts)
        assert len(composed) == 2
        assert [part.text for part in composed] == [was[part.id].text for part in composed]
        assert check_point(point, ARTICLES, STRIKE.as_of) == ()
    assert any("passed the check: " in note for note in retold.brief.notes)


def test_a_filed_edition_with_rewritten_sentences_is_read_back_and_holds():
    retold = retell(DAM, ARTICLES, _naive("; "), "tester")
    edition = structs.replace(
        EDITION, stories=(structs.replace(EDITION.stories[1], brief=retold.brief),)
    )
    filed = read_edition_json(render_edition_json(edition))
    brief = filed.stories[0].brief_as_of(filed.as_of)
    assert _points(brief) == _points(retold.brief)
    assert _points(brief) != _points(DAM)
    assert check_brief(brief, ARTICLES) == ()


def _rewritten_point() -> Point:
    first, second = DAM.what_happened
    text = f"{first.text.removesuffix('.')}; t{second.text[1:]}"
    return joined((first, second), text)


def _forged(point: Point, text: str) -> Point:
    edits = tuple(
        structs.replace(edit, text=text) if edit.kind == "rewrite" and edit.text else edit
        for edit in point.edits
    )
    return structs.replace(point, text=text, edits=edits)


def test_check_holds_a_filed_rewrite_to_the_leash():
    point = _rewritten_point()
    assert check_point(point, ARTICLES, DAM.as_of) == ()
    for old, new in (("480", "490"), ("31 to 24", "24 to 31"), ("; the", "; a"), ("will", "may")):
        forged = _forged(point, point.text.replace(old, new))
        assert {f.rule for f in check_point(forged, ARTICLES, DAM.as_of)} == {"rewrite"}, new


def test_check_fails_on_a_rewrite_that_does_not_say_what_it_tells():
    point = _rewritten_point()
    marks = [edit for edit in point.edits if edit.kind == "rewrite"]
    last = marks[-1]
    for edits in (
        (marks[0], structs.replace(last, start=last.start + 1, end=last.start + 1)),
        (structs.replace(marks[0], citation=1, start=last.start, end=last.start), last),
        (marks[0], structs.replace(last, citation=0, start=marks[0].start, end=marks[0].start)),
    ):
        broken = structs.replace(point, edits=edits)
        assert check_point(broken, ARTICLES, DAM.as_of)
    alone = structs.replace(point, edits=(marks[0],))
    assert check_point(alone, ARTICLES, DAM.as_of), "two sentences told as one composed"


def test_check_holds_what_a_rewrite_tells_to_every_rule():
    point = _rewritten_point()
    word = "480 "
    start = ARTICLES["a6"].text.index(word)
    edit = Edit("cut", 1, start, start + len(word), "x")
    forged = structs.replace(point, edits=(*point.edits, edit))
    assert "edits" in {fault.rule for fault in check_point(forged, ARTICLES, DAM.as_of)}


@pytest.mark.parametrize(
    "points",
    [("1", "9"), (), ("1", "3"), ("2", "1"), ("1", "1"), ("x",), ("1", "2", "3", "4")],
)
def test_points_that_may_not_be_told_are_refused(points):
    text = " ".join(p.text for p in STRIKE.who_said_what[:2])

    def rewrite(offer: Offer) -> list[Rewritten]:
        return [Rewritten(text, points)] if offer.section == "Who said what" else []

    retold = retell(STRIKE, ARTICLES, rewrite, "tester")
    assert _points(retold.brief) == _points(STRIKE)
    assert [f.error.split(":")[0] for f in retold.failures] == ["points"]


def test_a_point_is_told_once_and_no_more_sentences_come_than_were_offered():
    first, second = DAM.what_happened
    text = f"{first.text.removesuffix('.')}; t{second.text[1:]}"

    def rewrite(offer: Offer) -> list[Rewritten]:
        if offer.section != "What happened":
            return []
        return [Rewritten(text, ("1", "2"))] * 5

    retold = retell(DAM, ARTICLES, rewrite, "tester")
    assert [point.text for point in retold.brief.what_happened] == [text]
    assert [f.error.split(":")[0] for f in retold.failures] == ["points", "length"]


def test_two_paragraphs_stay_two():
    four, five = STRIKE.who_said_what[2:4]
    assert four.paragraph != five.paragraph
    text = f"{four.text.removesuffix('.')}; {five.text}"
    retold = retell(STRIKE, ARTICLES, _told((text, (2, 3))), "tester")
    assert _points(retold.brief) == _points(STRIKE)


def test_sentences_given_back_as_they_were_are_no_rewrites():
    def rewrite(offer: Offer) -> list[Rewritten]:
        return [Rewritten(point.text, (point.id,)) for point in offer.points]

    assert retell(STRIKE, ARTICLES, rewrite, "tester").brief == STRIKE


def test_what_a_rewriter_raises_is_told_and_the_composed_sentences_stand():
    def rewrite(offer: Offer) -> list[Rewritten]:
        raise ZeroDivisionError("the budget is spent " + "x" * 500)

    retold = retell(STRIKE, ARTICLES, rewrite, "tester")
    assert retold.brief == STRIKE
    assert len(retold.failures) == 3
    assert all(len(f.error) <= 120 and f.step == "rewrite" for f in retold.failures)


def test_an_offer_shows_each_point_with_its_passages():
    seen: list[Offer] = []

    def rewrite(offer: Offer) -> list[Rewritten]:
        seen.append(offer)
        return []

    retell(STRIKE, ARTICLES, rewrite, "tester")
    assert [offer.section for offer in seen] == ["What happened", "Who said what", "What next?"]
    second = seen[0].points[1]
    assert second.passages == ("2.1", "2.2")
    shown = {passage.id: passage for passage in seen[0].passages}
    assert shown["2.2"].publisher == "Meridian Wire"
    assert shown["2.2"].text.startswith("He said 23")


# ------------------------------------------------------------------ not one gets through


def _try(brief: Brief, articles: dict[str, Article], heading: str, case: Case) -> Retold:
    def rewrite(offer: Offer) -> list[Rewritten]:
        if offer.section != heading:
            return []
        return [Rewritten(case.text, tuple(offer.points[at].id for at in case.points))]

    return retell(brief, articles, rewrite, "tester")


def _hostile(edition: Edition, seeds: int) -> Counter[str]:
    """How many hostile sentences were tried, by way; none of them may have been taken."""
    articles = {article.id: article for article in edition.articles}
    tried: Counter[str] = Counter()
    for seed in range(seeds):
        for briefed in edition.stories:
            brief = held(briefed.brief, articles)
            for heading, points in brief.sections():
                if not points:
                    continue
                for case in cases([point.text for point in points], seed):
                    retold = _try(brief, articles, heading, case)
                    assert _points(retold.brief) == _points(brief), case
                    assert "refused: 1" in retold.brief.notes[-1], case
                    # Two paragraphs are never told as one; the leash itself is what is tried.
                    if not retold.failures[0].error.startswith("points: "):
                        assert not retold.failures[0].error.startswith("check: "), case
                        tried[case.way] += 1
    return tried


def test_no_hostile_change_of_the_invented_edition_gets_through():
    tried = _hostile(EDITION, seeds=12)
    assert tried.total() >= 600
    assert set(tried) == set(WAYS)
    assert min(tried.values()) >= 5


def test_no_hostile_change_of_the_sample_edition_gets_through(sample):
    tried = _hostile(sample.edition, seeds=4)
    assert tried.total() >= 600
    assert min(tried[way] for way in WAYS) >= 5


def test_honest_joins_of_the_sample_edition_are_taken(sample):
    articles = {article.id: article for article in sample.articles}
    taken = 0
    for joint in ("; ", ", while "):
        for briefed in sample.edition.stories:
            retold = retell(briefed.brief, articles, _naive(joint), "tester")
            assert check_brief(retold.brief, articles) == ()
            taken += len(_points(briefed.brief)) - len(_points(retold.brief))
    assert taken >= 10


class _Joiner:
    name = "joiner"

    def rewrite(self, offer: Offer) -> list[Rewritten]:
        return _naive("; ")(offer)


def test_an_edition_is_written_with_a_rewriter(sample):
    edition = desk.write_edition(
        sample.articles, sample.analyses, as_of=dt.date(2026, 3, 5), rewriter=_Joiner()
    )
    notes = [note for briefed in edition.stories for note in briefed.brief.notes]
    assert any(note.startswith("Sentences that joiner put in other words") for note in notes)
    assert {f.step for f in edition.failures} >= {"rewrite"}
    articles = {article.id: article for article in sample.articles}
    for briefed in edition.stories:
        assert check_brief(briefed.brief, articles) == ()


def test_a_rewriter_that_is_not_installed_is_named_with_those_that_are():
    with pytest.raises(SettingsError, match="no-such"):
        rewriter_named("no-such")
