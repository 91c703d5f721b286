"""The course of the hours: each week beside the rung of the policy that had been reached before it."""

from dataclasses import dataclass

from ergo.model.plan import PlanWeek
from ergo.planning.check.facts import ROUNDING, Facts, worked_days
from ergo.planning.check.ladder import Hours, Ladder, Week
from ergo.planning.check.restrictions import workable_shifts

NOTHING = -1


@dataclass(frozen=True)
class Stage:
    """One week of the course: its hours, and what the policy governs of those reached and of one step more.

    ``climbs`` says that the week is on a higher rung than had been reached; ``fell`` that it has fewer minutes, by more
    than calendar and certificate took. ``bound`` is set in the week of return from absence: the most that the policy's
    re-entry rule allows. ``changed`` is true where the interval between steps begins anew.
    """

    week: PlanWeek
    hours: Hours
    reached: Hours
    most: Hours
    first: bool
    climbs: bool
    fell: bool
    bound: Hours | None

    @property
    def changed(self) -> bool:
        """Whether the interval between two steps begins anew with the week."""
        return self.first or self.climbs or self.fell or self.bound is not None


def worked_hours(week: PlanWeek) -> Hours:
    """The hours of a week: those of its dated days, with the week's own figures where part of it has no date."""
    days = worked_days(week)
    longest, count = max((day.paid_min for day in days), default=0), len(days)
    if week.outlook_min:
        longest, count = max(longest, week.minutes_per_day), max(count, week.days_per_week)
    return Hours(longest, count, sum(day.paid_min for day in days) + week.outlook_min)


def course(facts: Facts) -> list[Stage]:
    """The weeks from the first worked one on, each beside what had been reached before it.

    A week stands on the rung that the plan names where its hours are those that this rung gives, after what roster,
    calendar and certificates take of it, but at most one step above the rung reached; weeks carried over from the
    version before stand on the rung of that version. Other hours, as edited by hand, stand on the rung reached where
    the policy lets it have them, else on the lowest that does; coming down from more than a step allows is no fall. A
    week off in which a return is planned again may name a lower rung. After a week without suitable duties the return
    begins anew with the first rung.
    """
    if not facts.longest_shift_min:
        return []
    walk = _Walk(facts)
    return [stage for week in facts.plan.weeks if (stage := walk.stage(week)) is not None]


class _Walk:
    """The course week by week: the rung reached, that from which hours may fall, and the hours before."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._rungs = Ladder(facts).rungs
        self._returns = _weeks_of_return(facts)
        self._at = self._may_fall_from = NOTHING
        self._before, self._shifts_before = Hours(0, 0, 0), 0

    def stage(self, week: PlanWeek) -> Stage | None:
        """The stage of the next week; None where nothing is worked and nothing was reached before."""
        hours, room = worked_hours(week), Week(self._facts, week)
        starts, carried = self._at == NOTHING, week.number in self._facts.carried
        if starts and not hours.week_min:
            return None
        back = not starts and not carried and week.number in self._returns and hours.days > 0
        lower = self._facts.plan.policy.reentry.steps_down.value if back else 0
        at = max(0, self._at - lower)
        to, fell = self._reached_in(week, hours, room, at)
        climbs = not starts and not back and to > at
        stage = Stage(
            week=week,
            hours=hours,
            reached=self._rungs[at].most,
            most=self._rungs[min(at + 1, len(self._rungs) - 1)].most,
            first=starts,
            climbs=climbs,
            fell=fell and not starts and not back,
            bound=self._rungs[at].most if back else None,
        )
        lawful = hours.beyond(stage.most if climbs else stage.reached) is None
        self._may_fall_from = min(to, at + climbs)
        self._at = self._may_fall_from if lawful and not carried else to
        if lawful and (stage.changed or hours.week_min >= self._before.week_min):
            self._before, self._shifts_before = hours, len(workable_shifts(self._facts, week))
        return stage

    def _reached_in(self, week: PlanWeek, hours: Hours, room: Week, at: int) -> tuple[int, bool]:
        """The rung on which a week stands, ``NOTHING`` without suitable duties, and whether its hours fell."""
        may_fall_from = min(at, max(0, self._may_fall_from))
        gives = room.gives(self._rungs[may_fall_from])
        named = min(max(0, week.rung), len(self._rungs) - 1)
        if not hours.week_min and gives.week_min:
            return NOTHING, True
        if not hours.week_min:
            again = week.monday == self._facts.plan.planned_from
            return (named, True) if again and named < at else (at, False)
        if week.number in self._facts.carried and hours.beyond(self._rungs[named].most) is None:
            return named, named < at
        if room.gives(self._rungs[named]) == hours:
            return named, named < may_fall_from and hours.week_min < gives.week_min
        shorter = self._is_shorter(week, hours)
        allowing = [n for n, rung in enumerate(self._rungs) if hours.beyond(rung.most) is None]
        if at in allowing and not shorter:
            return at, False
        return min(allowing, default=len(self._rungs) - 1), shorter

    def _is_shorter(self, week: PlanWeek, hours: Hours) -> bool:
        """Whether a week has fewer minutes than before, by more than the days and minutes that the calendar took."""
        open_shifts = workable_shifts(self._facts, week)
        days = max(0, int(self._before.days) - max(0, self._shifts_before - len(open_shifts)))
        lengths = sorted(min(self._before.day_min, shift.available_min) for shift in open_shifts)
        return hours.week_min < min(self._before.week_min, sum(lengths[:days])) - ROUNDING


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
