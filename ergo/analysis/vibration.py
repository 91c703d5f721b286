"""Whole-body vibration of a job: the driving tasks that have a value together, and a typical value put in its place."""

from collections.abc import Sequence
from dataclasses import replace

from ergo.analysis.score import TaskScore, score_together
from ergo.knowledge.sources import source, source_ids
from ergo.knowledge.vehicles import VehicleRecord
from ergo.model.base import HowKnown, Measurement
from ergo.model.job import Task

RMS = ("drive.aw_x_ms2", "drive.aw_y_ms2", "drive.aw_z_ms2", "wbv.aw_ms2")
DOSE = ("drive.vdv_x_ms175", "drive.vdv_y_ms175", "drive.vdv_z_ms175")
DAILY, DAILY_DOSE = "wbv_a8_2002", "wbv_vdv_2002"
_LABEL_CHARACTERS = 120


def has_vibration(task: Task) -> bool:
    """Whether any vibration of the seat is known."""
    return any(name in task.measurements for name in (*RMS, *DOSE))


def vibration_of_day(tasks: Sequence[Task], method_id: str) -> TaskScore | None:
    """The daily exposure of all driving tasks together, by A(8) or dose value; None where no task has a value.

    A task without a value is left out and named: the exposure can then only be higher.
    """
    takes = RMS if method_id == DAILY else (*RMS, *DOSE)
    known = [task for task in tasks if any(name in task.measurements for name in takes)]
    if not known:
        return None
    score = score_together(known, method_id)
    unknown = tuple(task.id for task in tasks if task not in known)
    return replace(score, left_out=(*score.left_out, *unknown))


def take_typical(task: Task, record: VehicleRecord) -> None:
    """Put a published typical value in place of the task's r.m.s. values, as an estimate with its source.

    Nothing changes where the record has no value that may stand for a vehicle.
    """
    values = record.typical_values()
    if not values:
        return
    by = source(source_ids(record.source)[0]).citation[:_LABEL_CHARACTERS]
    kept = {name: m for name, m in task.measurements.items() if name not in RMS}
    task.measurements = kept | {
        name: Measurement(value=value, how=HowKnown.ESTIMATED, by=by) for name, value in values.items()
    }


def ways_known(task: Task) -> set[HowKnown]:
    """How the vibration values of a task are known."""
    return {task.measurements[name].how for name in (*RMS, *DOSE) if name in task.measurements}
