"""Planning problems by hand: two days a week of eight hours, four hours to start with."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ergo.planning.problem import SCALE, Ladder, PlanningProblem, ProblemDay, ProblemWeek, Variant
from ergo.planning.rungs import Rung

MONDAY = date(2026, 11, 30)


def variant(
    task: int, *, essential: bool, normal_min: int, peaks: Mapping[int, int] | None = None
) -> Variant:
    """The normal way of a task; ``peaks`` in whole units."""
    return Variant(
        task=task,
        order=task,
        essential=essential,
        as_normal=True,
        normal_min=normal_min,
        longest_min=normal_min,
        block_min=15,
        times_per_week=None,
        peaks={n: amount * SCALE for n, amount in (peaks or {}).items()},
        dose_rates={},
    )


def ladder(*levels: int, group: int = 0) -> Ladder:
    return Ladder(tuple(level * SCALE for level in levels), group)


def week(
    *, caps: Mapping[int, int] | None = None, opened: Collection[int] = range(9), event: bool = False
) -> ProblemWeek:
    """One week; `problem` gives it its date."""
    in_units = {n: cap * SCALE for n, cap in (caps or {}).items()}
    day = ProblemDay(MONDAY, 480, 480, None, True, in_units, {}, frozenset(opened))
    days = (day, replace(day, date=MONDAY + timedelta(days=1)))
    return ProblemWeek(MONDAY, days, None, None, 0, event=event)


def problem(
    weeks: Sequence[ProblemWeek],
    variants: Sequence[Variant],
    ladders: Sequence[Ladder],
    *,
    hours: bool = True,
) -> PlanningProblem:
    """Weekly steps, hours or load; without ``hours`` four hours are all there are to climb."""
    dated = [
        replace(
            x,
            monday=MONDAY + timedelta(weeks=w),
            days=tuple(replace(d, date=d.date + timedelta(weeks=w)) for d in x.days),
        )
        for w, x in enumerate(weeks)
    ]
    rungs = (Rung(240, None, False), Rung(None, None, False)) if hours else (Rung(240, None, False),)
    return PlanningProblem(
        weeks=tuple(dated),
        rungs=rungs,
        ladders=tuple(ladders),
        variants=tuple(variants),
        unit_min=15,
        step_interval_weeks=1,
        least_weeks=1,
        both_in_one_step=False,
        may_climb=True,
    )
