"""What only looks like a time: ages, scores, sums, names, and words with another meaning."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from nutgraf.analysis.syntax import Word
from nutgraf.analysis.time_grammar import Found
from nutgraf.analysis.wordlists import listed

SIGNALS = listed(
    "by until till in on at since from to after before during for through within between "
    "over around about of throughout and or despite as starting beginning effective"
)
_UNITS_OF_COUNT = listed(
    "people worker job soldier student mile metre meter kilometre foot kilometer yard acre "
    "euro dollar pound home employee troop point square resident member seat hour page car "
    "vehicle vote ton death case patient person family child woman man unit word"
)
_GAME = frozenset(("touchdown", "yard", "coach", "quarterback", "goal", "halftime", "score"))
_BEFORE_BARE_UNITS = listed(
    "for in of after over within take takes took last lasted by spent spend some many wait "
    "waited through"
)
_BEFORE_PERIOD = listed(
    "in for of during over end ended finish finished start this on throughout within through"
)
_BEFORE_DAYPART = listed("in during throughout through")
_BEFORE_OVER = listed(
    "for in of after within lasted last lasts take takes took spent is was are were be been "
    "being than with , and or the just"
)
# What has an age and is no living being, so that its age tells when it began.
_THINGS = listed(
    "law war conflict dispute feud strike ban deal agreement treaty pact contract programme "
    "program project policy plan rule ruling case lawsuit investigation inquiry probe campaign "
    "government administration coalition insurgency rebellion uprising blockade embargo siege "
    "crisis company firm startup business club team league museum theatre church bridge building "
    "plant factory mill house school store newspaper magazine tradition record festival truce "
    "ceasefire marriage partnership alliance network system site website service tax freeze"
)
_BEFORE_ORDINAL = listed("on by until till from through before after since")
_ALL = listed("and or to")
_AGE = re.compile(r"[ -]?(?:years?|months?|weeks?|days?)?[ -]olds?\b|\s+of\s+age\b", re.I)


class Around(Struct, frozen=True):
    """The words on either side of a candidate and the first word in it."""

    before: Word | None
    first: Word
    after: Word | None

    def before_is(self, words: frozenset[str]) -> bool:
        return self.before is not None and self.before.lower_ in words

    def after_is(self, *words: str) -> bool:
        return self.after is not None and self.after.lower_ in words


def is_time(text: str, found: Found, around: Around) -> bool:
    """Whether a candidate is a time expression where it stands."""
    keep = _KEEP.get(found.kind)
    return keep is None or keep(text, found, around)


# ------------------------------------------------------------------ dates and parts of the calendar


def _month(text: str, found: Found, around: Around) -> bool:
    if len(found.parts) > 1:
        return True
    if around.after is not None and around.after.text[:1].isdigit():
        return False
    return around.first.ent_type_ == "DATE" or around.before_is(SIGNALS - {"and", "or", "as"})


def _day_of_month(text: str, found: Found, around: Around) -> bool:
    # "by the 15th", not "the 15th district" and not "on the 4th floor".
    if "of the month" in found.span.of(text).lower():
        return True
    after = around.after
    return around.before_is(_BEFORE_ORDINAL) and (
        after is None or after.is_punct or after.pos_ in ("VERB", "AUX", "ADP", "CCONJ")
    )


def _year(text: str, found: Found, around: Around) -> bool:
    before, after = around.before, around.after
    if "part" in found.parts:
        return True
    inside = text[: found.span.start].endswith(" ")
    named = inside and before is not None and before.pos_ == "PROPN" and before.ent_type_ != "DATE"
    if "shortyear" in found.parts:
        return not named  # the name of a product
    if named and after is not None and after.pos_ == "PROPN" and text[found.span.end :][:1] == " ":
        return False  # a name runs through it: "the Russell 2000 Index"
    if before is not None and before.text in ("$", "€", "£", "#", "No.", "-"):
        return False
    if after is None:
        return True
    if after.lower_ in ("%", "percent", "per", "million", "billion", "hours", "gmt", "utc"):
        return False
    if after.lemma_.lower() in _UNITS_OF_COUNT or after.ent_type_ in ("QUANTITY", "MONEY"):
        return False
    printed = found.parts["year"]
    plain_count = around.first.dep_ == "nummod" and around.first.head.tag_ == "NNS"
    if int(printed) < 1700 or (plain_count and printed.endswith("00")):
        return around.before_is(frozenset(("in", "since", "of", "until", "by", "from")))
    return around.first.ent_type_ not in ("MONEY", "QUANTITY", "PERCENT")


def _decade(text: str, found: Found, around: Around) -> bool:
    # "a man in his 80s" is an age, "temperatures in the low 70s" a reading.
    if "yy" not in found.parts:
        return found.parts["year"].endswith("0")
    if not re.match(r"the\b|['’]", found.span.of(text)) and "part" not in found.parts:
        return around.before_is(_ALL)
    at = found.span.start
    return not re.search(r"\b(?:his|her|their|my|our|its|your|low|high|upper)\s*$", text[:at][-9:])


def _quarter(text: str, found: Found, around: Around) -> bool:
    if found.parts.get("year") or found.parts.get("rel"):
        return True
    return not any(word.lemma_.lower() in _GAME for word in around.first.sent[:200])


def _capital(text: str, found: Found) -> bool:
    return found.span.of(text).split()[-1].istitle()


def _season(text: str, found: Found, around: Around) -> bool:
    first = around.first
    if around.after is not None and around.after.pos_ == "PROPN" and _capital(text, found):
        return False  # "the Winter Games"
    if len(found.parts) > 1 or " " in found.span.of(text):
        return first.tag_ != "VB"
    if found.span.of(text).lower() in ("fall", "spring") and not around.before_is(SIGNALS):
        bare = first.dep_ == "nsubj" and not any(True for _ in first.children)
        return bare and first.lower_ == "spring"
    return first.tag_ in ("NN", "NNP") and first.dep_ != "compound"


# ------------------------------------------------------------------ days and the clock


def _daypart(text: str, found: Found, around: Around) -> bool:
    if not re.match(r"the (?!next|previous|early|small|wee)", found.span.of(text).lower()):
        return True
    return "day" in found.parts or around.before_is(_BEFORE_DAYPART)


def _dayword(text: str, found: Found, around: Around) -> bool:
    if around.before_is(frozenset(("usa",))):
        return False
    return not (found.span.of(text) == "Today" and around.first.ent_type_ == "ORG")


def _clock(text: str, found: Found, around: Around) -> bool:
    if any(name in found.parts for name in ("half", "zone", "day", "hour")):
        return True
    if "clock" not in found.parts:
        return True
    cues = frozenset(("at", "by", "until", "from", "around", "before", "after", "to", "between"))
    return ":" in found.parts["clock"] and around.before_is(cues)


def _the(text: str, found: Found, around: Around) -> bool:
    unit = found.span.of(text).split()[-1].lower()
    if "part" in found.parts or unit == "weekend":
        return True
    if text[found.span.end :][:1] in ("-", "–"):
        return False
    if around.after_is("after", "before", "of", "that", "when", "he", "she", "they", "it", "we"):
        return False
    if around.after is not None and around.after.tag_ in ("NN", "NNS", "NNP"):
        return False
    return around.before_is(_BEFORE_PERIOD)


# ------------------------------------------------------------------ amounts


def _duration(text: str, found: Found, around: Around) -> bool:
    printed = found.span.of(text).lower()
    unit = found.parts.get("units") or found.parts.get("unit") or found.parts.get("manyunits") or ""
    if _AGE.match(text, found.span.end) or around.before_is(frozenset(("aged", "age"))):
        return False
    if "above" in found.parts and found.kind == "duration" and not around.before_is(_BEFORE_OVER):
        return False  # "spend it over five years"
    number = found.parts.get("number", "")
    if unit.lower().startswith(("quarter", "second")) and not number.replace(",", "").isdigit():
        singular = number.lower() in ("a", "an", "one", "")
        in_a_row = re.search(r"\b(?:straight|consecutive|successive)\b", printed)
        several = unit.lower().endswith("s")
        return several and not singular and bool(in_a_row or not around.after_is("of"))
    if number.lower() in ("a", "an") and unit.lower().endswith(("s", "night")):
        return False
    if "manyunits" in found.parts and " " not in printed and "-" not in printed:
        return around.before_is(_BEFORE_BARE_UNITS) or around.after_is(
            "after", "before", "later", "earlier", "of"
        )
    return True


def _rate(text: str, found: Found, around: Around) -> bool:
    if found.parts["unit"].lower() in ("second", "quarter", "night"):
        return False
    if around.after_is("ago", "after", "later", "earlier", "before", "old"):
        return False
    before = around.before
    if before is None or before.tag_ not in ("NNS", "CD", "NN", "$"):
        return False
    # "15 a year", "$2 million a month"
    nearby = before.doc[max(0, before.i - 3) : before.i + 1]
    return before.lower_ in ("times", "cent", "percent") or any(w.like_num for w in nearby)


def _old_thing(text: str, found: Found, around: Around) -> bool:
    after = around.after
    if after is None or after.pos_ not in ("NOUN", "ADJ", "PROPN"):
        return False
    head = after.head if after.dep_ in ("compound", "amod") else after
    return head.lemma_.lower() in _THINGS or after.lemma_.lower() in _THINGS


# ------------------------------------------------------------------ sets and vague words


def _set(text: str, found: Found, around: Around) -> bool:
    printed = found.span.of(text)
    if printed.istitle() and printed.endswith(("ly", "ual")) and not around.first.is_sent_start:
        return False  # the name of a newspaper or a meeting
    return around.first.ent_type_ not in ("ORG", "WORK_OF_ART") or "every" in printed


def _vague(text: str, found: Found, around: Around) -> bool:
    after, printed = around.after, found.span.of(text).lower()
    if around.after_is("after", "before", "afterwards", "afterward", "thereafter", "enough"):
        return False
    if around.after_is("as") and printed.endswith(("soon", "recently")):
        return False
    if not printed.startswith("the ") or printed.startswith("the time"):
        return True
    return after is None or (
        after.lower_ != "of" and not after.tag_.startswith(("NN", "JJ", "CD", "VBG"))
    )


def _one_day(text: str, found: Found, around: Around) -> bool:
    if around.after_is("after", "before", "later", "earlier", "ago", "from", "of"):
        return False
    helps = listed("will would could may might can must ll to hopes hoped that")
    return around.first.is_sent_start or around.before_is(helps)


_Keep = Callable[[str, Found, Around], bool]
_KEEP: dict[str, _Keep] = {
    "month": _month,
    "dom": _day_of_month,
    "year": _year,
    "decade": _decade,
    "quarter": _quarter,
    "season": _season,
    "daypart": _daypart,
    "dayword": _dayword,
    "clock": _clock,
    "the": _the,
    "ago": lambda text, found, around: not around.after_is("than"),
    "duration": _duration,
    "past": _duration,
    "rate": _rate,
    "oldthing": _old_thing,
    "set": _set,
    "past_ref": _vague,
    "future_ref": _vague,
    "present": lambda text, found, around: (
        _vague(text, found, around) and not around.after_is("that")
    ),
    "pastadj": lambda text, found, around: not around.before_is(frozenset(("most", "more"))),
    "oneday": _one_day,
    "later": lambda text, found, around: not around.after_is("than") and around.first.pos_ == "ADV",
    "earlier": lambda text, found, around: (
        not around.after_is("than", "this", "that", "in", "on", "today")
        and around.first.pos_ == "ADV"
        and around.first.dep_ == "advmod"
        and around.first.head.pos_ == "VERB"
    ),
}
