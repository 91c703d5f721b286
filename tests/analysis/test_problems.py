"""What contradicts itself in a case is said by item and field, and what is merely unusual is not."""

from collections.abc import Callable
from datetime import date, time

import pytest

from ergo.analysis.problems import Severity, find_problems, planning_errors
from ergo.errors import InputError
from ergo.knowledge.dimensions import Aspect, Band
from ergo.knowledge.policies import choices
from ergo.model.capacity import Certificate, Restriction
from ergo.model.case import Case
from ergo.model.clinical import Answer, RedFlagAnswer
from ergo.model.job import Roster, Shift, TaskKind
from ergo.model.record import Appointment, Decision, Leave, PolicyChange, Review, Supervision
from ergo.planning.plan import make_plan
from tests.analysis.build import START, a_capacity, a_case, a_restriction, a_task, lift


def sound() -> Case:
    """A case of which nothing can be said: one measured task fills the day."""
    task = a_task(TaskKind.LIFTING, lift(), name="Pick", minutes_per_shift=480)
    return a_case(task, capacities=[a_capacity("carry", 10)], restrictions=[a_restriction("carry", 10)])


def test_a_sound_case_has_no_problem() -> None:
    assert find_problems(sound()) == []


def edited(change: Callable[[Case], object]) -> Case:
    case = sound()
    change(case)
    return case


def restricted(restriction: Restriction) -> Callable[[Case], object]:
    return lambda case: case.certificates[0].restrictions.append(restriction)


def rostered(*shifts: Shift, cycle_days: int = 7) -> Callable[[Case], object]:
    roster = Roster(anchor=START, cycle_days=cycle_days, shifts=list(shifts))
    return lambda case: setattr(case.job, "roster", roster)


def early(day: int) -> Shift:
    return Shift(day=day, start=time(6), paid_min=480)


def answered(flag_id: str, resolved_on: date | None = None) -> Callable[[Case], object]:
    answer = RedFlagAnswer(flag_id=flag_id, answer=Answer.YES, resolved_on=resolved_on)
    return lambda case: case.clinical.red_flags.append(answer)


BACKWARDS = a_restriction(
    "carry", 5, wording="Light carrying", valid_from=date(2026, 12, 10), may_lift_from=date(2026, 12, 1)
)
REVIEWED_BEFORE = a_restriction(
    "carry", 5, wording="Light carrying", valid_from=date(2026, 12, 10), review_on=date(2026, 12, 1)
)
CANNOT_BUT = a_restriction("carry", 10, wording="Cannot carry", prohibited=True)

ERRORS: dict[str, tuple[Callable[[Case], object], str, str, str]] = {
    "no roster": (
        lambda case: setattr(case.job, "roster", None),
        "Job",
        "roster",
        "The roster has no working day. Enter at least one shift.",
    ),
    "a roster without a working day": (
        rostered(),
        "Job",
        "roster",
        "The roster has no working day. Enter at least one shift.",
    ),
    "two shifts on a day": (
        rostered(early(0), early(0)),
        "Job",
        "roster",
        "Two shifts stand on the same day of the roster's cycle; a day holds one.",
    ),
    "a shift after the cycle": (
        rostered(early(0), early(7), early(9)),
        "Job",
        "roster",
        "The cycle has 7 days, but a shift stands on day 8, 10.",
    ),
    "no task": (
        lambda case: setattr(case.job, "tasks", []),
        "Job",
        "tasks",
        "No task is entered. Enter at least one task of the job.",
    ),
    "two tasks of one id": (
        lambda case: setattr(case.job, "tasks", [a_task(), a_task()]),
        "Job",
        "tasks",
        "Two tasks have the same id.",
    ),
    "minutes not known": (
        lambda case: setattr(case.job.tasks[0], "minutes_per_shift", None),
        "Task “Pick”",
        "minutes_per_shift",
        "The minutes on a shift are not known.",
    ),
    "a task longer than the shift": (
        lambda case: setattr(case.job.tasks[0], "minutes_per_shift", 495),
        "Task “Pick”",
        "minutes_per_shift",
        "495 min is longer than the longest shift (480 min).",
    ),
    "a block longer than the task": (
        lambda case: case.job.tasks.append(
            a_task(
                name="Scan",
                id="scan",
                importance="alternative",
                minutes_per_shift=20,
                smallest_block_min=30,
                demands=[{"dimension": "walk", "aspect": "peak", "maximum": 50}],
            )
        ),
        "Task “Scan”",
        "smallest_block_min",
        "The smallest useful block (30 min) is longer than the task (20 min).",
    ),
    "tasks beyond the shift": (
        lambda case: case.job.tasks.append(a_task(TaskKind.LIFTING, lift(), id="more", minutes_per_shift=60)),
        "Job",
        "tasks",
        "The tasks of a normal day add up to 540 min; the shift has 480 min.",
    ),
    "a restriction that ends before it starts": (
        restricted(BACKWARDS),
        "Restriction “Light carrying”",
        "may_lift_from",
        "It ends (1 Dec 2026) before it starts (10 Dec 2026).",
    ),
    "a review before the start": (
        restricted(REVIEWED_BEFORE),
        "Restriction “Light carrying”",
        "review_on",
        "Its review (1 Dec 2026) is before its start (10 Dec 2026).",
    ),
    "cannot with a limit above zero": (
        restricted(CANNOT_BUT),
        "Restriction “Cannot carry”",
        "limit",
        "It says “cannot” and gives a limit of 10. Choose one: prohibited, or a limit.",
    ),
    "a plateau below the present value": (
        lambda case: setattr(case.capacities[0], "plateau", 8),
        "Capacity “Carry”",
        "plateau",
        "The plateau (8) is below the present value (10).",
    ),
    "an expired certificate": (
        lambda case: setattr(case.plan_settings, "start", date(2027, 1, 4)),
        "Certificate of 19 Nov 2026",
        "valid_until",
        "It expired on 27 Dec 2026, before the plan starts (4 Jan 2027). A new certificate is needed.",
    ),
    "a certificate that ends before it starts": (
        lambda case: setattr(case.certificates[0], "valid_from", date(2026, 12, 28)),
        "Certificate of 19 Nov 2026",
        "valid_until",
        "It ends (27 Dec 2026) before it starts (28 Dec 2026).",
    ),
    "leave that ends before it starts": (
        lambda case: case.leave.append(
            Leave(first_day=date(2026, 12, 3), last_day=date(2026, 12, 2), label="Holiday")
        ),
        "Leave “Holiday”",
        "last_day",
        "It ends (2 Dec 2026) before it starts (3 Dec 2026).",
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_names_item_field_and_what_is_wrong(name: str) -> None:
    change, item, field, message = ERRORS[name]
    found = planning_errors(edited(change))
    assert (Severity.ERROR, item, field, message) in [(p.severity, p.item, p.field, p.message) for p in found]


@pytest.mark.parametrize("name", ERRORS)
def test_one_fault_is_said_once(name: str) -> None:
    change, *fault = ERRORS[name]
    found = [[p.item, p.field, p.message] for p in find_problems(edited(change))]
    assert found.count(fault) == 1


ERRORS |= {
    "an appointment that ends before it begins": (
        lambda case: case.appointments.append(
            Appointment(label="Class", on=date(2026, 12, 9), minutes=60, repeats_until=date(2026, 12, 2))
        ),
        "Appointment “Class”",
        "repeats_until",
        "It repeats until 2 Dec 2026, before its first date (9 Dec 2026).",
    ),
    "an appointment of which no weekday comes": (
        lambda case: case.appointments.append(
            Appointment(
                label="Class",
                on=date(2026, 12, 9),
                minutes=60,
                repeats_until=date(2026, 12, 11),
                weekdays=[0],
            )
        ),
        "Appointment “Class”",
        "weekdays",
        "None of its weekdays comes from 9 Dec 2026 until 11 Dec 2026.",
    ),
    "a duty that ends before it is offered": (
        lambda case: case.job.tasks.append(
            a_task(
                TaskKind.LIFTING,
                lift(),
                name="Labels",
                id="labels",
                importance="alternative",
                available_from=date(2026, 12, 9),
                available_until=date(2026, 12, 2),
            )
        ),
        "Task “Labels”",
        "available_until",
        "It is offered until 2 Dec 2026, before it begins (9 Dec 2026).",
    ),
    "a region without holidays known": (
        lambda case: (setattr(case, "country", "US"), setattr(case, "region", "Atlantis")),
        "Case",
        "country",
        "No public holidays are known for country 'US' with region 'Atlantis'.",
    ),
    "leave through all weeks": (
        lambda case: case.leave.append(
            Leave(first_day=START, last_day=date(2027, 12, 31), label="Parental leave")
        ),
        "Job",
        "roster",
        "No shift is left to work in the 26 weeks that are planned: Parental leave.",
    ),
    "a stop on the first day that nobody has cleared": (
        lambda case: case.reviews.append(Review(on=START, monday=START, decided=Decision.STOP_AND_REFER)),
        f"Review of {START.day} {START:%b %Y}",
        "resolved_on",
        "It stopped all work, and nobody has cleared it. No shift is left to work in the 26 weeks that are planned:"
        " enter when it was resolved, and by whom.",
    ),
    "a supervisor without days": (
        lambda case: case.supervision.append(Supervision(by="foreman", task_ids=["pick"])),
        "Supervision by foreman",
        "weekdays",
        "Choose the days of the week on which that person is there.",
    ),
    "a supervisor who is there on free days alone": (
        lambda case: case.supervision.append(Supervision(by="foreman", weekdays=[5, 6])),
        "Job",
        "roster",
        "No shift is left to work in the 26 weeks that are planned: the supervisor is away.",
    ),
    "a supervisor who goes before coming": (
        lambda case: case.supervision.append(
            Supervision(weekdays=[0], first_day=date(2026, 12, 9), until=date(2026, 12, 2))
        ),
        "Supervision by a supervisor",
        "until",
        "It ends (2 Dec 2026) before it starts (9 Dec 2026).",
    ),
    "an unknown policy": (
        lambda case: setattr(case.plan_settings, "policy_id", "faster"),
        "Policy",
        "policy",
        f"There is no policy called 'faster'; there are: {', '.join(choices())}.",
    ),
    "a policy by a date without the date": (
        lambda case: setattr(case.plan_settings, "policy_id", "target_date"),
        "Plan",
        "target_date",
        "“Full hours by a date, as gently as it allows”: enter the date for full duties.",
    ),
    "a date wanted before the start": (
        lambda case: setattr(case.plan_settings, "target_date", date(2026, 11, 23)),
        "Plan",
        "target_date",
        "Full duties are wanted by 23 Nov 2026, before the start (30 Nov 2026).",
    ),
    "a date wanted after the weeks planned": (
        lambda case: setattr(case.plan_settings, "target_date", date(2027, 6, 1)),
        "Plan",
        "target_date",
        "Full duties are wanted by 1 Jun 2027, after the 26 weeks that are planned (to 30 May 2027). Plan more weeks.",
    ),
    "a start below the roster without a step": (
        lambda case: case.plan_settings.policy_changes.append(
            PolicyChange(
                policy_id="half_days_4_6_8", field="start_days_per_week", value=2, reason="long absence"
            )
        ),
        "Policy",
        "More days a week at each step",
        "It starts below the roster and has no step that leads to it: enter “More days a week at each step”.",
    ),
}


@pytest.mark.parametrize("name", ERRORS)
def test_no_plan_hides_an_error(name: str) -> None:
    change, item, _, message = ERRORS[name]
    with pytest.raises(InputError) as caught:
        make_plan(edited(change), made_on=START)
    assert message in str(caught.value)
    assert item in str(caught.value) or message == str(caught.value)


def test_demands_that_are_missing_are_named_where_they_close_a_task() -> None:
    """Nothing is measured of the task, and a restriction touches it: it stays closed, and the plan says why."""
    case = sound()
    case.job.tasks[0].measurements = {}
    plan = make_plan(case, made_on=START)
    assert plan.full_duties_week is None
    assert not any(week.total_min for week in plan.weeks)
    assert any("“Pick” is closed: The demand is not known" in o.sentence for o in plan.obstacles)


def test_a_start_in_the_past_and_zero_tolerance_are_planned() -> None:
    """Cannot kneel at all: the work that asks for none of it is planned, that which asks for a minute is not."""
    case = edited(VALID["a start in the past"])
    case.capacities.append(a_capacity("kneel", 0, Aspect.RUN))
    demands = [{"dimension": "carry", "aspect": "peak", "maximum": 5}]
    for kneel_min, planned in ((0, True), (1, False)):
        kneel = {"dimension": "kneel", "aspect": "run", "maximum": kneel_min}
        case.job.tasks = [a_task(TaskKind.LIFTING, lift(), minutes_per_shift=480, demands=[*demands, kneel])]
        plan = make_plan(case, made_on=START)
        assert plan.start == date(2020, 1, 6)
        assert bool(plan.weeks[0].total_min) is planned


WARNINGS: dict[str, tuple[Callable[[Case], object], str, str, str]] = {
    "demands missing": (
        lambda case: setattr(case.job.tasks[0], "measurements", {}),
        "Task “Pick”",
        "demands",
        "Nothing is measured or stated of this task: it is not assessed.",
    ),
    "minutes missing in the day": (
        lambda case: setattr(case.job.tasks[0], "minutes_per_shift", 400),
        "Job",
        "tasks",
        "The tasks of a normal day add up to 400 min of 480 min: 80 min are not accounted for, so a full shift "
        "cannot be filled.",
    ),
    "a restriction without a number": (
        restricted(a_restriction(["carry", "sit"], None, Aspect.DOSE, wording="Take it easy")),
        "Restriction “Take it easy”",
        "limit",
        "It gives no number, so it closes every task that may involve: carry, sit. Ask the certifier for a figure.",
    ),
    "a restriction that nobody has read": (
        restricted(Restriction(wording="Light duties")),
        "Restriction “Light duties”",
        "limit",
        "It is not read yet, so it closes every task. Read it, or ask the certifier what it means.",
    ),
}


@pytest.mark.parametrize("name", WARNINGS)
def test_a_warning_stands_beside_the_plan_and_not_in_its_way(name: str) -> None:
    change, item, field, message = WARNINGS[name]
    case = edited(change)
    assert [(p.severity, p.item, p.field, p.message) for p in find_problems(case)] == [
        (Severity.WARNING, item, field, message)
    ]
    assert planning_errors(case) == []


@pytest.mark.parametrize(
    ("flag_id", "severity"),
    [
        ("ces", Severity.ERROR),
        ("neuro", Severity.ERROR),
        ("cancer", Severity.WARNING),
        ("inflammatory", Severity.WARNING),
        ("no_longer_in_the_screen", Severity.ERROR),
    ],
)
def test_a_red_flag_acts_by_its_grade_until_it_is_resolved(flag_id: str, severity: Severity) -> None:
    assert [(p.severity, p.item, p.field) for p in find_problems(edited(answered(flag_id)))] == [
        (severity, "Red flags", flag_id)
    ]
    assert find_problems(edited(answered(flag_id, resolved_on=START))) == []


VALID: dict[str, Callable[[Case], object]] = {
    "zero tolerance": lambda case: setattr(case.capacities[0], "value", 0),
    "a limit of zero": restricted(a_restriction("carry", 0)),
    "prohibited without a limit": restricted(a_restriction("carry", None, prohibited=True)),
    "prohibited with a limit of zero": restricted(a_restriction("carry", 0, prohibited=True)),
    "a start in the past": lambda case: (
        setattr(case.plan_settings, "start", date(2020, 1, 6)),
        setattr(case.certificates[0], "valid_from", date(2020, 1, 6)),
    ),
    "no certificate": lambda case: case.certificates.clear(),
    "a plan that starts on the certificate's last day": lambda case: setattr(
        case.plan_settings, "start", date(2026, 12, 27)
    ),
    "a task of no minutes": lambda case: case.job.tasks.append(
        a_task(TaskKind.LIFTING, lift(), id="never", importance="marginal", minutes_per_shift=0)
    ),
    "a task a few times a week on top": lambda case: case.job.tasks.append(
        a_task(TaskKind.LIFTING, lift(), id="weekly", importance="marginal", times_per_week=1)
    ),
    "minutes left for a task a few times a week": lambda case: (
        setattr(case.job.tasks[0], "minutes_per_shift", 420),
        case.job.tasks.append(a_task(TaskKind.LIFTING, lift(), id="weekly", times_per_week=1)),
    ),
    "alternative duties on top": lambda case: case.job.tasks.append(
        a_task(TaskKind.LIFTING, lift(), id="offer", importance="alternative", minutes_per_shift=480)
    ),
    "a plateau at the present value": lambda case: setattr(case.capacities[0], "plateau", 10),
    "a restriction of one day": restricted(
        a_restriction("carry", 5, valid_from=START, review_on=START, may_lift_from=START)
    ),
    "a day of leave": lambda case: case.leave.append(Leave(first_day=START, last_day=START)),
    "a red flag that was not asked": lambda case: case.clinical.red_flags.append(
        RedFlagAnswer(flag_id="ces")
    ),
}


@pytest.mark.parametrize("name", VALID)
def test_what_is_merely_unusual_is_no_problem(name: str) -> None:
    assert find_problems(edited(VALID[name])) == []


@pytest.mark.parametrize(
    ("limit", "beside", "asked"),
    [
        (5, {"frequency": Band.OCCASIONAL}, True),
        (20, {"frequency": Band.OCCASIONAL}, True),
        (5, {}, False),
        (5, {"frequency": Band.OCCASIONAL, "valid_from": START}, False),
        (5, {"frequency": Band.OCCASIONAL, "below_hand_height_cm": 60}, False),
    ],
)
def test_a_weight_that_does_not_say_how_often_beside_one_that_does_is_asked(
    limit: float, beside: dict[str, object], asked: bool
) -> None:
    case = sound()
    case.certificates[0].restrictions = [
        a_restriction("carry", 10, id="ten", wording="10 kg now and then", **beside),
        a_restriction("carry", limit, id="other", wording="A weight"),
    ]
    message = (
        "It does not say how often, and stands beside “10 kg now and then”: as long as that is open, the lower weight"
        " is the most at any time. Ask the certifier how often it holds."
    )
    found = [(p.severity, p.item, p.field, p.message) for p in find_problems(case)]
    assert found == ([(Severity.WARNING, "Restriction “A weight”", "frequency", message)] if asked else [])


def test_errors_come_before_warnings() -> None:
    case = edited(restricted(CANNOT_BUT))
    case.job.tasks[0].measurements = {}
    assert [p.severity for p in find_problems(case)] == [Severity.ERROR, Severity.WARNING]


def test_a_later_certificate_takes_over() -> None:
    case = sound()
    later = Certificate(
        author="GP",
        issued_on=date(2026, 12, 21),
        valid_from=date(2026, 12, 21),
        valid_until=date(2027, 1, 31),
    )
    case.certificates.append(later)
    assert case.certificate_on(date(2026, 12, 22)) == later
    assert case.certificate_on(date(2026, 12, 20)) == case.certificates[0]
    assert case.latest_certificate() == later
