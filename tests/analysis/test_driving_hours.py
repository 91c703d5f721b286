"""Driving-hours rules: which hold, and a driver's day and week beside each limit."""

from datetime import date, time

import pytest

from ergo.analysis.driving import Doing, Piece, driving_day
from ergo.analysis.driving_hours import (
    LimitCheck,
    Verdict,
    break_due,
    check_hours,
    permitted_stretch,
    runs,
)
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.driving_hours import HoursLimit, Measure, hours_rules, rules_for
from ergo.model.case import Case
from ergo.model.job import Roster, Shift, Task, TaskKind
from tests.analysis.build import START, a_capacity, a_case, a_restriction, a_task, measured

EU_RUN = next(limit for limit in hours_rules()["eu_561"].limits if limit.measure is Measure.DRIVING_RUN)
US_RUN = next(limit for limit in hours_rules()["us_property"].limits if limit.measure is Measure.DRIVING_RUN)


def driver(*legs: tuple[float, int], **fields: object) -> Task:
    given = [{"minutes": minutes, "then_break_min": rest} for minutes, rest in legs]
    return a_task(TaskKind.DRIVING, legs=given, **fields)


def at_work(task: Task, country: str = "DE", roster: Roster | None = None) -> Case:
    case = a_case(task, country=country)
    if roster is not None:
        case.job.roster = roster
    return case


def check(case: Case, rule_id: str, measure: str, vehicle_class: str = "goods_heavy") -> LimitCheck:
    (rule,) = (found for found in check_hours(case, vehicle_class) if found.rule.id == rule_id)
    (found,) = (one for one in rule.checks if one.limit.measure == measure)
    return found


@pytest.mark.parametrize(
    ("country", "region", "vehicle_class", "expected"),
    [
        ("DE", "", "goods_heavy", ["eu_561"]),
        ("DE", "", "goods_light", []),
        ("GB", "", "goods_light", ["gb_goods"]),
        ("GB", "ENG", "passenger", ["eu_561", "uk_working_time", "gb_passenger"]),
        ("US", "TX", "goods_heavy", ["us_property"]),
        ("US", "", "passenger", ["us_passenger"]),
        ("AU", "NSW", "goods_heavy", ["au_hvnl"]),
        ("AU", "WA", "goods_heavy", ["au_wa"]),
        ("CA", "ON", "passenger", ["ca_south"]),
        ("CA", "YT", "passenger", []),
        ("US", "", "car", []),
        ("", "", "goods_heavy", []),
    ],
)
def test_rules_that_hold(country: str, region: str, vehicle_class: str, expected: list[str]) -> None:
    found = rules_for(country, region, vehicle_class)
    assert [rule.id for rule in found if rule.binding] == expected
    assert [rule.id for rule in found if not rule.binding] == ["highway_code_91"]


@pytest.mark.parametrize(
    ("rule_id", "measure", "hours"),
    [
        ("eu_561", "driving_day", 9),
        ("eu_561", "driving_run", 4.5),
        ("eu_561", "driving_week", 56),
        ("eu_561", "driving_fortnight", 90),
        ("eu_561", "daily_rest", 11),
        ("uk_working_time", "work_week", 60),
        ("gb_goods", "driving_day", 10),
        ("gb_goods", "duty_day", 11),
        ("gb_passenger", "driving_run", 5.5),
        ("gb_passenger", "window", 16),
        ("us_property", "driving_day", 11),
        ("us_property", "driving_run", 8),
        ("us_property", "window", 14),
        ("us_passenger", "driving_day", 10),
        ("us_passenger", "duty_day", 15),
        ("au_hvnl", "work_run", 5.25),
        ("au_hvnl", "duty_day", 12),
        ("au_hvnl", "work_week", 72),
        ("ca_south", "driving_day", 13),
        ("ca_south", "duty_day", 14),
        ("highway_code_91", "driving_run", 2),
    ],
)
def test_hours_as_the_sources_give_them(rule_id: str, measure: str, hours: float) -> None:
    """The table of the reference, driving.md section 4."""
    assert [x.value for x in hours_rules()[rule_id].limits if x.measure == measure] == [hours]


@pytest.mark.parametrize(
    ("minutes", "verdict"),
    [
        (540, Verdict.KEEPS),
        (541, Verdict.BY_EXCEPTION),
        (600, Verdict.BY_EXCEPTION),
        (601, Verdict.BREAKS),
    ],
)
def test_driving_in_a_day(minutes: int, verdict: Verdict) -> None:
    found = check(at_work(driver((minutes, 0))), "eu_561", "driving_day")
    assert (found.verdict, found.found_min) == (verdict, minutes)


@pytest.mark.parametrize(
    ("legs", "longest", "verdict"),
    [
        ([(270, 45), (200, 0)], 270, Verdict.KEEPS),
        ([(271, 45), (200, 0)], 271, Verdict.BREAKS),
        ([(200, 44), (200, 0)], 400, Verdict.BREAKS),
        ([(120, 15), (120, 30), (200, 0)], 240, Verdict.KEEPS),
        ([(120, 30), (120, 15), (200, 0)], 440, Verdict.BREAKS),
        ([(120, 30), (120, 30), (200, 0)], 240, Verdict.KEEPS),
    ],
)
def test_the_break_of_the_european_rule_whole_or_as_15_and_30(
    legs: list[tuple[float, int]], longest: float, verdict: Verdict
) -> None:
    found = check(at_work(driver(*legs)), "eu_561", "driving_run")
    assert (found.found_min, found.verdict) == (longest, verdict)


def test_any_half_hour_without_driving_interrupts_in_the_united_states() -> None:
    pieces = [Piece(Doing.DRIVE, 300), Piece(Doing.OTHER, 20), Piece(Doing.LOAD, 10), Piece(Doing.DRIVE, 60)]
    assert runs(pieces, US_RUN) == [[(0, 300)], [(330, 60)]]
    assert runs(pieces, EU_RUN) == [[(0, 300), (330, 60)]]


def test_when_the_first_break_is_due() -> None:
    day = driving_day(driver((150, 20), (200, 0)))
    assert break_due(day, EU_RUN) == 150 + 20 + 120
    assert break_due(driving_day(driver((150, 45), (200, 0))), EU_RUN) is None


def test_short_driving_keeps_to_a_run_without_knowing_the_breaks() -> None:
    task = a_task(TaskKind.DRIVING, measured({"drive.total_h": 4}))
    assert check(at_work(task), "eu_561", "driving_run").verdict is Verdict.KEEPS


@pytest.mark.parametrize(("stretch", "verdict"), [(120, Verdict.NOT_KNOWN), (300, Verdict.BREAKS)])
def test_figures_alone_say_only_what_is_certain(stretch: int, verdict: Verdict) -> None:
    task = a_task(TaskKind.DRIVING, measured({"drive.total_h": 8, "drive.bout_min": stretch}))
    assert check(at_work(task), "eu_561", "driving_run").verdict is verdict


@pytest.mark.parametrize(("unpaid", "verdict"), [(45, Verdict.NOT_KNOWN), (30, Verdict.BREAKS)])
def test_an_unpaid_break_that_is_not_placed_leaves_it_open(unpaid: int, verdict: Verdict) -> None:
    step = {"name": "Drive", "kind": "driving", "minutes": 6}
    task = a_task(TaskKind.DRIVING, cycle={"repeats_per_shift": 60, "steps": [step]})
    roster = Roster(anchor=START, shifts=[Shift(day=0, start=time(6), paid_min=480, unpaid_break_min=unpaid)])
    found = check(at_work(task, roster=roster), "eu_561", "driving_run")
    assert (found.verdict, found.found_min) == (verdict, 360)


def test_hours_that_nobody_knows_are_not_known() -> None:
    case = at_work(a_task(TaskKind.DRIVING, minutes_per_shift=None))
    assert check(case, "eu_561", "driving_day").verdict is Verdict.NOT_KNOWN
    assert check(case, "eu_561", "driving_run").verdict is Verdict.NOT_KNOWN


def test_driving_tasks_of_a_job_add_up() -> None:
    case = at_work(driver((300, 0)))
    case.job.tasks.append(driver((300, 0), id="second"))
    assert check(case, "eu_561", "driving_day").found_min == 600
    assert check(case, "eu_561", "driving_week").found_min == 3000
    case.job.tasks[1].times_per_week = 2
    assert check(case, "eu_561", "driving_week").found_min == 5 * 300 + 2 * 300


def test_an_alternative_duty_is_not_driven_in_the_normal_week() -> None:
    case = at_work(driver((300, 0)))
    case.job.tasks.append(driver((300, 0), id="second", importance="alternative"))
    assert check(case, "eu_561", "driving_day").found_min == 300


def test_week_window_and_rest_come_from_the_roster() -> None:
    """Four shifts of 10 h with 30 min unpaid from 6:00 to 16:30, on days in a row."""
    shifts = [Shift(day=day, start=time(6), paid_min=600, unpaid_break_min=30) for day in range(4)]
    case = at_work(driver((60, 0)), "US", Roster(anchor=START, shifts=shifts))
    assert check(case, "us_property", "window").found_min == 630
    assert check(case, "us_property", "work_week").found_min == 2400
    rest = check(case, "us_property", "daily_rest")
    assert (rest.found_min, rest.verdict) == (13.5 * 60, Verdict.KEEPS)


def test_a_short_rest_breaks_the_rule_and_a_reduced_one_is_an_exception() -> None:
    def with_starts(first: int, second: int) -> Case:
        shifts = [
            Shift(day=0, start=time(first), paid_min=480, unpaid_break_min=0),
            Shift(day=1, start=time(second), paid_min=480, unpaid_break_min=0),
        ]
        return at_work(driver((60, 0)), roster=Roster(anchor=START, shifts=shifts))

    assert check(with_starts(14, 8), "eu_561", "daily_rest").verdict is Verdict.BY_EXCEPTION
    assert check(with_starts(14, 6), "eu_561", "daily_rest").verdict is Verdict.BREAKS


def test_a_job_without_a_roster_leaves_the_week_open() -> None:
    case = at_work(driver((60, 0)))
    case.job.roster = None
    assert check(case, "eu_561", "driving_week").verdict is Verdict.NOT_KNOWN


def test_the_lowest_of_tolerances_and_restrictions_is_permitted() -> None:
    task = driver((60, 0))
    drive = a_capacity("drive", 45, Aspect.RUN)
    sit = a_capacity("sit", 60, Aspect.RUN)
    case = a_case(task, capacities=[drive, sit])
    found = permitted_stretch(case, START)
    assert found is not None
    assert (found.minutes, found.source) == (45, "tolerance")
    case = a_case(task, capacities=[drive], restrictions=[a_restriction("drive", 30, Aspect.RUN)])
    found = permitted_stretch(case, START)
    assert found is not None
    assert (found.minutes, found.source) == (30, "restriction")
    lifted = a_restriction("drive", 30, Aspect.RUN, may_lift_from=date(2026, 1, 1))
    found = permitted_stretch(a_case(task, capacities=[drive], restrictions=[lifted]), START)
    assert found is not None
    assert found.minutes == 45


def test_nothing_is_permitted_where_nothing_is_known() -> None:
    assert permitted_stretch(a_case(driver((60, 0))), START) is None


def test_a_limit_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="names the break"):
        HoursLimit(measure=Measure.DRIVING_RUN, value=4.5, words="Driving")
    with pytest.raises(ValueError, match="exception has hours and words"):
        HoursLimit(measure=Measure.DRIVING_DAY, value=9, words="Driving", by_exception=10)
