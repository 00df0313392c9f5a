"""Time expressions: where they stand and what they are made of.

The grammar is the table ``GRAMMAR``: one way to print a time per line. In a pattern
``<name>`` is a word class of ``WORDS`` (a trailing digit tells a second use apart),
``[...]`` may be missing, ``(a|b)`` is a choice and a blank is a blank. What an
expression denotes on the calendar is the business of ``dates.py``.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from nutgraf.analysis.patterns import compile_line, matches
from nutgraf.analysis.syntax import Tree, Word
from nutgraf.analysis.wordlists import listed
from nutgraf.records import Span


class Found(Struct, frozen=True):
    """A time expression as printed: its span, its line in the grammar, the words by class."""

    span: Span
    kind: str
    parts: Mapping[str, str]
    signal: str | None = None


MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

_UNITS_1_TO_9 = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER_WORDS = (
    "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:" + _UNITS_1_TO_9 + "))?"
    "|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|ten|"
    + _UNITS_1_TO_9
)
_UNIT = "second|minute|hour|day|night|week|fortnight|month|quarter|year|decade"
# Names keep their capital: "may", "march" and "sat" are other words.
_MONTH = "|".join(f"{m.title()}|{m.upper()}" for m in MONTHS)
_ABBREVIATED = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
_WEEKDAY = "|".join(f"{d.title()}|{d.upper()}" for d in WEEKDAYS)
_ORDINAL_UNIT = "first|second|third|fourth|final|last"

WORDS: dict[str, str] = {
    "month": rf"(?-i:{_MONTH}|{_ABBREVIATED}\b\.?)",
    "fullmonth": rf"(?-i:{_MONTH}|{_ABBREVIATED}\.)",
    "weekday": rf"(?-i:{_WEEKDAY})",
    "shortday": rf"(?-i:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)",
    "dom": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:/]\d)",
    "ordinal": r"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)",
    "year": r"(?:1[4-9]|20)\d\d(?![\d%]|[.,:/]\d)",
    "shortyear": r"['’]\d\d(?!\d)",
    "yy": r"(?:(?:1[4-9]|20)\d\d|\d\d)(?!\d)",
    "mm": r"(?:1[0-2]|0?[1-9])",
    "dd": r"(?:3[01]|[12]\d|0?[1-9])",
    "number": rf"(?:\d{{1,3}}(?:,\d{{3}}|\.\d)?|{_NUMBER_WORDS}|(?:an?[ ])?few|a[ ]couple[ ]of|"
    r"several|some|many|a[ ]dozen|dozens[ ]of|(?:one[ ]and[ ]a[ ]|a[ ])?half(?:[ ]an?)?|an?)",
    "digits": rf"(?:\d{{1,3}}|{_NUMBER_WORDS})",
    "unit": rf"(?:{_UNIT})",
    "units": rf"(?:{_UNIT})s?",
    "manyunits": r"(?:minute|hour|day|week|month|year|decade|centurie)s",
    "span": r"(?:week|month|quarter|year|decade|century|weekend)",
    "bigspan": r"(?:week|month|quarter|year|decade|century)",
    "season": r"(?:spring|summer|autumn|fall|winter)",
    "rel": r"(?:this|last|next|this[ ]past|(?:the[ ])?(?:coming|upcoming|current|previous"
    r"|following|preceding))",
    "ago": r"(?:ago|back)",
    "turn": r"(?:later|earlier|afterwards?|beforehand)",
    "near": r"(?:just[ ]over|more[ ]than|at[ ]least|less[ ]than|fewer[ ]than|up[ ]to|no[ ]more[ ]"
    r"than|as[ ]many[ ]as|over|under|about|around|roughly|approximately|nearly|almost|some)",
    "part": r"(?:(?:very[ ])?(?:early|late)(?:r)?(?:[ ](?:in|on))?|earlier(?:[ ]in)?|mid"
    r"|(?:the[ ])?(?:very[ ])?(?:beginning|start|middle|end|close|rest|remainder|course"
    r"|first[ ]half|second[ ]half|latter[ ]half)[ ]of)",
    "rank": rf"(?:{_ORDINAL_UNIT})",
    "dayword": r"(?:today|tomorrow|yesterday|tonight)",
    "daypart": r"(?:morning|lunchtime|midday|afternoon|evening|night)",
    "clock": r"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?![:.\d])|(?:[1-9]|1[0-2])(?=[ ]?[ap]\.?m))",
    "half": r"(?:a\.m\.?|p\.m\.?|am\b|pm\b)",
    "zone": r"(?-i:UTC|GMT|BST|CET|CEST|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|JST|IST"
    r"|AEST|AEDT|HST|local time|Eastern(?: [Tt]ime)?|Pacific [Tt]ime|Central [Tt]ime)\b",
    "military": r"(?:[01]\d|2[0-3])[0-5]\d",
    "feast": r"(?-i:Christmas Eve|Christmas Day|Christmas|Boxing Day|New Year['’]s Eve"
    r"|New Year['’]s Day|New Year['’]s|Halloween|Thanksgiving(?: Day)?|Valentine['’]s Day|Labor Day"
    r"|Memorial Day|Independence Day|Fourth of July|Veterans Day|Good Friday|Easter Sunday"
    r"|Easter Monday|Easter|Presidents['’] Day|Columbus Day|May Day)",
}

GRAMMAR: tuple[tuple[str, str], ...] = (
    # ------------------------------------------------------------------ whole dates
    ("date", "[<shortday>[,] ]<month> <dom>(,| ,|) <year>"),
    ("date", "[<shortday>[,] ][the ]<dom>[ day][ of] <month>[,] <year>"),
    ("date", "[<shortday>[,] ]<month> <dom>[ (of|,)] <rel> year"),
    ("date", "[<shortday>[,] ]<month> <dom>"),
    ("date", "[<shortday>[,] ][the ]<dom>[ day][ of] <month>"),
    ("date", "the <ordinal> of <rel> month"),
    ("iso", "<year>(-|/|\\.)<mm>(-|/|\\.)<dd>(?!\\d)"),
    ("slashed", "<mm>/<dd>/<yy>(?!/|\\d)"),
    ("slashed", "<dd>(\\.|/)<mm>(\\.|/)<yy>(?!/|\\d)"),
    ("days", "<month> <dom>[ ](-|–|—|to|through)[ ]<dom2>[[,] <year>]"),
    ("days", "<month> <dom>[ ](-|–|—)[ ]<month2> <dom2>[[,] <year>]"),
    ("days", "<dom>[ ](-|–|—|to)[ ]<dom2> <month>[[,] <year>]"),
    # ------------------------------------------------------------------ months and years
    ("month", "[<part>[-| ]]<month>(,| of|) <year>"),
    ("month", "[<part>[-| ]]<month>[ of] <rel> year"),
    ("month", "<rel> <fullmonth>"),
    ("month", "[<part>[-| ]]<fullmonth>"),
    ("week", "the <rank> week (of|in) <fullmonth>[[,] <year>]"),
    ("half", "[the ]<rank>[-| ]half[ of] (<year>|<rel> year|the year)"),
    ("year", "[<part>[-| ]]<year>"),
    ("year", "[<part>[-| ]]<shortyear>(?!s)"),
    ("years", "<year>(-|–|/)<yy>(?!-|–|/|\\d)"),
    ("decade", "[<part>[-| ]][the ]<year>['|’]s"),
    ("decade", "[the ][<part>[-| ]]['|’]<yy>s"),
    ("century", "[<part>[-| ]][the ](<digits>(st|nd|rd|th)|twentieth|nineteenth) century"),
    ("fiscal", "[(fiscal|financial) (year )|fiscal |(?-i:FY)[ -]]<year>[-<yy>]"),
    ("fiscal", "<rel> (fiscal|financial) year"),
    ("fiscal", "[<part> ]the (fiscal|financial) year"),
    # ------------------------------------------------------------------ quarters, halves, seasons
    ("quarter", "[the ]<rank>[-| ]quarter[[,][ of] [fiscal ](<year>|<rel> year)]"),
    ("quarter", "(?-i:Q)<digits>[[,][ of] <year>]"),
    ("season", "[<part>[-| ]][the ]<season>[ of|,] <year>"),
    ("season", "<rel> <season>"),
    ("season", "[<part>[-| ]]the <season>"),
    ("season", "<part>[-| ]<season>"),
    ("season", "<season>"),
    # ------------------------------------------------------------------ weekdays, day words, clock
    ("weekday", "<rel> <weekday>[ <daypart>]"),
    ("weekday", "[<part>[-| ]]<weekday>[ <daypart>]"),
    ("weekday", "<weekday>(,| of|) <rel> week"),
    ("dayword", "[<part> ]<dayword>[ <daypart>]"),
    ("daypart", "(this|last|that|the next|the previous) <daypart>"),
    ("daypart", "the <daypart>"),
    ("overnight", "overnight"),
    ("clock", "<clock>[ ]<half>[ <zone>][[,] <day>]"),
    ("clock", "<clock>[ <zone>][ <day>]"),
    ("clock", "<military> <zone>[ <day>]"),
    ("clock", "(noon|midnight)[ <zone>][ <day>]"),
    ("daypart", "<daypart> (of|on) <day>"),
    # ------------------------------------------------------------------ this, last, next
    ("rel", "[<part> ]<rel> <span>"),
    ("rel", "[<part> ]the (last|next) (year|quarter|weekend)"),
    ("the", "[<part> ]the (day|week|month|year|quarter|decade|weekend|century)"),
    ("rel", "the <span> (previous|before last|after next)"),
    ("samespan", "the same (period|quarter|month|week|time)[ (of|in)][ the] <rel> year"),
    ("samespan", "the same (period|quarter|month|week|time) (a|one) year (ago|earlier|before)"),
    ("day", "(that|the same|the very same) day"),
    ("day", "the (next|following|previous|preceding) day"),
    ("day", "the day (before|after)"),
    ("day", "a second (consecutive|straight) day"),
    # ------------------------------------------------------------------ distances and durations
    ("ago", "[<near> ]<number> [<unit> (and a|to) half ]<units> <ago>"),
    ("ago", "[<near> ]<number> <units> <turn>"),
    ("ago", "(<manyunits>) <ago>"),
    ("ahead", "<number> <units> from (now|today)"),
    ("past", "(the |)(last|past) [<near> ][<number> ]<units>"),
    ("next", "the (next|coming) [<near> ][<number> ]<units>"),
    ("next", "(the coming|coming|the next) <manyunits>"),
    ("rate", "[once |twice ](a|an) <unit>"),
    ("duration", "[<near> ]<number>[ (to|or|-) <number2>][ (more|full|whole|straight|consecutive"
     "|successive|long|further|additional|extra|short|calendar|working|business)] <units>"),
    ("duration", "<digits>(-|–| )<unit>(?!(-|–| )olds?)[-long]"),
    ("duration", "(recent|many|several|successive|consecutive) <manyunits>"),
    ("duration", "<manyunits>[-long]"),
    ("rounded", "[<near> ](a|the last|the past) <unit> and a half"),
    # ------------------------------------------------------------------ sets
    ("set", "(every|each|per)[ <digits>] (<units>|<weekday>|<season>|<daypart>)"),
    ("set", "every other (<unit>|<weekday>)"),
    ("set", "(?-i:(daily|weekly|monthly|quarterly|yearly|annually|annual|biennial|nightly"
     "|hourly))"),
    ("set", "(?-i:Mondays|Tuesdays|Wednesdays|Thursdays|Fridays|Saturdays|Sundays)"),
    ("set", "(year-round|around the clock|day and night)"),
    # ------------------------------------------------------------------ feasts and vague words
    ("feast", "[<rel> ]<feast>[[ of] <year>]"),
    ("present", "(currently|nowadays|at present|at the moment|right now|[just ]now|now|presently"
     "|these days|the present|for the time being|to date)"),
    ("presentadj", "current"),
    ("past_ref", "([very |only |more |most ]recently|lately|the past|the recent past"
     "|in recent times)"),
    ("pastadj", "(recent)"),
    ("future_ref", "([very |as ]soon|the (near|immediate|foreseeable|distant) future"
     "|the (near|short|medium|long) term|the future|shortly|in due course)"),
    ("later", "later|later on"),
)  # fmt: skip

_DAY = (
    rf"(?:(?:on[ ])?(?:{_MONTH}|{_ABBREVIATED}\\.?)[ ]\\d{{1,2}}\\b|{_WEEKDAY}|today|tomorrow"
    r"|yesterday)"
)


_RULES = tuple(compile_line(kind, line, WORDS, _DAY) for kind, line in GRAMMAR)


# ------------------------------------------------------------------ what only looks like a time

_SIGNALS = listed(
    "by until till in on at since from to after before during for through within between "
    "over around about of throughout and or despite as"
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
_AGE = re.compile(r"[ -]?(?:years?|months?|weeks?|days?)?[ -]olds?\b|\s+of\s+age\b", re.I)


class _Around(Struct, frozen=True):
    """The words on either side of a candidate and the first word in it."""

    before: Word | None
    first: Word
    after: Word | None

    def before_is(self, words: frozenset[str]) -> bool:
        return self.before is not None and self.before.lower_ in words

    def after_is(self, *words: str) -> bool:
        return self.after is not None and self.after.lower_ in words


def _keep_month(text: str, found: Found, around: _Around) -> bool:
    if len(found.parts) > 1:
        return True
    if around.after is not None and around.after.text[:1].isdigit():
        return False
    return around.first.ent_type_ == "DATE" or around.before_is(_SIGNALS - {"and", "or", "as"})


def _keep_year(text: str, found: Found, around: _Around) -> bool:
    printed = found.parts.get("year")
    if printed is None or "part" in found.parts:
        return True
    if around.before is not None and around.before.text in ("$", "€", "£", "#", "No.", "-"):
        return False
    after = around.after
    if after is None:
        return True
    if after.lower_ in ("%", "percent", "per", "million", "billion", "hours", "gmt", "utc"):
        return False
    if after.lemma_.lower() in _UNITS_OF_COUNT or after.ent_type_ in ("QUANTITY", "MONEY"):
        return False
    old = int(printed) < 1700
    plain_count = around.first.dep_ == "nummod" and around.first.head.tag_ == "NNS"
    if old or (plain_count and printed.endswith("00")):
        return around.before_is(frozenset(("in", "since", "of", "until", "by", "from")))
    return around.first.ent_type_ not in ("MONEY", "QUANTITY", "PERCENT")


def _keep_decade(text: str, found: Found, around: _Around) -> bool:
    # "a man in his 80s" is an age, "temperatures in the low 70s" a reading.
    if "yy" not in found.parts:
        return found.parts["year"].endswith("0")
    if not re.match(r"the\b|['’]", found.span.of(text)) and "part" not in found.parts:
        return around.before_is(frozenset(("and", "or", "to")))
    at = found.span.start
    return not re.search(r"\b(?:his|her|their|my|our|its|your|low|high|upper)\s*$", text[:at][-9:])


def _keep_quarter(text: str, found: Found, around: _Around) -> bool:
    if found.parts.get("year") or found.parts.get("rel"):
        return True
    return not any(word.lemma_.lower() in _GAME for word in around.first.sent[:200])


def _keep_season(text: str, found: Found, around: _Around) -> bool:
    if len(found.parts) > 1 or " " in found.span.of(text):
        return around.first.tag_ != "VB"
    if found.span.of(text).lower() in ("fall", "spring") and not around.before_is(_SIGNALS):
        return False
    return around.first.tag_ in ("NN", "NNP") and around.first.dep_ != "compound"


def _keep_clock(text: str, found: Found, around: _Around) -> bool:
    if "half" in found.parts or "zone" in found.parts or "clock" not in found.parts:
        return True
    cues = frozenset(("at", "by", "until", "from", "around", "before", "after", "to", "between"))
    return ":" in found.parts["clock"] and around.before_is(cues)


def _keep_the(text: str, found: Found, around: _Around) -> bool:
    unit = found.span.of(text).split()[-1].lower()
    if "part" in found.parts or unit == "weekend":
        return True
    if around.after_is("after", "before", "of", "that", "when", "he", "she", "they", "it", "we"):
        return False
    if around.after is not None and around.after.tag_ in ("NN", "NNS", "NNP"):
        return False
    return around.before_is(_BEFORE_PERIOD)


def _keep_duration(text: str, found: Found, around: _Around) -> bool:
    printed = found.span.of(text).lower()
    unit = found.parts.get("units") or found.parts.get("unit") or found.parts.get("manyunits") or ""
    if _AGE.match(text, found.span.end) or around.before_is(frozenset(("aged", "age"))):
        return False
    number = found.parts.get("number", "")
    if unit.lower().startswith(("quarter", "second")) and not number.replace(",", "").isdigit():
        singular = number.lower() in ("a", "an", "one", "")
        several = unit.lower().endswith("s")
        return several and not singular and not around.after_is("of")
    if number.lower() in ("a", "an") and unit.lower() == "night":
        return False
    if "manyunits" in found.parts and " " not in printed and "-" not in printed:
        return around.before_is(_BEFORE_BARE_UNITS) or around.after_is(
            "after", "before", "later", "earlier"
        )
    return True


def _keep_rate(text: str, found: Found, around: _Around) -> bool:
    if found.parts["unit"].lower() in ("second", "quarter", "night"):
        return False
    if found.span.of(text).lower().startswith(("once", "twice")):
        return True
    if around.after_is("ago", "after", "later", "earlier", "before", "old"):
        return False
    before = around.before
    if before is None or before.tag_ not in ("NNS", "CD", "NN", "$"):
        return False
    # "15 a year", "$2 million a month", "four times a week"
    nearby = before.doc[max(0, before.i - 3) : before.i + 1]
    return before.lower_ in ("times", "cent", "percent") or any(w.like_num for w in nearby)


def _keep_the_vague(text: str, found: Found, around: _Around) -> bool:
    after = around.after
    if around.after_is("after", "before", "afterwards", "afterward", "thereafter", "enough", "as"):
        return False
    if not found.span.of(text).lower().startswith("the "):
        return True
    return after is None or (
        after.lower_ != "of" and not after.tag_.startswith(("NN", "JJ", "CD", "VBG"))
    )


_KEEP: dict[str, Callable[[str, Found, _Around], bool]] = {
    "daypart": lambda text, found, around: (
        not re.match(r"the (?!next|previous)", found.span.of(text).lower())
        or around.before_is(frozenset(("in", "during")))
    ),
    "month": _keep_month,
    "year": _keep_year,
    "decade": _keep_decade,
    "quarter": _keep_quarter,
    "season": _keep_season,
    "clock": _keep_clock,
    "the": _keep_the,
    "duration": _keep_duration,
    "past": _keep_duration,
    "rate": _keep_rate,
    "past_ref": _keep_the_vague,
    "future_ref": _keep_the_vague,
    "fiscal": lambda text, found, around: len(found.span.of(text)) > 4,
    "present": lambda text, found, around: (
        _keep_the_vague(text, found, around) and not around.after_is("that")
    ),
    "later": lambda text, found, around: not around.after_is("than") and around.first.pos_ == "ADV",
    "dayword": lambda text, found, around: (
        not (
            around.before_is(frozenset(("usa",)))
            or (found.span.of(text) == "Today" and around.first.ent_type_ == "ORG")
        )
    ),
    "set": lambda text, found, around: (
        around.first.ent_type_ not in ("ORG", "WORK_OF_ART") or "every" in found.span.of(text)
    ),
}


def find_timexes(tree: Tree, text: str) -> tuple[Found, ...]:
    """Every time expression in ``text``, in order and without overlaps; empty for none."""
    words = [word for word in tree if not word.is_space]
    starts = [word.idx for word in words]
    if not words:
        return ()
    candidates: list[tuple[int, int, int, Found]] = []
    for rank, kind, match in matches(_RULES, text):
        at = max(0, bisect.bisect_right(starts, match.start()) - 1)
        end = bisect.bisect_left(starts, match.end())
        before = words[at - 1] if at else None
        around = _Around(before, words[at], words[end] if end < len(words) else None)
        signal = before.lower_ if before and before.lower_ in _SIGNALS else None
        parts = {name: part for name, part in match.groupdict().items() if part}
        found = Found(Span(*match.span()), kind, parts, signal)
        keep = _KEEP.get(kind)
        if keep is None or keep(text, found, around):
            candidates.append((match.start(), -match.end(), rank, found))
    chosen: list[Found] = []
    for *_, found in sorted(candidates, key=lambda candidate: candidate[:3]):
        if not chosen or found.span.start >= chosen[-1].span.end:
            chosen.append(found)
    return tuple(chosen)
