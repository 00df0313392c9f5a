"""Nutgraf reads a day's reporting from many publishers and writes short, cited briefs.

The names here are the public ones; a name starting elsewhere may change without notice.
Heavy parts load on first use, so importing the package is quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nutgraf.analysis.analyze import analyze
    from nutgraf.briefs import check_brief
    from nutgraf.desk import Desk, brief
    from nutgraf.desk import open_desk as open
    from nutgraf.desk import read_paths as read
    from nutgraf.errors import NutgrafError
    from nutgraf.records import (
        Analysis,
        Article,
        Brief,
        Citation,
        Edit,
        Edition,
        Event,
        Failure,
        ForwardStatement,
        Name,
        Point,
        Quote,
        Span,
        Story,
        Timex,
    )

_HOMES = {
    "analyze": ("nutgraf.analysis.analyze", "analyze"),
    "brief": ("nutgraf.desk", "brief"),
    "check_brief": ("nutgraf.briefs", "check_brief"),
    "open": ("nutgraf.desk", "open_desk"),
    "read": ("nutgraf.desk", "read_paths"),
    "Desk": ("nutgraf.desk", "Desk"),
    "NutgrafError": ("nutgraf.errors", "NutgrafError"),
}
_RECORDS = (
    "Analysis Article Brief Citation Edit Edition Event Failure ForwardStatement Name Point Quote "
    "Span Story Timex"
)
_HOMES |= {name: ("nutgraf.records", name) for name in _RECORDS.split(" ")}

__all__ = [
    "Analysis",
    "Article",
    "Brief",
    "Citation",
    "Desk",
    "Edit",
    "Edition",
    "Event",
    "Failure",
    "ForwardStatement",
    "Name",
    "NutgrafError",
    "Point",
    "Quote",
    "Span",
    "Story",
    "Timex",
    "analyze",
    "brief",
    "check_brief",
    "open",
    "read",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'nutgraf' has no attribute {name!r}")
    module, attribute = _HOMES[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
