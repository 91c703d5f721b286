"""The command line: the work of the app without a screen. JSON in, JSON out.

Exit codes: 0 for done, 1 where the checker finds violations, 2 for bad input, with what is wrong on stderr. Each group
of commands is a module; importing it puts its commands into the one app, in the order in which help lists them.
"""

from ergo.cli import documents, match, plan, records, review, score
from ergo.cli.common import app

__all__ = ["app", "documents", "match", "plan", "records", "review", "score"]
