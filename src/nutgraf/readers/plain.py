"""A function of the address alone, made to take what else a ``Fetch`` is told."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import cast

from nutgraf.plugins import Fetch, Fetched, Wanted


def as_fetch(given: Fetch | Callable[[str], Fetched]) -> Fetch:
    """``given``, or where it takes the address alone, a ``Fetch`` that tells it no more."""
    try:
        inspect.signature(given).bind("", kind="page", found_at=None)
    except TypeError:

        def fetch(url: str, *, kind: Wanted = "page", found_at: str | None = None) -> Fetched:
            return given(url)

        return fetch
    except ValueError:
        # written in C, and nothing is known of it
        pass
    return cast("Fetch", given)
