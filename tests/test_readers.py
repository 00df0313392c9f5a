"""What is read, and that whatever cannot be read is told and never lost."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nutgraf import readers
from nutgraf.errors import FetchError, NotAnArticle, SettingsError, UnreadableInput
from nutgraf.plugins import Fetched, installed
from nutgraf.readers import publisher_name
from nutgraf.readers.bylines import byline_of
from nutgraf.readers.decode import sniff
from nutgraf.readers.jsonld import prose_of
from nutgraf.readers.page import extract
from nutgraf.readers.published import day_in_url, published_at
from nutgraf.records import Article, Failure
from nutgraf.settings import default_db, load_settings

TEXT = (
    "OSTERVALE — The harbour board of Ostervale voted on Tuesday to close the old ferry pier, "
    "ending a service that had run since 1911.\n"
    "“We waited as long as we could,” said Marit Quill, who chairs the board. She said that "
    "the repairs would have cost 40 million crowns, and that the town did not have the money.\n"
    "The operator of the ferries, Nordsund Lines, said that it would move its boats to Kelling "
    "in March. A petition with 2,300 names had asked the board to wait for another year."
)
GERMAN = (
    "Der Hafenrat von Ostervale hat am Dienstag beschlossen, den alten Anleger zu schließen. "
    "Die Vorsitzende sagte, man habe so lange gewartet, wie es möglich gewesen sei. Die "
    "Reparatur hätte vierzig Millionen gekostet, und die Stadt habe das Geld nicht, hieß es. "
    "Die Reederei verlegt ihre Boote im März nach Kelling, teilte sie am Abend mit."
)


def offline(url: str) -> Fetched:
    raise FetchError(url, "no network in this test")


def read(location: object, **more: object) -> tuple[list[Article], list[Failure]]:
    found = list(readers.read(str(location), fetch=offline, **more))
    return (
        [one for one in found if isinstance(one, Article)],
        [one for one in found if isinstance(one, Failure)],
    )


def lines(*rows: object) -> bytes:
    return b"".join(
        row if isinstance(row, bytes) else json.dumps(row).encode() + b"\n" for row in rows
    )


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"


def paragraphs(text: str = TEXT) -> str:
    return "".join(f"<p>{line}</p>" for line in text.splitlines())


# ------------------------------------------------------------------ JSON Lines and JSON


def test_json_lines_take_every_name_of_a_field(tmp_path: Path) -> None:
    file = tmp_path / "day.jsonl"
    rows = [
        {"id": 7, "text": TEXT, "publisher": "wash-post", "date": "2016-09-20", "author": "By A B"},
        {
            "text": TEXT,
            "url": "https://www.bbc.co.uk/news/1",
            "date_publish": "2016-09-20 10:30:00",
        },
        {"text": TEXT + "x", "dct": "20160920", "authors": ["Ada Roe", "Ben Loe"], "zzz": {"a": 1}},
        {"text": TEXT + "y", "publishing_date": "2016-09-20T10:30:00+02:00", "title": "A  title"},
        {"text": TEXT + "z", "url": "http://a.example/2016/09/20/pier", "published": "None"},
    ]
    file.write_bytes(lines(*rows))
    articles, failures = read(file)
    assert failures == []
    assert [one.given_id for one in articles] == ["7", None, None, None, None]
    assert [one.publisher for one in articles[:2]] == ["The Washington Post", "the BBC"]
    assert articles[0].published == articles[4].published == dt.datetime(2016, 9, 20)
    assert articles[1].published == dt.datetime(2016, 9, 20, 10, 30)
    assert articles[2].published == dt.datetime(2016, 9, 20)
    assert articles[3].published is not None
    assert articles[3].published.utcoffset() == dt.timedelta(hours=2)
    assert articles[3].headline == "A title"
    assert [one.byline for one in articles[:3]] == [("A B",), (), ("Ada Roe", "Ben Loe")]
    assert all(one.language == "en" for one in articles)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=150))
def test_text_is_kept_as_it_stands(text: str) -> None:
    articles, failures = read("-", stdin=io.BytesIO(lines({"text": text})))
    if text.strip():
        assert [one.text for one in articles] == [text]
    else:
        assert "empty" in failures[0].error


def test_a_broken_line_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "day.jsonl"
    good = {"text": TEXT}
    file.write_bytes(
        b"\xef\xbb\xbf"
        + lines(
            good,
            b'{"text": "cut off\n',
            b"\n",
            b'{"text": "\xff\xfe"}\n',
            {"title": "no text"},
            {"text": 5},
            [1],
            {"text": "half \ud83d a pair"},
            b"[" * 100_000 + b"\n",
            {"text": TEXT + " More."},
        )
    )
    articles, failures = read(file)
    assert len(articles) == 2
    assert [one.item for one in failures] == [f"{file}:{n}" for n in (2, 4, 5, 6, 7, 8, 9)]
    assert all(one.step == "read" for one in failures)
    assert "broken JSON" in failures[0].error
    assert "UTF-8" in failures[1].error
    assert '"text"' in failures[2].error


@pytest.mark.parametrize("date", ["2016-13-45", "yesterday", "03/04/2017", "0001-01-01", "9" * 40])
def test_a_date_without_sense_is_told_and_the_article_kept(tmp_path: Path, date: str) -> None:
    file = tmp_path / "day.jsonl"
    file.write_bytes(lines({"text": TEXT, "date": date}))
    articles, failures = read(file)
    assert articles[0].published is None
    assert date[:20] in failures[0].error
    assert failures[0].item == f"{file}:1"


def test_one_id_for_two_texts_keeps_both_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "day.jsonl"
    row = {"id": "a", "text": TEXT}
    file.write_bytes(
        lines(row, row, {"id": "a", "text": TEXT + " More."}, {"id": "b", "text": TEXT})
    )
    articles, failures = read(file)
    assert [one.given_id for one in articles] == ["a", "a#2", "b"]
    assert [one.item for one in failures] == ["a#2"]


def test_one_article_in_two_files_is_read_once(tmp_path: Path) -> None:
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_bytes(lines({"id": "a", "text": TEXT}))
    found = list(readers.read_all([str(tmp_path / "a.jsonl"), str(tmp_path / "b.jsonl")]))
    assert len(found) == 1


def test_an_id_is_of_the_address_and_the_text() -> None:
    def made(**row: str) -> str:
        return read("-", stdin=io.BytesIO(lines({"text": TEXT, **row})))[0][0].id

    plain = made(url="https://news.example/pier")
    assert plain == made(url="https://NEWS.example/pier?utm_source=mail")
    assert plain != made(url="https://news.example/pier-2")
    assert plain != made(url="https://news.example/pier", text=TEXT + " More.")
    assert len(made()) == 16


def test_json_is_read_as_an_object_a_list_or_articles(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    one = {"text": TEXT}
    for value in (one, [one], {"articles": [one]}):
        for indent in (None, 2):
            file.write_text(json.dumps(value, indent=indent))
            assert [a.text for a in read(file)[0]] == [TEXT]
    file.write_text(json.dumps([one, {"title": "x"}, 3]))
    assert [f.item for f in read(file)[1]] == [f"{file}#2", f"{file}#3"]
    file.write_text('{\n"text": [')
    assert "not JSON" in read(file)[1][0].error


def test_a_long_file_of_lines_is_read_and_a_long_text_refused(tmp_path: Path) -> None:
    file = tmp_path / "big.jsonl"
    file.write_bytes(lines({"text": "word " * 1_100_000}, {"text": TEXT}))
    articles, failures = read(file)
    assert len(articles) == 1
    assert failures[0].item == f"{file}:1"
    assert "over the limit of 5.0 MB" in failures[0].error


# ------------------------------------------------------------------ text files


def test_a_dated_brief_is_read_whole(tmp_path: Path) -> None:
    file = tmp_path / "brief.txt"
    text = f" date 2025-02-13 What happened\n\n{TEXT}\n\nWho said what\n\n{TEXT}\n"
    file.write_text(text)
    (article,), failures = read(file)
    assert failures == []
    assert article.text == text
    assert article.published == dt.datetime(2025, 2, 13)
    assert article.headline is None
    file.write_text(text.replace("2025-02-13", "2025-02-31"))
    (article,), failures = read(file)
    assert article.published is None
    assert "2025-02-31" in failures[0].error


def test_a_short_first_line_is_the_headline(tmp_path: Path) -> None:
    file = tmp_path / "pier.md"
    file.write_text(f"# Ostervale closes its pier\n\n{TEXT}")
    (article,), _ = read(file)
    assert article.headline == "Ostervale closes its pier"
    assert article.text.startswith("# Ostervale")
    file.write_text(TEXT)
    assert read(file)[0][0].headline is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "pier.txt"
    file.write_bytes(TEXT.encode(encoding))
    assert [one.text for one in read(file)[0]] == [TEXT]
    if encoding != "cp1252":
        rows = json.dumps({"text": TEXT}, ensure_ascii=False) + "\n"
        file = tmp_path / "pier.jsonl"
        file.write_bytes((rows + rows.replace("1911", "1912")).encode(encoding))
        assert [one.text[:9] for one in read(file)[0]] == [TEXT[:9]] * 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n \n", "empty"),
        ("empty.jsonl", b"", "empty"),
        ("empty.json", b"", "empty"),
        ("empty.html", b"", "empty"),
        ("short.txt", b"Too short to be news.", "5 words"),
        ("binary.txt", bytes(range(256)) * 10, "binary"),
        ("binary.jsonl", b"\0\1\2", "binary"),
        ("report.txt", b"%PDF-1.7 and so on", "PDF"),
        ("german.txt", GERMAN.encode(), "German"),
        ("chinese.txt", ("港口委员会星期二投票决定关闭旧渡轮码头。" * 20).encode(), "Chinese"),
        ("german.jsonl", lines({"text": GERMAN}), "German"),
        ("feed.xml", b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>", "no items"),
        ("map.xml", b"<?xml version='1.0'?><urlset><url/></urlset>", "no feed"),
        ("half.txt", b"\xff\xfea", "UTF-16"),
    ],
)
def test_bad_files_are_told(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    articles, failures = read(file)
    assert articles == []
    assert len(failures) == 1
    assert failures[0].item.startswith(str(file))
    assert words in failures[0].error


def test_a_huge_text_file_is_refused_unread(tmp_path: Path) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as stream:
        stream.write(b"Words of a text. " * 4_000)
        stream.truncate(50_000_000)
    articles, failures = read(file)
    assert articles == []
    assert "50 MB, over the limit of 5.0 MB" in failures[0].error


# ------------------------------------------------------------------ locations


def test_a_folder_is_read_in_order_and_every_file_accounted_for(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.txt").write_text(TEXT + " One.")
    (tmp_path / "a.html").write_text(page(f"<article><h1>A pier</h1>{paragraphs()}</article>"))
    (tmp_path / "c.jsonl").write_bytes(lines({"text": TEXT + " Three."}))
    (tmp_path / "notes.docx").write_bytes(b"x")
    (tmp_path / ".hidden.txt").write_text(TEXT)
    articles, failures = read(tmp_path)
    assert [one.text.split()[-1] for one in articles] == ["year.", "Three.", "One."]
    assert [one.item for one in failures] == [str(tmp_path / "notes.docx")]
    (tmp_path / "void").mkdir()
    assert "empty" in read(tmp_path / "void")[1][0].error


def test_a_pattern_names_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text(TEXT + name)
    assert [one.text[-5:] for one in read(tmp_path / "*.txt")[0]] == ["a.txt", "b.txt"]
    with pytest.raises(UnreadableInput, match="no file matches"):
        readers.read(str(tmp_path / "*.html"))


@pytest.mark.parametrize("location", ["nowhere.txt", "", "ftp://a.example/x", "a\0b", "x" * 5_000])
def test_a_location_without_anything_is_refused_at_once(location: str) -> None:
    with pytest.raises(UnreadableInput):
        readers.read(location)


def test_a_missing_last_location_stops_before_the_first_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    with pytest.raises(UnreadableInput):
        readers.read_all([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (lines({"text": TEXT}, {"text": TEXT + " More."}), 2),
        (json.dumps([{"text": TEXT}], indent=1).encode(), 1),
        (page(f"<h1>A pier</h1>{paragraphs()}").encode(), 1),
        (TEXT.encode(), 1),
        (b"", 0),
        (b"\0\0\0", 0),
    ],
)
def test_standard_input_is_told_by_what_it_holds(content: bytes, count: int) -> None:
    articles, failures = read("-", stdin=io.BytesIO(content))
    assert len(articles) == count
    assert len(failures) == (0 if count else 1)


def test_a_pipe_is_read_like_standard_input(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    script = "import sys; open(sys.argv[1], 'wb').write(sys.stdin.buffer.read())"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(pipe)], stdin=subprocess.PIPE
    ) as writer:
        assert writer.stdin is not None
        writer.stdin.write(lines({"text": TEXT}) * 1)
        writer.stdin.close()
        assert [one.text for one in read(pipe)[0]] == [TEXT]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_raise(content: bytes) -> None:
    articles, failures = read("-", stdin=io.BytesIO(content))
    assert articles or failures


def test_kinds() -> None:
    assert sniff(b'\xef\xbb\xbf {"text": "x"}\n{"text": "y"}') == "json lines"
    assert sniff(b'{\n "text": "x"}') == "json"
    assert sniff(b"[1] A footnote") == "text"
    assert sniff(b"<?xml version='1.0'?>\n<feed xmlns='x'>") == "feed"
    assert sniff(b"<urlset xmlns='x'>\n<url>") == "feed"
    assert sniff(b"<sitemapindex>\n<sitemap>") == "feed"
    assert sniff(b"<!-- saved --><HTML lang=en>") == "page"


# ------------------------------------------------------------------ pages

DATA = {
    "@context": "https://schema.org",
    "@graph": [
        {"@type": "Organization", "@id": "#us", "name": "The Ostervale Courier"},
        {
            "@type": "NewsArticle",
            "headline": "Ostervale closes its pier &amp; moves the boats",
            "datePublished": "2024-05-14T09:30:00+02:00",
            "dateModified": "2024-05-14T11:00:00+02:00",
            "author": [
                {"@type": "Person", "name": "By Ada Roe"},
                {"name": "The Ostervale Courier"},
            ],
            "publisher": {"@id": "#us"},
        },
    ],
}


def test_a_page_is_read_with_what_its_data_tells() -> None:
    script = f'<script type="application/ld+json">{json.dumps(DATA)}</script>'
    head = f'{script}<link rel="canonical" href="https://courier.example/pier"><title>x</title>'
    menu = "<nav><a href='/a'>Home</a><a href='/b'>News</a></nav>"
    found = extract("page", page(menu + f"<article>{paragraphs()}</article>", head).encode())
    assert found.text == TEXT
    assert found.headline == "Ostervale closes its pier & moves the boats"
    assert found.byline == ("Ada Roe",)
    assert found.publisher == "The Ostervale Courier"
    assert found.url == "https://courier.example/pier"
    assert found.published == dt.datetime.fromisoformat("2024-05-14T09:30:00+02:00")
    assert found.updated == dt.datetime.fromisoformat("2024-05-14T11:00:00+02:00")


def test_a_page_that_declares_itself_xml_is_read() -> None:
    declared = '<?xml version="1.0" encoding="utf-8"?>' + page(f"<h1>A pier</h1>{paragraphs()}")
    assert extract("page", declared.encode()).text == TEXT


@pytest.mark.parametrize(
    ("key", "value"),
    [("articleBody", "<!--" * 100_000), ("headline", " - <" * 100_000), ("x", [[]] * 200_000)],
)
def test_data_made_to_be_slow_is_not(key: str, value: object) -> None:
    script = json.dumps({"@type": "NewsArticle", "headline": "A pier", key: value})
    head = f'<script type="application/ld+json">{script}</script><title>{" | a" * 50_000}</title>'
    before = time.process_time()
    assert extract("page", page(paragraphs(), head).encode()).text == TEXT
    assert time.process_time() - before < 5


def test_a_body_that_stands_only_in_the_data_is_read() -> None:
    article = {"@type": "NewsArticle", "headline": "A pier", "articleBody": TEXT * 2}
    script = f'<script type="application/ld+json">{json.dumps(article)}</script>'
    found = extract("page", page("<p>Please wait while the page loads.</p>", script).encode())
    assert "Nordsund Lines" in found.text


def test_the_next_article_on_an_endless_page_is_left_out() -> None:
    other = " ".join(f"Sentence {n} of quite another story about a bridge." for n in range(30))
    article = {"@type": "NewsArticle", "headline": "A pier", "articleBody": TEXT}
    script = f'<script type="application/ld+json">{json.dumps(article)}</script>'
    body = f"<article>{paragraphs()}<p>{other}</p></article>"
    assert extract("page", page(body, script).encode()).text == TEXT


def test_calls_to_the_reader_and_consent_are_left_out() -> None:
    consent = f"<div id='onetrust-banner'>{'<p>We use cookies on your device.</p>' * 40}</div>"
    call = "<p>Sign up to our newsletter for more.</p>"
    body = f"{consent}<article><h1>A pier</h1>{call.join(paragraphs().split('|'))}{call}</article>"
    assert extract("page", page(body).encode()).text == TEXT


def test_a_publisher_has_one_name_in_every_format(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="CNN Politics">'
        '<link rel="canonical" href="https://edition.cnn.com/2024/05/14/pier">'
    )
    file = tmp_path / "pier.html"
    file.write_text(page(f"<article>{paragraphs()}</article>", head))
    (article,), _ = read(file)
    assert article.publisher == "CNN"
    assert article.published == dt.datetime(2024, 5, 14)
    added = {"cnn.com": "Cable News"}
    assert read(file, publishers=added)[0][0].publisher == "Cable News"


def test_a_title_without_the_name_of_the_site() -> None:
    head = (
        "<title>Ostervale closes its old ferry pier | News | Courier</title>"
        '<meta property="og:site_name" content="Courier">'
    )
    found = extract("page", page(f"<article>{paragraphs()}</article>", head).encode())
    assert found.headline == "Ostervale closes its old ferry pier"


def front(card: str) -> str:
    cards = (card.format(n=n, where=where) for n, where in enumerate(["hall", "school"] * 14))
    return page("<h1>News</h1>" + "".join(cards), "<title>News from the wards</title>")


ALL_LINKED = front(
    "<div><h2><a href='/{n}'>The council of ward {n} has a plan for its streets</a></h2>"
    "<p><a href='/{n}'>Residents of ward {n} will hear of it at a meeting in the {where}.</a></p>"
    "</div>"
)
TEASERS = front(
    "<div><h3><a href='/{n}'>The council of ward {n} has a plan for its streets</a></h3>"
    "<p>Residents of ward {n} will hear of it at a meeting in the {where} on Friday night.</p>"
    "</div>"
)


LISTED = {
    "@type": "ItemList",
    "itemListElement": [{"@type": "NewsArticle", "headline": f"Ward {n}"} for n in range(9)],
}


@pytest.mark.parametrize(
    ("html", "words"),
    [
        (ALL_LINKED, "looks like"),
        (TEASERS, "list of articles"),
        (
            TEASERS.replace(
                "</head>",
                f'<script type="application/ld+json">{json.dumps(LISTED)}</script></head>',
            ),
            "list of articles",
        ),
        (page("<h1>Page not found</h1>" + paragraphs(), "<title>404 Not Found</title>"), "notice"),
        (page("<p>Nothing here.</p>"), "words"),
        (page("<ul>" + "<li><a href='/'>Weather</a></li>" * 60 + "</ul>"), "words"),
    ],
)
def test_a_page_without_an_article_is_refused_with_the_reason(html: str, words: str) -> None:
    with pytest.raises(NotAnArticle, match=words):
        extract("page", html.encode())


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="<>/pdiv abc\"'&;={}[]!-", max_size=200))
def test_odd_html_never_raises_anything_else(text: str) -> None:
    read("-", stdin=io.BytesIO(b"<html><body>" + text.encode()))
    prose_of(text)


# ------------------------------------------------------------------ small parts


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("By ADA ROE and Ben Loe", ("ADA ROE", "Ben Loe")),
        ("Ada Roe, Ben Loe & Cy Moe", ("Ada Roe", "Ben Loe", "Cy Moe")),
        ("Ada Roe, Chief Political Correspondent", ("Ada Roe",)),
        ("Written by: Ada Roe (Kelling)", ("Ada Roe",)),
        ("Courier Staff; Staff; ada@courier.example", ("Courier Staff",)),
        ("The Courier", ()),
        ([{"name": "Ada Roe"}, "Ada Roe", None, 5], ("Ada Roe",)),
        ("By Theo Roe", ("Theo Roe",)),
        (None, ()),
    ],
)
def test_bylines(printed: object, names: tuple[str, ...]) -> None:
    assert byline_of(printed, "The Courier") == names


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2016-09-20", "2016-09-20T00:00"),
        ("2016-9-2", "2016-09-02T00:00"),
        ("2016/09/20 10:30", "2016-09-20T10:30"),
        ("2016-09-20 10:30:00 +0200", "2016-09-20T10:30+02:00"),
        ("2016-09-20T10:30:00.123Z", "2016-09-20T10:30:00.123+00:00"),
        ("Tue, 20 Sep 2016 10:30:00 GMT", "2016-09-20T10:30+00:00"),
        ("Sept. 20, 2016", "2016-09-20T00:00"),
        ("20th September 2016", "2016-09-20T00:00"),
        ("20/09/2016", "2016-09-20T00:00"),
        (1474367400, "2016-09-20T10:30+00:00"),
        ("1474367400000", "2016-09-20T10:30+00:00"),
        ("31 February 2016", None),
        ("2016", None),
        ("3 o'clock", None),
        (True, None),
        (float("nan"), None),
    ],
)
def test_dates(written: object, moment: str | None) -> None:
    assert published_at(written) == (dt.datetime.fromisoformat(moment) if moment else None)


@settings(max_examples=100, deadline=None)
@given(st.text() | st.integers() | st.floats())
def test_no_date_raises(written: object) -> None:
    published_at(written)
    day_in_url(f"https://a.example/{written}")


def test_days_in_addresses() -> None:
    day = dt.datetime(2016, 9, 20)
    assert day_in_url("https://a.example/2016/09/20/pier") == day
    assert day_in_url("https://a.example/news/pier-2016-09-20.html") == day
    assert day_in_url("https://a.example/politics/2016/9/20/pier") == day
    assert day_in_url("https://a.example/2016/19/20/pier") is None
    assert day_in_url("https://a.example/?d=2016-09-20") is None
    assert day_in_url("https://a.example/story-12016092044") is None
    assert day_in_url("http://[bad") is None
    assert day_in_url(None) is None


@pytest.mark.parametrize(
    ("given_name", "name"),
    [
        ("www.nytimes.com", "The New York Times"),
        ("https://edition.cnn.com/2016/x", "CNN"),
        ("bbc.co.uk", "the BBC"),
        ("triblive.com:80", "triblive.com"),
        ("www.courier.example", "courier.example"),
        ("huff-post", "HuffPost"),
        ("usa-today", "USA Today"),
        ("harbour-times", "Harbour Times"),
        ("The Ostervale Courier", "The Ostervale Courier"),
        ("", ""),
    ],
)
def test_publisher_names(given_name: str, name: str) -> None:
    assert publisher_name(given_name) == name


def test_publisher_names_of_the_user_go_first() -> None:
    added = {"courier.example": "The Ostervale Courier", "cnn.com": "Cable News"}
    assert publisher_name("news.courier.example", added) == "The Ostervale Courier"
    assert publisher_name("edition.cnn.com", added) == "Cable News"
    row = {"text": TEXT, "url": "https://courier.example/1"}
    (article,), _ = read("-", stdin=io.BytesIO(lines(row)), publishers=added)
    assert article.publisher == "The Ostervale Courier"


# ------------------------------------------------------------------ settings and plugins


def test_settings_come_from_the_file_and_the_environment(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('db = "d.db"\nworkers = 3\n[publishers]\n"Courier.example" = "The Courier"\n')
    settings = load_settings(file, {})
    assert settings.db == tmp_path / "d.db"
    assert settings.workers == 3
    assert settings.publishers == {"courier.example": "The Courier"}
    over = load_settings(file, {"NUTGRAF_DB": "/x/y.db", "NUTGRAF_WORKERS": "5"})
    assert (over.db, over.workers) == (Path("/x/y.db"), 5)


def test_without_a_file_the_settings_are_the_usual_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    settings = load_settings(environ={})
    assert settings.db == default_db()
    assert settings.workers is None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("workers = 0", "workers.*1 to 256"),
        ("workers = true", "workers"),
        ("colour = 1", "colour.*db, workers and publishers"),
        ("db = 5", "db"),
        ("publishers = 5", "publishers"),
        ('[publishers]\n"a.example" = 5', "publishers.a.example"),
        ("db = ", "TOML"),
    ],
)
def test_bad_settings_name_the_key(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(content)
    with pytest.raises(SettingsError, match=words):
        load_settings(file, {})


def test_bad_settings_of_the_environment_name_the_variable(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="NUTGRAF_WORKERS"):
        load_settings(environ={"NUTGRAF_WORKERS": "many"})
    with pytest.raises(SettingsError, match="no such settings file"):
        load_settings(tmp_path / "none.toml", {})


def offer_plugin(folder: Path, value: str) -> None:
    """An installed package, as far as Python can tell, that offers one reader."""
    (folder / "ostervale_plugin.py").write_text(
        "from nutgraf.records import Article\n"
        "class Mailbox:\n"
        "    def accepts(self, location):\n"
        "        return location.startswith('mailbox:')\n"
        "    def read(self, location, fetch):\n"
        "        yield Article(id='0' * 16, text='From ' + location)\n"
    )
    info = folder / "ostervale_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ostervale-plugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[nutgraf.readers]\nmailbox = {value}\n")


def test_an_installed_reader_is_asked_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer_plugin(tmp_path, "ostervale_plugin:Mailbox")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert [one.text for one in read("mailbox:ada")[0]] == ["From mailbox:ada"]


def test_a_reader_that_cannot_be_imported_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offer_plugin(tmp_path, "ostervale_plugin:Nothing")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(SettingsError, match="mailbox"):
        installed("nutgraf.readers")
