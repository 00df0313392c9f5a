"""The sample edition that comes with Nutgraf: invented articles, to try it on without any news."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def sample_folder() -> Path:
    """The folder of the sample articles; it is there in every installed Nutgraf.

    It holds JSON Lines, saved pages and plain text, one line that is broken and one article
    in French. All of it is invented.
    """
    return Path(str(resources.files(__name__))) / "articles"


def retold_file() -> Path:
    """The JSON Lines file of one real story of February 2025, told again by invented publishers.

    The persons in it are real and are quoted as they were in print; the wording around the
    quotations is ours.
    """
    return Path(str(resources.files(__name__))) / "retold" / "articles.jsonl"
