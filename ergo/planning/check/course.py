"""The course of the hours: each week beside the most that had been reached before it."""

from dataclasses import dataclass
from math import ceil, inf

from ergo.model.plan import PlanWeek
from ergo.planning.check.facts import ROUNDING, Facts, worked_days

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
class Stage:
    """One week of the course: its hours, and the most that had been reached before it.

    ``fell`` says that the week has fewer minutes than the weeks before, by more than the calendar took.
    ``bound`` is set in the week of return from absence: the most that the policy's re-entry rule allows.
    """

    week: PlanWeek
    hours: Hours
    reached: Hours
    first: bool
    fell: bool
    bound: Hours | None

    @property
    def climbs(self) -> bool:
        """Whether the week goes above what had been reached."""
        return not self.first and self.bound is None and self.hours.beyond(self.reached) is not None


def start_and_step(facts: Facts) -> tuple[Hours, Hours]:
    """The policy's starting point and one step of its gradient."""
    policy = facts.plan.policy
    if policy.start_minutes_per_day is not None:
        day_min = float(policy.start_minutes_per_day.value)
    else:
        share = policy.start_share_of_full_day
        day_min = facts.longest_shift_min * (share.value if share else 1.0)
    start_days = policy.start_days_per_week.value
    days = inf if start_days == ALL_DAYS else float(start_days)
    if policy.duration_weeks is None:
        minutes, more_days = policy.step_minutes_per_day, policy.step_days_per_week
        step = Hours(float(minutes.value if minutes else 0), float(more_days.value if more_days else 0), 0.0)
        return Hours(day_min, days, inf), step
    full = _full_week(facts)
    week_min = day_min * min(days, full.days)
    steps = max(1, (policy.duration_weeks.value - 1) // policy.step_interval_weeks.value)
    return Hours(day_min, days, week_min), Hours(inf, inf, max(0.0, full.week_min - week_min) / steps)


def _full_week(facts: Facts) -> Hours:
    """The fullest week of the roster before the calendar takes anything."""
    weeks = [facts.week_shifts(week) for week in facts.plan.weeks]
    return Hours(
        facts.longest_shift_min,
        max((len(shifts) for shifts in weeks), default=0),
        max((sum(s.paid_min for s in shifts) for shifts in weeks), default=0),
    )


def worked_hours(week: PlanWeek) -> Hours:
    """The hours of a week: those of its dated days, with the week's own figures where part of it has no date."""
    days = worked_days(week)
    longest, count = max((day.paid_min for day in days), default=0), len(days)
    if week.outlook_min:
        longest, count = max(longest, week.minutes_per_day), max(count, week.days_per_week)
    return Hours(longest, count, sum(day.paid_min for day in days) + week.outlook_min)


def _without_calendar(facts: Facts, week: PlanWeek, hours: Hours) -> Hours:
    """The hours that a week may have stood for, had the calendar and short shifts not taken some of them.

    A day worked to the last minute of a shift cut short counts as the week's longest day, and lost shifts count where
    all others were worked. A week worked to the last minute that the roster has may have stood for anything.
    """
    open_shifts, longest = facts.open_shifts(week), hours.day_min
    if hours.week_min >= sum(shift.available_min for shift in open_shifts):
        return Hours(inf, inf, inf)
    if week.outlook_min:
        return Hours(longest, hours.days, max(hours.week_min, longest * hours.days))
    minutes = 0.0
    for day in worked_days(week):
        shift = facts.shifts.get(day.date)
        cut_short = shift is not None and day.paid_min >= shift.available_min
        minutes += min(longest, shift.paid_min) if shift is not None and cut_short else day.paid_min
    lost = [s for s in facts.week_shifts(week) if s not in open_shifts]
    if hours.days < len(open_shifts):
        lost = []
    return Hours(longest, hours.days + len(lost), minutes + sum(min(longest, s.paid_min) for s in lost))


def course(facts: Facts) -> list[Stage]:
    """The weeks from the first worked one on, each beside what had been reached before it.

    What has been reached is what was really worked, and never less than the policy's start: hours that a certificate
    holds down do not climb behind it. What the calendar or a short shift takes from a week is not counted against it:
    when a step is due, up to one step more counts as reached. After a fall the course goes on from there.
    """
    policy, (start, step) = facts.plan.policy, start_and_step(facts)
    returns, full = _weeks_of_return(facts), _full_week(facts)
    stages: list[Stage] = []
    rungs = [start]
    before_min = before_open_min = 0.0
    changed_in = 0
    for week in facts.plan.weeks:
        hours, open_min = worked_hours(week), sum(s.available_min for s in facts.open_shifts(week))
        if not stages and not hours.week_min:
            continue
        expected = before_min - max(0.0, before_open_min - open_min)
        fell = bool(stages) and hours.week_min < expected - ROUNDING
        back = bool(stages) and week.number in returns and hours.days > 0
        bound = rungs[max(0, len(rungs) - 1 - policy.reentry.steps_down.value)] if back else None
        stage = Stage(week, hours, rungs[-1], not stages, fell, bound)
        stages.append(stage)
        if stage.first or fell or back:
            changed_in = week.number
        if bound is not None:
            rungs = [r for r in rungs if r.beyond(bound) is None]
        elif fell:
            rungs = [r for r in rungs if r.beyond(start.highest(hours)) is None]
        reached = hours
        if not fell and hours.days > 0 and week.number - changed_in >= wait_weeks(facts):
            unheld = _without_calendar(facts, week, hours).lowest(rungs[-1] + step).lowest(full)
            reached = hours.highest(unheld)
        if reached.beyond(rungs[-1]) is not None:
            rungs.append(rungs[-1].highest(_on_rung(reached, start, step)))
            changed_in = week.number
        if stage.first or fell or back or hours.week_min >= before_min:
            before_min, before_open_min = hours.week_min, open_min
    return stages


def wait_weeks(facts: Facts) -> int:
    """The weeks between two changes: the policy's interval, and its least time on a step."""
    policy = facts.plan.policy
    return max(policy.step_interval_weeks.value, policy.least_weeks_on_step.value)


def _on_rung(hours: Hours, start: Hours, step: Hours) -> Hours:
    """Hours rounded down to the quarter hour count as the rung that they were rounded from."""
    return Hours(
        _rung(hours.day_min, start.day_min, step.day_min, QUARTER_HOUR_MIN),
        inf if step.days == inf else hours.days,
        _rung(hours.week_min, start.week_min, step.week_min, QUARTER_HOUR_MIN * hours.days),
    )


def _rung(value: float, start: float, step: float, slack: float) -> float:
    if inf in (start, step):
        return inf
    if step == 0 or value <= start:
        return value
    rung = start + ceil((value - start) / step - ROUNDING) * step
    return rung if rung - value < slack else value


def _weeks_of_return(facts: Facts) -> set[int]:
    """The weeks in which work goes on after leave of as many working days as the policy's re-entry rule names."""
    by_monday = {week.monday: week.number for week in facts.plan.weeks}
    found, away = set(), 0
    for week in facts.plan.weeks:
        for shift in facts.week_shifts(week):
            if any(leave.first_day <= shift.date <= leave.last_day for leave in facts.case.leave):
                away += 1
            elif shift.available_min > 0:
                if away >= facts.plan.policy.reentry.after_working_days.value:
                    found.add(by_monday[week.monday])
                away = 0
    return found
