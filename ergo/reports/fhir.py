"""The plan as a FHIR R4B bundle: a care plan with its goal, its worker and its author, for programs to exchange.

Every resource is built with the models of `fhir.resources`, which refuse what the standard does not allow; codes are
those of its required value sets. The weeks of the outlook are not in it: they are no plan yet.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from ergo.analysis.wording import hours_words
from ergo.drawing.hours import FIRMNESS_WORDS
from ergo.errors import InputError
from ergo.model.case import Case
from ergo.model.plan import Firmness, Plan, PlanWeek
from ergo.reports.employer_plan import EmployerPlan
from ergo.reports.fonts import printable

if TYPE_CHECKING:
    from fhir.resources.R4B.bundle import Bundle

_WEEK = timedelta(days=6)


def employer_bundle(shown: Case, content: EmployerPlan) -> bytes:
    """The employer's plan as a FHIR bundle in JSON.

    Parameters
    ----------
    shown : Case
        The case as cut for its reader, with its plan.
    content : EmployerPlan
        The content of the employer's copy of the same plan.

    Returns
    -------
    bytes
        A bundle of type ``collection``; the same plan gives the same bytes.
    """
    return bundle(shown, content).model_dump_json(indent=1, by_alias=True, exclude_none=True).encode() + b"\n"


def bundle(shown: Case, content: EmployerPlan) -> "Bundle":
    """The bundle as a checked model."""
    from fhir.resources.R4B.bundle import Bundle  # the models take a second to load

    plan = shown.plan
    if plan is None:
        raise InputError("There is no plan yet: make one first.", item="Plan", field="plan")
    ids = {
        name: f"urn:uuid:{uuid5(NAMESPACE_URL, f'{name}/{shown.id}')}"
        for name in ("patient", "author", "goal")
    }
    ids["plan"] = f"urn:uuid:{uuid5(NAMESPACE_URL, f'plan/{plan.id}/{plan.version}')}"
    resources = {
        "plan": _care_plan(shown, content, plan, ids),
        "patient": _patient(shown),
        "author": {"resourceType": "Practitioner", "name": [{"text": _said(content.author or "not named")}]},
        "goal": _goal(shown, content, plan, ids),
    }
    return Bundle.model_validate(
        {
            "resourceType": "Bundle",
            "type": "collection",
            "timestamp": datetime.combine(content.on, time(), UTC).isoformat(),
            "entry": [{"fullUrl": ids[name], "resource": resource} for name, resource in resources.items()],
        }
    )


def _patient(shown: Case) -> dict[str, Any]:
    made: dict[str, Any] = {"resourceType": "Patient", "identifier": [{"value": _said(shown.worker.code)}]}
    if shown.worker.name:
        made["name"] = [{"text": _said(shown.worker.name)}]
    return made


def _goal(shown: Case, content: EmployerPlan, plan: Plan, ids: dict[str, str]) -> dict[str, Any]:
    words = next(fact.words for fact in content.facts if fact.label == "Goal")
    made: dict[str, Any] = {
        "resourceType": "Goal",
        "lifecycleStatus": "proposed" if content.draft else "active",
        "description": {"text": _said(words)},
        "subject": {"reference": ids["patient"]},
    }
    if plan.full_duties_week is not None:
        made["target"] = [
            {
                "measure": {"text": "Full duties"},
                "detailString": "Full duties reached",
                "dueDate": str(plan.weeks[plan.full_duties_week - 1].monday),
            }
        ]
    return made


def _care_plan(shown: Case, content: EmployerPlan, plan: Plan, ids: dict[str, str]) -> dict[str, Any]:
    weeks = [week for week in plan.weeks if week.firmness is not Firmness.OUTLOOK]
    return {
        "resourceType": "CarePlan",
        "identifier": [{"value": plan.id}, {"value": f"version {plan.version}"}],
        "status": "draft" if content.draft else "active",
        "intent": "plan",
        "category": [{"text": "Return to work"}],
        "title": _said(content.title),
        "description": _said(" ".join(content.notices)) or None,
        "subject": {"reference": ids["patient"]},
        "period": _period(plan.start, weeks[-1].monday + _WEEK if weeks else plan.start),
        "created": str(plan.made_on),
        "author": {"reference": ids["author"]},
        "goal": [{"reference": ids["goal"]}],
        "activity": [*(_week(shown, content, week) for week in weeks), *_others(content, weeks)],
    }


def _week(shown: Case, content: EmployerPlan, week: PlanWeek) -> dict[str, Any]:
    duties = [
        f"{task.name}: {hours_words(a.minutes)}"
        for a in week.duties
        if (task := shown.task(a.task_id)) is not None
    ]
    words = (
        f"Week {week.number} ({FIRMNESS_WORDS[week.firmness].lower()}): {hours_words(week.total_min)} on "
        f"{week.days_per_week} days. {'; '.join(duties)}."
    )
    agreed = week.firmness is Firmness.FIRM and not content.draft
    status = "scheduled" if agreed else "not-started"
    return _activity("Task", "Working week", words, status, first=week.monday, last=week.monday + _WEEK)


def _others(content: EmployerPlan, weeks: list[PlanWeek]) -> Iterator[dict[str, Any]]:
    """Reviews, and what must be in place by a date."""
    dated = [("Appointment", "Review", f"Review in week {w.number}", w.review_on) for w in weeks]
    dated += [("DeviceRequest", "Change of the workplace", m.words, m.on) for m in content.modifications]
    for kind, code, words, on in dated:
        if on is not None:
            yield _activity(kind, code, words, "not-started", first=on, last=on)


def _activity(kind: str, code: str, words: str, status: str, *, first: date, last: date) -> dict[str, Any]:
    return {
        "detail": {
            "kind": kind,
            "code": {"text": code},
            "status": status,
            "scheduledPeriod": _period(first, last),
            "description": _said(words),
        }
    }


def _period(first: date, last: date) -> dict[str, str]:
    return {"start": str(first), "end": str(max(first, last))}


def _said(text: str) -> str:
    return printable(text).strip()
