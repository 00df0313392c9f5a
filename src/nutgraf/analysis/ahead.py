"""The words that open a statement of what is to come: "will", "plans to", "is due".

A cue gives the act to come, the kind of statement and how certain the wording makes it.
The words themselves are looked for in ``cues_ahead.py``, ``programme.py`` and ``idioms.py``;
whether the statement holds on the creation day is judged in ``forward.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Certainty, ForwardKind

# What a word with an infinitive, or a participle, makes of what follows it.
CUES: dict[ForwardKind, dict[Certainty, frozenset[str]]] = {
    "scheduled": {"certain": listed("schedule slate due set")},
    "plan": {
        "certain": listed("decide"),
        "likely": listed("plan intend aim prepare agree arrange move"),
        "possible": listed("hope hop consider propose threaten mull weigh"),
    },
    "pledge": {"likely": listed("pledge promise vow commit undertake swear")},
    "forecast": {
        "likely": listed("expect predict forecast project likely unlikely poise bind anticipate"),
    },
    "requirement": {"certain": listed("order require instruct force oblige")},
}
KIND_OF = {
    word: (kind, certainty)
    for kind, grades in CUES.items()
    for certainty, words in grades.items()
    for word in words
}
# A past tense of these still binds on the creation day: "agreed to sell".
BINDING = listed("agree pledge promise vow order commit undertake swear force instruct")
REPORTING = listed(
    "say tell announce confirm add state report declare reveal promise pledge vow insist warn "
    "indicate note explain write disclose claim suggest predict estimate believe think expect "
    "agree tweet mean decide hint recommend caution signal stress emphasise emphasize testify "
    "acknowledge"
)
STATIVE = listed(
    "be like love prefer have seem mean say think know want need struggle feel forget remember "
    "look depend matter see let suffice happen"
)
PRESENT_BE = frozenset(("is", "are", "am", "'s", "'re", "'m", "’s", "’re", "’m"))
BODIES = listed(
    "government council court police ministry minister president company committee commission "
    "board agency parliament senate congress union party club team group authority prosecutor "
    "official officer bank leader lawmaker department office mayor judge army firm airline "
    "organiser organizer country nation state city town regulator airport university investigator "
    "chief spokesman nurse worker teacher driver pilot doctor student player resident voter member "
    "staff crew soldier coalition alliance family lawyer scientist engineer founder owner "
    "organisation organization"
)


class Cue(Struct, frozen=True):
    """The act to come, the word that says it is to come, and what that word makes of it."""

    act: Word
    word: Word
    kind: ForwardKind
    certainty: Certainty
    dated_only: bool = False


# ------------------------------------------------------------------ small looks at the tree


def children(word: Word, *deps: str) -> list[Word]:
    return [child for child in word.children if child.dep_ in deps]


def lemma_of(word: Word) -> str:
    return str(word.lemma_).lower()


def auxiliaries(verb: Word) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}


def words_over(word: Word) -> Iterator[Word]:
    """The words above ``word``, nearest first."""
    for _ in range(40):
        if word.head is word:
            return
        word = word.head
        yield word


def subject_of(verb: Word) -> Word | None:
    """Who or what does the verb; for an infinitive or a second verb, that of the first."""
    node = verb
    for _ in range(6):
        found = children(node, "nsubj", "nsubjpass", "expl", "csubj")
        if found and found[0].dep_ == "expl":
            return next(iter(children(node, "attr", "dobj")), found[0])
        if found and found[0].tag_ in ("WDT", "WP") and node.dep_ == "relcl":
            return node.head
        if found:
            return found[0]
        if node.dep_ in ("relcl", "acl"):
            return node.head
        if node.dep_ not in ("xcomp", "conj", "ccomp", "aux", "advcl", "acomp", "pcomp", "prep"):
            return None
        objects = children(node.head, "dobj") if node.dep_ in ("xcomp", "ccomp") else []
        if objects and (
            lemma_of(node.head) in CUES["requirement"]["certain"]
            or lemma_of(node.head) in ("expect", "want")
        ):
            return objects[0]
        node = node.head
    return None


def is_past(verb: Word) -> bool:
    if verb.tag_ == "VBD":
        return True
    return verb.tag_ in ("VBN", "VBG", "VB", "JJ", "IN") and bool(
        auxiliaries(verb) & {"was", "were", "had", "did"}
    )


def reporting_verb(verb: Word) -> Word | None:
    """The verb of saying over a clause, ``None`` where the publisher speaks."""
    node = verb
    for over in words_over(verb):
        if node.dep_ in ("ccomp", "xcomp", "advcl") and lemma_of(over) in REPORTING:
            return over
        if node.dep_ == "parataxis" or over.dep_ == "ROOT":
            tells = [c for c in over.children if c.dep_ in ("parataxis", "ccomp")]
            return next((c for c in tells if lemma_of(c) in REPORTING and c is not node), None)
        node = over
    return None


def is_live(governor: Word) -> bool:
    """Whether a plan or promise told by this verb still stands on the creation day."""
    if children(governor, "neg") and lemma_of(governor) not in ("expect", "likely", "schedule"):
        return False
    copula = governor.head if governor.dep_ in ("acomp", "attr", "oprd") else governor
    if not is_past(copula) and not (governor.dep_ == "acomp" and is_past(governor.head)):
        return not ("have" in auxiliaries(governor) and "would" in auxiliaries(governor))
    if "had" in auxiliaries(copula):
        return False
    if lemma_of(governor) in BINDING and governor.dep_ not in ("advcl", "relcl", "acl"):
        return True
    # "said it planned to": the past of the report, not of the plan.
    node = copula.head if copula.dep_ == "conj" else copula
    spoken = any(c.lower_ in ("i", "we") for c in children(governor, "nsubj"))
    return node.dep_ == "ccomp" and lemma_of(node.head) in REPORTING and not spoken


def infinitives(word: Word) -> list[Word]:
    found = [
        child
        for child in word.children
        if child.dep_ in ("xcomp", "ccomp", "acl", "advcl", "relcl") and "to" in auxiliaries(child)
    ]
    if not found and lemma_of(word) in ("consider", "mull", "weigh", "propose"):
        found = [c for c in word.children if c.dep_ in ("xcomp", "pcomp") and c.tag_ == "VBG"]
    for prep in children(word, "prep"):
        if prep.lower_ in ("on", "for") and lemma_of(word) == "plan":
            found += children(prep, "pcomp")
    return found
