"""A roster is read week by week, also over midnight and where its cycle does not end with a week."""

from datetime import date, time

import pytest

from ergo.analysis.rosters import clock_length, end_of, mean_week_min, roster_weeks, typed_minutes
from ergo.errors import InputError
from ergo.model.job import Roster, Shift

MONDAY = date(2026, 11, 23)


def roster(
    cycle_days: int, *days: int, anchor: date = MONDAY, start: time = time(22), paid_min: int = 480
) -> Roster:
    shifts = [Shift(day=day, start=start, paid_min=paid_min, unpaid_break_min=30) for day in days]
    return Roster(anchor=anchor, cycle_days=cycle_days, shifts=shifts)


def worked(found: Roster) -> list[str]:
    """Each week as a row of letters, x where a shift starts."""
    return ["".join("x" if day else "." for day in week.days) for week in roster_weeks(found)]


@pytest.mark.parametrize(
    ("cycle", "weeks"),
    [
        (roster(7, 0, 2), ["x.x...."]),
        (roster(14, 0, 8), ["x......", ".x....."]),
        # Four nights on, four off, from a Monday: each week a day later.
        (roster(8, 0, 1, 2, 3), ["xxxx...", ".xxxx..", "..xxxx.", "...xxxx"]),
        # Day 1 is a Wednesday: the Monday before it is day 6 of the cycle before.
        (roster(7, 0, anchor=date(2026, 11, 25)), ["..x...."]),
        (roster(1, 0), ["xxxxxxx"] * 4),
    ],
)
def test_weeks_of_a_cycle(cycle: Roster, weeks: list[str]) -> None:
    assert worked(cycle) == weeks


def test_night_belongs_to_the_day_on_which_it_starts_and_ends_on_the_next() -> None:
    (week,) = roster_weeks(roster(7, 6))
    night = week.days[6]
    assert night is not None
    assert (night.date, night.night, end_of(night)) == (date(2026, 11, 29), True, time(6, 30))
    assert week.days[0] is None


@pytest.mark.parametrize(
    ("cycle", "minutes"),
    [
        (roster(7, *range(5), paid_min=456), 38 * 60),
        (roster(14, *range(5), *range(7, 11), paid_min=507), round(9 * 507 / 2)),
        (roster(8, 0, 1, 2, 3, paid_min=660), 2310),  # 4 x 11 h in 8 days: 38.5 h a week
        (roster(7), 0),
        (roster(7, 0, 9), 480),  # a shift beyond the cycle never comes
    ],
)
def test_mean_hours_of_a_week(cycle: Roster, minutes: int) -> None:
    assert mean_week_min(cycle) == minutes


@pytest.mark.parametrize(
    "typed", ["7:36", "7 h 36", "7h36", "7 h 36 min", "7.6", "7,6 h", "456", "456 min", " 456 MIN "]
)
def test_seven_hours_thirty_six_however_it_is_typed(typed: str) -> None:
    assert typed_minutes(typed) == 456
    assert clock_length(456) == "7:36"


@pytest.mark.parametrize(
    ("typed", "bare_hours", "minutes"),
    [
        ("8", True, 480),
        ("12", True, 720),
        ("15", True, 15),
        ("10", False, 10),
        ("0", False, 0),
        ("1:05", False, 65),
    ],
)
def test_number_alone_is_hours_where_hours_are_meant(typed: str, bare_hours: bool, minutes: int) -> None:
    assert typed_minutes(typed, bare_hours=bare_hours) == minutes


@pytest.mark.parametrize("typed", ["", "eight", "7:75", "-8", "7:36:00", "8 to 16", "1e3", "20.5", "99999"])
def test_what_is_no_length_of_time_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="is no length of time"):
        typed_minutes(typed)
