"""What a user may set, read from one file and the environment, at a front door only."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import platformdirs
from msgspec import Struct, convert
from msgspec.structs import asdict, replace

from nutgraf.errors import SettingsError
from nutgraf.form import USUAL, Form, Room

MOST_WORKERS = 256
_NONE_NAMED: Mapping[str, str] = MappingProxyType({})
_ALLOWED = "brief, fetch, db, workers and publishers"


class FetchSettings(Struct, frozen=True):
    """How the network is used; the table ``[fetch]`` of the settings file.

    Seconds: ``delay`` between two requests to one host, ``connect`` to reach it, ``read``
    between two pieces of an answer, ``total`` for all of one address, ``poll_gap`` between
    two polls of one feed. ``at_once`` requests to one host at a time; ``tries`` of each.
    ``most_bytes`` of one answer, ``kept_bytes`` of all that are kept. ``contact`` is an
    address for publishers, sent with each request. ``offline``: use only what is kept.
    ``public``: reach nothing inside this machine's networks.
    """

    delay: float = 0.5
    at_once: int = 2
    connect: float = 5.0
    read: float = 10.0
    total: float = 30.0
    tries: int = 3
    most_redirects: int = 5
    most_bytes: int = 10_000_000
    kept_bytes: int = 500_000_000
    poll_gap: float = 3600.0
    contact: str | None = None
    offline: bool = False
    public: bool = False


# What each number may be: the least and the most.
_FETCH_BOUNDS = {
    "delay": (0, 60),
    "at_once": (1, 16),
    "connect": (0.1, 120),
    "read": (0.1, 300),
    "total": (0.1, 3600),
    "tries": (1, 10),
    "most_redirects": (0, 20),
    "most_bytes": (10_000, 100_000_000),
    "kept_bytes": (0, 1_000_000_000_000),
    "poll_gap": (60, 604_800),
}
_MOST_CONTACT = 200


class Settings(Struct, frozen=True):
    """The settings of one run.

    ``db`` is the file in which analyses are kept; ``workers`` how many processes analyse,
    ``None``: as many as there are processors; ``publishers`` adds to, or overrules, the
    names by which publishers are called: host name to name; ``fetch`` how the network is used,
    ``brief`` the form of briefs.
    """

    db: Path
    workers: int | None = None
    publishers: Mapping[str, str] = _NONE_NAMED
    fetch: FetchSettings = FetchSettings()
    brief: Form = USUAL


def default_path() -> Path:
    """Where the settings file is looked for; it need not exist."""
    return Path(platformdirs.user_config_dir("nutgraf", appauthor=False)) / "settings.toml"


def default_db() -> Path:
    """Where analyses are kept unless the user names another file."""
    return Path(platformdirs.user_data_dir("nutgraf", appauthor=False)) / "desk.db"


def load_settings(path: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """The settings in ``path``, overruled by ``NUTGRAF_DB`` and ``NUTGRAF_WORKERS``.

    Without ``path`` the user's own file is read if there is one; a ``path`` that is given
    must exist. Raises ``SettingsError`` naming the key, where it stands, and what is allowed.
    """
    environ = os.environ if environ is None else environ
    named = path or (Path(environ["NUTGRAF_SETTINGS"]) if environ.get("NUTGRAF_SETTINGS") else None)
    file = named or default_path()
    table = _table(file, must_exist=named is not None)
    for key in table:
        if key not in ("db", "workers", "publishers", "fetch", "brief"):
            raise SettingsError(f"{file}: {key}", f"there is no such setting; there are {_ALLOWED}")
    db, workers = default_db(), None
    if "db" in table:
        db = _db(table["db"], f"{file}: db", file.parent)
    if "workers" in table:
        workers = _workers(table["workers"], f"{file}: workers")
    if environ.get("NUTGRAF_DB"):
        db = _db(environ["NUTGRAF_DB"], "NUTGRAF_DB", Path())
    if environ.get("NUTGRAF_WORKERS"):
        workers = _workers(environ["NUTGRAF_WORKERS"], "NUTGRAF_WORKERS")
    return Settings(
        db=db,
        workers=workers,
        publishers=_publishers(table.get("publishers", {}), str(file)),
        fetch=_fetch(table.get("fetch", {}), f"{file}: fetch"),
        brief=_brief(table.get("brief", {}), f"{file}: brief"),
    )


_ROOMS = ("happened", "said", "coming")
_STYLES = ("weekdays", "party_tags")
_MOST_ROOM = 1000


def _brief(value: object, key: str) -> Form:
    """The table ``[brief]``: two numbers of words for each part, and yes or no for each style."""
    if not isinstance(value, dict):
        raise SettingsError(key, "this is no table; write [brief] with its settings below it")
    form = USUAL
    for name, given in value.items():
        if name in _ROOMS:
            form = replace(form, **{name: _room(given, f"{key}.{name}")})
        elif name in _STYLES:
            if not isinstance(given, bool):
                raise SettingsError(f"{key}.{name}", f"{given!r} is neither true nor false")
            form = replace(form, **{name: given})
        else:
            allowed = ", ".join((*_ROOMS, *_STYLES))
            raise SettingsError(f"{key}.{name}", f"there is no such setting; there are {allowed}")
    return form


def _room(value: object, key: str) -> Room:
    plain = isinstance(value, list) and len(value) == 2 and all(type(n) is int for n in value)
    if not plain or not isinstance(value, list) or not 0 <= value[0] <= value[1] <= _MOST_ROOM:
        raise SettingsError(
            key, f"{value!r} is no room; write the least and the most words, such as [45, 75]"
        )
    return Room(value[0], value[1])


def _table(file: Path, *, must_exist: bool) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        if must_exist:
            raise SettingsError(str(file), "there is no such settings file") from None
        return {}
    except tomllib.TOMLDecodeError as problem:
        raise SettingsError(str(file), f"this is not TOML: {problem}") from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise SettingsError(str(file), f"the file cannot be read: {problem}") from problem


def _db(value: object, key: str, base: Path) -> Path:
    if not isinstance(value, str) or not value.strip():
        raise SettingsError(key, f"{value!r} is no path of a file; write it in quotation marks")
    return base / Path(value).expanduser()


def _workers(value: object, key: str) -> int:
    try:
        count = int(value) if isinstance(value, str) else value
    except ValueError:
        count = None
    # True is an int to Python, and `workers = true` a slip
    if not isinstance(count, int) or isinstance(count, bool) or not 1 <= count <= MOST_WORKERS:
        raise SettingsError(key, f"{value!r} is no whole number from 1 to {MOST_WORKERS}")
    return count


def _publishers(value: object, file: str) -> Mapping[str, str]:
    if not isinstance(value, dict):
        raise SettingsError(
            f"{file}: publishers",
            'this must be a table, as in [publishers] "news.example" = "The Example"',
        )
    for host, name in value.items():
        if not isinstance(name, str) or not name.strip():
            raise SettingsError(
                f"{file}: publishers.{host}", f"{name!r} is no name; write a host name = a name"
            )
    return MappingProxyType({host.strip().lower(): name.strip() for host, name in value.items()})


def _fetch(value: object, key: str) -> FetchSettings:
    if not isinstance(value, dict):
        raise SettingsError(key, "this must be a table, as in [fetch] delay = 1.0")
    known = {field: type(default) for field, default in asdict(FetchSettings()).items()}
    given: dict[str, object] = {}
    for name, each in value.items():
        place = f"{key}.{name}"
        if name not in known:
            raise SettingsError(place, f"there is no such setting; there are {', '.join(known)}")
        if name in _FETCH_BOUNDS:
            least, most = _FETCH_BOUNDS[name]
            kinds = (int, float) if known[name] is float else (int,)
            if not isinstance(each, kinds) or isinstance(each, bool) or not least <= each <= most:
                whole = "number" if known[name] is float else "whole number"
                raise SettingsError(place, f"{each!r} is no {whole} from {least} to {most}")
        elif name == "contact":
            if not isinstance(each, str) or not each.isascii() or not each.isprintable():
                raise SettingsError(place, f"{each!r} is no address of a page or mailbox")
            if not 0 < len(each) <= _MOST_CONTACT or set(each) & set("()"):
                raise SettingsError(place, "write an address of a page or mailbox, no brackets")
        elif not isinstance(each, bool):
            raise SettingsError(place, f"{each!r} is neither true nor false")
        given[name] = each
    return convert(given, FetchSettings)
