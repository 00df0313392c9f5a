"""How much words are worth quoting: their length, their form, and what they say."""

from __future__ import annotations

import math
from collections.abc import Sequence

from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed

# Published briefs print fragments with a median of seven words, two thirds of them clauses.
_BEST_LENGTH = 7.5
_POINTING = listed("it this that these those they he she there them him her")
_STRONG = listed(
    "absolute absurd amazing appalling awful bad barbaric beautiful best betrayal blatant bold "
    "brave brilliant brutal catastrophe catastrophic chaos clear cowardly crazy crime crisis "
    "critical cruel crucial damage danger dangerous deadly deal dead death decent deep defeat "
    "deplorable desperate destroy devastate devastating disappoint disappointed disaster "
    "disastrous disgrace disgraceful disgusting dream enemy evil excellent extraordinary fail "
    "failure fair fake false fantastic fear fight force freedom fraud great grave greatest guilty "
    "hate hero historic honest honor honour hope horrible horrific horror huge humiliate ill "
    "illegal immoral important impossible incredible injustice innocent insane insult invasion "
    "justice kill lie madness massacre mess miracle mistake moral murder nightmare nonsense "
    "outrage outrageous pain peace perfect pleased powerful pride proud reckless regret "
    "responsibility ridiculous rig risk ruin sad scandal serious severe shame shameful shock "
    "shocking sick significant smear sorry steal strength strong struggle stupid succeed success "
    "suffer surrender survive terrible terrific terror threat threaten tough tragedy tragic "
    "travesty treason trust truth unacceptable unbelievable unfair unfit unfortunate "
    "unprecedented unthinkable urgent vicious victory victim violence violent vital war warn "
    "weak weapon welcome win wonderful worry worst wrong"
)
_AHEAD = listed("will wo 'll ’ll must shall ca can going gonna never cannot")
_PROCEDURE = listed(
    "announce ask call come comment conversation discuss experience discussion get go happen "
    "issue know let look mean mention note please "
    "meeting number ongoing people point process question reporter say see situation stuff talk "
    "tell thank thing think time try today tomorrow tonight try way yesterday"
)
_SHIFTING = frozenset(("VERB", "NOUN", "ADJ", "ADV", "PROPN", "NUM"))


def score_words(words: Sequence[Word], form: float) -> float:
    """The higher the better: about 1 for a vivid clause, below 0 for what says little.

    ``form`` is what the kind of constituent counts by itself. The weights were set by
    reading fragments drawn from news articles, good and bad.
    """
    solid = [word for word in words if not word.is_punct]
    count = len(solid)
    if not count:
        return -math.inf
    score = form - 0.75 * abs(math.log(count / _BEST_LENGTH))
    telling = strong = dull = 0
    for word in solid:
        if word.pos_ not in _SHIFTING and word.lower_ not in _AHEAD:
            continue
        lemma = word.lemma_.lower()
        if lemma in _STRONG or word.tag_ in ("JJS", "RBS"):
            strong += 1
        if word.lower_ in _AHEAD:
            strong += 1
        if lemma in _PROCEDURE:
            dull += 1
        elif word.pos_ in _SHIFTING and not word.is_stop:
            telling += 1
    score += 0.35 * min(strong, 3) - 0.2 * min(dull, 3) + 1.2 * telling / count - 0.4
    first = solid[1] if solid[0].pos_ == "ADV" and count > 1 else solid[0]
    if first.tag_ in ("TO", "VBG") or solid[0].lower_ in ("more", "less", "as", "than"):
        score -= 0.5
    if form < 0 and not strong and not any(word.pos_ == "ADJ" for word in solid):
        score -= 0.4
    if telling < 2:
        score -= 0.4
    pointing = [word for word in solid if word.lower_ in _POINTING and word.pos_ in ("PRON", "DET")]
    if pointing and pointing[0].pos_ == "PRON":
        # A pronoun that opens the fragment means what nobody can see; a later one may be bound.
        opens = pointing[0].i <= words[0].i + 1
        score -= 0.7 if opens else 0.25
    elif pointing and pointing[0].lower_ in ("this", "that", "these", "those"):
        score -= 0.1
    return score
