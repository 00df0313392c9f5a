"""``nutgraf feeds``: the list of feeds, in and out, and how each of them fares."""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from nutgraf.commands.shared import Db, Format, fail, now, settings_for, tell
from nutgraf.records import Subscription
from nutgraf.render.display import clean, counted, moment_words, safe_url

if TYPE_CHECKING:
    from nutgraf.store.feeds import Feeds, KeptFeed

app = typer.Typer(
    help="Keep a list of feeds for `nutgraf poll`: RSS, Atom, JSON Feed, news sitemaps.",
    no_args_is_help=True,
)
# A feed that has brought nothing for so long may have been given up by its publisher.
_SILENT = dt.timedelta(days=30)
_FEED_SCHEME = re.compile(r"^feed:(?://)?(?=https?://)|^feed://", re.IGNORECASE)

Urls = Annotated[list[str], typer.Argument(metavar="URL...", help="Addresses of feeds.")]
AsFormat = Annotated[Format, typer.Option("--format", help="text for people, json for programs.")]


@app.command("add")
def add_command(
    urls: Urls,
    section: Annotated[
        list[str] | None,
        typer.Option(
            "--section", metavar="NAME", help="The section it is for; again for one within it."
        ),
    ] = None,
    title: Annotated[
        str, typer.Option("--title", help="What to call it. [default: what it calls itself]")
    ] = "",
    db: Db = None,
) -> None:
    """Add feeds to the list; `nutgraf poll` reads them."""
    added = [
        Subscription(_address(url), title, tuple(section or ()), (("type", "rss"),)) for url in urls
    ]
    with _feeds(db) as feeds:
        before = {feed.url for feed in feeds.all()}
        new = feeds.add(added, now())
    for url in dict.fromkeys(one.url for one in added):
        if url in before:
            tell(f"{url}: is in the list")
    tell(f"{counted(new, 'feed')} added")


@app.command("list")
def list_command(form: AsFormat = Format.text, db: Db = None) -> None:
    """List the feeds by section, with last success, last error and entries a day."""
    with _feeds(db) as feeds:
        rows = _rows(feeds)
    if form is Format.json:
        _print_json(rows)
        return
    section: object = None
    for row in rows:
        if row["section"] != section:
            section = row["section"]
            sys.stdout.write(_heading(section) + "\n")
        _print_feed(row)
    if not rows:
        tell("no feeds yet; add one with: nutgraf feeds add URL")


@app.command("remove")
def remove_command(urls: Urls, db: Db = None) -> None:
    """Take feeds out of the list. The articles that came from them stay."""
    with _feeds(db) as feeds:
        missing = [url for url in urls if not (feeds.remove(url) or feeds.remove(_plain(url)))]
    for url in missing:
        tell(f"{url}: is not in the list; see `nutgraf feeds list`")
    if missing:
        raise typer.Exit(1)


@app.command("import")
def import_command(
    file: Annotated[str, typer.Argument(metavar="FILE.opml", help="A file, or - for stdin.")],
    db: Db = None,
) -> None:
    """Add all feeds of an OPML file, as other feed readers export it; folders are sections."""
    from nutgraf.readers.opml import read_opml

    try:
        content = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        fail(f"{file}: cannot be read: {error.strerror or error}")
    usable, refused = [], 0
    for one in read_opml(file, content):
        address = _plain(one.url) if one.url is not None else None
        if one.url is None or safe_url(address):
            usable.append(Subscription(address, one.title, one.section, one.attributes))
        else:
            refused += 1
            tell(f"left out: {one.url}: only http and https addresses are read")
    with _feeds(db) as feeds:
        new = feeds.add(usable, now())
    told = sum(one.url is not None for one in usable)
    tell(f"{counted(told, 'feed')} in {file}, {new} of them new")
    if refused and not told:
        raise typer.Exit(1)


@app.command("export")
def export_command(
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write here instead of printing."),
    ] = None,
    db: Db = None,
) -> None:
    """Write the list as OPML, with the sections as folders and all that was imported with it."""
    from nutgraf.readers.opml import write_opml

    with _feeds(db) as feeds:
        called = {feed.url: feed.title for feed in feeds.all()}
        subscriptions = [
            Subscription(
                one.url,
                one.title or (called.get(one.url) if one.url else None) or one.url or "",
                one.section,
                one.attributes,
            )
            for one in feeds.subscriptions()
        ]
    text = write_opml(subscriptions)
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        fail(f"cannot write to {output}: {error.strerror or error}")


@app.command("health")
def health_command(form: AsFormat = Format.text, db: Db = None) -> None:
    """Show the feeds that need a look: failing, moved, silent or never polled.

    Leaves with 1 where a feed is failing.
    """
    with _feeds(db) as feeds:
        rows = _rows(feeds)
    ill = [row for row in rows if row["state"] != "fine"]
    if form is Format.json:
        _print_json(ill)
    else:
        for row in ill:
            _print_feed(row)
    tell(f"{counted(len(rows), 'feed')}, {len(rows) - len(ill)} of them fine")
    if any(row["state"] == "failing" for row in ill):
        raise typer.Exit(1)


# ---------------------------------------------------------------------- common steps


@contextmanager
def _feeds(db: Path | None) -> Iterator[Feeds]:
    from nutgraf.store import Store
    from nutgraf.store.feeds import Feeds

    with Store(settings_for(db).db) as store:
        yield Feeds(store)


def _plain(url: str) -> str:
    """``url`` without the "feed:" that browsers used to put before it."""
    return _FEED_SCHEME.sub(lambda mark: "http://" if "//" in mark.group() else "", url.strip())


def _address(url: str) -> str:
    address = _plain(url)
    if safe_url(address) is None:
        raise typer.BadParameter(f"{url!r} is no http or https address of a feed", param_hint="URL")
    return address


def _rows(feeds: Feeds) -> list[dict[str, object]]:
    """What is told of each line of the list that is a feed."""
    moment = now()
    kept = {feed.url: feed for feed in feeds.all()}
    rates = feeds.entries_a_day(moment)
    return [
        _row(one, kept[one.url], rates.get(one.url), moment)
        for one in feeds.subscriptions()
        if one.url is not None
    ]


def _row(
    one: Subscription, feed: KeptFeed, rate: float | None, moment: dt.datetime
) -> dict[str, object]:
    return {
        "url": feed.url,
        "title": one.title or feed.title or "",
        "section": list(one.section),
        "state": _state(feed, moment),
        "added": feed.added,
        "last_poll": feed.polled,
        "last_success": feed.succeeded,
        "last_error": feed.error,
        "failures": feed.failures,
        "entries_a_day": None if feed.succeeded is None else round(rate or 0.0, 1),
        "newest": feed.newest,
        "moved_to": feed.moved_to,
    }


def _state(feed: KeptFeed, moment: dt.datetime) -> str:
    if feed.polled is None:
        return "never polled"
    if feed.failures:
        return "failing"
    if feed.moved_to is not None:
        return "moved"
    if moment - (feed.newest or feed.added) > _SILENT:
        return "silent"
    return "fine"


def _print_feed(row: dict[str, object]) -> None:
    title, url = clean(str(row["title"])), clean(str(row["url"]))
    sys.stdout.write(f"  {title}\n      {url}\n" if title else f"  {url}\n")
    facts = [str(row["state"])]
    success = row["last_success"]
    if isinstance(success, dt.datetime):
        facts += [f"last read {moment_words(success)} UTC", f"{row['entries_a_day']} entries a day"]
    if row["state"] == "silent" and isinstance(row["newest"], dt.datetime):
        facts.append(f"newest entry of {moment_words(row['newest'])}")
    if row["moved_to"]:
        facts.append(f"moved to {clean(str(row['moved_to']))}")
    sys.stdout.write(f"      {'; '.join(facts)}\n")
    if row["last_error"]:
        times = int(str(row["failures"]))
        since = (
            f"failed at the last {counted(times, 'poll')}" if times else "last error, since mended"
        )
        sys.stdout.write(f"      {since}: {clean(str(row['last_error']))}\n")


def _heading(section: object) -> str:
    names = section if isinstance(section, Sequence) else ()
    return " > ".join(clean(str(name)) for name in names) or "Without a section"


def _print_json(rows: list[dict[str, object]]) -> None:
    def plain(value: object) -> str:
        return value.isoformat() if isinstance(value, dt.datetime) else str(value)

    sys.stdout.write(json.dumps({"feeds": rows}, default=plain, ensure_ascii=False, indent=2))
    sys.stdout.write("\n")
