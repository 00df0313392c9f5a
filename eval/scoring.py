"""The scores that the own gold needs, for a clone without the reference scorers.

A test holds attribution, times and B-cubed against the reference scorers where those are at
hand. Speakers and forward-looking statements of the own gold have no other scorer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Row = dict[str, Any]
Statement = tuple[frozenset[int], frozenset[int]]
"""The characters of what was said, and those of the source."""
KINDS = ("quoted", "direct", "mixed", "indirect", "all")
_MARK = re.compile("[\u201c\u201d\u201e\u201f\u00ab\u00bb\"]|''|``")
_OPENING, _CLOSING = {"\u201c", "\u201e", "\u00ab", "``"}, {"\u201d", "\u00bb"}
_DURATION = re.compile(r"P(T?)(\d+(?:\.\d+)?|X+)(DE|CE|[YMWDHSQ])$")
_DURATION_SWAPPED = re.compile(r"P(T?)(DE|CE|[YMWDHSQ])(\d+|X+)$")
_ZONE = re.compile(r"(Z|[+-]\d\d:?\d\d|[+-]\d\d|UTC|GMT)$")


def f1(right: float, predicted: float, gold: float) -> float:
    """The harmonic mean of precision and recall, in per cent; 0 where nothing is right."""
    return 200 * right / (predicted + gold) if predicted + gold else 0.0


# --------------------------------------------------------------------- who said what


def quoted_characters(text: str) -> set[int]:
    """The offsets inside quotation marks, a paragraph at a time.

    A quotation left open runs to the end of its paragraph if its mark can only open, or if
    the next paragraph starts with a mark; a stray straight mark counts for nothing.
    """
    inside: set[int] = set()
    paragraphs = [match.span() for match in re.finditer(r"[^\n]+", text)]
    for number, (start, end) in enumerate(paragraphs):
        opened: int | None = None
        only_opens = False
        for match in _MARK.finditer(text, start, end):
            mark = match.group()
            if opened is None:
                if mark not in _CLOSING:
                    opened, only_opens = match.start(), mark in _OPENING
            elif mark not in _OPENING:
                inside.update(range(opened, match.end()))
                opened = None
        if opened is not None:
            following = paragraphs[number + 1] if number + 1 < len(paragraphs) else (end, end)
            goes_on = _MARK.match(text[slice(*following)].lstrip()) is not None
            if only_opens or goes_on:
                inside.update(range(opened, end))
    return inside


def _characters(spans: Iterable[Sequence[int]] | None, text: str) -> frozenset[int]:
    return frozenset(
        index
        for start, end in spans or ()
        for index in range(start, end)
        if not text[index].isspace()
    )


def _kinds(content: frozenset[int], quoted: set[int]) -> tuple[str, ...]:
    share = len(content & quoted) / len(content)
    if not share:
        return ("all", "indirect")
    return ("all", "quoted", "direct" if share >= 0.8 else "mixed")


def _statement(item: Row, text: str) -> Statement:
    return _characters(item["content"], text), _characters(item.get("source"), text)


def _statements(row: Row, text: str) -> list[Statement]:
    found = (_statement(item, text) for item in row["attributions"])
    return [statement for statement in found if statement[0]]


def attribution(gold_rows: Iterable[Row], predicted_rows: Iterable[Row]) -> dict[str, float]:
    """Attribution F1 by kind, and the share of sourced matches whose source is right.

    A statement is right if half of the union of gold and predicted content is common to both
    and the sources meet; where the gold has no source, the content decides.
    """
    predictions = {row["id"]: row for row in predicted_rows}
    gold_count, predicted_count = Counter[str](), Counter[str]()
    found, right = Counter[str](), Counter[str]()
    sourced = source_right = 0
    for row in gold_rows:
        text = row["text"]
        quoted = quoted_characters(text)
        gold = _statements(row, text)
        predicted = _statements(predictions.get(row["id"], {"attributions": []}), text)
        gold_kinds = [_kinds(content, quoted) for content, _ in gold]
        predicted_kinds = [_kinds(content, quoted) for content, _ in predicted]
        gold_count.update(kind for kinds in gold_kinds for kind in kinds)
        predicted_count.update(kind for kinds in predicted_kinds for kind in kinds)
        for overlap, one, other in _match(gold, predicted):
            if overlap < 0.5:
                continue
            source = gold[one][1]
            meet = bool(source & predicted[other][1])
            sourced += bool(source)
            source_right += bool(source) and meet
            if meet or not source:
                found.update(gold_kinds[one])
                right.update(predicted_kinds[other])
    figures = {}
    for kind in KINDS:
        recall = found[kind] / gold_count[kind] if gold_count[kind] else 0.0
        precision = right[kind] / predicted_count[kind] if predicted_count[kind] else 0.0
        total = precision + recall
        figures[f"{kind} F1"] = 200 * precision * recall / total if total else 0.0
    figures["source"] = 100 * source_right / sourced if sourced else 0.0
    return figures


def _match(
    gold: Sequence[Statement], predicted: Sequence[Statement]
) -> list[tuple[float, int, int]]:
    """One-to-one pairs, most overlap first; then a right source, then the order given."""
    pairs = []
    for one, (content, source) in enumerate(gold):
        for other, (guess, guessed_source) in enumerate(predicted):
            common = len(content & guess)
            if common:
                overlap = common / (len(content) + len(guess) - common)
                pairs.append((-overlap, not source & guessed_source, one, other))
    matched, used, taken = [], set(), set()
    for overlap, _, one, other in sorted(pairs):
        if one not in used and other not in taken:
            used.add(one)
            taken.add(other)
            matched.append((-overlap, one, other))
    return matched


def speakers(gold_rows: Iterable[Row], predicted_rows: Iterable[Row]) -> dict[str, float]:
    """Of the statements found whose speaker is known: how many speakers are right, or not wrong.

    "Not wrong" also counts those left open: a brief may do without a name, and must not print
    the wrong one. Names compare as a reader would see them, whole.
    """
    predictions = {row["id"]: row["attributions"] for row in predicted_rows}
    known = right = left_open = 0
    for row in gold_rows:
        text = row["text"]
        named = [item for item in row["attributions"] if item.get("speaker")]
        gold, told = _spoken(named, text), _spoken(predictions.get(row["id"], []), text)
        pairs = _match([content for content, _ in gold], [content for content, _ in told])
        for overlap, one, other in pairs:
            if overlap >= 0.5:
                known += 1
                speaker = told[other][1]
                left_open += not speaker
                right += _plain(speaker) == _plain(gold[one][1])
    return {
        "speaker": 100 * right / known if known else 0.0,
        "speaker not wrong": 100 * (right + left_open) / known if known else 0.0,
    }


def _spoken(items: Iterable[Row], text: str) -> list[tuple[Statement, str | None]]:
    found = [(_statement(item, text), item.get("speaker")) for item in items]
    return [pair for pair in found if pair[0][0]]


def _plain(name: str | None) -> str:
    return re.sub(r"^the ", "", " ".join((name or "").casefold().split()))


# --------------------------------------------------------------------- when


def normal_value(value: str | None) -> str:
    """One spelling for TIMEX3 values that say the same thing."""
    text = re.sub(r"\s+", "", value or "").upper()
    if text.startswith("P") and not text.endswith("_REF"):
        return _normal_duration(text)
    date, clocked, clock = text.partition("T")
    if clocked and clock[:1].isdigit():
        clock = _ZONE.sub("", clock)
        digits = clock.replace(":", "")
        if re.fullmatch(r"\d{6}(\.0+)?", digits) and digits[4:6] == "00":
            digits = digits[:4]
        if re.fullmatch(r"\d{2}(XX)?", digits):
            digits = digits[:2] + "00"
        if re.fullmatch(r"\d{4}", digits):
            clock = f"{digits[:2]}:{digits[2:]}"
    date = re.sub(r"-AU$", "-FA", date)
    if not clocked:
        date = re.sub(r"(?<=\d)(-XX)+$", "", date)
        date = re.sub(r"^(\d{2,3})X{1,2}$", r"\1", date)
    return date + clocked + clock


def _normal_duration(text: str) -> str:
    swapped = _DURATION_SWAPPED.match(text)
    if swapped:
        text = f"P{swapped[1]}{swapped[3]}{swapped[2]}"
    match = _DURATION.match(text)
    if match is None:
        return text
    clock, count, unit = match.groups()
    if count.startswith("X"):
        return f"P{clock}X{unit}"
    factor, unit = {"DE": (10, "Y"), "CE": (100, "Y"), "Q": (3, "M")}.get(unit, (1, unit))
    number = float(count) * factor
    return f"P{clock}{int(number) if number == int(number) else number}{unit}"


def times(gold_rows: Iterable[Row], predicted_rows: Iterable[Row]) -> dict[str, float]:
    """TempEval-3's relaxed, strict and value F1 of time expressions."""
    predictions = {row["id"]: row["timexes"] for row in predicted_rows}
    count = Counter[str]()
    for row in gold_rows:
        gold = [
            item
            for item in (row["timex"] if "timex" in row else row["timexes"])
            if item.get("start") is not None and item["end"] > item["start"]
        ]
        predicted = [item for item in predictions.get(row["id"], []) if item["end"] > item["start"]]
        count["gold"] += len(gold)
        count["predicted"] += len(predicted)
        for item, guess in _pair_times(gold, predicted):
            count["relaxed"] += 1
            count["strict"] += _place(item) == _place(guess)
            count["value"] += normal_value(item.get("value")) == normal_value(guess.get("value"))
    return {
        f"{kind} F1": f1(count[kind], count["predicted"], count["gold"])
        for kind in ("relaxed", "strict", "value")
    }


def _place(item: Row) -> tuple[int, int]:
    return item["start"], item["end"]


def _pair_times(gold: Sequence[Row], predicted: Sequence[Row]) -> list[tuple[Row, Row]]:
    candidates = []
    for one, item in enumerate(gold):
        for other, guess in enumerate(predicted):
            common = min(item["end"], guess["end"]) - max(item["start"], guess["start"])
            if common > 0:
                candidates.append((_place(item) != _place(guess), -common, one, other))
    pairs, used, taken = [], set(), set()
    for _, _, one, other in sorted(candidates):
        if one not in used and other not in taken:
            used.add(one)
            taken.add(other)
            pairs.append((gold[one], predicted[other]))
    return pairs


# --------------------------------------------------------------------- what next


def forward(gold_rows: Iterable[Row], predicted_rows: Iterable[Row]) -> dict[str, float]:
    """Recall and precision of forward-looking statements; kind and interval of those found.

    Two meet if they share half of the shorter one. An interval is right if it has each end
    that the gold has, and none if the gold has none.
    """
    predictions = {row["id"]: row["forward"] for row in predicted_rows}
    count = Counter[str]()
    for row in gold_rows:
        predicted = predictions.get(row["id"], [])
        meets = [[_meet(item, guess) for guess in predicted] for item in row["forward"]]
        count["gold"] += len(meets)
        count["predicted"] += len(predicted)
        count["right"] += sum(any(column) for column in zip(*meets, strict=True))
        for item, met in zip(row["forward"], meets, strict=True):
            guesses = [guess for guess, hit in zip(predicted, met, strict=True) if hit]
            count["found"] += bool(guesses)
            count["kind"] += any(guess["kind"] == item["kind"] for guess in guesses)
            count["interval"] += any(_same_days(item["when"], guess["when"]) for guess in guesses)
    found = count["found"] or 1
    return {
        "recall": 100 * count["found"] / count["gold"] if count["gold"] else 0.0,
        "precision": 100 * count["right"] / count["predicted"] if count["predicted"] else 0.0,
        "kind": 100 * count["kind"] / found,
        "interval": 100 * count["interval"] / found,
    }


def _meet(one: Row, other: Row) -> bool:
    common = min(one["end"], other["end"]) - max(one["start"], other["start"])
    shorter = min(one["end"] - one["start"], other["end"] - other["start"])
    return bool(common > 0 and 2 * common >= shorter)


def _same_days(gold: Row | None, guess: Row | None) -> bool:
    if gold is None or guess is None:
        return gold is None and not any((guess or {}).values())
    return all(gold[end] in (None, guess[end]) for end in ("earliest", "latest"))


# --------------------------------------------------------------------- what belongs together


def b_cubed(gold: Mapping[str, str], predicted: Mapping[str, str]) -> dict[str, float]:
    """B-cubed precision, recall and F1; an article that no story holds stands alone."""
    # A story's id and an article's own may be the same string, so each is marked.
    label = {
        article: ("story", predicted[article]) if article in predicted else ("alone", article)
        for article in gold
    }
    gold_size, story_size = Counter(gold.values()), Counter(label.values())
    both = Counter((gold[article], label[article]) for article in gold)
    precision = sum(count * count / story_size[story] for (_, story), count in both.items())
    recall = sum(count * count / gold_size[cluster] for (cluster, _), count in both.items())
    precision, recall = precision / len(gold), recall / len(gold)
    return {
        "B3 F1": 200 * precision * recall / (precision + recall),
        "B3 precision": 100 * precision,
        "B3 recall": 100 * recall,
    }
