"""Random planning problems, small enough for a second solver and as varied as the statement allows."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from ergo.planning.problem import (
    NO_DUTIES,
    SCALE,
    Ladder,
    PlanningProblem,
    ProblemDay,
    ProblemWeek,
    Reached,
    Variant,
)
from ergo.planning.rungs import Rung

MONDAY = date(2026, 11, 30)


def random_problem(seed: int) -> PlanningProblem:
    """A problem of at most 8 weeks, 4 tasks and 3 dimensions; the same seed gives the same one.

    Every other one is kind: little is asked and nearly all is open, so that full duties are often reached.
    """
    random, kind = Random(seed), seed % 2 == 0
    roster_min = random.choice([120, 180, 240, 480, 456])
    unit_min = random.choice([15, 15, 15, 5])
    limits = random.randint(0, 3)
    ladders = tuple(_ladder(random) for _ in range(limits))
    variants = _variants(random, roster_min, unit_min, limits, kind=kind)
    rungs = _rungs(random, roster_min, random.randint(1, 2 if kind else 3))
    weeks = _weeks(random, roster_min, ladders, len(variants), kind=kind)
    tasks = {variant.task for variant in variants}
    apart = []
    if len(tasks) > 1 and random.random() < 0.3:
        one, other = random.sample(range(len(variants)), 2)
        if variants[one].task != variants[other].task:
            apart.append(frozenset({one, other}))
    return PlanningProblem(
        weeks=weeks,
        rungs=rungs,
        ladders=ladders,
        variants=variants,
        unit_min=unit_min,
        step_interval_weeks=random.choice([1, 1, 1, 2]),
        least_weeks=random.choice([1, 1, 2, 3]) if not kind else random.choice([1, 1, 2]),
        both_in_one_step=random.random() < 0.3,
        may_climb=random.random() < 0.97,
        outside={n: random.randint(0, 60) * SCALE for n in range(limits) if random.random() < 0.2},
        never_together=tuple(apart),
        reached=_reached(random, rungs, ladders) if random.random() < 0.2 else None,
    )


def _ladder(random: Random) -> Ladder:
    start, step = random.randint(20, 120), random.randint(10, 60)
    count = random.choice([0, 1, 2, 3, 4, 4])
    return Ladder(tuple((start + step * k) * SCALE for k in range(count)), random.choice([0, 0, 0, 1]))


def _rungs(random: Random, roster_min: int, below: int) -> tuple[Rung, ...]:
    spaced = random.random() < 0.3
    found = {
        (15 * random.randint(2, max(2, roster_min // 15 - 1)), random.choice([None, None, 1, 2]))
        for _ in range(below)
    }
    patterns = sorted(found, key=lambda pattern: pattern[0] * (pattern[1] or 4))
    return (*(Rung(minutes, days, spaced) for minutes, days in patterns), Rung(None, None, False))


def _variants(
    random: Random, roster_min: int, unit_min: int, limits: int, *, kind: bool
) -> tuple[Variant, ...]:
    found: list[Variant] = []
    left = roster_min
    tasks = random.randint(1, 4)
    essential_tasks = random.randint(1, max(1, tasks - 1) if kind else tasks)
    for task in range(tasks):
        normal = unit_min * max(1, random.randint(1, max(1, left // unit_min // (2 if kind else 1))))
        if task == tasks - 1 and (kind or random.random() < 0.6):
            normal = max(unit_min, left // unit_min * unit_min)
        normal = min(normal, roster_min)
        left = max(unit_min, left - normal)
        extended = random.random() < (0.6 if kind else 0.3)
        times = None if kind and random.random() < 0.7 else random.choice([None, None, None, 1, 2])
        block = random.choice([15, 15, 30, 45])
        order = len(found)
        for way in range(random.choice([1, 1, 2])):
            as_normal = way == 0 or random.random() < 0.5
            found.append(
                Variant(
                    task=order,
                    order=order,
                    essential=task < essential_tasks,
                    as_normal=as_normal,
                    normal_min=normal,
                    longest_min=24 * 60 if extended else normal,
                    block_min=min(block, normal),
                    times_per_week=times,
                    peaks={
                        n: random.randint(0, 80 if kind else 250) * SCALE
                        for n in range(limits)
                        if random.random() < (0.25 if kind else 0.4)
                    },
                    dose_rates={
                        n: random.choice([SCALE, SCALE // 2, 333_333])
                        for n in range(limits)
                        if random.random() < (0.1 if kind else 0.3)
                    },
                )
            )
    return tuple(found)


def _weeks(
    random: Random, roster_min: int, ladders: Sequence[Ladder], variants: int, *, kind: bool
) -> tuple[ProblemWeek, ...]:
    """Weeks that go on as the one before, get looser, or turn: caps, supports, hours, days, absences."""
    days = sorted(random.sample(range(5), random.choice([1, 2, 2, 3, 3, 5])))
    opened = frozenset(n for n in range(variants) if random.random() < (0.95 if kind else 0.75))
    opened = opened or frozenset({0})
    caps = {
        n: _cap(random, ladder)
        for n, ladder in enumerate(ladders)
        if random.random() < (0.2 if kind else 0.4)
    }
    shares = {n: random.choice([0.33, 0.66]) for n in range(len(ladders)) if random.random() < 0.1}
    first = tuple(
        ProblemDay(
            MONDAY + timedelta(days=d),
            roster_min,
            roster_min,
            random.choice([None, None, None, roster_min // 30 * 15]),
            True,
            caps,
            shares,
            opened,
        )
        for d in days
    )
    max_days, max_min = random.choice([None, None, None, 1, 2]), random.choice([None, None, None, 300])
    if kind:
        max_days = max_min = None
    weeks = [ProblemWeek(MONDAY, first, max_days, max_min, 0)]
    for _ in range(random.randint(5 if kind else 1, 7)):
        before = weeks[-1]
        week = replace(
            before,
            monday=before.monday + timedelta(weeks=1),
            days=tuple(replace(d, date=d.date + timedelta(weeks=1)) for d in before.days),
            event=False,
            may_climb=random.random() < 0.93,
            steps_down=0,
        )
        turns = not kind or random.random() < 0.3
        weeks.append(_changed(random, week, ladders, variants) if turns else week)
    return tuple(weeks)


def _changed(random: Random, week: ProblemWeek, ladders: Sequence[Ladder], variants: int) -> ProblemWeek:
    what = random.choice(
        ["same", "same", "open", "lift", "cap", "close", "hours", "away", "back", "mid-week"]
    )
    days = week.days
    match what:
        case "open":
            opened = days[0].open_variants | {random.randrange(variants)}
            return replace(week, days=tuple(replace(d, open_variants=opened | d.open_variants) for d in days))
        case "lift":
            kept = {n: cap for n, cap in days[0].caps.items() if random.random() < 0.4}
            looser = tuple(replace(d, caps={n: c for n, c in d.caps.items() if n in kept}) for d in days)
            return replace(week, days=looser)
        case "cap" if ladders:
            limit = random.randrange(len(ladders))
            tighter = {limit: _cap(random, ladders[limit])}
            return replace(week, days=tuple(replace(d, caps={**d.caps, **tighter}) for d in days), event=True)
        case "mid-week" if ladders:
            limit = random.randrange(len(ladders))
            tighter = {limit: _cap(random, ladders[limit])}
            last = replace(days[-1], caps={**days[-1].caps, **tighter})
            return replace(week, days=(*days[:-1], last), event=True)
        case "close":
            closed = {random.randrange(variants)}
            return replace(
                week, days=tuple(replace(d, open_variants=d.open_variants - closed) for d in days), event=True
            )
        case "hours":
            cap_min = random.choice([None, 60, days[0].roster_min // 30 * 15])
            return replace(
                week,
                days=tuple(replace(d, cap_min=cap_min) for d in days),
                max_days=random.choice([None, None, 1, 2]),
                max_min=random.choice([None, None, 240]),
                event=True,
            )
        case "away":
            taken = random.choice([30, 7, 10_000])
            which = random.randrange(len(days))
            left = max(0, days[which].roster_min - taken)
            changed = replace(days[which], available_min=left, barred=left == 0 and random.random() < 0.3)
            return replace(week, days=(*days[:which], changed, *days[which + 1 :]), event=True)
        case "back":
            whole = tuple(replace(d, available_min=d.roster_min, barred=False) for d in days)
            return replace(week, days=whole, steps_down=random.choice([0, 1, 1, 2]), event=True)
        case _:
            return week


def _cap(random: Random, ladder: Ladder) -> int:
    if ladder.levels and random.random() < 0.6:
        return random.choice(ladder.levels) + random.choice([-5, 0, 5]) * SCALE
    return random.randint(0, 200) * SCALE


def _reached(random: Random, rungs: Sequence[Rung], ladders: Sequence[Ladder]) -> Reached:
    return Reached(
        rung=random.choice([NO_DUTIES, *range(len(rungs))]),
        weeks_since_climb=random.randint(0, 2),
        levels=tuple(random.randrange(max(1, len(ladder.levels))) for ladder in ladders),
    )
