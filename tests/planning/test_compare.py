"""Figures of the hand-made plan: its table stands in `tests.planning.plans`, and the figures are counted from there."""

import pytest

from ergo.model.case import Case
from ergo.model.plan import Plan
from ergo.planning.compare import PlanFigures, PlanReader
from tests.planning.plans import dated_day, settle, valid_case, valid_plan, valid_variants


def figures(plan: Plan, case: Case | None = None) -> PlanFigures:
    return PlanReader(case or valid_case(), plan, valid_variants()).figures()


def test_hours_and_full_duties_are_those_of_the_weeks() -> None:
    found = figures(valid_plan())
    assert found.week_minutes == (1200, 1800, 2400, 2400, 2400, 2400)
    assert found.total_min == 12600
    assert (found.full_duties_week, str(found.full_duties_from)) == (5, "2026-03-02")


def test_an_essential_duty_stands_from_the_week_in_which_it_has_its_normal_time_to_the_end() -> None:
    """The desk has its 180 min a day from the first week; picking with the hoist, on trial, does not count."""
    found = figures(valid_plan())
    assert {d.task_id: d.restored_week for d in found.essential} == {"pick": 5, "desk": 1}
    assert found.restored_by_week == (1, 1, 1, 1, 2, 2)


def test_a_duty_that_is_lost_again_counts_from_its_last_beginning() -> None:
    plan = valid_plan()
    week = plan.weeks[3]
    week.days[2] = dated_day(week.days[2].date, {"pick+hoist": 240, "desk": 165, "tidy": 75})
    settle(week)
    found = figures(plan)
    assert {d.task_id: d.restored_week for d in found.essential} == {"pick": 5, "desk": 5}
    assert found.restored_by_week == (1, 1, 1, 0, 2, 2)


def test_more_than_normal_on_one_day_does_not_make_up_for_another() -> None:
    plan = valid_plan()
    week = plan.weeks[0]
    week.days[0] = dated_day(week.days[0].date, {"desk": 165, "tidy": 75})
    week.days[1] = dated_day(week.days[1].date, {"desk": 195, "tidy": 45})
    settle(week)
    assert figures(plan).restored_by_week[0] == 0


def test_a_task_that_falls_twice_a_week_asks_for_no_more() -> None:
    case, plan = valid_case(), valid_plan()
    desk = next(task for task in case.job.tasks if task.id == "desk")
    desk.times_per_week = 2
    week = plan.weeks[0]
    for number in range(2, 5):
        week.days[number] = dated_day(week.days[number].date, {"tidy": 240})
    settle(week)
    assert figures(plan, case).restored_by_week[0] == 1
    week.days[1] = dated_day(week.days[1].date, {"tidy": 240})
    settle(week)
    assert figures(plan, case).restored_by_week[0] == 0


@pytest.mark.parametrize("minutes", [0, 2385])
def test_full_weeks_work_every_shift_and_every_essential_duty(minutes: int) -> None:
    plan = valid_plan()
    assert PlanReader(valid_case(), plan, valid_variants()).full_weeks() == [False] * 4 + [True] * 2
    plan.weeks[5].total_min = minutes
    assert PlanReader(valid_case(), plan, valid_variants()).full_weeks() == [False] * 4 + [True, False]
