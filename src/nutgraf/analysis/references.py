"""Who is meant by "he", "her" or "the president": rules that would rather not say than guess.

Each person mentioned so far has a weight: more as a subject than as an object, less with
every sentence that passes. A pronoun takes the heaviest person of its sex, provided the
next one is clearly lighter; unnamed people ("a man", "the officer") weigh as well, and
where one of them is heaviest nobody is named. Words in quotation marks name nobody to
the words outside them, and no pronoun inside them is resolved.
"""

from __future__ import annotations

from nutgraf.analysis.bare_roles import resolve_noun
from nutgraf.analysis.name_lexicon import role_head
from nutgraf.analysis.pronouns import PRONOUNS, resolve_pronoun, resolve_they
from nutgraf.analysis.stage import SUBJECTS, Stage
from nutgraf.analysis.syntax import Tree, Word, span_of
from nutgraf.records import Name, Reference

__all__ = ["resolve_references"]


def resolve_references(tree: Tree, text: str, names: tuple[Name, ...]) -> tuple[Reference, ...]:
    """The third-person pronouns and bare roles of ``text``, in order; empty if there are none.

    A reference has no ``full_name`` where the text does not settle it, and inside quotation
    marks, where this makes no claim. "They" is listed only where it is settled.
    """
    stage = Stage(tree, text, names)
    found: list[Reference] = []
    for word in tree:
        name = stage.name_at.get(word.i)
        if name is not None:
            stage.mention(name, word.i)
        elif word.i not in stage.inside_name:
            reference = _reference(stage, word)
            if reference is not None:
                found.append(reference)
    return tuple(found)


def _reference(stage: Stage, word: Word) -> Reference | None:
    """What a word outside all names refers to; ``None`` where it is no reference."""
    if word.lower_ in PRONOUNS and word.tag_ in ("PRP", "PRP$"):
        return Reference(span_of((word,)), resolve_pronoun(stage, word))
    if word.tag_ == "WP" and word.dep_ in SUBJECTS and word.head.dep_ == "relcl":
        stage.keep_relative(word)
    elif word.lower_ == "they" and word.dep_ in SUBJECTS:
        body = resolve_they(stage, word)
        return Reference(span_of((word,)), body) if body is not None else None
    elif word.tag_ == "NN" or (word.tag_ == "NNP" and role_head(word.text)):
        return resolve_noun(stage, word)
    return None
