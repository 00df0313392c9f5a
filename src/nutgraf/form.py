"""How long and in what style a brief is written: what an editor may set, with its defaults."""

from __future__ import annotations

from msgspec import Struct


class Room(Struct, frozen=True):
    """The words a part has room for: it is filled to ``least`` and never goes over ``most``."""

    least: int
    most: int


class Form(Struct, frozen=True):
    """The form of a brief; the defaults are those measured on published briefs.

    ``happened``, ``said`` and ``coming`` are the room of the three parts. ``weekdays``: a day
    within six days is printed by its name, else every day as month and day. ``party_tags``:
    "(D-Ohio)" after a name stays.
    """

    happened: Room = Room(45, 75)
    said: Room = Room(115, 165)
    coming: Room = Room(30, 65)
    weekdays: bool = True
    party_tags: bool = False


USUAL = Form()
