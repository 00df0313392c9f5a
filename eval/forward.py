"""What next, sentence by sentence: announced steps found, and told as the article words them.

The labels (``eval/gold``) are offsets and names; the articles they belong to are read from the
labelled sets, so without those there is nothing to measure.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from eval.corpus import HERE, Bench, Figures, Row, rows
from eval.statements import key_of, labelled_articles, plain_name

GOLD = HERE / "gold" / "forward.jsonl"
KINDS = (
    "scheduled",
    "plan",
    "pledge",
    "forecast",
    "deadline",
    "requirement",
    "condition",
    "pending",
)
STRENGTH = {"conditional": 0, "possible": 0, "likely": 1, "certain": 2}
MEASURES = {
    "precision",
    "recall",
    "acts",
    "near misses left alone",
    "actor",
    "interval",
    "dates held",
    "kind",
    "certainty",
    "not raised",
}
LEAST_OVERLAP = 0.5
# What a name goes on with after its head: "a spokesman for the port", "people who voted".
_AFTER_HEAD = re.compile(
    r"\s+(?:of|in|on|at|for|from|to|with|by|about|against|between|under|over|into|among|that|who|"
    r"whose|which|where)\s|\s[-\u2013\u2014]+\s|[(\u2014]"
)
_JOINT = re.compile(r",\s*(?:and\s+|or\s+)?|\s+(?:and|or|as well as)\s+")
_EMPTY = frozenset(["it", "he", "she", "they", "we", "i", "you", "this", "that", "these", "those"])


class Paired(Struct, frozen=True):
    """A label and what is told of its act; ``None`` where nothing is.

    ``found`` says whether its sentence is told of, be it by another act.
    """

    article: str
    label: Row
    told: Row | None
    found: bool


class Judged(Struct, frozen=True):
    """An article's labels with what was told of them, and the sentences told with no label.

    ``told`` and ``right`` count the sentences that precision goes by. ``taken`` are the near
    misses among ``wrong``.
    """

    pairs: tuple[Paired, ...]
    told: int
    right: int
    wrong: tuple[Row, ...]
    taken: tuple[list[int], ...]


# --------------------------------------------------------------------- one label


def heads(name: str) -> frozenset[str]:
    """The head words of a name or description, one for each of those it joins.

    Pronouns are none: "they" would be right of anybody.
    """
    found = set()
    for part in _JOINT.split(name):
        words = re.findall(r"[\w#$%.&-]+", plain_name(_AFTER_HEAD.split(part)[0]))
        if words and words[-1] not in _EMPTY:
            found.add(words[-1].strip("#."))
    return frozenset(found)


def same_actor(label: Row, told: Row) -> bool:
    """Whether the actor told is one of the label's names, or shares a head word with one."""
    if not told["actor"]:
        return False
    names = [label["actor"], *label["also"]]
    if plain_name(told["actor"]) in {plain_name(name) for name in names}:
        return True
    return any(heads(told["actor"]) & heads(name) for name in names)


def interval_of(row: Row) -> tuple[str | None, str | None]:
    """The days of the act, of a label or a prediction; ``None`` at an end that is open."""
    when = row if "earliest" in row else row["when"] or {}
    return when.get("earliest"), when.get("latest")


def raised(label: Row, told: Row) -> bool:
    """Whether the act is told as surer than the article words it."""
    return STRENGTH[told["certainty"]] > STRENGTH[label["certainty"]]


# --------------------------------------------------------------------- an article


def _shared(one: Sequence[int], other: Sequence[int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def same_sentence(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two spans are one sentence: half of the shorter lies in the longer.

    Not half of both, because a program may cut a sentence where a reader did not.
    """
    least = min(one[1] - one[0], other[1] - other[0])
    return least > 0 and _shared(one, other) >= LEAST_OVERLAP * least


def _span(told: Row) -> list[int]:
    return [told["start"], told["end"]]


def _pair(labels: Sequence[Row], told: Sequence[Row]) -> list[Row | None]:
    """For each label of a sentence the prediction of its act, else the first that is left.

    By the words of the act alone: pairing by what is to be judged would flatter it. ``None``
    where the sentence has fewer predictions than acts.
    """
    left = dict(enumerate(told))
    chosen: dict[int, Row] = {}
    by_share = sorted(
        itertools.product(range(len(labels)), left),
        key=lambda pair: -_shared(labels[pair[0]]["act"], told[pair[1]]["action"] or [0, 0]),
    )
    for place, rank in by_share:
        shared = _shared(labels[place]["act"], told[rank]["action"] or [0, 0])
        if shared and place not in chosen and rank in left:
            chosen[place] = left.pop(rank)
    for place in range(len(labels)):
        if place not in chosen and left:
            chosen[place] = left.pop(min(left))
    return [chosen.get(place) for place in range(len(labels))]


def judge(gold: Row, forward: Sequence[Row]) -> Judged:
    """What was told of each label of an article, and what was told beside them."""
    sentences: dict[tuple[int, ...], list[Row]] = {}
    for label in gold["forward"]:
        sentences.setdefault(tuple(label["span"]), []).append(label)
    pairs = []
    for span, labels in sentences.items():
        told = [each for each in forward if same_sentence(span, _span(each))]
        pairs += [
            Paired(gold["id"], label, each, bool(told))
            for label, each in zip(labels, _pair(labels, told), strict=True)
            if not label.get("optional")
        ]
    right, wrong, seen = 0, [], set()
    for each in forward:
        if tuple(_span(each)) in seen:
            continue
        seen.add(tuple(_span(each)))
        meets = [labels for span, labels in sentences.items() if same_sentence(span, _span(each))]
        if any(not label.get("optional") for labels in meets for label in labels):
            right += 1
        elif not meets:
            wrong.append(each)
    taken = [
        miss
        for miss in gold["near_misses"]
        if any(same_sentence(miss, _span(each)) for each in wrong)
    ]
    return Judged(tuple(pairs), right + len(wrong), right, tuple(wrong), tuple(taken))


def figures(gold: Iterable[Row], predictions: Mapping[str, Sequence[Row]]) -> dict[str, float]:
    """All measures, in per cent; predictions go by the key of an article."""
    count = Counter[str]()
    for row in gold:
        judged = judge(row, predictions.get(key_of(row), ()))
        count["told"] += judged.told
        count["right"] += judged.right
        count["near"] += len(row["near_misses"])
        count["taken"] += len(judged.taken)
        sentences = {tuple(pair.label["span"]): pair.found for pair in judged.pairs}
        count["sentences"] += len(sentences)
        count["found sentences"] += sum(sentences.values())
        count["acts"] += len(judged.pairs)
        for pair in judged.pairs:
            if pair.told is None:
                continue
            days = interval_of(pair.label)
            count["found"] += 1
            count["actor"] += same_actor(pair.label, pair.told)
            count["interval"] += days == interval_of(pair.told)
            if any(days):
                count["dated"] += 1
                count["dates held"] += days == interval_of(pair.told)
            count["kind"] += pair.label["kind"] == pair.told["kind"]
            count["certainty"] += pair.label["certainty"] == pair.told["certainty"]
            count["raised"] += raised(pair.label, pair.told)
    shares = ("actor", "interval", "kind", "certainty")
    return {
        "precision": _share(count["right"], count["told"]),
        "recall": _share(count["found sentences"], count["sentences"]),
        "acts": _share(count["found"], count["acts"]),
        "near misses left alone": 100 - _share(count["taken"], count["near"]),
        **{name: _share(count[name], count["found"]) for name in shares},
        "dates held": _share(count["dates held"], count["dated"]),
        "not raised": 100 - _share(count["raised"], count["found"]),
    }


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


# --------------------------------------------------------------------- the sets


def measure(bench: Bench) -> Figures:
    """The measures on the labelled articles; nothing where the labelled sets are not at hand."""
    if bench.data is None:
        return {}
    gold = rows(GOLD)
    articles, faults = labelled_articles(bench.data, gold)
    bench.faults += faults
    told = {row["id"]: row["forward"] for row in bench.told(articles)}
    return {"steps": figures([row for row in gold if key_of(row) in told], told)}
