"""The graded return-to-work plan as the employer and the supervisor get it: its content, before any format.

The case is cut for the employer (`ergo.reports.audience`) before anything is read from it, so that what is not in
the content cannot reach a file. The content holds finished words and the figures of the charts, nothing else.
"""

from datetime import date

from pydantic import BaseModel, ConfigDict

from ergo.analysis.case_words import ANSWER_TO_PLAN, SIGNER
from ergo.analysis.scheme import scheme_of
from ergo.analysis.wording import date_words, hours_words
from ergo.drawing.hours import HoursChart, hours_chart
from ergo.drawing.limits import LimitSteps, limit_steps
from ergo.errors import InputError
from ergo.knowledge.documents import employer_plan_sentences
from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.model.plan import Plan
from ergo.model.record import SignOff, SignOffRole
from ergo.model.situation import Goal
from ergo.model.worker import ContactRole
from ergo.reports.audience import cut, has_consent
from ergo.reports.deviations import OverrideRow, override_rows
from ergo.reports.document import Fact
from ergo.reports.employer_day import DayPart, DayRuleRow, day_part, day_rule_rows
from ergo.reports.employer_organise import OrganiseRow, organise_rows, organise_sentences
from ergo.reports.employer_outcome import Outcome, outcome
from ergo.reports.employer_weeks import (
    Change,
    LimitRow,
    RosterWeek,
    WeekRow,
    changes,
    limit_rows,
    roster,
    week_rows,
)
from ergo.reports.employer_work import Modification, breaks, certified_rules, modifications, open_questions
from ergo.units import UnitSystem

TITLE = "Graded return-to-work plan"
GOALS = {
    Goal.SAME_JOB: "the same job",
    Goal.MODIFIED_JOB: "the same job, with lasting changes to it",
    Goal.OTHER_JOB: "another job with this employer",
    Goal.NEW_EMPLOYER: "a job with another employer",
}
_CALLED = {
    ContactRole.THERAPIST: "Therapist",
    ContactRole.SUPERVISOR: "Supervisor",
    ContactRole.COORDINATOR: "Return-to-work coordinator",
    ContactRole.EMPLOYER: "Employer",
}
RESPONSIBLE = {
    "worker": "Worker",
    "supervisor": "Supervisor",
    "employer": "Employer",
    "therapist": "Therapist",
}
_SIGNERS = (SignOffRole.WORKER, SignOffRole.EMPLOYER, SignOffRole.THERAPIST)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Responsibility(_Part):
    """What somebody does in this plan."""

    who: str
    sentences: list[str]


class Signature(_Part):
    """One line of the signature block; ``signed`` is empty where nothing is recorded."""

    role: str
    name: str
    signed: str


class EmployerPlan(_Part):
    """Everything the employer's copy holds.

    ``draft`` is False only when the therapist's sign-off for this plan and version is recorded. ``limit_steps`` are
    the limits that take more than one value.
    """

    title: str
    subject: str
    draft: bool
    author: str
    on: date
    version: str
    notices: list[str]
    facts: list[Fact]
    outcome: Outcome
    contacts: list[Fact]
    certified: list[str]
    hours: HoursChart
    firmness: list[str]
    weeks: list[WeekRow]
    weekdays: list[str]
    roster: list[RosterWeek]
    organise: list[OrganiseRow]
    about_organising: list[str]
    limits: list[LimitRow]
    limit_steps: list[LimitSteps]
    changes: list[Change]
    overrides: list[OverrideRow]
    modifications: list[Modification]
    day_rules: list[DayRuleRow]
    day: DayPart
    about_day: list[str]
    breaks: list[str]
    supervision: list[str]
    reviews: list[str]
    difficulty: list[str]
    bad_day: str
    responsibilities: list[Responsibility]
    scope: list[str]
    signatures: list[Signature]


def employer_plan_content(
    case: Case,
    *,
    unit_system: UnitSystem = UnitSystem.METRIC,
    today: date | None = None,
    scheme_id: str = "",
) -> EmployerPlan:
    """The content of the employer's copy of the plan that stands in the case.

    Parameters
    ----------
    case : Case
        With a plan.
    unit_system : UnitSystem
        Units of loads, distances and forces.
    today : date, optional
        The day of the document, on which consents are looked at and the next review is found; the day on which the
        plan was made, where it is not given.
    scheme_id : str
        The scheme where the case names none: only where its plan holds the diagnosis, and a consent names it, is it
        printed.

    Raises
    ------
    InputError
        When the case has no plan.
    """
    if case.plan is None:
        raise InputError("There is no plan yet: make one before printing it.", item="Plan", field="plan")
    on = case.plan.made_on if today is None else today
    shown = cut(case, Audience.EMPLOYER, on, scheme_id)
    plan = shown.plan
    if plan is None:
        raise InputError("The visibility table hides the plan from the employer.", item="Plan", field="plan")
    therapist = signed_by(shown, plan, SignOffRole.THERAPIST)
    weekdays, rows = roster(plan)
    worker = f"{shown.worker.name} ({shown.worker.code})" if shown.worker.name else shown.worker.code
    used = modifications(shown)
    return EmployerPlan(
        title=TITLE,
        subject=" · ".join(filter(None, (worker, shown.job.title, shown.employer.name))),
        draft=therapist is None,
        author=therapist.name if therapist else _named(shown, ContactRole.THERAPIST),
        on=on,
        version=f"Plan {plan.id}, version {plan.version}, made on {date_words(plan.made_on, weekday=False)}",
        notices=_notices(case, shown, therapist, on),
        facts=_facts(shown, plan, worker, on, scheme_id),
        outcome=outcome(shown, plan, unit_system),
        contacts=contact_facts(shown),
        certified=certified_rules(shown, plan, unit_system),
        hours=hours_chart(plan, shown.job, [(m.on, m.words) for m in used if m.on is not None]),
        firmness=employer_plan_sentences("firmness"),
        weeks=week_rows(shown, plan, unit_system),
        weekdays=weekdays,
        roster=rows,
        organise=organise_rows(shown, plan),
        about_organising=organise_sentences(),
        limits=limit_rows(shown, plan, unit_system),
        limit_steps=[row for row in limit_steps(plan, unit_system) if len(set(row.values) - {None}) > 1],
        changes=changes(shown, plan),
        overrides=override_rows(plan),
        modifications=used,
        day_rules=day_rule_rows(plan, unit_system),
        day=day_part(shown, plan, on),
        about_day=employer_plan_sentences("day"),
        breaks=breaks(shown, plan),
        supervision=employer_plan_sentences("supervision"),
        reviews=[
            f"{date_words(week.review_on)} (week {week.number})"
            for week in plan.weeks
            if week.review_on is not None
        ],
        difficulty=employer_plan_sentences("difficulty"),
        bad_day=plan.policy.bad_day.text,
        responsibilities=[
            Responsibility(who=who, sentences=employer_plan_sentences(section))
            for section, who in RESPONSIBLE.items()
        ],
        scope=employer_plan_sentences("scope"),
        signatures=[_signature(shown, plan, role) for role in _SIGNERS],
    )


def _notices(case: Case, shown: Case, therapist: SignOff | None, on: date) -> list[str]:
    """What a reader must know before reading on."""
    found = []
    if therapist is None:
        found.append("DRAFT: the therapist has not signed this version. Do not roster from it.")
    if not has_consent(case, Audience.EMPLOYER, on):
        found.append("The worker's consent to share this plan with the employer is not recorded yet.")
    return found + open_questions(shown)


def _facts(shown: Case, plan: Plan, worker: str, on: date, scheme_id: str) -> list[Fact]:
    job = " · ".join(filter(None, (shown.job.title, shown.job.department)))
    employer = " · ".join(filter(None, (shown.employer.name, shown.employer.worksite)))
    goal = GOALS[shown.situation.goal] if shown.situation.goal else "not stated yet"
    outcome_weeks = shown.situation.outcome.sustained_weeks
    first = next((week for week in plan.weeks if week.total_min), None)
    start = date_words(plan.start)
    if first is not None:
        a_day = hours_words(first.minutes_per_day)
        start += (
            f", with {hours_words(first.total_min)} in week {first.number} "
            f"({first.days_per_week} days of up to {a_day})"
        )
    until = plan.certified_until
    validity = (
        f"Until {date_words(until)}, when the certificate ends; later weeks are an outlook."
        if until is not None
        else "No certificate is on record, so hours and limits are not certified."
    )
    reviews = [week.review_on for week in plan.weeks if week.review_on is not None]
    coming = next((day for day in reviews if day >= on), None)
    diagnosis = shown.clinical.diagnosis
    return [
        Fact(label="Worker", words=worker),
        Fact(label="Job", words=job or "not entered"),
        Fact(label="Employer", words=employer or "not entered"),
        *scheme_facts(shown, scheme_id),
        *([Fact(label="Diagnosis", words=diagnosis)] if diagnosis else []),
        Fact(label="Goal", words=f"Return to {goal}, kept for {outcome_weeks} weeks."),
        Fact(label="Start", words=f"{start}."),
        Fact(label="Next review", words=date_words(coming) if coming else "no date is set"),
        Fact(label="Valid", words=validity),
    ]


def scheme_facts(shown: Case, scheme_id: str) -> list[Fact]:
    """The scheme of the case, and what plan and certificate are called in it; nothing where none is chosen."""
    scheme = scheme_of(shown, scheme_id)
    if scheme is None:
        return []
    words = f"{scheme.label}. There: {scheme.plan}; {scheme.certificate}."
    return [Fact(label="Scheme", words=words)]


def contact_facts(shown: Case) -> list[Fact]:
    """Who to call, those who run the plan first."""
    found = []
    for role, label in _CALLED.items():
        for contact in shown.contacts:
            if contact.role is role:
                parts = (contact.name, contact.phone, contact.email)
                found.append(Fact(label=label, words=" · ".join(filter(None, parts))))
    return found


def _named(shown: Case, role: ContactRole) -> str:
    return next((contact.name for contact in shown.contacts if contact.role is role), "")


def signed_by(shown: Case, plan: Plan, role: SignOffRole) -> SignOff | None:
    """The last sign-off of this plan and version by somebody in a role: it replaces an earlier one."""
    found = [
        s
        for s in shown.sign_offs
        if s.role is role and (s.plan_id, s.plan_version) == (plan.id, plan.version)
    ]
    return found[-1] if found else None


def _signature(shown: Case, plan: Plan, role: SignOffRole) -> Signature:
    signed = signed_by(shown, plan, role)
    if signed is not None:
        registration = f", registration {signed.registration}" if signed.registration else ""
        answer = "Signed" if role is SignOffRole.THERAPIST else ANSWER_TO_PLAN[signed.answer]
        words = f"{answer}, recorded on {date_words(signed.on)}{registration}"
        if signed.comment:
            words += f". {signed.comment}"
        return Signature(role=SIGNER[role], name=signed.name, signed=words)
    name = {
        SignOffRole.WORKER: shown.worker.name,
        SignOffRole.EMPLOYER: _named(shown, ContactRole.SUPERVISOR),
        SignOffRole.THERAPIST: _named(shown, ContactRole.THERAPIST),
    }[role]
    return Signature(role=SIGNER[role], name=name, signed="")
