"""Who speaks through a document: Orr in "Orr's letter", Acme in "the Acme report"."""

from __future__ import annotations

from nutgraf.analysis.described import DOCUMENTS, described_as
from nutgraf.analysis.known import Known
from nutgraf.analysis.publishers import is_news_organisation
from nutgraf.analysis.syntax import Word

# How many words back a document may have been brought in.
_REACH = 400
_ISSUING = frozenset(
    [
        "write",
        "publish",
        "release",
        "issue",
        "file",
        "give",
        "send",
        "post",
        "pen",
        "author",
        "compile",
        "prepare",
        "conduct",
        "submit",
        "produce",
        "commission",
        "make",
        "provide",
        "circulate",
        "deliver",
        "hand",
        "ask",
        "pose",
        "draft",
        "sign",
    ]
)


def author_of(document: Word, known: Known) -> str | None:
    """The full name of whose words ``document`` holds; ``None`` where nothing tells.

    "The report" alone is the one that was brought in before, if that had an author.
    """
    told = _author_beside(document, known)
    if told is not None:
        return told
    own_words = [c for c in document.lefts if c.dep_ in ("poss", "compound", "nmod")]
    if any(described_as(c) in ("people", "body") for c in own_words):
        return None
    return _author_before(document, known)


def _author_beside(document: Word, known: Known) -> str | None:
    """Whose document it is by the words that belong to it."""
    for child in document.lefts:
        if child.dep_ in ("poss", "compound", "nmod", "amod"):
            meant = known.meant(child)
            if meant is not None and (child.dep_ == "poss" or _can_issue(meant, known)):
                return meant
    for child in document.rights:
        meant = None
        if child.dep_ == "prep" and child.lower_ in ("by", "from"):
            meant = _first_meant(child, known)
        elif child.dep_ == "prep" and child.lower_ in ("on", "in", "at"):
            meant = _first_meant(child, known)
            meant = meant if meant is not None and is_news_organisation(meant) else None
        elif child.dep_ == "relcl":
            meant = next((known.meant(w) for w in child.lefts if w.dep_ == "nsubj"), None)
        elif child.dep_ == "acl":
            meant = _issued_by(child, known)
        if meant is not None:
            return meant
    return _issuer(document, known)


def _can_issue(full_name: str, known: Known) -> bool:
    """Whether a name in front of a document is its author: "Acme report", not "Iran report"."""
    return known.kind(full_name) == "organisation"


def _first_meant(preposition: Word, known: Known) -> str | None:
    noun = next((w for w in preposition.children if w.dep_ == "pobj"), None)
    return known.meant(noun) if noun is not None else None


def _issued_by(participle: Word, known: Known) -> str | None:
    """The author in "published by Acme" and "published in The Gazette"."""
    if participle.lemma_.lower() not in _ISSUING:
        return None
    for child in participle.children:
        if child.dep_ in ("agent", "prep") and child.lower_ in ("by", "in", "on"):
            meant = _first_meant(child, known)
            if meant is not None and (child.lower_ == "by" or is_news_organisation(meant)):
                return meant
    return None


def _issuer(document: Word, known: Known) -> str | None:
    """The subject of a verb of writing or issuing that has ``document`` as its object."""
    word = document
    if word.dep_ == "pobj" and word.head.lower_ == "of" and word.head.head.dep_ == "dobj":
        # "Gave a list of questions."
        word = word.head.head
    if word.dep_ != "dobj" or word.head.lemma_.lower() not in _ISSUING:
        return None
    subject = next((w for w in word.head.lefts if w.dep_ == "nsubj"), None)
    if subject is None and word.head.dep_ == "xcomp":
        subject = next((w for w in word.head.head.lefts if w.dep_ == "nsubj"), None)
    return known.meant(subject) if subject is not None else None


def _author_before(document: Word, known: Known) -> str | None:
    """The author of the last document of that kind; ``None`` if two before it differ."""
    kind = DOCUMENTS.get(document.lemma_.lower())
    found: list[str] = []
    for word in reversed(known.tree[max(0, document.i - _REACH) : document.i]):
        if word.pos_ != "NOUN" or DOCUMENTS.get(word.lemma_.lower()) != kind:
            continue
        author = _author_beside(word, known)
        if author is not None:
            found.append(author)
            if len(found) > 1:
                break
    if not found or (kind in ("study", "post", "text", "document") and len(set(found)) > 1):
        return None
    return found[0]
