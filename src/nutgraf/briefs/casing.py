"""A headline in sentence case, its names as the articles print them."""

from __future__ import annotations

import functools
import re

from nutgraf.briefs.material import Material

_WORD = re.compile(r"[^\W\d_][\w’'.&-]*")
_BEFORE = re.compile(r"([\w’'-]+) $")
_OFFICES = frozenset(
    (
        "Speaker", "President", "Secretary", "Senator", "Governor", "Mayor", "Judge", "Sheriff",
        "Chief", "Prince", "Princess", "King", "Queen", "Pope", "General", "Chancellor",
        "Minister", "Justice",
    )
)  # fmt: skip
# So often two words in capitals together are one name.
_OFTEN = 3
_LONGEST_ACRONYM = 5
# What comes from a country has its capital, whatever a hasty page prints.
_FROM_A_COUNTRY = re.compile(
    r"(?:(?:Afric|Americ|Mexic|Kore|Cub|Germ|Rom)ans?|(?:Afghan|Arab|Iraq|Israel|Pakistan)i?s?|"
    r"(?:Asi|Australi|Austri|Belgi|Brazili|Canadi|Egypti|Europe|Indi|Irani|Itali|Nigeri|Norwegi|"
    r"Palestini|Russi|Syri|Ukraini)ans?|(?:Chin|Japan|Portugu|Vietnam)ese|"
    r"British|Dutch|English|French|Greek|Irish|Jewish|Muslims?|Polish|Scottish|Spanish|Swedish|"
    r"Swiss|Turkish|Christians?|Islamic)$"
)
_SENTENCE = re.compile(r"[^.!?\n]+")
_TITLES = frozenset(("Gov", "Sen", "Rep", "Dr", "Mr", "Mrs", "Ms", "Jr", "Sr", "Gen", "St", "Mt"))


def sentence_case(headline: str, material: Material) -> str:
    """A headline with only its first word and its names in capitals.

    A word keeps its capital where the articles give it one amid their sentences; a word that
    they print small is small, however loud the headline has it.
    """
    words = _WORD.findall(headline)
    if not words:
        return headline
    capitals = sum(word[0].isupper() for word in words)
    is_title_case = capitals >= 0.6 * len(words)
    kept = [
        match.span()
        for name in material.names_in(headline)
        for match in re.finditer(re.escape(name), headline)
    ]
    shouting = headline.isupper()

    def cased(match: re.Match[str]) -> str:
        word = match.group()
        opens = not re.search(r"\w", headline[: match.start()])
        if len(word) > 2 and word.isupper() and (shouting or _is_small(word, material)):
            titled = word[0] + word[1:].lower()
            return titled if opens or _is_name(titled, material) else word.lower()
        if opens or not is_title_case or not word[0].isupper():
            return word
        if "-" in word and _times(f" {word.lower()}", material):
            return word.lower()
        if any(c.isupper() for c in word[1:]) or any(a <= match.start() < b for a, b in kept):
            return word
        before = _BEFORE.search(headline[: match.start()])
        after = _WORD.match(headline, match.end() + 1)
        around = (before.group(1) if before else "", word, after.group() if after else "")
        if _is_name(word, material) or _is_in_name(*around, material):
            return word
        return word[0].lower() + word[1:]

    made = _WORD.sub(cased, headline)
    return made[:1].upper() + made[1:]


def _plain(word: str) -> str:
    return word.rstrip(".").removesuffix("'s").removesuffix("’s")


def _is_small(shouted: str, material: Material) -> bool:
    """Whether the articles print a word in small letters, or as a name, more than in capitals."""
    word = _plain(shouted)
    loud = _times(f" {word}", material)
    if not loud and len(word) > _LONGEST_ACRONYM:
        return True
    return loud < max(_times(f" {word.lower()}", material), _times(f" {word.title()}", material))


def _is_name(word: str, material: Material) -> bool:
    """Whether the articles give the word a capital amid their sentences more often than not.

    Only after a small word is a capital no part of a headline or of a longer name.
    """
    plain = _plain(word)
    if plain in _TITLES or _FROM_A_COUNTRY.match(plain):
        return True
    low, high = (
        _times(f" {each}", material)
        and sum(
            len(re.findall(rf"\b[a-z]\w*,? {re.escape(each)}\b", text))
            for text in material.texts.values()
        )
        for each in (plain[0].lower() + plain[1:], plain)
    )
    if high or low:
        return high > low
    return plain in material.name_words and any(
        re.search(rf"\b{re.escape(plain)}\b", _prose(text)) for text in material.texts.values()
    )


@functools.lru_cache(maxsize=4096)
def _prose(text: str) -> str:
    """A text without the lines and sentences that have capitals throughout."""
    return "\n".join(
        sentence
        for sentence in _SENTENCE.findall(text)
        if sum(word[0].isupper() for word in _WORD.findall(sentence))
        < 0.6 * len(_WORD.findall(sentence))
    )


def _is_in_name(before: str, word: str, after: str, material: Material) -> bool:
    """Whether the word before it or after it makes a longer name of it."""
    plain = _plain(word)
    follows = before[:1].isupper() and (
        _times(f"{before} {plain}", material)
        >= _OFTEN
        > _times(f"{before} {plain.lower()}", material)
    )
    return follows or (plain in _OFFICES and after[:1].isupper() and _is_name(after, material))


def _times(word: str, material: Material) -> int:
    return sum(text.count(word) for text in material.texts.values())
