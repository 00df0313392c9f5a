"""Statements: what was said, the words that say so, and what the text calls the speaker."""

from __future__ import annotations

from nutgraf.analysis.by_rules import find_by_rules
from nutgraf.analysis.page import Page
from nutgraf.analysis.syntax import Tree
from nutgraf.records import Quote


def find_quotes(tree: Tree, text: str) -> tuple[Quote, ...]:
    """The statements in ``text``, in the order of their content; empty if nobody says anything.

    ``speaker``, ``role`` and ``voice`` are left for ``assign_speakers``. A quotation
    without a cue of its own has an empty ``cue`` and the source of the one before it.
    """
    return find_by_rules(Page(tree, text))
