"""Doses that tasks share, minutes of handling within a cycle, and certified hours that hold a plan."""

from datetime import date, time

from ergo.knowledge.dimensions import Aspect, Band
from ergo.model.base import Measurement
from ergo.model.capacity import Capacity, Certificate
from ergo.model.case import Case
from ergo.model.job import Cycle, CycleStep, Job, Roster, Shift, Task, TaskKind
from ergo.model.plan import Plan
from ergo.model.record import Appointment, OutsideWork, PlanSettings
from ergo.model.worker import Worker
from ergo.planning.check import check_plan
from ergo.planning.plan import make_plan, with_openers

START = date(2026, 11, 30)


def a_case(*tasks: Task, **fields: object) -> Case:
    """Five days of eight hours."""
    shifts = [Shift(day=day, start=time(8), paid_min=480) for day in range(5)]
    case = Case(
        id="case",
        worker=Worker(code="W"),
        job=Job(roster=Roster(anchor=START, shifts=shifts), tasks=list(tasks)),
        plan_settings=PlanSettings(start=START, policy_id="half_days_4_6_8", horizon_weeks=20),
    )
    return case.model_copy(update=fields)


def planned(case: Case) -> Plan:
    plan = make_plan(case, made_on=START)
    assert check_plan(case, plan) == []
    return plan


def seated(name: str, minutes: int) -> Task:
    return Task(id=name, name=name, kind=TaskKind.SITTING, minutes_per_shift=minutes)


def sitting_of(plan: Plan) -> list[float]:
    return [x.value for week in plan.weeks for x in week.limits if x.dimension == "sit"]


SITS_300 = Capacity(id="sit", dimension="sit", aspect=Aspect.DOSE, value=300, relevant=True)
ON_FEET = Task(id="feet", name="Stand", kind=TaskKind.STANDING_WALKING, minutes_per_shift=120)


def test_a_dose_climbs_to_what_the_tasks_ask_for_together() -> None:
    """Twice 180 min of sitting against 300: from 240 by 30 a step, though neither task alone asks for more."""
    plan = planned(a_case(seated("screen", 180), seated("phone", 180), ON_FEET, capacities=[SITS_300]))
    assert sitting_of(plan)[0] == 240
    assert sitting_of(plan)[-1] == 360
    assert plan.full_duties_week is not None


def test_the_way_to_work_counts_in_the_dose_that_is_asked_for() -> None:
    """180 min of sitting and 2 x 70 min in the train are 320 of 300; the plan says what the train uses up."""
    by_train = OutsideWork(commute_min_each_way=70, commute_seated=True)
    on_feet = ON_FEET.model_copy(update={"minutes_per_shift": 300})
    case = a_case(seated("screen", 180), on_feet, capacities=[SITS_300], outside_work=by_train)
    plan = planned(case)
    assert (sitting_of(plan)[0], sitting_of(plan)[-1]) == (240, 320)
    rule = "Sit: the limit a shift counts 140 min on the way to work and back."
    assert [(r.sentence, r.from_week, r.until_week) for r in plan.day_rules] == [(rule, 1, 20)]


def delivering(load_kg: float) -> Task:
    """Eight hours of a round in which half an hour is lifting, between 60 and 90 cm."""
    figures = {"load_kg": load_kg, "v_origin_cm": 60, "v_dest_cm": 90, "h_origin_cm": 30, "h_dest_cm": 30}
    lift = {f"lift.{name}": Measurement(value=value) for name, value in figures.items()}
    steps = [
        CycleStep(name="Drive", kind=TaskKind.DRIVING, minutes=7.5),
        CycleStep(name="Lift", kind=TaskKind.LIFTING, minutes=0.5, measurements=lift),
    ]
    cycle = Cycle(steps=steps, repeats_per_shift=60)
    return Task(id="round", name="Round", kind=TaskKind.DRIVING, minutes_per_shift=480, cycle=cycle)


def test_only_the_lifting_of_a_cycle_counts_as_minutes_of_lifting() -> None:
    """10 kg tested occasionally is a third of the day; the round lifts for 30 of its 480 min, so it fills the day."""
    tested = Capacity(
        dimension="lift_floor_waist",
        aspect=Aspect.PEAK,
        value=10,
        frequency=Band.OCCASIONAL,
        relevant=True,
    )
    plan = planned(a_case(delivering(8), capacities=[tested]))
    assert [week.total_min for week in plan.weeks[:3]] == [5 * 240, 5 * 360, 5 * 480]
    assert plan.full_duties_week == 3


def certified(**hours: int) -> list[Certificate]:
    first = date(2026, 11, 30)
    return [
        Certificate(
            id="c",
            author="Treating physician",
            issued_on=first,
            valid_from=first,
            valid_until=date(2026, 12, 27),
            **hours,
        )
    ]


def test_certified_hours_are_named_as_what_keeps_full_duties_away() -> None:
    case = a_case(seated("screen", 480), certificates=certified(max_minutes_per_day=360))
    plan = planned(case)
    assert plan.full_duties_week is None
    assert [o.sentence for o in plan.obstacles] == ["The roster asks for 8 h a day, 6 h a day is certified."]
    (opener,) = with_openers(case, plan).openers
    assert opener.label == "The certified hours lifted from Mon 28 Dec 2026"
    assert opener.full_duties_week == 5


def test_certified_days_are_named_too() -> None:
    case = a_case(seated("screen", 480), certificates=certified(max_days_per_week=3))
    obstacle = "The roster asks for 5 days a week, 3 days a week is certified."
    assert [o.sentence for o in planned(case).obstacles] == [obstacle]


def test_what_is_done_on_some_days_keeps_to_those_that_an_appointment_does_not_shorten() -> None:
    """Class on Wednesdays: the meetings of a week fall on the other days, each for its whole hour."""
    screen, meeting = seated("screen", 420), seated("meeting", 60)
    screen.may_be_extended = True
    wednesdays = Appointment(on=date(2026, 12, 2), minutes=60, repeats_until=date(2027, 6, 30))
    for times, minutes in ((2, 120), (4, 240)):
        meeting.times_per_week = times
        plan = planned(a_case(screen, meeting, appointments=[wednesdays]))
        assert plan.full_duties_week == 3
        week = plan.weeks[2]
        assert sum(a.minutes for a in week.duties if a.task_id == "meeting") == minutes
        on = {day.date.weekday() for day in week.days if "meeting" in {a.task_id for a in day.allocations}}
        assert len(on) == times
        assert 2 not in on


def test_a_stretch_that_cannot_be_broken_is_held_as_long_as_it_lasts() -> None:
    """45 min seated at a time: an hour at the screen that cannot be interrupted is too long, though nobody timed it."""
    tested = Capacity(id="run", dimension="sit", aspect=Aspect.RUN, value=45)
    for stretch, full in ((45, True), (60, False)):
        screen = seated("screen", 240).model_copy(update={"uninterruptible_min": stretch})
        on_feet = ON_FEET.model_copy(update={"minutes_per_shift": 240})
        plan = planned(a_case(screen, on_feet, capacities=[tested]))
        assert (plan.full_duties_week is not None) is full
        asked = "“screen” asks for 60 min, 45 min is allowed: sit (at a time)."
        assert [o.sentence for o in plan.obstacles] == ([] if full else [asked])
