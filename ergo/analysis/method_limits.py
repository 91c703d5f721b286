"""The limits of published methods as a case has them: which gate, at which figure, and how its tasks stand to them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from math import inf, isfinite, isnan
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ergo.analysis.bind import bind
from ergo.analysis.demands import EIGHT_HOURS_MIN, amount_of, demands_of, steps_as_tasks
from ergo.analysis.doses import added_up
from ergo.analysis.score import score_by
from ergo.analysis.words import amount_words
from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect, unit_of
from ergo.knowledge.method_limits import Counts, MethodLimit, method_limits
from ergo.knowledge.tasks import task_kinds
from ergo.methods import load
from ergo.methods.result import Finding, Result
from ergo.model.capacity import Capacity
from ergo.model.case import Case
from ergo.model.job import Demand, Importance, Task

WHOLE = ""
"""The axis of a dose that has none."""


@dataclass(frozen=True)
class ChosenLimit:
    """A method's limit as a case has it; ``reason`` says why it differs from the data, empty where it does not."""

    row: MethodLimit
    gates: bool
    value: float
    reason: str

    def value_on(self, axis: str, tasks: Sequence[Task]) -> float:
        """The value on one axis, the lower one where a task's measurements ask for it."""
        stricter = self.row.stricter
        if stricter is None or stricter.axis != axis:
            return self.value
        named = any(
            stricter.quantity in task.measurements
            and task.measurements[stricter.quantity].value == stricter.choice
            for task in tasks
        )
        return min(self.value, stricter.value) if named else self.value


@dataclass(frozen=True)
class Standing:
    """How one task, or all tasks of a normal day together, stand to a method's limit.

    ``figure`` is infinite where the work lies outside what the method allows at all; ``left_out`` are the tasks of
    which too little is known to count them.
    """

    limit: ChosenLimit
    task_ids: tuple[str, ...]
    figure: float
    allowed: float
    left_out: tuple[str, ...] = ()

    @property
    def beyond(self) -> bool:
        """Whether the figure is above the limit."""
        return self.figure > self.allowed

    @property
    def closes(self) -> bool:
        """Whether the plan keeps away from it."""
        return self.beyond and self.limit.gates

    @property
    def asks_for_change(self) -> bool:
        """Whether the method asks for a change of the work, short of its limit."""
        softer = self.limit.row.change_above
        return softer is not None and self.figure > softer


def chosen_limits(case: Case) -> list[ChosenLimit]:
    """Every limit of a method, as the data has it or as the therapist chose for this plan."""
    choices = {choice.limit_id: choice for choice in case.plan_settings.method_limits}
    found = []
    for row in method_limits().values():
        choice = choices.get(row.id)
        if choice is None:
            found.append(ChosenLimit(row, row.gates, row.value, ""))
        else:
            value = row.value if choice.value is None else choice.value
            found.append(ChosenLimit(row, choice.gates, value, choice.reason))
    return found


def parts_for(task: Task, method_id: str) -> list[Task]:
    """What of a task a method can score: the task itself, or the steps of its cycle, where their kind fits."""
    parts = [task, *steps_as_tasks(task)]
    return [part for part in parts if _fits(part, method_id)]


def _fits(part: Task, method_id: str) -> bool:
    kind = task_kinds()[part.kind]
    return method_id in (*kind.methods, *kind.further_methods, *kind.job_methods)


def own_figure(task: Task, limit: MethodLimit) -> float | None:
    """The score of one task by itself: the highest of its steps, or of its steps together where the method adds them.

    Infinite outside what the method allows; None where it does not fit the task or too little is known.
    """
    if limit.counts is Counts.TOGETHER:
        if len(parts_for(task, limit.method)) < 2:
            return None
        alone = Together([task], limit)
        return _known(alone.figures(np.array([[0]]))[0]) if len(alone.parts_of[0]) > 1 else None
    results = [score_by(part, limit.method).result for part in parts_for(task, limit.method)]
    figures = [figure for result in results if (figure := _figure(result, limit)) is not None]
    return max(figures, default=None)


def _figure(result: Result | None, limit: MethodLimit) -> float | None:
    if result is None:
        return None
    if any(_puts_beyond(finding, limit) for finding in result.findings):
        return inf
    return None if result.score is None else float(result.score)


def _puts_beyond(finding: Finding, limit: MethodLimit) -> bool:
    return finding.code.startswith(limit.beyond_where) if limit.beyond_where else False


def _known(figure: float) -> float | None:
    return None if isnan(figure) else float(figure)


class Together:
    """Several ways of doing tasks, any of which may share a day, scored together by a method of several tasks.

    ``parts_of`` are the parts of each task that can be scored, as positions among all parts.
    """

    def __init__(self, tasks: Sequence[Task], limit: MethodLimit) -> None:
        self._limit = limit
        self._method = load(limit.method)
        bound = [[bind(part, self._method) for part in parts_for(task, limit.method)] for task in tasks]
        complete = [[b.values for b in of_task if not b.missing] for of_task in bound]
        if not self._are_sound([values for of_task in complete for values in of_task]):
            complete = [[v for v in of_task if self._are_sound([v])] for of_task in complete]
        ends = list(accumulate(len(of_task) for of_task in complete))
        self.parts_of = [tuple(range(end - len(x), end)) for x, end in zip(complete, ends, strict=True)]
        parts = [values for of_task in complete for values in of_task]
        self._checked = self._values(parts) if parts else {}

    def _values(self, parts: Sequence[Mapping[str, object]]) -> dict[str, Any]:
        return vars(self._method.inputs.check(self._method.inputs.columns(parts)))

    def _are_sound(self, parts: Sequence[Mapping[str, object]]) -> bool:
        """Whether no value of some parts is impossible or contradicts another."""
        try:
            if parts:
                self._method.compute(SimpleNamespace(**self._values(parts)))
        except InputError:
            return False
        return True

    def figures(self, groups: NDArray[np.int64]) -> NDArray[np.float64]:
        """The score of each group of tasks: one row a group, their positions in its columns.

        Infinite outside what the method allows; NaN where the method does not apply or nothing is known.
        """
        if all(len(of_task) == 1 for of_task in self.parts_of):
            return self._scores(np.array([first for (first,) in self.parts_of])[groups])
        found = np.full(len(groups), np.nan)
        parts = [[p for position in group for p in self.parts_of[position]] for group in groups.tolist()]
        by_size: dict[int, list[int]] = {}
        for place, of_group in enumerate(parts):
            by_size.setdefault(len(of_group), []).append(place)
        by_size.pop(0, None)
        for places in by_size.values():
            found[places] = self._scores(np.array([parts[place] for place in places]))
        return found

    def _scores(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        values = {
            name: value[rows] if isinstance(value, np.ndarray) and value.ndim else value
            for name, value in self._checked.items()
        }
        outcome = self._method.compute(SimpleNamespace(**values))
        beyond = np.zeros(len(rows), dtype=bool)
        for finding in outcome.findings:
            if _puts_beyond(finding, self._limit):
                where = np.ones(len(rows), dtype=bool) if finding.rows is None else finding.rows
                beyond |= where.reshape(len(rows), -1).any(axis=1)
        return np.where(beyond, np.inf, outcome.score)


def peak_capacity(case: Case, limit: MethodLimit) -> Capacity | None:
    """The worker's latest highest level in the dimension of a limit that is a share of it; None where not measured."""
    entries = [
        entry
        for entry in case.capacities
        if entry.dimension == limit.dimension and entry.aspect is Aspect.PEAK and entry.value
    ]
    return max(entries, key=lambda entry: entry.on or date.min, default=None)


def beyond_words(limit: ChosenLimit, figure: float) -> str:
    """That a score is above the limit of a method: "Lifting index 3.42; this plan keeps to 3 at most."."""
    method = load(limit.row.method)
    what = method.figure.label if isfinite(figure) else f"Outside what the method allows ({method.name})"
    score = f" {method.figure.words(figure)}" if isfinite(figure) else ""
    return f"{what}{score}; this plan keeps to {limit.value:g} at most."


def kept_words(row: MethodLimit) -> str:
    """Why a plan keeps to a method's limit."""
    law = f"limit by law in {row.law}" if row.law else "limit of a published method that this plan keeps to"
    return f"{row.label}: {law}."


def amount_of_limit(limit: ChosenLimit, amount: float) -> str:
    """A score or a day's amount under a limit, as a person reads it: "3.11", "1.22 m/s²"."""
    if not isfinite(amount):
        return "outside the method"
    if limit.row.counts is Counts.DOSE:
        return amount_words(round(amount, 3), unit_of(limit.row.dimension, Aspect.DOSE))
    return load(limit.row.method).figure.words(amount)


def axes_of(limit: MethodLimit) -> tuple[str, ...]:
    """The axes on which a dose adds up."""
    return limit.row.amounts[Aspect.DOSE].axes or (WHOLE,)


def on_axis(demands: Sequence[Demand], dimension_id: str, axis: str) -> float | None:
    """What a task adds to a day in a dimension on an axis, at its normal minutes; None where that is not known."""
    accounts = [d for d in demands if d.dimension == dimension_id and d.aspect is Aspect.DOSE]
    amounts = [
        amount
        for d in accounts
        if (d.axis is None or axis in (WHOLE, d.axis)) and (amount := amount_of(d)) is not None
    ]
    return max(amounts) if amounts else (0.0 if accounts else None)


def standings(case: Case) -> list[Standing]:
    """How the tasks of a job, done as normal, stand to every limit of a method of which anything is known.

    One row for a task where a task is scored; one for a normal day where tasks count together or add up.
    """
    tasks = [task for task in case.job.tasks if task.importance is not Importance.ALTERNATIVE]
    found = []
    for limit in chosen_limits(case):
        if limit.row.counts is Counts.TASK:
            found += [
                Standing(limit, (task.id,), figure, limit.value)
                for task in case.job.tasks
                if (figure := own_figure(task, limit.row)) is not None
            ]
        elif limit.row.counts is Counts.TOGETHER:
            found += _together(limit, tasks)
        else:
            found += _added_up(case, limit, tasks)
    return found


def _together(limit: ChosenLimit, tasks: Sequence[Task]) -> list[Standing]:
    scored = Together(tasks, limit.row)
    counted = [place for place in range(len(tasks)) if scored.parts_of[place]]
    if len(counted) < 2:
        return []
    figure = _known(scored.figures(np.array([counted]))[0])
    if figure is None:
        return []
    open_ones = [
        t.id for t in tasks if parts_for(t, limit.row.method) and t.id not in {tasks[n].id for n in counted}
    ]
    return [Standing(limit, tuple(tasks[n].id for n in counted), figure, limit.value, tuple(open_ones))]


def _added_up(case: Case, limit: ChosenLimit, tasks: Sequence[Task]) -> list[Standing]:
    power = limit.row.row.amounts[Aspect.DOSE].power
    demands = {task.id: demands_of(task) for task in tasks}
    minutes = sum(task.minutes_per_shift or 0 for task in tasks)
    rows = []
    for axis in axes_of(limit.row):
        known = {
            task.id: amount
            for task in tasks
            if (amount := on_axis(demands[task.id], limit.row.dimension, axis)) is not None
        }
        allowed = limit.value_on(axis, tasks)
        if limit.row.share_of_peak:
            peak = peak_capacity(case, limit.row)
            allowed *= (peak.value or 0.0 if peak else inf) * min(minutes, EIGHT_HOURS_MIN)
        counted = tuple(task_id for task_id, amount in known.items() if amount)
        if counted and isfinite(allowed):
            involved = [t.id for t in tasks if task_kinds()[t.kind].may_involve(limit.row.dimension)]
            left_out = tuple(task_id for task_id in involved if task_id not in known)
            rows.append(Standing(limit, counted, added_up(list(known.values()), power), allowed, left_out))
    return [max(rows, key=lambda row: row.figure / row.allowed)] if rows else []
