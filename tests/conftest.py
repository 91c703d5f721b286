"""Settings for every test: hypothesis draws the same examples on every run, dates are written the usual way."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

from ergo.analysis.wording import write_dates
from ergo.model.settings import DateStyle

settings.register_profile("ergo", derandomize=True, deadline=None)
settings.load_profile("ergo")


@pytest.fixture(autouse=True)
def dates_day_first() -> Iterator[None]:
    """The order of dates is one setting of the whole program: a test that changes it changes it for itself alone."""
    write_dates(DateStyle.DAY_FIRST)
    yield
    write_dates(DateStyle.DAY_FIRST)
