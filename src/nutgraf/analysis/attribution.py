"""Who the source of a statement is: "she" becomes Ms. Orr, "the paper" a publisher.

"Unknown" beats a guess: a brief that prints the wrong speaker does harm, one that prints
"he said" does little.
"""

from __future__ import annotations

import bisect
import re

from msgspec import Struct
from msgspec.structs import replace

from nutgraf.analysis.syntax import Tree, Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Name, Quote, Reference, Span, Voice

_VOICES = listed(
    "spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen representative"
)
# Common nouns for people who are described and not named.
_PEOPLE = listed(
    "activist adviser advisor aide ally analyst attendee banker bystander client colleague "
    "commander commentator commander critic democrat delegate demonstrator detective diplomat "
    "doctor donor driver economist employee executive expert eyewitness fan farmer fighter "
    "firefighter friend guard guest historian individual insider inspector investigator investor "
    "journalist judge juror lawmaker lawyer leader legislator lobbyist man manager member "
    "migrant mother neighbor neighbour nurse observer officer official onlooker operative "
    "opponent organizer organiser parent participant passenger patient people person "
    "physician pilot planner player politician pollster prosecutor protester protestor "
    "refugee relative reporter republican researcher resident respondent scholar scientist senator "
    "soldier source staffer staff strategist student supporter teacher teenager trader veteran "
    "victim volunteer voter witness woman worker"
)
_BODIES = listed(
    "administration agency airline alliance army association authority bank board body brand "
    "bureau business cabinet campaign carrier charity church city club coalition college "
    "commission committee company consortium corporation council country court department "
    "directorate embassy federation firm force foundation fund government group hospital "
    "institute institution kingdom league legislature manufacturer maker military ministry "
    "movement nation navy network office operator opposition organization organisation panel "
    "parliament party police regime regulator retailer school senate service startup state "
    "team treasury tribunal union university utility watchdog"
)
_PAPERS = listed(
    "newspaper paper magazine newswire broadcaster outlet daily weekly tabloid editorial"
)
# Other nouns for people end so; "letter" and "number" do not.
_PERSON_ENDING = re.compile(
    r"(?:ist|ian|eer|man|men|woman|women|people|keeper|holder|maker|owner|worker|goer|leader|"
    r"fighter|builder|driver|player|attorney|candidate|rival|governor|minister|ambassador|"
    r"defector|negotiator|inmate|neighbour|tenant|customer|passerby|parent)$"
)
_DOCUMENTS = listed(
    "statement report study survey poll letter lawsuit complaint filing document memo email e-mail "
    "release survey ruling indictment affidavit website tweet ad advertisement brief review "
    "transcript book order resolution"
)
_SOME = listed("a an another one some several many few both no most other")
_NEWS = re.compile(
    r"\b(?:(?:New York|Washington|Los Angeles|Financial|Sunday|Irish|Japan|Straits|Moscow|Seattle|"
    r"Korea|Economic|Hindustan) (?:Times|Post|Examiner)|(?:The|Daily|Evening|Morning|Huffington|"
    r"Jerusalem|Denver|National) (?:Times|Post|Guardian|Telegraph|Economist|Independent|Sun|"
    r"Atlantic|Hill|Nation|Intercept|Observer|Ledger|Mail|Mirror|Express|Beast|Caller|Wire)|"
    r"[\w’'-]+ (?:Journal|Herald|Tribune|Gazette|Chronicle|Courier|Inquirer|Enquirer|Dispatch|"
    r"Examiner|Ledger|Bulletin|Argus|Daily|Globe|Observer|Broadcasting|Magazine|Newspaper|Press|"
    r"Review|Standard|Register|Sentinel|Telegraph|Times)|\w+ News(?: Agency| Network| Service)?|"
    r"News of \w+)$|^(?:the )?(?:Reuters|AP|AFP|BBC|CNN|CNBC|MSNBC|NBC|ABC|CBS|NPR|PBS|Politico|"
    r"POLITICO|Bloomberg|Axios|Vox|Slate|Salon|Breitbart|BuzzFeed|HuffPost|Newsweek|Forbes|"
    r"Fortune|Time|Guardian|Times|Post|Xinhua|TASS|Interfax|Kyodo|Yonhap|Haaretz|Al Jazeera|"
    r"Agence France-Presse|Associated Press|Le Monde|Der Spiegel|ProPublica|Vice|Variety|Deadline|"
    r"USA Today|Univision|Telemundo|Sky|ITV|RT|NHK|Gizmodo|Wired|TechCrunch|Mashable)$",
    re.I,
)
# Bodies that a newspaper's name could be mistaken for.
_NOT_NEWS = re.compile(r"\b(?:University|Union|Club|Committee|Department|Guild|Court|Office)\b")


class _Known(Struct):
    """The names and references of one article, ready to be asked by place."""

    names: tuple[Name, ...]
    references: tuple[Reference, ...]
    starts: list[int]
    reference_starts: list[int]
    by_full_name: dict[str, Name]
    roles: dict[str, str]


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
    ordered = tuple(sorted(names, key=lambda name: name.span))
    referring = tuple(sorted(references, key=lambda reference: reference.span))
    known = _Known(
        names=ordered,
        references=referring,
        starts=[name.span.start for name in ordered],
        reference_starts=[reference.span.start for reference in referring],
        by_full_name={name.full_name: name for name in reversed(ordered)},
        roles={name.full_name: name.role for name in reversed(ordered) if name.role},
    )
    at = [word.idx for word in tree]
    return tuple(_assign(quote, tree, known, at) for quote in quotes)


def _assign(quote: Quote, tree: Tree, known: _Known, at: list[int]) -> Quote:
    if not quote.source:
        return quote
    source = quote.source[0]
    words = list(tree[bisect.bisect_left(at, source.start) : bisect.bisect_left(at, source.end)])
    words = [word for word in words if not word.is_space]
    if not words:
        return quote
    head = _head(words)
    if head.tag_ in ("WP", "WDT") or head.lower_ in ("who", "which", "that"):
        head = _antecedent(head) or head
    name = _name_for(head, words, known)
    if name is not None:
        return _named(quote, name.full_name, name.kind, known)
    full_name = _referred(head, source, known)
    if full_name is not None:
        held = known.by_full_name.get(full_name)
        return _named(quote, full_name, held.kind if held else "person", known)
    return _described(quote, head, words, known)


def _head(words: list[Word]) -> Word:
    """The word that the rest of the source leans on."""
    inside = {word.i for word in words}
    for word in words:
        loose = word.is_punct or word.dep_ in ("det", "case", "punct", "predet")
        if not loose and (word.head.i not in inside or word.head is word):
            return word
    return words[0]


def _antecedent(pronoun: Word) -> Word | None:
    word = pronoun
    for _ in range(6):
        if word.dep_ == "relcl":
            return word.head
        if word.head is word:
            return None
        word = word.head
    return None


def _name_at(offset: int, known: _Known) -> Name | None:
    place = bisect.bisect_right(known.starts, offset)
    for name in reversed(known.names[max(0, place - 4) : place]):
        if name.span.start <= offset < name.span.end:
            return name
    return None


def _name_for(head: Word, words: list[Word], known: _Known) -> Name | None:
    """The name that heads the source, or stands beside its head: the coach, Ann Orr."""
    found = _name_at(head.idx, known)
    if found is not None:
        owner = [word for word in words if word.dep_ == "case" and word.idx >= found.span.end]
        if not owner or owner[0].idx > found.span.end + 1 or owner[0] is words[-1]:
            return found
        # "Orr's rival Al Venn" was parsed as Orr: whoever is named after the possessive speaks.
        return _named_after(owner[0], words, known)
    for child in head.children:
        if child.dep_ == "appos" and (found := _name_at(child.idx, known)) is not None:
            return found if found.kind == "person" else None
    # Titles parsed as the head of the name after them: Prime Minister Ann Orr.
    if head.pos_ in ("PROPN", "NOUN"):
        following = [word for word in words if word.i > head.i]
        for word in following[:4]:
            if word.is_punct or word.dep_ in ("prep", "case", "poss", "relcl", "cc"):
                break
            found = _name_at(word.idx, known)
            if found is not None and found.kind == "person":
                return found
    return None


def _named_after(mark: Word, words: list[Word], known: _Known) -> Name | None:
    for word in words:
        if word.i > mark.i:
            if word.is_punct or word.dep_ in ("prep", "relcl"):
                return None
            found = _name_at(word.idx, known)
            if found is not None and found.kind == "person":
                return found
    return None


def _referred(head: Word, source: Span, known: _Known) -> str | None:
    place = bisect.bisect_right(known.reference_starts, head.idx)
    for reference in reversed(known.references[max(0, place - 3) : place]):
        if reference.span.start <= head.idx < reference.span.end:
            return reference.full_name
    return None


def _named(quote: Quote, full_name: str, kind: str, known: _Known) -> Quote:
    voice: Voice = "person"
    if kind in ("organisation", "place"):
        voice = "organisation"
    if kind != "person" and is_news_organisation(full_name):
        voice = "publisher"
    return replace(quote, speaker=full_name, role=known.roles.get(full_name), voice=voice)


def _described(quote: Quote, head: Word, words: list[Word], known: _Known) -> Quote:
    lemma = head.lemma_.lower()
    if lemma in _VOICES or head.lower_ in _VOICES:
        body = _spoken_for(head, known)
        if body is not None:
            return replace(quote, speaker=body, anonymous=True, voice="organisation")
        return replace(quote, anonymous=True)
    if lemma in _PAPERS:
        return replace(quote, voice="publisher")
    if lemma in _BODIES or lemma in _DOCUMENTS:
        return replace(quote, voice="organisation")
    if head.pos_ == "PROPN" and head.ent_type_ in ("ORG", "GPE", "NORP"):
        news = is_news_organisation(" ".join(word.text for word in words))
        return replace(quote, voice="publisher" if news else "organisation")
    if head.lower_ == "it":
        return replace(quote, voice="organisation")
    return replace(quote, anonymous=True) if _is_unnamed_person(head) else quote


def _is_unnamed_person(head: Word) -> bool:
    """Whether the source describes people whom the text does not name."""
    lemma = head.lemma_.lower()
    if lemma in _PEOPLE:
        return head.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")
    counted = any(w.lower_ in _SOME or w.pos_ == "NUM" for w in head.lefts)
    if head.pos_ == "NOUN" and (counted or head.tag_ == "NNS"):
        return bool(_PERSON_ENDING.search(lemma))
    if head.lower_ in (*_SOME, "others", "those") and head.pos_ in ("PRON", "DET", "NUM", "ADJ"):
        of = [noun for c in head.children if c.lower_ == "of" for noun in c.children]
        return not of or any(
            noun.lemma_.lower() in _PEOPLE or _PERSON_ENDING.search(noun.lemma_) for noun in of
        )
    return False


def _spoken_for(head: Word, known: _Known) -> str | None:
    """The body that a spokesman speaks for, where it is named beside the word."""
    beside = [child for child in head.children if child.dep_ in ("poss", "compound", "nmod")]
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in ("for", "of", "at", "from", "with"):
            beside += [noun for noun in child.children if noun.dep_ == "pobj"]
    for word in beside:
        found = _name_at(word.idx, known)
        if found is not None and found.kind in ("organisation", "place"):
            return found.full_name
    return None


def is_news_organisation(name: str) -> bool:
    """Whether ``name`` reads as that of a newspaper, agency, broadcaster or news site."""
    return bool(_NEWS.search(name.strip())) and not _NOT_NEWS.search(name)
