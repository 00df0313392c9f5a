"""A story's title: one of its headlines, in sentence case and at most 60 characters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Literal

from nutgraf.analysis.syntax import Tree, parse
from nutgraf.briefs.casing import sentence_case
from nutgraf.briefs.material import Material
from nutgraf.briefs.plain import is_garbled, loaded_words
from nutgraf.briefs.style import content_words

# Where a headline was cut: before a clause or what hangs loosely, or before what its verb may need.
Cut = Literal["none", "loose", "tight"]
LONGEST = 60
# Of fewer words that matter a headline names a thing and tells nothing of it.
_LEAST_WORDS = 3
# So many of the best are looked at for a subject and its verb.
_PARSED = 6
_TAIL = re.compile(
    r"(?:\s+[|–—-]\s+[^|–—]{2,30}|\s*[\[(](?:VIDEO|WATCH|PHOTOS?|IMAGES?|TWEETS?|AUDIO)[^\])]*[\])]|"
    r"[\s!.…–-]+)$",
    re.IGNORECASE,
)
_KICKER = re.compile(
    r"^(?:(?i:BREAKING(?: NEWS)?|JUST IN|BOOM|WOW|UPDATED?|WATCH|VIDEO|LIVE|EXCLUSIVE|OPINION|"
    r"ANALYSIS|FACT CHECK|REVEALED)|[A-Z]{4,}(?: [A-Z]{2,}){0,3})\s*[:|–—!-]+\s*"
)
_UNLIKE = re.compile(r"[!…“”\"&]|\b(?:you|your|I|we|our)\b|\.\.\.|^(?:After|As|Watch|Meet)\b")
# A question, or a promise to tell.
_TEASING = re.compile(
    r"\?|^(?:Why|How|What|When|Where|Who|Inside|Here|This is|These|Can|Did|Is|Are|Does|Will)\b|"
    r"\b(?:[Ww]hat to [Kk]now|[Tt]akeaways|[Ee]verything (?:to|you))\b|:\s*(?:What|How|Why)\b"
)
_SHOUTED = re.compile(r"^(?=.*[a-z]).*\b(?!COVID)[A-Z]{4,}\b(?=.*\b[A-Z]{4,}\b)|\b[A-Z]{6,}\b")
_ATTRIBUTED = re.compile(
    r"\b(?:says?|said|claims?|according|reports?|sources?|tells?|warns?|alleges?)\b",
    re.IGNORECASE,
)
_SPEECH = re.compile(r"[“‘\"']|(?:I|We|You|My|Our)\b")
_JOINT = re.compile(r"\s+[–—]\s+|[;…]\s*|[:,]\s+")
# A clause or what hangs loosely; then what a verb may need, of which a cut takes a part only
# where the verb keeps an object.
_LOOSE = re.compile(
    r"\s+(?:after|amid|as|because|before|despite|during|following|since|while|when)\s",
    re.IGNORECASE,
)
_TIGHT = re.compile(r"\s+(?:over|that|which|who|with|for|in|on|at|by|from)\s", re.IGNORECASE)
_CUTS: tuple[tuple[re.Pattern[str], float, Cut], ...] = (
    (_JOINT, 0.5, "loose"),
    (_LOOSE, 0.5, "loose"),
    (_TIGHT, 0.9, "tight"),
)
# "as protests", ", instantly demands": a clause cut short.
_STUMP: dict[Cut, re.Pattern[str]] = {
    "loose": re.compile(r"\b(?:[Aa]s|[Ww]hen|[Ww]hile)(?: [^ ,]+){1,2}$"),
    "tight": re.compile(r"(?:,|\b(?:[Aa]s|[Ww]hen|[Ww]hile))(?: [^ ,]+){1,3}$"),
}
# "1 hurt" may be told as "a man was hurt"; any other figure is told as one.
_FIGURE = re.compile(r"\b(?!1\b)\d[\d,.]*\b")
_FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
# What a title in the past tense gives away to one in the present.
_PAST = 1.0
# A headline that tells a deed and is so much worse than one that names a thing is not better.
_FARTHEST = 2.5
_HOUSE_MARKS = str.maketrans("“”‘’", "\"\"''")
_DEEDS = _FINITE | {"VBN", "VBG", "VB"}
# No headline ends with one of these unless a cut has taken what followed.
_DANGLING = frozenset(("DT", "IN", "TO", "CC", "PRP$", "MD", "POS", "WDT", "WP", "WRB"))


def compose_title(material: Material, told: Sequence[frozenset[str]] = ()) -> str:
    """The title of ``material``'s story; the story's own where no headline can be shortened.

    ``told`` are the content words of each sentence of *What happened*: a title is about these.
    """
    choices = sorted(set(_choices(material, told)))
    fallback: tuple[float, str] | None = None
    for cost, headline, cut in itertools.islice(choices, _PARSED):
        if cost > choices[0][0] + _FARTHEST or (fallback and cost > fallback[0] + _PAST):
            break
        cased = sentence_case(headline, material)
        standing = _standing(parse(f"{cased}."), cut)
        if standing == "now":
            return cased.translate(_HOUSE_MARKS)
        if standing == "then" and fallback is None:
            fallback = cost, cased.translate(_HOUSE_MARKS)
    if fallback:
        return fallback[1]
    if choices:
        return sentence_case(choices[0][1], material).translate(_HOUSE_MARKS)
    return _clipped(sentence_case(material.story.title, material).translate(_HOUSE_MARKS))


def _choices(
    material: Material, told: Sequence[frozenset[str]]
) -> Iterator[tuple[float, str, Cut]]:
    """Each form of each headline that may do: its sort key, itself, and how it was cut."""
    event = frozenset().union(*told[:1])
    every = frozenset().union(*told)
    for article in material.articles:
        for cost, headline, cut in _forms(article.headline or ""):
            words = content_words(headline)
            if not 15 <= len(headline) <= LONGEST or _is_torn(headline) or is_garbled(headline):
                continue
            if len(words) < _LEAST_WORDS:
                continue
            untold = event and content_words(" ".join(_FIGURE.findall(headline))) - every
            score = (
                material.centrality(words) * min(len(words), 7)
                + (3.0 * len(words & event) / len(words) if event else 0.0)
                - cost
                - (2.5 if _TEASING.search(headline) else 0.0)
                - (1.0 if _UNLIKE.search(headline) else 0.0)
                - (0.7 if _SHOUTED.search(headline) else 0.0)
                - 0.7 * loaded_words(headline)
                - (1.5 if untold else 0.0)
            )
            yield -score, headline, cut


def _forms(headline: str) -> Iterator[tuple[float, str, Cut]]:
    """The headline whole and shortened, each with what it costs and how it was cut."""
    headline = _KICKER.sub("", " ".join(headline.split()))
    for _ in range(3):
        headline = _TAIL.sub("", headline)
    yield 0.0, headline, "none"
    if "…" in headline:
        yield 0.2, headline.partition("…")[0].strip(), "loose"
    if len(headline) <= LONGEST:
        return
    for left, cost, kind in _cuts(headline):
        # What remains must not become the publisher's word where it was a speaker's.
        if not _ATTRIBUTED.search(headline, len(left)) and not _STUMP[kind].search(left):
            yield cost, left, kind


def _cuts(headline: str) -> Iterator[tuple[str, float, Cut]]:
    for cuts, cost, kind in _CUTS:
        for match in cuts.finditer(headline[: LONGEST + 8]):
            if _SPEECH.match(headline, match.end()):
                continue
            yield headline[: match.start()].rstrip(" ,:;–—-"), cost, kind


def _standing(tree: Tree, cut: Cut) -> str | None:
    """Whether a headline tells a deed: "now", "then" in the past tense, ``None`` if it does not.

    A headline's verb may stand alone ("Nurse charged", "Mill to close").
    """
    words = [word for word in tree if not word.is_punct and not word.is_space]
    if not words or words[-1].tag_ in _DANGLING:
        return None
    if cut == "tight" and words[-1].tag_ in _DEEDS:
        return None
    found: set[str] = set()
    for word in words[1:]:
        after_comma = tree[word.i - 1].is_punct and word is words[-1]
        if (
            word.pos_ in {"VERB", "AUX"}
            and word.tag_ in _DEEDS
            and not after_comma
            and word.dep_ not in {"amod", "compound", "relcl"}
        ):
            found.add(word.tag_)
    if not found:
        return None
    return "then" if "VBD" in found and not found & {"VBZ", "VBP", "MD"} else "now"


def _is_torn(headline: str) -> bool:
    """Whether a cut has left half of a quotation or of a bracket."""
    opened = len(re.findall(r"(?<!\w)['‘](?=\w)", headline))
    closed = len(re.findall(r"(?<=[\w.,!?])['’](?!\w)", headline))
    return (
        headline.count("“") != headline.count("”")
        or opened > closed
        or headline.count('"') % 2 == 1
        or headline.count("(") != headline.count(")")
    )


def _clipped(title: str) -> str:
    if len(title) <= LONGEST:
        return title.rstrip(".")
    return title[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,:;–—-.") + "…"
