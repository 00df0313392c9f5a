"""Live blogs become one article a post, with the post's own time; short posts stay together."""

from __future__ import annotations

import datetime as dt
import json

from nutgraf.plugins import Fetched
from nutgraf.readers.article import Means
from nutgraf.readers.page import read_page
from nutgraf.records import Article, Failure

URL = "https://kelling-courier.example/live/pier"
LONG = (
    "The board has begun its meeting in the hall of the old school, where some ninety people "
    "have come to speak, and the chair said that each of them would be heard, number {}."
)
SHORT = "The mayor, Ida Orr, has come in by the side door, number {}."


def no_fetch(url: str, **_: object) -> Fetched:
    raise AssertionError(url)


def read(head: str = "", body: str = "") -> list[Article | Failure]:
    text = (
        "<!doctype html><html><head><title>The pier, live</title>"
        f"<meta property='og:site_name' content='Kelling Courier'>{head}</head>"
        f"<body><main><h1>The pier, live: board meets</h1>{body}</main></body></html>"
    )
    return list(read_page(URL, text.encode(), Means(no_fetch), URL))


def told(posts: list[tuple[str, str]]) -> str:
    updates = [
        {"@type": "BlogPosting", "headline": f"Post {n}", "articleBody": text,
         "datePublished": when, "author": {"name": "Ada Roe"}, "url": f"{URL}#p{n}"}
        for n, (text, when) in enumerate(posts)
    ]  # fmt: skip
    node = {"@type": "LiveBlogPosting", "headline": "The pier, live", "liveBlogUpdate": updates}
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def test_each_post_in_the_data_is_an_article_with_its_time() -> None:
    posts = [(LONG.format(n), f"2026-03-04T1{n}:00:00+01:00") for n in range(4)]
    found = read(told(posts))
    articles = [one for one in found if isinstance(one, Article)]
    assert len(articles) == len(found) == 4
    assert [one.text for one in articles] == [text for text, _ in posts]
    assert [one.headline for one in articles] == [f"Post {n}" for n in range(4)]
    assert articles[2].published == dt.datetime.fromisoformat("2026-03-04T12:00:00+01:00")
    assert articles[0].url == f"{URL}#p0"
    assert articles[0].byline == ("Ada Roe",)
    assert articles[0].publisher == "Kelling Courier"
    assert len({one.id for one in articles}) == 4


def test_posts_too_short_to_stand_alone_are_told_together() -> None:
    texts = [LONG.format(1), SHORT.format(2), SHORT.format(3), LONG.format(4), SHORT.format(5)]
    posts = [(text, f"2026-03-04T1{n}:00:00+01:00") for n, text in enumerate(texts)]
    found = [one for one in read(told(posts)) if isinstance(one, Article)]
    assert [one.text for one in found] == [
        texts[0], texts[3], "\n".join((texts[1], texts[2], texts[4]))
    ]  # fmt: skip


def test_posts_that_only_the_page_shows_are_found() -> None:
    body = "".join(
        f"<article id=p{n} class='live-post'><time datetime='2026-03-04T1{n}:00:00+01:00'>1{n}:00"
        f"</time><h2>Post {n}</h2><p>{LONG.format(n)}</p><a href=/share>Share</a></article>"
        for n in range(3)
    )
    found = [one for one in read(body=body) if isinstance(one, Article)]
    assert [one.text for one in found] == [LONG.format(n) for n in range(3)]
    assert [one.published and one.published.hour for one in found] == [10, 11, 12]
    assert found[1].url == f"{URL}#p1"


def test_two_posts_make_no_live_blog() -> None:
    posts = [(LONG.format(n), f"2026-03-04T1{n}:00:00+01:00") for n in range(2)]
    paragraphs = "".join(f"<p>{LONG.format(n)}</p>" for n in range(8))
    found = read(told(posts), f"<article>{paragraphs}</article>")
    assert len([one for one in found if isinstance(one, Article)]) == 1
