"""Restrictions on the day itself: its length, night work, the way to work, safety-critical work."""

from datetime import date, time

from ergo.knowledge.dimensions import Aspect
from ergo.model.capacity import Clearance, Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import Job, Roster, SafetyCritical, Shift, Task, TaskKind
from ergo.model.plan import Plan, ReasonCode
from ergo.model.record import Appointment, OutsideWork, PlanSettings
from ergo.model.worker import Worker
from ergo.planning.check import check_plan
from ergo.planning.plan import make_plan

START = date(2026, 11, 30)


def a_case(reading: Reading, *, start: time = time(8), until: date | None = None) -> Case:
    """Eight hours of hand work on five days, under one restriction that may end on a date."""
    restriction = Restriction(
        id="r", wording="As read", valid_from=START, may_lift_from=until, reading=reading
    )
    shifts = [Shift(day=day, start=start, paid_min=480) for day in range(5)]
    bench = Task(id="bench", name="Bench", kind=TaskKind.HAND_WORK, minutes_per_shift=480)
    return Case(
        id="case",
        worker=Worker(code="W"),
        job=Job(roster=Roster(anchor=START, shifts=shifts), tasks=[bench]),
        restrictions=[restriction],
        plan_settings=PlanSettings(start=START, policy_id="half_days_4_6_8", horizon_weeks=6),
    )


def planned(case: Case) -> Plan:
    plan = make_plan(case, made_on=START)
    assert check_plan(case, plan) == []
    return plan


def hours_a_day(plan: Plan) -> list[float]:
    return [week.minutes_per_day / 60 for week in plan.weeks]


def test_hours_held_by_a_restriction_first_take_the_rung_that_was_reached() -> None:
    """4, then 6 held at 5; when the limit ends in week 4 the 6 hours come first and 8 a week later."""
    five_hours = Reading(dimensions=["work_time"], aspect=Aspect.DOSE, limit=300)
    assert hours_a_day(planned(a_case(five_hours, until=date(2026, 12, 21)))) == [4, 5, 5, 6, 8, 8]


def test_no_shift_at_night_where_night_work_is_prohibited() -> None:
    no_nights = Reading(dimensions=["nights"], aspect=Aspect.GATE, prohibited=True)
    assert hours_a_day(planned(a_case(no_nights))) == [4, 6, 8, 8, 8, 8]
    plan = planned(a_case(no_nights, start=time(22)))
    assert hours_a_day(plan) == [0] * 6
    assert plan.weeks[0].reasons[0].code is ReasonCode.CERTIFICATE
    assert "As read" in plan.weeks[0].reasons[0].sentence
    assert plan.full_duties_week is None


def test_a_way_to_work_that_is_too_long_or_not_known_closes_the_day() -> None:
    case = a_case(Reading(dimensions=["commute"], aspect=Aspect.RUN, limit=30))
    assert hours_a_day(planned(case)) == [0] * 6
    case.outside_work = OutsideWork(commute_min_each_way=45)
    assert hours_a_day(planned(case)) == [0] * 6
    case.outside_work = OutsideWork(commute_min_each_way=30)
    assert hours_a_day(planned(case)) == [4, 6, 8, 8, 8, 8]


def test_prohibited_safety_critical_work_stays_closed_although_it_is_cleared() -> None:
    case = a_case(Reading(dimensions=["safety_critical"], aspect=Aspect.GATE, prohibited=True))
    case.job.tasks[0].safety_critical = [SafetyCritical.MOBILE_PLANT]
    case.clearances = [
        Clearance(work=SafetyCritical.MOBILE_PLANT, cleared=True, by="Physician", on=START, valid_from=START)
    ]
    assert hours_a_day(planned(case)) == [0] * 6
    case.restrictions = []
    assert hours_a_day(planned(case)) == [4, 6, 8, 8, 8, 8]


def test_an_appointment_is_a_reason_only_in_a_week_that_it_really_shortens() -> None:
    """An hour away takes nothing from a day of 4 or 6 hours, and an hour from a day of 8."""
    case = a_case(Reading(dimensions=["nights"], aspect=Aspect.GATE, prohibited=True))
    case.appointments = [Appointment(on=date(2026, 12, 2), minutes=60, repeats_until=date(2027, 1, 6))]
    plan = planned(case)
    said = [[r.sentence for r in week.reasons if r.code is ReasonCode.CALENDAR] for week in plan.weeks]
    assert said[:2] == [[], []]
    assert said[2] == ["Wednesday 16 December is 60 min shorter: appointment."]
