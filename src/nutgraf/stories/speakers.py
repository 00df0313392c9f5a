"""Whether two quotes can be by one speaker, going by what each article calls the speaker."""

from __future__ import annotations

import re
import unicodedata

from msgspec import Struct

from nutgraf.records import Quote

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_TITLES = """
mr mrs ms miss dr sir dame lord lady president prime minister senator sen representative rep
governor gov king queen prince princess pope judge justice general gen professor prof secretary
chancellor mayor chief former the
"""
_NO_NAME = frozenset(_TITLES.split())

Words = tuple[str, ...]


class Speaker(Struct, frozen=True):
    """Who is told to have spoken: ``name`` is empty where the article doesn't settle it.

    ``is_named`` says that the name stands beside the quote, where no pronoun and no role had
    to be traced to it. ``office`` are the words that may name whom the speaker speaks for.
    """

    name: Words = ()
    is_named: bool = False
    office: frozenset[str] = frozenset()
    is_body: bool = False

    def may_be(self, other: Speaker) -> bool:
        """Whether the two can be one: a name is missing, short, or spelt a little differently.

        A body and the one who speaks for it are one too: what "police said" an officer said.
        """
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


def speaker_of(text: str, quote: Quote) -> Speaker:
    """The speaker of a quote in a text, without titles, case and accents.

    A publisher that is told to say something may only pass it on, so it settles nothing.
    """
    words = () if quote.voice == "publisher" else _folded(quote.speaker or "")
    name = tuple(word for word in words if word not in _NO_NAME) or words
    source = [word for span in quote.source for word in _folded(span.of(text))]
    return Speaker(
        name=name,
        is_named=not set(name).isdisjoint(source),
        office=frozenset((*_folded(quote.role or ""), *source)),
        is_body=quote.voice == "organisation",
    )


def _folded(text: str) -> Words:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("’", "'"))
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return tuple(word.removesuffix("'s") for word in _WORD.findall(letters))
