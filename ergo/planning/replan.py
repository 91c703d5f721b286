"""Where a return stands when it is planned again: the state reached by plan, sheets and reviews."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from ergo.analysis.match import task_demands
from ergo.analysis.progress import sheet_days, sheet_of
from ergo.analysis.worktime import DAYS_PER_WEEK, days_in_a_week, monday_of, normal_shift_min, working_shifts
from ergo.errors import InputError
from ergo.knowledge.policies import Policy
from ergo.knowledge.reviews import review_figures
from ergo.model.case import Case
from ergo.model.job import Roster
from ergo.model.plan import Plan, PlanWeek
from ergo.model.record import Decision, StepBack
from ergo.planning.limits import LimitKey, asked, key_of_limit
from ergo.planning.problem import NO_DUTIES, SCALE, Ladder, PlanningProblem, Reached
from ergo.planning.reviews import stepped_back
from ergo.planning.rungs import STEP_MIN, Rung, hours_rungs
from ergo.planning.variants import TaskVariant


@dataclass(frozen=True)
class Resume:
    """The state from which the weeks from a Monday on are planned again.

    ``carried`` are the weeks before it, as the former version has them. ``pattern`` is the working pattern reached,
    None where no duties were suitable and the first step is free; ``levels`` are the levels reached by limit.
    ``weeks_since_climb`` is -1 where the state is lower than planned: the first week is then that of the fall.
    ``days_lost`` counts the rostered days in a row that were not worked just before, or before the return of the last
    week.
    """

    monday: date
    carried: tuple[PlanWeek, ...]
    pattern: Rung | None
    weeks_since_climb: int
    levels: Mapping[LimitKey, float]
    days_lost: int


def resume_of(case: Case) -> Resume | None:
    """The state reached in a case whose plan has begun to be worked; None where it is planned from its start.

    A plan goes on where a sheet says what was worked, or a review was held, and the start stands as it was. The weeks
    up to the last sheet or review are carried over; a stop is planned from the week in which it falls.

    Raises
    ------
    InputError
        When the weeks to plan end before there.
    """
    plan, roster = case.plan, case.job.roster
    if plan is None or roster is None or plan.start != case.plan_settings.start:
        return None
    monday = _planned_again_from(case, plan)
    carried = tuple(week for week in plan.weeks if week.monday < monday)
    if not any(week.total_min for week in carried):
        return None
    if len(carried) >= case.plan_settings.horizon_weeks:
        raise InputError(
            f"The {case.plan_settings.horizon_weeks} weeks to plan are over. Plan more weeks.",
            item="Plan",
            field="horizon_weeks",
            value=case.plan_settings.horizon_weeks,
        )
    stopped = [week for week in plan.weeks if week.monday == monday and _is_stopped(case, week)]
    weeks = [*carried, *stopped]
    pattern, shorter = _pattern(case, plan.policy, roster, weeks[-1])
    levels, lower = _levels(case, weeks)
    return Resume(
        monday=monday,
        carried=carried,
        pattern=pattern,
        weeks_since_climb=-1 if shorter or lower else _weeks_since_change(weeks),
        levels=levels,
        days_lost=_days_lost(case, weeks[-1], monday, plan.policy),
    )


def reached(
    resume: Resume | None,
    rungs: Sequence[Rung],
    ladders: Sequence[Ladder],
    keys: Sequence[LimitKey],
    roster: Roster,
) -> Reached | None:
    """The state in the terms of the problem: the highest rung and the highest levels not above what was reached."""
    if resume is None:
        return None
    if resume.pattern is None:
        rung = NO_DUTIES
    elif resume.pattern in rungs:
        rung = max(number for number, r in enumerate(rungs) if r == resume.pattern)
    else:
        pattern = _hours(resume.pattern, roster)
        within = [
            n
            for n, r in enumerate(rungs)
            if all(a <= b for a, b in zip(_hours(r, roster), pattern, strict=True))
        ]
        rung = max(within, default=0)
    levels = tuple(
        max(
            (
                n
                for n, level in enumerate(ladder.levels)
                if level <= key.allowed_units(resume.levels[key.stated])
            ),
            default=0,
        )
        if key.stated in resume.levels
        else 0
        for ladder, key in zip(ladders, keys, strict=True)
    )
    return Reached(rung, resume.weeks_since_climb, levels)


def carried_over(resume: Resume | None, *, full_at_once: bool) -> list[PlanWeek]:
    """The weeks carried over; those that were full duties remain so where the weeks after them all are."""
    carried = list(resume.carried) if resume else []
    still = full_at_once
    for place in reversed(range(len(carried))):
        still = still and carried[place].full_duties
        carried[place] = carried[place].model_copy(update={"full_duties": still})
    return carried


def with_steps_back(problem: PlanningProblem, case: Case, ways: Sequence[TaskVariant]) -> PlanningProblem:
    """The problem with the minutes of every task that a review stepped back as one more limit, while it lasts."""
    tasks = dict.fromkeys(step.task_id for review in case.reviews for step in review.steps_back)
    numbers = {task_id: len(problem.ladders) + place for place, task_id in enumerate(tasks)}
    if not numbers:
        return problem
    variants = tuple(
        replace(variant, dose_rates={**variant.dose_rates, numbers[way.task_id]: SCALE})
        if way.task_id in numbers
        else variant
        for variant, way in zip(problem.variants, ways, strict=True)
    )
    weeks = []
    for week in problem.weeks:
        days = []
        for day in week.days:
            caps = {numbers[s.task_id]: s.minutes_per_shift * SCALE for s in stepped_back(case, day.date)}
            days.append(replace(day, caps={**day.caps, **caps}))
        weeks.append(replace(week, days=tuple(days)))
    ladders = (*problem.ladders, *(Ladder(()) for _ in numbers))
    return replace(problem, ladders=ladders, variants=variants, weeks=tuple(weeks))


def _planned_again_from(case: Case, plan: Plan) -> date:
    """The Monday after the last review or the last week of which a sheet speaks; of a stop the Monday of its week."""
    found = [plan.planned_from or monday_of(plan.start)]
    last = case.ruling_review(date.max)
    said = [s.monday for s in case.weekly_sheets if any(d.worked_min is not None for d in s.days)]
    if last is not None:
        stop = last.decided is Decision.STOP_AND_REFER
        found.append(monday_of(last.on) if stop else _monday_from(last.on))
        said = [monday for monday in said if not stop or monday > last.on]
    found += [monday + timedelta(weeks=1) for monday in said]
    return min(max(found), monday_of(plan.start) + timedelta(weeks=len(plan.weeks)))


def _monday_from(day: date) -> date:
    return monday_of(day + timedelta(days=DAYS_PER_WEEK - 1))


def _is_stopped(case: Case, week: PlanWeek) -> bool:
    """Whether the last review stops the work in a week of which something was worked before.

    A week that another review held takes no step of its own.
    """
    last = case.ruling_review(date.max)
    if last is None or last.decided is not Decision.STOP_AND_REFER or monday_of(last.on) != week.monday:
        return False
    before = case.ruling_review(week.monday)
    if before is not None and before.holds(week.monday):
        return False
    return any(day.paid_min and day.date < last.on for day in week.days)


def _pattern(case: Case, policy: Policy, roster: Roster, week: PlanWeek) -> tuple[Rung | None, bool]:
    """The pattern of a week, and whether its days are shorter because its sheet says that clearly less was worked."""
    if week.rung == 0 and not week.total_min:
        return None, False
    rungs = hours_rungs(policy, roster)
    pattern = rungs[min(week.rung, len(rungs) - 1)]
    sheet = sheet_of(case, week.monday)
    planned = {day.date: day.paid_min for day in week.days if day.paid_min}
    worked = [
        (d.worked_min, planned[d.date])
        for d in (sheet.days if sheet else [])
        if d.worked_min and d.date in planned
    ]
    if not worked:
        return pattern, False
    really = int(median(minutes for minutes, _ in worked)) // STEP_MIN * STEP_MIN
    if really < review_figures().least_share_worked.value * median(minutes for _, minutes in worked):
        return replace(pattern, minutes_per_day=max(STEP_MIN, really), by_weekday=()), True
    return pattern, False


def _hours(rung: Rung, roster: Roster) -> tuple[int, int]:
    """Minutes a day and days a week of a rung; those of the roster where it names none."""
    minutes = normal_shift_min(roster) if rung.minutes_per_day is None else rung.minutes_per_day
    return minutes, days_in_a_week(roster) if rung.days_per_week is None else rung.days_per_week


def _weeks_since_change(weeks: Sequence[PlanWeek]) -> int:
    """Weeks since the rung or a level last rose or fell; the first week counts as a change."""
    since = 0
    for before, week in reversed(list(pairwise(weeks))):
        if week.rung != before.rung or bool(week.total_min) != bool(before.total_min) or _moved(before, week):
            break
        since += 1
    return since


def _moved(before: PlanWeek, week: PlanWeek) -> bool:
    earlier = {key_of_limit(x): x.value for x in before.limits}
    return any(earlier.get(key_of_limit(x), x.value) != x.value for x in week.limits)


def _levels(case: Case, weeks: Sequence[PlanWeek]) -> tuple[dict[LimitKey, float], bool]:
    """The levels of the last week that states any, and whether some are lower than it states.

    They are where a task that loads them was stepped back; a tolerance measured since the plan was made is not passed.
    """
    stated = [week for week in weeks if week.limits]
    as_stated = {key_of_limit(x): x.value for x in stated[-1].limits} if stated else {}
    found = dict(as_stated)
    for task_id in {step.task_id for step in _stepped_back_now(case)}:
        task = case.task(task_id)
        demands = task_demands(case, task) if task else []
        for key, value in found.items():
            lower = [x.value for w in stated for x in w.limits if key_of_limit(x) == key and x.value < value]
            amount = asked(task, demands, key).amount if task else None
            if lower and amount and amount > lower[-1]:
                found[key] = lower[-1]
    for key, tolerance in _measured_since(case):
        if key in found:
            found[key] = min(found[key], tolerance)
    return found, found != as_stated


def _stepped_back_now(case: Case) -> list[StepBack]:
    last = case.ruling_review(date.max)
    return last.steps_back if last is not None else []


def _measured_since(case: Case) -> Iterator[tuple[LimitKey, float]]:
    """Tolerances measured after the plan in force was made."""
    made_on = case.plan.made_on if case.plan else date.max
    for entry in case.capacities:
        if entry.on is not None and entry.on > made_on and entry.value is not None:
            yield LimitKey(entry.dimension, entry.aspect, entry.side), entry.value


def _days_lost(case: Case, last: PlanWeek, monday: date, policy: Policy) -> int:
    """Rostered days in a row that were lost just before a Monday.

    A day is lost where the calendar leaves nothing of it or the sheet says that nothing was worked. Where an absence
    that the plan did not know beforehand ended in the last week, and calls for a re-entry, its days are given.
    """
    start = case.plan.start if case.plan else monday
    missed = {day.date for day in sheet_days(case) if day.worked_min == 0}
    planned = {d.date for w in (case.plan.weeks if case.plan else []) for d in w.days if d.paid_min}
    lost, unplanned, returned = 0, False, 0
    for shift in working_shifts(case, start, monday - timedelta(days=1)):
        if shift.available_min == 0 or shift.date in missed:
            lost += 1
            unplanned = unplanned or shift.date in planned
            continue
        if lost >= policy.reentry.after_working_days.value and unplanned and shift.date >= last.monday:
            returned = lost
        lost, unplanned = 0, False
    return max(lost, returned)
