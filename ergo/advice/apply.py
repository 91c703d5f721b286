"""What an item of the catalogue would do to a task: its effect rules applied to a copy of what was measured.

The rules act on measured parts only, and a dose or an index is worked out again from them. What was not measured
stays unknown; what changes by an unknown amount is taken out of the copy, so that no score is predicted from it.
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property

from ergo.advice.rules import BOUND, Value, ends, on_parts, possible, touched_by
from ergo.analysis.bind import HOURS_OF_THE_TASK, MINUTES_PER_HOUR, taken_by
from ergo.analysis.demands import steps_as_tasks
from ergo.analysis.derived import with_derived
from ergo.analysis.driving import figures_of_day
from ergo.analysis.score import TaskScore, score_by, score_task
from ergo.errors import InputError
from ergo.knowledge.catalogue import AtMost, CatalogueItem, EffectRule
from ergo.knowledge.tasks import task_kinds
from ergo.methods.niosh_equation import DATA as NIOSH
from ergo.model.base import HowKnown, Measurement
from ergo.model.job import Task, TaskKind

_ROUNDING_CM: float = NIOSH.values["travel_tolerance_cm"]
"""A travel that differs from the hand heights by no more repeats them."""


@dataclass(frozen=True)
class Change:
    """A measured value before and after.

    Where the size of a change is a range, ``after`` is its cautious end (the harder one) and ``best`` the other.
    """

    quantity: str
    before: Value
    after: Value
    best: Value


@dataclass(frozen=True)
class WhatIf:
    """What an item, or figures that somebody tries, would do to a task.

    Attributes
    ----------
    item : CatalogueItem or None
        What was applied; None for figures that are tried.
    task : Task
        The changed copy, to be scored like any task. Values that must be measured again are missing in it.
    changes : tuple of Change
        What becomes of measured values; only those that really change.
    remeasure : tuple of str
        Quantities that change by an unknown amount, or to a limit that is unknown: measure them again once the item
        is in place.
    unknown : tuple of str
        Quantities that the item acts on, or takes its limit from, and that are not known.
    """

    item: CatalogueItem | None
    task: Task
    changes: tuple[Change, ...]
    remeasure: tuple[str, ...]
    unknown: tuple[str, ...]

    @cached_property
    def moved(self) -> frozenset[str]:
        """The quantities that do not stay as they were, by a known amount or not."""
        return frozenset([*(change.quantity for change in self.changes), *self.remeasure])


@dataclass(frozen=True, eq=False)
class Part:
    """One part of a task: what was measured of the task itself, or of a step of its cycle.

    Attributes
    ----------
    step : str or None
        Id of the step; None for the task's own measurements.
    measurements : mapping
        By quantity id.
    hours : mapping
        Hours that methods take from the task's minutes (`hours_of_task`); none for a step.
    """

    step: str | None
    measurements: dict[str, Measurement]
    hours: Mapping[str, Value]

    @cached_property
    def known(self) -> dict[str, Value]:
        """The values that were measured, and what follows from them."""
        return {name: m.value for name, m in with_derived(self.measurements).items()}

    def in_place(self, item: CatalogueItem, worker: Mapping[str, Value] | None = None) -> "Part":
        """The part with an item in place, as a plan counts on it; the part itself where nothing changes."""
        ruled = _ruled(self, item, worker or {})
        if not ruled.changes:
            return self
        return replace(self, measurements={**self.measurements, **ruled.estimates(item)})


def parts_of(task: Task) -> tuple[Part, ...]:
    """A task's own measurements and those of the steps of its cycle."""
    steps = task.cycle.steps if task.cycle else []
    return (
        Part(None, task.measurements, hours_of_task(task)),
        *(Part(step.id, step.measurements, {}) for step in steps),
    )


def with_parts(task: Task, parts: Sequence[Part]) -> Task:
    """A copy of a task with other measurements of some of its parts; the task itself where they are the same."""
    measured = {part.step: part.measurements for part in parts}
    changed: dict[str, object] = {}
    if measured.get(None, task.measurements) is not task.measurements:
        changed["measurements"] = measured[None]
    if task.cycle is not None:
        old = task.cycle.steps
        steps = [
            step
            if measured.get(step.id, step.measurements) is step.measurements
            else step.model_copy(update={"measurements": measured[step.id]})
            for step in old
        ]
        if any(one is not other for one, other in zip(steps, old, strict=True)):
            changed["cycle"] = task.cycle.model_copy(update={"steps": steps})
    return task.model_copy(update=changed) if changed else task


def apply(
    task: Task, item: CatalogueItem, part: str | None = None, worker: Mapping[str, Value] | None = None
) -> WhatIf:
    """Apply the effect rules of an item to a copy of a task.

    Parameters
    ----------
    task : Task
        Stays as it is.
    item : CatalogueItem
        Equipment or modification.
    part : str, optional
        Id of a step of the task's cycle, on which alone the item then acts; otherwise it acts on the task's own
        measurements and on those of every step.
    worker : mapping, optional
        Known figures of the worker by quantity id, for rules whose limit is one ("worker.lift_capacity_kg").

    Raises
    ------
    InputError
        When the task has no such step.
    """
    parts = [one for one in parts_of(task) if part is None or one.step == part]
    if not parts:
        raise InputError(
            f"The task '{task.name}' has no step '{part}'.", item=task.name, field="part", value=part
        )
    return _applied(task, parts, item, worker or {})


def moved_tasks(
    tasks: Sequence[Task], item: CatalogueItem, worker: Mapping[str, Value] | None = None
) -> list[Task]:
    """The tasks of which an item moves something that was measured, where it is chosen for the work as a whole."""
    return [task for task in tasks if item.at_work and apply(task, item, worker=worker).moved]


def apply_each(
    task: Task, items: Sequence[CatalogueItem], worker: Mapping[str, Value] | None = None
) -> list[WhatIf]:
    """Apply each of some items to a copy of a task of its own, as `apply` does."""
    parts = parts_of(task)
    return [_applied(task, parts, item, worker or {}) for item in items]


def _applied(task: Task, parts: Sequence[Part], item: CatalogueItem, worker: Mapping[str, Value]) -> WhatIf:
    ruled = [_ruled(part, item, worker) for part in parts]
    after = [_predicted(part, one, item) for part, one in zip(parts, ruled, strict=True)]
    return WhatIf(
        item,
        with_parts(task, after),
        tuple(change for one in ruled for change in one.changes),
        tuple(dict.fromkeys(name for one in ruled for name in one.remeasure)),
        tuple(name for name in ruled[0].unknown if all(name in one.unknown for one in ruled)),
    )


def _predicted(part: Part, ruled: "_Ruled", item: CatalogueItem) -> Part:
    """A part with what the rules of an item make of it; what must be measured again is taken out."""
    if not ruled.changes and not ruled.remeasure:
        return part
    kept = {name: m for name, m in part.measurements.items() if name not in ruled.remeasure}
    return replace(part, measurements=kept | ruled.estimates(item))


def tried(task: Task, values: Mapping[str, Value]) -> WhatIf:
    """Other values for some quantities of a task itself, and what follows from them; nothing is written anywhere."""
    hours = {name: value for name, value in hours_of_task(task).items() if name in values}
    before = {name: m.value for name, m in with_derived(task.measurements).items()} | hours
    after = before | {name: value for name, value in values.items() if name in before}
    _follow(before, after)
    changes = tuple(
        Change(name, value, after[name], after[name])
        for name, value in before.items()
        if after[name] != value
    )
    new = {c.quantity: Measurement(value=c.after, how=HowKnown.ESTIMATED) for c in changes}
    return WhatIf(None, task.model_copy(update={"measurements": task.measurements | new}), changes, (), ())


def as_planned(
    task: Task,
    item: CatalogueItem,
    measured_after: Mapping[str, Measurement],
    worker: Mapping[str, Value] | None = None,
) -> Task:
    """The task with an item in place, as a plan counts on it.

    What changes by an unknown amount stays as it was until it has been measured again, and what was measured after
    counts before what is predicted, in every step that had it before.
    """
    return _measured_again(task, measured_after, lambda part: part.in_place(item, worker))


def as_measured(task: Task, measured_after: Mapping[str, Measurement]) -> Task:
    """The task with what was measured of it after a change, and nothing predicted."""
    return _measured_again(task, measured_after, lambda part: part)


def _measured_again(
    task: Task, measured_after: Mapping[str, Measurement], changed: Callable[[Part], Part]
) -> Task:
    """A changed task with what was measured after: in every part that had it before, else of the task itself."""
    parts = parts_of(task)
    after = []
    for part in parts:
        again = {name: m for name, m in measured_after.items() if name in part.measurements}
        after.append(replace(part, measurements={**changed(part).measurements, **again}))
    new = {
        name: m for name, m in measured_after.items() if all(name not in part.measurements for part in parts)
    }
    after[0] = replace(after[0], measurements=after[0].measurements | new)
    return with_parts(task, after)


@dataclass(frozen=True)
class _Ruled:
    """What the rules of an item make of measured values."""

    changes: tuple[Change, ...]
    remeasure: tuple[str, ...]
    unknown: tuple[str, ...]

    def estimates(self, item: CatalogueItem) -> dict[str, Measurement]:
        """The predicted values as measurements; each lies in the range of its quantity."""
        return {
            c.quantity: Measurement(
                value=c.after if isinstance(c.after, bool | str) else float(c.after),
                how=HowKnown.ESTIMATED,
                by=item.id,
            )
            for c in self.changes
        }


def _ruled(part: Part, item: CatalogueItem, worker: Mapping[str, Value]) -> _Ruled:
    before = part.known
    if part.hours:
        acted_on = {rule.input for rule in item.effect_rules} - before.keys()
        before = before | {name: value for name, value in part.hours.items() if name in acted_on}
    touched = touched_by(item)
    if before.keys().isdisjoint(touched):
        return _Ruled(
            (), (), tuple(name for one in on_parts(item) for name in _missing(one.rule, (), before, worker))
        )
    after, best = dict(before), dict(before)
    remeasure: list[str] = []
    unknown: list[str] = []
    for one in on_parts(item):
        targets = [name for name in one.targets if name in before]
        unknown += _missing(one.rule, targets, before, worker)
        for name in targets:
            found = ends(one.rule, before[name], worker)
            if found is None or not all(possible(name, end) for end in found):
                remeasure += [name, *(bound for bound in BOUND.get(name, ()) if bound in before)]
            else:
                after[name], best[name] = found
    if not _LEADING.isdisjoint(touched):
        _follow(before, after)
        _follow(before, best)
    changes = tuple(
        Change(name, value, after[name], best[name])
        for name, value in before.items()
        if name in touched and after[name] != value and name not in remeasure
    )
    return _Ruled(changes, tuple(dict.fromkeys(remeasure)), tuple(unknown))


def scores_after(what_if: WhatIf) -> list[TaskScore]:
    """The changed task scored by every method that fits it.

    A method that takes a quantity which must be measured again gives no result, and that quantity is missing.
    """
    return [_without_guess(score, what_if) for score in score_task(what_if.task)]


def score_after(what_if: WhatIf, method_id: str, step: int = 0) -> TaskScore:
    """The changed task, or one step of its cycle, scored by one method, as `scores_after` does."""
    return _without_guess(score_by(part_of(what_if.task, step), method_id), what_if)


def part_of(task: Task, step: int) -> Task:
    """A step of a task's cycle as a task of its own, counted from 1; 0 is the task itself."""
    return steps_as_tasks(task)[step - 1] if step else task


def _without_guess(score: TaskScore, what_if: WhatIf) -> TaskScore:
    taken = taken_by(score.method_id)
    open_again = tuple(name for name in what_if.remeasure if name in taken)
    if not open_again:
        return score
    return replace(score, result=None, missing=tuple(dict.fromkeys((*score.missing, *open_again))))


def hours_of_task(task: Task) -> dict[str, Value]:
    """Hours that methods take from the task's minutes because they were not measured on their own."""
    if task.minutes_per_shift is None:
        return {}
    taken = _hours_taken(task.kind) - task.measurements.keys() - figures_of_day(task).keys()
    return dict.fromkeys(sorted(taken), task.minutes_per_shift / MINUTES_PER_HOUR)


@cache
def _hours_taken(kind: TaskKind) -> frozenset[str]:
    """The hours that the methods of a kind of task ask for."""
    taken = frozenset[str]().union(*(taken_by(method_id) for method_id in task_kinds()[kind].methods))
    return taken.intersection(HOURS_OF_THE_TASK)


def _missing(
    rule: EffectRule, targets: Sequence[str], known: Mapping[str, Value], worker: Mapping[str, Value]
) -> list[str]:
    """What a rule needs and nobody knows; travel that was not measured follows from the two hand heights."""
    if rule.input == "lift.d_travel_cm" and travel_cm(known) is not None:
        return []
    missing = [] if targets else [rule.input]
    if isinstance(rule, AtMost) and isinstance(rule.value, str) and rule.value not in worker:
        missing.append(rule.value)
    return missing


def travel_cm(values: Mapping[str, Value]) -> float | None:
    """Vertical travel between the two hand heights of a lift; None where one of them is unknown."""
    start, end = values.get("lift.v_origin_cm"), values.get("lift.v_dest_cm")
    return None if start is None or end is None else abs(float(end) - float(start))


_LEADING = frozenset({"lift.v_origin_cm", "lift.v_dest_cm", "lift.freq_per_min"})
"""What others follow (`_follow`)."""


def _follow(before: Mapping[str, Value], values: dict[str, Value]) -> None:
    """Set what is bound to what changed: travel to the two hand heights, the lifts of a shift to their rate.

    A travel that was entered although it differs from the heights (over an obstacle) is left to the item's own rule.
    """
    between, now = travel_cm(before), travel_cm(values)
    if between is not None and now is not None and "lift.d_travel_cm" in before:
        repeats_heights = math.isclose(float(before["lift.d_travel_cm"]), between, abs_tol=_ROUNDING_CM)
        values["lift.d_travel_cm"] = now if repeats_heights else values["lift.d_travel_cm"]
    rate, count = before.get("lift.freq_per_min"), before.get("lift.lifts_per_shift")
    if rate and count is not None:
        share = float(values["lift.freq_per_min"]) / float(rate)
        values["lift.lifts_per_shift"] = math.ceil(float(count) * share)
