"""Where the model is, and how much of it one run may use: from a file and the environment."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
import platformdirs
from msgspec import Struct, structs

from nutgraf.errors import SettingsError

_FILE = "llm.toml"
_VARIABLES = {"url": "NUTGRAF_LLM_URL", "model": "NUTGRAF_LLM_MODEL", "key": "NUTGRAF_LLM_KEY"}
# What each number may be: the least and the most.
_BOUNDS: dict[str, tuple[float, float]] = {
    "connect": (0.1, 120),
    "total": (0.1, 3600),
    "tries": (1, 10),
    "wait": (0, 300),
    "calls": (1, 10_000),
    "characters": (1_000, 100_000_000),
    "seconds": (1, 86_400),
    "most_bytes": (1_000, 10_000_000),
    "most_tokens": (16, 100_000),
    "temperature": (0, 2),
}


class LlmSettings(Struct, frozen=True, forbid_unknown_fields=True):
    """Where the model is asked, and the bounds of asking it.

    ``url`` is the base address ("http://127.0.0.1:11434/v1"), ``key`` what is sent as bearer
    token, ``None`` for none. Seconds: ``connect`` to reach it, ``total`` for one whole answer,
    ``wait`` at most between two tries. One run spends at most ``calls`` requests, ``characters``
    sent and received, and ``seconds``. An answer over ``most_bytes`` is not read to its end;
    ``most_tokens`` is what the model is asked to keep to.
    """

    url: str
    model: str
    key: str | None = None
    connect: float = 5.0
    total: float = 60.0
    tries: int = 3
    wait: float = 10.0
    calls: int = 60
    characters: int = 500_000
    seconds: float = 600.0
    most_bytes: int = 200_000
    most_tokens: int = 2_000
    temperature: float = 0.0

    def __repr__(self) -> str:
        """Without the key, which must not stand in any message."""
        return f"LlmSettings({self.url!r}, {self.model!r})"


def load_settings(
    path: Path | None = None, environ: Mapping[str, str] | None = None
) -> LlmSettings:
    """The settings in ``path``, overruled by ``NUTGRAF_LLM_URL``, ``_MODEL`` and ``_KEY``.

    Without ``path`` the file that ``NUTGRAF_LLM_SETTINGS`` names is read, else the user's own
    if there is one. Raises ``SettingsError`` saying what is missing or what is allowed.
    """
    environ = os.environ if environ is None else environ
    given = environ.get("NUTGRAF_LLM_SETTINGS")
    named = path or (Path(given) if given else None)
    file = named or Path(platformdirs.user_config_dir("nutgraf", appauthor=False)) / _FILE
    table = _table(file, must_exist=named is not None)
    for field, variable in _VARIABLES.items():
        if environ.get(variable):
            table[field] = environ[variable]
    for field in ("url", "model"):
        if not table.get(field):
            raise SettingsError(
                _VARIABLES[field], f"this is not set, and {file} has no {field!r} either"
            )
    try:
        settings = msgspec.convert(table, LlmSettings)
    except msgspec.ValidationError as problem:
        raise SettingsError(str(file), str(problem)) from problem
    return _checked(settings, str(file))


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


def _checked(settings: LlmSettings, file: str) -> LlmSettings:
    for name, (least, most) in _BOUNDS.items():
        value = getattr(settings, name)
        if not least <= value <= most:
            raise SettingsError(f"{file}: {name}", f"{value!r} is not from {least} to {most}")
    if settings.key is not None and not (settings.key.isascii() and settings.key.isprintable()):
        raise SettingsError("NUTGRAF_LLM_KEY", "the key holds characters that no key has")
    try:
        address = urlsplit(settings.url)
    except ValueError:
        address = urlsplit("")
    if address.scheme not in {"http", "https"} or not address.hostname or address.username:
        raise SettingsError("url", "this is no web address, as in http://127.0.0.1:11434/v1")
    return structs.replace(settings, url=settings.url.rstrip("/"))
