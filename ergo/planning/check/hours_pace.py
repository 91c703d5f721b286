"""How fast hours rise, when they fall, and whether days are spaced: the policy, read off the weeks themselves."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from math import inf

from ergo.knowledge.policies import Order
from ergo.model.plan import PlanWeek
from ergo.planning.check.course import Stage
from ergo.planning.check.facts import Facts, worked_days
from ergo.planning.check.restrictions import workable_shifts
from ergo.planning.check.violation import Code, Violation


def start_hours(facts: Facts, stages: list[Stage]) -> Iterator[Violation]:
    """The week in which work begins is not above the policy's starting point."""
    for stage in stages:
        above = stage.hours.beyond(stage.reached)
        if stage.first and above is not None:
            words, value, limit = above
            message = (
                f"The week in which work begins has {value:g} {words}; the policy starts with {limit:g}."
            )
            yield _of_policy(Code.START_HOURS, facts, stage.week, message, (value, limit))


def hours_step(facts: Facts, stages: list[Stage]) -> Iterator[Violation]:
    """A step is no higher than the policy's, and raises hours or days unless the policy raises both."""
    policy = facts.plan.policy
    order = policy.order.value if policy.order else Order.BOTH
    one_at_a_time = order is not Order.BOTH and policy.duration_weeks is None
    for stage in stages:
        if not stage.climbs:
            continue
        hours, reached = stage.hours, stage.reached
        above = hours.beyond(stage.most)
        if above is not None:
            words, value, limit = above
            message = f"The week has {value:g} {words}; one step of the policy leads to {limit:g}."
            yield _of_policy(Code.HOURS_STEP, facts, stage.week, message, (value, limit))
        elif one_at_a_time and hours.day_min > reached.day_min and hours.days > reached.days:
            message = (
                "The hours of a day and the days of a week rise together; the policy raises one at a time."
            )
            yield _of_policy(Code.HOURS_STEP, facts, stage.week, message, (hours.days, reached.days))


def hours_fall(facts: Facts, stages: list[Stage]) -> Iterator[Violation]:
    """Hours fall only in a week with a stated event, or where the calendar takes them."""
    for before, stage in pairwise(stages):
        if stage.fell and not any(event.strip() for event in stage.week.events):
            value, limit = stage.hours.week_min, before.hours.week_min
            message = f"The week has {value:g} min, fewer than before, and no event is stated for it."
            yield _of_policy(Code.HOURS_FALL, facts, stage.week, message, (value, limit))


def reentry(facts: Facts, stages: list[Stage]) -> Iterator[Violation]:
    """After leave the return resumes as many steps lower as the policy says."""
    for stage in stages:
        above = stage.hours.beyond(stage.bound) if stage.bound is not None else None
        if above is not None:
            words, value, limit = above
            message = f"The week after leave has {value:g} {words}; the policy resumes with {limit:g}."
            yield _of_policy(Code.REENTRY, facts, stage.week, message, (value, limit))


def spaced_days(facts: Facts) -> Iterator[Violation]:
    """Worked days, or those above a length, do not follow each other while the roster has room for that."""
    policy = facts.plan.policy
    above_min = -1 if policy.spaced.value else inf
    if policy.long_days_apart_over is not None:
        above_min = min(above_min, policy.long_days_apart_over.value)
    for week in facts.plan.weeks:
        days = worked_days(week)
        dates = sorted(day.date for day in days)
        least = min((day.paid_min for day in days), default=0)
        room = [
            s.date
            for s in workable_shifts(facts, week)
            if s.available_min >= least and facts.is_certified(s.date)
        ]
        governed = sorted(day.date for day in days if day.paid_min > above_min)
        follow = [later for earlier, later in pairwise(governed) if (later - earlier).days == 1]
        if follow and _most_apart(sorted(room)) >= len(dates):
            message = f"{len(dates)} days follow each other, though the roster has room to space them."
            yield _of_policy(Code.SPACED_DAYS, facts, week, message, (len(follow), 0))


def _most_apart(dates: list[date]) -> int:
    """How many of these dates can be worked with a free day between them."""
    taken: list[date] = []
    for day in dates:
        if not taken or (day - taken[-1]).days > 1:
            taken.append(day)
    return len(taken)


def _of_policy(
    code: Code, facts: Facts, week: PlanWeek, message: str, over: tuple[float, float]
) -> Violation:
    return Violation(
        code,
        message,
        week=week.number,
        value=over[0],
        limit=over[1],
        source=f"Policy “{facts.plan.policy.label}”",
        overridable=True,
    )
