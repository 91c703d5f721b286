"""What could be changed about a task, with the score it would give: candidates from the catalogue, ranked.

The ranking is one that a therapist can follow: hierarchy of controls first, then the risk that a change removes, the
evidence for it, its cost, and whether its cautions name this worker's condition; what is still equal is ordered by how
readily it is offered and by how many of the task's drivers it answers.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from ergo.advice.apply import WhatIf
from ergo.advice.change_scores import IndexChange, Looked, changes_of, look
from ergo.advice.drivers import Finding, State, found_drivers
from ergo.analysis.case_words import WHOLE_WORK
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


@dataclass(frozen=True)
class Suggestions:
    """What the catalogue has for a task.

    Attributes
    ----------
    ranked : tuple of Candidate
        What answers a driver of the task, the first to look at first (`strongest`).
    others : tuple of CatalogueItem
        What answers none that was found and none that is ruled out. A demand beyond what the worker can do shows that a
        task is hard where no figure of its own does, so an item is left aside only where every driver that it answers
        is known to be absent or is none of such work, or where it is made for daily living.
    """

    ranked: tuple[Candidate, ...]
    others: tuple[CatalogueItem, ...]

    @property
    def applicable(self) -> list[CatalogueItem]:
        """Every item that may fit the task, the first choice first."""
        return [*(c.item for c in self.ranked), *self.others]


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
    return _candidates(look(task, beside.figures), beside, None if contexts is None else frozenset(contexts))


def _candidates(
    looked: Looked,
    beside: Circumstances,
    contexts: frozenset[Context] | None,
) -> list[Candidate]:
    active = set(looked.active)
    items = [item for item in _offered(looked.task.kind, contexts) if not active.isdisjoint(item.drivers)]
    return sorted(_scored(looked, items, beside), key=lambda c: _rank(c, beside))


@cache
def _offered(kind: TaskKind, contexts: frozenset[Context] | None) -> tuple[CatalogueItem, ...]:
    """What may be suggested for a kind of work, where it may be used; aids for moving people are for that alone."""
    wanted = contexts if contexts is not None else frozenset(_contexts_of(kind))
    return tuple(
        item
        for item in catalogue().values()
        if item.recommend_status is not Recommendation.NOT_RECOMMENDED
        and not wanted.isdisjoint(item.contexts)
        and (item.category != "patient_handling" or kind is TaskKind.HANDLING_PEOPLE)
    )


def candidate_of(task: Task, item: CatalogueItem, *, beside: Circumstances = NOTHING_KNOWN) -> Candidate:
    """One item of the catalogue for a task, whether or not it answers what was found in it."""
    return _scored(look(task, beside.figures), [item], beside)[0]


def for_the_work(findings: Sequence[Finding], *, beside: Circumstances = NOTHING_KNOWN) -> list[Candidate]:
    """What the catalogue has for what makes the work as a whole hard (`find_drivers_of_work`), the strongest first.

    No task is looked at, so nothing is scored.
    """
    active = found_drivers(findings)
    found = [
        of_work(findings, item)
        for item in catalogue().values()
        if item.recommend_status is not Recommendation.NOT_RECOMMENDED
        and not set(active).isdisjoint(item.drivers)
    ]
    return sorted(found, key=lambda c: _rank(c, beside))


def of_work(findings: Sequence[Finding], item: CatalogueItem) -> Candidate:
    """One item for the work as a whole, with what it answers there; nothing is predicted."""
    nothing = WhatIf(None, Task(name=WHOLE_WORK, kind=TaskKind.OTHER), (), (), ())
    return Candidate(item, tuple(d for d in found_drivers(findings) if d in item.drivers), nothing, ())


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
    return list(suggestions(task, beside=beside, in_the_way=in_the_way, contexts=contexts).ranked[:n])


def suggestions(
    task: Task,
    *,
    beside: Circumstances = NOTHING_KNOWN,
    in_the_way: Collection[str] = (),
    contexts: Collection[Context] | None = None,
) -> Suggestions:
    """All that the catalogue has for a task: the candidates in order (`strongest`), then what may fit as well."""
    looked = look(task, beside.figures)
    within = None if contexts is None else frozenset(contexts)
    answered_no = looked.answered_no
    ranked = [
        c
        for c in _candidates(looked, beside, within)
        if c.acts and not _worsens(c) and answered_no.isdisjoint(c.item.drivers)
    ]
    answering = [not in_the_way or answers(c, in_the_way) for c in ranked]
    first = _best_of_each_kind_first([c for c, does in zip(ranked, answering, strict=True) if does])
    first += _best_of_each_kind_first([c for c, does in zip(ranked, answering, strict=True) if not does])
    taken = {c.item.id for c in first}
    open_ones = {f.driver.id for f in looked.findings if f.state is not State.ABSENT}
    others = [
        item
        for item in _offered(task.kind, within)
        if item.effect_rules
        and item.id not in taken
        and not open_ones.isdisjoint(item.drivers)
        and answered_no.isdisjoint(item.drivers)
        and all(driver(name).group != DAILY_LIVING for name in item.drivers)
    ]
    return Suggestions(tuple(first), tuple(sorted(others, key=catalogue_rank)))


def answers(candidate: Candidate, dimensions: Collection[str]) -> bool:
    """Whether a driver of the task that the item answers lies in one of these dimensions."""
    return any(not set(dimensions).isdisjoint(driver(name).dimensions) for name in candidate.drivers)


def _best_of_each_kind_first(ranked: Sequence[Candidate]) -> list[Candidate]:
    best = {c.item.control_level: c for c in reversed(ranked) if _rank_of_gain(c.index)[0] <= 1}
    first = [best[level] for level in _CONTROL_LEVELS if level in best]
    taken = {c.item.id for c in first}
    return [*first, *(c for c in ranked if c.item.id not in taken)]


def _contexts_of(kind: TaskKind) -> tuple[Context, ...]:
    return (Context.WORK, Context.DRIVING) if kind is TaskKind.DRIVING else (Context.WORK,)


def _scored(looked: Looked, items: Sequence[CatalogueItem], beside: Circumstances) -> list[Candidate]:
    """Each item applied to the task, with the scores before and after."""
    active = looked.active
    changed = changes_of(looked, items, beside.figures)
    return [
        Candidate(item, tuple(d for d in active if d in item.drivers), what_if, indices)
        for item, (what_if, indices) in zip(items, changed, strict=True)
    ]


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


def _worsens(candidate: Candidate) -> bool:
    index = candidate.index
    if index is None:
        return False
    return index.loses_its_score or (index.removed is not None and index.removed < 0)
