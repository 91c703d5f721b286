"""The scores of a task by every method that fits it, before and after changes: all changed copies at once."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from ergo.advice.apply import WhatIf, apply_each, score_after
from ergo.advice.drivers import Finding, State, find_drivers, found_drivers
from ergo.advice.rules import Value
from ergo.advice.scoring import score_many
from ergo.analysis.bind import score_depends_on, taken_by
from ergo.analysis.demands import steps_as_tasks
from ergo.analysis.score import TaskScore, score_task
from ergo.knowledge.catalogue import CatalogueItem
from ergo.knowledge.tasks import task_kinds
from ergo.methods import load
from ergo.methods.design import Moved, moved_factors
from ergo.methods.result import Band
from ergo.model.job import Task


@dataclass(frozen=True)
class IndexChange:
    """The score of one method before and after; None where there is none, and nothing is predicted in its place.

    ``outside`` says that the changed task is complete and still has no score: it is outside the method. ``step`` is the
    step of the task's cycle that is scored, 0 for the task itself.
    """

    method_id: str
    before_score: TaskScore
    after: float | None
    outside: bool
    what_if: WhatIf
    step: int = 0

    @property
    def before(self) -> float | None:
        """The score of the task as it is."""
        result = self.before_score.result
        return None if result is None or result.score is None else float(result.score)

    @cached_property
    def after_score(self) -> TaskScore:
        """The changed task scored on its own, with every step."""
        return score_after(self.what_if, self.method_id, self.step)

    @property
    def step_name(self) -> str:
        """The name of the step that is scored; empty for the task itself."""
        cycle = self.what_if.task.cycle
        return cycle.steps[self.step - 1].name if cycle and self.step else ""

    @property
    def moved(self) -> tuple[Moved, ...]:
        """The multipliers that differ."""
        before, after = self.before_score.result, self.after_score.result
        return () if before is None or after is None else moved_factors(load(self.method_id), before, after)

    @property
    def band(self) -> Band | None:
        """The band of the score after the change."""
        return load(self.method_id).bands[0].band(self.after)

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
        return self.before is not None and self.after is None and self.outside


@dataclass(frozen=True)
class Looked:
    """A task as it is: what the methods make of it and of the steps of its cycle, and the drivers that they show."""

    task: Task
    parts: tuple[Task, ...]
    scores: tuple[list[TaskScore], ...]
    findings: list[Finding]

    @property
    def active(self) -> list[str]:
        """The ids of the drivers that the task has."""
        return found_drivers(self.findings)

    @property
    def answered_no(self) -> set[str]:
        """The yes-or-no drivers, such as an unstable load, to which the answer is no."""
        return {
            f.driver.id
            for f in self.findings
            if f.state is State.ABSENT and (f.seen or (f.figure and f.figure.value is False))
        }


def look(task: Task, figures: Mapping[str, Value]) -> Looked:
    """A task as it is; ``figures`` are those of the worker and of the work as a whole (`ergo.advice.figures`)."""
    parts = (task, *steps_as_tasks(task))
    scores = tuple(score_task(part) for part in parts)
    results = [score.result for score in scores[0] if score.result is not None]
    return Looked(task, parts, scores, find_drivers(task, results, figures))


def indices_of(task: Task, what_if: WhatIf) -> list[IndexChange]:
    """The score of a task by every method that fits it, before and after one change."""
    changes = (_changes_by(score, [what_if], [what_if.task], 0, task)[0] for score in score_task(task))
    return [index for index in changes if index is not None]


def changes_of(
    looked: Looked, items: Sequence[CatalogueItem], worker: Mapping[str, Value]
) -> list[tuple[WhatIf, tuple[IndexChange, ...]]]:
    """Each item applied to the task, and all changed copies scored at once by each method, step by step."""
    what_ifs = apply_each(looked.task, items, worker)
    after = [_parts_after(looked, w.task) for w in what_ifs]
    changes = [
        _changes_by(score, what_ifs, [parts[step] for parts in after], step, part)
        for step, (part, scores) in enumerate(zip(looked.parts, looked.scores, strict=True))
        for score in scores
        if not step or score.result is not None
    ]
    return [
        (what_if, tuple(index for by_method in changes if (index := by_method[place]) is not None))
        for place, what_if in enumerate(what_ifs)
    ]


def _parts_after(looked: Looked, changed: Task) -> list[Task]:
    """A changed task and the steps of its cycle as tasks; a step that was not changed is the one that was looked at."""
    steps = changed.cycle.steps if changed.cycle else []
    return [
        changed,
        *(
            part
            if part.measurements is step.measurements
            else part.model_copy(update={"measurements": step.measurements})
            for part, step in zip(looked.parts[1:], steps, strict=True)
        ),
    ]


def _changes_by(
    before: TaskScore, what_ifs: Sequence[WhatIf], after: Sequence[Task], step: int, now: Task
) -> list[IndexChange | None]:
    """The score of each changed copy by one method; None for a copy that the method no longer fits.

    ``now`` is the part of the task as it is, of which ``before`` is the score.
    """
    method_id = before.method_id
    taken, depends = taken_by(method_id), score_depends_on(method_id)
    found: list[IndexChange | None] = [None] * len(what_ifs)
    to_score: list[int] = []
    for place, what_if in enumerate(what_ifs):
        index = IndexChange(method_id, before, None, False, what_if, step)
        if after[place] is not now and not _still_fits(what_if, after[place], method_id):
            continue
        if after[place] is now or depends.isdisjoint(what_if.moved):
            found[place] = replace(index, after=index.before)
        elif taken.isdisjoint(what_if.remeasure):
            to_score.append(place)
        else:
            found[place] = index
    scores = score_many([after[place] for place in to_score], method_id)
    for place, one in zip(to_score, scores, strict=True):
        outside = one.complete and one.score is None
        found[place] = IndexChange(method_id, before, one.score, outside, what_ifs[place], step)
    return found


def _still_fits(what_if: WhatIf, task: Task, method_id: str) -> bool:
    """Whether a method that fitted still does: only what begins or ceases to be done can change that."""
    if not what_if.remeasure and all(bool(c.before) is bool(c.after) for c in what_if.changes):
        return True
    return method_id in task_kinds()[task.kind].fitting(
        {name: m.value for name, m in task.measurements.items()}
    )
