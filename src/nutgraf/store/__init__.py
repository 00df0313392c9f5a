"""What the desk keeps between runs."""

from nutgraf.store.running import RunningStories
from nutgraf.store.sqlite import Store

__all__ = ["RunningStories", "Store"]
