"""Hours rungs: the ordered working patterns through which a policy leads to the full roster."""

from dataclasses import dataclass
from math import ceil, floor

from ergo.analysis.worktime import DAYS_PER_WEEK, normal_shift_min
from ergo.knowledge.policies import Order, Policy
from ergo.model.job import Roster

STEP_MIN = 15


@dataclass(frozen=True)
class Rung:
    """A working pattern: paid minutes a day and days a week; ``days_per_week`` None means every day of the roster.

    On the last rung ``minutes_per_day`` is None as well: it is the roster itself.
    """

    minutes_per_day: int | None
    days_per_week: int | None
    spaced: bool

    @property
    def label(self) -> str:
        """The pattern in words."""
        hours = "roster hours" if self.minutes_per_day is None else f"{self.minutes_per_day / 60:g} h a day"
        days = "all roster days" if self.days_per_week is None else f"{self.days_per_week} days a week"
        return f"{hours}, {days}"


def hours_rungs(policy: Policy, roster: Roster) -> tuple[Rung, ...]:
    """The rungs of a policy on a roster, from its starting point to the roster itself.

    With a given duration the weekly hours rise evenly from the start to the full week; otherwise the policy's steps
    of hours and days are taken in its order. Minutes are multiples of 15.
    """
    full_min = normal_shift_min(roster)
    full_days = days_in_a_week(roster)
    if policy.start_minutes_per_day is not None:
        start_min = min(full_min, policy.start_minutes_per_day.value)
    else:
        share = policy.start_share_of_full_day.value if policy.start_share_of_full_day else 1.0
        start_min = _round_down(full_min * share)
    start = policy.start_days_per_week.value
    start_days = full_days if start == "all" else min(full_days, start)
    if policy.duration_weeks is not None:
        patterns = _evenly(policy, start_min, start_days, full_min, full_days)
    else:
        patterns = _stepwise(policy, start_min, start_days, full_min, full_days)
    spaced = policy.spaced.value
    rungs = [
        Rung(m, None if d == full_days else d, spaced) for m, d in patterns if (m, d) != (full_min, full_days)
    ]
    return (*rungs, Rung(None, None, False))


def days_in_a_week(roster: Roster) -> int:
    """Rostered days in a normal week, rounded up where the cycle is not a week long."""
    return min(DAYS_PER_WEEK, ceil(len(roster.shifts) * DAYS_PER_WEEK / roster.cycle_days))


def choose_days(count: int, available: int, spaced: bool) -> tuple[int, ...]:
    """Which of the available days of a week are worked: positions counted from 0.

    Spaced days keep a free day between them, the earliest such days first; where there is no room for that, and for
    days that need not be spaced apart, spaced patterns are spread evenly and others taken from the start of the week.
    """
    count = min(count, available)
    if not spaced or count == available:
        return tuple(range(count))
    if 2 * count - 1 <= available:
        return tuple(range(0, 2 * count, 2))
    return tuple(floor(position * (available - 1) / (count - 1) + 0.5) for position in range(count))


def _stepwise(
    policy: Policy, minutes: int, days: int, full_min: int, full_days: int
) -> list[tuple[int, int]]:
    more_min = policy.step_minutes_per_day.value if policy.step_minutes_per_day else 0
    more_days = policy.step_days_per_week.value if policy.step_days_per_week else 0
    patterns = [(minutes, days)]
    while (minutes, days) != (full_min, full_days):
        longer = min(full_min, minutes + (more_min or full_min))
        oftener = min(full_days, days + (more_days or full_days))
        match policy.order.value:
            case Order.HOURS_THEN_DAYS:
                minutes, days = (longer, days) if minutes < full_min else (minutes, oftener)
            case Order.DAYS_THEN_HOURS:
                minutes, days = (minutes, oftener) if days < full_days else (longer, days)
            case Order.BOTH:
                minutes, days = longer, oftener
        patterns.append((minutes, days))
    return patterns


def _evenly(policy: Policy, minutes: int, days: int, full_min: int, full_days: int) -> list[tuple[int, int]]:
    weeks = policy.duration_weeks.value if policy.duration_weeks else 1
    last = (weeks - 1) // policy.step_interval_weeks.value
    patterns = [(minutes, days)]
    for step in range(1, last):
        weekly = minutes * days + (full_min * full_days - minutes * days) * step / last
        worked = floor(days + (full_days - days) * step / last + 0.5)
        worked = max(worked, ceil(weekly / full_min))
        patterns.append((_round_down(weekly / worked), worked))
    patterns.append((full_min, full_days))
    return patterns


def _round_down(minutes: float) -> int:
    return max(STEP_MIN, floor(minutes / STEP_MIN + 1e-9) * STEP_MIN)
