"""What makes a task hard, found from its numbers: each driver with the figure that shows it.

Unknown is an answer of its own: a driver whose figures were not measured is undecided, never absent.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from ergo.advice.apply import travel_cm
from ergo.analysis.demands import steps_as_tasks
from ergo.analysis.derived import with_derived
from ergo.analysis.driving import figures_of_day
from ergo.analysis.score import score_task
from ergo.knowledge.drivers import Driver, Trigger, driver_groups, drivers, method_figures
from ergo.knowledge.quantities import quantity
from ergo.methods.result import Result
from ergo.model.job import Task
from ergo.units import UnitSystem, format_quantity

Value = float | bool | str

_COMBINED = {
    "value": "{0}",
    "ratio": "{0} as a share of {1}",
    "difference": "{0} less {1}",
    "distance": "Difference of {0} and {1}",
}
_COMPARED = {
    ">": "above {0}",
    ">=": "{0} or more",
    "<": "below {0}",
    "<=": "{0} or less",
    "outside": "outside {0}",
}


class State(StrEnum):
    """Whether a task has a driver."""

    FOUND = "found"
    ABSENT = "absent"
    UNDECIDED = "undecided"  # a measurement is needed
    ASK = "ask"  # only a person can see it


_TELLS_MORE = [State.FOUND, State.UNDECIDED, State.ASK, State.ABSENT]
"""Of two parts of a task, one that has a driver or may have it counts before one that has not."""


@dataclass(frozen=True)
class Figure:
    """The figure of one trigger in this task, beside its threshold."""

    trigger: Trigger
    value: Value
    holds: bool


@dataclass(frozen=True)
class Finding:
    """One driver in one task.

    ``figure`` is what decided it: the first alternative that holds, or the first that does not where none holds.
    ``missing`` are the quantities and method figures whose values would decide what is undecided. ``seen`` says that a
    person decided it and no figure.
    """

    driver: Driver
    state: State
    figure: Figure | None = None
    missing: tuple[str, ...] = ()
    seen: bool = False


def find_drivers(
    task: Task, results: Sequence[Result] = (), figures: Mapping[str, Value] | None = None
) -> list[Finding]:
    """The drivers that such a task can have, in the order of the catalogue.

    Looked for are the groups that belong to the kind of task, and whatever else its measurements can show.

    Parameters
    ----------
    task : Task
        With its measurements. Each step of a cycle is looked at as a task of its own; a driver that the task itself or
        one step has is found.
    results : sequence of Result
        What the methods made of the task; triggers on a weight limit or a dose need them. Steps are scored here.
    figures : mapping, optional
        Known figures of the worker and of the work as a whole, by quantity id (`ergo.advice.figures`).
    """
    found = _of_part(task, results, figures)
    for step in steps_as_tasks(task):
        of_step = [score.result for score in score_task(step) if score.result is not None]
        for driver_id, finding in _of_part(step, of_step, figures).items():
            before = found.get(driver_id)
            if before is None or _TELLS_MORE.index(finding.state) < _TELLS_MORE.index(before.state):
                found[driver_id] = finding
    return [_answered(found[driver_id], task.drivers_seen) for driver_id in drivers() if driver_id in found]


def find_drivers_of_work(figures: Mapping[str, Value], drivers_seen: Mapping[str, bool]) -> list[Finding]:
    """The drivers that no single task has: effort, the organisation of the work, pain, daily living.

    Parameters
    ----------
    figures : mapping
        Known figures of the worker and of the work as a whole, by quantity id (`ergo.advice.figures`).
    drivers_seen : mapping
        Whether a person sees a driver, by its id (`Case.drivers_seen`).
    """
    of_no_task = [row for row in drivers().values() if not driver_groups()[row.group].kinds]
    return [_answered(_decide(row, figures), drivers_seen) for row in of_no_task]


def _answered(finding: Finding, drivers_seen: Mapping[str, bool]) -> Finding:
    """What a person has seen decides where no figure does."""
    seen = drivers_seen.get(finding.driver.id)
    if seen is None or finding.state not in (State.ASK, State.UNDECIDED):
        return finding
    return replace(finding, state=State.FOUND if seen else State.ABSENT, seen=True)


def _of_part(
    task: Task, results: Sequence[Result], figures: Mapping[str, Value] | None
) -> dict[str, Finding]:
    known: dict[str, Value] = dict(figures or {})
    measurements = with_derived(task.measurements)
    known |= {name: measurement.value for name, measurement in measurements.items()}
    known = {**figures_of_day(task), **known}
    known |= _figures_of(results)
    travel = travel_cm(known)
    if travel is not None:
        known.setdefault("lift.d_travel_cm", travel)
    return {
        driver.id: _decide(driver, known)
        for driver in drivers().values()
        if task.kind in driver_groups()[driver.group].kinds or _can_show(driver, task)
    }


def found_drivers(findings: Sequence[Finding]) -> list[str]:
    """The ids of the drivers that the task has."""
    return [finding.driver.id for finding in findings if finding.state is State.FOUND]


def figure_words(figure: Figure, system: UnitSystem = UnitSystem.METRIC) -> str:
    """A figure and its threshold as a person reads them.

    "Hand height at the start of the lift: 20 cm (below 50 cm)"; an answer of a list stands alone: "Grip: poor".
    """
    trigger = figure.trigger
    name = _COMBINED[trigger.combine].format(*(_label(term) for term in trigger.terms))
    unit = "" if trigger.combine == "ratio" else _unit(trigger.terms[0])
    value = _words(figure.value, trigger.terms[0], unit, system)
    if trigger.op not in _COMPARED:
        return f"{name}: {value}"
    ends = trigger.value if isinstance(trigger.value, tuple) else (trigger.value,)
    threshold = " to ".join(_words(end, trigger.terms[0], unit, system) for end in ends)
    return f"{name}: {value} ({_COMPARED[trigger.op].format(threshold)})"


def _figures_of(results: Sequence[Result]) -> dict[str, Value]:
    by_method = {result.method_id: result for result in results}
    found: dict[str, Value] = {}
    for figure in method_figures().values():
        if figure.method in by_method:
            result = by_method[figure.method]
            value: Any = result.score if figure.step is None else result.intermediates[figure.step]
            if value is not None:
                found[figure.id] = value
    return found


def _can_show(driver: Driver, task: Task) -> bool:
    return not _terms()[driver.id].isdisjoint(task.measurements)


@cache
def _terms() -> dict[str, frozenset[str]]:
    """The quantities and method figures that can show each driver, by its id."""
    return {
        row.id: frozenset(term for trigger in row.trigger for term in trigger.terms)
        for row in drivers().values()
    }


def _decide(driver: Driver, known: Mapping[str, Value]) -> Finding:
    if not driver.trigger:
        return Finding(driver, State.ASK)
    figures = [figure for trigger in driver.trigger if (figure := _figure(trigger, known))]
    holding = next((figure for figure in figures if figure.holds), None)
    if holding:
        return Finding(driver, State.FOUND, holding)
    missing = dict.fromkeys(term for trigger in driver.trigger for term in trigger.terms if term not in known)
    state = State.UNDECIDED if missing else State.ABSENT
    return Finding(driver, state, figures[0] if figures else None, tuple(missing))


def _figure(trigger: Trigger, known: Mapping[str, Value]) -> Figure | None:
    if any(term not in known for term in trigger.terms):
        return None
    value = _combined(trigger, [known[term] for term in trigger.terms])
    return Figure(trigger, value, _holds(trigger, value))


def _combined(trigger: Trigger, values: Sequence[Value]) -> Value:
    if trigger.combine == "value":
        return values[0]
    first, second = (float(value) for value in values)
    if trigger.combine == "ratio":
        # A limit of zero allows nothing, so any amount is infinitely beyond it.
        return first / second if second else math.inf if first else 0.0
    return abs(first - second) if trigger.combine == "distance" else first - second


def _holds(trigger: Trigger, value: Value) -> bool:
    threshold = trigger.value
    if isinstance(threshold, tuple):
        if trigger.op == "in":
            return value in threshold
        low, high = (float(end) for end in threshold)
        return not low <= float(value) <= high
    if trigger.op == "==":
        return value == threshold
    number, limit = float(value), float(threshold)
    return {">": number > limit, ">=": number >= limit, "<": number < limit, "<=": number <= limit}[
        trigger.op
    ]


def _label(term: str) -> str:
    figure = method_figures().get(term)
    return figure.label if figure else quantity(term).label


def _unit(term: str) -> str:
    figure = method_figures().get(term)
    return figure.unit if figure else quantity(term).unit


def _words(value: Value, term: str, unit: str, system: UnitSystem) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return quantity(term).choice_label(value).lower()
    return format_quantity(value, unit, system) if math.isfinite(value) else "without bounds"
