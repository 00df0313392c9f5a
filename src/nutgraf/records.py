"""Every noun of Nutgraf, frozen. Read this file first.

One idea holds the house together: each finding is a ``Span`` into the ``text`` of
one unchanging ``Article``. Whatever is shown can therefore be checked against the
words it came from. Offsets are Python character offsets (code points), the end
excluded. ``None`` means "not said" or "not known", never "not looked for".
"""

from __future__ import annotations

import datetime as dt
from typing import Literal

from msgspec import Struct

# --------------------------------------------------------------------- places in a text


class Span(Struct, frozen=True, order=True):
    """A stretch of ``Article.text``: characters ``start`` up to, not including, ``end``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words of this span in ``text``."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


class Interval(Struct, frozen=True):
    """Calendar days, both ends included; ``None`` at an end leaves it open."""

    earliest: dt.date | None = None
    latest: dt.date | None = None


# --------------------------------------------------------------------- what was read


class Article(Struct, frozen=True, kw_only=True):
    """One published news item, in one version.

    ``text`` is the body and is never altered after reading; for JSON Lines it is the
    ``text`` field as it stands. ``id`` is a digest of the canonical URL and the text,
    so a corrected article is a new version with ``supersedes`` naming the older one.
    ``published`` keeps the publisher's own offset where one was given; a value without
    a zone is local to the publisher, and at midnight exactly stands for the day alone.
    """

    id: str
    text: str
    given_id: str | None = None
    url: str | None = None
    publisher: str | None = None
    headline: str | None = None
    byline: tuple[str, ...] = ()
    published: dt.datetime | None = None
    updated: dt.datetime | None = None
    retrieved: dt.datetime | None = None
    language: str | None = None
    supersedes: str | None = None

    @property
    def label(self) -> str:
        """What a person or a program calls this article: the id it was given, else its own."""
        return self.given_id or self.id


class Failure(Struct, frozen=True):
    """One thing that could not be read or analysed: what, at which step, and why."""

    item: str
    step: str
    error: str


class Subscription(Struct, frozen=True):
    """One line of a list of feeds, in the list's order: a feed, or a folder or link without one.

    ``url`` is the feed's address, ``None`` for a folder or link. ``section`` are the names of
    the folders it lies in, outermost first. ``attributes`` are what else its line in the OPML
    file said, name and value, as written.
    """

    url: str | None
    title: str = ""
    section: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


# --------------------------------------------------------------------- what one article says

NameKind = Literal["person", "organisation", "place", "other"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
QuoteKind = Literal["direct", "mixed", "indirect"]
Voice = Literal["person", "organisation", "publisher"]
Channel = Literal[
    "reporters",
    "press",
    "interview",
    "broadcast",
    "statement",
    "social",
    "speech",
    "hearing",
    "court",
    "document",
    "call",
    "meeting",
]
ForwardKind = Literal[
    "scheduled",
    "plan",
    "pledge",
    "forecast",
    "deadline",
    "requirement",
    "condition",
    "pending",
]
Certainty = Literal["certain", "likely", "possible", "conditional"]
Tense = Literal["past", "present", "future"]
Role = Literal["actor", "object"]
Factual = Literal["happened", "planned", "hypothetical"]


class Name(Struct, frozen=True):
    """A name as printed at ``span``.

    ``full_name`` is the fullest form printed in the same article, to which later short
    forms and variant spellings are joined; ``role`` is the role as printed before or
    after it ("Secretary of State"), ``None`` where none is printed anywhere.
    """

    span: Span
    kind: NameKind
    full_name: str
    role: str | None = None


class Reference(Struct, frozen=True):
    """A pronoun or a bare role ("he", "the president") and the full name it stands for.

    ``full_name`` is ``None`` where the text does not settle it.
    """

    span: Span
    full_name: str | None = None


class Timex(Struct, frozen=True):
    """A time expression after TIMEX3, with the calendar days it denotes.

    ``earliest`` and ``latest`` are the days to act on; both are ``None`` for sets, durations
    that nothing ties to a day, and words that name no place on the calendar ("recently").
    ``signal`` is the word that relates it to the event ("by", "until").
    """

    span: Span
    type: TimexType
    value: str
    mod: str | None = None
    signal: str | None = None
    earliest: dt.date | None = None
    latest: dt.date | None = None


class Quote(Struct, frozen=True):
    """A statement: what was said (``content``), the words that say so (``cue``), by whom.

    ``source`` is what the text calls the one who spoke ("she"); ``speaker`` is the full
    name of who that is, ``None`` where the text does not settle it. ``anonymous`` marks a
    source that the text describes and does not name ("two officials"). ``occasion`` is
    where or how it was said, as printed ("told reporters", "in a statement"), ``channel``
    the same as one of a few words, ``None`` where the text does not tell:

    - ``reporters``: to several reporters at once, a news conference, a briefing
    - ``press``: to one news organisation or its journalist, or in its own pages
    - ``interview``: in what the text calls an interview
    - ``broadcast``: on air, on a programme or a podcast
    - ``statement``: in a prepared statement, a release, an announcement
    - ``social``: on social media
    - ``speech``: before an audience, at a rally, a debate, a conference
    - ``hearing``: before a legislature, its committee, or an inquiry
    - ``court``: in court, in a ruling, in a paper filed there
    - ``document``: in any other writing, a letter, a report, a book, a website
    - ``call``: by telephone
    - ``meeting``: at a meeting, a summit, in talks

    ``fragments`` are the words most worth quoting, best first: each lies inside ``content``
    and inside quotation marks, and leaves no negation, condition or hedge behind. It is
    empty for indirect statements, whose words are not the speaker's.

    ``found_by`` tells a statement with a verb of saying that the rules know from one that
    the trained network found, which takes wishes, views and reproaches for statements too.
    """

    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    speaker: str | None = None
    role: str | None = None
    kind: QuoteKind = "indirect"
    voice: Voice = "person"
    occasion: Span | None = None
    anonymous: bool = False
    channel: Channel | None = None
    fragments: tuple[Span, ...] = ()
    found_by: Literal["rules", "network"] = "rules"


class Participant(Struct, frozen=True):
    """Who or what takes part in an event: ``role`` is "actor" or "object"."""

    role: Role
    span: Span
    full_name: str | None = None


class Event(Struct, frozen=True):
    """One mention of something that happened; ``span`` is its clause, ``trigger`` its verb.

    ``main`` marks the one event that the article was written for, and ``weight`` orders the
    others: the heavier, the nearer to it. ``factual`` is how the clause is worded (as done or
    under way, as to come, as possible only), and ``background`` that it goes back behind the
    news of the day. ``when_inferred`` is true where the clause of the main event names no day
    and ``when`` is the first recent day that the article names, else the article's own.
    """

    span: Span
    trigger: Span
    participants: tuple[Participant, ...] = ()
    place: Span | None = None
    when: Interval | None = None
    tense: Tense = "past"
    main: bool = False
    weight: float = 0.0
    factual: Factual = "happened"
    background: bool = False
    when_inferred: bool = False


class ForwardStatement(Struct, frozen=True):
    """A statement of something still to come on the article's own day.

    ``actor`` is who acts (a full name where the text gives one), ``action`` the words of
    the act, ``speaker`` who said so (``None``: the publisher itself). ``certainty`` is as
    worded and never stronger.
    """

    span: Span
    kind: ForwardKind
    certainty: Certainty
    actor: str | None = None
    action: Span | None = None
    when: Interval | None = None
    condition: Span | None = None
    speaker: str | None = None


CutKind = Literal["dateline", "lead-in", "relative clause", "parenthesis", "apposition"]


class Cut(Struct, frozen=True):
    """A stretch of a sentence that can go and leave a sentence that says no more than it did."""

    kind: CutKind
    span: Span


class Sentence(Struct, frozen=True):
    """One sentence of the body.

    ``stands_alone`` is false where it leans on the sentence before it (an unresolved
    pronoun outside quotation marks, "But", "the move"). ``analysis`` is the score, 0 to 1,
    of its being the publisher's own evaluation, explanation or comparison. ``predicate``
    runs from the main verb to the last word, ``None`` where no subject stands before it.
    """

    span: Span
    paragraph: int
    cuts: tuple[Cut, ...] = ()
    stands_alone: bool = True
    analysis: float = 0.0
    predicate: Span | None = None


class Analysis(Struct, frozen=True, kw_only=True):
    """All that was found in one article. ``(article_id, analyzer)`` is its key.

    ``creation_time`` is the "now" of the text (the dateline's day, else the day of
    publication), ``None`` for an article without either.
    """

    article_id: str
    analyzer: str
    creation_time: dt.date | None = None
    dateline: Span | None = None
    lede: Span | None = None
    sentences: tuple[Sentence, ...] = ()
    names: tuple[Name, ...] = ()
    references: tuple[Reference, ...] = ()
    timexes: tuple[Timex, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    forward: tuple[ForwardStatement, ...] = ()


# --------------------------------------------------------------------- what many articles say


class Citation(Struct, frozen=True, order=True):
    """Words of one article: ``article`` is the article's ``id``."""

    article: str
    span: Span


VariantKind = Literal["same", "shorter", "overlap", "wording"]


class Change(Struct, frozen=True):
    """Words of a telling (``told``) that stand where the fullest form has others (``full``).

    Either is empty, its start equal to its end, where the words were added or left out.
    """

    told: Span
    full: Span


class Variant(Struct, frozen=True):
    """How one telling of a quote compares with the fullest form, beyond case and marks.

    - ``same``: the same words
    - ``shorter``: some of them, and no others
    - ``overlap``: some of them, and further words before or after
    - ``wording``: other words in the place of some, which ``changes`` lists: a slip, a
      misquote, another translation, or what an editor put in brackets

    ``speaker`` is whom the telling names, given only where the articles differ on who spoke;
    ``None`` otherwise, and of a telling that names nobody.
    """

    citation: Citation
    kind: VariantKind
    changes: tuple[Change, ...] = ()
    speaker: str | None = None


class MergedQuote(Struct, frozen=True):
    """One statement as told by several articles; ``told`` keeps each telling.

    ``quote`` is the fullest form, ``article`` the id of the article that prints it.
    ``variants`` compares each telling with it, in the order of ``told``; it is empty in
    what was stored before variants were told apart. Where the articles differ on who spoke,
    each variant tells whom its article names, and ``quote`` has a speaker only if the fullest
    form names one beside the words and no other telling names another there.
    """

    article: str
    quote: Quote
    told: tuple[Citation, ...]
    variants: tuple[Variant, ...] = ()

    @property
    def is_disputed(self) -> bool:
        """Whether the articles name speakers who cannot be one."""
        return any(variant.speaker for variant in self.variants)


Bound = Literal["exact", "at least", "at most", "about"]


class Value(Struct, frozen=True):
    """One value of a figure, who tells it and since when.

    ``bound`` is as worded by the firmest telling. ``publishers`` are the known ones, by
    time of their first telling; ``first_told`` is ``None`` where no article has a time.
    """

    value: float
    told: tuple[Citation, ...]
    bound: Bound = "exact"
    publishers: tuple[str, ...] = ()
    first_told: dt.datetime | None = None


class Figure(Struct, frozen=True):
    """One thing that articles of a story put a figure to, with every value told of it.

    ``what`` is what is counted or paid ("dead", "child dead", "fine", "magnitude"), ``unit``
    a currency sign, ``None`` for a plain count. ``values`` are the first told first;
    ``conflicting`` says that two of them cannot both hold ("12 dead", "14 dead").
    """

    what: str
    values: tuple[Value, ...]
    unit: str | None = None
    conflicting: bool = False


class StepTelling(Struct, frozen=True):
    """What one article says of a step, and for when.

    ``forward`` is the place of the statement in ``Analysis.forward`` of the article that
    ``citation`` names. ``when`` is ``None`` where it names no day, ``publisher`` and
    ``published`` where the article has none.
    """

    citation: Citation
    forward: int
    when: Interval | None = None
    publisher: str | None = None
    published: dt.datetime | None = None


class Step(Struct, frozen=True):
    """Something to come that several articles of a story tell, with every telling of it.

    ``statement`` is the one with the most words among those that name a day, ``article`` the
    id of the article that prints it. ``told`` are by time of publication; ``conflicting``
    says that two of them name days that cannot both be right.
    """

    article: str
    statement: ForwardStatement
    told: tuple[StepTelling, ...]
    conflicting: bool = False


class WireCopy(Struct, frozen=True):
    """Articles that carry one text, the earliest first; versions of one article are among them.

    ``agency`` is the short name ("AP") of the news agency that the text names as its own,
    ``None`` where it names none.
    """

    article_ids: tuple[str, ...]
    agency: str | None = None


class Version(Struct, frozen=True):
    """One article replaced by a newer version of it: ``newer`` and ``older`` are article ids.

    ``added`` are the sentences that only the newer has, ``removed`` those that only the
    older has; a sentence that was reworded stands in both.
    """

    newer: str
    older: str
    added: tuple[Citation, ...] = ()
    removed: tuple[Citation, ...] = ()


class Reason(Struct, frozen=True):
    """Why an article is in its story: the member it is nearest to, and what the two share.

    ``article`` and ``nearest`` are article ids. ``score`` tells how alike the two are, words
    and facts together: around 1 for a copy, little above 0 for two that share a topic only.
    ``shared`` are the facts that both tell (names, places, figures, days) and the rarest of
    their common words, in plain words; ``against`` are facts on which they disagree.
    """

    article: str
    nearest: str
    score: float
    shared: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


class Story(Struct, frozen=True, kw_only=True):
    """Articles about one happening and its sequels.

    ``figures`` are those that two or more of the articles put a value to, ``steps`` what two
    or more say is to come; empty in what was stored before there were steps. ``copies`` holds
    the articles that carry one text, ``versions`` what superseded what;
    ``independent`` counts the publishers that reported for themselves.

    ``names`` and ``places`` are full names that most of the articles tell, ``days`` those on
    which their openings say that things happened, each the most told first. ``reasons`` has
    one for each article, in the order of ``article_ids``, and is empty for a single article.
    ``related`` are the ids of other stories that tell the same happening from another side,
    the nearest first. All five are empty in what was stored before stories had them.
    """

    id: str
    title: str
    article_ids: tuple[str, ...]
    quotes: tuple[MergedQuote, ...] = ()
    figures: tuple[Figure, ...] = ()
    copies: tuple[WireCopy, ...] = ()
    versions: tuple[Version, ...] = ()
    independent: int = 1
    first_seen: dt.datetime | None = None
    last_seen: dt.datetime | None = None
    names: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    days: tuple[dt.date, ...] = ()
    reasons: tuple[Reason, ...] = ()
    steps: tuple[Step, ...] = ()
    related: tuple[str, ...] = ()


# --------------------------------------------------------------------- what is written

EditKind = Literal[
    "cut", "name", "day", "credit", "cue", "marks", "quote marks", "case", "join", "rewrite"
]


class Edit(Struct, frozen=True):
    """One typed change of a cited passage, replayable.

    Characters ``start`` up to ``end`` of the passage ``citation`` (an index into
    ``Point.citations``; offsets are those of the article) become ``text``. ``why`` names
    the case within the kind ("relative clause", "2017-12-18"). ``evidence`` cites the
    words elsewhere that allow it, such as the full name behind a "she".

    A "rewrite" stands at the first passage of each composed sentence that a rewriter's one
    tells, with the id of that point as ``why``; the first of them has the whole new ``text``,
    which then stands instead of what the other edits make.
    """

    kind: EditKind
    citation: int
    start: int
    end: int
    text: str
    why: str = ""
    evidence: tuple[Citation, ...] = ()


PointNews = Literal["new", "moved"]


class Point(Struct, frozen=True):
    """One sentence of a brief.

    It never has zero citations: replaying ``edits`` on the cited passages, in the order
    of ``citations``, gives ``text`` exactly. ``news`` tells, in a brief of what is new since
    an earlier edition, whether that edition had no such point or told it for another day;
    ``None`` in a whole brief.
    """

    id: str
    text: str
    citations: tuple[Citation, ...]
    edits: tuple[Edit, ...] = ()
    paragraph: int = 0
    news: PointNews | None = None


class Passage(Struct, frozen=True):
    """Cited words as a rewriter is shown them; ``publisher`` is ``None`` where not known."""

    id: str
    text: str
    publisher: str | None = None


class OfferedPoint(Struct, frozen=True):
    """A composed sentence as a rewriter is shown it; ``passages`` are ids within the offer."""

    id: str
    text: str
    passages: tuple[str, ...]


class Offer(Struct, frozen=True):
    """One part of a brief as a rewriter is shown it, in order; ids hold within the offer."""

    section: str
    points: tuple[OfferedPoint, ...]
    passages: tuple[Passage, ...]


class Rewritten(Struct, frozen=True):
    """One sentence that a rewriter gives back; ``points`` are the ids of those that it tells."""

    text: str
    points: tuple[str, ...]


Part = Literal["What happened", "Who said what", "What next?"]


class Alternative(Struct, frozen=True):
    """A point that a part of a brief has not got, and that could stand there."""

    part: Part
    point: Point


class Brief(Struct, frozen=True, kw_only=True):
    """The three-part account of one story, as of a day; a part may be empty.

    ``alternatives`` are points that an editor may put in the place of others; empty unless
    they were asked for.
    """

    story_id: str
    as_of: dt.date
    title: str
    what_happened: tuple[Point, ...] = ()
    who_said_what: tuple[Point, ...] = ()
    what_next: tuple[Point, ...] = ()
    notes: tuple[str, ...] = ()
    alternatives: tuple[Alternative, ...] = ()

    def sections(self) -> tuple[tuple[str, tuple[Point, ...]], ...]:
        """The parts in order, each with the heading a reader sees."""
        return (
            ("What happened", self.what_happened),
            ("Who said what", self.who_said_what),
            ("What next?", self.what_next),
        )


class Statement(Struct, frozen=True):
    """A quote and the article that prints it: ``article`` is the article's ``id``."""

    article: str
    quote: Quote


class Expectation(Struct, frozen=True):
    """A forward-looking statement and the article that prints it, by the article's ``id``."""

    article: str
    forward: ForwardStatement


class BriefedStory(Struct, frozen=True):
    """A story with its articles and its brief, as an edition prints it.

    ``statements`` are the quotes of which the brief cites words, ``expected`` what the words
    cited under *What next?* announce; empty where the analyses were not at hand.
    """

    story: Story
    brief: Brief
    statements: tuple[Statement, ...] = ()
    expected: tuple[Expectation, ...] = ()


class Edition(Struct, frozen=True, kw_only=True):
    """The briefs of one day, the articles they cite, and what could not be used."""

    as_of: dt.date
    stories: tuple[BriefedStory, ...]
    articles: tuple[Article, ...]
    failures: tuple[Failure, ...] = ()
