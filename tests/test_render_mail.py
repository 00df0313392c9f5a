"""The edition as mail: a whole message, the same each time, that nobody's words can steer."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default

import pytest
from full_edition import FULL, HOSTILE_WORDS, edition_of
from lxml import html as lxml_html
from msgspec import structs

from nutgraf.records import Edition
from nutgraf.render.mail import render_mail
from nutgraf.render.plain import render_text

EVERY = [FULL, *map(edition_of, HOSTILE_WORDS.values())]
HEADERS = {
    *("From", "Subject", "Date", "Message-ID", "Content-Language", "X-Unsent"),
    *("MIME-Version", "Content-Type"),
}


def read(edition: Edition) -> EmailMessage:
    message = email.message_from_bytes(render_mail(edition).encode("ascii"), policy=default)
    assert isinstance(message, EmailMessage)
    return message


def page_of(message: EmailMessage) -> lxml_html.HtmlElement:
    body = message.get_body(("html",))
    assert body is not None
    return lxml_html.document_fromstring(body.get_content())


@pytest.mark.parametrize("edition", EVERY, ids=["whole", *HOSTILE_WORDS])
def test_a_mail_is_two_readings_of_one_edition_and_nothing_else(edition: Edition) -> None:
    message = read(edition)
    parts = list(message.walk())
    assert [part.get_content_type() for part in parts] == [
        *("multipart/alternative", "text/plain", "text/html")
    ]
    assert not [defect for part in parts for defect in part.defects]
    assert set(message.keys()) == HEADERS
    assert len(message.keys()) == len(HEADERS)
    plain = message.get_body(("plain",))
    assert plain is not None
    assert plain.get_content().replace("\r\n", "\n") == render_text(edition)


@pytest.mark.parametrize("edition", EVERY, ids=["whole", *HOSTILE_WORDS])
def test_every_line_of_a_mail_is_one_that_mail_may_have(edition: Edition) -> None:
    lines = render_mail(edition).split("\r\n")
    assert not [line for line in lines if "\n" in line or "\r" in line]
    assert max(map(len, lines)) <= 998


@pytest.mark.parametrize("edition", EVERY, ids=["whole", *HOSTILE_WORDS])
def test_the_page_in_a_mail_needs_nothing_and_runs_nothing(edition: Edition) -> None:
    page = page_of(read(edition))
    assert not page.xpath("//script | //img | //link | //iframe | //form | //@src | //@background")
    assert not [name for name in page.xpath("//@*") if name.attrname.startswith("on")]
    assert all(re.match("https?://", href) for href in page.xpath("//a/@href"))
    styles = [*page.xpath("//@style"), *page.xpath("//style/text()")]
    assert not [style for style in styles if "url(" in style or "@import" in style]
    # Without the <style>, which some mail programs drop, every word still has its look.
    shown = page.xpath("//body//*[self::p or self::h1 or self::h2 or self::h3]")
    assert shown
    assert all("font-family" in each.get("style") for each in shown)


def test_the_page_in_a_mail_says_all_that_the_edition_says() -> None:
    words = page_of(read(FULL)).text_content()
    for story in FULL.stories:
        assert story.brief.title in words
        for _, points in story.brief.sections():
            assert all(point.text in words for point in points)
    links = page_of(read(FULL)).xpath("//a/@href")
    assert "https://meridian.example/wire/88213" in links


def test_the_head_tells_day_and_titles() -> None:
    message = read(FULL)
    assert message["Subject"] == (
        "Nutgraf, 12 March 2026: Crane drivers walk out at Port Ellery over unpaid nights; "
        "Tessel council votes to dam the upper Vane"
    )
    assert message["Date"].datetime.isoformat() == "2026-03-12T00:00:00+00:00"
    many = structs.replace(FULL, stories=FULL.stories * 2)
    assert read(many)["Subject"].endswith("; 2 more stories")
    none = structs.replace(FULL, stories=())
    assert read(none)["Subject"] == "Nutgraf, 12 March 2026"


def test_the_same_edition_is_the_same_message_and_another_is_not() -> None:
    assert render_mail(FULL) == render_mail(FULL)
    brief = structs.replace(FULL.stories[0].brief, notes=("Another note.",))
    other = structs.replace(
        FULL, stories=(structs.replace(FULL.stories[0], brief=brief), FULL.stories[1])
    )
    assert read(FULL)["Message-ID"] != read(other)["Message-ID"]


def test_no_title_makes_a_header() -> None:
    message = read(edition_of(HOSTILE_WORDS["headers"]))
    assert message["Bcc"] is None
    assert "Bcc: victim@evil.example" in message["Subject"]
    assert "\n" not in message["Subject"]
    assert len(read(edition_of(HOSTILE_WORDS["long"]))["Subject"]) < 200
