"""How the stores' files are written: into a log beside them, so that readers never wait."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable

_PAUSE = 0.02


def write_ahead(execute: Callable[[str], object], seconds: float) -> None:
    """Have a connection's file keep a write-ahead log, waiting ``seconds`` at the most.

    ``execute`` runs a statement on the connection. While another process makes the same
    file, SQLite refuses that at once and waits for nobody. Raises
    ``sqlite3.OperationalError`` where the other does not end in time.
    """
    for _ in range(int(seconds / _PAUSE)):
        try:
            execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            time.sleep(_PAUSE)
        else:
            return
    execute("PRAGMA journal_mode = WAL")
