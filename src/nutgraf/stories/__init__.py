"""Analysed articles into stories: who reports the same happening, and who only copies."""

from nutgraf.stories.group import group
from nutgraf.stories.merge import merge_quotes
from nutgraf.stories.rank import rank

__all__ = ["group", "merge_quotes", "rank"]
