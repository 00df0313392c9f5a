"""Where the parts of an article stand: paragraphs, dateline, lede, page furniture."""

from __future__ import annotations

import datetime as dt
import re

from nutgraf.records import Article, Span

_LINE = re.compile(r"[^\n]*\S[^\n]*")

# PORT ELLERY, March 4 (Coastal Wire) — … ; Washington (CNN) … ; LONDON --
_DATELINE = re.compile(
    r"""(?:By\ [^\n]{3,60}\n)?
        (?P<place>(?=[A-Z.]{3}|[A-Z]+[ ])[A-Z][A-Z.'’]*(?:[\ \-][A-Z][A-Z.'’]+)*
          (?:,\ (?!\w+\.?\ \d)[A-Z][A-Za-z.]{1,20})?                # PORT ELLERY, Vale
          |[A-Z][a-z]+(?:[ \-][A-Z][a-z]+){0,2}(?=\ ?\()              # Washington (CNN)
          |(?=\([A-Z]{2,}\)))                                        # (CNN)
        (?:,?\ (?P<month>[A-Z][a-z]{2,8})\.?\ (?P<day>\d{1,2}))?
        \ ?(?:\([A-Z][\w./'’\- ]{1,30}\))?
        \s*(?P<dash>[—–:]|--?)?(?:\s+|(?<=\))(?=[A-Z]))""",
    re.VERBOSE,
)

_FURNITURE = re.compile(
    r"""^\W*(?:
        CLOSE\s
        | (?:share|tweet|email|print|comments?|advertisement|sponsored|subscribe|sign\ up|log\ in
          |read\ (?:more|next|also)|more\ (?:from|on|:)|related|see\ also|watch|listen|photos?
          |image|video|caption|getty|copyright|©|all\ rights|follow\ (?:us|me|him|her)|click
          |updated?\b|published\b|posted\b|last\ updated|skip\ |story\ continues|correction
          |newsletter|download|via\b|source\b|by\ [A-Z]|contributed\ to|reporting\ by
          |editing\ by|additional\ reporting|image\ copyright|media\ caption|ap\ photo)
        |[\w.+-]+@[\w-]+\.\w+ | https?:// | pic\.twitter
        )""",
    re.VERBOSE | re.IGNORECASE,
)
# What tells a credit or caption, by a word in small letters that is there whenever it matches:
# looking for the words first takes a tenth of the time.
_BRACKET = re.compile(
    r"\((?:[A-Z][\w.]*[ /]?){1,4}(?:/|via )?(?:Getty|AP|Reuters|AFP|Images|Photo)[^)]*\)|"
    r"\((?:[LCR]|[LCR]-[LCR]|left|right|cent(?:er|re)|top|bottom|above|below)\)",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b(?:is|are|was|were) (?:seen|pictured|shown) (?:here|in|at|on|during|with|as)\b", re.I
)
_PLACED = re.compile(
    r"\b(?:chart|photo|picture|image|video|graph|gallery|clip|tweet)s? (?:below|above)\b|"
    r"\b(?:see|watch|read) (?:below|above)\b",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*[•·►▶*]")
_CREDITS = {
    "(": _BRACKET,
    "seen": _SHOWN,
    "shown": _SHOWN,
    "below": _PLACED,
    "above": _PLACED,
    "pictured": re.compile(r"\bpictured\b", re.IGNORECASE),
    "file ": re.compile(r"\bfile (?:photo|picture|image)\b", re.IGNORECASE),
    # "we need to see more of it" is prose
    " more": re.compile(r"\b(?:See|SEE|Watch|WATCH|Read|READ) (?i:more)\b"),
    "m - ": re.compile(r"\b\d{1,2}[.:]\d\d ?[ap]m - ", re.IGNORECASE),
    "update": re.compile(r"\bUPDATED?\b"),
    "://": re.compile(r"https?://", re.IGNORECASE),
    "t.co/": re.compile(r"\bt\.co/", re.IGNORECASE),
    **dict.fromkeys("•·►▶*", _BULLET),
}
_CREDIT_WORDS = (
    "©", "getty images", "ap photo", "all rights reserved", "this material may not be published",
    "pic.twitter.com", "click here", "sign up for",
)  # fmt: skip
# A caption ends in its day: "…, Sept. 20, 2016."
_CREDIT_DAY = re.compile(
    r", (?:on )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d{1,2}, \d{4}\.?$",
    re.IGNORECASE,
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}


def find_paragraphs(text: str) -> tuple[Span, ...]:
    """The spans of the lines that hold words, without the white space around them."""
    found = []
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        found.append(Span(start, match.start() + len(line.rstrip())))
    return tuple(found)


def is_furniture(line: str) -> bool:
    """Whether a line is the page's and not the article's: a photo credit, a share button."""
    if _FURNITURE.match(line):
        return True
    low = line.lower()
    return (
        any(words in low for words in _CREDIT_WORDS)
        or any(hint in low and told.search(line) for hint, told in _CREDITS.items())
        or (low.rstrip(".\n")[-1:].isdecimal() and _CREDIT_DAY.search(line) is not None)
    )


def find_dateline(text: str, paragraphs: tuple[Span, ...]) -> Span | None:
    """The span of the dateline up to the first word of the lede; ``None`` without one."""
    for paragraph in paragraphs[:4]:
        match = _DATELINE.match(text, paragraph.start, paragraph.end)
        if not match or match.end() >= paragraph.end:
            continue
        in_brackets = ")" in match.group()
        if match["dash"] or in_brackets:
            return Span(match.start("place"), match.end())
    return None


def find_lede(text: str, paragraphs: tuple[Span, ...]) -> Span | None:
    """The first paragraph that tells something: twelve words or more, ending as prose ends."""
    for paragraph in paragraphs:
        line = paragraph.of(text)
        if len(line.split()) >= 12 and line[-1] in ".!?\"”’'…)" and not is_furniture(line):
            return paragraph
    return None


def creation_day(article: Article, dateline: Span | None) -> dt.date | None:
    """The "now" of the text: the dateline's day, else the day of publication, else ``None``.

    The day of publication is the publisher's own, so an article published just after
    midnight there does not shift "today" by the reader's zone.
    """
    if article.published is None:
        return None
    published = article.published.date()
    if dateline is None:
        return published
    match = _DATELINE.match(article.text, dateline.start)
    month = _MONTHS.get(match["month"].lower()) if match and match["month"] else None
    if match is None or month is None:
        return published
    for year in (published.year, published.year - 1):
        try:
            day = dt.date(year, month, int(match["day"]))
        except ValueError:
            return published
        # A dateline a fortnight old is a misread one.
        if dt.timedelta(0) <= published - day <= dt.timedelta(days=14):
            return day
    return published
