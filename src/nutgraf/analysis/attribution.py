"""Who the source of a statement is: "she" becomes Ms. Orr, "the paper" a publisher.

"Unknown" beats a guess: a brief that prints the wrong speaker does harm, one that prints
"he said" does little.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from nutgraf.analysis.authors import author_of
from nutgraf.analysis.described import counted_noun, described_as, is_bare, is_indefinite
from nutgraf.analysis.identified import identify
from nutgraf.analysis.known import Known
from nutgraf.analysis.name_lexicon import role_head
from nutgraf.analysis.publishers import is_news_organisation
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.records import Name, Quote, Reference, Voice

__all__ = ["assign_speakers", "is_news_organisation"]

_HANDLE = re.compile(r"@\w{2,}")
_APPOSED = 8
# Within so many characters "they" may be whoever was told of last.
_NEAR = 240


def assign_speakers(
    quotes: tuple[Quote, ...],
    tree: Tree,
    text: str,
    names: tuple[Name, ...],
    references: tuple[Reference, ...],
) -> tuple[Quote, ...]:
    """The same quotes with ``speaker``, ``role``, ``anonymous`` and ``voice`` filled in.

    ``speaker`` stays ``None`` where the text does not settle who spoke; a described and
    unnamed source ("two officials") is ``anonymous``.
    """
    known = Known.of(tree, names, references)
    told: list[Quote] = []
    for quote in quotes:
        told.append(_assign(quote, text, known, told[-1] if told else None))
    return identify(tuple(told), known)


def _assign(quote: Quote, text: str, known: Known, before: Quote | None) -> Quote:
    if not quote.source:
        return quote
    source = quote.source[0]
    words = known.words(source.start, source.end)
    if not words:
        return quote
    head = _quoted_person(quote, known) or _cited(quote, known) or _head(words)
    if head.tag_ in ("WP", "WDT") or head.lower_ in ("who", "which", "that"):
        head = _antecedent(head) or head
    name = _name_for(head, words, known)
    if name is not None:
        if name.kind != "person" and _goes_on(words[-1], known):
            return quote
        return _named(quote, name.full_name, name.kind, known, head)
    full_name = known.referred(head.idx)
    if full_name is not None:
        return _named(quote, full_name, known.kind(full_name), known, head)
    handle = _HANDLE.search(source.of(text))
    if handle is not None:
        return replace(quote, speaker=handle.group())
    return _described(quote, head, words, text, known, before)


def _head(words: list[Word]) -> Word:
    """The word that the rest of the source leans on."""
    inside = {word.i for word in words}
    for word in words:
        loose = word.is_punct or word.dep_ in ("det", "case", "punct", "predet")
        if not loose and (word.head.i not in inside or word.head is word):
            return word
    return words[0]


def _verb(quote: Quote, known: Known) -> Word | None:
    cue = quote.cue[0] if quote.cue else None
    return (
        next((w for w in known.words(cue.start, cue.end) if w.pos_ == "VERB"), None)
        if cue
        else None
    )


def _quoted_person(quote: Quote, known: Known) -> Word | None:
    """Whoever "the paper quoted" is the one who spoke."""
    verb = _verb(quote, known)
    if verb is None or verb.lemma_ not in ("quote", "cite"):
        return None
    return next((w for w in verb.rights if w.dep_ == "dobj" and w.pos_ != "NUM"), None)


def _cited(quote: Quote, known: Known) -> Word | None:
    """The people whom a report cites: "the paper said, citing two officials"."""
    verb = _verb(quote, known)
    for child in verb.children if verb is not None else ():
        if child.lower_ in ("citing", "quoting"):
            cited = next((w for w in child.rights if w.dep_ in ("dobj", "pobj")), None)
            if cited is not None and described_as(cited) == "people":
                return cited
    return None


def _antecedent(pronoun: Word) -> Word | None:
    word = pronoun
    for _ in range(6):
        if word.dep_ == "relcl":
            return word.head
        if word.head is word:
            return None
        word = word.head
    return None


def _name_for(head: Word, words: list[Word], known: Known) -> Name | None:
    """The name that heads the source, or stands beside its head: the coach, Ann Orr."""
    found = known.name_at(head.idx)
    if found is not None:
        if len(found.full_name.split()) == 1 and (beside := _full_name_beside(head, known)):
            return beside
        owner = [word for word in words if word.dep_ == "case" and word.idx >= found.span.end]
        if not owner or owner[0].idx > found.span.end + 1 or owner[0] is words[-1]:
            return found
        # "Orr's rival Al Venn" was parsed as Orr: whoever is named after the possessive speaks.
        return _named_after(owner[0], words, known)
    described = described_as(head)
    for child in head.children:
        if child.dep_ == "appos" and (found := known.name_at(child.idx)) is not None:
            body = found.kind == "organisation" and described in ("body", "medium", None)
            person = found.kind == "person" and described not in ("document", "thing")
            return found if person or body else None
    if described in ("body", "medium"):
        named = _named_body(head, known)
        if named is not None:
            return named
    # Titles parsed as the head of the name after them: Prime Minister Ann Orr.
    if head.pos_ in ("PROPN", "NOUN"):
        following = [word for word in words if word.i > head.i]
        for word in following[:4]:
            if word.is_punct or word.dep_ in ("prep", "case", "poss", "relcl", "cc"):
                break
            found = known.name_at(word.idx)
            if found is not None and found.kind == "person":
                return found
    if role_head(head.text):
        last = known.name_at(words[-1].idx)
        if last is not None and last.kind == "person" and not _set_apart(head, last, words):
            return last
    return None


def _goes_on(last: Word, known: Known) -> bool:
    """Whether a title in capitals follows: "Former Harbour House" Doctor, cut in a headline."""
    after = known.tree[last.i + 1] if last.i + 1 < len(known.tree) else None
    return after is not None and after.text.istitle() and role_head(after.text) is not None


def _full_name_beside(head: Word, known: Known) -> Name | None:
    """The person in apposition to a lone name that is not theirs: his blog Tally, Bo Venn."""
    for child in head.rights:
        found = known.name_at(child.idx) if child.dep_ == "appos" else None
        if found is not None and found.kind == "person" and len(found.full_name.split()) > 1:
            return found
    return None


def _named_body(head: Word, known: Known) -> Name | None:
    """The name in front of the noun for what it is: the Acme newspaper, Acme Bridges company."""
    before = known.tree[head.i - 1] if head.i else None
    while before is not None and before.dep_ == "compound" and before.text[:1].islower():
        before = known.tree[before.i - 1] if before.i else None
    found = known.name_at(before.idx) if before is not None else None
    if found is None or before is None or found.kind != "organisation" or before.dep_ == "poss":
        return None
    return found if before.head.i == head.i else None


def _set_apart(head: Word, last: Name, words: list[Word]) -> bool:
    """Whether what stands between a title and the last name makes the name somebody else's."""
    between = [word for word in words if word.i > head.i and word.idx < last.span.start]
    if len(between) > _APPOSED or any(w.is_punct or w.pos_ in ("VERB", "CCONJ") for w in between):
        return True
    prepositions = [w for w in between if w.tag_ in ("IN", "TO")]
    if not prepositions or between[-1] in prepositions or between[-1].tag_ in ("DT", "POS"):
        return bool(prepositions)
    return last.role is None or head.text not in last.role


def _named_after(mark: Word, words: list[Word], known: Known) -> Name | None:
    for word in words:
        if word.i > mark.i:
            if word.is_punct or word.dep_ in ("prep", "relcl"):
                return None
            found = known.name_at(word.idx)
            if found is not None and found.kind == "person":
                return found
    return None


def _named(quote: Quote, full_name: str, kind: str, known: Known, head: Word) -> Quote:
    voice: Voice = "person"
    if kind in ("organisation", "place"):
        voice = "organisation"
    if (kind != "person" or full_name[:4] == "The ") and is_news_organisation(full_name):
        voice = "publisher"
    if voice == "organisation" and (_is_medium(head) or full_name in known.media):
        voice = "publisher"
    return replace(quote, speaker=full_name, role=known.roles.get(full_name), voice=voice)


def _is_medium(head: Word) -> bool:
    """Whether the text says that the source is a news medium: KCNA, the state news agency."""
    if head.text[:1].islower() and described_as(head) == "medium":
        return True
    if head.lower_ == "agency" and any(c.lower_ == "news" for c in head.lefts):
        return True
    return any(c.dep_ == "appos" and c.text[:1].islower() and _is_medium(c) for c in head.rights)


def _described(
    quote: Quote, head: Word, words: list[Word], text: str, known: Known, before: Quote | None
) -> Quote:
    described = described_as(head)
    inner = counted_noun(head)
    if described == "spokesman":
        body = _spoken_for(head, known)
        if body is not None:
            return replace(quote, speaker=body, voice="organisation")
        return replace(quote, anonymous=True)
    if described == "people":
        return _again(quote, head, known, before) or replace(quote, anonymous=True)
    if described == "medium":
        return replace(quote, voice="publisher")
    if described == "document":
        author = author_of(inner, known) or _site_named(inner, quote, before)
        if author is not None:
            return _named(quote, author, known.kind(author), known, inner)
        if any(c.dep_ == "poss" and described_as(c) == "people" for c in inner.lefts):
            return replace(quote, anonymous=True)
        if inner.lemma_ == "report" and inner.tag_ == "NNS":
            return replace(quote, voice="publisher")
        return replace(quote, voice="organisation")
    if described == "body":
        return replace(quote, speaker=_body_as_printed(head, known), voice="organisation")
    if head.pos_ == "PROPN" and head.ent_type_ in ("ORG", "GPE", "NORP"):
        return _proper(quote, head, text)
    if head.lower_ == "it":
        last = _last_subject(head, known)
        if last is not None:
            return _named(quote, last.full_name, last.kind, known, head)
        return replace(quote, voice="organisation")
    if head.lower_ in ("they", "he", "she") and before is not None and before.anonymous:
        end = max(span.end for span in (*before.content, *before.source))
        if head.idx - end < _NEAR and not known.names_of_people(end, head.idx):
            return replace(quote, anonymous=True)
    return quote


def _last_subject(pronoun: Word, known: Known) -> Name | None:
    """The body that was the last subject before "it said"; ``None`` if something else was."""
    for word in reversed(known.tree[max(0, pronoun.i - _NEAR // 4) : pronoun.i]):
        if word.dep_ in ("nsubj", "nsubjpass") and word.pos_ in ("NOUN", "PROPN"):
            found = known.name_at(word.idx)
            return found if found is not None and found.kind == "organisation" else None
    return None


def _site_named(document: Word, quote: Quote, before: Quote | None) -> str | None:
    """The body just named as a source where "the website" is the next one."""
    if document.lemma_.lower() not in ("website", "site") or before is None or not before.speaker:
        return None
    if not any(w.lower_ == "the" for w in document.lefts) or before.voice == "person":
        return None
    return before.speaker if document.idx - before.content[0].start < 2 * _NEAR else None


def _again(quote: Quote, head: Word, known: Known, before: Quote | None) -> Quote | None:
    """ "Another" after "one question asks" is one more question of the same author."""
    if head.lower_ != "another" or any(True for _ in head.children) or before is None:
        return None
    if not before.source or not before.speaker:
        return None
    words = known.words(before.source[0].start, before.source[0].end)
    if (words and described_as(_head(words)) == "document") or (
        words and words[0].lower_ == "another" and len(words) == 1
    ):
        return replace(quote, speaker=before.speaker, role=before.role, voice=before.voice)
    return None


def _proper(quote: Quote, head: Word, text: str) -> Quote:
    printed = text[head.left_edge.idx : head.idx + len(head.text)]
    news = is_news_organisation(printed)
    if news or head.ent_type_ != "NORP" or is_indefinite(head) or head.tag_ not in ("NNPS", "NNS"):
        return replace(quote, voice="publisher" if news else "organisation")
    return replace(quote, speaker=head.text, voice="organisation")


def _body_as_printed(head: Word, known: Known) -> str | None:
    """The words that tell a body from its like: Iran's government; ``None`` for "the council"."""
    if head.lower_ in ("police", "governments") and is_bare(head):
        forces = {n.full_name for n in known.names if n.full_name.endswith(" " + "Police")}
        return next(iter(forces)) if len(forces) == 1 else head.text
    if is_indefinite(head) or head.tag_ == "NNS":
        return None
    for child in head.lefts:
        telling = child.dep_ in ("poss", "amod", "compound", "nmod")
        named = known.name_at(child.idx)
        if telling and (child.ent_type_ in ("NORP", "GPE") or named is not None):
            first = known.tree[child.left_edge.i : head.i + 1]
            start = first[1:] if first[0].lower_ in ("the", "a", "an") else first
            return " ".join(start.text.split())
    return None


def _spoken_for(head: Word, known: Known) -> str | None:
    """The body that a spokesman speaks for, where it is named beside the word."""
    beside = [child for child in head.children if child.dep_ in ("poss", "compound", "nmod")]
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("for", "of", "at", "from", "with"):
            beside += [noun for noun in child.children if noun.dep_ == "pobj"]
    for word in beside:
        meant = known.meant(word)
        if meant is not None and known.kind(meant) in ("organisation", "place"):
            return meant
    return None
