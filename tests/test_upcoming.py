"""What next: the steps an editor would tell, and none of those that are no steps."""

from __future__ import annotations

import datetime as dt
import functools

import pytest

from nutgraf.analysis.analyze import analyze
from nutgraf.briefs import check_brief
from nutgraf.briefs.compose import compose
from nutgraf.briefs.foretold import foretell
from nutgraf.briefs.material import Material
from nutgraf.briefs.untold import why_untold
from nutgraf.records import Article, Story
from nutgraf.stories.steps import merge_steps

TUESDAY = dt.date(2026, 3, 3)
WEDNESDAY = dt.date(2026, 3, 4)

LEDE = (
    "The Lower House of Valmere passed the harbour levy bill on Tuesday by 61 votes to 58, after "
    "Finance Minister Helena Brandt had promised the farmers of the Vale a rebate on the levy."
)
SCENE = (
    "The harbour levy bill sets a charge of 18 crowns for each container that passes through the "
    "harbour of Port Ellery."
)


GALLERY = (
    "The gallery of the Lower House was full.",
    "Two ushers carried out a man with a trombone.",
    "Rain fell on the steps outside.",
)


def article(text: str, publisher: str = "Coastal Wire", day: dt.date = TUESDAY) -> Article:
    return Article(
        id=f"{publisher} {day} {len(text)}",
        text=text,
        publisher=publisher,
        headline="Lower House passes harbour levy bill",
        published=dt.datetime.combine(day, dt.time(18), dt.UTC),
    )


@functools.cache
def analysed(one: Article):
    return analyze(one)


def brief_of(*articles: Article, as_of: dt.date = TUESDAY):
    analyses = {one.id: analysed(one) for one in articles}
    story = Story(
        id="s",
        title="Lower House passes harbour levy bill",
        article_ids=tuple(one.id for one in articles),
        steps=merge_steps(articles, analyses),
        independent=len({one.publisher for one in articles}),
    )
    brief = compose(story, articles, analyses, as_of=as_of)
    assert check_brief(brief, {one.id: one for one in articles}) == ()
    return brief


def next_of(*articles: Article, as_of: dt.date = TUESDAY) -> list[str]:
    return [point.text for point in brief_of(*articles, as_of=as_of).what_next]


def levy(*sentences: str) -> str:
    return "\n\n".join([LEDE, SCENE, *sentences])


# ------------------------------------------------------------------ what is told


def test_dated_steps_come_first_and_the_soonest_of_them_leads():
    told = next_of(
        article(
            levy(
                "Finance Minister Helena Brandt said the government would publish a list of "
                "exempt goods for the harbour levy.",
                "The Senate will vote on the harbour levy bill on 17 March.",
                "The finance committee of the Senate will hear the harbour masters on Friday.",
            )
        )
    )
    assert told[:2] == [
        "The finance committee of the Senate will hear the harbour masters on Friday.",
        "The Senate will vote on the harbour levy bill on 17 March.",
    ]
    assert "exempt goods" in told[2]


def test_a_step_inside_a_quotation_is_told_with_its_speaker():
    told = next_of(
        article(
            levy(
                '"The harbour levy will be collected by the port itself from the first day of '
                'July," said Owen Thrale, the director of the port authority.'
            )
        )
    )
    assert len(told) == 1
    assert "Thrale" in told[0]
    assert '"The harbour levy will be collected by the port itself' in told[0]


def test_what_only_the_publisher_expects_is_credited_and_its_modality_kept():
    told = next_of(
        article(levy("The Senate is likely to amend the harbour levy bill.")),
        article(levy("Farmers sang in the gallery."), "Ellery Daily"),
    )
    assert told == ["The Senate is likely to amend the harbour levy bill, Coastal Wire said."]


def test_an_expert_may_say_what_could_come_of_it():
    forecast = (
        "Odile Marr, an economist at the Vale Institute, said the harbour levy could drive "
        "container ships to ports in Kestria."
    )
    assert next_of(article(levy(forecast))) == [forecast]


def test_of_two_days_the_newest_is_told_and_credited():
    told = next_of(
        article(levy("The Senate will vote on the harbour levy bill on 12 March.")),
        article(
            levy("The Senate will vote on the harbour levy bill on 19 March."),
            "Ellery Daily",
            WEDNESDAY,
        ),
        as_of=WEDNESDAY,
    )
    assert len(told) == 1
    assert "19" in told[0]
    assert "12" not in told[0]
    assert told[0].endswith(", Ellery Daily reported.")


def test_one_step_of_several_articles_is_told_once():
    step = "The Senate will vote on the harbour levy bill on 17 March."
    told = next_of(
        article(levy(step)),
        article(levy(step, "Nobody spoke against it in the gallery."), "Ellery Daily"),
    )
    assert len(told) == 1


def test_a_pronoun_whose_person_is_known_is_replaced():
    told = next_of(
        article(
            levy(
                "Helena Brandt defended the harbour levy for an hour.",
                "She will meet the harbour masters on Friday to discuss the harbour levy.",
            )
        )
    )
    assert len(told) == 1
    assert told[0].endswith(
        "Brandt will meet the harbour masters on Friday to discuss the harbour levy."
    )


def test_a_thing_of_what_was_told_needs_no_telling_itself():
    step = "The hearing on the harbour levy bill will be held on Friday."
    assert next_of(article(levy(*GALLERY, step))) == [step]
    assert next_of(article(levy(*GALLERY, "The hearing will be held on Friday."))) == []


def test_the_day_of_the_second_of_two_acts_is_found():
    early = article(
        levy("The ministry says the levy office will hire forty clerks and be open by May 31."),
        day=dt.date(2026, 2, 10),
    )
    assert next_of(early) == [
        "The ministry says the levy office will hire forty clerks and be open by May 31."
    ]


def test_what_somebody_foresees_is_told_only_where_there_is_no_step():
    foreseen = (
        '"The harbour levy will empty the port of Ellery within ten years," said Owen Thrale, '
        "a fisherman from Port Ellery."
    )
    other = article(levy("Owen Thrale, a fisherman from Port Ellery, spoke last."), "Ellery Daily")
    (told,) = next_of(article(levy(foreseen)), other)
    assert told.startswith(
        '"The harbour levy will empty the port of Ellery within ten years," said'
    )
    step = "The Senate will vote on the harbour levy bill on 17 March."
    assert next_of(article(levy(foreseen, step))) == [step]


# ------------------------------------------------------------------ what is not


def test_where_nothing_is_to_come_the_brief_says_so():
    brief = brief_of(article(levy("The gallery of the Lower House was full.")))
    assert brief.what_next == ()
    assert "The reports name no next step that could be told by itself." in brief.notes


def test_a_step_that_is_past_or_was_taken_is_not_told():
    early = article(levy("The Senate will vote on the harbour levy bill on Wednesday."))
    assert next_of(early, as_of=WEDNESDAY) != []
    assert next_of(early, as_of=WEDNESDAY + dt.timedelta(days=1)) == []


def test_steps_of_another_matter_are_not_told():
    told = next_of(
        article(
            levy(
                *GALLERY,
                "Moonrise Pictures will release a third film about a singing otter.",
                "Bakers in Northgate plan to open a museum of bread.",
            )
        ),
        article(levy("The gallery was full."), "Ellery Daily"),
    )
    assert told == []


UNTOLD = (
    ("A reporter of Coastal Wire will be on the harbour levy bill all night.",
     "of the publisher's own doings"),
    ("The government should have put the harbour levy to a vote last year.", "no announcement"),
    ("The farmers will surely bring down the harbour levy in the Senate.", "loaded words"),
    ("Farmers are not going to pay the harbour levy.", "no announcement"),
    ("Critics ask whether you will pay the harbour levy.", "loaded words"),
    ("The government has long promised to mend the harbour.", "a future of long ago"),
    ("Helena Brandt is going to keep trying.", "an act without words"),
    ("An interview on the harbour levy is set to air on Sunday.", "furniture of the page"),
    ("The opposition left the chamber, and its leaders will meet farmers.", "a deed that is done"),
    ("They will ask the court to stop the harbour levy.", "leans on the sentence before"),
    # of a thing that the brief has not told of
    ("The museum will open a hall on the harbour levy.", None),
    ("The harbour levy must be withdrawn at once.", "a demand of the publisher's"),
    ("The anger comes after the government said it would mend the harbour.",
     "of what something follows"),
    ("Many voters said they expected the harbour levy to fail.", "no announcement"),
    ("Helena Brandt said the government would respect the vote on the harbour levy.",
     "no announcement"),
    ("Asked how she would spend the harbour levy, Helena Brandt said she would mend the wall.",
     "no announcement"),
    ("A note on the harbour levy will be sent each time a ship docks.", "no announcement"),
    ("The clerk of the port The clerk of the port will read the harbour levy bill.",
     "a link in the sentence"),
)  # fmt: skip


@pytest.mark.parametrize(("sentence", "reason"), UNTOLD)
def test_why_a_sentence_tells_no_step(sentence: str, reason: str | None):
    one = article(levy(sentence))
    material = Material(
        Story(id="s", title="", article_ids=(one.id,)), [one], {one.id: analysed(one)},
        as_of=TUESDAY,
    )  # fmt: skip
    steps = [
        step
        for forward in analysed(one).forward
        if sentence in forward.span.of(one.text)
        and (step := foretell(material, one, forward)) is not None
    ]
    assert [why_untold(step) for step in steps][:1] in ([reason], [])
    assert next_of(one) == []
