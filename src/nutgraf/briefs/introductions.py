"""What the articles of a story call a person, in words that a brief may print beside the name.

Told by what stands right before a name ("goalkeeper Ann Roe", "the owner, Ann Roe,"), after it
("Ann Roe, 40, a lawyer") or of it ("Ann Roe is the owner of the mill"), in any article.
"""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from nutgraf.analysis.clauses import GUARDED
from nutgraf.analysis.name_lexicon import role_head
from nutgraf.analysis.wordlists import listed
from nutgraf.briefs.descriptions import identified_as
from nutgraf.briefs.sense import is_loaded
from nutgraf.records import Analysis, Article, Citation, Name, Span

# Nouns for somebody in the news for what happened, or by whom he or she belongs to.
FOLK = listed(
    """assailant attacker bomber brother-in-law brother bystander client colleague commuter
    cousin customer daughter employee eyewitness fan father father-in-law fighter gunman
    husband inmate juror killer mother mother-in-law neighbor neighbour nephew niece passenger
    patient plaintiff protester relative resident retiree roommate shooter shopper sister son
    spectator supporter survivor suspect teenager tenant tourist victim viewer visitor widow
    widower wife witness worker"""
)
_OTHERS = listed(
    """accountant advocate analyst-in-chief assistant associate baseman boyfriend broker builder
    businessperson campaigner cashier chaplain chemist choreographer clerk co-author
    co-director co-host co-leader co-manager comic consumer curator cyclist demographer
    demonstrator dentist donor drummer educator ethicist fellow firefighter fisherman friend
    girlfriend graduate guard guide herder host hotelier infielder instructor intern keyboardist
    landlord lecturer librarian lobbyist man manufacturer master mechanic member merchant
    migrant missionary moderator monk mother-of-two naturalist nun operator outfielder
    parliamentarian performer pharmacist planner professional psychiatrist ranger receptionist
    refugee restaurateur reverend scientist sculptor shopkeeper sociologist specialist
    staffer statistician strategist surveyor swimmer therapist trainer translator undersecretary
    vendor veterinarian waiter waitress warden woman"""
)
_OCCUPATION = re.compile(r"(?:[a-z]{3,}(?:ologist|onomist|ographer|icist)|[a-z]+(?:wo)?man)$")
# Posts that mean little unless it is said of what.
_VAGUE = listed(
    """spokesman spokeswoman spokesperson expert analyst director chairman chairwoman manager
    president chief official executive adviser advisor founder officer leader member head
    representative attorney lawyer professor reporter researcher author secretary
    nominee candidate minister"""
)
_OF_A_PLACE = listed("Gov. Governor Mayor Sen. Senator Rep.")
_OFFICES = listed("President Professor")
_PREPOSITIONS = listed("of for at in from with on to under behind")
_KIN = listed(
    """brother-in-law brother cousin daughter father father-in-law husband mother mother-in-law
    nephew niece relative sister son widow widower wife friend girlfriend boyfriend colleague
    client neighbor neighbour roommate member man woman fellow"""
)
_BODIES = listed(
    """agency airline band body brand channel charity club coalition company faction firm
    foundation gang group hospital magazine militia ministry movement network newspaper
    organisation organization outlet paper party ship site start-up startup station team town
    tribe union university vessel village website"""
)
# "the spokeswoman, Ann Roe": whose, an article told before.
OF_NOTHING = re.compile(rf"\b[Tt]he (?:{'|'.join(_VAGUE)}),\s$")
# Before the noun itself these make another phrase of it.
_NOT_BEFORE = listed(
    """said told says that was is were are has had have will would who whom whose which and but
    or as than then when where while after before because his her its their our my your this
    these those same other another such no every each one's by against about between into the
    a an of for at in from with on to only even just next latter former-"""
)
_POINTS = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur|[Mm]y|[Yy]our|him|them|"
    r"[Tt]h(?:is|at|ese|ose)|today|yesterday|tomorrow|tonight|ago|last|next|\w+day)\b"
)
# What a person is by faith or looks is no introduction, nor is what is held against one.
_UNFIT = re.compile(
    r"\b(?:Muslim|Jewish|Christian|[Bb]lack|white|gay|transgender|illegal|terrorist|thug|avid|"
    r"notorious|controversial|racist|so-called|crooked|also|too|whom|great|famous|infamous)\b|"
    r"^Secretary$|\b(?:Mt|St|Dr|Mrs?|Ms|Inc|Ltd|Co|Jr|Sr|No)$"
)
_LONGEST, _ABBREVIATED = 13, 5
_END = (
    r"(?=\s*[,;:(—–]|\s*\n|(?<=[a-z\d])\.(?:\s|$)|$|"
    r"\s(?:who|whose|which|where)\b|\sand\s(?![A-Z]))"
)
AFTER = re.compile(r",\s(?:(?:aged?\s)?\d{1,3},\s)?(?P<role>[^,;:()\n\"“”—–?!]{3,100}?)" + _END)
_IS = re.compile(r"\s(?P<verb>is|was)\s(?P<role>(?:the|an?)\s[^,;:()\n\"“”—–?!]{3,80}?)" + _END)
_WHO = re.compile(
    r",\s(?:\d{1,3},\s)?(?P<role>who\s(?:was|lives?|lived|works?|worked|runs?|owns?|saw|survived|"
    r"witnessed|leads?|led|represents?)\s[^,;:()\n\"“”—–?!]{4,60}?)(?=,\s|\.\s|\sand\s)"
)
LAST_PHRASE = re.compile(r"[^.,;:()\n\"“”—–?!]+$")
_WORD = re.compile(r"\S+")
_OWNER = re.compile(r"^(?:[A-Z][\w.&-]*\s)*[A-Z][\w.&-]*[’']s?\s")
OPENS_PHRASE = re.compile(r"(?:[Tt]he|[Aa]n?)$|[A-Z][\w.&-]*[’']s$|[A-Z]\w+s[’']$")
# "Hilltown goalkeeper", "former first baseman": what may stand before the noun of a title.
_QUALIFIES = re.compile(
    r"(?:former|ex|first|second|third|senior|chief|assistant|deputy|head|vice|executive|retired|"
    r"veteran|shooting|stabbing|crash|murder|\d+-year-old)$|[A-Z][\w.&’'-]*$"
)
NO_TITLE = listed(
    """The A An In At On But And As When While If For From With By After Before Meanwhile However
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mr Mrs Ms Image Photo Picture"""
)
_SHOUTED = re.compile(r"\b[A-Z]{5,}\b")
_DATELINE = re.compile(
    r"^(?:.*[/|–—]\s|[A-Z]{3,}[\w ,]*\s-\s)?(?:(?:Reuters|AP|AFP|CNN|BBC)\s(?=[A-Z]\w+ \w+ ))?"
)
_CLOSES = re.compile(r"[,.;:)]|\s(?:said|says|told)\b")


# What the parser takes for appositions, by article and by where they begin.
Apposed = Mapping[str, Mapping[int, Span]]


class Introduction(Struct, frozen=True, order=True):
    """A way to name somebody first: ``text`` is made of what is printed ``at`` those places."""

    text: str
    at: tuple[Citation, ...]


def appositions(analysis: Analysis) -> Mapping[int, Span]:
    """The appositions of an article by where they begin."""
    return {
        cut.span.start: cut.span
        for sentence in analysis.sentences
        for cut in sentence.cuts
        if cut.kind == "apposition"
    }


def is_person_noun(word: str) -> bool:
    """Whether a noun says what somebody is: "owner", "passenger", "geologist"."""
    low = word.casefold()
    return (
        low in FOLK
        or low in _OTHERS
        or role_head(low) is not None
        or _OCCUPATION.fullmatch(low) is not None
    )


def head_of(words: Sequence[str]) -> str:
    """The noun that a phrase is about: "owner" of "the owner of the mill"."""
    end = next((at for at, word in enumerate(words) if at and word in _PREPOSITIONS), len(words))
    return words[end - 1] if words else ""


def tells_of_a_body(introduction: Introduction, full_name: str) -> bool:
    """Whether what was taken for a person is said to be a group, a paper or a ship."""
    role = introduction.text.removeprefix(f"{full_name}, ").rstrip(",")
    return not role.startswith("who ") and head_of(role.split()) in _BODIES


def is_role(phrase: str) -> bool:
    """Whether a phrase is a noun for somebody with what belongs to it, and sense by itself."""
    words = phrase.split()
    if not words or len(words) > _LONGEST or _POINTS.search(phrase) or GUARDED.search(phrase):
        return False
    end = next((at for at, word in enumerate(words) if at and word in _PREPOSITIONS), len(words))
    opens = 1 if words[0].casefold() in {"the", "a", "an"} else 0
    return (
        opens < end != len(words) - 1
        and is_person_noun(words[end - 1])
        and not any(word.casefold() in _NOT_BEFORE for word in words[opens : end - 1])
    )


def find_introduction(
    found: Sequence[tuple[Article, Name]],
    full_name: str,
    printed_at: Citation,
    apposed: Apposed,
    *,
    shared: bool = False,
) -> Introduction | None:
    """The full name with the best of its roles; ``None`` where no article tells one.

    ``found`` are all mentions of the person; ``printed_at`` is where the full name stands.
    The title of a bare surname, as "Mayor Roe", is the last that is taken, and only where
    nobody else has the surname (``shared``).
    """
    titled = _best_title(found, full_name, printed_at)
    if titled is not None and not _is_vague(titled.text.removesuffix(f" {full_name}")):
        return titled
    told = _best_beside(found, full_name, printed_at, apposed)
    if told is None and titled is None and not shared:
        return _best_title(found, full_name, printed_at, by_surname=True)
    # where somebody was or lives says less than any post
    return titled if told is None or (titled and ", who " in told.text) else told


def _is_placed(role: str) -> bool:
    """Whether a title says of where: "New York Mayor", and not "former Mayor"."""
    *place, office = role.split()
    return office in _OF_A_PLACE and all(word[:1].isupper() for word in place)


def _is_vague(role: str) -> bool:
    if role.islower():
        # "campaign manager": whose, a name in it would say
        return role.rsplit(maxsplit=1)[-1] in _VAGUE
    return role.casefold() in _VAGUE and role not in _OFFICES


# ---------------------------------------------------------------- a title right before the name


def _best_title(
    found: Sequence[tuple[Article, Name]],
    full_name: str,
    printed_at: Citation,
    *,
    by_surname: bool = False,
) -> Introduction | None:
    """The title most articles print before the name, one that says of what if any does.

    The name may be spelled otherwise there ("Kim Jong Un" for Kim Jong-un).
    """
    spelling = full_name.replace("-", " ").casefold()
    seen: dict[str, list[tuple[bool, Citation]]] = collections.defaultdict(list)
    for article, name in found:
        printed = name.span.of(article.text)
        whole = printed.endswith(full_name)
        if not (whole or by_surname or printed.replace("-", " ").casefold() == spelling):
            continue
        start = name.span.end - len(full_name) if whole else name.span.start
        role = title_before(article.text, name, start)
        if role and _is_fit(role, full_name):
            opens = start - 1 - len(role)
            end = name.span.end if whole else start - 1
            seen[role].append((not whole, Citation(article.id, Span(opens, end))))
    if not seen:
        return None
    role = min(seen, key=lambda role: (_is_vague(role), -len(seen[role]), len(role), role))
    # "Gov." of where, another article says.
    role = next(
        (each for each in sorted(seen) if each.endswith(f" {role}") and _is_placed(each)), role
    )
    # What another article calls former was so when the one was written, or never is again.
    role = next((each for each in seen if each.casefold() == f"former {role}".casefold()), role)
    apart, at = min(seen[role])
    return Introduction(f"{role} {full_name}", (at, printed_at) if apart else (at,))


def title_before(text: str, name: Name, start: int) -> str | None:
    """The title right before a name that begins at ``start``; ``None`` without one."""
    if name.role and text[max(0, start - 1 - len(name.role)) : start] == f"{name.role} ":
        return _DATELINE.sub("", name.role)
    line = text[max(text.rfind("\n", 0, start) + 1, start - 60) : start]
    if not line.endswith(" "):
        return None
    words = line.split()
    if (
        len(words) < 2
        or not words[-1].rstrip(".").isalpha()
        or (words[-1].endswith(".") and len(words[-1]) > _ABBREVIATED)
        or not is_person_noun(words[-1])
        or words[-1].casefold() in _KIN
    ):
        return None
    first = len(words) - 1
    while first > 1 and _QUALIFIES.match(words[first - 1]) and words[first - 1] not in NO_TITLE:
        first -= 1
    role = " ".join(words[first:])
    if first == len(words) - 1 and words[first - 1].islower() and role_head(role):
        # "design ethicist": the rest of it is not known
        return None
    return role if line.endswith(f" {role} ") else None


def _is_fit(role: str, full_name: str) -> bool:
    """Whether no word is there twice, and none is shouted as in a headline."""
    # "Ann Roe, Max Roe's mother": the owner's name may be the same
    words = re.findall(r"\w{4,}", f"{_OWNER.sub('', role)} {full_name}".casefold())
    return (
        len(words) == len(set(words))
        and not _SHOUTED.search(role)
        and not (role.isupper() and len(role) >= _ABBREVIATED - 1)
        and not _POINTS.search(role)
        and not _UNFIT.search(role)
        and not is_loaded(role)
    )


# ---------------------------------------------------------------- what stands beside the name


def _best_beside(
    found: Sequence[tuple[Article, Name]],
    full_name: str,
    printed_at: Citation,
    apposed: Apposed,
) -> Introduction | None:
    choices: list[tuple[int, int, Introduction]] = []
    for article, name in found:
        places = [*_roles_at(article.text, name.span), *_apposed(apposed, article, name.span)]
        for rank, span in places:
            role = span.of(article.text)
            if not _is_fit(role, full_name):
                continue
            if role.partition(" ")[0] in {"A", "An", "The"}:
                role = role[0].lower() + role[1:]
            at = (printed_at, Citation(article.id, span))
            former = "former" in role
            choices.append(
                (
                    2 * rank + former,
                    abs(len(role.split()) - 5),
                    Introduction(f"{full_name}, {role},", at),
                )
            )
    return min(choices)[2] if choices else None


def _apposed(apposed: Apposed, article: Article, name: Span) -> Iterator[tuple[int, Span]]:
    """What the parser takes for an apposition right after the name."""
    cut = apposed[article.id].get(name.end)
    if cut is not None:
        said = cut.of(article.text)
        role = said.strip(", ")
        if (
            said.endswith(",")
            and not any(c.isdigit() or c in "()" for c in role)
            and 0 < len(role.split()) <= _LONGEST
            and not GUARDED.search(role)
        ):
            start = cut.start + said.index(role)
            yield 0, Span(start, start + len(role))


def _roles_at(text: str, name: Span) -> Iterator[tuple[int, Span]]:
    """What one mention is called, each with how far to trust it: 0 is best."""
    if _in_marks(text, name.start):
        return
    after = AFTER.match(text, name.end, name.end + 120)
    if after and is_role(after["role"]):
        yield 0, Span(*after.span("role"))
    before = role_before(text, name)
    if before is not None:
        yield 0, before
    told = _IS.match(text, name.end, name.end + 110)
    if told and _is_plainly(told["role"], was=told["verb"] == "was"):
        yield 1, Span(*told.span("role"))
    identified = identified_as(text, name)
    if identified is not None:
        yield 1, identified
    who = _WHO.match(text, name.end, name.end + 90)
    if who and not _POINTS.search(who["role"]) and not GUARDED.search(who["role"]):
        yield 2, Span(*who.span("role"))


def _in_marks(text: str, at: int) -> bool:
    """Whether the last quotation mark before ``at`` in its line opens."""
    line = text.rfind("\n", 0, at) + 1
    straight = text.rfind('"', line, at)
    if straight >= 0 and (straight == line or text[straight - 1] in " ([—–"):
        return text.count('"', line, at) % 2 == 1
    opened, closed = text.count("“", line, at), text.count("”", line, at)
    return opened > closed and text.rfind("“", line, at) > text.rfind("”", line, at)


def role_before(text: str, name: Span) -> Span | None:
    """The phrase before the name that the name explains: "the owner of the mill, Ann Roe,".

    ``None`` where there is none.
    """
    if text[name.start - 2 : name.start] != ", " or not _CLOSES.match(text, name.end):
        return None
    phrase = LAST_PHRASE.search(text, max(0, name.start - 102), name.start - 2)
    if phrase is None:
        return None
    opens = -1
    for word in _WORD.finditer(text, phrase.start(), phrase.end()):
        # "Max Roe’s" opens a phrase as a whole
        is_name = word.group()[:1].isupper() and word.group() not in NO_TITLE
        opens = (opens if opens >= 0 else word.start()) if is_name else -1
        if not OPENS_PHRASE.match(word.group()):
            continue
        start = opens if opens >= 0 else word.start()
        role = text[start : name.start - 2]
        last = role.split()[-1]
        before = text[max(0, start - 4) : start]
        if is_role(role):
            # "the brother of the mayor, Ann Roe": one of the two, and nobody can tell which
            either = (" of " in role and is_person_noun(last)) or before.endswith("of ")
            return None if either else Span(start, name.start - 2)
    return None


def _is_plainly(role: str, *, was: bool) -> bool:
    """Whether "is the owner of the mill" says what somebody is and no more than that."""
    words = role.split()
    head = head_of(words)
    return (
        is_role(role)
        and (not was or head in FOLK)
        and all(word[:1].isupper() or word[:1].isdigit() for word in words[1 : words.index(head)])
    )
