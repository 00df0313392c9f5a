"""Who is meant by "he", "her" or "the president": rules that would rather not say than guess.

Each person mentioned so far has a weight: more as a subject than as an object, less with
every sentence that passes. A pronoun takes the heaviest person of its sex, provided the
next one is clearly lighter; unnamed people ("a man", "the officer") weigh as well, and
where one of them is heaviest nobody is named. Words in quotation marks name nobody to
the words outside them, and no pronoun inside them is resolved.
"""

from __future__ import annotations

import bisect
import re
from collections import defaultdict

from msgspec import Struct

from nutgraf.analysis.gender import given_gender, honorific_gender
from nutgraf.analysis.name_lexicon import folded, role_head
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.records import Name, Reference, Span

__all__ = ["resolve_references"]

_PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
_SUBJECTS = ("nsubj", "nsubjpass")
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


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_MALE = _words(
    """man boy father brother husband son uncle nephew grandfather actor king prince duke sultan
    emir baron gentleman guy widower boyfriend groom businessman chairman congressman councilman
    spokesman fireman policeman priest imam pope waiter lad monk ex-husband grandson landlord"""
)
_FEMALE = _words(
    """woman girl mother sister wife daughter aunt niece grandmother actress queen princess duchess
    lady widow girlfriend bride businesswoman chairwoman congresswoman councilwoman spokeswoman
    policewoman nun waitress ex-wife mum mom granddaughter landlady baroness midwife"""
)
_UNNAMED = _words(
    """person suspect victim teenager teen child kid toddler baby driver passenger student neighbour
    neighbor friend colleague patient gunman attacker shooter boss witness worker employee tourist
    traveller traveler rider motorist pensioner partner defendant inmate prisoner user customer
    counterpart successor predecessor rival opponent parent caller fan youth pedestrian cyclist"""
)
# What a role in front of a name is called when it stands alone.
_ALONE = {
    "senator": {"sen", "senator"},
    "congressman": {"rep", "congressman", "representative"},
    "congresswoman": {"rep", "congresswoman", "representative"},
    "representative": {"rep", "representative"},
    "lawmaker": {"rep", "sen", "lawmaker", "congressman", "congresswoman", "senator", "mp"},
    "governor": {"gov", "governor"},
    "general": {"gen", "general"},
    "detective": {"det", "detective"},
    "captain": {"capt", "captain"},
    "sergeant": {"sgt", "sergeant"},
    "ceo": {"ceo", "executive"},
    "executive": {"ceo", "executive"},
    "premier": {"premier", "minister"},
    "dictator": {"dictator"},
}
_RULERS = _words("president minister dictator chancellor premier king leader strongman")
# "The president" is not the vice president, nor "the minister" the prime minister.
_TELLING = _words("vice deputy former ex prime press assistant associate under first")
_CHANGING = _words("new next late previous last future other first second then incoming old")
_PAPERS = _words("times post guardian tribune herald journal mail telegraph gazette chronicle")
# Words that stand for the one person an entertainment story is about.
_EPITHETS = _words("star actress actor singer rapper comedian musician model presenter billionaire")
_BODIES = {
    "company": _words("company co corp corporation inc ltd plc llc group airlines airways motors"),
    "firm": _words("company co corp corporation inc ltd plc llc group partners"),
    "airline": _words("airlines airways airline air"),
    "carrier": _words("airlines airways airline air"),
    "newspaper": _PAPERS,
    "paper": _PAPERS,
    **{
        word: frozenset((word,))
        for word in _words(
            """court agency department university ministry committee commission bank club party
            council union foundation institute museum hospital board bureau association
            federation"""
        )
    },
    "organisation": _words("organisation organization association federation"),
    "organization": _words("organisation organization association federation"),
}
_MARKS = re.compile(r"[\"“”«»]|(?<![\w])['‘](?=\w)|(?<=[\w.,!?…])['’](?!\w)|\n")


class _Place(Struct):
    """One mention of somebody; ``who`` is a full name, or a made-up one for the unnamed."""

    at: int
    who: str
    sentence: float
    weight: float
    subject_of: int | None = None


class _Someone(Struct):
    """What is known of one person."""

    named: bool
    gender: str | None = None
    roles: tuple[tuple[str, ...], ...] = ()


def resolve_references(tree: Tree, text: str, names: tuple[Name, ...]) -> tuple[Reference, ...]:
    """The third-person pronouns and bare roles of ``text``, in order; empty if there are none.

    A reference has no ``full_name`` where the text does not settle it, and inside quotation
    marks, where this makes no claim. "They" is listed only where it is settled.
    """
    return _Reading(tree, text, names).read()


def _quoted_places(text: str) -> bytearray:
    """One byte a character: 1 inside quotation marks, which end with their paragraph at most."""
    inside = bytearray(len(text))
    opened: int | None = None
    closer = ""
    for mark in _MARKS.finditer(text):
        sign, at = mark.group(), mark.start()
        if sign == "\n":
            if opened is not None and closer not in ("'", "’"):
                inside[opened:at] = b"\x01" * (at - opened)
            opened = None
        elif opened is None:
            # An apostrophe opens nothing at the end of a word.
            after_word = at > 0 and (text[at - 1].isalnum() or text[at - 1] in ".,!?…")
            if sign in "”»" or (sign in "'’" and after_word):
                continue
            opened = at
            closer = {"“": "”", "«": "»", "‘": "’"}.get(sign, sign)
        elif sign == closer or (sign == '"' and closer == "”") or (sign == "”" and closer == '"'):
            if sign in "'’" and text[at - 1] not in ".,!?…" and at - opened > 90:
                continue
            inside[opened : at + 1] = b"\x01" * (at + 1 - opened)
            opened = None
    if opened is not None and closer not in ("'", "’"):
        inside[opened:] = b"\x01" * (len(text) - opened)
    return inside


class _Reading:
    """One pass over an article, from its first word to its last."""

    def __init__(self, tree: Tree, text: str, names: tuple[Name, ...]) -> None:
        self.tree = tree
        self.quoted = _quoted_places(text)
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
        self.people: dict[str, _Someone] = {}
        self.places: list[_Place] = []
        self.bodies: list[tuple[int, str]] = []
        self.quoted_names: list[tuple[int, str]] = []
        self.found: list[Reference] = []
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
            if before is not None and (sex := honorific_gender(before.text) or _sex(before)):
                votes[who].append((3, sex))
            title = self._title(first)
            if title:
                roles[who].add(title)
            for part in folded(name.role or ""):
                if part in _MALE or part in _FEMALE:
                    votes[who].append((2, "m" if part in _MALE else "f"))
            self.people.setdefault(who, _Someone(named=True))
        for who, someone in self.people.items():
            someone.gender = max(votes[who])[1] if votes[who] else None
            someone.roles = tuple(sorted(roles[who]))

    def _title(self, first: int) -> tuple[str, ...] | None:
        if not first or not role_head(self.tree[first - 1].text):
            return None
        begin = first - 1
        while begin and self.tree[begin - 1].tag_ in ("NNP", "JJ", "NN") and first - begin < 5:
            begin -= 1
        return folded(self.tree[begin:first].text) or None

    # ----------------------------------------------------------------- the pass

    def read(self) -> tuple[Reference, ...]:
        for word in self.tree:
            name = self.name_at.get(word.i)
            if name is not None:
                self._mention(name, word.i)
            elif word.i in self.inside_name:
                continue
            elif word.lower_ in _PRONOUNS and word.tag_ in ("PRP", "PRP$"):
                self._pronoun(word)
            elif word.tag_ == "WP" and word.dep_ in _SUBJECTS and word.head.dep_ == "relcl":
                self._relative(word)
            elif word.lower_ == "they" and word.dep_ in _SUBJECTS:
                self._they(word)
            elif word.tag_ == "NN" or (word.tag_ == "NNP" and role_head(word.text)):
                self._noun(word)
        return tuple(self.found)

    def _is_quoted(self, word: Word) -> bool:
        return bool(self.quoted[word.idx])

    def _mention(self, name: Name, first: int) -> None:
        if self.quoted[name.span.start] and self.quoted[name.span.end - 1]:
            if name.kind == "person":
                self.quoted_names.append((first, name.full_name))
            return
        head = self.tree[first : self.name_end[first]].root
        if name.kind == "person":
            self._place(name.full_name, head)
        elif name.kind == "organisation":
            self.bodies.append((first, name.full_name))

    def _place(self, who: str, head: Word) -> None:
        while head.dep_ in ("appos", "conj") and head.head.i != head.i and head.head.pos_ != "VERB":
            first_of_pair = head.dep_ == "conj"
            head = head.head
            if first_of_pair:
                break
        weight = _WEIGHTS.get(head.dep_, 0.5)
        if head.dep_ == "poss" and head.head.dep_ in _SUBJECTS:
            # "Roe's remarks came as she left": Roe is as good as the subject.
            weight = 0.85
        subject_of = head.head.i if head.dep_ in _SUBJECTS else None
        self.places.append(_Place(head.i, who, self.sentence_of[head.i], weight, subject_of))

    def _weights(self, here: float, gender: str | None) -> dict[str, float]:
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

    def _pronoun(self, word: Word) -> None:
        if self._is_quoted(word):
            self._note(word, word, None)
            return
        here = self.sentence_of[word.i]
        gender = _PRONOUNS[word.lower_]
        weights = self._weights(here, gender)
        verb = _clause(word)
        own = next((p.who for p in reversed(self.places[-40:]) if p.subject_of == verb.i), None)
        if own in weights:
            if word.dep_ in ("dobj", "dative", "iobj") or (
                word.dep_ == "pobj" and word.head.head.i == verb.i
            ):
                # "Roe called her": an object is not its own subject.
                del weights[own]
            elif word.tag_ == "PRP$" and not self._rivals(word, own, verb.i, weights):
                weights[own] *= 1.5 if verb.i in (word.head.head.i, word.head.i) else 1.0
        elif word.tag_ == "PRP$":
            first = max(weights, key=lambda who: weights[who], default=None)
            self._rivals(word, first, word.sent.start - 1, weights)
        if word.dep_ in _SUBJECTS:
            self._favour_subject(word, verb, weights)
        who = self._heaviest(weights)
        if who is not None and self._outshone(word, who, gender):
            who = None
        ahead = self._named_ahead(word, gender)
        if ahead == "":
            who = None
        elif ahead is not None and ahead != who:
            # "After her return, Roe said": Roe. "When she returned, Roe left": who knows.
            sure = word.tag_ == "PRP$" and self.people[ahead].gender == gender
            who = ahead if sure or not weights else None
        if who is not None:
            self._learn(who, gender)
            self._place(who, word)
        elif weights:
            # Somebody unknown holds the stage, and the next "he" is likely the same one.
            self.people.setdefault(f"?{gender}", _Someone(named=False, gender=gender))
            self._place(f"?{gender}", word)
        self._note(word, word, who)

    def _rivals(self, word: Word, first: str | None, since: int, weights: dict[str, float]) -> bool:
        """Make all equal whom "Roe praised Doe after his return" names before its "his"."""
        named = {p.who for p in self.places[-8:] if p.at > since and p.who in weights} - {first}
        last = next((p for p in reversed(self.places[-8:]) if p.who in weights), None)
        if first is None or not named or last is None or last.who == first:
            return False
        if last.at < word.sent.start:
            return False
        weights[last.who] = weights[first]
        return True

    def _favour_subject(self, word: Word, verb: Word, weights: dict[str, float]) -> None:
        """A subject pronoun goes on with the subject: of "Roe said", else of the last sentence."""
        here = self.sentence_of[word.i]
        recent = [p for p in self.places[-12:] if p.subject_of is not None and p.who in weights]
        told = next((p for p in reversed(recent) if p.subject_of == verb.head.i), None)
        if told is not None and verb.dep_ in ("ccomp", "advcl", "conj"):
            weights[told.who] *= 1.8
        elif not any(p.sentence == here for p in recent):
            for place in recent:
                if here - place.sentence <= 1:
                    weights[place.who] = max(weights[place.who], 0.8)

    def _outshone(self, word: Word, who: str, gender: str) -> bool:
        """Whether words quoted in this sentence name another since ``who`` was last mentioned."""
        seen = next((p.at for p in reversed(self.places) if p.who == who), 0)
        return any(
            at > max(seen, word.sent.start)
            and other != who
            and self.people[other].gender in (None, gender)
            for at, other in self.quoted_names[-3:]
        )

    def _heaviest(self, weights: dict[str, float]) -> str | None:
        ranked = sorted(weights.items(), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < _LEAST or not self.people[ranked[0][0]].named:
            return None
        if len(ranked) > 1 and ranked[0][1] < _MARGIN * ranked[1][1]:
            return None
        return ranked[0][0]

    def _named_ahead(self, word: Word, gender: str) -> str | None:
        """Whom the sentence is about, if told only after this pronoun; "" for somebody unnamed."""
        sentence = word.sent
        subject = next((c for c in sentence.root.children if c.dep_ in _SUBJECTS), None)
        if subject is None or not word.i < subject.i < sentence.root.i:
            return None
        if any(sentence.start <= p.at < word.i for p in self.places[-5:]):
            return None
        for i in range(subject.left_edge.i, subject.i + 1):
            name = self.name_at.get(i)
            if name is not None and name.kind == "person" and subject.i in self.inside_name:
                fits = self.people[name.full_name].gender in (None, gender)
                return name.full_name if fits else None
        unnamed = subject.lower_ in _MALE | _FEMALE | _UNNAMED or role_head(subject.text)
        return "" if unnamed and _sex(subject) in (None, gender) else None

    def _relative(self, word: Word) -> None:
        """Keep "the minister, who said so" on the stage as a subject."""
        owner = word.head.head
        place = next((p for p in reversed(self.places[-8:]) if p.at == owner.i), None)
        if place is not None and not self._is_quoted(word):
            here = self.sentence_of[word.i]
            self.places.append(_Place(word.i, place.who, here, 0.9, word.head.i))

    def _learn(self, who: str, gender: str) -> None:
        if self.people[who].gender is None:
            self.people[who].gender = gender

    def _note(self, first: Word, last: Word, who: str | None) -> None:
        self.found.append(Reference(Span(first.idx, last.idx + len(last.text)), who))

    def _they(self, word: Word) -> None:
        """Settled only for a body that was the last subject, with no plural in between."""
        if self._is_quoted(word) or not self.bodies:
            return
        at, who = self.bodies[-1]
        head = self.tree[at]
        while head.dep_ == "compound":
            head = head.head
        here = self.sentence_of[word.i]
        if head.dep_ not in _SUBJECTS or here - self.sentence_of[at] > 1:
            return
        between = self.tree[head.left_edge.i : word.i]
        if any(w.tag_ in ("NNS", "NNPS") for w in between):
            return
        if any(i in self.name_at for i in range(at + 1, word.i)):
            return
        self._note(word, word, who)

    # ----------------------------------------------------------------- bare roles

    def _noun(self, word: Word) -> None:
        low = word.lower_
        role = role_head(word.text) is not None
        body = _BODIES.get(low)
        person = role or low in _MALE or low in _FEMALE or low in _UNNAMED
        if not person and body is None:
            return
        if word.dep_ in ("compound", "nmod", "amod", "attr", "oprd") or self._belongs_to_name(word):
            return
        opener = word.left_edge
        while opener.i < word.i and opener.is_punct:
            opener = self.tree[opener.i + 1]
        bare = opener.lower_ == "the" and not any(
            c.dep_ in ("relcl", "acl", "prep", "poss", "appos") for c in word.children
        )
        who: str | None = None
        if bare and (role or body is not None) and not _is_as(word):
            if not self._is_quoted(word):
                who = self._holder(word, opener) if role else self._body(word, body or frozenset())
            self._note(opener, word, who)
        if self._is_quoted(word) or not person:
            return
        if who is None and bare and low in _EPITHETS:
            return
        if who is None:
            who = f"the {low}"
            self.people.setdefault(who, _Someone(named=False, gender=_sex(word)))
        self._place(who, word)

    def _belongs_to_name(self, word: Word) -> bool:
        """Whether this is a title or an apposition of a name, and so nobody new."""
        after = word.i + 1
        if after in self.name_at or (
            any(i in self.name_at for i in (after + 1, after + 2))
            and (self.tree[after].text in (",", "of") or honorific_gender(self.tree[after].text))
        ):
            return True
        head = word.head
        if word.dep_ == "appos" and head.i in self.inside_name:
            return True
        return any(c.dep_ == "appos" and c.i in self.inside_name for c in word.children)

    def _holder(self, word: Word, opener: Word) -> str | None:
        """Who holds the bare role; ``None`` if nobody named does, or several might."""
        head = (role_head(word.text) or word.lower_).rsplit("-", 1)[-1]
        told = [w for w in self.tree[opener.i + 1 : word.i] if w.is_alpha]
        if any(w.lower_ in _CHANGING for w in told):
            return None
        said = {v for w in told for v in folded(w.text)}
        said = {"russian" if v == "kremlin" else v for v in said}
        fits = {
            who
            for who, someone in self.people.items()
            if someone.named and any(self._fits(head, said, role, told) for role in someone.roles)
        }
        here = self.sentence_of[word.i]
        weights: dict[str, float] = defaultdict(float)
        for place in reversed(self.places):
            distance = here - place.sentence
            if distance > 15:
                break
            if place.who in fits or place.who == f"the {word.lower_}":
                weights[place.who] = max(weights[place.who], (place.weight + 0.5) * 0.85**distance)
        who = self._heaviest(weights)
        if who is None and not fits and word.lower_ in _EPITHETS:
            near = self._weights(here, _sex(word))
            return next(iter(near)) if len(near) == 1 and self._heaviest(near) else None
        return who if who in fits else None

    def _fits(self, head: str, said: set[str], role: tuple[str, ...], told: list[Word]) -> bool:
        heads = {h for h in (role_head(v) for v in role) if h}
        nations = {w.lower_ for w in told if w.ent_type_ in ("NORP", "GPE")}
        if head == "leader" and nations:
            return bool(heads & _RULERS) and said <= set(role)
        if not heads & _ALONE.get(head, {head}):
            return False
        mine = {v for v in said if v in _TELLING}
        theirs = {v for v in role if v in _TELLING}
        if head == "premier":
            return "prime" in theirs or "premier" in heads
        if mine != theirs:
            return False
        capitals = {w.lower_ for w in told if w.text[:1].isupper()}
        return capitals <= set(role) | {"kremlin"}

    def _body(self, word: Word, marks: frozenset[str]) -> str | None:
        """The one recent body whose name says that it is such; ``None`` if none or several do."""
        here = self.sentence_of[word.i]
        if any(w.text[:1].isupper() for w in self.tree[word.left_edge.i + 1 : word.i]):
            return None
        recent = {
            who
            for at, who in self.bodies[-40:]
            if here - self.sentence_of[at] <= 5 and marks & set(folded(who))
        }
        return next(iter(recent)) if len(recent) == 1 else None


def _sex(word: Word) -> str | None:
    low = word.lower_
    return "m" if low in _MALE else "f" if low in _FEMALE else None


def _clause(word: Word) -> Word:
    """The verb of the clause that ``word`` stands in, or the head of the sentence."""
    steps = 0
    while word.head.i != word.i and steps < 100:
        word = word.head
        steps += 1
        if word.pos_ in ("VERB", "AUX"):
            break
    return word


def _is_as(word: Word) -> bool:
    return word.dep_ == "pobj" and word.head.lower_ in ("as", "like")
