"""What a user may set, read from one file and the environment, at a front door only."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

import platformdirs
from msgspec import Struct

from nutgraf.errors import SettingsError

MOST_WORKERS = 256
_NONE_NAMED: Mapping[str, str] = MappingProxyType({})
_ALLOWED = "db, workers and publishers"


class Settings(Struct, frozen=True):
    """The settings of one run.

    ``db`` is the file in which analyses are kept; ``workers`` how many processes analyse,
    ``None``: as many as there are processors; ``publishers`` adds to, or overrules, the
    names by which publishers are called: host name to name.
    """

    db: Path
    workers: int | None = None
    publishers: Mapping[str, str] = _NONE_NAMED


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
        if key not in ("db", "workers", "publishers"):
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
        db=db, workers=workers, publishers=_publishers(table.get("publishers", {}), str(file))
    )


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
