"""Where the analysis runs."""

from nutgraf.engines.local import map_articles

__all__ = ["map_articles"]
