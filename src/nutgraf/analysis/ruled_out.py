"""Which cues of the future open no statement: the supposed, the general, the unsaid."""

from __future__ import annotations

from nutgraf.analysis.ahead import (
    REPORTING,
    STATIVE,
    Cue,
    auxiliaries,
    children,
    is_past,
    lemma_of,
    reporting_verb,
    subject_of,
    words_over,
)
from nutgraf.analysis.setting import Setting
from nutgraf.analysis.syntax import Word
from nutgraf.analysis.terms import CONDITION, condition_of
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Interval

_UNSAID = listed("decline refuse unclear unknown uncertain wonder ask question know")
_GENERIC = listed(
    "you all none what one anyone people everyone everybody someone somebody nobody anybody who "
    "reader user consumer parent whoever"
)
_GUESSED = listed("relate cause link base connect due design mean intend")
_SHOWN = listed("do explain see hear find tell")
_SUBORDINATE = ("relcl", "advcl", "acl", "pcomp")
_FEELING = listed("miss tell be like love forget remember let see pretend have")
_KNOWING = listed("aware unaware familiar grateful proud")
_SETTLING = listed("decide determine on about over")
_POLLED = listed("percent percentage % respondent majority half third quarter")
_DOUBTED = listed("doubt unlikely doubtful improbable impossible inconceivable")
_OPEN_ENDED = frozenset(("forever", "always", "never"))
_PROSPECTS = listed(
    "suggestion possibility chance risk prospect hope fear concern warning optimistic hopeful "
    "confident worried concerned sign"
)
_BARE = listed("it this that they there these those")
_BILLS = listed(
    "bill law measure legislation proposal amendment rule act provision initiative policy plan"
)


def _real_condition(act: Word) -> bool:
    """Whether the condition of a "would" is open ("if elected", "if it does")."""
    return any(
        clause.tag_ in ("VBZ", "VBP") or (clause.tag_ == "VBN" and not auxiliaries(clause))
        for clause in children(act, "advcl")
        if clause.left_edge.lower_ == "if"
    ) or any(
        clause.left_edge.lower_ == "if" and auxiliaries(clause) & {"does", "do", "is", "are"}
        for clause in children(act, "advcl")
    )


def _hypothetical(cue: Cue, when: Interval | None, setting: Setting) -> bool:
    """Whether a "would" is announced by nobody."""
    act = cue.act
    reporter = reporting_verb(act)
    subject = subject_of(act)
    bill = subject is not None and lemma_of(subject) in _BILLS and act.tag_ != "VBN"
    if bill and when is None:
        return True
    if "have" in auxiliaries(act):
        return True
    if when is None and any(c.lower_ == "never" for c in children(act, "neg")):
        return True  # "said he would never vote": nothing is to come
    if subject is not None and subject.lower_ in ("that", "this") and when is None:
        return True  # "that would allow more ships": what follows from a proposal
    if condition_of(act) is not None and reporter is None:
        return not _real_condition(act)
    if reporter is None and act.dep_ == "ccomp" and lemma_of(act.head) not in REPORTING:
        return True
    able = any(lemma_of(c) in ("able", "available", "ready") for c in children(act, "acomp"))
    there = any(c.dep_ == "expl" for c in act.children)
    supposed = condition_of(act) is not None
    if reporter is not None and auxiliaries(reporter) & {"would", "could", "have"}:
        return True
    if reporter is not None and supposed:
        # "said it would sue if …" binds; "warned, after which it would face …" only tells.
        return reporter.tag_ != "VBD" or reporter.dep_ not in ("ROOT", "conj", "parataxis")
    if reporter is not None and reporter.tag_ in ("VBZ", "VBP"):
        # "The ministry says it would …" is a body's own forecast; "critics say …" is opinion.
        source = subject_of(reporter)
        own = subject is not None and subject.lower_ in ("he", "she", "it", "they")
        own = own and lemma_of(act) not in STATIVE
        own = own and source is not None and source.lower_ not in ("i", "we", "you")
        return not own and (source is None or source.ent_type_ not in ("ORG", "GPE"))
    able = able or (lemma_of(act) == "have" and bool(children(act, "xcomp")))
    wanting = lemma_of(act) == "need" and reporter is not None
    if lemma_of(act) in STATIVE and not (able or wanting or (there and reporter is not None)):
        return True
    if reporter is not None:
        if reporter.tag_ == "VB":  # "went on to say it would …"
            return reporter.head.tag_ != "VBD"
        nested = reporting_verb(reporter) is not None
        return reporter.tag_ not in ("VBD", "VBN", "VBG") or (
            "had" in auxiliaries(reporter) and not nested
        )
    clause = next((w for w in (act, *words_over(act)) if w.dep_ in ("relcl", "advcl", "acl")), None)
    if subject is None or subject.pos_ == "PRON" or act.tag_ != "VBN":
        return True
    return clause is not None or setting.announced > 3


def _epistemic(cue: Cue, when: Interval | None, setting: Setting) -> bool:
    """Whether a "may" or "could" is a guess or an ability and not a prospect."""
    act, subject = cue.act, subject_of(cue.act)
    if "have" in auxiliaries(act) or subject is None:
        return True
    lasting = lemma_of(act) in ("take", "last") and any(
        w.ent_type_ in ("DATE", "TIME") for w in act.rights
    )
    if (when is not None and when.latest is not None) or (
        lasting and reporting_verb(act) is not None
    ):
        return False
    if lemma_of(act) in STATIVE or is_past(act) or act.tag_ == "MD":
        return True
    name = setting.names.at(subject.idx)
    named = name is not None and name.kind in ("person", "organisation")
    named = named or subject.ent_type_ in ("PERSON", "ORG", "GPE")
    passive = "be" in auxiliaries(act)
    if cue.word.lower_ != "could" and named and not passive:
        return False
    # "may be hiding", "might be linked to" guess at what is; "could not agree" tells what was.
    if passive and (act.tag_ == "VBG" or lemma_of(act) in _GUESSED):
        return True
    if children(act, "neg") or subject.lower_ in _GENERIC or lemma_of(act) in _SHOWN:
        return True
    clause = next((w for w in (act, *words_over(act)) if w.dep_ in _SUBORDINATE), None)
    past = any(w.tag_ == "VBD" and lemma_of(w) not in REPORTING for w in words_over(act))
    raised = act.dep_ in ("acl", "ccomp") and lemma_of(act.head) in _PROSPECTS
    return not raised and (clause is not None or past)


def _is_singular(subject: Word | None) -> bool:
    if subject is None:
        return False
    return subject.lower_ in ("he", "she", "it") or subject.tag_ in ("NN", "NNP")


def _idle_condition(act: Word) -> bool:
    """Whether the condition is supposed ("if it pursued …") or general ("if you …")."""
    told = "would" in auxiliaries(act) and reporting_verb(act) is not None
    for clause in children(act, "advcl"):
        if any(c.lower_ in ("if", "unless") for c in children(clause, "mark")):
            subject = subject_of(clause)
            if clause.tag_ == "VBD" and not told:
                return True
            # "if it were offered": supposed, whoever says so.
            if "were" in auxiliaries(clause) and (not told or _is_singular(subject)):
                return True
            if subject is not None and lemma_of(subject) in _GENERIC:
                return True
    return False


def _is_doubted(act: Word) -> bool:
    """Whether the act is what somebody does not believe in ("it is unlikely that")."""
    over = (act.head, *children(act.head, "acomp"))
    return act.dep_ == "ccomp" and any(lemma_of(word) in _DOUBTED for word in over)


def _is_asked_or_explained(act: Word) -> bool:
    """Whether the act is what one asks or gives reasons for ("who will win", "why it must")."""
    if any(c.lower_ == "why" for c in act.lefts):
        return True
    asked = act.dep_ in ("pcomp", "ccomp") and lemma_of(act.head) in _SETTLING
    return asked and any(c.lower_ in ("who", "what") for c in children(act, "nsubj", "nsubjpass"))


def _lasts_or_is_polled(cue: Cue) -> bool:
    """Whether an undated act is a feeling, an answer to a poll or a lasting state."""
    act = cue.act
    reporter = reporting_verb(act)
    if any(lemma_of(c) in _KNOWING for c in children(act, "acomp")):
        return True
    if any(c.lower_ in _OPEN_ENDED for c in children(act, "advmod")):
        return True
    if reporter is not None:
        source = subject_of(reporter)
        asked = source is not None and lemma_of(source) in _POLLED
        # "said three weeks ago that she would": what came of it is not told.
        ago = any(w.lower_ == "ago" for c in reporter.lefts for w in c.subtree)
        return asked or ago
    return False


def is_ruled_out(cue: Cue, when: Interval | None, over: bool, setting: Setting) -> bool:
    """Whether a cue opens no statement, given its days and whether its times are all over."""
    act, word = cue.act, cue.word
    lower = word.lower_
    if cue.dated_only and when is None:
        return True
    if over and when is None and lower not in ("will", "'ll", "’ll", "wo", "shall"):
        return True
    if _is_doubted(act) or _idle_condition(act):
        return True
    for clause in (act, word):
        if clause.dep_ == "advcl" and any(c.lower_ in CONDITION for c in children(clause, "mark")):
            return True
    if lower in ("would", "'d", "’d") and _hypothetical(cue, when, setting):
        return True
    if lower in ("may", "might", "could") and _epistemic(cue, when, setting):
        return True
    subject = subject_of(act)
    if subject is not None and subject.lower_ in ("whoever", "whatever", "whichever"):
        return True
    if when is None and _lasts_or_is_polled(cue):
        return True
    if _is_asked_or_explained(act):
        return True
    flat = lower in ("will", "'ll", "’ll", "going")
    first = subject is not None and subject.lower_ in ("i", "we")
    if flat and first and lemma_of(act) in _FEELING and (when is None or lemma_of(act) != "be"):
        return True
    if when is None and any(w.lower_ in ("you", "your") for w in act.subtree):
        return True
    asked = any(c.lower_ in ("how", "whether") for w in act.lefts for c in (w, *w.lefts))
    if asked and act.dep_ in ("pcomp", "ccomp", "acl"):
        fears = any(lemma_of(w) in ("worry", "fear", "concern") for w in words_over(act))
        if not fears:
            return True
    if when is None and act.dep_ == "relcl" and any(c.lower_ == "never" for c in act.children):
        return True
    if subject is not None and when is None:
        if lemma_of(subject) in _GENERIC and subject.dep_ in ("nsubj", "nsubjpass"):
            return True
        quoted = setting.quotes.at(act.idx)
        direct = quoted is not None and quoted.kind == "direct"
        if direct and not flat and (lemma_of(subject) in _BARE or lemma_of(act) in STATIVE):
            return True
        a_kind = any(c.lower_ in ("a", "an") for c in subject.children)
        if act.dep_ == "relcl" and a_kind and quoted is not None:
            return True  # "a leader who will listen": what sort, not who
    for above in (act, *words_over(act)):
        unsaid = lemma_of(above) in _UNSAID or (
            lemma_of(above) in ("say", "clear", "disclose", "specify")
            and bool(children(above, "neg") or children(above.head, "neg"))
        )
        asks = any(
            c.lower_ in ("whether", "if", "how", "when", "where", "what", "who") for c in act.lefts
        )
        if above is not act and unsaid and asks:
            return True
    return False
