"""Tasks scored by the methods that fit them, one by one and several together."""

from collections.abc import Sequence
from dataclasses import dataclass

from ergo.analysis.bind import bind
from ergo.errors import InputError
from ergo.knowledge.tasks import task_kinds
from ergo.methods import load
from ergo.methods.result import Result
from ergo.model.job import Task
from ergo.units import UnitSystem, as_typed


@dataclass(frozen=True)
class TaskScore:
    """A task, or several together, seen by one method.

    ``result`` is None while ``missing`` quantities are not measured, or while the values contradict each other;
    ``refused`` then says how. ``task_ids`` are the tasks that took part, in order; ``left_out`` those that could not.
    """

    method_id: str
    recommended: bool
    result: Result | None
    missing: tuple[str, ...]
    refused: InputError | None
    task_ids: tuple[str, ...]
    left_out: tuple[str, ...] = ()

    @property
    def problem(self) -> str:
        """How the values contradict each other, in metric units; empty where they do not."""
        return self.problem_in(UnitSystem.METRIC)

    def problem_in(self, system: UnitSystem) -> str:
        """How the values contradict each other, in some units; empty where they do not."""
        return "" if self.refused is None else str(as_typed(self.refused, system, decimals=1))


def score_by(task: Task, method_id: str) -> TaskScore:
    """One task scored by one method, also where what was measured speaks for another."""
    return _score([task], method_id, recommended=False)


def leading_method(task: Task) -> str:
    """The method that leads where a task is seen by several: the first that fits what was measured of it."""
    return task_kinds()[task.kind].fitting({name: m.value for name, m in task.measurements.items()})[0]


def score_task(task: Task) -> list[TaskScore]:
    """One task scored by every method that fits its kind and what was measured of it, the recommended one first.

    Where the recommended method of the kind does not fit, the first that does is recommended in its place.
    """
    fitting = task_kinds()[task.kind].fitting({name: m.value for name, m in task.measurements.items()})
    return [_score([task], method_id, recommended=not place) for place, method_id in enumerate(fitting)]


def score_further(task: Task) -> list[TaskScore]:
    """One task scored by the further methods for its kind, which are shown on request."""
    fitting = task_kinds()[task.kind].fitting_further(
        {name: m.value for name, m in task.measurements.items()}
    )
    return [_score([task], method_id, recommended=False) for method_id in fitting]


def score_together(tasks: Sequence[Task], method_id: str) -> TaskScore:
    """Several tasks of a job scored together by one method, such as the composite lifting index.

    Tasks whose measurements are not complete are left out and named; the score then stands for the others alone.
    """
    return _score(list(tasks), method_id, recommended=False)


def composite_lifting(tasks: Sequence[Task]) -> TaskScore | None:
    """The composite lifting index of the lifting tasks among these; None where there are fewer than two."""
    lifting = [t for t in tasks if "niosh_cli_1994" in task_kinds()[t.kind].job_methods]
    return score_together(lifting, "niosh_cli_1994") if len(lifting) > 1 else None


def _score(tasks: list[Task], method_id: str, recommended: bool) -> TaskScore:
    method = load(method_id)
    bound = [bind(task, method) for task in tasks]
    complete = [(t, b) for t, b in zip(tasks, bound, strict=True) if not b.missing]
    left_out = tuple(t.id for t, b in zip(tasks, bound, strict=True) if b.missing)
    missing = tuple(dict.fromkeys(q for b in bound for q in b.missing))
    ids = tuple(t.id for t, _ in complete)
    if not complete:
        return TaskScore(method_id, recommended, None, missing, None, ids, left_out)
    try:
        if method.parts:
            result = method.score(**method.inputs.columns([b.values for _, b in complete]))
        else:
            result = method.score(**complete[0][1].values)
    except InputError as error:
        return TaskScore(
            method_id, recommended, None, missing, _named([t for t, _ in complete], error), ids, left_out
        )
    return TaskScore(method_id, recommended, result, missing, None, ids, left_out)


def _named(tasks: Sequence[Task], error: InputError) -> InputError:
    """A refusal with the name of the task instead of its row; one task alone needs no name."""
    if error.field is None:
        return error
    name = None if error.row is None or len(tasks) == 1 else tasks[error.row - 1].name
    return InputError(
        item=name,
        field=error.field,
        value=error.value,
        unit=error.unit,
        low=error.low,
        high=error.high,
        why=error.why,
    )
