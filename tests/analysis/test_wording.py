"""Dates in the three styles, in every place where one is written."""

from collections.abc import Iterator
from datetime import date

import pytest

from ergo.analysis.wording import date_words, span_words, write_dates
from ergo.model.settings import DateStyle

DAY, LAST = date(2026, 1, 5), date(2026, 1, 11)


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    write_dates(DateStyle.DAY_FIRST)


@pytest.mark.parametrize(
    ("style", "whole", "short", "span"),
    [
        (DateStyle.DAY_FIRST, "Mon 5 Jan 2026", "5 Jan", "5 Jan to 11 Jan 2026"),
        (DateStyle.MONTH_FIRST, "Mon Jan 5, 2026", "Jan 5", "Jan 5 to Jan 11, 2026"),
        (DateStyle.ISO, "Mon 2026-01-05", "2026-01-05", "2026-01-05 to 2026-01-11"),
    ],
)
def test_style_of_dates(style: DateStyle, whole: str, short: str, span: str) -> None:
    write_dates(style)
    assert date_words(DAY) == whole
    assert date_words(DAY, weekday=False, year=False) == short
    assert span_words(DAY, LAST) == span


def test_span_over_new_year_gives_both_years() -> None:
    assert span_words(date(2025, 12, 29), DAY) == "29 Dec 2025 to 5 Jan 2026"
