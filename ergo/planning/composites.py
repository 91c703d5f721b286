"""Ways of working that must not share a day, because together they exceed a method's limit for several tasks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from ergo.analysis.method_limits import ChosenLimit, Together, beyond_words, chosen_limits
from ergo.analysis.wording import listed
from ergo.knowledge.method_limits import Counts
from ergo.model.case import Case
from ergo.planning.variants import TaskVariant

MOST_SETS = 20_000
"""So many sets are scored at most: all of nine lifting tasks in two ways each, or of fourteen in one."""


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
        if looked_at + _count(by_task, size) > MOST_SETS:
            return found, size - 1
        sets = [s for s in _sets(by_task, size) if not any(c.ways <= s for c in found)]
        looked_at += len(sets)
        figures = scored.figures([sorted(s) for s in sets])
        found += [
            Composite(s, limit, figure)
            for s, figure in zip(sets, figures, strict=True)
            if figure is not None and figure > limit.value
        ]
    return found, len(by_task)


def _sets(by_task: dict[str, list[int]], size: int) -> Iterator[frozenset[int]]:
    for tasks in combinations(by_task.values(), size):
        for ways in product(*tasks):
            yield frozenset(ways)


def _count(by_task: dict[str, list[int]], size: int) -> int:
    """How many sets of a size there are: one way of each of so many tasks."""
    counts = [1] + [0] * size
    for ways in by_task.values():
        for chosen in range(size, 0, -1):
            counts[chosen] += counts[chosen - 1] * len(ways)
    return counts[size]
