"""How a day stands in its sentence: printed in another form, or left out.

An article without a date says "Monday" of a day that nobody can tell; its sentence may do
without.
"""

from __future__ import annotations

import re

from nutgraf.records import Span

_DAY = re.compile(
    r"(?:[Oo]n )?(?:(?:early|late|last|this|past|earlier) )*"
    r"(?P<word>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Yy]esterday|[Tt]oday|[Tt]onight|week)"
    r"(?: (?:morning|afternoon|evening|night))?$"
)
_ON = re.compile(r"(?:\bon|\bearly|\blate) $", re.IGNORECASE)
# After these words the day is part of what is said and not only when it happened.
_GOVERNED = re.compile(
    r"(?:\b(?:by|until|since|from|before|after|for|to|till|through|between|and|or|of|in|at|as|"
    r"the|an?|that|this|last|next|past|every|each|than|is|was|be|scheduled|due|set|"
    r"aired|broadcast|published|released|dated|his|her|its|"
    r"their|our)|[’'](?:s)?) $",
    re.IGNORECASE,
)
# What may follow a bare "Monday": not a noun that it qualifies ("Monday night's debate").
_GOES_ON = re.compile(
    r"[.,;:)]| (?:after|against|ahead|amid|and|as|at|because|before|but|by|during|following|for|"
    r"from|he|if|in|into|near|of|off|on|outside|over|she|that|the|they|to|under|when|where|while|"
    r"who|with|without)\b|\s?[—–]"
)
_NOWADAYS = re.compile(r"(?:,? than| (?:are|is|have|has|face|live))\b|’s |'s ")
# Before these words a date needs no "on" of its own; after others it cannot stand at all.
_GOVERNING = frozenset(
    (
        "on", "by", "until", "since", "from", "before", "after", "for", "to", "till", "through",
        "between", "and", "of",
    )
)  # fmt: skip
_QUALIFIED = frozenset(("this", "late", "early", "past", "last", "next"))
_HELD = re.compile(r"[’']s| (?:morning|afternoon|evening|night)\b")
# ", a wet day": words about the day, unless they say who tells of it.
_EXPLAINED = re.compile(r", an? (?!.*\b(?:said|says|told|tells|according)\b)")
_ADVERB = re.compile(r"[Yy]esterday|[Tt]oday|[Tt]onight")


def without_day(text: str, day: Span, sentence: Span) -> Span | None:
    """What to cut so that the sentence no longer names ``day``; ``None`` if it needs it.

    The words left say no more than before: the deed, and not when.
    """
    found = _DAY.match(day.of(text))
    if found is None:
        return None
    on = _ON.search(text, max(sentence.start, day.start - 6), day.start)
    start = on.start() if on else day.start
    has_preposition = bool(on) or found.group().lower().startswith("on ")
    before, after = text[sentence.start : start], text[day.end : day.end + 14]
    if _GOVERNED.search(before):
        return None
    free = has_preposition or _ADVERB.fullmatch(found["word"])
    if not (_GOES_ON.match(after) or (free and re.match(r" [a-z]", after))):
        return None
    if not before.strip():
        return Span(start, day.end + 2) if after.startswith(", ") else None
    if not before.endswith(" ") or _EXPLAINED.match(text[day.end : sentence.end]):
        return None
    if before.endswith(", ") and free and re.match(r" [a-z]", after):
        return Span(start, day.end + 1)
    if before.endswith(", "):
        if after[:1] not in {",", "."}:
            return None
        return Span(start - 1, day.end + 1) if after[0] == "," else Span(start - 2, day.end)
    return Span(start - 1, day.end)


def is_nowadays(text: str, day: Span) -> bool:
    """Whether "today" means these times: "pupils today are taller"."""
    return day.of(text).lower() == "today" and bool(
        _NOWADAYS.match(text, day.end) or text[: day.start].endswith((" of ", " than "))
    )


def placed_day(
    printed: str, preposition: str | None, text: str, day: Span, sentence: Span
) -> str | None:
    """``printed`` as it stands in the place of ``day``; ``None`` where it fits in no form."""
    before = text[max(sentence.start, day.start - 6) : day.start].lower().split()
    last = before[-1] if before else ""
    if not printed[-1].isdigit():
        return f"{preposition} {printed}" if preposition else printed
    if last in _QUALIFIED or _HELD.match(text, day.end):
        return None
    if preposition:
        return f"{preposition} {printed}"
    return printed if last in _GOVERNING else f"on {printed}"
