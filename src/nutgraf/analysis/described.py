"""What a source is that the text describes: people, a body, a news medium or a document."""

from __future__ import annotations

import re
from typing import Literal

from nutgraf.analysis.name_lexicon import role_head
from nutgraf.analysis.syntax import Word
from nutgraf.analysis.wordlists import listed

Described = Literal["spokesman", "people", "body", "medium", "document", "thing"]

_VOICES = listed(
    "spokesman spokeswoman spokesperson spokespeople spokesmen spokeswomen representative"
)
# Common nouns for people who are described and not named.
_PEOPLE = listed(
    """activist adviser advisor advocate agent aide ally analyst artist athlete attendee author
    banker bystander campaigner caller candidate chef citizen client coach colleague columnist
    commander commentator commuter consumer contractor critic cyclist dealer defector delegate
    democrat demonstrator detective diplomat director doctor donor driver economist educator
    employee engineer executive expert eyewitness fan farmer fighter firefighter follower founder
    friend guard guest historian homeowner individual insider inspector investigator investor
    journalist judge juror lawmaker lawyer leader legislator lobbyist local man manager member
    migrant mother mourner musician neighbor neighbour nurse observer officer official onlooker
    operative opponent organizer organiser parent participant passenger patient people person
    physician pilot planner player politician pollster premier prosecutor protester protestor
    pundit reader refugee relative reporter republican rescuer researcher resident respondent
    rival scholar scientist senator shopper soldier source staffer staff strategist student
    subscriber supporter survivor teacher teenager tenant tourist trader user veteran victim
    viewer visitor volunteer voter witness woman worker writer"""
)
_BODIES = listed(
    """administration agency airline alliance army association authority automaker bank board
    body brand bureau business cabinet campaign carmaker carrier chain charity church city club
    coalition college commission committee company consortium corporation council country court
    department developer directorate embassy federation firm force foundation fund government
    group hospital institute institution kingdom league legislature lender manufacturer maker
    military ministry movement nation navy network office operator opposition organization
    organisation panel parliament party police regime regulator retailer school senate service
    side start-up startup state team treasury tribunal union university utility watchdog"""
)
_MEDIA = listed(
    "newspaper paper magazine newswire broadcaster outlet daily weekly tabloid editorial media"
)
# Other nouns for people end so; "letter" and "number" do not.
_PERSON_ENDING = re.compile(
    r"(?:ist|ian|eer|man|men|woman|women|people|keeper|holder|maker|owner|worker|goer|leader|"
    r"fighter|builder|driver|player|attorney|candidate|rival|governor|minister|ambassador|"
    r"defector|negotiator|inmate|neighbour|tenant|customer|passerby|parent)$"
)
DOCUMENTS: dict[str, str] = {
    **dict.fromkeys(listed("statement release announcement"), "statement"),
    **dict.fromkeys(listed("report study survey poll analysis research story article"), "study"),
    **dict.fromkeys(listed("letter memo memorandum email e-mail message note"), "letter"),
    **dict.fromkeys(listed("lawsuit suit complaint filing petition motion brief"), "suit"),
    **dict.fromkeys(listed("indictment affidavit document transcript record"), "document"),
    **dict.fromkeys(listed("ruling decision verdict judgment judgement opinion order"), "ruling"),
    **dict.fromkeys(listed("book memoir autobiography biography account diary"), "book"),
    **dict.fromkeys(listed("website site page blog"), "site"),
    **dict.fromkeys(listed("tweet post posting ad advertisement advert"), "post"),
    **dict.fromkeys(listed("question query"), "question"),
    **dict.fromkeys(listed("guideline rule policy resolution notice review speech remark"), "text"),
}
"""Nouns for what is written or said, each with the kind that it is another word for."""

_THINGS = listed(
    """data datum figure number evidence result statistic finding sign image photo photograph
    picture video footage headline record map chart test scan percent thing event fact history
    theory estimate forecast model share price law bill constitution treaty deal agreement plan
    proposal programme program mention reference rumor rumour claim allegation suggestion
    projection measure index indicator label banner placard caption screen page line section
    rating trend search inquiry probe experiment calculation experience survey decade year
    month week day time case part point way world show film movie song"""
)
# "A group of protesters" are people and "one of the reports" is a document.
_MEASURES = listed(
    """group number pair couple handful dozen majority minority crowd series string host half
    third quarter lot score hundred thousand one some several many most few both none all each
    another other trio variety range"""
)
_SOME = listed("a an another one some several many few both no most other any")


def counted_noun(head: Word) -> Word:
    """The noun that ``head`` counts ("groups of protesters"); ``head`` if it counts nothing."""
    if head.lemma_.lower() not in _MEASURES and head.pos_ != "NUM":
        return head
    for child in head.children:
        if child.lower_ == "of":
            return next((noun for noun in child.children if noun.dep_ == "pobj"), head)
    return head


def described_as(head: Word) -> Described | None:
    """What ``head`` says that the source is; ``None`` where it may be anything."""
    lemma = head.lemma_.lower()
    if lemma in _VOICES or head.lower_ in _VOICES:
        return "spokesman"
    inner = counted_noun(head)
    if inner.i != head.i:
        told = described_as(inner) if inner.lemma_.lower() not in _MEASURES else None
        return "people" if told == "spokesman" else told
    if lemma in _PEOPLE and head.pos_ in ("NOUN", "PROPN", "ADJ", "VERB"):
        return "people"
    if lemma in _MEDIA:
        return "medium"
    if lemma in DOCUMENTS:
        return "document"
    if lemma in _BODIES:
        return "body"
    if lemma in _THINGS or head.pos_ != "NOUN":
        return "people" if _are_others(head) else "thing" if lemma in _THINGS else None
    return "people" if _is_person(head) else None


def is_bare(head: Word) -> bool:
    """Whether nothing before ``head`` counts or points: "protesters", not "the protesters"."""
    return not any(w.tag_ in ("DT", "PRP$", "CD", "POS", "WP$") for w in head.lefts)


def is_indefinite(head: Word) -> bool:
    """Whether the text brings ``head`` in as somebody or something new."""
    return any(w.lower_ in _SOME or w.pos_ == "NUM" for w in head.lefts)


def _is_person(head: Word) -> bool:
    lemma = head.lemma_.lower()
    if head.tag_ == "NNS" or is_indefinite(head):
        return bool(_PERSON_ENDING.search(lemma)) or role_head(lemma) is not None
    return False


def _are_others(head: Word) -> bool:
    """Whether "others", "some" or "several" stands for people."""
    low = head.lower_
    return low in (*_SOME, "others", "those") and head.pos_ in ("PRON", "DET", "NUM", "ADJ")
