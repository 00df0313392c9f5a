"""A headline in sentence case, its names as the articles print them."""

from __future__ import annotations

import re

from nutgraf.briefs.material import Material

_WORD = re.compile(r"[^\W\d_][\w’'.&-]*")
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
        if any(c.isupper() for c in word[1:]) or any(a <= match.start() < b for a, b in kept):
            return word
        return word if _is_name(word, material) else word[0].lower() + word[1:]

    made = _WORD.sub(cased, headline)
    return made[:1].upper() + made[1:]


def _plain(word: str) -> str:
    return word.rstrip(".").removesuffix("'s").removesuffix("’s")


def _is_small(shouted: str, material: Material) -> bool:
    """Whether the articles print a word in small letters, or as a name, more than in capitals."""
    word = _plain(shouted)
    loud = _times(word, material)
    return (
        loud == 0 or loud < _times(word.lower(), material) or loud < _times(word.title(), material)
    )


def _is_name(word: str, material: Material) -> bool:
    """Whether the articles give the word a capital amid their sentences more often than not."""
    plain = _plain(word)
    if plain in _TITLES:
        return True
    high, low = _times(plain, material), _times(plain[0].lower() + plain[1:], material)
    return high > low if high or low else plain in material.name_words


def is_often_a_name(word: str, material: Material) -> bool:
    """Whether the articles print the word with its capital three times or more."""
    return _times(_plain(word), material) > 2


def _times(word: str, material: Material) -> int:
    """How often the articles print a word after another, not counting starts of sentences."""
    return sum(text.count(f" {word}") - text.count(f". {word}") for text in material.texts.values())
