"""Where a plan stands: draft, proposed, agreed, active, reviewed, closed; worked out from what was recorded."""

from datetime import date
from enum import StrEnum

from ergo.analysis.scheme import scheme_of
from ergo.model.case import Case
from ergo.model.record import PlanAnswer, ReviewKind, SignOff, SignOffRole
from ergo.workflow.plans import is_signed


class Standing(StrEnum):
    """The states of a plan, in their order."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    REVIEWED = "reviewed"
    CLOSED = "closed"


def plan_standing(case: Case, scheme_id: str, on: date) -> Standing:
    """Where the plan of a case stands on a day.

    A plan that the therapist signed is proposed; once worker and employer have agreed, and the certifier where the
    scheme asks for it, it is agreed; from its first day it is active, and reviewed once a clinical review was held.
    Any later answer of the same person replaces an earlier one. ``scheme_id`` is the scheme where the case names none.
    """
    if case.closing is not None and case.closing.on <= on:
        return Standing.CLOSED
    if case.plan is None or not is_signed(case):
        return Standing.DRAFT
    if answers_missing(case, scheme_id):
        return Standing.PROPOSED
    if on < case.plan.start:
        return Standing.AGREED
    begun = case.plan.planned_from or case.plan.start
    held = any(r.kind is ReviewKind.CLINICAL and begun <= r.on <= on for r in case.reviews)
    return Standing.REVIEWED if held else Standing.ACTIVE


def answers_missing(case: Case, scheme_id: str) -> list[SignOffRole]:
    """Who has not agreed yet to the version of the plan that stands in the case; ``scheme_id`` is the usual scheme."""
    scheme = scheme_of(case, scheme_id)
    asked = [SignOffRole.WORKER, SignOffRole.EMPLOYER]
    if scheme is not None and scheme.certifier_approves:
        asked.append(SignOffRole.CERTIFIER)
    return [
        role
        for role in asked
        if (given := answer_of(case, role)) is None or given.answer is not PlanAnswer.AGREED
    ]


def answer_of(case: Case, role: SignOffRole) -> SignOff | None:
    """The latest answer of somebody in a role to the version of the plan that stands in the case."""
    plan = case.plan
    found = [
        s
        for s in case.sign_offs
        if plan is not None and s.role is role and (s.plan_id, s.plan_version) == (plan.id, plan.version)
    ]
    return found[-1] if found else None
