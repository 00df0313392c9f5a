"""The grammar of time expressions: one way to print a time per line.

In a pattern ``<name>`` is a word class of ``WORDS`` (a trailing digit tells a second use
apart), ``[...]`` may be missing, ``(a|b)`` is a choice and a blank is a blank. The first
column names the reader in ``readings.py`` that gives the meaning.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from nutgraf.analysis.patterns import compile_line
from nutgraf.analysis.time_words import WORDS
from nutgraf.records import Span


class Found(Struct, frozen=True):
    """A time expression as printed: its span, its line in the grammar, the words by class."""

    span: Span
    kind: str
    parts: Mapping[str, str]
    signal: str | None = None


GRAMMAR: tuple[tuple[str, str], ...] = (
    # ------------------------------------------------------------------ whole dates
    ("date", "[<shortday>[,] ]<month> <dom>(,| ,|) <year>"),
    ("date", "[<shortday>[,] ][the ]<dom>[ day][ of] <month>[,] <year>"),
    ("date", "[<shortday>[,] ]<month> <dom>[ (of|,)] <rel> year"),
    ("date", "[<shortday>[,] ]<month> <dom>"),
    ("date", "[<shortday>[,] ][the ]<dom>[ day][ of] <month>"),
    ("date", "the <ordinal> of <rel> month"),
    ("dom", "the <ordinal>[ of the month]"),
    ("nthday", "the <rank> <weekday> (in|of) (<fullmonth>[[,] <year>]|<rel> month|the month)"),
    ("nthday", "the <rank> day (in|of) (<fullmonth>[[,] <year>]|<rel> month|the month)"),
    ("iso", "<isoyear>(-|/|\\.)<mm>(-|/|\\.)<dd>(?!\\d)"),
    ("slashed", "<mm>/<dd>/<yy>(?!/|\\d)"),
    ("slashed", "<dd>(\\.|/)<mm>(\\.|/)<yy>(?!/|\\d)"),
    ("landmark", "9/11(?!/)"),
    ("days", "<month> <dom>[ ](-|–|—|to|through)[ ]<dom2>[[,] <year>]"),
    ("days", "<month> <dom>[ ](-|–|—)[ ]<month2> <dom2>[[,] <year>]"),
    ("days", "<dom>[ ](-|–|—|to)[ ]<dom2> <month>[[,] <year>]"),
    ("days", "(?<=between\\s)<dom> and <dom2> <month>[[,] <year>]"),
    ("days", "(?<=between\\s)<month> <dom> and <dom2>[[,] <year>]"),
    # ------------------------------------------------------------------ months and years
    ("month", "[<part>[-| ]]<month>(,| of|) <year>"),
    ("month", "[<part>[-| ]]<month>[ of] <rel> year"),
    ("month", "<rel> <fullmonth>"),
    ("month", "[<part>[-| ]]<fullmonth>"),
    ("week", "the <rank> week (of|in) <fullmonth>[[,] <year>]"),
    ("weekof", "the week (of|beginning|starting|ending) <month> <dom>[[,] <year>]"),
    ("half", "[the ]<rank>[-| ]half[ of] (<year>|<rel> year|the year)"),
    ("half", "<rank>-half(?= (pre-?tax |net |operating |core )?(profit|earning|result|sale|revenue"
     "|loss|growth))"),
    ("year", "[<part>[-| ]]<year>"),
    ("year", "[<part>[-| ]]<shortyear>(?!s)"),
    ("years", "<year>(-|–|/)<yy>(?!-|–|/|\\d)"),
    ("decade", "[<part>[-| ]][the ]<year>['|’]s"),
    ("decade", "[the ][<part>[-| ]]['|’]<yy>s"),
    ("century", "[<part>[-| ]][the ](<ordinal>|twenty-first|twentieth|nineteenth|eighteenth)"
     " century"),
    ("newyearnight", "((?<=see\\sin\\s)|(?<=sees\\sin\\s)|(?<=seeing\\sin\\s)|(?<=ring\\sin\\s)"
     "|(?<=rings\\sin\\s)|(?<=ringing\\sin\\s))the new year(?!'|’)"),
    ("newyear", "[<part> ]the new year(?!'|’)"),
    ("yearend", "[the ](year|month|quarter)('|’)s[-| ]end"),
    ("yearend", "(year|month|quarter)-end"),
    # ------------------------------------------------------------------ fiscal years, quarters
    ("fiscal", "(fiscal|financial|budget) year <year>[(-|–|/)<yy>]"),
    ("fiscal", "fiscal <year>[(-|–|/)<yy>]"),
    ("fiscal", "<fy><yy>"),
    ("fiscal", "[the ]<year>[(-|–|/)<yy>] (fiscal|financial|budget) year"),
    ("fiscal", "[the ]<rel> (fiscal|financial|budget) year"),
    ("fiscal", "[<part> ]the (fiscal|financial) year"),
    ("fiscalquarter", "[the ]fiscal <rank>[-| ]quarter[[ of] [fiscal ]<year>]"),
    ("fiscalquarter", "[the ]<rank> fiscal quarter[[ of] [fiscal ]<year>]"),
    ("quarter", "[the ]<rank>[-| ]quarter[[,][ of] [fiscal ](<year>|<rel> year)]"),
    ("quarter", "(?-i:Q)<digits>[[,][ of] <year>]"),
    # ------------------------------------------------------------------ seasons
    ("season", "[<part>[-| ]][the ]<season>[ of|,] <year>[(-|–|/)<yy>]"),
    ("season", "<rel> <season>"),
    ("season", "[<part>[-| ]]the <season>"),
    ("season", "<part>[-| ]<season>"),
    ("season", "<season>"),
    # ------------------------------------------------------------------ weekdays, day words, clock
    ("weekday", "<rel> <weekday>[ <daypart>]"),
    ("weekday", "[<part>[-| ]]<weekday>[ <daypart>]"),
    ("weekday", "<weekday>(,| of|) <rel> week"),
    ("weekon", "<weekday> week(?!end|s|ly|-)"),
    ("apart", "<number> <units> (from|<ago>) <day>"),
    ("dayword", "[<part> ]<dayword>[ <daypart>]"),
    ("overmorrow", "the day (after tomorrow|before yesterday)"),
    ("daypart", "(this|last|that|the next|the previous) <daypart>"),
    ("daypart", "the <daypart>"),
    ("daypart", "<daypart>(?= (trading|trade|session|rush hour)\\b)"),
    ("daypart", "[the ]<daypart> (of|on) <day>"),
    ("daypart", "the (early|small|wee) hours[ of <day>]"),
    ("overnight", "overnight"),
    ("clock", "<clock>[ ]<half>[ <zone>][[,] <day>]"),
    ("clock", "<clock>[ <zone>][ <day>]"),
    ("clock", "<military> <zone>[ <day>]"),
    ("clock", "(noon|midnight)[ <zone>][ <day>]"),
    ("clock", "<hour> o['|’]clock[ in the <daypart>][ <day>]"),
    # ------------------------------------------------------------------ this, last, next
    ("rel", "[<part> ]<rel> <span>"),
    ("rel", "[<part> ]the (last|next) (year|quarter|weekend)"),
    ("the", "[<part> ]the (day|week|month|year|quarter|decade|weekend|century)"),
    ("rel", "the <span> (previous|before last|after next)"),
    ("rel", "the <span> <lastturn>"),
    ("that", "(that|that same|the same) <span>"),
    ("samespan", "the same (period|quarter|month|week|time)[ (of|in)][ the] <rel> year"),
    ("samespan", "the same (period|quarter|month|week|time) (a|one) year (ago|earlier|before)"),
    ("samespan", "[(a|the) ]year-(ago|earlier)[ (period|quarter|month)]"),
    ("day", "(that|the same|the very same) day"),
    ("day", "the (next|following|previous|preceding) day"),
    ("day", "the day (before|after|later|earlier)"),
    ("day", "a second (consecutive|straight) day"),
    # ------------------------------------------------------------------ distances and durations
    ("ago", "[(<near>|<above>) ]<number> [<unit> (and a|to) half ]<units> <ago>"),
    ("ago", "[(<near>|<above>) ]<number> <units> (<turn>|<lastturn>)"),
    ("ago", "<manyunits> (<ago>|<turn>)"),
    ("ahead", "[(<near>|<above>) ]<number> <units> from (now|today)"),
    ("stretch", "the (first|opening) <number> <units>"
     "[(?= (of|in) (<year>|<rel> year|<thisyear>))]"),
    ("stretch", "the (last|final|closing) <number> <units>"
     "(?= (of|in) (<year>|<rel> year|<thisyear>))"),
    ("past", "(the |)(last|past) [(<near>|<above>) ][<number> ]<units>"),
    ("next", "the (next|coming) [(<near>|<above>) ][<number> ]<units>"),
    ("next", "(the coming|coming|the next) <manyunits>"),
    ("next", "the <manyunits> (ahead|to come)"),
    ("rate", "(a|an) <unit>"),
    ("someday", "(some day|someday)"),
    ("oneday", "one day"),
    ("duration", "[<near> ]<number>[ (to|or|-) <number2>][ (more|full|whole|straight|consecutive"
     "|successive|long|further|additional|extra|short|calendar|working|business)] <units>"
     "[ or (so|more|less)]"),
    ("duration", "<above> <number> <units>"),
    ("duration", "<digits>(-|–| )<unit>(?!(-|–| )olds?)[-long]"),
    ("oldthing", "<digits>-<unit>-old"),
    ("duration", "[a ]<fraction>-<unit>"),
    ("duration", "<lasting>"),
    ("duration", "(all|the whole|the entire|the full|an entire|a whole|a full) <unit>"),
    ("duration", "(recent|many|several|successive|consecutive) <manyunits>"),
    ("duration", "<manyunits>[-(long|old)]"),
    ("rounded", "[<near> ](a|the last|the past) <unit> and a half"),
    # ------------------------------------------------------------------ sets
    ("set", "(every|each|per)[ <digits>] (<units>|<weekday>|<season>|<daypart>)"),
    ("set", "every other (<unit>|<weekday>)"),
    ("set", "(once|twice|<digits2> times) (a|an|each|per|every) <unit>"),
    ("set", "(daily|weekly|monthly|quarterly|yearly|annually|annual|biennial|nightly|hourly)"),
    ("set", "(?-i:Mondays|Tuesdays|Wednesdays|Thursdays|Fridays|Saturdays|Sundays)"),
    ("set", "(?-i:weekdays|weekends|weeknights)"),
    ("set", "(year-round|around the clock|day and night|24/7)"),
    # ------------------------------------------------------------------ feasts and vague words
    ("feast", "(?-i:Election Day)[[,][ of] <year>]"),
    ("feast", "[<rel> ]<feast>[[ of] <year>]"),
    ("present", "(currently|nowadays|at present|at the moment|right now|[just ]now|now|presently"
     "|these days|the present|the time being|to date)"),
    ("presentadj", "current"),
    ("past_ref", "([very |only |more |most ]recently|lately|the past|the recent past"
     "|in recent times)"),
    ("pastadj", "(recent)"),
    ("future_ref", "([very |as ]soon|the [not[-| ](too|so)[-| ]](near|immediate|foreseeable"
     "|distant) future|the (near|short|medium|long) term|the future|shortly|in due course)"),
    ("later", "later|later on"),
    ("earlier", "earlier"),
)  # fmt: skip

RULES = tuple(compile_line(kind, line, WORDS) for kind, line in GRAMMAR)
