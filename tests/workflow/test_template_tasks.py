"""Every template job goes into a case whole, and no figure of it passes for a measured one."""

from datetime import date

import pytest

from ergo.errors import InputError
from ergo.knowledge.rosters import roster_presets
from ergo.knowledge.templates import job_templates
from ergo.model.base import HowKnown, Measurement
from ergo.model.case import Case
from ergo.model.job import Demand
from ergo.model.worker import Worker
from ergo.workflow.desk import Desk
from ergo.workflow.job_templates import (
    figures_to_be_measured,
    is_to_be_measured,
    roster_of,
    template_tasks,
)

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize("template_id", job_templates())
def test_tasks_of_a_template_go_into_a_case_and_every_figure_is_marked(template_id: str, desk: Desk) -> None:
    template = job_templates()[template_id]
    case = Case(worker=Worker(code="W-1"))
    desk.store.save(case)
    tasks = template_tasks(template_id)
    saved = desk.edit(case.id, lambda c: c.job.tasks.extend(tasks))
    assert [task.name for task in saved.job.tasks] == [task["name"] for task in template.tasks]
    for task, document in zip(saved.job.tasks, template.tasks, strict=True):
        of_steps = [step.measurements for step in (task.cycle.steps if task.cycle else [])]
        figures = [m for held in (task.measurements, *of_steps) for m in held.values()]
        assert all(m.how is HowKnown.ESTIMATED and m.by == "template" for m in figures)
        assert all(d.source is HowKnown.ESTIMATED and not d.confirmed_by for d in task.demands)
        assert figures_to_be_measured(task) == len(figures) + len(task.demands)
        assert set(task.measurements) == set(document.get("measurements", {}))


def test_taken_twice_a_template_gives_tasks_of_their_own() -> None:
    first, again = template_tasks("warehouse_picker"), template_tasks("warehouse_picker")
    assert not {task.id for task in first} & {task.id for task in again}


def test_unknown_template_is_said() -> None:
    with pytest.raises(InputError, match="no template job called 'king'"):
        template_tasks("king")


def test_what_somebody_measured_or_confirmed_is_marked_no_more() -> None:
    load = Measurement(value=9, how=HowKnown.ESTIMATED, by="template")
    walk = Demand(dimension="walk", aspect="dose", usual=60, source=HowKnown.ESTIMATED)
    assert is_to_be_measured(load)
    assert is_to_be_measured(walk)
    load.how, load.by = HowKnown.MEASURED, "OT"
    walk.confirmed_by = "Site manager"
    assert not is_to_be_measured(load)
    assert not is_to_be_measured(walk)
    assert not is_to_be_measured(Measurement(value=9, how=HowKnown.ESTIMATED, by="OT"))


@pytest.mark.parametrize("preset_id", roster_presets())
def test_ready_made_roster_stands_on_its_days(preset_id: str) -> None:
    preset = roster_presets()[preset_id]
    roster = roster_of(preset_id, MONDAY)
    assert (roster.anchor, roster.cycle_days) == (MONDAY, preset.cycle_days)
    assert [(s.day, s.start, s.paid_min) for s in roster.shifts] == [
        (s.day, s.start, s.paid_min) for s in preset.shifts
    ]
