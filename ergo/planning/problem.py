"""The planning problem: a case compiled to integers, and nothing else.

Search and any second solver take this and need no case, no date arithmetic and no rule of comparison. Amounts are
stored in millionths (``SCALE``), demands rounded up and limits rounded down, so that comparing integers errs only to
the safe side.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import ceil, floor

from ergo.planning.rungs import Rung

SCALE = 1_000_000
NO_DUTIES = -1
"""The rung of a week without suitable duties."""
_TINY = 1e-9
_MOST = 1e12  # far beyond anything that can be asked or allowed


def demand_units(amount: float) -> int:
    """An amount that is asked for, in millionths, rounded up."""
    return ceil(min(amount, _MOST) * SCALE * (1 - _TINY))


def limit_units(amount: float) -> int:
    """An amount that is allowed, in millionths, rounded down."""
    return floor(min(amount, _MOST) * SCALE * (1 + _TINY))


@dataclass(frozen=True)
class Variant:
    """One way of doing one task: when it may be used and what it asks for. The variants of a task follow each other.

    ``order`` is the position of its task in the canonical order (essential, marginal, alternative; then job order).
    ``peaks`` and ``dose_rates`` (per minute) are by limit number. ``as_normal`` says that done this way the task
    counts as the normal job.
    """

    task: int
    order: int
    essential: bool
    as_normal: bool
    normal_min: int
    longest_min: int
    block_min: int
    times_per_week: int | None
    peaks: Mapping[int, int]
    dose_rates: Mapping[int, int]


@dataclass(frozen=True)
class Ladder:
    """The levels of one limit, the first being the starting point; a single level does not climb.

    Limits of one ``group`` climb together, and a group climbs only once every earlier one is held or at its top.
    """

    levels: tuple[int, ...]
    group: int = 0


@dataclass(frozen=True)
class Reached:
    """Where a return stands when it is planned again: rung, weeks since the last climb, position on every ladder.

    ``rung`` is ``NO_DUTIES`` where there were no suitable duties. ``weeks_since_climb`` is 0 where the week before the
    first one planned took a step, or began on a lower one.
    """

    rung: int
    weeks_since_climb: int
    levels: tuple[int, ...]


@dataclass(frozen=True)
class ProblemDay:
    """One rostered day. ``caps`` and ``open_variants`` hold on this date; ``certified`` is false past the certificate.

    ``shares`` are caps in minutes that depend on the day's length: a share of the paid minutes, and of eight hours.
    ``barred`` says that a restriction closes the whole shift; its ``available_min`` is then 0. ``before`` is the dose
    of the date's treatment, by limit number.
    """

    date: date
    roster_min: int
    available_min: int
    cap_min: int | None
    certified: bool
    caps: Mapping[int, int]
    shares: Mapping[int, float]
    open_variants: frozenset[int]
    barred: bool = False
    before: Mapping[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class ProblemWeek:
    """One week of the horizon, with the certificate's limits on days and on minutes.

    ``steps_down`` is by how many rungs the return resumes lower after an absence that ended before this week.
    ``may_climb`` is false where a recorded review cancelled the climbs. In an ``event`` week hours may fall: a cap
    falls, a support ends, the minutes to fill change (the shift pattern turns, the calendar or the certificate gives
    or takes some), or work is resumed after an absence. In any other week what filled the week before fills it again.
    """

    monday: date
    days: tuple[ProblemDay, ...]
    max_days: int | None
    max_min: int | None
    steps_down: int
    may_climb: bool = True
    event: bool = False


@dataclass(frozen=True)
class PlanningProblem:
    """What is searched.

    ``unit_min`` divides every task's minutes and 15; the day is filled in multiples of it. ``outside`` is the dose that
    each worked day already carries from outside work, by limit number. ``may_climb`` is false while an open question
    holds the plan where it stands.
    """

    weeks: tuple[ProblemWeek, ...]
    rungs: tuple[Rung, ...]
    ladders: tuple[Ladder, ...]
    variants: tuple[Variant, ...]
    unit_min: int
    step_interval_weeks: int
    least_weeks: int
    both_in_one_step: bool
    may_climb: bool
    outside: Mapping[int, int] = field(default_factory=dict)
    never_together: tuple[frozenset[int], ...] = ()
    reached: Reached | None = None
