"""Hours rungs: which patterns a policy leads through, and which days of a week are worked."""

from datetime import date, time, timedelta

import pytest

from ergo.analysis.policy import changed_policy
from ergo.analysis.worktime import days_in_a_week
from ergo.knowledge.policies import Policy, policy
from ergo.model.job import Roster, Shift
from ergo.model.record import PolicyChange
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


def changed(policy_id: str, **changes: object) -> Policy:
    made = [
        PolicyChange.model_validate({"policy_id": policy_id, "field": field, "value": value})
        for field, value in changes.items()
    ]
    return changed_policy(policy_id, made)


def patterns(chosen: Policy, roster: Roster) -> list[tuple[int | None, int | None, bool]]:
    return [(r.minutes_per_day, r.days_per_week, r.spaced) for r in hours_rungs(chosen, roster)]


FULL = (None, None, False)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"easy_start_days": 2}, [(240, 2, False), (240, None, False), (360, None, False), FULL]),
        (
            {"easy_start_days": 5},
            [(240, None, False), (360, None, False), FULL],
        ),  # no fewer days than at the start
        ({"long_days_apart_over": 300}, [(240, None, False), (360, None, True), (None, None, True)]),
        ({"start_minutes_per_day": 480}, [FULL]),
        (
            {"start_days_per_week": 3, "step_days_per_week": 1, "order": "days_then_hours"},
            [(240, 3, False), (240, 4, False), (240, None, False), (360, None, False), FULL],
        ),
        (
            {"start_days_per_week": 3, "step_days_per_week": 1},
            [(240, 3, False), (360, 3, False), (480, 3, False), (480, 4, False), FULL],
        ),
        (
            {"start_days_per_week": 3, "step_days_per_week": 1, "order": "both"},
            [(240, 3, False), (360, 4, False), FULL],
        ),
        # 20 h to 40 h in week 5 by two-week steps: one step between, 30 h.
        ({"duration_weeks": 5, "step_interval_weeks": 2}, [(240, None, False), (360, None, False), FULL]),
        # A least time of three weeks with an interval of two makes it four weeks: no step between.
        (
            {"duration_weeks": 5, "step_interval_weeks": 2, "least_weeks_on_step": 3},
            [(240, None, False), FULL],
        ),
        # The easy start is one of the steps up to the week of full hours.
        (
            {"duration_weeks": 4, "easy_start_days": 2},
            [(240, 2, False), (240, None, False), (360, None, False), FULL],
        ),
    ],
)
def test_changed_figures_act_on_the_rungs(
    changes: dict[str, object], expected: list[tuple[int | None, int | None, bool]]
) -> None:
    assert patterns(changed("half_days_4_6_8", **changes), week(5, 480)) == expected


def test_shares_are_rounded_down_to_quarter_hours() -> None:
    """0.4, 0.6 and 0.8 of 7 h 36 min are 182.4, 273.6 and 364.8 min."""
    minutes = [r.minutes_per_day for r in hours_rungs(policy("shares_of_full_time"), week(5, 456))]
    assert minutes == [180, 270, 360, None]


def test_weekdays_as_printed() -> None:
    few, more, full = hours_rungs(policy("long_days_few"), week(5, 480))
    assert few.by_weekday == ((1, 480), (2, 480), (3, 240))
    assert more.by_weekday == ((1, 480), (2, 480), (3, 480), (4, 360))
    assert (full.minutes_per_day, full.days_per_week) == (None, None)


def test_printed_days_are_no_longer_than_the_longest_shift() -> None:
    few, *_ = hours_rungs(policy("long_days_few"), week(5, 456))
    assert few.by_weekday == ((1, 456), (2, 456), (3, 240))


MONDAY = date(2026, 11, 30)


def days(*offsets: int) -> list[date]:
    return [MONDAY + timedelta(days=offset) for offset in offsets]


PRINTED = Rung(480, 3, False, ((1, 480), (2, 480), (3, 240)))


@pytest.mark.parametrize(
    ("rung", "available", "most_days", "expected"),
    [
        (PRINTED, days(0, 1, 2, 3, 4), None, [(1, 480), (2, 480), (3, 240)]),
        (PRINTED, days(0, 1, 3, 4), None, [(1, 480), (2, 240)]),  # Wednesday is lost, and its hours with it
        (PRINTED, days(0, 1, 2, 3, 4), 2, [(1, 480), (2, 480)]),
        (
            PRINTED,
            days(4, 5, 6),
            None,
            [(0, 480), (1, 480), (2, 240)],
        ),  # a week without any of the printed days
        (PRINTED, days(5), None, [(0, 480)]),
        (PRINTED, [], None, []),
        (Rung(240, 2, True), days(0, 1, 2, 3, 4), None, [(0, 240), (2, 240)]),
        (Rung(240, 2, True), days(0, 1, 3, 4), None, [(0, 240), (2, 240)]),  # Monday and Thursday
        (
            Rung(240, 3, True),
            days(0, 2, 3, 4),
            None,
            [(0, 240), (1, 240), (3, 240)],
        ),  # Monday, Wednesday, Friday
        (Rung(240, 3, True), days(0, 1, 2, 3), None, [(0, 240), (2, 240), (3, 240)]),  # no room: spread
        (Rung(240, None, False), days(0, 1, 2), 2, [(0, 240), (1, 240)]),
        (Rung(None, None, False), days(0, 1), None, [(0, None), (1, None)]),
        (Rung(240, 2, True), days(0), None, [(0, 240)]),
        (Rung(240, 2, True), days(0, 2), 0, []),
    ],
)
def test_which_days_are_worked_and_how_long(
    rung: Rung, available: list[date], most_days: int | None, expected: list[tuple[int, int | None]]
) -> None:
    assert rung.worked(available, most_days) == expected


@pytest.mark.parametrize(
    ("rung", "label"),
    [
        (Rung(225, 2, True), "3 h 45 min a day, 2 days a week"),
        (Rung(240, None, False), "4 h a day, all roster days"),
        (Rung(240, 1, False), "4 h a day, 1 day a week"),
        (Rung(None, None, False), "roster hours, all roster days"),
        (PRINTED, "Tue 8 h, Wed 8 h and Thu 4 h"),
    ],
)
def test_a_rung_in_words(rung: Rung, label: str) -> None:
    assert rung.label == label
