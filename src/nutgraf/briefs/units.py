"""A composed sentence as its parts: what is said, who says it, and how far that reaches."""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct, structs

from nutgraf.analysis.clauses import GUARDED
from nutgraf.analysis.cues import BESIDE, INFINITIVE, NAMING

# none: the writer's own voice; open: words of somebody that only the sentence's end closes;
# closed: who said it stands at the end, after words in marks or others
Reach = Literal["none", "open", "closed"]

_IRREGULAR = """
said told thought wrote written found felt read swore sworn spoke spoken knew known understood
heard held sang made gave put sent according says
"""
# So many words may name who speaks and say what he or she is.
_LONGEST_SUBJECT = 12
_SHORT = re.compile("[^aeiou][aeiou][bdgmnprt]$")
_WORD = re.compile(r"[\w’'-]+")
_MARKED = re.compile('"[^"]*"')
_NAME = r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*"
_VERB = r"said|says|told|wrote|writes"
_TELLING = frozenset({*_VERB.split("|"), "reported"})
# What follows the verb but is no part of what was said: "reporters at the gate".
_SPEAKER_FIRST = re.compile(rf"(?P<who>[^\"]+?) (?P<verb>{_VERB})(?P<rest>(?: [^\"]+)?)")
_VERB_FIRST = re.compile(rf"(?P<verb>{_VERB}) (?P<who>[^\"]+)")
_QUOTE_FIRST = re.compile(r'(?P<quote>"[^"]*") (?P<cue>[^"]+)')
_CUE_FIRST = re.compile(rf'(?P<cue>[^"]+? (?:{_VERB}))[:,]? (?P<quote>"[^"]*")')
_GOES_ON = re.compile(r'(?P<first>"[^"]*" [^"]+)\. (?P<more>"[^"]*")')
_CREDIT = re.compile(rf", {_NAME} (?:said|reported)$")
_PLAIN_CUE = re.compile(r"\b(?:said|says|reported)\b")
# What these words open may reach over whatever is joined after it.
_SUBORDINATE = re.compile(
    r"\b(?:if|when|whenever|because|since|as|after|before|until|while|although|though|that|which|"
    r"who|whose|where|so|than|to)\b|^(?:On|In|At|By|For|From|With|Under|During|Last|Next|Earlier|"
    r"Later|Within|Despite|According|About|Some)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(rf"(?P<who>{_NAME}) said (?P<rest>.+)")


def _forms(lemma: str) -> set[str]:
    stem = lemma.removesuffix("e")
    forms = {lemma, f"{lemma}s", f"{lemma}es", f"{stem}ed", f"{stem}ing", f"{lemma}ing"}
    if lemma.endswith("y"):
        forms |= {f"{lemma[:-1]}ied", f"{lemma[:-1]}ies"}
    if _SHORT.search(lemma):
        forms |= {f"{lemma}{lemma[-1]}ed", f"{lemma}{lemma[-1]}ing"}
    return forms


_REPORTING = {form for lemma in BESIDE | INFINITIVE | NAMING for form in _forms(lemma)} | set(
    _IRREGULAR.split()
)


class Unit(Struct, frozen=True):
    """A composed sentence, or the second one of a quotation that goes on after its cue.

    ``text`` has no full stop at its end, not within marks either. ``quote`` and ``cue`` are
    those of a sentence that is nothing else; ``bare`` says that it is a quotation without
    a cue, spoken by whom the unit before names. ``speaker`` is the name beside the verb,
    ``None`` where there is none; ``said`` are the words after "… said" at the start.
    ``leads``: a name and a verb, then nothing but the quotation. ``names_first``: who is
    speaking stands before all that is said. ``tells``: a verb of saying that can be nothing
    else says so ("will report" does not). ``scoped``: a hedge, a negation or a clause in
    it could be read to reach over what is joined after it. ``credit`` is the publisher's at
    the end of what nobody else is said to have said.
    """

    text: str
    reach: Reach
    stop: str = "."
    bare: bool = False
    quote: str | None = None
    cue: str | None = None
    speaker: str | None = None
    said: str | None = None
    leads: bool = False
    names_first: bool = False
    tells: bool = False
    scoped: bool = False
    credit: str | None = None

    @property
    def starts_in_marks(self) -> bool:
        """Whether the first character is a quotation mark."""
        return self.text.startswith('"')


def outside(text: str) -> str:
    """The words that are not in quotation marks, each quotation as a pair of marks."""
    return _MARKED.sub('""', text)


def reporting_words(text: str) -> tuple[re.Match[str], ...]:
    """The words outside the marks that may say that somebody said, thought or found."""
    words = outside(text)
    return tuple(
        match
        for match in _WORD.finditer(words[:1].lower() + words[1:])
        if match.group() in _REPORTING
    )


def split(text: str) -> tuple[Unit, ...]:
    """The units of one composed sentence, in order; one, or two where a quotation goes on."""
    goes_on = _GOES_ON.fullmatch(text)
    if goes_on is None:
        return (_unit(text),)
    more, stop = _without_stop(goes_on["more"])
    return (_unit(f"{goes_on['first']}."), Unit(more, "closed", stop, bare=True, quote=more))


def _without_stop(text: str) -> tuple[str, str]:
    """The text without its full stop, and what stood at its end."""
    if text.endswith('."'):
        return f'{text[:-2]}"', '."'
    return (text[:-1], ".") if text.endswith(".") else (text, "")


def _unit(whole: str) -> Unit:
    text, stop = _without_stop(whole)
    words, verbs = outside(text), reporting_words(text)
    unit = Unit(
        text,
        "none" if not verbs and '"' not in text else "open",
        stop,
        names_first=bool(verbs)
        and _is_subject(words[: verbs[0].start()])
        and "," not in words[verbs[0].end() : verbs[-1].start()],
        tells=bool(verbs) and verbs[0].group() in _TELLING,
        scoped=any(rule.search(_PLAIN_CUE.sub("", words)) for rule in (GUARDED, _SUBORDINATE)),
    )
    if len(verbs) == 1:
        first, last = _QUOTE_FIRST.fullmatch(text), _CUE_FIRST.fullmatch(text)
        if first is not None:
            cue = first["cue"]
            return structs.replace(
                unit, reach="closed", quote=first["quote"], cue=cue, speaker=_speaker(cue)
            )
        if last is not None:
            cue = last["cue"]
            unit = structs.replace(
                unit, quote=last["quote"], cue=cue, speaker=_speaker(cue), leads=True
            )
    if verbs and not unit.names_first and words.rfind(",") < verbs[-1].start():
        credit = _CREDIT.search(text) if len(verbs) == 1 and '"' not in text else None
        unit = structs.replace(unit, reach="closed", credit=credit.group() if credit else None)
    opening = _OPENING.fullmatch(text) if len(verbs) == 1 else None
    if opening is None:
        return unit
    return structs.replace(unit, speaker=opening["who"], said=opening["rest"])


def _is_subject(words: str) -> bool:
    """Whether words before a verb of saying are its subject alone, an apposition at most."""
    return len(words.split()) <= _LONGEST_SUBJECT and words.count(",") % 2 == 0 and '"' not in words


def turned(cue: str) -> str | None:
    """The cue with the speaker first ("Roe said" of "said Roe"); ``None`` where not plain."""
    inverted = _VERB_FIRST.fullmatch(cue)
    if inverted is not None:
        who = inverted["who"]
        return f"{who}{',' if ',' in who else ''} {inverted['verb']}"
    return cue if _SPEAKER_FIRST.fullmatch(cue) else None


def _speaker(cue: str) -> str | None:
    """The name right beside the verb; ``None`` for a speaker who is not named."""
    match = _VERB_FIRST.fullmatch(cue) or _SPEAKER_FIRST.fullmatch(cue)
    if match is None:
        return None
    who = match["who"].split(",")[0]
    name = re.fullmatch(rf"(?:[a-z][\w’'-]* )*({_NAME})", who)
    return name[1] if name else None


def same_speaker(one: Unit, other: Unit) -> bool:
    """Whether ``other`` names whom ``one`` names, in a form that is no fuller."""
    if one.speaker is None or other.speaker is None:
        return False
    return f" {one.speaker}".endswith(f" {other.speaker}")
