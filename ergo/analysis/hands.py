"""Hand work of a job: a task by its efforts or by its steps, all tasks of a day together, and what ART leaves open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ergo.analysis.bind import MINUTES_PER_HOUR, bind
from ergo.analysis.demands import steps_as_tasks
from ergo.analysis.score import TaskScore, score_by
from ergo.errors import InputError
from ergo.knowledge.quantities import Quantity
from ergo.knowledge.tasks import task_kinds
from ergo.methods import load
from ergo.methods.result import Result
from ergo.methods.unknown import ScoreRange, score_range
from ergo.model.job import Task

REVISED, COMPOSITE, CUMULATIVE = "rsi_2017", "cosi_2017", "cusi_2017"
CHECKLIST = "art_2010"
ACTIVITY, ACTIVITY_BEFORE = "hal_2018", "hal_2001"
RATED = "strain_index_1995"
TENDONS, SHOULDER, VIBRATION = "duet_2017", "shoulder_tool_2021", "hav_a8_2002"
_HOURS, _EFFORTS = "hours", "efforts_per_min"


def is_hand_work(task: Task) -> bool:
    """Whether the strain of the hands is a method for such tasks, or for a step of one that repeats."""
    kinds = [task.kind] if task.cycle is None else [step.kind for step in task.cycle.steps]
    return any(REVISED in task_kinds()[kind].methods for kind in kinds)


@dataclass(frozen=True)
class DayStrain:
    """The hand tasks of a day: each by itself, and the score of those together that have one.

    ``tasks`` holds the score of every task by its id; ``together`` is None while none of them has one.
    """

    tasks: Mapping[str, TaskScore]
    together: TaskScore | None


def strain_of_task(task: Task) -> TaskScore:
    """The RSI of a task, or the COSI of its steps where it repeats.

    A step's efforts a minute are counted while it is done; in the cycle they are spread over all of its minutes, and
    every step shares the hours of the whole. Steps that are not complete are left out and named.
    """
    if task.cycle is None:
        return score_by(task, REVISED)
    method = load(COMPOSITE)
    cycle_min = sum(step.minutes for step in task.cycle.steps)
    hours = cycle_min * task.cycle.repeats_per_shift / MINUTES_PER_HOUR
    rows: list[dict[str, Any]] = []
    names: list[str] = []
    left_out: list[str] = []
    missing: list[str] = []
    for step, work in zip(task.cycle.steps, steps_as_tasks(task), strict=True):
        if REVISED not in task_kinds()[step.kind].methods:
            continue
        bound = bind(work, method)
        if bound.missing:
            left_out.append(step.name)
            missing += bound.missing
            continue
        names.append(step.name)
        spread = bound.values[_EFFORTS] * step.minutes / cycle_min
        rows.append({**bound.values, _EFFORTS: spread, _HOURS: hours})
    result, refused = None, None
    if rows:
        try:
            result = method.score(**method.inputs.columns(rows))
        except InputError as error:
            refused = error
    return TaskScore(
        COMPOSITE, False, result, tuple(dict.fromkeys(missing)), refused, tuple(names), tuple(left_out)
    )


def strain_of_day(tasks: Sequence[Task]) -> DayStrain:
    """All hand tasks of a day by the CUSI; tasks that are not complete are left out and named by their ids."""
    found = {task.id: strain_of_task(task) for task in tasks}
    complete = {
        name: s.result for name, s in found.items() if s.result is not None and s.result.score is not None
    }
    left_out = tuple(name for name in found if name not in complete)
    if not complete:
        return DayStrain(found, None)
    result, refused = None, None
    try:
        result = load(CUMULATIVE).score(
            cosi=[one.score for one in complete.values()], hours=[_hours(one) for one in complete.values()]
        )
    except InputError as error:
        refused = error
    return DayStrain(found, TaskScore(CUMULATIVE, False, result, (), refused, tuple(complete), left_out))


def _hours(result: Result) -> float:
    """The hours of a task, which its subtasks share."""
    hours = result.inputs[_HOURS]
    return float(hours if result.method_id == REVISED else hours[0])


@dataclass(frozen=True)
class Checklist:
    """A task as ART sees it.

    ``result`` is None while an item is open; ``possible`` then says between what the exposure lies, as far as force
    does not call for a change at once.
    """

    result: Result | None
    missing: tuple[str, ...]
    possible: ScoreRange | None


def art(task: Task) -> Checklist:
    """The ART exposure of a task, or the range in which it lies.

    No points fall as an answer gets worse, so the ends of what is open are enough, but for force: it has a table, and
    every answer to it is tried.
    """
    method = load(CHECKLIST)
    bound = bind(task, method)
    fields = method.inputs.quantities()
    missing = [name for name, row in fields.items() if row.id in bound.missing]
    if not missing:
        return Checklist(method.score(**bound.values), (), None)
    possible = {name: _answers(fields[name], every=name.startswith("force")) for name in missing}
    return Checklist(None, bound.missing, score_range(method, bound.values, possible))


def _answers(row: Quantity, *, every: bool) -> list[Any]:
    """What an open item can be: every answer, or the first and the last."""
    answers: list[Any] = [choice.value for choice in row.choices] or [row.low, row.high]
    return answers if every else [answers[0], answers[-1]]


def activity_limits(activities: Sequence[float]) -> tuple[list[float], list[float]]:
    """Action limit and TLV of 2018 at some hand activities, as peak force from 0 to 10."""
    steps = load(ACTIVITY).score(force_pct=0, hal=list(activities)).intermediates
    return steps["al_npf"].tolist(), steps["tlv_npf"].tolist()
