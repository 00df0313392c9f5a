"""What the desk keeps between runs."""

from nutgraf.store.sqlite import Store

__all__ = ["Store"]
