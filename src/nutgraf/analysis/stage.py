"""Who is on the stage at each word of an article, and how present each of them is.

Each person mentioned so far has a weight: more as a subject than as an object, less with
every sentence that passes. Unnamed people ("a man", "the officer") weigh as well.
"""

from __future__ import annotations

import bisect
from collections import defaultdict

from msgspec import Struct

from nutgraf.analysis.gender import (
    FEMALE_NOUNS,
    MALE_NOUNS,
    given_gender,
    honorific_gender,
    noun_gender,
)
from nutgraf.analysis.name_lexicon import folded, role_head
from nutgraf.analysis.quoted import quoted_places
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Name

SUBJECTS = ("nsubj", "nsubjpass")
UNNAMED = listed(
    """person suspect victim teenager teen child kid toddler baby driver passenger student neighbour
    neighbor friend colleague patient gunman attacker shooter boss witness worker employee tourist
    traveller traveler rider motorist pensioner partner defendant inmate prisoner user customer
    counterpart successor predecessor rival opponent parent caller fan youth pedestrian cyclist"""
)
_WEIGHTS = {
    "nsubj": 1.0,
    "nsubjpass": 0.95,
    "agent": 0.6,
    "dobj": 0.6,
    "dative": 0.6,
    "poss": 0.5,
    "pobj": 0.45,
    "compound": 0.3,
    "nmod": 0.3,
}
_FADE = 0.62
_MARGIN = 1.4
_LEAST = 0.2
_REACH = 4


class Place(Struct):
    """One mention of somebody; ``who`` is a full name, or a made-up one for the unnamed."""

    at: int
    who: str
    sentence: float
    weight: float
    subject_of: int | None = None


class Someone(Struct):
    """What is known of one person."""

    named: bool
    gender: str | None = None
    roles: tuple[tuple[str, ...], ...] = ()


class Stage:
    """The persons and bodies named in an article, and the places where each was mentioned."""

    def __init__(self, tree: Tree, text: str, names: tuple[Name, ...]) -> None:
        self.tree = tree
        self.quoted = quoted_places(text)
        starts = [word.idx for word in tree]
        self.sentence_of = [0.0] * len(tree)
        number = 0.0
        for sentence in tree.sents:
            for i in range(sentence.start, sentence.end):
                self.sentence_of[i] = number
            # Stray lines ("Share") and sentences all in quotation marks count for half.
            told = sum(w.is_alpha and not self.quoted[w.idx] for w in sentence)
            number += 1.0 if told > 3 else 0.5
        self.name_at: dict[int, Name] = {}
        self.name_end: dict[int, int] = {}
        self.inside_name: set[int] = set()
        for name in names:
            first = bisect.bisect_left(starts, name.span.start)
            last = bisect.bisect_left(starts, name.span.end)
            self.name_at[first], self.name_end[first] = name, last
            self.inside_name.update(range(first, last))
        self.people: dict[str, Someone] = {}
        self.places: list[Place] = []
        self.bodies: list[tuple[int, str]] = []
        self.quoted_names: list[tuple[int, str]] = []
        self._meet()

    def _meet(self) -> None:
        """Learn sex and roles of everyone named, from all mentions."""
        votes: dict[str, list[tuple[int, str]]] = defaultdict(list)
        roles: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for first, name in self.name_at.items():
            if name.kind != "person":
                continue
            who = name.full_name
            if name.role:
                roles[who].add(folded(name.role))
            given = given_gender(who)
            # A lone "Scott" may be a surname; hardly ever a lone "Rachel".
            if given and (given == "f" or len(folded(who)) > 1):
                votes[who].append((1, given))
            before = self.tree[first - 1] if first else None
            if before is not None and (sex := honorific_gender(before.text) or noun_gender(before)):
                votes[who].append((3, sex))
            title = self._title(first)
            if title:
                roles[who].add(title)
            for part in folded(name.role or ""):
                if part in MALE_NOUNS or part in FEMALE_NOUNS:
                    votes[who].append((2, "m" if part in MALE_NOUNS else "f"))
            self.people.setdefault(who, Someone(named=True))
        for who, someone in self.people.items():
            someone.gender = max(votes[who])[1] if votes[who] else None
            someone.roles = tuple(sorted(roles[who]))

    def _title(self, first: int) -> tuple[str, ...] | None:
        if not first:
            return None
        if not role_head(self.tree[first - 1].text):
            return self._title_of(first)
        begin = first - 1
        while begin and self.tree[begin - 1].tag_ in ("NNP", "JJ", "NN") and first - begin < 5:
            begin -= 1
        return folded(self.tree[begin:first].text) or None

    def _title_of(self, first: int) -> tuple[str, ...] | None:
        """The role in "spokeswoman for the harbour Ida Orr"."""
        at = first - 1
        while at > max(0, first - 4) and self.tree[at].tag_ in ("NN", "NNP", "DT"):
            at -= 1
        linked = self.tree[at].lower_ in ("of", "for") and self.tree[first - 1].tag_ == "NN"
        if not linked or not at or not role_head(self.tree[at - 1].text):
            return None
        return folded(self.tree[at - 1].text)

    def is_quoted(self, word: Word) -> bool:
        """Whether ``word`` stands inside quotation marks."""
        return bool(self.quoted[word.idx])

    def mention(self, name: Name, first: int) -> None:
        """Take in the name at the word ``first``; a quoted one puts nobody on the stage."""
        if self.quoted[name.span.start] and self.quoted[name.span.end - 1]:
            if name.kind == "person":
                self.quoted_names.append((first, name.full_name))
            return
        head = self.tree[first : self.name_end[first]].root
        if name.kind == "person":
            self.place(name.full_name, head)
        elif name.kind == "organisation":
            self.bodies.append((first, name.full_name))

    def place(self, who: str, head: Word) -> None:
        """Put ``who`` on the stage, as present as the grammar of ``head`` makes them."""
        while head.dep_ in ("appos", "conj") and head.head.i != head.i and head.head.pos_ != "VERB":
            first_of_pair = head.dep_ == "conj"
            head = head.head
            if first_of_pair:
                break
        weight = _WEIGHTS.get(head.dep_, 0.5)
        if head.dep_ == "poss" and head.head.dep_ in SUBJECTS:
            # "Roe's remarks came as she left": Roe is as good as the subject.
            weight = 0.85
        subject_of = head.head.i if head.dep_ in SUBJECTS else None
        self.places.append(Place(head.i, who, self.sentence_of[head.i], weight, subject_of))

    def keep_relative(self, word: Word) -> None:
        """Keep "the minister, who said so" on the stage as a subject."""
        owner = word.head.head
        place = next((p for p in reversed(self.places[-8:]) if p.at == owner.i), None)
        if place is not None and not self.is_quoted(word):
            here = self.sentence_of[word.i]
            self.places.append(Place(word.i, place.who, here, 0.9, word.head.i))

    def learn(self, who: str, gender: str) -> None:
        """Take ``gender`` for a person whose sex nothing told so far."""
        if self.people[who].gender is None:
            self.people[who].gender = gender

    def weights(self, here: float, gender: str | None) -> dict[str, float]:
        """Everyone within reach who could be meant, with how present they are."""
        weights: dict[str, float] = {}
        for place in reversed(self.places):
            distance = max(0, here - place.sentence)
            if distance > _REACH:
                break
            someone = self.people[place.who]
            if gender and someone.gender and someone.gender != gender:
                continue
            weight = place.weight * _FADE**distance
            if gender and someone.gender is None:
                weight *= 0.8 if someone.named else 0.85
            weights[place.who] = max(weights.get(place.who, 0.0), weight) + (
                0.04 if place.who in weights else 0.0
            )
        return weights

    def heaviest(self, weights: dict[str, float]) -> str | None:
        """Who clearly outweighs all others; ``None`` if nobody does, or somebody unnamed."""
        ranked = sorted(weights.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < _LEAST or not self.people[ranked[0][0]].named:
            return None
        if len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]:
            return None
        return ranked[0][0]
