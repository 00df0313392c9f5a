"""Packed files: everything inside is read or told, nothing lands on a disk, no bomb goes off."""

from __future__ import annotations

import gzip
import io
import os
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from invented_files import (
    TEXT,
    archived,
    json_lines,
    page,
    read,
    read_bytes,
    record,
    telling,
    zipped,
)

from nutgraf import readers
from nutgraf.plugins import Fetched
from nutgraf.readers.gunzip import FREE_BYTES, Gunzip, grows_too_much
from nutgraf.records import Article


def bomb(size: int = 60_000_000) -> bytes:
    """Many words, all of them the same, in few bytes."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    piece = b'{"text": "' + b"word " * 200_000 + b'"}\n'
    packed = [packer.compress(piece) for _ in range(size // len(piece))]
    return b"".join(packed) + packer.flush()


@pytest.mark.parametrize(
    ("name", "content", "count"),
    [
        ("day.jsonl.gz", json_lines(telling(1), telling(2)), 2),
        ("pier.html.gz", page(), 1),
        ("pier.txt.gz", TEXT.encode(), 1),
        ("day.csv.gz", f'title,text\nA,"{TEXT}"\n'.encode(), 1),
        ("nameless.gz", page(), 1),
    ],
)
def test_gzip_is_read_as_what_it_packs(
    tmp_path: Path, name: str, content: bytes, count: int
) -> None:
    (tmp_path / name).write_bytes(gzip.compress(content))
    articles, failures = read(tmp_path / name)
    assert (len(articles), failures) == (count, [])
    assert len(read(tmp_path)[0]) == count
    assert len(read_bytes(gzip.compress(content))[0]) == count


def test_gzip_in_several_members_is_one_file() -> None:
    packed = b"".join(gzip.compress(json_lines(telling(n))) for n in range(3)) + b"\0" * 512
    articles, failures = read_bytes(packed)
    assert (len(articles), failures) == (3, [])


def test_what_stands_before_the_cut_is_read() -> None:
    content = json_lines(*(telling(n) + os.urandom(40).hex() for n in range(3_000)))
    packed = gzip.compress(content)
    articles, failures = read_bytes(packed[: len(packed) // 2])
    assert 1_000 < len(articles) < 2_000
    assert "cut off" in failures[-1].error
    assert len(failures) == 1


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda packed: packed[:400] + b"\xff\xff\xff" + packed[403:], "broken"),
        (lambda packed: packed + b"and more", "follows the end"),
        (lambda packed: packed[:5], "cut off"),
        (lambda _: gzip.compress(archived(record("https://a.example", b""))), "packed inside"),
        (gzip.compress, "packed inside what is packed"),
        (lambda packed: gzip.compress(zipped({"a.txt": packed})), "packed inside what is packed"),
    ],
)
def test_broken_gzip_is_told(spoil: object, words: str) -> None:
    content = json_lines(*(telling(n) + os.urandom(99).hex() for n in range(20)))
    _, failures = read_bytes(spoil(gzip.compress(content)))  # type: ignore[operator]
    assert words in failures[-1].error


def test_a_bomb_in_gzip_is_stopped_early() -> None:
    before = time.process_time()
    articles, failures = read_bytes(bomb())
    assert time.process_time() - before < 5
    assert len(articles) <= 12
    assert "no text, and it is not read" in failures[-1].error


def test_growth_is_free_for_what_is_small() -> None:
    assert not grows_too_much(10, FREE_BYTES)
    assert not grows_too_much(FREE_BYTES // 100, 2 * FREE_BYTES)
    assert grows_too_much(FREE_BYTES // 1_000, 2 * FREE_BYTES)


def test_members_after_a_broken_one_are_found() -> None:
    broken = gzip.compress(os.urandom(500))
    members = Gunzip("x", io.BytesIO(broken[:200] + gzip.compress(b"whole")))
    assert members.more()
    with pytest.raises(Exception, match=r"broken|cut off"):
        list(members.member())
    members.skip_to_member()
    assert members.more()
    assert b"".join(members.member()) == b"whole"
    assert not members.more()


# ------------------------------------------------------------------ zip


def test_every_member_of_a_zip_is_read_or_told(tmp_path: Path) -> None:
    file = tmp_path / "day.zip"
    file.write_bytes(
        zipped(
            {
                "b/pier.html": page(),
                "a.jsonl": json_lines(telling(1), telling(2)),
                "c.jsonl.gz": gzip.compress(json_lines(telling(3))),
                "e.pdf": b"%PDF-1.7",
                "f.zip": zipped({"g.txt": TEXT.encode()}),
                "g.txt": b"Too short.",
                "h.txt": b"%PDF-1.7 in truth",
                ".hidden.txt": TEXT.encode(),
                "__MACOSX/g.txt": b"x",
                "folder/": b"",
            }
        )
    )
    articles, failures = read(file)
    assert len(articles) == 4
    assert [(one.item, one.error.split(";")[0][:40]) for one in failures] == [
        (f"{file}!e.pdf", "files of this kind are not read"),
        (f"{file}!f.zip", "it is packed inside what is packed alrea"),
        (f"{file}!g.txt", "it has 2 words of text, and an article h"),
        (f"{file}!h.txt", "this is a PDF file"),
    ]


@pytest.mark.parametrize(
    "name", ["../../../tmp/pier.txt", "/etc/pier.txt", "C:\\pier.txt", "a/\x1b[31m\n.txt", "é.txt"]
)
def test_a_path_inside_leads_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    (inside / "day.zip").write_bytes(zipped({name: TEXT.encode()}))
    monkeypatch.chdir(inside)
    (article,), failures = read("day.zip")
    assert (article.text, failures) == (TEXT, [])
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == [inside / "day.zip"]


def test_links_and_what_is_encrypted_are_refused() -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("secret.txt", TEXT)
        archive.writestr("pier.txt", telling(1))
    packed = bytearray(stream.getvalue())
    # the flag stands in the member's own header and in the list at the end
    own, listed = packed.find(b"secret.txt"), packed.rfind(b"secret.txt")
    packed[own - 24] |= 1
    packed[listed - 38] |= 1
    articles, failures = read_bytes(bytes(packed))
    assert len(articles) == 1
    assert [one.item for one in failures] == ["stdin!link.txt", "stdin!secret.txt"]
    assert "links are not followed" in failures[0].error
    assert "encrypted" in failures[1].error


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_that_cannot_be_bounded_are_refused(method: int) -> None:
    articles, failures = read_bytes(zipped({"a.txt": TEXT.encode()}, method))
    assert articles == []
    assert "method" in failures[0].error


def test_a_bomb_in_a_zip_is_refused_unopened() -> None:
    noise = f"<!-- {os.urandom(99_999).hex()} -->".encode()
    articles, failures = read_bytes(
        zipped({"bomb.jsonl": b"0" * 20_000_000, "pier.html": page() + noise})
    )
    assert [one.item for one in failures] == ["stdin!bomb.jsonl"]
    assert len(articles) == 1
    before = time.process_time()
    many = zipped({f"{n}.jsonl": b"0" * 9_000_000 for n in range(5)})
    articles, failures = read_bytes(many)
    assert [one.item for one in failures] == ["stdin"]
    assert time.process_time() - before < 5


@pytest.mark.parametrize(("lie", "count"), [(10, 1), (100_000, 2)])
def test_a_member_that_lies_about_its_size_is_never_read_in_part(lie: int, count: int) -> None:
    whole = [telling(0) * 3, telling(1)]
    packed = bytearray(zipped({"a.txt": whole[0].encode(), "b.txt": whole[1].encode()}))
    for mark, field in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = packed.find(mark)
        packed[at + field : at + field + 4] = struct.pack("<I", lie)
    articles, failures = read_bytes(bytes(packed))
    assert [one.text for one in articles] == whole[-count:]
    assert [one.item for one in failures] == ["stdin!a.txt"][: 2 - count]


def test_a_zip_cut_off_is_told() -> None:
    packed = zipped({"a.txt": TEXT.encode()})
    for cut in (10, len(packed) // 2, len(packed) - 5):
        articles, failures = read_bytes(packed[:cut])
        assert articles == []
        assert "broken or cut off" in failures[0].error


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (zipped({}), "empty"),
        (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "office document"),
        (zipped({f"{n}": b"" for n in range(50_001)}, zipfile.ZIP_STORED), "members"),
        (b"7z\xbc\xaf\x27\x1c and so on", "7z"),
        (b"BZh91AY&SY", "bzip2"),
        (gzip.compress(b"filedesc://news.arc 0.0.0.0 20010101000000 text/plain 76\n"), "ARC"),
        (b"a" * 257 + b"ustar" + b"\0" * 300, "tar"),
    ],
)
def test_archives_that_are_not_read_say_why(content: bytes, words: str) -> None:
    articles, failures = read_bytes(content)
    assert articles == []
    assert words in failures[0].error


def test_a_name_that_promises_an_archive_is_held_to_it(tmp_path: Path) -> None:
    (tmp_path / "day.zip").write_bytes(TEXT.encode())
    articles, failures = read(tmp_path / "day.zip")
    assert articles == []
    assert "is no such file" in failures[0].error


# ------------------------------------------------------------------ ways in


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (zipped({"a.txt": TEXT.encode(), "b.jsonl": json_lines(telling(1))}), 2),
        (gzip.compress(json_lines(telling(1), telling(2))), 2),
        (archived(record("https://courier.example/1", page())), 1),
        (f'title,text\nA,"{TEXT}"\n'.encode(), 1),
    ],
    ids=["zip", "gzip", "WARC", "table"],
)
def test_a_pipe_and_an_address_serve_as_well_as_a_file(content: bytes, count: int) -> None:
    end, start = os.pipe()
    os.write(start, content)
    os.close(start)
    with open(end, "rb") as pipe:
        articles, failures = read("-", stdin=pipe)
    assert (len(articles), failures) == (count, [])

    accepted = []
    answer = Fetched("https://courier.example/day", content, accept=lambda: accepted.append(1))
    found = list(readers.read("https://courier.example/day", fetch=lambda _: answer))
    assert [one.text for one in found if isinstance(one, Article)] == [one.text for one in articles]
    assert accepted == [1]


def test_two_members_of_one_name_are_both_read() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", telling(1))
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.txt", telling(2))
    articles, failures = read_bytes(stream.getvalue())
    assert ([one.text for one in articles], failures) == ([telling(1), telling(2)], [])


def test_a_feed_in_gzip_is_read_at_its_address() -> None:
    item = (
        f"<item><title>Pier</title><link>/pier</link><description>{TEXT * 5}</description></item>"
    )
    feed = f'<rss version="2.0"><channel><title>Courier</title>{item}</channel></rss>'
    answer = Fetched("https://courier.example/feed.xml.gz", gzip.compress(feed.encode()))
    (article,) = readers.read("https://courier.example/feed.xml.gz", fetch=lambda _: answer)
    assert isinstance(article, Article)
    assert article.url == "https://courier.example/pier"
