"""Which characters stand inside quotation marks, read so that a stray mark hides little.

Unlike ``marks``, which pairs marks to find what was said, this wants only to know whose
words a pronoun is among, and counts an unclosed mark up to the end of its paragraph.
"""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\"“”«»]|(?<![\w])['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)|\n")


def quoted_places(text: str) -> bytearray:
    """One byte a character: 1 inside quotation marks, which end with their paragraph at most."""
    inside = bytearray(len(text))
    opened: int | None = None
    closer = ""
    for mark in _MARKS.finditer(text):
        sign, at = mark.group(), mark.start()
        if sign == "\n":
            if opened is not None and closer not in ("'", "’"):
                inside[opened:at] = b"\x01" * (at - opened)
            opened = None
        elif opened is None:
            # An apostrophe opens nothing at the end of a word.
            after_word = at > 0 and (text[at - 1].isalnum() or text[at - 1] in ".,!?…")
            if sign in "”»" or (sign in "'’" and after_word):
                continue
            opened = at
            closer = {"“": "”", "«": "»", "‘": "’"}.get(sign, sign)
        elif sign == closer or (sign == '"' and closer == "”") or (sign == "”" and closer == '"'):
            if sign in "'’" and text[at - 1] not in ".,!?…" and at - opened > 90:
                continue
            inside[opened : at + 1] = b"\x01" * (at + 1 - opened)
            opened = None
    if opened is not None and closer not in ("'", "’"):
        inside[opened:] = b"\x01" * (len(text) - opened)
    return inside
