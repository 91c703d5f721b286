"""The audience cut: nothing that the employer may not see reaches the content or the file.

A unique marker is planted in every text that a person can type, all over the case. Those that the employer may see
are listed here one by one; every other marker must be in neither the content nor the PDF, whatever way it could have
come there. A field that is added to the model later is planted too, and hidden unless it is listed.
"""

import itertools
import re
import types
import typing
from collections.abc import Sequence
from datetime import date

import pytest
from pydantic import BaseModel

from ergo.analysis.policy import chosen_policy
from ergo.knowledge.dimensions import Aspect
from ergo.knowledge.quantities import quantities
from ergo.knowledge.visibility import Audience
from ergo.model.base import Entity, Measurement
from ergo.model.capacity import AssumedCertificate, Query, Reading, Restriction
from ergo.model.case import Case
from ergo.model.clinical import Answer, Clinical, FlagColour, OutcomeMeasure, PsychosocialFlag, RedFlagAnswer
from ergo.model.job import (
    ChecklistFinding,
    Cycle,
    CycleStep,
    Demand,
    DrivingLeg,
    ItemState,
    Photograph,
    TaskKind,
    Verification,
    VerifierRole,
)
from ergo.model.plan import Block, BlockKind, ExampleDay, Override, Reason, ReasonCode
from ergo.model.programme import (
    CheckUp,
    ComponentChoice,
    ExerciseChoice,
    GoalDomain,
    GoalRating,
    PacedActivity,
    Practice,
    Programme,
    ProgrammeGoal,
)
from ergo.model.record import (
    Appointment,
    ChosenModification,
    Closing,
    Decision,
    Leave,
    MethodLimitChoice,
    PolicyChange,
    Release,
    Review,
    SheetDay,
    SheetProblem,
    SignOff,
    SignOffRole,
    StepBack,
    Supervision,
    WeeklySheet,
)
from ergo.model.worker import Consent, ContactRole
from ergo.reports.audience import cut
from ergo.reports.employer_plan import employer_plan_content
from ergo.reports.employer_plan_document import employer_plan_document
from ergo.reports.pdf import render_pdf
from ergo.workflow.desk import example
from ergo.workflow.plans import plan_case
from tests.reports.cases import MONDAY, TODAY, case, plan
from tests.reports.pdf_reading import holds, text

SEEN_BY_THE_EMPLOYER = {
    "Worker.code",
    "Worker.name",
    "Employer.name",
    "Employer.worksite",
    "Job.title",
    "Job.department",
    "Task.name",
    "ChosenModification.responsible",
    "DayRule.sentence",
    "Reason.sentence",
    "Override.what",
    "Override.reason",
    "Override.by",
}
SEEN_BY_ROLE = {"Contact.name", "Contact.phone", "Contact.email", "SignOff.name", "SignOff.registration"}
"""Shown for those who run the plan, and not for the certifier, the insurer and others."""

VOCABULARY = {"dimension", "value", "country", "region", "time_zone", "subject"}
PAIN, SCORE = 6.875, 48.125


def full_case() -> Case:
    """A case in which every part of the model occurs at least once."""
    whole = case()
    whole.plan = plan()
    block = Block(kind=BlockKind.WORK, start_min=0, minutes=240, task_id="pick")
    whole.plan.example_days = [
        ExampleDay(
            from_week=1,
            until_week=1,
            date=whole.plan.weeks[0].days[0].date,
            start=whole.plan.weeks[0].days[0].start,
            paid_min=240,
            blocks=[block],
            bad_day=[block.model_copy()],
        )
    ]
    whole.earlier_plans = [plan()]
    whole.clinical = Clinical(
        red_flags=[RedFlagAnswer(flag_id="cauda_equina", answer=Answer.NO)],
        flags=[PsychosocialFlag(colour=FlagColour.YELLOW, obstacle="obstacle")],
        outcome_measures=[OutcomeMeasure(instrument_id="odi", on=TODAY, score=SCORE)],
        pain_now=PAIN,
    )
    whole.programme = Programme(
        components=[ComponentChoice(component_id="pacing", included=True)],
        exercises=[ExerciseChoice(exercise_id="ex-walk")],
        topic_ids=["ed-pacing"],
        goals=[ProgrammeGoal(domain=GoalDomain.HOME, ratings=[GoalRating(on=TODAY, value=SCORE / 10)])],
        paced=[PacedActivity(activity_id="sit", baseline=20)],
        practice=[Practice(on=TODAY)],
        check_ups=[CheckUp(after_weeks=2)],
    )
    whole.restrictions = [Restriction(wording="light duties", query=Query())]
    whole.assumed_certificate = AssumedCertificate(from_date=date(2026, 2, 1))
    whole.leave = [Leave(first_day=date(2026, 3, 2), last_day=date(2026, 3, 3))]
    whole.supervision = [Supervision(weekdays=[0])]
    whole.plan_settings.policy_changes = [
        PolicyChange(policy_id="half_days_4_6_8", field="reset_min", value=10)
    ]
    whole.plan_settings.method_limits = [
        MethodLimitChoice(limit_id="lifting_index", gates=True, reason="reason")
    ]
    whole.reviews = [
        Review(
            on=TODAY,
            monday=date(2026, 1, 5),
            decided=Decision.STEP_BACK,
            because=["because"],
            steps_back=[StepBack(task_id="low", minutes_per_shift=30)],
        )
    ]
    whole.weekly_sheets = [WeeklySheet(monday=date(2026, 1, 5), days=[SheetDay(date=TODAY, pain_0_10=PAIN)])]
    whole.releases = [
        Release(
            document="employer_plan",
            file_format="pdf",
            recipient="employer",
            on=TODAY,
            by="by",
            sha256="0" * 64,
        )
    ]
    whole.closing = Closing(on=TODAY)
    whole.sign_offs = [
        SignOff(role=role, plan_id="plan0001", plan_version=2, name="name", on=TODAY)
        for role in (SignOffRole.WORKER, SignOffRole.CERTIFIER)
    ]
    task = whole.job.tasks[0]
    task.measurements = {"lift.load_kg": Measurement(value=9)}
    task.demands = [Demand(dimension="carry", aspect=Aspect.PEAK)]
    task.cycle = Cycle(steps=[CycleStep(name="step", kind=TaskKind.LIFTING, minutes=1)], repeats_per_shift=2)
    task.legs = [DrivingLeg(minutes=30)]
    task.checklist = [ChecklistFinding(item_id="item", state=ItemState.NO)]
    task.photographs = [Photograph(attachment="0" * 64)]
    whole.job.verifications = [
        Verification(role=VerifierRole.SUPERVISOR, name="name", on=TODAY, edition="0" * 8)
    ]
    return whole


def entities(annotation: object) -> set[type[Entity]]:
    """Every part of the model that a type can hold."""
    if isinstance(annotation, type) and issubclass(annotation, Entity):
        return {annotation}
    found: set[type[Entity]] = set()
    for argument in typing.get_args(annotation):
        if not isinstance(argument, types.EllipsisType):
            found |= entities(argument)
    return found


def all_parts() -> set[type[Entity]]:
    found: set[type[Entity]] = set()
    waiting = [Case]
    while waiting:
        part = waiting.pop()
        if part not in found:
            found.add(part)
            for field in part.model_fields.values():
                waiting += entities(field.annotation)
    return found


def typed_freely(name: str, annotation: object, metadata: Sequence[object]) -> bool:
    """Whether a person can type any text into a field: no pattern binds it and it is no word of a vocabulary."""
    bound = any(getattr(rule, "pattern", None) for rule in metadata)
    return annotation is str and not bound and name not in VOCABULARY


def listed_freely(name: str, annotation: object) -> bool:
    """The same for the entries of a list."""
    if typing.get_origin(annotation) is not list:
        return False
    (entry,) = typing.get_args(annotation)
    metadata = getattr(entry, "__metadata__", ())
    return typed_freely(name, getattr(entry, "__origin__", entry), metadata)


class Planter:
    """Puts a marker of its own into every text, and remembers where."""

    def __init__(self) -> None:
        self.numbers = itertools.count(1)
        self.planted: dict[str, list[str]] = {}
        self.visited: set[type[BaseModel]] = set()

    def plant(self, part: BaseModel, role: str = "") -> None:
        self.visited.add(type(part))
        role = str(getattr(part, "role", role))
        for name, field in type(part).model_fields.items():
            value = getattr(part, name)
            if isinstance(value, Entity):
                self.plant(value, role)
            elif isinstance(value, list | dict):
                entries = value.values() if isinstance(value, dict) else value
                for entry in entries:
                    if isinstance(entry, Entity):
                        self.plant(entry, role)
                if isinstance(value, list) and listed_freely(name, field.annotation):
                    value.append(self.marker(part, name))
            elif typed_freely(name, field.annotation, field.metadata):
                setattr(part, name, self.marker(part, name))

    def marker(self, part: BaseModel, name: str) -> str:
        marker = f"MK{next(self.numbers):04d}Q"
        self.planted.setdefault(f"{type(part).__name__}.{name}", []).append(marker)
        return marker

    def hidden(self) -> list[str]:
        seen = SEEN_BY_THE_EMPLOYER | SEEN_BY_ROLE
        return [marker for where, markers in self.planted.items() if where not in seen for marker in markers]


def planted_in(whole: Case) -> Planter:
    """Markers in every text of a case but the readings, which hold words of the vocabulary only."""
    planter = Planter()
    readings = [r.reading for r in whole.all_restrictions()]
    for restriction in whole.all_restrictions():
        restriction.reading = None
    planter.plant(whole)
    for restriction, reading in zip(whole.all_restrictions(), readings, strict=True):
        restriction.reading = reading
    planter.visited |= {type(reading) for reading in readings if reading is not None}
    return planter


def planted_case() -> tuple[Case, Planter]:
    whole = full_case()
    return whole, planted_in(whole)


def test_every_part_of_the_model_is_planted() -> None:
    _, planter = planted_case()
    assert all_parts() - planter.visited == set()
    for where in (
        "Clinical.diagnosis",
        "Clinical.notes",
        "Restriction.wording",
        "Query.answer",
        "Capacity.note",
        "Clearance.note",
        "Consent.purpose",
        "Consent.items",
        "OutcomeMeasure.note",
        "ComponentChoice.note",
        "ProgrammeGoal.activity",
        "Practice.note",
        "Programme.flare_helps",
        "RedFlagAnswer.note",
        "PsychosocialFlag.obstacle",
        "SheetDay.note",
        "SheetDay.missed_reason",
        "Appointment.label",
        "Leave.label",
        "Situation.notes",
        "Case.title",
        "Case.notes",
        "SignOff.comment",
        "Reason.source",
        "Obstacle.sentence",
        "Opener.label",
        "Plan.assumption",
        "PlanWeek.events",
    ):
        assert planter.planted[where], where


def test_no_hidden_marker_reaches_the_content_or_the_file() -> None:
    whole, planter = planted_case()
    content = employer_plan_content(whole, today=TODAY)
    written = content.model_dump_json()
    pdf = render_pdf(employer_plan_document(content))
    shown = text(pdf)
    hidden = planter.hidden()
    assert len(hidden) > 60
    assert [marker for marker in hidden if marker in written] == []
    assert [marker for marker in hidden if marker in shown or holds(pdf, marker)] == []
    for number in (str(PAIN), str(SCORE), str(whole.worker.stature_cm)):
        assert number not in shown


def test_the_search_finds_what_is_there() -> None:
    """Each marker that the employer may see is found by the search that finds no hidden one."""
    whole, planter = planted_case()
    shown = text(render_pdf(employer_plan_document(employer_plan_content(whole, today=TODAY))))
    for where in SEEN_BY_THE_EMPLOYER:
        current = [
            marker
            for marker in planter.planted[where]
            if marker in whole.model_dump_json(exclude={"earlier_plans"})
        ]
        assert any(marker in shown for marker in current), where
    assert [c.name for c in whole.contacts if c.name in shown] == [c.name for c in whole.contacts[:2]]


def test_title_and_author_of_the_file_hold_nothing_hidden() -> None:
    whole, planter = planted_case()
    pdf = render_pdf(employer_plan_document(employer_plan_content(whole, today=TODAY)))
    assert holds(pdf, whole.worker.code), "the search sees the metadata"
    assert not any(holds(pdf, marker) for marker in planter.planted["Clinical.diagnosis"])


def test_what_the_planner_writes_about_a_planted_example_holds_nothing_hidden() -> None:
    """Restrictions word for word, a leave's label and a certifier's name come back in the planner's sentences."""
    whole = example("warehouse")
    whole.leave = [Leave(first_day=date(2026, 12, 9), last_day=date(2026, 12, 9), label="label")]
    unread = Restriction(wording="light duties", reading=Reading(dimensions=["walk"], aspect=Aspect.DOSE))
    whole.restrictions.append(unread)
    planter = planted_in(whole)
    whole.plan = plan_case(whole, date(2026, 11, 21)).plan
    repeated = [marker for marker in planter.hidden() if marker in whole.plan.model_dump_json()]
    assert repeated, "the planner does repeat what was typed"
    written = employer_plan_content(whole).model_dump_json()
    assert [marker for marker in planter.hidden() if marker in written] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Not more yet: “Pick” is closed: “No bending, DIAGNOSIS-X” has no number yet.",
        "monday is not worked: diagnosis-x.",
    ],
)
def test_a_planners_sentence_that_repeats_hidden_text_is_left_out(sentence: str) -> None:
    told = case()
    assert told.plan is not None
    told.clinical.diagnosis = "Diagnosis-X"
    told.plan.weeks[1].reasons = [Reason(subject="hours", code=ReasonCode.SUPPORT, sentence=sentence)]
    assert "diagnosis-x" not in employer_plan_content(told, today=TODAY).model_dump_json().casefold()


def test_a_word_that_only_contains_hidden_text_is_kept() -> None:
    told = case()
    assert told.plan is not None
    told.clinical.body_area = "arm"
    told.plan.weeks[1].reasons = [
        Reason(subject="hours", code=ReasonCode.SUPPORT, sentence="The alarm is mended first.")
    ]
    assert employer_plan_content(told, today=TODAY).changes[1].why == ["The alarm is mended first."]


def test_an_override_that_repeats_hidden_text_says_where_its_reason_stands() -> None:
    told = case()
    assert told.plan is not None
    told.clinical.diagnosis = "Diagnosis-X"
    told.plan.overrides = [
        Override(week_number=1, what="Four hours", reason="Diagnosis-X flared", by="R. Therapist", on=TODAY)
    ]
    (row,) = employer_plan_content(told, today=TODAY).overrides
    assert row.reason == "The reason is on the therapist's record."
    assert row.what == "Four hours"


def test_the_cut_is_the_same_for_a_case_without_anything_hidden() -> None:
    shown = cut(case(), Audience.EMPLOYER, TODAY)
    assert shown.job.tasks[0].name == "Pick from the lowest layer"
    assert shown.certificates[0].restrictions[0].reading == case().certificates[0].restrictions[0].reading
    assert shown.certificates[0].author == ""
    assert shown.clinical == Clinical()


def test_what_was_measured_of_the_person_stays_off_the_copies_of_others() -> None:
    """Pain, tolerances, body measures and the way to work may be entered with a task; the work may be read by all."""
    whole = case()
    values = {row.id: Measurement(value=row.low) for row in quantities().values() if row.kind == "number"}
    personal = {name for name in values if name.split(".")[0] in {"worker", "pain", "adl"}}
    personal |= {"energy.pct_vo2max", "org.commute_min"}
    whole.job.tasks[0].measurements = dict(values)
    whole.job.tasks[0].cycle = Cycle(
        steps=[CycleStep(name="Pick", kind=TaskKind.LIFTING, minutes=5, measurements=dict(values))],
        repeats_per_shift=1,
    )
    for audience in (Audience.EMPLOYER, Audience.CERTIFIER, Audience.INSURER):
        task = cut(whole, audience, TODAY).job.tasks[0]
        assert task.cycle is not None
        for shown in (task.measurements, task.cycle.steps[0].measurements):
            assert set(values) - set(shown) == personal
    for audience in (Audience.WORKER, Audience.TREATING_TEAM):
        assert set(cut(whole, audience, TODAY).job.tasks[0].measurements) == set(values)


def test_every_item_that_the_cut_names_is_in_the_visibility_table() -> None:
    """`cut` raises for an item that the table does not know; the full case visits every part."""
    for audience in Audience:
        assert cut(full_case(), audience, TODAY).id == "case0001"


def test_planner_reasons_of_capacity_and_certificate_are_blank_after_the_cut() -> None:
    told = case()
    assert told.plan is not None
    told.plan.weeks[0].reasons = [
        Reason(subject="hours", code=code, sentence=f"Sentence of {code}") for code in ReasonCode
    ]
    shown = cut(told, Audience.EMPLOYER, TODAY)
    assert shown.plan is not None
    kept = {reason.code for reason in shown.plan.weeks[0].reasons if re.match("Sentence", reason.sentence)}
    assert kept == set(ReasonCode) - {ReasonCode.CAPACITY, ReasonCode.CERTIFICATE}


@pytest.mark.parametrize("audience", [Audience.EMPLOYER, Audience.INSURER, Audience.CERTIFIER])
def test_of_the_programme_others_see_the_times_of_sessions_alone(audience: Audience) -> None:
    whole = full_case()
    session = Appointment(label="Pacing", on=TODAY, minutes=30, component_id="pacing", loads=[])
    whole.appointments = [session]
    shown = cut(whole, audience, TODAY)
    assert shown.programme == Programme()
    times = [(a.on, a.minutes, a.component_id, a.label) for a in shown.appointments]
    assert times == [(None, None, None, "") if audience is Audience.CERTIFIER else (TODAY, 30, None, "")]
    assert cut(whole, Audience.WORKER, TODAY).programme == whole.programme


@pytest.mark.parametrize("audience", list(Audience))
def test_why_a_figure_of_the_policy_was_changed_stays_with_the_worker_and_those_who_treat(
    audience: Audience,
) -> None:
    whole = case()
    changes = [
        PolicyChange(policy_id="half_days_4_6_8", field="reset_min", value=10, reason="pain after sitting")
    ]
    whole.plan_settings.policy_id = "half_days_4_6_8"
    whole.plan_settings.policy_changes = changes
    whole.plan = plan()
    whole.plan.policy = chosen_policy(whole)
    shown = cut(whole, audience, TODAY).model_dump_json()
    assert ("pain after sitting" in shown) == (audience in {Audience.WORKER, Audience.TREATING_TEAM})
    assert '"reset_min":{"value":10' in shown


@pytest.mark.parametrize("audience", [Audience.TREATING_TEAM, Audience.WORKER])
def test_those_who_treat_and_the_worker_see_the_whole_case(audience: Audience) -> None:
    whole, planter = planted_case()
    assert len(planter.planted) > 60
    assert cut(whole, audience, TODAY) == whole


def test_the_insurer_sees_what_was_worked_and_never_why_not_or_how_it_felt() -> None:
    whole = full_case()
    told = SheetDay(
        date=TODAY,
        worked_min=120,
        missed_reason="flare-up",
        tasks_done=["desk"],
        function_0_10=4,
        pain_0_10=PAIN,
        problem=SheetProblem.NOT_SETTLED,
        note="slept badly",
    )
    whole.weekly_sheets = [WeeklySheet(monday=MONDAY, days=[told], worker_comment="hard week")]
    (sheet,) = cut(whole, Audience.INSURER, TODAY).weekly_sheets
    assert sheet.days == [SheetDay(date=TODAY, worked_min=120, tasks_done=["desk"])]
    for audience in (Audience.EMPLOYER, Audience.CERTIFIER):
        (sheet,) = cut(whole, audience, TODAY).weekly_sheets
        assert sheet.days == [SheetDay(date=TODAY, worked_min=120, tasks_done=["desk"])]
        assert sheet.worker_comment == ""


@pytest.mark.parametrize("audience", [Audience.EMPLOYER, Audience.INSURER, Audience.CERTIFIER])
@pytest.mark.parametrize("scheme_id", ["", "nsw", "ontario"])
@pytest.mark.parametrize("named", [True, False])
def test_the_diagnosis_needs_the_form_of_a_scheme_and_a_consent_that_names_it(
    audience: Audience, scheme_id: str, named: bool
) -> None:
    """New South Wales: the plan holds the diagnosis. Ontario: no form may. Without a scheme: off."""
    whole = case()
    whole.clinical = Clinical(diagnosis="Lumbar disc herniation", condition_id="disc")
    recipient = {
        Audience.EMPLOYER: ContactRole.EMPLOYER,
        Audience.INSURER: ContactRole.INSURER,
        Audience.CERTIFIER: ContactRole.CERTIFIER,
    }[audience]
    whole.consents = [
        Consent(recipient=recipient, items=["diagnosis"] if named else ["identity"], given_on=TODAY)
    ]
    seen = cut(whole, audience, TODAY, scheme_id).clinical
    shown = named and scheme_id == "nsw" and audience is not Audience.CERTIFIER
    assert (seen.diagnosis, seen.condition_id) == (
        ("Lumbar disc herniation", "disc") if shown else ("", None)
    )


def test_a_consent_that_was_withdrawn_takes_the_diagnosis_back() -> None:
    whole = case()
    whole.clinical.diagnosis = "Lumbar disc herniation"
    consent = Consent(recipient=ContactRole.INSURER, items=["diagnosis"], given_on=TODAY)
    whole.consents = [consent]
    assert cut(whole, Audience.INSURER, TODAY, "nsw").clinical.diagnosis
    consent.withdrawn_on = TODAY
    assert not cut(whole, Audience.INSURER, TODAY, "nsw").clinical.diagnosis


def test_an_aid_for_the_home_stays_off_the_employers_copy() -> None:
    shown = full_case()
    shown.modifications = [ChosenModification(item_id="EQ152"), ChosenModification(item_id="MO066")]
    kept = cut(shown, Audience.EMPLOYER, TODAY).modifications
    assert [m.item_id for m in kept] == ["MO066"]
    assert len(cut(shown, Audience.TREATING_TEAM, TODAY).modifications) == 2
