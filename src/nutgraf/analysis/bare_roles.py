"""Who is meant by a role or a kind of body that stands alone: "the president", "the firm"."""

from __future__ import annotations

from collections import defaultdict

from nutgraf.analysis.gender import FEMALE_NOUNS, MALE_NOUNS, honorific_gender, noun_gender
from nutgraf.analysis.name_lexicon import folded, role_head
from nutgraf.analysis.stage import UNNAMED, Someone, Stage
from nutgraf.analysis.syntax import Word, span_of
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Reference

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
_RULERS = listed("president minister dictator chancellor premier king leader strongman")
# "The president" is not the vice president, nor "the minister" the prime minister.
_TELLING = listed("vice deputy former ex prime press assistant associate under first")
_CHANGING = listed("new next late previous last future other first second then incoming old")
_PAPERS = listed("times post guardian tribune herald journal mail telegraph gazette chronicle")
# Words that stand for the one person an entertainment story is about.
_EPITHETS = listed("star actress actor singer rapper comedian musician model presenter billionaire")
_BODIES = {
    "company": listed("company co corp corporation inc ltd plc llc group airlines airways motors"),
    "firm": listed("company co corp corporation inc ltd plc llc group partners"),
    "airline": listed("airlines airways airline air"),
    "carrier": listed("airlines airways airline air"),
    "newspaper": _PAPERS,
    "paper": _PAPERS,
    **{
        word: frozenset((word,))
        for word in listed(
            """court agency department university ministry committee commission bank club party
            council union foundation institute museum hospital board bureau association
            federation"""
        )
    },
    "organisation": listed("organisation organization association federation"),
    "organization": listed("organisation organization association federation"),
}


def resolve_noun(stage: Stage, word: Word) -> Reference | None:
    """The bare role or body that ``word`` is, with who is meant; ``None`` for any other noun.

    A noun for a person takes its place on the stage, named or not.
    """
    low = word.lower_
    role = role_head(word.text) is not None
    body = _BODIES.get(low)
    person = role or low in MALE_NOUNS or low in FEMALE_NOUNS or low in UNNAMED
    if not person and body is None:
        return None
    if word.dep_ in ("compound", "nmod", "amod", "attr", "oprd") or _belongs_to_name(stage, word):
        return None
    opener = word.left_edge
    while opener.i < word.i and opener.is_punct:
        opener = stage.tree[opener.i + 1]
    bare = opener.lower_ == "the" and not any(
        c.dep_ in ("relcl", "acl", "prep", "poss", "appos") for c in word.children
    )
    who: str | None = None
    reference: Reference | None = None
    if bare and (role or body is not None) and not _is_as(word):
        if not stage.is_quoted(word):
            who = (
                _role_holder(stage, word, opener)
                if role
                else _body_meant(stage, word, body or frozenset())
            )
        reference = Reference(span_of((opener, word)), who)
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
    return who if who in fits else None


def _fits(head: str, said: set[str], role: tuple[str, ...], told: list[Word]) -> bool:
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


def _body_meant(stage: Stage, word: Word, marks: frozenset[str]) -> str | None:
    """The one recent body whose name says that it is such; ``None`` if none or several do."""
    here = stage.sentence_of[word.i]
    if any(w.text[:1].isupper() for w in stage.tree[word.left_edge.i + 1 : word.i]):
        return None
    recent = {
        who
        for at, who in stage.bodies[-40:]
        if here - stage.sentence_of[at] <= 5 and marks & set(folded(who))
    }
    return next(iter(recent)) if len(recent) == 1 else None


def _belongs_to_name(stage: Stage, word: Word) -> bool:
    """Whether this is a title or an apposition of a name, and so nobody new."""
    after = word.i + 1
    if after in stage.name_at or (
        any(i in stage.name_at for i in (after + 1, after + 2))
        and (stage.tree[after].text in (",", "of") or honorific_gender(stage.tree[after].text))
    ):
        return True
    head = word.head
    if word.dep_ == "appos" and head.i in stage.inside_name:
        return True
    return any(c.dep_ == "appos" and c.i in stage.inside_name for c in word.children)


def _is_as(word: Word) -> bool:
    return word.dep_ == "pobj" and word.head.lower_ in ("as", "like")
