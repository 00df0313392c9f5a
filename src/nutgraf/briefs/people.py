"""Who is who over the articles of one story, and how each is named in a brief."""

from __future__ import annotations

import collections
import re
import unicodedata
from collections.abc import Mapping, Sequence

from msgspec import Struct, structs

from nutgraf.analysis.names import is_credited
from nutgraf.analysis.spellings import is_nickname
from nutgraf.records import Analysis, Article, Citation, Name, Span

_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
_LONGEST_APPOSITION = 8
# The parser takes a party in the plural for a person now and then.
_PARTY = re.compile(r"\b(?:Democrat|Republican|Conservative|Socialist|Liberal|Green)s$")
# "its head": whose, only the article knows.
_POINTING = re.compile(r"\b(?:its|his|her|their|our|this|that)\b")
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
_HONORIFICS = {"mr", "mrs", "ms", "miss", "dr", "mr.", "mrs.", "ms.", "dr."}


class Person(Struct, frozen=True):
    """One person of a story.

    ``introduction`` is the full name with the role before it, or with what it is called between
    commas after it, as printed together at ``introduced_at``; else the full name alone.
    ``short`` is what later mentions are called; the full name where two share a surname.
    ``has_double`` tells of another with the same first name too, as of father and son.
    ``is_doubtful``: one article alone has the full name, once, of a surname that several others
    know with another first name; where it has the surname alone it may mean them.
    ``has_rival``: as many articles or more have another of the surname, who may be meant by it.
    """

    key: str
    full_name: str
    short: str
    introduction: str
    introduced_at: Citation
    printed_at: Citation
    has_double: bool = False
    is_doubtful: bool = False
    has_rival: bool = False


class People:
    """The persons of a story's articles, found by article and the full name used there."""

    def __init__(self, articles: Sequence[Article], analyses: Mapping[str, Analysis]) -> None:
        mentions: dict[str, list[tuple[Article, Name]]] = collections.defaultdict(list)
        for article in articles:
            for name in analyses[article.id].names:
                if name.kind != "person" or _PARTY.search(name.full_name):
                    continue
                if not is_credited(article.text, name.span.start):
                    mentions[_fold(name.full_name)].append((article, name))
        # Where most articles take a name for a place, the one that takes it for a person errs.
        kinds = collections.Counter(
            (_fold(name.full_name), name.kind == "person")
            for article in articles
            for name in analyses[article.id].names
        )
        mentions = {key: at for key, at in mentions.items() if kinds[key, True] > kinds[key, False]}
        self._canonical = _join_surnames(mentions)
        joined: dict[str, list[tuple[Article, Name]]] = collections.defaultdict(list)
        for key, found in mentions.items():
            joined[self._canonical[key]] += found
        told = {key: len({article.id for article, _ in found}) for key, found in joined.items()}
        most: collections.Counter[str] = collections.Counter()
        for key, articles_with in told.items():
            if " " in key:
                most[_surname(key)] = max(most[_surname(key)], articles_with)
        doubtful = {
            key
            for key, found in joined.items()
            if told[key] == 1 and most[_surname(key)] > 2 and _printed_in_full(key, found) < 2
        }
        by_surname: dict[str, list[str]] = collections.defaultdict(list)
        for key in joined:
            if " " in key:
                by_surname[_surname(key)].append(key)
        surnames = collections.Counter(_surname(key) for key in joined if key not in doubtful)
        doubles = collections.Counter(
            (key.split()[0], _surname(key)) for key in joined if " " in key
        )
        self._people = {
            key: structs.replace(
                person,
                has_double=doubles[key.split()[0], _surname(key)] > 1,
                is_doubtful=key in doubtful,
                has_rival=any(
                    told[other] >= told[key]
                    for other in by_surname[_surname(key)]
                    if other not in {key, *doubtful}
                ),
            )
            for key, found in joined.items()
            if (person := _person(key, found, analyses, shared=surnames[_surname(key)] > 1))
        }
        self.publishers = {
            key: len({article.publisher or article.id for article, _ in found})
            for key, found in joined.items()
        }

    def find(self, full_name: str) -> Person | None:
        """The person a full name of any of the articles means; ``None`` for other names."""
        key = _fold(full_name)
        return self._people.get(self._canonical.get(key, key))


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().strip()


def _surname(key: str) -> str:
    words = [word for word in key.split() if word not in _SUFFIXES]
    return words[-1] if words else key


def _printed_in_full(key: str, found: Sequence[tuple[Article, Name]]) -> int:
    return sum(_fold(name.span.of(article.text)) == key for article, name in found)


def _join_surnames(mentions: Mapping[str, Sequence[object]]) -> dict[str, str]:
    """Each folded name's canonical one: "trump" and "donald j. trump" go to "donald trump".

    A bare surname that fits two people stays by itself.
    """
    by_surname: dict[str, list[str]] = collections.defaultdict(list)
    for key in mentions:
        by_surname[_surname(key)].append(key)
    canonical = {}
    for surname, keys in by_surname.items():
        # The fullest forms first: "george bush" may be two people, "george h.w. bush" one.
        full = sorted(
            (k for k in keys if k != surname), key=lambda k: (-len(k.split()), -len(mentions[k]), k)
        )
        heads: list[str] = []
        for key in full:
            fitting = [head for head in heads if _may_be_one(head, key)]
            if len(fitting) != 1:
                heads.append(key)
            canonical[key] = fitting[0] if len(fitting) == 1 else key
        if surname in keys:
            canonical[surname] = heads[0] if len(heads) == 1 else surname
    return canonical


def _may_be_one(one: str, other: str) -> bool:
    """Whether two folded full names of one surname may mean one person.

    "donald trump" is not "donald trump jr.", nor "george h.w. bush" "george w. bush"; a middle
    name that only one of the two has is no difference.
    """
    first, *rest = one.split()
    other_first, *other_rest = other.split()
    suffixes = [{w for w in words if w in _SUFFIXES} for words in (rest, other_rest)]
    middles = [
        set(words[: -1 - len(suffix)]) if len(words) > 1 + len(suffix) else set()
        for words, suffix in ((rest, suffixes[0]), (other_rest, suffixes[1]))
    ]
    return (
        (first == other_first or _shortens(first, other_first) or is_nickname(first, other_first))
        and suffixes[0] == suffixes[1]
        and (not middles[0] or not middles[1] or middles[0] == middles[1])
    )


def _shortens(one: str, other: str) -> bool:
    """Whether one first name begins the other, as Chris does Christopher."""
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) >= 3 and longer.startswith(shorter)


def _person(
    key: str,
    found: Sequence[tuple[Article, Name]],
    analyses: Mapping[str, Analysis],
    *,
    shared: bool,
) -> Person | None:
    forms: dict[str, list[tuple[Article, Name]]] = collections.defaultdict(list)
    for article, name in found:
        forms[name.span.of(article.text)].append((article, name))
    wanted = [form for form in forms if len(form.split()) > 1] or [
        form for form in forms if _fold(form) == key
    ]
    if not wanted:
        return None
    # The form most articles print is the one a reader knows; of equals the shorter.
    best = min(
        wanted, key=lambda form: (-len({a.id for a, _ in forms[form]}), len(form.split()), form)
    )
    article, name = forms[best][0]
    full_name = name.span.of(article.text)
    at = Citation(article.id, name.span)
    introduced = _introduction(found, full_name) or _apposition(found, full_name, analyses) or at
    texts = {a.id: a.text for a, _ in found}
    return Person(
        key=key,
        full_name=full_name,
        short=full_name if shared else _short(found, full_name),
        introduction=_within_a_sentence(introduced, texts[introduced.article]),
        introduced_at=introduced,
        printed_at=at,
    )


def _within_a_sentence(introduced: Citation, text: str) -> str:
    """An introduction as it is written amid a sentence: "actor Ann Example", "President …"."""
    printed = introduced.span.of(text)
    opens = not text[: introduced.span.start].rstrip(" \"“'‘") or re.search(
        r"[.!?\n][\s\"”“’]*$", text[max(0, introduced.span.start - 4) : introduced.span.start]
    )
    first = printed.split()[0]
    if opens and first in _PLAIN_ROLES:
        return printed[0].lower() + printed[1:]
    return printed


def _introduction(found: Sequence[tuple[Article, Name]], full_name: str) -> Citation | None:
    """Where most articles agree on a printed role right before the full name."""
    seen: dict[str, list[Citation]] = collections.defaultdict(list)
    for article, name in found:
        if not name.role or name.span.of(article.text) != full_name:
            continue
        start = name.span.start - 1 - len(name.role)
        if start >= 0 and article.text[start : name.span.start] == f"{name.role} ":
            seen[name.role].append(Citation(article.id, Span(start, name.span.end)))
    if not seen:
        return None
    # The commonest role; of equals the shorter, which is the one a reader knows.
    role = min(seen, key=lambda role: (-len(seen[role]), len(role), role))
    return min(seen[role])


def _apposition(
    found: Sequence[tuple[Article, Name]], full_name: str, analyses: Mapping[str, Analysis]
) -> Citation | None:
    """Where an article prints the full name with what it is called, comma after comma."""
    choices = []
    for article, name in found:
        if name.span.of(article.text) != full_name:
            continue
        for sentence in analyses[article.id].sentences:
            if not sentence.span.holds(name.span):
                continue
            for cut in sentence.cuts:
                said = cut.span.of(article.text)
                if (
                    cut.kind == "apposition"
                    and cut.span.start == name.span.end
                    and said.endswith(",")
                    and not any(c.isdigit() or c in "()" for c in said)
                    and len(said.split()) <= _LONGEST_APPOSITION
                    and not _POINTING.search(said)
                ):
                    span = Span(name.span.start, cut.span.end)
                    choices.append((len(said), Citation(article.id, span)))
    return min(choices)[1] if choices else None


def _short(found: Sequence[tuple[Article, Name]], full_name: str) -> str:
    """The one word most articles use for the person: "Kim" for Kim Jong Un, else the surname."""
    words = [word for word in full_name.split() if word.casefold() not in _SUFFIXES]
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
        return words[0] if len(words) > 2 else full_name
    return words[-1]
