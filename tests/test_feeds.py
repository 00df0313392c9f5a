"""Feeds of every kind, the faults that publishers make in them, and those that foes make."""

from __future__ import annotations

import datetime as dt
import email.utils
import gzip
import html
import io
import json
import time

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nutgraf.errors import FetchError, InputError, UnreadableInput
from nutgraf.plugins import Fetched
from nutgraf.readers.article import Means
from nutgraf.readers.entries import Entry, Feed
from nutgraf.readers.feed import parse_feed, read_feed, whole_text
from nutgraf.readers.jsonld import prose_of
from nutgraf.records import Article, Failure

BASE = "https://courier.example/feed"
SENTENCE = "The harbour board of Ostervale has voted to close the old ferry pier in March. "
WHOLE = "".join(f"<p>{SENTENCE * 3} It was vote number {n}.</p>" for n in range(5))
PAGE = (
    "<!DOCTYPE html><html><head><title>Ostervale closes its pier</title></head>"
    f"<body><article><h1>Ostervale closes its pier</h1>{WHOLE}</article></body></html>"
)
NOW = dt.datetime(2026, 3, 5, 12, tzinfo=dt.UTC)


def rss(*items: str, head: str = "", attributes: str = "") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" {attributes}><channel>'
        f"<title>Courier</title><link>https://courier.example/</link>{head}"
        + "".join(f"<item>{item}</item>" for item in items)
        + "</channel></rss>"
    ).encode()


def one(content: bytes, url: str | None = BASE, content_type: str = "") -> Entry:
    entries = parse_feed("feed", content, url, content_type).entries
    assert len(entries) == 1
    return entries[0]


def pages(url: str, **_: object) -> Fetched:
    if "gone" in url:
        raise FetchError(url, "status 404")
    return Fetched(url, PAGE.encode(), "text/html")


def read(content: bytes, fetch=pages) -> tuple[list[Article], list[Failure]]:
    found = list(read_feed(BASE, content, Means(fetch, NOW), BASE))
    return (
        [each for each in found if isinstance(each, Article)],
        [each for each in found if isinstance(each, Failure)],
    )


# --------------------------------------------------------------------- the forms


ITEM_FACTS = ("https://courier.example/a", "Pier closes", ("Ada Roe",), (2026, 3, 4, 9, 30))
FORMS = {
    "RSS 0.91": b"""<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN"
        "http://my.netscape.example/rss-0.91.dtd"><rss version="0.91"><channel><title>C</title>
        <item><title>Pier closes</title><link>https://courier.example/a</link>
        <author>desk@courier.example (Ada Roe)</author>
        <pubDate>Wed, 04 Mar 2026 09:30:00 GMT</pubDate></item></channel></rss>""",
    "RSS 2.0": rss(
        "<title>Pier closes</title><link>/a</link><dc:creator>Ada Roe</dc:creator>"
        "<pubDate>Wed, 04 Mar 2026 09:30:00 GMT</pubDate>"
    ),
    "RSS 1.0": b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
        xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://courier.example/"><title>C</title></channel>
        <item rdf:about="https://courier.example/a"><title>Pier closes</title>
        <link>https://courier.example/a</link><dc:creator>Ada Roe</dc:creator>
        <dc:date>2026-03-04T09:30:00Z</dc:date></item></rdf:RDF>""",
    "Atom 0.3": b"""<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>C</title>
        <entry><title>Pier closes</title><link rel="alternate" href="https://courier.example/a"/>
        <author><name>Ada Roe</name></author><issued>2026-03-04T09:30:00Z</issued></entry>
        </feed>""",
    "Atom 1.0": b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>C</title>
        <link rel="self" href="https://courier.example/feed"/>
        <entry xml:base="https://courier.example/news/">
        <title type="html">Pier &lt;b&gt;closes&lt;/b&gt;</title>
        <link rel="enclosure" href="sound.mp3"/><link href="../a"/>
        <author><name>Ada Roe</name></author><published>2026-03-04T09:30:00Z</published>
        </entry></feed>""",
    "JSON Feed 1.0": b"""{"version": "https://jsonfeed.org/version/1", "title": "C",
        "author": {"name": "Ada Roe"}, "items": [{"id": 7, "url": "/a", "title": "Pier closes",
        "date_published": "2026-03-04T09:30:00Z"}]}""",
    "JSON Feed 1.1": b"""{"version": "https:\\/\\/jsonfeed.org\\/version\\/1.1", "title": "C",
        "items": [{"id": "https://courier.example/a", "title": "Pier closes",
        "authors": [{"name": "Ada Roe"}], "date_published": "2026-03-04T09:30:00Z"}]}""",
    "no namespaces declared": b"""<rss version="2.0"><channel><title>C</title><item>
        <title>Pier closes</title><link>https://courier.example/a</link>
        <dc:creator>Ada Roe</dc:creator><dc:date>2026-03-04T09:30:00Z</dc:date></item>""",
}


@pytest.mark.parametrize("form", FORMS)
def test_each_form_tells_the_same(form: str) -> None:
    entry = one(FORMS[form])
    assert entry.published is not None
    found = (entry.link, entry.title, entry.authors, entry.published.timetuple()[:5])
    assert found == ITEM_FACTS


def test_a_news_sitemap_names_pages_the_newest_first() -> None:
    content = b"""<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
        <url><loc>https://courier.example/old</loc><news:news><news:publication>
        <news:name>The Courier</news:name><news:language>en</news:language></news:publication>
        <news:publication_date>2026-03-03</news:publication_date><news:title>Old</news:title>
        </news:news><image:image><image:loc>https://courier.example/x.jpg</image:loc></image:image>
        </url><url><loc>https://courier.example/new</loc><lastmod>2026-03-05T08:00:00Z</lastmod>
        </url><url><loc>mailto:desk</loc></url></urlset>"""
    feed = parse_feed("map", content, "https://courier.example/map.xml")
    assert [entry.link for entry in feed.entries] == [
        "https://courier.example/new",
        "https://courier.example/old",
    ]
    assert feed.entries[1].title == "Old"
    assert feed.entries[1].publisher == "The Courier"
    articles, failures = read(content)
    assert len(articles) == 2
    assert articles[1].published == dt.datetime(2026, 3, 3)
    assert not failures


def test_of_an_index_the_newest_sitemaps_are_read_and_no_index_within() -> None:
    rows = "".join(
        f"<sitemap><loc>https://courier.example/m{n}.xml.gz</loc><lastmod>2026-03-{n:02}</lastmod>"
        "</sitemap>"
        for n in range(1, 15)
    )
    index = f"<sitemapindex>{rows}</sitemapindex>".encode()
    asked: list[str] = []

    def serve(url: str, **_: object) -> Fetched:
        asked.append(url)
        if url.endswith("m14.xml.gz"):
            return Fetched(url, gzip.compress(index))
        if ".gz" in url:
            loc = url.replace(".xml.gz", "/page")
            return Fetched(
                url, gzip.compress(f"<urlset><url><loc>{loc}</loc></url></urlset>".encode())
            )
        return pages(url)

    articles, failures = read(index, serve)
    assert sum(url.endswith(".gz") for url in asked) == 10
    assert "https://courier.example/m4.xml.gz" not in asked
    assert len(articles) == 9
    assert [one.item for one in failures] == ["https://courier.example/m14.xml.gz"]


XML_FORMS = [form for form, content in FORMS.items() if content.lstrip().startswith(b"<")]


@pytest.mark.parametrize("form", XML_FORMS)
def test_the_guard_loses_nothing_that_feedparser_finds_without_it(form: str) -> None:
    other = feedparser.parse(
        io.BytesIO(FORMS[form]), response_headers={"content-location": BASE}
    ).entries[0]
    entry = one(FORMS[form])
    assert (entry.link, entry.title) == (other.link, prose_of(other.title))
    moment = other.get("published_parsed") or other.get("updated_parsed")
    assert entry.published is not None
    assert entry.published.timetuple()[:6] == moment[:6]


PLAIN = st.text("abcäéß–“”&'! ", min_size=1, max_size=20).filter(lambda text: text.strip("! "))
MOMENTS = st.datetimes(dt.datetime(1995, 1, 1), dt.datetime(2026, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=dt.UTC)
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(PLAIN, st.text("ab/.?=&", min_size=1, max_size=9), MOMENTS), min_size=1))
def test_the_guard_loses_nothing_of_any_that_feedparser_finds_without_it(
    rows: list[tuple[str, str, dt.datetime]],
) -> None:
    content = rss(
        *(
            f"<title>{html.escape(title)}</title><link>/x{html.escape(link)}</link>"
            f"<pubDate>{email.utils.format_datetime(moment)}</pubDate>"
            for title, link, moment in rows
        )
    )
    others = feedparser.parse(
        io.BytesIO(content), response_headers={"content-location": BASE}
    ).entries
    entries = parse_feed("feed", content, BASE).entries
    assert len(entries) == len(others) == len(rows)
    for entry, other, (_, _, moment) in zip(entries, others, rows, strict=True):
        assert entry.title == " ".join(html.unescape(other.title).split())
        assert entry.link == other.link
        assert entry.published == moment


# --------------------------------------------------------------------- slips of publishers


def test_a_full_text_is_used_as_it_is_and_a_teaser_leads_to_the_page() -> None:
    whole = f"<title>A</title><link>/a</link><content:encoded><![CDATA[{WHOLE}]]></content:encoded>"
    teaser = "<title>B</title><link>/b</link><description>Soon. Read more</description>"
    asked: list[str] = []

    def serve(url: str, **_: object) -> Fetched:
        asked.append(url)
        return pages(url)

    articles, failures = read(rss(whole, teaser, teaser), serve)
    assert asked == ["https://courier.example/b"]
    assert [a.url for a in articles] == ["https://courier.example/a", "https://courier.example/b"]
    assert articles[0].text.startswith("The harbour board")
    assert articles[0].text.count("\n") == 4
    assert not failures


WORDS = 'She said: "Salt & vinegar, no <b> tags, it\'s all." ' * 20


@pytest.mark.parametrize(
    "content",
    [
        json.dumps(
            {"version": "https://jsonfeed.org/version/1", "items": [{"content_text": WORDS}]}
        ).encode(),
        f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="text">'
        f"{html.escape(WORDS)}</content></entry></feed>".encode(),
        rss(f"<content:encoded>{html.escape(html.escape(WORDS))}</content:encoded>"),
        rss(f"<content:encoded><![CDATA[<p>{html.escape(WORDS)}</p>]]></content:encoded>"),
    ],
)
def test_a_text_has_the_marks_that_its_readers_see(content: bytes) -> None:
    assert whole_text(one(content)) == WORDS.strip()


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Pier &lt;em&gt;closes&lt;/em&gt;", "Pier closes"),
        ("<![CDATA[Pier <em>closes</em>]]>", "Pier closes"),
        ("Pier <em>closes</em> today", "Pier closes today"),
        ("Salt &amp;amp; Vinegar", "Salt & Vinegar"),
        ("Salt & Vinegar", "Salt & Vinegar"),
        ("Caf&eacute; &nbsp;opens", "Café opens"),
        ("It&#146;s over &#x1F6A2;", "It’s over 🚢"),
        ("Over\x0b\x00 now &#0;", "Over now"),
        ("\n  Pier\n closes ", "Pier closes"),
    ],
)
def test_titles_lose_markup_and_nothing_else(written: str, title: str) -> None:
    assert one(rss(f"<title>{written}</title><link>/a</link>")).title == title


def test_a_plain_title_of_atom_may_talk_of_tags() -> None:
    entry = one(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>The &lt;b> tag at 30</title>'
        b'<link href="https://courier.example/a"/></entry></feed>'
    )
    assert entry.title == "The <b> tag at 30"


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        ("é".encode(), ""),
        ("é".encode(), "text/xml; charset=iso-8859-1"),
        ("é".encode("latin-1"), ""),
        ("é".encode("utf-16"), ""),
        ("é".encode("utf-16-le"), ""),
        ("é".encode("latin-1"), "text/xml; charset=utf-8"),
        ("é".encode("cp1250"), "text/xml; charset=cp1250"),
        ("é".encode("latin-1"), "text/xml; charset=utf-16"),
        ("é".encode("latin-1"), "text/xml; charset=utf-7"),
        ("é".encode("latin-1"), "text/xml; charset=unicode_escape"),
        ("é".encode("latin-1"), "text/xml; charset=hex"),
    ],
)
def test_an_encoding_that_lies_is_found_out(content: bytes, content_type: str) -> None:
    codec = {
        b"\xe9": "latin-1", b"\xc3\xa9": "utf-8", b"\xe9\x00": "utf-16-le"
    }.get(content, "utf-16")  # fmt: skip
    for end in ("", " "):
        feed = (rss("<title>Café Olé</title><link>/a</link>").decode() + end).encode(codec)
        assert one(feed, content_type=content_type).title == "Café Olé"


def test_a_stray_byte_of_windows_in_utf8_spoils_nothing_else() -> None:
    feed = rss("<title>Café “Olé” – it~s</title><link>/a</link>").replace(b"~", b"\x92")
    assert one(feed).title == "Café “Olé” – it’s"


def test_a_declaration_of_utf16_over_plain_bytes_is_not_believed() -> None:
    feed = rss("<title>Pier</title><link>/a</link>").replace(b"UTF-8", b"UTF-16")
    assert one(feed).title == "Pier"


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("Wed, 04 Mar 2026 09:30:00 BST", dt.datetime(2026, 3, 4, 8, 30, tzinfo=dt.UTC)),
        ("Wed, 04 Mar 2026 09:30:00 EST", dt.datetime(2026, 3, 4, 14, 30, tzinfo=dt.UTC)),
        ("2026-03-04T09:30:00+02:00", dt.datetime(2026, 3, 4, 7, 30, tzinfo=dt.UTC)),
        ("Thu, 01 Jan 1970 00:00:00 GMT", None),
        ("Tue, 31 Feb 2026 09:30:00 GMT", None),
        ("Wed, 04 Mar 2036 09:30:00 GMT", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_that_cannot_be_is_none(written: str, published: dt.datetime | None) -> None:
    item = f"<link>/a</link><pubDate>{written}</pubDate><description>{WHOLE}</description>"
    articles, _ = read(rss(item))
    assert articles[0].published == published


def test_without_a_date_the_address_may_tell_the_day() -> None:
    articles, _ = read(rss(f"<link>/2026/03/04/a</link><description>{WHOLE}</description>"))
    assert articles[0].published == dt.datetime(2026, 3, 4)


def test_relative_links_follow_the_base_of_the_feed() -> None:
    base = 'xml:base="https://other.example/news/"'
    assert one(rss("<link>a?x=1&amp;y=2</link>", attributes=base)).link == (
        "https://other.example/news/a?x=1&y=2"
    )
    cdata = one(rss("<link><![CDATA[ https://courier.example/a?x=1&y=2 ]]></link>"))
    assert cdata.link == "https://courier.example/a?x=1&y=2"
    assert one(rss("<link>/a</link>"), url=None).link == "https://courier.example/a"
    assert one(rss("<guid>https://courier.example/g</guid>")).link == "https://courier.example/g"
    assert one(rss('<guid isPermaLink="false">https://x.example/g</guid>')).link is None
    assert one(rss("<link>javascript:alert(1)</link>")).link is None
    guid = "<guid>https://courier.example/g</guid>"
    assert one(rss(f"<link>javascript:alert(1)</link>{guid}")).link == "https://courier.example/g"
    assert one(rss("<guid>g</guid>", attributes='xml:base="https://x.example/"')).link is None


def test_pictures_and_places_say_nothing_of_the_article() -> None:
    entry = one(
        rss(
            "<media:content><media:title>A gull</media:title><media:description>A gull on a post."
            "</media:description></media:content><title>Pier closes</title><link>/a</link>"
            "<author>desk@courier.example</author><dc:creator>Ada Roe</dc:creator>"
            "<description>In March.</description>",
            attributes='xmlns:media="http://search.yahoo.com/mrss/"',
        )
    )
    assert (entry.title, entry.summary, entry.contents) == ("Pier closes", "In March.", ())
    assert entry.authors == ("Ada Roe",)


def test_of_many_authors_and_links_in_a_long_feed_the_first_are_read() -> None:
    items = [
        '<link rel="edit" href="/e"/>' * 9
        + f'<link href="/{n}"/>'
        + "".join(f"<dc:creator>Ada Roe {part}</dc:creator>" for part in range(9))
        for n in range(900)
    ]
    few, many = (parse_feed("feed", rss(*items[:number]), BASE) for number in (90, 900))
    assert few.entries[0].authors[1:] == tuple(f"Ada Roe {part}" for part in range(1, 9))
    assert many.entries[899].link == "https://courier.example/899"
    assert many.entries[899].authors == ("Ada Roe 0", "Ada Roe 1")


def test_two_entries_with_one_guid_are_two_and_one_twice_is_one() -> None:
    item = "<guid>news</guid><title>{0}</title><link>/{0}</link>"
    articles, failures = read(rss(item.format("a"), item.format("b"), item.format("a")))
    assert [a.url for a in articles] == ["https://courier.example/a", "https://courier.example/b"]
    assert not failures


def test_one_bad_entry_stops_no_other() -> None:
    articles, failures = read(
        rss("<link>/gone</link>", "<title>no link</title>", "<link>/a</link>")
    )
    assert [a.url for a in articles] == ["https://courier.example/a"]
    assert [f.item for f in failures] == ["https://courier.example/gone", f"{BASE}#2"]


def test_a_feed_cut_off_gives_what_came() -> None:
    feed = rss(*(f"<title>T{n}</title><link>/{n}</link>" for n in range(9)))
    found = parse_feed("feed", feed[: len(feed) * 2 // 3], BASE)
    assert 4 <= len(found.entries) < 9
    assert found.entries[3].title == "T3"


def test_words_before_the_feed_do_no_harm() -> None:
    feed = b"\n\n<br />\n<b>Warning</b>: clock() in feed.php\n" + rss("<link>/a</link>")
    assert one(feed).link == "https://courier.example/a"


def test_a_page_in_the_place_of_a_feed_says_where_the_feed_is() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2" title="News">'
    page = f"<!DOCTYPE html><html><head><link rel=icon href=x>{link}</head>".encode()
    with pytest.raises(
        UnreadableInput, match=r"web page.*: https://courier\.example/rss\?a=1&b=2$"
    ):
        parse_feed("feed", page, BASE)
    with pytest.raises(
        UnreadableInput, match=r"a web page, and no feed \(RSS or Atom\) of articles$"
    ):
        parse_feed("feed", b"<!DOCTYPE html><html><head>" + b"<link " * 50_000, BASE)


def test_a_version_of_an_entry_has_its_own_fingerprint() -> None:
    item = "<guid>g</guid><link>/a?utm_source={0}</link><title>{1}</title>"
    first, marked, changed = (
        one(rss(item.format(*facts))).fingerprint for facts in (("x", "T"), ("y", "T"), ("x", "U"))
    )
    assert first == marked != changed


# --------------------------------------------------------------------- foes


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
HOSTILE = {
    "billion laughs": rss("<title>&l9;</title><link>/a</link>").replace(
        b"<rss", f"<!DOCTYPE rss [{LAUGHS}]><rss".encode(), 1
    ),
    "quadratic": rss("<title>" + "&big;" * 50_000 + "</title><link>/a</link>").replace(
        b"<rss", b'<!DOCTYPE rss [<!ENTITY big "' + b"x" * 50_000 + b'">]><rss', 1
    ),
    "in an attribute": rss("<title>x</title><link>/a</link>", attributes='x="&l9;"').replace(
        b"<rss", f"<!DOCTYPE rss [{LAUGHS}]><rss".encode(), 1
    ),
    "external": rss("<title>&f;</title><link>/a</link>").replace(
        b"<rss", b'<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]><rss', 1
    ),
    "parameter": rss("<title>x</title><link>/a</link>").replace(
        b"<rss", b'<!DOCTYPE rss [<!ENTITY % p SYSTEM "http://127.0.0.1/">%p;]><rss', 1
    ),
    "a root in an entity": rss("<title>&l9;</title><link>/a</link>").replace(
        b"<rss", f'<!DOCTYPE rss [<!ENTITY r "<rss >">{LAUGHS}]><rss'.encode(), 1
    ),
    "deep": rss("<title>" + "<b>" * 500_000 + "</title><link>/a</link>"),
    "many": rss(*(["<link>/a</link>"] * 100_000)),
    "brackets": rss("<title>" + "<" * 500_000 + "</title>"),
    "ampersands": rss("<title>" + "&" * 500_000 + "</title>"),
    "open data": rss("<![CDATA[" * 200_000),
    "open comments": rss("<!--" * 200_000),
    "attributes": rss("<a " + " ".join(f"a{n}='x'" for n in range(50_000)) + "/>"),
    "gzip": gzip.compress(b" " * 100_000_000),
    "deep JSON": b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 500_000,
    "deep JSON body": b'{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", '
    b'"content_html": "' + b"<div>" * 200_000 + b'"}]}',
    "deep body": rss(f"<description>{'&lt;div>' * 300_000}</description>"),
    "long body": rss(f"<description>{'The post x ' * 300_000}</description>"),
    "half tags": rss(f"<title>{'&lt;x ' * 300_000}</title>"),
    "links": rss("<link>" + "/.." * 300_000 + "</link>"),
    "date": rss("<pubDate>" + "1" * 500_000 + "</pubDate>"),
    "author": rss("<author>" + "a" * 250_000 + "@" + "a" * 250_000 + "</author>"),
}


def of_a_megabyte(piece: str) -> str:
    return piece * (1_000_000 // len(piece))


ATOM = '<feed xmlns="http://www.w3.org/2005/Atom">'
UP = "../" * 300
DATES = "".join(f"<{name}>{'1 ' * 150}</{name}>" for name in ("updated", "pubDate", "created"))
# What feedparser takes seconds to minutes for where it is not guarded.
SLOW = {
    "open tags": rss(of_a_megabyte("<a>")),
    "open items": rss(of_a_megabyte("<item>")),
    "dates": rss(of_a_megabyte("<updated>1</updated>")),
    "dates of many": rss(*([DATES] * 1_000)),
    "categories": rss("".join(f"<category>{n}</category>" for n in range(40_000))),
    "authors": rss(*([f"<author>{'a' * 970}</author>"] * 1_000)),
    "links": rss(of_a_megabyte("<link>/a</link>")),
    "titles": rss(*([f"<title>{'<' * 950}</title>"] * 1_000)),
    "name spaces": rss(
        "".join(f'<a{n}:title xmlns:a{n}="u{n}">x</a{n}:title>' for n in range(20_000))
    ),
    "facts": rss(*([f"{'<link>/</link>' * 20}{'<guid>h://</guid>' * 20}"] * 1_000)),
    "authors and dates": rss(*(["<dc:creator>a</dc:creator><dc:date>1</dc:date>" * 20] * 1_000)),
    "bases": f"{ATOM}{f'<entry xml:base="{UP}"><link href="a"/></entry>' * 1_000}".encode(),
    "markup": f'{ATOM}<entry><content type="xhtml"><div>{of_a_megabyte("<p>x</p>")}'.encode(),
    "references": rss(f"<description>{of_a_megabyte('&amp;a')}</description>"),
}


@pytest.mark.parametrize("foe", SLOW)
def test_a_hostile_megabyte_takes_a_second_at_the_most(foe: str) -> None:
    began = time.process_time()
    parse_feed("feed", SLOW[foe], BASE)
    assert time.process_time() - began < 1.5


@pytest.mark.parametrize("foe", HOSTILE)
def test_what_a_foe_writes_ends_soon_and_names_no_file(foe: str) -> None:
    began = time.process_time()
    try:
        feed = parse_feed("feed", HOSTILE[foe], BASE)
        said = "".join(f"{e.title}{e.summary}{e.contents}" for e in feed.entries)
        list(read_feed(BASE, HOSTILE[foe], Means(pages, NOW), BASE))
    except InputError as problem:
        said = str(problem)
    assert time.process_time() - began < 4
    assert "root:" not in said
    assert len(said) < 2 * max(len(HOSTILE[foe]), 1_000)


def test_no_more_than_a_thousand_entries_are_taken_and_the_rest_is_told() -> None:
    feed = parse_feed("feed", rss(*(f"<link>/{n}</link>" for n in range(1_500))), BASE)
    assert (len(feed.entries), feed.left) == (1_000, 500)
    _, failures = read(rss(*(f"<link>/gone/{n}</link>" for n in range(1_200))))
    assert failures[0].error == "it has 1000 entries that are read and 200 more"


@pytest.mark.parametrize(
    "item",
    [
        "<title><00Z:0 a='x'>Pier</0></title>",
        "<title><x:0>Pier</x:0></title>",
        "<title><!-- <![CDATA[ --><b>&#xD800;Pier</b></title>",
        "<title a='<![CDATA['><b x='&#xD800;'>&#xDFFF;Pier</b></title>",
    ],
)
def test_faults_that_were_found_by_chance(item: str) -> None:
    title = one(rss(f"{item}<link>/a</link>")).title
    assert title is None or "Pier" in title


PIECES = st.sampled_from(
    [
        "<rss>", "<item>", "</item>", "<title>", "</title>", "<![CDATA[", "]]>", "&amp;", "&x;",
        "<feed xmlns='http://www.w3.org/2005/Atom'>", "<entry>", "<link href='a'/>", "<!--", "-->",
        "<urlset>", "<url><loc>", "</loc>", "<!DOCTYPE x [", "<!ENTITY a 'b'>", "]>", "&#xD800;",
        "<content:encoded>", "<link>http://[::1</link>", "xml:base='http://['", "\x00", "é", "<",
        "<pubDate>Wed, 99 Mar 20266 09:30:00 +9999</pubDate>", '{"version": ', '"items": [',
        "https://jsonfeed.org/version/1", "{", "}", '"id": 1e999', "<guid>//</guid>",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=10), max_size=30).map("".join))
def test_odd_bytes_give_a_feed_or_a_reason(text: str) -> None:
    for content in (text.encode(errors="ignore"), text.encode("utf-16", errors="ignore")):
        try:
            found = parse_feed("feed", content, BASE)
        except InputError:
            continue
        assert isinstance(found, Feed)
        list(read_feed(BASE, content, Means(pages, NOW), BASE))
