"""A case compiled into a planning problem, with the words that explain its figures kept beside it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import gcd

from ergo.analysis.match import task_demands
from ergo.analysis.worktime import DAYS_PER_WEEK, DatedShift, monday_of, working_shifts
from ergo.knowledge.clinical import Grade, red_flags
from ergo.knowledge.policies import Policy
from ergo.model.capacity import Restriction
from ergo.model.case import Case
from ergo.model.clinical import Answer
from ergo.model.job import Importance, Roster
from ergo.planning.case_limits import ladder_of, limits_of, outside_units
from ergo.planning.composites import Composites, composites_of
from ergo.planning.events import with_events
from ergo.planning.opening import Closing, LimitInfo, WaysOpen, ruling_certificate, unsupervised
from ergo.planning.problem import PlanningProblem, ProblemDay, ProblemWeek
from ergo.planning.replan import Resume, reached, with_steps_back
from ergo.planning.reviews import climbs_cancelled
from ergo.planning.rungs import STEP_MIN, hours_rungs
from ergo.planning.variants import TaskVariant

_ORDER = [Importance.ESSENTIAL, Importance.MARGINAL, Importance.ALTERNATIVE]


@dataclass(frozen=True)
class Compiled:
    """The problem with what is needed to put its answer into words.

    ``ways`` are the ways of working, numbered as in the problem; ``closings`` says why one is closed between two
    turning dates, the dates on which anything can open or close; ``closed_days`` are shifts that a restriction closes.
    ``composites`` are the ways that must not share a day, with their score.
    """

    problem: PlanningProblem
    case: Case
    policy: Policy
    ways: tuple[TaskVariant, ...]
    limits: tuple[LimitInfo, ...]
    shifts: tuple[DatedShift, ...]
    closings: dict[tuple[int, int], list[Closing]]
    turning_dates: tuple[date, ...]
    closed_days: dict[date, Restriction]
    composites: Composites

    def closings_on(self, way: int, on: date) -> list[Closing]:
        """Why a way of working is closed on a date; empty where it is open."""
        found = self.closings.get((way, bisect_right(self.turning_dates, on)), [])
        missing = unsupervised(self.case, self.ways[way].task_id, on)
        return [*found, missing] if missing else found


def compile_problem(
    case: Case, variants: Sequence[TaskVariant], policy: Policy, resume: Resume | None = None
) -> Compiled:
    """The planning problem of a case under a policy; the case must be free of errors (`planning_errors`).

    With ``resume`` it begins in the week from which the return is planned again, in the state that was reached.
    """
    roster = case.job.roster or Roster(anchor=date.min)
    start = case.plan_settings.start or date.min
    first = resume.monday if resume else monday_of(start)
    weeks_left = case.plan_settings.horizon_weeks - (len(resume.carried) if resume else 0)
    last = first + timedelta(days=weeks_left * DAYS_PER_WEEK - 1)
    shifts = tuple(shift for shift in working_shifts(case, first, last) if shift.date >= start)
    ways = _ways(case, variants)
    demands = [task_demands(case, way.task) for way in ways]
    limits = limits_of(case, ways, demands)
    compiler = WaysOpen(case, ways, demands, limits)
    composites = composites_of(case, ways, compiler.never_open)
    unit = gcd(STEP_MIN, *(t.minutes_per_shift or 0 for t in case.job.tasks))
    days = {shift.date: compiler.day(shift) for shift in shifts}
    rungs = hours_rungs(policy, roster)
    ladders = tuple(ladder_of(case, info, ways, demands, policy) for info in limits)
    problem = PlanningProblem(
        weeks=tuple(
            _week(case, policy, first + timedelta(weeks=w), days, shifts, resume) for w in range(weeks_left)
        ),
        rungs=rungs,
        ladders=ladders,
        variants=tuple(compiler.variant(number) for number in range(len(ways))),
        unit_min=unit,
        step_interval_weeks=policy.step_interval_weeks.value,
        least_weeks=policy.wait_weeks if resume else policy.least_weeks_on_step.value,
        both_in_one_step=policy.hours_and_load_same_step.value,
        may_climb=not _held_by_red_flag(case),
        outside=outside_units(case, limits),
        never_together=tuple(composite.ways for composite in composites.found),
        reached=reached(resume, rungs, ladders, [info.key for info in limits], roster),
    )
    return Compiled(
        with_events(with_steps_back(problem, case, ways)),
        case,
        policy,
        ways,
        tuple(limits),
        shifts,
        compiler.closings,
        compiler.turning_dates,
        compiler.closed_days,
        composites,
    )


def _ways(case: Case, variants: Sequence[TaskVariant]) -> tuple[TaskVariant, ...]:
    """All ways of working in canonical order: by task, and within a task the accepted ones, as it is, then on trial."""
    found: list[TaskVariant] = []
    for importance in _ORDER:
        for task in (t for t in case.job.tasks if t.importance is importance):
            of_task = [v for v in variants if v.task_id == task.id]
            as_it_is = TaskVariant(task.id, (), task, date.min, True)
            accepted = [v for v in of_task if v.permanent]
            trial = [v for v in of_task if not v.permanent]
            most_first = sorted(accepted, key=lambda v: -len(v.modification_ids))
            found += [*most_first, as_it_is, *sorted(trial, key=lambda v: -len(v.modification_ids))]
    return tuple(found)


def _week(  # noqa: PLR0917 - what a week is made of
    case: Case,
    policy: Policy,
    monday: date,
    days: dict[date, ProblemDay],
    shifts: Sequence[DatedShift],
    resume: Resume | None,
) -> ProblemWeek:
    in_week = tuple(
        days[d] for offset in range(DAYS_PER_WEEK) if (d := monday + timedelta(days=offset)) in days
    )
    certificates = [c for day in in_week if (c := ruling_certificate(case, day.date)) is not None]
    return ProblemWeek(
        monday=monday,
        days=in_week,
        max_days=min(
            (c.max_days_per_week for c in certificates if c.max_days_per_week is not None), default=None
        ),
        max_min=min(
            (c.max_minutes_per_week for c in certificates if c.max_minutes_per_week is not None), default=None
        ),
        steps_down=_steps_down(policy, monday, shifts, resume.days_lost if resume else 0),
        may_climb=not climbs_cancelled(case, monday),
    )


def _steps_down(policy: Policy, monday: date, shifts: Sequence[DatedShift], lost_before: int) -> int:
    """The policy's re-entry rule: so many steps down after so many rostered days in a row were lost before a week.

    The days of the week itself count up to its first shift; who comes back after it steps down in the week after.
    ``lost_before`` are those before the first of the shifts.
    """
    lost, back, week_of_first = lost_before, False, date.min
    for shift in shifts:
        if shift.available_min == 0:
            lost += 1
            continue
        back = back or lost >= policy.reentry.after_working_days.value
        lost = 0
        if monday_of(shift.date) > week_of_first:
            week_of_first = monday_of(shift.date)
            if week_of_first >= monday:
                break
            back = False
    else:
        return 0
    return policy.reentry.steps_down.value if back and week_of_first == monday else 0


def _held_by_red_flag(case: Case) -> bool:
    """An open red flag of the grade ask holds the plan at the step reached."""
    known = red_flags()
    return any(
        a.answer is Answer.YES
        and a.resolved_on is None
        and a.flag_id in known
        and known[a.flag_id].grade is Grade.ASK
        for a in case.clinical.red_flags
    )
