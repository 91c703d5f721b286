"""What could be changed about a task, with the score it would give: candidates from the catalogue, ranked.

The ranking is one that a therapist can follow: hierarchy of controls first, then the risk that a change removes, the
evidence for it, its cost, and whether its cautions name this worker's condition; what is still equal is ordered by how
readily it is offered and by how many of the task's drivers it answers.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ergo.advice.apply import WhatIf, apply, score_after
from ergo.advice.drivers import Finding, State, find_drivers, found_drivers
from ergo.advice.scoring import score_many
from ergo.analysis.demands import steps_as_tasks
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
    cautioned_conditions,
    grade_of,
)
from ergo.knowledge.drivers import driver
from ergo.knowledge.tasks import task_kinds
from ergo.methods import load
from ergo.methods.design import Moved, moved_factors
from ergo.methods.result import Band
from ergo.model.job import Task, TaskKind

_CONTROL_LEVELS = list(ControlLevel)
_RECOMMENDATIONS = list(Recommendation)
_GRADES = list(Grade)
_COST_BANDS = list(CostBand)
DAILY_LIVING = "adl"
"""The group of drivers outside work."""


@dataclass(frozen=True)
class Circumstances:
    """What is known beside a task, and counts in what is suggested for it.

    Attributes
    ----------
    figures : mapping
        Known figures of the worker and of the work as a whole, by quantity id (`ergo.advice.figures`).
    conditions : collection of str
        The worker's condition in the words of the catalogue.
    costs : mapping
        The clinic's own cost bands by item id; for other items the catalogue's stand.
    """

    figures: Mapping[str, float | bool | str] = field(default_factory=dict)
    conditions: Collection[str] = ()
    costs: Mapping[str, CostBand] = field(default_factory=dict)

    def cost_band(self, item: CatalogueItem) -> CostBand:
        """The clinic's own cost band of an item, else the catalogue's."""
        return self.costs.get(item.id, item.cost_band)

    def is_cautioned(self, item: CatalogueItem) -> bool:
        """Whether the cautions of an item name the worker's condition."""
        return not cautioned_conditions(item).isdisjoint(self.conditions)


NOTHING_KNOWN = Circumstances()


def cost_usd(item: CatalogueItem, beside: Circumstances = NOTHING_KNOWN) -> tuple[int, int]:
    """What an item costs, from and to, in US dollars: in the clinic's own band, else as the catalogue has it.

    The highest band has no upper end; an item in it costs at least its lower one.
    """
    band = beside.cost_band(item)
    return (item.cost_low_usd, item.cost_high_usd) if band is item.cost_band else band.ends_usd


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
        The score before and after by each method that fits the task, the recommended one first, then those of the steps
        of its cycle.
    """

    item: CatalogueItem
    drivers: tuple[str, ...]
    what_if: WhatIf
    indices: tuple[IndexChange, ...]

    @property
    def index(self) -> IndexChange | None:
        """The change by the recommended method, of the task or else of the first step that has a score.

        None where no method fits.
        """
        known = (index for index in self.indices if index.before is not None or index.after is not None)
        return next(known, self.indices[0] if self.indices else None)

    @property
    def acts(self) -> bool:
        """Whether it changes something that was measured, by a known amount or not."""
        return bool(self.what_if.changes or self.what_if.remeasure)


def candidates(
    task: Task,
    *,
    beside: Circumstances = NOTHING_KNOWN,
    contexts: Collection[Context] | None = None,
) -> list[Candidate]:
    """What the catalogue has for the drivers of a task, the strongest first.

    Items that are not recommended are left out; `ergo.knowledge.catalogue` has them with their warning.

    Parameters
    ----------
    task : Task
        With its measurements, and the answers to what only a person can see.
    beside : Circumstances, optional
        The worker's figures and condition, and the clinic's own costs.
    contexts : collection of Context, optional
        Where items may be used; work, and the vehicle for driving, if nothing is said.
    """
    return _candidates(task, _seen(task, beside), beside, contexts)


def _candidates(
    task: Task,
    findings: Sequence[Finding],
    beside: Circumstances,
    contexts: Collection[Context] | None = None,
) -> list[Candidate]:
    active = found_drivers(findings)
    wanted = set(contexts if contexts is not None else _contexts_of(task.kind))
    items = [
        item
        for item in catalogue().values()
        if item.recommend_status is not Recommendation.NOT_RECOMMENDED
        and wanted.intersection(item.contexts)
        and _fits(item, task)
        and not set(active).isdisjoint(item.drivers)
    ]
    return sorted(_scored(task, items, active, beside), key=lambda c: _rank(c, beside))


def _seen(task: Task, beside: Circumstances) -> list[Finding]:
    """What was looked for in the task as it is."""
    results = [score.result for score in score_task(task) if score.result is not None]
    return find_drivers(task, results, beside.figures)


def candidate_of(task: Task, item: CatalogueItem, *, beside: Circumstances = NOTHING_KNOWN) -> Candidate:
    """One item of the catalogue for a task, whether or not it answers what was found in it."""
    return _scored(task, [item], found_drivers(_seen(task, beside)), beside)[0]


def indices_of(task: Task, what_if: WhatIf) -> list[IndexChange]:
    """The score of a task by every method that fits it, before and after one change."""
    changes = (_changes_by(score, [what_if], [what_if.task], 0)[0] for score in score_task(task))
    return [index for index in changes if index is not None]


def for_the_work(findings: Sequence[Finding], *, beside: Circumstances = NOTHING_KNOWN) -> list[Candidate]:
    """What the catalogue has for what makes the work as a whole hard (`find_drivers_of_work`), the strongest first.

    No task is looked at, so nothing is scored.
    """
    active = found_drivers(findings)
    nothing = WhatIf(None, Task(name="The work as a whole", kind=TaskKind.OTHER), (), (), ())
    found = [
        Candidate(item, tuple(d for d in active if d in item.drivers), nothing, ())
        for item in catalogue().values()
        if item.recommend_status is not Recommendation.NOT_RECOMMENDED
        and not set(active).isdisjoint(item.drivers)
    ]
    return sorted(found, key=lambda c: _rank(c, beside))


def strongest(
    task: Task,
    n: int | None = 5,
    *,
    beside: Circumstances = NOTHING_KNOWN,
    in_the_way: Collection[str] = (),
    contexts: Collection[Context] | None = None,
) -> list[Candidate]:
    """The `n` candidates to look at first (None: all): the best of each kind of control, then the others in order.

    They act on something measured, do not make the task's score worse, and are not made for another kind of load: an
    item that also answers a yes-or-no driver, such as an unstable load, is left out where the answer is no. Those that
    answer a driver in one of the dimensions ``in_the_way`` come before all others.
    """
    findings = _seen(task, beside)
    answered_no = _answered_no(findings)
    ranked = [
        c
        for c in _candidates(task, findings, beside, contexts)
        if c.acts and not _worsens(c) and answered_no.isdisjoint(c.item.drivers)
    ]
    answering = [c for c in ranked if not in_the_way or answers(c, in_the_way)]
    others = [c for c in ranked if c not in answering]
    return [*_best_of_each_kind_first(answering), *_best_of_each_kind_first(others)][:n]


def applicable(
    task: Task, first: Sequence[Candidate], *, beside: Circumstances = NOTHING_KNOWN
) -> list[CatalogueItem]:
    """The items that may fit a task: its candidates ``first`` (`strongest`), then what answers what is not ruled out.

    A demand beyond what the worker can do shows that a task is hard where no figure of its own does, so an item is left
    aside only where every driver that it answers is known to be absent or is none of such work, or where it is made for
    daily living.
    """
    findings = _seen(task, beside)
    open_ones = {f.driver.id for f in findings if f.state is not State.ABSENT}
    answered_no = _answered_no(findings)
    taken = {c.item.id for c in first}
    contexts = set(_contexts_of(task.kind))
    others = [
        item
        for item in catalogue().values()
        if item.effect_rules
        and item.id not in taken
        and item.recommend_status is not Recommendation.NOT_RECOMMENDED
        and _fits(item, task)
        and not contexts.isdisjoint(item.contexts)
        and not open_ones.isdisjoint(item.drivers)
        and answered_no.isdisjoint(item.drivers)
        and all(driver(name).group != DAILY_LIVING for name in item.drivers)
    ]
    return [*(c.item for c in first), *sorted(others, key=catalogue_rank)]


def _answered_no(findings: Sequence[Finding]) -> set[str]:
    """The yes-or-no drivers, such as an unstable load, to which the answer is no."""
    return {
        f.driver.id
        for f in findings
        if f.state is State.ABSENT and (f.seen or (f.figure and f.figure.value is False))
    }


def answers(candidate: Candidate, dimensions: Collection[str]) -> bool:
    """Whether a driver of the task that the item answers lies in one of these dimensions."""
    return any(not set(dimensions).isdisjoint(driver(name).dimensions) for name in candidate.drivers)


def _best_of_each_kind_first(ranked: Sequence[Candidate]) -> list[Candidate]:
    best = {c.item.control_level: c for c in reversed(ranked) if _rank_of_gain(c.index)[0] <= 1}
    first = [best[level] for level in _CONTROL_LEVELS if level in best]
    return [*first, *(c for c in ranked if c not in first)]


def _contexts_of(kind: TaskKind) -> tuple[Context, ...]:
    return (Context.WORK, Context.DRIVING) if kind is TaskKind.DRIVING else (Context.WORK,)


def _scored(
    task: Task,
    items: Sequence[CatalogueItem],
    active: Sequence[str],
    beside: Circumstances,
) -> list[Candidate]:
    """Each item applied to the task, and all changed copies scored at once by each method, step by step."""
    what_ifs = [apply(task, item, worker=beside.figures) for item in items]
    now = [task, *steps_as_tasks(task)]
    after = [[w.task, *steps_as_tasks(w.task)] if w.changes or w.remeasure else now for w in what_ifs]
    changes = [
        _changes_by(score, what_ifs, [parts[step] for parts in after], step)
        for step, part in enumerate(now)
        for score in score_task(part)
        if not step or score.result is not None
    ]
    return [
        Candidate(
            item,
            tuple(d for d in active if d in item.drivers),
            what_ifs[place],
            tuple(index for by_method in changes if (index := by_method[place]) is not None),
        )
        for place, item in enumerate(items)
    ]


def _changes_by(
    before: TaskScore, what_ifs: Sequence[WhatIf], after: Sequence[Task], step: int
) -> list[IndexChange | None]:
    """The score of each changed copy by one method; None for a copy that the method no longer fits."""
    method_id = before.method_id
    taken = {row.id for row in load(method_id).inputs.quantities().values()}
    found: list[IndexChange | None] = [None] * len(what_ifs)
    to_score: list[int] = []
    for place, what_if in enumerate(what_ifs):
        index = IndexChange(method_id, before, None, False, what_if, step)
        if not what_if.changes and not what_if.remeasure:
            found[place] = replace(index, after=index.before)
        elif not _fits_after(after[place], method_id):
            continue
        elif taken.isdisjoint(what_if.remeasure):
            to_score.append(place)
        else:
            found[place] = index
    scores = score_many([after[place] for place in to_score], method_id)
    for place, one in zip(to_score, scores, strict=True):
        outside = one.complete and one.score is None
        found[place] = IndexChange(method_id, before, one.score, outside, what_ifs[place], step)
    return found


def _fits_after(task: Task, method_id: str) -> bool:
    return method_id in task_kinds()[task.kind].fitting(
        {name: m.value for name, m in task.measurements.items()}
    )


def catalogue_rank(item: CatalogueItem) -> tuple[float, ...]:
    """The order of items where no task is looked at: control, recommendation, evidence, cost."""
    return (
        _CONTROL_LEVELS.index(item.control_level),
        _RECOMMENDATIONS.index(item.recommend_status),
        _grade_rank(item),
        _COST_BANDS.index(item.cost_band),
    )


def _rank(candidate: Candidate, beside: Circumstances) -> tuple[float, ...]:
    item = candidate.item
    return (
        _CONTROL_LEVELS.index(item.control_level),
        *_rank_of_gain(candidate.index),
        _grade_rank(item),
        _COST_BANDS.index(beside.cost_band(item)),
        beside.is_cautioned(item),
        _RECOMMENDATIONS.index(item.recommend_status),
        -len(candidate.drivers),
    )


def _grade_rank(item: CatalogueItem) -> int:
    """Evidence that supports an item by its grade; all other evidence after it."""
    return _GRADES.index(grade_of(item)) if item.evidence_direction is Direction.SUPPORTS else len(_GRADES)


def _rank_of_gain(index: IndexChange | None) -> tuple[float, float]:
    """What removes risk by the most first, then what must be measured again, then what changes nothing or worsens."""
    removed = None if index is None else index.removed
    if removed is None:
        return 1, 0
    return (0, -removed) if removed > 0 else (2, -removed)


def _fits(item: CatalogueItem, task: Task) -> bool:
    """Aids for moving people are for moving people, whatever else their drivers have in common with loads."""
    return item.category != "patient_handling" or task.kind is TaskKind.HANDLING_PEOPLE


def _worsens(candidate: Candidate) -> bool:
    index = candidate.index
    if index is None:
        return False
    return index.loses_its_score or (index.removed is not None and index.removed < 0)
