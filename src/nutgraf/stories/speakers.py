"""Whether two quotes can be by one speaker, going by what each article calls the speaker."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct

from nutgraf.records import Name, Quote

_WORD = re.compile(r"\w+(?:['’]\w+)*")
# Where a page was read, the word before a name may be joined to it: "TimesOrla".
_JOINED = re.compile(r"(?<=[^\W\d_]{4})(?<=[a-z])(?=[A-Z][a-z])")
# "Ada Quay, a superintendent at Tarn Police, …": whom somebody of an office belongs to.
_PRESENTED = re.compile(r",\s(?P<office>[^,.;\n]{3,100})[,.;]")
_OFFICE = re.compile(
    r"(?<!former )\b(?:spokes(?:man|woman|person)|chief|officer|constable|superintendent|sheriff|"
    r"inspector|detective|sergeant|captain|commissioner|director|president|head|secretary|"
    r"minister|chair(?:man|woman)?|ceo|executive|manager|official|representative)\b",
    re.IGNORECASE,
)
# A name beside a verb of saying, after words that a mark has closed.
_SAID_BETWEEN = re.compile(
    r"[,.!?] ?[\"”»]\s*(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,3})"
    r" (?:said|says|added|adds|told|wrote|continued|explained|asked)\b"
)
_TITLES = """
mr mrs ms miss dr sir dame lord lady president prime minister senator sen representative rep
governor gov king queen prince princess pope judge justice general gen professor prof secretary
chancellor mayor chief former the
"""
_NO_NAME = frozenset(_TITLES.split())
# Printed with a capital where a sentence begins, and no name for all that.
_CAPITALS = """
he she they it i we you who one another others some many both all this that which someone
officials police authorities sources witnesses residents spokesman spokeswoman
"""
_NO_PERSON = _NO_NAME | frozenset(_CAPITALS.split())

Words = tuple[str, ...]


class Speaker(Struct, frozen=True):
    """Who is told to have spoken: ``name`` is empty where the article doesn't settle it.

    ``is_named`` says that the name stands beside the quote, where no pronoun and no role had
    to be traced to it. ``office`` are the words that may name whom the speaker speaks for.
    ``called`` is a proper name that the article calls a speaker by whom it does not settle.
    ``doubtful`` says that the quotation itself names another who said it.
    """

    name: Words = ()
    is_named: bool = False
    office: frozenset[str] = frozenset()
    is_body: bool = False
    called: Words = ()
    doubtful: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether the article tells who spoke, and nothing in it casts doubt on that."""
        return bool(self.name) and not self.doubtful

    def may_be(self, other: Speaker) -> bool:
        """Whether the two can be one: a name is missing, short, or spelt a little differently.

        A body and the one who speaks for it are one too: what "police said" an officer said.
        """
        return not (self.is_settled and other.is_settled) or self.agrees(other)

    def agrees(self, other: Speaker) -> bool:
        """Whether the names that the two articles give, doubtful or not, can be of one."""
        one, two = self.name, other.name
        if not one or not two or set(one) <= set(two) or set(two) <= set(one):
            return True
        if self.speaks_for(other) or other.speaks_for(self):
            return True
        last, other_last = one[-1], two[-1]
        alike = last == other_last or (len(last) > 5 and last[:6] == other_last[:6])
        return alike and one[0][0] == two[0][0]

    def speaks_for(self, body: Speaker) -> bool:
        """Whether this is somebody of the other, a body of people."""
        known = bool(body.name) and body.is_body and not self.is_body
        return known and set(body.name) <= self.office


def presented(text: str, names: Iterable[Name]) -> Mapping[str, frozenset[str]]:
    """The words in which a text presents people of an office, by full name."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        if name.kind == "person":
            match = _PRESENTED.match(text, name.span.end)
            if match and _OFFICE.search(match["office"]):
                words[name.full_name].update(_folded(match["office"]))
    return {name: frozenset(office) for name, office in words.items()}


def speaker_of(
    text: str, quote: Quote, offices: Mapping[str, frozenset[str]] | None = None
) -> Speaker:
    """The speaker of a quote in a text, without titles, case and accents.

    ``offices`` are the words in which the text presents people. A publisher that is told to
    say something may only pass it on, so it settles nothing.
    """
    words = () if quote.voice == "publisher" else _folded(quote.speaker or "")
    name = tuple(word for word in words if word not in _NO_NAME) or words
    source = [word for span in quote.source for word in _folded(span.of(text))]
    known = (offices or {}).get(quote.speaker or "", frozenset())
    printed = " ".join(span.of(text) for span in quote.source).removeprefix("The ").split()
    proper = not name and bool(printed) and all(word[:1].isupper() for word in printed)
    return Speaker(
        name=name,
        is_named=not set(name).isdisjoint(source),
        office=known.union(_folded(quote.role or ""), source),
        is_body=quote.voice == "organisation",
        called=tuple(source) if proper and not _NO_PERSON.issuperset(source) else (),
        doubtful=bool(name) and _names_another(text, quote, name),
    )


def _names_another(text: str, quote: Quote, name: Words) -> bool:
    """Whether words between the marks of a quotation say that another said it."""
    if not quote.content:
        return False
    start = min(span.start for span in quote.content)
    end = max(span.end for span in quote.content)
    for match in _SAID_BETWEEN.finditer(text, start, end):
        between = set(_folded(match["name"])) - _NO_PERSON
        if between and between.isdisjoint(name):
            return True
    return False


def _folded(text: str) -> Words:
    parted = _JOINED.sub(" ", text)
    plain = unicodedata.normalize("NFKD", parted.casefold().replace("’", "'"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(word.removesuffix("'s") for word in _WORD.findall(letters))
