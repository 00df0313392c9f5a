"""News as agencies send it: NewsML-G2, NITF and ninjs, their versions, embargoes and bombs."""

from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path

import pytest
from invented_files import TEXT, news_item, ninjs, nitf, paragraphs, read, read_bytes, telling

DECLARED = '<?xml version="1.0" encoding="UTF-8"?>\n'
DOCTYPE = '<!DOCTYPE nitf SYSTEM "nitf.dtd">\n'
NOON = dt.datetime(2024, 5, 14, 12, tzinfo=dt.UTC)
MORNING = dt.datetime.fromisoformat("2024-05-14T09:30:00+02:00")
TEN = dt.datetime.fromisoformat("2024-05-14T10:00:00+02:00")


def message(*items: str) -> bytes:
    return (
        f'{DECLARED}<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><header>'
        f"<sent>2024-05-14T10:00:00Z</sent></header><itemSet>{''.join(items)}</itemSet>"
        "</newsMessage>"
    ).encode()


# ------------------------------------------------------------------ NewsML-G2 and NITF


@pytest.mark.parametrize(
    "content",
    [
        None,
        f'<inlineXML contenttype="application/nitf+xml">{nitf()}</inlineXML>',
        f'<inlineData contenttype="text/plain">{TEXT}</inlineData>',
        f'<inlineData contenttype="text/html"><![CDATA[{paragraphs()}]]></inlineData>',
        f'<remoteContent href="pier.jpg"/><inlineData contenttype="text/plain">{TEXT}</inlineData>',
    ],
    ids=["XHTML", "NITF", "text", "HTML in letters", "beside a picture"],
)
def test_an_item_is_read_with_what_it_says(tmp_path: Path, content: str | None) -> None:
    file = tmp_path / "pier.xml"
    file.write_text(DECLARED + news_item(content=content))
    (article,), failures = read(file)
    assert failures == []
    assert article.text == TEXT
    assert article.headline == "Ostervale closes its old pier"
    assert article.byline == ("Ada Roe",)
    assert article.publisher == "Coastal Wire"
    assert article.given_id == "urn:newsml:coastalwire.example:pier"
    assert article.published == dt.datetime.fromisoformat("2024-05-14T09:00:00+02:00")
    assert article.updated == MORNING


def test_a_message_gives_each_of_its_items() -> None:
    picture = news_item(guid="urn:x:3", content='<remoteContent href="pier.jpg"/>')
    picture = picture.replace("ninat:text", "ninat:picture")
    package = '<packageItem guid="urn:x:4"><groupSet/></packageItem>'
    nothing = news_item(guid="urn:x:5", content="")
    far = news_item(guid="urn:x:6", content='<remoteContent href="pier.xml"/>')
    content = message(
        news_item(),
        news_item(telling(1), guid="urn:x:2"),
        picture,
        package,
        nothing,
        far,
        nitf(telling(2)),
    )
    articles, failures = read_bytes(content)
    assert sorted(one.text for one in articles) == sorted([TEXT, telling(1), telling(2)])
    assert [(one.item, one.error.split(";")[0]) for one in failures] == [
        ("stdin#3", "the item is no text but a picture"),
        ("stdin#4", "it is a package, which only names other items"),
        ("stdin#5", "the item has no text in its content"),
        ("stdin#6", "the item only names a file that holds its text"),
    ]


@pytest.mark.parametrize("prolog", ["", DECLARED, DOCTYPE, DECLARED + "<!-- sent -->" + DOCTYPE])
def test_nitf_alone_is_read(prolog: str) -> None:
    (article,), failures = read_bytes((prolog + nitf()).encode())
    assert failures == []
    assert article.text == TEXT
    assert article.headline == "Ostervale closes its pier"
    assert article.byline == ("Ada Roe",)
    assert article.publisher == "Coastal Wire"
    assert article.given_id == "cw-pier-1"
    assert article.published == MORNING


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_xml_in_other_encodings(encoding: str) -> None:
    plain = TEXT.replace("—", "-").replace("“", '"').replace("”", '"') + " At the café&nbsp;there."
    content = f'<?xml version="1.0" encoding="{encoding}"?>{nitf(plain)}'
    (article,), _ = read_bytes(content.encode(encoding))
    assert article.text.endswith("At the café there.")


@pytest.mark.parametrize(
    ("meta", "words"),
    [
        ("<embargoed>2024-05-14T18:00:00Z</embargoed>", "until 2024-05-14T18:00:00+00:00"),
        ("<embargoed/>", "without an end"),
        ("<embargoed>soon</embargoed>", "makes no sense"),
        ('<pubStatus qcode="stat:canceled"/>', "canceled"),
        ('<pubStatus qcode="stat:withheld"/>', "withheld"),
    ],
)
def test_what_may_not_be_used_is_told_and_not_read(meta: str, words: str) -> None:
    articles, failures = read_bytes(
        message(news_item(meta=meta), news_item(telling(1), guid="urn:x:2")), retrieved=NOON
    )
    assert [one.text for one in articles] == [telling(1)]
    assert [one.item for one in failures] == ["stdin#1"]
    assert words in failures[0].error


def test_an_embargo_ends() -> None:
    over = news_item(meta="<embargoed>2024-05-14T11:59:00Z</embargoed>").encode()
    assert len(read_bytes(over, retrieved=NOON)[0]) == 1
    articles, failures = read_bytes(over)
    assert articles == []
    assert "retrieved" in failures[0].error
    same = nitf(docdata='<date.release norm="20240514T093000+0200"/>').encode()
    assert len(read_bytes(same)[0]) == 1
    held = nitf(docdata='<date.release norm="20240514T150000Z"/>').encode()
    assert "embargo" in read_bytes(held, retrieved=NOON)[1][0].error
    assert len(read_bytes(held, retrieved=NOON + dt.timedelta(hours=4))[0]) == 1


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))


@pytest.mark.parametrize(
    "prolog",
    [
        f'<!DOCTYPE nitf [<!ENTITY l0 "word ">{LAUGHS}]>',
        f'<!DOCTYPE nitf [<!ENTITY l8 "{"word " * 20_000}">]>',
        '<!DOCTYPE nitf [<!ENTITY l8 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE nitf [<!ENTITY % x SYSTEM "http://127.0.0.1/x.dtd">%x;]>',
        '<!DOCTYPE nitf SYSTEM "http://127.0.0.1/x.dtd" [ ]>',
        '<!DOCTYPE nitf SYSTEM "http://127.0.0.1/x.dtd">',
    ],
)
def test_entities_are_neither_grown_nor_fetched(prolog: str) -> None:
    before = time.process_time()
    articles, failures = read_bytes((prolog + nitf(TEXT + " &l8;" * 20)).encode())
    assert time.process_time() - before < 3
    assert "root:" not in str(articles)
    assert articles == []
    assert len(failures) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("<nitf><body><body.content>", "broken"),
        ("<nitf/>", "no text"),
        ("<newsMessage/>", "no item"),
        ("<NewsML><NewsItem/></NewsML>", "no item of NewsML-G2"),
        ("<nitf>" + "<p>" * 5_000, "broken"),
        ("<newsItem><contentSet><inlineXML>\x00\x01</inlineXML></contentSet></newsItem>", ""),
    ],
)
def test_xml_without_an_article_is_told(content: str, words: str) -> None:
    articles, failures = read_bytes(content.encode())
    assert articles == []
    assert len(failures) == 1
    assert words in failures[0].error


def test_a_flash_of_one_line_is_news() -> None:
    articles, failures = read_bytes(nitf("Ostervale closes its ferry pier.").encode())
    assert ([one.text for one in articles], failures) == (["Ostervale closes its ferry pier."], [])


# ------------------------------------------------------------------ ninjs


BODIES = [
    {"role": "main", "contenttype": "text/plain", "value": "x"},
    {"role": "main", "contenttype": "application/xhtml+xml", "value": paragraphs()},
]
HEADLINES = [{"role": "short", "value": "Pier"}, {"role": "main", "value": "A <i>pier</i> shut"}]


@pytest.mark.parametrize(
    "shape", [lambda one: one, lambda one: [one], lambda one: {"articles": [one]}]
)
def test_ninjs_is_read_in_every_json(shape: object) -> None:
    content = json.dumps(shape(ninjs()), indent=1).encode()  # type: ignore[operator]
    (article,), failures = read_bytes(content)
    assert failures == []
    assert article.text == TEXT
    assert article.headline == "Ostervale closes its pier"
    assert article.byline == ("Ada Roe",)
    assert article.publisher == "Coastal Wire"
    assert article.given_id == "urn:coastalwire:pier"
    assert article.published == MORNING
    assert article.updated is None


def test_ninjs_2_is_read() -> None:
    item = ninjs(bodies=BODIES, headlines=HEADLINES, by="Ada Roe", versioncreated=TEN.isoformat())
    for name in ("body_xhtml", "headline", "byline"):
        del item[name]
    (article,), _ = read_bytes(json.dumps(item).encode() + b"\n")
    assert article.text == TEXT
    assert article.headline == "A pier shut"
    assert article.byline == ("Ada Roe",)
    assert article.updated == TEN


def test_ninjs_in_plain_text_is_read_as_it_stands() -> None:
    item = ninjs(body_text=TEXT)
    del item["body_xhtml"]
    assert read_bytes(json.dumps(item).encode())[0][0].text == TEXT


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"pubstatus": "canceled"}, "canceled"),
        ({"embargoed": "2024-05-14T18:00:00Z"}, "embargo until"),
        ({"body_xhtml": None, "type": "picture"}, "'picture'"),
        ({"body_xhtml": ""}, "no body"),
        (
            {"body_xhtml": ["x"], "bodies": [3, {"value": 4}], "headlines": 5, "infosources": [1]},
            "no body",
        ),
    ],
)
def test_ninjs_that_is_no_article_is_told(more: dict[str, object], words: str) -> None:
    articles, failures = read_bytes(json.dumps(ninjs(**more)).encode(), retrieved=NOON)
    assert articles == []
    assert words in failures[0].error


def test_a_picture_of_ninjs_without_a_body_is_known() -> None:
    item = {"uri": "x", "type": "picture", "versioncreated": "2024-05-14", "urgency": 3}
    assert "'picture'" in read_bytes(json.dumps(item).encode())[1][0].error


# ------------------------------------------------------------------ versions


def test_a_newer_version_supersedes_the_older_in_any_order(tmp_path: Path) -> None:
    for number in (3, 1, 2):
        item = news_item(telling(number), version=number, created=f"2024-05-14T1{number}:00:00Z")
        (tmp_path / f"{5 - number}.xml").write_text(DECLARED + item)
    (tmp_path / "other.txt").write_text(TEXT)
    articles, failures = read(tmp_path)
    assert failures == []
    assert [one.text for one in articles] == [TEXT, telling(1), telling(2), telling(3)]
    _, first, second, third = articles
    assert (first.supersedes, second.supersedes, third.supersedes) == (None, first.id, second.id)
    assert [one.label.partition("#")[2] for one in articles[1:]] == ["", "2", "3"]


def test_versions_are_known_in_json_too() -> None:
    rows: list[dict[str, object]] = [
        {"guid": "g", "version": 2, "text": telling(2)},
        {"guid": "g", "version": 10, "text": telling(10)},
        {"guid": "g", "version": 1, "text": telling(1)},
        {"guid": "h", "version": 7, "text": telling(7)},
        {"guid": "i", "text": telling(8)},
        ninjs(telling(4), version="2"),
        ninjs(telling(3)),
    ]
    articles, failures = read_bytes(b"".join(json.dumps(row).encode() + b"\n" for row in rows))
    assert failures == []
    by_id = {one.id: one.text for one in articles}
    replaced = {one.text: by_id[one.supersedes] for one in articles if one.supersedes}
    assert replaced == {
        telling(2): telling(1),
        telling(10): telling(2),
        telling(4): telling(3),
    }


def test_without_a_number_the_moment_tells_the_newer() -> None:
    later = ninjs(telling(2), version=None, versioncreated="2024-05-14T12:00:00Z")
    rows = [later, ninjs(telling(1), version=None)]
    old, new = read_bytes(json.dumps(rows).encode())[0]
    assert (old.text, new.supersedes) == (telling(1), old.id)


def test_two_texts_of_one_version_do_not_replace_one_another() -> None:
    rows = [ninjs(telling(1)), ninjs(telling(2)), ninjs(telling(1))]
    articles, failures = read_bytes(json.dumps(rows).encode())
    assert [one.supersedes for one in articles] == [None, None]
    assert "both are kept" in failures[0].error
