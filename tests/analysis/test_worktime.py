"""Dated working time: rosters of every kind, and what leave, holidays and appointments take off."""

from datetime import date, time

import pytest

from ergo.analysis.worktime import (
    appointment_minutes,
    monday_of,
    normal_shift_min,
    public_holidays,
    roster_shifts,
    working_shifts,
)
from ergo.errors import InputError
from ergo.model.job import Roster, Shift
from ergo.model.record import Appointment, Leave
from tests.analysis.build import START, a_case, a_task

WEDNESDAY = date(2026, 12, 2)


def dates(roster: Roster, first: date, last: date) -> list[date]:
    return [shift.date for shift in roster_shifts(roster, first, last)]


def shift(day: int, start: int = 6, paid_min: int = 480, unpaid_break_min: int = 0) -> Shift:
    return Shift(day=day, start=time(start), paid_min=paid_min, unpaid_break_min=unpaid_break_min)


def days_of_december(*days: int) -> list[date]:
    return [date(2026, 12, day) for day in days]


@pytest.mark.parametrize(
    ("day", "monday"),
    [
        (date(2026, 11, 30), date(2026, 11, 30)),
        (date(2026, 12, 6), date(2026, 11, 30)),
        (date(2027, 1, 1), date(2026, 12, 28)),
    ],
)
def test_monday_on_or_before(day: date, monday: date) -> None:
    assert monday_of(day) == monday


def test_a_week_from_monday_to_friday() -> None:
    roster = Roster(anchor=START, shifts=[shift(day) for day in range(5)])
    assert dates(roster, date(2026, 12, 4), date(2026, 12, 8)) == days_of_december(4, 7, 8)


def test_the_cycle_also_runs_before_its_anchor() -> None:
    roster = Roster(anchor=START, shifts=[shift(0)])
    assert dates(roster, date(2026, 11, 16), date(2026, 11, 29)) == [date(2026, 11, 16), date(2026, 11, 23)]


def test_a_nine_day_fortnight_has_every_second_friday_off() -> None:
    fortnight = Roster(anchor=START, cycle_days=14, shifts=[shift(d) for d in (0, 1, 2, 3, 4, 7, 8, 9, 10)])
    fridays = [day for day in dates(fortnight, START, date(2026, 12, 27)) if day.weekday() == 4]
    assert fridays == days_of_december(4, 18)
    assert len(dates(fortnight, START, date(2026, 12, 13))) == 9


def test_a_rotation_that_is_no_week_wanders_through_the_weekdays() -> None:
    """Two early, two late, two nights, four off: a cycle of ten days."""
    starts = [6, 6, 14, 14, 22, 22]
    rotating = Roster(anchor=START, cycle_days=10, shifts=[shift(d, start) for d, start in enumerate(starts)])
    found = roster_shifts(rotating, START, date(2026, 12, 11))
    assert [s.date for s in found] == [date(2026, 11, 30), *days_of_december(1, 2, 3, 4, 5, 10, 11)]
    assert [s.start.hour for s in found] == [*starts, 6, 6]
    assert [s.night for s in found] == [False, False, False, False, True, True, False, False]


@pytest.mark.parametrize(
    ("start", "paid_min", "unpaid_break_min", "night"),
    [
        (time(6), 480, 30, False),
        (time(5, 45), 480, 0, True),
        (time(15), 480, 0, False),
        (time(15), 480, 30, True),
        (time(22), 480, 30, True),
        (time(0), 300, 0, True),
    ],
)
def test_a_shift_is_at_night_when_any_of_it_lies_between_23_and_6(
    start: time, paid_min: int, unpaid_break_min: int, night: bool
) -> None:
    roster = Roster(
        anchor=START,
        shifts=[Shift(day=0, start=start, paid_min=paid_min, unpaid_break_min=unpaid_break_min)],
    )
    assert roster_shifts(roster, START, START)[0].night is night


def test_normal_day_is_the_longest_shift() -> None:
    assert (
        normal_shift_min(Roster(anchor=START, shifts=[shift(0, paid_min=420), shift(1, paid_min=600)])) == 600
    )
    assert normal_shift_min(Roster(anchor=START)) == 0


def test_leave_takes_whole_days_with_its_label() -> None:
    case = a_case(a_task())
    case.leave = [Leave(first_day=date(2026, 12, 1), last_day=WEDNESDAY, label="Annual leave")]
    week = working_shifts(case, START, date(2026, 12, 4))
    assert [(s.available_min, s.lost_to) for s in week] == [
        (480, ""),
        (0, "Annual leave"),
        (0, "Annual leave"),
        (480, ""),
        (480, ""),
    ]
    assert {s.paid_min for s in week} == {480}


def test_christmas_in_england_falls_on_friday_and_monday_in_2026() -> None:
    case = a_case(a_task(), country="GB", region="ENG")
    lost = [s for s in working_shifts(case, date(2026, 12, 21), date(2027, 1, 1)) if s.lost_to]
    assert [(s.date, s.available_min) for s in lost] == [
        (date(2026, 12, 25), 0),
        (date(2026, 12, 28), 0),
        (date(2027, 1, 1), 0),
    ]
    assert lost[0].lost_to == "Christmas Day"


def test_without_a_country_every_rostered_day_is_worked() -> None:
    assert all(s.available_min == 480 for s in working_shifts(a_case(a_task()), START, date(2027, 1, 1)))
    assert public_holidays("", "", 2026, 2027) == {}


@pytest.mark.parametrize(("country", "region"), [("XX", ""), ("GB", "ATLANTIS")])
def test_an_unknown_country_or_region_is_named(country: str, region: str) -> None:
    with pytest.raises(InputError, match=f"country '{country}' with region '{region}'"):
        public_holidays(country, region, 2026, 2026)


def appointment(**fields: object) -> Appointment:
    return Appointment.model_validate({"on": WEDNESDAY, "minutes": 60} | fields)


def test_weekly_treatment_shortens_its_weekday_until_it_ends() -> None:
    case = a_case(a_task(), appointments=[appointment(repeats_until=date(2026, 12, 16))])
    shorter = [s for s in working_shifts(case, START, date(2026, 12, 31)) if s.available_min < 480]
    assert [(s.date, s.available_min, s.lost_to) for s in shorter] == [
        (day, 420, "appointment") for day in days_of_december(2, 9, 16)
    ]


@pytest.mark.parametrize(
    ("fields", "minutes"),
    [({}, 60), ({"in_work_time": False}, 0), ({"on": date(2026, 12, 9)}, 0), ({"minutes": 600}, 600)],
)
def test_a_single_appointment_counts_on_its_day(fields: dict[str, object], minutes: int) -> None:
    case = a_case(a_task(), appointments=[appointment(**fields)])
    assert appointment_minutes(case, WEDNESDAY) == minutes
    assert appointment_minutes(case, date(2026, 12, 16)) == 0
    left = working_shifts(case, WEDNESDAY, WEDNESDAY)[0].available_min
    assert left == max(0, 480 - minutes)


@pytest.mark.parametrize("roster", [None, Roster(anchor=START)])
def test_a_roster_without_a_working_day_is_refused(roster: Roster | None) -> None:
    case = a_case(a_task())
    case.job.roster = roster
    with pytest.raises(InputError, match="no working day"):
        working_shifts(case, START, START)
