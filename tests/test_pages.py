"""Pages as publishers serve them: every paragraph kept, headline, byline and moment as shown."""

from __future__ import annotations

import datetime as dt
import json

import pytest

from nutgraf.readers.blocks import blocks_of
from nutgraf.readers.bylines import byline_of
from nutgraf.readers.canonical import without_amp
from nutgraf.readers.page import extract
from nutgraf.readers.published import clock_in

URL = "https://kelling-courier.example/news/pier"
OPENING = (
    "The harbour board of Ostervale voted on Tuesday to close the old ferry pier, ending a "
    "service that had run along the coast since 1911 and that carried the mail in the war.",
    "“We waited as long as we could,” said Marit Quill, who chairs the board. She said that the "
    "repairs would have cost 40 million crowns, and that the town did not have the money.",
    "The operator of the ferries, Nordsund Lines, said that it would move its boats to Kelling in "
    "March. A petition with 2,300 names had asked the board to wait for another year.",
)
CLOSING = (
    "Fishermen who land their catch at the pier were told of the plan in a letter last autumn, "
    "and some of them have already moved their boats to the harbour on the other side.",
    "The board will meet again in the spring to decide what becomes of the buildings on shore.",
)
ARTICLE = "".join(f"<p>{line}</p>" for line in (*OPENING, *CLOSING))
WHOLE = "\n".join((*OPENING, *CLOSING))


def page(body: str, head: str = "", title: str = "Ostervale to close its ferry pier") -> bytes:
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{head}</head>"
        f"<body><header><nav><a href=/>Home</a><a href=/n>News</a></nav></header>{body}"
        "<footer>© Kelling Courier</footer></body></html>"
    ).encode()


def data(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


def text_of(body: str, head: str = "") -> str:
    return extract("page", page(body, head), URL).text


# --------------------------------------------------------------------- nothing quoted is lost


QUOTED = "“Not one nail will be pulled out,” said Ida Orr, “before we have seen the plan.”"


@pytest.mark.parametrize(
    "quoted",
    [
        f"<p>{QUOTED}</p>",
        f"<blockquote>{QUOTED}</blockquote>",
        f"<blockquote><p>{QUOTED}</p></blockquote>",
        f"<p><em>{QUOTED}</em></p>",
        f"<div>{QUOTED}</div>",
        f"<ul><li>{QUOTED}</li></ul>",
        f"<p class='promo-box'>{QUOTED}</p>",
    ],
)
def test_a_quotation_among_the_paragraphs_is_kept(quoted: str) -> None:
    before, after = ("".join(f"<p>{line}</p>" for line in lines) for lines in (OPENING, CLOSING))
    body = f"<article><h1>Ostervale to close its ferry pier</h1>{before}{quoted}{after}</article>"
    assert text_of(body) == "\n".join((*OPENING, QUOTED, *CLOSING))


def test_paragraphs_broken_by_line_breaks_are_paragraphs() -> None:
    body = f"<article><h1>A pier</h1><div>{'<br><br>'.join((*OPENING, *CLOSING))}</div></article>"
    assert text_of(body) == WHOLE


def test_the_line_under_the_headline_is_kept_and_the_headline_is_not() -> None:
    head = "<meta name=description content='Fishermen are angry, and a petition was in vain.'>"
    under = "<p class=dek>Fishermen are angry, and a petition was in vain.</p>"
    body = f"<article><h1>Ostervale to close its ferry pier</h1>{under}{ARTICLE}</article>"
    assert text_of(body, head) == f"Fishermen are angry, and a petition was in vain.\n{WHOLE}"


def test_an_article_in_several_boxes_alike_is_read_whole() -> None:
    long = [f"{line} So it went on for {n} hours." for n in range(4) for line in OPENING]
    rest = [f"“Part {n} of this is mine,” said Ida Orr, and went home." for n in range(3)]
    texts = ["".join(f"<p>{line}</p>" for line in lines) for lines in (long, rest)]
    boxes = "".join(f"<div class=chunk><div class=inner>{text}</div></div>" for text in texts)
    body = f"<article><h1>A pier</h1>{boxes}</article>"
    assert text_of(body).splitlines() == [*long, *rest]


def test_boxes_beside_the_article_are_left_out() -> None:
    box = (
        "<aside><p>The mill of Marrow Vale was sold last week for a sum nobody names.</p></aside>"
        "<div class='related-stories'><p>The clinic in Tarn will open in the spring.</p></div>"
        "<div class='newsletter-box'><p>Our letter reaches you every morning at seven.</p></div>"
    )
    before, after = ("".join(f"<p>{line}</p>" for line in lines) for lines in (OPENING, CLOSING))
    assert text_of(f"<article><h1>A pier</h1>{before}{box}{after}</article>") == WHOLE


def test_an_article_whose_place_is_called_something_else_is_read() -> None:
    assert text_of(f"<div class='related-widget'><h1>A pier</h1>{ARTICLE}</div>") == WHOLE


@pytest.mark.parametrize("mark", ["article", "div"])
def test_an_endless_page_ends_with_its_own_article(mark: str) -> None:
    other = "".join(
        f"<p>The clinic in Tarn, which was shut {n} years ago, is to open again in the spring, "
        f"its owners said. “It is high time,” one of {n} nurses told a meeting on Monday.</p>"
        for n in range(3, 9)
    )
    body = (
        f"<main><{mark}><header><h1>Ostervale to close its ferry pier</h1></header>{ARTICLE}"
        f"</{mark}><{mark}><header><h1>Clinic in Tarn to open</h1></header>{other}</{mark}></main>"
    )
    assert text_of(body) == WHOLE


def test_what_is_told_of_the_author_below_is_left_out() -> None:
    head = data(**{"@type": "NewsArticle", "headline": "A pier", "author": {"name": "Ada Roe"}})
    bio = "<p>Ada Roe has covered the coast for the Courier since she left school in Tarn.</p>"
    assert text_of(f"<article><h1>A pier</h1>{ARTICLE}{bio}</article>", head) == WHOLE


def test_the_rest_of_a_cut_article_is_taken_from_a_script() -> None:
    def node(line: str) -> dict[str, object]:
        return {"type": "paragraph", "content": [{"type": "text", "value": line}]}

    story = {"story": {"body": {"content": [node(line) for line in (*OPENING, *CLOSING)]}}}
    other = {"more": [node("Some other story is told here, at some length, of a mill.")] * 9}
    script = f'<script type="application/json">{json.dumps([other, story])}{" " * 2000}</script>'
    body = f"<article><h1>A pier</h1><p>{OPENING[0]}</p></article>{script}"
    assert text_of(body) == WHOLE


def test_another_story_in_a_script_is_no_part_of_the_article() -> None:
    other = [
        {"type": "p", "text": f"The mill number {n} was sold for {n} crowns."} for n in range(99)
    ]
    script = f'<script type="application/json">{json.dumps(other)}</script>'
    assert text_of(f"<article><h1>A pier</h1>{ARTICLE}</article>{script}") == WHOLE


def test_what_a_page_shows_is_newer_than_its_data() -> None:
    old = WHOLE.replace("Tuesday", "Monday").replace("voted", "was to vote").replace("40", "30")
    head = data(**{"@type": "NewsArticle", "headline": "A pier", "articleBody": old})
    assert text_of(f"<article><h1>A pier</h1>{ARTICLE}</article>", head) == WHOLE


CALLS = (
    "Sign in to continue reading our best stories.", "Up next", "Image: Coastal Pictures",
    "Reporting by Ada Roe; Editing by Ben Loe", "Additional reporting by Cy Moe",
    "Follow Ada Roe on Twitter for more.", "© 2026 Kelling Courier", "With files from Coastal Wire",
)  # fmt: skip
SENTENCES = (
    "Register offices are to stay open through the winter, the council said in a letter.",
    "Reporting by the Courier has shown that the board knew of the rust for nine years.",
    "First published in 1911, the timetable of the ferries hangs in the hall to this day.",
    "Loading the last boat took until midnight, as the crane had been sold in the autumn.",
    "Read more books, the teacher told the children who had come to see the pier close.",
    "“Sign in to continue”, says the screen where the tickets for the boats were once sold.",
)


@pytest.mark.parametrize("line", [*CALLS, *SENTENCES])
def test_calls_and_credits_go_and_sentences_that_begin_like_them_stay(line: str) -> None:
    before, after = ("".join(f"<p>{one}</p>" for one in lines) for lines in (OPENING, CLOSING))
    found = text_of(f"<article><h1>A pier</h1>{before}<p>{line}</p>{after}</article>").splitlines()
    assert (line in found) is (line in SENTENCES)
    assert [one for one in found if one != line] == WHOLE.splitlines()


@pytest.mark.parametrize("cut", [340, 480])
def test_data_that_were_cut_short_end_no_article(cut: int) -> None:
    head = data(**{"@type": "NewsArticle", "headline": "A pier", "articleBody": WHOLE[:cut]})
    last = "<p>“And that is that,” said Ida Orr.</p>"
    body = f"<article><h1>A pier</h1>{ARTICLE}{last}</article>"
    assert text_of(body, head) == f"{WHOLE}\n“And that is that,” said Ida Orr."


# --------------------------------------------------------------------- headline and byline


def test_the_headline_that_is_shown_counts_where_it_is_the_one_to_share() -> None:
    head = data(**{"@type": "NewsArticle", "headline": "Ferry pier closure 2026: all you need"})
    shared = "<meta property='og:title' content='“A sad day”: the pier closes'>"
    body = f"<article><h1>“A sad day”: the pier closes</h1>{ARTICLE}</article>"
    assert extract("page", page(body, head + shared)).headline == "“A sad day”: the pier closes"


def test_the_data_name_the_headline_where_nothing_agrees_with_what_is_shown() -> None:
    head = data(**{"@type": "NewsArticle", "headline": "Ferry pier to close"})
    body = f"<article><h1>News from the coast today</h1>{ARTICLE}</article>"
    assert extract("page", page(body, head)).headline == "Ferry pier to close"


@pytest.mark.parametrize(
    ("shown", "told", "best"),
    [
        ("Pier to close in an early snub", "Pier to close in a snub", "Pier to close in a snub"),
        ("“Sad” end of the old pier", "'Sad' end of the pier", "'Sad' end of the pier"),
        ("Pier to close in 2031 for good", "Pier to close in for good", None),
        ("Master did not sink the ferry", "Master did sink the ferry", None),
        ("Master Ada Roe leaves the ferry", "Master Roe leaves the ferry", None),
        ("Master held over alleged theft", "Master held over theft", None),
        ("Pier to close, says the master", "Pier to close, says the", None),
        ("Old and unsafe pier to close", "Old pier to close", None),
        ("The old pier is to close", "The new pier is to", None),
    ],
)
def test_of_two_wordings_the_tighter_counts_where_it_says_no_less(
    shown: str, told: str, best: str | None
) -> None:
    head = data(**{"@type": "NewsArticle", "headline": told})
    shared = f"<meta property='og:title' content='{shown}'>"
    body = f"<article><h1>{shown}</h1>{ARTICLE}</article>"
    assert extract("page", page(body, head + shared)).headline == (best or shown)


@pytest.mark.parametrize(
    ("signed", "names"),
    [
        ("<a rel=author href=/ada>Ada Roe</a>", ("Ada Roe",)),
        ("<span itemprop=author>Ada Roe</span>", ("Ada Roe",)),
        ("<div class='c-byline'>By <span>Ada Roe</span> and <span>Ben Loe</span></div>",
         ("Ada Roe", "Ben Loe")),
        ("<p><span class=author>Ada Roe</span>, <span class=author>Ben Loe</span></p>",
         ("Ada Roe", "Ben Loe")),
        ("<p>By Ada Roe</p>", ("Ada Roe",)),
        ("<p>Review by Ada Roe</p>", ()),
        ("<div class=byline>Staff reports</div>", ()),
    ],
)  # fmt: skip
def test_the_byline_shown_counts_where_the_data_name_nobody(
    signed: str, names: tuple[str, ...]
) -> None:
    body = f"<article><h1>Ostervale to close its ferry pier</h1>{signed}{ARTICLE}</article>"
    assert extract("page", page(body), URL).byline == names


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Roe, Ada", ("Ada Roe",)),
        ("Roe, Ada B.", ("Ada B. Roe",)),
        ("By Ada Roe, MD, PhD", ("Ada Roe",)),
        ("Ada Roe MS, RDN", ("Ada Roe",)),
        ("Ada Roe, Courier Staff Writer", ("Ada Roe",)),
        ("Ada Roe | 4 min read", ("Ada Roe",)),
        ("review by Ada Roe", ("Ada Roe",)),
        ("agencies", ()),
    ],
)
def test_names_are_cleaned(printed: str, names: tuple[str, ...]) -> None:
    assert byline_of(printed, "The Courier") == names


# --------------------------------------------------------------------- the moment


def moment(head: str, shown: str = "") -> dt.datetime | None:
    body = f"<article><h1>Ostervale to close its ferry pier</h1>{shown}{ARTICLE}</article>"
    return extract("page", page(body, head), "https://kelling-courier.example/pier").published


UTC = "<meta property='article:published_time' content='2026-03-05T03:00:00Z'>"


@pytest.mark.parametrize(
    "shown",
    [
        "<p class=stamp>March 4, 2026 10:00 PM</p>",
        "<p>4 March 2026, 22:00</p>",
        "<time datetime='2026-03-04T22:00:00-05:00'>Wednesday</time>",
    ],
)
def test_a_moment_is_told_in_the_zone_of_those_who_wrote(shown: str) -> None:
    found = moment(UTC, shown)
    assert found is not None
    assert found.isoformat() == "2026-03-04T22:00:00-05:00"


@pytest.mark.parametrize(
    "shown",
    [
        "", "<p>March 9, 2026 10:00 PM</p>", "<p>Updated March 4, 2026 10:00 PM</p>",
        "<p>4 March 2026</p>",
    ],
)  # fmt: skip
def test_a_zone_is_not_guessed(shown: str) -> None:
    assert moment(UTC, shown) == dt.datetime(2026, 3, 5, 3, tzinfo=dt.UTC)


def test_the_day_is_read_under_the_headline_where_no_data_tell_it() -> None:
    assert moment("", "<p>March 4, 2026</p>") == dt.datetime(2026, 3, 4)
    assert moment("") is None


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("10:57 am", dt.time(10, 57)), ("at 12:05 a.m. ET", dt.time(0, 5)), ("22:00", dt.time(22)),
        ("12.30pm", dt.time(12, 30)), ("99:99", None), ("4 March", None),
    ],
)  # fmt: skip
def test_clocks(text: str, clock: dt.time | None) -> None:
    assert clock_in(text) == clock


# --------------------------------------------------------------------- the address


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("https://amp.courier.example/news/pier", "https://www.courier.example/news/pier"),
        ("https://courier.example/news/pier/amp/", "https://courier.example/news/pier/"),
        ("https://courier.example/news/pier.amp.html", "https://courier.example/news/pier.html"),
        ("https://courier.example/pier?amp=1&page=2", "https://courier.example/pier?page=2"),
        ("https://www.google.com/amp/s/courier.example/pier/amp", "https://courier.example/pier"),
        ("https://courier-example.cdn.ampproject.org/c/s/courier.example/pier",
         "https://courier.example/pier"),
        ("https://courier.example/camp/amplifier?lamp=1",
         "https://courier.example/camp/amplifier?lamp=1"),
        ("https://amp.example/news", "https://amp.example/news"),
    ],
)  # fmt: skip
def test_a_copy_for_telephones_has_the_address_of_the_page(url: str, own: str) -> None:
    assert without_amp(url) == own


def test_a_page_is_known_by_the_address_it_gives_itself() -> None:
    head = "<link rel='canonical' href='/news/ostervale-pier'>"
    body = f"<article><h1>A pier</h1>{ARTICLE}</article>"
    found = extract("page", page(body, head), "https://amp.courier.example/x?amp=1")
    assert found.url == "https://www.courier.example/news/ostervale-pier"


# --------------------------------------------------------------------- blocks


def test_blocks_know_what_stands_beside_and_what_is_a_link() -> None:
    from lxml import html as lxml_html

    tree = lxml_html.fromstring(
        "<body><nav>Menu</nav><main><p>One <b>two</b><br>three</p><p hidden>No</p>"
        "<div class='siteFooter'><p><a href=/x>Four</a></p></div><h2><a href=#y>Five</a></h2>"
        "<li><a href=#z>Six</a></li></main>"
    )
    found = blocks_of(tree)
    assert [block.text for block in found] == ["One two three", "Four", "Five", "Six"]
    assert [bool(block.beside) for block in found] == [False, True, False, False]
    assert [block.linked for block in found] == [0, 1, 0, 1]
