"""Files damaged at random: nothing raises, nothing hangs, and each gives an article or a reason."""

from __future__ import annotations

import io
import json
import os
import zlib
from pathlib import Path

import pytest
from fuzzing import _limit as limit
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from invented_files import (
    TEXT,
    archived,
    json_lines,
    mail,
    news_item,
    ninjs,
    nitf,
    offline,
    page,
    record,
    telling,
    zipped,
)

from nutgraf import readers
from nutgraf.records import Article, Failure

# `NUTGRAF_FUZZ=10000 make test ARGS=tests/test_files_fuzz.py` damages each file so often.
COUNT = int(os.environ.get("NUTGRAF_FUZZ") or 60)
# CPU seconds for one file, of which each takes a hundredth when nothing is wrong.
_MOST_SECONDS = 4

_RECORDS = [
    record("https://courier.example/1", page(telling(1))),
    record("https://courier.example/2", page(), headers="Transfer-Encoding: chunked"),
    record("https://courier.example/3", zlib.compress(page()), headers="Content-Encoding: deflate"),
]
_LETTER = mail(html=page().decode(), plain=TEXT)
_LETTER.add_attachment(b"%PDF", "application", "pdf", filename="menu.pdf")
SEEDS = {
    "a.warc": b"".join(_RECORDS),
    "a.warc.gz": archived(*_RECORDS),
    "a.eml": _LETTER.as_bytes(),
    "item.xml": news_item().encode(),
    "message.xml": f"<newsMessage><itemSet>{news_item()}{nitf()}</itemSet></newsMessage>".encode(),
    "nitf.xml": (
        '<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "b">]>' + nitf(TEXT + "&nbsp;&a;")
    ).encode(),
    "ninjs.json": json.dumps([ninjs(), ninjs(telling(1), version="2", bodies=[{}])]).encode(),
    "a.zip": zipped({"a.html": page(), "b.jsonl": json_lines(TEXT), "c.csv": b"text,title\nA,B\n"}),
    "a.wacz": zipped({"datapackage.json": b"{}", "archive/a.warc.gz": archived(_RECORDS[0])}),
    "a.csv": f'title,text,date\nA,"{TEXT}",2024-05-14\nB,"{telling(1)}",x\n'.encode(),
}
# What the formats are held together by, put where it does not belong.
BITS = (
    b"\r\n", b"\n\n", b"\0", b"\xff", b"\x1f\x8b\x08", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06",
    b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n", b"HTTP/1.1 200",
    b"--", b"=?utf-8?b?", b"=?=", b"Content-Type: multipart/mixed; boundary=x\r\n", b"boundary=",
    b"Content-Transfer-Encoding: base64\r\n", b"charset=utf-7", b"<", b">", b"&", b"&lt;",
    b"<![CDATA[",
    b"<!DOCTYPE x [", b"]>", b"<nitf>", b"</", b"xmlns=", b'"', b"'", b",", b";", b"\t", b"{", b"[",
    b"null", b"1e999", b"\\ud800", b"\xe2\x80", b"\xed\xa0\x80", b"<p>" * 300, b"(" * 400,
    b"9" * 500,
)  # fmt: skip

_EDIT = st.tuples(
    st.floats(0, 1, exclude_max=True),
    st.integers(0, 60),
    st.sampled_from(BITS) | st.binary(max_size=8),
)


def damaged(content: bytes, edits: list[tuple[float, int, bytes]], end: float) -> bytes:
    """``content`` with some stretches replaced, and where ``end`` is below 1 cut there."""
    for place, size, bit in edits:
        at = int(place * len(content))
        content = content[:at] + bit + content[at + size :]
    return content[: int(end * len(content))] if end < 1 else content


@pytest.mark.parametrize("name", SEEDS)
def test_damaged_files_raise_nothing_and_end(tmp_path: Path, name: str) -> None:
    file = tmp_path / name

    @settings(
        max_examples=COUNT, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(
        st.lists(_EDIT, min_size=1, max_size=6),
        st.one_of(st.just(1.0), st.floats(0, 1)),
        st.booleans(),
    )
    def holds(edits: list[tuple[float, int, bytes]], end: float, by_name: bool) -> None:
        content = damaged(SEEDS[name], edits, end)
        with limit(_MOST_SECONDS):
            if by_name:
                file.write_bytes(content)
                found = list(readers.read(str(file), fetch=offline))
            else:
                found = list(readers.read("-", stdin=io.BytesIO(content), fetch=offline))
        assert found
        for one in found:
            assert isinstance(one, Article | Failure)
            one.text.encode() if isinstance(one, Article) else one.error.encode()

    holds()
    assert [one.name for one in tmp_path.iterdir()] in ([name], [])


@pytest.mark.parametrize("name", SEEDS)
def test_undamaged_they_are_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(SEEDS[name])
    found = list(readers.read(str(tmp_path), fetch=offline))
    assert any(isinstance(one, Article) for one in found) or name == "nitf.xml"


@pytest.mark.parametrize(
    "suffix", [".warc", ".eml", ".nitf", ".json", ".zip", ".gz", ".csv", ".wacz"]
)
def test_any_bytes_under_any_name(tmp_path: Path, suffix: str) -> None:
    file = tmp_path / f"a{suffix}"

    @settings(max_examples=COUNT // 4, deadline=None, database=None)
    @given(st.lists(st.sampled_from(BITS) | st.binary(max_size=30), max_size=25))
    def holds(bits: list[bytes]) -> None:
        file.write_bytes(b"".join(bits))
        with limit(_MOST_SECONDS):
            assert list(readers.read(str(file), fetch=offline))

    holds()


LONG = 2_000_000
_CHUNKED = "Transfer-Encoding: chunked"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xml", b"<!DOCTYPE" * (LONG // 9) + b"<nitf/>"),
        ("a.xml", b"<!--" * (LONG // 4)),
        ("a.xml", b"<nitf>" + b"&nbsp" * (LONG // 5)),
        ("a.xml", b"<newsItem>" + b"<contentSet/>" * (LONG // 13)),
        ("a.nitf", b"<nitf><body><body.content>" + b"<p>x</p>" * (LONG // 8)),
        ("a.eml", b"From: a\nSubject: b\n\nhttp://" + b"!" * LONG + b" a"),
        ("a.eml", b"From: a\nSubject: b\n\n" + b"\n \t" * (LONG // 3)),
        ("a.eml", b"From: " + b'"' * LONG + b"\n\n" + TEXT.encode()),
        ("a.eml", b"From: a\n" + b"X: y\n" * (LONG // 6) + b"\n" + TEXT.encode()),
        ("a.csv", b"text" + b",text" * (LONG // 5) + b"\n"),
        ("a.csv", b"text,title\n" + b'"' * LONG),
        ("a.csv", b"text,title\n" + b",\n" * (LONG // 4)),
        ("a.warc", b"WARC/1.0\r\n" * (LONG // 10)),
        ("a.warc", b"WARC/1.0\r\n" + b"charset=" * (LONG // 8)),
        ("a.warc", record("https://a.example", b"1\r\nx\r\n" * (LONG // 6), headers=_CHUNKED)),
        ("a.warc.gz", b"\x1f\x8b\x08" * (LONG // 30)),
        ("a.zip", b"PK\x03\x04" + b"PK\x05\x06" * (LONG // 4)),
        ("a.json", b'{"urgency": 1, "bodies": [' + b"{}," * (LONG // 3) + b"{}]}"),
        ("a.json", b"[" * LONG),
        ("a.json", b'{"text": "' + b"\\u0041" * (LONG // 6) + b'", "version": 1, "id": 2}'),
    ],
)  # fmt: skip
def test_files_made_to_be_slow_are_not(tmp_path: Path, name: str, content: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with limit(2 * _MOST_SECONDS):
        assert list(readers.read(str(file), fetch=offline))
