"""Problems that ask for less or allow more than another, and so may not bring full duties later."""

from collections.abc import Callable
from dataclasses import replace
from random import Random

from ergo.planning.problem import PlanningProblem, ProblemWeek
from ergo.planning.search import Search


def full_from(problem: PlanningProblem) -> int:
    """The position of the first week of full duties; past the last where none is reached."""
    steps = Search(problem).best()
    return next((index for index, step in enumerate(steps) if step.full), len(steps))


def together(problem: PlanningProblem) -> PlanningProblem:
    """The problem with all ladders in one group: where one waits for another, a looser cap may delay a later one."""
    return replace(problem, ladders=tuple(replace(ladder, group=0) for ladder in problem.ladders))


def looser_caps(problem: PlanningProblem, random: Random) -> PlanningProblem:
    """Every cap of one limit higher by the same."""
    limit, more = _limit(problem, random), random.randint(1, 80) * 1_000_000
    return _with_caps(problem, lambda w, n, cap: cap + more if n == limit else cap)


def lifted_earlier(problem: PlanningProblem, random: Random) -> PlanningProblem:
    """One limit without a cap from a week on."""
    limit, week = _limit(problem, random), random.randrange(len(problem.weeks))
    return _with_caps(problem, lambda w, n, cap: None if n == limit and w >= week else cap)


def equipment_earlier(problem: PlanningProblem, random: Random) -> PlanningProblem:
    """One variant open from a week up to the one in which it opened."""
    variant, week = random.randrange(len(problem.variants)), random.randrange(len(problem.weeks))
    opened = next((w for w, x in enumerate(problem.weeks) if _is_open(x, variant)), len(problem.weeks))
    weeks = tuple(
        replace(x, days=tuple(replace(d, open_variants=d.open_variants | {variant}) for d in x.days))
        if week <= w < opened
        else x
        for w, x in enumerate(problem.weeks)
    )
    return replace(problem, weeks=weeks)


def bigger_capacity(problem: PlanningProblem, random: Random) -> PlanningProblem:
    """Every level of one ladder higher by the same, where no certificate holds that limit.

    Where a cap lies between two rungs, where the rungs lie decides what is taken up when it is lifted, and a higher
    first rung may then be the lower.
    """
    capped = {n for week in problem.weeks for day in week.days for n in day.caps}
    limit, more = _limit(problem, random), random.randint(1, 40) * 1_000_000
    ladders = tuple(
        replace(x, levels=tuple(level + more for level in x.levels)) if n == limit and n not in capped else x
        for n, x in enumerate(problem.ladders)
    )
    return replace(problem, ladders=ladders)


BETTER = (looser_caps, lifted_earlier, equipment_earlier, bigger_capacity)


def _limit(problem: PlanningProblem, random: Random) -> int:
    return random.randrange(max(1, len(problem.ladders)))


def _is_open(week: ProblemWeek, variant: int) -> bool:
    return any(variant in day.open_variants for day in week.days)


def _with_caps(problem: PlanningProblem, changed: Callable[[int, int, int], int | None]) -> PlanningProblem:
    weeks = tuple(
        replace(
            week,
            days=tuple(
                replace(
                    day,
                    caps={n: new for n, cap in day.caps.items() if (new := changed(w, n, cap)) is not None},
                )
                for day in week.days
            ),
        )
        for w, week in enumerate(problem.weeks)
    )
    return replace(problem, weeks=weeks)
