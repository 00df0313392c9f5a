"""Reads inputs with a manifest of what was read, and reads them again from the bytes kept."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, TextIO

from nutgraf import readers
from nutgraf.analysis.analyze import analyzer_name
from nutgraf.desk import Reading, read_all
from nutgraf.errors import InputError
from nutgraf.plugins import Answer, Fetch
from nutgraf.readers.article import Means, failure
from nutgraf.readers.feed import read_feed
from nutgraf.readers.fetch import HttpFetch
from nutgraf.readers.manifest import (
    STDIN,
    Manifest,
    ManifestWriter,
    Replay,
    check_files,
    kept_content,
    not_kept,
    record_digest,
)
from nutgraf.records import Article, Failure
from nutgraf.settings import Settings
from nutgraf.store.fetched import FetchedStore, beside

_STEP = "rerun"


def read_to_manifest(
    inputs: Sequence[str], stream: TextIO, settings: Settings, at: dt.datetime, stdin: BinaryIO
) -> Reading:
    """``read_recorded`` as the user has set the network, with the manifest in ``stream``."""
    with (
        FetchedStore(beside(settings.db), most_bytes=settings.fetch.kept_bytes) as kept,
        HttpFetch.by(settings.fetch, kept=kept) as fetch,
    ):
        return read_recorded(
            inputs,
            ManifestWriter(stream, lambda: at),
            fetch=fetch,
            kept=kept,
            settings=settings,
            at=at,
            stdin=stdin,
        )


def read_recorded(
    inputs: Sequence[str],
    writer: ManifestWriter,
    *,
    fetch: Fetch,
    kept: FetchedStore,
    settings: Settings,
    at: dt.datetime,
    stdin: BinaryIO,
) -> Reading:
    """What ``desk.read_all`` gives, with a line to ``writer`` for all that was read.

    Standard input is kept as what was fetched is, since nothing else will have it later.
    """
    writer.run(analyzer_name(), at, inputs, settings.publishers)
    writer.files(inputs)
    if STDIN in inputs:
        content = stdin.read()
        writer.content(STDIN, content)
        keep_bytes(kept, content, at)
        stdin = io.BytesIO(content)
    reading = read_all(
        inputs,
        fetch=writer.fetch(fetch),
        retrieved=at,
        stdin=stdin,
        publishers=settings.publishers,
    )
    for article in reading:
        writer.article(article)
    return reading


def keep_bytes(kept: FetchedStore, content: bytes, at: dt.datetime) -> None:
    """Keep bytes that no address gave."""
    kept.keep(
        Answer(
            url="stdin:",
            final_url="stdin:",
            at=at.timestamp(),
            status=200,
            content=content,
        )
    )


def read_again(
    manifest: Manifest, body: Callable[[str], bytes | None]
) -> Iterator[Article | Failure]:
    """The articles that a manifest lists, read anew from the same bytes, in its order.

    A ``Failure`` stands for each that is another now, or is not found any more. Raises
    ``UnreadableInput`` where a file has changed, or bytes are not kept any more.
    """
    check_files(manifest)
    replay = Replay(manifest, body)
    found = {
        (one.id, one.given_id): one
        for one in (_polled if manifest.run.feeds else _read)(manifest, replay, body)
        if isinstance(one, Article)
    }
    yield from (Failure(line.item, _STEP, not_kept(line)) for line in replay.missing)
    for line in manifest.articles:
        article = found.get((line.id, line.given_id))
        if article is None and replay.missing:
            yield Failure(line.id, _STEP, "it is not found, since bytes are not kept any more")
        elif article is None:
            yield Failure(line.id, _STEP, _changed(manifest, "no such article is found"))
        elif record_digest(article) != line.sha256:
            yield Failure(line.id, _STEP, _changed(manifest, "other facts are found of it"))
        else:
            yield article


def _read(
    manifest: Manifest, replay: Replay, body: Callable[[str], bytes | None]
) -> Iterator[Article | Failure]:
    given = next((line for line in manifest.reads if line.item == STDIN), None)
    return readers.read_all(
        manifest.run.inputs,
        fetch=replay,
        retrieved=manifest.run.at,
        stdin=io.BytesIO(kept_content(given, body) if given else b""),
        publishers=manifest.run.publishers,
    )


def _polled(
    manifest: Manifest, replay: Replay, body: Callable[[str], bytes | None]
) -> Iterator[Article | Failure]:
    means = Means(replay, manifest.run.at, manifest.run.publishers)
    for url in manifest.run.inputs:
        try:
            answer = replay(url, kind="feed")
        except InputError as problem:
            yield failure(problem)
            continue
        yield from read_feed(url, answer.content, means, answer.url, answer.content_type)


def _changed(manifest: Manifest, what: str) -> str:
    return (
        f"{what} in the same bytes; the readers, or a library they use, have changed since "
        f"Nutgraf {manifest.run.nutgraf}"
    )
