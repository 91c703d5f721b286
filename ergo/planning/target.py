"""Target date: the gentlest gradient by which full duties are reached by the date that is wanted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ergo.analysis.wording import date_words
from ergo.analysis.worktime import DAYS_PER_WEEK, monday_of
from ergo.knowledge.policies import Figure, Policy
from ergo.knowledge.sources import Status
from ergo.model.case import Case
from ergo.model.job import Roster
from ergo.model.plan import Plan
from ergo.planning.compile import compile_problem
from ergo.planning.replan import resume_of
from ergo.planning.rungs import hours_rungs
from ergo.planning.search import Search
from ergo.planning.variants import TaskVariant
from ergo.planning.week import WeekFiller


def gentlest(policy: Policy, case: Case, variants: Sequence[TaskVariant]) -> Policy:
    """The policy with the gentlest gradient of hours that arrives by the case's target date.

    The gradient is spread over ever fewer weeks, from those up to the date down to the policy's own, which is never
    made steeper. Where none arrives in time, it is the one that arrives earliest.

    Parameters
    ----------
    policy : Policy
        The policy that the case follows.
    case : Case
        A case with a start and a roster; without a target date the policy comes back as it is.
    variants : sequence of TaskVariant
        Ways of working that chosen modifications make possible.
    """
    settings = case.plan_settings
    if settings.target_date is None or settings.start is None or case.job.roster is None:
        return policy
    by = _week_of(settings.target_date, settings.start)
    arrivals = _Arrivals(policy, case, variants)
    best, earliest = policy, None
    for candidate in _gradients(policy, case.job.roster, by) if arrivals.possible() else ():
        week = arrivals.week(candidate, case.job.roster)
        if week is not None and week <= by:
            return candidate
        if week is not None and (earliest is None or week < earliest):
            best, earliest = candidate, week
    return best


class _Arrivals:
    """The week of full duties under gradients of hours that differ in nothing else; days are filled once for all."""

    def __init__(self, policy: Policy, case: Case, variants: Sequence[TaskVariant]) -> None:
        self._case, self._variants = case, variants
        self._resume = resume_of(case)
        self._problem = compile_problem(case, variants, policy, self._resume).problem
        self._weeks = WeekFiller(self._problem)

    def possible(self) -> bool:
        """Whether the last week could be one of full duties at all, every level at its top."""
        levels = tuple(max(0, len(ladder.levels) - 1) for ladder in self._problem.ladders)
        return self._weeks.fill_normally(len(self._problem.weeks) - 1, levels) is not None

    def week(self, policy: Policy, roster: Roster) -> int | None:
        """The week of full duties under a policy; None where it is not within the horizon."""
        if self._resume is None:
            problem = replace(self._problem, rungs=hours_rungs(policy, roster))
        else:
            problem = compile_problem(self._case, self._variants, policy, self._resume).problem
        steps = Search(problem, self._weeks.filler).best()
        carried = len(self._resume.carried) if self._resume else 0
        return next((carried + number for number, step in enumerate(steps, start=1) if step.full), None)


def is_reached(plan: Plan) -> bool:
    """Whether full duties are reached by the date that was wanted for them."""
    if plan.target_date is None or plan.full_duties_week is None:
        return False
    return plan.weeks[plan.full_duties_week - 1].monday <= plan.target_date


def target_words(plan: Plan) -> str:
    """Whether full duties are reached by the date that was wanted, and when they are; empty where none was wanted."""
    if plan.target_date is None:
        return ""
    wanted = date_words(plan.target_date)
    if plan.full_duties_week is None:
        return f"Full duties are not reachable by {wanted}, nor within the {len(plan.weeks)} weeks planned."
    week = plan.weeks[plan.full_duties_week - 1]
    reached = f"{date_words(week.monday)} (week {week.number})"
    if not is_reached(plan):
        return f"Full duties are not reachable by {wanted} under this policy. The earliest is {reached}."
    return f"Full duties by {wanted}: reached from {reached}, with the gentlest steps that arrive by then."


def _week_of(day: date, start: date) -> int:
    return (monday_of(day) - monday_of(start)).days // DAYS_PER_WEEK + 1


def _gradients(policy: Policy, roster: Roster, most_weeks: int) -> Iterator[Policy]:
    """The policy over as many weeks as there are up to the date, then over fewer, and last as it is.

    Printed patterns are not stretched.
    """
    steps = len(hours_rungs(policy, roster)) - 1
    if not policy.patterns:
        for more in range((most_weeks - 1) // policy.wait_weeks, steps, -1):
            yield _spread_over(policy, 1 + more * policy.wait_weeks)
    yield policy


def _spread_over(policy: Policy, weeks: int) -> Policy:
    duration = Figure[int](
        value=weeks,
        unit="weeks",
        source="DER",
        status=Status.DERIVED,
        note="The gentlest duration that arrives by the date wanted for full duties.",
    )
    steps = {"step_minutes_per_day": None, "step_days_per_week": None}
    return policy.model_copy(update={**steps, "duration_weeks": duration})
