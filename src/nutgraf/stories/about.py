"""What a story is about: the names, places and days that its articles tell."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from msgspec import Struct

from nutgraf.records import Analysis, NameKind
from nutgraf.stories.profile import Profile, name_key, name_words

_LISTED = 8


class About(Struct, frozen=True):
    """The key names, places and days of a story, each the most told first.

    ``printed`` gives for the key of any name in the profiles the full name as most of the
    articles print it. All are empty where no article was analysed.
    """

    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    days: tuple[dt.date, ...] = ()
    printed: Mapping[str, str] = {}


class _Telling:
    """Who tells one name, how often, in which forms and as a name of what kinds."""

    def __init__(self) -> None:
        self.articles: set[str] = set()
        self.mentions = 0
        self.forms: Counter[str] = Counter()
        self.kinds: Counter[NameKind] = Counter()

    @property
    def width(self) -> tuple[int, int]:
        return len(self.articles), self.mentions

    @property
    def form(self) -> str:
        return min(
            self.forms, key=lambda form: (_shouted(form), -self.forms[form], len(form), form)
        )

    @property
    def kind(self) -> NameKind:
        return min(self.kinds, key=lambda kind: (-self.kinds[kind], kind))


def about(profiles: Sequence[Profile], analyses: Mapping[str, Analysis]) -> About:
    """What the articles of ``profiles`` tell of; ``analyses`` are by article id.

    A name or a place is listed where more than half of the articles tell it. A day is where
    two articles tell it, or any does and no two tell the same.
    """
    told = _told(profiles, analyses)
    printed = {key: telling.form for key, telling in told.items()}
    _join_surnames(told)
    wide = [key for key in told if len(told[key].articles) * 2 > len(profiles)]
    wide = [key for key in wide if not (_shouted(told[key].form) and _is_part(key, wide))]
    wide.sort(key=lambda key: (*(-count for count in told[key].width), key))
    return About(
        names=tuple(told[key].form for key in wide if told[key].kind != "place")[:_LISTED],
        places=tuple(told[key].form for key in wide if told[key].kind == "place")[:_LISTED],
        days=_days(profiles),
        printed=printed,
    )


def _shouted(form: str) -> bool:
    """Whether a name has a word in capitals, as in a dateline; a long acronym has one, too."""
    return any(word.isupper() and len(word) > 3 for word in form.split())


def _is_part(key: str, keys: Sequence[str]) -> bool:
    """Whether another of ``keys`` has all the words of ``key``, and more."""
    words = set(key.split())
    return any(words < set(other.split()) for other in keys)


def _told(
    profiles: Sequence[Profile], analyses: Mapping[str, Analysis]
) -> defaultdict[str, _Telling]:
    told: defaultdict[str, _Telling] = defaultdict(_Telling)
    for profile in profiles:
        analysis = analyses.get(profile.article_id)
        counts = Counter(
            (name.full_name, name.kind) for name in (analysis.names if analysis else ())
        )
        for (full_name, kind), count in counts.items():
            words = name_words(full_name)
            # What is in none of the article's own sentences is the site's, not the story's.
            if words and all(word in profile.terms for word in words):
                telling = told[name_key(words, kind)]
                telling.articles.add(profile.article_id)
                telling.mentions += count
                telling.forms[" ".join(full_name.split())] += 1
                telling.kinds[kind] += 1
    return told


def _join_surnames(told: dict[str, _Telling]) -> None:
    """Count an article that prints a surname alone for the person most told who bears it."""
    people = [key for key, telling in told.items() if telling.kind == "person"]
    bearers: defaultdict[str, list[str]] = defaultdict(list)
    for key in people:
        first, _, surname = key.rpartition(" ")
        if first:
            bearers[surname].append(key)
    for surname in set(people) & bearers.keys():
        bearer = told[max(bearers[surname], key=lambda key: (told[key].width, key))]
        alone = told.pop(surname)
        bearer.articles |= alone.articles
        bearer.mentions += alone.mentions


def _days(profiles: Sequence[Profile]) -> tuple[dt.date, ...]:
    counts = Counter(day for profile in profiles for day in profile.days)
    enough = min(2, max(counts.values(), default=0))
    told = sorted(
        (day for day, count in counts.items() if count >= enough),
        key=lambda day: (-counts[day], day),
    )
    return tuple(map(dt.date.fromordinal, told[:_LISTED]))
