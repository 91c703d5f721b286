"""Target date: the gentlest gradient by which full duties are reached by the date that is wanted."""

from collections.abc import Callable, Iterator
from datetime import date

from ergo.analysis.wording import date_words
from ergo.analysis.worktime import DAYS_PER_WEEK, monday_of
from ergo.knowledge.policies import Figure, Policy
from ergo.knowledge.sources import Status
from ergo.model.case import Case
from ergo.model.job import Roster
from ergo.model.plan import Plan
from ergo.planning.rungs import hours_rungs


def gentlest(policy: Policy, case: Case, full_duties_week: Callable[[Policy], int | None]) -> Policy:
    """The policy with the gentlest gradient of hours that arrives by the case's target date.

    The gradient is spread over ever fewer weeks, from those up to the date down to the policy's own, which is never
    made steeper. Where none arrives in time, it is the one that arrives earliest.

    Parameters
    ----------
    policy : Policy
        The policy that the case follows.
    case : Case
        A case with a start; without a target date the policy comes back as it is.
    full_duties_week : callable
        The week of full duties under a policy, None where it is not within the horizon.
    """
    settings = case.plan_settings
    if settings.target_date is None or settings.start is None or case.job.roster is None:
        return policy
    by = _week_of(settings.target_date, settings.start)
    best, earliest = policy, None
    for candidate in _gradients(policy, case.job.roster, by):
        week = full_duties_week(candidate)
        if week is not None and week <= by:
            return candidate
        if week is not None and (earliest is None or week < earliest):
            best, earliest = candidate, week
    return best


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
