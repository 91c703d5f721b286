"""The course of the hours: each week beside the most that had been reached before it."""

from dataclasses import dataclass
from math import inf

from ergo.knowledge.policies import WEEKDAYS
from ergo.model.plan import PlanWeek
from ergo.planning.check.facts import ROUNDING, Facts, worked_days
from ergo.planning.check.gradient import QUARTER_HOUR_MIN, Gradient, Hours, gradient
from ergo.planning.check.hours import certified_week_min, most_days
from ergo.planning.check.restrictions import workable_shifts


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
    open_shifts, longest = workable_shifts(facts, week), hours.day_min
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
    days = hours.days + len(lost)
    if hours.days < len(open_shifts):
        days, lost = hours.days, []
    return Hours(longest, days, minutes + sum(min(longest, s.paid_min) for s in lost))


def _of_weekdays(facts: Facts, week: PlanWeek, hours: Hours, slope: Gradient) -> Hours:
    """The last printed pattern of weekdays of which a week has all that roster and calendar leave, else nothing."""
    left = {WEEKDAYS[shift.date.weekday()]: shift.available_min for shift in workable_shifts(facts, week)}
    found = Hours(0, 0, 0)
    for figure, printed in zip(facts.plan.policy.patterns, slope.printed, strict=False):
        there = [min(m, left[day]) for day, m in figure.value.minutes_by_weekday.items() if day in left]
        if there and hours.days >= len(there) and hours.week_min >= sum(there):
            found = printed
    return found


def _is_held_by_certificate(facts: Facts, week: PlanWeek, hours: Hours) -> bool:
    """Whether a week is worked to the last quarter hour a day that a certificate allows in a week."""
    most = certified_week_min(facts, week)
    return most is not None and hours.week_min > most - QUARTER_HOUR_MIN * hours.days


def _as_it_was(facts: Facts, week: PlanWeek) -> PlanWeek:
    """A week; one that was carried over without the days that leave or a stop has taken since, unless worked."""
    if week.number not in facts.carried:
        return week
    worked = {day.date for sheet in facts.case.weekly_sheets for day in sheet.days if day.worked_min}
    free = {day for day, shift in facts.shifts.items() if not shift.available_min} - worked
    there = [day for day in week.days if day.date not in free]
    return week.model_copy(update={"days": there})


def course(facts: Facts) -> list[Stage]:
    """The weeks from the first worked one on, each beside what had been reached before it.

    What has been reached is what was really worked, and never less than the policy's start: hours that a certificate
    holds down do not climb behind it. What the calendar or a short shift takes from a week is not counted against it:
    when a step is due, up to one step more counts as reached. So it does where hours rise to the minutes that a
    certificate allows in a week, for fewer days in another week make longer ones. After a fall the course goes on from
    there.
    """
    slope, returns = gradient(facts), _weeks_of_return(facts)
    steps_down = facts.plan.policy.reentry.steps_down.value
    stages: list[Stage] = []
    rungs = [slope.first]
    before, before_shifts, changed_in = Hours(0, 0, 0), 0, 0
    for week in facts.plan.weeks:
        hours = worked_hours(_as_it_was(facts, week))
        if not stages and not hours.week_min:
            continue
        fell = bool(stages) and hours.week_min < _least_min(facts, week, before, before_shifts) - ROUNDING
        back = bool(stages) and week.number in returns and hours.days > 0
        bound = rungs[max(0, len(rungs) - 1 - steps_down)] if back else None
        stage = Stage(week, hours, rungs[-1], not stages, fell, bound)
        stages.append(stage)
        if stage.first or fell or back:
            changed_in = week.number
        if bound is not None:
            rungs = [r for r in rungs if r.beyond(bound) is None]
        elif fell:
            rungs = [r for r in rungs if r.beyond(slope.first.highest(hours)) is None]
        reached = hours
        if not fell and hours.days > 0 and week.number - changed_in >= wait_weeks(facts):
            unheld = _without_calendar(facts, week, hours).highest(_of_weekdays(facts, week, hours, slope))
            if stage.climbs and _is_held_by_certificate(facts, week, hours):
                unheld = Hours(inf, hours.days, inf)
            reached = hours.highest(unheld.lowest(slope.after(rungs[-1])).lowest(slope.full))
        if reached.beyond(rungs[-1]) is not None:
            rungs.append(rungs[-1].highest(slope.on_rung(reached, most_days(facts, week))))
            changed_in = week.number
        if stage.first or fell or back or hours.week_min >= before.week_min:
            before, before_shifts = hours, len(workable_shifts(facts, week))
    return stages


def _least_min(facts: Facts, week: PlanWeek, before: Hours, before_shifts: int) -> float:
    """The least minutes of a week whose hours stay as they were, after the days and minutes that the calendar took."""
    open_shifts = workable_shifts(facts, week)
    days = max(0, int(before.days) - max(0, before_shifts - len(open_shifts)))
    lengths = sorted(min(before.day_min, shift.available_min) for shift in open_shifts)
    return min(before.week_min, sum(lengths[:days]))


def wait_weeks(facts: Facts) -> int:
    """The weeks between two changes: the policy's interval, and its least time on a step."""
    policy = facts.plan.policy
    return max(policy.step_interval_weeks.value, policy.least_weeks_on_step.value)


def _weeks_of_return(facts: Facts) -> set[int]:
    """The weeks in which work goes on after an absence of as many working days as the policy's re-entry rule names.

    There are none where the rule asks for no step down. A day is lost to leave, to a stop, or because a sheet says that
    nothing was worked. Who comes back in a week that had begun before the absence resumes lower in the next.
    """
    case, rule = facts.case, facts.plan.policy.reentry
    if not rule.steps_down.value:
        return set()
    missed = {day.date for sheet in case.weekly_sheets for day in sheet.days if day.worked_min == 0}
    found, away, back = set(), 0, False
    for week in facts.plan.weeks:
        begun = False
        for shift in facts.week_shifts(week):
            on_leave = any(leave.first_day <= shift.date <= leave.last_day for leave in case.leave)
            if on_leave or shift.date in missed or any(r.stops(shift.date) for r in case.reviews):
                away += 1
            elif shift.available_min > 0:
                back = back or away >= rule.after_working_days.value
                if back and not begun:
                    found.add(week.number)
                    back = False
                begun, away = True, 0
    return found
