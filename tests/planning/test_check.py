"""The checker at the edges of each rule: what is said of a violation, and what is still allowed."""

import ast
import json
from collections.abc import Sequence
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ergo.planning.check
from ergo.knowledge.dimensions import Aspect, Band, Side
from ergo.knowledge.policies import Policy, policy
from ergo.model.base import HowKnown, Measurement
from ergo.model.capacity import Capacity, Certificate, Clearance, LimitType, Reading, Restriction
from ergo.model.case import Case
from ergo.model.clinical import Answer, RedFlagAnswer
from ergo.model.job import Cycle, CycleStep, Roster, SafetyCritical, Shift, Task, TaskKind
from ergo.model.plan import Firmness, Override, Plan
from ergo.model.record import Appointment, Leave, OutsideWork
from ergo.planning.check import Code, Severity, Violation, check_plan
from ergo.planning.variants import TaskVariant
from tests.planning import plans

DATA = Path(__file__).parent / "data"
MONDAY = plans.START
LIFTS = ["lift_floor_waist", "lift_waist_shoulder", "lift_above_shoulder"]


def check(case: Case, plan: Plan, variants: list[TaskVariant] | None = None) -> list[Violation]:
    return check_plan(case, plan, plans.valid_variants() if variants is None else variants)


def codes(case: Case, plan: Plan) -> set[Code]:
    return {violation.code for violation in check(case, plan)}


def other_policy(base: str = "half_days_4_6_8", **figures: object) -> Policy:
    document = policy(base).model_dump()
    for name, value in figures.items():
        document[name] = (
            None if value is None else {**(document[name] or {}), "value": value, **_source(document[name])}
        )
    return Policy.model_validate(document)


def _source(figure: dict[str, Any] | None) -> dict[str, str]:
    return {} if figure else {"unit": "", "source": "PROP", "status": "proposal"}


def handling(load_kg: float | None, minutes: int = 480, **fields: Any) -> Task:
    """A task of handling of which only the lift between waist and shoulder is known."""
    lift = [] if load_kg is None else [plans.lift(load_kg)]
    return Task(
        id="duty",
        name="Duty",
        kind=TaskKind.LIFTING,
        minutes_per_shift=minutes,
        demands=lift,
        **fields,
    )


def restriction(**reading: Any) -> Restriction:
    return Restriction(
        id="r", wording="as written", author="Surgeon", reading=Reading.model_validate(reading)
    )


def of_lift(**reading: Any) -> Restriction:
    return restriction(dimensions=["lift_waist_shoulder"], aspect=Aspect.PEAK, **reading)


# A whole plan ----------------------------------------------------------------------------------------------------


def test_a_valid_plan_has_no_violation() -> None:
    assert check(plans.valid_case(), plans.valid_plan()) == []


def test_checking_changes_neither_case_nor_plan() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    before = case.model_dump_json(), plan.model_dump_json()
    check(case, plan)
    assert (case.model_dump_json(), plan.model_dump_json()) == before


def test_a_plan_without_weeks() -> None:
    plan = plans.valid_plan()
    plan.weeks, plan.full_duties_week = [], None
    assert check(plans.valid_case(), plan) == []


def test_a_case_without_a_roster_has_no_day_to_work_on() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    case.job.roster = None
    off = [v for v in check(case, plan) if v.code is Code.OFF_ROSTER]
    assert len(off) == 20


def test_what_a_violation_says() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    tidy = case.task("tidy")
    assert tidy is not None
    tidy.demands[0].maximum = 7
    first = check(case, plan)[0]
    assert first == Violation(
        code=Code.RESTRICTION_PEAK,
        message="“Tidying” asks for 7 kg in Carry (heaviest load); 5 kg is allowed.",
        week=1,
        date=date(2026, 2, 2),
        dimension="carry",
        aspect=Aspect.PEAK,
        side=Side.BOTH,
        task_id="tidy",
        value=7,
        limit=5,
        source="“carry up to 5 kg, occasionally, 150 min a shift at most” (Certifier)",
        overridable=False,
        severity=Severity.VIOLATION,
    )
    assert [v.date for v in check(case, plan)[:5]] == [MONDAY + timedelta(days=n) for n in range(5)]


def test_several_broken_rules_are_all_reported() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    plan.weeks[1].days[4].date += timedelta(days=1)
    plan.weeks[0].total_min = 0
    case.certificates[0].max_minutes_per_day = 420
    assert codes(case, plan) == {Code.OFF_ROSTER, Code.WEEK_TOTAL, Code.CERTIFIED_DAY_MINUTES}


# Overrides -------------------------------------------------------------------------------------------------------


def override(week: int, code: str, reason: str, item: str = "") -> Override:
    return Override(
        week_number=week,
        code=code,
        item=item,
        what="more hours",
        reason=reason,
        by="Therapist",
        on=MONDAY,
    )


@pytest.mark.parametrize(
    ("week", "code", "item", "reason", "severity"),
    [
        (1, "start_hours", "", "worked five hours a day already", Severity.OVERRIDDEN),
        (1, "start_hours", "", "  ", Severity.VIOLATION),
        (2, "start_hours", "", "worked five hours a day already", Severity.VIOLATION),
        (1, "hours_step", "", "worked five hours a day already", Severity.VIOLATION),
        (1, "start_hours", "pick", "worked five hours a day already", Severity.VIOLATION),
        (1, "", "", "worked five hours a day already", Severity.VIOLATION),
    ],
)
def test_policy_is_overridden_by_what_names_week_rule_and_item_with_a_reason(
    week: int, code: str, item: str, reason: str, severity: Severity
) -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    minutes = {"desk": 180, "tidy": 60, "labels": 60}
    plan.weeks[0] = plans.week_of(1, Firmness.FIRM, minutes, level_kg=8)
    plan.weeks[0].review_on = date(2026, 2, 6)
    plan.overrides = [override(week, code, reason, item)]
    assert [(v.code, v.severity, v.overridable) for v in check(case, plan)] == [
        (Code.START_HOURS, severity, True)
    ]


def test_an_override_covers_one_level_and_not_another_of_its_week() -> None:
    """Lifting starts at 8 kg and carrying may not climb above 4 kg; only the override of the one is given."""
    case, plan = plans.valid_case(), plans.valid_plan()
    case.certificates[0].restrictions = []
    case.capacities.append(Capacity(id="carrying", dimension="carry", aspect=Aspect.PEAK, value=4, on=MONDAY))
    plan.weeks[0].limits = [plans.lifting_level(9), plans.carrying_level(5)]
    plan.overrides = [override(1, "level_start", "lifted 9 kg in the test", "lift_waist_shoulder peak both")]
    found = {(v.code, v.dimension): (v.severity, v.reason) for v in check(case, plan) if v.week == 1}
    assert found == {
        (Code.LEVEL_START, "lift_waist_shoulder"): (Severity.OVERRIDDEN, "lifted 9 kg in the test"),
        (Code.LEVEL_MAY_NOT_CLIMB, "carry"): (Severity.VIOLATION, ""),
    }


def test_a_certificate_is_not_overridden() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    case.certificates[0].max_minutes_per_day = 420
    plan.overrides = [
        override(number, "certified_day_minutes", "the worker insists") for number in range(1, 7)
    ]
    assert {(v.code, v.severity) for v in check(case, plan)} == {
        (Code.CERTIFIED_DAY_MINUTES, Severity.VIOLATION)
    }


def test_what_the_person_cannot_do_is_not_overridden() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    case.capacities[0].limit_type = LimitType.LIMITATION
    plan.weeks[4].limits.clear()
    (violation,) = check(case, plan)
    plan.overrides = [override(5, violation.code, "the worker wants to try", violation.item)]
    assert [(v.code, v.severity) for v in check(case, plan)] == [(Code.OVER_TOLERANCE, Severity.VIOLATION)]


# Contract, calendar and certificate ------------------------------------------------------------------------------


def test_an_afternoon_start_inside_the_shift() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    plan.weeks[0].days[0].start = time(12, 30)  # 4 h until the shift ends at 16:30
    assert check(case, plan) == []


def test_a_night_shift_belongs_to_the_day_on_which_it_starts() -> None:
    roster = Roster(anchor=MONDAY, shifts=[Shift(day=0, start=time(22), paid_min=480)])
    case = plans.plain_case(handling(4), restrictions=[], roster=roster)
    plan = plans.plain_plan({"duty": 480}, days=1, start=time(22))
    assert codes(case, plan) == set()
    after_midnight = plans.plain_plan({"duty": 240}, days=1, start=time(2))
    assert codes(case, after_midnight) == set()


def test_without_a_certificate_days_may_be_dated() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    case.restrictions, case.certificates = case.certificates[0].restrictions, []
    plan.certified_until = None
    plan.weeks = plan.weeks[:4]
    plan.full_duties_week = None
    assert check(case, plan) == []


def test_no_week_is_firm_without_a_review() -> None:
    case = plans.plain_case(handling(4), restrictions=[])
    plan = plans.plain_plan({"duty": 480})
    plan.weeks[0].review_on = None
    assert codes(case, plan) == {Code.FIRM_AFTER_REVIEW}


def test_a_review_before_the_plan_was_made_is_not_the_next_one() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    plan.made_on = date(2026, 2, 12)
    plan.weeks[1].firmness = plan.weeks[2].firmness = Firmness.FIRM
    assert check(case, plan) == []
    plan.made_on = date(2026, 2, 6)
    assert {v.week for v in check(case, plan)} == {2, 3}


@pytest.mark.parametrize("review", [date(2026, 2, 20), date(2026, 2, 21), date(2026, 2, 24)])
def test_three_to_five_working_days_before_the_certificate_ends(review: date) -> None:
    """The certificate ends on Friday 27 February: from Friday to Tuesday before it."""
    case, plan = plans.valid_case(), plans.valid_plan()
    plan.weeks[3].review_on = None
    plan.weeks[2 if review < date(2026, 2, 23) else 3].review_on = review
    assert check(case, plan) == []


def test_a_public_holiday_is_no_working_day() -> None:
    """From Thursday 12 to Friday 20 February 2026 there are six working days, five where Presidents' Day is kept."""
    case, plan = plans.valid_case(), plans.valid_plan()
    case.certificates[0].valid_until = plan.certified_until = date(2026, 2, 20)
    plan.weeks, plan.full_duties_week = plan.weeks[:3], None
    del plan.weeks[2].days[0]
    plans.settle(plan.weeks[2])
    plan.weeks[1].review_on = date(2026, 2, 12)
    assert Code.REVIEW_BEFORE_END in codes(case, plan)
    case.country = "US"
    assert codes(case, plan) == set()


def test_a_plan_that_ends_before_the_certificate_needs_no_review_for_its_end() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    plan.weeks, plan.full_duties_week = plan.weeks[:3], None
    assert check(case, plan) == []


def test_a_certificate_that_is_renewed_needs_no_review_before_its_end() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    next_one = Certificate(
        author="Certifier",
        issued_on=date(2026, 2, 13),
        valid_from=date(2026, 2, 14),
        valid_until=plans.CERTIFIED_UNTIL,
    )
    case.certificates[0].valid_until = date(2026, 2, 13)
    case.certificates.append(next_one)
    assert check(case, plan) == []


def test_the_certificate_of_the_day_rules_its_hours_and_all_restrictions_stay() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    second = case.certificates[0].model_copy(deep=True, update={"id": "second", "restrictions": []})
    second.valid_from = second.issued_on = date(2026, 2, 16)
    second.max_minutes_per_day = 420
    case.certificates.append(second)
    found = check(case, plan)
    assert {(v.code, v.week) for v in found} == {(Code.CERTIFIED_DAY_MINUTES, n) for n in (3, 4, 5, 6)}
    assert min(v.date for v in found if v.date) == date(2026, 2, 16)


# Restrictions ----------------------------------------------------------------------------------------------------


def test_a_review_date_ends_nothing_and_lifting_does() -> None:
    """The certificate's restrictions stay past its end, in weeks 5 and 6, unless it says from when they may not."""
    case, plan = plans.valid_case(), plans.valid_plan()
    carry = case.certificates[0].restrictions[0]
    tidy = case.task("tidy")
    assert tidy is not None
    tidy.demands[0].maximum = 6
    assert {v.week for v in check(case, plan)} == {1, 2, 3, 4, 5, 6}
    carry.may_lift_from = date(2026, 2, 24)
    assert {v.date for v in check(case, plan) if v.code is Code.RESTRICTION_PEAK} == {
        monday + timedelta(days=n)
        for monday, days in (
            (MONDAY, 5),
            (date(2026, 2, 9), 5),
            (date(2026, 2, 16), 5),
            (date(2026, 2, 23), 1),
        )
        for n in range(days)
    }


def test_a_restriction_begins_on_its_date() -> None:
    late = of_lift(limit=3).model_copy(update={"valid_from": MONDAY + timedelta(days=3)})
    found = check(plans.plain_case(handling(4), restrictions=[late]), plans.plain_plan({"duty": 480}))
    assert [v.date for v in found] == [MONDAY + timedelta(days=3), MONDAY + timedelta(days=4)]


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        ({"limit": 4}, None),
        ({"limit": 3.9}, Code.RESTRICTION_PEAK),
        ({"limit": 3, "below_hand_height_cm": 100}, None),  # the hands start at 100 cm
        ({"limit": 3, "below_hand_height_cm": 101}, Code.RESTRICTION_PEAK),
        ({"limit": 3, "above_hand_height_cm": 130}, None),  # and end at 130 cm
        ({"limit": 3, "above_hand_height_cm": 129}, Code.RESTRICTION_PEAK),
        ({"limit": 3, "beyond_reach_cm": 30}, None),  # 30 cm from the body
        ({"limit": 3, "beyond_reach_cm": 25}, Code.RESTRICTION_PEAK),
        ({"prohibited": True}, Code.PROHIBITED),
        ({"prohibited": True, "beyond_reach_cm": 40}, None),
        ({}, Code.RESTRICTION_UNQUANTIFIED),
        ({"frequency": "occasional"}, Code.RESTRICTION_UNQUANTIFIED),
    ],
)
def test_a_lift_of_four_kilograms(reading: dict[str, Any], expected: Code | None) -> None:
    case = plans.plain_case(handling(4), restrictions=[of_lift(**reading)])
    assert codes(case, plans.plain_plan({"duty": 480})) == ({expected} if expected else set())


def test_a_restriction_of_one_side_touches_that_side_and_both() -> None:
    left = restriction(dimensions=["carry"], aspect=Aspect.PEAK, side=Side.LEFT, limit=2)
    for side, expected in ((Side.LEFT, True), (Side.BOTH, True), (Side.RIGHT, False)):
        duty = handling(4)
        right_too = plans.demand("carry", Aspect.PEAK, 0).model_copy(update={"side": Side.LEFT, "id": "z"})
        carried = plans.demand("carry", Aspect.PEAK, 3).model_copy(update={"side": side})
        duty.demands += [carried, right_too]
        found = codes(plans.plain_case(duty, restrictions=[left]), plans.plain_plan({"duty": 480}))
        assert found == ({Code.RESTRICTION_PEAK} if expected else set()), side


@pytest.mark.parametrize(("shift_min", "most"), [(240, 80), (480, 160), (720, 160)])
def test_a_band_is_a_share_of_the_day_and_of_eight_hours(shift_min: int, most: int) -> None:
    """A third of a short day; on a twelve-hour shift the minutes of an eight-hour day."""
    roster = plans.weekdays(paid_min=shift_min)
    duty = handling(4)
    duty.demands[0].minutes_per_shift = 480
    other = Task(id="other", name="Other", kind=TaskKind.SITTING, minutes_per_shift=720)
    case = plans.plain_case(
        duty, other, restrictions=[of_lift(limit=10, frequency="occasional")], roster=roster
    )
    assert codes(case, plans.plain_plan({"duty": most, "other": shift_min - most})) == set()
    above = plans.plain_plan({"duty": most + 1, "other": shift_min - most - 1})
    (first, *_) = check(case, above)
    assert (first.code, first.value) == (Code.RESTRICTION_FREQUENCY, most + 1)
    assert first.limit == pytest.approx(most, abs=0.001)


def test_minutes_of_an_activity_are_those_that_are_known_of_it() -> None:
    """120 min of a task in which the trunk is bent for a quarter of the time are 30 min of bending."""
    bent = restriction(dimensions=["trunk_flexed"], aspect=Aspect.RUN, limit=10, minutes_per_shift=30)
    duty = Task(
        id="duty",
        name="Duty",
        kind=TaskKind.OTHER,
        minutes_per_shift=240,
        demands=[plans.demand("trunk_flexed", Aspect.RUN, 5), plans.demand("trunk_flexed", Aspect.DOSE, 60)],
    )
    other = Task(id="other", name="Other", kind=TaskKind.SITTING, minutes_per_shift=480)
    case = plans.plain_case(duty, other, restrictions=[bent])
    assert codes(case, plans.plain_plan({"duty": 120, "other": 240})) == set()
    assert codes(case, plans.plain_plan({"duty": 135, "other": 240})) == {Code.RESTRICTION_MINUTES}


@pytest.mark.parametrize(
    ("commute", "expected"),
    [
        (OutsideWork(commute_min_each_way=30, commute_seated=True), set()),
        (OutsideWork(commute_min_each_way=31, commute_seated=True), {Code.RESTRICTION_DOSE}),
        (OutsideWork(commute_min_each_way=90, commute_seated=False), set()),
        (OutsideWork(), set()),
    ],
)
def test_sitting_on_the_way_counts(commute: OutsideWork, expected: set[Code]) -> None:
    case = plans.plain_case(
        Task(id="duty", name="Duty", kind=TaskKind.SITTING, minutes_per_shift=480),
        restrictions=[restriction(dimensions=["sit"], aspect=Aspect.DOSE, limit=300)],
    )
    case.outside_work = commute
    assert codes(case, plans.plain_plan({"duty": 240})) == expected


@pytest.mark.parametrize(
    ("dimension", "aspect", "reading", "outside", "expected"),
    [
        ("work_time", Aspect.DOSE, {"limit": 240}, OutsideWork(), None),
        ("work_time", Aspect.DOSE, {"limit": 239}, OutsideWork(), Code.RESTRICTION_DOSE),
        ("work_time", Aspect.DOSE, {"prohibited": True}, OutsideWork(), Code.PROHIBITED),
        ("work_time", Aspect.DOSE, {}, OutsideWork(), Code.RESTRICTION_UNQUANTIFIED),
        ("commute", Aspect.RUN, {"limit": 30}, OutsideWork(commute_min_each_way=30), None),
        ("commute", Aspect.RUN, {"limit": 29}, OutsideWork(commute_min_each_way=30), Code.RESTRICTION_PEAK),
        ("commute", Aspect.DOSE, {"limit": 59}, OutsideWork(commute_min_each_way=30), Code.RESTRICTION_DOSE),
        ("commute", Aspect.RUN, {"limit": 30}, OutsideWork(), Code.RESTRICTION_UNKNOWN_DEMAND),
        ("nights", Aspect.GATE, {"prohibited": True}, OutsideWork(), None),
        ("nights", Aspect.GATE, {}, OutsideWork(), None),
    ],
)
def test_what_the_day_itself_asks_for(
    dimension: str, aspect: Aspect, reading: dict[str, Any], outside: OutsideWork, expected: Code | None
) -> None:
    more = restriction(dimensions=[dimension], aspect=aspect, **reading)
    case = plans.plain_case(handling(4), restrictions=[more])
    case.outside_work = outside
    assert codes(case, plans.plain_plan({"duty": 240})) == ({expected} if expected else set())


def test_a_step_of_a_cycle_may_involve_what_the_task_does_not() -> None:
    """Driving with a carry in between: what the carry weighs is not known, so a limit on carrying closes it."""
    steps = [
        CycleStep(name="drive", kind=TaskKind.DRIVING, minutes=4),
        CycleStep(name="carry", kind=TaskKind.PUSH_PULL_CARRY, minutes=1),
    ]
    duty = Task(
        id="duty",
        name="Duty",
        kind=TaskKind.DRIVING,
        minutes_per_shift=480,
        cycle=Cycle(steps=steps, repeats_per_shift=60),
    )
    carry = restriction(dimensions=["carry"], aspect=Aspect.PEAK, limit=5)
    case = plans.plain_case(duty, restrictions=[carry])
    assert codes(case, plans.plain_plan({"duty": 480})) == {Code.RESTRICTION_UNKNOWN_DEMAND}
    steps[1].measurements["carry.load_kg"] = Measurement(value=4, how=HowKnown.MEASURED)
    assert codes(case, plans.plain_plan({"duty": 480})) == set()


def test_a_task_that_a_restriction_cannot_touch() -> None:
    """Sitting work does not involve stairs, so nothing has to be known about them."""
    duty = Task(id="duty", name="Duty", kind=TaskKind.SITTING, minutes_per_shift=480)
    stairs = restriction(dimensions=["stairs"], aspect=Aspect.DOSE)
    case = plans.plain_case(duty, restrictions=[stairs])
    assert codes(case, plans.plain_plan({"duty": 480})) == set()


def test_safety_critical_work_may_be_restricted_as_such() -> None:
    no_driving = restriction(dimensions=["safety_critical"], aspect=Aspect.GATE, prohibited=True)
    case = plans.plain_case(handling(4), restrictions=[no_driving])
    assert codes(case, plans.plain_plan({"duty": 480})) == set()
    case.job.tasks[0].safety_critical = [SafetyCritical.MOBILE_PLANT]
    case.clearances = [
        Clearance(
            work=SafetyCritical.MOBILE_PLANT, cleared=True, by="Physician", on=MONDAY, valid_from=MONDAY
        )
    ]
    assert codes(case, plans.plain_plan({"duty": 480})) == {Code.PROHIBITED}


def test_levels_are_read_where_they_and_the_restriction_both_hold() -> None:
    """10 kg, and 5 kg below 50 cm, keep a restriction to 5 kg below 50 cm, and not one to 5 kg everywhere."""
    case, plan = plans.plain_case(handling(4), restrictions=[]), plans.plain_plan({"duty": 480})
    general = plans.lifting_level(10)
    low = plans.lifting_level(5).model_copy(update={"below_hand_height_cm": 50})
    plan.weeks[0].limits = [general, low]
    case.restrictions = [of_lift(limit=5, below_hand_height_cm=50)]
    assert codes(case, plan) == set()
    plan.weeks[0].limits = [general]
    assert codes(case, plan) == {Code.LEVEL_OVER_RESTRICTION}
    case.restrictions = [of_lift(limit=5)]
    plan.weeks[0].limits = [low.model_copy(update={"value": 6})]
    assert codes(case, plan) == {Code.LEVEL_OVER_RESTRICTION}


@settings(deadline=None, max_examples=40)
@given(st.floats(0, 12), st.floats(0, 12), st.sampled_from(Band), st.sampled_from([None, 30, 120]))
def test_a_looser_restriction_never_adds_a_violation(one: float, other: float, band: Band, most: int) -> None:
    def found(limit: float) -> set[tuple[Code, date | None, str]]:
        case = plans.valid_case()
        reading = {"limit": limit, "frequency": band, "minutes_per_shift": most}
        case.restrictions = [of_lift(**reading)]
        return {(v.code, v.date, v.task_id) for v in check(case, plans.valid_plan())}

    assert found(max(one, other)) <= found(min(one, other))


# Capacity and levels ---------------------------------------------------------------------------------------------


def able(value: float | None, **fields: Any) -> Capacity:
    return Capacity(dimension="lift_waist_shoulder", aspect=Aspect.PEAK, value=value, **fields)


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], None),
        ([able(5)], Code.OVER_TOLERANCE),
        ([able(6)], None),
        ([able(8, on=date(2026, 1, 5)), able(5, on=date(2026, 1, 26))], Code.OVER_TOLERANCE),
        ([able(5, on=date(2026, 1, 5)), able(8, on=date(2026, 1, 26))], None),
        ([able(5), able(8, on=date(2026, 1, 26))], None),
        ([able(8, reach_cm=25)], None),  # tested nearer to the body: not assessed, and not marked relevant
        ([able(8, reach_cm=25, relevant=True)], Code.TOLERANCE_UNKNOWN),
        ([able(8, reach_cm=30, relevant=True)], None),
        ([able(None, relevant=True)], Code.TOLERANCE_UNKNOWN),
        ([able(None)], None),
        ([able(8, frequency=Band.OCCASIONAL)], None),
        ([able(8, frequency=Band.OCCASIONAL, relevant=True)], Code.TOLERANCE_FREQUENCY),
        ([able(8, frequency=Band.OCCASIONAL, relevant=True), able(6, frequency=Band.CONSTANT)], None),
    ],
)
def test_a_lift_of_six_kilograms_against_the_capacity(entries: list[Capacity], expected: Code | None) -> None:
    case = plans.plain_case(handling(6), restrictions=[])
    case.capacities = entries
    assert codes(case, plans.plain_plan({"duty": 480})) == ({expected} if expected else set())


@pytest.mark.parametrize(
    ("level", "expected"), [(None, {Code.OVER_TOLERANCE}), (5, {Code.OVER_LEVEL}), (6, set())]
)
def test_a_level_stands_for_a_tolerance_that_was_tested_nearer_to_the_body(
    level: float | None, expected: set[Code]
) -> None:
    """6 kg at 30 cm, 4 kg tested at 25 cm and not relevant: above what was tested only under a level that climbed."""
    case = plans.plain_case(handling(6), restrictions=[])
    case.capacities = [able(4, reach_cm=25)]
    plan = plans.plain_plan({"duty": 480})
    plan.weeks[0].limits = [] if level is None else [plans.lifting_level(level)]
    assert expected == codes(case, plan) - {Code.LEVEL_START, Code.LEVEL_MAY_NOT_CLIMB}


def test_a_certified_number_stands_where_nothing_was_tested() -> None:
    """The clinician marks lifting from the floor; nothing was tested, and the certificate allows 10 kg."""
    duty = handling(6)
    case = plans.plain_case(duty, restrictions=[of_lift(limit=10)])
    assert codes(case, plans.plain_plan({"duty": 480})) == set()
    case.capacities = [able(8, reach_cm=25)]
    assert codes(case, plans.plain_plan({"duty": 480})) == {Code.TOLERANCE_UNKNOWN}


@pytest.mark.parametrize(
    ("value", "able_to", "expected"), [(None, True, set()), (None, False, {Code.OVER_TOLERANCE})]
)
def test_a_gate_is_open_or_closed(value: float | None, able_to: bool, expected: set[Code]) -> None:
    duty = handling(4)
    duty.demands.append(plans.demand("ladder", Aspect.GATE, 1))
    case = plans.plain_case(duty, restrictions=[])
    case.capacities = [Capacity(dimension="ladder", aspect=Aspect.GATE, value=value, able=able_to)]
    assert codes(case, plans.plain_plan({"duty": 480})) == expected


@pytest.mark.parametrize(("stretch", "expected"), [(30, set()), (31, {Code.OVER_TOLERANCE}), (None, set())])
def test_only_a_stretch_that_cannot_be_broken_exceeds_a_tolerance(
    stretch: int | None, expected: set[Code]
) -> None:
    duty = Task(
        id="duty",
        name="Duty",
        kind=TaskKind.SITTING,
        minutes_per_shift=480,
        uninterruptible_min=stretch,
        demands=[plans.demand("sit", Aspect.RUN, 90)],
    )
    case = plans.plain_case(duty, restrictions=[])
    case.capacities = [Capacity(dimension="sit", aspect=Aspect.RUN, value=30)]
    assert codes(case, plans.plain_plan({"duty": 480})) == expected


def test_a_level_for_work_near_the_body_does_not_serve_work_at_a_reach() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    case.capacities[0].reach_cm = 25
    far = case.capacities[0].model_copy(update={"id": "far", "value": 8, "reach_cm": 30})
    case.capacities.append(far)
    found = check(case, plan)
    assert {(v.code, v.week, v.value, v.limit) for v in found} == {
        (Code.OVER_TOLERANCE, 5, 12, 8),
        (Code.OVER_TOLERANCE, 6, 12, 8),
    }


def test_a_level_resumes_where_a_restriction_held_it() -> None:
    """8, 5, 5, 5 and then 10: the first rung is free, the next one is a step."""
    case, plan = plans.valid_case(), plans.valid_plan()
    case.restrictions = [of_lift(limit=6).model_copy(update={"may_lift_from": date(2026, 2, 23)})]
    for number, level in ((1, 6), (2, 6), (3, 6), (4, 8), (5, 10), (6, 12)):
        plan.weeks[number - 1].limits[0].value = level
    assert {(v.code, v.week) for v in check(case, plan)} == {(Code.OVER_LEVEL, 5)}
    plan.weeks[3].limits[0].value = 11
    assert (Code.LEVEL_STEP, 4) in {(v.code, v.week) for v in check(case, plan)}


# Safety ----------------------------------------------------------------------------------------------------------


def alone(cleared: bool, on: date, valid_from: date, by: str = "Physician") -> Clearance:
    return Clearance(work=SafetyCritical.ALONE, cleared=cleared, by=by, on=on, valid_from=valid_from)


WEDNESDAY, THURSDAY, FRIDAY = (MONDAY + timedelta(days=n) for n in (2, 3, 4))


@pytest.mark.parametrize(
    ("clearances", "first_closed", "closed_days"),
    [
        ([alone(True, MONDAY, MONDAY)], None, 0),
        ([alone(True, MONDAY, WEDNESDAY)], MONDAY, 2),
        ([alone(True, WEDNESDAY, MONDAY)], MONDAY, 2),
        ([alone(True, MONDAY, MONDAY), alone(False, THURSDAY, THURSDAY)], THURSDAY, 2),
        ([alone(False, MONDAY, MONDAY), alone(True, FRIDAY, FRIDAY)], MONDAY, 4),
        ([alone(True, MONDAY, MONDAY, by="")], MONDAY, 5),
    ],
)
def test_clearance_is_written_and_valid_on_the_day(
    clearances: list[Clearance], first_closed: date | None, closed_days: int
) -> None:
    case = plans.plain_case(handling(4, safety_critical=[SafetyCritical.ALONE]), restrictions=[])
    case.clearances = clearances
    found = check(case, plans.plain_plan({"duty": 480}))
    assert {v.code for v in found} <= {Code.NO_CLEARANCE}
    assert (min((v.date for v in found if v.date), default=None), len(found)) == (first_closed, closed_days)


@pytest.mark.parametrize(
    ("answer", "days"),
    [
        (RedFlagAnswer(flag_id="ces", answer=Answer.YES), 5),
        (RedFlagAnswer(flag_id="ces", answer=Answer.NO), 0),
        (RedFlagAnswer(flag_id="ces", answer=Answer.NOT_ASKED), 0),
        (RedFlagAnswer(flag_id="cancer", answer=Answer.YES), 0),  # ask: the plan is held, not suspended
        (RedFlagAnswer(flag_id="unheard_of", answer=Answer.YES), 5),
        (RedFlagAnswer(flag_id="ces", answer=Answer.YES, resolved_on=MONDAY, resolved_by="Surgeon"), 0),
        (RedFlagAnswer(flag_id="ces", answer=Answer.YES, resolved_on=MONDAY), 5),
        (RedFlagAnswer(flag_id="ces", answer=Answer.YES, resolved_on=WEDNESDAY, resolved_by="Surgeon"), 2),
    ],
)
def test_an_open_red_flag_suspends_every_day(answer: RedFlagAnswer, days: int) -> None:
    case = plans.plain_case(handling(4), restrictions=[])
    case.clinical.red_flags = [answer]
    found = check(case, plans.plain_plan({"duty": 480}))
    assert [v.code for v in found] == [Code.RED_FLAG] * days


# The course of the hours -----------------------------------------------------------------------------------------


def course(
    hours: list[tuple[int, int]],
    chosen: Policy,
    roster: Roster | None = None,
    rungs: Sequence[int] = (),
) -> tuple[Case, Plan]:
    """A plan with so many days of so many minutes each week, and a case in which nothing else matters.

    ``rungs`` are those that the plan names, where the hours alone do not tell.
    """
    duty = Task(id="duty", name="Duty", kind=TaskKind.SITTING, minutes_per_shift=960, may_be_extended=True)
    case = plans.plain_case(duty, restrictions=[], roster=roster)
    plan = plans.plain_plan({"duty": 60})
    plan.policy = chosen
    plan.weeks = [
        plans.week_of(number, Firmness.CONDITIONAL, {"duty": minutes}, level_kg=0, days=days)
        for number, (days, minutes) in enumerate(hours, start=1)
    ]
    for week in plan.weeks:
        week.limits = []
    for week, rung in zip(plan.weeks, rungs, strict=False):
        week.rung = rung
    return case, plan


def found_in(case: Case, plan: Plan) -> list[tuple[Code, int | None]]:
    return [(v.code, v.week) for v in check(case, plan)]


def test_the_published_4_6_8_course() -> None:
    """S05: 4 h a day in week 1, 6 h in week 2, 8 h by week 3."""
    assert found_in(*course([(5, 240), (5, 360), (5, 480), (5, 480)], policy("half_days_4_6_8"))) == []


def test_staying_on_a_step_is_always_allowed() -> None:
    assert found_in(*course([(5, 240), (5, 240), (5, 300), (5, 300)], policy("half_days_4_6_8"))) == []


def test_six_weeks_with_even_steps() -> None:
    """S09: two half days, full hours in week 6; even steps are 7.5, 13.5, 19.5, 25.5, 31.5, 37.5 h a week."""
    full = plans.weekdays(paid_min=450)
    even = [(2, 225), (3, 270), (3, 390), (4, 382), (5, 378), (5, 450)]
    unspaced = other_policy("two_half_days_spaced", spaced=False)
    assert found_in(*course(even, unspaced, full)) == []
    too_much = [*even[:2], (3, 405), *even[3:]]
    assert found_in(*course(too_much, unspaced, full)) == [(Code.HOURS_STEP, 3)]
    too_early = [*even[:3], (5, 378), (5, 450), (5, 450)]
    assert found_in(*course(too_early, unspaced, full)) == [(Code.HOURS_STEP, 4)]


def test_quarter_hours_are_rounded_down_from_the_rung() -> None:
    """0.5 of 7 h 36 min is 228 min, with 20 min a step 248, 268, 288 min: 285 follows 255 although it is 30 more."""
    shares = other_policy(start_minutes_per_day=None, start_share_of_full_day=0.5, step_minutes_per_day=20)
    roster = plans.weekdays(paid_min=456)
    assert found_in(*course([(5, 225), (5, 240), (5, 255), (5, 285)], shares, roster)) == []
    assert found_in(*course([(5, 229)], shares, roster)) == [(Code.START_HOURS, 1)]
    assert found_in(*course([(5, 225), (5, 249)], shares, roster)) == [(Code.HOURS_STEP, 2)]


def test_days_rise_by_the_policy_and_not_together_with_hours() -> None:
    days_too = other_policy(start_days_per_week=3, step_days_per_week=1)
    assert found_in(*course([(3, 240), (3, 360), (3, 480), (4, 480), (5, 480)], days_too)) == []
    assert found_in(*course([(4, 240)], days_too)) == [(Code.START_HOURS, 1)]
    assert found_in(*course([(3, 240), (5, 240)], days_too)) == [(Code.HOURS_STEP, 2)]
    assert found_in(*course([(3, 240), (4, 360)], days_too)) == [(Code.HOURS_STEP, 2)]
    both = other_policy(start_days_per_week=3, step_days_per_week=1, order="both")
    assert found_in(*course([(3, 240), (4, 360), (5, 480)], both)) == []


def test_hours_that_a_certificate_holds_do_not_climb_behind_it() -> None:
    held = [(5, 240), (5, 240), (5, 240), (5, 480)]
    assert found_in(*course(held, policy("half_days_4_6_8"))) == [(Code.HOURS_STEP, 4)]


def test_a_shorter_shift_holds_the_hours_and_the_rung_climbs() -> None:
    """Weeks of 4 h and of 10 h shifts in turn: 6 h in week 2, and 10 h in week 4, if 8 h were the step of week 3."""
    days = (0, 1, 2, 3, 4, 7, 8, 9, 10, 11)
    shifts = [Shift(day=d, start=time(8), paid_min=240 if d < 7 else 600) for d in days]
    roster = Roster(anchor=MONDAY, cycle_days=14, shifts=shifts)
    chosen = policy("half_days_4_6_8")
    hours = [(5, 240), (5, 360), (5, 240), (5, 600)]
    assert found_in(*course(hours, chosen, roster, rungs=(0, 1, 2, 3))) == []
    assert found_in(*course(hours, chosen, roster, rungs=(0, 1, 1, 3))) == [(Code.HOURS_STEP, 4)]
    assert found_in(*course([(5, 240), (5, 480)], chosen, roster)) == [(Code.HOURS_STEP, 2)]


@pytest.mark.parametrize(("lost", "expected"), [(True, []), (False, [(Code.HOURS_STEP, 3)])])
def test_a_public_holiday_does_not_put_the_course_back(lost: bool, expected: list[tuple[Code, int]]) -> None:
    """Two days in week 1, three are due in week 2, but two of four are lost: four days in week 3 are the next step."""
    days_too = other_policy(start_minutes_per_day=480, start_days_per_week=2, step_days_per_week=1)
    roster = plans.weekdays(days=4)
    case, plan = course([(2, 480), (2, 480), (4, 480)], days_too, roster, rungs=(0, 1, 2))
    if lost:
        gone = [date(2026, 2, 11), date(2026, 2, 12)]
        case.leave = [Leave(first_day=gone[0], last_day=gone[1])]
    assert found_in(case, plan) == expected


@pytest.mark.parametrize("rungs", [(0, 0), (0, 2), (2, 2)])
def test_a_plan_does_not_climb_by_naming_a_rung(rungs: tuple[int, ...]) -> None:
    """Shifts of 4 h hide the rung of week 1; the 8 h of week 2 are two steps above 4 h, whatever the plan names."""
    short = [Shift(day=day, start=time(8), paid_min=240) for day in range(5)]
    long = [Shift(day=day, start=time(8), paid_min=480) for day in range(7, 12)]
    roster = Roster(anchor=MONDAY, cycle_days=14, shifts=[*short, *long])
    case, plan = course([(5, 240), (5, 480)], policy("half_days_4_6_8"), roster, rungs)
    assert steps_of(case, plan) == [(Code.HOURS_STEP, 2)]


def test_the_calendar_takes_hours_without_an_event() -> None:
    case, plan = course([(5, 240), (4, 240), (5, 240)], policy("half_days_4_6_8"))
    assert found_in(case, plan) == [(Code.HOURS_FALL, 2)]
    case.leave = [Leave(first_day=date(2026, 2, 13), last_day=date(2026, 2, 13))]
    assert found_in(case, plan) == []
    plan.weeks[2].days.pop()
    plans.settle(plan.weeks[2])
    assert found_in(case, plan) == [(Code.HOURS_FALL, 3)]


def test_an_appointment_takes_no_more_than_its_minutes() -> None:
    """S06: a class of 2.5 h on Wednesday; of 8 h the plan keeps 5.5 h."""
    case, plan = course([(5, 480), (5, 480)], other_policy(start_minutes_per_day=480))
    case.appointments = [Appointment(on=date(2026, 2, 11), minutes=150)]
    assert found_in(case, plan) == [(Code.OVER_SHIFT, 2)]
    plan.weeks[1].days[2] = plans.dated_day(date(2026, 2, 11), {"duty": 330})
    plans.settle(plan.weeks[1])
    assert found_in(case, plan) == []
    plan.weeks[1].days[2] = plans.dated_day(date(2026, 2, 11), {"duty": 300})
    plans.settle(plan.weeks[1])
    assert found_in(case, plan) == [(Code.HOURS_FALL, 2)]


def test_after_a_stated_fall_the_course_goes_on_from_there() -> None:
    """S147: a step back by half must be possible."""
    case, plan = course([(5, 240), (5, 360), (5, 480), (5, 240), (5, 480)], policy("half_days_4_6_8"))
    assert found_in(case, plan) == [(Code.HOURS_FALL, 4), (Code.HOURS_STEP, 5)]
    plan.weeks[3].events = ["step back after a flare-up"]
    assert found_in(case, plan) == [(Code.HOURS_STEP, 5)]
    case, plan = course([(5, 240), (5, 360), (5, 480), (5, 240), (5, 360)], policy("half_days_4_6_8"))
    plan.weeks[3].events = ["step back after a flare-up"]
    assert found_in(case, plan) == []


def test_after_no_suitable_duties_the_first_rung_is_free() -> None:
    case, plan = course([(5, 240), (5, 360), (5, 360), (5, 240)], policy("half_days_4_6_8"))
    plan.weeks[2].days.clear()
    plans.settle(plan.weeks[2])
    plan.weeks[2].events = ["the hoist is away for repair: no suitable duties"]
    assert found_in(case, plan) == []


@pytest.mark.parametrize(
    ("leave_days", "back_with", "expected"), [(4, 480, False), (5, 480, True), (5, 360, False)]
)
def test_reentry_after_five_working_days(leave_days: int, back_with: int, expected: bool) -> None:
    hours = [(5, 240), (5, 360), (5, 480), (5, 480), (5, back_with)]
    case, plan = course(hours, policy("half_days_4_6_8"))
    week = plan.weeks[3]
    case.leave = [Leave(first_day=week.monday, last_day=week.monday + timedelta(days=leave_days - 1))]
    del week.days[:leave_days]
    plans.settle(week)
    plan.weeks[4].events = ["back from leave"]
    assert found_in(case, plan) == ([(Code.REENTRY, 5)] if expected else [])


@pytest.mark.parametrize(
    ("places", "expected"),
    [([0, 2], set()), ([0, 4], set()), ([0, 1], {Code.SPACED_DAYS}), ([0, 1, 2, 3], set())],
)
def test_days_are_spaced_while_there_is_room(places: list[int], expected: set[Code]) -> None:
    case, plan = course([(5, 240)], other_policy(spaced=True))
    week = plan.weeks[0]
    week.days = [week.days[place] for place in places]
    plans.settle(week)
    assert codes(case, plan) == expected


def test_three_weeks_between_changes() -> None:
    slow = other_policy(step_interval_weeks=2, least_weeks_on_step=3)
    assert found_in(*course([(5, 240)] * 3 + [(5, 360)] * 3 + [(5, 480)], slow)) == []
    assert found_in(*course([(5, 240)] * 3 + [(5, 360)] * 2 + [(5, 480)], slow)) == [(Code.STEP_TOO_SOON, 6)]


def fortnight(paid_min: int = 510) -> Roster:
    """Nine days in a fortnight: five in one week, four in the next."""
    days = (0, 1, 2, 3, 4, 7, 8, 9, 10)
    return Roster(
        anchor=MONDAY, cycle_days=14, shifts=[Shift(day=d, start=time(8), paid_min=paid_min) for d in days]
    )


def certified(case: Case, **figures: int) -> None:
    certificate = Certificate(
        id="certificate",
        author="Certifier",
        issued_on=MONDAY,
        valid_from=MONDAY,
        valid_until=date(2026, 12, 31),
    )
    case.certificates = [certificate.model_copy(update=figures)]


def steps_of(case: Case, plan: Plan) -> list[tuple[Code, int | None]]:
    pace = (Code.START_HOURS, Code.HOURS_STEP, Code.STEP_TOO_SOON)
    return [found for found in found_in(case, plan) if found[0] in pace]


EVERY_THIRD_WEEK = [(5, 240), (4, 240), (5, 240), (4, 375), (5, 375), (4, 375), (5, 510)]
"""Half days to 8.5 h a day over seven weeks with a step every third week are 4 h, 6.25 h and 8.5 h."""


@pytest.mark.parametrize(
    ("place", "week", "expected"),
    [
        (3, (4, 375), []),
        (3, (4, 390), [(Code.HOURS_STEP, 4)]),
        (3, (4, 480), [(Code.HOURS_STEP, 4)]),
        (4, (5, 390), [(Code.STEP_TOO_SOON, 5), (Code.STEP_TOO_SOON, 7)]),
        (6, (5, 525), []),  # longer than the shift: another rule says so
    ],
)
def test_even_steps_of_full_weeks_do_not_depend_on_the_days_of_a_week(
    place: int, week: tuple[int, int], expected: list[tuple[Code, int]]
) -> None:
    """Where every rostered day is worked from the start, the even rise is that of the day: the fifth day of a
    fortnight's long week is no step of its own, and a short week hides none.
    """
    slow = other_policy("half_days_full_after_six_weeks", step_interval_weeks=3, least_weeks_on_step=1)
    hours = [*EVERY_THIRD_WEEK[:place], week, *EVERY_THIRD_WEEK[place + 1 :]]
    case, plan = course(hours, slow, fortnight())
    assert steps_of(case, plan) == expected


@pytest.mark.parametrize(
    ("place", "minutes", "expected"),
    [(6, 456, []), (4, 360, [(Code.HOURS_STEP, 5)])],
)
def test_even_steps_after_an_easy_start_under_certified_days(
    place: int, minutes: int, expected: list[tuple[Code, int]]
) -> None:
    """Two days of 4 h, then every day that is certified: 4 h, 5.75 h (half of the way) and 7.6 h on three days."""
    easy = other_policy("half_days_full_after_six_weeks", easy_start_days=2)
    hours = [(2, 240), (2, 240), (3, 240), (3, 240), (3, 345), (3, 345), (3, 456)]
    hours[place] = (3, minutes)
    case, plan = course(hours, easy, plans.weekdays(paid_min=456))
    certified(case, max_days_per_week=3)
    assert steps_of(case, plan) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ([(3, 180), (3, 270), (3, 360), (3, 456)], []),
        ([(3, 180), (3, 285)], [(Code.HOURS_STEP, 2)]),
        ([(3, 180), (3, 270), (3, 375)], [(Code.HOURS_STEP, 3)]),
        ([(2, 180), (2, 270), (2, 360)], []),
        ([(2, 180), (2, 360)], [(Code.HOURS_STEP, 2)]),
    ],
)
def test_quarter_hours_of_printed_shares_under_certified_days(
    hours: list[tuple[int, int]], expected: list[tuple[Code, int]]
) -> None:
    """0.4, 0.6 and 0.8 of 7 h 36 min are 182, 274 and 365 min, rounded down; on fewer days they are the same steps."""
    case, plan = course(hours, policy("shares_of_full_time"), plans.weekdays(paid_min=456))
    certified(case, max_days_per_week=3)
    assert steps_of(case, plan) == expected


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ([(5, 120), (4, 120), (5, 180), (4, 225), (5, 180)], []),
        ([(5, 120), (4, 225), (5, 180)], [(Code.STEP_TOO_SOON, 2)]),
        ([(5, 120), (4, 120), (5, 135), (4, 225)], []),
    ],
)
def test_a_certified_week_makes_longer_days_in_a_short_week(
    hours: list[tuple[int, int]], expected: list[tuple[Code, int]]
) -> None:
    """Fifteen hours certified: of the step to five hours a day 3 h are left on five days and 3.75 h on four.

    Who gives less of a step than it allows may give the rest of it later.
    """
    slow = other_policy("two_week_steps", start_minutes_per_day=120, step_minutes_per_day=180)
    case, plan = course(hours, slow, fortnight())
    certified(case, max_minutes_per_week=900)
    assert steps_of(case, plan) == expected


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ((480, 480, 480), []),  # all that is left of Tuesday to Friday
        ((480, 480, 300), []),  # a step to less than that, and the rest of it later
        ((480, 480, 240), []),  # no step yet
    ],
)
def test_a_printed_weekday_that_the_calendar_takes_is_no_step_when_it_is_there_again(
    second: tuple[int, ...], expected: list[tuple[Code, int]]
) -> None:
    """Three printed days, then four, of which Friday is lost in week 2 and worked in week 3."""
    slow = policy("long_days_few").model_dump()
    slow["step_interval_weeks"]["value"], slow["least_weeks_on_step"]["value"] = 1, 2
    lengths = [(480, 480, 240), (480, 480, 240), second, (480, 480, 480, 360)]
    case, plan = course([(1, 60)] * len(lengths), Policy.model_validate(slow))
    for week, minutes in zip(plan.weeks, lengths, strict=True):
        days = enumerate(minutes, start=1)
        week.days = [plans.dated_day(week.monday + timedelta(days=n), {"duty": m}) for n, m in days]
        plans.settle(week)
    friday = plan.weeks[2].monday + timedelta(days=4)
    case.leave = [Leave(first_day=friday, last_day=friday)]
    assert steps_of(case, plan) == [(code, week + 1) for code, week in expected]


def test_a_week_short_by_the_roster_is_no_fall_and_fewer_hours_in_it_are() -> None:
    """Of five days of 3 h a short week leaves four; four of 2 h are fewer hours, and what follows is no second fall."""
    slow = other_policy("two_week_steps", start_minutes_per_day=180)
    assert found_in(*course([(5, 180), (4, 180), (5, 180)], slow, fortnight())) == []
    case, plan = course([(5, 180), (4, 120), (5, 120)], slow, fortnight())
    assert found_in(case, plan) == [(Code.HOURS_FALL, 2)]
    plan.weeks[1].events = ["nothing else to do"]
    assert found_in(case, plan) == []


# Full duties -----------------------------------------------------------------------------------------------------


def test_a_permanent_variant_counts_as_the_normal_job() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    plan.weeks[2].full_duties = plan.weeks[3].full_duties = True
    plan.full_duties_week = 3
    hoist, table = plans.valid_variants()
    assert {v.code for v in check(case, plan)} == {Code.FULL_DUTIES}
    permanent = TaskVariant(
        hoist.task_id, hoist.modification_ids, hoist.task, hoist.from_date, permanent=True
    )
    assert check(case, plan, [permanent, table]) == []


def test_full_duties_need_every_shift_in_full() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    week = plan.weeks[5]
    week.outlook_min = week.total_min = 2340
    week.duties[2].minutes = 240
    week.events = ["a shorter week"]
    (violation,) = check(case, plan)
    assert (violation.code, violation.week, violation.value, violation.limit) == (
        Code.FULL_DUTIES,
        6,
        2340,
        2400,
    )


def test_a_weekly_task_is_normal_on_as_many_days_as_it_falls() -> None:
    case, plan = plans.valid_case(), plans.valid_plan()
    desk = case.task("desk")
    assert desk is not None
    desk.times_per_week = 5
    assert check(case, plan) == []
    desk.times_per_week = 4
    assert codes(case, plan) == {Code.TIMES_PER_WEEK, Code.OVER_NORMAL_MINUTES}


# Cases of others -------------------------------------------------------------------------------------------------


def rows(name: str) -> list[dict[str, Any]]:
    document = json.loads((DATA / name).read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = document["cases"]
    return found


def peer(case_id: str) -> dict[str, Any]:
    return next(row for row in rows("peer_failures.json") if row["id"] == case_id)


@pytest.mark.parametrize(("hours", "days"), peer("rtw-part-timer")["peer_output"])
def test_peer_part_timer(hours: int, days: int) -> None:
    row = peer("rtw-part-timer")
    contract, cap, expected = row["input"]["contract"], row["input"]["certificate"], row["expected"]
    roster = plans.weekdays(paid_min=60 * contract["hours_per_day"], days=contract["days_per_week"])
    duty = Task(id="duty", name="Duty", kind=TaskKind.SITTING, minutes_per_shift=480)
    case = plans.plain_case(duty, restrictions=[], roster=roster)
    case.certificates = [
        Certificate(
            author="Certifier",
            issued_on=MONDAY,
            valid_from=MONDAY,
            valid_until=date(2026, 12, 31),
            max_minutes_per_day=60 * cap["hours_per_day"],
            max_days_per_week=cap["days_per_week"],
        )
    ]
    plan = plans.plain_plan({"duty": 60 * hours}, days=days)
    plan.certified_until = date(2026, 12, 31)
    too_long, too_many = hours > expected["max_hours_per_day"], days > expected["max_days_per_week"]
    wanted = {Code.OVER_SHIFT} if too_long else set()
    wanted |= {Code.OFF_ROSTER} if too_many else set()
    assert codes(case, plan) - {Code.WEEK_OVER_ROSTER} == wanted


@pytest.mark.parametrize(
    ("last_day", "review", "expected"),
    [
        ("2026-02-05", "2026-02-02", set()),
        ("2026-02-05", None, {Code.REVIEW_BEFORE_END}),
        ("2026-02-06", "2026-02-02", {Code.NOT_CERTIFIED}),
    ],
)
def test_peer_review_in_three_days(last_day: str, review: str | None, expected: set[Code]) -> None:
    row = peer("rtw-review-in-3-days")
    case = plans.plain_case(handling(4), restrictions=[])
    end = date.fromisoformat(row["input"]["certified_until"])
    case.certificates = [
        Certificate(author="Certifier", issued_on=MONDAY, valid_from=MONDAY, valid_until=end)
    ]
    days = (date.fromisoformat(last_day) - date.fromisoformat(row["input"]["start"])).days + 1
    plan = plans.plain_plan({"duty": 480}, days=days)
    plan.certified_until = end
    plan.weeks[0].firmness = Firmness.CONDITIONAL
    plan.weeks[0].review_on = date.fromisoformat(review) if review else None
    assert codes(case, plan) == expected


@pytest.mark.parametrize(
    "case_id", ["rtw-cannot-lift-but-limit-given", "rtw-limit-without-frequency", "rtw-undocumented-demands"]
)
def test_peer_suitability(case_id: str) -> None:
    row = peer(case_id)
    given_ = row["input"]
    reading = {
        "limit": given_.get("limit_kg"),
        "prohibited": given_.get("prohibited", False),
        "frequency": given_.get("limit_frequency"),
    }
    case = plans.plain_case(handling(given_["duty_kg"]), restrictions=[of_lift(**reading)])
    assert codes(case, plans.plain_plan({"duty": given_["duty_minutes"]})) == {Code(row["expected"])}


PUBLISHED = [(row, duty) for row in rows("published_limits.json") for duty in row["duties"]]


@pytest.mark.parametrize(
    ("row", "duty"), PUBLISHED, ids=[f"{row['id']}-{number}" for number, (row, _) in enumerate(PUBLISHED)]
)
def test_published_limits(row: dict[str, Any], duty: dict[str, Any]) -> None:
    """The plan's first week is the named week; a limit ends on the Monday of the week in which it is lifted."""
    limits = row["limits"]
    readings: list[dict[str, Any]] = [
        {"dimensions": LIFTS, "aspect": Aspect.PEAK, "limit": limits["lift_kg"]}
    ]
    if "sit_run_min" in limits:
        readings.append({"dimensions": ["sit"], "aspect": Aspect.RUN, "limit": limits["sit_run_min"]})
    if limits.get("no_work"):
        readings.append({"dimensions": ["work_time"], "aspect": Aspect.DOSE, "prohibited": True})
    lifted = row["lifted_in_week"]
    until = MONDAY + timedelta(weeks=lifted - duty["week"]) if lifted else None
    restrictions = [restriction(**r).model_copy(update={"may_lift_from": until}) for r in readings]
    if "lift_kg" in duty:
        not_asked = [plans.demand(zone, Aspect.PEAK, 0) for zone in LIFTS if zone != "lift_waist_shoulder"]
        task = handling(duty["lift_kg"])
        task.demands += not_asked
    else:
        stretch = duty["sit_uninterrupted_min"]
        task = Task(
            id="duty",
            name="Duty",
            kind=TaskKind.SITTING,
            minutes_per_shift=480,
            uninterruptible_min=stretch,
            demands=[plans.demand("sit", Aspect.RUN, stretch)],
        )
    case = plans.plain_case(task, restrictions=restrictions)
    expected = {Code(duty["expected"])} if duty["expected"] else set()
    assert codes(case, plans.plain_plan({"duty": 240}, days=3)) == expected


# The independent hand --------------------------------------------------------------------------------------------


def test_the_checker_knows_nothing_of_the_planner() -> None:
    """It imports the models, plain facts of the calendar, of demands and scores, words, and the shape of a variant."""
    allowed = (
        "ergo.analysis.demands",
        "ergo.analysis.score",
        "ergo.analysis.words",
        "ergo.analysis.worktime",
        "ergo.knowledge.",
        "ergo.methods",
        "ergo.model.",
        "ergo.planning.check",
        "ergo.planning.variants",
    )
    folder = Path(ergo.planning.check.__file__).parent
    for file in folder.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            foreign = [n for n in names if n.startswith("ergo") and not n.startswith(allowed)]
            assert foreign == [], file.name
