"""Links as feeds and pages write them, to whole addresses."""

from __future__ import annotations

from urllib.parse import urljoin

from nutgraf.readers.publishers import host_of


def absolute(given: str, *bases: str | None) -> str | None:
    """``given`` as a whole http or https address; ``None`` where it cannot be made one."""
    link = "".join(given.split())
    if not link or link.startswith("#"):
        return None
    try:
        for base in bases:
            link = link if host_of(link) else urljoin(base or "", link)
        return link if host_of(link) else None
    except ValueError:
        return None
