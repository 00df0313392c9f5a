"""A function over many articles on this machine's cores; one bad article never stops a run."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from nutgraf.records import Article, Failure

_FEW = 8
# Each worker loads the language model, which takes as long as some articles and much memory.
_ITEMS_A_WORKER = 4
_MOST_WORKERS = 16
_WAITING_A_WORKER = 2
_STEP = "analyse"


def map_articles[Result](
    function: Callable[[Article], Result],
    items: Iterable[Article],
    *,
    workers: int | None = None,
    on_done: Callable[[], None] | None = None,
) -> Iterator[Result | Failure]:
    """``function`` of each article, in the order given, a ``Failure`` where it raised or died.

    ``workers`` is the number of processes, ``None`` for as many as the machine and the
    work allow; with 1, or fewer than eight articles, all runs in this process. ``function``
    must be one that a new process can import. ``on_done`` is called once for each article
    as it is finished, which need not be in order.
    """
    articles = list(items)
    count = min(workers or _cores(), max(1, len(articles) // _ITEMS_A_WORKER))
    if count <= 1 or len(articles) < _FEW or not _can_start_processes():
        return _here(function, articles, on_done)
    return _Pool(function, articles, count, on_done).run()


def _cores() -> int:
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(usable or 1, _MOST_WORKERS)


def _can_start_processes() -> bool:
    """Whether a new process could import the running program: not one read from stdin."""
    if multiprocessing.parent_process() is not None:
        # A worker, or a program without the usual guard that a worker is just importing.
        return False
    main = sys.modules.get("__main__")
    file = getattr(main, "__file__", None)
    named = getattr(main, "__spec__", None) is not None
    return file is None or named or Path(file).exists()


def _failure(article: Article, error: BaseException) -> Failure:
    said = " ".join(str(error).split())
    name = type(error).__name__
    return Failure(article.label, _STEP, f"{name}: {said}" if said else name)


def _here[Result](
    function: Callable[[Article], Result],
    articles: Iterable[Article],
    on_done: Callable[[], None] | None,
) -> Iterator[Result | Failure]:
    for article in articles:
        found: Result | Failure
        try:
            found = function(article)
        except Exception as error:
            found = _failure(article, error)
        if on_done is not None:
            on_done()
        yield found


def _let_interrupts_kill() -> None:
    """In a worker: ctrl-C ends it without a traceback; the parent says what is to be said."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _ready() -> None:
    """The first task of a pool: that it comes back shows that workers can start at all."""


class _Pool[Result]:
    """One run over a process pool that is replaced whenever a worker dies."""

    def __init__(
        self,
        function: Callable[[Article], Result],
        articles: list[Article],
        workers: int,
        on_done: Callable[[], None] | None,
    ) -> None:
        self._function = function
        self._articles = articles
        self._workers = workers
        self._on_done = on_done
        self._found: dict[int, Result | Failure] = {}
        self._executor: ProcessPoolExecutor | None = None

    def run(self) -> Iterator[Result | Failure]:
        try:
            if not self._start(self._workers):
                yield from _here(self._function, self._articles, self._on_done)
                return
            yield from self._in_order()
        finally:
            self._stop()

    def _in_order(self) -> Iterator[Result | Failure]:
        flying: dict[Future[Result], int] = {}
        upcoming = iter(range(len(self._articles)))
        following = 0
        while following < len(self._articles):
            suspects = self._fill(flying, upcoming)
            if not suspects and flying:
                landed, _ = wait(flying, return_when=FIRST_COMPLETED)
                for future in landed:
                    number = flying.pop(future)
                    if not self._take(number, future):
                        suspects.append(number)
            if suspects:
                # Nobody can tell which of the articles in work ended the worker.
                for future, number in flying.items():
                    if not self._take(number, future):
                        suspects.append(number)
                flying.clear()
                self._one_by_one(sorted(suspects))
            while following in self._found:
                yield self._found.pop(following)
                following += 1

    def _fill(self, flying: dict[Future[Result], int], upcoming: Iterator[int]) -> list[int]:
        """Hand out work; what could not be handed out since the pool broke comes back."""
        while len(flying) < self._workers * _WAITING_A_WORKER:
            number = next(upcoming, None)
            if number is None:
                break
            try:
                flying[self._submit(number)] = number
            except BrokenProcessPool:
                return [number]
        return []

    def _submit(self, number: int) -> Future[Result]:
        if self._executor is None:
            raise BrokenProcessPool
        return self._executor.submit(self._function, self._articles[number])

    def _take(self, number: int, future: Future[Result]) -> bool:
        """Note what came of an article; false where its worker died before it was done."""
        try:
            # In a broken pool every future is settled, so this never waits for long.
            found: Result | Failure = future.result()
        except BrokenProcessPool:
            return False
        except Exception as error:
            found = _failure(self._articles[number], error)
        self._settle(number, found)
        return True

    def _settle(self, number: int, found: Result | Failure) -> None:
        self._found[number] = found
        if self._on_done is not None:
            self._on_done()

    def _one_by_one(self, suspects: list[int]) -> None:
        """Run articles alone, each with no other to blame, then start the full pool again."""
        alive = False
        for number in suspects:
            alive = alive or self._start(1)
            try:
                alive = self._take(number, self._submit(number))
            except BrokenProcessPool:
                alive = False
            if not alive:
                reason = "the process that analysed it ended without a word (out of memory?)"
                self._settle(number, Failure(self._articles[number].label, _STEP, reason))
        self._start(self._workers)

    def _start(self, workers: int) -> bool:
        """Replace the pool; false where no worker can start on this machine."""
        self._stop()
        try:
            self._executor = ProcessPoolExecutor(
                workers,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_let_interrupts_kill,
            )
            self._executor.submit(_ready).result()
        except (BrokenProcessPool, OSError, NotImplementedError):
            # Some machines forbid new processes, or lack the semaphores a pool needs.
            self._stop()
            return False
        return True

    def _stop(self) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=True, cancel_futures=True)
            self._executor = None
