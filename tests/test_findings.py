"""What goes with a briefed story: the statements and steps of the words cited, and no others."""

from __future__ import annotations

import json

from invented_edition import ANALYSIS, EDITION, HARBOUR, cite
from lxml import html as lxml_html
from msgspec import structs

from nutgraf.briefs.findings import with_findings
from nutgraf.records import ForwardStatement, Quote, Span
from nutgraf.render.html import render_html

STORY = EDITION.stories[0]


def test_statements_are_those_of_which_words_are_cited() -> None:
    found = with_findings(STORY.story, STORY.brief, {"a1": ANALYSIS})
    assert found.story is STORY.story
    assert found.brief is STORY.brief
    said = [each.quote.content[0].of(HARBOUR.text) for each in found.statements]
    # Not the publisher's own last sentence, which the brief does not cite.
    assert said == ['"Nobody in this harbour wanted today,"', "the drivers"]
    assert {each.article for each in found.statements} == {"a1"}


def test_steps_are_those_cited_for_what_is_to_come() -> None:
    earlier = ForwardStatement(cite(HARBOUR, "Some 1,400").span, "plan", "certain")
    analysis = structs.replace(ANALYSIS, forward=(earlier, *ANALYSIS.forward))
    found = with_findings(STORY.story, STORY.brief, {"a1": analysis})
    assert [each.forward for each in found.expected] == list(ANALYSIS.forward)


def test_a_finding_cited_twice_comes_once_and_articles_in_the_order_of_citing() -> None:
    whole = Quote(content=(Span(0, len(HARBOUR.text)),))
    other = structs.replace(
        ANALYSIS, article_id="a2", quotes=(Quote(content=(Span(0, 60),)),), forward=()
    )
    analyses = {"a2": other, "a1": structs.replace(ANALYSIS, quotes=(whole,))}
    found = with_findings(STORY.story, STORY.brief, analyses)
    assert [(each.article, each.quote) for each in found.statements] == [
        ("a1", whole),
        ("a2", other.quotes[0]),
    ]


def test_without_analyses_nothing_goes_with_it() -> None:
    found = with_findings(STORY.story, STORY.brief, {})
    assert found == structs.replace(STORY, statements=(), expected=())


def test_the_sample_edition_says_who_spoke_nearly_all_its_quotations(sample) -> None:
    page = lxml_html.document_fromstring(render_html(sample.edition))
    (block,) = page.xpath("//script")
    stories = json.loads(block.text)["@graph"]
    said = [each for story in stories for each in story.get("hasPart", ())]
    named = [each for each in said if "creator" in each]
    assert len(said) > 30
    assert len(named) > 0.9 * len(said)
    printed = " ".join(
        point.text
        for story in sample.edition.stories
        for _, points in story.brief.sections()
        for point in points
    )
    # A creator is somebody whom the brief itself names as speaking.
    for each in named:
        assert each["creator"]["name"].split()[-1] in printed, each
    events = [each for story in stories for each in story.get("mentions", ())]
    assert len(events) > 3
    assert all((each.get("endDate") or each["startDate"]) >= "2026-03-05" for each in events)
