"""Tasks taken from a template job: their figures stay marked as a template's until somebody measured them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ergo.knowledge.rosters import roster_presets
from ergo.knowledge.templates import job_template
from ergo.model.base import HowKnown, Measurement, new_id
from ergo.model.job import Demand, Roster, Task
from ergo.store.refusal import checked

FROM_TEMPLATE = "template"
"""What stands as "by" at a figure of a template."""


def template_tasks(template_id: str) -> list[Task]:
    """The tasks of a template job as they go into a case: with ids of their own, every figure marked.

    Raises InputError when there is no such template.
    """
    return [_task(document) for document in job_template(template_id).tasks]


def is_to_be_measured(figure: Measurement | Demand) -> bool:
    """Whether a figure is only a template's, or a demand estimated that nobody confirmed."""
    if isinstance(figure, Demand):
        return figure.source is HowKnown.ESTIMATED and not figure.confirmed_by
    return figure.how is HowKnown.ESTIMATED and figure.by == FROM_TEMPLATE


def figures_to_be_measured(task: Task) -> int:
    """How many measured values and stated demands of a task are still to be measured."""
    figures: list[Measurement | Demand] = [*_measured(task), *task.demands]
    return sum(map(is_to_be_measured, figures))


def roster_of(preset_id: str, anchor: date) -> Roster:
    """A ready-made roster with ``anchor`` as the date of its first day, which should be a Monday."""
    preset = roster_presets()[preset_id]
    return checked(Roster, {**preset.model_dump(include={"cycle_days", "shifts"}), "anchor": anchor})


def _task(document: Mapping[str, Any]) -> Task:
    task = checked(Task, dict(document))
    task.id = new_id()
    for measurement in _measured(task):
        measurement.how, measurement.by, measurement.on = HowKnown.ESTIMATED, FROM_TEMPLATE, None
    for demand in task.demands:
        demand.id, demand.source, demand.confirmed_by = new_id(), HowKnown.ESTIMATED, ""
    for step in task.cycle.steps if task.cycle else []:
        step.id = new_id()
    return task


def _measured(task: Task) -> list[Measurement]:
    """Every measured value of a task, those of its steps too."""
    of_steps = [step.measurements for step in (task.cycle.steps if task.cycle else [])]
    return [measurement for held in (task.measurements, *of_steps) for measurement in held.values()]
