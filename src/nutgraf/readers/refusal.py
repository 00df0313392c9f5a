"""Why a page holds no article: fronts, walls, notices, and pages of other kinds."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from msgspec import Struct

from nutgraf.readers.blocks import Block
from nutgraf.readers.body import is_prose, prose_words, shingles
from nutgraf.readers.jsonld import PageData

_NOTICE = re.compile(
    r"\b(?:40[0134]|410|429|50[0-4])\b.*\b(?:error|not found|forbidden|unavailable)|^\s*404\b|"
    r"^(?:error|http) (?:40|50)\d\b|(?:can(?:'|’)?t|cannot|could(?:n(?:'|’)t| not)) (?:be )?find|"
    r"\bpage (?:not found|unavailable|can(?:'|’)?t be found)|\bnot found\b\s*(?:$|[|\-–—])|"
    r"^access (?:denied|to this page)|^just a moment|^attention required|"
    r"are you (?:a robot|human)|^pardon our interruption|^unsupported browser|"
    r"^(?:403 )?forbidden|^service unavailable|^error\b|security check|verify you are human",
    re.IGNORECASE,
)
_ENTRY = re.compile(
    r"^(?:log ?in|sign ?in|log on|sign ?up|register|welcome back|create (?:an? |your )?account|"
    r"(?:reset|forgot(?:ten)?) (?:your )?password)\b.{0,40}$",
    re.IGNORECASE,
)
_POLICY = re.compile(
    r"^(?:our )?(?:privacy|cookies?|data protection|terms|conditions|legal|disclaimer|imprint|"
    r"accessibility|code of conduct|about us|contact us|advertise with us)"
    r"(?:,? (?:and|&|of|policy|policies|notice|statement|conditions|terms|use|service|sale|"
    r"information|cookies?|privacy|us))*$",
    re.IGNORECASE,
)
_SALE = re.compile(r"\bdomain(?: name)? (?:is|may be|might be) for sale|buy this domain", re.I)
_SCRIPTLESS = re.compile(
    r"(?:enable|requires?|activate|turn on|switch on) javascript|javascript is (?:disabled|off)|"
    r"(?:you|we) (?:might|may) be (?:a )?(?:bot|robot)|(?:show|prove|confirm) that you are human",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"\b(?:cookies?|consent|partners|vendors|personal data|privacy|tracking|personali[sz]ed|"
    r"advertising|legitimate interest|withdraw|your choices)\b",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"(?:subscribe|sign up|log ?in|sign in|register|join) (?:now )?to (?:continue|keep|read|"
    r"unlock|access)|\b(?:article|story|content) is (?:only )?(?:for|reserved for|available to|"
    r"exclusive to) (?:our )?(?:subscribers|members)|already a (?:subscriber|member)|"
    r"to (?:continue|keep) reading|(?:reached|used) (?:your|all|the) .{0,30}\bfree articles|"
    r"read (?:this|the) (?:article|story) in full|unlock (?:this|the) (?:article|story)",
    re.IGNORECASE,
)
# More words than a stub, a notice or a wall has.
_STUB, _NOTICE_WORDS, _WALL_WORDS = 150, 150, 500
_CONSENT_SHARE = 0.04
# Enough words in sentences, with a day or a name, to be an article whatever it stands in.
_FULL = 200
_LEAST_PROSE = 40
# A front page is many linked headings, each with a sentence of about so many words.
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5"))
_MANY, _TEASER = 8, 22
_IN_LINKS = 0.5


class Kind(Struct, frozen=True):
    """A kind of page that is no article, and how its title, address and data tell it."""

    name: str
    title: str = ""
    path: str = ""
    data: frozenset[str] = frozenset()
    # Told by title and address alone, though the data call it an article: a daily column.
    always: bool = False


def _kind(name: str, title: str, path: str, data: str = "", *, always: bool = False) -> Kind:
    return Kind(name, title, path, frozenset(data.split()), always)


# Title and path are searched for these; the data types are those of schema.org, and the
# og:type with "og:" before it.
_KINDS = (
    _kind("a video", r"^(?:watch|video)\s*[:|–-]", r"videos?|watch", "VideoObject og:video"),
    _kind("a gallery of pictures", r"\bin (?:pictures|photos)\b|\bgallery\b|^\d+ photos\b",
          r"galler(?:y|ies)|photos?|pictures|slideshows?", "ImageGallery MediaGallery og:gallery"),
    _kind("something for sale", r"\bbuy online\b", r"shop|products?|store|p", "Product og:product"),
    _kind("a thread of a forum", r"\bforums?$", r"forums?|threads?|boards?|discussions?|questions",
          "DiscussionForumPosting QAPage"),
    _kind("a podcast", r"\bpodcasts?$|^listen\s*:", r"podcasts?|episodes?|audio|shows",
          "PodcastEpisode PodcastSeries RadioEpisode og:music"),
    _kind("a horoscope", r"\bhoroscopes?\b|\bstar signs?\b", r"horoscopes?|astrology", always=True),
    _kind("a puzzle", r"\b(?:crossword|sudoku|word ?search|quiz)\b(?: no\b.*|\s*[#\d].*)?$",
          r"puzzles?|crosswords?|games?|sudoku|quiz(?:zes)?", "Game Quiz", always=True),
    _kind("a weather forecast", r"\bweather(?: forecast)?$", r"weather|forecasts?",
          "WeatherForecast"),
    _kind("a score or table",
          r"\b(?:live scores?|scorecard|box score|fixtures|standings|line-?ups?)\b",
          r"(?:live-?)?scores?|scoreboard|fixtures|standings|match(?:es)?|boxscore", "SportsEvent"),
    _kind("a job advertisement", r"\bjobs? in\b|\bvacanc(?:y|ies)\b", r"jobs?|careers|vacancies",
          "JobPosting"),
    _kind("a list of events", r"^what(?:'|’)?s on\b|\bevents? (?:calendar|this)\b",
          r"whats-on|events?|calendar|tickets", "Event"),
    _kind("a person's profile", r"\b(?:author|profile)$",
          r"by|authors?|profiles?|people|staff|users?",
          "ProfilePage og:profile"),
    _kind("a programme guide", r"\b(?:tv|television|radio) (?:guide|listings|schedule)\b",
          r"tv-?(?:guide|listings)|schedule|listings", "TVEpisode BroadcastEvent"),
    _kind("a share price", r"\b(?:share|stock) price\b", r"quotes?|stocks?|symbol|shares",
          "Corporation"),
    _kind("a newsletter's sign-up page", r"^sign up\b|^subscribe\b|\bnewsletters?$",
          r"newsletters?|subscribe|signup|subscriptions?"),
    _kind("a search", r"\bsearch results?\b|^search\b", r"search|results", "SearchResultsPage"),
    _kind("a page to log in", r"^(?:log|sign) ?in\b", r"log-?in|sign-?in|accounts?|register|auth"),
    _kind("a list of articles", r"^latest\b.*\bnews$|\barchives?$|^all (?:stories|articles)",
          r"tags?|topics?|categor(?:y|ies)|sections?|archives?", "CollectionPage"),
    _kind("a request for consent", r"^(?:before you continue|we value your privacy|your privacy)",
          r"consent|privacy-(?:gate|wall)|gdpr|cookie-?wall"),
)  # fmt: skip
# What stands on lines of its own on such pages, and how often at least.
_SIGNS = (
    ("a horoscope", 8, re.compile(
        r"(?:aries|taurus|gemini|cancer|leo|virgo|libra|scorpio|sagittarius|capricorn|aquarius|"
        r"pisces)\b.{0,40}$", re.I)),
    ("a job advertisement", 2, re.compile(
        r"(?:about the (?:role|job)|apply now|what you(?:'|’)?(?:ll)? (?:bring|do|need)|"
        r"(?:key )?responsibilities|requirements|qualifications|what we offer|how to apply)\W*$",
        re.I)),
    ("a podcast", 3, re.compile(
        r"(?:(?:all|more|latest|previous) episodes|listen (?:on|now|to)|hosted by|produced by|"
        r"episode \d+|.{0,120}\b\d+ min(?:utes)?$|subscribe on)", re.I)),
)  # fmt: skip
_LINE = 160
_PATTERNS = tuple(
    (
        kind,
        re.compile(kind.title or r"(?!)", re.IGNORECASE),
        re.compile(rf"/(?:{kind.path or '(?!)'})(?:[/?.]|$)", re.IGNORECASE),
    )
    for kind in _KINDS
)


class Seen(Struct, frozen=True, kw_only=True):
    """What is known of a page when it is asked whether it holds an article."""

    url: str | None
    meta: dict[str, str]
    data: PageData
    titles: tuple[str, ...]
    text: str
    blocks: list[Block]
    # Whether a byline or a day of publication was found.
    is_signed: bool


def refusal(seen: Seen) -> str | None:
    """Why the page is no article; ``None`` where it may be one."""
    words = len(seen.text.split())
    title = next(iter(seen.titles), "")
    is_article = _calls_itself_article(seen)
    for reason in (
        _notice(seen, title, words),
        _other_kind(seen, is_article),
        _stub(seen, words),
        None if is_article else _list(seen),
    ):
        if reason:
            return reason
    return None


def _calls_itself_article(seen: Seen) -> bool:
    kind = seen.meta.get("og:type", "").lower()
    return seen.data.is_article or kind in ("article", "news", "newsarticle", "post")


def _notice(seen: Seen, title: str, words: int) -> str | None:
    if any(_NOTICE.search(one) for one in seen.titles) and words < _NOTICE_WORDS:
        return f"the page is no article but a notice: {title[:80]!r}"
    if any(_ENTRY.match(one) for one in seen.titles) and words < _WALL_WORDS:
        return f"the page asks its readers to log in or sign up: {title[:80]!r}"
    if any(_POLICY.match(one) for one in seen.titles):
        return f"the page is about the site itself: {title[:80]!r}"
    shown = " ".join(block.text for block in seen.blocks[:400])[:20_000]
    if words < _WALL_WORDS and len(_CONSENT.findall(seen.text)) > _CONSENT_SHARE * words:
        return "the page asks for consent to cookies; open it in a browser and save what follows"
    if words < _NOTICE_WORDS and _SALE.search(shown):
        return "the address is for sale; there is no article"
    if words < _NOTICE_WORDS and _SCRIPTLESS.search(seen.text):
        return "the page shows nothing without its scripts; open it in a browser and save it there"
    return None


def _other_kind(seen: Seen, is_article: bool) -> str | None:
    try:
        path = urlsplit(seen.url or "").path
    except ValueError:
        path = ""
    types = seen.data.types | {f"og:{seen.meta.get('og:type', '').lower().partition('.')[0]}"}
    prose = prose_words(seen.text)
    for kind, title, address in _PATTERNS:
        titled = any(title.search(one) for one in seen.titles)
        placed = address.search(path) is not None
        typed = bool(types & kind.data)
        if kind.always and titled and placed:
            return f"the page is {kind.name}, no article"
        if is_article:
            certain = (titled or typed) and placed and prose < _STUB
        elif prose >= _FULL and seen.is_signed:
            certain = False
        else:
            certain = titled or typed or (placed and prose < _STUB)
        if certain:
            return f"the page is {kind.name}, no article"
    if is_article or (prose >= _FULL and seen.is_signed):
        return None
    lines = [block.text for block in seen.blocks if len(block.text) <= _LINE]
    for name, least, sign in _SIGNS:
        if sum(1 for line in lines if sign.match(line)) >= least:
            return f"the page is {name}, no article"
    return None


def _stub(seen: Seen, words: int) -> str | None:
    if words >= _STUB:
        return None
    walled = seen.data.is_free is False or any(
        len(block.text) < 300 and _WALL.search(block.text) for block in seen.blocks
    )
    if not walled:
        return None
    return f"only {words} words of it are shown; the rest is for subscribers"


def _list(seen: Seen) -> str | None:
    """For a page without prose, or with more words in links than in sentences."""
    links = [block.text for block in seen.blocks if block.linked > _IN_LINKS]
    linked_words = shingles(*links)
    prose = [
        len(line.split())
        for line in seen.text.splitlines()
        if is_prose(line) and not shingles(line) <= linked_words
    ]
    if sum(prose) < _LEAST_PROSE:
        return f"it has {sum(prose)} words of prose in sentences; it looks like a list or a form"
    linked = sum(len(link.split()) for link in links)
    headings = sum(
        1 for block in seen.blocks if block.tag in _HEADINGS and block.linked > _IN_LINKS
    )
    teasers = headings >= max(_MANY, len(prose) / 2) and sum(prose) < _TEASER * len(prose)
    if teasers or linked > 3 * sum(prose):
        return (
            f"it has {headings} headings that are links, {linked} words in links and "
            f"{sum(prose)} in sentences; it looks like a front page or a list of articles. "
            "Give the address of one article, or of the site's feed"
        )
    return None
