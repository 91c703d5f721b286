"""Hours rungs against the schedules that sources print (S05, S08, S09)."""

from datetime import date, time

import pytest

from ergo.analysis.worktime import days_in_a_week
from ergo.knowledge.policies import policy
from ergo.model.job import Roster, Shift
from ergo.planning.rungs import Rung, choose_days, hours_rungs


def week(days: int, paid_min: int, cycle_days: int = 7) -> Roster:
    shifts = [Shift(day=d, start=time(8), paid_min=paid_min) for d in range(days)]
    return Roster(anchor=date(2026, 11, 30), cycle_days=cycle_days, shifts=shifts)


def weekly_hours(policy_id: str, roster: Roster) -> list[float]:
    full_days, full_min = len(roster.shifts), roster.shifts[0].paid_min
    rungs = hours_rungs(policy(policy_id), roster)
    return [(r.minutes_per_day or full_min) * (r.days_per_week or full_days) / 60 for r in rungs]


def test_burn_clinic_4_6_8_hours_a_day() -> None:
    """S05 prints 4, 6 and 8 hours a day for weeks 1, 2 and 3; five days a week give 20, 30, 40."""
    rungs = hours_rungs(policy("half_days_4_6_8"), week(5, 480))
    assert [r.minutes_per_day for r in rungs] == [240, 360, None]
    assert weekly_hours("half_days_4_6_8", week(5, 480)) == [20, 30, 40]


def test_medigold_two_half_days_to_a_full_week_over_six_weeks() -> None:
    """S09 prints week 1 (two half days) and week 6 (full week of 37.5 h); the weeks between rise."""
    hours = weekly_hours("two_half_days_spaced", week(5, 450))
    assert len(hours) == 6
    assert hours[0] == 7.5
    assert hours[-1] == 37.5
    assert hours == sorted(hours)


def test_medigold_weeks_between_stay_within_an_even_rise() -> None:
    """An even rise gives 7.5, 13.5, 19.5, 25.5, 31.5, 37.5; whole quarter hours may only round it down."""
    even = [7.5, 13.5, 19.5, 25.5, 31.5, 37.5]
    hours = weekly_hours("two_half_days_spaced", week(5, 450))
    assert all(low - 1.25 <= got <= low for got, low in zip(hours, even, strict=True))


def test_vancouver_two_half_days_are_monday_and_wednesday() -> None:
    """S08 prints four hours on Monday and four on Wednesday."""
    assert choose_days(2, 5, spaced=True) == (0, 2)


@pytest.mark.parametrize(
    ("count", "available", "spaced", "expected"),
    [
        (3, 5, True, (0, 2, 4)),
        (4, 5, True, (0, 1, 3, 4)),
        (5, 5, True, (0, 1, 2, 3, 4)),
        (1, 5, True, (0,)),
        (3, 5, False, (0, 1, 2)),
        (5, 3, False, (0, 1, 2)),
        (0, 5, True, ()),
    ],
)
def test_worked_days(count: int, available: int, spaced: bool, expected: tuple[int, ...]) -> None:
    assert choose_days(count, available, spaced) == expected


def test_a_part_timer_never_gets_more_than_the_contract() -> None:
    """Peer failure rtw-part-timer: 4 h on 3 days stays 4 h on 3 days."""
    rungs = hours_rungs(policy("half_days_4_6_8"), week(3, 240))
    assert len(rungs) == 1
    assert rungs[0].minutes_per_day is None


def test_nine_day_fortnight_counts_five_days_at_most() -> None:
    roster = Roster(
        anchor=date(2026, 11, 30),
        cycle_days=14,
        shifts=[Shift(day=d, start=time(8), paid_min=507) for d in (0, 1, 2, 3, 4, 7, 8, 9, 10)],
    )
    assert days_in_a_week(roster) == 5
