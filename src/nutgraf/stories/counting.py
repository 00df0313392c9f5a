"""Numbers of things in a text: what is counted, in which words, how firmly.

Found by a short grammar over one sentence. An age, a time, a score, a telephone number and
the number of a road, a flight or a rule count nothing and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

from nutgraf.records import Bound, Span
from nutgraf.stories.words import STOPWORDS, term_of

# --------------------------------------------------------------------- numbers


def _numbered(words: str, first: int, step: int) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(words.split())}


_UNITS = _numbered(
    """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen
    """,
    1,
    1,
)
_TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_SCALES = {
    **{"dozen": 12.0, "hundred": 1e2, "thousand": 1e3},
    **{"million": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bn": 1e9, "trillion": 1e12},
}
_SMALL = rf"(?:{'|'.join([*_TENS, *sorted(_UNITS, key=len, reverse=True)])})"
_SPELLED = rf"(?:a dozen|{_SMALL}(?:[- ]{_SMALL})?(?:[- ](?:dozen|hundred|thousand))?)"
_DIGITS = r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|[1-9]\d{0,5}(?:\.\d+)?"
_NUMBER = re.compile(
    r"(?<![\w.,:/$£€¥#+-])"
    rf"(?:(?:{_DIGITS})(?: (?:hundred|thousand|million|billion))?|{_SPELLED})"
    r"(?![\w:/%]|[.,-]\d|-\w)",
    re.I,
)
_BOUNDS: dict[str, Bound] = {
    **dict.fromkeys(("at least", "more than", "over", "no fewer than", "no less than"), "at least"),
    **dict.fromkeys(("up to", "at most", "fewer than", "less than", "under"), "at most"),
    **dict.fromkeys(("about", "around", "nearly", "almost", "roughly", "some"), "about"),
    **dict.fromkeys(("approximately", "an estimated"), "about"),
}
_BOUND = re.compile(rf"\b({'|'.join(_BOUNDS)}) $", re.I)


def value_of(printed: str) -> float:
    """The value of a number in digits or words: "twenty-three", "4.3 million", "1,200"."""
    value = last = 0.0
    for word in re.split(r"[\s-]+", printed.casefold()):
        if word in _SCALES:
            last = (last or 1.0) * _SCALES[word]
        elif word in _UNITS or word in _TENS:
            last += _UNITS.get(word) or _TENS[word]
        elif word[:1].isdecimal():
            last = float(word.replace(",", ""))
    return value + last


# --------------------------------------------------------------------- what is counted

# What befell people: as said of them, as done to them, as a noun.
_FATES = {
    "dead": ("dead killed died slain perished", "killed killing kills", "deaths fatalities"),
    "injured": (
        "injured wounded hurt",
        "injured injuring injures wounded wounding wounds",
        "injuries",
    ),
    "missing": ("missing unaccounted", "", ""),
    "arrested": ("arrested detained", "arrested arresting detained detaining", "arrests"),
    "rescued": ("rescued", "rescued rescuing rescues", ""),
    "evacuated": ("evacuated", "evacuated evacuating", ""),
}
_SAID, _DONE, _AS_NOUN = (
    {word: fate for fate, words in _FATES.items() for word in words[column].split()}
    for column in range(3)
)
_ANYBODY = frozenset({"people", "person", "persons", "victim", "victims", "lives", "life"})
_MORE = frozenset({"more", "other", "others", "another", "additional", "further"})
_AUX = (
    r"(?:was|were|are|is|be|been|being|have|has|had|left|also|now|still|remain|remained|remains|"
    r"confirmed|reported|reportedly|feared|lay|found|to)"
)
_NO_NOUN = rf"(?!(?:{_AUX}|of|and|or|in|on|at|from|to|as|who|that|the|a|an)\b)"
_WORD = rf"{_NO_NOUN}[a-z'’-]+"
_NOUN = rf"(?: (?P<noun>{_WORD}(?: {_WORD}){{0,2}}?))?"
_WHERE = r"(?: (?:in|on|at|from|aboard|inside|near) (?:[\w'’-]+ ){0,3}?[\w'’-]+)?"
_ASIDE = r"(?:,[^,.;]{1,60},)?"
# "Two officers killed the gunman" is about the gunman.
_NO_OBJECT = r"(?! (?:the|a|an|him|her|them|his|their|at least|more than|\d|(?:one|two|three)\b))"


def _any_of(words: Iterable[str]) -> str:
    return f"(?P<fate>{'|'.join(words)})"


# After the number: "12 people in the bus were killed", "12 dead", "12 deaths".
_AFTER = tuple(
    re.compile(pattern, re.I)
    for pattern in (
        rf"{_NOUN}{_WHERE}{_ASIDE}(?: {_AUX}){{1,4}} {_any_of(_SAID)}\b",
        rf"{_NOUN} {_any_of(_SAID)}\b{_NO_OBJECT}",
        rf" {_any_of(_AS_NOUN)}\b",
    )
)
# Before it: "killing 12 people", "the death toll rose to 12", "claimed 12 lives".
_DOING = re.compile(rf"\b{_any_of(_DONE)} $", re.I)
_WHOM = re.compile(rf"(?: {_WORD}){{1,5}}", re.I)
_TOLL = re.compile(
    r"\bdeath toll(?: [a-z]+){0,5}? (?:to|at|of|is|was|reached|hit) $|\bclaim(?:ed|ing|s) $", re.I
)
_MAGNITUDE = re.compile(r"\bmagnitude(?:[ -]of)?[ -]$", re.I)
_OF_MAGNITUDE = re.compile(r"\b\d\.\d(?=[ -]magnitude\b)", re.I)

_SUM = re.compile(
    r"(?<!\w)(?P<unit>US\$|\$|£|€|¥)(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
    r"(?P<scale>(?: |-)?(?:thousand|million|billion|trillion|mn|bn|m)\b)?(?![\w%]|[.,]\d)"
)
_PAID = re.compile(
    r"(?: [a-z-]+){0,2}? (fine|penalty|settlement|bail|ransom|reward|bonus|loan|grant|deal|"
    r"contract|debt|loss|profit|budget|damages|compensation|donation|takeover|bid)s?\b"
)
_PAYING = re.compile(
    r"\b(?P<noun>fine|penalty|settlement|bail|ransom|reward|loan|grant|contract|debt|loss|profit|"
    r"budget|donation|bid)s? of $|\b(?P<fined>fined) (?:[\w'’-]+ ){0,3}?$"
)
_SIGNS = {"US$": "$"}
_THINGS = re.compile(r"(?: [a-z][a-z'’-]+){1,3}", re.I)
_PLURALS = frozenset({"people", "men", "women", "children", "police", "aircraft"})
_SINGULARS = ((r"ies$", "y"), (r"(?<=ch|sh|ss)es$", ""), (r"(?<=x)es$", ""), (r"(?<=[^s])s$", ""))
_NO_THINGS = frozenset(
    re.findall(
        r"\w+",
        """
        second minute hour day week month year decade century time night weekend morning am pm
        percent per cent point goal run dollar pound euro cent degree old thing other
        """,
    )
)
_NUMBERED = re.compile(
    r"(?:\b(?:no\.?|number|flight|route|highway|interstate|article|section|chapter|rule|room|gate|"
    r"platform|page|channel|boeing|airbus|level|phase|type|aged?|under|group|grade)|of the)\s*$",
    re.I,
)
_NEAR = 64


class Counted(Struct, frozen=True):
    """A figure as one sentence puts it.

    ``fixed`` says that a story has one such figure, so that two values are in conflict; of
    other things ("three cars") there may be several numbers without any contradiction.
    """

    what: str
    value: float
    span: Span
    unit: str | None = None
    bound: Bound = "exact"
    fixed: bool = True


def find_counted(text: str, sentence: Span) -> list[Counted]:
    """The figures of a sentence, in order; each number counts once."""
    words = sentence.of(text)
    found = [
        counted
        for match in _NUMBER.finditer(words)
        for counted in (_number(words, match),)
        if counted is not None
    ]
    found += [counted for match in _SUM.finditer(words) for counted in _sums(words, match)]
    found += [
        Counted("magnitude", float(match[0]), Span(match.start(), match.end()))
        for match in _OF_MAGNITUDE.finditer(words)
    ]
    found.sort(key=lambda one: one.span)
    return [
        msgspec.structs.replace(
            one, span=Span(sentence.start + one.span.start, sentence.start + one.span.end)
        )
        for one in found
    ]


def _number(words: str, match: re.Match[str]) -> Counted | None:
    """What a number counts; ``None`` where it counts nothing that is known here."""
    start, end = match.span()
    before = words[max(0, start - _NEAR) : start]
    if _NUMBERED.search(before) or before.casefold().endswith("no "):
        return None
    if before.endswith(", ") and words.startswith(",", end):
        return None  # An age: "Ola Vinter, 25, a baker".
    bound = _BOUND.search(before)
    lead = before[: bound.start()] if bound else before
    start -= len(before) - len(lead)
    counted = Counted(
        what="",
        value=value_of(match[0]),
        span=Span(start, end),
        bound=_BOUNDS[bound[1].casefold()] if bound else "exact",
    )
    fate = _fate(words, counted.span, lead)
    if fate is not None:
        what, place = fate
        return msgspec.structs.replace(counted, what=what, span=place) if what else None
    if _MAGNITUDE.search(lead):
        return msgspec.structs.replace(counted, what="magnitude")
    thing = _thing(words, end)
    if thing is None:
        return None
    what, end = thing
    return msgspec.structs.replace(counted, what=what, span=Span(start, end), fixed=False)


def _fate(words: str, number: Span, lead: str) -> tuple[str, Span] | None:
    """Whom a number counts by what befell them, "" for more of them, and the words that say so."""
    for pattern in _AFTER:
        after = pattern.match(words, number.end)
        if after:
            fate = (_SAID | _AS_NOUN)[after["fate"].casefold()]
            place = Span(number.start, after.end())
            return _befallen(after.groupdict().get("noun"), fate), place
    before = _DOING.search(lead) or _TOLL.search(lead)
    if before is None:
        return None
    start = number.start - len(lead) + before.start()
    doing = before.groupdict().get("fate")
    if not doing:
        return "dead", Span(start, number.end)
    noun, end = _whom(words, number)
    return _befallen(noun, _DONE[doing.casefold()]), Span(start, end)


def _whom(words: str, number: Span) -> tuple[str | None, int]:
    """The people after a number, and where they end: "three Tarn police officers"."""
    whom = _WHOM.match(words, number.end)
    if whom is None:
        return None, number.end
    end = whom.end()
    for word in re.finditer(r"[\w'’-]+", whom[0]):
        noun, end = word[0].casefold(), number.end + word.end()
        if noun in _ANYBODY | _PLURALS | _MORE or _is_plural(noun):
            return noun, end
    first = whom[0].split()[0]
    return first, number.end + 1 + len(first)


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith("ss")


def _befallen(noun: str | None, fate: str) -> str:
    nouns = [word for word in (noun or "").casefold().split() if not word.endswith("ly")]
    if not _MORE.isdisjoint(nouns) or any(singular(word) in _NO_THINGS for word in nouns):
        return ""
    if not nouns or not _ANYBODY.isdisjoint(nouns):
        return fate
    return f"{singular(nouns[-1])} {fate}"


def singular(noun: str) -> str:
    """A plural noun's singular; any other noun as it is."""
    irregular = {"children": "child", "men": "man", "women": "woman"}
    if noun in irregular:
        return irregular[noun]
    for ending, instead in _SINGULARS:
        shorter, times = re.subn(ending, instead, noun)
        if times:
            return shorter
    return noun


def _sums(words: str, match: re.Match[str]) -> Iterator[Counted]:
    start, end = match.span()
    before = words[max(0, start - _NEAR) : start]
    bound = _BOUND.search(before)
    lead = before[: bound.start()] if bound else before
    paying, paid = _PAYING.search(lead), _PAID.match(words, end)
    if paying:
        what, start = paying["noun"] or "fine", start - len(before) + paying.start()
    elif paid:
        what, end, start = paid[1], paid.end(), start - len(before) + len(lead)
    else:
        return
    yield Counted(
        what=what,
        value=value_of(match["number"] + " " + (match["scale"] or "").strip(" -")),
        span=Span(start, end),
        unit=_SIGNS.get(match["unit"], match["unit"]),
        bound=_BOUNDS[bound[1].casefold()] if bound else "exact",
    )


def _thing(words: str, end: int) -> tuple[str, int] | None:
    """The first plural noun after a number, as a singular, and where it ends."""
    after = _THINGS.match(words, end)
    for word in re.finditer(r"[\w'’-]+", after[0].casefold() if after else ""):
        noun = word[0]
        if term_of(noun) in STOPWORDS or singular(noun) in _NO_THINGS or noun in _MORE:
            return None
        if noun in _PLURALS or _is_plural(noun):
            return singular(noun), end + word.end()
    return None
