"""From what was measured of a task to the inputs of a method, and what is still missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ergo.analysis.derived import FOLLOWS_FROM, with_derived
from ergo.analysis.driving import figures_of_day
from ergo.methods import load
from ergo.methods.base import Method
from ergo.model.job import Task

MINUTES_PER_HOUR = 60
HOURS_OF_THE_TASK = ("lift.duration_h", "drive.total_h", "hand.rep_h")


@dataclass(frozen=True)
class Bound:
    """Values for a method's input fields, and the quantity ids that it needs and that nobody measured.

    ``from_task_minutes`` names the quantities that were taken from the task's minutes on a shift.
    """

    values: Mapping[str, Any]
    missing: tuple[str, ...]
    from_task_minutes: tuple[str, ...]


@cache
def taken_by(method_id: str) -> frozenset[str]:
    """The quantities that a method takes."""
    return frozenset(row.id for row in load(method_id).inputs.quantities().values())


@cache
def score_depends_on(method_id: str) -> frozenset[str]:
    """The quantities that a method takes, and those from which they can follow."""
    taken = taken_by(method_id)
    return taken.union(*(FOLLOWS_FROM.get(name, ()) for name in taken))


def bind(task: Task, method: Method) -> Bound:
    """The inputs of a method for a task.

    A quantity that was not measured, and does not follow from others or from the driving day, stays out; how long the
    work lasts is taken from the task's minutes where it was not measured on its own.
    """
    values: dict[str, Any] = {}
    missing: list[str] = []
    from_minutes: list[str] = []
    required = method.inputs.required()
    measurements = with_derived(task.measurements)
    of_day = figures_of_day(task)
    for name, quantity in method.inputs.quantities().items():
        measurement = measurements.get(quantity.id)
        if measurement is not None:
            values[name] = measurement.value
        elif quantity.id in of_day:
            values[name] = of_day[quantity.id]
        elif quantity.id in HOURS_OF_THE_TASK and task.minutes_per_shift is not None:
            values[name] = task.minutes_per_shift / MINUTES_PER_HOUR
            from_minutes.append(quantity.id)
        elif name in required:
            missing.append(quantity.id)
    return Bound(values, tuple(missing), tuple(from_minutes))
