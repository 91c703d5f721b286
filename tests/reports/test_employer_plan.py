"""What the employer's plan says: dates, hours, duties and limits in plain words, and nothing about the person."""

from datetime import date, timedelta

import pytest

from ergo.errors import InputError
from ergo.model.capacity import Query, Reading, Restriction
from ergo.model.case import Case
from ergo.model.plan import Reason, ReasonCode
from ergo.model.record import Leave, PlanAnswer, SignOff, SignOffRole, TrialOutcome
from ergo.model.worker import Consent, ContactRole
from ergo.reports.employer_plan import EmployerPlan, employer_plan_content
from ergo.units import UnitSystem
from tests.reports.cases import TODAY, case, signed


def content(of: Case) -> EmployerPlan:
    return employer_plan_content(of, today=TODAY)


def facts(of: EmployerPlan) -> dict[str, str]:
    return {fact.label: fact.words for fact in of.facts}


def test_no_plan_is_an_error_for_people() -> None:
    empty = case()
    empty.plan = None
    with pytest.raises(InputError, match="no plan yet"):
        employer_plan_content(empty)


def test_summary() -> None:
    said = facts(content(case()))
    assert said["Worker"] == "Sample Worker (WK-7)"
    assert said["Start"] == "Mon 5 Jan 2026, with 20 h in week 1 (5 days of up to 4 h)."
    assert said["Goal"] == "Return to the same job, kept for 4 weeks."
    assert said["Next review"] == "Fri 9 Jan 2026"
    assert said["Valid"] == "Until Sun 18 Jan 2026, when the certificate ends; later weeks are an outlook."


def test_weeks_with_hours_duties_and_limits() -> None:
    first, second, third = content(case()).weeks
    assert (first.weeks, first.dates) == ("1", "5 Jan to 11 Jan 2026")
    assert (first.firmness, second.firmness, third.firmness) == ("Firm", "Conditional", "Outlook")
    assert (first.hours, second.hours, third.hours) == ("20 h", "30 h", "40 h")
    assert first.pattern == "5 days, 4 h a day"
    assert first.duties == [
        "Pick from the lowest layer: 1 h a day",
        "Returns desk (alternative duty): 3 h a day",
    ]
    assert second.duties[0].endswith("1 h a day")
    assert "scissor lift table" in second.duties[0]
    assert first.not_yet == ["Forklift"]
    assert first.limits == [
        "Lift, floor to waist: up to 6 kg",
        "Sit: up to 30 min at a time",
        "Lift, floor to waist, with the hands below 50 cm: not at all",
    ]
    assert (second.limits, second.others_unchanged) == (["Lift, floor to waist: up to 8 kg"], True)
    assert first.reviews == ["Fri 9 Jan 2026"]


def test_the_outlook_has_no_dated_shift_and_no_times_of_duties() -> None:
    said = content(case())
    assert [row.week for row in said.roster] == ["1", "2"]
    assert said.weeks[2].duties[1] == "Returns desk (alternative duty)"
    assert said.weeks[2].limits == []


def test_shifts_are_dated() -> None:
    said = content(case())
    assert said.weekdays == ["Mon", "Tue", "Wed", "Thu", "Fri"]
    assert said.roster[0].cells[0] == "5 Jan: 07:30, 4 h"
    assert said.roster[1].cells[4] == "16 Jan: 07:30, 6 h"
    assert said.roster[0].total == "20 h"


def test_a_limit_of_capacity_is_an_agreed_starting_limit_and_a_certified_one_must_not_be_exceeded() -> None:
    rows = {row.about: row for row in content(case()).limits}
    assert rows["Lift, floor to waist"].kind == "Agreed starting limit"
    assert rows["Lift, floor to waist"].steps == [
        "week 1: up to 6 kg",
        "week 2: up to 8 kg",
        "week 3: up to 10 kg",
    ]
    assert rows["Sit"].kind == "Must not be exceeded"
    assert rows["Sit"].steps == ["weeks 1 to 3: up to 30 min at a time"]


def test_what_must_not_be_exceeded_comes_from_the_readings() -> None:
    assert content(case()).certified == [
        "Hours: at most 6 h a day (1 Jan to 18 Jan 2026)",
        "Lift, floor to waist: up to 10 kg",
        "Lift, floor to waist, with the hands below 50 cm: not at all",
        "Sit: up to 30 min at a time",
        "Mobile plant (Forklift): from Mon 12 Jan 2026, not before",
    ]


def test_dates_of_restrictions_are_said() -> None:
    dated = case()
    restriction = dated.certificates[0].restrictions[0]
    restriction.valid_from, restriction.may_lift_from = date(2026, 1, 10), date(2026, 2, 1)
    assert (
        "Lift, floor to waist: up to 10 kg, from Sat 10 Jan 2026, until Sat 31 Jan 2026"
        in content(dated).certified
    )


def test_safety_critical_work_is_closed_until_it_is_cleared() -> None:
    closed = case()
    closed.clearances = []
    assert "Mobile plant (Forklift): not before it is cleared" in content(closed).certified
    refused = case()
    refused.clearances[0].cleared = False
    assert "Mobile plant (Forklift): not at all" in content(refused).certified


def test_full_duties_out_of_sight_are_told_truthfully_with_what_would_open_them() -> None:
    said = content(case()).outcome
    assert (
        said.sentence == "Full duties are not within the 3 weeks of this plan while the present limits stand."
    )
    assert said.obstacles == [
        "“Pick from the lowest layer” asks for 18 kg, the limit is 10 kg: lift, floor to waist."
    ]
    assert said.openers == [
        "If the certifier lifted this limit when the present certificate ends (lift, floor to waist: up to 10 kg): "
        "full duties would be possible from week 7.",
        "With “Scissor lift table, hydraulic foot-pump”: full duties would be possible from week 5.",
    ]


@pytest.mark.parametrize(
    ("number", "ending"),
    [
        (1, "from week 1 (Mon 5 Jan 2026)."),
        (2, "The reviews until then confirm or change this."),
        (3, "decides."),
    ],
)
def test_full_duties_within_the_plan(number: int, ending: str) -> None:
    reached = case()
    assert reached.plan is not None
    reached.plan.full_duties_week = number
    said = content(reached).outcome
    assert said.sentence.startswith(f"Full duties are expected from week {number}")
    assert said.sentence.endswith(ending)
    assert said.obstacles == []


def test_us_units() -> None:
    said = employer_plan_content(case(), unit_system=UnitSystem.US, today=TODAY)
    assert "Lift, floor to waist: up to 22 lb" in said.certified
    assert said.weeks[0].limits[0] == "Lift, floor to waist: up to 13.2 lb"


def test_modifications_with_date_and_who_arranges_them() -> None:
    (row,) = content(case()).modifications
    assert row.item == "Scissor lift table, hydraulic foot-pump"
    assert (row.task, row.in_place, row.responsible) == (
        "Pick from the lowest layer",
        "Mon 12 Jan 2026",
        "Facilities",
    )


def test_a_modification_without_date_or_name_says_so_and_a_dropped_one_is_left_out() -> None:
    open_case = case()
    open_case.modifications[0].in_place_from, open_case.modifications[0].responsible = None, ""
    (row,) = content(open_case).modifications
    assert (row.in_place, row.responsible) == ("no date agreed yet", "nobody named yet")
    open_case.modifications[0].trial_outcome = TrialOutcome.DROPPED
    assert content(open_case).modifications == []


def test_breaks_needs_and_times_of_appointments() -> None:
    said = content(case()).breaks
    assert "The usual unpaid break of 30 min on a full shift stays." in said
    assert "The worker may change posture at any time." in said
    assert "Appointment in work time: 45 min on Wed 7 Jan 2026, weekly until Wed 28 Jan 2026." in said
    assert not [line for line in said if "therapy" in line]


def test_leave_is_dates_only() -> None:
    away = case()
    away.leave = [Leave(first_day=date(2026, 1, 20), last_day=date(2026, 1, 22), label="operation")]
    assert "Leave: Tue 20 Jan 2026 to Thu 22 Jan 2026." in content(away).breaks


def test_an_open_question_is_named_by_function() -> None:
    asked = case()
    asked.restrictions = [
        Restriction(
            wording="light duties because of the back",
            reading=Reading(dimensions=["trunk_flexed"], aspect="run"),
            query=Query(asked_on=date(2026, 1, 2)),
        )
    ]
    assert content(asked).notices[-1] == (
        "One limit has no figure yet (bend forward): duties that it touches stay closed until it is answered. "
        "The certifier was asked on Fri 2 Jan 2026."
    )


def test_changes_and_why() -> None:
    first, second, third = content(case()).changes
    assert first.what == ["Starts with 20 h."]
    assert second.what == [
        "More hours: 30 h instead of 20 h.",
        "Now: “Pick from the lowest layer” with scissor lift table, hydraulic foot-pump.",
    ]
    assert second.why == ["One step of the agreed policy."]
    assert third.week == "3"


@pytest.mark.parametrize("code", [ReasonCode.CAPACITY, ReasonCode.CERTIFICATE])
def test_clinical_reasons_are_said_in_standing_words(code: ReasonCode) -> None:
    told = case()
    assert told.plan is not None
    told.plan.weeks[1].reasons = [Reason(subject="hours", code=code, sentence="because it still hurts")]
    why = content(told).changes[1].why
    assert len(why) == 1
    assert "hurts" not in why[0]
    assert why[0]


def test_overrides_are_printed_always() -> None:
    (row,) = content(case()).overrides
    assert (row.week, row.what, row.reason) == (
        2,
        "Six hours a day instead of five",
        "Bus times allow no five-hour day.",
    )


def test_draft_until_the_therapist_signs_this_version() -> None:
    assert content(case()).draft
    assert not content(signed(case())).draft


@pytest.mark.parametrize(
    "change",
    [
        {"plan_version": 1},
        {"plan_id": "another"},
        {"role": SignOffRole.WORKER},
        {"role": SignOffRole.CERTIFIER},
    ],
)
def test_no_other_sign_off_ends_the_draft(change: dict[str, object]) -> None:
    other = signed(case())
    other.sign_offs = [SignOff.model_validate(other.sign_offs[0].model_dump() | change)]
    assert content(other).draft


def test_signatures() -> None:
    worker, _, therapist = content(signed(case())).signatures
    assert (worker.role, worker.signed) == ("Worker", "")
    assert therapist.signed == "Signed, recorded on Sat 3 Jan 2026, registration OT 12345"


@pytest.mark.parametrize(
    "change", [{"until": date(2026, 1, 1)}, {"withdrawn_on": TODAY}, {"given_on": TODAY + timedelta(days=1)}]
)
def test_without_a_valid_consent_the_plan_says_so_and_names_the_code_only(change: dict[str, date]) -> None:
    silent = case()
    silent.consents = [silent.consents[0].model_copy(update=change)]
    said = content(silent)
    assert "The worker's consent to share this plan with the employer is not recorded yet." in said.notices
    assert facts(said)["Worker"] == "WK-7"
    assert "Sample Worker" not in said.model_dump_json()


def test_weeks_alike_share_a_row() -> None:
    long = case()
    assert long.plan is not None
    last = long.plan.weeks[-1]
    for number in (4, 5):
        long.plan.weeks.append(
            last.model_copy(update={"number": number, "monday": last.monday + timedelta(weeks=number - 3)})
        )
    row = content(long).weeks[-1]
    assert (row.weeks, row.dates, row.firmness) == ("3 to 5", "19 Jan to 8 Feb 2026", "Outlook")


def test_a_week_without_suitable_duties() -> None:
    none = case()
    assert none.plan is not None
    none.plan.weeks[1] = none.plan.weeks[1].model_copy(
        update={"total_min": 0, "days": [], "duties": [], "days_per_week": 0, "minutes_per_day": 0}
    )
    row = content(none).weeks[1]
    assert (row.hours, row.pattern, row.duties) == ("0 min", "no suitable duties", [])


def test_the_case_stays_as_it_is() -> None:
    one = case()
    before = one.model_dump_json()
    content(one)
    assert one.model_dump_json() == before


@pytest.mark.parametrize(
    ("answer", "consented", "printed"),
    [
        (PlanAnswer.AGREED, False, "Agreed, recorded on Sun 4 Jan 2026"),
        (PlanAnswer.NOT_AGREED, False, "Not agreed, recorded on Sun 4 Jan 2026"),
        (PlanAnswer.WITH_CHANGE, True, "Agreed with change, recorded on Sun 4 Jan 2026. Later start"),
        (PlanAnswer.WITH_CHANGE, False, "Agreed with change, recorded on Sun 4 Jan 2026"),
    ],
)
def test_what_the_worker_answered_is_printed_and_the_remark_only_with_consent(
    answer: PlanAnswer, consented: bool, printed: str
) -> None:
    told = signed(case())
    items = ["worker_comments"] if consented else []
    told.consents = [Consent(recipient=ContactRole.EMPLOYER, items=items, given_on=TODAY)]
    for given in (PlanAnswer.AGREED, answer):
        told.sign_offs.append(
            SignOff(
                role=SignOffRole.WORKER,
                plan_id=told.plan.id,
                plan_version=told.plan.version,
                name="W-1",
                on=date(2026, 1, 4),
                answer=given,
                comment="Later start",
            )
        )
    (row,) = [s for s in employer_plan_content(told, today=TODAY).signatures if s.role == "Worker"]
    assert row.signed == printed
