"""Statements of something still to come on the creation day.

A cue opens a statement: "will", "plans to", "is due", "opens on Friday". The cue gives
its kind and how certain it is; what stands over and around it can lower the certainty or
rule it out. Left out are futures already over, rules, purposes and hypotheses.
"""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from nutgraf.analysis.syntax import Phrase, Tree, Word, span_of
from nutgraf.analysis.timex import listed
from nutgraf.records import (
    Certainty,
    ForwardKind,
    ForwardStatement,
    Interval,
    Name,
    Quote,
    Span,
    Timex,
)

_DAY = dt.timedelta(days=1)

# What a word with an infinitive, or a participle, makes of what follows it.
_CUES: dict[ForwardKind, dict[Certainty, frozenset[str]]] = {
    "scheduled": {"certain": listed("schedule slate due set")},
    "plan": {
        "certain": listed("decide"),
        "likely": listed("plan intend aim prepare agree arrange move"),
        "possible": listed("hope hop consider propose threaten mull weigh"),
    },
    "pledge": {"likely": listed("pledge promise vow commit undertake swear")},
    "forecast": {
        "likely": listed("expect predict forecast project likely poise bind anticipate"),
    },
    "requirement": {"certain": listed("order require instruct force oblige")},
}
_KIND_OF = {
    word: (kind, certainty)
    for kind, grades in _CUES.items()
    for certainty, words in grades.items()
    for word in words
}
_NOUNS: dict[str, tuple[ForwardKind, Certainty]] = {
    **dict.fromkeys(("plan", "intention", "agreement", "deal"), ("plan", "likely")),
    **dict.fromkeys(("pledge", "promise", "vow", "commitment"), ("pledge", "likely")),
}
# A past tense of these still binds on the creation day: "agreed to sell".
_BINDING = listed("agree pledge promise vow order commit undertake swear force instruct")
_DROPPED = listed(
    "scrap drop abandon cancel reject shelve oppose criticise criticize condemn block halt fail "
    "ditch withdraw rescind deny"
)
_REPORTING = listed(
    "say tell announce confirm add state report declare reveal promise pledge vow insist warn "
    "indicate note explain write disclose claim suggest predict estimate believe think expect "
    "agree tweet mean decide hint recommend"
)
_OPINION = listed("believe think hope fear worry doubt suspect suggest feel wonder imagine")
_UNSAID = listed("decline refuse unclear unknown uncertain wonder ask question know")
_STATIVE = listed(
    "be like love prefer have seem mean say think know want need struggle feel forget remember "
    "look depend matter see let suffice happen"
)
_GENERIC = listed(
    "you all none what one anyone people everyone everybody someone somebody nobody anybody who "
    "reader user consumer parent"
)
_BARE = listed("it this that they there these those")
_BILLS = listed("bill law measure legislation proposal amendment rule act provision initiative")
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
    "all what aim goal purpose idea job task point way challenge key question trick"
)
_BOILERPLATE = re.compile(
    r"^FILE\b|may not be published|all rights reserved|accuracy and availability|newsletter|subscri"
    r"|in its final form|cookies|sign up|transcript|click here|read more|view all",
    re.IGNORECASE,
)
_BODIES = listed(
    "government council court police ministry minister president company committee commission "
    "board agency parliament senate congress union party club team group authority prosecutor "
    "official officer bank leader lawmaker department office mayor judge army firm airline "
    "organiser organizer regulator airport university investigator chief spokesman"
)
_DECIDING = listed(
    "decide determine set announce confirm rule choose name schedule finalise finalize approve "
    "vote sign release publish settle agree reach"
)
_CONDITION = listed("if unless once provided providing assuming")
_CLAUSES = frozenset(("ccomp", "xcomp", "conj", "advcl", "relcl", "acl", "parataxis", "pcomp"))
_LOWERED: dict[Certainty, int] = {"certain": 3, "likely": 2, "possible": 1, "conditional": 0}


class _Cue(Struct, frozen=True):
    """The act to come, the word that says it is to come, and what that word makes of it."""

    act: Word
    word: Word
    kind: ForwardKind
    certainty: Certainty
    dated_only: bool = False


class _Setting(Struct, frozen=True):
    """What all statements of one text are read against."""

    text: str
    quotes: Sequence[Quote]
    names: Sequence[Name]
    creation: dt.date | None
    announced: int = 9
    """How many sentences back somebody announced or agreed something."""


# ------------------------------------------------------------------ small looks at the tree


def _children(word: Word, *deps: str) -> list[Word]:
    return [child for child in word.children if child.dep_ in deps]


def _lemma(word: Word) -> str:
    return str(word.lemma_).lower()


def _aux(verb: Word) -> set[str]:
    return {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}


def _over(word: Word) -> Iterator[Word]:
    """The words above ``word``, nearest first."""
    for _ in range(40):
        if word.head is word:
            return
        word = word.head
        yield word


def _subject(verb: Word) -> Word | None:
    """Who or what does the verb; for an infinitive or a second verb, that of the first."""
    node = verb
    for _ in range(6):
        found = _children(node, "nsubj", "nsubjpass", "expl", "csubj")
        if found and found[0].dep_ == "expl":
            return next(iter(_children(node, "attr", "dobj")), found[0])
        if found and found[0].tag_ in ("WDT", "WP") and node.dep_ == "relcl":
            return node.head
        if found:
            return found[0]
        if node.dep_ in ("relcl", "acl"):
            return node.head
        if node.dep_ not in ("xcomp", "conj", "ccomp", "aux", "advcl", "acomp", "pcomp", "prep"):
            return None
        objects = _children(node.head, "dobj") if node.dep_ in ("xcomp", "ccomp") else []
        if objects and _lemma(node.head) in _CUES["requirement"]["certain"]:
            return objects[0]
        node = node.head
    return None


def _is_past(verb: Word) -> bool:
    if verb.tag_ == "VBD":
        return True
    return verb.tag_ in ("VBN", "VBG", "VB", "JJ", "IN") and bool(
        _aux(verb) & {"was", "were", "had", "did"}
    )


def _reported(verb: Word) -> Word | None:
    """The verb of saying over a clause, ``None`` where the publisher speaks."""
    node = verb
    for over in _over(verb):
        if node.dep_ in ("ccomp", "xcomp", "advcl") and _lemma(over) in _REPORTING:
            return over
        if node.dep_ == "parataxis" or over.dep_ == "ROOT":
            tells = [c for c in over.children if c.dep_ in ("parataxis", "ccomp")]
            return next((c for c in tells if _lemma(c) in _REPORTING and c is not node), None)
        node = over
    return None


def _live(governor: Word) -> bool:
    """Whether a plan or promise told by this verb still stands on the creation day."""
    if _children(governor, "neg") and _lemma(governor) not in ("expect", "likely", "schedule"):
        return False
    copula = governor.head if governor.dep_ in ("acomp", "attr", "oprd") else governor
    if not _is_past(copula) and not (governor.dep_ == "acomp" and _is_past(governor.head)):
        return not ("have" in _aux(governor) and "would" in _aux(governor))
    if "had" in _aux(copula):
        return False
    if _lemma(governor) in _BINDING and governor.dep_ not in ("advcl", "relcl", "acl"):
        return True
    # "said it planned to": the past of the report, not of the plan.
    node = copula.head if copula.dep_ == "conj" else copula
    spoken = any(c.lower_ in ("i", "we") for c in _children(governor, "nsubj"))
    return node.dep_ == "ccomp" and _lemma(node.head) in _REPORTING and not spoken


# ------------------------------------------------------------------ cues


def _infinitives(word: Word) -> list[Word]:
    found = [
        child
        for child in word.children
        if child.dep_ in ("xcomp", "ccomp", "acl", "advcl", "relcl") and "to" in _aux(child)
    ]
    if not found and _lemma(word) in ("consider", "mull", "weigh", "propose"):
        found = [c for c in word.children if c.dep_ in ("xcomp", "pcomp") and c.tag_ == "VBG"]
    for prep in _children(word, "prep"):
        if prep.lower_ in ("on", "for") and _lemma(word) == "plan":
            found += _children(prep, "pcomp")
    return found


def _modal(word: Word) -> _Cue | None:
    act, lower = word.head, word.lower_
    if lower in ("will", "'ll", "’ll", "wo", "shall", "’ll"):
        return _Cue(act, word, "plan", "certain")
    if lower in ("would", "'d", "’d"):
        return _Cue(act, word, "plan", "certain")
    if lower in ("may", "might", "could"):
        return _Cue(act, word, "forecast", "possible")
    if lower == "must":
        return _Cue(act, word, "requirement", "certain", dated_only=True)
    if lower == "should":
        return _Cue(act, word, "forecast", "likely", dated_only=True)
    return None


def _cues_at(word: Word) -> Iterator[_Cue]:
    """What the word opens, the surest reading first."""
    lemma = _lemma(word)
    if word.tag_ == "MD" and word.dep_ in ("aux", "ROOT"):
        cue = _modal(word)
        if cue is not None and cue.act is not word:
            yield cue
        return
    if word.tag_ == "VBN" and lemma in _DECIDING and _open(word):
        yield _Cue(word, word, "pending", "certain")
        return
    if lemma in _KIND_OF and (word.pos_ in ("VERB", "ADJ") or lemma in ("due", "set")):
        kind, certainty = _KIND_OF[lemma]
        passive = word.tag_ == "VBN"
        if lemma in ("set", "bind", "move", "poise", "project", "arrange") and not passive:
            return
        if (
            lemma in ("aim", "force", "oblige", "require", "decide")
            and passive
            and (
                "have" not in {_lemma(c) for c in _children(word, "aux")}
                or _children(word, "auxpass")
            )
        ):
            return
        if kind == "requirement" and not passive and not _binds_somebody(word):
            return
        if any(c.lower_ in ("more", "less", "most") for c in _children(word, "advmod")):
            return
        if _live(word):
            for act in _infinitives(word):
                if not any(c.lower_ in ("whether", "how", "if") for c in act.children):
                    yield _Cue(act, word, kind, certainty)
            if lemma in ("due", "schedule", "slate", "set", "expect") and not _infinitives(word):
                yield _Cue(word, word, kind, certainty, dated_only=True)
    elif lemma == "go" and word.tag_ == "VBG" and _aux(word) & {"is", "are", "'s", "'re", "am"}:
        for act in _infinitives(word):
            yield _Cue(act, word, "plan", "likely")
    elif lemma == "await" and word.tag_ in ("VBZ", "VBP", "VBG") and word.dep_ != "amod":
        yield _Cue(word, word, "pending", "certain")
    elif word.lower_ == "pending" and word.dep_ == "acomp" and not _is_past(word.head):
        yield _Cue(word.head, word, "pending", "certain")
    elif lemma == "want" and _live(word):
        for act in _infinitives(word):
            yield _Cue(act, word, "plan", "likely", dated_only=True)
    elif lemma in ("have", "need") and word.tag_ in ("VBZ", "VBP"):
        for act in _infinitives(word):
            yet = any(c.lower_ in ("yet", "still") for c in (*word.children, *act.children))
            if yet and lemma == "have":
                yield _Cue(act, word, "pending", "certain")
            else:
                yield _Cue(act, word, "requirement", "certain", dated_only=True)
        if lemma == "have" and any(c.lower_ == "until" for c in _children(word, "prep")):
            yield _Cue(word, word, "deadline", "certain", dated_only=True)
    elif word.pos_ == "NOUN" and lemma in _NOUNS:
        kind, certainty = _NOUNS[lemma]
        over = next(iter(_over(word)), word)
        refused = any(c.lower_ in ("no", "any") for c in word.children)
        if not refused and not {_lemma(over), _lemma(over.head)} & _DROPPED:
            for act in _infinitives(word):
                yield _Cue(act, word, kind, certainty)
    yield from _programme(word)


def _binds_somebody(order: Word) -> bool:
    """Whether an order is given to people or bodies ("ordered the firm to pay")."""
    held = _children(order, "dobj", "nsubj") + [
        c for clause in _children(order, "ccomp", "xcomp") for c in _children(clause, "nsubj")
    ]
    return any(
        (w.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") and w.dep_ != "nsubj")
        or (w.head is not order and w.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"))
        or (_lemma(w) in _BODIES and not (w.dep_ == "nsubj" and w.head is order))
        for w in held
    )


def _open(verb: Word) -> bool:
    """Whether the verb says that something has not been done so far."""
    no = any(c.lower_ == "no" for subject in verb.lefts for c in subject.lefts)
    yet = any(c.lower_ == "yet" for c in verb.children) and bool(_children(verb, "neg"))
    aux = _aux(verb)
    still = bool(aux & {"has", "have"}) or ("had" in aux and _reported(verb) is not None)
    return (no or yet) and still


def _programme(word: Word) -> Iterator[_Cue]:
    """Present tenses, infinitives and nouns that look ahead only through their date or place."""
    aux = _aux(word)
    if word.lemma_ == "be" and word.tag_ in ("VBZ", "VBP"):
        subject = _subject(word)
        name = _lemma(subject) if subject is not None else ""
        for act in _children(word, "xcomp"):
            bare = not _children(word, "acomp", "attr") and act.i - word.i < 4
            aside = word.dep_ == "relcl" and name in ("one", "that", "which")
            if "to" in _aux(act) and name not in _NOT_SUBJECTS and bare and not aside:
                yield _Cue(act, word, "scheduled", "certain")
        if name in _OCCASIONS:
            yield _Cue(word, word, "scheduled", "certain", dated_only=True)
    elif (
        (word.tag_ in ("VBZ", "VBP") and _lemma(word) in _PROGRAMME)
        or (word.tag_ == "VBG" and aux & {"is", "are", "'s", "'re"})
        or (
            word.tag_ == "VBN"
            and aux & {"is", "are"}
            and _lemma(word) in ("hold", "release", "open")
        )
    ):
        yield _Cue(word, word, "scheduled", "certain", dated_only=True)
    elif word.tag_ in ("VB", "VBN") and "to" in aux:
        headline = not re.search(r"[.!?]['\"”’)]*\s*$", word.sent.text)
        told = any(w.tag_ in ("VBD", "VBZ", "VBP", "MD") for w in word.sent[:60])
        first = all("to" not in _aux(w) for w in word.sent if w.i < word.i and w.tag_ == "VB")
        line = word.sent.text.strip()
        title = line[:1].isupper() and not re.match(r"(?:How|What|Why|When|Where|Who)\b", line)
        title = title and _lemma(word) not in _STATIVE and "FILE" not in line
        if headline and title and first and not told and word.i - word.sent.start > 1:
            yield _Cue(word, word, "plan", "likely")
        elif word.tag_ == "VBN" and "be" in aux:
            yield _Cue(word, word, "scheduled", "certain", dated_only=True)
    elif word.tag_ == "VBG" and word.dep_ == "ROOT" and not aux:
        yield _Cue(word, word, "plan", "likely", dated_only=True)
    elif _lemma(word) == "deadline" and not _is_past(word.head):
        yield _Cue(word, word, "deadline", "certain", dated_only=True)


# ------------------------------------------------------------------ what rules a cue out


def _hypothetical(cue: _Cue, setting: _Setting) -> bool:
    """Whether a "would" is announced by nobody."""
    act = cue.act
    reporter = _reported(act)
    subject = _subject(act)
    if subject is not None and _lemma(subject) in _BILLS and act.tag_ != "VBN":
        return True
    if "have" in _aux(act) or (_condition_of(act) is not None and reporter is None):
        return True
    if reporter is None and act.dep_ == "ccomp" and _lemma(act.head) not in _REPORTING:
        return True
    able = any(_lemma(c) in ("able", "available", "ready") for c in _children(act, "acomp"))
    there = any(c.dep_ == "expl" for c in act.children)
    if reporter is not None and reporter.tag_ in ("VBZ", "VBP"):
        # "The ministry says it would …" is a body's own forecast; "critics say …" is opinion.
        source = _subject(reporter)
        return source is None or source.ent_type_ not in ("ORG", "GPE")
    if _lemma(act) in _STATIVE and not able and not (there and reporter is not None):
        return True
    if reporter is not None:
        return reporter.tag_ not in ("VBD", "VBN", "VBG") or "had" in _aux(reporter)
    clause = next((w for w in (act, *_over(act)) if w.dep_ in ("relcl", "advcl", "acl")), None)
    if subject is None or subject.pos_ == "PRON" or act.tag_ != "VBN":
        return True
    return clause is not None or setting.announced > 3


def _epistemic(cue: _Cue, when: Interval | None, setting: _Setting) -> bool:
    """Whether a "may" or "could" is a guess or an ability and not a prospect."""
    act, subject = cue.act, _subject(cue.act)
    if "have" in _aux(act) or subject is None:
        return True
    if when is not None:
        return False
    if cue.word.lower_ == "could" or _lemma(act) in _STATIVE or "be" in _aux(act):
        return True
    named = any(
        name.span.start <= subject.idx < name.span.end and name.kind in ("person", "organisation")
        for name in setting.names
    )
    return not named and subject.ent_type_ not in ("PERSON", "ORG", "GPE")


def _idle_condition(act: Word) -> bool:
    """Whether the condition is supposed ("if it pursued …") or general ("if you …")."""
    told = "would" in _aux(act) and _reported(act) is not None
    for clause in _children(act, "advcl"):
        if any(c.lower_ in ("if", "unless") for c in _children(clause, "mark")):
            subject = _subject(clause)
            if (clause.tag_ == "VBD" or "were" in _aux(clause)) and not told:
                return True
            if subject is not None and _lemma(subject) in _GENERIC:
                return True
    return False


def _ruled_out(cue: _Cue, when: Interval | None, over: bool, setting: _Setting) -> bool:
    act, word = cue.act, cue.word
    lower = word.lower_
    if cue.dated_only and when is None:
        return True
    if over and when is None and lower not in ("will", "'ll", "’ll", "wo", "shall"):
        return True
    if _lemma(act.head) == "doubt" or _idle_condition(act):
        return True
    if act.dep_ == "advcl" and any(c.lower_ in _CONDITION for c in _children(act, "mark")):
        return True
    if lower in ("would", "'d", "’d") and _hypothetical(cue, setting):
        return True
    if lower in ("may", "might", "could") and _epistemic(cue, when, setting):
        return True
    subject = _subject(act)
    if when is None and any(w.lower_ in ("you", "your") for w in act.subtree):
        return True
    asked = any(c.lower_ in ("how", "whether") for w in act.lefts for c in (w, *w.lefts))
    if asked and act.dep_ in ("pcomp", "ccomp", "acl"):
        fears = any(_lemma(w) in ("worry", "fear", "concern") for w in _over(act))
        if not fears:
            return True
    if subject is not None and when is None:
        if _lemma(subject) in _GENERIC and subject.dep_ in ("nsubj", "nsubjpass"):
            return True
        quoted = _quote_of(act, setting.quotes)
        direct = quoted is not None and quoted.kind == "direct"
        if direct and (_lemma(subject) in _BARE or _lemma(act) in _STATIVE):
            return True
    for above in (act, *_over(act)):
        unsaid = _lemma(above) in _UNSAID or (
            _lemma(above) in ("say", "clear", "disclose", "specify")
            and bool(_children(above, "neg") or _children(above.head, "neg"))
        )
        asks = any(
            c.lower_ in ("whether", "if", "how", "when", "where", "what", "who") for c in act.lefts
        )
        if above is not act and unsaid and asks:
            return True
    return False


# ------------------------------------------------------------------ when


def _attached(
    cue: _Cue,
    sentence: Phrase,
    times: Sequence[tuple[Timex, Word]],
    creation: dt.date | None,
) -> list[Timex]:
    """The times that tell when the act is, by the verb they hang on."""
    around = {cue.act.i, cue.word.i}
    found: list[tuple[bool, Timex]] = []
    for timex, word in times:
        if not sentence.start <= word.i < sentence.end or timex.type == "SET":
            continue
        modifier = word.dep_ in ("compound", "nummod", "amod") and timex.signal is None
        if modifier and len(timex.value) < 8:
            continue
        nested = False
        for above in (word, *_over(word)):
            nested = nested or (above is not word and above.pos_ in ("NOUN", "PROPN"))
            if above.i in around:
                # "agreed on Friday to sell": the day of the promise, not of the act.
                if (
                    above is cue.act
                    or not _is_past(above)
                    or creation is None
                    or (timex.earliest is not None and timex.earliest > creation)
                ):
                    found.append((nested and above.pos_ != "NOUN", timex))
                break
            if above.dep_ in ("relcl", "acl", "amod"):
                break
            opens = _lemma(above) in ("start", "begin")
            if above.dep_ == "advcl" and not (
                opens or any(c.lower_ == "when" for c in above.children)
            ):
                break
            clause = above.tag_ in ("VBD", "VBN", "VBZ", "VBP") and above.pos_ in ("VERB", "AUX")
            second = above.dep_ == "conj" and above.tag_ == "VBN"
            if clause and not second and above.dep_ not in ("xcomp", "aux", "auxpass", "advcl"):
                break
    # "issue rules by 1 April, in time for the polls on 14 June": the verb's own day counts.
    direct = [timex for nested, timex in found if not nested and timex.earliest is not None]
    if direct:
        return [timex for nested, timex in found if not nested]
    if not found:
        alone = [t for t, w in times if sentence.start <= w.i < sentence.end and t.type != "SET"]
        told = [w for w in sentence[:200] if w.tag_ == "VBD" or w.dep_ in ("relcl", "conj")]
        if len(alone) == 1 and not told:
            return alone
    return [timex for _, timex in found]


def _when(attached: Sequence[Timex], creation: dt.date | None) -> tuple[Interval | None, bool]:
    """The days of the act, and whether the times that tell them are all over."""
    if creation is None:
        dated = [t for t in attached if t.earliest is not None]
        return (_days(dated[0], None), False) if dated else (None, False)
    over = False
    best: Interval | None = None
    lasting = 0
    for timex in attached:
        length = re.fullmatch(r"P(T?)(\d+)([DHW])", timex.value)
        if timex.signal == "for" and length:
            unit = {"D": 1.0, "H": 1 / 24, "W": 7.0}[length[3]]
            lasting = max(1, round(int(length[2]) * unit))
        if timex.value == "FUTURE_REF":
            best = best or Interval(creation, None)
            continue
        if timex.type == "DURATION" and timex.signal not in (None, "in", "within", "over", "for"):
            continue
        if timex.earliest is None:
            continue
        if timex.latest is not None and timex.latest < creation:
            over = over or timex.signal not in ("since", "from", "after", "to", "of", "than")
            continue
        days = _days(timex, creation)
        best = days if best is None else _joined(best, days)
    if best is not None and best.earliest and best.latest is None and lasting:
        best = Interval(best.earliest, best.earliest + (lasting - 1) * _DAY)
    return best, over


def _lies_ahead(when: Interval | None, attached: Sequence[Timex], creation: dt.date | None) -> bool:
    """Whether the date alone makes the sentence one of the future."""
    if when is None or creation is None:
        return False
    ends = any(t.signal in ("by", "until", "till", "within", "through", "before") for t in attached)
    if when.earliest is not None and when.earliest > creation:
        return True
    return ends and when.latest is not None and when.latest > creation


def _days(timex: Timex, creation: dt.date | None) -> Interval:
    first, last = timex.earliest, timex.latest
    if timex.signal in ("by", "until", "till", "within", "through"):
        return Interval(creation, last)
    if timex.signal == "before" and first is not None:
        return Interval(creation, first - _DAY)
    if timex.signal == "after" and last is not None and last < dt.date.max:
        return Interval(last + _DAY, None)
    if timex.signal in ("from", "since"):
        return Interval(first, None)
    return Interval(first, last)


def _joined(one: Interval, other: Interval) -> Interval:
    """Two times of one act: the narrower where one holds the other, else first to last."""
    low, high = dt.date.min, dt.date.max
    a, b = one.earliest or low, one.latest or high
    c, d = other.earliest or low, other.latest or high
    if a <= c and d <= b:
        return other
    if c <= a and b <= d:
        return one
    if one.latest is None or other.latest is None:
        # "from Monday … to Friday": an open start takes the other's end.
        return Interval(min(a, c), min(b, d)) if min(b, d) < high else one
    return Interval(min(a, c), max(b, d))


# ------------------------------------------------------------------ who, what, on what terms


def _quote_of(word: Word, quotes: Sequence[Quote]) -> Quote | None:
    return next(
        (q for q in quotes if any(c.start <= word.idx < c.end for c in q.content)),
        None,
    )


def _speaker(quote: Quote | None, text: str) -> str | None:
    if quote is None:
        return None
    if quote.speaker is not None:
        return quote.speaker
    return quote.source[0].of(text) if quote.source else None


def _phrase(word: Word, text: str) -> str:
    """The words of a noun phrase without what follows its "of"."""
    words = [w for w in word.subtree if w.i <= word.i and not w.is_space]
    for prep in word.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "for"):
            words += [w for w in prep.subtree if not w.is_space and w.i - word.i < 12]
            break
    first = next((n for n, w in enumerate(words) if not w.is_punct), 0)
    return span_of(words[first:] or [word]).of(text).strip(" \n,;")


def _actor(cue: _Cue, quote: Quote | None, setting: _Setting) -> str | None:
    act = cue.act
    agents = [o for a in _children(act, "agent") for o in _children(a, "pobj")]
    agents = [o for o in agents if o.ent_type_ not in ("DATE", "TIME") and o.pos_ != "NUM"]
    head = agents[0] if agents else _subject(act)
    if head is None and cue.act is cue.word and cue.act.pos_ == "NOUN":
        head = cue.act
    if head is None:
        return None
    if head.lower_ in ("i", "we") and quote is not None and quote.speaker:
        return quote.speaker
    if head.lower_ in ("he", "she", "it", "they") and act.tag_ == "VB" and _lemma(act) != "be":
        # "The firm said it would close the mill": "it" is the one who said so.
        reporter = _reported(act)
        head = (_subject(reporter) if reporter is not None else None) or head
        if head.pos_ == "PRON" and quote is not None and quote.speaker and reporter is not None:
            return quote.speaker
    for name in setting.names:
        if name.span.start <= head.idx < name.span.end:
            return name.full_name
    return _phrase(head, setting.text)


def _action(act: Word) -> Span:
    """The verb with its particle and its object."""
    kept = ("dobj", "prt", "attr", "acomp", "oprd", "xcomp", "dative", "neg")
    last, objects = act, _children(act, *kept) or _children(act, "prep", "agent")[:1]
    for child in objects:
        if child.i > act.i:
            for word in child.subtree:
                if word.dep_ in ("relcl", "advcl") or word.i - act.i > 25:
                    break
                if not word.is_punct and not word.is_space and word.i > last.i:
                    last = word
    return span_of([act, last])


def _condition_of(act: Word) -> Span | None:
    for node in (act, *_over(act)):
        for clause in _children(node, "advcl"):
            opening = next(iter(clause.subtree))
            if opening.lower_ in _CONDITION and opening.i < clause.i:
                return span_of([w for w in clause.subtree if not w.is_space and not w.is_punct])
        if node.dep_ not in ("xcomp", "conj") or node.pos_ not in ("VERB", "AUX", "ADJ"):
            break
    return None


def _length(when: Interval | None) -> int | None:
    """How many days an interval has, ``None`` for an open one."""
    if when is None or when.earliest is None or when.latest is None:
        return None
    return (when.latest - when.earliest).days + 1


def _graded(cue: _Cue, when: Interval | None, attached: Sequence[Timex], setting: _Setting) -> _Cue:
    """The cue with the kind and certainty that its surroundings leave it."""
    act, kind, certainty = cue.act, cue.kind, cue.certainty
    subject = _subject(act)
    modal = cue.word.tag_ == "MD" and cue.kind == "plan"
    if modal:
        reporter = _reported(act)
        agent = subject is not None and (
            subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP")
            or subject.pos_ == "PRON"
            or _lemma(subject) in _BODIES
            or any(n.span.start <= subject.idx < n.span.end for n in setting.names)
        )
        own = subject is not None and subject.lower_ in ("i", "we")
        by = any(t.signal in ("by", "before", "within") for t in attached)
        days = _length(when)
        if own or (reporter is not None and _lemma(reporter) in _CUES["pledge"]["likely"]):
            kind = "pledge"
        elif days is not None and days <= 31 and (not by or act.tag_ == "VBN"):
            kind = "scheduled"
        elif not agent and act.tag_ != "VBN":
            kind, certainty = "forecast", "likely"
    if kind in ("requirement", "scheduled") and cue.word.lower_ in ("must", "due", "has", "have"):
        kind = "deadline" if any(t.signal == "by" for t in attached) else kind
    if cue.word.lower_ in ("would", "'d", "’d"):
        reporter = _reported(act)
        if reporter is None or reporter.tag_ in ("VBZ", "VBP"):
            certainty = min(certainty, "likely", key=_LOWERED.__getitem__)
    around = {_lemma(w) for w in _over(act)} | {c.lower_ for c in act.children}
    if around & listed("probably likely reportedly expect predict believe think should"):
        certainty = min(certainty, "likely", key=_LOWERED.__getitem__)
    if around & listed("possibly perhaps maybe fear worry hope may might could whether"):
        certainty = min(certainty, "possible", key=_LOWERED.__getitem__)
    return replace(cue, kind=kind, certainty=certainty)


# ------------------------------------------------------------------ the whole text


def find_forward(
    tree: Tree,
    text: str,
    timexes: Sequence[Timex],
    quotes: Sequence[Quote],
    names: Sequence[Name],
    creation_time: dt.date | None,
) -> tuple[ForwardStatement, ...]:
    """The statements of what is still to come, in order; empty where nothing is.

    ``span`` is the sentence. Without ``creation_time`` only wording can tell the future,
    and days are those that the text names in full.
    """
    words = [word for word in tree if not word.is_space]
    starts = [word.idx for word in words]
    times = []
    for timex in timexes:
        low = max(0, bisect.bisect_right(starts, timex.span.start) - 1)
        high = max(low + 1, bisect.bisect_left(starts, timex.span.end))
        inside = words[low:high]
        if inside:
            held = {word.i for word in inside}
            top = next((w for w in inside if w.head.i not in held), inside[0])
            times.append((timex, top))
    setting = _Setting(text, quotes, names, creation_time)
    found: list[ForwardStatement] = []
    place = 0
    for sentence in tree.sents:
        while place < len(times) and times[place][1].i < sentence.start:
            place += 1
        end = place
        while end < len(times) and times[end][1].i < sentence.end:
            end += 1
        found += _of_sentence(sentence, times[place:end], setting)
        tells = any(_lemma(w) in _REPORTING | _BINDING for w in sentence if w.pos_ == "VERB")
        setting = replace(setting, announced=1 if tells else setting.announced + 1)
    return tuple(found)


def _of_sentence(
    sentence: Phrase, times: Sequence[tuple[Timex, Word]], setting: _Setting
) -> Iterator[ForwardStatement]:
    kept = [word for word in sentence if not word.is_space]
    asks = sentence.text.rstrip("\"'”’ \n").endswith("?")
    if not kept or asks or _BOILERPLATE.search(sentence.text):
        return
    span = span_of(kept)
    taken: set[int] = set()
    for word in kept:
        for cue in _cues_at(word):
            attached = _attached(cue, sentence, times, setting.creation)
            when, over = _when(attached, setting.creation)
            if cue.dated_only and not _lies_ahead(when, attached, setting.creation):
                continue
            if cue.act.i in taken or _ruled_out(cue, when, over, setting):
                continue
            beside = cue.act.head.i in taken and cue.act.dep_ in ("conj", "xcomp", "ccomp")
            taken.add(cue.act.i)
            if beside and not attached:
                continue
            graded = _graded(cue, when, attached, setting)
            condition = _condition_of(cue.act)
            quote = _quote_of(cue.act, setting.quotes)
            yield ForwardStatement(
                span=span,
                kind="condition" if condition else graded.kind,
                certainty="conditional" if condition else graded.certainty,
                actor=_actor(cue, quote, setting),
                action=_action(cue.act),
                when=when,
                condition=condition,
                speaker=_speaker(quote, setting.text),
            )
