"""Which sentences tell something by themselves, and which lean on what stood before."""

from __future__ import annotations

import pytest

import nutgraf

ALONE = (
    "Corvane will close its plant at Tarrow by the end of September.",
    "Mayor Jonas Pell said he would see Greta Voss on Monday.",
    "Astronomers have found another planet near the star Marwen.",
    "When the sea wall broke on Monday, Port Ellery lost its fish market.",
    "Because the levy failed, Finance Minister Helena Brandt will offer another.",
    "Astronomers at Tarrow have found planets outside our galaxy for the first time.",
    "But the court struck down the rule on Wednesday.",
    "There are 900 jobs at the plant in Tarrow.",
    "The council will meet this week to hear Ann Roe, who owns the ferry.",
)
LEANING = (
    "This is the third strike of the year.",
    "They told the council that the wall would hold.",
    "The latter was built in 1911.",
    "Another driver said the bridge had shaken.",
    "Police are looking for another man in the harbour.",
    "When will the wall be built?",
    "When will the wall be built, and who will pay for it?",
    "It was not the first such accident.",
    "The council has, however, no money for the wall.",
    "We expect the levy to pass on Tuesday.",
    "The mayor had known this for a year.",
)


def _alone(sentence: str) -> bool:
    before = "Tomas Quill spoke for an hour about the harbour and about the ferry."
    found = nutgraf.analyze(nutgraf.Article(id="a", text=f"{before}\n\n{sentence}\n")).sentences
    assert len(found) == 2, found
    return found[1].stands_alone


@pytest.mark.parametrize("sentence", ALONE)
def test_a_sentence_that_tells_by_itself(sentence: str) -> None:
    assert _alone(sentence)


@pytest.mark.parametrize("sentence", LEANING)
def test_a_sentence_that_leans_on_what_stood_before(sentence: str) -> None:
    assert not _alone(sentence)
