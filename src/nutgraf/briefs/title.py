"""A story's title: one of its headlines, in sentence case and at most 60 characters."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from nutgraf.analysis.syntax import Tree, Word, parse
from nutgraf.briefs.casing import sentence_case
from nutgraf.briefs.happened import opening_article, opening_words
from nutgraf.briefs.headings import by_surname, in_present, surnames, without_days
from nutgraf.briefs.material import Material
from nutgraf.briefs.plain import is_garbled, loaded_words
from nutgraf.briefs.style import content_words

# Where a headline was cut: before a clause or what hangs loosely, or before what its verb may need.
# "own": words of the opening, of which a cut must leave the verb its object.
Cut = Literal["none", "loose", "tight", "own"]
LONGEST = 60
# The words of the opening itself are a title where no headline is much of one.
_OWN_WORDS = 2.6
_ACRONYM = 4
# Of fewer words that matter a headline names a thing and tells nothing of it.
_LEAST_WORDS = 3
# So many of the best are looked at for a subject and its verb.
_PARSED = 6
_TAIL = re.compile(
    r"(?:\s+[|–—-]\s+[^|–—]{2,30}|\s*[\[(](?:VIDEO|WATCH|PHOTOS?|IMAGES?|TWEETS?|"
    r"AUDIO)[^\])]*[\])]|"
    r"[\s!.…–-]+)$",
    re.IGNORECASE,
)
_KICKER = re.compile(
    r"^(?:(?i:BREAKING(?: NEWS)?|JUST IN|BOOM|WOW|UPDATED?|WATCH|VIDEO|LIVE|EXCLUSIVE|OPINION|"
    r"ANALYSIS|FACT CHECK|REVEALED|FIRST ON \w+|JUST WATCH|REPORT)|"
    r"[A-Z]{4,}(?: [A-Z]{2,}){0,3})\s*[:|–—!-]+\s*"
)
_UNLIKE = re.compile(r"[!…“”\"&]|\b(?:you|your|I|we|our)\b|\.\.\.|^(?:After|As|Watch|Meet)\b")
# A question, or a promise to tell.
_TEASING = re.compile(
    r"\?|^(?:Why|How|What|When|Where|Who|Inside|Here|This is|These|Can|Did|Is|Are|Does|Will)\b|"
    r"\b(?:[Ww]hat to [Kk]now|[Tt]akeaways|[Ee]verything (?:to|you))\b|:\s*(?:What|How|Why)\b"
)
# "The mill is a disgrace, according to Lund, who …": "Lund: The mill is a disgrace".
_HEARD_FROM = re.compile(
    r"(?P<what>[^,\"“”]{15,}), according to (?:[\w’'.-]+ ){0,4}?(?P<who>(?!The )[A-Z][\w’'-]+"
    r"(?: [A-Z][\w’'-]+)?)(?:,|$)"
)
# "…, other agencies": a list goes on.
_GOES_ON = re.compile(r"(?:others?|and|or|including)\b")
# "Citizenship…by mistake" is one phrase.
_RUN_ON = re.compile(r"(?<=\w)…(?=[a-z])")
_LETTERS = re.compile(r"\b[A-Z]{3,5}\b")
_COMMON = frozenset(("GOP", "NYC", "CEO", "USA", "WATCH", "VIDEO", "FBI", "CIA"))
_DEATH = re.compile(r"\b(?:kill(?:s|ed|ing)?|dead|die[sd]?|deaths?|murder\w*)\b", re.IGNORECASE)
_ONE_DEAD = re.compile(r"\b(?:1|[Oo]ne)\b[^.:]{0,20}\b(?:killed|dead|dies)\b", re.IGNORECASE)
_DEATHS = content_words("kill killed killing dead die died dies death deaths fatal fatally toll")
# What its own headline has before those of other articles than the opening's, and what a
# headline loses whose persons go by their surnames.
_ITS_OWN = 0.8
_SHORTENED = 0.2
# Words that promise instead of telling.
_BAIT = re.compile(
    r"\b(?:secrets?|truth|reveal(?:s|ed)?|shock\w*|exposed?|epic|viral|really|actually|just|"
    r"brags?|hero|genius|this (?!year|week|month|season|summer|winter|spring)|it all|"
    r"wait for it|one thing|the real|details emerge|what we know)\b",
    re.IGNORECASE,
)
# Words by which an opening says that a thing may be so; a title that says it is so goes beyond.
_GUARDED = content_words(
    "contender suspected allegedly possible likely considering reportedly apparently expected"
)
_HEDGED = re.compile(
    r"\b(?:contender|suspect(?:s|ed)?|alleg\w+|possib\w+|likely|consider\w*|report\w*|appar\w+|"
    r"may|might|could|short ?list|eyes|mulls?|says?|said|claims?|accus\w+|expected|sources)\b|:",
    re.IGNORECASE,
)
# Nor does a title call a crime what its brief does not.
_CRIME = re.compile(
    r"\b(?:st(?:ole|eals?|olen)|lie[sd]|liar|cheat\w*|murder\w*|rigg\w+|frauds?|treason\w*|"
    r"illegal\w*|traitor\w*|crimes?)\b",
    re.IGNORECASE,
)
_BOW = re.compile(
    r"(?:If|When|While|After|As|In|On|At|With|Despite|Following|Facing|Just|Over|More|Although)\b"
)
_ARTICLE = re.compile(r"(?:An?|The) (?=[a-zA-Z])")
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
_TIGHT = re.compile(r"\s+(?:over|which|who|with|for|in|into|on|at|by|from)\s", re.IGNORECASE)
_CUTS: tuple[tuple[re.Pattern[str], float, Cut], ...] = (
    (_JOINT, 0.5, "loose"),
    (_LOOSE, 0.5, "loose"),
    (_TIGHT, 0.9, "tight"),
)
# "as protests", ", instantly demands": a clause cut short.
_HANGING = re.compile(
    r"\b(?:moments|seconds|minutes|hours|days|weeks|months|times|just|right|shortly|soon|even|only|"
    r"long|more|less|percent|if|until|than)$",
    re.IGNORECASE,
)
_STUMP: dict[Cut, re.Pattern[str]] = {
    "loose": re.compile(r"\b(?:[Aa]s|[Ww]hen|[Ww]hile)(?: [^ ,]+){1,2}$"),
    "tight": re.compile(r"(?:,|\b(?:[Aa]s|[Ww]hen|[Ww]hile))(?: [^ ,]+){1,3}$"),
}
# "1 hurt" may be told as "a man was hurt"; any other figure is told as one.
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_FIGURE = re.compile(r"\b(?!1\b)\d[\d,.]*\b")
_FINITE = frozenset(("VBZ", "VBP", "VBD", "MD"))
# What a title in the past tense gives away to one in the present.
_PAST = 1.0
# A headline that tells a deed and is so much worse than one that names a thing is not better.
_FARTHEST = 3.0
_OBJECTS = frozenset(("dobj", "obj", "attr", "ccomp", "xcomp", "nsubjpass"))
# "Man charged": a headline that may end so.
_DONE_TO = frozenset(("charged", "arrested", "captured", "killed", "injured", "released", "freed"))
_HOUSE_MARKS = str.maketrans('“”"‘’', "'''''")
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
        tree = parse(f"{cased}.")
        standing = _standing(tree, cut)
        if standing == "then" and cut == "own":
            now = in_present(tree, cased)
            if now != cased and len(now) <= LONGEST:
                return now.translate(_HOUSE_MARKS)
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
    event = _parts(frozenset().union(*told[:1]))
    every = _parts(frozenset().union(*told))
    short = surnames(material)
    own = opening_article(material)
    forms = [
        (cost - (_ITS_OWN if a.id == own else 0.0), form, cut, a.id == own)
        for a in material.articles
        for cost, form, cut in _forms(a.headline or "", short)
    ]
    opening = opening_words(material) if told else ""
    told_so = without_days(by_surname(opening, short))
    forms += [(*form, False) for form in _forms_of_opening(told_so)] if opening else []
    hedged = bool(event & _GUARDED)
    for cost, headline, cut, is_own in forms:
        words = content_words(headline)
        if not 15 <= len(headline) <= LONGEST or _is_torn(headline) or is_garbled(headline):
            continue
        if len(words) < _LEAST_WORDS or _HANGING.search(headline):
            continue
        names = content_words(" ".join(_names_in(headline, material)))
        unknown = min(2, len(names - every) + _strange_letters(headline, every, opening))
        unknown = unknown if event else 0
        first = list(itertools.islice(_content_in_order(headline), 2))
        opens_told = not event or not first or any(word in every for word in first)
        crimes = content_words(" ".join(_CRIME.findall(headline))) - every if event else ()
        untold = event and content_words(" ".join(_FIGURE.findall(headline))) - every
        score = (
            material.centrality(words) * min(len(words), 7)
            + (3.0 * len(words & event) / len(words) if event else 0.0)
            - cost
            - (6.0 if _TEASING.search(headline) else 0.0)
            - (1.0 if _UNLIKE.search(headline) else 0.0)
            - (0.7 if _SHOUTED.search(headline) else 0.0)
            - 1.2 * loaded_words(headline)
            - ((_ITS_OWN if is_own else 1.5) if untold else 0.0)
            - (2.5 if _BAIT.search(headline) else 0.0)
            - (2.0 if hedged and not _HEDGED.search(headline) else 0.0)
            - 1.5 * unknown
            - (0.0 if opens_told else 0.8)
            - (2.0 if event and _ONE_DEAD.search(headline) and "1" not in every else 0.0)
            - (2.0 if crimes else 0.0)
            - (2.0 if event and not every & _DEATHS and _DEATH.search(headline) else 0.0)
        )
        yield -score, headline, cut


def _parts(words: frozenset[str]) -> frozenset[str]:
    """The words, and what those are made of that have a hyphen."""
    return words | content_words(" ".join(w.replace("-", " ") for w in words if "-" in w))


def _strange_letters(headline: str, every: frozenset[str], opening: str) -> int:
    """How many short names in capitals ("ISIS") the brief has neither so nor in full."""
    initials = "".join(word[0] for word in re.findall(r"[A-Z][\w.’']*", opening))
    return sum(
        letters.lower() not in every and letters not in initials
        for letters in _LETTERS.findall(headline)
        if letters not in _COMMON
    )


def _forms(headline: str, short: Mapping[str, str]) -> Iterator[tuple[float, str, Cut]]:
    """The headline whole and shortened, each with what it costs and how it was cut."""
    headline = _KICKER.sub("", " ".join(headline.split()))
    headline = _RUN_ON.sub(" ", headline)
    for _ in range(3):
        headline = _TAIL.sub("", headline)
    yield 0.0, headline, "none"
    if "…" in headline:
        yield 0.2, headline.partition("…")[0].strip(), "loose"
    if len(headline) <= LONGEST:
        return
    shorter = by_surname(headline, short)
    if len(shorter) <= LONGEST:
        yield _SHORTENED, shorter, "none"
        return
    for left, cost, kind in _cuts(headline):
        # What remains must not become the publisher's word where it was a speaker's.
        if not _ATTRIBUTED.search(headline, len(left)) and not _STUMP[kind].search(left):
            yield cost, left, kind


def _forms_of_opening(sentence: str) -> Iterator[tuple[float, str, Cut]]:
    """The first words of an opening, up to where a clause or a phrase hangs on."""
    plain = _ARTICLE.sub("", sentence, count=1).removesuffix(".")
    if _BOW.match(plain) or plain.count('"') % 2:
        return
    plain = plain[:1].upper() + plain[1:]
    heard = _HEARD_FROM.match(plain)
    if heard and len(said_so := f"{heard['who']}: {heard['what']}") <= LONGEST:
        yield _OWN_WORDS, said_so, "none"
    if len(plain) <= LONGEST and '"' not in plain:
        yield _OWN_WORDS, plain, "own"
    for left, cost, kind in _cuts(plain):
        whole = not _ATTRIBUTED.search(plain, len(left)) and not _STUMP[kind].search(left)
        if whole and "," not in left and '"' not in left:
            yield _OWN_WORDS + cost, left, "own"


def _content_in_order(headline: str) -> Iterator[str]:
    """Its words that matter; a short name in capitals ("UN") is taken for one that is told."""
    for word in _WORD.findall(headline):
        if len(word) <= _ACRONYM and word.isupper():
            return
        yield from content_words(word)


def _names_in(headline: str, material: Material) -> Iterator[str]:
    for word in _WORD.findall(headline):
        if (
            word[0].isupper()
            and not word.isupper()
            and word.rstrip(".,:'’s") in material.name_words
        ):
            yield word


def _cuts(headline: str) -> Iterator[tuple[str, float, Cut]]:
    for cuts, cost, kind in _CUTS:
        for match in cuts.finditer(headline[: LONGEST + 8]):
            if _SPEECH.match(headline, match.end()) or _GOES_ON.match(headline, match.end()):
                continue
            yield headline[: match.start()].rstrip(" ,:;–—-"), cost, kind


def _standing(tree: Tree, cut: Cut) -> str | None:
    """Whether a headline tells a deed: "now", "then" in the past tense, ``None`` if it does not.

    A headline's verb may stand alone ("Nurse charged", "Mill to close").
    """
    words = [word for word in tree if not word.is_punct and not word.is_space]
    if not words or words[-1].tag_ in _DANGLING:
        return None
    if cut == "tight" and words[-1].tag_ in _DEEDS and words[-1].lower_ not in _DONE_TO:
        return None
    if cut == "own" and not _is_clause(words):
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


def _is_clause(words: Sequence[Word]) -> bool:
    """Whether it has a subject, its verb, and what the verb is done to."""
    root = next((word for word in words if word.dep_ == "ROOT"), None)
    return (
        root is not None
        and root.pos_ in {"VERB", "AUX"}
        and any(word.dep_ in {"nsubj", "nsubjpass"} for word in root.lefts)
        and any(word.dep_ in _OBJECTS for word in words)
    )


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
