"""Who said what, down to the name: labelled statements found, rightly named, traps left alone.

The labels (``eval/gold``) are offsets and names; the articles they belong to are read from the
labelled sets, so without those there is nothing to measure.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from eval.corpus import HERE, Bench, Figures, Row, rows

GOLD = HERE / "gold" / "statements.jsonl"
KINDS = ("direct", "mixed", "indirect")
MEASURES = {
    "found",
    "found whole",
    *(f"found {kind}" for kind in KINDS),
    "speaker",
    "name not wrong",
    "voice",
    "occasion",
    "traps left alone",
}
LEAST_OVERLAP = 0.5
_MARKS = frozenset("\"'`\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a")
_TITLES = frozenset(
    re.findall(
        r"\w+",
        """
        mr mrs ms miss dr sir dame lord lady rev reverend prof professor president vice prime
        minister chancellor king queen prince princess pope secretary senator sen representative
        rep congressman congresswoman governor gov mayor judge justice speaker chief general gen
        colonel col captain capt lieutenant lt sergeant sgt the
        """,
    )
)
# An occasion is told by its other words: "in a statement" and "at a meeting" share none.
_SMALL = frozenset(
    re.findall(
        r"\w+", "a an and at by during for from his her in into its of on the their to told with"
    )
)

Naming = Literal["right", "open", "wrong"]


class Judged(Struct, frozen=True):
    """One labelled statement, the prediction that covers it best, and what that is worth.

    ``told`` is ``None``, and ``naming`` "open", where nothing covers half of it. ``whole`` is
    false where only a piece of the prediction does.
    """

    article: str
    label: Row
    told: Row | None = None
    naming: Naming = "open"
    whole: bool = False


# --------------------------------------------------------------------- one statement


def solid(spans: Iterable[Sequence[int]], text: str) -> frozenset[int]:
    """The offsets in spans that are neither white space nor quotation marks or apostrophes."""
    return frozenset(
        index
        for start, end in spans
        for index in range(start, end)
        if not text[index].isspace() and text[index] not in _MARKS
    )


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Intersection over union; 0 where both are empty."""
    union = len(one | other)
    return len(one & other) / union if union else 0.0


def plain_name(name: str) -> str:
    """A name as it is compared: no case, dots, titles before it, or possessive after it."""
    text = name.casefold().replace("\u2019", "'").strip(" \"'")
    words = re.sub(r"[.,\"]", " ", text.removesuffix("'s")).split()
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    return " ".join(words)


def naming(label: Row, told: Row) -> Naming:
    """Whether the speaker that is told is right, left open, or somebody else's name.

    A name must be the speaker's or one of the other acceptable ones. Without one, a source that
    nobody names is right if told as anonymous, and an unknown speaker is right as unknown.
    """
    if told["speaker"]:
        names = [label["speaker"], *label["also"]]
        # A described source may be told by its description ("two officials").
        if label["voice"] == "anonymous":
            names.append(label["role"])
        accepted = {plain_name(name) for name in names if name}
        return "right" if plain_name(told["speaker"]) in accepted else "wrong"
    if label["voice"] == "anonymous":
        return "right" if told["anonymous"] else "open"
    return "open" if label["speaker"] else "right"


def same_voice(label: Row, told: Row) -> bool:
    """Whether person, organisation, publisher or anonymous source is told as what it is."""
    return bool(label["voice"] == ("anonymous" if told["anonymous"] else told["voice"]))


def same_occasion(label: Row, told: Row) -> bool:
    """Whether the two occasions share a word that tells them from others."""
    return bool(_telling(label["occasion"]) & _telling(told["occasion"]))


def _telling(occasion: str | None) -> set[str]:
    return set(re.findall(r"\w+", (occasion or "").casefold())) - _SMALL


# --------------------------------------------------------------------- an article


def judge(gold: Row, text: str, attributions: Sequence[Row]) -> Iterator[Judged]:
    """Each labelled statement of an article that has to be found, with what was found for it."""
    told = [
        (solid(spans, text), item, spans == item["content"])
        for item in attributions
        for spans in _pieces(item["content"])
    ]
    for label in gold["statements"]:
        if label.get("optional"):
            continue
        # Where two readings of the span are right, either will do.
        readings = [solid(label[key], text) for key in ("content", "or") if key in label]
        covers = [
            (max(overlap(reading, content) for reading in readings), whole, item)
            for content, item, whole in told
        ]
        best, whole, match = max(covers, key=lambda cover: cover[:2], default=(0.0, False, None))
        if match is None or best < LEAST_OVERLAP:
            yield Judged(gold["id"], label)
        else:
            whole = whole or any(
                item is match and entire and share >= LEAST_OVERLAP
                for share, entire, item in covers
            )
            yield Judged(gold["id"], label, match, naming(label, match), whole)


def _pieces(content: list[list[int]]) -> Iterator[list[list[int]]]:
    """All spans together, then each by itself where there are several.

    "…," she said. "…" is one statement to some and two to others, ours being labelled as two.
    """
    yield content
    if len(content) > 1:
        for span in content:
            yield [span]


def traps_taken(gold: Row, text: str, attributions: Sequence[Row]) -> list[tuple[Row, Row]]:
    """The traps of an article that were taken for statements, each with the first that took it.

    A statement takes a trap if at least half of its content, marks aside, is the trap: a longer
    one that holds a term in quotation marks does not.
    """
    found = []
    for span in gold["traps"]:
        trap = solid([span], text)
        for item in attributions:
            content = solid(item["content"], text)
            if content and 2 * len(content & trap) >= len(content):
                found.append(({"article": gold["id"], "span": span}, item))
                break
    return found


def figures(
    gold: Sequence[Row], texts: Mapping[str, str], predictions: Mapping[str, Sequence[Row]]
) -> dict[str, float]:
    """All measures, in per cent; texts and predictions go by the key of an article."""
    count = Counter[str]()
    for row in gold:
        key = key_of(row)
        told = predictions.get(key, ())
        count["traps"] += len(row["traps"])
        count["taken"] += len(traps_taken(row, texts[key], told))
        for one in judge(row, texts[key], told):
            kind = one.label["kind"]
            count.update(("all", kind))
            if one.told is None:
                continue
            count.update(("found", f"found {kind}", one.naming))
            count["whole"] += one.whole
            count["voice"] += same_voice(one.label, one.told)
            if one.label["occasion"]:
                count["occasions"] += 1
                count["occasion"] += same_occasion(one.label, one.told)
    return {
        "found": _share(count["found"], count["all"]),
        "found whole": _share(count["whole"], count["all"]),
        **{f"found {kind}": _share(count[f"found {kind}"], count[kind]) for kind in KINDS},
        "speaker": _share(count["right"], count["found"]),
        "name not wrong": 100 - _share(count["wrong"], count["found"]),
        "voice": _share(count["voice"], count["found"]),
        "occasion": _share(count["occasion"], count["occasions"]),
        "traps left alone": 100 - _share(count["taken"], count["traps"]),
    }


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


# --------------------------------------------------------------------- the sets


def key_of(row: Row) -> str:
    """What an article is called across the sets, which use the same ids."""
    return f"{row['set']}/{row['id']}"


def labelled_articles(data: Path, gold: Iterable[Row]) -> tuple[list[Row], list[str]]:
    """The articles that were labelled, with their keys as ids, and what is wrong with others.

    Offsets hold for one text only, so an article that reads differently now is left out.
    """
    wanted = {key_of(row): row for row in gold}
    found: dict[str, Row] = {}
    faults = []
    for name in sorted({row["set"] for row in wanted.values()}):
        for article in rows(data / name / "dev.jsonl"):
            key = f"{name}/{article['id']}"
            if key not in wanted:
                continue
            if digest(article["text"]) == wanted[key]["sha256"]:
                found[key] = article | {"id": key}
            else:
                faults.append(f"{key}: the text is not the one that was labelled")
    told = {fault.partition(":")[0] for fault in faults}
    faults += [f"{key}: not in its set" for key in wanted if key not in found and key not in told]
    return [found[key] for key in wanted if key in found], faults


def digest(text: str) -> str:
    """The SHA-256 of a text, by which a changed one is noticed."""
    return hashlib.sha256(text.encode()).hexdigest()


def measure(bench: Bench) -> Figures:
    """The measures on the labelled articles; nothing where the labelled sets are not at hand."""
    if bench.data is None:
        return {}
    gold = rows(GOLD)
    articles, faults = labelled_articles(bench.data, gold)
    bench.faults += faults
    told = {row["id"]: row["attributions"] for row in bench.told(articles)}
    texts = {row["id"]: row["text"] for row in articles}
    at_hand = [row for row in gold if key_of(row) in texts]
    return {"statements": figures(at_hand, texts, told)}
