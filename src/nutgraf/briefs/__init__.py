"""A story into its brief, and the check that every sentence of it holds."""

from nutgraf.briefs.check import Fault, check_brief, check_point
from nutgraf.briefs.compose import compose

__all__ = ["Fault", "check_brief", "check_point", "compose"]
