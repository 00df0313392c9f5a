"""The channel of a statement, one of a few words, from the words that tell where it was said."""

from __future__ import annotations

import re

from nutgraf.analysis.attribution import is_news_organisation
from nutgraf.records import Channel

# The first of the words counts, as the head of the phrase; of rows that begin at one place,
# the earlier. Interviews and reporters count wherever they stand: "in a phone interview".
_OCCASIONS: tuple[tuple[Channel, str], ...] = (
    ("interview", r"interview(?:s|ed|er|ers)?|question-and-answer|q&a"),
    ("reporters", r"reporters|journalists|newsmen|the (?:press|media)|media (?:briefing|event|"
     r"availability)|(?:news|press|media) ?conferences?|presser|pressroom|gaggle|"
     r"(?:press|news|daily|white house|background) briefings?|briefings?|pool|"
     r"asked by (?:a |the )?(?:reporter|journalist)s?"),
    ("social", r"twitter|tweet(?:s|ed|ing|storm)?|retweet\w*|facebook|instagram|snapchat|weibo|"
     r"youtube|tiktok|reddit|telegram|linkedin|bluesky|mastodon|threads|truth social|whatsapp|"
     r"social (?:media|network\w*)|(?-i:posts?|posted|posting)|(?-i:on X)"),
    ("court", r"courts?|courtroom|courthouse|judges?|jur(?:y|ies|ors?)|trial|lawsuits?|suit|"
     r"(?:court|legal|criminal|civil) (?:filing|papers|documents?|complaint|opinion)s?|rulings?|"
     r"filings?|complaint|indictment|affidavit|deposition|arraignment|verdict|sentencing|"
     r"amicus brief|legal brief|tribunal|bail hearing|dissent|plea"),
    ("hearing", r"hearings?|testi(?:fied|fying|mony)|congress|senate|senators?|house floor|"
     r"(?:senate|house) (?:floor|\w+ committee)|committees?|subcommittee|parliament|commons|lords|"
     r"lawmakers|legislators|mps|bundestag|knesset|duma|assembly|inquiry|inquest|commission|"
     r"security council|prime minister’s questions|select committee"),
    ("call", r"conference calls?|calls?|phone|telephone|phoned|telephoned|skype|hotline"),
    ("broadcast", r"television|tv|radio|livestream|broadcasts?|podcasts?|episode|webcast|video|"
     r"videos|talk show|shows?|program(?:me)?s?|documentary|on air|newscast|ads?|advert\w*|"
     r"commercial|viewers|listeners"),
    ("statement", r"statements?|(?:press |news )?releases?|announcements?|communique|communiqué|"
     r"prepared remarks|declaration|proclamation|written (?:remarks|comments|response)|notice"),
    ("meeting", r"meetings?|summit|talks|gathering of (?:leaders|ministers)|session|dinner|lunch|"
     r"luncheon|breakfast|visit|g-?(?:7|8|20)"),
    ("speech", r"speech(?:es)?|rall(?:y|ies)|address|lecture|debates?|sermon|ceremony|conference|"
     r"convention|forum|town halls?|town-halls?|campaign (?:event|stop|appearance|trail)s?|events?|"
     r"fundraisers?|stage|podium|crowds?|audience|supporters|remarks|keynote|panel|symposium|"
     r"gathering|commencement|vigil|funeral|appearances?|stops?|trail|stump|inauguration|delegates|"
     r"voters|toast|monologue|congregation|eulogy|discussion"),
    ("press", r"op-?eds?|editorials?|columns?|commentary|opinion (?:piece|article)|articles?|"
     r"newspapers?|magazines?|dispatch|anchor|(?:co-?)?host|correspondent|columnist|"
     r"(?:news|wire) (?:agency|service|network|site)|broadcaster|newswire"),
    ("document", r"(?-i:letters?|e-?mails?|memos?|memoirs?|memorandum|reports?|stud(?:y|ies)|"
     r"books?|essays?|web ?sites?|web ?page|home ?page|site|papers?|documents?|notes?|messages?|"
     r"texts?|diary|brochure|manifesto|advisory|survey|poll|transcript|journal|petition|cable|"
     r"autobiography|guidelines|order|leaflet|pamphlet|bulletin|review|motion|resolution|"
     r"question)|Email|E-mail"),
)  # fmt: skip
_COMPILED = tuple(
    (channel, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.I)) for channel, words in _OCCASIONS
)
_ON_AIR = re.compile(r"(?:\w+ing )?on ", re.I)
_SHOW = re.compile(r"(?:\w+ing )?on (?:[\w.]+[’']s )?[\"“`']", re.I)
_ANYWHERE = ("interview", "reporters")
# A capital "The" inside a sentence begins the name of a publication.
_TITLED = re.compile(r"The [A-Z]")
# What speaks for itself as the source of a statement: "the letter said", "according to a filing".
_SOURCES: tuple[tuple[Channel, str], ...] = (
    ("press", r"(?:media|news|press|published|newspaper|local|multiple|various|several) reports?|"
     r"newspapers?|editorial|op-?ed|column|article|news (?:agency|site|service)|reports"),
    ("social", r"tweets?|(?:facebook|instagram|twitter) (?:post|message|page)s?"),
    ("court", r"(?:court|legal) (?:filings?|papers|documents?|records?|complaint)|lawsuit|suit|"
     r"complaint|ruling|indictment|affidavit|verdict|brief|criminal complaint|filings?|opinion"),
    ("statement", r"statement|(?:press |news )?release|announcement|communique|communiqué"),
    ("document", r"reports?|stud(?:y|ies)|letters?|memos?|memorandum|e-?mails?|books?|memoir|"
     r"web ?sites?|surveys?|polls?|transcripts?|documents?|records?|papers?|notes?|diary|files?|"
     r"guidelines|resolution|messages?|manifesto|questions?|queries|query|advisory|analysis|cables?|blog"),
)  # fmt: skip
_SOURCE_PATTERNS = tuple(
    (channel, re.compile(rf"(?<!\w)(?:{words})$", re.I)) for channel, words in _SOURCES
)
# The head of "a letter from Orr to the council" is the letter.
_AFTER_HEAD = re.compile(
    r"\s+(?:by|of|from|to|in|on|at|for|with|about|that|which|obtained|released|published|filed|"
    r"issued|posted|seen|sent|written|commissioned|conducted|dated|signed|compiled|prepared)\s|,|\("
)
_COURT = re.compile(r"(?:Court|court|[Jj]udges?|[Jj]ustices?|[Tt]ribunal)\b")
_RULING = frozenset(("rule", "order", "find", "hold", "write", "decide", "sentence"))
_CUES: dict[str, Channel] = {
    "tweet": "social",
    "retweet": "social",
    "testify": "hearing",
    "telephone": "call",
    "phone": "call",
}


def channel_of_occasion(printed: str) -> Channel | None:
    """The channel that the printed occasion tells of; ``None`` for a bare place or hearer."""
    found: list[tuple[int, Channel]] = []
    for channel, pattern in _COMPILED:
        match = pattern.search(printed)
        if match and channel in _ANYWHERE:
            return channel
        if match:
            found.append((match.start(), channel))
    first = min(found, key=lambda pair: pair[0], default=None)
    if "blog" in printed:
        return "document"
    opening, _, rest = printed.partition(" ")
    told = opening.lower() in ("told", "telling", "tells", "tell")
    if (told or first is None) and _names_news(rest):
        if first is not None and first[1] in ("statement", "social", "call"):
            return first[1]
        return "broadcast" if _ON_AIR.match(printed) else "press"
    if first is None and _SHOW.match(printed):
        return "broadcast"
    if first is None:
        return "press" if told and _TITLED.match(rest) else None
    if first[1] == "hearing" and any(channel == "court" for _, channel in found):
        return "court"
    return first[1]


def _names_news(printed: str) -> bool:
    """Whether a news organisation is named in "CNN’s Jake Tapper", "the Daily Ledger"."""
    words = [re.sub(r"[’']s?$", "", word.strip('“”",.')) for word in printed.split()]
    return any(
        is_news_organisation(" ".join(words[first : first + size]))
        for first in range(len(words))
        for size in (1, 2, 3)
        if first + size <= len(words) and words[first][:1].isupper()
    )


def channel_of_source(printed: str, cue_lemma: str) -> Channel | None:
    """The channel of a source that is itself a writing; ``None`` for persons and bodies."""
    head = _AFTER_HEAD.split(printed, maxsplit=1)[0].strip()
    for channel, pattern in _SOURCE_PATTERNS:
        if pattern.search(head):
            return channel
    if cue_lemma in _RULING and _COURT.search(head):
        return "court"
    return None


def channel_of_cue(cue_lemma: str) -> Channel | None:
    """The channel that a verb of saying tells of by itself: "tweeted", "testified"."""
    return _CUES.get(cue_lemma)
