"""The plan as a FHIR bundle: the models of the standard accept it, and it says what the plan says."""

import json
from datetime import date

from fhir.resources.R4B.bundle import Bundle

from ergo.knowledge.visibility import Audience
from ergo.model.case import Case
from ergo.reports.audience import cut
from ergo.reports.employer_plan import employer_plan_content
from ergo.reports.fhir import employer_bundle
from tests.reports.cases import TODAY, case, signed

# http://hl7.org/fhir/R4B/valueset-request-status.html and -care-plan-activity-kind, -status (required bindings)
STATUSES = {"draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"}
KINDS = {
    "Appointment",
    "CommunicationRequest",
    "DeviceRequest",
    "MedicationRequest",
    "NutritionOrder",
    "Task",
}
KINDS |= {"ServiceRequest", "VisionPrescription"}
ACTIVITY_STATUSES = {
    "not-started",
    "scheduled",
    "in-progress",
    "on-hold",
    "completed",
    "cancelled",
    "stopped",
}
GOAL_STATUSES = {"proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled", "rejected"}


def bytes_of(of: Case) -> bytes:
    return employer_bundle(cut(of, Audience.EMPLOYER, TODAY), employer_plan_content(of, today=TODAY))


def resources(of: Case) -> dict[str, dict]:
    found = json.loads(bytes_of(of))
    Bundle.model_validate(found)
    return {entry["resource"]["resourceType"]: entry["resource"] for entry in found["entry"]}


def test_the_care_plan_holds_the_dated_weeks_reviews_and_equipment() -> None:
    plan = resources(case())["CarePlan"]
    details = [activity["detail"] for activity in plan["activity"]]
    weeks = [d for d in details if d["kind"] == "Task"]
    assert weeks[0]["scheduledPeriod"] == {"start": "2026-01-05", "end": "2026-01-11"}
    assert weeks[0]["description"].startswith(
        "Week 1 (firm): 20 h on 5 days. Pick from the lowest layer: 5 h"
    )
    assert {d["kind"] for d in details} == {"Task", "Appointment", "DeviceRequest"}
    assert len(weeks) == sum(week.firmness != "outlook" for week in case().plan.weeks)
    assert plan["period"]["start"] == "2026-01-05"


def test_codes_are_of_the_required_value_sets() -> None:
    for of in (case(), signed(case())):
        found = resources(of)
        assert found["CarePlan"]["status"] in STATUSES
        assert found["CarePlan"]["intent"] == "plan"
        assert found["Goal"]["lifecycleStatus"] in GOAL_STATUSES
        for activity in found["CarePlan"]["activity"]:
            assert activity["detail"]["kind"] in KINDS
            assert activity["detail"]["status"] in ACTIVITY_STATUSES


def test_it_is_a_draft_until_it_is_signed() -> None:
    assert resources(case())["CarePlan"]["status"] == "draft"
    assert resources(signed(case()))["CarePlan"]["status"] == "active"


def test_references_lead_to_entries_of_the_bundle() -> None:
    found = json.loads(bytes_of(case()))
    urls = {entry["fullUrl"] for entry in found["entry"]}
    plan = next(e["resource"] for e in found["entry"] if e["resource"]["resourceType"] == "CarePlan")
    for reference in (plan["subject"], plan["author"], *plan["goal"]):
        assert reference["reference"] in urls
    assert len(urls) == len(found["entry"])


def test_the_same_plan_gives_the_same_bytes_and_a_new_version_another_plan() -> None:
    assert bytes_of(case()) == bytes_of(case())
    newer = case()
    newer.plan.version = 3
    first, second = (json.loads(bytes_of(of))["entry"] for of in (case(), newer))
    assert first[0]["fullUrl"] != second[0]["fullUrl"]
    assert [e["fullUrl"] for e in first[1:]] == [e["fullUrl"] for e in second[1:]]


def test_full_duties_are_the_target_of_the_goal() -> None:
    reached = case()
    reached.plan.full_duties_week = 3
    target = resources(reached)["Goal"]["target"][0]
    assert date.fromisoformat(target["dueDate"]) == reached.plan.weeks[2].monday
    assert "target" not in resources(case())["Goal"]
