"""Rosters of every kind, and what the calendar takes of them: hours of each week counted by hand.

The work is a desk that nobody's limits touch, under 4, 6 and 8 hours a day: only roster and calendar decide.
"""

from datetime import date, time, timedelta

import pytest

from ergo.knowledge.dimensions import Aspect
from ergo.model.base import Measurement
from ergo.model.capacity import Capacity, Certificate, Clearance, Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import Demand, Importance, Job, Roster, SafetyCritical, Shift, Task, TaskKind
from ergo.model.plan import Plan, PlanWeek
from ergo.model.record import Appointment, Leave, OutsideWork, PlanSettings, PolicyChange, Supervision
from ergo.model.worker import Worker
from ergo.planning.check import Code, check_plan
from ergo.planning.plan import make_plan
from ergo.planning.variants import TaskVariant

MONDAY = date(2026, 11, 30)
EARLY, LATE, NIGHT = time(6), time(14), time(22)


def shifts(*days: int, paid_min: int = 480, start: time = EARLY) -> list[Shift]:
    return [Shift(day=day, start=start, paid_min=paid_min) for day in days]


def a_task(task_id: str = "desk", minutes: int = 480, **more: object) -> Task:
    known = {"sit.bout_min": Measurement(value=20)}
    base = {"id": task_id, "name": task_id.capitalize(), "kind": TaskKind.SITTING, "measurements": known}
    return Task.model_validate({**base, "minutes_per_shift": minutes, **more})


def a_case(
    roster: list[Shift], *tasks: Task, cycle_days: int = 7, policy_id: str = "half_days_4_6_8", **more: object
) -> Case:
    longest = max(shift.paid_min for shift in roster)
    fields = {
        "id": "case",
        "worker": Worker(code="W"),
        "job": Job(
            roster=Roster(anchor=MONDAY, cycle_days=cycle_days, shifts=roster),
            tasks=list(tasks) or [a_task(minutes=longest)],
        ),
        "plan_settings": PlanSettings(start=MONDAY, policy_id=policy_id, horizon_weeks=6),
    }
    return Case.model_validate({**fields, **more})


def planned(case: Case, variants: list[TaskVariant] | None = None) -> Plan:
    plan = make_plan(case, variants or [], made_on=MONDAY)
    assert check_plan(case, plan, variants or []) == []
    return plan


def hours(plan: Plan) -> list[float]:
    return [week.total_min / 60 for week in plan.weeks]


def worked(week: PlanWeek) -> list[str]:
    return [f"{day.date:%a}" for day in week.days]


WEEK = shifts(0, 1, 2, 3, 4)


# Rosters ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("roster", "cycle_days", "expected"),
    [
        # Part time, 3 days of 5 h: 4 h a day, then the 5 h of the contract.
        (shifts(0, 2, 4, paid_min=300), 7, [12, 15, 15, 15, 15, 15]),
        # Part time, 3 days of 4 h: the contract is the start.
        (shifts(0, 2, 4, paid_min=240), 7, [12] * 6),
        # 4 x 10 h: 4, 6, 8, 10 h a day on 4 days.
        (shifts(0, 1, 2, 3, paid_min=600), 7, [16, 24, 32, 40, 40, 40]),
        # 7 h 36 on 5 days: 4 and 6 h a day, then 7 h 36.
        (shifts(0, 1, 2, 3, 4, paid_min=456), 7, [20, 30, 38, 38, 38, 38]),
        # 9-day fortnight of 8 h 27: every second Friday is free: 5 and 4 days in turn.
        (
            shifts(0, 1, 2, 3, 4, 7, 8, 9, 10, paid_min=507),
            14,
            [20, 24, 40, 33.8, 42.25, 33.8],  # week 3: 5 x 8 h; then 8 h 27 on 4 and on 5 days
        ),
        # Nights that start on Sunday to Thursday.
        (shifts(0, 1, 2, 3, 6, start=NIGHT), 7, [20, 30, 40, 40, 40, 40]),
    ],
)
def test_hours_of_each_week(roster: list[Shift], cycle_days: int, expected: list[float]) -> None:
    assert hours(planned(a_case(roster, cycle_days=cycle_days))) == pytest.approx(expected)


def test_early_late_and_night_in_turn_keep_their_own_times() -> None:
    """Two early, two late, two nights, four free: shifts on days 0 to 5 of ten. Week 1 has six of them, week 2 (days
    7 to 13) days 10 to 13, week 3 (14 to 20) days 14, 15 and 20, week 4 (21 to 27) days 21 to 25.
    """
    rotation = shifts(0, 1) + shifts(2, 3, start=LATE) + shifts(4, 5, start=NIGHT)
    plan = planned(a_case(rotation, cycle_days=10))
    assert hours(plan)[:4] == [6 * 4, 4 * 6, 3 * 8, 5 * 8]
    assert [day.start for day in plan.weeks[0].days] == [EARLY, EARLY, LATE, LATE, NIGHT, NIGHT]


def test_a_restriction_on_nights_takes_the_nights_alone() -> None:
    rotation = shifts(0, 1) + shifts(2, 3, start=LATE) + shifts(4, 5, start=NIGHT)
    no_nights = Restriction(
        id="nights",
        wording="no night work",
        reading=Reading(dimensions=["nights"], aspect=Aspect.GATE, prohibited=True),
    )
    plan = planned(a_case(rotation, cycle_days=10, restrictions=[no_nights]))
    assert worked(plan.weeks[0]) == ["Mon", "Tue", "Wed", "Thu"]
    assert plan.full_duties_week is None


def test_spaced_half_days_keep_a_free_day_on_a_roster_with_gaps() -> None:
    """Rostered Monday, Tuesday, Thursday and Friday: two days apart are Monday and Thursday."""
    plan = planned(a_case(shifts(0, 1, 3, 4), policy_id="two_half_days_spaced"))
    assert worked(plan.weeks[0]) == ["Mon", "Thu"]


def test_long_days_do_not_follow_each_other_where_the_policy_says_so() -> None:
    """Three days a week at first: days of 4 h may follow each other, days of 6 h may not."""
    case = a_case(WEEK)
    figures = {"start_days_per_week": 3, "step_days_per_week": 1, "long_days_apart_over": 300}
    case.plan_settings.policy_changes = [
        PolicyChange(policy_id="half_days_4_6_8", field=field, value=value, reason="tires")
        for field, value in figures.items()
    ]
    plan = planned(case)
    assert [worked(week) for week in plan.weeks[:2]] == [["Mon", "Tue", "Wed"], ["Mon", "Wed", "Fri"]]


def test_an_easy_start_works_few_days_on_its_first_step() -> None:
    case = a_case(WEEK)
    case.plan_settings.policy_changes = [
        PolicyChange(policy_id="half_days_4_6_8", field="easy_start_days", value=2, reason="long absence")
    ]
    assert hours(planned(case)) == [8, 20, 30, 40, 40, 40]


# The calendar ----------------------------------------------------------------------------------------------------


def test_public_holidays_of_a_country_and_a_region() -> None:
    """25 December 2026 and 1 January 2027 are Fridays; Wednesday, 6 January is a holiday in Bavaria alone."""
    christmas = planned(a_case(WEEK, country="DE", region="BE"))
    assert hours(christmas) == [20, 30, 40, 32, 32, 40]
    bavaria = planned(a_case(WEEK, country="DE", region="BY"))
    assert hours(bavaria) == [20, 30, 40, 32, 32, 32]


def test_leave_and_the_re_entry_rule() -> None:
    """Week 4 off is five working days: one step down to 6 h a day, then 8 h again."""
    away = Leave(first_day=MONDAY + timedelta(weeks=3), last_day=MONDAY + timedelta(weeks=3, days=6))
    plan = planned(a_case(WEEK, leave=[away]))
    assert hours(plan) == [20, 30, 40, 0, 30, 40]
    assert plan.full_duties_week == 6


def test_who_comes_back_inside_a_week_resumes_lower_in_it_or_else_in_the_next() -> None:
    """Five working days from Thursday to Wednesday: Thursday and Friday of week 4 have 6 h. Three days inside a week
    that Monday began, where three call for the rule: its Friday has 8 h still, and week 5 has 6 h a day.
    """
    over = Leave(first_day=MONDAY + timedelta(weeks=2, days=3), last_day=MONDAY + timedelta(weeks=3, days=2))
    assert hours(planned(a_case(WEEK, leave=[over]))) == [20, 30, 24, 12, 40, 40]
    inside = Leave(
        first_day=MONDAY + timedelta(weeks=3, days=1), last_day=MONDAY + timedelta(weeks=3, days=3)
    )
    case = a_case(WEEK, leave=[inside])
    case.plan_settings.policy_changes = [
        PolicyChange(
            policy_id="half_days_4_6_8", field="reentry.after_working_days", value=3, reason="deconditioned"
        )
    ]
    assert hours(planned(case)) == [20, 30, 40, 16, 30, 40]


def test_certified_days_of_full_length_are_spaced_where_the_policy_spaces_days() -> None:
    """Three days are certified: at roster hours they are Monday, Wednesday and Friday as well."""
    three = Certificate(
        id="three",
        author="Certifier",
        issued_on=MONDAY,
        valid_from=MONDAY,
        valid_until=MONDAY + timedelta(weeks=20),
        max_days_per_week=3,
    )
    case = a_case(WEEK, certificates=[three])
    case.plan_settings.policy_changes = [
        PolicyChange(policy_id="half_days_4_6_8", field="spaced", value=True, reason="tires")
    ]
    plan = planned(case)
    assert [worked(week) for week in plan.weeks[:3]] == [["Mon", "Wed", "Fri"]] * 3
    assert hours(plan)[:3] == [12, 18, 24]


def test_four_days_of_leave_are_too_few_for_the_re_entry_rule() -> None:
    away = Leave(first_day=MONDAY + timedelta(weeks=3), last_day=MONDAY + timedelta(weeks=3, days=3))
    assert hours(planned(a_case(WEEK, leave=[away]))) == [20, 30, 40, 8, 40, 40]


def test_an_appointment_takes_its_minutes_of_a_full_day_alone() -> None:
    """150 min on Wednesdays: 8 h leave 5 h 30; of a day of 4 h nothing is taken, for 4 h still fit in."""
    physio = Appointment(
        on=MONDAY + timedelta(days=2), minutes=150, repeats_until=MONDAY + timedelta(weeks=3)
    )
    plan = planned(a_case(WEEK, appointments=[physio]))
    assert hours(plan) == [20, 29.5, 37.5, 40, 40, 40]


def test_a_start_in_the_middle_of_a_week() -> None:
    case = a_case(WEEK)
    case.plan_settings.start = MONDAY + timedelta(days=2)
    plan = planned(case)
    assert worked(plan.weeks[0]) == ["Wed", "Thu", "Fri"]
    assert hours(plan) == [12, 30, 40, 40, 40, 40]


# What must be there ----------------------------------------------------------------------------------------------


def test_a_supervisor_of_the_whole_work_leaves_that_persons_days_alone() -> None:
    """Monday, Tuesday and Thursday until the end of week 2: 3 x 4 h, 3 x 6 h, then 5 x 8 h."""
    foreman = Supervision(by="foreman", weekdays=[0, 1, 3], until=MONDAY + timedelta(days=13))
    plan = planned(a_case(WEEK, supervision=[foreman]))
    assert worked(plan.weeks[0]) == ["Mon", "Tue", "Thu"]
    assert hours(plan) == [12, 18, 40, 40, 40, 40]
    assert plan.full_duties_week == 3
    assert any("the supervisor is away" in reason.sentence for reason in plan.weeks[0].reasons)


def test_while_a_supervisor_is_needed_there_are_no_full_duties() -> None:
    foreman = Supervision(by="foreman", weekdays=[0, 1, 3])
    case = a_case(WEEK, supervision=[foreman])
    plan = planned(case)
    assert hours(plan) == [12, 18, 24, 24, 24, 24]
    assert plan.full_duties_week is None
    for week in plan.weeks:
        week.full_duties = True
    plan.full_duties_week = 1
    assert Code.FULL_DUTIES in {v.code for v in check_plan(case, plan) if v.week == 4}


def test_a_task_that_needs_a_supervisor_is_done_on_that_persons_days() -> None:
    """The bench needs the mate, who is there on Tuesday and Wednesday; the desk can be extended on the other days."""
    mate = Supervision(by="mate", weekdays=[1, 2], task_ids=["bench"])
    desk = a_task(minutes=240, may_be_extended=True)
    case = a_case(WEEK, desk, a_task("bench", 240), supervision=[mate])
    plan = planned(case)
    bench_on = {
        f"{day.date:%a}"
        for week in plan.weeks
        for day in week.days
        for a in day.allocations
        if a.task_id == "bench"
    }
    assert bench_on == {"Tue", "Wed"}
    assert plan.full_duties_week is None
    assert any("is there on Tue and Wed" in o.sentence for o in plan.obstacles)


def test_equipment_opens_a_task_on_its_date() -> None:
    """A hoist from Wednesday of week 3: until then 6 kg of lifting are too much, and the other task fills 4 h a day."""
    heavy = a_task("lift", 240, kind=TaskKind.LIFTING, measurements={}, demands=[_lift(12)])
    lighter = heavy.model_copy(update={"demands": [_lift(3)]})
    hoist = TaskVariant("lift", ("hoist",), lighter, MONDAY + timedelta(days=16), permanent=True)
    limit = Restriction(
        id="kg",
        wording="5 kg",
        reading=Reading(dimensions=["lift_waist_shoulder"], aspect=Aspect.PEAK, limit=5),
    )
    plan = planned(a_case(WEEK, a_task(minutes=240), heavy, restrictions=[limit]), [hoist])
    assert hours(plan)[:3] == [20, 20, 20]
    assert plan.weeks[3].total_min > plan.weeks[2].total_min
    assert plan.full_duties_week == 5


def _lift(kg: float) -> Demand:
    return Demand(dimension="lift_waist_shoulder", aspect=Aspect.PEAK, maximum=kg)


def test_an_alternative_duty_fills_the_hours_until_it_is_no_longer_offered() -> None:
    """Driving waits for clearance until week 4; labels fill the days meanwhile, until the end of week 3."""
    drive = a_task("drive", 480, kind=TaskKind.DRIVING, safety_critical=[SafetyCritical.MOBILE_PLANT])
    labels = a_task(
        "labels", 480, importance=Importance.ALTERNATIVE, available_until=MONDAY + timedelta(days=20)
    )
    cleared = Clearance(
        work=SafetyCritical.MOBILE_PLANT,
        cleared=True,
        by="Occupational physician",
        on=MONDAY,
        valid_from=MONDAY + timedelta(weeks=3),
    )
    plan = planned(a_case(WEEK, drive, labels, clearances=[cleared]))
    duties = [[a.task_id for a in week.duties] for week in plan.weeks]
    assert duties == [["labels"]] * 3 + [["drive"]] * 3
    assert plan.full_duties_week == 4


def test_without_the_alternative_duty_there_is_nothing_to_do_before_the_clearance() -> None:
    drive = a_task("drive", 480, kind=TaskKind.DRIVING, safety_critical=[SafetyCritical.DRIVING])
    cleared = Clearance(
        work=SafetyCritical.DRIVING,
        cleared=True,
        by="Occupational physician",
        on=MONDAY,
        valid_from=MONDAY + timedelta(weeks=2),
    )
    plan = planned(a_case(WEEK, drive, clearances=[cleared]))
    assert hours(plan) == [0, 0, 20, 30, 40, 40]
    assert plan.weeks[0].rung_label == "no suitable duties"


def test_hours_fall_in_the_week_in_which_a_duty_ends_and_nowhere_else() -> None:
    """Forms fill the second half of the day until the end of week 4; then the desk alone is left, 4 h a day."""
    forms = a_task("forms", 240, available_until=MONDAY + timedelta(days=27))
    plan = planned(a_case(WEEK, a_task(minutes=240), forms))
    assert hours(plan) == [20, 30, 40, 40, 20, 20]
    assert [bool(week.events) for week in plan.weeks] == [False, False, False, False, True, False]
    assert plan.full_duties_week is None


def test_an_unquantified_restriction_closes_what_it_touches_until_it_is_answered() -> None:
    vague = Restriction(
        id="vague", wording="take care when driving", reading=Reading(dimensions=["drive"], aspect=Aspect.RUN)
    )
    drive = a_task(
        "drive", 240, kind=TaskKind.DRIVING, measurements={"drive.bout_min": Measurement(value=30)}
    )
    plan = planned(a_case(WEEK, a_task(minutes=240), drive, restrictions=[vague]))
    assert hours(plan) == [20] * 6
    assert {a.task_id for week in plan.weeks for a in week.duties} == {"desk"}
    assert any("“take care when driving” has no number yet" in o.sentence for o in plan.obstacles)


def test_the_way_to_work_counts_in_the_days_sitting() -> None:
    """Seated 2 x 30 min on the way: of 5 h of sitting tolerated 4 h are left, the hours stay at 4 h a day."""
    sitting = Capacity(id="sit", dimension="sit", aspect=Aspect.DOSE, value=300, plateau=300)
    desk = a_task(measurements={"sit.bout_min": Measurement(value=20), "sit.total_h": Measurement(value=8)})
    full_share = PolicyChange(
        policy_id="half_days_4_6_8", field="tolerance_share", value=1, reason="measured twice"
    )
    travel = OutsideWork(commute_min_each_way=30, commute_seated=True)
    case = a_case(WEEK, desk, capacities=[sitting], outside_work=travel)
    case.plan_settings.policy_changes = [full_share]
    assert hours(planned(case)) == [20] * 6
    on_foot = a_case(WEEK, desk, capacities=[sitting])
    on_foot.plan_settings.policy_changes = [full_share]
    assert max(hours(planned(on_foot))) == 20  # 6 h would pass 5 h: there is no rung between
