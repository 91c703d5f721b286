"""Pieces of work: the tasks of some kinds, and the steps of those kinds in tasks that repeat."""

from dataclasses import dataclass

from ergo.analysis.demands import steps_as_tasks
from ergo.model.case import Case
from ergo.model.job import CycleStep, Task, TaskKind
from pages.components.fields import Part, entry

NO_NAME = "No name yet"


@dataclass(frozen=True)
class Piece:
    """One piece of work: as a task to be scored, the task it belongs to, and where its values are typed."""

    name: str
    work: Task
    task: Task
    part: Part


def pieces(key: str, case: Case, *kinds: TaskKind) -> dict[str, Piece]:
    """The pieces of work of some kinds by id, in the order of the job; `key` begins the names of their fields."""
    found = {}
    for task in case.job.tasks:
        if task.kind in kinds and task.cycle is None:
            part = entry(key, lambda case: case.job.tasks, task.id)
            found[task.id] = Piece(task.name or NO_NAME, task, task, part)
        steps = task.cycle.steps if task.cycle else []
        for step, work in zip(steps, steps_as_tasks(task), strict=True):
            if step.kind in kinds:
                own = work.model_copy(update={"id": step.id})
                found[step.id] = Piece(
                    f"{task.name}: {step.name}", own, task, step_part(key, task.id, step.id)
                )
    return found


def step_part(key: str, task_id: str, step_id: str) -> Part:
    """One step of a task that repeats."""

    def find(case: Case) -> CycleStep | None:
        task = case.task(task_id)
        steps = task.cycle.steps if task and task.cycle else []
        return next((step for step in steps if step.id == step_id), None)

    return Part(f"{key}.{step_id}", find)
