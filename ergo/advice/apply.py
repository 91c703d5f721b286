"""What an item of the catalogue would do to a task: its effect rules applied to a copy of what was measured.

The rules act on measured parts only, and a dose or an index is worked out again from them. What was not measured
stays unknown; what changes by an unknown amount is taken out of the copy, so that no score is predicted from it.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from ergo.analysis.bind import HOURS_OF_THE_TASK, MINUTES_PER_HOUR
from ergo.analysis.demands import steps_as_tasks
from ergo.analysis.derived import MADE_OF, with_derived
from ergo.analysis.driving import figures_of_day
from ergo.analysis.score import TaskScore, score_by, score_task
from ergo.errors import InputError
from ergo.knowledge.catalogue import (
    Add,
    AtLeast,
    AtMost,
    CatalogueItem,
    EffectRule,
    Remeasure,
    Scale,
    SetTo,
)
from ergo.knowledge.quantities import quantity
from ergo.knowledge.tasks import demand_rules, task_kinds
from ergo.methods import load, method_ids
from ergo.methods.niosh_equation import DATA as NIOSH
from ergo.model.base import HowKnown, Measurement
from ergo.model.job import CycleStep, Task, TaskKind

Value = float | bool | str

_ACTS_ON = {
    # The heaviest load is packed or limited like the usual one; a seat acts on every direction that was measured.
    "lift.load_kg": ("lift.load_kg", "lift.load_max_kg"),
    "wbv.aw_ms2": ("wbv.aw_ms2", "drive.aw_x_ms2", "drive.aw_y_ms2", "drive.aw_z_ms2"),
}
_BEST_FIRST = ("lift.coupling",)
"""Choices that run from the best to the worst: a change never brings back a worse one than there is."""

_PARTS_OF_DOSE = {
    "wbv.a8_ms2": ("wbv.aw_ms2", "drive.total_h"),
    "hav.a8_ms2": ("hav.ahv_ms2", "hav.trigger_min"),
}
"""What a computed dose is made of; the first is measured again where the dose changes by an unknown amount."""

_BOUND = {
    "lift.freq_per_min": ("lift.lifts_per_shift",),
    "lift.v_origin_cm": ("lift.d_travel_cm",),
    "lift.v_dest_cm": ("lift.d_travel_cm",),
    "hand.grip_force_n": ("hand.force_pct", "hand.effort_cr10", "hand.omni"),
    "hand.pinch_force_n": ("hand.force_pct", "hand.effort_cr10", "hand.omni"),
    "hand.reps_per_min": ("hand.duty_cycle_pct", "hand.reps_per_day"),
    **MADE_OF,
}
"""What cannot stay as it was measured where the first is measured again."""

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
    if part is not None:
        return _apply_to(task, item, part, worker)
    parts: list[WhatIf] = []
    for name in parts_of(task):
        parts.append(_apply_to(parts[-1].task if parts else task, item, name, worker))
    return WhatIf(
        item,
        parts[-1].task,
        tuple(change for one in parts for change in one.changes),
        tuple(dict.fromkeys(name for one in parts for name in one.remeasure)),
        tuple(name for name in parts[0].unknown if all(name in one.unknown for one in parts)),
    )


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
    return WhatIf(None, with_measurements(task, None, task.measurements | new), changes, (), ())


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
    hours = hours_of_task(task)
    planned = task
    for part in parts_of(task):
        before = measurements_of(task, part)
        now = measurements_of(planned, part)
        after = in_place(now, item, hours if part is None else {}, worker)
        after |= {name: m for name, m in measured_after.items() if name in before}
        planned = with_measurements(planned, part, after)
    return only_measured(planned, task, measured_after)


def as_measured(task: Task, measured_after: Mapping[str, Measurement]) -> Task:
    """The task with what was measured of it after a change, and nothing predicted."""
    planned = task
    for part in parts_of(task):
        before = measurements_of(task, part)
        after = {name: m for name, m in measured_after.items() if name in before}
        planned = with_measurements(planned, part, before | after)
    return only_measured(planned, task, measured_after)


def only_measured(planned: Task, task: Task, measured_after: Mapping[str, Measurement]) -> Task:
    """A planned task, and with it what was measured after and never before."""
    new = {
        name: m
        for name, m in measured_after.items()
        if all(name not in measurements_of(task, part) for part in parts_of(task))
    }
    return with_measurements(planned, None, planned.measurements | new)


def in_place(
    measurements: Mapping[str, Measurement],
    item: CatalogueItem,
    hours: Mapping[str, Value],
    worker: Mapping[str, Value] | None = None,
) -> dict[str, Measurement]:
    """The measurements of one part of a task with an item in place, as a plan counts on them.

    ``hours`` are those that the part's methods take from its minutes (`hours_of_task`).
    """
    ruled = _ruled(measurements, item, hours, worker)
    return {**measurements, **ruled.estimates(item)}


def parts_of(task: Task) -> tuple[str | None, ...]:
    """A task's own measurements (None) and the steps of its cycle by id."""
    return (None, *(step.id for step in (task.cycle.steps if task.cycle else [])))


def measurements_of(task: Task, part: str | None) -> dict[str, Measurement]:
    """What was measured of one part of a task (`parts_of`)."""
    return task.measurements if part is None else _step(task, part).measurements


@dataclass(frozen=True)
class _Ruled:
    """What the rules of an item make of measured values."""

    changes: tuple[Change, ...]
    remeasure: tuple[str, ...]
    unknown: tuple[str, ...]

    def estimates(self, item: CatalogueItem) -> dict[str, Measurement]:
        """The predicted values as measurements; each lies in the range of its quantity."""
        return {
            c.quantity: Measurement.model_construct(
                value=c.after if isinstance(c.after, bool | str) else float(c.after),
                how=HowKnown.ESTIMATED,
                on=None,
                by=item.id,
            )
            for c in self.changes
        }


def _ruled(
    measurements: Mapping[str, Measurement],
    item: CatalogueItem,
    hours: Mapping[str, Value],
    worker: Mapping[str, Value] | None,
) -> _Ruled:
    before: dict[str, Value] = {name: m.value for name, m in with_derived(measurements).items()}
    if hours:
        acted_on = {rule.input for rule in item.effect_rules} - before.keys()
        before |= {name: value for name, value in hours.items() if name in acted_on}
    after, best = dict(before), dict(before)
    remeasure: list[str] = []
    unknown: list[str] = []
    for rule in _on_parts(item.effect_rules):
        targets = [name for name in _ACTS_ON.get(rule.input, (rule.input,)) if name in before]
        unknown += _missing(rule, targets, before, worker or {})
        for name in targets:
            ends = _ends(rule, before[name], worker or {})
            if ends is None or not all(_possible(name, end) for end in ends):
                remeasure += [name, *(bound for bound in _BOUND.get(name, ()) if bound in before)]
            else:
                after[name], best[name] = ends
    _follow(before, after)
    _follow(before, best)
    changes = tuple(
        Change(name, value, after[name], best[name])
        for name, value in before.items()
        if after[name] != value and name not in remeasure
    )
    return _Ruled(changes, tuple(dict.fromkeys(remeasure)), tuple(unknown))


def touched_by(item: CatalogueItem) -> frozenset[str]:
    """The quantities that the rules of an item can change, those that follow from them among them."""
    named = [
        name for rule in _on_parts(item.effect_rules) for name in _ACTS_ON.get(rule.input, (rule.input,))
    ]
    return frozenset([*named, *(bound for name in named for bound in _BOUND.get(name, ()))])


def _apply_to(
    task: Task, item: CatalogueItem, part: str | None, worker: Mapping[str, Value] | None
) -> WhatIf:
    measurements = measurements_of(task, part)
    ruled = _ruled(measurements, item, hours_of_task(task) if part is None else {}, worker)
    kept = {name: m for name, m in measurements.items() if name not in ruled.remeasure}
    changed = with_measurements(task, part, kept | ruled.estimates(item))
    return WhatIf(item, changed, ruled.changes, ruled.remeasure, ruled.unknown)


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
    taken = {bound.id for bound in load(score.method_id).inputs.quantities().values()}
    open_again = tuple(name for name in what_if.remeasure if name in taken)
    if not open_again:
        return score
    return replace(score, result=None, missing=tuple(dict.fromkeys((*score.missing, *open_again))))


def unscored(item: CatalogueItem) -> tuple[str, ...]:
    """The quantities on which an item acts that no method takes and no demand counts: its effect there has no score."""
    return tuple(rule.input for rule in item.effect_rules if rule.input not in _counted())


@cache
def _counted() -> frozenset[str]:
    taken = {row.id for name in method_ids() for row in load(name).inputs.quantities().values()}
    followed = {
        part for whole in (_PARTS_OF_DOSE, MADE_OF) for name, of in whole.items() for part in (name, *of)
    }
    return frozenset(taken | followed | {rule.quantity for rule in demand_rules()})


def hours_of_task(task: Task) -> dict[str, Value]:
    """Hours that methods take from the task's minutes because they were not measured on their own."""
    if task.minutes_per_shift is None:
        return {}
    taken = _hours_taken(task.kind) - task.measurements.keys() - figures_of_day(task).keys()
    return dict.fromkeys(sorted(taken), task.minutes_per_shift / MINUTES_PER_HOUR)


@cache
def _hours_taken(kind: TaskKind) -> frozenset[str]:
    """The hours that the methods of a kind of task ask for."""
    methods = (load(method_id) for method_id in task_kinds()[kind].methods)
    taken = {bound.id for method in methods for bound in method.inputs.quantities().values()}
    return frozenset(taken.intersection(HOURS_OF_THE_TASK))


def _step(task: Task, part: str) -> CycleStep:
    for step in task.cycle.steps if task.cycle else []:
        if step.id == part:
            return step
    raise InputError(
        f"The task '{task.name}' has no step '{part}'.", item=task.name, field="part", value=part
    )


def with_measurements(task: Task, part: str | None, measurements: dict[str, Measurement]) -> Task:
    """A copy of a task with other measurements of one part."""
    if part is None or task.cycle is None:
        return task.model_copy(update={"measurements": measurements})
    steps = [
        step.model_copy(update={"measurements": measurements}) if step.id == part else step
        for step in task.cycle.steps
    ]
    return task.model_copy(update={"cycle": task.cycle.model_copy(update={"steps": steps})})


def _on_parts(rules: tuple[EffectRule, ...]) -> Iterator[EffectRule]:
    """Rules that act on what is measured: a computed dose follows from its parts."""
    acted_on = {rule.input for rule in rules}
    for rule in rules:
        parts = _PARTS_OF_DOSE.get(rule.input)
        if parts is None:
            yield rule
        elif acted_on.isdisjoint(parts):
            yield Remeasure(op="remeasure", input=parts[0])


def _missing(
    rule: EffectRule, targets: list[str], known: Mapping[str, Value], worker: Mapping[str, Value]
) -> list[str]:
    """What a rule needs and nobody knows; travel that was not measured follows from the two hand heights."""
    if rule.input == "lift.d_travel_cm" and travel_cm(known) is not None:
        return []
    missing = [] if targets else [rule.input]
    if isinstance(rule, AtMost) and isinstance(rule.value, str) and rule.value not in worker:
        missing.append(rule.value)
    return missing


def _ends(rule: EffectRule, value: Value, worker: Mapping[str, Value]) -> tuple[Value, Value] | None:
    """The value after a rule, at the cautious and at the other end; None where it cannot be told.

    More of every quantity that is scaled or added to is harder, so the higher end is the cautious one.
    """
    if isinstance(rule, SetTo):
        kept = _better(rule.input, value, rule.value) if rule.input in _BEST_FIRST else rule.value
        return kept, kept
    if isinstance(rule, Remeasure):
        return None
    number = float(value)
    if isinstance(rule, Scale):
        return number * rule.hi, number * rule.lo
    if isinstance(rule, Add):
        return max(0.0, number + rule.hi), max(0.0, number + rule.lo)
    if isinstance(rule, AtMost):
        limit = worker.get(rule.value) if isinstance(rule.value, str) else rule.value
        return None if limit is None else (min(number, float(limit)),) * 2
    clamped = max(number, rule.value) if isinstance(rule, AtLeast) else min(max(number, rule.lo), rule.hi)
    return clamped, clamped


def _better(name: str, one: Value, other: Value) -> Value:
    """The better of two answers of a choice that runs from the best to the worst."""
    order = [choice.value for choice in quantity(name).choices]
    return min(one, other, key=lambda value: order.index(str(value)))


def _possible(name: str, value: Value) -> bool:
    """Whether a value lies in the physical range of its quantity; nothing is predicted beyond it."""
    return isinstance(value, str) or value <= quantity(name).high


def travel_cm(values: Mapping[str, Value]) -> float | None:
    """Vertical travel between the two hand heights of a lift; None where one of them is unknown."""
    start, end = values.get("lift.v_origin_cm"), values.get("lift.v_dest_cm")
    return None if start is None or end is None else abs(float(end) - float(start))


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
