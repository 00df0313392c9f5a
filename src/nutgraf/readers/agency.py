"""What an agency allows with an item: whether it may be used, and from when on."""

from __future__ import annotations

import datetime as dt

from nutgraf.errors import NotAnArticle
from nutgraf.readers.published import is_absent, published_at

_USABLE = frozenset(("usable", "stat:usable"))


def check_usable(item: str, status: str | None) -> None:
    """Raises ``NotAnArticle`` for an item that its agency withholds or has withdrawn."""
    if status and status.strip().casefold() not in _USABLE:
        word = status.strip().rpartition(":")[2][:40]
        raise NotAnArticle(item, f"its agency says of it: {word}; it is not to be used")


def check_embargo(item: str, is_embargoed: bool, until: object, now: dt.datetime | None) -> None:
    """Raises ``NotAnArticle`` for an item that may not be used yet.

    ``until`` is absent where the embargo has no end. Without a ``now`` nothing shows that an
    embargo is over, so it holds.
    """
    if not is_embargoed:
        return
    if is_absent(until):
        raise NotAnArticle(item, "it is under an embargo without an end; it is not read")
    end = published_at(until)
    if end is None:
        raise NotAnArticle(
            item, f"it is under an embargo until {str(until)[:60]!r}, which makes no sense"
        )
    if now is None:
        raise NotAnArticle(
            item,
            f"it is under an embargo until {end.isoformat()}, and nothing says what time it is; "
            "give the moment of reading (retrieved)",
        )
    if in_zone(end) > in_zone(now):
        raise NotAnArticle(item, f"it is under an embargo until {end.isoformat()}; it is not read")


def in_zone(moment: dt.datetime) -> dt.datetime:
    """``moment``, taken for universal time where it has no zone, so that two can be compared."""
    return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
