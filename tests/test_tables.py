"""Tables of articles: columns by their names, each row accounted for."""

from __future__ import annotations

import datetime as dt

import pytest
from invented_files import TEXT, read, read_bytes, telling

from nutgraf.readers.csvtable import is_table


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


@pytest.mark.parametrize(
    "names",
    [
        "Headline,Body,Link,Source,Date Published,By",
        "title,text,url,publisher,published,author",
        "title,article_text,canonical_url,outlet,date,authors",
    ],
)
@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|"])
def test_columns_are_known_by_many_names(names: str, delimiter: str) -> None:
    cells = [
        "A pier is closed",
        quoted(TEXT),
        "https://courier.example/pier",
        "The Ostervale Courier",
        "2024-05-14",
        "Ada Roe",
    ]
    rows = [names.replace(",", delimiter), delimiter.join(cells)]
    (article,), failures = read_bytes("\r\n".join(rows).encode())
    assert failures == []
    assert article.text == TEXT
    assert article.headline == "A pier is closed"
    assert article.url == "https://courier.example/pier"
    assert article.publisher == "The Ostervale Courier"
    assert article.published == dt.datetime(2024, 5, 14)
    assert article.byline == ("Ada Roe",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_tables_in_every_encoding(tmp_path: object, encoding: str) -> None:
    file = f"{tmp_path}/day.csv"
    with open(file, "wb") as stream:
        stream.write(f"text,title\n{quoted(TEXT)},Café\n".encode(encoding))
    for location in (file, "-"):
        with open(file, "rb") as stream:
            (article,), failures = read(location, stdin=stream)
        assert (article.text, article.headline, failures) == (TEXT, "Café", [])


def test_each_row_without_an_article_is_named() -> None:
    rows = [
        "id,text,date",
        f"1,{quoted(TEXT)},2024-05-14",
        "2,,2024-05-14",
        "",
        f"4,{quoted(telling(4))},some day",
        "5",
        f"6,{quoted(telling(6))},2024-05-14,more,and more",
    ]
    articles, failures = read_bytes("\n".join(rows).encode())
    assert [one.given_id for one in articles] == ["1", "4", "6"]
    assert [(one.item, one.error.split(";")[0]) for one in failures] == [
        ("stdin:3", 'its "text" is empty'),
        ("stdin:5", "the date in \"published\" makes no sense: 'some day'"),
        ("stdin:6", 'its "text" is empty'),
    ]


def test_a_row_in_another_encoding_is_skipped() -> None:
    start = ("text,title\n" + f"{quoted(TEXT)},x\n" * 200).encode()
    rows = start + b'"' + TEXT.encode("cp1252") + b'",y\n' + f"{quoted(telling(1))},z\n".encode()
    articles, failures = read_bytes(rows)
    assert [one.headline for one in articles] == ["x", "z"]
    assert [one.item for one in failures] == ["stdin:202"]
    assert "not UTF-8" in failures[0].error


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("name,price\nrope,5\n", "no column of the table holds the text; there are: name, price"),
        ("text,title\n", "no row"),
        (f'text,title\n"{TEXT}', "words"),
        ('text,title\n"' + "word " * 1_200_000 + '",x\n', "row is broken"),
        ("text,title\n" + '"word\n",' * 4_000_000, "a row is longer"),
    ],
)
def test_bad_tables_are_told(tmp_path: object, content: str, words: str) -> None:
    file = f"{tmp_path}/day.csv"
    with open(file, "w") as stream:
        stream.write(content)
    articles, failures = read(file)
    if words != "words":
        assert articles == []
        assert words in failures[0].error


def test_a_name_cut_within_a_letter_can_be_shown(tmp_path: object) -> None:
    file = f"{tmp_path}/day.csv"
    with open(file, "wb") as stream:
        stream.write(b"price,na\xe2\x80")
    (failure,) = read(file)[1]
    assert "price, na??" in failure.error


def test_prose_is_no_table() -> None:
    assert is_table("Title,Body\nA,B")
    assert not is_table("Text, a title and an author are all that a table needs.")
    assert not is_table("title,author\n")
    assert not is_table("")
