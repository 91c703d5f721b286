"""The template jobs that come with the tool: each is a job that can be planned, or says what stands in the way."""

from datetime import date
from typing import Any

import pytest

from ergo.analysis.problems import find_problems
from ergo.knowledge.rosters import roster_presets
from ergo.knowledge.sources import Status
from ergo.knowledge.templates import JobTemplate, job_template, job_templates
from ergo.model.base import HowKnown
from ergo.model.case import Case
from ergo.model.job import Importance, Task, TaskKind
from ergo.workflow.plans import plan_case

START, MADE_ON = date(2026, 11, 30), date(2026, 11, 21)
ASKED_FOR = {
    "warehouse_picker",
    "office_worker",
    "delivery_driver",
    "bus_driver",
    "nurse",
    "home_carer",
    "cleaner",
    "vehicle_mechanic",
    "cashier",
    "assembler",
    "teacher",
    "call_centre_agent",
    "carpenter",
    "machine_operator",
    "kitchen_worker",
}
CERTIFICATE = {
    "author": "Treating physician",
    "issued_on": "2026-11-20",
    "valid_from": "2026-11-30",
    "valid_until": "2026-12-27",
    "restrictions": [
        {
            "id": "ten_kg",
            "wording": "No lifting over 10 kg.",
            "reading": {
                "dimensions": ["lift_floor_waist", "lift_waist_shoulder", "lift_above_shoulder"],
                "aspect": "peak",
                "limit": 10,
            },
        }
    ],
}


def case_of(template: JobTemplate) -> Case:
    """A worker back in this job under a simple certificate."""
    preset = roster_presets()[template.roster or ""]
    shifts = [shift.model_dump(mode="json") for shift in preset.shifts]
    roster: dict[str, Any] = {"anchor": START, "cycle_days": preset.cycle_days, "shifts": shifts}
    return Case.model_validate(
        {
            "worker": {"code": "W-1"},
            "job": {"title": template.title, "roster": roster, "tasks": [dict(t) for t in template.tasks]},
            "certificates": [CERTIFICATE],
            "plan_settings": {"start": START, "policy_id": "half_days_4_6_8"},
        }
    )


def test_the_jobs_that_were_asked_for_are_there() -> None:
    assert set(job_templates()) >= ASKED_FOR


def test_every_kind_of_task_appears() -> None:
    kinds = {task["kind"] for template in job_templates().values() for task in template.tasks}
    assert kinds == set(TaskKind)


@pytest.mark.parametrize("template_id", job_templates())
def test_a_template_is_a_job_of_four_to_eight_tasks_that_fill_its_shift(template_id: str) -> None:
    case = case_of(job_template(template_id))
    assert 4 <= len(case.job.tasks) <= 8
    assert find_problems(case) == []
    assert case.job.roster is not None
    shift_min = {shift.paid_min for shift in case.job.roster.shifts}
    assert shift_min == {sum(task.minutes_per_shift or 0 for task in case.job.tasks)}


@pytest.mark.parametrize("template_id", job_templates())
def test_every_figure_is_a_placeholder_of_the_template_and_says_so(template_id: str) -> None:
    template = job_template(template_id)
    tasks = [Task.model_validate(task) for task in template.tasks]
    measured = [m for task in tasks for m in task.measurements.values()]
    measured += [
        m for t in tasks for s in (t.cycle.steps if t.cycle else []) for m in s.measurements.values()
    ]
    assert {(m.how, m.by, m.on) for m in measured} == {(HowKnown.ESTIMATED, "template", None)}
    assert template.status is Status.PROPOSAL
    assert "placeholder to be measured on site, not a fact" in template.note


@pytest.mark.parametrize("template_id", job_templates())
def test_a_plan_reaches_full_duties_or_names_what_is_in_the_way(template_id: str) -> None:
    case = case_of(job_template(template_id))
    outcome = plan_case(case, MADE_ON)
    assert outcome.violations == []
    plan = outcome.plan
    essential = {task.id for task in case.job.tasks if task.importance is Importance.ESSENTIAL}
    assert plan.full_duties_week is not None or {o.task_id for o in plan.obstacles} & essential


def test_the_heavy_parcel_and_the_missing_clearance_are_what_keeps_a_delivery_driver_back() -> None:
    plan = plan_case(case_of(job_template("delivery_driver")), MADE_ON).plan
    assert [week.total_min for week in plan.weeks[:2]] == [0, 0]
    sentences = " ".join(obstacle.sentence for obstacle in plan.obstacles)
    assert "clearance" in sentences
    assert "25 kg" in sentences


def test_an_extended_task_leaves_room_for_the_others() -> None:
    """Screen work may fill the rest of the day, but the telephone and the meetings have their time first."""
    plan = plan_case(case_of(job_template("office_worker")), MADE_ON).plan
    assert plan.full_duties_week == 3
    normal = {"screen": 270, "phone": 60, "meetings": 60, "file_print": 30, "read": 30}
    assert {a.task_id: a.minutes for a in plan.weeks[2].duties} == {k: 5 * v for k, v in normal.items()}
