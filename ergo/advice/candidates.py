"""What could be changed about a task, with the score it would give: candidates from the catalogue, ranked.

The ranking is one that a therapist can follow: hierarchy of controls first, then how readily an item is offered,
then how many of the task's drivers it answers, then the risk it removes, the evidence for it, and its cost.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from ergo.advice.apply import WhatIf, apply, scores_after
from ergo.advice.drivers import State, find_drivers, found_drivers
from ergo.analysis.score import TaskScore, score_task
from ergo.knowledge.catalogue import (
    CatalogueItem,
    Context,
    ControlLevel,
    CostBand,
    Direction,
    Grade,
    Recommendation,
    catalogue,
)
from ergo.knowledge.drivers import driver
from ergo.methods import load
from ergo.methods.design import Moved, moved_factors
from ergo.model.job import Task, TaskKind

_CONTROL_LEVELS = list(ControlLevel)
_RECOMMENDATIONS = list(Recommendation)
_GRADES = list(Grade)
_COST_BANDS = list(CostBand)


@dataclass(frozen=True)
class IndexChange:
    """The score of one method before and after; None where there is none, and nothing is predicted in its place."""

    method_id: str
    before: float | None
    after: float | None
    moved: tuple[Moved, ...]
    after_score: TaskScore

    @property
    def removed(self) -> float | None:
        """By how much the score improves; infinite where it can be scored only after the change; None if unknown."""
        if self.after is None:
            return None
        if self.before is None:
            return math.inf
        gain = self.after - self.before
        return gain if load(self.method_id).bands[0].higher_is_better else -gain

    @property
    def loses_its_score(self) -> bool:
        """Whether a task that had a score is outside the method after the change: nothing then speaks for it."""
        return self.before is not None and self.after is None and self.after_score.result is not None


@dataclass(frozen=True)
class Candidate:
    """An item of the catalogue for a task.

    Attributes
    ----------
    item : CatalogueItem
        With control level, cost band and its basis, cautions, evidence, ISO 9999 code and its status.
    drivers : tuple of str
        The drivers of the task that it answers.
    what_if : WhatIf
        What becomes of the measured values, what must be measured again, what is unknown.
    indices : tuple of IndexChange
        The score before and after by each method that fits the task, the recommended one first.
    """

    item: CatalogueItem
    drivers: tuple[str, ...]
    what_if: WhatIf
    indices: tuple[IndexChange, ...]

    @property
    def index(self) -> IndexChange | None:
        """The change by the recommended method; None where no method fits the task."""
        return self.indices[0] if self.indices else None


def candidates(
    task: Task,
    *,
    confirmed: Collection[str] = (),
    contexts: Collection[Context] | None = None,
    worker: Mapping[str, float] | None = None,
) -> list[Candidate]:
    """What the catalogue has for the drivers of a task, the strongest first.

    Items that are not recommended are left out; `ergo.knowledge.catalogue` has them with their warning.

    Parameters
    ----------
    task : Task
        With its measurements.
    confirmed : collection of str, optional
        Ids of drivers that a person has seen, beside those found from the numbers.
    contexts : collection of Context, optional
        Where items may be used; work, and the vehicle for driving, if nothing is said.
    worker : mapping, optional
        Known figures of the worker by quantity id.
    """
    before = score_task(task)
    results = [score.result for score in before if score.result is not None]
    active = dict.fromkeys([*found_drivers(find_drivers(task, results, worker)), *confirmed])
    wanted = set(contexts if contexts is not None else _contexts_of(task.kind))
    found = [
        _candidate(task, item, tuple(d for d in active if d in item.drivers), before, worker)
        for item in catalogue().values()
        if item.recommend_status is not Recommendation.NOT_RECOMMENDED
        and wanted.intersection(item.contexts)
        and _fits(item, task)
        and not active.keys().isdisjoint(item.drivers)
    ]
    return sorted(found, key=_rank)


def candidate_of(task: Task, item: CatalogueItem, *, worker: Mapping[str, float] | None = None) -> Candidate:
    """One item of the catalogue for a task, whether or not it answers what was found in it."""
    before = score_task(task)
    results = [score.result for score in before if score.result is not None]
    active = found_drivers(find_drivers(task, results, worker))
    return _candidate(task, item, tuple(d for d in active if d in item.drivers), before, worker)


def strongest(
    task: Task,
    n: int = 5,
    *,
    worker: Mapping[str, float] | None = None,
    in_the_way: Collection[str] = (),
) -> list[Candidate]:
    """The `n` candidates to look at first: the best of each kind of control, then the others in their order.

    They act on something measured, do not make the task's score worse, and are not made for another kind of load: an
    item that also answers a yes-or-no driver, such as an unstable load, is left out where the answer is no. Those that
    answer a driver in one of the dimensions ``in_the_way`` come before all others.
    """
    results = [score.result for score in score_task(task) if score.result is not None]
    findings = find_drivers(task, results, worker)
    answered_no = {
        f.driver.id for f in findings if f.state is State.ABSENT and f.figure and f.figure.value is False
    }
    ranked = [
        c
        for c in candidates(task, worker=worker)
        if _acts(c) and not _worsens(c) and answered_no.isdisjoint(c.item.drivers)
    ]
    answering = [c for c in ranked if not in_the_way or answers(c, in_the_way)]
    others = [c for c in ranked if c not in answering]
    return [*_best_of_each_kind_first(answering), *_best_of_each_kind_first(others)][:n]


def answers(candidate: Candidate, dimensions: Collection[str]) -> bool:
    """Whether a driver of the task that the item answers lies in one of these dimensions."""
    return any(not set(dimensions).isdisjoint(driver(name).dimensions) for name in candidate.drivers)


def _best_of_each_kind_first(ranked: Sequence[Candidate]) -> list[Candidate]:
    best = {c.item.control_level: c for c in reversed(ranked) if _rank_of_gain(c.index)[0] <= 1}
    first = [best[level] for level in _CONTROL_LEVELS if level in best]
    return [*first, *(c for c in ranked if c not in first)]


def _contexts_of(kind: TaskKind) -> tuple[Context, ...]:
    return (Context.WORK, Context.DRIVING) if kind is TaskKind.DRIVING else (Context.WORK,)


def _candidate(
    task: Task,
    item: CatalogueItem,
    drivers: tuple[str, ...],
    before: Sequence[TaskScore],
    worker: Mapping[str, float] | None,
) -> Candidate:
    what_if = apply(task, item, worker=worker)
    after = scores_after(what_if) if what_if.changes or what_if.remeasure else before
    changed = {score.method_id: score for score in after}
    indices = tuple(_change(b, changed[b.method_id]) for b in before if b.method_id in changed)
    return Candidate(item, drivers, what_if, indices)


def _change(before: TaskScore, after: TaskScore) -> IndexChange:
    return IndexChange(before.method_id, _score(before), _score(after), _moved(before, after), after)


def _score(score: TaskScore) -> float | None:
    return None if score.result is None or score.result.score is None else float(score.result.score)


def _moved(before: TaskScore, after: TaskScore) -> tuple[Moved, ...]:
    """The multipliers that differ."""
    if before.result is None or after.result is None:
        return ()
    return moved_factors(load(before.method_id), before.result, after.result)


def catalogue_rank(item: CatalogueItem) -> tuple[float, ...]:
    """The order of items where no task is looked at: control, recommendation, evidence, cost."""
    return (*_readiness(item), *_backing(item))


def _rank(candidate: Candidate) -> tuple[float, ...]:
    gain = _rank_of_gain(candidate.index)
    return (*_readiness(candidate.item), -len(candidate.drivers), *gain, *_backing(candidate.item))


def _readiness(item: CatalogueItem) -> tuple[float, ...]:
    return _CONTROL_LEVELS.index(item.control_level), _RECOMMENDATIONS.index(item.recommend_status)


def _backing(item: CatalogueItem) -> tuple[float, ...]:
    supported = item.evidence_direction is Direction.SUPPORTS
    grade = _GRADES.index(item.evidence_grade) if supported else len(_GRADES)
    return grade, _COST_BANDS.index(item.cost_band)


def _rank_of_gain(index: IndexChange | None) -> tuple[float, float]:
    """What removes risk by the most first, then what must be measured again, then what changes nothing or worsens."""
    removed = None if index is None else index.removed
    if removed is None:
        return 1, 0
    return (0, -removed) if removed > 0 else (2, -removed)


def _fits(item: CatalogueItem, task: Task) -> bool:
    """Aids for moving people are for moving people, whatever else their drivers have in common with loads."""
    return item.category != "patient_handling" or task.kind is TaskKind.HANDLING_PEOPLE


def _acts(candidate: Candidate) -> bool:
    return bool(candidate.what_if.changes or candidate.what_if.remeasure)


def _worsens(candidate: Candidate) -> bool:
    index = candidate.index
    if index is None:
        return False
    return index.loses_its_score or (index.removed is not None and index.removed < 0)
