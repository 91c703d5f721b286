"""`python -m ergo`: the command line."""

from ergo.cli import app

app(prog_name="python -m ergo")
