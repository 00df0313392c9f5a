"""Every article gets a result or a failure, in order, whatever happens to a worker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

from nutgraf.engines import map_articles
from nutgraf.records import Article, Failure

HERE = os.getpid()


def articles(count: int, **odd: str) -> list[Article]:
    return [
        Article(id=f"id-{n}", given_id=f"n{n}", text=odd.get(f"n{n}", "plain"))
        for n in range(count)
    ]


def look(article: Article) -> str:
    if article.text == "raise":
        raise ValueError("no good\nat all")
    if article.text == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if article.text == "slow":
        time.sleep(0.3)
    return article.label


def process(article: Article) -> int:
    return os.getpid()


def test_results_come_in_order_and_a_failure_in_its_place():
    done: list[int] = []
    found = list(
        map_articles(
            look,
            articles(12, n0="slow", n5="raise"),
            workers=2,
            on_done=lambda: done.append(1),
        )
    )
    assert found[5] == Failure("n5", "analyse", "ValueError: no good at all")
    assert [one for one in found if isinstance(one, str)] == [f"n{n}" for n in range(12) if n != 5]
    assert len(done) == 12


def test_a_killed_worker_costs_one_article():
    done: list[int] = []
    found = list(
        map_articles(
            look,
            articles(10, n3="die"),
            workers=2,
            on_done=lambda: done.append(1),
        )
    )
    failed = [one for one in found if isinstance(one, Failure)]
    assert [one.item for one in failed] == ["n3"]
    assert all("ended without a word" in one.error for one in failed)
    assert [one for one in found if isinstance(one, str)] == [f"n{n}" for n in range(10) if n != 3]
    assert len(done) == 10


def test_few_articles_and_one_worker_stay_in_this_process():
    assert set(map_articles(process, articles(7), workers=4)) == {HERE}
    assert set(map_articles(process, articles(20), workers=1)) == {HERE}
    assert HERE not in set(map_articles(process, articles(8), workers=2))


def test_an_exception_in_this_process_is_a_failure_too():
    found = list(map_articles(look, articles(3, n1="raise"), workers=None))
    assert found == ["n0", Failure("n1", "analyse", "ValueError: no good at all"), "n2"]


def test_no_articles_no_results():
    assert list(map_articles(look, [])) == []


def test_a_consumer_that_stops_early_leaves_no_worker_behind():
    found = map_articles(process, articles(40), workers=2)
    worker = next(found)
    assert isinstance(worker, int)
    found.close()
    assert not Path(f"/proc/{worker}").exists()


PROGRAM = """
    import os, pathlib, sys, time
    from nutgraf.engines import map_articles
    from nutgraf.records import Article

    def wait(article):
        pathlib.Path(__file__).with_name(f"at-work-{os.getpid()}").touch()
        time.sleep(30)

    if __name__ == "__main__":
        try:
            list(map_articles(wait, [Article(id=str(n), text="") for n in range(9)], workers=2))
        except KeyboardInterrupt:
            sys.exit(130)
"""


def test_an_interrupt_ends_the_run_at_once_and_quietly(tmp_path: Path):
    program = tmp_path / "program.py"
    program.write_text(textwrap.dedent(PROGRAM))
    running = subprocess.Popen(
        [sys.executable, str(program)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    for _ in range(600):
        if len(list(tmp_path.glob("at-work-*"))) == 2:
            break
        time.sleep(0.05)
    # As a terminal does it: to the whole group.
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=10)
    assert running.returncode == 130
    assert "Traceback" not in said


def test_a_program_from_stdin_runs_in_its_own_process():
    program = """
        from nutgraf.engines import map_articles
        from nutgraf.records import Article

        def name(article):
            return article.id

        print(list(map_articles(name, [Article(id=str(n), text="") for n in range(9)], workers=2)))
    """
    run = subprocess.run(
        [sys.executable, "-"],
        input=textwrap.dedent(program),
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.startswith("['0', '1'")
    assert run.stderr == ""
