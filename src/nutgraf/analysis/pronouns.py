"""Whom a pronoun stands for: the heaviest person of its sex, if the next is clearly lighter.

Where somebody unnamed is heaviest, nobody is named.
"""

from __future__ import annotations

from nutgraf.analysis.gender import FEMALE_NOUNS, MALE_NOUNS, noun_gender
from nutgraf.analysis.name_lexicon import role_head
from nutgraf.analysis.stage import SUBJECTS, UNNAMED, Someone, Stage
from nutgraf.analysis.syntax import Word

PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


def resolve_pronoun(stage: Stage, word: Word) -> str | None:
    """Whom the pronoun ``word`` stands for; ``None`` where the text does not settle it.

    Whoever it is, named or not, takes its place on the stage.
    """
    if stage.is_quoted(word):
        return None
    here = stage.sentence_of[word.i]
    gender = PRONOUNS[word.lower_]
    weights = stage.weights(here, gender)
    verb = _clause(word)
    own = next((p.who for p in reversed(stage.places[-40:]) if p.subject_of == verb.i), None)
    if own in weights:
        if word.dep_ in ("dobj", "dative", "iobj") or (
            word.dep_ == "pobj" and word.head.head.i == verb.i
        ):
            # "Roe called her": an object is not its own subject.
            del weights[own]
        elif word.tag_ == "PRP$" and not _rivals(stage, word, own, verb.i, weights):
            weights[own] *= 1.5 if verb.i in (word.head.head.i, word.head.i) else 1.0
    elif word.tag_ == "PRP$":
        first = max(weights, key=lambda who: weights[who], default=None)
        _rivals(stage, word, first, word.sent.start - 1, weights)
    if word.dep_ in SUBJECTS:
        _favour_subject(stage, word, verb, weights)
    who = stage.heaviest(weights)
    if who is not None and _outshone(stage, word, who, gender):
        who = None
    ahead = _named_ahead(stage, word, gender)
    if ahead == "":
        who = None
    elif ahead is not None and ahead != who:
        # "After her return, Roe said": Roe. "When she returned, Roe left": who knows.
        sure = word.tag_ == "PRP$" and stage.people[ahead].gender == gender
        who = ahead if sure or not weights else None
    if who is not None:
        stage.learn(who, gender)
        stage.place(who, word)
    elif weights:
        # Somebody unknown holds the stage, and the next "he" is likely the same one.
        stage.people.setdefault(f"?{gender}", Someone(named=False, gender=gender))
        stage.place(f"?{gender}", word)
    return who


def resolve_they(stage: Stage, word: Word) -> str | None:
    """The body that was the last subject, with no plural in between; ``None`` if there is none."""
    if stage.is_quoted(word) or not stage.bodies:
        return None
    at, who = stage.bodies[-1]
    head = stage.tree[at]
    while head.dep_ == "compound":
        head = head.head
    here = stage.sentence_of[word.i]
    if head.dep_ not in SUBJECTS or here - stage.sentence_of[at] > 1:
        return None
    between = stage.tree[head.left_edge.i : word.i]
    if any(w.tag_ in ("NNS", "NNPS") for w in between):
        return None
    if any(i in stage.name_at for i in range(at + 1, word.i)):
        return None
    return who


def _rivals(
    stage: Stage, word: Word, first: str | None, since: int, weights: dict[str, float]
) -> bool:
    """Make all equal whom "Roe praised Doe after his return" names before its "his"."""
    named = {p.who for p in stage.places[-8:] if p.at > since and p.who in weights} - {first}
    last = next((p for p in reversed(stage.places[-8:]) if p.who in weights), None)
    if first is None or not named or last is None or last.who == first:
        return False
    if last.at < word.sent.start:
        return False
    weights[last.who] = weights[first]
    return True


def _favour_subject(stage: Stage, word: Word, verb: Word, weights: dict[str, float]) -> None:
    """A subject pronoun goes on with the subject: of "Roe said", else of the last sentence."""
    here = stage.sentence_of[word.i]
    recent = [p for p in stage.places[-12:] if p.subject_of is not None and p.who in weights]
    told = next((p for p in reversed(recent) if p.subject_of == verb.head.i), None)
    if told is not None and verb.dep_ in ("ccomp", "advcl", "conj"):
        weights[told.who] *= 1.8
    elif not any(p.sentence == here for p in recent):
        for place in recent:
            if here - place.sentence <= 1:
                weights[place.who] = max(weights[place.who], 0.8)


def _outshone(stage: Stage, word: Word, who: str, gender: str) -> bool:
    """Whether words quoted in this sentence name another since ``who`` was last mentioned."""
    seen = next((p.at for p in reversed(stage.places) if p.who == who), 0)
    return any(
        at > max(seen, word.sent.start)
        and other != who
        and stage.people[other].gender in (None, gender)
        for at, other in stage.quoted_names[-3:]
    )


def _named_ahead(stage: Stage, word: Word, gender: str) -> str | None:
    """Whom the sentence is about, if told only after this pronoun; "" for somebody unnamed."""
    sentence = word.sent
    subject = next((c for c in sentence.root.children if c.dep_ in SUBJECTS), None)
    if subject is None or not word.i < subject.i < sentence.root.i:
        return None
    if any(sentence.start <= p.at < word.i for p in stage.places[-5:]):
        return None
    for i in range(subject.left_edge.i, subject.i + 1):
        name = stage.name_at.get(i)
        if name is not None and name.kind == "person" and subject.i in stage.inside_name:
            fits = stage.people[name.full_name].gender in (None, gender)
            return name.full_name if fits else None
    unnamed = subject.lower_ in MALE_NOUNS | FEMALE_NOUNS | UNNAMED or role_head(subject.text)
    return "" if unnamed and noun_gender(subject) in (None, gender) else None


def _clause(word: Word) -> Word:
    """The verb of the clause that ``word`` stands in, or the head of the sentence."""
    steps = 0
    while word.head.i != word.i and steps < 100:
        word = word.head
        steps += 1
        if word.pos_ in ("VERB", "AUX"):
            break
    return word
