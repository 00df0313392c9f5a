"""A story's title: one of its headlines, in sentence case and at most 60 characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nutgraf.briefs.material import Material
from nutgraf.briefs.style import content_words

LONGEST = 60
# Of fewer words that matter a headline names a thing and tells nothing of it.
_LEAST_WORDS = 4
_TAIL = re.compile(r"\s+[|–—-]\s+[^|–—]{2,30}$")
_KICKER = re.compile(
    r"^(?:BREAKING(?: NEWS)?|JUST IN|BOOM|WOW|UPDATED?|WATCH|VIDEO|LIVE|EXCLUSIVE|OPINION|"
    r"ANALYSIS|FACT CHECK)"
    r"\s*[:|–—!-]\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_][\w’'.&-]*")
_UNLIKE = re.compile(r"[?!…“”\"]|\b(?:you|your|I|we)\b|\.\.\.|^(?=.*[a-z]).*\b(?!COVID)[A-Z]{6,}\b")
_ATTRIBUTED = re.compile(
    r"\b(?:says?|said|claims?|according|reports?|sources?|tells?|warns?|alleges?)\b|^[A-Z]{5,}:",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"[“‘\"']|(?:I|We|You|My|Our)\b")
_TITLES = frozenset(("Gov", "Sen", "Rep", "Dr", "Mr", "Mrs", "Ms", "Jr", "Sr", "Gen", "St", "Mt"))
_SPLITS = (re.compile(r"\s+[–—]\s+"), re.compile(r":\s+"), re.compile(r";\s+"), re.compile(r",\s+"))
_CUT_BEFORE = re.compile(
    r"\s+(?:after|amid|as|because|before|despite|during|following|over|since|that|which|while|who|"
    r"with|for|in|on|at|by|from)\s",
    re.IGNORECASE,
)


def compose_title(material: Material, told: Sequence[frozenset[str]] = ()) -> str:
    """The title of ``material``'s story; the story's own where no headline can be shortened.

    ``told`` are the content words of each sentence of *What happened*: a title is about these.
    """
    event = frozenset().union(*told[:1])
    choices = []
    for article in material.articles:
        for penalty, headline in _forms(article.headline or ""):
            if not 15 <= len(headline) <= LONGEST or _is_torn(headline):
                continue
            unlike = _UNLIKE.search(headline)
            words = content_words(headline)
            if len(words) < _LEAST_WORDS:
                continue
            score = (
                material.centrality(words) * min(len(words), 7)
                + (1.5 * len(words & event) / len(words) if event and words else 0.0)
                - penalty
                - (0.5 if unlike else 0.0)
            )
            choices.append((-score, headline))
    if choices:
        return sentence_case(min(choices)[1], material)
    return _clipped(sentence_case(material.story.title, material))


def _forms(headline: str) -> Iterator[tuple[float, str]]:
    headline = _KICKER.sub("", " ".join(headline.split()))
    headline = _TAIL.sub("", headline).rstrip(" .")
    yield 0.0, headline
    if len(headline) <= LONGEST:
        return
    if _ATTRIBUTED.search(headline):
        # What remains after a cut would be the publisher's word and not the speaker's.
        return
    for split in _SPLITS:
        parts = split.split(headline)
        if len(parts) > 1 and not _SPEECH.match(parts[1]):
            yield 0.5, parts[0].strip()
    for match in reversed(list(_CUT_BEFORE.finditer(headline[: LONGEST + 8]))):
        yield 0.6, headline[: match.start()].rstrip(" ,:;–—-")


def _is_torn(headline: str) -> bool:
    """Whether a cut has left half of a quotation or of a bracket."""
    return (
        headline.count("“") != headline.count("”")
        or headline.count("‘") > headline.count("’")
        or headline.count('"') % 2 == 1
        or headline.count("(") != headline.count(")")
    )


def _clipped(title: str) -> str:
    if len(title) <= LONGEST:
        return title.rstrip(".")
    return title[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,:;–—-.") + "…"


def sentence_case(headline: str, material: Material) -> str:
    """A headline with only its first word and its names in capitals.

    A word keeps its capital where it belongs to a name of the articles.
    """
    words = _WORD.findall(headline)
    capitals = sum(word[0].isupper() for word in words)
    if not words or capitals < 0.6 * len(words):
        return headline[:1].upper() + headline[1:]
    shouting = headline.isupper()
    kept = [
        match.span()
        for name in material.names_in(headline)
        for match in re.finditer(re.escape(name), headline)
    ]
    first = True

    def lowered(match: re.Match[str]) -> str:
        nonlocal first
        word = match.group()
        is_first, first = first, False
        if shouting and len(word) > 1:
            titled = word.title()
            return titled if is_first or _is_name(titled, material) else word.lower()
        if is_first or not word[0].isupper() or any(c.isupper() for c in word[1:]):
            return word
        if _is_name(word, material) or any(a <= match.start() < b for a, b in kept):
            return word
        return word[0].lower() + word[1:]

    return _WORD.sub(lowered, headline)


def _is_name(word: str, material: Material) -> bool:
    plain = word.rstrip(".").removesuffix("'s").removesuffix("’s")
    return plain in material.name_words or plain in _TITLES
