"""What each step lacks, said in short sentences; a complete case lacks nothing."""

from datetime import date

import pytest

from ergo.model.base import Measurement
from ergo.model.capacity import Capacity, Clearance, Query, Reading, Restriction
from ergo.model.case import Case
from ergo.model.clinical import Answer, RedFlagAnswer
from ergo.model.job import Cycle, CycleStep, SafetyCritical, Task, TaskKind
from ergo.model.record import ChosenModification, SheetDay, SheetProblem, WeeklySheet
from ergo.model.situation import Goal, WorkStatus
from ergo.model.worker import Consent, ContactRole, Worker
from ergo.workflow.examples import example
from ergo.workflow.plans import keep_plan, plan_case, sign
from ergo.workflow.steps import Step, match_day, progress


def missing(case: Case, step: Step) -> list[str]:
    return next(status.missing for status in progress(case) if status.step is step)


def test_steps_of_the_walk_through_in_order() -> None:
    statuses = progress(Case(worker=Worker(code="W-1")))
    assert [status.step.value for status in statuses] == [
        "case",
        "job",
        "capacity",
        "match",
        "modifications",
        "plan",
        "progress",
        "export",
    ]
    assert [status.label for status in statuses][:2] == ["Case", "Job"]


def test_a_kind_of_task_has_a_step_where_the_job_has_such_a_task() -> None:
    kinds = [TaskKind.DRIVING, TaskKind.OTHER, TaskKind.PUSH_PULL_CARRY, TaskKind.SITTING, TaskKind.LIFTING]
    case = Case(worker=Worker(code="W-1"))
    case.job.tasks = [Task(name="Task", kind=kind) for kind in kinds]
    steps = progress(case)[2:6]
    assert [step.label for step in steps] == ["Lifting", "Push, pull, carry", "Sitting", "Driving"]
    for step in steps:
        (sentence,) = step.missing
        assert sentence.startswith("“Task” lacks: ")
        assert len(sentence) < 200


def test_hand_work_is_asked_for_what_its_recommended_method_needs() -> None:
    case = Case(worker=Worker(code="W-1"))
    case.job.tasks = [Task(name="Pack", kind=TaskKind.HAND_WORK, minutes_per_shift=240)]
    assert missing(case, Step.HANDS) == [
        "“Pack” lacks: force of an effort, as a share of strength, hand efforts a minute, length of an effort, "
        "wrist bent"
    ]
    case.job.tasks[0].measurements = {
        "hand.effort_cr10": Measurement(value=3.0),
        "hand.reps_per_min": Measurement(value=6.0),
        "hand.effort_s": Measurement(value=2.0),
        "posture.wrist_flexion_deg": Measurement(value=10.0),
    }
    assert missing(case, Step.HANDS) == []


def test_an_empty_case_lacks_something_in_every_step() -> None:
    for status in progress(Case(worker=Worker(code=""))):
        assert not status.done, status.step
        for sentence in status.missing:
            assert not sentence[0].islower()
            assert not sentence.endswith(".")


def test_case_asks_for_status_goal_condition_and_red_flags(case: Case) -> None:
    assert missing(case, Step.CASE) == [
        "Where the worker stands now",
        "The goal of the return",
        "The condition",
        "The red flags have not been asked",
    ]
    case.situation.status = WorkStatus.OFF_WORK
    case.situation.goal = Goal.SAME_JOB
    case.clinical.condition_id = "disc_radiculopathy"
    case.clinical.red_flags = [RedFlagAnswer(flag_id="ces", answer=Answer.NO)]
    assert missing(case, Step.CASE) == ["5 of 6 red flags under “Back and neck” have not been asked"]


def test_an_open_red_flag_is_named(case: Case) -> None:
    case.clinical.red_flags = [RedFlagAnswer(flag_id="ces", answer=Answer.YES)]
    assert "Red flag not settled: Cauda equina syndrome" in missing(case, Step.CASE)
    assert "1 error stands in the way of a plan" in missing(case, Step.PLAN)


def test_job_names_the_task_that_does_not_fit(case: Case) -> None:
    assert missing(case, Step.JOB) == [
        "Task “Sort post”: Nothing is measured or stated of this task: it is not assessed"
    ]
    case.job.tasks[0].minutes_per_shift = None
    assert "Task “Pick from floor”: The minutes on a shift are not known" in missing(case, Step.JOB)


def test_lifting_names_what_was_not_measured(case: Case) -> None:
    assert missing(case, Step.LIFTING) == []
    del case.job.tasks[0].measurements["lift.coupling"]
    del case.job.tasks[0].measurements["lift.h_origin_cm"]
    assert missing(case, Step.LIFTING) == [
        "“Pick from floor” lacks: reach at the start of the lift, grip on the load"
    ]


def test_lifting_names_what_contradicts_itself(case: Case) -> None:
    case.job.tasks[0].measurements["lift.load_max_kg"] = Measurement(value=2.0)
    assert missing(case, Step.LIFTING) == ["“Pick from floor”: Heaviest load 2 kg is below the usual load"]


def test_lifting_has_nothing_to_ask_of_other_tasks(case: Case) -> None:
    case.job.tasks[0].measurements = {}
    case.job.tasks[0].kind = TaskKind.HAND_WORK
    assert Step.LIFTING not in [status.step for status in progress(case)]


def test_steps_of_a_cycle_are_looked_at_one_by_one(case: Case) -> None:
    step = CycleStep(name="Carry in", kind=TaskKind.LIFTING, minutes=2)
    case.job.tasks[0].measurements = {}
    case.job.tasks[0].cycle = Cycle(steps=[step], repeats_per_shift=60)
    assert missing(case, Step.LIFTING) == []


def test_vibration_of_a_round_of_stops_needs_a_value(case: Case) -> None:
    step = CycleStep(name="Drive on", kind=TaskKind.DRIVING, minutes=2)
    case.job.tasks[0].measurements = {}
    case.job.tasks[0].kind = TaskKind.DRIVING
    case.job.tasks[0].cycle = Cycle(steps=[step], repeats_per_shift=60)
    (lacking,) = missing(case, Step.DRIVING)
    assert "Seat vibration" in lacking


def test_a_desk_that_was_scored_once_is_not_asked_for_at_every_task() -> None:
    office = example("office")
    assert missing(office, Step.SITTING) == []
    screen = office.task("screen")
    assert screen is not None
    del screen.measurements["rosa.seat_height_found"]
    lacking = missing(office, Step.SITTING)
    assert any("“Claims at the screen” lacks: points for seat height" in words for words in lacking)
    assert any("“Telephone with claimants” lacks:" in words for words in lacking)


def test_restriction_without_a_number_asks_for_the_certifier(case: Case) -> None:
    assert missing(case, Step.CAPACITY) == []
    bending = Restriction(
        wording="avoid prolonged bending", reading=Reading(dimensions=["trunk_flexed"], aspect="run")
    )
    case.restrictions.append(bending)
    assert missing(case, Step.CAPACITY) == [
        "Restriction “avoid prolonged bending” has no number: ask the certifier"
    ]
    bending.query = Query(asked_on=date(2026, 1, 20))
    assert missing(case, Step.CAPACITY) == [
        "Restriction “avoid prolonged bending” has no number: the certifier was asked on Tue 20 Jan 2026"
    ]
    bending.reading = None
    assert missing(case, Step.CAPACITY) == [
        "Restriction “avoid prolonged bending” is not read yet: say what it limits"
    ]


def test_capacity_asks_for_what_matters_and_for_clearance(case: Case) -> None:
    case.capacities.append(Capacity(dimension="drive", aspect="dose", relevant=True))
    case.job.tasks[1].safety_critical = [SafetyCritical.MOBILE_PLANT]
    assert missing(case, Step.CAPACITY) == [
        "“Drive” matters for this worker and has no figure",
        "“Sort post” (mobile plant) needs a named clinician's clearance",
    ]
    case.clearances.append(
        Clearance(
            work=SafetyCritical.MOBILE_PLANT,
            cleared=True,
            by="A. N.",
            on=date(2026, 1, 1),
            valid_from=date(2026, 3, 1),
        )
    )
    assert missing(case, Step.CAPACITY) == ["“Drive” matters for this worker and has no figure"]


def test_match_counts_what_keeps_a_task_closed(case: Case) -> None:
    case.restrictions.append(Restriction(wording="light duties"))
    assert "“Pick from floor” stays closed: 1 needs an answer" in missing(case, Step.MATCH)
    assert "“Sort post” stays closed: 1 needs an answer" in missing(case, Step.MATCH)


@pytest.mark.parametrize(
    ("start", "certified", "day"),
    [(True, True, date(2026, 2, 2)), (False, True, date(2026, 2, 2)), (False, False, date(2026, 1, 20))],
)
def test_day_of_the_match(case: Case, start: bool, certified: bool, day: date) -> None:
    case.opened_on = date(2026, 1, 20)
    if not start:
        case.plan_settings.start = None
    if not certified:
        case.certificates = []
    assert match_day(case) == day


def test_match_without_any_day_asks_for_the_start(case: Case) -> None:
    case.plan_settings.start = None
    case.certificates = []
    assert match_day(case) is None
    assert missing(case, Step.MATCH) == ["The start of the plan, for which the match is made"]


def test_modifications_name_the_task_that_is_beyond(case: Case) -> None:
    restriction = case.certificates[0].restrictions[0]
    assert restriction.reading is not None
    restriction.reading.limit = 5
    assert missing(case, Step.MODIFICATIONS) == [
        "“Pick from floor” is beyond a limit and has no modification"
    ]
    case.modifications = [ChosenModification(item_id="EQ003", task_id="pick")]
    assert missing(case, Step.MODIFICATIONS) == [
        "“Spring-loaded pallet positioner with turntable” has no date from which it is in place",
        "“Spring-loaded pallet positioner with turntable” has nobody who arranges it",
    ]


def test_plan_asks_for_settings_then_for_the_plan(case: Case) -> None:
    case.plan_settings.start = None
    case.plan_settings.policy_id = None
    assert missing(case, Step.PLAN) == [
        "The date on which the plan starts",
        "The policy that the plan follows",
        "No plan has been made yet",
    ]


def test_plan_that_no_longer_fits_is_said(case: Case) -> None:
    keep_plan(case, plan_case(case, date(2026, 1, 28)).plan)
    assert missing(case, Step.PLAN) == []
    case.certificates[0].max_minutes_per_day = 60
    assert "violations in the plan" in missing(case, Step.PLAN)[0]


def test_a_case_with_an_item_that_nobody_knows_is_still_shown(case: Case) -> None:
    keep_plan(case, plan_case(case, date(2026, 1, 28)).plan)
    case.modifications = [
        ChosenModification(item_id="EQ999", task_id="pick", in_place_from=date(2026, 2, 2), responsible="B.")
    ]
    assert missing(case, Step.PLAN) == ["The catalogue has no item 'EQ999'"]


def test_export_asks_for_signature_and_consent(case: Case) -> None:
    assert missing(case, Step.EXPORT) == [
        "A plan to hand out",
        "No consent on record to inform the employer",
    ]
    keep_plan(case, plan_case(case, date(2026, 1, 28)).plan)
    case.consents.append(
        Consent(recipient=ContactRole.EMPLOYER, items=["duties"], given_on=date(2026, 1, 20))
    )
    assert missing(case, Step.EXPORT) == ["The plan is not signed: copies are marked DRAFT"]
    sign(case, name="A. N.", registration="OT 1", on=date(2026, 1, 28))
    assert missing(case, Step.EXPORT) == []
    case.consents[0].withdrawn_on = date(2026, 1, 29)
    assert missing(case, Step.EXPORT) == ["No consent on record to inform the employer"]


def test_progress_asks_for_a_plan_for_sheets_left_out_and_for_a_review(case: Case) -> None:
    assert missing(case, Step.PROGRESS) == ["A plan to follow"]
    keep_plan(case, plan_case(case, date(2026, 1, 28)).plan)
    assert missing(case, Step.PROGRESS) == []
    first, _, third = (week.monday for week in case.plan.weeks[:3])
    case.weekly_sheets = [WeeklySheet(monday=first), WeeklySheet(monday=third)]
    assert missing(case, Step.PROGRESS) == ["Week 2 has no sheet"]
    case.weekly_sheets[1].days = [SheetDay(date=third, problem=SheetProblem.NEW_WEAKNESS)]
    (_, about_safety) = missing(case, Step.PROGRESS)
    assert about_safety.endswith("on the sheet, and no review since")


def test_the_example_lacks_nothing_up_to_the_capacity() -> None:
    done = {status.step: status.done for status in progress(example("warehouse"))}
    assert [step for step in (Step.CASE, Step.JOB, Step.LIFTING, Step.CAPACITY) if not done[step]] == []
    assert not done[Step.PLAN]
