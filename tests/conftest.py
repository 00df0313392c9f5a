"""What tests share: the bundled sample edition, read and analysed once a run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest
from msgspec import Struct, structs

from nutgraf import desk
from nutgraf.analysis.analyze import analyze
from nutgraf.records import Analysis, Article, Edition
from nutgraf.sample import retold_file, sample_folder


class Sample(Struct, frozen=True):
    """The sample's articles with their analyses, and the edition of its second day."""

    articles: tuple[Article, ...]
    analyses: Mapping[str, Analysis]
    edition: Edition


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="write tests/golden anew; then read the diff"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Holds a text against its file in tests/golden; --update-golden writes the file."""

    def hold(name: str, text: str) -> None:
        path = Path(__file__).parent / "golden" / name
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), (
            f"{name} is not what it was; if it is better, run pytest --update-golden"
        )

    return hold


def _sample(location: Path, day: dt.date) -> Sample:
    reading = desk.read_paths(location)
    analyses = {article.id: analyze(article) for article in reading}
    # The golden edition must not say where this copy of the sample lies.
    failures = [
        structs.replace(f, item=f.item.removeprefix(f"{location}/")) for f in reading.failures
    ]
    edition = desk.write_edition(reading.articles, analyses, as_of=day, failures=failures)
    return Sample(reading.articles, analyses, edition)


@pytest.fixture(scope="session")
def sample() -> Sample:
    """The invented edition of 5 March 2026."""
    return _sample(sample_folder(), dt.date(2026, 3, 5))


@pytest.fixture(scope="session")
def retold() -> Sample:
    """The re-told story of February 2025."""
    return _sample(retold_file(), dt.date(2025, 2, 13))
