"""Offer the points of a brief to a rewriter, and take back only what passes the leash."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, structs

from nutgraf.briefs.check import check_point
from nutgraf.briefs.leash import MOST_JOINED, Proposal, refusal
from nutgraf.briefs.retold import is_rewritten, joined
from nutgraf.records import (
    Article,
    Brief,
    Failure,
    Offer,
    OfferedPoint,
    Passage,
    Point,
    Rewritten,
)

STEP = "rewrite"
_PARTS = ("what_happened", "who_said_what", "what_next")
_MOST_SHOWN = 120

Rewrite = Callable[[Offer], Sequence[Rewritten]]


class Retold(Struct, frozen=True):
    """A brief after a rewriter, and a ``Failure`` for each sentence refused or part unanswered."""

    brief: Brief
    failures: tuple[Failure, ...] = ()


class _Told(Struct, frozen=True):
    points: tuple[Point, ...]
    taken: int = 0
    refused: tuple[tuple[str, str], ...] = ()


def offer(section: str, points: Sequence[Point], articles: Mapping[str, Article]) -> Offer:
    """The points of one part as a rewriter is shown them, numbered from "1"."""
    offered: list[OfferedPoint] = []
    passages: list[Passage] = []
    for number, point in enumerate(points, start=1):
        ids = []
        for place, citation in enumerate(point.citations, start=1):
            article = articles[citation.article]
            ids.append(f"{number}.{place}")
            words = citation.span.of(article.text)
            passages.append(Passage(ids[-1], words, article.publisher))
        offered.append(OfferedPoint(str(number), point.text, tuple(ids)))
    return Offer(section, tuple(offered), tuple(passages))


def retell(brief: Brief, articles: Mapping[str, Article], rewrite: Rewrite, name: str) -> Retold:
    """``brief`` with those sentences of ``rewrite`` that pass; the others stay as composed.

    ``articles`` are those it cites, by id; ``name`` is what the rewriter is called. Whatever
    ``rewrite`` raises costs one part its rewriting and is told. ``notes`` of the brief say how
    many sentences were taken, how many refused, and by which rules.
    """
    parts: dict[str, tuple[Point, ...]] = {}
    failures: list[Failure] = []
    taken, rules = 0, Counter[str]()
    for part, (heading, points) in zip(_PARTS, brief.sections(), strict=True):
        if not points or any(map(is_rewritten, points)):
            continue
        try:
            proposed = tuple(rewrite(offer(heading, points, articles)))
        except Exception as problem:
            failures.append(Failure(f"{name}: {heading}", STEP, _shown(str(problem))))
            continue
        told = _take(points, proposed, articles, brief)
        parts[part] = told.points
        taken += told.taken
        for rule, detail in told.refused:
            rules[rule] += 1
            item = f"{brief.title}: {heading}: a sentence of {name}"
            failures.append(Failure(item, STEP, f"{rule}: {_shown(detail)}"))
    notes = [*brief.notes, *_notes(name, taken, rules)]
    return Retold(structs.replace(brief, **parts, notes=tuple(notes)), tuple(failures))


def _notes(name: str, taken: int, rules: Counter[str]) -> Iterator[str]:
    if taken:
        yield f"Sentences that {name} put in other words, and that passed the check: {taken}."
    if rules:
        why = ", ".join(f"{rule} {count}" for rule, count in sorted(rules.items()))
        yield f"Sentences of {name} that were refused: {rules.total()} ({why})."


def _take(
    points: Sequence[Point],
    proposed: Sequence[Rewritten],
    articles: Mapping[str, Article],
    brief: Brief,
) -> _Told:
    """The points of one part, those replaced that a proposed sentence may stand for."""
    at: dict[int, tuple[Point, int]] = {}
    free = set(range(len(points)))
    refused: list[tuple[str, str]] = []
    for number, each in enumerate(proposed):
        if number >= len(points):
            refused.append(("length", "more sentences than were offered"))
            break
        places = _places(each, points, free)
        if isinstance(places, str):
            refused.append(("points", places))
            continue
        told = [points[place] for place in places]
        if len(told) == 1 and each.text == told[0].text:
            free -= set(places)
            continue
        passages = tuple(
            citation.span.of(articles[citation.article].text)
            for point in told
            for citation in point.citations
        )
        broken = refusal(Proposal(each.text, tuple(point.text for point in told), passages))
        if broken is not None:
            refused.append((broken.rule, broken.detail))
            continue
        point = joined(told, each.text)
        faults = check_point(point, articles, brief.as_of)
        if faults:
            refused.append(("check", faults[0].detail))
            continue
        free -= set(places)
        at[places[0]] = (point, len(places))
    made: list[Point] = []
    place = 0
    while place < len(points):
        point, length = at.get(place, (points[place], 1))
        made.append(point)
        place += length
    return _Told(tuple(made), len(at), tuple(refused))


def _places(each: Rewritten, points: Sequence[Point], free: set[int]) -> list[int] | str:
    """Where the points that a sentence tells stand; what is wrong where it may not tell them."""
    known = {str(number + 1): number for number in range(len(points))}
    places = [known.get(key, -1) for key in each.points]
    if not places or -1 in places:
        return "tells points that were not offered, or none"
    if len(places) > MOST_JOINED:
        return f"tells {len(places)} points in one sentence"
    if places != list(range(places[0], places[0] + len(places))):
        return "tells points that do not stand side by side, in their order"
    if not free.issuperset(places):
        return "tells a point for the second time"
    if len({points[place].paragraph for place in places}) > 1:
        return "tells points of two paragraphs"
    return places


def _shown(text: str) -> str:
    """A reason short enough for a line, since a rewriter may have had a part in its words."""
    line = " ".join(text.split())
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"
