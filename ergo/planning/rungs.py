"""Hours rungs: the ordered working patterns through which a policy leads to the full roster."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import ceil, floor

from ergo.analysis.wording import WEEKDAYS, hours_words, listed
from ergo.analysis.worktime import days_in_a_week, normal_shift_min
from ergo.knowledge.policies import WEEKDAYS as WEEKDAY_IDS
from ergo.knowledge.policies import Order, Pattern, Policy, day_step_min
from ergo.model.job import Roster

STEP_MIN = day_step_min()
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rung:
    """A working pattern: paid minutes a day and days a week; ``days_per_week`` None means every day of the roster.

    On the last rung ``minutes_per_day`` is None as well: it is the roster itself, spaced where a certificate leaves
    fewer days of it. ``by_weekday`` holds (weekday counted
    from Monday as 0, minutes) where a source prints the days; ``minutes_per_day`` is then the longest of them.
    """

    minutes_per_day: int | None
    days_per_week: int | None
    spaced: bool
    by_weekday: tuple[tuple[int, int], ...] = ()

    @property
    def label(self) -> str:
        """The pattern in words."""
        if self.by_weekday:
            return listed([f"{WEEKDAYS[day]} {hours_words(minutes)}" for day, minutes in self.by_weekday])
        hours = (
            "roster hours" if self.minutes_per_day is None else f"{hours_words(self.minutes_per_day)} a day"
        )
        days = "all roster days" if self.days_per_week is None else _days_words(self.days_per_week)
        return f"{hours}, {days}"

    def worked(self, days: Sequence[date], most_days: int | None = None) -> list[tuple[int, int | None]]:
        """Which of the days of a week that are there are worked, and for how long at most.

        Parameters
        ----------
        days : sequence of date
            The days of one week on which the roster, less leave and the like, leaves something to work, in order.
        most_days : int, optional
            The most days that a certificate allows.

        Returns
        -------
        list of tuple
            The place of each worked day among ``days``, with its most paid minutes, None for those of the roster.
            Printed weekdays are kept; in a week without any of them the lengths go to the first days in order.
        """
        most = len(days) if most_days is None else most_days
        if self.by_weekday:
            printed = dict(self.by_weekday)
            kept = [(place, printed[d.weekday()]) for place, d in enumerate(days) if d.weekday() in printed]
            lengths = enumerate(minutes for _, minutes in self.by_weekday[: len(days)])
            return [*(kept or lengths)][:most]
        count = min(most, len(days) if self.days_per_week is None else self.days_per_week)
        return [(place, self.minutes_per_day) for place in _places(days, count, self.spaced)]


def hours_rungs(policy: Policy, roster: Roster) -> tuple[Rung, ...]:
    """The rungs of a policy on a roster, from its starting point to the roster itself.

    Patterns are taken as they are printed. With a given duration the weekly hours rise evenly from the start to the
    full week; otherwise the policy's steps of hours and days are taken in its order. Minutes are multiples of 15.
    """
    full_min, full_days = normal_shift_min(roster), days_in_a_week(roster)
    if policy.patterns:
        rungs = [_printed(policy, figure.value, full_min, full_days) for figure in policy.patterns]
    else:
        climb = _evenly if policy.duration_weeks is not None else _stepwise
        start = _start(policy, full_min, full_days)
        rungs = [_rung(policy, m, d, full_days) for m, d in climb(policy, start, (full_min, full_days))]
    below = [r for r in rungs if (r.minutes_per_day, r.days_per_week) != (full_min, None) or r.by_weekday]
    full = replace(_rung(policy, full_min, full_days, full_days), minutes_per_day=None)
    return (*_easy_start(policy, [*below, full][0], full_min, full_days), *below, full)


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


def _places(days: Sequence[date], count: int, spaced: bool) -> tuple[int, ...]:
    """The places of so many worked days, a free day of the calendar between them where there is room for it."""
    apart: list[int] = []
    for place, day in enumerate(days):
        if spaced and (not apart or day - days[apart[-1]] > _ONE_DAY):
            apart.append(place)
    return tuple(apart[:count]) if len(apart) >= count > 0 else choose_days(count, len(days), spaced)


def _start(policy: Policy, full_min: int, full_days: int) -> tuple[int, int]:
    if policy.start_minutes_per_day is not None:
        minutes = min(full_min, policy.start_minutes_per_day.value)
    else:
        share = policy.start_share_of_full_day.value if policy.start_share_of_full_day else 1.0
        minutes = _round_down(full_min * share)
    days = policy.start_days_per_week.value if policy.start_days_per_week else "all"
    return minutes, full_days if days == "all" else min(full_days, days)


def _easy_days(policy: Policy, start_days: int) -> int | None:
    """The days of the step before the start of a policy; None where it has none or starts with as few."""
    days = policy.easy_start_days.value if policy.easy_start_days else start_days
    return days if days < start_days else None


def _easy_start(policy: Policy, first: Rung, full_min: int, full_days: int) -> list[Rung]:
    days = _easy_days(policy, full_days if first.days_per_week is None else first.days_per_week)
    if days is None:
        return []
    if first.by_weekday:
        return [_of_weekdays(first.by_weekday[:days], first.spaced)]
    return [_rung(policy, first.minutes_per_day or full_min, days, full_days)]


def _rung(policy: Policy, minutes: int, days: int, full_days: int) -> Rung:
    long_over = policy.long_days_apart_over
    spaced = policy.spaced.value or (long_over is not None and minutes > long_over.value)
    return Rung(minutes, None if days == full_days else days, spaced)


def _printed(policy: Policy, pattern: Pattern, full_min: int, full_days: int) -> Rung:
    """A printed pattern on this roster: no day is longer than the longest shift."""
    if pattern.minutes_by_weekday:
        lengths = {WEEKDAY_IDS.index(day): m for day, m in pattern.minutes_by_weekday.items()}
        return _of_weekdays([(day, min(full_min, lengths[day])) for day in sorted(lengths)], False)
    if pattern.minutes_per_day is not None:
        minutes = min(full_min, pattern.minutes_per_day)
    else:
        minutes = _round_down(full_min * (pattern.share_of_full_day or 1.0))
    return _rung(policy, minutes, min(full_days, pattern.days_per_week or full_days), full_days)


def _of_weekdays(lengths: Sequence[tuple[int, int]], spaced: bool) -> Rung:
    return Rung(max(minutes for _, minutes in lengths), len(lengths), spaced, tuple(lengths))


def _stepwise(policy: Policy, start: tuple[int, int], full: tuple[int, int]) -> list[tuple[int, int]]:
    more_min = policy.step_minutes_per_day.value if policy.step_minutes_per_day else 0
    more_days = policy.step_days_per_week.value if policy.step_days_per_week else 0
    order = policy.order.value if policy.order else Order.BOTH
    (minutes, days), (full_min, full_days) = start, full
    patterns = [start]
    while (minutes, days) != full:
        longer = min(full_min, minutes + (more_min or full_min))
        oftener = min(full_days, days + (more_days or full_days))
        match order:
            case Order.HOURS_THEN_DAYS:
                minutes, days = (longer, days) if minutes < full_min else (minutes, oftener)
            case Order.DAYS_THEN_HOURS:
                minutes, days = (minutes, oftener) if days < full_days else (longer, days)
            case Order.BOTH:
                minutes, days = longer, oftener
        patterns.append((minutes, days))
    return patterns


def _evenly(policy: Policy, start: tuple[int, int], full: tuple[int, int]) -> list[tuple[int, int]]:
    weeks = policy.duration_weeks.value if policy.duration_weeks else 1
    (minutes, days), (full_min, full_days) = start, full
    last = (weeks - 1) // policy.wait_weeks - (_easy_days(policy, days) is not None)
    patterns = [start]
    for step in range(1, last):
        weekly = minutes * days + (full_min * full_days - minutes * days) * step / last
        worked = floor(days + (full_days - days) * step / last + 0.5)
        worked = max(worked, ceil(weekly / full_min))
        patterns.append((_round_down(weekly / worked), worked))
    return [*patterns, full]


def _round_down(minutes: float) -> int:
    return max(STEP_MIN, floor(minutes / STEP_MIN + 1e-9) * STEP_MIN)


def _days_words(count: int) -> str:
    return "1 day a week" if count == 1 else f"{count} days a week"
