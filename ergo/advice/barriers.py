"""What stands in the way of a task: demands beyond what is allowed or able, limits of methods, open questions.

Action levels of posture methods inform and stand in nobody's way.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from math import inf, isfinite

from ergo.advice.scoring import score_many
from ergo.analysis.bind import taken_by
from ergo.analysis.demands import LIFT_ZONES, Key, accounts_by_key
from ergo.analysis.doses import DAMAGE, ENERGY, HAND, SEAT
from ergo.analysis.match import (
    MatchRow,
    State,
    capacities_for,
    match_keys,
    match_task,
    task_demands,
    why_words,
)
from ergo.analysis.method_limits import (
    ChosenLimit,
    axes_of,
    beyond_words,
    chosen_limits,
    on_axis,
    own_figure,
    parts_for,
)
from ergo.analysis.words import key_words
from ergo.knowledge.dimensions import dimensions
from ergo.knowledge.method_limits import Counts, MethodLimit
from ergo.knowledge.tasks import demand_rules
from ergo.model.base import Measurement
from ergo.model.case import Case
from ergo.model.job import Demand, Task
from ergo.units import UnitSystem

_REACH = frozenset({"lift.h_origin_cm", "lift.h_dest_cm"})
_LASTS = frozenset({"lift.duration_h"})
_OF_A_LIFT = (
    frozenset({"lift.load_kg", "lift.load_max_kg", "lift.v_origin_cm", "lift.v_dest_cm"}) | _REACH | _LASTS
)
_OF_LIFTS = dict.fromkeys(LIFT_ZONES, _OF_A_LIFT) | {
    "handling_volume": frozenset({"lift.load_kg", "lift.freq_per_min"}) | _LASTS
}
_ADDED_UP = {
    "vibration_whole_body": SEAT,
    "vibration_hand_arm": HAND,
    "lifting_damage": DAMAGE,
    "whole_body_effort": ENERGY,
}
"""The methods that measure what adds up over a day."""


class Goal(StrEnum):
    """How far a task is to be opened."""

    OPEN = "open"  # it can be done at all
    WHOLE = "whole"  # it can be done for its normal time


@dataclass(frozen=True)
class Barrier:
    """One thing that stands in the way of a task: a demand (``row``), or a method's limit with the task's figure.

    ``id`` is the key of the demand, or the id of the limit. The figure is infinite outside what the method allows.
    """

    id: str
    row: MatchRow | None = None
    limit: ChosenLimit | None = None
    figure: float = 0.0

    @property
    def dimension(self) -> str:
        """The dimension of the demand; empty for the limit of a method."""
        return self.row.key.dimension if self.row else ""

    @property
    def is_question(self) -> bool:
        """Whether an answer is needed and no change of the work can take its place."""
        return self.row is not None and self.row.state is State.NEEDS_ANSWER

    @property
    def excess(self) -> float:
        """By what share the limit is exceeded; 1 where that is not a number."""
        asked, allowed = self.figure, self.limit.value if self.limit else None
        if self.row is not None:
            decisive = self.row.decisive
            asked, allowed = decisive.asked or inf, decisive.limit
        return max(0.0, asked / allowed - 1) if allowed and isfinite(asked) else 1.0

    def words(self, system: UnitSystem = UnitSystem.METRIC) -> str:
        """What stands in the way, with its figures: "Lift, floor to waist: Asks for 14 kg; 8 kg is tolerated."."""
        if self.limit is not None:
            return beyond_words(self.limit, self.figure)
        if self.row is None:
            return self.id
        return f"{key_words(self.row.key)}: {why_words(self.row.decisive, self.row.key, system)}"


def barriers(case: Case, task: Task, on: date, goal: Goal) -> tuple[Barrier, ...]:
    """What stands in the way of a task, as it is or as changes make it, on a date."""
    rows = match_task(case, task, on)
    return (*_of_rows(rows, goal), *of_methods(case, [task], goal)[0])


def barriers_now(case: Case, task: Task, on: date) -> tuple[Goal, tuple[Barrier, ...]]:
    """What is to be reached first, and what stands in its way.

    First that the task can be done at all, then that it can be done for its normal time; nothing stands in the way of a
    task that can be done as it is.
    """
    rows = match_task(case, task, on)
    found = *_of_rows(rows, Goal.OPEN), *of_methods(case, [task], Goal.OPEN)[0]
    if found:
        return Goal.OPEN, found
    return Goal.WHOLE, (*_of_rows(rows, Goal.WHOLE), *of_methods(case, [task], Goal.WHOLE)[0])


def _of_rows(rows: Sequence[MatchRow], goal: Goal) -> list[Barrier]:
    return [
        Barrier(str(row.key), row)
        for row in rows
        if row.closes or (goal is Goal.WHOLE and row.state is State.BEYOND)
    ]


def of_methods(case: Case, tasks: Sequence[Task], goal: Goal) -> list[list[Barrier]]:
    """For each version of one task: the limits of methods that gate and that it exceeds.

    A dose of a day keeps no task from being done at all; it counts where the normal time is asked for.
    """
    found: list[list[Barrier]] = [[] for _ in tasks]
    for limit in (limit for limit in chosen_limits(case) if limit.gates):
        if limit.row.counts is not Counts.DOSE:
            figures = [(figure, limit.value) for figure in _figures(tasks, limit.row)]
        elif goal is Goal.WHOLE and not limit.row.share_of_peak:
            figures = [_dose(case, task, limit) for task in tasks]
        else:
            continue
        for place, (figure, allowed) in enumerate(figures):
            if figure is not None and figure > allowed:
                found[place].append(Barrier(limit.row.id, None, replace(limit, value=allowed), figure))
    return found


def _figures(tasks: Sequence[Task], limit: MethodLimit) -> list[float | None]:
    """The figure of each version by itself; what a method scores one by one is scored all at once."""
    if limit.counts is not Counts.TASK or any(task.cycle for task in tasks):
        return [own_figure(task, limit) for task in tasks]
    if not tasks or not parts_for(tasks[0], limit.method):
        return [None] * len(tasks)
    return [
        inf if limit.beyond_where and any(c.startswith(limit.beyond_where) for c in one.codes) else one.score
        for one in score_many(tasks, limit.method)
    ]


def _dose(case: Case, task: Task, limit: ChosenLimit) -> tuple[float | None, float]:
    """What the task alone adds to a day on the axis on which that is most of what is allowed, and what is allowed."""
    demands = task_demands(case, task)
    axes = [(on_axis(demands, limit.row.dimension, a), limit.value_on(a, [task])) for a in axes_of(limit.row)]
    return max(axes, key=lambda pair: (pair[0] or 0.0) / pair[1])


class Demands:
    """What one task asks for, and what stands in the way of each version of it.

    What stands in the way in a dimension is worked out once for each set of the values that measure it, so versions
    that combine what was seen before cost nothing.
    """

    def __init__(self, case: Case, task: Task, on: date, goal: Goal) -> None:
        self._case, self._on, self._goal = case, on, goal
        self._accounts = accounts_by_key(task_demands(case, task))
        self._rows = match_task(case, task, on)
        self._start = _measured(task)
        self._now = _of_rows(self._rows, goal)
        self._known: dict[tuple[str, object], list[Barrier]] = {}

    def _changed(self, then: Mapping[Key, Sequence[Demand]]) -> set[Key]:
        """Under which keys another version asks for something else, or for nothing any more."""
        now = self._accounts
        return {key for key in {*now, *then} if not _same(now.get(key), then.get(key))}

    def of(self, task: Task) -> list[Barrier]:
        """The barriers of a version of the task."""
        parts = _measured(task)
        changed = {
            name
            for part, before in zip(parts, self._start, strict=True)
            if part is not before
            for name, measurement in part.items()
            if name not in before or measurement.value != before[name].value
        }
        values = {
            dimension_id: tuple(
                part[name].value if name in part else None for part in parts for name in names
            )
            for dimension_id, names in _measured_dimensions().items()
            if not names.isdisjoint(changed)
        }
        if any(pair not in self._known for pair in values.items()):
            found = self._worked_out(task)
            for dimension_id, of_dimension in values.items():
                self._known[dimension_id, of_dimension] = [b for b in found if b.dimension == dimension_id]
        as_before = [b for b in self._now if b.dimension not in values]
        return [*as_before, *(barrier for pair in values.items() for barrier in self._known[pair])]

    def _worked_out(self, task: Task) -> list[Barrier]:
        accounts = accounts_by_key(task_demands(self._case, task))
        changed = self._changed(accounts)
        rows = [row for row in self._rows if row.key not in changed]
        return _of_rows([*rows, *match_keys(self._case, task, self._on, accounts, changed)], self._goal)


def _same(one: Sequence[Demand] | None, other: Sequence[Demand] | None) -> bool:
    if one is None or other is None or len(one) != len(other):
        return False
    return all(a.__dict__ == b.__dict__ for a, b in zip(one, other, strict=True))


def depends_on(case: Case, barrier: Barrier) -> frozenset[str]:
    """The quantities on which a barrier depends: those that measure its demand, or what its method takes.

    Reach and frequency of a lift count only where a capacity or a restriction names one.
    """
    if barrier.row is None:
        return taken_by(barrier.limit.row.method) if barrier.limit else frozenset()
    key = barrier.row.key
    found = measuring(key.dimension)
    if key.dimension not in LIFT_ZONES:
        return found
    entries = capacities_for(case, key)
    readings = [r.reading for r in case.all_restrictions() if r.reading is not None]
    reach = any(e.reach_cm is not None for e in entries) or any(
        r.beyond_reach_cm is not None for r in readings
    )
    often = any(e.frequency is not None for e in entries) or any(
        r.frequency is not None or r.minutes_per_shift is not None for r in readings
    )
    return found - (frozenset() if reach else _REACH) - (frozenset() if often else _LASTS)


@cache
def measuring(dimension_id: str) -> frozenset[str]:
    """The quantities by which a task's demands in a dimension are measured."""
    named = frozenset(rule.quantity for rule in demand_rules() if rule.dimension == dimension_id)
    of_lift = _OF_LIFTS.get(dimension_id, frozenset())
    return named | of_lift | (taken_by(_ADDED_UP[dimension_id]) if dimension_id in _ADDED_UP else frozenset())


@cache
def _measured_dimensions() -> dict[str, frozenset[str]]:
    """The quantities that measure each dimension, of the dimensions that are measured at all."""
    return {name: measuring(name) for name in dimensions() if measuring(name)}


def _measured(task: Task) -> list[dict[str, Measurement]]:
    """The measurements of a task and of the steps of its cycle."""
    return [task.measurements, *(step.measurements for step in (task.cycle.steps if task.cycle else []))]
