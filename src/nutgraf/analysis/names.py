"""The names of an article: where they stand, what kind they are, and which are one.

Three passes. The parser's entities are cleaned (no article, title or possessive inside
a span); what it missed is found by honorifics, titles and consistency over the article;
short forms and variant spellings are then joined to the fullest form printed.
"""

from __future__ import annotations

import re

from nutgraf.analysis.entities import from_entities
from nutgraf.analysis.joining import join_bodies, join_persons
from nutgraf.analysis.mentions import end_of, without_overlaps
from nutgraf.analysis.missed import with_missed
from nutgraf.analysis.name_kinds import settle_kinds
from nutgraf.analysis.roles import find_roles
from nutgraf.analysis.syntax import Tree
from nutgraf.records import Name, Span

__all__ = ["find_names", "is_credited"]

_CREDIT = re.compile(
    r"(?:^By\s+(?!\w+day\b)(?:[A-Z][\w.'’-]*,?\s+(?:and\s+)?)*"
    r"|\b(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Ww]ritten|[Ee]dited|[Cc]ontributed) by\s"
    r"[^.\n]{0,90})$"
)


def find_names(tree: Tree, text: str) -> tuple[Name, ...]:
    """The names printed in ``text``, in order, none over another; empty if there are none."""
    mentions = without_overlaps(with_missed(tree, settle_kinds(tree, list(from_entities(tree)))))
    persons = [m for m in mentions if m.kind == "person"]
    # A reporter named in a credit has no part in the news: "Kim" is never Soyoung Kim, editor.
    for credited in (True, False):
        join_persons(tree, [m for m in persons if is_credited(text, tree[m.start].idx) is credited])
    join_bodies(tree, [m for m in mentions if m.kind != "person"])
    roles = find_roles(tree, persons)
    return tuple(
        Name(
            span=Span(tree[m.start].idx, end_of(tree, m)),
            kind=m.kind,
            full_name=m.full_name,
            role=roles.get(m.full_name) if m.kind == "person" else None,
        )
        for m in mentions
    )


def is_credited(text: str, start: int) -> bool:
    """Whether a byline or a line of credits names the person here."""
    line = text.rfind("\n", 0, start) + 1
    return _CREDIT.search(text[max(line, start - 120) : start]) is not None
