"""Who is meant by a role or a kind of body that stands alone: "the president", "the firm"."""

from __future__ import annotations

from collections import defaultdict

from nutgraf.analysis.body_meant import body_meant, is_body_noun
from nutgraf.analysis.gender import FEMALE_NOUNS, MALE_NOUNS, honorific_gender, noun_gender
from nutgraf.analysis.name_lexicon import folded, role_head
from nutgraf.analysis.offices import ALONE, OFFICES, one_office
from nutgraf.analysis.stage import SUBJECTS, UNNAMED, Someone, Stage
from nutgraf.analysis.syntax import Word, span_of
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Reference

_RULERS = listed("president minister dictator chancellor premier king leader strongman")
# "The president" is not the vice president, nor "the minister" the prime minister.
_TELLING = listed("vice deputy former ex prime press assistant associate under first")
_CHANGING = listed("new next late previous last future other first second then incoming old")
# Words that stand for the one person an entertainment story is about.
_FAMILY = listed("father mother grandfather grandmother widow widower")
# Of these there are many in most articles.
_COMMON = listed(
    """official officer spokesman spokeswoman spokesperson representative expert analyst witness
    resident researcher student worker lawyer attorney judge prosecutor reporter journalist
    investigator protester volunteer diplomat economist scientist engineer nurse manager
    soldier veteran teacher aide detective doctor"""
)
_EPITHETS = listed("star actress actor singer rapper comedian musician model presenter billionaire")
# What stands before these is done by a body: a company spokesman, the firm's report.
_OF_BODIES = listed(
    """spokesman spokeswoman spokesperson statement report official executive representative memo
    filing website announcement release blog email document letter"""
)


def resolve_noun(stage: Stage, word: Word) -> Reference | None:
    """The bare role or body that ``word`` is, with who is meant; ``None`` for any other noun.

    A noun for a person takes its place on the stage, named or not.
    """
    low = word.lower_
    role = role_head(word.text) is not None
    body = is_body_noun(low)
    person = role or low in MALE_NOUNS or low in FEMALE_NOUNS or low in UNNAMED
    if not person and not body:
        return None
    if word.dep_ == "compound" and body and word.head.lemma_.lower() in _OF_BODIES:
        speaks_for = None if stage.is_quoted(word) else body_meant(stage, word)
        return Reference(span_of((word,)), speaks_for) if speaks_for else None
    if word.dep_ in ("compound", "nmod", "amod", "attr", "oprd") or _belongs_to_name(stage, word):
        return None
    opener = word.left_edge
    while opener.i < word.i and opener.is_punct:
        opener = stage.tree[opener.i + 1]
    bare = opener.lower_ == "the" and not any(_narrows(stage, c) for c in word.children)
    who: str | None = None
    reference: Reference | None = None
    if bare and (person or body) and not _is_as(word):
        if not stage.is_quoted(word):
            who = _role_holder(stage, word, opener) if person else body_meant(stage, word)
        if role or body or who is not None:
            reference = Reference(span_of((opener, word)), who)
    if reference is None and role and not stage.is_quoted(word):
        who = _owned(stage, word, opener)
        if who is not None:
            reference = Reference(span_of((word,)), who)
    if stage.is_quoted(word) or not person:
        return reference
    if who is None and bare and low in _EPITHETS:
        return reference
    if who is None:
        who = f"the {low}"
        stage.people.setdefault(who, Someone(named=False, gender=noun_gender(word)))
    stage.place(who, word)
    return reference


def _role_holder(stage: Stage, word: Word, opener: Word) -> str | None:
    """Who holds the bare role; ``None`` if nobody named does, or several might."""
    head = (role_head(word.text) or word.lower_).rsplit("-", 1)[-1]
    told = [w for w in stage.tree[opener.i + 1 : word.i] if w.is_alpha]
    if any(w.lower_ in _CHANGING for w in told):
        return None
    said = {v for w in told for v in folded(w.text)}
    said = {"russian" if v == "kremlin" else v for v in said}
    fits = {
        who
        for who, someone in stage.people.items()
        if someone.named and any(_fits(head, said, role, told) for role in someone.roles)
    }
    here = stage.sentence_of[word.i]
    weights: dict[str, float] = defaultdict(float)
    for place in reversed(stage.places):
        distance = here - place.sentence
        if distance > 15:
            break
        if place.who in fits or place.who == f"the {word.lower_}":
            weights[place.who] = max(weights[place.who], (place.weight + 0.5) * 0.85**distance)
    who = stage.heaviest(weights)
    if who is None and not fits and word.lower_ in _EPITHETS:
        near = stage.weights(here, noun_gender(word))
        return next(iter(near)) if len(near) == 1 and stage.heaviest(near) else None
    if who is None and not fits and not weights:
        return _spoken_of(stage, word, head, told)
    return who if who in fits else None


def _spoken_of(stage: Stage, word: Word, head: str, told: list[Word]) -> str | None:
    """Whom a description in place of a name means: the Vermont senator, the father.

    It must be a subject, tell more than a bare post, and not be a post of somebody who is
    known to hold another; the person must be alone on the stage or clearly ahead.
    """
    if word.dep_ not in SUBJECTS or word.lower_ in UNNAMED or head in _COMMON:
        return None
    family = word.lower_ in _FAMILY
    if not told and not family:
        return None
    here = stage.sentence_of[word.i]
    near = stage.weights(here, noun_gender(word))
    who = stage.heaviest(near)
    if who is None or (family and len(near) > 1) or not _may_hold(stage, who, word):
        return None
    return who


def _owned(stage: Stage, word: Word, opener: Word) -> str | None:
    """Whom "Orr's former strategist" means, where one other than Orr is clearly on the stage."""
    owner = next((c for c in word.lefts if c.dep_ == "poss"), None)
    told = [w for w in stage.tree[opener.i : word.i] if w.lower_ in ("former", "ex", "longtime")]
    if owner is None or not told or word.dep_ not in SUBJECTS or word.lower_ in UNNAMED:
        return None
    near = stage.weights(stage.sentence_of[word.i], noun_gender(word))
    for i in range(opener.i, owner.i + 1):
        if i in stage.name_at:
            near.pop(stage.name_at[i].full_name, None)
    who = stage.heaviest(near)
    return who if who is not None and _may_hold(stage, who, word) else None


def _may_hold(stage: Stage, who: str, word: Word) -> bool:
    """Whether nothing that is told of ``who`` speaks against the post that ``word`` is."""
    head = (role_head(word.text) or word.lower_).rsplit("-", 1)[-1]
    heads = {h for role in stage.people[who].roles for v in role if (h := role_head(v))}
    if head not in OFFICES or not any(h in OFFICES for h in heads):
        return True
    return any(one_office(head, h) for h in heads)


def _narrows(stage: Stage, child: Word) -> bool:
    """Whether ``child`` tells which of several is meant; what follows a comma only adds to it."""
    if child.dep_ == "poss":
        return True
    if child.dep_ not in ("relcl", "acl", "prep", "appos"):
        return False
    before = stage.tree[child.left_edge.i - 1] if child.left_edge.i else None
    return child.dep_ == "appos" or before is None or before.text != ","


def _fits(head: str, said: set[str], role: tuple[str, ...], told: list[Word]) -> bool:
    heads = {h for h in (role_head(v) for v in role) if h}
    nations = {w.lower_ for w in told if w.ent_type_ in ("NORP", "GPE")}
    if head == "leader" and nations:
        return bool(heads & _RULERS) and said <= set(role)
    if not heads & ALONE.get(head, {head}):
        return False
    mine = {v for v in said if v in _TELLING}
    theirs = {v for v in role if v in _TELLING}
    if head == "premier":
        return "prime" in theirs or "premier" in heads
    if mine != theirs:
        return False
    capitals = {w.lower_ for w in told if w.text[:1].isupper()}
    return capitals <= set(role) | {"kremlin"}


def _belongs_to_name(stage: Stage, word: Word) -> bool:
    """Whether this is a title or an apposition of a name, and so nobody new."""
    after = word.i + 1
    near = [stage.name_at[i] for i in (after + 1, after + 2) if i in stage.name_at]
    person = word.lower_ in MALE_NOUNS | FEMALE_NOUNS or role_head(word.text) is not None
    if after in stage.name_at or (
        any(name.kind == "person" or not person for name in near)
        and (stage.tree[after].text in (",", "of") or honorific_gender(stage.tree[after].text))
    ):
        return True
    head = word.head
    if word.dep_ == "appos" and head.i in stage.inside_name:
        return True
    return any(c.dep_ == "appos" and c.i in stage.inside_name for c in word.children)


def _is_as(word: Word) -> bool:
    return word.dep_ == "pobj" and word.head.lower_ in ("as", "like")
