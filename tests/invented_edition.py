"""An invented edition of two stories, and one meant to break what shows it."""

from __future__ import annotations

import datetime as dt

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
        "“Nobody in this harbour wanted today,” union president Ines Calloway told reporters at "
        "the gate. She said the drivers “have been paid for eight hours and have worked eleven” "
        "since October.\n\n"
        "Calloway said the union would return to the table “the hour a written offer arrives.”\n\n"
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
        "claim of 11 percent was “not one that a public body can meet this year.” He said 23 "
        "ships had been sent on to other harbours.\n\n"
        "Labour Minister Oona Prasad named a mediator, the former judge Karel Dunmore. Talks are "
        "to open in Tessel on Friday, and the ministry said a court could be asked to limit the "
        "strike if they fail.\n\n"
        "Two officials, who asked not to be named, said a one-year deal was “closer than either "
        "side admits.”"
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
        "said. “Fruit does not wait for arbitration,” said its director, Bram Osei.\n\n"
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
        "nine years of argument. “We have chosen light over fear,” Mayor Lio Fenn said at the "
        "session.\n\n"
        "Opponents said that they would go to court before the end of the month. “The valley "
        "was not asked,” said Asta Ruhl, who farms below the site."
    ),
)
DAM_TOO = Article(
    id="a6",
    url="javascript:alert(1)",
    publisher="The Northern Ledger",
    headline="Vane dam: the vote, the money and the valley",
    published=dt.datetime(2026, 3, 11),
    text=(
        "The dam will cost 480 million crowns, two thirds of it borrowed. The vote “settles the "
        "politics and none of the geology,” the engineer Piet Somers said in a report to the "
        "council. Work could begin in September if the province signs by June 30."
    ),
)


def cite(article: Article, words: str) -> Citation:
    start = article.text.index(words)
    return Citation(article.id, Span(start, start + len(words)))


def edit(kind: EditKind, article: Article, before: str, after: str, citation: int = 0) -> Edit:
    start = article.text.index(before)
    return Edit(kind, citation, start, start + len(before), after)


def strike() -> BriefedStory:
    """A story told by four publishers, one of them with a wire copy."""
    lead = HARBOUR.text[: HARBOUR.text.index(" The port authority")]
    shift = "She said the drivers “have been paid for eight hours and have worked eleven” since"
    brief = Brief(
        story_id="s1",
        as_of=dt.date(2026, 3, 12),
        title="Crane drivers walk out at Port Ellery over unpaid nights",
        what_happened=(
            Point(
                "p1",
                "Some 1,400 crane drivers at Port Ellery walked out on Wednesday over unpaid "
                "night shifts, halting three quarters of the country's container traffic.",
                (cite(HARBOUR, lead),),
                (edit("cut", HARBOUR, "PORT ELLERY (Harbour Post) — ", ""),),
            ),
            Point(
                "p2",
                "The port authority closed two of its four terminals by noon, and its chief, "
                "Tomas Wrede, said 23 ships had been sent on to other harbours.",
                (
                    cite(HARBOUR, "The port authority, which is owned by the region, closed two"),
                    cite(MERIDIAN, "He said 23 ships had been sent on to other harbours."),
                ),
                (
                    edit("cut", HARBOUR, ", which is owned by the region,", ""),
                    edit("name", MERIDIAN, "He said 23", "its chief, Tomas Wrede, said 23", 1),
                ),
            ),
        ),
        who_said_what=(
            Point(
                "p3",
                "“Nobody in this harbour wanted today,” union president Ines Calloway told "
                "reporters at the gate.",
                (cite(HARBOUR, "“Nobody in this harbour wanted today,” union president"),),
            ),
            Point(
                "p4",
                "Calloway said the drivers “have been paid for eight hours and have worked "
                "eleven” since October.",
                (cite(HARBOUR, shift),),
                (edit("name", HARBOUR, "She", "Calloway"),),
            ),
            Point(
                "p5",
                "Wrede said in a statement late Wednesday that a strike pay claim of 11 percent "
                "was “not one that a public body can meet this year.”",
                (cite(MERIDIAN, MERIDIAN.text[: MERIDIAN.text.index(" He said")]),),
                (edit("name", MERIDIAN, "Port authority chief Tomas Wrede", "Wrede"),),
            ),
            Point(
                "p6",
                "The authority “could pay about half of the claim without touching its "
                "reserves,” The Northern Ledger said, “which makes the flat refusal harder to "
                "explain.”",
                (cite(LEDGER, LEDGER.text[LEDGER.text.index("The authority's") :]),),
                (edit("cut", LEDGER, "'s accounts show that it", ""),),
                paragraph=1,
            ),
            Point(
                "p7",
                "“Fruit does not wait for arbitration,” said Bram Osei, the Freight Council's "
                "director, putting the cost at about 9 million crowns a day.",
                (cite(LEDGER, LEDGER.text[: LEDGER.text.index("\n")]),),
                paragraph=1,
            ),
            Point(
                "p8",
                "Two officials, who asked not to be named, told Meridian Wire a one-year deal "
                "was “closer than either side admits.”",
                (cite(MERIDIAN, MERIDIAN.text[MERIDIAN.text.index("Two officials") :]),),
                paragraph=1,
            ),
        ),
        what_next=(
            Point(
                "p9",
                "Talks under the former judge Karel Dunmore are to open in Tessel on Friday, and "
                "the labour ministry said a court could be asked to limit the strike if they "
                "fail.",
                (cite(MERIDIAN, "Labour Minister Oona Prasad named a mediator, the former judge"),),
            ),
            Point(
                "p10",
                "Calloway said the union would return to the table “the hour a written offer "
                "arrives.”",
                (cite(HARBOUR, "Calloway said the union would return to the table “the hour a"),),
            ),
        ),
        notes=("One sentence was left out: its figure is not in the words it cites.",),
    )
    story = Story(
        id="s1",
        title=HARBOUR.headline or "",
        article_ids=("a1", "a2", "a3", "a4"),
        copies=(("a2", "a4"),),
        independent=3,
        first_seen=dt.datetime(2026, 3, 11, 17, 40),
        last_seen=dt.datetime(2026, 3, 12, 7, 30),
        quotes=(
            MergedQuote(
                "a2",
                Quote(content=(cite(MERIDIAN, "“closer than either side admits.”").span,)),
                (cite(MERIDIAN, "“closer"), cite(COPY, "“closer")),
            ),
        ),
    )
    return BriefedStory(story, brief)


def dam() -> BriefedStory:
    """A second story, with one source whose address is no web address."""
    brief = Brief(
        story_id="s2",
        as_of=dt.date(2026, 3, 12),
        title="Tessel council votes to dam the upper Vane",
        what_happened=(
            Point(
                "p1",
                "The Tessel council voted 31 to 24 on Tuesday to build a dam on the upper Vane, "
                "ending nine years of argument.",
                (cite(DAM, DAM.text[: DAM.text.index(" “We")]),),
            ),
            Point(
                "p2",
                "It will cost 480 million crowns, two thirds of it borrowed.",
                (cite(DAM_TOO, DAM_TOO.text[: DAM_TOO.text.index(" The vote")]),),
                (edit("name", DAM_TOO, "The dam", "It"),),
            ),
        ),
        who_said_what=(
            Point(
                "p3",
                "“We have chosen light over fear,” Mayor Lio Fenn said at the session.",
                (cite(DAM, "“We have chosen light over fear,” Mayor Lio Fenn said"),),
            ),
            Point(
                "p4",
                "The vote “settles the politics and none of the geology,” the engineer Piet "
                "Somers said in a report to the council.",
                (cite(DAM_TOO, "The vote “settles the politics and none of the geology,”"),),
            ),
            Point(
                "p5",
                "“The valley was not asked,” said Asta Ruhl, who farms below the site.",
                (cite(DAM, DAM.text[DAM.text.index("“The valley") :]),),
            ),
        ),
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
        Name(cite(HARBOUR, "Calloway said the").span, "person", "Ines Calloway"),
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
            content=(cite(HARBOUR, "“Nobody in this harbour wanted today,”").span,),
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
