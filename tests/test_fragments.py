"""Fragments lie in the speaker's own words and leave no "not", "if" or "may" behind."""

from __future__ import annotations

import pytest

from nutgraf.analysis.analyze import analyze
from nutgraf.analysis.marks import find_marked
from nutgraf.records import Article


def fragments(text: str) -> list[str]:
    """All fragments of ``text``; each is checked to lie in content and in marks."""
    found = []
    inner = [mark.inner for mark in find_marked(text)]
    for quote in analyze(Article(id="a", text=text)).quotes:
        for span in quote.fragments:
            assert any(content.holds(span) for content in quote.content), span.of(text)
            assert any(marked.holds(span) for marked in inner), span.of(text)
            assert 2 <= len(span.of(text).split()) <= 20
            found.append(span.of(text))
        assert len(quote.fragments) <= 3
        assert not (quote.kind == "indirect" and quote.fragments)
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Orr said the plan was “a complete betrayal of working families.”",
            "a complete betrayal of working families",
        ),
        (
            "Ms. Venn said she was “deeply disappointed by the ruling of the court.”",
            "deeply disappointed by the ruling of the court",
        ),
        ("Orr called the bridge “a national embarrassment.”", "a national embarrassment"),
        (
            "“We will never accept this terrible deal,” Orr said.",
            "We will never accept this terrible deal",
        ),
    ],
)
def test_the_best_fragment_is_a_whole_constituent(text: str, expected: str) -> None:
    assert fragments(text)[0] == expected


@pytest.mark.parametrize(
    ("text", "word", "governed"),
    [
        ("“We do not believe the harbour is a safe place for children,” Orr said.", "not", "safe"),
        ("“If the vote fails, the city will sell the old harbour,” Orr said.", "If", "sell"),
        ("“The storm may destroy the whole of the old town,” Orr said.", "may", "destroy"),
        ("“I think the mayor is a dangerous and reckless man,” Orr said.", "think", "reckless"),
        ("“Some of the drivers are dangerous criminals from the north,” Orr said.", "Some", "are"),
        ("“Nobody at the port is a hero of the old revolution,” Orr said.", "Nobody", "hero"),
        ("“It is a great plan, but the city will never pay for it,” Orr said.", "but", "great"),
        ("“There is no evidence of a great crime at the port,” Orr said.", "no", "crime"),
        (
            "“We will sell the harbour unless the council pays us,” Orr said.",
            "unless",
            "sell",
        ),
        (
            "“They are likely to lose the most important vote,” Orr said.",
            "likely",
            "lose",
        ),
    ],
)
def test_no_fragment_leaves_behind_what_governs_it(text: str, word: str, governed: str) -> None:
    for fragment in fragments(text):
        assert governed not in fragment or word in fragment


CLAUSES = (
    ("the dangerous bridge will destroy the old town", "destroy"),
    ("the mayor is a reckless enemy of working families", "enemy"),
    ("this country deserves a great and honest leader", "deserves"),
    ("the ministers have betrayed every nurse in the region", "betrayed"),
)
FRAMES = (
    ("not", "I do not think that {}"),
    ("not", "It is not true that {}"),
    ("Nobody", "Nobody here says that {}"),
    ("n’t", "We don’t believe that {}"),
    ("never", "We have never claimed that {}"),
    ("no", "There is no sign that {}"),
    ("doubt", "I doubt that {}"),
    ("hope", "We hope that {}"),
    ("hard", "It is hard to believe that {}"),
    ("If", "If the court agrees, {}"),
    ("if", "We will all go home if {}"),
    ("when", "When the court agrees, {}"),
    ("unless", "Unless the court agrees, {}"),
    ("unless", "We say that {} unless the court agrees"),
    ("until", "Until the court agrees, {}"),
    ("Perhaps", "Perhaps {}"),
    ("Maybe", "Maybe {}"),
    ("possible", "It is possible that {}"),
    ("likely", "It is likely that {}"),
    ("may", "It may be that {}"),
    ("seems", "It seems that {}"),
    ("rumour", "The rumour is that {}"),
    ("Few", "Few of us believe that {}"),
    ("whether", "We must ask whether {}"),
    ("Allegedly", "Allegedly {}"),
    ("deny", "We deny that {}"),
    ("wrong", "It is wrong to say that {}"),
    ("without", "We cannot go on without proof that {}"),
)


@pytest.mark.parametrize(("operator", "frame"), FRAMES)
@pytest.mark.parametrize(("clause", "heart"), CLAUSES)
def test_a_clause_is_not_cut_from_what_governs_it(
    operator: str, frame: str, clause: str, heart: str
) -> None:
    said = frame.format(clause)
    for fragment in fragments(f"“{said[0].upper()}{said[1:]},” Orr said."):
        if heart in fragment:
            assert operator.lower() in fragment.lower()


def test_fragments_of_the_sample_are_verbatim_and_whole(sample) -> None:
    count = 0
    for article in sample.edition.articles:
        count += len(fragments(article.text))
    assert count > 40


def test_a_split_condition_stays_with_what_hangs_on_it() -> None:
    text = "“If the council pays,” Ms. Orr said, “we will open the great harbour again.”"
    assert fragments(text) == []


def test_a_denied_statement_has_no_fragment() -> None:
    assert fragments("Orr denied that he was “a reckless enemy of the whole town.”") == []


@pytest.mark.parametrize(
    "text", ["", "“”", "“\n", '"' * 300, "Orr said “" + "not a good idea and " * 500 + "”."]
)
def test_odd_text_never_raises(text: str) -> None:
    fragments(text)
