"""Newsletters by mail: the part made for reading, whatever the mail says of itself."""

from __future__ import annotations

import datetime as dt
import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from invented_files import TEXT, mail, page, paragraphs, read, read_bytes, telling

HTML = page(head="").decode()


def test_a_newsletter_is_read_from_its_html(tmp_path: Path) -> None:
    file = tmp_path / "pier.eml"
    file.write_bytes(mail(html=HTML, plain="See it in your browser.").as_bytes())
    (article,), failures = read(file)
    assert failures == []
    assert article.text == TEXT
    assert article.headline == "A pier is closed"
    assert article.publisher == "The Ostervale Courier"
    assert article.published == dt.datetime.fromisoformat("2024-05-14T09:30:00+02:00")
    assert article.url is None
    assert [one.text for one in read(tmp_path)[0]] == [TEXT]


def test_plain_text_is_read_with_its_paragraphs() -> None:
    wrapped = TEXT.replace("\n", "\n\n").replace(" of ", " of\n")
    plain = f"View online: https://courier.example/x\n\n{wrapped}\n\n-- \nUnsubscribe here"
    (article,), failures = read_bytes(mail(plain=plain).as_bytes())
    assert failures == []
    assert article.text == TEXT


def test_plain_text_serves_where_the_html_is_no_article() -> None:
    html = "<html><body><img src='x'><a href='x'>Read in your browser</a></body></html>"
    (article,), _ = read_bytes(mail(html=html, plain=TEXT.replace("\n", "\n\n")).as_bytes())
    assert article.text == TEXT


def tabled(inside: str) -> str:
    return f"<table width=600><tr><td>{inside}</td></tr></table>"


@pytest.mark.parametrize(
    "html",
    [
        tabled(
            tabled("<a href=x>View in browser</a>") + tabled(paragraphs()) + tabled("<a>Off</a>")
        ),
        tabled("".join(tabled(line) for line in TEXT.splitlines())),
        tabled(TEXT.replace("\n", "<br><br>")),
        "".join(f"<div><span>{line}</span></div>" for line in TEXT.splitlines()),
    ],
    ids=["paragraphs", "cells", "breaks", "divisions"],
)
@pytest.mark.parametrize("around", ["{}", "<html><body>{}</body></html>"])
def test_newsletters_are_laid_out_in_many_ways(html: str, around: str) -> None:
    (article,), failures = read_bytes(mail(html=around.format(html), plain="See it.").as_bytes())
    assert (article.text, failures) == (TEXT, [])


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "iso-8859-1"),
        ("utf-8", "x-unknown"),
        ("utf-8", "punycode"),
        ("cp1252", "windows-1252"),
        ("cp1252", "utf-8"),
        ("cp1252", "us-ascii"),
        ("utf-16", "utf-16"),
    ],
)
def test_a_wrong_encoding_does_no_harm(coding: str, encoding: str, declared: str) -> None:
    message = EmailMessage()
    message["From"] = "Ann Example <ann@courier.example>"
    message["Subject"] = "=?utf-8?q?A_pi=C3=A9r?="
    message["Date"] = "Tue, 14 May 2024 09:30:00 +0200"
    message.set_content(HTML.encode(encoding), "text", "html", cte="base64")
    body = message.get_payload(decode=True)
    assert isinstance(body, bytes)
    if coding != "base64":
        if coding == "8bit" and encoding == "utf-16":
            pytest.skip("no bytes that can stand in a line")
        message.set_content(body, "text", "html", cte=coding)
    content = message.as_bytes().replace(
        b"Content-Type: text/html", f"Content-Type: text/html; charset={declared}".encode()
    )
    (article,), failures = read_bytes(content)
    assert (article.text, failures) == (TEXT, [])
    assert article.headline == "A piér"


def test_what_is_attached_is_listed_and_not_read() -> None:
    message = mail(html=HTML, plain="See it in your browser.")
    message.add_attachment(b"%PDF", "application", "pdf", filename="../menu.pdf")
    message.add_attachment(telling(1), filename="more.txt")
    message.add_attachment(mail(plain=telling(2)))
    articles, failures = read_bytes(message.as_bytes())
    assert [one.text for one in articles] == [TEXT]
    assert [one.item for one in failures][:2] == ["stdin!../menu.pdf", "stdin!more.txt"]
    assert "message/rfc822" in failures[2].error
    assert all("it is attached" in one.error for one in failures)


def test_parts_inside_parts_are_read_to_a_depth() -> None:
    def nested(depth: int) -> bytes:
        head = b"From: a@courier.example\r\nSubject: x\r\nMIME-Version: 1.0\r\n"
        parts = b""
        for n in range(depth):
            parts += f'Content-Type: multipart/mixed; boundary="b{n}"\r\n\r\n--b{n}\r\n'.encode()
        body = b"Content-Type: text/html\r\n\r\n" + HTML.replace("—", "-").encode() + b"\r\n"
        ends = b"".join(f"--b{n}--\r\n".encode() for n in reversed(range(depth)))
        return head + parts + body + ends

    assert len(read_bytes(nested(5))[0]) == 1
    before = time.process_time()
    for content in (nested(20), nested(900), nested(45) + b"\n" * 400_000, b"\n" * 600_000):
        start = b"" if content.startswith(b"From") else nested(1)
        articles, failures = read_bytes(start + content)
        assert articles == []
        assert len(failures) >= 1
    assert time.process_time() - before < 10


@pytest.mark.parametrize(
    "header",
    [
        "Subject: " + "(" * 200_000,
        "From: " + "<" * 100_000,
        "From: " + "a," * 100_000,
        "Content-Type: text/plain; " + "x=(" * 50_000,
        "Subject: " + "=?utf-8?q?=41?= " * 20_000,
        "Date: " + "9" * 100_000,
        "Content-Type: text/html; charset*0=" + "a;charset*1=" * 1_000,
        "Content-Disposition: attachment; filename*=utf-8''%ff%00" + "%" * 10_000,
        "From: =?x?",
        'Content-Type: multipart/mixed; boundary=""',
        "Content-Transfer-Encoding: base64",
    ],
)
def test_headers_made_to_harm_do_not(header: str) -> None:
    usual = ["From: a@courier.example", "Subject: x", "MIME-Version: 1.0", header]
    before = time.process_time()
    articles, failures = read_bytes("\r\n".join([*usual, "", paragraphs()]).encode())
    again = read_bytes("\r\n".join([*reversed(usual), "", paragraphs()]).encode())
    assert articles or failures
    assert again[0] or again[1]
    assert time.process_time() - before < 5


def test_a_mailbox_is_told(tmp_path: Path) -> None:
    line = b"From news@courier.example Tue May 14 09:30:00 2024\n"
    content = (line + mail(html=HTML).as_bytes() + b"\n") * 2
    articles, failures = read_bytes(content)
    assert articles == []
    assert "mailbox" in failures[0].error
    (tmp_path / "one.eml").write_bytes(line + mail(html=HTML).as_bytes())
    assert [one.text for one in read(tmp_path)[0]] == [TEXT]


def test_a_mail_without_text_says_so() -> None:
    message = EmailMessage()
    message["From"] = "a@courier.example"
    message["Subject"] = "x"
    message.set_content(b"\x89PNG", "image", "png")
    articles, failures = read_bytes(message.as_bytes())
    assert articles == []
    assert "no part with text" in failures[-1].error


def test_a_sender_without_a_name_is_called_by_the_host() -> None:
    message = mail(html=HTML)
    message.replace_header("From", "news@courier.example")
    assert read_bytes(message.as_bytes())[0][0].publisher == "courier.example"
