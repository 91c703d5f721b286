"""A given duration and fewer days at first: the hours and days of every week between, and what the checker lets pass.

On five shifts of eight hours, two half days (480 min) build to 2400 min in week 6: evenly, 864, 1248, 1632, 2016.
The days rise evenly from 2 to 5 as well, rounded, and are never so few that a day would be longer than a shift; the
minutes of a day are the week's over its days, rounded down to a quarter of an hour.
"""

from datetime import date, time, timedelta
from itertools import pairwise

import pytest

from ergo.model.case import Case
from ergo.model.job import Job, Roster, Shift, Task, TaskKind
from ergo.model.plan import Plan, PlanWeek
from ergo.model.record import PlanSettings, PolicyChange
from ergo.model.worker import Worker
from ergo.planning.check import Code, check_plan
from ergo.planning.plan import make_plan

START = date(2026, 11, 30)
POLICY = "two_half_days_spaced"
WEEKS = [(2, 240), (3, 285), (3, 405), (4, 405), (5, 390), (5, 480)]
PACE = {Code.START_HOURS, Code.HOURS_STEP, Code.HOURS_FALL, Code.STEP_TOO_SOON, Code.REENTRY}


def a_case(days: int = 5, shift_min: int = 480, **figures: float) -> Case:
    """A desk job; figures are those of the policy that the therapist changed."""
    changes = [
        PolicyChange(policy_id=POLICY, field=field, value=value, reason="agreed")
        for field, value in figures.items()
    ]
    shifts = [Shift(day=day, start=time(8), paid_min=shift_min) for day in range(days)]
    desk = Task(id="desk", name="desk", kind=TaskKind.SITTING, minutes_per_shift=shift_min)
    return Case(
        id="case",
        worker=Worker(code="W"),
        job=Job(roster=Roster(anchor=START, shifts=shifts), tasks=[desk]),
        plan_settings=PlanSettings(start=START, policy_id=POLICY, policy_changes=changes, horizon_weeks=8),
    )


def worked(plan: Plan) -> list[tuple[int, int]]:
    return [(len(week.days), max(day.paid_min for day in week.days)) for week in plan.weeks]


def rewrite(week: PlanWeek, minutes: list[int]) -> None:
    """The week worked on its first days, Monday on, for so long each."""
    task_id = week.days[0].allocations[0].task_id
    template = week.days[0]
    week.days = []
    for place, amount in enumerate(minutes):
        day = template.model_copy(deep=True)
        day.date, day.paid_min = week.monday + timedelta(days=place), amount
        day.allocations[0].minutes = amount
        week.days.append(day)
    week.total_min = sum(minutes)
    week.days_per_week, week.minutes_per_day = len(minutes), max(minutes)
    week.duties = [
        a.model_copy(update={"minutes": sum(minutes)}) for a in week.duties if a.task_id == task_id
    ]


def pace_of(case: Case, plan: Plan) -> set[tuple[Code, int]]:
    return {(v.code, v.week or 0) for v in check_plan(case, plan) if v.code in PACE}


OTHERS = {
    # 600 min build to 2400: 960, 1320, 1680, 2040
    "four shifts of ten hours": (
        a_case(4, 600),
        [(2, 300), (2, 480), (3, 435), (3, 555), (4, 510), (4, 600)],
    ),
    # three steps: 1120, 1760, 2400
    "steps every second week": (
        a_case(step_interval_weeks=2, duration_weeks=7),
        [(2, 240), (2, 240), (3, 360), (3, 360), (4, 435), (4, 435), (5, 480)],
    ),
    # 240 min build to 2400: 960, 1680
    "one half day, full in week 4": (
        a_case(start_days_per_week=1, duration_weeks=4),
        [(1, 240), (2, 480), (4, 420), (5, 480)],
    ),
}


@pytest.mark.parametrize(
    ("case", "weeks"), [(a_case(), WEEKS), *OTHERS.values()], ids=["two half days", *OTHERS]
)
def test_the_minutes_and_the_days_of_a_week_rise_evenly(case: Case, weeks: list[tuple[int, int]]) -> None:
    plan = make_plan(case, made_on=START)
    assert worked(plan) == weeks + [weeks[-1]] * (8 - len(weeks))
    assert plan.full_duties_week == len(weeks)
    assert check_plan(case, plan) == []


@pytest.mark.parametrize(
    ("week", "minutes", "code"),
    [
        (1, [255, 240], Code.START_HOURS),  # a quarter of an hour more
        (1, [240, 240, 15], Code.START_HOURS),  # one day more
        (1, [480], Code.START_HOURS),  # the same minutes on one whole day
        (1, [160, 160, 160], Code.START_HOURS),  # and on three days
        (2, [300, 285, 285], Code.HOURS_STEP),
        (2, [285, 285, 285, 15], Code.HOURS_STEP),
        (2, [420, 420], Code.HOURS_STEP),  # fewer minutes in all, in longer days
        (2, [210, 210, 210, 210], Code.HOURS_STEP),  # and on more days
        (3, [420, 405, 405], Code.HOURS_STEP),
        (3, [300, 300, 300, 300], Code.HOURS_STEP),
        (4, [420, 405, 405, 405], Code.HOURS_STEP),
        (4, [320, 320, 320, 320, 320], Code.HOURS_STEP),
        (5, [480, 390, 390, 390, 390], Code.HOURS_STEP),
        (5, [480, 480, 480, 480], Code.HOURS_STEP),
    ],
)
def test_more_than_the_step_gives_is_one_violation_of_its_week(
    week: int, minutes: list[int], code: Code
) -> None:
    case = a_case()
    plan = make_plan(case, made_on=START)
    rewrite(plan.weeks[week - 1], minutes)
    assert pace_of(case, plan) == {(code, week)}


@pytest.mark.parametrize(
    ("case", "weeks"), [(a_case(), WEEKS), *OTHERS.values()], ids=["two half days", *OTHERS]
)
def test_a_step_taken_a_week_early_is_found(case: Case, weeks: list[tuple[int, int]]) -> None:
    for number, (now, then) in enumerate(pairwise(weeks), start=1):
        if now != then:
            plan = make_plan(case, made_on=START)
            days, minutes = then
            rewrite(plan.weeks[number - 1], [minutes] * days)
            assert {week for _, week in pace_of(case, plan)} >= {number}
