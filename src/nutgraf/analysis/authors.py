"""Who speaks through a document: Orr in "Orr's letter", Acme in "the Acme report"."""

from __future__ import annotations

from collections.abc import Iterable

from nutgraf.analysis.described import DOCUMENTS, described_as
from nutgraf.analysis.known import Known
from nutgraf.analysis.publishers import is_news_organisation
from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed

# How many words back a document may have been brought in.
_REACH = 1000
_POINTING = frozenset(("the", "this", "that", "these", "those"))
_OF_NEWS = frozenset(("published", "media", "news"))
_ISSUING = listed(
    """write publish release issue file give send post pen author compile prepare conduct submit
    produce commission make provide circulate deliver hand ask pose draft sign"""
)


def author_of(document: Word, known: Known) -> str | None:
    """The full name of whose words ``document`` holds; ``None`` where nothing tells.

    "The report" alone is the one that was brought in before, if that had an author.
    """
    told = _author_beside(document, known)
    if told is not None:
        return told
    if not _takes_up(document):
        return None
    before = _author_before(document, known)
    if before is not None:
        return before
    if DOCUMENTS.get(document.lemma_.lower()) == "ruling":
        return _only(n.full_name for n in known.names if "Court" in n.full_name.split())
    if document.lemma_ == "report" and _is_news(document, known):
        return _only(
            n.full_name
            for n in known.names
            if n.kind == "organisation" and is_news_organisation(n.full_name)
        )
    return None


def _takes_up(document: Word) -> bool:
    """Whether a document is one told of before: "the report", "one question", no "Acme poll"."""
    if any(c.pos_ == "PROPN" or c.dep_ == "poss" for c in document.lefts):
        return False
    if any(described_as(c) in ("people", "body") for c in document.lefts if c.dep_ == "compound"):
        return False
    if any(c.lower_ in _POINTING for c in document.lefts) or _is_news_word(document):
        return True
    return DOCUMENTS.get(document.lemma_.lower()) == "question"


def _is_news_word(report: Word) -> bool:
    return report.tag_ == "NN" and any(w.lower_ in _OF_NEWS for w in report.lefts)


def _only(names: Iterable[str]) -> str | None:
    """The one name among ``names``; ``None`` for none or several."""
    told = set(names)
    return next(iter(told)) if len(told) == 1 else None


def _is_news(report: Word, known: Known) -> bool:
    """Whether a report, or the one before it that it takes up, is one of a news medium."""
    if _is_news_word(report):
        return True
    earlier = known.tree[max(0, report.i - _REACH) : report.i]
    return any(w.lemma_ == "report" and w.pos_ == "NOUN" and _is_news_word(w) for w in earlier)


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
            meant = meant if meant is not None and known.is_medium(meant) else None
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
    if word.head.dep_ == "ccomp" and word.head.head.lemma_ == "ask":
        # "Asks Ms. Orr dozens of questions" is read as if Ms. Orr did something to them.
        return _asker(word.head.head, known)
    if word.dep_ != "dobj" or word.head.lemma_.lower() not in _ISSUING:
        return None
    return _asker(word.head, known)


def _asker(verb: Word, known: Known) -> str | None:
    """The subject of ``verb`` by name, also in "hopes to ask"."""
    subject = next((w for w in verb.lefts if w.dep_ == "nsubj"), None)
    if subject is None and verb.dep_ == "xcomp":
        subject = next((w for w in verb.head.lefts if w.dep_ == "nsubj"), None)
    meant = known.meant(subject) if subject is not None else None
    if meant is None or known.kind(meant) != "place":
        return meant
    # A dateline was taken for the subject: who stands right before the verb is.
    first = min((w.i for w in verb.lefts if w.dep_ == "aux"), default=verb.i)
    name = known.name_at(known.tree[first - 1].idx) if first else None
    return name.full_name if name is not None and name.kind == "person" else meant


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
