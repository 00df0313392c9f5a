"""The invented edition with all that an edition may hold, and one made of any words at all."""

from __future__ import annotations

import datetime as dt

from invented_edition import EDITION, HARBOUR, LEDGER, MERIDIAN, cite
from msgspec import structs

from nutgraf.records import (
    Article,
    Brief,
    BriefedStory,
    Citation,
    Edition,
    Expectation,
    Failure,
    ForwardStatement,
    Interval,
    Point,
    Quote,
    Span,
    Statement,
    Story,
)

_FRIDAY = dt.date(2026, 3, 13)


def _said(article: Article, words: str, speaker: str | None, **more: object) -> Statement:
    quote = Quote(content=(cite(article, words).span,), speaker=speaker, kind="direct")
    return Statement(article.id, structs.replace(quote, **more))


def _full() -> Edition:
    strike, dam = EDITION.stories
    return structs.replace(
        EDITION,
        stories=(
            structs.replace(
                strike,
                story=structs.replace(
                    strike.story,
                    names=("Port Ellery Crane Union", "Ines Calloway"),
                    places=("Port Ellery",),
                ),
                statements=(
                    _said(
                        HARBOUR,
                        '"Nobody in this harbour wanted today,"',
                        "Ines Calloway",
                        role="union president",
                    ),
                    # What she said of the drivers holds what they "have been paid".
                    _said(
                        HARBOUR,
                        'the drivers "have been paid for eight hours and have worked eleven" since',
                        "Ines Calloway",
                    ),
                    _said(MERIDIAN, '"closer than either side admits."', None, anonymous=True),
                    _said(
                        LEDGER,
                        "Each day of the walkout costs importers about 9 million crowns",
                        "Freight Council",
                        voice="organisation",
                    ),
                    # Two readings of one quote that do not agree on who spoke.
                    _said(LEDGER, '"Fruit does not wait for arbitration,"', "Bram Osei"),
                    _said(LEDGER, '"Fruit does not wait for arbitration,"', "the Council"),
                ),
                expected=(
                    Expectation(
                        MERIDIAN.id,
                        ForwardStatement(
                            cite(MERIDIAN, "Talks under", "on Friday").span,
                            "scheduled",
                            "certain",
                            when=Interval(_FRIDAY, _FRIDAY),
                        ),
                    ),
                ),
            ),
            dam,
        ),
    )


FULL = _full()


def edition_of(words: str) -> Edition:
    """An edition that has ``words`` wherever an article or a publisher could put them."""
    text = f'{words} said: "{words} and more" to everybody on Friday.'
    article = Article(
        id=words,
        text=text,
        url=f"https://evil.example/{words}",
        publisher=words,
        headline=words,
        language=words,
        published=dt.datetime(2026, 3, 12, 9, 30),
    )
    citation = Citation(article.id, Span(0, len(text)))
    point = Point(words, text, (citation,))
    quote = Quote(content=(citation.span,), speaker=words, role=words)
    step = ForwardStatement(
        citation.span, "scheduled", "certain", actor=words, when=Interval(_FRIDAY, _FRIDAY)
    )
    day = dt.date(2026, 3, 12)
    brief = Brief(
        story_id=words,
        as_of=day,
        title=words,
        what_happened=(point,),
        who_said_what=(point,),
        what_next=(point,),
        notes=(words,),
    )
    story = Story(id=words, title=words, article_ids=(article.id,), names=(words,), places=(words,))
    return Edition(
        as_of=day,
        stories=(
            BriefedStory(story, brief, (Statement(words, quote),), (Expectation(words, step),)),
        ),
        articles=(article,),
        failures=(Failure(words, "read", words),),
    )


HOSTILE_WORDS = {
    "script": "</script><script>alert(1)</script><!--",
    "attribute": "\"' onmouseover=alert(1) x='\"><img src=x onerror=alert(1)>",
    "cdata": "a ]]> b <![CDATA[ c <?php d ?> &e; &#x0;",
    "headers": "a\r\nBcc: victim@evil.example\r\nContent-Type: text/html\r\n\r\n<b>body</b>",
    "boundary": "--=_0123\r\n\r\n--=_0123--\n.\nFrom here on",
    "controls": "\x00\x01\x08\x0b\x1b[31m\x1b]0;title\x07\x7f\x85\x9b0m",
    "reversed": "\u202egnp.exe\u202c \u2066שלום\u2069 \u200f\u061c",
    "not characters": "\ufffe\uffff\ud83d\udbff\ufdd0\U0001ffff\ufeff",
    "emoji": "😀👩‍👩‍👧‍👦🇳🇴 \U000e0067\U000e007f e\u0301\u0301\u0301",
    "breaks": "a\u2028b\u2029c\x0cd\x1ce\tf",
    "markup": "[red]x[/red] **b** [a](javascript:alert(1)) `c` <b> {{ 7 * 7 }} {% raw %} %s {0}",
    "nothing": "",
    "long": "unendingword" * 4000,
}
