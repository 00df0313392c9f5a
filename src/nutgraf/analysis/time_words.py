"""The words that times are printed with, by the class that ``time_grammar.py`` calls them."""

from __future__ import annotations

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
_AND_A_HALF = r"(?:[ ]and[ ]a[ ]half|[ ]1/2|[ ]?½)"
_UNIT = "second|minute|hour|day|night|week|fortnight|month|quarter|year|decade"
# Names keep their capital: "may", "march" and "sat" are other words.
_MONTH = "|".join(f"{m.title()}|{m.upper()}" for m in MONTHS)
_ABBREVIATED = r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
_WEEKDAY = "|".join(f"{d.title()}|{d.upper()}" for d in WEEKDAYS)
_DAYPART = "morning|lunchtime|midday|afternoon|evening|night"

WORDS: dict[str, str] = {
    # ------------------------------------------------------------------ days, months, years
    "month": rf"(?-i:{_MONTH}|{_ABBREVIATED}\b\.?)",
    "fullmonth": rf"(?-i:{_MONTH}|{_ABBREVIATED}\.)",
    "weekday": rf"(?-i:{_WEEKDAY})",
    "shortday": rf"(?-i:{_WEEKDAY}|(?:Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun)\b\.?)",
    "dom": r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\w%]|[.,:/]\d)",
    "ordinal": r"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)",
    "year": r"(?:1[4-9]|20)\d\d(?![\d%]|[.,:/]\d)",
    "isoyear": r"(?:1[4-9]|20)\d\d",
    "shortyear": r"['’]\d\d(?!\d)",
    "yy": r"(?:(?:1[4-9]|20)\d\d|\d\d)(?!\d)",
    "fy": r"(?-i:FY)[ ]?[-'’]?",
    "mm": r"(?:1[0-2]|0?[1-9])",
    "dd": r"(?:3[01]|[12]\d|0?[1-9])",
    "dayword": r"(?:today|tomorrow|yesterday|tonight)",
    "day": rf"(?:(?-i:{_MONTH}|{_ABBREVIATED}\.?)[ ]\d{{1,2}}\b(?:,[ ]\d{{4}}\b)?|today|tomorrow"
    rf"|yesterday|(?:(?:this|last|next)[ ])?(?-i:{_WEEKDAY})(?:[ ](?:{_DAYPART}))?)",
    "feast": r"(?-i:Christmas Eve|Christmas Day|Christmas|Boxing Day|New Year['’]s Eve"
    r"|New Year['’]s Day|New Year['’]s|Halloween|Thanksgiving(?: Day)?|Valentine['’]s Day|Labor Day"
    r"|Memorial Day|Independence Day|Fourth of July|Veterans Day|Remembrance Day|Good Friday"
    r"|Easter Sunday|Easter Monday|Easter|Palm Sunday|Maundy Thursday|Shrove Tuesday"
    r"|Ash Wednesday|Presidents['’] Day|Columbus Day|May Day|Bastille Day|Earth Day|Juneteenth"
    r"|St\.? Patrick['’]s Day|Martin Luther King(?:,? Jr\.?)? Day|Mother['’]s Day|Father['’]s Day"
    r"|Black Friday|Cyber Monday)",
    # ------------------------------------------------------------------ numbers and units
    "number": rf"(?:\d{{1,3}}(?:,\d{{3}}|\.\d)?{_AND_A_HALF}?|(?:{_NUMBER_WORDS}){_AND_A_HALF}?"
    r"|(?:an?[ ])?few|a[ ]couple[ ]of|several|some|many|a[ ]dozen|dozens[ ]of|hundreds[ ]of"
    r"|thousands[ ]of|(?:a[ ])?half(?:[ ]an?)?|an?)",
    "digits": rf"(?:\d{{1,3}}|{_NUMBER_WORDS})",
    "fraction": r"(?:half|quarter)",
    "unit": rf"(?:{_UNIT}|century)",
    "units": rf"(?:(?:{_UNIT})s?|century|centuries)",
    "manyunits": r"(?:minutes|hours|days|weeks|months|years|decades|centuries)",
    "span": r"(?:weekend|week|month|quarter|year|decade|century)",
    "lasting": r"(?:hour|day|week|month|year|decade|century)-?long",
    "thisyear": "the year",
    # ------------------------------------------------------------------ words that point or limit
    "rel": r"(?:this|last|next|this[ ]past|(?:the[ ])?(?:coming|upcoming|current|previous|prior"
    r"|following|preceding))",
    "ago": r"(?:ago|back)",
    "turn": r"(?:later|earlier|afterwards?|beforehand)",
    "lastturn": r"(?:before|after|prior)(?=[ ]?(?:[.;:!?,]|$))",
    "near": r"(?:just[ ](?:over|under|about)|well[ ]over|more[ ]than|at[ ]least|less[ ]than"
    r"|fewer[ ]than|up[ ]to|no[ ]more[ ]than|as[ ]many[ ]as|under|about|around|roughly"
    r"|approximately|nearly|almost|close[ ]to|some)",
    "above": "over",
    "part": r"(?:(?:very[ ])?(?:early|late)(?:r)?(?:[ ](?:in|on))?|earlier(?:[ ]in)?|mid"
    r"|(?:the[ ])?(?:very[ ])?(?:beginning|start|turn|middle|end|close|rest|remainder|course"
    r"|first[ ]half|second[ ]half|latter[ ]half)[ ]of)",
    "rank": r"(?:first|second|third|fourth|final|last)",
    # ------------------------------------------------------------------ seasons and the clock
    "season": r"(?:spring|summer|autumn|fall|winter)",
    "daypart": rf"(?:{_DAYPART})",
    "clock": r"(?:(?:[01]?\d|2[0-3])[:.][0-5]\d(?![:.\d])|(?:[1-9]|1[0-2])(?=[ ]?[ap]\.?m))",
    "hour": rf"(?:1[0-2]|[1-9]|{_UNITS_1_TO_9}|ten|eleven|twelve)",
    "half": r"(?:a\.m\.?|p\.m\.?|am\b|pm\b)",
    "zone": r"(?-i:UTC|GMT|BST|CET|CEST|EST|EDT|ET|CST|CDT|CT|MST|MDT|MT|PST|PDT|PT|JST|IST"
    r"|AEST|AEDT|HST|local time|Eastern(?: [Tt]ime)?|Pacific [Tt]ime|Central [Tt]ime)\b",
    "military": r"(?:[01]\d|2[0-3])[0-5]\d",
}
