"""Web archives: the pages in them, broken records passed over, nothing unpacked past its cap."""

from __future__ import annotations

import datetime as dt
import gzip
import os
import time
import zlib
from pathlib import Path

import numpy as np
import pytest
from invented_files import (
    TEXT,
    archived,
    page,
    read,
    read_bytes,
    record,
    telling,
    zipped,
)

SITE = "https://courier.example/"


def records(count: int) -> list[bytes]:
    return [record(f"{SITE}{n}", page(telling(n))) for n in range(count)]


@pytest.mark.parametrize(
    "pack",
    [
        b"".join,
        lambda parts: archived(*parts),
        lambda parts: gzip.compress(b"".join(parts)),
        lambda parts: zipped({"archive/data.warc.gz": archived(*parts)}),
        lambda parts: zipped(
            {
                "datapackage.json": b"{}",
                "pages/pages.jsonl": b'{"format": "json-pages-1.0"}\n',
                "indexes/index.cdx": b"x",
                "archive/data.warc.gz": archived(*parts),
            }
        ),
    ],
    ids=["plain", "members", "one member", "zip", "WACZ"],
)
def test_the_pages_of_an_archive_are_read(pack: object) -> None:
    articles, failures = read_bytes(pack(records(3)))  # type: ignore[operator]
    assert failures == []
    assert [one.text for one in articles] == [telling(n) for n in range(3)]
    assert [one.url for one in articles] == [f"{SITE}{n}" for n in range(3)]


def test_the_moment_of_archiving_is_not_that_of_publication(tmp_path: Path) -> None:
    file = tmp_path / "news.warc.gz"
    undated = record(SITE + "undated", page(telling(1), ""))
    file.write_bytes(archived(*records(1), undated))
    (dated, other), failures = read(file, retrieved=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    assert failures == []
    assert dated.published == dt.datetime.fromisoformat("2024-05-14T09:30:00+02:00")
    assert other.published is None
    assert dated.retrieved == other.retrieved == dt.datetime(2024, 6, 1, 10, tzinfo=dt.UTC)


def test_what_is_no_page_is_counted_by_reason() -> None:
    parts = [
        record("", b"", kind="warcinfo"),
        record(SITE, b"", kind="request"),
        *records(1),
        record(SITE + "gone", page(), status="404 Not Found"),
        record(SITE + "gone2", page(), status="404 Not Found"),
        record(SITE + "a.png", b"\x89PNG", headers="Content-Type: image/png"),
        record(SITE + "same", b"", kind="revisit"),
        record("dns:courier.example", b"x"),
        record(SITE + "short", b"<html><body><p>Nothing here.</p></body></html>"),
    ]
    articles, failures = read_bytes(archived(*parts))
    assert len(articles) == 1
    assert failures[0].item == f"stdin!{SITE}short"
    assert [one.error.partition(":")[0].split()[0] for one in failures[1:]] == ["1", "1", "2", "1"]
    told = " ".join(one.error for one in failures)
    for words in ("no page", "revisit", "no answer of a web server", "status 404"):
        assert words in told


def chunks(body: bytes) -> bytes:
    parts = [body[at : at + 100] for at in range(0, len(body), 100)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Type: text/html\r\nTransfer-Encoding: chunked", chunks(page())),
        ("Content-Type: text/html\r\nTransfer-Encoding: chunked", page()),
        ("Content-Type: text/html\r\nContent-Encoding: gzip", gzip.compress(page())),
        ("Content-Type: text/html\r\nContent-Encoding: gzip", page()),
        ("Content-Type: text/html\r\nContent-Encoding: br", page()),
        ("Content-Type: text/html\r\nContent-Encoding: deflate", zlib.compress(page())),
        (
            "content-type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked",
            chunks(gzip.compress(page())),
        ),
        ("Content-Type: text/html; charset=windows-1252", page().decode().encode("cp1252")),
        ("Content-Type: text/html; charset=utf-16", page()),
        ("X-Without: type", page()),
    ],
)
def test_answers_are_unpacked_as_they_were_sent(headers: str, body: bytes) -> None:
    articles, failures = read_bytes(archived(record(SITE, body, headers=headers)))
    assert ([one.text for one in articles], failures) == ([TEXT], [])


def test_what_cannot_be_unpacked_is_told() -> None:
    packed = "Content-Type: text/html\r\nContent-Encoding: "
    bomb = gzip.compress(b"<html>" + b" " * 30_000_000)
    chunked = packed + "gzip\r\nTransfer-Encoding: chunked"
    parts = [
        record(SITE + "1", b"\x8b\x00xyz", headers=packed + "br"),
        record(SITE + "2", gzip.compress(page())[:-20], headers=packed + "gzip"),
        record(SITE + "3", bomb, headers=packed + "gzip"),
        record(SITE + "4", b"%x\r\n%s\r\n0\r\n\r\n" % (len(bomb), bomb), headers=chunked),
        record(SITE + "5", page()),
    ]
    articles, failures = read_bytes(archived(*parts))
    assert [one.url for one in articles] == [SITE + "5"]
    assert [one.item for one in failures] == [f"stdin!{SITE}{n}" for n in (1, 2, 3, 4)]
    assert "cannot be unpacked" in failures[0].error
    assert "over 10 MB" in failures[2].error
    assert "over 10 MB" in failures[3].error


# ------------------------------------------------------------------ broken records


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_broken_member_is_named_and_the_next_read(tmp_path: Path, place: int) -> None:
    file = tmp_path / "news.warc.gz"
    members = [gzip.compress(one) for one in records(3)]
    good = members[place]
    for spoilt in (good[:100] + b"\xff" * 9 + good[109:], good[:-30], b"\x1f\x8b\x08\x00junk"):
        members[place] = spoilt
        file.write_bytes(b"".join(members))
        articles, failures = read(file)
        assert {one.url for one in articles} >= {f"{SITE}{n}" for n in range(3) if n != place}
        assert failures
        assert failures[0].item.startswith(f"{file}#") or len(articles) == 3


@pytest.mark.parametrize("length", [0, 7, 200, 2_000, 9_999_999, 99_999_999, 10**14])
def test_a_record_that_lies_about_its_length_costs_no_other(length: int) -> None:
    liar = record(SITE + "liar", page(telling(9)), length=length)
    parts = [*records(2), liar, record(SITE + "last", page(telling(8)))]
    packed = archived(*parts)
    articles, failures = read_bytes(packed)
    assert {one.url for one in articles} >= {SITE + "0", SITE + "1", SITE + "last"}
    assert failures
    plain, _ = read_bytes(b"".join(parts))
    wanted = {SITE + "0", SITE + "1"} | ({SITE + "last"} if length < 10_000_000 else set())
    assert {one.url for one in plain} >= wanted


@pytest.mark.parametrize(
    "spoilt",
    [
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: -5\r\n\r\n",
        b"WARC/1.0\r\nContent-Length: ten\r\n\r\nx\r\n\r\n",
        b"not a record\r\n" * 20,
        b"x" * 100_000 + b"\r\n",
        b"WARC/1.0\r\n" + b"X: y\r\n" * 2_000 + b"\r\n",
    ],
)
def test_what_is_no_record_is_passed_over(spoilt: bytes) -> None:
    first, second = records(2)
    articles, failures = read_bytes(first + spoilt + second)
    assert [one.url for one in articles] == [SITE + "0", SITE + "1"]
    assert "the next is read" in failures[0].error
    assert len(failures) <= 2


def test_a_cut_archive_keeps_what_came_before() -> None:
    for whole in (archived(*records(3)), b"".join(records(3))):
        articles, failures = read_bytes(whole[: len(whole) - 150])
        assert [one.url for one in articles] == [SITE + "0", SITE + "1"]
        assert "cut off" in failures[0].error


def test_a_long_record_is_passed_over() -> None:
    long = record(SITE + "long", b"<html>" + os.urandom(5_100_000).hex().encode())
    for whole in (archived(long, *records(1)), b"".join((long, *records(1)))):
        articles, failures = read_bytes(whole)
        assert [one.url for one in articles] == [SITE + "0"]
        assert [one.item.rpartition("!")[2] for one in failures] == [SITE + "long"]


def test_a_bomb_among_the_members_is_passed_over() -> None:
    bomb = gzip.compress(record(SITE + "bomb", b"0" * 80_000_000))
    before = time.process_time()
    articles, failures = read_bytes(bomb + archived(*records(1)))
    assert time.process_time() - before < 5
    assert [one.url for one in articles] == [SITE + "0"]
    assert "no text" in " ".join(one.error for one in failures)


def test_many_lies_take_no_more_than_linear_time() -> None:
    liar = b"WARC/1.0\r\nContent-Length: 9000000\r\n\r\n"
    before = time.process_time()
    read_bytes(liar * 100_000)
    read_bytes(b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03\x00\xff\xff\x00\x00" * 60_000)
    assert time.process_time() - before < 8


def test_random_damage_loses_only_what_it_hits(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    file = tmp_path / "news.warc.gz"
    whole = archived(*records(12))
    for _ in range(12):
        at = int(rng.integers(len(whole)))
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        articles, failures = read(file)
        assert len(articles) >= 10
        assert failures or len(articles) == 12


def test_a_page_that_the_archive_cut_is_not_read() -> None:
    cut = record(SITE + "cut", page(), headers="Content-Type: text/html")
    cut = cut.replace(b"WARC-Date", b"WARC-Truncated: length\r\nWARC-Date")
    articles, failures = read_bytes(archived(cut, *records(1)))
    assert [one.url for one in articles] == [SITE + "0"]
    assert "only the beginning" in failures[0].error


def test_an_archive_without_pages_says_so() -> None:
    _, failures = read_bytes(record("", b"", kind="warcinfo"))
    assert "no answer to read" in failures[0].error
