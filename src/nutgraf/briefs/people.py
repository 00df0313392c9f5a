"""Who is who over the articles of one story, and how each is named in a brief."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, structs

from nutgraf.analysis.name_lexicon import PARTICLES
from nutgraf.analysis.names import is_credited
from nutgraf.briefs.bodies import bodies_in_full
from nutgraf.briefs.descriptions import deeds_of
from nutgraf.briefs.introductions import (
    FOLK,
    Apposed,
    Introduction,
    appositions,
    find_introduction,
    tells_of_a_body,
)
from nutgraf.briefs.namesakes import SUFFIXES, folded, join_surnames, surname_of
from nutgraf.records import Analysis, Article, Citation, Name

# The parser takes a party in the plural for a person now and then, or a town and its mayor, or
# those who fight under one name.
_NOBODY = re.compile(
    r"\b(?:(?:Democrat|Republican|Conservative|Socialist|Liberal|Green)s|Mayor|Governor|Police|"
    r"Haram|Qa[ei]da|Shabaa?b|Nusra|Hezbollah|Hamas|Taliban|Brotherhood)$"
)
# Roles that no style book gives a capital amid a sentence.
_PLAIN_ROLES = frozenset(
    (
        "Actor", "Actress", "Activist", "Analyst", "Author", "Billionaire", "Businessman",
        "Businesswoman", "Coach", "Comedian", "Director", "Economist", "Engineer",
        "Entrepreneur", "Executive", "Founder", "Investor", "Journalist", "Lawyer", "Musician",
        "Photographer", "Player", "Producer", "Quarterback", "Reporter", "Researcher",
        "Scientist", "Singer", "Spokesman", "Spokeswoman", "Striker", "Student", "Teacher",
        "Writer",
    )
)  # fmt: skip
# "Former President Roe" begins a sentence, or a caption.
_NEVER_CAPITAL = frozenset(("Former", "Then", "Ex", "Retired", "Longtime", "Fellow"))
# Before a role in small letters these are no name.
_PLAIN_WORDS = frozenset(
    (
        "Acting", "Assistant", "Chief", "Deputy", "Emergency", "Environmental", "Foreign",
        "Hacker", "Head", "Interim", "Legal", "Local", "Military", "Nearby", "Police", "Political",
        "Presidential", "Security", "Senior", "Team", "Transport", "Vice",
    )
)  # fmt: skip
_PLAIN_ENDING = re.compile(r"[A-Z][a-z]+(?:ologist|onomist|icist|onomer)")
_SENTENCE_END = re.compile(r"[.!?\n][\s\"”“’]*$")
_FAMILY = re.compile(
    "Ban|Cai|Cao|Chen|Choe|Choi|Cho|Chung|Deng|Feng|Gao|Geng|Guo|Han|He|Hu|Hua|Huang|Jang|Jiang|"
    "Jin|Jung|Kang|Kim|Li|Liang|Lim|Lin|Liu|Lu|Luo|Ma|Mao|Meng|Moon|Nguyen|Park|Peng|Ren|Ri|Shi|"
    "Song|Sun|Tang|Tian|Wang|Wen|Wu|Xi|Xiao|Xie|Xu|Yan|Yang|Yao|Ye|Yi|Yin|Yoon|Yu|Yuan|Zeng|"
    "Zhang|Zhao|Zheng|Zhong|Zhou|Zhu"
)
_GIVEN_LAST = re.compile("[A-Z][a-z]+-[a-z]+")
# Offices that somebody holds and leaves.
_HELD = re.compile(
    r"(?:Secretary of \w+|Secretary|President|Governor|Gov\.|Senator|Sen\.|Mayor|Minister|"
    r"Chancellor)$"
)
_HONORIFICS = {"mr", "mrs", "ms", "miss", "dr", "mr.", "mrs.", "ms.", "dr."}


class Person(Struct, frozen=True):
    """One person of a story.

    ``introduction`` is the full name with the role before it, or with what somebody is called
    between commas after it, made of what is printed at ``introduced_at``; else the full name
    alone, and ``has_role`` is false.
    ``short`` is what later mentions are called; the full name where two share a surname.
    ``has_double`` tells of another with the same first name too, as of father and son.
    ``is_doubtful``: one article alone has the full name, once, of a surname that several others
    know with another first name; where it has the surname alone it may mean them.
    ``left`` is the office that articles print as a title and others say is no more.
    ``has_rival``: as many articles or more have another of the surname, who may be meant by it.
    """

    key: str
    full_name: str
    short: str
    introduction: str
    introduced_at: tuple[Citation, ...]
    printed_at: Citation
    has_double: bool = False
    is_doubtful: bool = False
    has_rival: bool = False
    left: str = ""

    @property
    def has_role(self) -> bool:
        """Whether any article tells what the person is."""
        return self.introduction != self.full_name


class People:
    """The persons of a story's articles, found by article and the full name used there."""

    def __init__(self, articles: Sequence[Article], analyses: Mapping[str, Analysis]) -> None:
        mentions: dict[str, list[tuple[Article, Name]]] = collections.defaultdict(list)
        for article in articles:
            for name in analyses[article.id].names:
                if name.kind != "person" or _NOBODY.search(name.full_name):
                    continue
                if not is_credited(article.text, name.span.start):
                    mentions[folded(name.full_name)].append((article, name))
        # Where most articles take a name for a place, the one that takes it for a person errs.
        kinds = collections.Counter(
            (folded(name.full_name), name.kind == "person")
            for article in articles
            for name in analyses[article.id].names
        )
        mentions = {key: at for key, at in mentions.items() if kinds[key, True] > kinds[key, False]}
        self._canonical = join_surnames(mentions)
        joined: dict[str, list[tuple[Article, Name]]] = collections.defaultdict(list)
        for key, found in mentions.items():
            joined[self._canonical[key]] += found
        told = {key: len({article.id for article, _ in found}) for key, found in joined.items()}
        most: collections.Counter[str] = collections.Counter()
        for key, articles_with in told.items():
            if " " in key:
                most[surname_of(key)] = max(most[surname_of(key)], articles_with)
        doubtful = {
            key
            for key, found in joined.items()
            if told[key] == 1 and most[surname_of(key)] > 2 and _printed_in_full(key, found) < 2
        }
        by_surname: dict[str, list[str]] = collections.defaultdict(list)
        for key in joined:
            if " " in key:
                by_surname[surname_of(key)].append(key)
        # Whom one article mentions in passing is not taken for the one all write about.
        passing = {
            key
            for key, found in joined.items()
            if len(found) == 1 and most[surname_of(key)] > told[key]
        }
        surnames = collections.Counter(
            surname_of(key) for key in joined if key not in {*doubtful, *passing}
        )
        doubles = collections.Counter(
            (key.split()[0], surname_of(key)) for key in joined if " " in key
        )

        def is_shared(key: str) -> bool:
            own = key not in {*doubtful, *passing}
            return surnames[surname_of(key)] > own

        apposed = {article.id: appositions(analyses[article.id]) for article in articles}
        self._people = {
            key: structs.replace(
                person,
                has_double=doubles[key.split()[0], surname_of(key)] > 1,
                is_doubtful=key in doubtful,
                has_rival=any(
                    told[other] >= told[key]
                    for other in by_surname[surname_of(key)]
                    if other not in {key, *doubtful}
                ),
            )
            for key, found in joined.items()
            if (
                person := _person(
                    key,
                    found,
                    apposed,
                    shared=surnames[surname_of(key)] > (key not in doubtful and key not in passing),
                )
            )
        }
        texts = [(article.text, article.text.casefold()) for article in articles]
        self._people = {key: self._as_of_now(person, texts) for key, person in self._people.items()}
        self.publishers = {
            key: len({article.publisher or article.id for article, _ in found})
            for key, found in joined.items()
        }

        # By noun and person, who says so.
        self._doers: dict[str, dict[str, set[str]]] = {}
        for key, found in joined.items():
            for article, name in found:
                for noun in deeds_of(article, name):
                    named = self._doers.setdefault(noun, {}).setdefault(key, set())
                    named.add(article.publisher or article.id)

        self._bodies = bodies_in_full(articles, analyses)

    def _as_of_now(self, person: Person, texts: Sequence[tuple[str, str]]) -> Person:
        """The person without an office that the articles say was left."""
        title = person.introduction.removesuffix(f" {person.full_name}")
        if title == person.introduction or not _HELD.search(title):
            return person
        office = title.casefold()
        marks = [f"{was}{office}" for was in ("former ", "then-", "ex-", "was ", "the ", " as ")]
        with_it = [text for text, plain in texts if any(mark in plain for mark in marks)]
        if not with_it or not self._has_left(person, title, with_it):
            return person
        return structs.replace(
            person,
            introduction=person.full_name,
            introduced_at=(person.printed_at,),
            left=title,
        )

    def _has_left(self, person: Person, title: str, texts: Sequence[str]) -> bool:
        """Whether any article says that the person was what a title says, or names a former one.

        "The former secretary of state" is whoever alone is called so in the story.
        """
        surname = re.escape(person.full_name.split()[-1])
        office = re.escape(title)
        mine = re.compile(
            rf"\b(?:former|then|ex)[- ]{office} (?:\w+ )?{surname}\b|"
            rf"\b{surname} was (?:the )?{office}\b(?! (?:of|for) )|"
            rf"\b{surname}[’']s? (?:time|tenure|term|years) as (?:the |a )?{office}\b",
            re.IGNORECASE,
        )
        if any(mine.search(text) for text in texts):
            return True
        alone = not any(
            other.key != person.key
            and other.introduction.removesuffix(f" {other.full_name}").endswith(title)
            for other in self._people.values()
        )
        unnamed = re.compile(rf"\b[Tt]he former (?i:{office})\b(?! [A-Z])")
        return alone and " " in title and any(unnamed.search(text) for text in texts)

    def in_full(self, short: str) -> Citation | None:
        """Where the name stands whose first letters these are; ``None`` for what all know."""
        return self._bodies.get(short)

    def who_is_the(self, noun: str) -> Person | None:
        """The one person whom articles of several publishers call the gunman, or the like.

        ``None`` where there is nobody, or another whom but one article calls so.
        """
        (key, named), *others = self._doers.get(noun, {"": set[str]()}).items()
        return self._people.get(key) if len(named) > 1 and not others else None

    def find(self, full_name: str) -> Person | None:
        """The person a full name of any of the articles means; ``None`` for other names."""
        key = folded(full_name)
        return self._people.get(self._canonical.get(key, key))


def _printed_in_full(key: str, found: Sequence[tuple[Article, Name]]) -> int:
    return sum(folded(name.span.of(article.text)) == key for article, name in found)


def _person(
    key: str,
    found: Sequence[tuple[Article, Name]],
    apposed: Apposed,
    *,
    shared: bool,
) -> Person | None:
    forms: dict[str, list[tuple[Article, Name]]] = collections.defaultdict(list)
    for article, name in found:
        forms[name.span.of(article.text)].append((article, name))
    wanted = (
        [f for f in forms if len(f.split()) > 1 and not _lacks_first_name(f, forms)]
        or [f for f in forms if len(f.split()) > 1]
        or [f for f in forms if folded(f) == key]
    )
    if not wanted:
        return None
    # The form most articles print is the one a reader knows; of equals the shorter, and never
    # one with another word run into it.
    best = min(
        wanted,
        key=lambda form: (
            any(_runs_into(form, other) for other in wanted),
            -len({a.id for a, _ in forms[form]}),
            len(form.split()),
            form,
        ),
    )
    article, name = forms[best][0]
    full_name = name.span.of(article.text)
    at = Citation(article.id, name.span)
    told = find_introduction(found, full_name, at, apposed, shared=shared)
    if told is not None and tells_of_a_body(told, full_name):
        return None
    told = told or Introduction(full_name, (at,))
    introduction = told.text
    if told.at[0] != at:
        text = next(a.text for a, _ in found if a.id == told.at[0].article)
        introduction = _within_a_sentence(introduction, told.at[0], text)
    return Person(
        key=key,
        full_name=full_name,
        short=full_name if shared else _short(found, full_name),
        introduction=introduction,
        introduced_at=told.at,
        printed_at=at,
    )


def _runs_into(form: str, other: str) -> bool:
    """Whether a form is another one with a word run into it: "HarbourAnn Roe"."""
    before = form.removesuffix(other)
    return before != form and before[-1:].isalpha()


def _lacks_first_name(form: str, forms: Iterable[str]) -> bool:
    """Whether a form is the surname of another with its particle: "de Roe" of "Ann de Roe"."""
    return form.split(maxsplit=1)[0].casefold() in PARTICLES and any(
        other.casefold().endswith(f" {form.casefold()}") for other in forms
    )


def is_plain_title(word: str) -> bool:
    """Whether a word takes no capital before a name amid a sentence: "Actor", "Geologist"."""
    return word in _PLAIN_ROLES or _PLAIN_ENDING.fullmatch(word) is not None


def _within_a_sentence(introduction: str, at: Citation, text: str) -> str:
    """An introduction as it is written amid a sentence: "actor Ann Example", "President …"."""
    first, _, rest = introduction.partition(" ")
    opens = not text[: at.span.start].rstrip(" \"“'‘") or _SENTENCE_END.search(
        text[max(0, at.span.start - 4) : at.span.start]
    )
    if (
        first in _NEVER_CAPITAL
        or first.casefold() in FOLK
        or (opens and (is_plain_title(first) or (first in _PLAIN_WORDS and rest[:1].islower())))
    ):
        return introduction[0].lower() + introduction[1:]
    return introduction


def _short(found: Sequence[tuple[Article, Name]], full_name: str) -> str:
    """The one word most articles use for the person: "Kim" for Kim Jong Un, else the surname."""
    words = [word for word in full_name.split() if word.casefold() not in SUFFIXES]
    if not words:
        return full_name
    singles = collections.Counter(
        printed
        for article, name in found
        if (printed := name.span.of(article.text)) in words
        and printed.casefold() not in _HONORIFICS
    )
    # A child or a victim may be called by the first name; a brief keeps to the surname unless
    # the first word is plainly the family name.
    if singles and singles.most_common(1)[0][0] == words[0] and singles[words[-1]] == 0:
        return words[0] if len(words) > 2 or _is_family_first(words) else full_name
    if _is_family_first(words) and not singles:
        return full_name
    first = len(words) - 1
    while first > 0 and words[first - 1] in PARTICLES:
        first -= 1
    # "Sheila E." has no surname that would say who it is.
    return " ".join(words[first:]) if len(words[-1].rstrip(".")) > 1 else full_name


def _is_family_first(words: Sequence[str]) -> bool:
    """Whether a name is of the order of "Kim Jong Un" and "Li Keqiang"."""
    return _FAMILY.fullmatch(words[0]) is not None or _GIVEN_LAST.fullmatch(words[-1]) is not None
