"""Checks and reviews of a case: the decision recorded beside what was proposed, a stop cleared, the plan made again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.plan import PlanWeek
from ergo.model.record import Decision, Review, ReviewKind, StepBack
from ergo.planning.difference import PlanDifference, plan_difference
from ergo.planning.proposal import Proposal, latest_week, propose
from ergo.units import UnitSystem
from ergo.workflow.plans import PlanOutcome, plan_case

_ITEM = "Review"


@dataclass(frozen=True)
class PlannedAgain:
    """A plan made from the state reached, checked, and how it differs from the one in force."""

    outcome: PlanOutcome
    difference: PlanDifference


def proposal_on(case: Case, on: date) -> Proposal:
    """What the rules propose at a check held on a day; InputError where no week of a plan has begun."""
    return propose(case, latest_week(case, on))


def week_reviewed(case: Case, monday: date) -> PlanWeek:
    """The week of the plan that begins on a Monday; InputError where the plan has no such dated week."""
    weeks = case.plan.weeks if case.plan else []
    found = next((week for week in weeks if week.monday == monday and week.days), None)
    if found is None:
        raise InputError(f"The plan has no dated week from {monday}.", item=_ITEM, field="week", value=monday)
    return found


def record_review(
    case: Case,
    monday: date,
    *,
    on: date,
    decided: Decision,
    by: str,
    reason: str = "",
    kind: ReviewKind = ReviewKind.CHECK,
    steps_back: Sequence[StepBack] = (),
) -> Review:
    """Record what was decided about a week, beside what the rules propose for it now.

    Parameters
    ----------
    case : Case
        Gets the review.
    monday : date
        The week that was looked at.
    on, by
        When and by whom it was decided.
    decided : Decision
        A decision other than the proposed one needs a reason, also where nothing could be proposed.
    steps_back : sequence of StepBack
        The tasks that are stepped back; those proposed if left out. A hold keeps those that are in force.

    Raises
    ------
    InputError
        Where a name, a reason or a task is missing, the date lies before the week, or work is stopped on it.
    """
    proposal = propose(case, week_reviewed(case, monday))
    if not by.strip():
        raise InputError("Say who decides.", item=_ITEM, field="by")
    if on < monday:
        raise InputError(
            f"{on} is before the week that is reviewed ({monday}).", item=_ITEM, field="on", value=on
        )
    if any(review.stops(on) for review in case.reviews):
        raise InputError("Work is stopped: record first who cleared it.", item=_ITEM, field="on", value=on)
    if decided is not proposal.decision and not reason.strip():
        raise InputError("Say why, where the decision is not the one proposed.", item=_ITEM, field="reason")
    stepped = _steps_back(case, on, decided, steps_back or proposal.steps_back)
    review = Review(
        on=on,
        kind=kind,
        monday=monday,
        proposed=proposal.decision,
        because=[*proposal.because, *proposal.missing],
        decided=decided,
        reason=reason,
        by=by,
        steps_back=stepped,
        until=None if decided in (Decision.PROGRESS, Decision.STOP_AND_REFER) else next_review(case, on),
    )
    case.reviews.append(review)
    return review


def clear_stop(case: Case, review_id: str, *, on: date, by: str) -> None:
    """Record who cleared the work after a stop, and from when; InputError where something is missing."""
    review = next(
        (r for r in case.reviews if r.id == review_id and r.decided is Decision.STOP_AND_REFER), None
    )
    if review is None:
        raise InputError("There is no such stop on record.", item=_ITEM, field="review", value=review_id)
    if not by.strip():
        raise InputError("Name the clinician who cleared the work.", item=_ITEM, field="resolved_by")
    if on < review.on:
        raise InputError(f"{on} is before the stop ({review.on}).", item=_ITEM, field="resolved_on", value=on)
    review.resolved_on, review.resolved_by = on, by


def open_stop(case: Case) -> Review | None:
    """The latest stop that nobody has cleared, or None."""
    stops = [r for r in case.reviews if r.decided is Decision.STOP_AND_REFER]
    return next((r for r in reversed(stops) if r.resolved_on is None or not r.resolved_by), None)


def next_review(case: Case, on: date) -> date | None:
    """The next clinical review of the plan after a day; an interval of its policy later where none is planned."""
    plan = case.plan
    if plan is None:
        return None
    planned = sorted(week.review_on for week in plan.weeks if week.review_on and week.review_on > on)
    return planned[0] if planned else on + timedelta(weeks=plan.policy.review_interval_weeks.value)


def plan_again(case: Case, made_on: date, system: UnitSystem = UnitSystem.METRIC) -> PlannedAgain:
    """The plan from the state reached, beside the one in force; the case stays as it is.

    Raises
    ------
    InputError
        Where there is no plan, or an error of the case stands in the way of one.
    """
    if case.plan is None:
        raise InputError("There is no plan yet.", item="Plan", field="plan")
    outcome = plan_case(case, made_on)
    return PlannedAgain(outcome, plan_difference(case, case.plan, outcome.plan, system))


def _steps_back(case: Case, on: date, decided: Decision, named: Sequence[StepBack]) -> list[StepBack]:
    if decided is Decision.HOLD:
        ruling = case.ruling_review(on)
        return list(ruling.steps_back) if ruling is not None and ruling.holds(on) else []
    if decided is not Decision.STEP_BACK:
        return []
    if not named:
        raise InputError("Name the tasks that are stepped back.", item=_ITEM, field="steps_back")
    unknown = next((step.task_id for step in named if case.task(step.task_id) is None), None)
    if unknown is not None:
        raise InputError("The case has no such task.", item=_ITEM, field="steps_back", value=unknown)
    return list(named)
