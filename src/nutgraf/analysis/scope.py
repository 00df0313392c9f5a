"""What governs words from outside: the "not", the "if", the "may" that they must not lose.

A stretch cut from a sentence says more than the sentence did when its negation, condition
or hedge stays behind. The parse tells which words those are; in doubt the answer is that
something is lost, since a fragment too few costs little and a reversed one much.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed

_ADVERBS = listed(
    "not n't n’t never no hardly barely scarcely rarely seldom nowhere neither nor without maybe "
    "perhaps possibly probably likely unlikely allegedly supposedly reportedly apparently "
    "presumably arguably seemingly potentially hopefully almost nearly only ostensibly "
    "purportedly theoretically conceivably sometimes occasionally partly partially according"
)
_MODALS = listed("may might could would should ought")
_CONDITIONS = listed(
    "if unless until till except lest provided providing assuming whether once though although "
    "whereas"
)
_REVERSALS = listed("but yet nor or")
_NOBODY = listed("nobody none nothing neither no-one")
_SOME = listed(
    "some few fewer little many most several any half all both each every part portion majority "
    "minority lot lots number plenty percent per handful fraction certain much enough none "
    "neither either one two three"
)
_PARTIAL = listed("some few little many most several certain any fewer no neither")
# The words below them are thought, wished, tried or undone, and not said to be so.
_VERBS = listed(
    "think believe guess hope suppose doubt seem appear expect feel want wish imagine assume claim "
    "fear fail refuse stop avoid prevent question wonder suspect pretend try attempt reckon "
    "consider deny reject oppose lack decline cease ask plan threaten intend allege suggest "
    "dream mean ban quit forget miss presume figure need like love hate prefer say tell call"
)
_UNDOING = listed(
    "deny reject oppose lack doubt avoid prevent stop refuse fear cease decline ban question end "
    "lose miss dismiss pretend forget suspect allege threaten want need wish ask resist fight "
    "abandon undo reverse cancel replace"
)
_NOUNS = listed(
    "possibility risk threat lack absence fear hope chance likelihood claim allegation idea notion "
    "myth rumor rumour suggestion question end opposition prospect danger attempt effort "
    "probability alternative loss denial concern suspicion theory dream desire shortage wish "
    "sort kind type"
)
_ADJECTIVES = listed(
    "likely unlikely possible impossible able unable hard difficult afraid wrong false far "
    "doubtful uncertain unclear hopeful probable potential alleged supposed willing unwilling free"
)
_PREPOSITIONS = listed("without against instead except unlike than beyond despite like versus from")
# "The truth is that …" says so; "the legend is that …" does not.
_SURE = listed(
    "truth fact point message reality problem thing line result answer reason news lesson upshot "
    "difference issue shame pity that it this what"
)
_WHEN = listed("if unless until lest")
_CLAUSES = frozenset(("ccomp", "xcomp", "advcl", "pcomp", "acl", "csubj"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "expl"))


class Guard(Struct, frozen=True):
    """A word that changes what ``governs`` says; ``after`` if only to what stands before it.

    ``everywhere`` if it changes the whole of its sentence: parsers often miss what an "if"
    hangs on.
    """

    at: int
    governs: int
    after: bool = False
    everywhere: bool = False


def find_guards(words: Sequence[Word]) -> list[Guard]:
    """The negations, conditions, hedges and reversals among ``words``, each with its scope."""
    found: list[Guard] = []
    for word in words:
        lower, dep, head = word.lower_, word.dep_, word.head
        if (
            dep == "neg"
            or lower in _ADVERBS
            or lower in _MODALS
            or (dep == "aux" and lower in ("'d", "’d"))
        ):
            found.append(Guard(word.i, head.i))
        elif lower in _CONDITIONS:
            found.append(Guard(word.i, head.i, everywhere=lower in _WHEN))
            found.append(Guard(word.i, head.head.i))
        elif lower == "when" and word.i < head.head.i:
            # "When they learn of it, they will …" promises on a condition.
            found.append(Guard(word.i, head.head.i))
        elif lower in ("had", "were", "should") and dep in ("aux", "auxpass") and _inverted(word):
            found.append(Guard(word.i, head.head.i))
        elif dep == "cc" and lower in _REVERSALS:
            # What stands before "but" needs it; of two things joined by "or", both do.
            found.append(Guard(word.i, head.i, after=lower in ("but", "yet")))
        elif lower in _NOBODY or (dep in ("det", "amod", "nsubj") and lower in _PARTIAL):
            noun = word if dep in _SUBJECTS else head
            found.append(Guard(word.i, noun.i))
            if noun.dep_ in _SUBJECTS:
                found.append(Guard(word.i, noun.head.i))
        elif (
            dep in ("parataxis", "ccomp")
            and word.lemma_ in _VERBS
            and head.i > word.i - 12
            and any(child.lower_ == "i" for child in word.lefts)
        ):
            found.append(Guard(word.i, head.i))
    return found


def _inverted(word: Word) -> bool:
    """Whether the helper opens its clause: "had we known"."""
    head = word.head
    return head.dep_ == "advcl" and head.left_edge.i == word.i


def loses_meaning(
    words: Sequence[Word], guards: Sequence[Guard], cue: frozenset[int] = frozenset()
) -> bool:
    """Whether ``words``, cut from their sentence, leave behind something that governs them.

    Nothing is asked of ``cue`` and of what stands above it: those words go with the cue.
    """
    first, last = words[0].i, words[-1].i
    reached = set(range(first, last + 1))
    for word in words:
        if first <= word.head.i <= last and word.head is not word:
            continue
        if _climb(word, reached, cue):
            return True
    return any(
        (guard.everywhere or guard.governs in reached)
        and not first <= guard.at <= last
        and not (guard.after and guard.at < first)
        for guard in guards
    )


def _climb(word: Word, reached: set[int], cue: frozenset[int]) -> bool:
    """Add the words above ``word`` to ``reached``; whether one of them takes the claim back."""
    for _ in range(60):
        parent = word.head
        if parent is word or parent.i in cue:
            return False
        if _takes_back(word, parent):
            return True
        # "We lost it, and they won": what the first clause denies, the second may state.
        if not (word.dep_ in ("conj", "parataxis") and _has_subject(word)):
            reached.add(parent.i)
        word = parent
    return True


def _has_subject(word: Word) -> bool:
    return any(child.dep_ in _SUBJECTS for child in word.lefts)


def _takes_back(word: Word, parent: Word) -> bool:
    lemma, pos = parent.lemma_.lower(), parent.pos_
    if pos in ("VERB", "AUX"):
        if word.dep_ in _SUBJECTS:
            return False
        if lemma == "be" and word.dep_ in _CLAUSES:
            return any(
                child.lemma_.lower() in _ADJECTIVES
                or (
                    word.dep_ == "ccomp"
                    and child.dep_ in _SUBJECTS
                    and child.lemma_.lower() not in _SURE
                )
                for child in parent.children
                if child is not word
            )
        return lemma in _UNDOING or (lemma in _VERBS and word.dep_ in _CLAUSES)
    if pos in ("NOUN", "PRON", "NUM"):
        return lemma in _NOUNS or (lemma in _SOME and word.lower_ in ("of", "in"))
    if pos == "ADJ":
        return lemma in _ADJECTIVES or (lemma in _SOME and word.lower_ == "of")
    return parent.lower_ in _PREPOSITIONS or parent.lower_ in _CONDITIONS
