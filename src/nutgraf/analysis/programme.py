"""Present tenses, infinitives and nouns that look ahead only through their date or place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nutgraf.analysis.ahead import (
    KIND_OF,
    STATIVE,
    Cue,
    auxiliaries,
    children,
    infinitives,
    is_past,
    lemma_of,
    subject_of,
)
from nutgraf.analysis.syntax import Word
from nutgraf.analysis.tense import OCCASIONS
from nutgraf.analysis.wordlists import listed
from nutgraf.records import ForwardKind

_PROGRAMME = listed(
    "open begin start meet launch close end return vote face play expire resume arrive leave "
    "kick host come reach premiere air travel hold take go run appear last continue "
    "stop debut finish fall"
)
_NOT_SUBJECTS = listed(
    "all what aim goal purpose idea job task point way challenge key question trick focus "
    "priority mission role duty message dream solution option answer problem thing"
)


def _idle(verb: Word) -> bool:
    """Whether "comes" tells of the day itself, as in "the move comes after …"."""
    return lemma_of(verb) == "come" and not any(c.lower_ in ("to", "into") for c in verb.rights)


def programme_at(word: Word) -> Iterator[Cue]:
    """Present tenses, infinitives and nouns that look ahead only through their date or place."""
    aux = auxiliaries(word) if word.tag_ in ("VB", "VBG", "VBN") else set()
    if word.lemma_ == "be" and word.tag_ in ("VBZ", "VBP"):
        subject = subject_of(word)
        name = lemma_of(subject) if subject is not None else ""
        for act in children(word, "xcomp"):
            bare = not children(word, "acomp", "attr", "prt") and act.i - word.i < 4
            bare = bare and lemma_of(act) != "blame"
            bare = bare and (act.i < word.i or word.nbor().lower_ != "out")
            aside = word.dep_ == "relcl" and name in ("one", "that", "which")
            if "to" in auxiliaries(act) and name not in _NOT_SUBJECTS and bare and not aside:
                yield Cue(act, word, "scheduled", "certain")
        if name in OCCASIONS and not children(word, "acomp", "xcomp"):
            kind: ForwardKind = "deadline" if name == "deadline" else "scheduled"
            yield Cue(word, word, kind, "certain", dated_only=True)
    elif (
        (word.tag_ in ("VBZ", "VBP") and lemma_of(word) in _PROGRAMME and not _idle(word))
        or (
            word.tag_ == "VBG"
            and aux & {"is", "are", "'s", "'re", "’s", "’re"}
            and lemma_of(word) not in KIND_OF
            and lemma_of(word) not in ("attempt", "try")
            and not (lemma_of(word) == "go" and infinitives(word))
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
