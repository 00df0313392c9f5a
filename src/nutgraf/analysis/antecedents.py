"""Who or what a pronoun stands for that does an act still to come.

People are known from ``references``; this goes on with firms, things and groups, with words
inside quotation marks, and with the one who speaks. It takes a subject that nothing competes
with and leaves the pronoun as it is in doubt.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable

from nutgraf.analysis.ahead import children, lemma_of, reporting_verb, words_over
from nutgraf.analysis.described import counted_noun
from nutgraf.analysis.doers import clauses_over, shared_subject, subject_in
from nutgraf.analysis.gender import given_gender, noun_gender
from nutgraf.analysis.name_lexicon import role_head
from nutgraf.analysis.pronouns import PRONOUNS
from nutgraf.analysis.setting import Setting
from nutgraf.analysis.stage import UNNAMED
from nutgraf.analysis.syntax import Phrase, Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Name, Quote

_GROUPS = listed(
    "team group coalition band police family couple party crew club committee government council "
    "company firm board alliance duo trio pair union staff panel jury"
)
# Those who speak about others, so that their "we" is not the house they work for.
_OBSERVERS = listed(
    "economist analyst professor expert researcher fellow lecturer historian strategist scientist "
    "columnist author critic student resident pollster"
)
_BEHELD = listed("see hear face find have learn know get feel need live remember")
_TURNING = listed("tell warn inform notify assure promise remind advise")
_SAYING = listed("say tell announce report add state warn think believe expect argue claim insist")
_HOUSE = re.compile(r",\s(?:an?\s|the\s)?[\w' -]{3,40}?\s(?:for|of|at|with)\s(?:the\s)?(?=[A-Z])")
_NEAR = 70
_BODIES = ("organisation", "place")
_CHAIN = 3
_BACK = 3
_NAMES = 400

type Fit = Callable[[Word, Word, Setting], bool]


def speaking(word: Word, quote: Quote | None, act: Word, setting: Setting) -> str | None:
    """Who says "I" or "we": the speaker, or the body spoken for; ``None`` if nobody is known."""
    if quote is None or quote.speaker is None:
        return None
    joint = word.lower_ == "we" and lemma_of(act) not in _BEHELD
    return (_body_spoken_for(quote, setting) if joint else None) or quote.speaker


def teller_meant(word: Word, quote: Quote | None, setting: Setting) -> Word | None:
    """The one without a name who says "we" inside quotation marks; ``None`` if nobody is told."""
    teller = _teller(word) if is_marked(word, quote, setting) else None
    if teller is None or teller.pos_ in ("NOUN", "PROPN"):
        return teller
    return subject_meant(teller, None, setting) if teller.lower_ in ("it", "they") else None


def _body_spoken_for(quote: Quote, setting: Setting) -> str | None:
    """The organisation that the role of a speaker names: "Tarn Motors spokesman"."""
    role = quote.role or ""
    if not role or _OBSERVERS & set(role.lower().split()):
        return None
    named = {
        name.full_name
        for span, name in setting.names.held[:_NAMES]
        if name.kind == "organisation" and (name.full_name in role or span.of(setting.text) in role)
    }
    if named:
        return max(sorted(named), key=len)
    for span, name in setting.names.held[:_NAMES]:
        if name.full_name == quote.speaker:
            # "Otto Brandt, a spokesman for the Harbour Fund"
            beside = _HOUSE.match(setting.text, span.end, span.end + _NEAR)
            house = setting.names.at(beside.end()) if beside is not None else None
            if house is not None and house.kind == "organisation":
                return house.full_name
    return None


def is_marked(word: Word, quote: Quote | None, setting: Setting) -> bool:
    """Whether the word stands inside quotation marks, so that it is no reporter's."""
    if quote is None:
        return False
    if quote.kind == "direct":
        return True
    before = setting.text[word.sent.start_char : word.idx]
    return before.rfind("“") > before.rfind("”") or before.count('"') % 2 == 1


def person_meant(word: Word, quote: Quote | None, setting: Setting) -> str | None:
    """The person that "he" or "she" stands for; ``None`` where the text does not settle it."""
    sex = PRONOUNS[word.lower_]
    teller = _teller(word)
    name = setting.names.at(teller.idx) if teller is not None else None
    who = name.full_name if name is not None and name.kind == "person" else None
    if is_marked(word, quote, setting):
        return _person_quoted(word, sex, quote, setting, who)
    if teller is None or teller.i > word.i:
        return None
    if teller.pos_ == "PRON" and quote is not None:
        who = quote.speaker
    return who if who is None or given_gender(who) in (None, sex) else None


def _teller(word: Word) -> Word | None:
    """Who says the clause that ``word`` stands in; ``None`` where the publisher does."""
    told = reporting_verb(word.head)
    for above in words_over(word.head) if told is not None else ():
        if above is told or above.pos_ == "NOUN":
            # "Brandt cited her promise that she would resign": Brandt is not "she".
            return shared_subject(told) if above is told else None
    return shared_subject(told) if told is not None else None


def _person_quoted(
    word: Word, sex: str, quote: Quote | None, setting: Setting, teller: str | None
) -> str | None:
    """The one person of that sex whom the nearest words before name, the speaker apart."""
    speakers = {teller, quote.speaker if quote is not None else None}
    part: Phrase | None = word.sent
    end = word.idx
    for _ in range(_BACK):
        if part is None:
            return None
        first = bisect.bisect_left(setting.names.starts, part.start_char)
        last = bisect.bisect_left(setting.names.starts, end)
        within = [name for _, name in setting.names.held[first:last]]
        people = {n.full_name for n in within if n.kind == "person"} - speakers
        people = {who for who in people if given_gender(who) in (None, sex)}
        if people:
            return people.pop() if len(people) == 1 else None
        part = _sentence_before(part)
        if part is None or setting.quotes.at(part[-1].idx) is not quote:
            return None
        end = part.end_char
    return None


def subject_meant(word: Word, quote: Quote | None, setting: Setting) -> Word | None:
    """The noun that a pronoun goes on with; ``None`` where none fits or two do.

    For "it" and "they" that is a subject before it; for "he" and "she", whom no name is known
    for, the unnamed one who says so: "The minister said he would resign".
    """
    if word.lower_ in PRONOUNS:
        teller = None if is_marked(word, quote, setting) else _teller(word)
        if teller is None or teller.i > word.i or teller.pos_ != "NOUN":
            return None
        return teller if _is_one(teller, PRONOUNS[word.lower_]) else None
    for _ in range(_CHAIN):
        found = (
            _subject_here(word, quote, setting, _fits)
            or _subject_before(word, setting, _fits)
            or _subject_here(word, quote, setting, _is_they)
            or _subject_before(word, setting, _is_they)
        )
        if found is None or found.pos_ != "PRON":
            return found
        word = found
    return None


def _subject_here(word: Word, quote: Quote | None, setting: Setting, fits: Fit) -> Word | None:
    marked = is_marked(word, quote, setting)
    over = {verb.i for verb in words_over(word)}
    aside: Word | None = None
    for verb in clauses_over(word):
        nouns = [subject_in(verb)]
        if lemma_of(verb) in _TURNING:
            # "The firm warned the port that it would sue": the firm, but "Orrin warned the port".
            nouns += children(verb, "dobj", "dative")
        found = next((n for n in nouns if n and n.i < word.i and fits(n, word, setting)), None)
        if found is None:
            continue
        if marked and setting.quotes.at(found.idx) is None:
            break
        if verb.i in over:
            # "The firm said that if the port lost, it would appeal": who knows.
            return counted_noun(found) if aside is None or aside.lower_ == found.lower_ else None
        aside = aside or found
    return counted_noun(aside) if aside is not None else None


def _subject_before(word: Word, setting: Setting, fits: Fit) -> Word | None:
    part = _sentence_before(word.sent)
    if part is None:
        return None
    here, there = setting.quotes.at(word.idx), setting.quotes.at(part[-1].idx)
    if here is not there and not (_is_told(here) and _is_told(there)):
        return None
    root = part.root
    verbs = [root, *children(root, "conj")]
    if lemma_of(root) in _SAYING:
        verbs += children(root, "ccomp")
    subjects = [s for s in map(subject_in, verbs) if s is not None]
    fitting = [s for s in subjects if _is_same(s, word) or fits(s, word, setting)]
    return counted_noun(fitting[0]) if len(fitting) == 1 else None


def _is_told(quote: Quote | None) -> bool:
    """Whether words are the publisher's own, be they its account of what somebody said."""
    return quote is None or quote.kind == "indirect"


def _sentence_before(part: Phrase) -> Phrase | None:
    """The sentence before, past those that hold no word; ``None`` at the start of a text."""
    for _ in range(_BACK):
        if part.start == 0:
            return None
        part = part.doc[part.start - 1].sent
        if any(word.is_alpha for word in part):
            return part
    return None


def _fits(subject: Word, pronoun: Word, setting: Setting) -> bool:
    """Whether a subject can be called "it", or "they"."""
    noun = counted_noun(subject)
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    name = setting.names.at(noun.idx)
    body = name is not None and name.kind in _BODIES
    several = noun.tag_ in ("NNS", "NNPS") and not body
    several = several or bool(children(subject, "conj"))
    if pronoun.lower_.startswith("the"):
        return several or (name is None and lemma_of(noun) in _GROUPS)
    return not several and not _is_person(noun, name)


def _is_same(one: Word, other: Word) -> bool:
    """Whether two pronouns may go on with one another, as "it" with "its"."""
    return one.pos_ == "PRON" and one.lower_[:2] == other.lower_[:2]


def _is_they(subject: Word, pronoun: Word, setting: Setting) -> bool:
    """Whether a subject is a body, which some writers call "they"."""
    name = setting.names.at(subject.idx)
    return pronoun.lower_.startswith("the") and name is not None and name.kind in _BODIES


def _is_one(noun: Word, sex: str) -> bool:
    return noun.tag_ == "NN" and _is_person(noun, None) and noun_gender(noun) in (None, sex)


def _is_person(subject: Word, name: Name | None) -> bool:
    if name is not None:
        return name.kind == "person"
    low = lemma_of(subject)
    return (
        subject.ent_type_ == "PERSON"
        or low in UNNAMED
        or role_head(low) is not None
        or noun_gender(subject) is not None
    )
