"""The words that open a statement of what is to come: "will", "plans to", "is due".

A cue gives the act to come, the kind of statement and how certain the wording makes it.
Whether the statement holds on the creation day is judged in ``forward.py``.
"""

from __future__ import annotations

import re
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
_KIND_OF = {
    word: (kind, certainty)
    for kind, grades in CUES.items()
    for certainty, words in grades.items()
    for word in words
}
_NOUNS: dict[str, tuple[ForwardKind, Certainty]] = {
    **dict.fromkeys(("plan", "intention", "agreement", "deal"), ("plan", "likely")),
    **dict.fromkeys(("pledge", "promise", "vow", "commitment"), ("pledge", "likely")),
}
# A past tense of these still binds on the creation day: "agreed to sell".
BINDING = listed("agree pledge promise vow order commit undertake swear force instruct")
_DROPPED = listed(
    "scrap drop abandon cancel reject shelve oppose criticise criticize condemn block halt fail "
    "ditch withdraw rescind deny"
)
_PRESENTING = listed(
    "have make announce unveil outline reveal reach sign give repeat reaffirm renew confirm "
    "detail present imperil threaten finalise finalize approve be say describe"
)
REPORTING = listed(
    "say tell announce confirm add state report declare reveal promise pledge vow insist warn "
    "indicate note explain write disclose claim suggest predict estimate believe think expect "
    "agree tweet mean decide hint recommend"
)
STATIVE = listed(
    "be like love prefer have seem mean say think know want need struggle feel forget remember "
    "look depend matter see let suffice happen"
)
_PROGRAMME = listed(
    "open begin start meet launch close end return vote face play expire resume arrive leave "
    "kick host come reach premiere air travel hold take go run appear last continue "
    "stop debut finish fall"
)
_OCCASIONS = listed(
    "election vote trial hearing meeting deadline summit debate match game final launch release "
    "ceremony funeral concert conference opening referendum session verdict sentencing talk "
    "start kickoff premiere inauguration runoff"
)
_NOT_SUBJECTS = listed(
    "all what aim goal purpose idea job task point way challenge key question trick focus "
    "priority mission role duty message dream solution option answer problem thing"
)
BODIES = listed(
    "government council court police ministry minister president company committee commission "
    "board agency parliament senate congress union party club team group authority prosecutor "
    "official officer bank leader lawmaker department office mayor judge army firm airline "
    "organiser organizer country nation state city town regulator airport university investigator "
    "chief spokesman nurse worker teacher driver pilot doctor student player resident voter member "
    "staff crew soldier coalition alliance family lawyer scientist engineer founder owner "
    "organisation organization"
)
_DECIDING = listed(
    "decide determine set announce confirm rule choose name schedule finalise finalize approve "
    "vote sign release publish settle agree reach"
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


def _live(governor: Word) -> bool:
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


# ------------------------------------------------------------------ cues


def _infinitives(word: Word) -> list[Word]:
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


def _modal(word: Word) -> Cue | None:
    act, lower = word.head, word.lower_
    if lower in ("will", "'ll", "’ll", "wo", "shall", "’ll"):
        return Cue(act, word, "plan", "certain")
    if lower in ("would", "'d", "’d"):
        return Cue(act, word, "plan", "certain")
    if lower in ("may", "might", "could"):
        return Cue(act, word, "forecast", "possible")
    if lower == "must":
        # What a body or a country must do is asked of it; the rest is opinion without a day.
        who = subject_of(act)
        body = who is not None and (
            who.ent_type_ in ("ORG", "GPE", "NORP") or lemma_of(who) in BODIES
        )
        return Cue(act, word, "requirement", "certain", dated_only=not body)
    if lower == "should":
        told = reporting_verb(act)
        said = told is not None and told.tag_ == "VBD" and act.dep_ == "ccomp"
        who = subject_of(act)
        thing = who is not None and who.pos_ == "NOUN" and lemma_of(who) not in BODIES
        return Cue(act, word, "forecast", "likely", dated_only=not (said and thing))
    return None


# Parts of speech that open nothing, but for the words after them.
_MUTE = frozenset(
    (*("ADP", "ADV", "CCONJ", "DET", "INTJ", "NUM", "PART"),
     *("PRON", "PROPN", "PUNCT", "SCONJ", "SPACE", "SYM", "X"))
)  # fmt: skip
_LOUD = frozenset(("due", "set", "pending"))


def cues_at(word: Word) -> Iterator[Cue]:
    """What the word opens, the surest reading first."""
    if word.pos_ in _MUTE and word.tag_[:1] not in "VM" and word.lower_ not in _LOUD:
        return
    lemma = lemma_of(word)
    if word.tag_ == "MD" and word.dep_ in ("aux", "ROOT"):
        cue = _modal(word)
        if cue is not None and cue.act is not word and cue.act.pos_ in ("VERB", "AUX"):
            yield cue
        return
    if word.tag_ == "VBN" and lemma in _DECIDING and _open(word):
        yield Cue(word, word, "pending", "likely")
        return
    if lemma in _KIND_OF and (word.pos_ in ("VERB", "ADJ") or lemma in ("due", "set")):
        kind, certainty = _KIND_OF[lemma]
        passive = word.tag_ == "VBN"
        if lemma in ("set", "bind", "move", "poise", "project", "arrange") and not passive:
            return
        if (
            lemma in ("aim", "intend", "prepare", "force", "oblige", "require", "decide")
            and passive
            and (
                "have" not in {lemma_of(c) for c in children(word, "aux")}
                or children(word, "auxpass")
            )
        ):
            return
        aside = word.tag_ == "VBG" and word.dep_ in ("acl", "advcl", "pcomp")
        aside = aside or "to" in auxiliaries(word)
        if kind == "requirement" and not passive and (aside or not _binds_somebody(word)):
            return
        # "is considered to be" and "voters hoping to" tell what is thought, not what is planned.
        if (lemma == "consider" and passive) or (
            lemma in ("hope", "hop") and word.tag_ == "VBG" and word.dep_ == "acl"
        ):
            return
        if children(word, "prt") or (lemma == "threaten" and word.dep_ == "relcl"):
            return
        if any(c.lower_ in ("more", "less", "most") for c in children(word, "advmod")):
            return
        if _live(word):
            for act in _infinitives(word):
                if not any(c.lower_ in ("whether", "how", "if") for c in act.children):
                    yield Cue(act, word, kind, certainty)
            if lemma in ("due", "schedule", "slate", "set", "expect") and not _infinitives(word):
                yield Cue(word, word, kind, certainty, dated_only=True)
    elif (
        lemma == "go"
        and word.tag_ == "VBG"
        and auxiliaries(word) & {"is", "are", "'s", "'re", "am", "’s", "’re", "’m", "'m"}
    ):
        for act in _infinitives(word):
            yield Cue(act, word, "plan", "likely")
    elif lemma == "await" and word.tag_ in ("VBZ", "VBP", "VBG") and word.dep_ != "amod":
        yield Cue(word, word, "pending", "likely")
    elif word.lower_ == "pending" and word.dep_ == "acomp" and not is_past(word.head):
        yield Cue(word.head, word, "pending", "likely")
    elif lemma == "want" and _live(word) and not children(word, "dobj"):
        for act in _infinitives(word):
            # "said he wants to": a wish told of oneself is a plan, others' is not.
            told = word.dep_ == "ccomp" and lemma_of(word.head) in REPORTING
            told = told and word.tag_ in ("VBZ", "VBP") and word.head.tag_ == "VBD"
            told = told and any(
                c.lower_ in ("he", "she", "it", "they") for c in children(word, "nsubj")
            )
            yield Cue(act, word, "plan", "likely", dated_only=not told)
    elif lemma in ("have", "need") and word.tag_ in ("VBZ", "VBP"):
        for act in _infinitives(word):
            yet = any(c.lower_ in ("yet", "still") for c in (*word.children, *act.children))
            if yet and lemma == "have":
                yield Cue(act, word, "pending", "likely")
            else:
                yield Cue(act, word, "requirement", "certain", dated_only=True)
        if lemma == "have" and any(c.lower_ == "until" for c in children(word, "prep")):
            yield Cue(word, word, "deadline", "certain", dated_only=True)
    elif word.pos_ == "NOUN" and lemma in _NOUNS:
        kind, certainty = _NOUNS[lemma]
        over = next(iter(words_over(word)), word)
        refused = any(c.lower_ in ("no", "any") for c in word.children)
        dropped = {lemma_of(over), lemma_of(over.head)} & _DROPPED
        best = any(c.tag_ == "JJS" for c in word.children)
        if best:
            return
        if over is word or (lemma_of(over) in _PRESENTING and not refused and not dropped):
            acts = _infinitives(word)
            if not acts and word.dep_ == "dobj" and lemma_of(over) in ("announce", "unveil"):
                acts = [act for act in _infinitives(over) if act.i > word.i]
            for act in acts:
                yield Cue(act, word, kind, certainty)
    yield from _programme(word)


def _binds_somebody(order: Word) -> bool:
    """Whether an order is given to people or bodies ("ordered the firm to pay")."""
    held = children(order, "dobj", "nsubj") + [
        c for clause in children(order, "ccomp", "xcomp") for c in children(clause, "nsubj")
    ]
    return any(
        (w.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") and w.dep_ != "nsubj")
        or (w.head is not order and w.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"))
        or (lemma_of(w) in BODIES and not (w.dep_ == "nsubj" and w.head is order))
        for w in held
    )


def _open(verb: Word) -> bool:
    """Whether the verb says that something has not been done so far."""
    no = any(c.lower_ == "no" for subject in verb.lefts for c in subject.lefts)
    yet = any(c.lower_ == "yet" for c in verb.children) and bool(children(verb, "neg"))
    aux = auxiliaries(verb)
    still = bool(aux & {"has", "have"}) or ("had" in aux and reporting_verb(verb) is not None)
    return (no or yet) and still


def _idle(verb: Word) -> bool:
    """Whether "comes" tells of the day itself, as in "the move comes after …"."""
    return lemma_of(verb) == "come" and not any(c.lower_ in ("to", "into") for c in verb.rights)


def _programme(word: Word) -> Iterator[Cue]:
    """Present tenses, infinitives and nouns that look ahead only through their date or place."""
    aux = auxiliaries(word) if word.tag_ in ("VB", "VBG", "VBN") else set()
    if word.lemma_ == "be" and word.tag_ in ("VBZ", "VBP"):
        subject = subject_of(word)
        name = lemma_of(subject) if subject is not None else ""
        for act in children(word, "xcomp"):
            bare = not children(word, "acomp", "attr") and act.i - word.i < 4
            aside = word.dep_ == "relcl" and name in ("one", "that", "which")
            if "to" in auxiliaries(act) and name not in _NOT_SUBJECTS and bare and not aside:
                yield Cue(act, word, "scheduled", "certain")
        if name in _OCCASIONS and not children(word, "acomp", "xcomp"):
            yield Cue(word, word, "scheduled", "certain", dated_only=True)
    elif (
        (word.tag_ in ("VBZ", "VBP") and lemma_of(word) in _PROGRAMME and not _idle(word))
        or (
            word.tag_ == "VBG"
            and aux & {"is", "are", "'s", "'re", "’s", "’re"}
            and lemma_of(word) not in _KIND_OF
            and lemma_of(word) not in ("attempt", "try")
            and not (lemma_of(word) == "go" and _infinitives(word))
        )
        or (
            word.tag_ == "VBN"
            and aux & {"is", "are"}
            and lemma_of(word) in ("hold", "release", "open")
        )
    ):
        yield Cue(word, word, "scheduled", "certain", dated_only=True)
    elif word.tag_ in ("VB", "VBN") and "to" in aux and not children(word, "neg"):
        headline = not re.search(r"[.!?]['\"”’)]*\s*$", word.sent.text)
        told = any(w.tag_ in ("VBD", "VBZ", "VBP", "MD") for w in word.sent[:60])
        earlier = [w for w in word.sent if w.i < word.i and w.tag_ == "VB"]
        first = not any("to" in auxiliaries(w) for w in earlier)
        line = word.sent.text.strip()
        title = line[:1].isupper() and not re.match(r"(?:How|What|Why|When|Where|Who)\b", line)
        title = title and not any(w.tag_ == "VBG" for w in word.sent if w.i < word.i)
        title = title and lemma_of(word) not in STATIVE and "FILE" not in line
        if headline and title and first and not told and word.i - word.sent.start > 1:
            yield Cue(word, word, "plan", "likely")
        elif word.tag_ == "VBN" and "be" in aux and lemma_of(word.head) not in ("go", "want"):
            yield Cue(word, word, "scheduled", "certain", dated_only=True)
    elif word.tag_ == "VBG" and word.dep_ == "ROOT" and not aux and lemma_of(word) != "follow":
        yield Cue(word, word, "plan", "likely", dated_only=True)
    elif lemma_of(word) == "deadline" and not is_past(word.head):
        yield Cue(word, word, "deadline", "certain", dated_only=True)
