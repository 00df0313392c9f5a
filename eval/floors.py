"""The floors: what no change may lower, task by task, measure by measure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

PATH = Path(__file__).resolve().parent / "floors.json"
Floors = dict[str, dict[str, float]]


class Fall(Struct, frozen=True):
    """A figure below its floor; ``figure`` is ``None`` where it was not measured at all."""

    task: str
    measure: str
    floor: float
    figure: float | None

    def __str__(self) -> str:
        if self.figure is None:
            return f"{self.task}, {self.measure}: not measured, and its floor is {self.floor:g}"
        return (
            f"{self.task}, {self.measure}: {self.figure:.1f} is {self.floor - self.figure:.1f} "
            f"below its floor of {self.floor:g}"
        )


def read_floors() -> Floors:
    """Task to measure to the least figure allowed."""
    floors: Floors = json.loads(PATH.read_text(encoding="utf-8"))
    return floors


def falls(
    floors: Mapping[str, Mapping[str, float]],
    figures: Mapping[str, Mapping[str, float]],
    expected: frozenset[str],
) -> list[Fall]:
    """Each figure below its floor, or missing from a task in ``expected``."""
    found = []
    for task, measures in floors.items():
        if task not in figures and task not in expected:
            continue
        for measure, floor in measures.items():
            figure = figures.get(task, {}).get(measure)
            # As printed, to one decimal: so can a floor be copied from the table.
            if figure is None or round(figure, 1) < floor:
                found.append(Fall(task, measure, floor, figure))
    return found
