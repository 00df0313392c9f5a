"""A store's file may be made by several processes at the same moment."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from nutgraf.store import Store
from nutgraf.store.fetched import FetchedStore


def _open(kind: str, path: str, gate) -> None:
    gate.wait()
    if kind == "fetched":
        with FetchedStore(Path(path)) as kept:
            kept.answer("https://coastalwire.example/")
    else:
        with Store(path) as store:
            store.articles()


@pytest.mark.parametrize("kind", ["fetched", "desk"])
def test_all_who_make_a_file_at_once_may_use_it(kind: str, tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.test_made_at_once"])
    for round_ in range(8):
        gate = context.Barrier(4)
        path = str(tmp_path / f"{round_}.db")
        makers = [context.Process(target=_open, args=(kind, path, gate)) for _ in range(4)]
        for maker in makers:
            maker.start()
        for maker in makers:
            maker.join()
        assert [maker.exitcode for maker in makers] == [0] * 4
