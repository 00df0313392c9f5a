"""Short forms and variant spellings, joined to the fullest form that the article prints."""

from __future__ import annotations

import bisect
from collections import Counter, defaultdict

from msgspec import Struct

from nutgraf.analysis.gender import given_gender, honorific_gender
from nutgraf.analysis.mentions import Mention, key_of, printed_form
from nutgraf.analysis.name_lexicon import SHORT_BODY, folded
from nutgraf.analysis.spellings import name_parts, one_person, one_surname
from nutgraf.analysis.syntax import Tree
from nutgraf.analysis.wordlists import listed
from nutgraf.records import NameKind

# How many people that share a word are compared; keeps a text of nothing but names linear.
_RECENT = 60
_KIN = listed(
    """wife husband son daughter brother sister father mother widow uncle aunt cousin nephew
    niece grandson granddaughter grandfather grandmother son-in-law daughter-in-law ex-wife
    lady"""
)


def _hints(key: tuple[str, ...]) -> list[str]:
    """What a form shares with every form it could be joined to: a word, or how a surname starts."""
    return [*key, name_parts(key)[0][-1][:2] + "…"]


class _Person(Struct):
    """One person: the forms printed, and the places of the full ones."""

    forms: list[tuple[str, ...]]
    places: list[int]
    mentions: list[Mention]
    gender: str | None = None
    kin: bool = False


def join_persons(tree: Tree, mentions: list[Mention]) -> None:
    """Set the full name of each mention of a person."""
    persons: list[_Person] = []
    by_form: dict[tuple[str, ...], _Person] = {}
    by_hint: dict[str, list[_Person]] = defaultdict(list)
    lone: list[Mention] = []
    for m in mentions:
        key = key_of(tree, m)
        if len(name_parts(key)[0]) < 2:
            lone.append(m)
            continue
        person = by_form.get(key)
        if person is None:
            # Forms of one person share a word, or surnames of one first letter.
            hints = _hints(key)
            near_by = {id(p): p for hint in hints[1:] for p in by_hint[hint][-_RECENT:]}
            person = next(
                (p for p in near_by.values() if any(one_person(key, f) for f in p.forms)), None
            )
            if person is None:
                person = _Person([], [], [], given_gender(" ".join(key)))
                persons.append(person)
            for hint in hints:
                by_hint[hint].append(person)
            person.forms.append(key)
            by_form[key] = person
        near = {w.lower_ for w in tree[max(0, m.start - 2) : m.start]}
        near |= {w.lower_ for w in tree[m.end : m.end + 4]} if m.end < len(tree) else set()
        person.kin = person.kin or bool(near & _KIN)
        person.places.append(m.start)
        person.mentions.append(m)
    strangers: list[_Person] = []
    owners: dict[tuple[str, ...], list[list[_Person]]] = {}
    for m in lone:
        key = key_of(tree, m)
        stranger = next((p for p in strangers if one_surname(p.forms[0][0], key[0])), None)
        if key not in owners:
            hinted = {id(p): p for hint in _hints(key) for p in by_hint[hint][-_RECENT:]}
            owners[key] = _owners(key, list(hinted.values()))
        person = _owner(tree, m, owners[key])
        told = None if person is None else _told_gender(tree, m)
        if person is not None and told is not None and person.gender not in (None, told):
            fits = [p for sense in owners[key] for p in sense if p.gender == told]
            person = min(fits, key=lambda p: _distance(p, m.start)) if fits else person
        if person is None or (person.kin and stranger is not None):
            person = stranger
        if person is None:
            person = _Person([key], [], [])
            strangers.append(person)
        person.mentions.append(m)
        # The next bare surname is likely the same person's.
        if person.places:
            bisect.insort(person.places, m.start)
    for person in persons + strangers:
        full = _fullest(tree, person.mentions)
        for m in person.mentions:
            m.full_name = full


def _owners(key: tuple[str, ...], persons: list[_Person]) -> list[list[_Person]]:
    """Whose short form ``key`` could be, from the closest sense of short to the loosest."""
    word, suffix = key[0], name_parts(key)[1]
    senses: list[list[_Person]] = []
    for closeness in range(4):
        if closeness == 3 and any(senses):
            break
        fits = [p for p in persons if any(_shortens(word, f, closeness) for f in p.forms)]
        if suffix is not None:
            fits = [p for p in fits if any(name_parts(f)[1] == suffix for f in p.forms)]
        senses.append(fits)
    return senses


def _owner(tree: Tree, mention: Mention, senses: list[list[_Person]]) -> _Person | None:
    """Whose short form this is; ``None`` if no full form printed has it."""
    for sense in senses:
        fits = _likelier(tree, mention, sense) if len(sense) > 1 else sense
        fits = [p for p in fits if not _barred(tree, mention, p)]
        if fits:
            return min(fits, key=lambda p: _distance(p, mention.start))
    return None


def _told_gender(tree: Tree, mention: Mention) -> str | None:
    """The sex that "her" or "his" after a verb tells of its subject: Roe said in her book."""
    head = tree[mention.end - 1]
    if head.dep_ != "nsubj":
        return None
    for word in tree[mention.end : mention.end + 6]:
        if word.is_punct or word.ent_type_ == "PERSON":
            return None
        if word.tag_ == "PRP$" and word.lower_ in ("his", "her"):
            return "m" if word.lower_ == "his" else "f"
    return None


def _shortens(word: str, form: tuple[str, ...], closeness: int) -> bool:
    """Whether ``word`` is, from close to loose, the surname, the first name, within, or alike."""
    bare = name_parts(form)[0]
    if closeness == 0:
        return bare[-1] == word
    if closeness == 1:
        return bare[0] == word
    return word in bare if closeness == 2 else one_surname(bare[-1], word)


def _barred(tree: Tree, mention: Mention, person: _Person) -> bool:
    """Whether a bare surname cannot be this person's: another sex, or a relative named later."""
    title = honorific_gender(tree[mention.start - 1].text) if mention.start else None
    if None not in (title, person.gender) and title != person.gender:
        return True
    return person.kin and mention.start < person.places[0]


def _likelier(tree: Tree, mention: Mention, fits: list[_Person]) -> list[_Person]:
    title = honorific_gender(tree[mention.start - 1].text) if mention.start else None
    if title is not None:
        fits = [p for p in fits if p.gender in (None, title)] or fits
    elder = [p for p in fits if not any(name_parts(f)[1] for f in p.forms)]
    # A relative named in passing ("his daughter Jane Roe") does not take the bare surname over.
    return [p for p in elder or fits if not p.kin] or elder or fits


def _distance(person: _Person, at: int) -> tuple[bool, int]:
    passed = bisect.bisect_right(person.places, at)
    if passed:
        return False, at - person.places[passed - 1]
    return True, person.places[0] - at


def _fullest(tree: Tree, mentions: list[Mention]) -> str:
    """The form of most words; of those not in capitals, most often printed, then first."""
    printed = [printed_form(tree, m) for m in sorted(mentions, key=lambda m: m.start)]
    often = Counter(printed)

    def rank(form: str) -> tuple[int, bool, int]:
        return len(folded(form)), not form.isupper(), often[form]

    return max(dict.fromkeys(printed), key=rank)


def _initials(key: tuple[str, ...]) -> str:
    return "".join(w[0] for w in key if w not in ("of", "the", "and", "for", "&", "in", "on"))


def join_bodies(tree: Tree, mentions: list[Mention]) -> None:
    """Set the full name of each mention of a body, a place or another thing."""
    groups: dict[tuple[tuple[str, ...], NameKind], list[Mention]] = defaultdict(list)
    for m in mentions:
        groups[key_of(tree, m), m.kind].append(m)
    full = {group: _fullest(tree, ms) for group, ms in groups.items()}
    by_word: dict[tuple[str, NameKind], list[tuple[str, ...]]] = defaultdict(list)
    by_initials: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    kind_of: dict[tuple[str, ...], NameKind] = {}
    for key, kind in groups:
        kind_of[key] = kind
        if len(key) > 1:
            by_initials[_initials(key)].append(key)
            if key[0] in ("us", "uk") and len(key) > 2:
                by_initials[_initials(key[1:])].append(key)
            by_word[key[0], kind].append(key)
            by_word[key[-1], kind].append(key)
    for (key, kind), ms in groups.items():
        longer = _longer(tree, key, kind, ms, by_word, by_initials)
        name = full[longer, kind_of[longer]] if longer is not None else full[key, kind]
        for m in ms:
            m.full_name = name


def _longer(
    tree: Tree,
    key: tuple[str, ...],
    kind: NameKind,
    mentions: list[Mention],
    by_word: dict[tuple[str, NameKind], list[tuple[str, ...]]],
    by_initials: dict[str, list[tuple[str, ...]]],
) -> tuple[str, ...] | None:
    """The one longer name that ``key`` shortens; ``None`` if there is none, or more than one."""
    if len(key) == 1 and SHORT_BODY.fullmatch(tree[mentions[0].start].text):
        spelt = dict.fromkeys(by_initials.get(key[0], ()))
        return next(iter(spelt)) if len(spelt) == 1 else None
    if kind != "organisation" or not key or (len(key) == 1 and len(key[0]) < 3):
        return None
    longer = {
        long: None
        for long in by_word.get((key[0], kind), []) + by_word.get((key[-1], kind), [])
        if len(long) > len(key)
        # What ends in a number is a product of the body, not its full name.
        and not any(c.isdigit() for c in long[-1])
        and (long[: len(key)] == key or (long[-len(key) :] == key and _ends(tree, mentions)))
    }
    return next(iter(longer)) if len(longer) == 1 else None


def _ends(tree: Tree, mentions: list[Mention]) -> bool:
    """Whether a form may be the end of a longer name: "the Post", never a lone "Acme"."""
    if mentions[0].end - mentions[0].start > 1:
        return True
    led = sum(
        tree[m.start].text == "The"
        or (m.start > 0 and tree[m.start - 1].lower_ in ("the", "this", "that"))
        for m in mentions
    )
    return 2 * led > len(mentions)
