"""Ways of working that must not share a day, because together they exceed a method's limit for several tasks."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from ergo.analysis.method_limits import ChosenLimit, Together, beyond_words, chosen_limits
from ergo.analysis.wording import listed
from ergo.knowledge.method_limits import Counts
from ergo.model.case import Case
from ergo.planning.variants import TaskVariant

MOST_SETS = 5_000
"""So many sets are looked at: all of seven lifting tasks in two ways each, or of twelve in one."""


@dataclass(frozen=True)
class Composite:
    """Ways of working, by number, that exceed a limit together while no smaller set of them does.

    ``figure`` is their score, infinite outside what the method allows at all.
    """

    ways: frozenset[int]
    limit: ChosenLimit
    figure: float


@dataclass(frozen=True)
class Composites:
    """The minimal sets for every such limit; ``exact_up_to`` is the largest number of tasks that was looked at."""

    found: tuple[Composite, ...] = ()
    exact_up_to: int = 0


def together_words(names: Sequence[str], composite: Composite) -> str:
    """That tasks exceed a method's limit if they share a day."""
    quoted = listed([f"“{name}”" for name in names])
    return f"{quoted} on one day: {beyond_words(composite.limit, composite.figure)}"


def composites_of(
    case: Case, ways: Sequence[TaskVariant], never_open: frozenset[int] = frozenset()
) -> Composites:
    """The minimal sets of ways of working that must not share a day, smallest first.

    Each way is scored at its normal minutes; those that are ``never_open`` need none. Sets are scored size by size, and
    those that hold a set already found are left out. Where a size would bring the sets above ``MOST_SETS``, it and all
    larger ones are not looked at; the checker still scores every day as planned.
    """
    found: list[Composite] = []
    exact = 0
    for limit in chosen_limits(case):
        if limit.gates and limit.row.counts is Counts.TOGETHER:
            sets, exact = _minimal(ways, limit, never_open)
            found += sets
    return Composites(tuple(found), exact)


def _minimal(
    ways: Sequence[TaskVariant], limit: ChosenLimit, never_open: frozenset[int]
) -> tuple[list[Composite], int]:
    scored = Together([way.task for way in ways], limit.row)
    by_task: dict[str, list[int]] = {}
    for number, way in enumerate(ways):
        if scored.parts_of[number] and way.task.minutes_per_shift and number not in never_open:
            by_task.setdefault(way.task_id, []).append(number)
    found: list[Composite] = []
    looked_at = 0
    for size in range(2, len(by_task) + 1):
        looked_at += _count(by_task, size)
        if looked_at > MOST_SETS:
            return found, size - 1
        sets = _without(_sets(by_task, size), found)
        if not len(sets):
            return found, len(by_task)
        figures = scored.figures(sets)
        found += [
            Composite(frozenset(sets[place].tolist()), limit, float(figures[place]))
            for place in np.flatnonzero(figures > limit.value)
        ]
    return found, len(by_task)


def _sets(by_task: dict[str, list[int]], size: int) -> NDArray[np.int64]:
    """Every set of a size, one a row: one way of each of so many tasks."""
    return np.array([ways for tasks in combinations(by_task.values(), size) for ways in product(*tasks)])


def _without(sets: NDArray[np.int64], found: Sequence[Composite]) -> NDArray[np.int64]:
    """The sets that hold none of those already found."""
    if not found:
        return sets
    highest = 1 + max(int(sets.max()), *(max(c.ways) for c in found))
    holds = np.zeros((len(sets), highest), dtype=np.float32)
    np.put_along_axis(holds, sets, 1, axis=1)
    barred = np.zeros((highest, len(found)), dtype=np.float32)
    for column, composite in enumerate(found):
        barred[list(composite.ways), column] = 1
    free: NDArray[np.bool_] = ~(holds @ barred == barred.sum(axis=0)).any(axis=1)
    return sets[free]


def _count(by_task: dict[str, list[int]], size: int) -> int:
    """How many sets of a size there are: one way of each of so many tasks."""
    counts = [1] + [0] * size
    for ways in by_task.values():
        for chosen in range(size, 0, -1):
            counts[chosen] += counts[chosen - 1] * len(ways)
    return counts[size]
