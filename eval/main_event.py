"""The main event of an article: who did what, when and where, beside people's answers.

The articles of `what_happened_5w1h` come with phrases that people gave in answer to who, what,
when and where. What is told of the event marked as the main one is set beside them:

- *who*: the actors, by their full names and by the words of the text; the objects where no
  actor is told ("seven people were killed"). Right if at least half of the words of one
  answer are among those told.
- *what*: the clause from its verb on, at most `MOST_WORDS` words of it. Right if at least half
  of the words of one answer are among those told as who or what, and one of them as what
  alone: answers often name who again ("Ferry sinks"), and the name by itself is not what.
- *when*: right if what is told is one day and the day of one answer.
- *where*: the place. Right by the rule of who.

Words are compared by their first six letters, without case, endings and function words. Each
figure is over the articles with an answer to that question, and an article of which nothing is
told counts as wrong. The words must be the same: "reworked the shape" is not "changes the look".

*First sentence* is the yardstick: its words before the main verb as who, those from the verb
on as what, the article's own day as when, the first place name in it as where.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from eval.corpus import Bench, Figures, Row, rows
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Analysis, Article, Span

MEASURES = {"who", "what", "who and what", "when", "where"}
SET = "what_happened_5w1h"
MOST_WORDS = 25

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")
_ENDING = re.compile(r"(?<=\w{3})(?:ings?|ed|es|s|e)$")
_LETTERS = 6
_FUNCTION = listed(
    "a about after all an and any are as at be been before being both but by can could did do does "
    "during for from had has have having he her him his how i if in into is it its may me might "
    "more most mr mrs ms must my no not now of off on or our out over s said say says she should "
    "so some such than that the their them then there these they this those through to under "
    "until up was we were what when where which while who whom why will with would you your"
)


class Told(Struct, frozen=True):
    """What is told of an article's main event, in words; empty or ``None`` if it is not told."""

    who: str = ""
    what: str = ""
    day: str | None = None
    where: str = ""


def measure(bench: Bench) -> Figures:
    """The share of right answers, of the main event and of the first sentence."""
    if bench.data is None:
        return {}
    path = bench.data / SET / "dev.jsonl"
    gold = {row["id"]: row["gold"] for row in rows(path)}
    articles, analyses = bench.analysed(path)
    lines = bench.predictions(path)
    told = {
        article.label: told_of(article, line) for article, line in zip(articles, lines, strict=True)
    }
    first = {each.label: first_sentence(each, analyses[each.id]) for each in articles}
    return {"events": figures(gold, told), "events.first sentence": figures(gold, first)}


def figures(gold: Mapping[str, Row], told: Mapping[str, Told]) -> dict[str, float]:
    """Per cent right of each question that has an answer, by article label."""
    right: dict[str, list[bool]] = {name: [] for name in sorted(MEASURES)}
    for label, answers in gold.items():
        for question, verdict in judge(answers, told.get(label, Told())).items():
            right[question].append(verdict)
    return {name: 100 * sum(each) / len(each) for name, each in right.items() if each}


def told_of(article: Article, line: Row) -> Told:
    """What a line of `nutgraf analyze` tells of the main event."""
    event = next((each for each in line["events"] if each["main"]), None)
    if event is None:
        return Told()
    text = article.text
    parts = [each for each in event["participants"] if each["role"] == "actor"]
    who = " ".join(
        f"{each['full_name'] or ''} {text[each['start'] : each['end']]}"
        for each in parts or event["participants"]
    )
    when = event["when"] or {"earliest": None, "latest": None}
    return Told(
        who,
        _shortened(text[event["trigger"][0] : event["end"]]),
        when["earliest"] if when["earliest"] == when["latest"] else None,
        text[slice(*event["place"])] if event["place"] else "",
    )


def first_sentence(article: Article, analysis: Analysis) -> Told:
    """What the first sentence with a main verb tells."""
    text = article.text
    for sentence in analysis.sentences:
        if sentence.predicate is not None:
            subject = Span(sentence.span.start, sentence.predicate.start).of(text)
            place = next(
                (
                    name.span.of(text)
                    for name in analysis.names
                    if name.kind == "place" and sentence.span.holds(name.span)
                ),
                "",
            )
            today = analysis.creation_time
            day = None if today is None else today.isoformat()
            return Told(subject, _shortened(sentence.predicate.of(text)), day, place)
    return Told()


def _shortened(words: str) -> str:
    return " ".join(words.split()[:MOST_WORDS])


def judge(answers: Row, told: Told) -> dict[str, bool]:
    """Whether each question that has an answer is answered right."""
    verdicts: dict[str, bool] = {}
    who = words_of(told.who)
    given = {name: [words_of(a["text"]) for a in answers.get(name, ())] for name in answers}
    if given.get("who"):
        verdicts["who"] = _meets(given["who"], who)
    if given.get("what"):
        done = words_of(told.what) - who
        verdicts["what"] = _meets([one for one in given["what"] if one & done], who | done)
    if "who" in verdicts and "what" in verdicts:
        verdicts["who and what"] = verdicts["who"] and verdicts["what"]
    days = {a["parsed"] for a in answers.get("when", ()) if a.get("parsed")}
    if days:
        verdicts["when"] = told.day in days
    if given.get("where"):
        verdicts["where"] = _meets(given["where"], words_of(told.where))
    return verdicts


def is_half_told(answer: str, told: str) -> bool:
    """Whether at least half of the words of ``answer`` stand in ``told``."""
    return _meets([words_of(answer)], words_of(told))


def _meets(answers: Sequence[frozenset[str]], told: frozenset[str]) -> bool:
    """Whether at least half of the words of one answer are told."""
    return any(2 * len(answer & told) >= len(answer) > 0 for answer in answers)


def words_of(text: str) -> frozenset[str]:
    """The words of ``text`` cut to be compared ("derails" and "derailed"), function words aside."""
    plain = text.casefold().replace("’", "'")
    found = (match.group().removesuffix("'s") for match in _WORD.finditer(plain))
    return frozenset(_ENDING.sub("", word)[:_LETTERS] for word in found if word not in _FUNCTION)
