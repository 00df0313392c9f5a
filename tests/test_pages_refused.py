"""Pages that are no article are refused with a reason, and articles like them are not."""

from __future__ import annotations

import json

import pytest

from eval.refusal_pages import made_pages
from eval.refusals import reason_for
from nutgraf.errors import NotAnArticle
from nutgraf.readers.page import extract
from tests.test_pages import ARTICLE, CLOSING, OPENING, data, page

HOST = "https://kelling-courier.example"


def reason(body: str, head: str = "", title: str = "A pier", path: str = "/a/1") -> str | None:
    try:
        extract("page", page(body, head, title), HOST + path)
    except NotAnArticle as problem:
        return problem.reason
    return None


@pytest.mark.parametrize(
    ("title", "path", "body", "words"),
    [
        ("Page not found", "/x", "<h1>Sorry</h1><p>The page may have moved.</p>", "notice"),
        ("Log in", "/login", "<h1>Log in</h1><form><input name=mail></form>", "log in"),
        ("Privacy Policy", "/privacy", f"<h1>Privacy Policy</h1>{ARTICLE}", "the site itself"),
        ("A pier", "/a", "<p>We and our partners store cookies with your consent.</p>" * 9,
         "consent to cookies"),
        ("pier.example", "/", "<p>This domain is for sale.</p>" * 3, "for sale"),
        ("A pier", "/a", "<p>Please enable JavaScript in your browser to see this page.</p>",
         "scripts"),
        ("Horoscope for today", "/horoscopes/today", f"<h1>Stars</h1>{ARTICLE}", "horoscope"),
        ("Pier 2 - 1 Mill live score", "/a", f"<h1>Pier</h1><p>{OPENING[0]}</p>", "score"),
    ],
)  # fmt: skip
def test_a_page_of_another_kind_is_refused_with_the_reason(
    title: str, path: str, body: str, words: str
) -> None:
    assert words in (reason(body, "", title, path) or "")


def test_the_start_of_an_article_behind_a_wall_is_refused() -> None:
    head = data(**{"@type": "NewsArticle", "headline": "A pier", "isAccessibleForFree": "False"})
    body = f"<article><h1>A pier</h1><p>{OPENING[0]}</p></article>"
    assert "for subscribers" in (reason(body, head) or "")
    wall = "<div><p>Subscribe to continue reading</p></div>"
    assert "for subscribers" in (reason(body + wall, "") or "")


def test_an_article_with_an_offer_below_is_read() -> None:
    longer = "".join(f"<p>Part {n}. {line}</p>" for n in range(2) for line in (*OPENING, *CLOSING))
    wall = "<div><p>Subscribe to continue reading</p></div>"
    assert reason(f"<article><h1>A pier</h1>{longer}</article>{wall}") is None


@pytest.mark.parametrize(
    ("title", "path"),
    [
        ("Video: the pier closes", "/video/pier"),
        ("The pier of Ostervale in pictures", "/news/pier"),
        ("Weather forecast service to be shut", "/news/weather-service"),
        ("Jobs in danger as pier closes", "/business/jobs/pier"),
        ("Cookie makers want consent for a new mill", "/news/cookies"),
        ("Privacy policy of the harbour board is unlawful, court says", "/news/privacy"),
        ("Log in to the future: the pier that sells itself", "/tech/login"),
        ("Horoscope writer dies aged 90", "/obituaries/roe"),
    ],
)
def test_an_article_about_such_things_is_read(title: str, path: str) -> None:
    longer = "".join(f"<p>Part {n}. {line}</p>" for n in range(2) for line in (*OPENING, *CLOSING))
    kind = "<meta property='og:type' content='article'>"
    assert reason(f"<article><h1>{title}</h1>{longer}</article>", kind, title, path) is None


def test_made_pages_are_the_same_in_every_run_and_no_two_are_alike() -> None:
    first, second = list(made_pages()), list(made_pages())
    assert first == second
    assert len({one.content for one in first}) == len(first) >= 150
    held = {one.kind for one in first if one.held_out}
    assert len(held) * 2 == len({one.kind for one in first})


def test_most_made_pages_are_refused() -> None:
    told = [reason_for(one) for one in made_pages() if not one.is_bare]
    assert sum(one is not None for one in told) >= 0.98 * len(told)


# --------------------------------------------------------------------- live blogs


def test_a_data_node_that_is_no_object_changes_nothing() -> None:
    odd = {"@type": ["LiveBlogPosting", 3], "liveBlogUpdate": ["x", {"articleBody": 4}, None]}
    head = f'<script type="application/ld+json">{json.dumps(odd)}</script>'
    assert reason(f"<article><h1>A pier</h1>{ARTICLE}</article>", head) is None
