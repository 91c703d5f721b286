"""Workplace ergonomics and return-to-work planning: the package behind the app and the command line.

The parts, in the order in which data travels and in which a module may import: errors and units, knowledge,
methods and model, analysis, advice, planning, drawing, reports, store, workflow, cli.
"""

__version__ = "0.1.0"
