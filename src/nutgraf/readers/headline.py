"""The headline of a page: of all that it calls itself, what its readers see."""

from __future__ import annotations

import re
from collections.abc import Sequence

# "Headline | World | The Vale Post": more marks than this are part of the headline.
_MOST_SUFFIXES = 4
_CUT_OFF = ("...", "…")
_LEAST_WORDS = 3
# A headline without one of these would claim something else, or count no more.
_BINDING = re.compile(
    r".*\d.*|accused|alleged(ly)?|almost|apparent(ly)?|attempted|can(not)?|claimed|could|denie[ds]|"
    r"ex|except|fake|false|few|former|if|likely|may(be)?|might|nearly|never|nor?|not|only|or|"
    r"planned|possibl[ey]|potential|probabl[ey]|proposed|reported(ly)?|seeming|should|some|suspected|"
    r"unless|unlikely|unproven|until|without|would|(ca|wo|did|do|does|is|was|were|are|has|have)nt|"
    r"one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|thousands?|millions?|half"
)


def headline_of(
    shown: Sequence[str], told: Sequence[str | None], shared: Sequence[str | None], site: str | None
) -> str | None:
    """The best of a page's own titles, without its site's name; ``None`` where it has none.

    ``told`` are the titles of its data and tags, the most trusted first. Data often carry one
    that was written for search engines, so the heading ``shown`` on the page counts where a
    title that is meant to be ``shared`` agrees with it, or where nothing else is told. Where
    another of them says the same in one word less, that is the one.
    """
    headings = [_without_site(one, site) for one in shown if len(one.split()) >= _LEAST_WORDS]
    titles = [_without_site(one, site) for one in told if one]
    best = _best(headings, titles, shared, site)
    return best and next((one for one in (*titles, *headings) if _is_tighter(one, best)), best)


def _best(
    headings: list[str], titles: list[str], shared: Sequence[str | None], site: str | None
) -> str | None:
    passed_on = {letters(_without_site(one, site)) for one in shared if one}
    agreed = [one for one in headings if letters(one) in passed_on]
    if agreed:
        return agreed[0]
    titles = [one for one in titles if letters(one) != letters(site or "")] or titles
    titles = titles or headings
    if not titles:
        return None
    start = re.sub(r"\s*(?:\.\.\.|…)$", "", titles[0])
    whole = [one for one in titles if one.startswith(start) and not one.endswith(_CUT_OFF)]
    return whole[0] if start != titles[0] and whole else titles[0]


def letters(name: str) -> str:
    """``name`` by its letters and figures alone, to compare it."""
    return re.sub(r"[\W_]+", "", name.casefold())


def _is_tighter(title: str, than: str) -> bool:
    """Whether ``title`` is the other with one word left out that neither binds, counts nor names.

    Its first and last word stay, as what is cut at an end may be half of what is said.
    """
    fewer, more = _words(title), _words(than)
    if len(more) != len(fewer) + 1:
        return False
    at = next((n for n, word in enumerate(fewer) if word != more[n]), len(fewer))
    gone = [word for word in than.split() if letters(word)][at]
    is_inner = 0 < at < len(fewer)
    return is_inner and fewer[at:] == more[at + 1 :] and gone.islower() and not _binds(gone)


def _binds(word: str) -> bool:
    return _BINDING.fullmatch(letters(word)) is not None


def _words(title: str) -> list[str]:
    """The words of a title by their letters, "an" as "a", as the word after it may be gone."""
    found = (letters(one) for one in title.split())
    return ["a" if one == "an" else one for one in found if one]


def _without_site(title: str, site: str | None) -> str:
    """A title without the name of its site, or of a section, before or after it."""
    named = letters(site or "")
    for _ in range(_MOST_SUFFIXES):
        cut = max(title.rfind(f" {mark} ") for mark in "|-–—»")
        if cut < 1:
            return title
        head, mark, tail = title[:cut].rstrip(), title[cut + 1], title[cut + 3 :].strip()
        first = letters(head)
        if named and first and first in named and len(tail.split()) > len(head.split()):
            return tail
        last = letters(tail)
        is_site = bool(named and last and (last in named or named in last))
        is_section = mark == "|" and len(tail.split()) <= 4 and len(head.split()) >= 5
        if not is_site and not is_section:
            return title
        title = head
    return title
