"""Weights at several frequencies on one certificate: what the planner makes of them, and what the checker asks for.

"10 kg occasionally, 5 kg frequently" on a day of eight hours: nothing above 10 kg, at most 160 min (a third) above
5 kg, at most 320 min (two thirds) of lifting at all.
"""

from datetime import date, time

import pytest

from ergo.analysis.match import State, match_case
from ergo.analysis.problems import find_problems
from ergo.knowledge.dimensions import Aspect, Band
from ergo.model.base import Measurement
from ergo.model.capacity import Capacity, Certificate, Reading, Restriction
from ergo.model.case import Case
from ergo.model.job import Demand, Job, Roster, Shift, Task, TaskKind
from ergo.model.plan import Plan
from ergo.model.record import PlanSettings
from ergo.model.worker import Worker
from ergo.planning.check import Code, check_plan
from ergo.planning.plan import make_plan
from tests.planning import plans

START = date(2026, 11, 30)
FLOOR = "lift_floor_waist"


def lifting(name: str, load_kg: float, minutes: int, ends_cm: tuple[int, int] = (60, 90)) -> Task:
    """A task that lifts from one height to another, near the body, all the time; the waist is at 100 cm."""
    low, high = ends_cm
    figures = {"load_kg": load_kg, "v_origin_cm": low, "v_dest_cm": high, "h_origin_cm": 30, "h_dest_cm": 30}
    measurements = {f"lift.{quantity}": Measurement(value=value) for quantity, value in figures.items()}
    return Task(
        id=name,
        name=name,
        kind=TaskKind.LIFTING,
        minutes_per_shift=minutes,
        measurements=measurements,
    )


def desk(minutes: int) -> Task:
    return Task(id="desk", name="desk", kind=TaskKind.SITTING, minutes_per_shift=minutes)


def lift_up_to(limit: float, frequency: Band | None, **fields: object) -> Restriction:
    """A restriction of lifting from the floor; fields of a reading go to its reading."""
    said = {name: fields.pop(name) for name in list(fields) if name in Reading.model_fields}
    reading = {"dimensions": [FLOOR], "aspect": Aspect.PEAK, "limit": limit, "frequency": frequency} | said
    words = {"id": f"{limit:g}-{frequency}", "wording": f"{limit:g} kg {frequency}", "author": "Certifier"}
    return Restriction.model_validate(words | {"reading": reading} | fields)


def ten_and_five() -> list[Restriction]:
    return [lift_up_to(10, Band.OCCASIONAL), lift_up_to(5, Band.FREQUENT)]


def a_case(
    *tasks: Task, restrictions: list[Restriction] | None = None, shift_min: int = 480, days: int = 5
) -> Case:
    certificate = Certificate(
        id="certificate",
        author="Certifier",
        issued_on=START,
        valid_from=START,
        valid_until=date(2027, 2, 28),
        restrictions=ten_and_five() if restrictions is None else restrictions,
    )
    shifts = [Shift(day=day, start=time(8), paid_min=shift_min) for day in range(days)]
    return Case(
        id="case",
        worker=Worker(code="W"),
        job=Job(roster=Roster(anchor=START, shifts=shifts), tasks=list(tasks)),
        certificates=[certificate],
        plan_settings=PlanSettings(start=START, policy_id="half_days_4_6_8", horizon_weeks=10),
    )


def planned(case: Case) -> Plan:
    plan = make_plan(case, made_on=START)
    assert check_plan(case, plan) == []
    return plan


@pytest.mark.parametrize(
    ("heavy_min", "light_min", "full_week", "obstacle"),
    [
        (150, 150, 3, ""),  # 4, 6, 8 hours: 300 min of lifting, half of it above 5 kg
        (165, 150, None, "165 min, 160 min is allowed"),
        (150, 180, None, "330 min, 320 min is allowed"),
    ],
)
def test_each_band_has_its_minutes_of_a_day_of_eight_hours(
    heavy_min: int, light_min: int, full_week: int | None, obstacle: str
) -> None:
    tasks = [
        lifting("heavy", 8, heavy_min),
        lifting("light", 5, light_min),
        desk(480 - heavy_min - light_min),
    ]
    plan = planned(a_case(*tasks))
    assert plan.full_duties_week == full_week
    assert [obstacle in o.sentence for o in plan.obstacles] == ([True] if obstacle else [])


def test_the_plan_states_the_heaviest_weight_and_the_minutes_above_the_lighter() -> None:
    """A day of four hours has 80 and 160 min, one of eight 160 and 320; what no duty reaches is not listed."""
    plan = planned(a_case(lifting("heavy", 10, 165), lifting("light", 5, 165), desk(150)))
    stated = [
        {(x.over_load_kg, x.value): x.source_id for x in week.limits if x.dimension == FLOOR}
        for week in (plan.weeks[0], plan.weeks[1])
    ]
    assert [set(of_week) for of_week in stated] == [
        {(None, 10), (5, 80), (0, 160)},
        {(None, 10), (5, 120), (0, 240)},
    ]
    assert stated[0][5, 80] == "10-occasional"
    assert stated[0][0, 160] == "5-frequent"


def test_nothing_above_the_heaviest_weight() -> None:
    plan = planned(a_case(lifting("heavy", 10.5, 60), desk(420)))
    assert plan.full_duties_week is None
    assert all(duty.task_id != "heavy" for week in plan.weeks for duty in week.duties)


@pytest.mark.parametrize(("heavy_min", "full"), [(150, True), (165, False)])
def test_on_longer_shifts_the_minutes_of_eight_hours_hold(heavy_min: int, full: bool) -> None:
    """165 of 600 min are less than a third of the shift and more than the 160 min of an eight-hour day."""
    case = a_case(lifting("heavy", 8, heavy_min), desk(600 - heavy_min), shift_min=600, days=4)
    case.plan_settings.policy_id = "half_time_then_full"
    assert (planned(case).full_duties_week is not None) is full


def test_minutes_of_a_band_count_above_the_lighter_weight_too() -> None:
    """10 kg occasionally, for an hour at most; 5 kg frequently: the light task is no part of the hour."""
    bands = [lift_up_to(10, Band.OCCASIONAL, minutes_per_shift=60), lift_up_to(5, Band.FREQUENT)]
    for heavy_min, full in ((60, True), (75, False)):
        tasks = [lifting("heavy", 8, heavy_min), lifting("light", 5, 210), desk(270 - heavy_min)]
        assert (planned(a_case(*tasks, restrictions=bands)).full_duties_week is not None) is full


def test_what_a_certificate_says_in_bands_and_what_was_tested_in_bands_make_the_same_plan() -> None:
    tasks = [lifting("heavy", 8, 165), lifting("light", 5, 150), desk(165)]
    tested = a_case(*tasks, restrictions=[])
    tested.capacities = [
        Capacity(
            id=f"{value}", dimension=FLOOR, aspect=Aspect.PEAK, value=value, frequency=band, relevant=True
        )
        for value, band in ((10, Band.OCCASIONAL), (5, Band.FREQUENT))
    ]
    certified = a_case(*tasks)
    weeks = [[(w.total_min, w.duties) for w in planned(case).weeks] for case in (tested, certified)]
    assert weeks[0] == weeks[1]


def test_of_bands_tested_for_the_same_weight_the_rarest_holds() -> None:
    """5 kg was tested occasionally and frequently, 12 kg later and seldom: above 5 kg 2 % of the day."""
    case = a_case(lifting("heavy", 8, 60), desk(420), restrictions=[])
    tests = [(12, Band.SELDOM, 20), (5, Band.OCCASIONAL, 2), (5, Band.FREQUENT, 2)]
    case.capacities = [
        Capacity(
            dimension=FLOOR,
            aspect=Aspect.PEAK,
            value=value,
            frequency=band,
            relevant=True,
            on=date(2026, 11, day),
        )
        for value, band, day in tests
    ]
    assert planned(case).full_duties_week is None


def test_bands_tested_on_two_days_stand_together() -> None:
    """10 kg occasionally on the first day, 5 kg frequently on the second: the lift of 8 kg has its 160 min."""
    for heavy_min, full in ((150, True), (165, False)):
        tasks = [lifting("heavy", 8, heavy_min), lifting("light", 5, 150), desk(330 - heavy_min)]
        case = a_case(*tasks, restrictions=[])
        case.capacities = [
            Capacity(
                dimension=FLOOR,
                aspect=Aspect.PEAK,
                value=value,
                frequency=band,
                relevant=True,
                on=date(2026, 11, day),
            )
            for value, band, day in (
                (10, Band.OCCASIONAL, 19),
                (5, Band.FREQUENT, 20),
                (20, Band.FREQUENT, 2),
            )
        ]
        assert (planned(case).full_duties_week is not None) is full


@pytest.mark.parametrize(("load_kg", "full"), [(5, True), (5.5, False)])
def test_beside_a_band_a_weight_that_does_not_say_how_often_holds_at_any_time(
    load_kg: float, full: bool
) -> None:
    """10 kg occasionally; 5 kg: until the certifier says how often, 5 kg is the most."""
    words = [lift_up_to(10, Band.OCCASIONAL), lift_up_to(5, None)]
    case = a_case(lifting("heavy", load_kg, 60), desk(420), restrictions=words)
    assert (planned(case).full_duties_week is not None) is full
    asked = [p.item for p in find_problems(case) if p.field == "frequency"]
    assert asked == [f"Restriction “{words[1].wording}”"]


# Several zones ----------------------------------------------------------------------------------------------------

WAIST = "lift_waist_shoulder"
UP = (110, 130)


def both_zones(limit: float = 10, frequency: Band = Band.OCCASIONAL) -> Restriction:
    return lift_up_to(limit, frequency, dimensions=[FLOOR, WAIST])


def zoned(dimension: str, minutes: float, low_cm: float, high_cm: float) -> Demand:
    return Demand(
        dimension=dimension,
        aspect=Aspect.PEAK,
        maximum=8,
        frequency=Band.OCCASIONAL,
        minutes_per_shift=minutes,
        reach_cm=30,
        hand_height_low_cm=low_cm,
        hand_height_high_cm=high_cm,
    )


@pytest.mark.parametrize(
    ("low", "high", "together"),
    [
        (zoned(FLOOR, 80, 60, 90), zoned(WAIST, 80, 110, 130), 160),
        (zoned(FLOOR, 85, 60, 90), zoned(WAIST, 80, 110, 130), 165),
        (zoned(FLOOR, 150, 60, 130), zoned(WAIST, 150, 60, 130), 150),  # one lift, through both zones
        (zoned(FLOOR, 100, 60, 130), zoned(WAIST, 80, 60, 130), 180),  # two, for they take other times
    ],
)
def test_match_planner_and_checker_count_the_minutes_of_all_zones_together(
    low: Demand, high: Demand, together: float
) -> None:
    """10 kg occasionally, in two zones: 160 min of eight hours for both together."""
    task = Task(id="both", name="both", kind=TaskKind.OTHER, minutes_per_shift=480, demands=[low, high])
    case = a_case(task, restrictions=[both_zones()])
    fits = together <= 160

    rows = [row for row in match_case(case, START) if row.key.dimension in (FLOOR, WAIST)]
    assert [row.state is State.WITHIN for row in rows] == [fits, fits]
    assert not any(row.closes for row in rows)
    assert all(f"{together:g} min in all" in row.decisive.why for row in rows) is not fits

    full_days = plans.plain_case(task, restrictions=case.all_restrictions())
    violations = [(v.code, v.value) for v in check_plan(full_days, plans.plain_plan({"both": 480}))]
    exceeded = [(Code.RESTRICTION_FREQUENCY, pytest.approx(together))] * 5
    assert [v for v in violations if v[0].startswith("restriction")] == ([] if fits else exceeded)

    plan = planned(case)
    assert (plan.full_duties_week is not None) is fits
    for day in (day for week in plan.weeks for day in week.days):
        minutes = sum(a.minutes for a in day.allocations)
        assert minutes * together / 480 <= max(minutes, day.paid_min) / 3 + 1e-6


@pytest.mark.parametrize(
    ("often", "minutes", "fits"),
    [
        (Band.OCCASIONAL, None, True),  # a third of the shift, which is what is allowed
        (Band.FREQUENT, None, False),
        (None, None, False),  # nobody knows how often
        (Band.OCCASIONAL, 480, False),  # the minutes are the firmer word
    ],
)
def test_a_weight_that_says_how_often_is_handled_for_the_minutes_of_that_band(
    often: Band | None, minutes: float | None, fits: bool
) -> None:
    """8 kg "occasionally" on a job description, 10 kg "occasionally" on the certificate: the whole task is within."""
    load = zoned(FLOOR, 0, 60, 90).model_copy(update={"frequency": often, "minutes_per_shift": minutes})
    task = Task(id="all", name="all", kind=TaskKind.OTHER, minutes_per_shift=480, demands=[load])
    case = a_case(task, restrictions=[lift_up_to(10, Band.OCCASIONAL)])
    (row,) = [row for row in match_case(case, START) if row.key.dimension == FLOOR]
    assert (row.state is State.WITHIN) is fits
    assert (planned(case).full_duties_week is not None) is fits
    full_days = plans.plain_case(task, restrictions=case.all_restrictions())
    violations = {v.code for v in check_plan(full_days, plans.plain_plan({"all": 480}))}
    assert (Code.RESTRICTION_FREQUENCY not in violations) is fits


@pytest.mark.parametrize(("low_min", "high_min", "full"), [(80, 80, True), (80, 95, False), (95, 80, False)])
def test_tasks_in_several_zones_share_the_minutes_of_a_band(low_min: int, high_min: int, full: bool) -> None:
    tasks = [lifting("low", 8, low_min), lifting("high", 8, high_min, UP), desk(480 - low_min - high_min)]
    assert (planned(a_case(*tasks, restrictions=[both_zones()])).full_duties_week is not None) is full


@pytest.mark.parametrize(("low_kg", "high_min", "full"), [(5, 150, True), (8, 150, False), (5, 165, False)])
def test_each_zone_counts_above_its_own_lighter_weight(low_kg: float, high_min: int, full: bool) -> None:
    """10 kg occasionally in both zones, 5 kg frequently from the floor: there 5 kg is no part of the 160 min."""
    bands = [both_zones(), lift_up_to(5, Band.FREQUENT)]
    tasks = [lifting("low", low_kg, 30), lifting("high", 4, high_min, UP), desk(450 - high_min)]
    assert (planned(a_case(*tasks, restrictions=bands)).full_duties_week is not None) is full


def test_the_plan_states_the_zones_of_a_band_as_one_limit() -> None:
    tasks = [lifting("low", 8, 105), lifting("high", 8, 105, UP), desk(270)]
    plan = planned(a_case(*tasks, restrictions=[both_zones()]))
    stated = [x for x in plan.weeks[0].limits if x.over_load_kg is not None]
    assert [(x.dimension, x.over_load_kg, x.counted_with, x.value) for x in stated] == [
        (FLOOR, 0, {WAIST: 0}, 80)
    ]
    words = "Lift, floor to waist, any load; lift, waist to shoulder, any load; all together: at most 80 min a shift."
    assert words in {rule.sentence for rule in plan.day_rules}


@pytest.mark.parametrize(("stated_min", "over"), [(200, False), (199, True)])
def test_the_checker_adds_the_zones_of_a_stated_limit(stated_min: float, over: bool) -> None:
    tasks = [lifting("low", 8, 100), lifting("high", 8, 100, UP), desk(280)]
    plan = plans.plain_plan({"low": 100, "high": 100, "desk": 280})
    plan.weeks[0].limits = [
        plans.lifting_level(stated_min).model_copy(
            update={"aspect": Aspect.PEAK, "over_load_kg": 5, "counted_with": {FLOOR: 5}}
        )
    ]
    found_codes = {v.code for v in check_plan(plans.plain_case(*tasks, restrictions=[]), plan)}
    assert found_codes - {Code.RULE_MISSING} == ({Code.OVER_LEVEL} if over else set())


# The checker ------------------------------------------------------------------------------------------------------


def of_load(name: str, load_kg: float) -> Task:
    load = Demand(
        dimension=FLOOR,
        aspect=Aspect.PEAK,
        maximum=load_kg,
        hand_height_low_cm=60,
        hand_height_high_cm=90,
    )
    return Task(id=name, name=name, kind=TaskKind.OTHER, minutes_per_shift=480, demands=[load])


def found(
    minutes: dict[str, int], restrictions: list[Restriction], *, outside: bool = False
) -> set[tuple[Code, float, float, str]]:
    """Code, value, limit and the words of every restriction that a week of such days violates."""
    tasks = [of_load("twelve", 12), of_load("eight", 8), of_load("four", 4), desk(480)]
    case = plans.plain_case(*tasks, restrictions=restrictions)
    if not outside:
        case.certificates = [
            Certificate(
                author="Certifier",
                issued_on=plans.START,
                valid_from=plans.START,
                valid_until=plans.CERTIFIED_UNTIL,
                restrictions=restrictions,
            )
        ]
        case.restrictions = []
    return {
        (v.code, round(v.value or 0, 3), round(v.limit or 0, 3), v.source.split("”")[0].strip("“"))
        for v in check_plan(case, plans.plain_plan(minutes))
        if v.code.startswith("restriction")
    }


@pytest.mark.parametrize(
    ("minutes", "violation"),
    [
        ({"eight": 160, "four": 160, "desk": 160}, set()),
        (
            {"eight": 161, "four": 159, "desk": 160},
            {(Code.RESTRICTION_FREQUENCY, 161, 160, "10 kg occasional")},
        ),
        (
            {"eight": 100, "four": 221, "desk": 159},
            {(Code.RESTRICTION_FREQUENCY, 321, 320, "5 kg frequent")},
        ),
        (
            {"twelve": 15, "desk": 465},
            {
                (Code.RESTRICTION_PEAK, 12, 10, "10 kg occasional"),
                (Code.RESTRICTION_PEAK, 12, 10, "5 kg frequent"),
            },
        ),
    ],
)
def test_the_checker_reads_the_bands_of_a_certificate_together(
    minutes: dict[str, int], violation: set[tuple[Code, float, float, str]]
) -> None:
    assert found(minutes, ten_and_five()) == violation


def test_to_the_checker_a_band_lifted_alone_leaves_what_the_lighter_one_never_allowed() -> None:
    heavy, light = ten_and_five()
    heavy.may_lift_from = plans.START
    assert found({"eight": 160, "four": 160, "desk": 160}, [heavy, light]) == set()
    assert found({"eight": 161, "four": 159, "desk": 160}, [heavy, light]) == {
        (Code.RESTRICTION_FREQUENCY, 161, 160, "5 kg frequent")
    }
    heavy.may_lift_from, light.may_lift_from = None, plans.START
    assert found({"eight": 160, "four": 320}, [heavy, light]) == set()


@pytest.mark.parametrize(
    ("first", "second", "one_statement"),
    [
        ({"given_on": plans.START}, {"given_on": plans.START}, True),
        ({"given_on": plans.START}, {"given_on": START}, False),
        ({"given_on": plans.START}, {"given_on": plans.START, "author": "Surgeon"}, False),
        ({}, {}, False),
        ({"given_on": plans.START}, {"given_on": plans.START, "valid_from": plans.START}, False),
        ({"given_on": plans.START}, {"given_on": plans.START, "below_hand_height_cm": 200}, False),
    ],
)
def test_planner_and_checker_agree_on_what_one_source_states(
    first: dict[str, object], second: dict[str, object], one_statement: bool
) -> None:
    words = [lift_up_to(10, Band.OCCASIONAL, **first), lift_up_to(5, Band.FREQUENT, **second)]
    violations = found({"eight": 100, "desk": 380}, words, outside=True)
    peak = {(Code.RESTRICTION_PEAK, 8, 5, "5 kg frequent")}
    assert violations == (set() if one_statement else peak)
    case = a_case(lifting("heavy", 8, 105), desk(375), restrictions=[])
    case.restrictions = words
    assert (planned(case).full_duties_week is not None) is one_statement
