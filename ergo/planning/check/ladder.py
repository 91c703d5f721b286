"""The policy's course of hours as the checker reads it: its rungs, and what each of them gives in a week."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from math import ceil, floor, inf

from ergo.analysis.worktime import DAYS_PER_WEEK, days_in_a_week
from ergo.knowledge.policies import WEEKDAYS, Order, Policy
from ergo.model.capacity import Certificate
from ergo.model.plan import PlanWeek
from ergo.planning.check.facts import ROUNDING, Facts
from ergo.planning.check.restrictions import workable_shifts

QUARTER_HOUR_MIN = 15
WORK_TIME = "work_time"
_NEXT_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hours:
    """The longest day, the days and the minutes of a week; infinite where the policy does not govern one of them."""

    day_min: float
    days: float
    week_min: float

    def beyond(self, limit: "Hours") -> tuple[str, float, float] | None:
        """The first figure above a limit, in words, with both values."""
        figures = (
            ("minutes a day", self.day_min, limit.day_min),
            ("days a week", self.days, limit.days),
            ("minutes a week", self.week_min, limit.week_min),
        )
        return next((figure for figure in figures if figure[1] > figure[2] + ROUNDING), None)


@dataclass(frozen=True)
class Rung:
    """One step of the policy: so long a day on so many days, or the minutes of printed weekdays.

    None stands for the whole shift and for every rostered day. ``most`` is what the policy governs of its hours.
    """

    day_min: int | None
    days: int | None
    spaced: bool
    weekdays: tuple[tuple[int, int], ...]
    most: Hours

    def minutes_by_day(self, days: Sequence[date], most_days: int) -> dict[date, int | None]:
        """The days worked of those there are, with the minutes of each, None for the whole shift."""
        if self.weekdays:
            lengths = dict(self.weekdays)
            named = [(day, lengths[day.weekday()]) for day in days if day.weekday() in lengths]
            found = named or list(zip(days, lengths.values(), strict=False))
            return dict(found[:most_days])
        count = min(len(days) if self.days is None else self.days, most_days, len(days))
        return dict.fromkeys(_spread(days, count) if self.spaced else days[:count], self.day_min)


class Week:
    """What roster, calendar and certificates leave of one week."""

    def __init__(self, facts: Facts, week: PlanWeek) -> None:
        shifts = [s for s in facts.week_shifts(week) if s.date >= facts.plan.start]
        certificates = [c for s in shifts if (c := _ruling(facts, s.date)) is not None]
        days = [c.max_days_per_week for c in certificates if c.max_days_per_week is not None]
        minutes = [c.max_minutes_per_week for c in certificates if c.max_minutes_per_week is not None]
        self.most_days = min(days, default=DAYS_PER_WEEK)
        self.most_min = min(minutes, default=None)
        self.left = {
            s.date: min(s.available_min, _most_min(facts, s.date)) for s in workable_shifts(facts, week)
        }

    def gives(self, rung: Rung) -> Hours:
        """The hours of a rung in this week."""
        chosen = rung.minutes_by_day(sorted(self.left), self.most_days)
        worked = [min(self.left[day], inf if most is None else most) for day, most in chosen.items()]
        if self.most_min is not None and sum(worked) > self.most_min:
            each = self.most_min // len(worked) // QUARTER_HOUR_MIN * QUARTER_HOUR_MIN
            worked = [min(minutes, each) for minutes in worked]
        worked = [minutes for minutes in worked if minutes > 0]
        return Hours(max(worked, default=0), len(worked), sum(worked))


class Ladder:
    """The rungs of the plan's policy on the roster of the case, the lowest first."""

    def __init__(self, facts: Facts) -> None:
        self._policy = facts.plan.policy
        self._full_min = facts.longest_shift_min
        roster = facts.case.job.roster
        self._full_days = days_in_a_week(roster) if roster else 0

    @cached_property
    def rungs(self) -> tuple[Rung, ...]:
        """From the easy start, where there is one, to the roster itself."""
        policy, full = self._policy, (self._full_min, self._full_days)
        if policy.patterns:
            found = list(self._printed())
        elif policy.duration_weeks is not None:
            found = list(self._even())
        else:
            found = [self._rung(*hours) for hours in _steps(policy, self._start, full)]
        below = [r for r in found if r.weekdays or (r.day_min, r.days) != (self._full_min, None)]
        top = Rung(None, None, self._is_spaced(self._full_min), (), Hours(inf, inf, inf))
        return (*self._easy(below[0] if below else top), *below, top)

    @property
    def _start(self) -> tuple[int, int]:
        policy = self._policy
        share = policy.start_share_of_full_day.value if policy.start_share_of_full_day else 1.0
        start = policy.start_minutes_per_day
        minutes = _quarters(self._full_min * share) if start is None else start.value
        days = policy.start_days_per_week.value if policy.start_days_per_week else "all"
        return min(self._full_min, minutes), self._full_days if days == "all" else min(self._full_days, days)

    def _rung(self, day_min: int, days: int, most: Hours | None = None) -> Rung:
        every = days == self._full_days
        governed = Hours(day_min, inf if every else days, inf)
        return Rung(day_min, None if every else days, self._is_spaced(day_min), (), most or governed)

    def _is_spaced(self, day_min: int) -> bool:
        over = self._policy.long_days_apart_over
        return self._policy.spaced.value or (over is not None and day_min > over.value)

    def _printed(self) -> Iterator[Rung]:
        for figure in self._policy.patterns:
            pattern = figure.value
            if pattern.minutes_by_weekday:
                by_day = {WEEKDAYS.index(day): m for day, m in pattern.minutes_by_weekday.items()}
                yield _of_weekdays([(day, min(self._full_min, by_day[day])) for day in sorted(by_day)])
                continue
            minutes = pattern.minutes_per_day or _quarters(
                self._full_min * (pattern.share_of_full_day or 1.0)
            )
            days = min(self._full_days, pattern.days_per_week or self._full_days)
            yield self._rung(min(self._full_min, minutes), days)

    def _even(self) -> Iterator[Rung]:
        """The minutes of a week and its days rise evenly over the duration; the length of a day follows from both."""
        policy, (minutes, days) = self._policy, self._start
        weeks = policy.duration_weeks.value if policy.duration_weeks else 1
        interval, least = policy.step_interval_weeks.value, policy.least_weeks_on_step.value
        steps = (weeks - 1) // (ceil(least / interval) * interval) - (self._easy_days(days) is not None)
        start, full = minutes * days, self._full_min * self._full_days
        for step in range(max(1, steps)):
            week_min = start + (full - start) * step / max(1, steps)
            count = floor(days + (self._full_days - days) * step / max(1, steps) + 0.5)
            count = max(count, ceil(week_min / self._full_min))
            most = Hours(week_min / count, inf if count == self._full_days else count, inf)
            yield self._rung(_quarters(week_min / count) if step else minutes, count, most)

    def _easy_days(self, days: int) -> int | None:
        easy = self._policy.easy_start_days
        return easy.value if easy is not None and easy.value < days else None

    def _easy(self, first: Rung) -> list[Rung]:
        days = self._easy_days(self._full_days if first.days is None else first.days)
        if days is None:
            return []
        if first.weekdays:
            return [_of_weekdays(first.weekdays[:days])]
        return [self._rung(self._full_min if first.day_min is None else first.day_min, days)]


def _steps(policy: Policy, start: tuple[int, int], full: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Minutes a day and days a week of even steps, in the policy's order; a figure without a step rises at once."""
    minutes_step = policy.step_minutes_per_day.value if policy.step_minutes_per_day else full[0]
    days_step = policy.step_days_per_week.value if policy.step_days_per_week else full[1]
    order = policy.order.value if policy.order else Order.BOTH
    minutes, days = start
    yield minutes, days
    while (minutes, days) != full:
        hours_turn = order is Order.BOTH or (
            minutes < full[0] and (order is Order.HOURS_THEN_DAYS or days == full[1])
        )
        days_turn = order is Order.BOTH or not hours_turn
        minutes = min(full[0], minutes + (minutes_step or full[0])) if hours_turn else minutes
        days = min(full[1], days + (days_step or full[1])) if days_turn else days
        yield minutes, days


def _of_weekdays(lengths: Sequence[tuple[int, int]]) -> Rung:
    minutes = [m for _, m in lengths]
    return Rung(
        max(minutes), len(minutes), False, tuple(lengths), Hours(max(minutes), len(minutes), sum(minutes))
    )


def _spread(days: Sequence[date], count: int) -> Sequence[date]:
    """So many days with a free day between them, the earliest first; spread over the week where that cannot be."""
    apart: list[date] = []
    for day in days:
        if not apart or day - apart[-1] > _NEXT_DAY:
            apart.append(day)
    if len(apart) >= count or count == len(days):
        return apart[:count] if len(apart) >= count else days
    if 2 * count - 1 <= len(days):
        return days[: 2 * count : 2]
    return [days[floor(place * (len(days) - 1) / (count - 1) + 0.5)] for place in range(count)]


def _most_min(facts: Facts, on: date) -> float:
    """The most minutes that certificate and restrictions on working time allow on a day."""
    certificate = facts.certificate(on)
    found = [
        inf
        if certificate is None or certificate.max_minutes_per_day is None
        else certificate.max_minutes_per_day
    ]
    for restriction in facts.in_force(on):
        reading = restriction.reading
        if reading is not None and WORK_TIME in reading.dimensions:
            found.append(0 if reading.prohibited else floor(reading.limit or 0))
    return min(found)


def _ruling(facts: Facts, on: date) -> Certificate | None:
    """The certificate of a date; where none is valid the last one."""
    return facts.certificate(on) or facts.case.latest_certificate()


def _quarters(minutes: float) -> int:
    """Rounded down to a quarter of an hour, and not below one."""
    return max(QUARTER_HOUR_MIN, floor(minutes / QUARTER_HOUR_MIN + ROUNDING) * QUARTER_HOUR_MIN)
