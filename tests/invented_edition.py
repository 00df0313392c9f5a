"""An invented edition of two stories, and one meant to break what shows it."""

from __future__ import annotations

import datetime as dt

from nutgraf.briefs.replay import replay
from nutgraf.records import (
    Analysis,
    Article,
    Brief,
    BriefedStory,
    Citation,
    Edit,
    Edition,
    EditKind,
    Event,
    Failure,
    ForwardStatement,
    Interval,
    MergedQuote,
    Name,
    Participant,
    Point,
    Quote,
    Span,
    Story,
    Timex,
    WireCopy,
)

HARBOUR = Article(
    id="a1",
    given_id="harbour-1",
    url="https://harbourpost.example/2026/03/11/strike",
    publisher="The Harbour Post",
    headline="Crane drivers at Port Ellery walk out over night shifts",
    published=dt.datetime(2026, 3, 11, 18, 40, tzinfo=dt.timezone(dt.timedelta(hours=1))),
    text=(
        "PORT ELLERY (Harbour Post) — Some 1,400 crane drivers at Port Ellery walked out on "
        "Wednesday over unpaid night shifts, halting three quarters of the country's container "
        "traffic. The port authority, which is owned by the region, closed two of its four "
        "terminals by noon.\n\n"
        '"Nobody in this harbour wanted today," union president Ines Calloway told reporters at '
        'the gate. She said the drivers "have been paid for eight hours and have worked eleven" '
        "since October.\n\n"
        'Calloway said the union would return to the table "the hour a written offer arrives."\n\n'
        "The walkout is the clearest sign yet that the authority's savings plan has run out of "
        "goodwill among the people who must carry it out."
    ),
)
MERIDIAN = Article(
    id="a2",
    url="https://meridian.example/wire/88213",
    publisher="Meridian Wire",
    headline="Port Ellery strike: mediator called in, ships diverted",
    published=dt.datetime(2026, 3, 12, 6, 5),
    text=(
        "Port authority chief Tomas Wrede said in a statement late Wednesday that a strike pay "
        'claim of 11 percent was "not one that a public body can meet this year." He said 23 '
        "ships had been sent on to other harbours.\n\n"
        "Labour Minister Oona Prasad named a mediator on Wednesday. Talks under the former judge "
        "Karel Dunmore are to open in Tessel on Friday, and the labour ministry said a court "
        "could be asked to limit the strike if they fail.\n\n"
        'Two officials, who asked not to be named, said a one-year deal was "closer than either '
        'side admits."'
    ),
)
LEDGER = Article(
    id="a3",
    url="https://ledger.example/business/port",
    publisher="The Northern Ledger",
    headline="What the Ellery walkout costs, day by day",
    published=dt.datetime(2026, 3, 12),
    text=(
        "Each day of the walkout costs importers about 9 million crowns, the Freight Council "
        'said. "Fruit does not wait for arbitration," said its director, Bram Osei.\n\n'
        "The authority's accounts show that it could pay about half of the claim without "
        "touching its reserves, which makes the flat refusal harder to explain."
    ),
)
COPY = Article(
    id="a4",
    url="https://calder.example/news/strike",
    publisher="The Calder Tribune",
    headline="Port Ellery strike: mediator called in",
    published=dt.datetime(2026, 3, 12, 7, 30),
    text=MERIDIAN.text,
)
DAM = Article(
    id="a5",
    url="https://tesselradio.example/dam",
    publisher="Tessel Public Radio",
    headline="Council votes 31–24 for the Vane dam",
    published=dt.datetime(2026, 3, 11, 21, 15),
    text=(
        "The Tessel council voted 31 to 24 on Tuesday to build a dam on the upper Vane, ending "
        'nine years of argument. "We have chosen light over fear," Mayor Lio Fenn said at the '
        "session.\n\n"
        'Opponents said that they would go to court before the end of the month. "The valley '
        'was not asked," said Asta Ruhl, who farms below the site.'
    ),
)
DAM_TOO = Article(
    id="a6",
    url="javascript:alert(1)",
    publisher="The Northern Ledger",
    headline="Vane dam: the vote, the money and the valley",
    published=dt.datetime(2026, 3, 11),
    text=(
        'The dam will cost 480 million crowns, two thirds of it borrowed. The vote "settles the '
        'politics and none of the geology," the engineer Piet Somers said in a report to the '
        "council. Work could begin in September if the province signs by June 30."
    ),
)
TEXTS = {each.id: each.text for each in (HARBOUR, MERIDIAN, LEDGER, COPY, DAM, DAM_TOO)}


def cite(article: Article, first: str, last: str = "") -> Citation:
    """The words from ``first`` up to and with ``last``."""
    start = article.text.index(first)
    end = article.text.index(last, start) + len(last) if last else start + len(first)
    return Citation(article.id, Span(start, end))


def edit(
    kind: EditKind,
    article: Article,
    before: str,
    after: str,
    why: str = "",
    *,
    citation: int = 0,
    evidence: tuple[Citation, ...] = (),
) -> Edit:
    """The change of the words ``before``, which stand once in the article."""
    assert article.text.count(before) == 1
    start = article.text.index(before)
    return Edit(kind, citation, start, start + len(before), after, why, evidence)


def point(
    key: str, *citations: Citation, edits: tuple[Edit, ...] = (), paragraph: int = 0
) -> Point:
    """A point whose text is what its edits make of its citations."""
    bare = Point(key, "", citations, edits, paragraph)
    return Point(key, replay(bare, TEXTS), citations, edits, paragraph)


def strike() -> BriefedStory:
    """A story told by four publishers, one of them with a wire copy."""
    wrede = cite(MERIDIAN, "Tomas Wrede")
    brief = Brief(
        story_id="s1",
        as_of=dt.date(2026, 3, 12),
        title="Crane drivers walk out at Port Ellery over unpaid nights",
        what_happened=(
            point(
                "p1",
                cite(HARBOUR, "PORT ELLERY (", "traffic."),
                edits=(edit("cut", HARBOUR, "PORT ELLERY (Harbour Post) — ", "", "dateline"),),
            ),
            point(
                "p2",
                cite(HARBOUR, "The port authority", "by noon."),
                cite(MERIDIAN, "He said 23", "harbours."),
                edits=(
                    edit("cut", HARBOUR, ", which is owned by the region,", "", "relative clause"),
                    edit("join", HARBOUR, " by noon.", " by noon, and "),
                    edit(
                        "name",
                        MERIDIAN,
                        "He said 23",
                        "its chief, Tomas Wrede, said 23",
                        citation=1,
                        evidence=(wrede,),
                    ),
                ),
            ),
        ),
        who_said_what=(
            point("p3", cite(HARBOUR, '"Nobody', "at the gate.")),
            point(
                "p4",
                cite(HARBOUR, "She said", "since October."),
                edits=(
                    edit(
                        "name",
                        HARBOUR,
                        "She said",
                        "Calloway said",
                        evidence=(cite(HARBOUR, "Ines Calloway"),),
                    ),
                ),
            ),
            point("p5", cite(MERIDIAN, "Port authority chief", 'this year."')),
            point(
                "p6",
                cite(LEDGER, "The authority's accounts", "explain."),
                edits=(
                    edit("credit", LEDGER, "to explain.", "to explain, The Northern Ledger said."),
                ),
                paragraph=1,
            ),
            point("p7", cite(LEDGER, "Each day of", "said."), paragraph=1),
            point("p8", cite(LEDGER, '"Fruit', "Bram Osei."), paragraph=1),
            point(
                "p9",
                cite(MERIDIAN, "Two officials", 'admits."'),
                edits=(edit("cut", MERIDIAN, ", who asked not to be named,", "", "apposition"),),
                paragraph=1,
            ),
        ),
        what_next=(
            point("p10", cite(MERIDIAN, "Talks under", "if they fail.")),
            point("p11", cite(HARBOUR, "Calloway said the union", 'arrives."')),
        ),
        notes=("One sentence was left out because it did not pass the check.",),
    )
    told = (cite(MERIDIAN, '"closer'), cite(COPY, '"closer'))
    story = Story(
        id="s1",
        title=HARBOUR.headline or "",
        article_ids=("a1", "a2", "a3", "a4"),
        copies=(WireCopy(("a2", "a4")),),
        independent=3,
        first_seen=dt.datetime(2026, 3, 11, 17, 40),
        last_seen=dt.datetime(2026, 3, 12, 7, 30),
        quotes=(MergedQuote("a2", Quote(content=(told[0].span,)), told),),
    )
    return BriefedStory(story, brief)


def dam() -> BriefedStory:
    """A second story, with one source whose address is no web address."""
    brief = Brief(
        story_id="s2",
        as_of=dt.date(2026, 3, 12),
        title="Tessel council votes to dam the upper Vane",
        what_happened=(
            point("p1", cite(DAM, "The Tessel council", "argument.")),
            point("p2", cite(DAM_TOO, "The dam", "borrowed.")),
        ),
        who_said_what=(
            point("p3", cite(DAM, '"We have', "session.")),
            point("p4", cite(DAM_TOO, "The vote", "council.")),
            point("p5", cite(DAM, '"The valley', "site.")),
        ),
        notes=("The articles name no next step.",),
    )
    story = Story(id="s2", title="", article_ids=("a5", "a6"), independent=2)
    return BriefedStory(story, brief)


def make_edition() -> Edition:
    return Edition(
        as_of=dt.date(2026, 3, 12),
        stories=(strike(), dam()),
        articles=(HARBOUR, MERIDIAN, LEDGER, COPY, DAM, DAM_TOO),
        failures=(
            Failure("sample/broken.jsonl line 14", "read", "this line is not JSON"),
            Failure("https://valley.example/live", "fetch", "no answer within 20 seconds"),
        ),
    )


EDITION = make_edition()
HOSTILE = "<script>alert('x')</script>\u202egnp.exe\x1b[31m & **bold** [a](javascript:b) [red]"


def hostile() -> Edition:
    """An edition whose every word is meant to break out of what shows it."""
    text = f"{HOSTILE} said so. \ud83d \u2028 </details></style>"
    article = Article(
        id='x"><b>',
        text=text,
        publisher=HOSTILE,
        headline=HOSTILE,
        url='https://evil.example/"><script>alert(1)</script>',
        published=dt.datetime(2026, 3, 12),
    )
    point = Point(HOSTILE, text, (Citation(article.id, Span(0, len(text))),))
    brief = Brief(
        story_id="s",
        as_of=dt.date(2026, 3, 12),
        title=HOSTILE,
        what_happened=(point,),
        notes=(HOSTILE,),
    )
    story = Story(id="s", title=HOSTILE, article_ids=(article.id, "gone"))
    return Edition(
        as_of=dt.date(2026, 3, 12),
        stories=(BriefedStory(story, brief),),
        articles=(article,),
        failures=(Failure(HOSTILE, HOSTILE, HOSTILE),),
    )


ANALYSIS = Analysis(
    article_id="a1",
    analyzer="test",
    creation_time=dt.date(2026, 3, 11),
    names=(
        Name(cite(HARBOUR, "Ines Calloway").span, "person", "Ines Calloway", "union president"),
        Name(cite(HARBOUR, "Calloway", "Calloway").span, "person", "Ines Calloway"),
    ),
    timexes=(
        Timex(
            cite(HARBOUR, "Wednesday").span,
            "DATE",
            "2026-03-11",
            signal="on",
            earliest=dt.date(2026, 3, 11),
            latest=dt.date(2026, 3, 11),
        ),
        Timex(cite(HARBOUR, "eight hours").span, "DURATION", "PT8H"),
    ),
    quotes=(
        Quote(
            content=(cite(HARBOUR, '"Nobody in this harbour wanted today,"').span,),
            cue=(cite(HARBOUR, "told").span,),
            source=(cite(HARBOUR, "union president Ines Calloway").span,),
            speaker="Ines Calloway",
            role="union president",
            kind="direct",
            occasion=cite(HARBOUR, "told reporters at the gate").span,
        ),
        Quote(content=(cite(HARBOUR, "The walkout is").span,), voice="publisher"),
        Quote(content=(cite(HARBOUR, "the drivers").span,)),
    ),
    events=(
        Event(
            span=cite(HARBOUR, "Some 1,400 crane drivers at Port Ellery walked out").span,
            trigger=cite(HARBOUR, "walked out").span,
            participants=(Participant("actor", cite(HARBOUR, "crane drivers").span),),
            when=Interval(dt.date(2026, 3, 11), dt.date(2026, 3, 11)),
        ),
    ),
    forward=(
        ForwardStatement(cite(HARBOUR, "Calloway said the union").span, "condition", "conditional"),
        ForwardStatement(
            cite(HARBOUR, "the union would return").span,
            "pledge",
            "certain",
            actor="the union",
            when=Interval(dt.date(2026, 3, 13), None),
            speaker="Ines Calloway",
        ),
    ),
)
