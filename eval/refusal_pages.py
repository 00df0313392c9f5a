"""Pages that are no article, made by a seed: what publishers and others serve beside articles.

Each kind is a template of the shape that such pages have on the web (frame, menus, data,
words), filled with invented words. Half of the kinds were held out: the rules of
``nutgraf.readers.refusal`` were changed only for faults on the others. One hand wrote the
pages and the rules, which name kinds of both halves, so that the figures say less than those
on pages that somebody else collected would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from eval import refusal_held, refusal_kinds
from eval.refusal_words import Maker

VARIANTS = 7
_SEED = 20_261_125
_BARE = 3
_HINTS = re.compile(
    r"<meta property='og:[^>]*>|<script type=.application/ld.json.>.*?</script>|<title>.*?</title>"
)


class Page(Struct, frozen=True):
    """One page: its kind, whether that was held out while rules were tuned, and its bytes.

    ``is_bare``: neither its address nor its data nor a title say what it is.
    """

    kind: str
    held_out: bool
    is_bare: bool
    url: str
    content: bytes


def made_pages() -> Iterator[Page]:
    """The same pages in every run: seven of each kind, no two alike, the last three bare."""
    for held_out, kinds in ((False, refusal_kinds.KINDS), (True, refusal_held.KINDS)):
        for number, (kind, template) in enumerate(kinds):
            for variant in range(VARIANTS):
                maker = Maker(f"{_SEED} {kind} {variant}")
                path, content = template(maker)
                is_bare = variant >= VARIANTS - _BARE
                if is_bare:
                    path, content = f"/a/{variant}{number}", _HINTS.sub("", content)
                url = f"https://{maker.host}{path}"
                yield Page(kind, held_out, is_bare, url, content.encode())
