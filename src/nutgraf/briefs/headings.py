"""Words of a report made fit for a title: surnames alone, no day, the present tense."""

from __future__ import annotations

import collections
import re
from collections.abc import Mapping

from nutgraf.analysis.syntax import Tree, Word
from nutgraf.briefs.material import Material

# Offices that a title leaves out where the surname is plain.
_OFFICE = (
    r"(?:(?:[Ff]ormer |[Tt]hen-)?(?:(?:U\.?S\.? |Vice )?President|Sens?\.|Reps?\.|Govs?\.|"
    r"(?:Republican|Democratic)(?: presidential)? (?:nominee|candidate)|Dr\.|Mr\.|Mrs?s?\.) )?"
)
# So much more often one bearer of a name must be told of than all others.
_MOSTLY = 4
_DAY = re.compile(
    r"(?P<lead>,)?(?: (?:on|late|early))* (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\. \d{1,2}|"
    r"(?:March|April|May|June|July) \d{1,2})(?:, \d{4})?(?P<tail>,)?(?= [a-z]|$)"
)
_FIRST_DAY = re.compile(
    r"(?:On |Late |Early )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?, (?=[A-Za-z])"
)
# "Until Monday": there the day is what is told.
_GOVERNED = re.compile(
    r"\b(?:until|by|since|from|before|after|for|to|through|next|last|of|and|this)$", re.IGNORECASE
)
_ADVERB = re.compile(r"(?<=\w) (?:finally|officially|reportedly|also|recently)(?= \w+ed\b)")
_DROPPED = frozenset(("officially", "also", "finally", "recently"))


def surnames(material: Material) -> Mapping[str, str]:
    """The short form by the full name of each person whose surname means nobody else here."""
    printed: collections.Counter[str] = collections.Counter()
    for article in material.articles:
        for name in material.analyses[article.id].names:
            if name.kind == "person":
                printed[name.full_name] += 1
    bearers: dict[str, list[str]] = collections.defaultdict(list)
    for full in printed:
        words = full.split()
        if 2 <= len(words) <= 4 and words[-1][0].isupper() and "." not in words[-1]:
            bearers[words[-1]].append(full)
    found = {}
    for surname, names in bearers.items():
        names.sort(key=lambda full: (-printed[full], full))
        rest = sum(printed[other] for other in names[1:])
        if printed[names[0]] >= max(2, _MOSTLY * rest):
            found[names[0]] = surname
    return found


def by_surname(words: str, short: Mapping[str, str]) -> str:
    """``words`` with each person in ``short`` called by the surname, and without an office."""
    for full, surname in short.items():
        if full in words:
            words = re.sub(rf"{_OFFICE}\b{re.escape(full)}\b", surname, words)
    return words


def without_days(words: str) -> str:
    """``words`` without the day on which it happened, and adverbs a title has no room for."""

    def cut(found: re.Match[str]) -> str:
        if _GOVERNED.search(words[: found.start()]):
            return found.group()
        return "" if found["lead"] else found["tail"] or ""

    made = _DAY.sub(cut, _FIRST_DAY.sub("", words, count=1) if _FIRST_DAY.match(words) else words)
    made = made[:1].upper() + made[1:]
    return _ADVERB.sub(
        lambda found: "" if found.group().strip() in _DROPPED else found.group(), made
    )


def in_present(tree: Tree, words: str) -> str:
    """``words``, which ``tree`` parses, with the verb of their clause in the present tense.

    Themselves where the verb is in another tense than the simple past or the present perfect.
    """
    root = next((word for word in tree if word.dep_ == "ROOT"), None)
    if root is None or root.i == 0:
        return words
    helpers = [w for w in root.lefts if w.dep_ in {"aux", "auxpass"}]
    subject = next((w for w in root.lefts if w.dep_ in {"nsubj", "nsubjpass"}), None)
    if subject is None:
        return words
    several = subject.tag_ in {"NNS", "NNPS"} or any(w.dep_ == "conj" for w in subject.children)
    first = helpers[0] if helpers else root
    if first.tag_ == "VBD" and first.lower_ in {"was", "were"}:
        return _put(words, first, first, "are" if first.lower_ == "were" else "is")
    if not helpers and root.tag_ == "VBD":
        return _put(words, root, root, root.lemma_ if several else _third(root.lemma_))
    if len(helpers) == 1 and first.lower_ in {"has", "have"} and root.tag_ in {"VBN", "VBD"}:
        plain = root.lemma_ if several or first.lower_ == "have" else _third(root.lemma_)
        return _put(words, first, root, plain)
    return words


def _put(words: str, first: Word, last: Word, verb: str) -> str:
    """``words`` with ``verb`` for what stands from ``first`` to ``last``, adverbs left out."""
    return words[: first.idx] + verb + words[last.idx + len(last.text) :]


def _third(verb: str) -> str:
    """ "Carries" for "carry"."""
    if verb in {"be", "have"}:
        return {"be": "is", "have": "has"}[verb]
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ies"
    return f"{verb}es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else f"{verb}s"
