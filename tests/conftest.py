"""Settings for every test: hypothesis draws the same examples on every run, without a time limit."""

from hypothesis import settings

settings.register_profile("ergo", derandomize=True, deadline=None)
settings.load_profile("ergo")
