"""The policy's starting point and how far one step leads, in the hours of a week."""

from dataclasses import dataclass
from math import ceil, inf

from ergo.knowledge.policies import WEEKDAYS, Pattern
from ergo.planning.check.facts import ROUNDING, Facts

QUARTER_HOUR_MIN = 15
ALL_DAYS = "all"


@dataclass(frozen=True)
class Hours:
    """The longest day, the days and the minutes of a week; infinite where the policy does not govern one of them."""

    day_min: float
    days: float
    week_min: float

    def __add__(self, step: "Hours") -> "Hours":
        return Hours(self.day_min + step.day_min, self.days + step.days, self.week_min + step.week_min)

    def highest(self, other: "Hours") -> "Hours":
        """The larger of each figure."""
        return Hours(
            max(self.day_min, other.day_min), max(self.days, other.days), max(self.week_min, other.week_min)
        )

    def lowest(self, other: "Hours") -> "Hours":
        """The smaller of each figure."""
        return Hours(
            min(self.day_min, other.day_min), min(self.days, other.days), min(self.week_min, other.week_min)
        )

    def beyond(self, limit: "Hours") -> tuple[str, float, float] | None:
        """The first figure above a limit, in words, with both values."""
        figures = (
            ("minutes a day", self.day_min, limit.day_min),
            ("days a week", self.days, limit.days),
            ("minutes a week", self.week_min, limit.week_min),
        )
        return next((figure for figure in figures if figure[1] > figure[2] + ROUNDING), None)


@dataclass(frozen=True)
class Gradient:
    """Where a policy starts and where a step leads.

    ``first`` is the easy start where there is one, otherwise the ``start``; ``step`` is that of even steps; ``printed``
    are the weeks of the patterns where a source prints them; ``full`` is the full week.
    """

    first: Hours
    start: Hours
    step: Hours
    printed: tuple[Hours, ...]
    full: Hours

    def after(self, reached: Hours) -> Hours:
        """The most hours that one step leads to."""
        if self.start.lowest(self.full).beyond(reached) is not None:
            return reached.highest(self.start)
        if not self.printed:
            return reached + self.step
        further = (p for p in (*self.printed, self.full) if p.lowest(self.full).beyond(reached))
        return reached.highest(next(further, reached))

    def on_rung(self, hours: Hours, most_days: int) -> Hours:
        """Hours rounded down to the quarter hour count as the rung that they were rounded from.

        ``most_days`` are those that roster, calendar and certificate leave of the week.
        """
        start, step = self.start, self.step
        rungs = (start, *self.printed)
        rounded_from = next((rung for rung in rungs if self._is_rounded(hours, rung, most_days)), None)
        if rounded_from is not None or self.printed:
            return rounded_from or hours
        return Hours(
            _rung(hours.day_min, start.day_min, step.day_min, QUARTER_HOUR_MIN),
            inf if inf in (start.days, step.days) else hours.days,
            _rung(hours.week_min, start.week_min, step.week_min, QUARTER_HOUR_MIN * hours.days),
        )

    def _is_rounded(self, hours: Hours, rung: Hours, most_days: int) -> bool:
        near = rung.day_min - QUARTER_HOUR_MIN < hours.day_min
        every_day = hours.days >= min(rung.days, self.full.days, most_days)
        return near and every_day and hours.beyond(rung) is None


def gradient(facts: Facts) -> Gradient:
    """The gradient of the plan's policy on the roster of the case."""
    policy, full = facts.plan.policy, full_week(facts)
    if policy.patterns:
        printed = tuple(_of_pattern(facts, figure.value) for figure in policy.patterns)
        start = printed[0]
        return Gradient(_easy(facts, start, full), start, Hours(0, 0, 0), printed, full)
    if policy.start_minutes_per_day is not None:
        day_min = float(policy.start_minutes_per_day.value)
    else:
        share = policy.start_share_of_full_day
        day_min = facts.longest_shift_min * (share.value if share else 1.0)
    start_days = policy.start_days_per_week.value if policy.start_days_per_week else ALL_DAYS
    days = inf if start_days == ALL_DAYS else float(start_days)
    days = inf if days >= full.days else days
    if policy.duration_weeks is None:
        minutes, more_days = policy.step_minutes_per_day, policy.step_days_per_week
        step = Hours(float(minutes.value if minutes else 0), float(more_days.value if more_days else 0), 0.0)
        start = Hours(day_min, days, inf)
        return Gradient(_easy(facts, start, full), start, step, (), full)
    return _even(facts, min(day_min, facts.longest_shift_min), days, full)


def _even(facts: Facts, day_min: float, days: float, full: Hours) -> Gradient:
    """The gradient over a given duration: the minutes of a week rise evenly to the full week.

    Where every day of the roster is worked from the start on, that is the minutes of a day: they do not depend on how
    many days a week of the roster has, or a certificate leaves.
    """
    policy = facts.plan.policy
    week_min = inf if days == inf else day_min * min(days, full.days)
    start = Hours(day_min, days, week_min)
    first = _easy(facts, start, full)
    interval, least = policy.step_interval_weeks.value, policy.least_weeks_on_step.value
    weeks = policy.duration_weeks.value if policy.duration_weeks else 1
    steps = max(1, (weeks - 1) // (ceil(least / interval) * interval) - (first != start))
    if days == inf:
        step = Hours(max(0.0, full.day_min - day_min) / steps, 0.0, 0.0)
    else:
        step = Hours(inf, inf, max(0.0, full.week_min - week_min) / steps)
    return Gradient(first, start, step, (), full)


def full_week(facts: Facts) -> Hours:
    """The fullest week of the roster before the calendar takes anything."""
    weeks = [facts.week_shifts(week) for week in facts.plan.weeks]
    return Hours(
        facts.longest_shift_min,
        max((len(shifts) for shifts in weeks), default=0),
        max((sum(s.paid_min for s in shifts) for shifts in weeks), default=0),
    )


def _easy(facts: Facts, start: Hours, full: Hours) -> Hours:
    """The easy start: fewer days than the policy starts with, of the same length."""
    easy = facts.plan.policy.easy_start_days
    if easy is None or easy.value >= min(start.days, full.days):
        return start
    patterns = facts.plan.policy.patterns
    by_weekday = patterns[0].value.minutes_by_weekday if patterns else {}
    printed = [float(by_weekday[day]) for day in WEEKDAYS if day in by_weekday]
    lengths = printed or [start.day_min] * easy.value
    return Hours(max(lengths[: easy.value]), float(easy.value), sum(lengths[: easy.value]))


def _of_pattern(facts: Facts, pattern: Pattern) -> Hours:
    lengths = list(pattern.minutes_by_weekday.values())
    if lengths:
        return Hours(max(lengths), len(lengths), sum(lengths))
    share = pattern.share_of_full_day
    day_min = pattern.minutes_per_day or facts.longest_shift_min * (share or 1.0)
    return Hours(day_min, float(pattern.days_per_week or inf), inf)


def _rung(value: float, start: float, step: float, slack: float) -> float:
    if inf in (start, step):
        return inf
    if step == 0 or value <= start:
        return value
    rung = start + ceil((value - start) / step - ROUNDING) * step
    return rung if rung - value < slack else value
