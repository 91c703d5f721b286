"""With the pattern that a source prints, the planner gives that source's weeks.

`data/schedules_published.json` holds what each source prints, as far as it was read: hours a day and days a week (or a
share of full time) by week. A schedule is planned for a worker whose duties all stay within what is tolerated, so that
nothing but the policy decides. Those that print no weeks to plan keep their reason in `not_planned`.
"""

import json
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from ergo.analysis.policy import chosen_policy
from ergo.knowledge.sources import Status
from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.job import Job, Roster, Shift, Task, TaskKind
from ergo.model.plan import Plan
from ergo.model.record import Appointment, PlanSettings, PolicyChange
from ergo.model.worker import Worker
from ergo.planning.check import check_plan
from ergo.planning.plan import make_plan

DOCUMENT = json.loads((Path(__file__).parent / "data" / "schedules_published.json").read_text("utf-8"))
SCHEDULES = {row["id"]: row for row in DOCUMENT["schedules"]}
MONDAY = date(2026, 11, 30)


def desk_case(row: dict[str, Any]) -> Case:
    """A case in which only the policy of a published schedule decides."""
    full_min, days = row["full_day_min"], row["roster_days"]
    shifts = [Shift(day=day, start=time(8), paid_min=full_min) for day in range(days)]
    desk = Task(
        id="desk",
        name="Desk",
        kind=TaskKind.SITTING,
        minutes_per_shift=full_min,
        measurements={"sit.bout_min": Measurement(value=30)},
    )
    changes = [
        PolicyChange(policy_id=row["policy"], field=field, value=value, reason="as the source prints it")
        for field, value in row.get("figures", {}).items()
    ]
    return Case(
        id=row["id"],
        worker=Worker(code="W"),
        job=Job(roster=Roster(anchor=MONDAY, shifts=shifts), tasks=[desk]),
        plan_settings=PlanSettings(
            start=MONDAY, policy_id=row["policy"], policy_changes=changes, horizon_weeks=12
        ),
    )


def planned(case: Case) -> Plan:
    plan = make_plan(case, made_on=case.plan_settings.start or MONDAY)
    assert check_plan(case, plan) == []
    return plan


def weekly(row: dict[str, Any], plan: Plan) -> list[dict[str, Any]]:
    """The planned weeks that the source prints, with the figures that it prints of them."""
    found = []
    for printed in row["weeks"]:
        week = plan.weeks[printed["week"] - 1]
        full_min = row["full_day_min"] * row["roster_days"]
        figures = {
            "week": week.number,
            "hours_per_day": week.minutes_per_day / 60,
            "days_per_week": week.days_per_week,
            "hours_per_week": week.total_min / 60,
            "fraction_of_full": round(week.total_min / full_min, 3),
            "hours_by_weekday": {f"{day.date:%a}": day.paid_min / 60 for day in week.days},
            "weekdays": [f"{day.date:%a}" for day in week.days],
        }
        found.append({name: figures[name] for name in printed})
    return found


@pytest.mark.parametrize("schedule_id", [i for i, row in SCHEDULES.items() if "not_planned" not in row])
def test_the_planner_gives_the_printed_weeks(schedule_id: str) -> None:
    row = SCHEDULES[schedule_id]
    plan = planned(desk_case(row))
    assert weekly(row, plan) == row["weeks"]
    if row["full_in_week"] is not None:
        assert plan.full_duties_week == row["full_in_week"]


@pytest.mark.parametrize("schedule_id", [i for i, row in SCHEDULES.items() if "not_planned" in row])
def test_what_is_not_planned_has_its_reason(schedule_id: str) -> None:
    assert len(SCHEDULES[schedule_id]["not_planned"]) > 20


def test_medigold_rises_evenly_in_the_weeks_that_are_not_printed() -> None:
    """An even rise gives 7.5, 13.5, 19.5, 25.5, 31.5, 37.5 h; whole quarter hours may only round it down."""
    plan = planned(desk_case(SCHEDULES["medigold_six_weeks"]))
    hours = [week.total_min / 60 for week in plan.weeks[:6]]
    assert hours == sorted(hours)
    assert all(
        low - 1.25 <= got <= low for got, low in zip(hours, [7.5, 13.5, 19.5, 25.5, 31.5, 37.5], strict=True)
    )


def test_fiona_has_a_class_of_two_and_a_half_hours_on_wednesdays() -> None:
    """S06: the class on Wednesdays, six times from 14 August 2019, is taken off the hours of that day."""
    row = SCHEDULES["ahp_backpain_fiona"]
    case = desk_case(row)
    monday = date(2019, 7, 22)
    case.job.roster = Roster(
        anchor=monday, shifts=[Shift(day=d, start=time(9), paid_min=420) for d in range(5)]
    )
    case.job.tasks[0].minutes_per_shift = 420
    case.plan_settings.start = monday
    case.appointments = [
        Appointment(
            label="class",
            on=date(2019, 8, 14),
            minutes=150,
            repeats_until=date(2019, 8, 14) + timedelta(weeks=5),
        )
    ]
    plan = planned(case)
    by_date = {day.date: day.paid_min for week in plan.weeks for day in week.days}
    assert [by_date[monday + timedelta(weeks=w)] for w in range(5)] == [300, 330, 360, 390, 420]
    wednesdays = [by_date[date(2019, 8, 7) + timedelta(weeks=w)] for w in range(8)]
    assert wednesdays == [360, *[270] * 6, 420]  # 7 h less 2.5 h leaves 4.5 h


def test_figures_as_printed_are_called_clinical_judgement_in_the_case_that_changes_them() -> None:
    row = SCHEDULES["ovgu_rule_weekly"]
    policy = chosen_policy(desk_case(row))
    assert policy.start_minutes_per_day is not None
    assert policy.start_minutes_per_day.status is Status.CLINICAL_JUDGEMENT
    assert policy.start_minutes_per_day.note == "as the source prints it"
